"""Co-occurrence: counts by hand, chance against scipy."""

from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.cooccurrence import cooccurrence
from framing.study import Features

FRAMES = pd.DataFrame({"frame": ["sea", "sky", "land"]})
COUNTS = "doc_id frame_a frame_b sentences n_a n_b both"


def features_of(lengths, places):
    """Make features of pieces with so many sentences, and frames in given sentences, n hits each."""
    sentences = [(doc_id, i) for doc_id, length in lengths.items() for i in range(1, length + 1)]
    hits = [(doc_id, i, frame, n) for (doc_id, frame), found in places.items() for i, n in found.items()]
    return Features(
        pd.DataFrame(sentences, columns=["doc_id", "sentence"]),
        pd.DataFrame(hits, columns=["doc_id", "sentence", "frame", "n"]),
        pd.DataFrame(),
        pd.DataFrame(),
    )


def test_counts(same):
    features = features_of(
        {"a": 6, "b": 4},
        {
            ("a", "sea"): {1: 2, 2: 1, 3: 1},
            ("a", "sky"): {2: 1, 3: 4, 6: 1},
            ("b", "sea"): {1: 1, 2: 0},
            ("b", "land"): {1: 1, 2: 1},
        },
    )
    table = cooccurrence(features, FRAMES)
    same(
        table[COUNTS.split()],
        COUNTS,
        [
            ("a", "sea", "sky", 6, 3, 3, 2),
            ("b", "sea", "sky", 4, 1, 0, 0),
            ("all", "sea", "sky", 10, 4, 3, 2),
            ("a", "sea", "land", 6, 3, 0, 0),
            ("b", "sea", "land", 4, 1, 2, 1),
            ("all", "sea", "land", 10, 4, 2, 1),
            ("a", "sky", "land", 6, 3, 0, 0),
            ("b", "sky", "land", 4, 0, 2, 0),
            ("all", "sky", "land", 10, 3, 2, 0),
        ],
    )
    assert table["expected"].tolist() == pytest.approx([1.5, 0, 1.5, 0, 0.5, 0.5, 0, 0, 0])
    assert not table["beyond_chance"].any()


SIZES = st.integers(1, 40).flatmap(
    lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n), st.integers(0, n))
)


def placed(n, n_a, n_b, shift):
    sky = {(shift + i) % n + 1: 1 for i in range(n_b)}
    return {"sea": dict.fromkeys(range(1, n_a + 1), 1), "sky": sky}


@given(SIZES, st.sampled_from([0.8, 0.95, 0.99]))
def test_chance_in_a_piece_is_the_hypergeometric_of_scipy(sizes, coverage):
    n, n_a, n_b, _ = sizes
    places = {("a", frame): found for frame, found in placed(*sizes).items()}
    row = cooccurrence(features_of({"a": n}, places), FRAMES[:2], coverage).loc[0]
    chance, tail = stats.hypergeom(n, n_a, n_b), (1 - coverage) / 2
    assert row["expected"] == pytest.approx(n_a * n_b / n)
    # the limits leave out no more than a tail on either side, and would with one more step
    low, high = row["chance_low"], row["chance_high"]
    assert chance.cdf(low - 1) <= tail + 1e-9
    assert chance.cdf(low) >= tail - 1e-9
    assert chance.sf(high) <= tail + 1e-9
    assert chance.sf(high - 1) >= tail - 1e-9
    assert row["beyond_chance"] == (row["both"] < low or row["both"] > high)
    tails = chance.cdf(row["both"]), chance.sf(row["both"] - 1)
    assert row["p"] == pytest.approx(min(1, 2 * min(tails)))


@given(SIZES, SIZES)
def test_chance_over_pieces_is_the_sum_of_their_distributions(a, b):
    places = {(doc, f): s for doc, sizes in (("a", a), ("b", b)) for f, s in placed(*sizes).items()}
    row = cooccurrence(features_of({"a": a[0], "b": b[0]}, places), FRAMES[:2]).loc[2]
    pmf = np.convolve(*[stats.hypergeom.pmf(np.arange(41), *sizes[:3]) for sizes in (a, b)])
    below = pmf.cumsum()
    low, high = row["chance_low"], row["chance_high"]
    assert row["doc_id"] == "all"
    assert row["expected"] == pytest.approx(pmf @ np.arange(81))
    assert below[low] >= 0.025 - 1e-9
    assert low == 0 or below[low - 1] <= 0.025 + 1e-9
    assert below[high] >= 0.975 - 1e-9
    assert high == 0 or below[high - 1] <= 0.975 + 1e-9
    tails = below[row["both"]], pmf[row["both"] :].sum()
    assert row["p"] == pytest.approx(min(1, 2 * min(tails)))


def test_sums_of_chance_that_meet_a_tail_count_as_met():
    # one sentence of ten has sea and nine have sky: none holds both with a chance of 0.1, one with 0.9
    places = {("a", "sea"): {1: 1}, ("a", "sky"): dict.fromkeys(range(2, 11), 1)}
    row = cooccurrence(features_of({"a": 10}, places), FRAMES[:2], 0.8).loc[0]
    assert (row["expected"], row["both"]) == (pytest.approx(0.9), 0)
    assert (row["chance_low"], row["chance_high"], row["beyond_chance"]) == (1, 1, True)


def test_more_and_less_than_chance():
    half = dict.fromkeys(range(1, 21), 1)
    other = dict.fromkeys(range(21, 41), 1)
    together = cooccurrence(features_of({"a": 40}, {("a", "sea"): half, ("a", "sky"): half}), FRAMES[:2])
    apart = cooccurrence(features_of({"a": 40}, {("a", "sea"): half, ("a", "sky"): other}), FRAMES[:2])
    assert together["both"].tolist() == [20, 20]
    assert apart["both"].tolist() == [0, 0]
    assert together["beyond_chance"].all()
    assert apart["beyond_chance"].all()
    # one choice of 20 of 40 sentences gives all, and one gives none
    assert together["p"].tolist() == pytest.approx([2 / comb(40, 20)] * 2)
    assert apart["p"].tolist() == pytest.approx([2 / comb(40, 20)] * 2)


def test_pieces_rich_in_both_frames_are_no_cooccurrence():
    # in a every sentence has both, in b none has either: within pieces there is nothing but this
    every = dict.fromkeys(range(1, 21), 1)
    features = features_of({"a": 20, "b": 20}, {("a", "sea"): every, ("a", "sky"): every})
    row = cooccurrence(features, FRAMES[:2]).loc[2]
    assert (row["both"], row["expected"], row["chance_low"], row["chance_high"]) == (20, 20, 20, 20)
    assert not row["beyond_chance"] and row["p"] == 1
