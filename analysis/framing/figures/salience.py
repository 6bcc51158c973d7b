"""Figure 1: the rate of every piece and frame, with its interval."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import draw_interval, finish_x, markers_of, stack_rows, write_columns
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import (
    as_sentences,
    by_piece,
    counted,
    covered,
    interval,
    meaning_of_intervals,
    separated,
)
from framing.study import Methods, Results


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 1: salience with printed names.

    One row per piece x frame with columns doc_id, label, frame, frame_label, colour, hits, words, rate, low,
    high, low_sentence, high_sentence (rates per 1,000 words).
    """
    return named(results["salience"], results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the rate of every piece and frame as a marker on its interval, with hits and numbers beside it.

    `table` has one row per piece x frame with columns doc_id, label, frame, frame_label, colour, hits,
    words, rate, low, high (hits per 1,000 words), as the function `table` gives it.
    """
    notes = [f"{n:,} words" for n in table["words"]]
    y = stack_rows(ax, table["doc_id"], table["label"], table["frame_label"], notes)
    markers = markers_of(table["frame"])
    for at, row in zip(y, table.itertuples(), strict=True):
        draw_interval(
            ax, at, (row.rate, row.low, row.high), row.colour, markers[row.frame], hollow=row.hits == 0
        )
    ax.set_xlim(0, float(table["high"].max()) * 1.02)
    ax.margins(x=0)
    numbers = [f"{row.rate:.1f}  ({row.low:.1f} to {row.high:.1f})" for row in table.itertuples()]
    write_columns(ax, y, {"hits": table["hits"].astype(str), "rate  (interval)": numbers})
    return finish_x(ax, f"hits per 1,000 words, with {covered(methods)} interval; hollow: no hit")


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 1 shows and which pieces its intervals set apart."""
    pairs = results["salience_pairs"]
    frames = results.study.definitions.frames.set_index("frame")["label"]
    return as_sentences(
        "Salience of frame vocabulary: hits of the frame dictionary per 1,000 words, by piece and frame "
        f"({counted(table['doc_id'].nunique(), 'piece')}, {table['hits'].sum():,} hits in {_words(table):,} "
        "words)",
        f"Markers: rates; lines: {interval(results.methods)}; where there is no hit, the line ends at the "
        "upper limit of a Poisson count of none",
        separated(pairs, results, {key: frames[key] for key in pairs["frame"].unique()}, "frame"),
        "A hit that denies or doubts the frame counts as a hit",
        meaning_of_intervals(results.methods),
    )


def alt(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 1 to someone who cannot see it."""
    rows = [
        f"{label}: " + ", ".join(f"{r.frame_label} {r.rate:.1f} ({r.low:.1f} to {r.high:.1f})" for r in group)
        for label, group in by_piece(table)
    ]
    return as_sentences(
        f"Dot plot of hits per 1,000 words with {covered(results.methods)} intervals, one row per piece and "
        "frame",
        *rows,
    )


def _words(table: pd.DataFrame) -> int:
    return int(table.drop_duplicates("doc_id")["words"].sum())


FIGURE = FigureSpec("fig1_salience", "Frame vocabulary by piece", table, plot, caption, alt, margin=15)
