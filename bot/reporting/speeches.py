"""The same leaflet for the loudspeakers of a ward (two minutes) and for a Zalo group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.assistant.reply import Item
from bot.assistant.sessions.query import AHEAD
from bot.content.parameters import write_day
from bot.reporting.leaflets import Leaflet
from bot.reporting.spoken import spoken
from bot.reporting.wording import one_line

MOST_WORDS = 320
"""What is read out in about two minutes, in words between spaces."""
LONGEST_POST = 900
"""Characters of a post."""
_READ, _POSTED = 2, 3
"""Sessions, the nearest first."""


def loudspeaker(leaflet: Leaflet) -> str:
    """Return what is read out, numbers and dates in words: as much as fits into two minutes.

    The schedule is read a second time where there is room; answers come as far as they fit.
    """
    opening, ending = _opening(leaflet), _ending(leaflet)
    held = [_aloud(told.short, leaflet) for told in leaflet.sessions[:_READ]]
    while len(held) > 1 and _count([*opening, *held, *ending]) > MOST_WORDS:
        held.pop()
    left = MOST_WORDS - _count([*opening, *held, *ending])
    answers = list(_fitting(leaflet, left))
    left -= _count(answers)
    again = [leaflet.say("loa-nhac-lai"), *held] if held else []
    if _count(again) > left:
        again = []
    return "\n\n".join([*opening, *held, *answers, *ending[:-1], *again, ending[-1]]) + "\n"


def zalo(leaflet: Leaflet) -> str:
    """Return a short post with the link; sessions are left out where it would be too long."""
    sessions = [f"• {one_line(told.short)}" for told in leaflet.sessions[:_POSTED]]
    while len(text := _post(leaflet, sessions)) > LONGEST_POST and len(sessions) > 1:
        sessions.pop()
    return text


def _post(leaflet: Leaflet, sessions: list[str]) -> str:
    say = leaflet.say
    parts = [
        say("zalo-tieu-de", noi=leaflet.place),
        say("du-lieu-mau") if leaflet.sample else "",
        "\n".join(sessions) or say("ap-phich-chua-co-buoi", so=str(AHEAD.days)),
        f"{say('ap-phich-coi-chung')}: {say('ap-phich-lua-dao')}",
        say("zalo-hoi-them", link=leaflet.link),
        say("dung-den-ngay", ngay=_last_day(leaflet)),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _opening(leaflet: Leaflet) -> list[str]:
    say = leaflet.say
    told = [say("loa-mo-dau", noi=leaflet.place)]
    if leaflet.sample:
        told.append(say("du-lieu-mau"))
    if leaflet.sessions:
        told.append(say("loa-buoi"))
    else:
        told.append(say("loa-chua-co-buoi", so=str(AHEAD.days)))
    return [_aloud(part, leaflet) for part in told]


def _ending(leaflet: Leaflet) -> list[str]:
    say = leaflet.say
    told = [
        f"{say('loa-coi-chung')} {say('ap-phich-lua-dao')}",
        say("loa-hoi-them", noi=leaflet.place),
        say("loa-den-ngay", ngay=_last_day(leaflet)),
        say("loa-ket"),
    ]
    return [_aloud(part, leaflet) for part in told]


def _fitting(leaflet: Leaflet, left: int) -> Iterator[str]:
    """Yield the answers that fit into so many words, after a sentence that opens them."""
    opening = _aloud(leaflet.say("loa-can-biet"), leaflet)
    left -= _count([opening])
    told = (_aloud(_answer(item), leaflet) for item in leaflet.items)
    for answer in told:
        if _count([answer]) <= left:
            left -= _count([answer])
            if opening:
                yield opening
                opening = ""
            yield answer


def _answer(item: Item) -> str:
    return f"{item.title}: {item.lead}"


def _last_day(leaflet: Leaflet) -> str:
    return write_day(leaflet.valid_until, "vi")


def _aloud(text: str, leaflet: Leaflet) -> str:
    told = spoken(text, leaflet.made_at.year)
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _count(parts: Iterable[str]) -> int:
    return sum(len(part.split()) for part in parts)
