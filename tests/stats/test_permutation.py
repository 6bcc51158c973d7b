"""Tests by rearrangement: p against every arrangement there is, and against scipy's tests."""

from itertools import combinations, permutations, product
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats import permutation
from framing.stats.permutation import (
    PAIR,
    along_pieces,
    between_frames,
    between_pieces,
    contrast,
)
from framing.study import Bootstrap

MANY = Bootstrap(resamples=20_000)
FEW = Bootstrap(resamples=200)


def piece(hits, words):
    """Return a piece of one measure: the hits and the words of its units."""
    return np.array(hits, dtype=float)[:, None], np.array(words, dtype=float)


def near(share, resamples=MANY.resamples):
    """Return a share as it is found among random rearrangements, within four standard errors."""
    return pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / resamples) + 2 / resamples)


def share_as_far(values, observed):
    return np.mean(np.abs(values) >= abs(observed) - 1e-12)


A, B, C = piece([3, 2, 0, 1], [20, 30, 10, 25]), piece([0, 1, 0], [40, 15, 35]), piece([1, 0], [12, 50])


@pytest.mark.parametrize(("first", "second"), [(A, B), (B, A), (A, C), (B, C)])
def test_two_pieces_against_every_deal_of_their_units(first, second):
    hits, words = (np.concatenate([first[part], second[part]]).ravel() for part in (0, 1))

    def difference(dealt):
        rest = np.setdiff1d(np.arange(len(words)), dealt)
        return hits[dealt].sum() / words[dealt].sum() - hits[rest].sum() / words[rest].sum()

    n = len(first[1])
    values = [difference(np.array(dealt)) for dealt in combinations(range(len(words)), n)]
    exact = share_as_far(values, difference(np.arange(n)))
    assert 0.05 < exact <= 1
    assert between_pieces([first, second], PAIR, "a b", MANY)[0] == near(exact)


def test_groups_of_pieces_against_every_deal_of_their_units():
    weights, pieces = np.array([0.8, -1.0, 0.2]), (A, B, C)
    hits, words = (np.concatenate([of[part] for of in pieces]).ravel() for part in (0, 1))

    def value(*dealt):
        return sum(
            weight * hits[list(units)].sum() / words[list(units)].sum()
            for weight, units in zip(weights, dealt, strict=True)
        )

    every = set(range(9))
    values = [
        value(a, b, every - {*a, *b})
        for a in combinations(range(9), 4)
        for b in combinations(sorted(every - {*a}), 3)
    ]
    assert len(values) == factorial(9) // (factorial(4) * factorial(3) * factorial(2))
    exact = share_as_far(values, value(range(4), range(4, 7), range(7, 9)))
    assert 0.05 < exact < 0.95
    assert between_pieces(pieces, weights, "a b c", MANY)[0] == near(exact)


@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=5),
    st.lists(st.integers(0, 4), min_size=2, max_size=5),
)
def test_with_units_of_as_many_words_p_is_that_of_scipy(a, b):
    def difference(a, b, axis):
        return a.mean(axis=axis) - b.mean(axis=axis)

    exact = stats.permutation_test((a, b), difference, vectorized=True, n_resamples=10_000)
    # two-sided by scipy is twice the smaller tail, here as far from 0 on either side
    expected = share_as_far(exact.null_distribution, exact.statistic)
    pieces = [piece(hits, [40] * len(hits)) for hits in (a, b)]
    resamples = 2000
    found = between_pieces(pieces, PAIR, "a b", Bootstrap(resamples=resamples))
    assert found[0] == near(expected, resamples)


@pytest.mark.parametrize(("plus", "minus"), [(6, 0), (7, 1), (5, 4), (12, 3)])
def test_frames_that_differ_by_one_a_unit_have_the_p_of_the_sign_test(plus, minus):
    differences = np.array([[1.0]] * plus + [[-1.0]] * minus + [[0.0]] * 3)
    exact = stats.binomtest(plus, plus + minus).pvalue
    assert between_frames(differences, "a", MANY)[0] == near(exact)


def test_frames_against_every_swap_within_units():
    differences = np.array([2.0, 0.5, -1.0, 3.0, 0.25])
    values = [signs @ differences for signs in np.array(list(product((-1, 1), repeat=5)))]
    exact = share_as_far(values, differences.sum())
    assert between_frames(differences[:, None], "a", MANY)[0] == near(exact)


@pytest.mark.parametrize(
    "weights", [[0.75, 0.25, 0, 0, 0], [0, 0.2, 0.8, 0, 0], [0.5, -0.5, 0.5, 0, -0.5], [0, 0, 0, 0, 1]]
)
def test_places_against_every_order_of_the_units(weights):
    weights, words = np.array(weights), np.array([10.0, 40, 25, 5, 30])

    def place(order):
        before = dict(zip(order, np.cumsum(words[list(order)]) - words[list(order)], strict=True))
        return sum(weights[unit] * before[unit] for unit in range(5))

    values = np.array([place(order) for order in permutations(range(5))])
    exact = share_as_far(values - values.mean(), place(range(5)) - values.mean())
    assert along_pieces([(weights[:, None], words)], "a", MANY)[0] == near(exact)


