from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.store.kept import Deed, Draft, Figure, Relay, Tally
from tests.store.looking import KITE, NOON, Kept

DAY = date(2026, 11, 22)


def test_deeds_are_told_newest_first_page_by_page(store: Kept) -> None:
    for at in range(5):
        store.audit.note(Deed(NOON + timedelta(hours=at), "Lan", "edit", str(at)))
    first = store.audit.deeds(2)
    assert [deed.about for deed in first] == ["4", "3"]
    assert first[0].moment == NOON + timedelta(hours=4)
    assert [deed.about for deed in store.audit.deeds(9, first[-1].number)] == ["2", "1", "0"]


def test_a_draft_waits_until_it_is_dropped(store: Kept) -> None:
    draft = Draft("Lan", "Sửa giá", {"faq/a.yaml": "diều", "b.yaml": None}, {"b.yaml": "ab"}, NOON)
    number = store.drafts.keep(draft)
    kept = store.drafts.get(number)
    assert kept == replace(draft, number=number)
    assert store.drafts.list() == [kept]
    assert store.drafts.drop(number)
    assert not store.drafts.drop(number)
    assert store.drafts.get(number) is None
    assert store.drafts.get(10**60) is None


def test_what_was_not_answered_well_waits_for_the_staff(store: Kept) -> None:
    def ask(question: str, status: str = "answered") -> int:
        return store.questions.record(replace(KITE, question=question, status=status))

    ask("good")
    useless, handed_over = ask("useless"), ask("handed over")
    declined = ask("declined", "declined_unknown")
    store.questions.rate(useless, helpful=False)
    store.questions.explain(useless, "sai")
    store.questions.hand_over(handed_over)
    waiting = store.queue.waiting(NOON - timedelta(days=1), 9)
    assert [item.question for item in waiting] == ["declined", "handed over", "useless"]
    assert waiting[2].helpful is False
    assert (waiting[2].reason, waiting[2].topics) == ("sai", KITE.topics)
    assert waiting[1].handed_over
    assert store.queue.waiting(NOON + timedelta(days=1), 9) == []
    assert len(store.queue.waiting(NOON, 1)) == 1
    assert store.queue.resolve([declined, useless, 10**60, 0], "attached") == 2
    assert store.queue.resolve([declined], "ignored") == 0
    assert [item.number for item in store.queue.waiting(NOON, 9)] == [handed_over]
    assert store.queue.resolved(NOON, NOON) == {"attached": 2}


def test_one_that_waits_is_found_by_its_number_until_it_is_dealt_with(store: Kept) -> None:
    well = store.questions.record(KITE)
    badly = store.questions.record(replace(KITE, status="withheld"))
    [waiting] = store.queue.waiting(NOON, 9)
    assert store.queue.get(badly) == waiting
    for nobody in (well, 0, -1, 99, 10**60):
        assert store.queue.get(nobody) is None
    store.questions.rate(well, helpful=False)
    assert store.queue.get(well) is not None
    store.queue.resolve([badly], "answered")
    assert store.queue.get(badly) is None


def test_a_message_of_the_staffs_chat_leads_back_to_the_citizen(store: Kept) -> None:
    relay = Relay(3, 77, -100, 5, NOON)
    store.relays.keep(relay)
    assert store.relays.find(-100, 5) == relay
    assert store.relays.find(-100, 6) is None
    assert store.relays.drop(77) == 1
    assert store.relays.find(-100, 5) is None


def test_the_relay_of_a_question_ends_and_others_of_its_citizen_stay(store: Kept) -> None:
    for question in (1, 2):
        store.relays.keep(Relay(question, 5, -9, question, NOON))
    assert [store.relays.end(question) for question in (1, 1, 99, 0, 10**60)] == [1, 0, 0, 0, 0]
    assert store.relays.find(-9, 1) is None
    assert store.relays.find(-9, 2) is not None


def test_a_relay_goes_with_the_citizen_and_with_time(store: Kept) -> None:
    store.relays.keep(Relay(3, 77, -100, 5, NOON))
    assert store.chats.forget(77) == 1
    store.relays.keep(Relay(4, 78, -100, 6, NOON))
    store.forget_before(NOON + timedelta(seconds=1))
    assert store.relays.find(-100, 6) is None


def test_the_last_number_of_a_ward_and_day_counts(store: Kept) -> None:
    store.figures.keep(Figure("mau", DAY, "cards", 5, "Lan"))
    store.figures.keep(Figure("mau", DAY, "cards", 7, "Minh"))
    store.figures.keep(Figure("an", DAY + timedelta(days=1), "cards", 1, "Lan"))
    assert store.figures.between(DAY, DAY) == [Figure("mau", DAY, "cards", 7, "Minh")]
    assert len(store.figures.between(DAY, DAY + timedelta(days=1))) == 2
    assert store.figures.between(DAY, DAY + timedelta(days=1), "an")[0].count == 1


def test_questions_are_counted_by_the_day_in_vietnam(store: Kept) -> None:
    midnight = datetime(2026, 11, 21, 17, tzinfo=UTC)
    for moment in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=23)):
        store.questions.record(replace(KITE, moment=moment))
    store.questions.record(replace(KITE, moment=midnight, topics=(), status="choices"))
    assert store.statistics.tallies(DAY, DAY) == [
        Tally(DAY, "web", "answered", "mua-dieu", 2),
        Tally(DAY, "web", "choices", "", 1),
    ]


def test_reasons_are_counted(store: Kept) -> None:
    for reason in ("sai", "sai", ""):
        number = store.questions.record(KITE)
        store.questions.rate(number, helpful=False)
        if reason:
            store.questions.explain(number, reason)
    store.questions.record(KITE)
    assert store.statistics.reasons(DAY, DAY) == {"sai": 2, "": 1}
