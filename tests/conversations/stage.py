"""Play a script: people speak through the stand-in for Telegram to the bot as it is shipped."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.app import telegram_side
from bot.assistant.question import VIETNAM
from bot.config import Telegram
from bot.content.loading import Files
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.outreach.announcements import announce_in_force
from bot.store.sqlite import SqliteStore
from handlers.delivery import post
from tests.conversations.knowledge import Knowledge
from tests.conversations.script import Script, Step
from tests.telegram_server.contents import DAY, ME, message, person
from tests.telegram_server.server import TOKEN, BotApi, Call, bot_api
from tests.telegram_server.specification import PLACE, Specification, Upload

NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
GROUP = -1001
_CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
_SOON = 0.05
"""Seconds until the bot notices that a letter waits."""
HERE = {"latitude": 21.0285, "longitude": 105.8542}
_SEEN = {
    "sendMessage", "editMessageText", "editMessageReplyMarkup", "sendDocument", "sendVenue",
    "sendPhoto", "answerCallbackQuery", "answerInlineQuery", "deleteMessage", "leaveChat",
}  # fmt: skip
_MEDIA: dict[str, dict[str, Any]] = {
    "photo": {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]},
    "voice": {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 4}},
    "location": {"location": HERE},
    "contact": {"contact": {"phone_number": "+84900000000", "first_name": "Lan"}},
}


@dataclass(frozen=True)
class Moment:
    """A step with all that came back; an inline result that was sent is shown as text."""

    step: Step
    who: str
    replies: tuple[Call, ...]
    said: str = ""
    """What was written, as far as the script says so."""
    heard: bool = True
    """Whether Telegram told the bot of it."""
    sent: dict[str, Any] = field(default_factory=dict)
    """The message that an inline result became."""


@dataclass
class Stage:
    """The stand-in, the bot and the people of a script."""

    api: BotApi
    desk: Desk
    script: Script
    knowledge: Knowledge
    query: str = ""
    """The newest inline query."""
    last: dict[str, int] = field(default_factory=dict)
    """Number of the newest message of each person."""

    def number(self, who: str) -> int:
        return self.script.people.index(who) + 1

    def build(self) -> None:
        """Let everybody be where they are at the beginning."""
        group = self.script.group
        for who in self.script.people:
            about = self.api.world.chat(self.number(who)).about
            about["first_name"] = who
        if group is None:
            return
        chat = self.api.world.group(GROUP, group.title, forum=bool(group.topics))
        chat.threads |= set(topics_of(self.script).values())
        status = "left" if group.bot == "outside" else group.bot
        self.api.world.join(GROUP, ME["id"], status)
        for who in self.script.people:
            status = "administrator" if who in group.admins else "member"
            self.api.world.join(GROUP, self.number(who), status)

    async def play(self, step: Step) -> Moment:
        """Let a step happen; return it with all that came back."""
        before, who = len(self.api.calls), step.who or self.script.people[0]
        said = self._spoken(step, who) if step.says else step.edits or ""
        [deed] = step.deeds
        done = await getattr(self, f"_{deed}")(step, who)
        await self.api.all_confirmed()
        await self.api.until(
            lambda: len(self._seen(before)) >= len(step.then), f"{len(step.then)} replies"
        )
        replies = self._seen(before)
        if step.publishes:  # they go out side by side: those to persons first, then the group's
            replies.sort(key=lambda call: -call.given["chat_id"])
        sent = done if isinstance(done, dict) else {}
        return Moment(step, who, tuple(replies), said, done is not None, sent)

    def _seen(self, since: int) -> list[Call]:
        return [call for call in self.api.calls[since:] if _visible(call)]

    def _in_group(self, step: Step) -> bool:
        return self.script.group is not None and not step.privately

    async def _says(self, step: Step, who: str) -> int | None:
        user, text = self.number(who), self._spoken(step, who)
        language = self.script.languages.get(who, "vi")
        more: dict[str, Any] = {"from": {**person(user, language), "first_name": who}}
        if step.forwarded:
            origin = {"type": "hidden_user", "sender_user_name": "Số lạ", "date": DAY}
            more["forward_origin"] = origin
        if self._in_group(step):
            chat = self.api.world.chats[GROUP]
            reply = max(chat.messages) if step.replying else None
            thread = topics_of(self.script)[step.topic] if step.topic else None
            given = {"thread": thread, "reply_to": reply, **more}
            done = await self.api.say_in_group(text, GROUP, user, **given)
        else:
            chat = self.api.world.chat(user)
            if step.replying:
                more["reply_to_message"] = chat.messages[max(chat.messages)]
            done = await self.api.say(text, user, **more)
        self.last[who] = max(chat.heard)
        return done

    def _spoken(self, step: Step, who: str) -> str:
        if "{code}" not in (step.says or ""):
            return str(step.says)
        [*_, code] = _CODE.findall(self._answer(who))
        return str(step.says).replace("{code}", code)

    def _answer(self, who: str) -> str:
        """Return the newest answer that somebody got, which has a code."""
        messages = reversed(self.api.world.chat(self.number(who)).messages.values())
        texts = (str(each.get("text", "")) for each in messages)
        return next(text for text in texts if _CODE.search(text))

    async def _forwards(self, step: Step, who: str) -> int:
        origin = {"type": "user", "sender_user": dict(ME), "date": DAY}
        return await self.api.say(self._answer(who), self.number(who), forward_origin=origin)

    async def _pastes(self, step: Step, who: str) -> int:
        assert step.pastes is not None
        answer = self._answer(who)
        assert step.pastes.before in answer, answer
        forged = answer.replace(step.pastes.before, step.pastes.after)
        return await self.api.say(forged, self.number(who))

    async def _sends(self, step: Step, who: str) -> int:
        user = self.number(who)
        sent = message("", user, message_id=self.api.world.chat(user).next())
        del sent["text"]
        return await self.api.deliver(message={**sent, **_MEDIA[str(step.sends)]})

    async def _edits(self, step: Step, who: str) -> int:
        user = self.number(who)
        return await self.api.edit(self.last[who], step.edits or "", user)

    async def _presses(self, step: Step, who: str) -> int:
        button, below = self._button(step, who, str(step.presses))
        return await self.api.press(button["callback_data"], self.number(who), message=below)

    def _button(self, step: Step, who: str, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the newest button that says so, and the message in which it stands."""
        chat = self.api.world.chat(GROUP if self._in_group(step) else self.number(who))
        shown = [
            (button, message)
            for message in reversed(chat.messages.values())
            for row in message.get("reply_markup", {}).get("inline_keyboard", ())
            for button in row
        ]
        found = next((each for each in shown if each[0]["text"] == label), None)
        assert found, f"no button says {label}, but {[each[0]['text'] for each in shown]}"
        return found

    async def _types(self, step: Step, who: str) -> bool:
        self.query = await self.api.type_inline(step.types or "", self.number(who))
        return True

    async def _chooses(self, step: Step, who: str) -> dict[str, Any]:
        results = self.api.world.queries.answers[self.query]["results"]
        [chosen] = [each["id"] for each in results if each["title"] == step.chooses]
        return await self.api.choose_inline(self.query, chosen, self.number(who))

    async def _adds(self, step: Step, who: str) -> int:
        return await self.api.add_bot(GROUP, self.number(who))

    async def _shares(self, step: Step, who: str) -> bool:
        button, _ = self._button(step, who, str(step.shares))
        chosen = button.get("switch_inline_query_chosen_chat", {}).get("query")
        query = button.get("switch_inline_query", chosen)
        assert query is not None, button
        self.query = await self.api.type_inline(query, self.number(who))
        return True

    async def _publishes(self, step: Step, who: str) -> bool:
        assert step.publishes is not None
        await asyncio.to_thread(self.release, self.knowledge.changed(step.publishes))
        return True

    def release(self, files: Files) -> None:
        """Put files into force as the staff do, and tell those concerned; blocks."""
        engine, store = self.knowledge.engine_of(files), self.desk.store
        store.releases.publish(engine.knowledge.digest, dict(files), "Hùng")
        self.desk.engine = engine
        announce_in_force(store, engine.knowledge, NOON)


