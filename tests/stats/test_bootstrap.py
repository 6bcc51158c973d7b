"""Bootstrap: limits against the exact distributions that resampling follows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.bootstrap import (
    draw_counts,
    draw_ratios,
    interval,
    limits,
    ratio_limits,
    resampled_by,
    wilson,
)
from framing.study import Bootstrap

MANY = Bootstrap(resamples=40_000)


@pytest.mark.parametrize(("ones", "units"), [(3, 20), (10, 20), (40, 200)])
def test_draws_of_equal_units_follow_the_binomial(ones, units):
    hits = np.array([[1.0]] * ones + [[0.0]] * (units - ones))
    draws = draw_ratios(hits, np.ones(units), "a", MANY)
    low, high = limits(draws, 0.95)
    exact = stats.binom(units, ones / units)
    assert draws.shape == (40_000, 1)
    assert abs(low[0] * units - exact.ppf(0.025)) <= 1
    assert abs(high[0] * units - exact.ppf(0.975)) <= 1
    assert draws.mean() == pytest.approx(ones / units, abs=4 * exact.std() / units / 200)
    assert draws.std() == pytest.approx(exact.std() / units, rel=0.03)


def test_the_interval_of_a_ratio_is_near_the_analytic_one():
    generator = np.random.default_rng(7)
    words = generator.integers(20, 60, 400).astype(float)
    hits = generator.poisson(0.05 * words).astype(float)
    ratio = hits.sum() / words.sum()
    # the linearised variance of a ratio of sums (Cochran 1977, 2.46, the units being all there are)
    half = 1.96 * np.sqrt(((hits - ratio * words) ** 2).sum()) / words.sum()
    low, high = limits(draw_ratios(hits[:, None], words, "a", MANY), 0.95)
    assert low[0] == pytest.approx(ratio - half, rel=0.02)
    assert high[0] == pytest.approx(ratio + half, rel=0.02)


def test_measures_are_drawn_together():
    hits = np.array([[1.0, 2.0], [0.0, 0.0], [3.0, 6.0]])
    draws = draw_ratios(hits, np.array([4.0, 5.0, 6.0]), "a", Bootstrap(resamples=50))
    np.testing.assert_allclose(draws[:, 1], 2 * draws[:, 0])
    assert len(np.unique(draws[:, 0])) > 3


def test_one_unit_gives_its_own_ratio():
    assert set(draw_ratios(np.array([[3.0]]), np.array([4.0]), "a", Bootstrap(10)).ravel()) == {0.75}


def test_resamples_without_a_denominator_are_left_out_of_the_limits():
    draws = draw_ratios(np.array([[1.0], [0.0]]), np.array([2.0, 0.0]), "a", Bootstrap(400))
    assert 60 < np.isnan(draws).sum() < 140
    assert [float(value[0]) for value in limits(draws, 0.95)] == [0.5, 0.5]


def test_draws_depend_on_key_and_seed_only():
    hits, words = np.array([[1.0], [0.0], [2.0]]), np.array([3.0, 4.0, 5.0])
    first = draw_ratios(hits, words, "a", Bootstrap(100))
    np.testing.assert_array_equal(first, draw_ratios(hits, words, "a", Bootstrap(100)))
    assert not np.array_equal(first, draw_ratios(hits, words, "b", Bootstrap(100)))
    assert not np.array_equal(first, draw_ratios(hits, words, "a", Bootstrap(100, seed=1)))


def test_a_dozen_pieces_have_resamples_of_their_own_and_more_share_them():
    dozen = [f"p{number}" for number in range(12)]
    assert list(resampled_by(dozen).values()) == dozen
    assert {*resampled_by([*dozen, "q"]).values()} == {""}


def test_draws_change_nothing_in_what_they_are_given():
    hits, words = np.array([[1.0], [0.0]]), np.array([3.0, 4.0])
    draw_ratios(hits, words, "a", Bootstrap(5))
    assert hits.tolist() == [[1.0], [0.0]]
    assert words.tolist() == [3.0, 4.0]


@given(
    st.lists(st.lists(st.floats(-9, 9), min_size=2, max_size=2), min_size=1, max_size=30),
    st.sampled_from([0.5, 0.9, 0.95, 0.99]),
)
def test_limits_are_percentiles(rows, coverage):
    draws = np.array(rows)
    low, high = limits(draws, coverage)
    tail = (1 - coverage) / 2
    np.testing.assert_allclose(low, np.quantile(draws, tail, axis=0), atol=1e-12)
    np.testing.assert_allclose(high, np.quantile(draws, 1 - tail, axis=0), atol=1e-12)


def test_one_unit_alone_has_no_limits():
    one, two = np.array([[1.0, 2.0]]), np.array([[1.0, 2.0], [3.0, 2.0]])
    assert np.isnan(ratio_limits(one, np.ones(1), "a", MANY)).all()
    assert np.array(ratio_limits(two, np.ones(2), "a", MANY)).tolist() == [[1, 2], [3, 2]]


def test_an_interval_is_one_column_of_limits():
    draws = np.array([4.0, 1.0, 2.0, np.nan, 3.0, 5.0])
    assert interval(draws, 0.5) == (2, 4)
    assert np.isnan(interval(np.full(3, np.nan), 0.5)).all()


def test_resamples_of_different_pieces_are_independent():
    hits, words = np.array([[1.0], [0.0], [2.0], [4.0]]), np.ones(4)
    a, b = (draw_ratios(hits, words, key, MANY).ravel() for key in ("a", "b"))
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.02


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    # by hand with z = 1.959964: (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n)
    [(1, 2, 0.094531, 0.905469), (8, 10, 0.490162, 0.943318), (0, 10, 0, 0.277533), (10, 10, 0.722467, 1)],
)
def test_wilsons_interval_is_that_worked_out_by_hand(n, of, low, high):
    assert wilson(n, of, 0.95) == pytest.approx((low, high), abs=1e-6)


def test_a_share_of_nothing_has_no_interval():
    assert np.isnan(wilson(0, 0, 0.95)).all()


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilsons_interval_holds_the_share_and_mirrors(case):
    n, of = case
    low, high = wilson(n, of, 0.95)
    assert 0 <= low <= n / of <= high <= 1
    assert wilson(of - n, of, 0.95) == pytest.approx((1 - high, 1 - low), abs=1e-12)
    assert wilson(n, of, 0.8)[0] >= low


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_drawn_counts_keep_the_number_of_units_and_empty_cells(counts):
    drawn = draw_counts(counts, "x", Bootstrap(resamples=50))
    assert drawn.shape == (50, len(counts))
    assert (drawn.sum(axis=1) == sum(counts)).all()
    assert (drawn[:, np.array(counts) == 0] == 0).all()


def test_drawing_cells_is_drawing_units():
    drawn = draw_counts([30, 70], "x", Bootstrap(resamples=20_000))[:, 0]
    assert drawn.mean() == pytest.approx(30, abs=0.15)
    assert drawn.var() == pytest.approx(100 * 0.3 * 0.7, rel=0.05)
