"""Figure 7: how alike the words of every two pieces are."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import (
    bare,
    draw_cell,
    figure_width,
    finish_x,
    say_alone,
    width_of_text,
    wrap_lines,
    write,
)
from framing.figures.spec import FigureSpec
from framing.figures.wording import as_sentences, counted, covered
from framing.study import Methods, Results


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 7: the cosine of every two pieces.

    One row per pair of pieces with columns doc_id_a, doc_id_b, label_a, label_b, cosine, low, high.
    """
    table, labels = results["similarity"], results.study.pieces.set_index("doc_id")["label"]
    named = {f"label_{side}": table[f"doc_id_{side}"].map(labels) for side in ("a", "b")}
    return table.assign(**named)[["doc_id_a", "doc_id_b", *named, "cosine", "low", "high"]]


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the cosine of every two pieces in a triangle: left of one name and beneath the other.

    `table` has one row per pair of pieces with columns doc_id_a, doc_id_b, label_a, label_b, cosine, low,
    high, as the function `table` gives it.
    """
    if table.empty:
        return say_alone(ax, "One piece has no other to be like.")
    names = dict(zip(table["doc_id_a"], table["label_a"], strict=True))
    names |= dict(zip(table["doc_id_b"], table["label_b"], strict=True))
    at = {doc_id: i for i, doc_id in enumerate(names)}
    room = figure_width(ax) - 10
    lines = {doc_id: wrap_lines(name, 96) for doc_id, name in names.items()}
    widest = {doc_id: max(map(width_of_text, parts)) + 6 for doc_id, parts in lines.items()}
    cell = min((room - widest[doc_id]) / max(1, i) for doc_id, i in at.items())
    roomy = cell > width_of_text(".00–.00") + 4
    for row in table.itertuples():
        limits = f"\n{row.low:.2f}–{row.high:.2f}".replace("0.", ".") if roomy else ""
        draw_cell(ax, at[row.doc_id_a], at[row.doc_id_b], f"{row.cosine:.2f}{limits}", row.cosine)
    for doc_id, i in at.items():
        write(ax, "\n".join(lines[doc_id]), i, i, dx=4, coords="data", va="center")
    ax.set_xlim(0, room / cell)
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.set_yticks([])
    how = f" and its {covered(methods)} interval" if roomy else ""
    return finish_x(
        bare(ax),
        f"cosine{how}; a cell stands left of one name\nand beneath the other; the darker, the more alike",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 7 shows."""
    if table.empty:
        return "One piece has no other to be like."
    nearest, farthest = (table.loc[i] for i in (table["cosine"].idxmax(), table["cosine"].idxmin()))
    return as_sentences(
        f"Likeness of the words of {counted(len(table), 'pair')} of pieces: cosine of their tf-idf vectors "
        f"(logarithm of counts), with {covered(results.methods)} bootstrap intervals over words, "
        f"{results.methods.word_resamples:,} resamples",
        f"Most alike: {_pair(nearest)}; least alike: {_pair(farthest)}",
        "The interval takes words as independent, so it is the least that the uncertainty can be",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 7 to someone who cannot see it."""
    return as_sentences("Triangle of cosines", *(_pair(row) for _, row in table.iterrows()))


def _pair(row: pd.Series) -> str:
    return (
        f"{row['label_a']} and {row['label_b']} {row['cosine']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
    )


FIGURE = FigureSpec(
    "fig7_similarity",
    "Likeness of the pieces",
    table,
    plot,
    caption,
    alt,
    width=84,
    row_height=9,
    margin=11,
    wide_from=6,
)
