"""A topic in a form: as it stands in the folder, as it was filled in, and the edit it makes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from multidict import MultiMapping

from bot.assistant.review import translation_marks
from bot.content import loading
from bot.content.checks import check
from bot.content.editing import Edit, EditError, entries, records
from bot.content.knowledge import Knowledge
from bot.content.loading import Files
from bot.content.slugs import free_slug, slug
from bot.errors import Fault, KnowledgeError
from bot.web.console import entry_fields, fault_words
from bot.web.console.answers.waiting import numbers_in
from bot.web.console.entry_fields import Filled
from bot.web.console.fault_words import LABELS, Told, in_plain_words
from bot.web.console.searching import plain

_REVIEWED_AFTER = timedelta(days=180)
_UNNAMED = "chu-de-moi"
_CONFIRMED = "translations.yaml"
_MOST_TOLD = 50


@dataclass(frozen=True)
class EntryDraft:
    """A topic in a form."""

    topic: str
    group: str
    filled: Filled
    original: Filled = field(default_factory=dict)
    """What the form held when it was opened."""
    is_new: bool = False
    numbers: tuple[int, ...] = ()
    """Questions in the queue that a new topic is to answer."""
    in_step: bool = False
    """Whether somebody vouches that the English says what the Vietnamese says."""

    @property
    def name(self) -> str:
        """What the topic is called on the pages."""
        return self.filled.get("title") or ("Chủ đề mới" if self.is_new else self.topic)

    @property
    def record(self) -> dict[str, Any]:
        """What is to stand in the file."""
        return entry_fields.record_of(self.filled)

    def edit(self, files: Files) -> Edit:
        """Return the edit that makes the topic what the form says.

        Raises:
            EditError: There is no such topic or group, or there is such a topic already.
            KnowledgeError: The file cannot be read, or a text cannot be written.
        """
        if self.is_new:
            made = entries.created(files, self.group, self.topic, self.record)
            return replace(made, title=f"Thêm chủ đề «{self.name}»")
        changed = entry_fields.differing(self.stored_now(files), self.filled)
        made = entries.changed(files, self.topic, changed)
        parts = ", ".join(dict.fromkeys(LABELS[key].lower() for key in changed))
        return replace(made, title=f"Sửa chủ đề «{self.name}»: {parts}" if parts else "")

    def stored_now(self, files: Files) -> Filled:
        """Return the fields of the topic as the folder has it now; of a new one, none."""
        if self.is_new:
            return {}
        return entry_fields.shown(entries.written_as(files, self.topic))

    def judged(self, files: Files) -> tuple[Edit | None, Told]:
        """Return the edit, and every fault that the knowledge would have with it."""
        try:
            edit = self.edit(files)
        except (EditError, KnowledgeError) as error:
            return None, self._refused(error)
        new = edit.onto(files)
        try:
            knowledge = loading.load(new)
        except KnowledgeError as error:
            return edit, self._told(new, error.faults)
        if self.in_step and self.topic in knowledge.entries:
            edit = edit.then(self._confirmation(new, knowledge))
        return edit, Told()

    def _confirmation(self, files: Files, knowledge: Knowledge) -> Edit:
        """Return the edit that notes that the translation renders the present wording."""
        content = records.content_of(files, _CONFIRMED)
        mark = translation_marks(knowledge)[self.topic]
        content["confirmed"] = {**(content["confirmed"] or {}), self.topic: mark}
        title = f"Bản tiếng Anh của «{self.name}» đã được xem lại"
        return records.written(title, files, _CONFIRMED, content)

    def first_look(self, files: Files) -> Told:
        """Return the faults that this topic's own file shows, which takes little time."""
        try:
            edit = self.edit(files)
        except (EditError, KnowledgeError) as error:
            return self._refused(error)
        new = edit.onto(files)
        near = {name: new[name] for name in new if name in edit.files or name.startswith("law/")}
        parsed, faults = loading.parse(near)
        faults += check(parsed, new.keys() - parsed.keys())
        return self._told(new, [fault for fault in faults if fault.file in edit.files])

    def with_another_answer(self) -> EntryDraft:
        """Return the form with an answer more, for days still to be given."""
        return replace(self, filled=entry_fields.with_another_answer(self.filled))

    def places(self) -> list[str]:
        """Return where on the form there is room for messages."""
        found = [name for name in entry_fields.ALONE if not name.startswith("ages.")]
        found += ["ages", "sources", "related", "actions"]
        found += ["id", "group"] if self.is_new else []
        found += [f"sources.{at}" for at in range(entry_fields.count(self.filled, "sources") + 1)]
        for at in range(entry_fields.count(self.filled, "answers")):
            own = f"answers.{at}"
            said = [f"{part}.{key}" for part in (own, f"{own}.en") for key in entry_fields.WORDING]
            found += [own, f"{own}.en", *said]
            found += [f"{own}.from", f"{own}.until"] if self.has_days(at) else []
        return found

    def has_days(self, number: int) -> bool:
        """Return whether one of the answers holds for some days only."""
        days = (self.filled.get(f"answers.{number}.{key}") for key in ("from", "until"))
        return entry_fields.count(self.filled, "answers") > 1 or any(days)

    def _refused(self, error: EditError | KnowledgeError) -> Told:
        """Return why there is no edit at all."""
        if isinstance(error, EditError):
            return Told({}, [in_plain_words(str(error))])
        return self._told({}, error.faults)

    def _told(self, files: Files, faults: list[Fault]) -> Told:
        shown = faults[:_MOST_TOLD]
        return fault_words.told(files, shown, "faq/", self.topic, self.places(), _place_of)


