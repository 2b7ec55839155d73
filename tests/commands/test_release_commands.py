from __future__ import annotations

import json
from pathlib import Path

from bot.content.loading import read_folder
from tests.process.program import Outcome, perform

SHOP = "Diều bán ở cửa hàng đầu làng"
ON = ("--on", "2026-11-22")


def edit(house: Path, old: str, new: str) -> None:
    file = house / "knowledge" / "faq" / "do-choi.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def done(house: Path, *arguments: str) -> list[str]:
    """Run a command that succeeds; return its lines."""
    outcome = perform(house, *arguments)
    assert (outcome.code, outcome.error) == (0, "")
    return outcome.out.splitlines()


def refused(house: Path, *arguments: str) -> str:
    """Run a command that is refused; return its one line."""
    outcome: Outcome = perform(house, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    [line] = outcome.errors
    return line


def test_the_folder_is_published_once(house: Path) -> None:
    assert done(house, "publish", "--by", "Lan") == ["Đã phát hành bản 1."]
    assert done(house, "publish") == ["Không có gì mới: bản 1 vẫn đang dùng."]
    edit(house, SHOP, "Diều bán ở chợ")
    assert done(house, "publish") == ["Đã phát hành bản 2."]


def test_a_faulty_folder_is_not_published(house: Path) -> None:
    done(house, "publish")
    edit(house, SHOP, "Diều bán ở {cho-la}")
    assert refused(house, "publish").startswith("Kiến thức có lỗi: faq/do-choi.yaml:")
    assert len(done(house, "releases")) == 1


def test_releases_are_listed_newest_first_with_who_made_them(house: Path) -> None:
    assert "publish" in refused(house, "releases")
    done(house, "publish", "--by", "Lan")
    edit(house, SHOP, "Diều bán ở chợ")
    done(house, "publish", "--by", "Minh")
    second, first = done(house, "releases")
    assert second.split()[0] == "2"
    assert second.endswith("Minh  (đang dùng)")
    assert first.endswith("Lan")
    assert len(done(house, "releases", "--most", "1")) == 1


def test_going_back_brings_the_old_text_into_force_and_into_the_folder(house: Path) -> None:
    before = read_folder(house / "knowledge")
    done(house, "publish")
    edit(house, SHOP, "Diều bán ở chợ")
    (house / "knowledge" / "phrasings" / "moi.yaml").write_text(
        'phrasings:\n  mua-dieu:\n    tam: ["sắm con diều nơi nao"]\n', "utf-8"
    )
    done(house, "publish")
    [told] = done(house, "rollback", "1")
    assert told.startswith("Bản 3 đang dùng, giống bản 1.")
    assert "(2 tệp)" in told
    assert read_folder(house / "knowledge") == before
    assert done(house, "publish") == ["Không có gì mới: bản 3 vẫn đang dùng."]


def test_going_back_never_loses_an_edit_that_was_not_published(house: Path) -> None:
    done(house, "publish")
    edit(house, SHOP, "Diều bán ở chợ")
    done(house, "publish")
    edit(house, "Diều bán ở chợ", "Diều bán ở bến")
    edited = read_folder(house / "knowledge")
    assert "chưa phát hành" in refused(house, "rollback", "1")
    assert read_folder(house / "knowledge") == edited
    assert len(done(house, "releases")) == 2


def test_going_back_leaves_a_faulty_folder_to_whoever_edits_it(house: Path) -> None:
    done(house, "publish")
    edit(house, SHOP, "Diều bán ở chợ")
    done(house, "publish")
    edit(house, "Diều bán ở chợ", "Diều bán ở {cho-la}")
    edited = read_folder(house / "knowledge")
    [told] = done(house, "rollback", "1")
    assert "giữ nguyên" in told
    assert read_folder(house / "knowledge") == edited
    assert len(done(house, "releases")) == 3


def test_going_back_to_a_release_that_never_was_is_refused(house: Path) -> None:
    done(house, "publish")
    for number in ("7", "0", "99999999999999999999"):
        assert refused(house, "rollback", number).startswith(f"không có bản {number}")


def test_before_the_first_release_there_is_nothing_to_compare(house: Path) -> None:
    assert "chưa có bản nào" in refused(house, "diff")
    assert "không có bản 1" in refused(house, "rollback", "1")


def test_an_unchanged_folder_differs_in_nothing(house: Path) -> None:
    done(house, "publish")
    assert done(house, "diff", *ON) == ["Không có gì khác."]


def test_a_difference_tells_answers_questions_and_what_to_look_at(house: Path) -> None:
    done(house, "publish")
    asked = house / "asked.jsonl"
    rows = [{"q": "Con diều bao nhiêu tiền"}, {"q": "Tắm mèo bằng gì"}]
    asked.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    edit(house, SHOP, "Diều bán ở chợ")
    edit(house, "review_by: 2026-12-31", "review_by: 2026-11-01")
    told = done(house, "diff", *ON, "--questions", str(asked))
    assert told[0] == "Tệp thay đổi: faq/do-choi.yaml"
    assert told[1] == "Câu trả lời đổi lời: 1"
    assert told[2].startswith(f"  mua-dieu (vi): ý chính: {SHOP}")
    assert "→ Diều bán ở chợ" in told[2]
    assert "Câu hỏi có kết quả khác: 0" in told
    looks = told[told.index("Điều mới nên xem: 3") :]
    assert looks[1] == "  mua-dieu: quá ngày cần xem lại (2026-11-01)"


def test_two_releases_are_compared_with_each_other(house: Path) -> None:
    done(house, "publish")
    edit(house, SHOP, "Diều bán ở chợ")
    done(house, "publish")
    edit(house, "Diều bán ở chợ", SHOP)
    assert done(house, "diff", *ON, "1") == ["Không có gì khác."]
    assert done(house, "diff", *ON, "1", "2")[1] == "Câu trả lời đổi lời: 1"
    assert "không có bản 9" in refused(house, "diff", "1", "9")
    assert "nhiều nhất hai" in refused(house, "diff", "1", "2", "1")


def test_a_question_that_leads_elsewhere_is_told(house: Path) -> None:
    done(house, "publish")
    asked = house / "asked.jsonl"
    asked.write_text(json.dumps({"q": "Con diều bao nhiêu tiền"}) + "\n", "utf-8")
    small_talk = house / "knowledge" / "language" / "small_talk.yaml"
    text = small_talk.read_text("utf-8")
    assert "small_talk:" in text
    edit(house, "id: mua-dieu", "id: sam-dieu")
    for file in (house / "knowledge").rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("mua-dieu", "sam-dieu"), "utf-8")
    told = done(house, "diff", *ON, "--questions", str(asked))
    [line] = [line for line in told if line.startswith('  "Con diều')]
    assert "mua-dieu (chắc) → sam-dieu (chắc)" in line
