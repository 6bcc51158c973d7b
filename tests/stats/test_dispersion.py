"""Positions along a piece, by hand."""

import numpy as np
import pandas as pd
import pytest

from framing.stats.dispersion import mean_positions, positions
from framing.study import Bootstrap, Features

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
    pd.DataFrame(),
    pd.DataFrame(),
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
        mean_positions(FEATURES, FRAMES, B),
        "doc_id frame hits position low high",
        [
            ("a", "sky", 0, np.nan, np.nan, np.nan),
            ("a", "sea", 3, 0.8 / 3, 0.1, 0.6),
            ("b", "sky", 4, 2.3 / 4, np.nan, np.nan),
            ("b", "sea", 0, np.nan, np.nan, np.nan),
        ],
    )


def test_positions_do_not_depend_on_other_pieces():
    alone = Features(*(table[table["doc_id"] == "a"] for table in FEATURES[:2]), *[pd.DataFrame()] * 2)
    both = mean_positions(FEATURES, FRAMES, B)
    pd.testing.assert_frame_equal(mean_positions(alone, FRAMES, B), both[both["doc_id"] == "a"])


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
