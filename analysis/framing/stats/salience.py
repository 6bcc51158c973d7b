"""Salience of frame vocabulary: hits per 1,000 words, with intervals, and which pieces they set apart."""

import pandas as pd

from framing.stats.bootstrap import Floats, compare_each, draw_units, limits_by_unit, poisson_upper
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import PER

_COLUMNS = {1: ["frame"], 2: ["frame", "subframe"]}


def salience(
    features: Features, definitions: Definitions, level: int = 1, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Rate of hits per 1,000 words of every piece and frame (level 1) or subframe (level 2).

    One row per piece x key with columns doc_id, frame, (subframe,) hits, words, rate, low, high (bootstrap
    over paragraphs), low_sentence, high_sentence (bootstrap over sentences), zero rows kept. Where there is
    no hit the upper limits are those of a Poisson count of none.
    """
    keys = _keys(definitions, level)
    tables = []
    for doc_id, piece in features.sentences.groupby("doc_id", sort=False):
        by_sentence, n_words = _counts(features, piece, keys)
        hits, words = by_sentence.sum(axis=0).astype(int), int(n_words.sum())
        interval = limits_by_unit(piece, by_sentence * PER, n_words, bootstrap)
        tables.append(keys.assign(hits=hits, words=words, rate=hits / words * PER, **interval))
        tables[-1].insert(0, "doc_id", doc_id)
    table = pd.concat(tables, ignore_index=True)
    missed = poisson_upper(bootstrap.coverage) / table["words"] * PER
    upper = {name: table[name].where(table["hits"] > 0, missed) for name in ("high", "high_sentence")}
    return table.assign(**upper)


def compare_pairs(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Difference in rate between every two pieces, per frame.

    One row per frame x pair of pieces with columns frame, doc_id_a, doc_id_b, difference (rate of a less rate
    of b, per 1,000 words), low, high (bootstrap over paragraphs of both), distinguishable (the interval
    leaves out 0). Where one of the two has no hit, the limits are the widest that their intervals allow.
    The intervals are not corrected for the number of pairs.
    """
    rates = salience(features, definitions, 1, bootstrap).set_index(["frame", "doc_id"])
    pairs = compare_each(rates["rate"], rate_draws(features, definitions, bootstrap), bootstrap.coverage)
    places = [pd.MultiIndex.from_frame(pairs[["frame", side]]) for side in ("doc_id_a", "doc_id_b")]
    a, b = (rates.loc[place].reset_index() for place in places)
    both = (a["hits"] > 0) & (b["hits"] > 0)
    low = pairs["low"].where(both, a["low"] - b["high"])
    high = pairs["high"].where(both, a["high"] - b["low"])
    return pairs.assign(low=low, high=high, distinguishable=(low > 0) | (high < 0))


def rate_draws(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> dict[str, Floats]:
    """Return the rates of every piece in resamples of its paragraphs, a row each, a column per frame."""
    keys = _keys(definitions, 1)
    return {
        str(doc_id): draw_units(piece, *_counts(features, piece, keys), bootstrap) * PER
        for doc_id, piece in features.sentences.groupby("doc_id", sort=False)
    }


def _keys(definitions: Definitions, level: int) -> pd.DataFrame:
    table = definitions.frames if level == 1 else definitions.subframes
    return table[_COLUMNS[level]].reset_index(drop=True)


def _counts(features: Features, piece: pd.DataFrame, keys: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the hits of a piece, a row per sentence and a column per key, and the words of its sentences."""
    names = list(keys)
    hits = features.hits[features.hits["doc_id"] == piece["doc_id"].iloc[0]]
    n = "n_subframe" if "subframe" in names else "n"
    counted = hits.pivot_table(index="sentence", columns=names, values=n, aggfunc="sum")
    counted = counted.reindex(index=piece["sentence"], columns=keys.set_index(names).index).fillna(0)
    return counted.to_numpy(float), piece["n_words"].to_numpy(float)