def stored(files: Files, topic: str, knowledge: Knowledge) -> EntryDraft:
    """Return a topic as it stands in the folder; `EditError` where there is none."""
    filled = entry_fields.shown(entries.written_as(files, topic))
    return EntryDraft(topic, knowledge.group_of.get(topic, ""), filled, filled)


def fresh(today: date, group: str, texts: list[str], numbers: tuple[int, ...]) -> EntryDraft:
    """Return the form of a new topic that is to answer these questions."""
    filled = {
        "group": group, "questions": "\n".join(texts), "answers.0.lead": "",
        "checked_on": today.isoformat(), "valid_from": today.isoformat(),
        "review_by": (today + _REVIEWED_AFTER).isoformat(),
    }  # fmt: skip
    return EntryDraft(_UNNAMED, group, filled, is_new=True, numbers=numbers)


def sent_in(sent: MultiMapping[Any], topic: str, files: Files, knowledge: Knowledge) -> EntryDraft:
    """Return a form as it was sent; a new topic without an id gets one made from its title.

    `topic`: empty for a new one.
    """
    filled = entry_fields.filled_in(sent)
    named = (topic_named(text, knowledge) for text in filled["related"].splitlines())
    filled["related"] = "\n".join(named)
    if topic:
        original = entry_fields.unsealed(str(sent.get("goc", "")))
        group, in_step = knowledge.group_of.get(topic, ""), "khop" in sent
        return EntryDraft(topic, group, filled, original, in_step=in_step)
    filled |= {name: str(sent.get(name, "")).strip() for name in ("id", "group")}
    made = slug(filled["title"]) or _UNNAMED
    wanted = filled["id"] or free_slug(made, records.ids(files, "entries"))
    numbers = numbers_in(sent.getall("so", []))
    group, in_step = filled["group"], "khop" in sent
    return EntryDraft(wanted, group, filled, is_new=True, numbers=numbers, in_step=in_step)


def topic_named(text: str, knowledge: Knowledge) -> str:
    """Return the id of the topic that has this title or id, the text itself where none has."""
    if text in knowledge.entries:
        return text
    titles = {plain(entry.title): topic for topic, entry in knowledge.entries.items()}
    return titles.get(plain(text), text)


def label_of(place: str) -> str:
    """Return what a field is called, with its number and language where there are several."""
    kind, _, inside = place.partition(".")
    number, _, key = inside.partition(".")
    if not number.isdecimal():
        return LABELS.get(place, LABELS.get(kind, place))
    language = " bằng tiếng Anh" if key.startswith("en") else ""
    own = LABELS.get(key.removeprefix("en").lstrip("."), LABELS[kind])
    which = "" if number == "0" else f" ({LABELS[kind].lower()} {int(number) + 1})"
    return f"{own}{language}{which}"


def _place_of(path: str) -> str:
    """Return the field of the form for a place in an entry."""
    match path.split("."):
        case ["answer", *keys]:
            found = ["answers", "0", *keys]
        case ["answers", number, "translations", "en", *keys]:
            found = ["answers", number, "en", *keys]
        case ["translations", "en", "title"]:
            found = ["title_en"]
        case ["translations", "en", *keys]:
            found = ["answers", "0", "en", *keys]
        case keys:
            found = keys
    return ".".join(found)
