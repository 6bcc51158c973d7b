"""Figures of voice and stance: one table on one Axes, counts as bars whose parts survive grey print."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.ticker import MaxNLocator

from framing.tables import STANCES, VOICES

_GAP = 0.7
_SOLID, _STRIPED, _OPEN = "", "//////", "open"
_FILLS = (_SOLID, _STRIPED, _OPEN)
_KEYS = "■▨□"
_DARK, _PALE = "#595959", "#D0D0D0"


def plot_voice(table: pd.DataFrame, ax: Axes) -> Axes:
    """Draw the hits of every piece and frame as a bar, parted into author, reported and quoted.

    `table` has one row per piece x frame x voice with columns doc_id, label, frame, frame_label, colour,
    voice, hits, share, low, high, as `voice_shares.voice_shares` gives it with printed names.
    """
    return _plot_parts(table, "voice", VOICES, ax)


def plot_stance(table: pd.DataFrame, ax: Axes) -> Axes:
    """Draw the hits of every piece and frame as a bar, parted into asserted, negated and contested.

    `table` has one row per piece x frame x stance with columns doc_id, label, frame, frame_label, colour,
    stance, hits, share, low, high, as `voice_shares.stance_shares` gives it with printed names.
    """
    return _plot_parts(table, "stance", STANCES, ax)


def _plot_parts(table: pd.DataFrame, column: str, values: Sequence[str], ax: Axes) -> Axes:
    rows = table[table[column] == values[0]].reset_index(drop=True)
    counts = np.column_stack([table.loc[table[column] == value, "hits"].to_numpy() for value in values])
    y = _stack(ax, rows)
    before = np.zeros(len(rows))
    for number, fill in enumerate(_FILLS):
        for at, left, n, colour in zip(y, before, counts[:, number], rows["colour"], strict=True):
            ax.barh(at, n, left=left, height=0.62, linewidth=0.8, **_look(fill, colour))
        before += counts[:, number]
    for at, n in zip(y, before, strict=True):
        if n == 0:
            _say(ax, "none", 0, at, dx=3, coords="data", color=_DARK)
    ax.set_xlim(0, max(1.0, float(before.max())) * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    columns = {value: [str(n) for n in counts[:, i]] for i, value in enumerate(values)}
    shares = ["" if np.isnan(row.share) else f"{row.share:.0%}{_limits(row)}" for row in rows.itertuples()]
    _columns(ax, y, {**columns, f"% {values[0]}  (interval)": [share.replace("%", "") for share in shares]})
    key = ", ".join(f"{mark} {value}" for mark, value in zip(_KEYS, values, strict=True))
    ax.set_xlabel(f"hits: {key}", linespacing=1.3)
    ax.tick_params(axis="x", length=2)
    return ax


def _look(fill: str, colour: str) -> dict[str, Any]:
    # stripes take the colour of the edge, and a pale colour would not show on white
    rgb = np.array(to_rgb(colour))
    ink = to_hex(tuple(rgb * min(1.0, 0.6 / max(0.6, float(rgb @ [0.2126, 0.7152, 0.0722])))))
    if fill == _SOLID:
        return {"facecolor": colour, "edgecolor": ink}
    return {"facecolor": "white", "edgecolor": ink, "hatch": None if fill == _OPEN else fill}


def _limits(row: Any) -> str:
    return "" if np.isnan(row.low) else f"  ({row.low:.0%} to {row.high:.0%})"


def _stack(ax: Axes, rows: pd.DataFrame) -> list[float]:
    """Lay rows out from the top, pieces a little apart, each piece's name left of its frames."""
    y: list[float] = []
    at = 0.0
    for i, doc_id in enumerate(rows["doc_id"]):
        if i == 0 or doc_id != rows["doc_id"][i - 1]:
            if i:
                at += _GAP
                ax.axhline(at - 0.5 - _GAP / 2, color=_PALE, linewidth=0.5, zorder=0)
            _say(ax, rows["label"][i], 0, at, dx=-82, coords="axes fraction", ha="right")
        y.append(at)
        at += 1
    ax.set_ylim(at - 0.4, -0.6)
    ax.set_yticks(y, rows["frame_label"], parse_math=False)
    ax.tick_params(axis="y", length=0, pad=4)
    ax.spines["left"].set_visible(False)
    return y


def _columns(ax: Axes, y: Sequence[float], columns: dict[str, Sequence[str]]) -> None:
    """Write columns of text right of the Axes, each under its heading."""
    x = 4.0
    for heading, texts in columns.items():
        # 4.4 points are the mean width of a letter at 8 points
        x += 4.4 * max(len(text) for text in [heading, *texts]) + 8
        place: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "right"}
        ax.annotate(heading, (1, 1), xytext=(x, 3), va="bottom", color=_DARK, **place)
        for at, text in zip(y, texts, strict=True):
            _say(ax, text, 1, at, dx=x, coords="axes fraction", ha="right")


def _say(ax: Axes, text: str, x: float, y: float, *, dx: float, coords: str, **look: Any) -> None:
    """Write text at x (in coords) and y (in data), moved right by dx points."""
    place: dict[str, Any] = {"xycoords": (coords, "data"), "textcoords": "offset points"}
    place |= {"va": "center_baseline", "parse_math": False, "annotation_clip": False} | look
    ax.annotate(text, (x, y), xytext=(dx, 0), **place)
