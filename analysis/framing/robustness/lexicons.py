"""Robustness of sentiment: the same sentences by other lexicons, and how far these agree."""

from itertools import combinations

import numpy as np
import pandas as pd

from framing.stats.bootstrap import limits
from framing.stats.sentiment import mean_draws
from framing.study import Bootstrap
from framing.tables.schema import LEXICONS

_SCALES = dict(LEXICONS.values())


def lexicon_means(sentences: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Average score of the sentences of every piece by every lexicon.

    One row per lexicon x piece with columns lexicon, doc_id, sentences, mean, low, high (bootstrap over
    paragraphs), rank (1 the most negative piece by this lexicon) and deviation (standard deviation of the
    scores of all sentences; the same for every piece). Units differ: VADER and TextBlob give -1 to 1 per
    sentence, AFINN a sum of valences of -5 to 5 per word, which grows with the sentence; divided by the
    deviation they can be drawn on one axis.
    """
    deviations = sentences[list(_SCALES)].std(ddof=0).to_numpy() / list(_SCALES.values())
    tables = []
    for doc_id, piece in sentences.groupby("doc_id", sort=False):
        low, high = limits(mean_draws(piece, _SCALES, bootstrap), bootstrap.coverage)
        row = {"lexicon": list(LEXICONS), "doc_id": doc_id, "sentences": len(piece)}
        row |= {"mean": piece[list(_SCALES)].mean().to_numpy() / list(_SCALES.values())}
        tables.append(pd.DataFrame(row | {"low": low, "high": high, "deviation": deviations}))
    table = pd.concat(tables, ignore_index=True)
    table["rank"] = table.groupby("lexicon")["mean"].rank(method="min").astype("int64")
    place = list(LEXICONS).index
    return table.sort_values("lexicon", key=lambda names: names.map(place), kind="stable", ignore_index=True)


def lexicon_agreement(sentences: pd.DataFrame) -> pd.DataFrame:
    """Agreement of every two lexicons, over pieces and over sentences.

    One row per pair of lexicons with columns lexicon_a, lexicon_b, pairs (of pieces), same_order (pairs that
    both order alike by their means), spearman_pieces, spearman_sentences (rank correlation, ties at their
    mean rank; empty where a lexicon gives one value alone).
    """
    scores = sentences[list(_SCALES)].set_axis(list(LEXICONS), axis=1)
    means = scores.groupby(sentences["doc_id"], sort=False).mean()
    by_piece, by_sentence = means.corr("spearman"), scores.corr("spearman")
    first, second = np.triu_indices(len(means), k=1)
    signs = np.sign(means.to_numpy()[first] - means.to_numpy()[second])
    rows = []
    for (i, a), (j, b) in combinations(enumerate(LEXICONS), 2):
        row = {"lexicon_a": a, "lexicon_b": b, "pairs": len(signs)}
        row |= {"same_order": int((signs[:, i] * signs[:, j] > 0).sum())}
        spearman = {"spearman_pieces": by_piece.loc[a, b], "spearman_sentences": by_sentence.loc[a, b]}
        rows.append(row | spearman)
    return pd.DataFrame(rows)
