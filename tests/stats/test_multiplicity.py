"""Adjusted p-values, held to counts by hand and to the properties that make them right."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from framing.stats.multiplicity import holm, holm_within

SHARES = st.lists(st.floats(0, 1), max_size=12)


def test_values_counted_by_hand():
    # least times 4, next times 3, then 2 and 1, none below the one before it and none above 1
    p = np.array([0.04, 0.01, 0.5, 0.02])
    np.testing.assert_allclose(holm(p), [0.08, 0.04, 0.5, 0.06], atol=1e-12)
    np.testing.assert_allclose(holm(np.array([0.01, 0.011, 0.9])), [0.03, 0.03, 0.9], atol=1e-12)
    np.testing.assert_allclose(holm(np.array([0.6, 0.7])), [1, 1], atol=1e-12)


def test_what_is_missing_stays_missing_and_is_not_counted():
    found = holm(np.array([np.nan, 0.03, np.nan, 0.01]))
    np.testing.assert_allclose(found[[1, 3]], [0.03, 0.02], atol=1e-12)
    assert np.isnan(found[[0, 2]]).all()
    assert len(holm(np.array([]))) == 0


@given(SHARES)
def test_adjusted_values_keep_the_order_and_lie_between_plain_and_bonferroni(shares):
    p = np.array(shares)
    adjusted = holm(p)
    assert (adjusted >= p).all() and (adjusted <= np.minimum(1, p * max(len(p), 1)) + 1e-12).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(adjusted[order]) >= 0).all()


def test_families_are_adjusted_each_for_itself_whatever_their_order():
    table = pd.DataFrame(
        [("b", 0.02), ("a", 0.03), ("b", np.nan), ("a", 0.01), ("c", 0.04), ("b", 0.015)],
        columns=["family", "p"],
        index=[4, 9, 2, 7, 5, 1],
    )
    adjusted = holm_within(table)
    # a: 0.01 and 0.03 of two; b: 0.015 and 0.02 of two, for one is missing; c has one alone
    np.testing.assert_allclose(adjusted, [0.03, 0.03, np.nan, 0.02, 0.04, 0.03], atol=1e-12)
    assert adjusted.index.tolist() == [4, 9, 2, 7, 5, 1]
