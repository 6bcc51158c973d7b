"""Figure 4: the score of every sentence, and the mean of every piece."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures import layout, wording
from framing.figures.spec import FigureSpec, named
from framing.study import Methods, Results
from framing.tables.schema import SCALE, SCORES

_ROW = ["doc_id", "score"]


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 4: the score of every sentence, and the mean of every piece.

    One row per piece x score (kind "mean": compound is the mean, with its interval) and per sentence x score
    (kind "sentence") with columns doc_id, label, score, kind, sentence, sentences, compound, low, high
    (-1 to 1).
    """
    means = results["sentiment"].rename(columns={"mean": "compound"}).assign(kind="mean")
    scored = results.study.features.sentences
    names = {column: score for score, column in SCORES.items()}
    single = scored.rename(columns=names).melt(["doc_id", "sentence"], SCORES, "score", "compound")
    single = single.assign(kind="sentence", compound=single["compound"] / SCALE)
    both = pd.concat([means, single], ignore_index=True).astype({"sentence": "Int64", "sentences": "Int64"})
    columns = ["score", "kind", "sentence", "sentences", "compound", "low", "high"]
    return named(both[["doc_id", *columns]], results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the score of every sentence as a ring, and the mean of each piece with its interval.

    Rings are moved up and down only so that they do not hide each other.
    """
    means, sentences = (table[table["kind"] == kind] for kind in ("mean", "sentence"))
    notes = [f"{n:,} sentences" for n in means["sentences"]]
    y = layout.stack_rows(ax, means["doc_id"], means["label"], means["score"], notes)
    ax.axvline(0, color=layout.PALE, linewidth=0.5, zorder=0)
    lanes = sentences.merge(means[_ROW].assign(at=y), on=_ROW, how="left")
    heights = lanes["at"] + _spread(lanes["sentence"])
    ax.plot(lanes["compound"], heights, "o", **layout.face("none", 2.6, "#7F7F7F"))
    first = means["score"] == means["score"].iloc[0]
    fill, marker = np.where(first, "black", "white"), np.where(first, "o", "D")
    layout.draw_intervals(ax, y, means.assign(colour="black", fill=fill, marker=marker), "compound")
    ax.set_xlim(-1.02, 1.02)
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "0.5", "1"])
    label = "VADER compound score (−1 most negative, 1 most positive)\ngrey rings: sentences"
    marks = f"large markers: mean of the piece, {wording.covered(methods)} interval"
    columns = {"mean  (interval)": wording.estimates(means, "compound", 2)}
    return layout.finish(ax, f"{label}; {marks}", y, columns)


def caption(_table: pd.DataFrame, results: Results) -> str:
    """Say what figure 4 shows and which pieces its intervals set apart."""
    scores = {score: f"the {score} score" for score in SCORES}
    features = results.study.features.sentences
    written, masked = (features[column] for column in SCORES.values())
    phrases = [f'"{phrase}"' for phrase in results.study.definitions.masks["phrase"]]
    return wording.sentences(
        f"Sentiment of {len(features):,} sentences (VADER compound score from −1 to 1, NLTK's "
        "implementation): every sentence as a ring, the mean of each piece with "
        f"{wording.interval(results.methods)}",
        f"Masked: the same with {wording.join(phrases) or 'nothing'} hidden, which changes "
        f"{wording.counted((written != masked).sum(), 'sentence')}",
        wording.separated(results["sentiment_pairs"], results, scores, "score"),
        wording.meaning_of_intervals(results.methods),
    )


def alt(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 4 to someone who cannot see it."""
    means, covered = table[table["kind"] == "mean"], wording.covered(results.methods)
    head = f"Strip plot of sentence scores with the mean of each piece and its {covered} interval"
    return wording.described(
        head, means, ["label"], lambda r: f"{r.score} {wording.estimate(r.compound, r.low, r.high, 2)}"
    )


def _spread(numbers: pd.Series) -> pd.Series:
    """Return shifts between -0.3 and 0.3 that differ as much as can be between neighbours."""
    return (numbers.astype(float) * 0.6180339887498949) % 1 * 0.6 - 0.3


FIGURE = FigureSpec("fig4_sentiment", "Sentiment", table, plot, caption, alt, row_height=6)
