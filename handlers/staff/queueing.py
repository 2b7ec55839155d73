"""The queue of questions that were not answered well: `/hangdoi`, one matter at a time."""

from __future__ import annotations

import asyncio

from telegram import InlineKeyboardMarkup, Message, Update

from bot.content.editing import phrasings
from bot.staff import members
from bot.store.kept import StaffMember
from handlers.buttons import Row, button
from handlers.context import Context
from handlers.sending import rewrite, tell
from handlers.staff import pending
from handlers.staff.keys import ATTACH, IGNORE, QUEUE, REPLY
from handlers.staff.pending import Matter
from handlers.staff.pressing import close, number, pressed, working
from handlers.staff.relaying import QUEUE as IN_QUEUE
from handlers.staff.saving import note, save

_MOST_WORDINGS, _MOST_REPLIES = 4, 2
_NOT_ALLOWED = (
    "Bạn chưa có quyền xử lý hàng đợi (cần quyền biên tập cho mọi địa bàn); hỏi người quản trị."
)


async def show(update: Update, context: Context, member: StaffMember) -> None:
    """Show the matter that was asked most often."""
    text, buttons = await _card(context, member, 0)
    await tell(update, text, buttons)


async def turn(update: Update, context: Context, member: StaffMember) -> None:
    """Show another matter in place of this one."""
    await _show_anew(update, context, member, number(pressed(update, QUEUE)))


async def ignore(update: Update, context: Context, member: StaffMember) -> None:
    """Take a matter out of the queue, and show the next one."""
    which, _, page = pressed(update, IGNORE).partition(":")
    if not members.may_edit(member):
        await tell(update, _NOT_ALLOWED)
        return
    matter = await asyncio.to_thread(_matter_of, context, number(which))
    if matter is not None:
        await _resolve(context, member, matter.numbers, "ignored", "bỏ qua")
    await _show_anew(update, context, member, number(page))


async def attach(update: Update, context: Context, member: StaffMember) -> None:
    """Add what the message quotes to a topic; the questions have been dealt with then."""
    which, _, topic = pressed(update, ATTACH).partition(":")
    query = update.callback_query
    message = query.message if query else None
    texts = pending.quoted(message) if isinstance(message, Message) else []
    knowledge = context.desk.engine.knowledge
    if not texts or topic not in knowledge.entries:
        await tell(update, "Nút này đã cũ. Bạn mở lại hàng đợi: /hangdoi")
    elif not members.may_edit(member):
        await tell(update, _NOT_ALLOWED)
    else:
        async with working(update):
            told = await save(
                context, member, lambda files: phrasings.added(files, topic, texts), topic
            )
        matter = await asyncio.to_thread(_matter_of, context, number(which))
        if matter is not None:
            await _resolve(context, member, matter.numbers, "attached", f"gắn vào {topic}:")
        more = InlineKeyboardMarkup([[button("Mở hàng đợi", f"{QUEUE}0")]])
        await close(update, f"✅ Thêm vào “{knowledge.title(topic, 'vi')}”. {told}", more)


async def _show_anew(update: Update, context: Context, member: StaffMember, page: int) -> None:
    text, buttons = await _card(context, member, page)
    await rewrite(update, text, buttons)


async def _card(
    context: Context, member: StaffMember, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return one matter and what can be done with it."""
    found = await asyncio.to_thread(pending.matters, context)
    if not found:
        return "Không còn câu nào chờ.", None
    page = min(page, len(found) - 1)
    matter = found[page]
    first, wordings = matter.items[0], matter.wordings
    reachable = await asyncio.to_thread(_reachable, context, matter)
    total = sum(len(each.items) for each in found)
    told = [f"Hàng đợi: {total} câu, {len(found)} việc. Việc thứ {page + 1}:"]
    told += map(pending.quote, wordings[:_MOST_WORDINGS])
    if len(matter.items) > 1:
        told.append(f"Hỏi {len(matter.items)} lần, {len(wordings)} cách viết.")
    told.append(pending.told(first, context.desk.engine.knowledge))
    if reachable:
        told.append("Người hỏi đang chờ cán bộ trả lời.")
    rows: list[Row] = []
    if members.may_edit(member):
        told.append("Bấm chủ đề để thêm câu trên thành cách hỏi của chủ đề ấy.")
        rows += pending.choices(first.number, first.question, context)
    rows += [
        [button(f"✉️ Trả lời người hỏi (câu {which})", f"{REPLY}{which}")]
        for which in reachable[:_MOST_REPLIES]
    ]
    if members.may_edit(member):
        rows.append([button("Bỏ qua", f"{IGNORE}{first.number}:{page}")])
    turning = [button("‹ Trước", f"{QUEUE}{page - 1}")] if page else []
    if page + 1 < len(found):
        turning.append(button("Sau ›", f"{QUEUE}{page + 1}"))
    return "\n\n".join(told), InlineKeyboardMarkup([*rows, turning])


def _reachable(context: Context, matter: Matter) -> list[int]:
    """Return the numbers of the questions whose askers wait for an answer."""
    relays = context.desk.store.relays
    return [
        item.number
        for item in matter.items
        if item.handed_over and relays.find(IN_QUEUE, item.number) is not None
    ]


def _matter_of(context: Context, which: int) -> Matter | None:
    """Return the matter that a question belongs to, None where it does not wait any more."""
    found = pending.matters(context)
    return next((matter for matter in found if which in matter.numbers), None)


async def _resolve(
    context: Context, member: StaffMember, numbers: list[int], how: str, said: str
) -> None:
    store = context.desk.store
    count = await asyncio.to_thread(store.queue.resolve, numbers, how)
    if count:
        await note(context, member, "queue", f"{said} {count} câu")
