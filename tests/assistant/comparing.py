"""Replies as plain values: what they tell, and what was heard on the way."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import NamedTuple

from bot.assistant.finding import Finding
from bot.assistant.reply import Reply
from bot.assistant.situation import Situation


class Plain(NamedTuple):
    """A reply that equals another one where both say the same for the same reasons."""

    reply: Reply
    found: list[dict[str, object]]
    situation: tuple[object, ...]


def plain(reply: Reply) -> Plain:
    """Return a reply without what only serves to work it out."""
    assert reply.situation is not None
    bare = replace(reply, situation=None, found=())
    return Plain(bare, [*map(_finding, reply.found)], _situation(reply.situation))


def carried(reply: Reply) -> str:
    """Return everything that a reply carries, in one text."""
    told = plain(reply)
    return repr((asdict(told.reply), told.found, told.situation))


def _finding(finding: Finding) -> dict[str, object]:
    local = finding.local
    told = asdict(replace(finding, local=None))
    return {**told, "text": local.text, "sessions": local.sessions} if local else told


def _situation(situation: Situation) -> tuple[object, ...]:
    heard = [
        (each.text, each.births, each.issue, each.whens, each.place, each.site, each.rest)
        for each in situation.heard
    ]
    return situation.moment, situation.language, heard, situation.home, situation.point
