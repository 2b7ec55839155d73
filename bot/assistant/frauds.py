"""The steps on fraud: who is cheated or pressed is never sent on, nor answered about the bait."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from bot.assistant.addresses import Site
from bot.assistant.reply import Choice, Reply
from bot.assistant.scams import is_clear, is_on_fraud, warning
from bot.assistant.status import Status
from bot.assistant.turn import ALONE, CERTAIN, LEANING, Turn
from bot.content.law import Unit
from bot.language.redact import redact
from bot.language.text import clean, words
from bot.search.understanding import Guess

_BESIDE = 2
_FITTING = 0.63
"""Share of the best score from which a topic on fraud fits a report of it."""
_LAST = 3
"""Messages through which somebody's despair is remembered."""
_SHORT = 12
"""Words up to which a message goes on with what was said before."""


def distress(turn: Turn) -> Reply | None:
    """Say something kind to who does not want to live, and answer what is asked besides."""
    if not turn.tools.distress.find_all(turn.words):
        return _still_in_distress(turn)
    note = turn.say("loi-luc-bi-quan")
    reply = harmed(turn)
    if reply is None and turn.alone.sure >= CERTAIN:
        topic = turn.alone.classes[0]
        if topic in turn.tools.knowledge.entries:
            reply = turn.answered([topic], turn.alone.sure)
    if reply is None:
        return Reply(Status.DECLINED_UNKNOWN, note=note)
    return replace(reply, note=f"{note}\n\n{reply.note}".strip())


def _still_in_distress(turn: Turn) -> Reply | None:
    """Stay with who told of despair a moment ago, where nothing else is understood."""
    despaired = any(turn.tools.distress.find_all(words(each)) for each in _earlier(turn)[-_LAST:])
    if not despaired or len(turn.words) > _SHORT or turn.alone.sure >= LEANING:
        return None
    if turn.signs.flags or turn.tools.courtesy.find(turn.words) or harmed(turn):
        return None
    return Reply(Status.DECLINED_UNKNOWN, note=turn.say("loi-luc-bi-quan-tiep"))


def harmed(turn: Turn) -> Reply | None:
    """Tell at once what to do to who has lost money, told a code or installed something."""
    harms = turn.tools.knowledge.lists.red_flags.harm
    if harms is None or turn.question.forwarded:
        return None
    harm = turn.tools.harms.find(turn.text, _earlier(turn)[-2:])
    if harm is None:
        harm = turn.tools.harms.confessed(turn.text)
        if harm is None or _told_before(turn) is None:
            return None
    flags = turn.signs.flags if turn.signs.telling else ()
    return replace(
        _about(turn, harms.see),
        status=Status.SCAM_CHECK if flags else Status.ANSWERED,
        note=harm.reply if turn.language == "vi" else harm.reply_en,
        flags=flags,
    )


def scam(turn: Turn) -> Reply | None:
    """Warn, where somebody reports a call or a message that has signs of fraud."""
    signs = turn.signs
    if not (signs.telling or (turn.question.forwarded and signs.flags)):
        return None
    lists = turn.tools.knowledge.lists.red_flags
    clear = is_clear(signs, lists)
    topic = _article(turn)
    only_officer = signs.officer and not signs.heard
    if only_officer and not clear and topic != _meant(turn) and turn.guess.sure >= ALONE:
        return None  # what a real officer said at the counter, and a plain question about it
    reply = _about(turn, topic)
    told = lists.harm is not None and lists.harm.see in reply.topics
    note = "" if told else warning(signs, turn.tools.knowledge, turn.language)
    if not clear and turn.guess.sure >= LEANING:
        plain = turn.choices((_meant(turn),), 1)
        shown = {topic, *(choice.topic for choice in reply.choices)}
        beside = (choice for choice in plain if choice.topic not in shown)
        reply = replace(reply, choices=(*beside, *reply.choices))
    return replace(reply, note=note, flags=signs.flags)


def genuine(turn: Turn) -> Reply | None:
    """Say how to make sure of a message that may be genuine, where somebody doubts it."""
    found = turn.tools.scams.maybe_genuine(turn.text)
    if found is None or turn.signs.flags or not turn.tools.doubts.find_all(turn.words):
        return None
    reply = turn.answered([found.see], LEANING)
    see = turn.choices((turn.tools.knowledge.lists.red_flags.see,), 1)
    note = found.reply if turn.language == "vi" else found.reply_en
    return replace(reply, note=f"{note}\n\n{reply.note}".strip(), choices=see)


def address(turn: Turn) -> Reply | None:
    """Say whether a site is an official one, as far as its address tells."""
    lists = turn.tools.knowledge.lists.red_flags
    sites = turn.tools.scams.addresses.find(turn.text)
    if not sites or lists.site is None:
        return None
    asked = bool(turn.tools.doubts.find_all(turn.words))
    unclear = turn.guess.sure < LEANING
    doubtful = any(
        site.imitates or (unclear and site.linked) for site in sites if not site.official
    )
    if not (asked or doubtful):
        return None
    lines = dict.fromkeys(_verdict(turn, site) for site in sites)
    false = any(not site.official for site in sites)
    return replace(
        _about(turn, lists.site),
        status=Status.SCAM_CHECK if false else Status.ANSWERED,
        note="\n".join(lines),
        flags=turn.signs.flags if false else (),
    )


