"""A plain text takes a shorter way through the library; it must be told the same on it."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardRemove,
    SwitchInlineQueryChosenChat,
    TelegramObject,
    Update,
)

from bot.app import telegram_app
from bot.config import Telegram
from bot.store.kept import Handled
from bot.store.sqlite import SqliteStore
from handlers.buttons import button, written_out
from handlers.delivery.ledger import Ledger
from handlers.delivery.plain import plain_text
from handlers.delivery.retries import Courier
from handlers.staff.taking import add_staff
from tests.telegram.conftest import KITE

BOT = Bot("123456:thu")
MANY = {"first_name": "Lan", "last_name": "Lê", "username": "lan_le"}
CHAT: dict[str, Any] = {"id": 7, "type": "private", **MANY}
SENDER: dict[str, Any] = {"id": 7, "is_bot": False, **MANY, "language_code": "vi"}


def said(**more: Any) -> dict[str, Any]:
    message = {"message_id": 3, "date": 1_795_000_000, "chat": CHAT, "from": SENDER, "text": KITE}
    return {"update_id": 5, "message": {**message, **more}}


PLAIN = [
    said(),
    said(text="1 / 2"),
    said(**{"from": {"id": 7, "is_bot": False, "first_name": ""}}),
    said(chat={"id": 7, "type": "private"}),
    said(**{"from": {**SENDER, "is_premium": True}}),
]  # fmt: skip
OTHERS = [
    said(text="/start"),
    said(text=""),
    said(text=None),
    said(date="hôm qua"),
    said(date=2**40),
    said(message_id=True),
    said(chat={**CHAT, "type": "supergroup"}),
    said(chat={**CHAT, "id": "7"}),
    said(chat=[]),
    said(**{"from": {**SENDER, "is_bot": True}}),
    said(**{"from": {"id": 7}}),
    said(entities=[{"type": "url", "offset": 0, "length": 4}]),
    said(via_bot={"id": 123456, "is_bot": True, "first_name": "Bot"}),
    said(reply_to_message={"message_id": 1, "date": 1, "chat": CHAT}),
    said(forward_origin={"type": "hidden_user", "sender_user_name": "A", "date": 1}),
    {"update_id": 5, "edited_message": said()["message"]},
    {**said(), "inline_query": {}},
    {"update_id": 5},
    {"update_id": 5, "message": [KITE]},
]


def parts(of: TelegramObject) -> dict[str, object]:
    """Return all that the library knows of an object."""
    kinds = type(of).__mro__
    names = {name for kind in kinds for name in vars(kind).get("__slots__", ())}
    return {name: getattr(of, name) for name in names if not name.startswith("_effective")}


@pytest.mark.parametrize("raw", PLAIN)
def test_it_says_all_that_the_library_reads(raw: dict[str, Any]) -> None:
    found, wanted = plain_text(raw, BOT), Update.de_json(raw, BOT)
    assert found is not None
    assert found.to_dict() == wanted.to_dict()
    assert found.message is not None
    assert wanted.message is not None
    for mine, theirs in (
        (found, wanted),
        (found.message, wanted.message),
        (found.message.chat, wanted.message.chat),
        (found.message.from_user, wanted.message.from_user),
    ):
        assert mine is not None
        assert theirs is not None
        assert parts(mine).keys() == parts(theirs).keys()
        for name, value in parts(theirs).items():
            if not isinstance(value, TelegramObject) and name != "_id_attrs":
                assert getattr(mine, name) == value, name
    assert found.effective_message is found.message
    assert found.effective_chat is found.message.chat
    assert found.effective_user is found.message.from_user


@pytest.mark.parametrize("raw", OTHERS)
def test_whatever_else_there_is_the_library_reads(raw: dict[str, Any]) -> None:
    assert plain_text(raw, BOT) is None


@pytest.mark.parametrize("raw", PLAIN)
def test_no_handler_that_is_passed_by_would_have_taken_it(raw: dict[str, Any]) -> None:
    app = telegram_app("123456:thu", Telegram(), Mock(), Courier(None, Mock()))
    add_staff(app, Mock(), group=-1)
    update = Update.de_json(raw, app.bot)
    every = [each for group in app.handlers.values() for each in group]
    taking = [each for each in every if each.check_update(update) not in {None, False}]
    shown = [each for group in app.for_plain_texts() for each in group]
    assert len(taking) == 2
    assert set(taking) <= set(shown)


@pytest.mark.parametrize(
    "below",
    [
        InlineKeyboardMarkup(
            [
                [button("Nút  " + "dài " * 30, "t:x")],
                [
                    InlineKeyboardButton("a", url="https://example.org"),
                    InlineKeyboardButton(
                        "b",
                        switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat(
                            "c", allow_user_chats=True
                        ),
                    ),
                ],
            ]
        ),
        ReplyKeyboardRemove(),
    ],
)
def test_buttons_are_written_as_the_library_writes_them(
    below: InlineKeyboardMarkup | ReplyKeyboardRemove,
) -> None:
    assert written_out(below) == below.to_dict()


class TestLedger:
    """What need not be asked of the store."""

    @pytest.fixture
    def asked(self, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
        """Return the updates that are looked up, as they are."""
        found: list[list[int]] = []
        handled = store.updates.handled

        def noting(updates: Any) -> dict[int, Handled]:
            found.append(list(updates))
            return handled(found[-1])

        monkeypatch.setattr(store.updates, "handled", noting)
        return found

    async def test_updates_higher_than_all_before_are_not_looked_up(
        self, store: SqliteStore, asked: list[list[int]]
    ) -> None:
        store.updates.mark_handled([Handled(7, "a")])
        ledger = Ledger(store)
        assert await ledger.look_up(8) is None
        assert await ledger.look_up(9) is None
        assert asked == [[8]]

    async def test_updates_of_before_are_known(
        self, store: SqliteStore, asked: list[list[int]]
    ) -> None:
        store.updates.mark_handled([Handled(7, "a")])
        ledger = Ledger(store)
        await ledger.look_up(8)
        await ledger.keep(Handled(12, "b"))
        known = [await ledger.look_up(number) for number in (7, 12, 11)]
        assert [each.mark if each else None for each in known] == ["a", "b", None]
        assert asked == [[8], [7], [12], [11]]

    async def test_what_others_may_have_handled_is_always_looked_up(
        self, store: SqliteStore, asked: list[list[int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store, "shared", True)
        ledger = Ledger(store)
        await ledger.look_up(8)
        await ledger.look_up(9)
        assert asked == [[8], [9]]
