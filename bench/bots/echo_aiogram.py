"""An echo bot of aiogram 3, as its documentation starts it; all defaults.

It is run by a Python of its own: aiogram wants an older pydantic than the assistant has.
"""

from __future__ import annotations

import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Say the same."""
    await message.answer(message.text)


def main(token: str, api: str, port: str = "") -> None:
    """Run until a signal, by webhook where a port is given; the token follows `api`."""
    server = TelegramAPIServer.from_base(api.removesuffix("/bot"))
    bot = Bot(token, session=AiohttpSession(api=server))
    if port:
        _serve(bot, int(port))
    else:
        dispatcher.run_polling(bot)


def _serve(bot: Bot, port: int) -> None:
    async def on_startup() -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook")

    dispatcher.startup.register(on_startup)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path="/hook")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=port)


if __name__ == "__main__":
    main(*sys.argv[1:])
