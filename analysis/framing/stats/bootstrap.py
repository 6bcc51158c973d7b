"""Percentile bootstrap of ratios over the paragraphs or sentences of a piece, all resamples at once."""

import math
import zlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from framing.study import Bootstrap

Floats = npt.NDArray[np.float64]
MOST_KEPT = 100


def draw_ratios(numerators: Floats, denominators: Floats, key: str, bootstrap: Bootstrap) -> Floats:
    """Resample units with replacement and return the ratio of sums in every resample.

    `numerators` has a row per unit and a column per measure, `denominators` a value per unit; the result has
    a row per resample and a column per measure, NaN where a resample's denominator is 0. `key` (mostly a
    doc_id) fixes the resamples, so that they do not depend on which other pieces there are.
    Efron & Tibshirani 1993.
    """
    units = len(denominators)
    weights = (_kept_weights if units <= MOST_KEPT else _weights)(units, key, bootstrap)
    below = (weights @ denominators)[:, None]
    ratios = np.full((bootstrap.resamples, numerators.shape[1]), np.nan)
    np.divide(weights @ numerators, below, out=ratios, where=below > 0)
    return ratios


def draw_counts(counts: npt.ArrayLike, key: str, bootstrap: Bootstrap) -> npt.NDArray[np.int64]:
    """Resample units that were counted in cells: a row per resample, a column per cell.

    Units of a cell are alike, so drawing cells by their counts is drawing units with replacement. `key` as
    in `draw_ratios`.

    >>> draw_counts([4, 0], "a", Bootstrap(resamples=2)).tolist()
    [[4, 0], [4, 0]]
    """
    cells = np.asarray(counts, dtype=np.int64)
    if not cells.sum():
        return np.zeros((bootstrap.resamples, len(cells)), dtype=np.int64)
    shares = cells / cells.sum()
    return generator_of(key, bootstrap).multinomial(cells.sum(), shares, size=bootstrap.resamples)


def limits(draws: Floats, coverage: float) -> tuple[Floats, Floats]:
    """Return the lower and upper percentile limits of every column of draws.

    >>> low, high = limits(np.arange(101.0)[:, None], 0.9)
    >>> low.round(6).tolist(), high.round(6).tolist()
    ([5.0], [95.0])
    """
    tail = 50 * (1 - coverage)
    # nanpercentile takes the columns one by one
    percentile = np.nanpercentile if np.isnan(draws).any() else np.percentile
    # without columns numpy gives one empty row instead of two
    low, high = percentile(draws, [tail, 100 - tail], axis=0).reshape(2, -1)
    return low, high


def ratio_limits(
    numerators: Floats, denominators: Floats, key: str, bootstrap: Bootstrap
) -> tuple[Floats, Floats]:
    """Return the limits of the ratios of `draw_ratios`; NaN where there are fewer than two units."""
    if len(denominators) < 2:
        none = np.full(numerators.shape[1], np.nan)
        return none, none
    return limits(draw_ratios(numerators, denominators, key, bootstrap), bootstrap.coverage)


def interval(draws: Floats, coverage: float) -> tuple[float, float]:
    """Return the percentile limits of a vector of draws, NaN twice where none is defined."""
    if np.isnan(draws).all():
        return math.nan, math.nan
    (low,), (high,) = limits(draws[:, None], coverage)
    return float(low), float(high)


def wilson(successes: float, trials: float, coverage: float) -> tuple[float, float]:
    """Return the limits of a share by its score interval; NaN where there was no trial (Wilson 1927).

    Where a share is 0 or 1 every resample repeats it; this interval still has a width. Trials need not be a
    whole number: of weighted ones it is how many they are worth.

    >>> [round(limit, 3) for limit in wilson(0, 10, 0.95)]
    [0.0, 0.278]
    """
    if not trials:
        return math.nan, math.nan
    # scipy.stats takes a second to load, and most commands do without it
    from scipy.stats import norm

    share, square = successes / trials, float(norm.ppf((1 + coverage) / 2)) ** 2 / trials
    middle = (share + square / 2) / (1 + square)
    half = math.sqrt(square * share * (1 - share) + square**2 / 4) / (1 + square)
    # at 0 and 1 a limit is the share itself, but for rounding
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def _weights(units: int, key: str, bootstrap: Bootstrap) -> npt.NDArray[np.int64]:
    return generator_of(key, bootstrap).multinomial(
        units, np.full(units, 1 / units), size=bootstrap.resamples
    )


# the measures of a piece share its resamples; 60 paragraphs take 5 MB
_kept_weights = lru_cache(maxsize=16)(_weights)


def generator_of(key: str, bootstrap: Bootstrap, *stream: int) -> np.random.Generator:
    """Return random numbers that seed and key fix; a `stream` keeps those of one use from those of another.

    >>> first, again, other = (generator_of("a", Bootstrap(), *n).random() for n in ((), (), (1,)))
    >>> first == again, first == other
    (True, False)
    """
    return np.random.default_rng([bootstrap.seed, zlib.crc32(key.encode()), *stream])
