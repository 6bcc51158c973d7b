"""Salience of frame vocabulary: hits per 1,000 words, with intervals, and which pieces they set apart."""

import numpy as np
import pandas as pd

from framing.bootstrap import Floats, compare, draw_ratios, limits, poisson_upper
from framing.study import Bootstrap, Definitions, Features

PER = 1000
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
    for doc_id, sentences in features.sentences.groupby("doc_id", sort=False):
        hits = _hits_by_sentence(features, sentences, keys, level)
        words = sentences["n_words"].to_numpy(float)
        by_paragraph = _paragraph_draws(features, sentences, keys, level, bootstrap)
        by_sentence = draw_ratios(hits, words, str(doc_id), bootstrap)
        n, total = hits.sum(axis=0), words.sum()
        interval = _interval(by_paragraph, n, total, bootstrap)
        wider = _interval(by_sentence, n, total, bootstrap)
        tables.append(
            keys.assign(
                hits=n.astype(int),
                words=int(total),
                rate=n / total * PER,
                low=interval[0],
                high=interval[1],
                low_sentence=wider[0],
                high_sentence=wider[1],
            )
        )
        tables[-1].insert(0, "doc_id", doc_id)
    return pd.concat(tables, ignore_index=True)


def compare_pairs(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Difference in rate between every two pieces, per frame.

    One row per frame x pair of pieces with columns frame, doc_id_a, doc_id_b, difference (rate of a less rate
    of b, per 1,000 words), low, high (bootstrap over paragraphs of both), distinguishable (the interval
    leaves out 0). Where one of the two has no hit, the limits are the widest that their intervals allow.
    The intervals are not corrected for the number of pairs.
    """
    keys = _keys(definitions, 1)
    rates = salience(features, definitions, 1, bootstrap)
    draws = rate_draws(features, definitions, bootstrap)
    tables = []
    for column, frame in enumerate(keys["frame"]):
        rate = rates[rates["frame"] == frame].set_index("doc_id")
        pairs = compare(rate["rate"], {d: drawn[:, column] for d, drawn in draws.items()}, bootstrap.coverage)
        tables.append(_widened(pairs, rate))
        tables[-1].insert(0, "frame", frame)
    return pd.concat(tables, ignore_index=True)


def rate_draws(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> dict[str, Floats]:
    """Return the rates of every piece in resamples of its paragraphs, a row each, a column per frame."""
    keys = _keys(definitions, 1)
    return {
        str(doc_id): _paragraph_draws(features, sentences, keys, 1, bootstrap) * PER
        for doc_id, sentences in features.sentences.groupby("doc_id", sort=False)
    }


def _keys(definitions: Definitions, level: int) -> pd.DataFrame:
    table = definitions.frames if level == 1 else definitions.subframes
    return table[_COLUMNS[level]].reset_index(drop=True)


def _hits_by_sentence(features: Features, sentences: pd.DataFrame, keys: pd.DataFrame, level: int) -> Floats:
    names = _COLUMNS[level]
    hits = features.hits[features.hits["doc_id"] == sentences["doc_id"].iloc[0]]
    counted = hits.pivot_table(
        index="sentence", columns=names, values="n" if level == 1 else "n_subframe", aggfunc="sum"
    )
    wanted = keys[names[0]] if level == 1 else pd.MultiIndex.from_frame(keys)
    return counted.reindex(index=sentences["sentence"], columns=wanted).fillna(0).to_numpy(float)


def _paragraph_draws(
    features: Features, sentences: pd.DataFrame, keys: pd.DataFrame, level: int, bootstrap: Bootstrap
) -> Floats:
    hits = _hits_by_sentence(features, sentences, keys, level)
    words = sentences["n_words"].to_numpy(float)
    paragraphs = sentences["paragraph"].to_numpy()
    member = (paragraphs[None, :] == np.unique(paragraphs)[:, None]).astype(float)
    return draw_ratios(member @ hits, member @ words, str(sentences["doc_id"].iloc[0]), bootstrap)


def _widened(pairs: pd.DataFrame, rate: pd.DataFrame) -> pd.DataFrame:
    a, b = rate.loc[pairs["doc_id_a"]].reset_index(), rate.loc[pairs["doc_id_b"]].reset_index()
    none = (a["hits"] == 0) | (b["hits"] == 0)
    low = pairs["low"].where(~none, a["low"] - b["high"])
    high = pairs["high"].where(~none, a["high"] - b["low"])
    return pairs.assign(low=low, high=high, distinguishable=(low > 0) | (high < 0))


def _interval(draws: Floats, hits: Floats, words: float, bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    low, high = limits(draws, bootstrap.coverage)
    return low * PER, np.where(hits > 0, high, poisson_upper(bootstrap.coverage) / words) * PER
