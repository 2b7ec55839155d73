from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.web.console.publishing.word_changes import Piece, pieces

texts = (
    st.lists(st.sampled_from(["diều", "mèo", "giá", "20.000", "đồng", " ", "\n", "  "])).map(
        "".join
    )
    | st.text()
)


@given(texts, texts)
def test_both_texts_can_be_read_from_the_pieces(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "new") == before
    assert "".join(piece.text for piece in found if piece.kind != "gone") == after
    assert all(piece.text for piece in found)


def test_only_the_words_that_change_are_marked() -> None:
    assert pieces("Giá con diều là 20.000 đồng.", "Giá con diều là 25.000 đồng.") == (
        Piece("same", "Giá con diều là "), Piece("gone", "20.000"), Piece("new", "25.000"),
        Piece("same", " đồng."),
    )  # fmt: skip


def test_words_that_change_one_after_the_other_are_one_change() -> None:
    assert pieces("Diều bán ở cửa hàng đầu làng, rẻ.", "Diều bán ở chợ phiên, rẻ.") == (
        Piece("same", "Diều bán ở "), Piece("gone", "cửa hàng đầu làng"),
        Piece("new", "chợ phiên"), Piece("same", ", rẻ."),
    )  # fmt: skip


def test_texts_that_have_little_in_common_stand_whole() -> None:
    before, after = "Diều bán ở chợ.", "Mèo thì không cần thẻ nào cả, cứ thả."
    assert pieces(before, after) == (Piece("gone", before), Piece("new", after))
