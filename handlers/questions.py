"""A citizen types a question."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context, conversation_of, language_of
from handlers.sending import send, tell


async def question(update: Update, context: Context) -> None:
    """Answer a text message in a private chat."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    answered = await context.desk.ask(
        message.text,
        "telegram",
        conversation=conversation_of(update),
        language=language_of(update),
    )
    await send(update, answered, context.desk.engine.knowledge)


async def not_text(update: Update, context: Context) -> None:
    """Say that only text is read; nothing that was sent is kept."""
    knowledge = context.desk.engine.knowledge
    await tell(update, knowledge.say("khong-doc-duoc-loai-nay", language_of(update)))
