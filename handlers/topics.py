"""The menu of topics, and whatever else a deep link opens."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode

from bot.assistant.question import Question
from bot.assistant.wards import ward_reply
from bot.desk import Answered
from bot.language.places import Area
from handlers import links, shortcuts
from handlers.buttons import OPEN, SHELF, Row, button, shelves
from handlers.context import Context, conversation_of, spoken
from handlers.sending import acknowledge, respond, rewrite, tell, written


async def start(update: Update, context: Context) -> None:
    """Greet with the menu, or open what a deep link leads to (`/start le-phi-lam-the`).

    A link to what is gone opens the menu and says that it is old.
    """
    message, desk = update.effective_message, context.desk
    linked = message is not None and (message.text or "").startswith("/start") and context.args
    target = links.parse(linked[0]) if linked else links.Page.MENU
    match target:
        case links.Topic(topic) if topic in desk.engine.knowledge.entries:
            answered = await desk.open_topic(
                topic,
                "telegram",
                conversation=conversation_of(update),
                language=spoken(update, context),
            )
            await respond(update, context, answered)
        case links.Ward(code) if area := desk.engine.knowledge.gazetteer.area(code):
            await _ward(update, context, area)
        case links.Page.AGES:
            context.args = []
            await shortcuts.ages(update, context)
        case links.Page.GROUPS if context.bot.can_join_groups:
            await _groups(update, context)
        case links.Page.MENU:
            await _menu(update, context, "chon-nhom")
        case _:
            await _menu(update, context, "duong-dan-cu")


async def shelf(update: Update, context: Context) -> None:
    """Show the topics of a group."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
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
        await rewrite(update, knowledge.say("chon-nhom", language), _shelves(update, context))
        return
    text = knowledge.say("chon-chu-de", language, group=title)
    await rewrite(update, text, InlineKeyboardMarkup(rows))


async def _menu(update: Update, context: Context, invitation: str) -> None:
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    greeting = knowledge.say("chao-mung", language)
    text = f"{greeting}\n\n{knowledge.say(invitation, language)}"
    await tell(update, text, _shelves(update, context))


async def _ward(update: Update, context: Context, area: Area) -> None:
    """Show what is held in a ward and who works for it; what is asked next may go on with it."""
    desk, language = context.desk, spoken(update, context)
    knowledge, guide = desk.engine.knowledge, desk.engine.lookups.guide
    reply = ward_reply(area, Question("", desk.clock(), (), language), guide)
    place = f"{area.name}, {area.province}"
    asked = knowledge.say("xem-lich-o", "vi", noi=place)
    desk.memory.remember(conversation_of(update), desk.clock(), asked, place)
    text, below = written(update, context, Answered(reply, None))
    rows = [*map(list, below.inline_keyboard)] if below else []
    rows += _invitation(update, context, links.Ward(area.code))
    await tell(update, text, InlineKeyboardMarkup(rows) if rows else None, ParseMode.HTML)


async def _groups(update: Update, context: Context) -> None:
    """Say how the assistant comes into a group."""
    text = context.desk.engine.knowledge.say("huong-dan-them-nhom", spoken(update, context))
    invitation = _invitation(update, context, links.Page.GROUPS)
    await tell(update, text, InlineKeyboardMarkup(invitation))


def _shelves(update: Update, context: Context) -> InlineKeyboardMarkup:
    rows = shelves(context.desk.engine.knowledge, spoken(update, context))
    return InlineKeyboardMarkup([*rows, *_invitation(update, context, links.Page.GROUPS)])


def _invitation(update: Update, context: Context, target: links.Target) -> list[Row]:
    """Return the button that adds the bot to a group, where it may be added to any."""
    if not context.bot.can_join_groups:
        return []
    text = context.desk.engine.knowledge.say("nut-them-vao-nhom", spoken(update, context))
    return [[InlineKeyboardButton(text, url=links.group_url(context.bot.username, target))]]
