"""The HTTP client of outgoing calls: busy or out of reach is asked again, so no answer is lost."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)
PAUSES = (1.0, 3.0)
"""Seconds before the second and the third try."""
LONGEST_WAIT = 10.0
"""Seconds that Telegram may ask us to wait; a longer wait would hold up everybody else."""
_TOO_MANY, _SERVER_FAULT = 429, 500


class PatientRequest(HTTPXRequest):
    """Tries a call up to three times."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Return status and body of the last try; `getMe` is asked again by its caller."""
        for pause in PAUSES if not url.endswith("/getMe") else ():
            wait = pause
            try:
                status, body = await super().do_request(url, *args, **kwargs)
            except TimedOut:
                raise  # it may have taken effect; asked again it would be said twice
            except NetworkError as error:
                log.warning("Telegram: %s, trying again", error.__class__.__name__)
            else:
                if status == _TOO_MANY:
                    wait = max(pause, _wanted(body))
                elif status < _SERVER_FAULT:
                    return status, body
                if wait > LONGEST_WAIT:
                    return status, body
                log.warning("Telegram: status %d, trying again", status)
            await asyncio.sleep(wait)
        return await super().do_request(url, *args, **kwargs)


def _wanted(body: bytes) -> float:
    """Return how many seconds Telegram asks us to wait."""
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 0.0
