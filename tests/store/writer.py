"""Writes as fast as it can and tells each kept row on standard output."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.store.kept import Asked, Handled
from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore

place = sys.argv[1]
store = PostgresStore(place) if "://" in place else SqliteStore(Path(place))
start = int(sys.argv[2])
for at in count(start):
    question = Asked(datetime.now(UTC), "web", f"diều {at}", "answered", ("mua-dieu",), 0.9)
    number = store.questions.record(question)
    print(f"question {number} {at}", flush=True)
    store.updates.mark_handled([Handled(at, reply=f"diều {at}", later=(f"call {at}",))])
    print(f"update {at} {at}", flush=True)
    if at % 5 == 0:
        store.releases.publish(f"digest {at}", {"a.yaml": str(at).encode() * 5000}, "lan")
        print(f"release 0 {at}", flush=True)
