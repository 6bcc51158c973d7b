"""Distinctive words and similarity, by hand and against scipy and scikit-learn."""

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from framing.stats.keyness import document_term, log_odds, map_pieces, similarity
from framing.study import Bootstrap

COLUMNS = "doc_id token n"


def bags_of(**pieces):
    rows = [
        (doc_id, token, bag.split().count(token))
        for doc_id, bag in pieces.items()
        for token in sorted(set(bag.split()))
    ]
    return pd.DataFrame(rows, columns=COLUMNS.split())


TWO = bags_of(a="tide tide tide quay", b="tide quay quay quay")
THREE = bags_of(
    a="the tide the quay the tide wet", b="the quay the rain the rain rain", c="the tide wet wet snow the the"
)
BAGS = st.lists(
    st.lists(
        st.sampled_from(["tide", "quay", "rain", "snow", "wet", "the", "a", "of"]), min_size=8, max_size=60
    ).map(" ".join),
    min_size=2,
    max_size=4,
).map(lambda bags: bags_of(**{f"d{i}": bag for i, bag in enumerate(bags)}))
BAGS = BAGS.filter(lambda bags: len(set(bags["token"])) > 1)


def test_log_odds_by_hand(same):
    # the prior of 8 words gives 4 to each of the two; tide has odds of 7 / 5 in a and of 5 / 7 in b
    delta, deviation = 2 * log(7 / 5), sqrt(1 / 7 + 1 / 5)
    half = 1.959963984540054 * deviation
    g2 = 2 * (3 * log(3 / 2) + 1 * log(1 / 2)) * 2
    more = (3, 1, delta, delta - half, delta + half, delta / deviation, g2)
    less = (1, 3, -delta, -delta - half, -delta + half, -delta / deviation, -g2)
    same(
        log_odds(TWO, prior=8),
        "doc_id token n n_rest log_odds low high z g2",
        [("a", "tide", *more), ("a", "quay", *less), ("b", "quay", *more), ("b", "tide", *less)],
    )


@settings(max_examples=40)
@given(BAGS)
def test_g2_is_that_of_scipy(bags):
    counts = document_term(bags)
    for row in log_odds(bags).itertuples():
        rest = counts.drop(index=row.doc_id).to_numpy().sum()
        size = counts.loc[row.doc_id].sum()
        if row.n + row.n_rest == size + rest:
            assert row.g2 == 0
            continue
        table = [[row.n, row.n_rest], [size - row.n, rest - row.n_rest]]
        expected = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert abs(row.g2) == pytest.approx(expected, abs=1e-9)
        if expected > 1e-9:
            assert np.sign(row.g2) == np.sign(row.n / size - row.n_rest / rest)


@settings(max_examples=40)
@given(BAGS, st.sampled_from([10, 500]))
def test_log_odds_are_those_of_monroe_colaresi_and_quinn(bags, prior):
    counts = document_term(bags)
    total = counts.to_numpy().sum()
    for row in log_odds(bags, prior, 0.9).itertuples():
        alpha = prior * (row.n + row.n_rest) / total
        size, rest = counts.loc[row.doc_id].sum(), counts.drop(index=row.doc_id).to_numpy().sum()
        # equation 16, and 20 for the variance of each logarithm
        odds = [(y + alpha) / (n + prior - y - alpha) for y, n in ((row.n, size), (row.n_rest, rest))]
        deviation = sqrt(1 / (row.n + alpha) + 1 / (row.n_rest + alpha))
        assert row.log_odds == pytest.approx(log(odds[0] / odds[1]))
        assert row.z == pytest.approx(row.log_odds / deviation, abs=1e-9)
        assert row.high - row.low == pytest.approx(2 * stats.norm.ppf(0.95) * deviation)
        assert row.high + row.low == pytest.approx(2 * row.log_odds, abs=1e-9)


@settings(max_examples=40)
@given(BAGS)
def test_rows_are_the_words_a_piece_holds_sorted_by_z(bags):
    table = log_odds(bags)
    assert table["doc_id"].drop_duplicates().tolist() == bags["doc_id"].drop_duplicates().tolist()
    for doc_id, piece in table.groupby("doc_id"):
        bag = bags[bags["doc_id"] == doc_id]
        assert dict(zip(piece["token"], piece["n"], strict=True)) == dict(
            zip(bag["token"], bag["n"], strict=True)
        )
        keys = list(zip(-piece["z"], piece["token"], strict=True))
        assert keys == sorted(keys)


