"""Positions along a piece, by hand."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from framing.stats.dispersion import mean_positions, positions
from framing.study import Bootstrap, Features
from framing.tables.schema import UNITS

B = Bootstrap(resamples=2000)
FRAMES = pd.DataFrame({"frame": ["sky", "sea"]})
# the middles of the sentences of a stand at 5, 15, 30 and 45 of 50 words, those of b at 4 and 14 of 20
FEATURES = Features(
    pd.DataFrame(
        [("a", 1, 1, 10), ("a", 1, 2, 10), ("a", 2, 3, 20), ("a", 3, 4, 10), ("b", 1, 1, 8), ("b", 1, 2, 12)],
        columns=["doc_id", "paragraph", "sentence", "n_words"],
    ),
    pd.DataFrame(
        [
            ("a", 1, 1, "sea", "tide*", 1),
            ("a", 1, 1, "sea", "quay", 1),
            ("a", 2, 3, "sea", "tide*", 1),
            ("a", 2, 3, "sky", "rain", 0),
            ("b", 1, 1, "sky", "rain", 1),
            ("b", 1, 2, "sky", "rain", 3),
        ],
        columns=["doc_id", "paragraph", "sentence", "frame", "pattern", "n"],
    ),
    *[pd.DataFrame()] * 2,
)


def test_positions(same):
    same(
        positions(FEATURES),
        "doc_id paragraph sentence frame n position",
        [
            ("a", 1, 1, "sea", 2, 0.1),
            ("a", 2, 3, "sea", 1, 0.6),
            ("b", 1, 1, "sky", 1, 0.2),
            ("b", 1, 2, "sky", 3, 0.7),
        ],
    )


def test_mean_positions(same):
    # resampling the two paragraphs of a that hold sea gives .1 (first twice), 0.8 / 3, or .6 (second twice)
    same(
        mean_positions(FEATURES, FRAMES, B).drop(columns=["p", "family", "p_holm"]),
        "doc_id frame hits position low high",
        [
            ("a", "sky", 0, np.nan, np.nan, np.nan),
            ("a", "sea", 3, 0.8 / 3, 0.1, 0.6),
            ("b", "sky", 4, 2.3 / 4, np.nan, np.nan),
            ("b", "sea", 0, np.nan, np.nan, np.nan),
        ],
    )


def test_p_of_a_mean_position_by_all_orders_of_the_paragraphs():
    # sea: two hits in the first paragraph of a, one in the second; 20, 20 and 10 words
    words, shares = np.array([20, 20, 10]), np.array([2, 1, 0]) / 3
    places = []
    for order in permutations(range(3)):
        before = dict(zip(order, np.cumsum(words[list(order)]) - words[list(order)], strict=True))
        places.append(sum(shares[unit] * before[unit] for unit in range(3)))
    apart = np.abs(np.array(places) - np.mean(places))
    exact = (apart >= apart[0] - 1e-9).mean()
    assert 0 < exact < 1
    table = mean_positions(FEATURES, FRAMES, B)
    # b has one paragraph, which has one order
    assert table["p"].tolist() == pytest.approx([np.nan, exact, 1, np.nan], abs=0.05, nan_ok=True)
    assert table["family"].tolist() == ["positions"] * 4
    # the two of them are adjusted for each other
    assert table["p_holm"].tolist() == pytest.approx(
        [np.nan, min(1, 2 * table["p"][1]), 1, np.nan], nan_ok=True
    )


def test_p_is_by_paragraphs_or_by_sentences():
    # one hit, in the first of 20 sentences and of two paragraphs
    sentences = pd.DataFrame(
        [("a", 1 + i // 10, i + 1, 10) for i in range(20)],
        columns=["doc_id", "paragraph", "sentence", "n_words"],
    )
    features = Features(sentences, FEATURES.hits.iloc[[0]], *[pd.DataFrame()] * 2)
    by = {unit: mean_positions(features, FRAMES[1:], B._replace(unit=unit))["p"][0] for unit in UNITS}
    assert by["paragraph"] == pytest.approx(1)
    # as far from the middle is the last of 20
    assert by["sentence"] == pytest.approx(2 / 20, abs=0.03)


def test_positions_do_not_depend_on_other_pieces_but_for_the_adjustment_of_p():
    alone = Features(*(table[table["doc_id"] == "a"] for table in FEATURES[:2]), *[pd.DataFrame()] * 2)
    own, both = (mean_positions(of, FRAMES, B).drop(columns="p_holm") for of in (alone, FEATURES))
    pd.testing.assert_frame_equal(own, both[both["doc_id"] == "a"])


def test_of_the_specimens_all_hits_are_placed_inside_their_piece(specimen):
    placed = positions(specimen.features)
    assert placed["n"].sum() == specimen.features.hits["n"].sum()
    assert placed["position"].between(0, 1, inclusive="neither").all()
    means = mean_positions(specimen.features, specimen.definitions.frames, B)
    assert means["hits"].sum() == placed["n"].sum()
    known = means.dropna()
    assert len(known) > 8
    assert (known["low"] <= known["position"]).all()
    assert (known["position"] <= known["high"]).all()


def test_a_hit_in_the_only_sentence_stands_in_the_middle():
    one = Features(FEATURES.sentences.iloc[[0]], FEATURES.hits.iloc[[0]], *[pd.DataFrame()] * 2)
    assert positions(one)["position"].tolist() == [pytest.approx(0.5)]
