"""Weighted sums of independent estimates, against scipy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.intervals import welch

SAMPLES = st.lists(st.floats(-9, 9).map(lambda x: round(x, 3)), min_size=2, max_size=9).filter(
    lambda values: max(values) - min(values) > 0.01
)


def of(samples, weights, coverage=0.95):
    numbers = (
        [np.mean(s) for s in samples],
        [stats.sem(s) for s in samples],
        [len(s) for s in samples],
        weights,
    )
    return welch(*(np.array(column, dtype=float) for column in numbers), coverage=coverage)


@given(SAMPLES, SAMPLES, st.sampled_from([0.5, 0.8, 0.95]))
def test_a_difference_is_that_of_welchs_test(one, other, coverage):
    estimate, low, high, p = of([one, other], [1, -1], coverage)
    reference = stats.ttest_ind(one, other, equal_var=False)
    assert estimate == pytest.approx(np.mean(one) - np.mean(other))
    assert p == pytest.approx(reference.pvalue, abs=1e-9)
    assert (low, high) == pytest.approx(tuple(reference.confidence_interval(coverage)), abs=1e-8)


@given(SAMPLES)
def test_one_estimate_is_students_test(one):
    estimate, low, high, p = of([one], [1])
    reference = stats.ttest_1samp(one, 0)
    assert (estimate, p) == pytest.approx((np.mean(one), reference.pvalue), abs=1e-9)
    assert (low, high) == pytest.approx(tuple(reference.confidence_interval()), abs=1e-8)


def test_a_mean_over_equal_samples_has_their_degrees_of_freedom_together():
    # four samples of three, each with variance 1: (4/9)^2 / (4 (1/9)^2 / 2) = 8 degrees of freedom
    samples = [[0.0, 1.0, 2.0]] * 4
    _, low, high, _ = of(samples, [0.25] * 4)
    assert (high - low) / 2 == pytest.approx(stats.t.ppf(0.975, 8) * math.sqrt(1 / 3 / 4))


def test_what_has_no_error_and_what_has_none_that_is_known():
    two = np.array([3.0, 1.0]), np.array([0.0, 0.0]), np.array([4.0, 4.0])
    assert welch(*two, np.array([1.0, -1.0]), 0.95) == (2, 2, 2, 0)
    estimate, low, high, p = welch(*two, np.array([1.0, -3.0]), 0.95)
    assert (estimate, low, high) == (0, 0, 0) and math.isnan(p)
    unknown = np.array([3.0]), np.array([np.nan]), np.array([1.0]), np.array([1.0])
    estimate, *rest = welch(*unknown, 0.95)
    assert estimate == 3 and all(map(math.isnan, rest))
