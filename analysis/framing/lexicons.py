"""Robustness of sentiment: the same sentences by other lexicons, and how far these agree."""

from itertools import combinations

import numpy as np
import pandas as pd

from framing.bootstrap import limits
from framing.sentiment_scores import SCALE, mean_draws
from framing.study import Bootstrap

LEXICONS = {
    "VADER": ("compound", SCALE),
    "VADER, masked": ("compound_masked", SCALE),
    "TextBlob": ("textblob", SCALE),
    "AFINN": ("afinn", 1),
}
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
    rows = []
    for doc_id, piece in sentences.groupby("doc_id", sort=False):
        means = piece[list(_SCALES)].mean().to_numpy() / list(_SCALES.values())
        low, high = limits(mean_draws(piece, _SCALES, bootstrap), bootstrap.coverage)
        rows += [
            (lexicon, doc_id, len(piece), means[i], low[i], high[i], deviations[i])
            for i, lexicon in enumerate(LEXICONS)
        ]
    columns = ["lexicon", "doc_id", "sentences", "mean", "low", "high", "deviation"]
    table = pd.DataFrame(rows, columns=columns)
    table["rank"] = table.groupby("lexicon")["mean"].rank(method="min").astype("int64")
    order = table["lexicon"].map({lexicon: i for i, lexicon in enumerate(LEXICONS)})
    return table.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def lexicon_agreement(sentences: pd.DataFrame) -> pd.DataFrame:
    """Agreement of every two lexicons, over pieces and over sentences.

    One row per pair of lexicons with columns lexicon_a, lexicon_b, pairs (of pieces), same_order (pairs that
    both order alike by their means), spearman_pieces, spearman_sentences (rank correlation, ties at their
    mean rank; empty where a lexicon gives one value alone).
    """
    scores = sentences[list(_SCALES)].set_axis(list(LEXICONS), axis=1)
    means = scores.groupby(sentences["doc_id"], sort=False).mean()
    by_piece, by_sentence = means.rank().corr(), scores.rank().corr()
    of_pieces = np.array(list(combinations(range(len(means)), 2)), dtype=int).reshape(-1, 2)
    signs = np.sign(means.to_numpy()[of_pieces[:, 0]] - means.to_numpy()[of_pieces[:, 1]])
    rows = [
        (
            a,
            b,
            len(of_pieces),
            int((signs[:, i] * signs[:, j] > 0).sum()),
            by_piece.loc[a, b],
            by_sentence.loc[a, b],
        )
        for (i, a), (j, b) in combinations(enumerate(LEXICONS), 2)
    ]
    columns = ["lexicon_a", "lexicon_b", "pairs", "same_order", "spearman_pieces", "spearman_sentences"]
    return pd.DataFrame(rows, columns=columns)
