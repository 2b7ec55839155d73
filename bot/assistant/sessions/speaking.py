"""Whether a message asks for nothing but a schedule: when somebody is there, for which group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.assistant.sessions.residents import group_spans
from bot.content.knowledge import Lists
from bot.language.text import Word, fold, words

_PHRASES = (
    "công an, cảnh sát khu vực, cán bộ, các anh, trụ sở, đồn, ủy ban, học sinh, sinh viên, "
    "mọi người, bà con, người dân, người già, làm việc, làm thẻ, làm căn cước, làm cccd, làm cc, "
    "lưu động, tiếp dân, nhận hồ sơ, mở cửa, đóng cửa, giờ hành chính, cả ngày, bao giờ, "
    "dời sang, dời qua, chuyển sang, hoãn đến"
)
"""What may be said around a question for a schedule; the words alone might mean anything."""
_WORDS = (
    "lịch, giờ, buổi, bữa, hôm, ngày, thứ, tuần, tháng, lúc, chừng, sáng, trưa, chiều, tối, làm, "
    "mở, trực, nghỉ, còn, đợt, điểm, chỗ, đang, tiếp, kịp, tổ, phường, xã, có, không, được, thì, "
    "sao, vậy, hông, hong, ko, k, hok"
)
_KINDS = frozenset({"truong", "cho", "nha", "diem", "tai"})
"""Before the short name of a site."""
_OPENS = re.compile(r"\b(?:mo|dong|nghi)\b")
_WHEN = re.compile(
    r"\b(?:lich|may gio|gio nao|gio lam|gio mo|gio nghi|luc nao|buoi nao|dot nao|thu may|ngay may"
    r"|mo cua|lam viec)\b"
)
_WHICH_DAY = re.compile(
    r"\b(?:(?:hom|bua|ngay|khi|luc|chung|bao) (?:nao|gio|mo)|thu may|ngay may|dot nao|buoi nao)\b"
    r"(?<!bay gio)"
)
_AT_WORK = re.compile(r"\b(?:lam|mo|truc|nghi|tiep|lich|gio)\b")
_LIST = re.compile(r"\b(?:lich|buoi|dot|luu dong|diem|doi sang|doi qua|chuyen sang)\b")


@dataclass(frozen=True, slots=True)
class ScheduleAsked:
    """What a message asks of a schedule, and nothing else."""

    when: bool
    """Whether it asks for a day or an hour, or names the schedule."""
    which_day: bool
    """Whether it asks on which day, so that none that was named before counts."""
    at_work: bool
    """Whether it says that somebody works then: a day alone may be asked of anything."""
    sessions: bool
    """Whether it asks for sessions rather than for an office."""
    groups: bool
    """Whether it names a residential group."""


class ScheduleWords:
    """Knows the words with which a schedule is asked for."""

    def __init__(self, lists: Lists) -> None:
        """Words that say nothing by themselves may stand anywhere."""
        fillers = lists.abbreviations.fillers
        empty = (words(text) for text in (*lists.stop_words, *lists.asking, *fillers))
        single = [said[0] for said in empty if len(said) == 1]
        known = [*single, *words(_WORDS)]
        self._typed = frozenset(word.typed for word in known)
        self._folded = frozenset(word.folded for word in known)
        self._phrases = _any_of(_PHRASES.split(", "))

    def read(self, rest: str, site: Iterable[str] = ()) -> ScheduleAsked | None:
        """Return what a message asks of a schedule; None where it speaks of anything else.

        `rest`: the message without persons, days and the ward; `site`: folded words that name a
        site in it.
        """
        plain = _without(rest, group_spans(rest))
        left = self._phrases.sub(" ", plain.lower())
        named = tuple(site)
        telling = _without_name(words(left), named)
        if not all(self._says_nothing(word, bool(named)) for word in telling):
            return None
        said = " ".join(word.folded for word in words(plain))
        return ScheduleAsked(
            when=bool(_WHEN.search(said) or _WHICH_DAY.search(said)),
            which_day=bool(_WHICH_DAY.search(said)),
            at_work=bool(_AT_WORK.search(said)),
            sessions=bool(_LIST.search(said)),
            groups=plain != rest,
        )

    @staticmethod
    def opens(rest: str) -> bool:
        """Return whether a message speaks of a place that opens or closes itself."""
        return bool(_OPENS.search(" ".join(word.folded for word in words(rest))))

    def _says_nothing(self, word: Word, beside_site: bool) -> bool:
        if beside_site and word.folded in _KINDS:
            return True
        return word.typed in self._typed if word.marked else word.folded in self._folded


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    forms = {form for phrase in phrases for form in (phrase, fold(phrase))}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _without_name(said: list[Word], name: tuple[str, ...]) -> list[Word]:
    folded = tuple(word.folded for word in said)
    for at in range(len(said) - len(name) + 1):
        if name and folded[at : at + len(name)] == name:
            return [*said[:at], *said[at + len(name) :]]
    return said
