"""Difficulties and proposals as far as the figures show them; staff complete and sign them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.content.parameters import write_day
from bot.reporting.content import Progress, Report
from bot.reporting.wording import listed, number, quoted, share

_MOST_NAMED = 5
NO_DIFFICULTY = "Số liệu trong kỳ không cho thấy khó khăn, vướng mắc nào."
NO_PROPOSAL = "Số liệu trong kỳ không gợi ra đề xuất nào."


def difficulties(report: Report) -> list[str]:
    """Return a sentence for each difficulty that the figures show, or that they show none."""
    found = [
        *_unanswered(report),
        *_unhelpful(report),
        *_called_off(report),
        *_behind(report),
        *_uncounted(report),
        *_unreached(report),
    ]
    return found or [NO_DIFFICULTY]


def proposals(report: Report) -> list[str]:
    """Return what follows from the difficulties, or that nothing does."""
    return [*_proposals(report)] or [NO_PROPOSAL]


def late(report: Report) -> list[Progress]:
    """Return the targets of which less was reached than of the campaign's days has passed."""
    return [
        item
        for item in report.progress
        if item.known and item.share < min(1.0, _passed(item, report))
    ]


def _unanswered(report: Report) -> Iterator[str]:
    matters = [matter for matter in report.matters if matter.unanswered]
    if not matters:
        return
    asked = sum(matter.unanswered for matter in matters)
    named = (f"{quoted(item.question)} ({number(item.unanswered)} lượt)" for item in matters)
    most = [text for text, _ in zip(named, range(_MOST_NAMED), strict=False)]
    yield (
        f"Còn {number(asked)} lượt hỏi chưa có câu trả lời rõ và chưa được xử lý, thuộc "
        f"{number(len(matters))} nhóm nội dung; nhiều nhất: {listed(most)}."
    )


def _unhelpful(report: Report) -> Iterator[str]:
    if not report.reasons:
        return
    why = (f"{reason} ({number(count)})" for reason, count in report.reasons.items())
    told = f"Người dân đánh giá {number(sum(report.reasons.values()))} câu trả lời là chưa có ích"
    topics = _criticised(report)
    about = f". Chủ đề bị đánh giá nhiều: {listed(topics)}" if topics else ""
    yield f"{told}: {listed(why)}{about}."


def _criticised(report: Report) -> list[str]:
    counts: Counter[str] = Counter()
    for matter in report.matters:
        for topic in matter.topics:
            counts[topic] += matter.unhelpful
    return [f"“{topic}”" for topic, _ in counts.most_common(_MOST_NAMED)]


def _called_off(report: Report) -> Iterator[str]:
    places = [place for place in report.places if place.called_off]
    if not places:
        return
    total = sum(place.called_off for place in places)
    told = []
    for place in places[:_MOST_NAMED]:
        why = f", lý do: {', '.join(place.reasons)}" if place.reasons else ""
        told.append(f"{place.place} ({number(place.called_off)} buổi{why})")
    yield f"{number(total)} buổi làm thẻ phải hủy, hoãn hoặc tạm dừng: {listed(told)}."


def _behind(report: Report) -> Iterator[str]:
    for item in late(report):
        yield (
            f"{item.ward}: chỉ tiêu “{item.label}” của “{item.campaign}” mới đạt "
            f"{share(item.share)} khi đã qua {share(min(1.0, _passed(item, report)))} thời gian."
        )


def _uncounted(report: Report) -> Iterator[str]:
    missing = [f"{item.ward}: {item.label}" for item in report.progress if not item.known]
    if missing:
        yield f"Chưa nhập số liệu thực hiện chỉ tiêu của: {listed(missing[:_MOST_NAMED])}."


def _unreached(report: Report) -> Iterator[str]:
    lost = sum(item.blocked + item.failed for item in report.announcements)
    if lost:
        yield f"{number(lost)} lượt gửi thông báo không đến nơi nhận (bị chặn hoặc lỗi gửi)."


def _proposals(report: Report) -> Iterator[str]:
    unanswered = sum(bool(matter.unanswered) for matter in report.matters)
    if unanswered:
        yield (
            f"Bổ sung nội dung hướng dẫn cho {number(unanswered)} nhóm câu hỏi chưa có câu trả "
            "lời rõ nêu tại mục II."
        )
    if topics := _criticised(report):
        yield f"Rà soát, viết lại cho dễ hiểu các câu trả lời về: {listed(topics)}."
    wards = dict.fromkeys(item.ward for item in late(report))
    if wards:
        yield f"Xem xét bố trí thêm buổi lưu động, vận động tại: {listed(wards)}."
    if report.kept_since:
        yield (
            "Lập báo cáo sớm hơn cho các kỳ dài: câu hỏi trước ngày "
            f"{write_day(report.kept_since, 'vi')} đã tự xóa theo thời hạn lưu."
        )


def _passed(item: Progress, report: Report) -> float:
    """Return how much of a campaign's days has passed by the end of the report."""
    return ((report.until - item.days.first).days + 1) / len(item.days.days)
