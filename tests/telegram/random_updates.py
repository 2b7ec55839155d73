"""Random updates of every kind, made from the types of the Bot API's specification.

Each value is valid by its type; often it lies at a limit, is odd, or is missing where it may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import count, islice
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.telegram.random_texts import LETTERS, SIGNS, Words, texts
from tests.telegram_server.contents import DAY, ME, entities_of
from tests.telegram_server.specification import Specification, choice, limits

Raw = dict[str, Any]
OWN = "own "
"""What stands before the number of a button that the bot has shown, instead of its data."""
_BUSY = (
    *["message"] * 14, *["callback_query"] * 8, *["inline_query"] * 3, *["my_chat_member"] * 2,
    "edited_message", "edited_message", "chosen_inline_result",
)  # fmt: skip
"""Kinds that the bot acts on, drawn more often than all others."""
_DEPTH = 3
_MOST_MORE = 3
_RUN, _AT_ONCE = 9, 6
_ELSEWHERE = {"id": 77, "type": "private", "first_name": "Mai"}
"""A chat of two people in which the bot is not."""
_LAST_DAY = 2**31 - 1
_CHATS: tuple[Raw, ...] = (
    *({"id": user, "type": "private", "first_name": "Lan"} for user in (1, 2, 3, 2**52 - 1)),
    {"id": -7, "type": "group", "title": "Tổ dân phố"},
    {"id": -1001, "type": "supergroup", "title": "Xóm"},
    {"id": -1002, "type": "supergroup", "title": "Diễn đàn", "is_forum": True},
    {"id": -(2**52) + 1, "type": "supergroup", "title": "\u202engược"},
    {"id": -1003, "type": "channel", "title": "Kênh"},
)


class Shapes:
    """Strategies for the types of a specification."""

    def __init__(self, specification: Specification, words: Words) -> None:
        self._types = specification.types
        self._kinds = sorted(specification.updates)
        self._words = words
        self._texts = texts(words)
        self._known: dict[tuple[str, int], SearchStrategy[Any]] = {}
        self._least = self._depths()

    @property
    def kinds(self) -> list[str]:
        """The kinds of updates, those that the bot acts on more than once."""
        return [*self._kinds, *_BUSY]

    def update(self, kind: str) -> SearchStrategy[Raw]:
        """Return a strategy for the content of updates of a kind."""
        [form] = [each for each in self._types["Update"]["fields"] if each["name"] == kind]
        value = self._of(form["types"][0], _DEPTH)
        return value.map(lambda made: {kind: _fitting(kind, made)})

    def _depths(self) -> dict[str, int]:
        """Return how deep each type must go at least: some hold others of their own kind."""
        least = dict.fromkeys(self._types, 99)
        for _ in range(9):
            for name, form in self._types.items():
                if kinds := form.get("subtypes"):
                    least[name] = min(self._deep(kind, least) for kind in kinds)
                else:
                    needed = [each for each in form.get("fields", []) if each["required"]]
                    below = [min(self._deep(k, least) for k in each["types"]) for each in needed]
                    least[name] = 1 + max(below, default=0)
        return least

    @staticmethod
    def _deep(kind: str, least: dict[str, int]) -> int:
        return 0 if kind.startswith("Array of ") else least.get(kind, 0)

    def _of(self, kind: str, depth: int, field: Raw | None = None) -> SearchStrategy[Any]:
        """Return a strategy for a type; `depth`: how many types may still stand in each other."""
        if kind.startswith("Array of "):
            least, most = limits(field["description"], "items") or (0, 3) if field else (0, 3)
            most = max(least, min(most, 3)) if depth > 0 else least
            return st.lists(self._of(kind[9:], depth - 1), min_size=least, max_size=most)
        if kind in {"Integer", "Float", "String", "Boolean"}:
            return self._primitive(kind, field or {"name": "", "description": ""})
        if (kind, depth) not in self._known:
            self._known[kind, depth] = st.deferred(lambda: self._made(kind, depth))
        return self._known[kind, depth]

    def _made(self, kind: str, depth: int) -> SearchStrategy[Any]:
        form = self._types[kind]
        special = {
            "User": self._user, "Chat": self._chat, "Message": self._message,
            "CallbackQuery": self._pressed, "MessageEntity": self._entity,
        }.get(kind)  # fmt: skip
        if special is not None:
            return special(depth)
        if kinds := form.get("subtypes"):
            near = [each for each in kinds if self._deep(each, self._least) <= max(depth, 0)]
            fit = near or [min(kinds, key=lambda each: self._deep(each, self._least))]
            return st.one_of([self._of(each, depth) for each in fit])
        return self._object(form.get("fields", []), depth)

    def _object(
        self, fields: list[Raw], depth: int, most: int = _MOST_MORE
    ) -> SearchStrategy[Raw]:
        """Return a strategy for an object with all required fields and a few of the others."""
        values = {
            each["name"]: st.one_of([self._of(k, depth - 1, each) for k in self._near(each)])
            for each in fields
        }
        needed = {each["name"]: values[each["name"]] for each in fields if each["required"]}
        others = [each["name"] for each in fields if not each["required"]] if depth > 0 else []
        if not others:
            return st.fixed_dictionaries(needed)

        @cache
        def with_more(names: tuple[str, ...]) -> SearchStrategy[Raw]:
            return st.fixed_dictionaries(needed | {name: values[name] for name in names})

        some = st.lists(st.sampled_from(others), max_size=most, unique=True)
        return some.map(lambda names: tuple(sorted(names))).flatmap(with_more)

    def _near(self, field: Raw) -> list[str]:
        return sorted(field["types"], key=lambda kind: self._deep(kind, self._least))[:1]

    def _primitive(self, kind: str, field: Raw) -> SearchStrategy[Any]:
        name, told = field["name"], field["description"]
        if kind == "Boolean":
            return st.just(True) if "always True" in told else st.booleans()
        if kind == "Float":
            return st.floats(-180, 180)
        if kind == "Integer":
            return self._integer(name, told)
        return self._string(name, told)

    @staticmethod
    def _integer(name: str, told: str) -> SearchStrategy[int]:
        if name.endswith("date") or "Unix time" in told:
            return st.sampled_from([DAY, 1, _LAST_DAY, DAY - 86400 * 3])
        if name in {"message_id", "message_thread_id"}:
            return st.integers(1, 30) | st.just(_LAST_DAY)
        if name.endswith("_id"):
            return st.sampled_from([1, 2, 3, -1001, 2**52 - 1, -(2**52) + 1])
        least, most = limits(told, "numbers") or (0, 2**31 - 1)
        return st.integers(least, most) | st.sampled_from([least, most])

    def _string(self, name: str, told: str) -> SearchStrategy[str]:
        if values := choice(told):
            return st.sampled_from(sorted(values))
        most = {"text": 4096, "caption": 1024, "query": 256}.get(name, 0)
        if most and not limits(told, "characters"):
            return self._texts.map(lambda text: text[:most])
        if name in {"url", "thumbnail_url"}:
            return st.sampled_from(["https://a.example/b?c=1", "tg://user?id=1"])
        if name == "language_code":
            return st.sampled_from(["vi", "en", "en-GB", "zh-hans", "", "x"])
        if "username" in name:
            return st.sampled_from(["tro_ly_bot", "lan_99999", "a" * 32])
        if name == "result_id":
            return st.sampled_from(self._words.tails) | st.text(LETTERS, max_size=20)
        least, most = limits(told, "characters") or limits(told, "bytes") or (0, 40)
        signs = st.text(LETTERS, max_size=min(most, 40)) | st.sampled_from(SIGNS)
        return signs.map(lambda text: text[: max(most // 4, 1)] or "x" * least)

    def _user(self, depth: int) -> SearchStrategy[Raw]:
        fields = [each for each in self._types["User"]["fields"] if not each["required"]]
        who = st.sampled_from([1, 2, 3, 4, 5, 2**52 - 1])
        person = who.map(lambda user: {"id": user, "is_bot": False, "first_name": "Lan"})
        more = self._object(fields, depth)
        made = st.tuples(person, more).map(lambda both: both[1] | both[0])
        return st.one_of(made, made, made, st.just(dict(ME)))

    def _chat(self, depth: int) -> SearchStrategy[Raw]:
        private = [each for each in _CHATS if each["type"] == "private"]
        return st.sampled_from([*_CHATS, *private]).map(dict)

    def _message(self, depth: int) -> SearchStrategy[Raw]:
        form = {each["name"]: each for each in self._types["Message"]["fields"]}
        base = [form[name] for name in ("message_id", "date", "chat")]
        contents = [
            name for name in form
            if name not in {"entities", "caption_entities", "message_id", "date", "chat", "from"}
        ]  # fmt: skip
        content = st.sampled_from([*["text"] * len(contents), *contents])
        author = st.one_of(*[self._of("User", 0)] * 4, st.none())
        extra = self._extra([form[name] for name in contents], depth)

        @cache
        def whole(name: str) -> SearchStrategy[Raw]:
            needed = [*base, {**form[name], "required": True}]
            return st.tuples(self._object(needed, depth), author, extra).map(_joined)

        made: SearchStrategy[Raw] = content.flatmap(whole)
        return made.flatmap(self._with_entities)

    def _extra(self, fields: list[Raw], depth: int) -> SearchStrategy[Raw]:
        if depth <= 1:
            return st.just({})
        return st.just({}) | self._object(fields, depth - 1, 2)

    def _with_entities(self, made: Raw) -> SearchStrategy[Raw]:
        """Return the message with entities that lie within its text, as Telegram's all do."""
        for name, text in (("entities", "text"), ("caption_entities", "caption")):
            made.pop(name, None)
            size = len(made.get(text, "").encode("utf-16-le")) // 2
            if size:
                spans = st.lists(self._entity(0, size), max_size=3)
                return spans.map(partial(_put, made, name, entities_of(made[text])))
        return st.just(made)

    def _entity(self, depth: int, size: int = 0) -> SearchStrategy[Raw]:
        fields = self._types["MessageEntity"]["fields"]
        bare = self._object([each for each in fields if each["name"] != "length"], max(depth, 1))

        def placed(parts: tuple[Raw, int, int]) -> Raw:
            made, first, last = parts
            first, last = sorted((first, last))
            return made | {"offset": min(first, max(size - 1, 0)), "length": max(last - first, 1)}

        ends = st.integers(0, size)
        return st.tuples(bare, ends, ends).map(placed)

    def _pressed(self, depth: int) -> SearchStrategy[Raw]:
        form = self._types["CallbackQuery"]["fields"]
        fields = [each for each in form if each["name"] != "data"]
        prefix = st.sampled_from([*self._words.prefixes, "", "z:"])
        tail = st.sampled_from(self._words.tails) | st.text(LETTERS, max_size=20)
        more = st.sampled_from(["", ":", ":0", ":1", ":2", ":sai", ":2026-12-20"])
        data = st.one_of(
            st.integers(0, 999).map(lambda number: f"{OWN}{number}"),
            st.tuples(prefix, tail, more).map("".join).map(_short),
            st.text(LETTERS, max_size=30).map(_short),
        )
        parts = st.tuples(self._object(fields, depth), data | st.none())
        return parts.map(lambda both: both[0] | ({} if both[1] is None else {"data": both[1]}))


