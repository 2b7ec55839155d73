"""Who tells of a death is met with sympathy, and never with what is done about a lost card."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.deaths import SOMEBODY
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.assistant.steps import neighbour, ranked, refusal
from bot.assistant.turn import LEANING, Turn
from bot.language.redact import redact
from bot.language.text import clean, words

_SHORT = 12
"""Words up to which a message goes on with what was said before."""


def bereaved(turn: Turn) -> Reply | None:
    """Say something kind to who tells of a death, with what is known of the card and VNeID.

    What is asked besides, and is not about the dead, is answered instead of that.
    """
    named = turn.tools.deaths.told(turn.text)
    if not named:
        return _what_is_known(turn) if _told_before(turn) else None
    if refusal(turn) is not None:
        return None
    reply = neighbour(turn) or _besides(turn, named) or _what_is_known(turn)
    if named == {SOMEBODY}:
        return reply
    return replace(reply, note=f"{turn.say('loi-chia-buon')}\n\n{reply.note}".strip())


def _besides(turn: Turn, named: frozenset[str]) -> Reply | None:
    """Answer the rest of a message that tells of a death, where it is not about the dead."""
    deaths = turn.tools.deaths
    rest = ". ".join(each for each in deaths.clauses(turn.text) if not deaths.told(each))
    if not deaths.names_others(rest) or deaths.speaks_of(rest, named):
        return None
    asked = Turn(turn.tools, replace(turn.question, text=rest))
    return ranked(asked) if asked.alone.sure >= LEANING else None


def _what_is_known(turn: Turn) -> Reply:
    """Return what is known of the things of the dead, and the answer that holds of them too."""
    deaths, alone = turn.tools.deaths, turn.alone
    note, choices = turn.say("khi-nguoi-than-mat"), turn.choices(deaths.see, len(deaths.see))
    if alone.sure >= LEANING and alone.classes[0] in deaths.articles:
        reply = turn.answered([alone.classes[0]], alone.sure)
        return replace(reply, note=f"{note}\n\n{reply.note}".strip(), choices=choices)
    return Reply(Status.DECLINED_UNKNOWN, note=note, choices=choices)


def _told_before(turn: Turn) -> bool:
    """Return whether a short message goes on with a death that was told before."""
    if len(turn.words) > _SHORT or turn.heard.births:
        return False
    deaths, understanding = turn.tools.deaths, turn.tools.understanding
    clear = [turn.text] if turn.alone.sure >= LEANING else []
    for earlier in reversed(turn.question.context):
        said = redact(clean(earlier)).text
        if named := deaths.told(said):
            return all(deaths.speaks_of(each, named) for each in clear)
        polite = turn.tools.courtesy.find(words(said)) is not None
        if not polite and understanding.guess(said, turn.moment).sure >= LEANING:
            clear.append(said)
    return False