def goes_on(turn: Turn) -> Reply | None:
    """Stay with fraud, where a short message follows one that told of it."""
    if len(turn.words) > _SHORT or not turn.question.context:
        return None
    if turn.alone.sure >= LEANING and not (turn.signs.heard or turn.signs.officer):
        return None
    told = _told_before(turn)
    if told is None:
        return None
    lists = turn.tools.knowledge.lists.red_flags
    fits = turn.guess.sure >= LEANING and is_on_fraud(_meant(turn), turn.tools.knowledge)
    return _plainly(_about(turn, _meant(turn) if fits and told == lists.see else told))


def named(turn: Turn) -> Reply | None:
    """Answer on fraud, where nothing else is understood of a message that names it."""
    if not turn.tools.scams.names_fraud(turn.text):
        return None
    return _plainly(_about(turn, _article(turn)))


def _about(turn: Turn, topic: str) -> Reply:
    """Return the answer to a topic on fraud, and beside it only others on fraud."""
    lists = turn.tools.knowledge.lists.red_flags
    items = turn.items([topic])
    names = tuple(item.topic for item in items)
    official = () if lists.see in names else turn.choices((lists.see,), 1)
    allowed = {lists.see, *lists.articles} - {lists.see}
    beside: list[Choice] = [each for each in turn.runners_up(names) if each.topic in allowed]
    return Reply(
        Status.SCAM_CHECK,
        items=items,
        topics=names,
        choices=(*official, *beside)[:_BESIDE],
        confidence=max(turn.guess.sure, LEANING) if topic == _meant(turn) else LEANING,
    )


def _plainly(reply: Reply) -> Reply | None:
    """Return a reply without a warning, or None where it has no answer for that day."""
    return replace(reply, status=Status.ANSWERED) if reply.items else None


def _meant(turn: Turn) -> str:
    """Return the class that the message most likely means by itself, the bait included."""
    return turn.guess.classes[0] if turn.guess.classes else ""


def _article(turn: Turn) -> str:
    """Return the topic on fraud that fits best, if one nearly fits; or the general one.

    What victims do is for them alone: a step of its own finds them. Of an authority that presses
    the general one speaks.
    """
    lists, guess = turn.tools.knowledge.lists.red_flags, turn.guess
    if guess.sure >= CERTAIN and _meant(turn) in lists.articles:
        return _meant(turn)
    fitting = set() if turn.signs.officer else set(lists.articles)
    if lists.harm:
        fitting.discard(lists.harm.see)
    return next(
        (
            name
            for name, score in zip(guess.classes, guess.scores, strict=True)
            if name in fitting and score >= _FITTING * guess.scores[0]
        ),
        lists.see,
    )


def _verdict(turn: Turn, site: Site) -> str:
    """Return what can be said of an address; one that is not ours is never repeated."""
    ending = f".{turn.tools.knowledge.lists.red_flags.official_domains[0]}"
    if not site.official:
        return turn.say("dia-chi-gia" if site.imitates else "dia-chi-khac", duoi=ending)
    name = _known(turn, site.host)
    if name:
        return turn.say("dia-chi-chinh-thuc", trang=site.host, ten=name)
    return turn.say("dia-chi-nha-nuoc", duoi=ending)


def _known(turn: Turn, host: str) -> str:
    """Return the name of an address of the knowledge that is in force, or nothing."""
    for parameter in turn.tools.knowledge.parameters.by_id.values():
        if parameter.unit is not Unit.DIA_CHI:
            continue
        for value in parameter.values:
            if value.holds_on(turn.moment.date()) and urlsplit(str(value.value)).hostname == host:
                english = turn.language == "en" and parameter.label_en
                return english or parameter.label
    return ""


def _told_before(turn: Turn) -> str | None:
    """Return the topic on fraud that earlier messages call for, or None.

    It is the victims' one where harm was told; any other subject since then has ended it.
    """
    lists, harms = turn.tools.knowledge.lists.red_flags, turn.tools.harms
    said = _earlier(turn)
    fraud = confessed = False
    for at in reversed(range(len(said))):
        earlier = said[at]
        confesses = harms.confessed(earlier) is not None
        confessed = confessed or confesses
        tells = _tells_of_fraud(turn, earlier)
        if lists.harm and (
            harms.find(earlier, said[max(0, at - 2) : at]) or (confessed and tells)
        ):
            return lists.harm.see
        fraud = fraud or tells
        if not (tells or confesses) and _guess(turn, earlier).sure >= LEANING:
            break
    return lists.see if fraud else None


def _earlier(turn: Turn) -> list[str]:
    """Return all that was said before, what sounds polite too: `lỡ bấm rồi`."""
    return [redact(clean(earlier)).text for earlier in turn.question.context]


def _tells_of_fraud(turn: Turn, earlier: str) -> bool:
    """Return whether an earlier message told of fraud."""
    tools = turn.tools
    signs = tools.scams.look(earlier)
    if signs.telling or (signs.heard and tools.scams.names_authority(earlier)):
        return True
    guess = _guess(turn, earlier)
    if guess.sure < LEANING:
        return False
    meant = guess.classes[0]
    fits = signs.flags and meant in tools.knowledge.lists.red_flags.articles
    return bool(fits) or is_on_fraud(meant, tools.knowledge)


def _guess(turn: Turn, earlier: str) -> Guess:
    """Return what an earlier message means by itself; small talk means nothing."""
    guess = turn.tools.understanding.guess(earlier, turn.moment)
    is_courtesy = turn.tools.courtesy.find(words(earlier)) is not None
    return Guess(guess.read) if is_courtesy else guess
