"""Lets staff alone in, as far as their role goes; to others nothing here exists."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.errors import BotError, KnowledgeError, StoreError
from bot.staff import members
from bot.staff.members import ROLES, Role
from bot.store.kept import StaffMember
from handlers.context import Context
from handlers.sending import acknowledge, tell
from handlers.staff import faults
from handlers.staff.room import room_of

Handler = Callable[[Update, Context, StaffMember], Awaitable[None]]
Taker = Callable[[Update, Context], Awaitable[bool]]
"""Returns whether something was meant for it."""
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


def for_staff(handler: Handler, role: Role = "viewer") -> Callback:
    """Return a handler for staff, from a role on, in private chats and in that of the staff.

    What others send goes on to the handlers for everybody. What went wrong is told: in words where
    staff can mend it.
    """

    async def take(update: Update, context: Context) -> bool:
        member = await member_of(update, context)
        if member is None or not room_of(context).is_here(update):
            return False
        if update.callback_query is not None:
            await acknowledge(update.callback_query)
        if not members.has_role(member, role):
            await tell(update, f"Việc này cần quyền {ROLES[role]}; hỏi người quản trị.")
            return True
        try:
            await handler(update, context, member)
        except KnowledgeError as error:
            told = faults.told(error.faults)
            await tell(update, f"Chưa ghi được, vì kiến thức có lỗi:\n\n{told}")
        except StoreError:
            raise
        except BotError as error:
            await tell(update, f"Chưa làm được: {error}")
        return True

    return for_anybody(take)


def for_anybody(taker: Taker) -> Callback:
    """Return a handler after which nothing else looks at what was meant for it."""

    async def taken(update: Update, context: Context) -> None:
        try:
            meant = await taker(update, context)
        except Exception as error:  # noqa: BLE001  (told as any other, but nobody else goes on)
            await context.application.process_error(update, error)
            meant = True
        if meant:
            raise ApplicationHandlerStop

    return taken


async def member_of(update: Update, context: Context) -> StaffMember | None:
    """Return who of the staff says or presses something, or None."""
    user = update.effective_user
    if user is None:
        return None
    return await asyncio.to_thread(context.desk.store.staff.of_telegram, user.id)
