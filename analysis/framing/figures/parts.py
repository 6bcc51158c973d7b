"""Bars of hits in parts, for voice and stance: the parts survive grey print."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from framing.figures import colours, grouped, layout, wording
from framing.study import Results

# solid, striped, open: told apart without colour
_KEYS, _HATCHES = ("solid", "striped", "open"), (None, "//////", None)


def fitting(table: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Return the rows of the frames for which there is room."""
    rows = table.drop_duplicates(["doc_id", "frame"])
    return grouped.fit_frames(table, results, len(rows), rows["doc_id"].nunique())


def plot(table: pd.DataFrame, column: str, values: Sequence[str], ax: Axes) -> Axes:
    rows = table[table[column] == values[0]].reset_index(drop=True)
    counts = np.column_stack([table.loc[table[column] == value, "hits"].to_numpy(int) for value in values])
    y = layout.stack_rows(ax, rows["doc_id"], rows["label"], rows["frame_label"])
    for at, row, parts in zip(y, rows.itertuples(), counts, strict=True):
        _bar(ax, at, parts, row.colour)
        if not parts.sum():
            layout.write(ax, "none", (0, at), (3, 0), "data", color=layout.DARK)
    ax.set_xlim(0, max(1.0, float(counts.sum(axis=1).max())) * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    columns = {value: list(map(str, counts[:, i])) for i, value in enumerate(values)}
    shares = wording.estimates(100 * rows[["share", "low", "high"]], "share", 0)
    columns[f"% {values[0]}  (interval)"] = [text.replace("none", "") for text in shares]
    key = ", ".join(f"{mark} {value}" for mark, value in zip(_KEYS, values, strict=True))
    return layout.finish(ax, f"hits; bars: {key}", y, columns)


def _bar(ax: Axes, y: float, parts: Sequence[int], colour: str) -> None:
    left = 0
    for n, hatch, fill in zip(parts, _HATCHES, (colour, "white", "white"), strict=True):
        if n:
            # stripes take the colour of the edge, and a pale one would not show on white
            look: dict[str, Any] = {"facecolor": fill, "edgecolor": colours.ink_of(colour), "hatch": hatch}
            ax.barh(y, n, left=left, height=0.62, linewidth=0.8, **look)
        left += n


def caption(head: str, table: pd.DataFrame, column: str, results: Results) -> str:
    methods, hits = results.methods, table.groupby(column, sort=False)["hits"].sum()
    return wording.sentences(
        head,
        grouped.frames_left_out(table, results),
        f"Of {wording.counted(hits.sum(), 'hit')}: {', '.join(f'{n} {value}' for value, n in hits.items())}",
        f"Right: the share of {hits.index[0]} hits and its {wording.interval(methods, 'hits')}; an exact "
        f"binomial limit where the share is 0 or 1, none where one {methods.unit} holds all hits",
        wording.agreement_with_check(results, column),
    )


def alt(table: pd.DataFrame, column: str) -> str:
    head, keys = "Stacked bars of hits, one row per piece and frame", ["label", "frame_label"]
    return wording.described(head, table, keys, lambda row: f"{row.hits} {getattr(row, column)}")
