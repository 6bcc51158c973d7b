"""Robustness of sentiment: the same sentences by other lexicons, and how far these agree."""

from itertools import combinations

import numpy as np
import pandas as pd

from framing.stats.sentiment import mean_limits, piece_scores
from framing.study import Bootstrap, Features
from framing.tables.schema import CHOICES, LEXICONS


def lexicon_means(features: Features, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Average score of the sentences of every piece by every lexicon.

    One row per lexicon x piece with columns lexicon, doc_id, sentences, mean, low, high (t interval with the
    error by paragraphs, or by the unit that `bootstrap` names), rank (1 the most negative piece by this
    lexicon) and deviation (standard deviation of the scores of all sentences; the same for every piece).
    Units differ: VADER and TextBlob give -1 to 1 per sentence, AFINN a sum of valences of -5 to 5 per word,
    which grows with the sentence; divided by the deviation they can be drawn on one axis.
    """
    table = _by_lexicon(features)
    low, high = mean_limits(table, bootstrap.unit, bootstrap.coverage)
    ranks = table.groupby("lexicon")["mean"].rank(method="min").astype("int64")
    deviations = table.groupby("lexicon").apply(_pooled, include_groups=False)
    table = table.assign(low=low, high=high, rank=ranks, deviation=table["lexicon"].map(deviations))
    return table[["lexicon", "doc_id", "sentences", "mean", "low", "high", "deviation", "rank"]]


def lexicon_agreement(features: Features) -> pd.DataFrame:
    """Agreement of every two lexicons over pieces, and of each with VADER over sentences.

    One row per pair of lexicons with columns lexicon_a, lexicon_b, pairs (of pieces), same_order (pairs that
    both order alike by their means), spearman_pieces (rank correlation, ties at their mean rank) and
    spearman_sentences (the same over the sentences within a piece, weighted by their number; empty where it
    is not with VADER as written, or a lexicon gives one value alone).
    """
    table = _by_lexicon(features)
    means = table.pivot_table(index="doc_id", columns="lexicon", values="mean", sort=False)
    by_piece, by_sentence = means.corr("spearman"), _with_vader(table)
    first, second = np.triu_indices(len(means), k=1)
    signs = np.sign(means.to_numpy()[first] - means.to_numpy()[second])
    rows = []
    for (i, a), (j, b) in combinations(enumerate(LEXICONS), 2):
        row = {"lexicon_a": a, "lexicon_b": b, "pairs": len(signs)}
        row |= {"same_order": int((signs[:, i] * signs[:, j] > 0).sum())}
        over_sentences = by_sentence.get(b, np.nan) if i == 0 else np.nan
        rows.append(row | {"spearman_pieces": by_piece.loc[a, b], "spearman_sentences": over_sentences})
    return pd.DataFrame(rows)


def _by_lexicon(features: Features) -> pd.DataFrame:
    table, names = piece_scores(features), {score: lexicon for lexicon, (score, _) in LEXICONS.items()}
    table = table[table["parts"] == CHOICES["parts"][0]].reset_index(drop=True)
    return table.assign(lexicon=table["score"].map(names))


def _pooled(pieces: pd.DataFrame) -> float:
    """Return the standard deviation of all sentences from means and deviations of pieces."""
    mean = np.average(pieces["mean"], weights=pieces["sentences"])
    squares = pieces["deviation"] ** 2 + (pieces["mean"] - mean) ** 2
    return float(np.sqrt(np.average(squares, weights=pieces["sentences"])))


def _with_vader(table: pd.DataFrame) -> pd.Series:
    known = table[table["with_vader"].notna()]
    weighted = (known["with_vader"] * known["sentences"]).groupby(known["lexicon"], sort=False).sum()
    return weighted / known.groupby("lexicon", sort=False)["sentences"].sum()