def test_measures_are_rearranged_alike_and_tested_each_for_itself():
    hits, words = np.array([[3.0, 0], [2, 1], [0, 0], [1, 1], [0, 2], [1, 5]]), np.array([9.0, 8, 7, 6, 5, 4])
    pieces = [(hits[:3], words[:3]), (hits[3:], words[3:])]
    whole = (
        between_pieces(pieces, PAIR, "a", FEW),
        between_frames(hits - 1, "a", FEW),
        along_pieces([(hits, words)], "a", FEW),
    )
    for column in (0, 1):
        one = hits[:, [column]]
        alone = (
            between_pieces([(one[:3], words[:3]), (one[3:], words[3:])], PAIR, "a", FEW),
            between_frames(one - 1, "a", FEW),
            along_pieces([(one, words)], "a", FEW),
        )
        assert [float(p[0]) for p in alone] == [float(p[column]) for p in whole]


HITS = st.lists(st.integers(0, 9), min_size=1, max_size=8)


@given(HITS, HITS)
def test_p_lies_above_0_and_not_above_1(a, b):
    pieces, both = [piece(a, [9] * len(a)), piece(b, [7] * len(b))], np.array([*a, *b], dtype=float)[:, None]
    found = (
        between_pieces(pieces, PAIR, "a", FEW),
        between_frames(both, "a", FEW),
        along_pieces([(both, np.arange(1.0, len(both) + 1))], "a", FEW),
    )
    for p in found:
        assert 1 / 201 <= p[0] <= 1


def test_what_no_rearrangement_comes_near_to_has_the_least_p():
    high, low = piece([5] * 20, [40] * 20), piece([0] * 20, [40] * 20)
    assert between_pieces([high, low], PAIR, "a", FEW).tolist() == [1 / 201]
    assert between_frames(np.ones((40, 1)), "a", FEW).tolist() == [1 / 201]
    # the one hit of 60 stands first, as it does in one order of 60
    first = np.zeros((60, 1))
    first[0] = 1
    assert along_pieces([(first, np.ones(60))], "a", MANY)[0] == near(2 / 60)


def test_what_does_not_differ_has_a_p_of_1():
    assert between_pieces([A, A], PAIR, "a", FEW).tolist() == [1]
    assert between_pieces([piece([0, 0], [3, 4]), piece([0], [5])], PAIR, "a", FEW).tolist() == [1]
    assert between_frames(np.array([[2.0], [-2.0], [0.0]]), "a", FEW).tolist() == [1]


def test_one_key_and_seed_give_one_p():
    differences, places = A[0] - 1.2, A[0] / 6

    def found(key, bootstrap):
        return [
            float(p[0])
            for p in (
                between_pieces([A, B], PAIR, key, bootstrap),
                between_frames(differences, key, bootstrap),
                along_pieces([(places, A[1])], key, bootstrap),
            )
        ]

    first = found("a", FEW)
    assert found("a", FEW) == first
    others = [found("b", FEW), found("a", FEW._replace(seed=1))]
    for other in others:
        assert all(p != q for p, q in zip(first, other, strict=True))


def test_pieces_of_many_units_are_dealt_as_others_are(monkeypatch):
    generator = np.random.default_rng(2)
    a, b = (piece(generator.poisson(1, n), generator.integers(20, 60, n)) for n in (70, 60))
    kept = between_pieces([a, b], PAIR, "a b", FEW)
    monkeypatch.setattr(permutation, "MOST_KEPT", 129 * FEW.resamples)
    assert between_pieces([a, b], PAIR, "a b", FEW) == kept
    p = between_pieces([a, b], PAIR, "a b", MANY)[0]
    # by the normal approximation of the rearranged difference, the words of units being much alike
    hits = np.concatenate([a[0], b[0]]).ravel()
    spread = np.sqrt(hits.var(ddof=1) * (1 / 70 + 1 / 60))
    difference = a[0].mean() - b[0].mean()
    assert p == pytest.approx(2 * stats.norm.sf(abs(difference) / spread), abs=0.1)


def test_contrasts_of_one_frame_deal_the_units_of_the_pieces_that_are_weighted():
    two = [(np.hstack([hits, hits[::-1]]), words) for hits, words in (A, B, C)]
    weights = np.array([[1.0, 0], [0, 0], [-1, 0]])
    expected = between_pieces([A, C], PAIR, "x", FEW)[0]
    assert contrast(two, weights, "x", FEW) == expected
    groups = np.array([[0, 0.5], [0, -1], [0, 0.5]])
    turned = [(hits[::-1], words) for hits, words in (A, B, C)]
    assert contrast(two, groups, "x", FEW) == between_pieces(turned, groups[:, 1], "x", FEW)[0]


def test_contrasts_of_two_frames_swap_them_within_the_units_of_the_pieces():
    two = [(np.hstack([hits, hits[::-1] + 1]), words) for hits, words in (A, B, C)]
    # rates count alike, so that a hit of a short piece weighs more: A has 85 words and C 62
    for rows in ([0], [0, 2]):
        weights = np.zeros((3, 2))
        weights[rows] = np.array([1.0, -1.0]) / len(rows)
        differences = np.concatenate(
            [(two[i][0][:, 0] - two[i][0][:, 1]) / len(rows) / two[i][1].sum() for i in rows]
        )
        expected = between_frames(differences[:, None], "x", FEW)[0]
        assert contrast(two, weights, "x", FEW) == expected