def topics_of(script: Script) -> dict[str, int]:
    """Return the threads of the topics of a script's group, by name."""
    names = script.group.topics if script.group else ()
    return {name: 2 + at for at, name in enumerate(names)}


def _visible(call: Call) -> bool:
    if call.method == "answerCallbackQuery":
        return bool(call.text)
    return call.method in _SEEN


def text_of(call: Call) -> str:
    """Return the text of a call as it was written, with its markup."""
    given = call.given
    if call.method == "sendDocument":
        document = given["document"]
        name = document.name if isinstance(document, Upload) else document
        return f"📎 {name}\n{given.get('caption', '')}".strip()
    if call.method == "sendVenue":
        return f"📍 {given['title']}\n{given['address']}"
    if call.method == "sendPhoto":
        return f"🖼 {given.get('caption', '')}".strip()
    return str(given.get("text", ""))


@asynccontextmanager
async def stage(script: Script, knowledge: Knowledge, folder: Path) -> AsyncIterator[Stage]:
    """Raise the curtain; `folder` is where the bot may keep its database."""
    specification = Specification(PLACE) if PLACE.is_file() else None
    store = SqliteStore(folder / "bot.db")
    try:
        async with bot_api(specification) as api:
            desk = Desk(knowledge.engine, store, lambda: NOON)
            settings = {"token": TOKEN, "api_base_url": api.base_url, "poll_seconds": 5}
            side = telegram_side(Telegram.model_validate(settings), desk, Pulse())
            assert side is not None
            stop = asyncio.Event()
            assert await side.reach(stop)
            running = asyncio.create_task(side.run(stop))
            built = Stage(api, desk, script, knowledge)
            built.build()
            built.release(knowledge.files)
            try:
                yield built
            finally:
                stop.set()
                await running
            assert api.faults == []
    finally:
        store.close()


async def play(script: Script, knowledge: Knowledge, folder: Path) -> list[Moment]:
    """Play a whole script."""
    with patch.object(post, "LOOK_EVERY", _SOON):
        async with stage(script, knowledge, folder) as built:
            return [await built.play(step) for step in script.steps]
