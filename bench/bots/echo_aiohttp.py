"""An echo in aiohttp alone, without any library for bots: the most that the load can be told."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

from aiohttp import ClientSession, web


async def echo(request: web.Request) -> web.Response:
    """Say the same, in the response."""
    message = (await request.json())["message"]
    chat, text = message["chat"]["id"], message["text"]
    return web.json_response({"method": "sendMessage", "chat_id": chat, "text": text})


def main(token: str, api: str, port: str) -> None:
    """Serve until a signal; the token follows `api`."""

    async def registered(_: web.Application) -> AsyncIterator[None]:
        hook = {"url": f"http://127.0.0.1:{port}/hook"}
        async with ClientSession() as session, session.post(f"{api}{token}/setWebhook", json=hook):
            yield

    app = web.Application()
    app.router.add_post("/hook", echo)
    app.cleanup_ctx.append(registered)
    web.run_app(app, host="127.0.0.1", port=int(port), access_log=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
