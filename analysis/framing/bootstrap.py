"""Percentile bootstrap of ratios over the paragraphs or sentences of a piece, all resamples at once."""

import math
import zlib
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]


class Bootstrap(NamedTuple):
    """How intervals are made: resamples, the share that an interval covers, and the seed."""

    resamples: int = 10_000
    coverage: float = 0.95
    seed: int = 20241117


def draw_ratios(numerators: Floats, denominators: Floats, key: str, bootstrap: Bootstrap) -> Floats:
    """Resample units with replacement and return the ratio of sums in every resample.

    `numerators` has a row per unit and a column per measure, `denominators` a value per unit; the result has
    a row per resample and a column per measure, NaN where a resample's denominator is 0. `key` (mostly a
    doc_id) fixes the resamples, so that they do not depend on which other pieces there are.
    Efron & Tibshirani 1993.
    """
    units = len(denominators)
    generator = np.random.default_rng([bootstrap.seed, zlib.crc32(key.encode())])
    weights = generator.multinomial(units, np.full(units, 1 / units), size=bootstrap.resamples)
    below = weights @ denominators
    return np.divide(
        weights @ numerators,
        below[:, None],
        out=np.full((bootstrap.resamples, numerators.shape[1]), np.nan),
        where=below[:, None] > 0,
    )


def limits(draws: Floats, coverage: float) -> tuple[Floats, Floats]:
    """Return the lower and upper percentile limits of every column of draws.

    >>> low, high = limits(np.arange(101.0)[:, None], 0.9)
    >>> low.round(6).tolist(), high.round(6).tolist()
    ([5.0], [95.0])
    """
    tail = 50 * (1 - coverage)
    low, high = np.nanpercentile(draws, [tail, 100 - tail], axis=0)
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
