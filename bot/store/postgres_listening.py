"""Listens to what other processes tell through the database."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

import psycopg

from bot.store.postgres_address import Address

log = logging.getLogger(__name__)
_LOOK_EVERY = 0.5
"""Seconds between two looks whether the store is being closed."""
_PAUSE = 2.0
"""Seconds until a connection that broke is made anew."""


class Listener:
    """A thread with a connection of its own, which calls back at each piece of news."""

    def __init__(self, address: Address, channel: str, news: Callable[[], object]) -> None:
        """`news` is called at first and after each break too: something may have been missed."""
        self._address = address
        self._channel = channel
        self._news = news
        self._ended = Event()
        self._thread = Thread(target=self._run, name=f"listening to {channel}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no longer."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._listen()
            except psycopg.Error as error:
                log.warning(
                    "nobody tells of news (%s); looking now and then", type(error).__name__
                )
                self._ended.wait(_PAUSE)

    def _listen(self) -> None:
        connection = self._address.connect()
        try:
            connection.execute(f"listen {self._channel}".encode())
            self._news()
            while not self._ended.is_set():
                for _ in connection.notifies(timeout=_LOOK_EVERY, stop_after=1):
                    self._news()
        finally:
            connection.close()
