"""Random dictionaries: what rates and differences words give that have nothing to do with a frame."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.robustness.leave_one_out import words_by_piece
from framing.robustness.top_terms import hits_by_pattern
from framing.stats.bootstrap import Floats, limits
from framing.stats.keyness import document_term
from framing.study import Definitions, Features
from framing.tables.schema import PER

SPREADS: Mapping[str, Callable[[Floats], Floats]] = {
    "range": lambda rates: np.ptp(rates, axis=-1),
    "deviation": lambda rates: rates.std(axis=-1),
}


def random_dictionaries(
    features: Features,
    definitions: Definitions,
    draws: int = 2000,
    coverage: float = 0.95,
    seed: int = 20241117,
    *,
    pool: int = 25,
) -> pd.DataFrame:
    """Rates and spreads of every frame against those of random dictionaries of words from the bags.

    One row per frame x piece (measure "rate", hits per 1,000 words) and per frame x spread between pieces
    (measure "range", highest less lowest rate, and "deviation", standard deviation of the rates; doc_id
    empty) with columns frame, measure, doc_id, patterns, real, median, low, high (the middle of the null),
    percentile (share of the draws below the real value, ties counted half) and beyond (real lies outside low
    to high). A frame without hits has no null: its cells are empty.

    Each pattern with hits is replaced by a random word of the corpus, no word twice in a dictionary. Matched
    are the number of patterns and each pattern's total: the word is one of at least `pool` whose totals are
    nearest to the pattern's, and its counts are scaled to that total. So the null says nothing on how much
    of a frame there is; it asks whether its hits lie in other pieces than words as frequent do. Not matched
    are sense, part of speech, phrases and dispersion: function words lie more evenly than words with a
    topic, so a spread beyond the null may be that of any topic. A frame's own words may be drawn.
    """
    counts = document_term(features.bags)
    n_words = words_by_piece(features)
    real = hits_by_pattern(features, definitions)
    generator = np.random.default_rng(seed)
    measured = [("", "rate", doc_id) for doc_id in n_words.index] + [("", name, "") for name in SPREADS]
    empty = pd.DataFrame(measured, columns=["frame", "measure", "doc_id"])
    tables = []
    for frame in definitions.frames["frame"]:
        own = real[real.index.get_level_values("frame") == frame]
        totals = own.sum(axis=1).to_numpy()
        null = np.full((draws, len(n_words)), np.nan)
        if 0 < len(totals) <= len(counts.columns):
            null = _random_rates(counts.reindex(n_words.index), totals, draws, pool, generator)
        rates, null = (_with_spreads(n / n_words.to_numpy() * PER) for n in (own.sum().to_numpy(), null))
        tables.append(empty.assign(frame=frame, patterns=len(totals), **_against(rates, null, coverage)))
    return pd.concat(tables, ignore_index=True)


def _random_rates(
    counts: pd.DataFrame, totals: np.ndarray, draws: int, pool: int, generator: np.random.Generator
) -> Floats:
    """Return the hits of random dictionaries: a row per draw, a column per piece."""
    matrix = counts.to_numpy(float)
    frequency = matrix.sum(axis=0)
    # the rarest pools first come last: a frequent word has few neighbours, which must not be taken by others
    wanted = np.sort(totals)[::-1]
    pools = {total: _nearest(frequency, total, max(pool, len(totals))) for total in np.unique(totals)}
    taken = np.empty((draws, len(wanted)), dtype=np.int64)
    for column, total in enumerate(wanted):
        open_rows = np.arange(draws)
        while len(open_rows):
            taken[open_rows, column] = generator.choice(pools[total], size=len(open_rows))
            again = (taken[open_rows, :column] == taken[open_rows, column, None]).any(axis=1)
            open_rows = open_rows[again]
    scale = wanted / frequency[taken]
    return np.stack([(piece[taken] * scale).sum(axis=1) for piece in matrix], axis=1)


def _nearest(frequency: Floats, total: int, least: int) -> np.ndarray:
    """Return the words whose frequencies are nearest to a total by ratio: at least so many, ties all in."""
    distance = np.abs(np.log(frequency / total))
    bound = np.sort(distance)[min(least, len(distance)) - 1]
    return np.flatnonzero(distance <= bound + 1e-12)


def _with_spreads(rates: Floats) -> Floats:
    return np.concatenate([rates, np.stack([spread(rates) for spread in SPREADS.values()], axis=-1)], axis=-1)


def _against(real: Floats, null: Floats, coverage: float) -> dict[str, Any]:
    if np.isnan(null).all():
        missing = dict.fromkeys(("median", "low", "high", "percentile"), np.nan)
        return {"real": real, **missing, "beyond": False}
    low, high = limits(null, coverage)
    # sums of scaled counts carry rounding noise, so ties are told within a tolerance
    below, same = null < real - 1e-9, np.abs(null - real) <= 1e-9
    middle = {"median": np.median(null, axis=0), "low": low, "high": high}
    beyond = (real < low - 1e-9) | (real > high + 1e-9)
    return {"real": real, **middle, "percentile": (below + same / 2).mean(axis=0), "beyond": beyond}
