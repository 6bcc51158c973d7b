"""Figures of voice and stance: one table on one Axes, counts as bars whose parts survive grey print."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from framing.figures import DARK, _columns, _finish_x, _ink, _say, _stack
from framing.schema import STANCES, VOICES
from framing.study import Methods

# solid, striped, open: told apart without colour
_HATCHES = (None, "//////", None)
_KEYS = "■▨□"


def plot_voice(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw the hits of every piece and frame as a bar, parted into author, reported and quoted.

    `table` has one row per piece x frame x voice with columns doc_id, label, frame, frame_label, colour,
    voice, hits, share, low, high, as `voice_shares.voice_shares` gives it with printed names.
    """
    return _plot_parts(table, "voice", VOICES, ax)


def plot_stance(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw the hits of every piece and frame as a bar, parted into asserted, negated and contested.

    `table` has one row per piece x frame x stance with columns doc_id, label, frame, frame_label, colour,
    stance, hits, share, low, high, as `voice_shares.stance_shares` gives it with printed names.
    """
    return _plot_parts(table, "stance", STANCES, ax)


def _plot_parts(table: pd.DataFrame, column: str, values: Sequence[str], ax: Axes) -> Axes:
    rows = table[table[column] == values[0]].reset_index(drop=True)
    counts = np.column_stack([table.loc[table[column] == value, "hits"].to_numpy(int) for value in values])
    y = _stack(ax, rows["doc_id"], rows["label"], rows["frame_label"])
    for at, row, parts in zip(y, rows.itertuples(), counts, strict=True):
        _bar(ax, at, parts, row.colour)
        if not parts.sum():
            _say(ax, "none", 0, at, dx=3, coords="data", color=DARK)
    ax.set_xlim(0, max(1.0, float(counts.sum(axis=1).max())) * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    columns = {value: list(map(str, counts[:, i])) for i, value in enumerate(values)}
    shares = [_share(row) for row in rows.itertuples()]
    _columns(ax, y, {**columns, f"% {values[0]}  (interval)": shares})
    key = ", ".join(f"{mark} {value}" for mark, value in zip(_KEYS, values, strict=True))
    return _finish_x(ax, f"hits: {key}")


def _bar(ax: Axes, y: float, parts: Sequence[int], colour: str) -> None:
    left = 0
    for number, (n, hatch) in enumerate(zip(parts, _HATCHES, strict=True)):
        fill = colour if number == 0 else "white"
        if n:
            # stripes take the colour of the edge, and a pale one would not show on white
            look: dict[str, Any] = {"facecolor": fill, "edgecolor": _ink(colour), "hatch": hatch}
            ax.barh(y, n, left=left, height=0.62, linewidth=0.8, **look)
        left += n


def _share(row: Any) -> str:
    if np.isnan(row.share):
        return ""
    limits = "" if np.isnan(row.low) else f"  ({row.low:.0%} to {row.high:.0%})"
    return f"{row.share:.0%}{limits}".replace("%", "")
