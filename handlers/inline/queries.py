"""Somebody types the assistant's name and a question in any chat, and picks an answer to send."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from textwrap import shorten

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import ParseMode
from telegram.ext import filters

from bot.content.knowledge import Knowledge
from bot.desk import Desk
from bot.errors import StoreError
from bot.language.english import Language
from handlers import links
from handlers.context import Context, language_of
from handlers.inline.offers import Card, Cards, Offer, shared, typed
from handlers.links import Page, Target, Topic, Ward

log = logging.getLogger(__name__)
CHANNEL = "inline"
GENERAL, PERSONAL = 300, 30
"""Seconds for which Telegram may show the same again: to everybody, and to the one who asked."""
PAGE = 10
"""Cards that are sent at once while somebody scrolls through all topics."""
_WEEK = timedelta(days=7)
_LONGEST_LEAD = 160
_MOST_WARDS = 3


class _Own(filters.MessageFilter):
    """What was sent by picking one of this bot's cards: an answer, and no question."""

    def filter(self, message: Message) -> bool:
        """Return whether a message came about like that."""
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


OWN = _Own()


async def answer(update: Update, context: Context) -> None:
    """Offer cards for what is typed so far; nothing of it is kept.

    Without a word, and for what depends on where the person lives, the offer is this person's.
    """
    query, desk = update.inline_query, context.desk
    if query is None:
        return
    said, engine, moment = query.query.strip(), desk.engine, desk.clock()
    offer = shared(said, engine, moment) or (typed(said, engine, moment) if said else None)
    if offer is None:
        start = int(query.offset) if query.offset.isdecimal() else 0
        offer = await _most_asked(desk, query.from_user.id, language_of(update), start)
    elif offer.personal:
        cards = Cards(engine, moment, offer.language)
        near = cards.all_of(await _followed(desk, query.from_user.id))
        offer = replace(offer, cards=(*near, *offer.cards))
    username, above = context.bot.username, engine.knowledge.say("nut-hoi-rieng", offer.language)
    await query.answer(
        [_article(card, engine.knowledge, username) for card in offer.cards],
        cache_time=PERSONAL if offer.personal else GENERAL,
        is_personal=offer.personal,
        next_offset=offer.following,
        button=InlineQueryResultsButton(above, start_parameter=links.payload(Page.MENU)),
    )


async def chosen(update: Update, context: Context) -> None:
    """Count a card that was sent like an answer that was opened, without who sent it."""
    result = update.chosen_inline_result
    if result is None:
        return
    payload, _, language = result.result_id.rpartition(".")
    target = links.parse(payload)
    if isinstance(target, Topic) and target.id in context.desk.engine.knowledge.entries:
        spoken: Language = "en" if language == "en" else "vi"
        await context.desk.open_topic(target.id, CHANNEL, language=spoken)


async def own(update: Update, context: Context) -> None:
    """Leave a card alone: it is an answer already."""


async def _most_asked(desk: Desk, user: int, language: Language, start: int) -> Offer:
    """Return a page of what is held where a person lives, what many ask, and all other topics."""
    knowledge, moment = desk.engine.knowledge, desk.clock()
    asked = await _kept(lambda: desk.store.questions.most_asked(moment - _WEEK, PAGE))
    talk = knowledge.lists.small_talk.topic
    topics = (topic for topic in (*asked, *knowledge.entries) if topic != talk)
    targets: list[Target] = [*await _followed(desk, user), *map(Topic, dict.fromkeys(topics))]
    cards = Cards(desk.engine, moment, language).all_of(targets[start : start + PAGE])
    more = start + PAGE < len(targets)
    return Offer(
        tuple(cards), language, personal=True, following=str(start + PAGE) if more else ""
    )


async def _followed(desk: Desk, user: int) -> list[Ward]:
    """Return the wards that a person follows; the private chat has the person's number."""
    codes = await _kept(lambda: desk.store.chats.followed(user))
    return [Ward(code) for code in codes[:_MOST_WARDS]]


async def _kept(read: Callable[[], list[str]]) -> list[str]:
    """Return what is kept; a store in trouble never costs anybody the rest of the answer."""
    try:
        return await asyncio.to_thread(read)
    except StoreError:
        log.exception("what is offered inline could not be read in full")
        return []


def _article(card: Card, knowledge: Knowledge, username: str) -> InlineQueryResultArticle:
    ask = knowledge.say("nut-hoi-tro-ly", card.language)
    preview = LinkPreviewOptions(is_disabled=True)
    return InlineQueryResultArticle(
        card.id,
        card.title,
        InputTextMessageContent(card.html, ParseMode.HTML, link_preview_options=preview),
        InlineKeyboardMarkup([[InlineKeyboardButton(ask, url=links.url(username, card.target))]]),
        description=shorten(card.lead, _LONGEST_LEAD, placeholder="…"),
    )
