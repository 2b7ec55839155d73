"""The menu of topics, and deep links to one of them."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from handlers.buttons import OPEN, SHELF, button
from handlers.context import Context, conversation_of, language_of
from handlers.sending import acknowledge, rewrite, send, tell


async def start(update: Update, context: Context) -> None:
    """Greet with the menu, or open the topic of a deep link (`/start le-phi-lam-the`)."""
    knowledge, language = context.desk.engine.knowledge, language_of(update)
    topic = context.args[0] if context.args else ""
    if topic in knowledge.entries:
        answered = await context.desk.open_topic(
            topic, "telegram", conversation=conversation_of(update), language=language
        )
        await send(update, answered, knowledge)
        return
    greeting = knowledge.say("chao-mung", language)
    choose = knowledge.say("chon-nhom", language)
    await tell(update, f"{greeting}\n\n{choose}", _shelves(context, update))


async def shelf(update: Update, context: Context) -> None:
    """Show the topics of a group."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    knowledge, language = context.desk.engine.knowledge, language_of(update)
    wanted = query.data.removeprefix(SHELF)
    rows = [
        [button(knowledge.title(topic, language), OPEN + topic)]
        for topic, group in knowledge.group_of.items()
        if group == wanted
    ]
    title = next(
        (g.title_in(language)
         for g in knowledge.groups if g.id == wanted),
        "",
    )  # fmt: skip
    if not rows:
        await rewrite(update, knowledge.say("chon-nhom", language), _shelves(context, update))
        return
    text = knowledge.say("chon-chu-de", language, group=title)
    await rewrite(update, text, InlineKeyboardMarkup(rows))


def _shelves(context: Context, update: Update) -> InlineKeyboardMarkup:
    knowledge, language = context.desk.engine.knowledge, language_of(update)
    filled = set(knowledge.group_of.values())
    rows = [
        [button(group.title_in(language), SHELF + group.id)]
        for group in knowledge.groups
        if group.id in filled
    ]
    return InlineKeyboardMarkup(rows)
