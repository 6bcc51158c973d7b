"""Figure 10: the dictionary against coders."""

from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import draw_interval, finish_x, markers_of, say_alone, stack_rows, write_columns
from framing.figures.spec import FigureSpec
from framing.figures.wording import as_sentences, counted, covered, join, ratio
from framing.study import Methods, Results
from framing.tables.schema import EVERY_PIECE


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 10: the dictionary against every coder, all pieces together.

    One row per coder x frame x measure with columns coder, frame, frame_label, colour, sentences, measure,
    n, of, value, low, high.
    """
    table, frames = results["validation"], results.study.definitions.frames.set_index("frame")
    shown = table[table["doc_id"] == EVERY_PIECE].drop(columns="doc_id").reset_index(drop=True)
    shown.insert(2, "frame_label", shown["frame"].map(frames["label"]))
    shown.insert(3, "colour", shown["frame"].map(frames["colour"]))
    return shown


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw precision, recall and F1 of every coder and frame as a marker on its interval.

    `table` has one row per coder x frame x measure with columns coder, frame, frame_label, colour, sentences,
    measure, n, of, value, low, high (shares, 0 to 1), as the function `table` gives it.
    """
    if table.empty:
        return say_alone(ax, "No sentence has been coded.")
    headings = [f"{row.frame_label}\n{row.coder}\n{row.sentences:,} sentences" for row in table.itertuples()]
    groups = list(zip(table["coder"], table["frame"], strict=True))
    y = stack_rows(ax, groups, headings, table["measure"])
    markers = markers_of(table["frame"])
    for at, row in zip(y, table.itertuples(), strict=True):
        if row.of:
            draw_interval(ax, at, (row.value, row.low, row.high), row.colour, markers[row.frame])
    ax.set_xlim(-0.01, 1.01)
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", ".2", ".4", ".6", ".8", "1"])
    counts = ["" if row.measure == "F1" else f"{row.n} of {row.of}" for row in table.itertuples()]
    numbers = [
        f"{row.value:.2f}  ({row.low:.2f} to {row.high:.2f})" if row.of else "none"
        for row in table.itertuples()
    ]
    write_columns(ax, y, {"sentences": counts, "value  (interval)": numbers})
    return finish_x(
        ax,
        f"share of sentences, with {covered(methods)} interval\n"
        "precision: coded, of those with a hit; recall: with a hit, of those coded",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 10 shows and what its coders are worth."""
    if table.empty:
        return "No sentence has been coded, so the dictionary is set against nobody."
    machine = [coder for coder in table["coder"].unique() if coder.startswith("machine")]
    return as_sentences(
        f"The dictionary against {join(list(table['coder'].unique()))}, over "
        f"{counted(table['sentences'].max(), 'sentence')}: precision, recall and F1 of sentences with a hit, "
        f"with {covered(results.methods)} percentile bootstrap intervals over sentences (Wilson's where the "
        "value is 0 or 1)",
        *_by_coder(table),
        *(
            [
                f"{join(machine)} is one language model reading once, no substitute for two human coders: "
                "the figures say how far counting words and reading sentences come apart, not which is right"
            ]
            if machine
            else []
        ),
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 10 to someone who cannot see it."""
    if table.empty:
        return "No sentence has been coded."
    return as_sentences(
        "Dot plot of precision, recall and F1 with intervals, by coder and frame", *_by_coder(table)
    )


def _by_coder(table: pd.DataFrame) -> list[str]:
    return [
        f"{coder}, {frame}: "
        + ", ".join(
            f"{row.measure} {ratio(row.value)}" + (f" ({row.low:.2f} to {row.high:.2f})" if row.of else "")
            for row in rows
        )
        for (coder, frame), rows in groupby(table.itertuples(), key=lambda row: (row.coder, row.frame_label))
    ]


FIGURE = FigureSpec("fig10_validation", "The dictionary against a reader", table, plot, caption, alt)
