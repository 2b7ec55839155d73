from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from bot.commands.age import _interval
from tests.assistant.card_law import CARDS, as_file
from tests.process.program import SMALL, Outcome, perform, run

PROMISED = {
    "band", "must_renew_by", "next_milestone_age", "early_from", "card_carries_over_until",
    "no_renewal_by_age", "status", "text", "sources",
}  # fmt: skip
TODAY = ("--on", "2026-11-22")


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small knowledge with the parameters of cards."""
    folder = tmp_path_factory.mktemp("cards") / "knowledge"
    shutil.copytree(SMALL, folder)
    (folder / "law" / "the.yaml").write_text(
        yaml.safe_dump(as_file(CARDS), allow_unicode=True), "utf-8"
    )
    return folder


def age(home: Path, knowledge: Path, *arguments: str, given: str = "") -> Outcome:
    return perform(home, "age", *arguments, "--knowledge", str(knowledge), given=given)


def record(home: Path, knowledge: Path, *arguments: str) -> dict[str, object]:
    done = age(home, knowledge, *arguments, *TODAY, "--json")
    assert (done.code, done.error) == (0, "")
    found: dict[str, object] = json.loads(done.out)
    return found


@pytest.mark.process
def test_the_day_of_exchange_is_told_with_its_basis(home: Path, knowledge: Path) -> None:
    done = run(
        home, "age", "--born", "03/05/2013", "--issued", "2025-05-03", "--card", "can-cuoc",
        *TODAY, "--knowledge", str(knowledge),
    )  # fmt: skip
    assert (done.code, done.error) == (0, "")
    first, *_, last = done.out.splitlines()
    assert "03/05/2038" in first
    assert last == "Căn cứ: Điều 1, Luật thử."


def test_json_has_the_promised_fields(home: Path, knowledge: Path) -> None:
    found = record(home, knowledge, "--born", "2013-05-03", "--issued", "2025-05-03")
    assert found.keys() == PROMISED
    assert found["sources"] == [{"doc": "Luật thử", "article": "Điều 1", "url": None}]
    dated = {name: value for name, value in found.items() if name not in {"text", "sources"}}
    assert dated == {
        "band": "6-den-14",
        "must_renew_by": "2038-05-03",
        "next_milestone_age": 25,
        "early_from": "2036-05-03",
        "card_carries_over_until": "2038-05-03",
        "no_renewal_by_age": False,
        "status": "ok",
    }


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--born", "2015-01-01"], "not_required"),
        (["--born", "2000-01-01"], "first_issue"),
        (["--born", "2001-12-03", "--issued", "2022-05-03", "--card", "cccd"], "due"),
        (["--born", "2001-11-03", "--issued", "2022-05-03", "--card", "cccd"], "overdue"),
        (["--born", "1980-01-01", "--card", "cmnd"], "overdue"),
        (["--born", "2000-11-03", "--card", "cccd"], "ask"),
        (["--born", "1970-11-03", "--card", "cccd"], "ok"),
    ],
)
def test_every_status_can_be_had(
    home: Path, knowledge: Path, arguments: list[str], status: str
) -> None:
    assert record(home, knowledge, *arguments)["status"] == status


def test_on_is_the_day_in_vietnam(home: Path, knowledge: Path) -> None:
    arguments = ("--born", "2012-11-22", "--json")
    eve = age(home, knowledge, *arguments, "--on", "2026-11-21T16:59:59+00:00")
    midnight = age(home, knowledge, *arguments, "--on", "2026-11-21T17:00:00+00:00")
    assert json.loads(eve.out)["status"] == "not_required"
    assert json.loads(midnight.out)["status"] == "first_issue"


def test_a_year_or_a_month_is_an_interval(home: Path, knowledge: Path) -> None:
    year = record(home, knowledge, "--born", "2012")
    assert (year["status"], year["band"]) == ("ask", ["6-den-14", "tu-14"])
    assert record(home, knowledge, "--born", "10/2012")["status"] == "first_issue"
    assert record(home, knowledge, "--born", "2012-12")["status"] == "not_required"
    told = record(home, knowledge, "--born", "15/06/1990", "--issued", "2021")
    assert told["must_renew_by"] == "2030-06-15"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2012-05-03", ("2012-05-03", "2012-05-03")),
        ("03/05/2012", ("2012-05-03", "2012-05-03")),
        ("3/5/2012", ("2012-05-03", "2012-05-03")),
        ("3-5-2012", ("2012-05-03", "2012-05-03")),
        ("3.5.2012", ("2012-05-03", "2012-05-03")),
        ("05/2012", ("2012-05-01", "2012-05-31")),
        ("2012-02", ("2012-02-01", "2012-02-29")),
        ("2012", ("2012-01-01", "2012-12-31")),
        (" 2012 ", ("2012-01-01", "2012-12-31")),
    ],
)
def test_days_are_read_as_they_are_written(text: str, days: tuple[str, str]) -> None:
    first, last = _interval(text)
    assert (first.isoformat(), last.isoformat()) == days


@pytest.mark.process
def test_lines_are_answered_in_order(home: Path, knowledge: Path) -> None:
    rows = [
        {"id": "a", "born": "2013-05-03", "issued": "2025-05-03", "card": "can-cuoc"},
        {"id": "b", "born": "1980-01-01", "card": "cmnd", "on": "2024-12-31"},
        {"id": 7, "born": "2012-11-22", "on": "2026-11-21T17:00:00+00:00"},
        {"born": "22/11/2012", "issued": None, "card": None, "on": "2026-11-21"},
    ]
    lines = "\n\n".join(json.dumps(row) for row in rows) + "\n"
    done = run(home, "age", "--jsonl", *TODAY, "--knowledge", str(knowledge), given=lines)
    assert (done.code, done.error) == (0, "")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert all(line.keys() == {"id", *PROMISED} for line in found)
    assert [(line["id"], line["status"]) for line in found] == [
        ("a", "ok"), ("b", "due"), (7, "first_issue"), (7, "not_required"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("2012", "cần một đối tượng"),
        ("sinh 2012", "không phải JSON"),
        ('{"id": 1}', 'cần một đối tượng có "id" và "born"'),
        ('{"born": 2012}', 'cần một đối tượng có "id" và "born"'),
        ('["born"]', 'cần một đối tượng có "id" và "born"'),
        ('{"born": "2012", "on": "mai"}', '"on" phải là ngày giờ'),
        ('{"born": "2012", "on": "0001-01-01T00:00+14:00"}', '"on" phải là ngày giờ'),
        ('{"born": "2012", "id": ' + "9" * 5000 + "}", "không phải JSON"),
        ("[" * 100_000, "không phải JSON"),
    ],
    ids=lambda text: text[:40],
)
def test_a_line_that_is_no_such_object_ends_it_with_its_number(
    home: Path, knowledge: Path, bad: str, said: str
) -> None:
    lines = '{"id": 1, "born": "2000"}\n\n' + bad + '\n{"id": 4, "born": "2000"}\n'
    done = age(home, knowledge, "--jsonl", *TODAY, given=lines)
    assert done.code == 2
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [1]
    [line] = done.errors
    assert line.startswith("dòng 3: ")
    assert said in line


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('{"born": "mai"}', "«mai» không phải ngày"),
        ('{"born": "31/02/2012"}', "«31/02/2012» không phải ngày"),
        ('{"born": "2012", "issued": "x"}', "«x» không phải ngày"),
        ('{"born": "2012", "card": "bang-lai"}', "«bang-lai» không phải loại thẻ"),
        ('{"born": "2012", "on": "2024-06-30"}', "chưa có thông tin"),
        ('{"born": "2027"}', "Ngày sinh ở sau ngày 22/11/2026"),
        ('{"born": "1990-01-01", "issued": "2026-11-23"}', "Ngày cấp thẻ ở sau"),
        ('{"born": "1990-01-01", "issued": "1989-12-31"}', "ở trước ngày sinh 01/01/1990"),
        ('{"born": "1990", "issued": "2025-01-01", "card": "cmnd"}', "chỉ dùng đến hết ngày"),
        ('{"born": "1990", "issued": "2024-07-01", "card": "cccd"}', "chỉ cấp đến hết ngày"),
        ('{"born": "9990-01-01", "on": "9995-01-01"}', "nằm ngoài lịch"),
    ],
    ids=lambda text: text[:40],
)
def test_a_line_whose_days_cannot_be_says_so_and_the_others_are_calculated(
    home: Path, knowledge: Path, bad: str, said: str
) -> None:
    lines = '{"id": 1, "born": "2000"}\n\n' + bad + '\n{"id": 4, "born": "2000"}\n'
    done = age(home, knowledge, "--jsonl", *TODAY, given=lines)
    assert done.code == 2
    first, fault, last = map(json.loads, done.out.splitlines())
    assert (first["id"], last["id"]) == (1, 4)
    assert first["status"] == last["status"]
    assert fault.keys() == {"id", "error"}
    assert said in fault["error"]
    [line] = done.errors
    assert line.startswith("dòng 3: ")
    assert said in line


def test_several_bad_lines_are_counted_in_one(home: Path, knowledge: Path) -> None:
    lines = '{"born": "mai"}\n{"born": "2000"}\n{"born": "2027"}\n'
    done = age(home, knowledge, "--jsonl", *TODAY, given=lines)
    assert done.code == 2
    assert len(done.out.splitlines()) == 3
    [line] = done.errors
    assert line.startswith("dòng 1: «mai»")
    assert line.endswith("(và 1 dòng khác)")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "chưa có ngày sinh"),
        (["--jsonl", "--born", "2012"], "bỏ --born"),
        (["--born", "03/13/2012"], "«03/13/2012» không phải ngày"),
        (["--born", "3/5/12"], "«3/5/12» không phải ngày"),
        (["--born", "40000"], "«40000» không phải ngày"),
        (["--born", "0000"], "«0000» không phải ngày"),
        (["--born", "13/2012"], "«13/2012» không phải ngày"),
        (["--born", "٢٠١٢"], "«٢٠١٢» không phải ngày"),
        (["--born", ""], "«» không phải ngày"),
        (["--born", "2012", "--card", "CMT"], "«CMT» không phải loại thẻ"),
        (["--born", "2027-01-01"], "Ngày sinh ở sau ngày 22/11/2026"),
        (["--born", "2000-01-01", "--issued", "2030-01-01"], "đừng lấy ngày hết hạn"),
        (["--born", "1990-01-01", "--issued", "2025-06-01", "--card", "cccd"], "là thẻ căn cước"),
    ],
    ids=lambda part: str(part)[-30:],
)
def test_bad_usage_is_one_clear_line(
    home: Path, knowledge: Path, arguments: list[str], said: str
) -> None:
    done = age(home, knowledge, *arguments, *TODAY)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert said in line


def test_knowledge_without_the_ages_is_named(home: Path) -> None:
    done = age(home, SMALL, "--born", "2000-01-01", *TODAY)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert "chưa có thông tin" in line
    assert "tuoi-phai-doi" in line


@pytest.mark.content
def test_the_shipped_knowledge_cites_the_law(home: Path) -> None:
    shipped = SMALL.parents[1] / "knowledge"
    found = record(home, shipped, "--born", "2001-12-03", "--issued", "2022-05-03")
    assert (found["status"], found["must_renew_by"]) == ("due", "2026-12-03")
    assert "Luật Căn cước 26/2023/QH15" in str(found["text"])
    sources = found["sources"]
    assert isinstance(sources, list)
    assert all(source["url"].startswith("https://") for source in sources)
