"""Figure 3: where along each piece the hits stand."""

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import PALE, face, finish_x, ink_of, markers_of, stack_rows, write_columns
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import as_sentences, by_piece, counted, covered, interval, whole_percent
from framing.study import Methods, Results


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 3: where hits stand, and their mean position.

    One row per piece x frame (kind "mean": n hits in all, the mean position and its interval) and per
    sentence with hits (kind "sentence": n hits at position) with columns doc_id, label, frame, frame_label,
    colour, kind, sentence, n, words, position, low, high; positions run from 0 to 1.
    """
    words = results["descriptives"].set_index("doc_id")["words"]
    means = results["mean_positions"].rename(columns={"hits": "n"}).assign(kind="mean")
    hits = results["positions"].drop(columns="paragraph").assign(kind="sentence")
    both = pd.concat([means, hits], ignore_index=True)
    both = both.assign(sentence=both["sentence"].astype("Int64"), words=both["doc_id"].map(words))
    columns = ["kind", "sentence", "n", "words", "position", "low", "high"]
    return named(both[["doc_id", "frame", *columns]], results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw where along each piece hits stand, one lane per frame, with the mean position beneath.

    `table` has one row per piece x frame (kind "mean") and per sentence with hits (kind "sentence") with
    columns doc_id, label, frame, frame_label, colour, kind, n, words, position, low, high, as
    `report.drawn_positions` gives it.
    """
    means = table[table["kind"] == "mean"]
    notes = [f"{n:,} words" for n in means["words"]]
    y = stack_rows(ax, means["doc_id"], means["label"], means["frame_label"], notes)
    lanes = dict(zip(zip(means["doc_id"], means["frame"], strict=True), y, strict=True))
    markers = markers_of(means["frame"])
    for at in y:
        ax.plot([0, 100], [at + 0.12] * 2, color=PALE, linewidth=0.5, zorder=1)
    hits = table[table["kind"] == "sentence"]
    pitch = min(0.2, 0.48 / max(1, hits["n"].max() if len(hits) else 1))
    for row in hits.itertuples():
        heights = lanes[row.doc_id, row.frame] + 0.04 - pitch * np.arange(row.n)
        ax.plot([row.position * 100] * row.n, heights, markers[row.frame], **face(row.colour, 3.2))
    for at, row in zip(y, means.itertuples(), strict=True):
        ax.plot([row.low * 100, row.high * 100], [at + 0.32] * 2, color=ink_of(row.colour), linewidth=1)
        ax.plot([row.position * 100], [at + 0.32], "|", color="black", markersize=5, markeredgewidth=1)
    ax.set_xlim(-1, 101)
    ax.set_xticks(range(0, 101, 20), [f"{x} %" for x in range(0, 101, 20)])
    write_columns(
        ax, y, {"hits": means["n"].astype(str), "mean position": [_place(r) for r in means.itertuples()]}
    )
    return finish_x(
        ax,
        "share of the piece's words before the hit\n"
        f"markers: hits, stacked within a sentence; stroke and line: mean, {covered(methods)} interval",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 3 shows, and how often the intervals of two frames in a piece do not overlap."""
    means = table[table["kind"] == "mean"]
    both = [
        (a, b)
        for _, group in means[means["low"].notna()].groupby("doc_id", sort=False)
        for a, b in combinations(group.itertuples(), 2)
    ]
    apart = [
        f"{a.label} ({a.frame_label}, {b.frame_label})" for a, b in both if a.low > b.high or b.low > a.high
    ]
    found = f"{len(apart)} of {len(both)}" + (f": {'; '.join(apart)}" if apart else "")
    return as_sentences(
        f"Where the frame vocabulary stands: every one of {means['n'].sum():,} hits at the share of the "
        "piece's words before the middle of its sentence; hits in one sentence are stacked",
        f"Strokes and lines: mean position and {interval(results.methods, 'hits')}; no line where fewer than "
        f"two {results.methods.unit}s hold one",
        f"Pairs of frames in the same piece whose intervals do not overlap: {found}",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 3 to someone who cannot see it."""
    means = table[table["kind"] == "mean"]
    rows = [
        f"{label}: "
        + ", ".join(
            f"{r.frame_label} {counted(r.n, 'hit')}" + (f", mean {whole_percent(r.position)}" if r.n else "")
            for r in group
        )
        for label, group in by_piece(means)
    ]
    return as_sentences("Strip plot of hits from the beginning (0 %) to the end (100 %) of each piece", *rows)


def _place(row: Any) -> str:
    """Write a mean position in percent with its interval, as far as there is one."""
    if not row.n:
        return "none"
    limits = (
        ""
        if np.isnan(row.low)
        else f"  ({row.low:.0%} to {row.high:.0%})".replace("%", "").replace(" to", " to")
    )
    return f"{row.position:.0%}".replace("%", " %") + limits


FIGURE = FigureSpec("fig3_positions", "Where the hits stand", table, plot, caption, alt, row_height=5.4)
