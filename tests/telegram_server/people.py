"""What people do, as updates that the bot gets where Telegram would send them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Any

from tests.telegram_server.chats import Chat, membership, shift
from tests.telegram_server.contents import DAY, ME, entities_of, message, person
from tests.telegram_server.world import World

_TO = re.compile(r"^/\w+@(\w+)")


class People(ABC):
    """Everybody but the bot."""

    world: World

    @abstractmethod
    async def deliver(self, **content: Any) -> int:
        """Queue an update; return its id."""

    async def say(self, text: str, user: int = 1, **more: Any) -> int:
        """Queue a private message."""
        more.setdefault("message_id", self.world.chat(user).next())
        return await self.deliver(message=message(text, user, **more))

    async def edit(self, number: int, text: str, user: int = 1, **more: Any) -> int:
        """Change one's own private message."""
        made = message(text, user, message_id=number, edit_date=DAY, **more)
        return await self.deliver(edited_message=made)

    async def press(self, data: str, user: int = 1, **more: Any) -> int:
        """Queue the press of a button below one of the bot's messages.

        `message` names the message, which may stand in a group; `inline_message_id` one that came
        of an inline result; else there is one in the private chat.
        """
        query: dict[str, Any] = {
            "id": f"query {self.world.number()}", "from": person(user), "chat_instance": "1",
            "data": data,
        }  # fmt: skip
        if not {"message", "inline_message_id"} & more.keys():
            button = [[{"text": "nút", "callback_data": data}]]
            shown = {"text": "…", "reply_markup": {"inline_keyboard": button}}
            query["message"] = self.world.put(user, shown)
        query |= more
        place = query.get("message", {}).get("chat", {}).get("id")
        if place in self.world.chats and not self.world.chats[place].private:
            self.world.chats[place].members.setdefault(user, membership(user, "member"))
        return await self.deliver(callback_query=query)

    async def say_in_group(
        self,
        text: str,
        group: int,
        user: int = 1,
        *,
        thread: int | None = None,
        reply_to: int | None = None,
        **more: Any,
    ) -> int | None:
        """Write in a group; the update goes to the bot only if its privacy mode lets it.

        Return the id of the update, or None where the bot does not get to know. `thread`: a topic
        of a forum; `reply_to`: the number of a message in the group.
        """
        chat = self.world.chats[group]
        made: dict[str, Any] = {
            **message(text, user, message_id=chat.next()), "chat": chat.about, **more,
        }  # fmt: skip
        if thread is not None:
            made["message_thread_id"] = thread
            if chat.about.get("is_forum"):
                made["is_topic_message"] = True
            chat.threads.add(thread)
        if reply_to is not None:
            made["reply_to_message"] = {**chat.heard, **chat.messages}[reply_to]
        chat.heard[made["message_id"]] = made
        chat.members.setdefault(user, membership(user, "member"))
        if not self._reaches(chat, made):
            return None
        return await self.deliver(message=made)

    def _reaches(self, chat: Chat, made: dict[str, Any]) -> bool:
        """Return whether Telegram tells the bot of a message in a group.

        In privacy mode it does of commands, and of replies to what the bot said; a bare mention
        reaches it only where `world.mentions` says so, as it does for some bots.
        """
        if chat.manages(ME["id"]) or self.world.me["can_read_all_group_messages"]:
            return True
        text = str(made.get("text", made.get("caption", "")))
        replied: object = made.get("reply_to_message", {}).get("from", {}).get("id")
        if replied == ME["id"] or (made.get("via_bot") or {}).get("id") == ME["id"]:
            return True
        if named := _TO.match(text):
            return named[1].lower() == str(ME["username"])
        if text.startswith("/") and entities_of(text):
            return True
        return self.world.mentions and f"@{ME['username']}" in text.lower()

    async def add_bot(self, group: int, by: int = 1, status: str = "member", **more: Any) -> int:
        """Put the bot into a group that `world.group` opened; `start` is what the link said."""
        start = more.pop("start", None)
        chat = self.world.chats[group]
        chat.members.setdefault(by, membership(by, "member"))
        chat.members[ME["id"]] = membership(ME["id"], "left")
        await self.shift_bot(group, status, by, **more)
        number = await self.service(group, by, new_chat_members=[dict(ME)])
        if start is not None:
            said = await self.say_in_group(f"/start@{ME['username']} {start}", group, by)
            return said or number
        return number

    async def shift_bot(self, group: int, status: str, by: int = 1, **rights: Any) -> int:
        """Promote, restrict or remove (`left`, `kicked`) the bot."""
        change = shift(self.world.chats[group], ME["id"], status, by, **rights)
        return await self.deliver(my_chat_member=change)

    async def block(self, user: int = 1, *, blocked: bool = True) -> int:
        """Block the bot in the private chat, or let it write again."""
        chat = self.world.chat(user)
        chat.blocked = blocked
        change = {
            "chat": chat.about, "from": person(user), "date": DAY,
            "old_chat_member": membership(ME["id"], "member" if blocked else "kicked"),
            "new_chat_member": membership(ME["id"], "kicked" if blocked else "member"),
        }  # fmt: skip
        return await self.deliver(my_chat_member=change)

    async def service(self, group: int, user: int = 1, **content: Any) -> int:
        """Let something happen in a group that everybody is told of."""
        chat = self.world.chats[group]
        told = {
            "message_id": chat.next(), "date": DAY, "chat": chat.about, "from": person(user),
            **content,
        }  # fmt: skip
        return await self.deliver(message=told)

    async def migrate(self, old: int, new: int, by: int = 1) -> None:
        """Turn a group into a supergroup, as Telegram tells it: by one message in each."""
        before = self.world.chats[old]
        after = self.world.group(new, str(before.about["title"]))
        after.members |= before.members
        await self.service(old, by, migrate_to_chat_id=new)
        before.moved_to = new
        await self.service(new, by, migrate_from_chat_id=old)

    async def type_inline(self, text: str, user: int = 1, **more: Any) -> str:
        """Type behind the bot's name in any chat; return the id of the query."""
        query = f"inline {self.world.number()}"
        content = {
            "id": query, "from": person(user), "query": text, "offset": "", "chat_type": "group",
        }  # fmt: skip
        await self.deliver(inline_query={**content, **more})
        return query

    async def choose_inline(self, query: str, result: str, user: int = 1) -> dict[str, Any]:
        """Send a result that the bot gave for a query; return the message as readers see it."""
        given = self.world.queries.answers[query]["results"]
        [chosen] = [each for each in given if each["id"] == result]
        name = self.world.queries.send(chosen)
        told: dict[str, Any] = {"result_id": result, "from": person(user), "query": ""}
        if "reply_markup" in chosen:
            told["inline_message_id"] = name
        await self.deliver(chosen_inline_result=told)
        return {"inline_message_id": name, **self.world.queries.messages[name]}
