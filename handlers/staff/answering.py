"""Somebody of the staff replies to a question, and the citizen reads it as the staff's answer."""

from __future__ import annotations

import asyncio
import logging

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import MessageLimit
from telegram.error import BadRequest, Forbidden, TimedOut

from bot.language.redact import redact
from bot.staff import members
from bot.store.kept import Relay, StaffMember, Waiting
from handlers.buttons import Row, button
from handlers.context import Context
from handlers.delivery.work import by_calls
from handlers.sending import NO_PREVIEW, tell
from handlers.staff import pending
from handlers.staff.gate import member_of
from handlers.staff.keys import CLOSE, PASS, REPLY, SEND_ANYWAY
from handlers.staff.pressing import close, mark, number, pressed, replied_to
from handlers.staff.relaying import QUEUE, end, shown
from handlers.staff.room import room_of
from handlers.staff.saving import note

log = logging.getLogger(__name__)
_LONGEST = 2500
"""Of an answer; with its question and what stands around, it still fits into a message."""
_GONE = (
    "Chưa gửi: tôi không còn biết ai hỏi câu này. Câu đã được trả lời, người hỏi đã xóa, "
    "hoặc đã quá hạn giữ."
)
_KINDS = {
    "so-dinh-danh": "số định danh", "cmnd": "số CMND", "dien-thoai": "số điện thoại",
    "email": "địa chỉ thư", "otp": "mã OTP", "tai-khoan": "số tài khoản",
    "ho-chieu": "số hộ chiếu", "ho-ten": "họ tên",
}  # fmt: skip


async def answer(update: Update, context: Context) -> bool:
    """Pass a reply on to the citizen; one that holds personal numbers is asked about first."""
    message, which = update.message, number(replied_to(update.message, PASS))
    if message is None or not which or not room_of(context).is_here(update):
        return False
    member = await member_of(update, context)
    fault = _fault(message.text or "")
    if member is None:
        await tell(
            update,
            "Chưa gửi: chỉ người trong danh sách cán bộ trả lời được. Bạn xin người quản trị một "
            "mã, rồi nhắn riêng cho tôi: /dangky MÃ",
        )
    elif fault:
        await tell(update, fault)
    elif kinds := _KINDS.keys() & set(redact(message.text or "").kinds):  # offices have addresses
        told = ", ".join(name for kind, name in _KINDS.items() if kind in kinds)
        await tell(
            update,
            f"⚠️ Chưa gửi: trong tin có {told}. Số của cơ quan thì bấm “Vẫn gửi”. Số của người dân "
            "thì bạn bỏ đi rồi trả lời lại.",
            InlineKeyboardMarkup([[
                button("Vẫn gửi", f"{SEND_ANYWAY}{which}"), button("Thôi", CLOSE),
            ]]),
            to=message.message_id,
        )  # fmt: skip
    elif await _passed_on(update, context, member, which, message.text or ""):
        await mark(message.reply_to_message, f"✅ {member.name} đã trả lời", f"{PASS}{which}")
    return True


async def send_anyway(update: Update, context: Context, member: StaffMember) -> None:
    """Pass on what was asked about: the message that the question stands below."""
    query, which = update.callback_query, number(pressed(update, SEND_ANYWAY))
    asked = query.message if query else None
    written = asked.reply_to_message if isinstance(asked, Message) else None
    if written is None or not written.text:
        await close(update, "Chưa gửi: tin của bạn không còn. Bạn trả lời lại câu hỏi giúp.")
    elif await _passed_on(update, context, member, which, written.text):
        await close(update)


async def ignore(update: Update, context: Context, member: StaffMember) -> None:
    """Take a question out of the queue without an answer, and forget whose it was."""
    which = number(pressed(update, PASS))
    query = update.callback_query
    if not which or query is None:
        return
    store = context.desk.store
    resolved = await asyncio.to_thread(store.queue.resolve, [which], "ignored")
    if resolved:
        await asyncio.to_thread(end, context, which)
        await note(context, member, "queue", f"bỏ qua câu {which}")
        message = query.message if isinstance(query.message, Message) else None
        await mark(message, f"{member.name} đã bỏ qua", f"{PASS}{which}")


async def ask_for_reply(update: Update, context: Context, _: StaffMember) -> None:
    """Show a question of the queue so that it can be replied to."""
    which = number(pressed(update, REPLY))
    item = await asyncio.to_thread(pending.find, context, which)
    relay = await asyncio.to_thread(context.desk.store.relays.find, QUEUE, which)
    if item is None or relay is None:
        await tell(update, _GONE)
    else:
        await tell(update, *shown(item, context))


async def _passed_on(
    update: Update, context: Context, member: StaffMember, which: int, text: str
) -> bool:
    """Send an answer to whoever asked; tell the staff how that went, and what to do next."""
    store = context.desk.store
    item = await asyncio.to_thread(pending.find, context, which)
    relay = await asyncio.to_thread(store.relays.find, QUEUE, which)
    trouble = _GONE if relay is None else await _sent(context, relay, text, item)
    if trouble:
        await tell(update, trouble)
        return False
    await asyncio.to_thread(end, context, which)
    await asyncio.to_thread(store.queue.resolve, [which], "answered")
    await note(context, member, "queue", f"trả lời riêng câu {which}")
    told = ["✅ Đã gửi cho người hỏi."]
    rows: list[Row] = []
    if item is not None and members.may_edit(member):
        told += [pending.quote(item.question), "Lần sau trợ lý tự trả lời câu này? Chọn chủ đề:"]
        rows = pending.choices(item.number, item.question, context)
        rows.append([button("Không cần", CLOSE)])
    await tell(update, "\n\n".join(told), InlineKeyboardMarkup(rows) if rows else None)
    return True


async def _sent(context: Context, relay: Relay, text: str, item: Waiting | None) -> str:
    """Send the answer; return what went wrong."""
    knowledge = context.desk.engine.knowledge
    language = await context.language_in(relay.chat) or "vi"
    head, foot = (
        knowledge.say(message, language) for message in ("can-bo-tra-loi", "can-bo-khong-tu-dong")
    )
    said = "\n\n".join([head, *([pending.quote(item.question)] if item else []), text, foot])
    if _length(said) > MessageLimit.MAX_TEXT_LENGTH:
        said = "\n\n".join([head, text, foot])
    by_calls()
    try:
        await context.bot.send_message(relay.chat, said, link_preview_options=NO_PREVIEW)
    except (Forbidden, BadRequest) as error:
        if isinstance(error, BadRequest) and "chat not found" not in error.message.lower():
            return f"Chưa gửi được: Telegram từ chối tin này ({error.message})."
        log.info("a citizen takes no answer of the staff any more")
        await asyncio.to_thread(context.desk.store.relays.drop, relay.chat)
        return "Chưa gửi được: người hỏi đã chặn trợ lý hoặc xóa cuộc trò chuyện."
    except TimedOut:
        return "Telegram không báo lại, chưa rõ tin đã đến chưa. Lát nữa bạn gửi lại nếu cần."
    return ""


def _fault(text: str) -> str:
    if not text:
        return "Chưa gửi: tôi chỉ chuyển được chữ. Bạn viết lại bằng chữ giúp."
    if _length(text) > _LONGEST:
        return f"Chưa gửi: tin dài quá {_LONGEST} chữ. Bạn viết ngắn lại."
    return ""


def _length(text: str) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
