"""Questions of the queue become phrasings of a topic that answers them."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from multidict import MultiMapping

from bot.content.editing import Edit, EditError, faults_of, phrasings
from bot.content.knowledge import Knowledge
from bot.content.loading import Files
from bot.errors import KnowledgeError
from bot.staff.queue import guesses
from bot.store.kept import Waiting
from bot.web.console import fault_words, searching
from bot.web.console.answers.waiting import numbers_in, resolve, those
from bot.web.console.entry_fields import tidied
from bot.web.console.fault_words import Told, in_plain_words
from bot.web.console.fields import Fields
from bot.web.console.frame import FAULTY, ROOT, desk, form, guard_area, needs, redirect, render
from bot.web.console.publishing import reviewing, saving

NONE_CHOSEN = "Chưa chọn câu nào, hoặc các câu ấy đã được xử lý."
_QUEUE = f"{ROOT}/hang-doi"
_ID = re.compile(r"«([a-z0-9-]+)»")
_MOST_TEXTS = 10
_MOST_GUESSES = 5
_MOST_FOUND = 12
_MOST_TOLD = 50


@dataclass(frozen=True)
class Attachment:
    """Phrasings on their way to a topic."""

    topic: str
    """Empty while none is chosen."""
    texts: tuple[str, ...]

    def judged(self, files: Files, knowledge: Knowledge) -> tuple[Edit | None, Told]:
        """Return the edit, and every fault that the knowledge would have with it."""
        told = Told()
        if not self.topic:
            told.add("chu-de", "Chọn một chủ đề.")
        if not self.texts:
            told.add("cau", "Giữ lại ít nhất một câu.")
        if told:
            return None, told
        try:
            edit = phrasings.added(files, self.topic, self.texts)
        except EditError as error:
            said = _ID.sub(lambda found: _titled(found[1], knowledge), str(error))
            return None, Told({"cau": [in_plain_words(said)]})
        except KnowledgeError as error:
            return None, Told({}, [str(fault) for fault in error.faults])
        new = edit.onto(files)
        faults = faults_of(new)[:_MOST_TOLD]
        told = fault_words.told(new, faults, "phrasings/", self.topic, ["cau"], lambda _: "cau")
        return edit, told


@needs("editor")
async def attach(request: web.Request) -> web.StreamResponse:
    """Choose topic and phrasings, see what would change, bring it into force."""
    guard_area(request)
    sent, wish = await form(request), await reviewing.wish(request)
    knowledge = desk(request).engine.knowledge
    found = await those(request, chosen(sent))
    if not found:
        return redirect(request, _QUEUE, told=NONE_CHOSEN)
    draft = _sent(sent, found, knowledge)
    if wish in {"", "tim", reviewing.BACK}:
        return await _show(request, draft, found)
    files = await reviewing.read_folder(request)
    edit, told = await asyncio.to_thread(draft.judged, files, knowledge)
    if told or edit is None:
        return await _show(request, draft, found, told)
    if wish not in reviewing.FINAL:
        title = knowledge.title(draft.topic, "vi")
        return await reviewing.review(request, edit, files, f"thêm câu hỏi vào «{title}»")
    kept = wish == reviewing.DRAFT
    said = await saving.save(request, edit, about=draft.topic, draft=kept)
    done = await resolve(request, [one.number for one in found], "attached", draft.topic)
    return redirect(request, _QUEUE, told=f"{said} Đã xử lý {done} câu.")


@needs("editor")
async def search(request: web.Request) -> web.StreamResponse:
    """Return the topics that have some words, to choose from."""
    topics = await _found(request, request.query.get("tim", ""))
    return render(request, "attach_found.html", topics=topics, chosen="")


def chosen(sent: MultiMapping[Any]) -> tuple[int, ...]:
    """Return the questions of the group whose button was pressed, else of those chosen."""
    return numbers_in(sent.getall("so", []) or sent.getall("chon", []))


def wordings(found: Iterable[Waiting]) -> list[str]:
    """Return the different wordings, the commonest first."""
    return [text for text, _ in Counter(one.question for one in found).most_common()]


def _titled(topic: str, knowledge: Knowledge) -> str:
    return f"«{knowledge.title(topic, 'vi') if topic in knowledge.entries else topic}»"


def _sent(sent: MultiMapping[Any], found: Sequence[Waiting], knowledge: Knowledge) -> Attachment:
    topic = str(sent.get("chu-de", ""))
    typed = sent.getall("cau", wordings(found)[:_MOST_TEXTS])
    texts = (" ".join(tidied("cau", str(text)).split()) for text in typed)
    return Attachment(topic if topic in knowledge.entries else "", tuple(filter(None, texts)))


async def _show(
    request: web.Request, draft: Attachment, found: Sequence[Waiting], told: Told | None = None
) -> web.Response:
    at_desk, moment = desk(request), desk(request).clock()
    texts = draft.texts or wordings(found)[:1]
    likely = await asyncio.to_thread(guesses, texts, at_desk.engine, moment, _MOST_GUESSES)
    wanted = str((await form(request)).get("tim", ""))
    offered = likely if draft.topic in {"", *likely} else [draft.topic, *likely]
    return render(
        request, "attach.html", status=FAULTY if told else 200, draft=draft,
        form=Fields({}, told or Told()), numbers=" ".join(str(one.number) for one in found),
        count=len(found), guesses=offered, wanted=wanted, topics=await _found(request, wanted),
        chosen=draft.topic, wish=reviewing.WISH,
    )  # fmt: skip


async def _found(request: web.Request, wanted: str) -> list[str]:
    if not wanted.strip():
        return []
    entries = desk(request).engine.knowledge.entries
    return (await asyncio.to_thread(searching.found, wanted, entries))[:_MOST_FOUND]


ROUTES = [
    web.post(f"{_QUEUE}/gan", attach),
    web.get(f"{_QUEUE}/tim-chu-de", search),
]
