"""Bars of hits in parts, for voice and stance: the parts survive grey print."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from framing.figures.layout import DARK, finish_x, ink_of, stack_rows, write, write_columns
from framing.figures.wording import as_sentences, counted, interval
from framing.study import Methods

_KEYS = "■▨□"


# solid, striped, open: told apart without colour
_HATCHES = (None, "//////", None)


def plot_parts(table: pd.DataFrame, column: str, values: Sequence[str], ax: Axes) -> Axes:
    rows = table[table[column] == values[0]].reset_index(drop=True)
    counts = np.column_stack([table.loc[table[column] == value, "hits"].to_numpy(int) for value in values])
    y = stack_rows(ax, rows["doc_id"], rows["label"], rows["frame_label"])
    for at, row, parts in zip(y, rows.itertuples(), counts, strict=True):
        _bar(ax, at, parts, row.colour)
        if not parts.sum():
            write(ax, "none", 0, at, dx=3, coords="data", color=DARK)
    ax.set_xlim(0, max(1.0, float(counts.sum(axis=1).max())) * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    columns = {value: list(map(str, counts[:, i])) for i, value in enumerate(values)}
    shares = [_share(row) for row in rows.itertuples()]
    write_columns(ax, y, {**columns, f"% {values[0]}  (interval)": shares})
    key = ", ".join(f"{mark} {value}" for mark, value in zip(_KEYS, values, strict=True))
    return finish_x(ax, f"hits: {key}")


def _bar(ax: Axes, y: float, parts: Sequence[int], colour: str) -> None:
    left = 0
    for number, (n, hatch) in enumerate(zip(parts, _HATCHES, strict=True)):
        fill = colour if number == 0 else "white"
        if n:
            # stripes take the colour of the edge, and a pale one would not show on white
            look: dict[str, Any] = {"facecolor": fill, "edgecolor": ink_of(colour), "hatch": hatch}
            ax.barh(y, n, left=left, height=0.62, linewidth=0.8, **look)
        left += n


def _share(row: Any) -> str:
    if np.isnan(row.share):
        return ""
    limits = "" if np.isnan(row.low) else f"  ({row.low:.0%} to {row.high:.0%})"
    return f"{row.share:.0%}{limits}".replace("%", "")


def totals(table: pd.DataFrame, column: str) -> str:
    hits = table.groupby(column, sort=False)["hits"].sum()
    return f"Of {counted(int(hits.sum()), 'hit')}: " + ", ".join(f"{n} {value}" for value, n in hits.items())


def shares_in_words(value: str, methods: Methods) -> str:
    return (
        f"Right: the share of {value} hits and its {interval(methods, 'hits')}; an exact binomial limit "
        f"where the share is 0 or 1, none where one {methods.unit} holds all hits"
    )


def parts_in_words(table: pd.DataFrame, column: str) -> str:
    rows = [
        f"{label}, {frame}: " + ", ".join(f"{row.hits} {getattr(row, column)}" for row in group.itertuples())
        for (label, frame), group in table.groupby(["label", "frame_label"], sort=False)
    ]
    return as_sentences("Stacked bars of hits, one row per piece and frame", *rows)
