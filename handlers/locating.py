"""A citizen is asked for their location: by `/gantoi`, or by a button below an answer."""

from __future__ import annotations

from telegram import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove, Update

from handlers import nearby
from handlers.context import Context, spoken
from handlers.sending import acknowledge, is_private, tell


async def ask(update: Update, context: Context) -> None:
    """Put a button that sends the location at the bottom of the screen; in private chats only."""
    chat, query = update.effective_chat, update.callback_query
    if query is not None:
        await acknowledge(query)
    if chat is None or not is_private(update):
        return
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    send = KeyboardButton(knowledge.say("nut-gui-vi-tri", language), request_location=True)
    below = ReplyKeyboardMarkup([[send]], resize_keyboard=True, one_time_keyboard=True)
    await tell(update, knowledge.say("moi-gui-vi-tri", language), below)
    context.lately.asked_where.keep(chat.id, None, value=True)


async def location(update: Update, context: Context) -> None:
    """Answer from where somebody is; the button that sent it goes away."""
    await put_away(update, context, "vi-tri-khong-giu")
    await nearby.location(update, context)


async def put_away(update: Update, context: Context, message: str) -> None:
    """Take the button away, where it was shown a short while ago, and say why."""
    chat = update.effective_chat
    if chat is None or not context.lately.asked_where.find(chat.id, None):
        return
    context.lately.asked_where.drop(chat.id, None)
    said = context.desk.engine.knowledge.say(message, spoken(update, context))
    await tell(update, said, ReplyKeyboardRemove())
