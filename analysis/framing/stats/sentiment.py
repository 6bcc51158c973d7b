"""Sentiment of pieces: the mean over their sentences, as written and with named phrases masked."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from framing.stats.bootstrap import Floats, compare_each, draw_units, limits_by_unit
from framing.study import Bootstrap
from framing.tables.schema import SCALE, SCORES

SCORE_SCALES = dict.fromkeys(SCORES.values(), SCALE)


def mean_sentiment(sentences: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Average VADER compound score of the sentences of every piece.

    One row per piece x score with columns doc_id, score ("as written", "masked"), sentences, mean (-1 to 1),
    low, high (bootstrap over paragraphs), low_sentence, high_sentence (bootstrap over sentences).
    """
    tables = []
    for doc_id, piece in sentences.groupby("doc_id", sort=False):
        values = piece[list(SCORES.values())].to_numpy(float)
        mean = values.mean(axis=0) / SCALE
        row = {"doc_id": doc_id, "score": list(SCORES), "sentences": len(piece), "mean": mean}
        row |= limits_by_unit(piece, values, np.full(len(piece), SCALE), bootstrap)
        tables.append(pd.DataFrame(row))
    return pd.concat(tables, ignore_index=True)


def compare_sentiment(sentences: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Difference in mean sentiment between every two pieces, per score.

    One row per score x pair of pieces with columns score, doc_id_a, doc_id_b, difference, low, high
    (bootstrap over the paragraphs of both), distinguishable (the interval leaves out 0). The intervals are
    not corrected for the number of pairs.
    """
    draws = {
        str(doc_id): mean_draws(piece, SCORE_SCALES, bootstrap)
        for doc_id, piece in sentences.groupby("doc_id", sort=False)
    }
    means = mean_sentiment(sentences, bootstrap).set_index(["score", "doc_id"])["mean"]
    return compare_each(means, draws, bootstrap.coverage)


def mean_draws(piece: pd.DataFrame, scales: Mapping[str, int], bootstrap: Bootstrap = Bootstrap()) -> Floats:
    """Return means per sentence in resamples of the paragraphs of one piece.

    A row per resample and a column per score; `scales` says by what each column of scores is divided.
    """
    sums = draw_units(piece, piece[list(scales)].to_numpy(float), np.ones(len(piece)), bootstrap)
    return sums / list(scales.values())
