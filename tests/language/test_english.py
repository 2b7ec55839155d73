import pytest

from bot.language.english import Language
from bot.language.english import language_of as language_among

ENGLISH = frozenset(
    "how what where should could my renew lost get is are does need have cost".split()
)


def language_of(text: str, known: Language | None) -> Language:
    return language_among(text, ENGLISH, known)


@pytest.mark.parametrize(
    "text",
    [
        "How do I renew my card?",
        "what is the fee",
        "I lost my thẻ".replace("thẻ", "the") + " can cuoc, what should I do",
        "WHERE CAN I GET MY CARD",
        "how do I renew my thẻ căn cước",
    ],
)
def test_english_words_make_a_message_english(text):
    assert language_of(text, None) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "làm thẻ ở đâu",
        "lam the o dau",
        "VNeID",
        "hello",
        "doi the can cuoc o dau va can mang theo nhung gi the is",
        "my the can do cap lai does",
    ],
)
def test_vietnamese_and_doubtful_messages_are_answered_in_vietnamese(text):
    assert language_of(text, None) == "vi"


@pytest.mark.parametrize("text", ["", "123", "🙂?"])
def test_without_any_word_the_known_language_is_used(text):
    assert language_of(text, "en") == "en"
    assert language_of(text, None) == "vi"


def test_a_vietnamese_message_outweighs_the_known_language():
    assert language_of("làm thẻ ở đâu", "en") == "vi"


def test_an_english_message_outweighs_the_known_language():
    assert language_of("how do I renew my card", "vi") == "en"


def test_a_word_that_could_be_vietnamese_does_not_outweigh_an_english_rest():
    english = ENGLISH | {"and", "on", "the"}
    assert language_among("Chip and QR code on the card", english, None) == "en"
    assert language_among("Chip lam the and QR code on the card", english, None) == "vi"
    assert language_among("QR and QR code on the thẻ", english, None) == "vi"
