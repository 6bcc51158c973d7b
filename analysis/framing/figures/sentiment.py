"""Figure 4: the score of every sentence, and the mean of every piece."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import PALE, draw_interval, face, finish_x, stack_rows, with_minus, write_columns
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import (
    as_sentences,
    by_piece,
    counted,
    covered,
    interval,
    join,
    meaning_of_intervals,
    separated,
)
from framing.study import Methods, Results
from framing.tables.schema import SCALE, SCORES


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 4: the score of every sentence, and the mean of every piece.

    One row per piece x score (kind "mean": compound is the mean, with its interval) and per sentence x score
    (kind "sentence") with columns doc_id, label, score, kind, sentence, sentences, compound, low, high.
    """
    means = results["sentiment"].rename(columns={"mean": "compound"}).assign(kind="mean")
    scored = results.study.features.sentences
    single = [
        scored[["doc_id", "sentence"]].assign(kind="sentence", score=score, compound=scored[column] / SCALE)
        for score, column in SCORES.items()
    ]
    both = pd.concat([means, *single], ignore_index=True)
    both = both.assign(sentence=both["sentence"].astype("Int64"), sentences=both["sentences"].astype("Int64"))
    columns = ["score", "kind", "sentence", "sentences", "compound", "low", "high"]
    return named(both[["doc_id", *columns]], results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the score of every sentence as a ring, and the mean of each piece with its interval.

    `table` has one row per piece x score (kind "mean") and per sentence x score (kind "sentence") with
    columns doc_id, label, score, kind, sentence, sentences, compound, low, high (-1 to 1), as
    `report.drawn_sentiment` gives it. Rings are moved up and down only so that they do not hide each other.
    """
    means = table[table["kind"] == "mean"]
    notes = [f"{n:,} sentences" for n in means["sentences"]]
    y = stack_rows(ax, means["doc_id"], means["label"], means["score"], notes)
    lanes = dict(zip(zip(means["doc_id"], means["score"], strict=True), y, strict=True))
    ax.axvline(0, color=PALE, linewidth=0.5, zorder=0)
    sentences = table[table["kind"] == "sentence"]
    at = np.array([lanes[key] for key in zip(sentences["doc_id"], sentences["score"], strict=True)])
    ax.plot(sentences["compound"], at + _spread(sentences["sentence"]), "o", **face("none", 2.6, "#7F7F7F"))
    for at_row, row in zip(y, means.itertuples(), strict=True):
        dot, colour = ("o", "black") if row.score == means["score"].iloc[0] else ("D", "white")
        draw_interval(ax, at_row, (row.compound, row.low, row.high), colour, dot, line="black", size=5)
    ax.set_xlim(-1.02, 1.02)
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "0.5", "1"])
    numbers = [
        f"{with_minus(r.compound)}  ({with_minus(r.low)} to {with_minus(r.high)})" for r in means.itertuples()
    ]
    write_columns(ax, y, {"mean  (interval)": numbers})
    return finish_x(
        ax,
        "VADER compound score (−1 most negative, 1 most positive)\n"
        f"grey rings: sentences; large markers: mean of the piece, {covered(methods)} interval",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 4 shows and which pieces its intervals set apart."""
    pairs = results["sentiment_pairs"]
    means, sentences = table[table["kind"] == "mean"], table[table["kind"] == "sentence"]
    scores = {score: f"the {score} score" for score in means["score"].unique()}
    keys = [
        sentences[sentences["score"] == score].set_index(["doc_id", "sentence"])["compound"]
        for score in scores
    ]
    changed = int((keys[0] != keys[-1].reindex(keys[0].index)).sum())
    phrases = [f'"{phrase}"' for phrase in results.study.definitions.masks["phrase"]]
    return as_sentences(
        f"Sentiment of {len(keys[0]):,} sentences (VADER compound score from −1 to 1, NLTK's "
        f"implementation): every sentence as a ring, the mean of each piece with {interval(results.methods)}",
        f"Masked: the same with {join(phrases) or 'nothing'} hidden, which changes "
        f"{counted(changed, 'sentence')}",
        separated(pairs, results, scores, "score"),
        meaning_of_intervals(results.methods),
    )


def alt(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 4 to someone who cannot see it."""
    rows = [
        f"{label}: " + ", ".join(f"{r.score} {r.compound:.2f} ({r.low:.2f} to {r.high:.2f})" for r in group)
        for label, group in by_piece(table[table["kind"] == "mean"])
    ]
    return as_sentences(
        f"Strip plot of sentence scores with the mean of each piece and its {covered(results.methods)} "
        "interval",
        *rows,
    )


def _spread(numbers: pd.Series) -> np.ndarray:
    """Return shifts between -0.3 and 0.3 that differ as much as can be between neighbours."""
    return (numbers.to_numpy(float) * 0.6180339887498949) % 1 * 0.6 - 0.3


FIGURE = FigureSpec("fig4_sentiment", "Sentiment", table, plot, caption, alt, row_height=6)
