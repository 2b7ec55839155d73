"""How sure it is that a name in a message is meant as a place: never guess."""

from __future__ import annotations

from bot.language.places import wording
from bot.language.places.keys import AGREE, DIFFER
from bot.language.places.mentions import Lead, Mention, Text
from bot.language.places.scoring import Candidate

ACT = 0.5
"""Below this a name is not taken for a place."""
CLASH = 0.75
"""Factor where a district or province beside the name does not hold it."""
WHOLE = 0.75
"""A message that says nothing but a name."""


def sure(candidate: Candidate, text: Text) -> float:
    """Return 0 to 1 for what shows that the mention is a place at all."""
    mention = candidate.mention
    proper = mention.capital and candidate.marks == AGREE
    if mention.kind_fits:
        found = _with_kind(candidate, text)
    elif candidate.around:
        # One syllable beside a district may be any word.
        spelt = proper or _spelt(candidate) or mention.lead >= Lead.FROM
        found = 0.85 if spelt or not mention.single else 0.0
    elif mention.person or mention.elsewhere or not candidate.named:
        found = 0.0
    elif mention.kind and not proper:
        found = 0.0  # `tỉnh` before the name of a commune
    elif mention.single:
        found = _single(candidate, proper=proper, whole=_is_whole(text, mention))
    elif mention.ordinary:
        found = _ordinary(candidate, proper=proper, whole=_is_whole(text, mention))
    else:
        found = _bare(candidate, proper=proper)
        if found < WHOLE and _is_whole(text, mention):
            found = WHOLE
    if candidate.clash:
        found *= CLASH
    return found * mention.likeness


def _spelt(candidate: Candidate) -> bool:
    """Return whether marks were typed, and those of the name."""
    return candidate.marks == AGREE and not candidate.mention.said.isascii()


def _with_kind(candidate: Candidate, text: Text) -> float:
    """Return how sure a name is after `phường` and the like."""
    mention = candidate.mention
    if candidate.around:
        return 0.95
    if mention.number or mention.capital:
        return 0.9
    if _goes_on(candidate, text):
        return 0.0
    led = mention.lead >= Lead.FROM
    if mention.single and not _spelt(candidate):
        shown = led or candidate.at_home or _is_whole(text, mention)
        closed = mention.closed or (candidate.at_home and _asks_on(candidate, text))
        return 0.8 if closed and shown else 0.0
    if mention.ordinary:
        likely = led and (candidate.at_home or mention.single)
        return 0.8 if mention.closed or _asks_on(candidate, text) else 0.6 if likely else 0.0
    return 0.9


def _asks_on(candidate: Candidate, text: Text) -> bool:
    """Return whether a question goes on after a well-spelt name: `phường đoàn kết có làm…`."""
    mention = candidate.mention
    bare = mention.said.isascii() and (not mention.single or candidate.at_home)
    spelt = candidate.same_kind and (candidate.marks == AGREE or bare)
    return spelt and wording.begins_with(text.tokens, candidate.mention.end, wording.FOLLOWS)


def _goes_on(candidate: Candidate, text: Text) -> bool:
    """Return whether a sentence rather goes on after `phường`: `phường bảo chưa`."""
    mention = candidate.mention
    nearly = mention.likeness < 1 or candidate.marks == DIFFER
    if nearly and (text.marked or not mention.closed):
        return True
    if mention.ordinary and not candidate.same_kind:
        return True
    if mention.closed or mention.lead >= Lead.FROM or candidate.at_home:
        return False
    return not candidate.named or mention.said.split()[0] in wording.NOT_NAMES


def _single(candidate: Candidate, *, proper: bool, whole: bool) -> float:
    """Return how sure one bare syllable is: Huế, Vinh, hcm."""
    mention, level = candidate.mention, candidate.unit[0]
    if mention.ordinary or level == "commune":
        return 0.0
    if whole or mention.lead >= Lead.FROM:
        return 0.7
    if proper or _spelt(candidate) or (level == "province" and mention.lead > Lead.NONE):
        return 0.6
    return 0.0


def _ordinary(candidate: Candidate, *, proper: bool, whole: bool) -> float:
    """Return how sure everyday words are that are also a name: Hòa Bình, Thống Nhất."""
    mention = candidate.mention
    if candidate.unit[0] == "province":
        return 0.6 if proper or whole or mention.lead >= Lead.FROM else 0.0
    return 0.6 if mention.capital and (whole or mention.lead >= Lead.FROM) else 0.0


_AFTER = {Lead.AT: (0.7, 0.8), Lead.FROM: (0.65, 0.75)}
"""Without the marks and with them."""


def _bare(candidate: Candidate, *, proper: bool) -> float:
    """Return how sure a bare name of several syllables is, by the words before it."""
    lead, level = candidate.mention.lead, candidate.unit[0]
    agree = candidate.marks == AGREE
    if lead in _AFTER:
        return _AFTER[lead][agree]
    if proper:
        return 0.7 if level == "province" else 0.65
    if level == "province":
        return 0.65 if agree else 0.6
    if lead > Lead.NONE and (level == "district" or candidate.at_home):
        return 0.6 if agree else 0.55
    return 0.5 if candidate.at_home and level == "district" else 0.0


def _is_whole(text: Text, mention: Mention) -> bool:
    """Return whether the message says nothing but the name."""
    return all(
        mention.head <= at < mention.end or token.lower in wording.FILLERS
        for at, token in enumerate(text.tokens)
    )
