"""The web port: free, served by this assistant already, or taken by something else."""

from __future__ import annotations

import http.client
import json
import socket
from typing import Any

from bot.commands.checkup.finding import Finding, fault, ok
from bot.config import Web

_LIMIT = 5.0
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104  (to be reached at home)
Health = dict[str, Any]
"""What a running assistant says at `/readyz`."""


def running(web: Web) -> Health | None:
    """Return what the assistant says that serves the port, or None where none does."""
    alive = _get(web, "/healthz")
    return _get(web, "/readyz") if alive == {"status": "ok"} else None


def port(web: Web, health: Health | None) -> Finding:
    """Whether the web chat has its port."""
    place = f"{web.host}:{web.port}"
    if health is not None:
        broken = [str(name) for name in health.get("faults", ()) if name != "telegram"]
        if broken:
            return fault(
                "web",
                f"Trang trò chuyện: đang chạy ở {place} nhưng có trục trặc "
                f"({', '.join(broken)}); xem nhật ký của trợ lý",
            )
        return ok("web", f"Trang trò chuyện: đang chạy ở {place}")
    if trouble := _taken(web):
        return fault(
            "web",
            f"Trang trò chuyện: không mở được {place} ({trouble}); đổi cổng bằng --port hoặc mục "
            "web.port trong config.yaml",
        )
    free = "còn trống" if web.port else "là một cổng trống bất kỳ"
    return ok("web", f"Trang trò chuyện: {place} {free}")


def _get(web: Web, path: str) -> Health | None:
    host = _ANYWHERE.get(web.host, web.host)
    connection = http.client.HTTPConnection(host, web.port, timeout=_LIMIT)
    try:
        connection.request("GET", path)
        found = json.loads(connection.getresponse().read())
    except (OSError, ValueError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return found if isinstance(found, dict) else None


def _taken(web: Web) -> str:
    """Return why the port cannot be had, or nothing."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            web.host or None, web.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            trial.bind(address)
            trial.listen(1)
    except OSError as error:
        return error.strerror or error.__class__.__name__
    return ""
