"""Intervals of rates and means from the units of a piece; `coverage` measures what each kind covers."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from framing.stats.bootstrap import Floats, draw_ratios, limits
from framing.study import Bootstrap


class Units(NamedTuple):
    """The units of a piece: hits (a row per unit, a column per measure), words (a value per unit).

    `dispersion`, one per measure, is that of `pooled_dispersion`; `key`, mostly a doc_id, fixes resamples.
    """

    hits: Floats
    words: Floats
    dispersion: Floats
    key: str


Limits = Callable[[Units, Bootstrap], tuple[Floats, Floats]]


def rate_limits(units: Units, bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    """Return the lower and upper limits of rates, hits per word, by the kind that `bootstrap.interval` names.

    One of each per measure. Kinds:
    "gamma mid-P" and "gamma": the hits as a Poisson count whose variance is `dispersion` times its mean;
    exact limits (Garwood 1936) of the count divided by the dispersion, and those that count half of the
    observed value's probability (Lancaster 1961; Cohen & Yang 1994).
    "log t": the logarithm of the rate with the standard error over units.
    "BCa" and "percentile": bootstrap over units (Efron 1987). These three have no width where there is no
    hit, or one unit alone; "gamma" stands in.

    >>> units = Units(hits=np.array([[0.0]]), words=np.array([100.0]), dispersion=np.array([1.0]), key="a")
    >>> low, high = rate_limits(units, Bootstrap())
    >>> (low * 1000).round(2).tolist(), (high * 1000).round(2).tolist()
    ([0.0], [29.96])
    """
    low, high = _KINDS[bootstrap.interval](units, bootstrap)
    missing = (units.hits.sum(axis=0) == 0) | np.isnan(low) | np.isnan(high) | (len(units.words) < 2)
    if bootstrap.interval in _WITHOUT_SPREAD and missing.any():
        exact = _KINDS["gamma"](units, bootstrap)
        low, high = np.where(missing, exact[0], low), np.where(missing, exact[1], high)
    return low, high


def piece_limits(
    pieces: Mapping[str, tuple[Floats, Floats]], dispersion: Floats, bootstrap: Bootstrap
) -> dict[str, tuple[Floats, Floats]]:
    """Return by doc_id what `rate_limits` gives for every piece, each its hits and the words of its units."""
    if bootstrap.interval in _WITHOUT_SPREAD:
        return {
            doc_id: rate_limits(Units(hits, words, dispersion, doc_id), bootstrap)
            for doc_id, (hits, words) in pieces.items()
        }
    # these take totals alone, so those of all pieces at once
    totals = np.stack([hits.sum(axis=0) for hits, _ in pieces.values()])
    words = np.array([[own.sum()] for _, own in pieces.values()])
    low, high = _OF_TOTALS[bootstrap.interval](totals, words, dispersion, bootstrap)
    return dict(zip(pieces, zip(low, high, strict=True), strict=True))


def pooled_dispersion(pieces: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Return the variance of hits per unit, in multiples of the Poisson variance, pooled over pieces.

    Each piece is its hits (a row per unit, a column per measure) and the words of its units. Pearson's
    statistic round the rate of each piece that has hits, by its degrees of freedom, and 1 at the least
    (McCullagh & Nelder 1989, section 6.2).

    >>> hits, words = np.array([[4.0], [0.0], [0.0], [0.0]]), np.full(4, 50.0)
    >>> pooled_dispersion([(hits, words)]).tolist()
    [4.0]
    """
    above = freedom = np.zeros(pieces[0][0].shape[1])
    for hits, words in pieces:
        total = hits.sum(axis=0)
        expected = words[:, None] / words.sum() * total
        squares = np.divide((hits - expected) ** 2, expected, out=np.zeros_like(expected), where=expected > 0)
        above = above + squares.sum(axis=0)
        freedom = freedom + np.where(total > 0, len(words) - 1, 0)
    ratio = np.divide(above, freedom, out=np.ones_like(above), where=freedom > 0)
    least_one: Floats = np.maximum(ratio, 1)
    return least_one


