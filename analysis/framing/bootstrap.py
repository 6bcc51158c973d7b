"""Percentile bootstrap of ratios over the paragraphs or sentences of a piece, all resamples at once."""

import math
import zlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pandas as pd

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
    below = weights @ denominators
    return np.divide(
        weights @ numerators,
        below[:, None],
        out=np.full((bootstrap.resamples, numerators.shape[1]), np.nan),
        where=below[:, None] > 0,
    )


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
    return _generator(key, bootstrap).multinomial(cells.sum(), shares, size=bootstrap.resamples)


def limits(draws: Floats, coverage: float) -> tuple[Floats, Floats]:
    """Return the lower and upper percentile limits of every column of draws.

    >>> low, high = limits(np.arange(101.0)[:, None], 0.9)
    >>> low.round(6).tolist(), high.round(6).tolist()
    ([5.0], [95.0])
    """
    tail = 50 * (1 - coverage)
    # without columns numpy gives one empty row instead of two
    low, high = np.nanpercentile(draws, [tail, 100 - tail], axis=0).reshape(2, -1)
    return low, high


def compare(estimates: Mapping[str, float], draws: Mapping[str, Floats], coverage: float) -> pd.DataFrame:
    """Difference of an estimate between every two pieces, by their independent resamples.

    `estimates` has a value and `draws` a vector of resampled values per doc_id. One row per pair of pieces
    with columns doc_id_a, doc_id_b, difference (a less b), low, high, distinguishable (the interval leaves
    out 0).
    """
    rows = []
    for a, b in combinations(draws, 2):
        (low,), (high,) = limits((draws[a] - draws[b])[:, None], coverage)
        rows.append((a, b, estimates[a] - estimates[b], low, high, bool(low > 0 or high < 0)))
    columns = ["doc_id_a", "doc_id_b", "difference", "low", "high", "distinguishable"]
    return pd.DataFrame(rows, columns=columns)


def poisson_upper(coverage: float) -> float:
    """Return the exact upper limit of a Poisson count of which none was seen.

    A bootstrap of zeros says 0 to 0; this says how many could have been missed (Garwood 1936).

    >>> round(poisson_upper(0.95), 3)
    3.689
    """
    return -math.log((1 - coverage) / 2)


def wilson(successes: int, trials: int, coverage: float) -> tuple[float, float]:
    """Return the limits of a share by its score interval; NaN where there was no trial (Wilson 1927).

    Where a share is 0 or 1 every resample repeats it; this interval still has a width.

    >>> [round(limit, 3) for limit in wilson(0, 10, 0.95)]
    [0.0, 0.278]
    """
    if not trials:
        return math.nan, math.nan
    z2 = NormalDist().inv_cdf((1 + coverage) / 2) ** 2
    share = successes / trials
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = math.sqrt(z2 * (share * (1 - share) + z2 / (4 * trials)) / trials) / (1 + z2 / trials)
    # rounding may leave the end a hair inside or outside
    return (
        max(0.0, middle - half) if successes else 0.0,
        min(1.0, middle + half) if successes < trials else 1.0,
    )


def _weights(units: int, key: str, bootstrap: Bootstrap) -> npt.NDArray[np.int64]:
    return _generator(key, bootstrap).multinomial(units, np.full(units, 1 / units), size=bootstrap.resamples)


# the measures of a piece share its resamples; 60 paragraphs take 5 MB
_kept_weights = lru_cache(maxsize=16)(_weights)


def _generator(key: str, bootstrap: Bootstrap) -> np.random.Generator:
    return np.random.default_rng([bootstrap.seed, zlib.crc32(key.encode())])
