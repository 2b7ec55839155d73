import pytest

from bot.language.english_stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("renew", "renews", "renewed", "renewing", "renewal", "renewals"),
        ("expire", "expires", "expired", "expiring", "expiry"),
        ("cancel", "cancels", "cancelled", "cancelling"),
        ("replace", "replaced", "replacement", "replacements"),
        ("kid", "kids"),
        ("baby", "babies"),
        ("register", "registered", "registering"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("address", "add"), ("this", "the"), ("card", "care"), ("old", "older")]
)
def test_different_words_keep_different_stems(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "a", "id", "vneid", "14", "2nd", "can"])
def test_short_words_and_numbers_stay_as_they_are(word):
    assert stem(word) == word
