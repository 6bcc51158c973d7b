"""Intervals of means and rates from the units of a piece; `coverage` measures what they cover."""

import numpy as np

from framing.stats.bootstrap import Floats


def cluster_error(sums: Floats, sizes: Floats) -> Floats:
    """Return the standard error of the ratio of sums over units: residuals by unit, as for a ratio estimate.

    `sums` has a row per unit and a column per measure, `sizes` a value per unit. NaN where there is one unit
    alone. Cochran 1977, section 6.3, with units of any size.

    >>> cluster_error(np.array([[1.0], [3.0]]), np.array([1.0, 1.0])).tolist()
    [1.0]
    """
    units = len(sizes)
    if units < 2:
        return np.full(sums.shape[1], np.nan)
    residuals = sums - sums.sum(axis=0) / sizes.sum() * sizes[:, None]
    error: Floats = np.sqrt((residuals**2).sum(axis=0) * units / (units - 1)) / sizes.sum()
    return error


def t_limits(estimate: Floats, error: Floats, units: int, coverage: float) -> tuple[Floats, Floats]:
    """Return estimate -/+ error times the quantile of Student's t with one degree of freedom less than units.

    >>> low, high = t_limits(np.array([2.0]), np.array([1.0]), 2, 0.95)
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([-10.706], [14.706])
    """
    # scipy loads in a second, and most commands do without it
    from scipy.special import stdtrit

    reach = error * stdtrit(max(units - 1, 1), (1 + coverage) / 2)
    return estimate - reach, estimate + reach
