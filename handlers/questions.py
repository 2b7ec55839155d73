"""A citizen types a question."""

from __future__ import annotations

from hashlib import blake2b

from telegram import Update

from bot.language.text import words
from handlers.context import Context, conversation_of, spoken
from handlers.forwarded import author_of
from handlers.locating import put_away
from handlers.recent import Told
from handlers.sending import respond


async def question(update: Update, context: Context) -> None:
    """Answer what a message in a private chat says, or what is written below a picture."""
    message = update.effective_message
    text = (message.text or message.caption) if message else None
    if message is None or not text:
        return
    await put_away(update, context, "khong-can-vi-tri")
    desk, conversation = context.desk, conversation_of(update)
    answered = await desk.ask(
        text,
        "telegram",
        conversation=conversation,
        language=spoken(update, context),
        author=author_of(message),
    )
    turn = desk.memory.latest(conversation)
    reply = await respond(update, context, answered)
    told = Told(mark_of(text), turn, reply)
    context.lately.told.keep(message.chat_id, message.message_id, told)


def mark_of(text: str) -> int:
    """Return a number that is equal for messages that differ in signs and capitals only."""
    said = " ".join(word.typed for word in words(text))
    return int.from_bytes(blake2b(said.encode(errors="replace"), digest_size=6).digest())
