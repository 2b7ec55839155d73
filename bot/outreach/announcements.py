"""Tell the groups and followers of a ward what a release changed in its sessions, once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.assistant.question import VIETNAM
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.errors import KnowledgeError
from bot.language.clock_times import END_OF_DAY
from bot.outreach.changes import Change, changes
from bot.outreach.kinds import Kind, at, considerate
from bot.outreach.news import tell_news
from bot.store.base import Store
from bot.store.kept import Letter, NewBatch
from bot.store.outreach_base import Chats

log = logging.getLogger(__name__)
_LOCAL = ("sessions/", "holidays.yaml", "language/places.yaml")
"""Files on which it depends what is held where and when."""
_AUTHOR = "trợ lý"


def announce_in_force(store: Store, knowledge: Knowledge, moment: datetime) -> bool:
    """Announce what the release in force changed since the one that was announced last; blocks.

    Return whether its announcements were kept just now. Of the very first release nothing is
    told, nor of one after another that cannot be read any more.
    """
    newest = store.releases.newest()
    if newest is None or newest[0].digest != knowledge.digest:
        return False  # another process is ahead of us
    release, files = newest
    last = store.letters.announced()
    if last is not None and last >= release.number:
        return False
    before = _earlier(store, last, files)
    return announce(store, before or knowledge, knowledge, release.number, moment)


def _earlier(store: Store, last: int | None, files: loading.Files) -> Knowledge | None:
    """Return the knowledge of a release; None where there is nothing to compare with."""
    kept = store.releases.get(last) if last is not None else None
    if kept is None or _local(kept[1]) == _local(files):
        return None
    try:
        return loading.load(kept[1])
    except KnowledgeError as error:
        log.error(  # noqa: TRY400  (the fault names its place; a traceback would hide it)
            "release %s cannot be read any more, so what changed since is not announced: %s",
            last,
            error.faults[0],
        )
        return None


def _local(files: loading.Files) -> Mapping[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith(_LOCAL)}


def announce(
    store: Store, before: Knowledge, now: Knowledge, release: int, moment: datetime
) -> bool:
    """Let letters on what changed wait for the groups and followers of each ward; blocks.

    Return False, and keep nothing, where this or a later release was announced already. At
    night they wait for the morning, unless something begins early in it.
    """
    moment = moment.astimezone(VIETNAM)
    batches: list[tuple[NewBatch, list[Letter]]] = []
    for ward, changed in changes(before, now, moment).items():
        area = now.gazetteer.area(ward)
        letters = list(letters_to(store.chats, [ward], Kind.NEWS, _due(changed, moment)))
        if area is not None and letters:
            text = tell_news(area.name, changed, now, moment)
            batches.append((NewBatch(f"{Kind.NEWS}:{ward}", text, _AUTHOR), letters))
    return store.letters.announce(release, batches)


def letters_to(chats: Chats, wards: Iterable[str], kind: Kind, due: datetime) -> Iterator[Letter]:
    """Yield a letter for each group and each follower of some wards that wants announcements."""
    told: set[int] = set()
    for ward in wards:
        threads: dict[int, int | None] = dict.fromkeys(chats.followers(ward))
        threads |= {group.chat: group.thread for group in chats.groups_of(ward) if group.announce}
        for chat, thread in threads.items():
            if chat not in told:
                told.add(chat)
                yield Letter(chat, due, kind, "", thread)


def _due(changed: Iterable[Change], moment: datetime) -> datetime:
    begins = min(
        at(item.day, item.start or END_OF_DAY)
        for change in changed
        for item in (change.occurrence, change.before)
        if item is not None
    )
    return considerate(moment, begins)