def test_document_term(same):
    counts = document_term(THREE[THREE["token"].isin(["tide", "rain"])])
    same(counts.rename_axis(columns=None), "rain tide", [(0, 2), (3, 0), (0, 1)])
    assert document_term(TWO[::-1]).index.tolist() == ["b", "a"]


def test_cosines_are_those_of_scikit_learn():
    lists = [np.repeat(bag["token"].to_numpy(), bag["n"]).tolist() for _, bag in THREE.groupby("doc_id")]
    vectors = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(lists)
    expected = cosine_similarity(vectors)[np.triu_indices(3, 1)]
    table = similarity(THREE, Bootstrap(resamples=20))
    assert table["cosine"].tolist() == pytest.approx(expected.tolist())
    assert list(zip(table["doc_id_a"], table["doc_id_b"], strict=True)) == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    ]
    assert ((table["low"] <= table["cosine"]) & (table["cosine"] <= table["high"])).all()


def test_cosines_of_the_same_and_of_other_words():
    table = similarity(
        bags_of(a="tide quay quay", b="tide quay quay", c="rain snow"), Bootstrap(resamples=200)
    )
    assert table["cosine"].tolist() == pytest.approx([1, 0, 0])
    assert table.loc[0, "low"] < 1
    assert table.loc[0, "high"] == pytest.approx(1)
    assert table.loc[1:, ["low", "high"]].to_numpy().tolist() == [[0, 0], [0, 0]]


def test_longer_pieces_have_narrower_intervals():
    short = similarity(THREE, Bootstrap(resamples=400))
    long = similarity(THREE.assign(n=THREE["n"] * 100), Bootstrap(resamples=400))
    assert (short["high"] - short["low"] > 3 * (long["high"] - long["low"])).all()


def test_similarity_depends_on_its_seed_only():
    first = similarity(THREE, Bootstrap(resamples=50))
    pd.testing.assert_frame_equal(first, similarity(THREE, Bootstrap(resamples=50)))
    assert not first["low"].equals(similarity(THREE, Bootstrap(resamples=50, seed=1))["low"])


def pairs_of(**distances):
    return pd.DataFrame(
        [(*pair, 1 - d) for pair, d in distances.items()], columns=["doc_id_a", "doc_id_b", "cosine"]
    )


def test_a_triangle_lies_on_the_plane_as_it_is():
    table = map_pieces(pairs_of(ab=0.3, ac=0.4, bc=0.5)).set_index("doc_id")
    assert table.index.tolist() == ["a", "b", "c"]
    for pair, distance in (("ab", 0.3), ("ac", 0.4), ("bc", 0.5)):
        first, second = (table.loc[name, ["x", "y"]].to_numpy() for name in pair)
        assert np.hypot(*(first - second)) == pytest.approx(distance)
    assert table["fit"].tolist() == pytest.approx([1, 1, 1])
    for axis in ("x", "y"):
        assert table[axis].sum() == pytest.approx(0, abs=1e-12)
        assert table[axis].max() == table[axis].abs().max()
    assert table["x"].var() > table["y"].var()


def test_distances_that_no_space_holds_are_placed_as_far_as_they_go():
    # a and b lie 1 apart, c 0.1 from both: halfway along the line, and no second axis
    table = map_pieces(pairs_of(ab=1.0, ac=0.1, bc=0.1))
    assert table["x"].abs().tolist() == pytest.approx([0.5, 0.5, 0])
    assert table["y"].tolist() == [0, 0, 0]
    assert table["fit"].tolist() == [1, 1, 1]


def test_two_pieces_lie_on_a_line_and_pairs_may_come_in_any_order():
    assert map_pieces(pairs_of(ab=0.6))["x"].abs().tolist() == pytest.approx([0.3, 0.3])
    assert map_pieces(pairs_of(ab=0.6))["y"].abs().max() < 1e-7
    some, other = pairs_of(ab=0.3, ac=0.4, bc=0.5), pairs_of(bc=0.5, ca=0.4, ab=0.3)
    first, second = (map_pieces(pairs).set_index("doc_id").loc[list("abc")] for pairs in (some, other))
    pd.testing.assert_frame_equal(first, second)


def test_what_the_plane_cannot_hold_lowers_the_fit():
    table = map_pieces(pairs_of(ab=0.5, ac=0.5, ad=0.5, bc=0.5, bd=0.5, cd=0.5))
    assert table["fit"].tolist() == pytest.approx([2 / 3] * 4)


def test_pieces_that_are_alike_lie_on_one_point():
    table = map_pieces(pairs_of(ab=0.0, ac=0.0, bc=0.0))
    assert table[["x", "y"]].abs().to_numpy().max() == 0
    assert table["fit"].tolist() == [1, 1, 1]
