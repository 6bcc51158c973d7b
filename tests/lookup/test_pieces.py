"""Counting in pieces: what is counted and where does not depend on how texts are cut."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lookup import pieces
from framing.lookup.chunks import lay
from framing.lookup.counter import Counter
from framing.lookup.matching import Entry

ENTRIES = [Entry("f", "war", (), 0), Entry("f", "red line*", ("thin red line",), 1), Entry("g", "red", (), 2)]
TEXTS = st.lists(
    st.lists(st.sampled_from(["war", "thin", "red", "line", "战争可能升级", ".", "é"]), max_size=9)
)


@settings(max_examples=100)
@given(TEXTS, st.integers(1, 60))
def test_pieces_give_what_all_texts_at_once_give(words, size):
    texts = lay([" ".join(own) for own in words])
    expected, places = Counter(ENTRIES).count_and_locate(texts)
    before, pieces.PIECE_BYTES = pieces.PIECE_BYTES, size
    try:
        counts, found = pieces.count_and_locate(Counter(ENTRIES), texts, located=True)
    finally:
        pieces.PIECE_BYTES = before
    assert [own.tolist() for own in counts] == [own.tolist() for own in expected]
    assert all(np.array_equal(a, b) for a, b in zip(found, places, strict=True))


def test_a_piece_ends_with_a_text_and_has_at_least_one(monkeypatch):
    monkeypatch.setattr(pieces, "PIECE_BYTES", 10)
    assert pieces._cuts(np.array([0, 4, 8, 12, 40, 41])) == [0, 3, 4, 5]
    assert pieces._cuts(np.array([0])) == [0, 0]
