"""Percentile bootstrap of ratios over the paragraphs or sentences of a piece, in blocks of resamples."""

import math
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from framing.study import Bootstrap

Floats = npt.NDArray[np.float64]
MOST_KEPT = 100
MOST_CELLS = 2_000_000
# pieces each of which has resamples of its own
MOST_OWN = 12


def draw_ratios(numerators: Floats, denominators: Floats, key: str, bootstrap: Bootstrap) -> Floats:
    """Resample units with replacement and return the ratio of sums in every resample.

    `numerators` has a row per unit and a column per measure, `denominators` a value per unit; the result has
    a row per resample and a column per measure, NaN where a resample's denominator is 0. `key` (mostly a
    doc_id) fixes the resamples, so that they do not depend on which other pieces there are.
    Efron & Tibshirani 1993.
    """
    ratios = []
    for weights in _drawn(len(denominators), key, bootstrap):
        below = (weights @ denominators)[:, None]
        none = np.full((len(weights), numerators.shape[1]), np.nan)
        ratios.append(np.divide(weights @ numerators, below, out=none, where=below > 0))
    return np.concatenate(ratios)


def draw_sums(values: Floats, key: str, bootstrap: Bootstrap) -> Floats:
    """Resample units with replacement and return the sums of every column of `values` in every resample.

    `values` has a row per unit and a column per measure; `key` as in `draw_ratios`, with the same resamples.

    >>> draw_sums(np.array([[3.0, 1.0]]), "a", Bootstrap(resamples=2)).tolist()
    [[3.0, 1.0], [3.0, 1.0]]
    """
    return np.concatenate([weights @ values for weights in _drawn(len(values), key, bootstrap)])


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


def resampled_by(doc_ids: Sequence[str]) -> dict[str, str]:
    """Return by doc_id the key of a piece's resamples: its own, or of more than a dozen pieces one for all.

    Pieces of as many units then share their resamples, which take most of the time of an interval; the limits
    of each piece are as good, and no two pieces are compared by them.

    >>> resampled_by(["a", "b"])
    {'a': 'a', 'b': 'b'}
    """
    return {doc_id: doc_id if len(doc_ids) <= MOST_OWN else "" for doc_id in map(str, doc_ids)}


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


def _drawn(units: int, key: str, bootstrap: Bootstrap) -> Iterator[Floats]:
    kept = units <= MOST_KEPT
    return iter([_kept_weights(units, key, bootstrap)]) if kept else _weights(units, key, bootstrap)


def _weights(units: int, key: str, bootstrap: Bootstrap) -> Iterator[Floats]:
    """Draw resamples block by block: a row per resample, a column per unit."""
    generator, shares = generator_of(key, bootstrap), np.full(units, 1 / units)
    for rows in blocks(bootstrap.resamples, units):
        if units <= MOST_KEPT:
            yield generator.multinomial(units, shares, size=rows).astype(float)
            continue
        # units drawn one by one and counted take an eighth of the time where there are many
        drawn = generator.integers(units, size=(rows, units)) + np.arange(rows)[:, None] * units
        yield np.bincount(drawn.ravel(), minlength=rows * units).reshape(rows, units).astype(float)


@lru_cache(maxsize=16)
def _kept_weights(units: int, key: str, bootstrap: Bootstrap) -> Floats:
    # the measures of a piece share its resamples; 60 paragraphs take 5 MB
    return np.concatenate(list(_weights(units, key, bootstrap)))


def blocks(rows: int, columns: int, cells: int = MOST_CELLS) -> list[int]:
    """Return how many rows are drawn at a time, so that a block has at most so many cells, or one row.

    >>> blocks(10_000, 60), blocks(10, 700_000)
    ([10000], [2, 2, 2, 2, 2])
    """
    most = max(1, cells // max(columns, 1))
    return [min(most, rows - begun) for begun in range(0, rows, most)]


def generator_of(key: str, bootstrap: Bootstrap, *stream: int) -> np.random.Generator:
    """Return random numbers that seed and key fix; a `stream` keeps those of one use from those of another.

    >>> first, again, other = (generator_of("a", Bootstrap(), *n).random() for n in ((), (), (1,)))
    >>> first == again, first == other
    (True, False)
    """
    return np.random.default_rng([bootstrap.seed, zlib.crc32(key.encode()), *stream])
