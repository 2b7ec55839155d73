"""A report as a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.config import Reports
from bot.content.parameters import write_day
from bot.reporting.charts import charts
from bot.reporting.content import Report
from bot.reporting.counts import SERVED
from bot.reporting.drafting import difficulties, proposals
from bot.reporting.paper import Paper
from bot.reporting.periods import as_of, name_of
from bot.reporting.wording import BLANK, listed, number, one_line, part, share

SUBJECT = "Kết quả hướng dẫn về thẻ căn cước và định danh điện tử"
_MOST_TOPICS, _MOST_MATTERS, _MOST_ROWS = 10, 10, 30
_NOTE = (
    "Dự thảo do trợ lý lập lúc {moment} từ số liệu đang có. Cán bộ rà soát, điền chỗ trống (……) "
    "và xóa ghi chú này trước khi trình ký."
)
_UNKNOWN = "chưa nhập"
_NOTHING = "Trong kỳ chưa có số liệu."


def as_docx(report: Report, reports: Reports) -> bytes:
    """Return the report as the head of an office signs it; what is not known stays blank."""
    period = name_of(report.period)
    paper = Paper(f"{SUBJECT}. {period}", report.made_at)
    paper.head(reports, report.made_at)
    where = f" tại {report.area.name}" if report.area else ""
    paper.title("BÁO CÁO", f"{SUBJECT}{where}\n({period})", reports.addressee)
    paper.note(_NOTE.format(moment=f"{report.made_at:%H:%M ngày %d/%m/%Y}"))
    for basis in reports.basis or (BLANK,):
        paper.text(f"Căn cứ {basis};", italic=True)
    told = f"{reports.office or BLANK} báo cáo kết quả hướng dẫn người dân về thẻ căn cước và "
    paper.text(f"{told}định danh điện tử, {as_of(report.until, report.made_at)}, như sau:")
    drawn = charts(report)
    paper.heading("I. KẾT QUẢ")
    _questions(paper, report, drawn.get("cau-hoi-theo-ngay"))
    _unanswered(paper, report)
    _sessions(paper, report)
    _targets(paper, report, [drawn[name] for name in ("ty-le-dat", "luy-ke") if name in drawn])
    _announcements(paper, report)
    paper.heading("II. KHÓ KHĂN, VƯỚNG MẮC")
    _numbered(paper, [*difficulties(report), BLANK])
    paper.heading("III. ĐỀ XUẤT, KIẾN NGHỊ")
    _numbered(paper, [*proposals(report), BLANK])
    who = reports.office or BLANK
    paper.text(f"Trên đây là báo cáo của {who}, trân trọng gửi cấp trên xem xét./.")
    paper.signature(reports)
    return paper.written()


def _table(
    paper: Paper,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    """Write a table; of a long one the first rows, with a word on where the others are."""
    paper.table(caption, headings, rows[:_MOST_ROWS], widths)
    if len(rows) > _MOST_ROWS:
        left = number(len(rows) - _MOST_ROWS)
        paper.text(f"Còn {left} dòng nữa, xem báo cáo dạng Excel của kỳ này.", italic=True)


def _numbered(paper: Paper, texts: Iterable[str]) -> None:
    for at, text in enumerate(texts, 1):
        paper.text(f"{at}. {text}")


def _questions(paper: Paper, report: Report, chart: bytes | None) -> None:
    paper.heading("1. Hướng dẫn, trả lời người dân qua trợ lý", level=2)
    asked = report.asked
    paper.text(_summary(report))
    paper.text(" ".join(_limits(report)))
    if not asked:
        return
    rows = [[label, number(n), part(n, sum(report.classes.values()))]
            for label, n in report.classes.items()]  # fmt: skip
    _table(
        paper,
        "Câu hỏi đã trả lời, theo nhóm đối tượng của kế hoạch",
        ["Nhóm đối tượng", "Lượt", "Tỷ lệ"],
        rows,
        (104, 28, 28),
    )
    shown = report.topics[:_MOST_TOPICS]
    if shown:
        rows = [[one_line(topic.title), one_line(topic.group), number(topic.count)]
                for topic in shown]  # fmt: skip
        _table(
            paper,
            f"{len(shown)} chủ đề được hỏi nhiều nhất",
            ["Chủ đề", "Nhóm", "Lượt"],
            rows,
            (82, 54, 24),
        )
    if chart:
        paper.picture(chart, "Biểu đồ cột: số lượt hỏi từng ngày, theo cách kết thúc.")


def _summary(report: Report) -> str:
    asked = report.asked
    if not asked:
        return "Trong kỳ không có lượt hỏi nào."
    ended = (
        f"{label} {number(report.ended(how))} lượt ({part(report.ended(how), asked)})"
        for how, label in (
            ("answered", "trả lời được"),
            ("offered", "đưa lựa chọn hoặc hỏi lại"),
            ("pointed", "hướng dẫn sang nơi khác"),
            ("unanswered", "chưa trả lời được"),
        )
    )
    channels = (f"{name} {number(count)}" for name, count in report.channels.items())
    return f"Trợ lý nhận {number(asked)} lượt hỏi ({listed(channels)}): {listed(ended)}."


def _limits(report: Report) -> Iterator[str]:
    """Say what the figures do not tell."""
    yield (
        "Trợ lý không lưu danh tính nên số liệu là lượt hỏi, không phải số người; lời chào, lời "
        f"cảm ơn ({number(report.courtesies)} lượt) không tính."
    )
    if report.area:
        yield "Câu hỏi được lưu không kèm địa bàn nên mục này tính chung cho mọi xã, phường."
    if report.kept_since:
        yield (
            f"Câu hỏi trước ngày {write_day(report.kept_since, 'vi')} đã tự xóa theo thời hạn lưu "
            "nên không có trong số liệu."
        )
    if report.sample:
        yield "Số liệu địa phương dưới đây có dữ liệu mẫu để chạy thử, không có thật."


def _unanswered(paper: Paper, report: Report) -> None:
    paper.heading("2. Câu hỏi chưa được trả lời tốt và việc xử lý", level=2)
    done = sum(report.resolved.values())
    how = (f"{name} {number(count)}" for name, count in report.resolved.items())
    told = f"Đã xử lý {number(done)} lượt" + (f" ({listed(how)})" if done else "")
    paper.text(f"{told}; còn chờ {number(report.waiting)} lượt.")
    shown = report.matters[:_MOST_MATTERS]
    if shown:
        rows = [
            [one_line(item.question), number(item.count), number(item.unanswered),
             number(item.unhelpful)]
            for item in shown
        ]  # fmt: skip
        _table(
            paper,
            "Các nhóm câu hỏi còn chờ nhiều nhất (đã che số riêng tư)",
            ["Câu hỏi (một cách hỏi)", "Lượt", "Chưa trả lời", "Chưa có ích"],
            rows,
            (80, 20, 30, 30),
        )


def _sessions(paper: Paper, report: Report) -> None:
    paper.heading("3. Buổi làm thẻ căn cước", level=2)
    served = {report.count_labels[name]: report.counted(name) for name in SERVED}
    if any(served.values()):
        told = listed(f"{label.lower()} {number(count)}" for label, count in served.items())
        paper.text(f"Theo số liệu cán bộ nhập: {told}.")
    if not report.places:
        paper.text("Theo lịch, trong kỳ chưa có buổi nào.")
        return
    held = sum(place.held for place in report.places)
    off = sum(place.called_off for place in report.places)
    paper.text(f"Theo lịch, đã tổ chức {number(held)} buổi; {number(off)} buổi không diễn ra.")
    rows = [
        [one_line(item.place), item.kind, number(item.held), number(item.called_off)]
        for item in report.places
    ]
    headings = ["Địa điểm", "Hình thức", "Đã tổ chức", "Không diễn ra"]
    _table(paper, "Số buổi theo địa điểm", headings, rows, (78, 26, 26, 30))


def _targets(paper: Paper, report: Report, pictures: Sequence[bytes]) -> None:
    paper.heading("4. Chỉ tiêu và kết quả do cán bộ nhập", level=2)
    rows = [
        [label, ward.ward, number(ward.total(name))]
        for name, label in report.count_labels.items()
        for ward in report.wards
        if ward.total(name)
    ]
    if rows:
        _table(
            paper, "Kết quả trong kỳ", ["Nội dung", "Xã, phường", "Trong kỳ"], rows, (82, 52, 26)
        )
    if not rows and not report.progress:
        paper.text(_NOTHING)
    if report.progress:
        rows = [
            [f"{one_line(item.ward)}: {item.label}", number(item.target),
             number(item.in_period) if item.known else "",
             *((number(item.reached), share(item.share)) if item.known else (_UNKNOWN, ""))]
            for item in report.progress
        ]  # fmt: skip
        _table(
            paper,
            "So với chỉ tiêu của đợt",
            ["Chỉ tiêu", "Giao", "Trong kỳ", "Lũy kế", "Đạt"],
            rows,
            (76, 21, 21, 21, 21),
        )
        paper.points(_daily(report))
    for picture, told in zip(pictures, ("tỷ lệ đạt từng chỉ tiêu", "lũy kế từng ngày"),
                             strict=False):  # fmt: skip
        paper.picture(picture, f"Biểu đồ: {told}.")


def _daily(report: Report) -> Iterator[str]:
    for item in report.progress:
        if item.per_day is not None and item.known:
            days = len(item.days.until(report.until).days)
            mean = f"{item.reached / days:.1f}".replace(".", ",").removesuffix(",0")
            yield (
                f"{item.ward}: bình quân {mean} hồ sơ mỗi ngày của đợt; kế hoạch "
                f"{number(item.per_day)} hồ sơ mỗi ngày."
            )


def _announcements(paper: Paper, report: Report) -> None:
    paper.heading("5. Thông báo đã gửi", level=2)
    if not report.announcements:
        paper.text("Trong kỳ không gửi thông báo nào.")
        return
    rows = [
        [f"{write_day(item.day, 'vi')}. {item.ward or 'Mọi địa bàn'}: {one_line(item.text, 110)}",
         number(item.total), number(item.sent), number(item.blocked + item.failed)]
        for item in report.announcements
    ]  # fmt: skip
    _table(
        paper,
        "Thông báo tới nhóm và người theo dõi",
        ["Thông báo", "Nơi nhận", "Đã gửi", "Không đến"],
        rows,
        (88, 24, 24, 24),
    )