def _put(made: Raw, name: str, found: list[Raw], more: list[Raw]) -> Raw:
    return made | {name: [*found, *more]}


def _joined(parts: tuple[Raw, Raw | None, Raw]) -> Raw:
    made, author, extra = parts
    return extra | made | ({"from": author} if author else {})


def _fitting(kind: str, made: Raw) -> Raw:
    """Return what an update brings so that it fits its kind: of the bot, or of chats of others."""
    if kind == "my_chat_member":
        for name in ("old_chat_member", "new_chat_member"):
            made = made | {name: {**made[name], "user": dict(ME)}}
    if kind == "guest_message" or "business_message" in kind:
        made = made | {"chat": dict(_ELSEWHERE)}
    return made


def _short(data: str) -> str:
    """Return as much of it as a button may carry."""
    return data.encode()[:64].decode("utf-8", "ignore") or "x"


def made_by(seed: int, number: int, shapes: Shapes) -> Iterator[Raw]:
    """Return random contents of updates, the same ones for the same seed: each kind, then any."""
    return islice(_endless(seed, shapes), number)


def _endless(seed: int, shapes: Shapes) -> Iterator[Raw]:
    """Yield from many short runs: in longer ones most examples vary the one before."""
    each = st.tuples(*(shapes.update(kind) for kind in sorted({*shapes.kinds})))
    any_kind = st.sampled_from(shapes.kinds).flatmap(shapes.update)
    several = st.lists(any_kind, min_size=_AT_ONCE, max_size=_AT_ONCE)
    yield from _examples(each, 2, seed)
    for turn in count(1):
        yield from _examples(several, _RUN, seed * 1_000_003 + turn)


def _examples(form: SearchStrategy[Any], number: int, seed: int) -> list[Raw]:
    """Return what is in some examples, without the first one, which is the simplest of all."""
    found: list[Any] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=number, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )  # fmt: skip
    @hypothesis.given(form)
    def collect(contents: Any) -> None:
        found.append(contents)

    collect()
    return [content for contents in found[1:] for content in contents]
