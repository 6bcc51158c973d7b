"""Sentiment of pieces: the mean over their sentences, as written and with named phrases masked."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from framing.bootstrap import Floats, compare, draw_ratios, limits
from framing.study import Bootstrap

SCALE = 10_000
SCORES = {"as written": "compound", "masked": "compound_masked"}
SCORE_SCALES = dict.fromkeys(SCORES.values(), SCALE)


def mean_sentiment(sentences: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Average VADER compound score of the sentences of every piece.

    One row per piece x score with columns doc_id, score ("as written", "masked"), sentences, mean (-1 to 1),
    low, high (bootstrap over paragraphs), low_sentence, high_sentence (bootstrap over sentences).
    """
    rows = []
    for doc_id, piece in sentences.groupby("doc_id", sort=False):
        values = piece[list(SCORES.values())].to_numpy(float) / SCALE
        wide = limits(mean_draws(piece, SCORE_SCALES, bootstrap), bootstrap.coverage)
        narrow = limits(draw_ratios(values, np.ones(len(piece)), str(doc_id), bootstrap), bootstrap.coverage)
        rows += [
            (
                doc_id,
                score,
                len(piece),
                values[:, i].mean(),
                wide[0][i],
                wide[1][i],
                narrow[0][i],
                narrow[1][i],
            )
            for i, score in enumerate(SCORES)
        ]
    columns = ["doc_id", "score", "sentences", "mean", "low", "high", "low_sentence", "high_sentence"]
    return pd.DataFrame(rows, columns=columns)


def compare_sentiment(sentences: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Difference in mean sentiment between every two pieces, per score.

    One row per score x pair of pieces with columns score, doc_id_a, doc_id_b, difference, low, high
    (bootstrap over the paragraphs of both), distinguishable (the interval leaves out 0). The intervals are
    not corrected for the number of pairs.
    """
    pieces = {str(doc_id): piece for doc_id, piece in sentences.groupby("doc_id", sort=False)}
    draws = {doc_id: mean_draws(piece, SCORE_SCALES, bootstrap) for doc_id, piece in pieces.items()}
    means = mean_sentiment(sentences, bootstrap)
    tables = []
    for column, score in enumerate(SCORES):
        mean = means[means["score"] == score].set_index("doc_id")["mean"]
        drawn = {doc_id: values[:, column] for doc_id, values in draws.items()}
        tables.append(compare(mean, drawn, bootstrap.coverage))
        tables[-1].insert(0, "score", score)
    return pd.concat(tables, ignore_index=True)


def mean_draws(piece: pd.DataFrame, scales: Mapping[str, int], bootstrap: Bootstrap = Bootstrap()) -> Floats:
    """Return means per sentence in resamples of the paragraphs of one piece.

    A row per resample and a column per score; `scales` says by what each column of scores is divided.
    """
    sums = piece.groupby("paragraph")[list(scales)].sum().to_numpy(float) / list(scales.values())
    sizes = piece.groupby("paragraph").size().to_numpy(float)
    return draw_ratios(sums, sizes, str(piece["doc_id"].iloc[0]), bootstrap)
