"""What could have been seen: the smallest ratio that a study tells apart; the words a comparison needs."""

import math
from bisect import bisect_left
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.stats.bootstrap import Floats, generator_of
from framing.stats.coverage import draw_hits
from framing.stats.permutation import PAIR, between_pieces
from framing.stats.salience import count_units, frame_dispersion
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import PER

# ratios tried, each a tenth to a third above the one before; 40 hits to one is as none to one
RATIOS = (1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 25, 30, 40)
SIMULATIONS = 300
MOST_UNITS = 100
_REARRANGEMENTS = 999
_STREAM = 2
_COLUMNS = [
    "frame",
    "doc_id_high",
    "doc_id_low",
    "ratio",
    "smallest",
    "smallest_corrected",
    "rate",
    "dispersion",
]


class SampleSize(NamedTuple):
    """What each of two texts needs to be told apart: words, and paragraphs of the length asked for."""

    words: int
    paragraphs: int


class Setting(NamedTuple):
    """Two pieces as they are simulated: the words of the units of both, the one with more hits first.

    `rate` is the hits per word of both together, `dispersion` that of their units' hits; `key` fixes draws.
    """

    words_high: Floats
    words_low: Floats
    rate: float
    dispersion: float
    key: str


def sample_size(
    rate_a: float,
    rate_b: float,
    *,
    dispersion: float = 1.0,
    power: float = 0.8,
    coverage: float = 0.95,
    comparisons: int = 1,
    paragraph: float = 45,
) -> SampleSize:
    """Return how many words, and paragraphs of so many words, each of two texts needs to be told apart.

    `rate_a` and `rate_b` are hits per 1,000 words; `dispersion` is the variance of a paragraph's hits in
    multiples of the Poisson variance (1.4 in the five pieces); `power` the probability with which a test at
    level 1 - `coverage` finds the difference; `comparisons` how many are made together (Bonferroni). From
    the normal approximation of the logarithm of the ratio of two counts (Cohen 1988, with the variance of
    quasi-Poisson counts); simulated permutation tests reach the power asked for within 2 points.
    Raises FramingError where a number is impossible or the rates are equal.

    >>> sample_size(17, 6), sample_size(17, 6, dispersion=1.4).words
    (SampleSize(words=1632, paragraphs=37), 2285)
    """
    # scipy loads in a second, and most commands do without it
    from scipy.special import ndtri

    numbers = {"rate_a": rate_a, "rate_b": rate_b, "dispersion": dispersion, "paragraph": paragraph}
    for name, value in {**numbers, "comparisons": comparisons}.items():
        if not (value > 0 and math.isfinite(value)):
            raise FramingError(f"sample size: {name} is {value}; it must be a number above 0")
    for name, value in {"power": power, "coverage": coverage}.items():
        if not 0 < value < 1:
            raise FramingError(f"sample size: {name} is {value}; it must lie between 0 and 1, such as 0.8")
    if rate_a == rate_b:
        raise FramingError(
            f"sample size: both rates are {rate_a}; no number of words tells equal rates apart"
        )
    reach = ndtri(1 - (1 - coverage) / comparisons / 2) + ndtri(power)
    words = reach**2 * dispersion * (1 / rate_a + 1 / rate_b) / math.log(rate_a / rate_b) ** 2 * PER
    return SampleSize(math.ceil(words), math.ceil(words / paragraph))


