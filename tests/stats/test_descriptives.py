"""What the pieces consist of, by hand."""

import pandas as pd

from framing.stats.descriptives import describe
from framing.study import Features

SENTENCES = pd.DataFrame(
    [
        ("b", 1, 1, "headline", 3),
        ("b", 2, 2, "dek", 4),
        ("b", 2, 3, "dek", 5),
        ("b", 4, 4, "body", 6),
        ("a", 1, 1, "body", 7),
    ],
    columns=["doc_id", "paragraph", "sentence", "part", "n_words"],
)
BAGS = pd.DataFrame([("b", "tide", 10), ("b", "quay", 8), ("a", "tide", 7)], columns=["doc_id", "token", "n"])
PIECES = pd.DataFrame({"doc_id": ["a", "b"], "label": ["Alpha", "Beta"], "outlet": ["", ""]})


def test_describe(same):
    same(
        describe(Features(SENTENCES, pd.DataFrame(), BAGS, pd.DataFrame()), PIECES),
        "doc_id label paragraphs sentences words types words_headline words_dek words_body",
        [("a", "Alpha", 1, 1, 7, 1, 0, 0, 7), ("b", "Beta", 3, 4, 18, 2, 3, 9, 6)],
    )


def test_the_released_pieces_have_the_paragraphs_they_are_listed_with(shipped):
    table = describe(shipped.features, shipped.pieces)
    assert table["doc_id"].tolist() == shipped.pieces["doc_id"].tolist()
    assert table["paragraphs"].tolist() == shipped.pieces["n_paragraphs"].tolist()
    parts = table[["words_headline", "words_dek", "words_body"]].sum(axis=1)
    assert parts.tolist() == table["words"].tolist()
