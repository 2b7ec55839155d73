"""Replicas that share one PostgreSQL are one bot for whoever writes to it.

`DELIVERY_LONG=1` sends 5,000 reminders instead of 40.
"""

from __future__ import annotations

import asyncio

import pytest

from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.store.postgres import PostgresStore
from tests.replicas.balancing import Replicas
from tests.store.looking import rows
from tests.telegram.chatting import edit, replies, said
from tests.telegram.conftest import CAT, KITE, Gate
from tests.telegram.neighbours import Neighbours
from tests.telegram_server.server import BotApi

BUY = "mua diều ở đâu"


def everything(store: PostgresStore) -> str:
    """All that stands in any table, as text."""
    sql = "select table_name from information_schema.tables where table_schema = 'public'"
    return str([rows(store, f"select * from {table}") for (table,) in rows(store, sql)])


class TestUpdates:
    async def test_one_that_comes_to_both_at_once_is_answered_once(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        api.queue.twice = True
        async with replicas.started():
            for user in range(1, 13):
                await api.say(KITE, user=user)
            await api.all_confirmed()
        assert [len(api.made("sendMessage", user)) for user in range(1, 13)] == [1] * 12

    async def test_one_that_was_answered_elsewhere_gets_the_same_answer_again(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started():
            first = await replicas.post(0, KITE, 1)
            again = await replicas.post(1, KITE, 1)
            assert len(rows(replicas[0].store, "select id from questions")) == 1
        assert "20.000" in first
        assert again == first

    async def test_those_of_a_chat_are_handled_one_after_the_other(
        self, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with replicas.started():
            gate = Gate(replicas[0].desk, monkeypatch)
            first = replicas.post(0, KITE, 1)
            await gate.reached.wait()
            second = replicas.post(1, CAT, 2)
            assert "mèo" in await replicas.post(1, CAT, 3, user=2)
            assert not second.done()
            gate.opened.set()
            await asyncio.gather(first, second)
            found = rows(replicas[0].store, "select question from questions order by id")
        assert [question for (question,) in found] == [CAT, KITE, CAT]

    async def test_a_replica_that_is_gone_leaves_its_chats_to_the_others(
        self, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with replicas.started():
            gate = Gate(replicas[0].desk, monkeypatch)
            first = replicas.post(0, KITE, 1)
            await gate.reached.wait()
            again = replicas.post(1, KITE, 1)
            replicas[0].store.turns.close()  # as when its process is killed
            assert "20.000" in await again
            gate.opened.set()
            await first

    async def test_without_the_database_people_are_answered(
        self, api: BotApi, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.store.postgres._PATIENCE", 0.2)
        async with replicas.started():
            for replica in replicas.all:
                replica.store.close()
            await api.say(KITE)
            await api.all_confirmed()
            assert len(api.made("sendMessage")) == 1


class TestConversations:
    async def test_what_is_asked_next_goes_on_in_the_other_replica(
        self, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        contexts: list[tuple[str, ...]] = []

        async with replicas.started():
            engine = replicas[0].desk.engine
            answer = engine.answer

            def noted(question: Question) -> Reply:
                contexts.append(question.context)
                return answer(question)

            monkeypatch.setattr(engine, "answer", noted)
            for number, text in enumerate((BUY, "bao nhiêu tiền", "cảm ơn"), 1):
                await replicas.post(number % 2, text, number)
            await replicas.post(0, "bao nhiêu tiền", 4, user=2)
        assert contexts == [(), (BUY,), (BUY, "bao nhiêu tiền"), ()]

    async def test_an_edited_question_is_known_by_the_other_replica(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started(3):
            await said(api, KITE, message_id=50)
            for _ in range(3):
                await edit(api, f"{KITE}?", 50)
            assert len(await replies(api)) == 1
            await edit(api, CAT, 50)
            assert len(await replies(api)) == 2

    async def test_after_a_while_nothing_of_them_is_left(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started(1):
            await said(api, "Con diều bao nhiêu tiền, gọi 0912345678")
            store = replicas[0].store
            parts = dict(rows(store, "select part, state from recent"))
            assert "bao nhiêu tiền" in parts["talk"]
            assert "0912345678" not in everything(store)
            [(until_,)] = rows(store, "select until from recent where part = 'talk'")
            with store.writing() as db:
                db.execute("update recent set until = ?", [until_.replace("20", "19", 1)])
            assert store.recent.forget() == len(parts)
            assert rows(store, "select * from recent") == []
            assert replicas[0].desk.memory.conversations("telegram:") == {}

    async def test_who_has_all_deleted_has_it_deleted_for_all_replicas(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started():
            for text in (KITE, CAT, "/xoa"):
                await said(api, text)
            data = next(
                each["callback_data"]
                for shown in reversed(api.world.chat(1).messages.values())
                for row in shown.get("reply_markup", {}).get("inline_keyboard", ())
                for each in row
                if each.get("callback_data", "").endswith(":xoa")
            )
            await api.press(data)
            await api.all_confirmed()
            [(part,)] = rows(replicas[0].store, "select part from recent")
            assert part == "flood"
            assert KITE not in str(rows(replicas[0].store, "select * from recent"))


class TestLimits:
    async def test_who_writes_too_fast_is_told_so_whoever_answers(
        self, api: BotApi, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("handlers.delivery.flood._MINUTES", 1)
        async with replicas.started(messages_per_minute=3):
            for _ in range(8):
                await api.say(KITE)
            await api.all_confirmed()
            notes = rows(replicas[0].store, "select note from updates order by id")
        assert [note for (note,) in notes] == [""] * 3 + ["flood"] * 5

    async def test_a_group_has_as_many_answers_as_with_one_process(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started(group_replies_per_hour=3):
            xom = Neighbours(api)
            answers = [len(await xom.says(f"/hoi {KITE}")) for _ in range(6)]
        assert answers == [1, 1, 1, 1, 0, 0]  # the fourth one says that there are no more