def contrast_limits(weights: Floats, rates: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return the limits of a weighted sum of rates from the limits of each; the sum is over the first axis.

    The distances to the limits are added as squares, taking the rates as independent, so that the lopsided
    intervals of low counts stay lopsided (Zou & Donner 2008).

    >>> one, limits = np.array([1.0, -1.0]), (np.array([4.0, 2.0]), np.array([9.0, 6.0]))
    >>> [round(float(limit), 2) for limit in contrast_limits(one, np.array([5.0, 2.0]), *limits)]
    [-1.12, 7.0]
    """
    estimate = (weights * rates).sum(axis=0)
    below = np.where(weights > 0, rates - low, rates - high) * weights
    above = np.where(weights > 0, high - rates, low - rates) * weights
    return estimate - np.sqrt((below**2).sum(axis=0)), estimate + np.sqrt((above**2).sum(axis=0))


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


def t_limits(estimate: Floats, error: Floats, units: int | Floats, coverage: float) -> tuple[Floats, Floats]:
    """Return estimate -/+ error times the quantile of Student's t with one degree of freedom less than units.

    >>> low, high = t_limits(np.array([2.0]), np.array([1.0]), 2, 0.95)
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([-10.706], [14.706])
    """
    # scipy loads in a second, and most commands do without it
    from scipy.special import stdtrit

    reach = error * stdtrit(np.maximum(units - 1, 1), (1 + coverage) / 2)
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


def _gamma(totals: Floats, words: Floats, dispersion: Floats, bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    # scipy loads in a second, and most commands do without it
    from scipy.special import gammaincinv

    count, tail = totals / dispersion, (1 - bootstrap.coverage) / 2
    low = np.where(count > 0, gammaincinv(np.maximum(count, 1e-9), tail), 0)
    scale = dispersion / words
    return low * scale, gammaincinv(count + 1, 1 - tail) * scale


def _gamma_mid_p(
    totals: Floats, words: Floats, dispersion: Floats, bootstrap: Bootstrap
) -> tuple[Floats, Floats]:
    from scipy.special import gammainc, gammaincinv

    count, tail = totals / dispersion, (1 - bootstrap.coverage) / 2
    found = []
    for share in (tail, 1 - tail):
        # halving between limits that enclose the one sought
        below, above = np.zeros_like(count), gammaincinv(count + 1, 1 - tail)
        for _ in range(60):
            middle = (below + above) / 2
            rises = gammainc(count, middle) + gammainc(count + 1, middle) < 2 * share
            below, above = np.where(rises, middle, below), np.where(rises, above, middle)
        found.append((below + above) / 2)
    scale = dispersion / words
    return np.where(count > 0, found[0], 0) * scale, found[1] * scale


def _of_units(of_totals: "_OfTotals") -> Limits:
    return lambda units, bootstrap: of_totals(
        units.hits.sum(axis=0), units.words.sum(), units.dispersion, bootstrap
    )


def _log_t(units: Units, bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    hits, words = units.hits, units.words
    rates = hits.sum(axis=0) / words.sum()
    found = rates > 0
    error = np.divide(cluster_error(hits, words), rates, out=np.full_like(rates, np.nan), where=found)
    logs = np.log(rates, out=np.full_like(rates, np.nan), where=found)
    low, high = t_limits(logs, error, len(words), bootstrap.coverage)
    return np.exp(low), np.exp(high)


def _percentile(units: Units, bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    return limits(draw_ratios(units.hits, units.words, units.key, bootstrap), bootstrap.coverage)


def _bca(units: Units, bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    from scipy.special import ndtr, ndtri

    hits, words = units.hits, units.words
    total, n_words = hits.sum(axis=0), words.sum()
    if len(words) < 2:
        return np.full_like(total, np.nan), np.full_like(total, np.nan)
    draws = np.sort(draw_ratios(hits, words, units.key, bootstrap), axis=0)
    below = ((draws < total / n_words).mean(axis=0) + (draws <= total / n_words).mean(axis=0)) / 2
    left_out = (total - hits) / (n_words - words)[:, None]
    apart = left_out.mean(axis=0) - left_out
    squares = (apart**2).sum(axis=0) ** 1.5
    bend = np.divide((apart**3).sum(axis=0), 6 * squares, out=np.zeros_like(squares), where=squares > 0)
    bias, found = ndtri(below), []
    for share in ((1 - bootstrap.coverage) / 2, (1 + bootstrap.coverage) / 2):
        reach = bias + ndtri(share)
        # where all draws lie on one side of the rate the bias is infinite, and there is no place
        with np.errstate(invalid="ignore"):
            place = ndtr(bias + reach / (1 - bend * reach)) * (len(draws) - 1)
        lower = np.floor(np.nan_to_num(place)).astype(int).clip(0, len(draws) - 2)
        columns, part = np.arange(draws.shape[1]), np.where(np.isfinite(place), place - lower, np.nan)
        found.append(draws[lower, columns] * (1 - part) + draws[lower + 1, columns] * part)
    return found[0], found[1]


_OfTotals = Callable[[Floats, Floats, Floats, Bootstrap], tuple[Floats, Floats]]
_WITHOUT_SPREAD = ("log t", "BCa", "percentile")
_OF_TOTALS: Mapping[str, _OfTotals] = {"gamma mid-P": _gamma_mid_p, "gamma": _gamma}
_KINDS: Mapping[str, Limits] = {
    **{kind: _of_units(of_totals) for kind, of_totals in _OF_TOTALS.items()},
    **dict(zip(_WITHOUT_SPREAD, (_log_t, _bca, _percentile), strict=True)),
}
