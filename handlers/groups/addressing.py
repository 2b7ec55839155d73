"""Which messages of a group are meant for the assistant, and what they ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from telegram import Message, MessageEntity, User

from bot.content.knowledge import Knowledge
from bot.language.text import Word, fold, words

_EDGES = " \t\n,;:.!–-"
"""What is left around a name that was taken out."""
_THEIRS = {
    MessageEntity.MENTION, MessageEntity.TEXT_MENTION, MessageEntity.URL, MessageEntity.TEXT_LINK,
}  # fmt: skip
_LONGEST_OVERHEARD = 300
"""Characters of a message that may be a question to everybody; longer ones are stories."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a group as the assistant takes it."""

    text: str
    """What is asked, without the assistant's name; empty where it was only called."""
    called: bool
    """Whether it is meant for the assistant."""
    asked_in: Message
    """The message that asks; the answer belongs below it."""


def hear(message: Message, me: User, knowledge: Knowledge) -> Heard:
    """Return what a message says, and whether that is meant for us.

    It is where it names us or replies to us. Who names us below a neighbour's message, and says no
    more, asks what the neighbour asked.
    """
    said, named = _spoken(message, me)
    earlier = _replied_to(message)
    if named:
        return passed_on(message, said, me, knowledge)
    return Heard(said, earlier is not None and _is_from(earlier, me), message)


def passed_on(message: Message, said: str, me: User, knowledge: Knowledge) -> Heard:
    """Return what somebody asks who called us and says this, or else what a neighbour asked."""
    earlier = _replied_to(message)
    if _meant(said, knowledge):
        return Heard(said, called=True, asked_in=message)
    if earlier is None or not is_persons(earlier):
        return Heard("", called=True, asked_in=message)
    quoted = message.quote.text if message.quote else ""
    return Heard(quoted or _spoken(earlier, me)[0], called=True, asked_in=earlier)


def after_command(message: Message) -> str:
    """Return what stands behind the command that a message begins with."""
    text, entities = message.text or "", message.entities
    return cut(text, [(0, entities[0].length)]) if entities else text


def is_persons(message: Message) -> bool:
    """Return whether a member wrote it in their own words, perhaps in the name of the group."""
    if message.via_bot is not None:
        return False
    if message.sender_chat is not None:  # a channel, or an administrator who stays unnamed
        return message.sender_chat.id == message.chat_id
    return message.from_user is not None and not message.from_user.is_bot


def is_command(message: Message) -> bool:
    """Return whether a message begins with a command of any bot."""
    entities = _entities(message)
    return any(each.type == MessageEntity.BOT_COMMAND and each.offset == 0 for each in entities)


def asks_everybody(message: Message, text: str, knowledge: Knowledge) -> bool:
    """Return whether a message is surely a question, and to nobody in particular.

    What is passed on or holds a link is somebody else's.
    """
    theirs = any(each.type in _THEIRS for each in _entities(message))
    if theirs or _replied_to(message) is not None or message.forward_origin is not None:
        return False
    return len(text) <= _LONGEST_OVERHEARD and ("?" in text or _sounds_asking(text, knowledge))


def _sounds_asking(text: str, knowledge: Knowledge) -> bool:
    """Return whether a text ends in a word of asking, or holds a phrase of asking.

    Alone and in the middle, most such words also mean something else: `chưa`, `không`.
    """
    said = _meant(text, knowledge)
    for phrase in map(words, knowledge.lists.asking):
        last = len(said) - len(phrase)
        for at in range(0 if len(phrase) > 1 else max(last, 0), last + 1):
            if all(map(_same, said[at:], phrase)):
                return True
    return False


def _same(said: Word, meant: Word) -> bool:
    """Return whether a word is meant, typed with its marks or without any: `chị` is no `chi`."""
    return said.typed == meant.typed or (not said.marked and said.folded == meant.folded)


def _meant(text: str, knowledge: Knowledge) -> list[Word]:
    """Return the words of a text without those that say nothing: `ơi`, `ạ`."""
    fillers = {fold(word) for word in knowledge.lists.abbreviations.fillers}
    return [word for word in words(text) if word.folded not in fillers]


def cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text without stretches of it, each an offset and a length in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    kept, at = [], 0
    for offset, length in sorted(spans):
        kept.append(units[2 * at : 2 * max(at, offset)])
        at = max(at, offset + length)
    kept.append(units[2 * at :])
    parts = (part.decode("utf-16-le", "surrogatepass").strip(" \t") for part in kept)
    return " ".join(filter(None, parts)).strip(_EDGES)


def _spoken(message: Message, me: User) -> tuple[str, bool]:
    """Return a message without our name, and whether it stood there."""
    text = message.text or message.caption or ""
    spans = [(each.offset, each.length) for each in _entities(message) if _names(each, text, me)]
    return cut(text, spans), bool(spans)


def _names(entity: MessageEntity, text: str, me: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    if entity.type != MessageEntity.MENTION:
        return False
    units = text.encode("utf-16-le", "surrogatepass")
    said = units[2 * entity.offset : 2 * (entity.offset + entity.length)]
    return said.decode("utf-16-le", "surrogatepass").lower() == f"@{me.username}".lower()


def _entities(message: Message) -> tuple[MessageEntity, ...]:
    return message.entities or message.caption_entities


def _replied_to(message: Message) -> Message | None:
    """Return the message that it replies to; in a forum all seem to reply to the topic's first."""
    earlier = message.reply_to_message
    return None if earlier is None or earlier.forum_topic_created else earlier


def _is_from(message: Message, me: User) -> bool:
    return message.from_user is not None and message.from_user.id == me.id
