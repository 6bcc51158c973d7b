"""Figure 12: real rates among those of random dictionaries."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import face, finish_x, markers_of, stack_rows, write_columns
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import as_sentences, counted, covered
from framing.study import Methods, Results

SPREAD_LABELS = {"range": "highest − lowest", "deviation": "standard deviation"}


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 12: real rates among those of random dictionaries.

    One row per frame x piece and frame x spread with the columns of `null.random_dictionaries` and names.
    """
    return named(results["null"], results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw real rates, and spreads between pieces, on the range that random dictionaries give.

    `table` has one row per frame x piece and per frame x spread with columns frame, frame_label, colour,
    measure, label (of the piece; for spreads anything), patterns, real, median, low, high, percentile, as
    `random_dictionaries` gives it, with printed names.
    """
    labels = [SPREAD_LABELS.get(row.measure, row.label) for row in table.itertuples()]
    headings = [f"{row.frame_label}\n{row.patterns} patterns" for row in table.itertuples()]
    y = stack_rows(ax, table["frame"], headings, labels)
    markers = markers_of(table["frame"])
    for at, row in zip(y, table.itertuples(), strict=True):
        ax.plot([row.low, row.high], [at] * 2, color="#8C8C8C", linewidth=1, zorder=1)
        ax.plot([row.median], [at], "|", color="black", markersize=7, markeredgewidth=1, zorder=2)
        ax.plot([row.real], [at], markers[row.frame], **face(row.colour, 5), zorder=3, clip_on=False)
    ax.set_xlim(0, (float(table[["real", "high"]].max().max()) or 1) * 1.02)
    middle = [
        "none" if np.isnan(row.median) else f"{row.median:.1f}  ({row.low:.1f} to {row.high:.1f})"
        for row in table.itertuples()
    ]
    percentile = ["" if np.isnan(p) else f"{p:.0%}".replace("%", " %") for p in table["percentile"]]
    write_columns(
        ax, y, {"real": table["real"].map("{:.1f}".format), "random": middle, "real above": percentile}
    )
    return finish_x(
        ax,
        "hits per 1,000 words; marker: the frame's patterns\n"
        f"stroke and line: random words as frequent, median and {covered(methods)} range",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 12 shows and which real values lie outside the random ones."""
    tested = table[table["percentile"].notna()]
    beyond = [f"{_what(row)}, {row.frame_label}" for row in tested[tested["beyond"]].itertuples()]
    return as_sentences(
        f"Rates of the frames, and their spread between pieces, against {results.methods.draws:,} random "
        "dictionaries with as many words as the frame has patterns with hits, each about as frequent as the "
        "pattern in all pieces together and its counts scaled to the pattern's",
        f"Strokes and lines: median and {covered(results.methods)} range of the random dictionaries",
        f"Of {counted(len(tested), 'value')}, outside that range: {'; '.join(beyond) or 'none'}",
        "Inside the range, a frame's words are spread over the pieces as any words of their frequency may "
        "be; matched are frequencies, not topic, sense or phrases",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 12 to someone who cannot see it."""
    rows = [
        f"{row.frame_label}, {_what(row)}: {row.real:.1f}"
        + (f", random {row.low:.1f} to {row.high:.1f}" if pd.notna(row.percentile) else "")
        for row in table.itertuples()
    ]
    return as_sentences("Dot plot of real values on the range of random dictionaries", *rows)


def _what(row: Any) -> str:
    return SPREAD_LABELS.get(row.measure, row.label)


FIGURE = FigureSpec("fig12_null", "Against random dictionaries", table, plot, caption, alt)
