"""Intervals of rates: limits against scipy's distributions and bootstrap, by hand, and by what must hold."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.intervals import (
    Units,
    cluster_error,
    contrast_limits,
    pooled_dispersion,
    rate_limits,
    t_limits,
)
from framing.study import Bootstrap
from framing.tables.schema import INTERVALS

COUNTS, DISPERSIONS, COVERAGES = (1, 2, 3, 8, 15, 40), (1.0, 1.45, 3.0), (0.8, 0.95)
FEW = Bootstrap(resamples=200)


def limits_of(hits, words, kind, dispersion=1.0, bootstrap=FEW):
    """Return the limits of the hits per word of one measure, whose units have these hits and words."""
    hits, words = np.array(hits, dtype=float)[:, None], np.array(words, dtype=float)
    units = Units(hits, words, np.array([dispersion]), "a")
    low, high = rate_limits(units, bootstrap._replace(interval=kind))
    return float(low[0]), float(high[0])


@pytest.mark.parametrize("coverage", COVERAGES)
@pytest.mark.parametrize("n", COUNTS)
def test_gamma_limits_are_the_exact_ones_of_a_poisson_count(n, coverage):
    low, high = limits_of([n, 0], [30, 20], "gamma", bootstrap=FEW._replace(coverage=coverage))
    tail = (1 - coverage) / 2
    assert 50 * low == pytest.approx(stats.chi2.ppf(tail, 2 * n) / 2)
    assert 50 * high == pytest.approx(stats.chi2.ppf(1 - tail, 2 * n + 2) / 2)
    # as many hits, or more, are as rare at the lower limit as so few are at the upper one (Garwood 1936)
    assert stats.poisson.sf(n - 1, 50 * low) == pytest.approx(tail)
    assert stats.poisson.cdf(n, 50 * high) == pytest.approx(tail)


@pytest.mark.parametrize("coverage", COVERAGES)
@pytest.mark.parametrize("n", COUNTS)
def test_mid_p_limits_count_half_of_the_observed_count(n, coverage):
    low, high = limits_of([n, 0], [30, 20], "gamma mid-P", bootstrap=FEW._replace(coverage=coverage))
    tail = (1 - coverage) / 2
    for mean, share in ((50 * low, tail), (50 * high, 1 - tail)):
        assert stats.poisson.sf(n, mean) + stats.poisson.pmf(n, mean) / 2 == pytest.approx(share)


@pytest.mark.parametrize("dispersion", DISPERSIONS)
@pytest.mark.parametrize("n", COUNTS)
@pytest.mark.parametrize("kind", ["gamma", "gamma mid-P"])
def test_a_dispersion_divides_the_count_and_multiplies_its_limits(kind, n, dispersion):
    plain = np.array(limits_of([n, 0], [30, 20], kind))
    scaled = np.array(limits_of([n * dispersion, 0], [30, 20], kind, dispersion))
    assert scaled == pytest.approx(plain * dispersion)
    low, high = limits_of([n, 0], [30, 20], kind, dispersion)
    assert low <= plain[0] < n / 50 < plain[1] <= high


def test_a_count_of_none_lies_between_0_and_what_may_have_been_missed():
    upper = {kind: limits_of([0, 0], [30, 20], kind)[1] for kind in INTERVALS}
    assert upper["gamma"] * 50 == pytest.approx(stats.chi2.ppf(0.975, 2) / 2)
    # half of exp(-mean) is a fortieth
    assert upper["gamma mid-P"] * 50 == pytest.approx(np.log(20))
    assert {upper[kind] for kind in INTERVALS[2:]} == {upper["gamma"]}


@pytest.mark.parametrize("dispersion", DISPERSIONS)
@pytest.mark.parametrize("units", [1, 2, 30])
@pytest.mark.parametrize("kind", INTERVALS)
def test_without_a_hit_0_is_a_limit_and_within(kind, units, dispersion):
    low, high = limits_of([0] * units, [25] * units, kind, dispersion)
    assert low == 0 and high > 0


@pytest.mark.parametrize("kind", INTERVALS)
def test_one_unit_alone_has_the_limits_of_its_count(kind):
    low, high = limits_of([4], [50], kind)
    stands_in = kind if kind.startswith("gamma") else "gamma"
    assert (low, high) == limits_of([4], [50], stands_in)
    assert low < 4 / 50 < high


def test_log_t_limits_worked_out_by_hand():
    # rate 6 / 60; residuals 1, -2 and 1, so the error is sqrt(6 * 3 / 2) / 60 = 1 / 20 and half of the rate
    low, high = limits_of([2, 1, 3], [10, 30, 20], "log t")
    factor = np.exp(0.5 * stats.t.ppf(0.975, 2))
    assert (low, high) == pytest.approx((0.1 / factor, 0.1 * factor))


@pytest.fixture(scope="module")
def lopsided():
    """Return the hits and the words of 25 units, most of them without a hit."""
    generator = np.random.default_rng(5)
    words = generator.integers(20, 80, 25).astype(float)
    return generator.negative_binomial(0.7, 0.4, 25).astype(float), words


@pytest.mark.parametrize("coverage", COVERAGES)
@pytest.mark.parametrize("kind", ["BCa", "percentile"])
def test_resampled_limits_are_those_of_scipy(lopsided, kind, coverage):
    hits, words = lopsided
    own = limits_of(hits, words, kind, bootstrap=Bootstrap(resamples=40_000, coverage=coverage))
    drawn = stats.bootstrap(
        (hits, words),
        lambda hits, words, axis: hits.sum(axis=axis) / words.sum(axis=axis),
        paired=True,
        confidence_level=coverage,
        n_resamples=40_000,
        method=kind,
        rng=np.random.default_rng(1),
    )
    both = drawn.confidence_interval
    # a quantile of 40,000 draws varies by about a hundredth of their deviation
    assert own == pytest.approx((both.low, both.high), abs=0.06 * drawn.standard_error)


def test_bca_bends_the_limits_of_lopsided_counts_upwards(lopsided):
    bent, plain = (
        limits_of(*lopsided, kind, bootstrap=Bootstrap(resamples=40_000)) for kind in ("BCa", "percentile")
    )
    assert bent[0] > 1.02 * plain[0] and bent[1] > 1.02 * plain[1]


def test_measures_have_limits_of_their_own():
    hits, words = np.array([[1.0, 0], [0, 5], [2, 1]]), np.array([10.0, 20, 20])
    for kind in INTERVALS:
        bootstrap = FEW._replace(interval=kind)
        low, high = rate_limits(Units(hits, words, np.array([1.0, 1.5]), "a"), bootstrap)
        for column, dispersion in enumerate((1.0, 1.5)):
            alone = limits_of(hits[:, column], words, kind, dispersion)
            assert (low[column], high[column]) == pytest.approx(alone)


UNITS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 90)), min_size=1, max_size=12)


@given(UNITS, st.sampled_from(INTERVALS[:3]), st.sampled_from(DISPERSIONS))
def test_limits_enclose_the_rate_grow_with_coverage_and_scale_with_words(units, kind, dispersion):
    hits, words = map(list, zip(*units, strict=True))
    rate = sum(hits) / sum(words)
    wide, narrow = (
        limits_of(hits, words, kind, dispersion, FEW._replace(coverage=coverage)) for coverage in (0.95, 0.5)
    )
    assert wide[0] <= narrow[0] <= rate * (1 + 1e-9)
    assert rate * (1 - 1e-9) <= narrow[1] <= wide[1]
    tenfold = limits_of(hits, [10 * n for n in words], kind, dispersion, FEW)
    assert tenfold == pytest.approx((wide[0] / 10, wide[1] / 10))


@given(UNITS, st.sampled_from(INTERVALS[3:]))
def test_resampled_limits_grow_with_coverage_and_scale_with_words(units, kind):
    hits, words = map(list, zip(*units, strict=True))
    wide, narrow = (limits_of(hits, words, kind, 1.0, FEW._replace(coverage=share)) for share in (0.95, 0.5))
    limits = np.array([wide[0], narrow[0], narrow[1], wide[1]])
    # two ways to the same share differ in the last digit
    assert (np.diff(limits) >= -1e-12 * limits[1:]).all()
    # no resample has a rate beyond those of its units
    ratios = [n / of for n, of in units]
    if any(hits) and len(units) > 1:
        assert min(ratios) * (1 - 1e-9) <= wide[0] and wide[1] <= max(ratios) * (1 + 1e-9)
    tenfold = limits_of(hits, [10 * n for n in words], kind)
    assert tenfold == pytest.approx((wide[0] / 10, wide[1] / 10))


def test_dispersion_counted_by_hand():
    # a: 1 a unit is expected, and 1 + 1 + 0 + 0 the squares over that, by 3 degrees of freedom;
    # b: 3 and 1 are expected of 6 and 2 words, (9 / 3 + 9 / 1) by 1
    a = np.array([[2.0], [0.0], [1.0], [1.0]]), np.full(4, 9.0)
    b = np.array([[0.0], [4.0]]), np.array([6.0, 2.0])
    assert pooled_dispersion([b]).tolist() == [12]
    assert pooled_dispersion([a, b]).tolist() == [pytest.approx(14 / 4)]


def test_dispersion_is_1_at_the_least():
    even = np.ones((4, 1)), np.full(4, 9.0)
    assert pooled_dispersion([even]).tolist() == [1]
    one_unit = np.array([[7.0]]), np.array([9.0])
    assert pooled_dispersion([one_unit]).tolist() == [1]


def test_pieces_without_hits_give_the_dispersion_no_degrees_of_freedom():
    b = np.array([[0.0, 0.0], [4.0, 0.0]]), np.array([6.0, 2.0])
    empty = np.zeros((50, 2)), np.full(50, 9.0)
    assert pooled_dispersion([b, empty]).tolist() == [12, 1]


@pytest.mark.parametrize("dispersion", [1.0, 1.45, 2.5])
def test_the_dispersion_of_drawn_counts_is_found_again(dispersion):
    generator, words = np.random.default_rng(3), np.full(4000, 45.0)
    # r and p of a mean of 0.8 a unit with variance dispersion x mean
    hits = (
        generator.poisson(0.8, 4000)
        if dispersion == 1
        else generator.negative_binomial(0.8 / (dispersion - 1), 1 / dispersion, 4000)
    )
    found = pooled_dispersion([(hits[:, None].astype(float), words)])
    assert found[0] == pytest.approx(dispersion, rel=0.08)


def test_contrast_limits_counted_by_hand():
    # rates 10, 4 and 6 with limits 3 below and 4 above, 1 and 2, 2 and 6; weights 1, -1/2, -1/2
    weights, rates = np.array([1, -0.5, -0.5]), np.array([10.0, 4.0, 6.0])
    low, high = contrast_limits(weights, rates, np.array([7.0, 3.0, 4.0]), np.array([14.0, 6.0, 12.0]))
    assert float(low) == pytest.approx(5 - np.sqrt(3**2 + 1**2 + 3**2))
    assert float(high) == pytest.approx(5 + np.sqrt(4**2 + 0.5**2 + 1**2))


RATES = st.lists(st.tuples(st.floats(-3, 3), *[st.floats(0, 50)] * 3), min_size=1, max_size=5)


@given(RATES)
def test_contrast_limits_change_places_with_the_signs_of_the_weights(rows):
    weights, rates, below, above = np.array(rows).T
    low, high = contrast_limits(weights, rates, rates - below, rates + above)
    mirrored = contrast_limits(-weights, rates, rates - below, rates + above)
    assert mirrored == pytest.approx((-high, -low))
    assert low <= (weights * rates).sum() <= high


def test_one_rate_keeps_its_own_limits_and_a_weight_of_0_changes_nothing():
    rates, low, high = np.array([5.0, 8.0]), np.array([4.0, 1.0]), np.array([9.0, 20.0])
    found = contrast_limits(np.array([1.0, 0.0]), rates, low, high)
    assert [float(limit) for limit in found] == [4, 9]


def test_cluster_error_counted_by_hand():
    # sums 2, 1 and 3 of sizes 1, 3 and 2: a ratio of 1, residuals 1, -2 and 1, 3 of 3 - 1 units, 6 in all;
    # of the other measure every unit has the ratio of all
    sums = np.array([[2.0, 2.0], [1.0, 6.0], [3.0, 4.0]])
    assert cluster_error(sums, np.array([1.0, 3.0, 2.0])).tolist() == pytest.approx([0.5, 0])
    assert np.isnan(cluster_error(sums[:1], np.array([1.0]))).tolist() == [True, True]


@given(st.lists(st.floats(-9, 9), min_size=2, max_size=30))
def test_with_units_of_one_size_the_cluster_error_is_the_standard_error_of_the_mean(values):
    assume(np.ptp(values) > 1e-3)
    error = cluster_error(np.array(values)[:, None], np.ones(len(values)))
    assert error[0] == pytest.approx(stats.sem(values))
    low, high = t_limits(np.array([np.mean(values)]), error, len(values), 0.9)
    whole = stats.ttest_1samp(values, 0).confidence_interval(0.9)
    assert (low[0], high[0]) == pytest.approx((whole.low, whole.high))
