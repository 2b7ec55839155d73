"""python-telegram-bot's own echo bot, as its users start it, all defaults."""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    await update.message.reply_text(update.message.text)


def main(token: str, api: str, port: str = "") -> None:
    """Run until a signal, by webhook where a port is given; the token follows `api`."""
    app = Application.builder().token(token).base_url(api).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    if port:
        address = f"http://127.0.0.1:{port}/hook"
        app.run_webhook(port=int(port), url_path="hook", webhook_url=address)
    else:
        app.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
