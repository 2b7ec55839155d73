"""What must hold of the knowledge that the repository ships."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.assistant import review
from bot.assistant.coverage import page
from bot.assistant.items import item_on
from bot.content.knowledge import Knowledge
from bot.content.law import Unit
from bot.content.topics import Translation
from bot.language.text import fold

pytestmark = pytest.mark.content
ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DAY = date(2026, 11, 22)


def _catalogue() -> list[dict[str, str]]:
    file = SHARED / "topics.yaml"
    if not file.is_file():
        pytest.skip("the topic catalogue is not beside this checkout")
    topics: list[dict[str, str]] = yaml.safe_load(file.read_text("utf-8"))["topics"]
    return topics


def test_every_topic_of_the_catalogue_is_answered_under_its_own_title(shipped: Knowledge) -> None:
    wanted = {topic["id"]: (topic["title"], topic["group"]) for topic in _catalogue()}
    actual = {
        topic: (entry.title, shipped.group_of[topic]) for topic, entry in shipped.entries.items()
    }
    assert actual == wanted


def test_every_topic_has_at_least_forty_phrasings_of_at_least_four_voices(
    shipped: Knowledge,
) -> None:
    scarce = {
        topic: (sum(map(len, voices.values())), len(voices))
        for topic, voices in shipped.phrasings.items()
        if sum(map(len, voices.values())) < 40 or len(voices) < 5
    }
    assert scarce == {}


def test_every_topic_is_told_in_english_too(shipped: Knowledge) -> None:
    untold = []
    for topic, entry in shipped.entries.items():
        wordings = [entry.translations.get("en")] if entry.answer else []
        wordings += [dated.translations.get("en") for dated in entry.answers]
        if not all(isinstance(wording, Translation) and wording.lead for wording in wordings):
            untold.append(topic)
        assert shipped.title(topic, "en") != entry.title, topic
    assert untold == []


def test_every_topic_is_answered_today(shipped: Knowledge) -> None:
    for topic in shipped.entries:
        assert item_on(shipped, topic, DAY, "vi").lead
        assert item_on(shipped, topic, DAY, "en").lead


def test_days_without_an_answer_are_only_those_before_a_matter_began(shipped: Knowledge) -> None:
    silent = {
        remark.about
        for remark in review.unanswered_days(shipped, DAY)
        if not re.search(rf"từ {shipped.covers[0]} đến", remark.message)
    }
    assert silent == set()


def test_nothing_else_waits_for_staff(shipped: Knowledge) -> None:
    rules = [review.overdue, review.too_long, review.same_label, review.stale_translations]
    assert [remark for rule in rules for remark in rule(shipped, DAY)] == []


def test_a_fee_that_is_only_foreseen_is_told_with_a_caveat_from_its_first_day(
    shipped: Knowledge,
) -> None:
    """What follows when nobody decides otherwise may have been decided otherwise by then."""
    bare = []
    for parameter in shipped.parameters.by_id.values():
        for value in parameter.values:
            if parameter.unit is not Unit.DONG or value.from_ <= value.checked_on:
                continue
            caveats = shipped.parameters.caveats([parameter.id])
            begun = [each for each in caveats if each.from_ == value.from_ and each.text_en]
            if not any(each.until == value.until for each in begun):
                bare.append((parameter.id, str(value.from_)))
    assert bare == []


def test_the_page_of_all_topics_is_up_to_date(shipped: Knowledge) -> None:
    written = (ROOT / "docs" / "knowledge.md").read_text("utf-8")
    day = re.search(r"--on (\d{4}-\d{2}-\d{2})", written)
    assert day is not None
    assert written == page(shipped, date.fromisoformat(day[1]))


def test_no_development_question_has_entered_the_knowledge(shipped: Knowledge) -> None:
    folder = SHARED / "questions"
    if not folder.is_dir():
        pytest.skip("the development questions are not beside this checkout")
    asked = set()
    for file in folder.glob("*.jsonl"):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if len(row["q"].split()) > 2:
                asked.add(_key(row["q"]))
    known = {
        _key(text)
        for voices in shipped.phrasings.values()
        for texts in voices.values()
        for text in texts
    }
    known |= {_key(text) for text in shipped.lists.not_ours.neighbour}
    known |= {_key(text) for text in shipped.lists.not_ours.elsewhere}
    assert known & asked == set()


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text.lower())))
