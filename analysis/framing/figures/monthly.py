"""Figure 16: rates month by month."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures import colours, grouped, layout, texts, wording
from framing.figures.spec import FigureSpec, named
from framing.study import Methods, Results

# rows that the lane of a frame is high, and how many of them the curve may fill
_LANE, _FILLED = 5, 3.6
_MOST_TICKS = 10


def missing(results: Results) -> str:
    """Say why a study has no time series, or nothing where it has one."""
    return "" if "months" in results else "the dates in pieces.csv lie in fewer than three months"


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 16: rates month by month.

    One row per month x frame with the columns of `stats.monthly.by_month` and printed names.
    """
    months = results["months"]
    return named(grouped.fit_frames(months, results, 5 * months["frame"].nunique(), 0), results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the rate of every frame as a curve over the months on the band of its interval."""
    curves(table, ax)
    label = "hits per 1,000 words of the pieces of a month"
    return layout.finish(ax, f"{label}; band: {wording.covered(methods)} interval")


def curves(table: pd.DataFrame, ax: Axes) -> None:
    """Draw rates over the months on the bands of their intervals, frames one under the other on one scale.

    `table` has the columns month, frame, frame_label, colour, hits, rate, low and high.
    """
    first, last = (_number(month) for month in (table["month"].min(), table["month"].max()))
    highest, axis = float(table["high"].max()), np.arange(first, last + 1)
    frames = table.drop_duplicates("frame")
    for lane, frame in enumerate(frames.itertuples()):
        own = table[table["frame"] == frame.frame]
        base, ink = (lane + 1) * _LANE - 0.5, colours.ink_of(frame.colour)
        # a month without a piece is a gap
        curves = own.set_index(own["month"].map(_number))[["low", "rate", "high"]].reindex(axis)
        low, rate, high = (base - curves[name] / highest * _FILLED for name in curves)
        pale = colours.blend(frame.colour, 0.3)
        ax.fill_between(axis, low, high, color=pale, linewidth=0, zorder=1)
        ax.vlines(axis, low, high, color=pale, linewidth=1, zorder=1)
        ax.plot(axis, rate, "-", color=ink, linewidth=1, zorder=2)
        ax.plot(axis, rate, "o", **layout.face(frame.colour, 3), zorder=3)
        ax.axhline(base, color=layout.PALE, linewidth=0.5, zorder=0)
        top = base - _FILLED
        for k, line in enumerate([*texts.few_lines(frame.frame_label, 96), f"{own['hits'].sum():,} hits"]):
            layout.write(ax, line, (0, top + k), (-122, 0), color="black")
        for at, text in ((base, "0"), (top, f"{highest:.0f}" if highest >= 10 else f"{highest:.1f}")):
            layout.write(ax, text, (0, at), (-4, 0), ha="right", color=layout.DARK)
    ax.set_ylim(len(frames) * _LANE, -0.2)
    ax.set_xlim(first - 0.5, last + 0.5)
    step = max(1, -(-len(axis) // _MOST_TICKS))
    ax.set_xticks(axis[::step], [f"{at // 12}-{at % 12 + 1:02d}" for at in axis[::step]])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 16 shows."""
    counts = table.drop_duplicates("month")["pieces"]
    dated, every = counts.sum(), len(results.pieces.study.pieces)
    unit = "piece" if every > 12 else results.pieces.methods.unit
    return wording.sentences(
        f"Salience of frame vocabulary month by month: hits per 1,000 words of the {dated:,} pieces of "
        f"{wording.counted(len(counts), 'month')}, {counts.min():,} to {counts.max():,} in a month; bands: "
        f"{wording.covered(results.methods)} {results.methods.interval} intervals, {unit}s being the units "
        "that might have been others",
        f"{wording.counted(every - dated, 'piece')} without a month is left out" if dated < every else "",
        grouped.frames_left_out(table, results),
        "All frames have the same scale; a month without a piece is a gap",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 16 to someone who cannot see it."""
    head = "Curves of hits per 1,000 words over the months, with bands, one frame under the other"
    highest = table.loc[table.groupby("frame", sort=False)["rate"].idxmax()]
    lowest = table.loc[table.groupby("frame", sort=False)["rate"].idxmin()]
    said = [
        f"{high.frame_label}: highest in {high.month} ({high.rate:.1f}), lowest in {low.month} "
        f"({low.rate:.1f})"
        for high, low in zip(highest.itertuples(), lowest.itertuples(), strict=True)
    ]
    return wording.sentences(head, *said)


def _number(month: str) -> int:
    """Count months from the year 0.

    >>> _number("2024-01") - _number("2023-12")
    1
    """
    year, of_year = month.split("-")
    return int(year) * 12 + int(of_year) - 1


FIGURE = FigureSpec(
    "fig16_months", "Month by month", table, plot, caption, alt, row_height=3.4, margin=14, missing=missing
)
