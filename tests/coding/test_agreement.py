"""Agreement of coders: published examples, tables counted by hand, and cases without an answer."""

import math
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.coding.agreement import (
    CELLS,
    agreement,
    alpha,
    confusion,
    draw_cells,
    interval,
    pair_alpha,
    share,
)
from framing.study import Bootstrap
from framing.tables.schema import TABLES

FEW = Bootstrap(resamples=500)

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", example C: 12 units, 4 observers
NOT = math.nan
FOUR_OBSERVERS = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, NOT, NOT, NOT],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NOT, 3],
        "C": [NOT, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NOT],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NOT],
    }
)
# the same, example B: 12 units, 2 observers, 5 values
BEN, GERRY = "aabbdcccedda", "babbbccceddd"
# the same, example A: 10 units, 2 observers, 2 values
MEG = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
OWEN = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]


def codings(frame="war", doc_ids=None, **values):
    """Return codings of one frame: a list of values per coder, None where a sentence was not coded."""
    rows = [
        (doc_ids[i] if doc_ids else "d", i + 1, coder, frame, value)
        for coder, given_values in values.items()
        for i, value in enumerate(given_values)
        if value is not None
    ]
    return pd.DataFrame(rows, columns=list(TABLES["codings"].columns))


def test_the_published_example_of_four_observers_gives_743():
    # 40 values in 11 units that two or more rated: 9, 13, 10, 5 and 3 of each value, of which 7, 10, 8, 4
    # and 3 meet their like; 9 x 8 + 13 x 12 + 10 x 9 + 5 x 4 + 3 x 2 = 344 pairs are alike by chance
    assert alpha(FOUR_OBSERVERS) == pytest.approx((39 * 32 - 344) / (40 * 39 - 344))
    assert round(alpha(FOUR_OBSERVERS), 3) == 0.743


def test_the_published_example_of_five_values_gives_692():
    # 24 values: 4, 6, 6, 6 and 2 of each; 9 units agree, so 18 values meet their like
    ratings = pd.DataFrame({"Ben": map(ord, BEN), "Gerry": map(ord, GERRY)})
    chance = 4 * 3 + 3 * (6 * 5) + 2 * 1
    assert alpha(ratings) == pytest.approx((23 * 18 - chance) / (24 * 23 - chance))
    assert round(alpha(ratings), 3) == 0.692


def test_the_published_example_of_two_observers_gives_095():
    # 20 values: 14 and 6 of each, of which 10 and 2 meet their like
    by_hand = (19 * 12 - (14 * 13 + 6 * 5)) / (20 * 19 - (14 * 13 + 6 * 5))
    row = agreement(codings(meg=MEG, owen=OWEN), FEW).iloc[0]
    assert row["alpha"] == pytest.approx(by_hand)
    assert pair_alpha([[1, 1, 3, 5]]) == pytest.approx([by_hand])
    assert alpha(pd.DataFrame({"meg": MEG, "owen": OWEN})) == pytest.approx(by_hand)
    assert round(by_hand, 3) == 0.095
    assert row[["sentences", "n_a", "n_b", "agreement"]].tolist() == [10, 2, 4, 0.6]


def test_two_by_two_is_counted_for_every_piece_and_for_all(same):
    table = confusion(codings(doc_ids=list("xxxyyy"), ben=[1, 1, 0, 0, 1, None], amy=[1, 0, 1, 0, 1, 1]))
    same(
        table,
        "frame coder_a coder_b doc_id sentences both only_a only_b neither",
        [
            ("war", "amy", "ben", "all", 5, 2, 1, 1, 1),
            ("war", "amy", "ben", "x", 3, 1, 1, 1, 0),
            ("war", "amy", "ben", "y", 2, 1, 0, 0, 1),
        ],
    )


def test_frames_and_pairs_are_kept_apart():
    both = pd.concat([codings(amy=[1], ben=[1], cay=[0]), codings("peace", amy=[0], ben=[1], cay=[0])])
    table = confusion(both)
    table = table[table["doc_id"] == "all"].set_index(["frame", "coder_a", "coder_b"])
    assert table.index.tolist() == [
        (frame, *pair)
        for frame in ("war", "peace")
        for pair in [("amy", "ben"), ("amy", "cay"), ("ben", "cay")]
    ]
    assert table.loc[("war", "ben", "cay"), CELLS].tolist() == [0, 1, 0, 0]
    assert table.loc[("peace", "amy", "ben"), CELLS].tolist() == [0, 0, 1, 0]
    named = confusion(both, [("ben", "amy")])
    assert named[["coder_a", "coder_b"]].drop_duplicates().to_numpy().tolist() == [["ben", "amy"]]


def test_one_coder_or_none_makes_no_pair():
    assert len(confusion(codings(amy=[1, 0]))) == 0
    assert len(agreement(codings(amy=[1, 0]), FEW)) == 0
    assert list(agreement(codings(), FEW).columns)[:3] == ["frame", "coder_a", "coder_b"]


