"""The Telegram library's application, which remembers nobody: what is kept is in our store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
)

from handlers.context import Context
from handlers.delivery.plain import PlainText, plain_text
from handlers.delivery.updates import Raw

Handlers = Sequence[BaseHandler[Any, Context, Any]]


class OtherMessages(MessageHandler[Context, None]):
    """Takes messages that are no plain text, or not to the bot alone; its filters see to that."""

    __slots__ = ()


_NEVER_PLAIN = (
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    OtherMessages,
)
"""Handlers that a plain text need not be shown to."""


class Forgetful(Application[ExtBot[None], Context, dict, dict, dict, None]):  # type: ignore[type-arg]
    """Keeps no list of everybody who ever wrote.

    The library notes each chat and each person for its next save, and forgets them when it saves.
    We give it nothing to save with: the notes would grow with every new person until the end.
    """

    __slots__ = ("_for_plain_texts",)

    _for_plain_texts: Sequence[Handlers] | None

    def _mark_for_persistence_update(self, **_: object) -> None:
        """Note nobody."""

    def add_handler(self, handler: BaseHandler[Any, Context, Any], group: int = 0) -> None:
        """Add a handler behind those of its group."""
        self._for_plain_texts = None
        super().add_handler(handler, group)

    async def handle(self, raw: Raw) -> None:
        """Let the handlers see an update as Telegram sends it."""
        update = plain_text(raw, self.bot)
        if update is None:
            await self.process_update(Update.de_json(raw, self.bot))
        else:
            await self._handle_plain_text(update)

    def for_plain_texts(self) -> Sequence[Handlers]:
        """Return the handlers, by group, that a plain text is shown to."""
        if self._for_plain_texts is None:
            self._for_plain_texts = [
                [each for each in group if not isinstance(each, _NEVER_PLAIN)]
                for group in self.handlers.values()
            ]
        return self._for_plain_texts

    async def _handle_plain_text(self, update: PlainText) -> None:
        """Do as `process_update` does, past the handlers of what is no plain text."""
        context = Context.from_update(update, self)
        for handlers in self.for_plain_texts():
            try:
                for handler in handlers:
                    found = handler.check_update(update)
                    if found is not None and found is not False:
                        await handler.handle_update(update, self, found, context)
                        break
            except ApplicationHandlerStop:
                break
            except Exception as error:  # noqa: BLE001  (the library tells the error handlers)
                if await self.process_error(update, error):
                    break
