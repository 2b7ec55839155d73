"""A citizen sends something that is no text: it is not looked at, not fetched and not kept."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import filters

from handlers.buttons import shelves
from handlers.context import Context, spoken
from handlers.questions import question
from handlers.sending import tell

SENT = (
    filters.PHOTO | filters.Document.ALL | filters.CONTACT | filters.PAID_MEDIA
    | filters.VOICE | filters.AUDIO | filters.VIDEO | filters.VIDEO_NOTE
    | filters.Sticker.ALL | filters.ANIMATION | filters.Dice.ALL | filters.GAME
    | filters.STORY | filters.POLL | filters.CHECKLIST
)  # fmt: skip
"""What people send; what Telegram itself writes into a chat is none of it."""
_PAPERS = ("image/", "application/pdf")
"""Kinds of files that may show somebody's papers."""
_SPEECH, _FUN = "gui-tieng-noi", "gui-hinh-vui"


async def attachment(update: Update, context: Context) -> None:
    """Say what becomes of it, once for an album; then answer what is written below it."""
    message = update.effective_message
    if message is None:
        return
    album, albums = message.media_group_id, context.lately.albums
    if album is None or not albums.find(message.chat_id, album):
        if album is not None:
            albums.keep(message.chat_id, album, value=True)
        await _explain(update, context, message)
    if message.caption:
        await question(update, context)


async def _explain(update: Update, context: Context, message: Message) -> None:
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    kind = _kind(message)
    said, below = [knowledge.say(kind, language)], None
    if not message.caption and kind == _SPEECH:
        said.append(knowledge.say("moi-go-hoac-chon", language))
        below = InlineKeyboardMarkup(shelves(knowledge, language))
    elif not message.caption:
        said.append(knowledge.say("moi-go-cau-hoi", language))
    await tell(update, "\n\n".join(said), below)


def _kind(message: Message) -> str:
    """Return the sentence that tells what becomes of an attachment."""
    file = (message.document.mime_type or "") if message.document else ""
    if message.animation:  # Telegram also calls it a document
        return _FUN
    if message.photo or file.startswith(_PAPERS):
        return "gui-anh-giay-to"
    if message.voice or message.video_note or message.audio or message.video:
        return _SPEECH
    if message.contact:
        return "gui-danh-ba"
    return "khong-doc-duoc-loai-nay" if message.document else _FUN
