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


def welch(
    estimates: Floats, errors: Floats, units: Floats, weights: Floats, coverage: float
) -> tuple[float, float, float, float]:
    """Return a weighted sum of independent estimates with the limits of its t interval and its p-value.

    Each estimate has its standard error and the number of units it comes from; the degrees of freedom are
    Welch & Satterthwaite's (Welch 1947), and p is two-sided, of the sum against 0. With one estimate it is
    Student's t. Limits and p are NaN where an error is; without any error the limits are the sum itself.

    >>> both = [np.array(pair) for pair in ([3.0, 1.0], [1.0, 1.0], [11.0, 11.0], [1.0, -1.0])]
    >>> [round(number, 3) for number in welch(*both, coverage=0.95)]
    [2.0, -0.95, 4.95, 0.173]
    """
    # scipy loads in a second, and most commands do without it
    from scipy.special import stdtr, stdtrit

    estimate, variances = float(weights @ estimates), (weights * errors) ** 2
    error = float(np.sqrt(variances.sum()))
    if not error > 0:
        return estimate, estimate - error, estimate + error, 0.0 if error == 0 != estimate else np.nan
    freedom = variances.sum() ** 2 / (variances**2 / (units - 1)).sum()
    reach = error * float(stdtrit(freedom, (1 + coverage) / 2))
    p = 2 * float(stdtr(freedom, -abs(estimate) / error))
    return estimate, estimate - reach, estimate + reach, p
