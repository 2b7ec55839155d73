"""How Telegram refuses a call."""

from __future__ import annotations

from typing import Any

from aiohttp import web


class Refusal(Exception):  # noqa: N818  (it is an answer, not an error of ours)
    """Telegram refuses a call."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    @property
    def response(self) -> web.Response:
        body: dict[str, Any] = {
            "ok": False, "error_code": self.status, "description": self.description,
        }  # fmt: skip
        if self.parameters:
            body["parameters"] = self.parameters
        return web.json_response(body, status=self.status)


def bad_request(told: str) -> Refusal:
    return Refusal(400, f"Bad Request: {told}")