@pytest.mark.parametrize(
    ("amy", "ben", "note"),
    [
        ([0, 0, 0], [0, 0, 0], "alpha undefined: both coders give every sentence the same value"),
        ([1, 1], [1, 1], "alpha undefined: both coders give every sentence the same value"),
        ([1, None], [None, 1], "no sentence was coded by both"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_where_nothing_varies_alpha_is_not_defined_and_the_note_says_so(amy, ben, note):
    row = agreement(codings(amy=amy, ben=ben), FEW).iloc[0]
    assert row["note"] == note
    assert row[["alpha", "alpha_low", "alpha_high"]].isna().all()
    assert row["undefined"] == 1


def test_full_agreement_has_wilsons_interval_and_a_note():
    row = agreement(codings(amy=[0, 1] * 5, ben=[0, 1] * 5), FEW).iloc[0]
    assert (row["alpha"], row["alpha_low"], row["alpha_high"]) == (1, 1, 1)
    assert (row["agreement"], row["agreement_high"]) == (1, 1)
    assert round(row["agreement_low"], 3) == 0.722
    assert row["note"].startswith("no disagreement was seen")


def test_a_coder_who_never_gives_a_frame_has_an_alpha_at_or_below_0():
    row = agreement(codings(amy=[0] * 20, ben=[1] + [0] * 19), FEW).iloc[0]
    assert row["alpha"] == pytest.approx(0)
    assert row["alpha_high"] <= 0
    # a resample without the one sentence has no alpha: (19/20)^20 of them
    assert row["undefined"] == pytest.approx(0.358, abs=0.07)


def test_intervals_hold_the_estimate_and_narrow_with_sentences():
    few, many = (
        agreement(codings(meg=MEG * n, owen=OWEN * n), Bootstrap(resamples=2000)).iloc[0] for n in (2, 40)
    )
    for row in (few, many):
        assert row["alpha_low"] < row["alpha"] < row["alpha_high"]
        assert row["agreement_low"] < row["agreement"] < row["agreement_high"]
    assert many["alpha_high"] - many["alpha_low"] < 0.4 * (few["alpha_high"] - few["alpha_low"])
    # a share of 400 has a known standard error
    error = math.sqrt(0.6 * 0.4 / 400)
    assert many["agreement_high"] - many["agreement_low"] == pytest.approx(2 * 1.96 * error, rel=0.1)


def test_resamples_keep_the_number_of_sentences_of_each_piece():
    cells = confusion(codings(doc_ids=list("xxxxyyyy"), amy=[1, 1, 1, 1, 0, 0, 0, 0], ben=[1, 0] * 4))
    drawn = draw_cells(cells, FEW)
    assert (drawn[:, 0] + drawn[:, 1] == 4).all()
    assert (drawn[:, 2] + drawn[:, 3] == 4).all()
    assert len(set(map(tuple, drawn.tolist()))) > 5
    assert (draw_cells(cells, FEW) == drawn).all()


def test_shares_of_nothing_are_nothing():
    assert all(map(math.isnan, share(0, 0, np.zeros(3), np.zeros(3), 0.95)))
    assert all(map(math.isnan, interval(np.full(5, math.nan), 0.95)))


VALUES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 1)), min_size=2, max_size=30)


@settings(max_examples=40)
@given(VALUES)
def test_alpha_does_not_depend_on_the_order_of_coders_or_sentences(rows):
    ratings = pd.DataFrame(rows, columns=list("abc"))
    first = alpha(ratings)
    for other in (alpha(ratings[list("cab")]), alpha(ratings.iloc[::-1])):
        assert other == pytest.approx(first, nan_ok=True)
    pair = agreement(codings(amy=ratings["a"], ben=ratings["b"]), Bootstrap(resamples=20)).iloc[0]
    swapped = agreement(codings(amy=ratings["b"], ben=ratings["a"]), Bootstrap(resamples=20)).iloc[0]
    assert pair["alpha"] == pytest.approx(swapped["alpha"], nan_ok=True)


@given(VALUES)
def test_alpha_from_the_table_of_two_by_two_is_that_from_the_ratings(rows):
    ratings = pd.DataFrame([row[:2] for row in rows], columns=list("ab"))
    counts = [int(((ratings["a"] == a) & (ratings["b"] == b)).sum()) for a in (1, 0) for b in (1, 0)]
    assert float(pair_alpha([counts])[0]) == pytest.approx(alpha(ratings), nan_ok=True)


RATINGS = st.integers(1, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([1.0, 2.0, 3.0, 7.5, NOT]), min_size=coders, max_size=coders), max_size=12
    )
)


@given(RATINGS)
@pytest.mark.filterwarnings("error")
def test_alpha_is_what_is_left_of_the_disagreement_expected(rows):
    units = [[value for value in row if not math.isnan(value)] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    # by definition: every ordered pair of values, within units (each value counting once) and of all
    seen = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    every = [value for unit in units for value in unit]
    unlike = sum(a != b for a, b in permutations(every, 2))
    expected = 1 - (seen / len(every)) / (unlike / len(every) / (len(every) - 1)) if unlike else math.nan
    ratings = pd.DataFrame(rows, columns=range(len(rows[0])) if rows else None, dtype=float)
    assert alpha(ratings) == pytest.approx(expected, nan_ok=True)
