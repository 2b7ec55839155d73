"""Calls of the store from an event loop, many at a time: one thread and one commit serve all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Batched(Generic[Item, Result]):
    """A blocking function of many items; what comes while it runs makes the next batch."""

    def __init__(self, work: Callable[[list[Item]], list[Result]]) -> None:
        """`work` returns one result for each item, in order."""
        self._work = work
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, item: Item) -> Result:
        """Return the result of one item; an error of its batch is its own."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((item, future))
        if self._running is None:
            self._running = loop.create_task(self._run())
        return await future

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            open_ = [(item, future) for item, future in batch if not future.done()]
            try:
                results = await asyncio.to_thread(self._work, [item for item, _ in open_])
            except Exception as error:  # noqa: BLE001  (whoever waits for it raises it)
                for _, future in open_:
                    if not future.done():
                        future.set_exception(error)
            else:
                for (_, future), result in zip(open_, results, strict=True):
                    if not future.done():
                        future.set_result(result)
        self._running = None
