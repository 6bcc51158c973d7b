"""Sentiment of pieces: the mean over their sentences, as written and with names or topic words masked."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from framing.stats.intervals import t_limits, welch
from framing.stats.multiplicity import tell_apart
from framing.stats.scores import SCALES, sum_scores
from framing.study import Bootstrap, Features
from framing.tables.schema import AS_WRITTEN, CHOICES, PIECE, SCORES, UNITS


def piece_scores(features: Features) -> pd.DataFrame:
    """Mean of every score of every piece, by the parts that are taken.

    One row per score x piece x parts, in this order, with the columns of `sum_scores` and mean. VADER's as
    written is made from the sentences; all others are the released sums.
    """
    sentences = features.sentences.rename(columns={"compound": AS_WRITTEN})
    own = [column for column in ("doc_id", PIECE, *UNITS, "part", AS_WRITTEN) if column in sentences]
    written = sum_scores(sentences[own])
    units = written[["doc_id", "parts", *written.columns.intersection(["paragraphs", "pieces"])]]
    table = pd.concat([written, features.scores.merge(units, on=["doc_id", "parts"])], ignore_index=True)
    table["mean"] = table["total"] / table["sentences"] / table["score"].map(SCALES)
    order = {"score": list(SCALES), "doc_id": list(units["doc_id"]), "parts": CHOICES["parts"]}
    by, place = list(order), {name: values.index for name, values in order.items()}
    return table.sort_values(by, key=lambda cells: cells.map(place[cells.name]), ignore_index=True)


def mean_limits(means: pd.DataFrame, unit: str, coverage: float) -> tuple[list[float], list[float]]:
    """Return limits of t intervals of rows of `piece_scores`, by that unit; NaN where there is but one."""
    mean, error, units = (means[name].to_numpy(float) for name in ("mean", f"error_{unit}", f"{unit}s"))
    low, high = t_limits(mean, error, units, coverage)
    return list(low), list(high)


def weighted_mean(
    means: pd.DataFrame, weights: Sequence[float], bootstrap: Bootstrap, of: str = "mean"
) -> tuple[float, float, float, float]:
    """Return a weighted sum over rows of `piece_scores` with limits and p-value, as `welch` gives them.

    `of` is "mean", or "change" for the difference to VADER as written, which the rows must then hold.
    """
    error = means[f"{'error' if of == 'mean' else 'change_error'}_{bootstrap.unit}"]
    columns = (means[of], error, means[f"{bootstrap.unit}s"], weights)
    estimates, errors, units, by = (np.asarray(column, dtype=float) for column in columns)
    return welch(estimates, errors, units, by, bootstrap.coverage)


def mean_sentiment(features: Features, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Average VADER compound score of the sentences of every piece.

    One row per piece x score with columns doc_id, score ("as written", "names masked", "topic masked"),
    sentences, mean (-1 to 1), low, high (t interval with the error by paragraphs, or by the unit that
    `bootstrap` names), low_sentence, high_sentence (the same by sentences). Limits are missing where a piece
    has one unit alone.
    """
    table = _of_all_sentences(features)
    low, high = mean_limits(table, bootstrap.unit, bootstrap.coverage)
    low_sentence, high_sentence = mean_limits(table, "sentence", bootstrap.coverage)
    limits = {"low": low, "high": high, "low_sentence": low_sentence, "high_sentence": high_sentence}
    table = table[["doc_id", "score", "sentences", "mean"]].assign(**limits)
    return table.sort_values("doc_id", key=lambda ids: pd.factorize(ids)[0], kind="stable", ignore_index=True)


def compare_sentiment(features: Features, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Difference in mean sentiment between every two pieces, per score.

    One row per score x pair of pieces with columns score, doc_id_a, doc_id_b, difference, low, high (Welch's
    t interval, not corrected for the number of pairs), p (two-sided), family (the pairs of a score), p_holm
    (adjusted within it, Holm 1979), distinguishable (p_holm is below 1 less the coverage).
    """
    rows = []
    for score, means in _of_all_sentences(features).groupby("score", sort=False):
        for pair in combinations(range(len(means)), 2):
            both = means.iloc[list(pair)]
            rows.append((score, *both["doc_id"], *weighted_mean(both, (1, -1), bootstrap)))
    columns = ["score", "doc_id_a", "doc_id_b", "difference", "low", "high", "p"]
    return tell_apart(pd.DataFrame(rows, columns=columns), "score", bootstrap.coverage)


def _of_all_sentences(features: Features) -> pd.DataFrame:
    table = piece_scores(features)
    return table[(table["parts"] == CHOICES["parts"][0]) & table["score"].isin(SCORES)]
