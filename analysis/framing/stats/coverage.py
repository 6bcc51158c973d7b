"""What intervals cover and how often tests err, simulated on pieces with a corpus's own paragraph lengths."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.stats.bootstrap import Floats
from framing.stats.intervals import contrast_limits, piece_limits, pooled_dispersion
from framing.stats.multiplicity import holm
from framing.stats.permutation import PAIR, Piece, between_pieces
from framing.study import Bootstrap
from framing.tables.schema import ANY_PAIR, INTERVALS, ONE_PAIR, PER, RATE, TABLES

# hits per piece: few, as of deterrence in the five pieces, and as many as a frame has in two thousand words
HITS = (2, 3, 4, 5, 8, 10, 15)
# rates per 1,000 words of pieces that do not differ
RATES = (4, 8, 12)
# the variance of a paragraph's hits in multiples of its mean: Poisson hits, and as seen in the five pieces
MODELS: Mapping[str, float] = {"Poisson": 1.0, "overdispersed": 1.45}
TEST = "permutation"
_RESAMPLES = 999


def simulate(words: Mapping[str, Floats], bootstrap: Bootstrap, simulations: int = 2000) -> pd.DataFrame:
    """Simulate what every kind of interval covers, and how often equal pieces are told apart.

    `words` holds the words of every unit of every piece. One row per measure x method x model x truth x piece
    with columns measure, method, model ("Poisson", or "overdispersed": gamma-mixed counts whose variance is
    1.45 times the mean), truth, doc_id, simulations, unit, nominal (what the intervals are meant to cover),
    value, below and above. By measure:
    "rate": truth is the hits expected in the piece, value the share of intervals that hold the true rate,
    below and above the shares that lie wholly below and wholly above it.
    "pair": truth is the rate of all pieces per 1,000 words, doc_id the pair, value how often the two are told
    apart, and "any pair" how often any two are (doc_id "all"): by the limits of the difference, or by method
    "permutation" with Holm's adjustment for "any pair"; below and above are empty.
    Raises FramingError where `simulations` is below 1.

    >>> simulate({"a": np.full(9, 50.0)}, Bootstrap(), 50)["measure"].unique().tolist()
    ['rate']
    """
    if simulations < 1:
        raise FramingError(f"coverage: simulations is {simulations}; it must be a whole number from 1")
    generator = np.random.default_rng(bootstrap.seed)
    bootstrap = bootstrap._replace(resamples=min(bootstrap.resamples, _RESAMPLES))
    rows = [*_rates(words, bootstrap, simulations, generator)]
    if len(words) > 1:
        rows += _pairs(words, bootstrap, simulations, generator)
    table = pd.DataFrame(rows)
    table = table.assign(simulations=simulations, unit=bootstrap.unit, nominal=bootstrap.coverage)
    # in the order of the file, so that the pipeline writes the same bytes
    return table[list(TABLES["coverage"].columns)]


def draw_hits(
    expected: Floats, dispersion: float, simulations: int, generator: np.random.Generator
) -> Floats:
    """Draw hits of units, a row per unit and a column per simulation, with variance dispersion x mean.

    >>> draw_hits(np.array([0.0, 0.0]), 1.45, 3, np.random.default_rng(1)).tolist()
    [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    mean = np.repeat(expected[:, None], simulations, axis=1)
    if dispersion > 1:
        mean = generator.gamma(mean / (dispersion - 1), dispersion - 1)
    return generator.poisson(mean).astype(float)


def printed(table: pd.DataFrame) -> str:
    """Return as text what was simulated: coverage over pieces (mean, least), and how often tests err.

    `table` is that of `simulate`.
    """
    rates, errors = table[table["measure"] == RATE], table[table["measure"] != RATE]
    keys = ["method", "model"]
    parts = {
        f"{what} coverage over pieces, by expected hits": rates.pivot_table(
            index=keys, columns="truth", values="value", aggfunc=of, sort=False
        )
        for what, of in (("mean", "mean"), ("least", "min"))
    }
    parts["misses below and above, all of these"] = rates.groupby("method", sort=False)[
        ["below", "above"]
    ].mean()
    if len(errors):
        parts["equal pieces told apart, by rate per 1,000 words"] = errors.pivot_table(
            index=["measure", *keys], columns="truth", values="value", sort=False
        )
    return "\n\n".join(f"{title}\n{part.round(3).to_string()}" for title, part in parts.items())


def _rates(
    words: Mapping[str, Floats], bootstrap: Bootstrap, simulations: int, generator: np.random.Generator
) -> Iterator[dict[str, Any]]:
    for truth, (model, dispersion) in ((hits, model) for hits in HITS for model in MODELS.items()):
        pieces = {
            doc_id: (draw_hits(truth * n / n.sum(), dispersion, simulations, generator), n)
            for doc_id, n in words.items()
        }
        for method, limits in _limits(pieces, bootstrap).items():
            for doc_id, (low, high) in limits.items():
                true = truth / words[doc_id].sum()
                below, above = float((high < true).mean()), float((low > true).mean())
                row = {"measure": RATE, "method": method, "model": model, "truth": truth, "doc_id": doc_id}
                yield row | {"value": 1 - below - above, "below": below, "above": above}


def _pairs(
    words: Mapping[str, Floats], bootstrap: Bootstrap, simulations: int, generator: np.random.Generator
) -> Iterator[dict[str, Any]]:
    pairs = list(combinations(words, 2))
    for truth, (model, dispersion) in ((rate, model) for rate in RATES for model in MODELS.items()):
        pieces = {
            doc_id: (draw_hits(truth * n / PER, dispersion, simulations, generator), n)
            for doc_id, n in words.items()
        }
        rates = {doc_id: hits.sum(axis=0) / n.sum() for doc_id, (hits, n) in pieces.items()}
        apart = {}
        for method, limits in _limits(pieces, bootstrap).items():
            for pair in pairs:
                both, low, high = (
                    np.stack([of[doc_id] for doc_id in pair])
                    for of in (rates, *({d: limits[d][side] for d in pair} for side in (0, 1)))
                )
                low, high = contrast_limits(PAIR[:, None], both, low, high)
                apart[method, pair] = (low > 0) | (high < 0)
        p = np.stack(
            [between_pieces([pieces[d] for d in pair], PAIR, " ".join(pair), bootstrap) for pair in pairs]
        )
        for row, pair in enumerate(pairs):
            apart[TEST, pair] = p[row] < 1 - bootstrap.coverage
        adjusted = np.apply_along_axis(holm, 0, p) < 1 - bootstrap.coverage
        for method in (*INTERVALS, TEST):
            common = {"method": method, "model": model, "truth": truth}
            for pair in pairs:
                yield {
                    "measure": ONE_PAIR,
                    **common,
                    "doc_id": " ".join(pair),
                    "value": apart[method, pair].mean(),
                }
            found = adjusted if method == TEST else np.stack([apart[method, pair] for pair in pairs])
            yield {"measure": ANY_PAIR, **common, "doc_id": "all", "value": found.any(axis=0).mean()}


def _limits(pieces: Mapping[str, Piece], bootstrap: Bootstrap) -> dict[str, dict[str, tuple[Floats, Floats]]]:
    """Return by kind of interval and doc_id the limits of the rates of every simulation."""
    dispersion = pooled_dispersion(list(pieces.values()))
    return {kind: piece_limits(pieces, dispersion, bootstrap._replace(interval=kind)) for kind in INTERVALS}
