"""The web chat: one page, which works without JavaScript; with it, without reloading.

The conversation lives in the page itself: earlier questions travel in hidden fields, so the
server keeps nothing about anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.assistant.replies import blocks
from bot.assistant.status import RATABLE
from bot.desk import Answered, Desk
from bot.language.english import Language
from bot.language.redact import redact
from bot.language.text import LONGEST_MESSAGE
from bot.web import calendars
from bot.web.keys import DESK, PAGES
from bot.web.language import language_of

if TYPE_CHECKING:
    from multidict import MultiDictProxy

_TURNS = 3


async def page(request: web.Request) -> web.Response:
    """Show the empty chat with the menu of topics."""
    return _render(request, "chat.html", language_of(request), answered=None, question="")


async def ask(request: web.Request) -> web.Response:
    """Answer a question: the whole page, or only the bubbles for a script."""
    form = await _form(request)
    text = str(form.get("q", ""))[:LONGEST_MESSAGE]
    turns = [str(turn)[:LONGEST_MESSAGE] for turn in form.getall("context", [])]
    context = tuple(redact(turn).text for turn in turns[-_TURNS:])
    desk = request.app[DESK]
    answered = await desk.ask(text, "web", context=context, language=language_of(request))
    return _answer(request, answered, redact(text).text, context)


async def topic(request: web.Request) -> web.Response:
    """Answer a topic chosen by link."""
    desk = request.app[DESK]
    chosen = request.match_info["topic"]
    if chosen not in desk.engine.knowledge.entries:
        raise web.HTTPNotFound
    language = language_of(request)
    answered = await desk.open_topic(chosen, "web", language=language)
    return _answer(request, answered, desk.engine.knowledge.title(chosen, language), ())


async def rate(request: web.Request) -> web.Response:
    """Keep a verdict on an answer."""
    form = await _form(request)
    number, verdict = str(form.get("number", "")), str(form.get("verdict", ""))
    if not number.isdecimal() or len(number) > 18 or verdict not in {"0", "1"}:
        raise web.HTTPBadRequest
    desk = request.app[DESK]
    await desk.rate(int(number), verdict == "1")
    thanks = desk.engine.knowledge.say("cam-on-danh-gia", language_of(request))
    if _wants_part(request):
        return web.Response(text=thanks)
    return _render(
        request, "chat.html", language_of(request), answered=None, question="", hint=thanks
    )


async def _form(request: web.Request) -> MultiDictProxy[str | bytes | bytearray | web.FileField]:
    try:
        return await request.post()
    except (ValueError, LookupError):  # bytes that its charset does not have, or no such charset
        raise web.HTTPBadRequest from None


def _answer(
    request: web.Request, answered: Answered, question: str, context: tuple[str, ...]
) -> web.Response:
    template = "turn.html" if _wants_part(request) else "chat.html"
    turns = (*context, question)[-_TURNS:]
    return _render(
        request, template, answered.reply.language, answered=answered, question=question,
        context=turns,
    )  # fmt: skip


def _render(
    request: web.Request, template: str, language: Language, **values: Any
) -> web.Response:
    desk = request.app[DESK]
    answered: Answered | None = values["answered"]
    made = request.app[PAGES].get_template(template)
    text = made.render(
        language=language,
        knowledge=desk.engine.knowledge,
        menu=_menu(desk, language),
        say=lambda message, **places: desk.engine.knowledge.say(message, language, **places),
        parts=_parts(desk, answered) if answered else [],
        events=calendars.of_reply(answered.reply, desk.engine.knowledge) if answered else [],
        ratable=answered is not None and answered.reply.status in RATABLE,
        **{"context": (), "hint": "", **values},
    )
    return web.Response(text=text, content_type="text/html")


def _parts(desk: Desk, answered: Answered) -> list[tuple[object, ...]]:
    """Return, for each answer, the item, its lead, blocks, basis and links."""
    parts: list[tuple[object, ...]] = []
    for item in answered.reply.items:
        _, *between, basis = blocks(item, answered.reply, desk.engine.knowledge)
        shown = [block for block in between if not block.folded]
        folded = [block for block in between if block.folded]
        links = {source.doc: source for source in item.sources if source.url}
        parts.append((item, item.lead, shown, folded, basis, list(links.values())))
    return parts


def _menu(desk: Desk, language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    knowledge = desk.engine.knowledge
    shelves = []
    for group in knowledge.groups:
        topics = [
            (topic, knowledge.title(topic, language))
            for topic, owner in knowledge.group_of.items()
            if owner == group.id
        ]
        if topics:
            shelves.append((group.title_in(language), topics))
    return shelves


def _wants_part(request: web.Request) -> bool:
    return request.headers.get("X-Part") == "turn"
