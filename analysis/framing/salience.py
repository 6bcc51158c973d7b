"""Salience of frame vocabulary: hits per 1,000 words, with intervals, and which pieces they set apart."""

from itertools import combinations

import numpy as np
import pandas as pd

from framing.annotate import Features
from framing.bootstrap import Bootstrap, Floats, draw_ratios, limits, poisson_upper
from framing.corpus import Definitions

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
        by_paragraph = _draws(hits, words, sentences["paragraph"].to_numpy(), str(doc_id), bootstrap)
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
    rates = salience(features, definitions, 1, bootstrap).set_index(["frame", "doc_id"])
    draws = {}
    for doc_id, sentences in features.sentences.groupby("doc_id", sort=False):
        hits = _hits_by_sentence(features, sentences, keys, 1)
        words, paragraphs = sentences["n_words"].to_numpy(float), sentences["paragraph"].to_numpy()
        draws[str(doc_id)] = _draws(hits, words, paragraphs, str(doc_id), bootstrap) * PER
    rows = []
    for column, frame in enumerate(keys["frame"]):
        for a, b in combinations(draws, 2):
            one, two = rates.loc[(frame, a)], rates.loc[(frame, b)]
            if one["hits"] and two["hits"]:
                low, high = limits((draws[a] - draws[b])[:, [column]], bootstrap.coverage)
                low, high = low[0], high[0]
            else:
                low, high = one["low"] - two["high"], one["high"] - two["low"]
            rows.append((frame, a, b, one["rate"] - two["rate"], low, high, bool(low > 0 or high < 0)))
    columns = ["frame", "doc_id_a", "doc_id_b", "difference", "low", "high", "distinguishable"]
    return pd.DataFrame(rows, columns=columns)


def _keys(definitions: Definitions, level: int) -> pd.DataFrame:
    table = definitions.frames if level == 1 else definitions.subframes
    return table[_COLUMNS[level]].reset_index(drop=True)


def _hits_by_sentence(
    features: Features, sentences: pd.DataFrame, keys: pd.DataFrame, level: int
) -> Floats:
    names = _COLUMNS[level]
    hits = features.hits[features.hits["doc_id"] == sentences["doc_id"].iloc[0]]
    counted = hits.pivot_table(
        index="sentence", columns=names, values="n" if level == 1 else "n_subframe", aggfunc="sum"
    )
    wanted = keys[names[0]] if level == 1 else pd.MultiIndex.from_frame(keys)
    return counted.reindex(index=sentences["sentence"], columns=wanted).fillna(0).to_numpy(float)


def _draws(hits: Floats, words: Floats, paragraphs: np.ndarray, key: str, bootstrap: Bootstrap) -> Floats:
    member = (paragraphs[None, :] == np.unique(paragraphs)[:, None]).astype(float)
    return draw_ratios(member @ hits, member @ words, key, bootstrap)


def _interval(draws: Floats, hits: Floats, words: float, bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    low, high = limits(draws, bootstrap.coverage)
    return low * PER, np.where(hits > 0, high, poisson_upper(bootstrap.coverage) / words) * PER