def smallest_ratios(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap(), power: float = 0.8
) -> pd.DataFrame:
    """Smallest ratio of rates that the study could have told apart, for every two pieces and frame.

    One row per frame x pair of pieces with columns frame, doc_id_high, doc_id_low (the piece with the higher
    and the lower rate; as listed where they are equal), ratio (of their rates, empty where the lower is 0),
    smallest (the ratio from which the permutation test of the two tells them apart with probability `power`,
    at level 1 - coverage, for this comparison alone), smallest_corrected (the same at the level divided by
    the number of pairs; Bonferroni), rate (hits per 1,000 words of the frame in all pieces) and dispersion.
    Simulated: hits are drawn for the paragraphs, or sentences, of both, so that the two together keep the
    frame's rate in all pieces and its dispersion. Empty where no ratio up to 40 is enough. Two of more than
    100 units together are not simulated: there the normal approximation of `sample_size` is near enough.
    """
    counts = count_units(features, definitions, 1, bootstrap.unit)
    spread = frame_dispersion(features, definitions, bootstrap.unit)
    totals = pd.DataFrame({doc_id: hits.sum(axis=0) for doc_id, (hits, _) in counts.items()})
    totals = totals.set_axis(spread.index)
    words = {doc_id: n for doc_id, (_, n) in counts.items()}
    n_words, pairs = pd.Series({doc_id: n.sum() for doc_id, n in words.items()}), list(combinations(words, 2))
    alpha = 1 - bootstrap.coverage
    levels = np.array([alpha, alpha / max(len(pairs), 1)])
    rows = []
    for frame, (a, b) in product(spread.index, pairs):
        rates = totals.loc[frame] / n_words
        high, low = (a, b) if rates[a] >= rates[b] else (b, a)
        rate = totals.loc[frame].sum() / n_words.sum()
        at = Setting(words[high], words[low], rate, spread[frame], f"{high} {low}")
        find = _smallest if len(words[high]) + len(words[low]) <= MOST_UNITS else _by_formula
        smallest = find(at, power, levels, bootstrap) if rate else (math.nan, math.nan)
        row = {"frame": frame, "doc_id_high": high, "doc_id_low": low}
        row |= {"ratio": rates[high] / rates[low] if rates[low] else math.nan}
        row |= dict(zip(("smallest", "smallest_corrected"), smallest, strict=True))
        rows.append(row | {"rate": rate * PER, "dispersion": spread[frame]})
    return pd.DataFrame(rows, columns=_COLUMNS)


def told_apart(at: Setting, ratio: float, levels: Floats, bootstrap: Bootstrap) -> Floats:
    """Return how often, at each level, the permutation test tells two pieces of such a ratio apart."""
    n_high, n_low = at.words_high.sum(), at.words_low.sum()
    low = at.rate * (n_high + n_low) / (ratio * n_high + n_low)
    generator = generator_of(at.key, bootstrap, _STREAM)
    pieces = [
        (draw_hits(rate * words, at.dispersion, SIMULATIONS, generator), words)
        for rate, words in ((ratio * low, at.words_high), (low, at.words_low))
    ]
    # so many that p can come to half of the lowest level
    enough = max(_REARRANGEMENTS, math.ceil(2 / levels.min()))
    few = bootstrap._replace(resamples=min(bootstrap.resamples, enough))
    share: Floats = (between_pieces(pieces, PAIR, at.key, few)[:, None] <= levels).mean(axis=0)
    return share


def _smallest(at: Setting, power: float, levels: Floats, bootstrap: Bootstrap) -> list[float]:
    """Return at each level the first of RATIOS that is told apart with a probability of `power`, or NaN."""

    @cache
    def shares(ratio: float) -> Floats:
        return told_apart(at, ratio, levels, bootstrap)

    def first(level: int) -> float:
        # mostly no ratio is enough at the lower level, which the last one says at once
        if shares(RATIOS[-1])[level] < power:
            return math.nan
        return float(RATIOS[bisect_left(RATIOS, power, key=lambda ratio: float(shares(ratio)[level]))])

    return [first(level) for level in range(len(levels))]


def _by_formula(at: Setting, power: float, levels: Floats, _bootstrap: Bootstrap) -> list[float]:
    """Return what `_smallest` does, from the normal approximation of the logarithm of the ratio."""
    from scipy.special import ndtri

    high, low, found = float(at.words_high.sum()), float(at.words_low.sum()), []
    for level in levels:
        reach = ndtri(1 - level / 2) + ndtri(power)
        enough = (
            ratio
            for ratio in RATIOS
            for rate in [at.rate * (high + low) / (ratio * high + low)]
            if math.log(ratio)
            >= reach * math.sqrt(at.dispersion * (1 / (ratio * rate * high) + 1 / (rate * low)))
        )
        found.append(float(next(enough, math.nan)))
    return found
