"""Figures of the stress tests: every function draws one table on one Axes and returns it."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex, to_rgb

from framing.captions import covered
from framing.figures import (
    DARK,
    PALE,
    _columns,
    _face,
    _finish_x,
    _ink,
    _interval,
    _markers,
    _minus,
    _note,
    _stack,
)
from framing.multiverse import CHOICES
from framing.study import Methods

SPREAD_LABELS = {"range": "highest − lowest", "deviation": "standard deviation"}
_LEVELS = {
    ("parts", "all"): "with headline and dek",
    ("parts", "body"): "body alone",
    ("quotations", "in"): "with quotations",
    ("quotations", "out"): "without quotations",
    ("stance", "all"): "any stance",
    ("stance", "not negated"): "without negated hits",
    ("stance", "asserted"): "asserted hits alone",
    ("patterns", "all"): "all patterns",
    ("patterns", "phrases"): "phrases alone",
    ("dictionary", "full"): "full dictionary",
    ("dictionary", "sourced"): "patterns with a source",
    ("unit", "words"): "per 1,000 words",
    ("unit", "sentences"): "per 100 sentences",
}


def plot_leave_one_out(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw the rate of every piece and frame with a stroke for the rate without each pattern in turn.

    `table` has one row per frame x pattern x piece with columns doc_id, label, frame, frame_label, colour,
    pattern, rate, rate_without, change, pairs_swapped, as `leave_one_term_out` gives it, with printed names.
    """
    if table.empty:
        return _note(ax, "No pattern has hits.")
    frames = list(dict.fromkeys(table["frame"]))
    keys = [(d, f) for d in dict.fromkeys(table["doc_id"]) for f in frames]
    groups = dict(list(table.groupby(["doc_id", "frame"])))
    lanes = [groups[key] for key in keys]
    first = pd.DataFrame([lane.iloc[0] for lane in lanes])
    y = _stack(ax, first["doc_id"], first["label"], first["frame_label"])
    markers = _markers(table["frame"])
    named, to, swaps = [], [], []
    for at, lane, row in zip(y, lanes, first.itertuples(), strict=True):
        ink = _ink(row.colour)
        ax.plot([lane["rate_without"].min(), row.rate], [at, at], color=ink, linewidth=1, zorder=1)
        ax.plot(lane["rate_without"], [at] * len(lane), "|", color=ink, markersize=6, markeredgewidth=1)
        marker = markers[row.frame]
        ax.plot([row.rate], [at], marker, **_face(row.colour, 5), zorder=3, clip_on=False)
        most = lane.loc[lane["change"].idxmin()]
        moved = most["change"] < 0
        named.append(most["pattern"] if moved else "none")
        to.append(f"{most['rate']:.1f} to {most['rate_without']:.1f}" if moved else "")
        swaps.append(str(most["pairs_swapped"]) if moved else "")
    ax.set_xlim(0, float(table["rate"].max()) * 1.02)
    _columns(ax, y, {"moved most by": named, "from, to": to, "pairs swapped": swaps})
    return _finish_x(
        ax,
        "hits per 1,000 words; marker: all patterns, strokes: one left out\n"
        "pairs swapped: pairs of pieces whose order by that frame is reversed",
    )


def plot_null(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw real rates, and spreads between pieces, on the range that random dictionaries give.

    `table` has one row per frame x piece and per frame x spread with columns frame, frame_label, colour,
    measure, label (of the piece; for spreads anything), patterns, real, median, low, high, percentile, as
    `random_dictionaries` gives it, with printed names.
    """
    labels = [SPREAD_LABELS.get(row.measure, row.label) for row in table.itertuples()]
    headings = [f"{row.frame_label}\n{row.patterns} patterns" for row in table.itertuples()]
    y = _stack(ax, table["frame"], headings, labels)
    markers = _markers(table["frame"])
    for at, row in zip(y, table.itertuples(), strict=True):
        ax.plot([row.low, row.high], [at] * 2, color="#8C8C8C", linewidth=1, zorder=1)
        ax.plot([row.median], [at], "|", color="black", markersize=7, markeredgewidth=1, zorder=2)
        ax.plot([row.real], [at], markers[row.frame], **_face(row.colour, 5), zorder=3, clip_on=False)
    ax.set_xlim(0, (float(table[["real", "high"]].max().max()) or 1) * 1.02)
    middle = [
        "none" if np.isnan(row.median) else f"{row.median:.1f}  ({row.low:.1f} to {row.high:.1f})"
        for row in table.itertuples()
    ]
    percentile = ["" if np.isnan(p) else f"{p:.0%}".replace("%", " %") for p in table["percentile"]]
    _columns(ax, y, {"real": table["real"].map("{:.1f}".format), "random": middle, "real above": percentile})
    return _finish_x(
        ax,
        "hits per 1,000 words; marker: the frame's patterns\n"
        f"stroke and line: random words as frequent, median and {covered(methods)} range",
    )


def plot_multiverse(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw every specification as a column: the order of the pieces by each frame, and the choices made.

    `table` has one row per specification x piece x frame with columns doc_id, label, frame, frame_label,
    colour, rank, place and the choices, as `conclusions.ranked` gives it, with printed names. The darkest
    cell of a column is the piece with the highest rate, a white one has no hit. The study's own specification
    comes first, those that agree with it least last.
    """
    rows = table[table["specification"] == table["specification"].min()]
    rows = rows.assign(order=rows["frame"].map({f: i for i, f in enumerate(dict.fromkeys(rows["frame"]))}))
    rows = rows.sort_values("order", kind="stable")
    found = {name: list(dict.fromkeys(table[name])) for name in CHOICES}
    levels = [(name, level) for name, listed in found.items() if len(listed) > 1 for level in listed]
    y = _stack(
        ax,
        [*rows["frame"], *(name for name, _ in levels)],
        [*rows["frame_label"], *(name for name, _ in levels)],
        [*rows["label"], *(_LEVELS[level] for level in levels)],
    )
    at = dict(zip([*zip(rows["frame"], rows["doc_id"], strict=True), *levels], y, strict=True))
    last = float(table["rank"].max())
    shades = [
        _blend(row.colour, 1 - 0.8 * (row.rank - 1) / max(1, last - 1)) if row.rank else "white"
        for row in table.itertuples()
    ]
    left = table["place"].to_numpy(float) - 0.5
    top = np.array([at[key] for key in zip(table["frame"], table["doc_id"], strict=True)]) - 0.5
    corners = np.stack([left, top], axis=1)[:, np.newaxis] + [(0, 0), (1, 0), (1, 1), (0, 1)]
    ax.add_collection(PolyCollection(list(corners), facecolors=shades, edgecolors="white", linewidths=0.25))
    columns = table.drop_duplicates("specification")
    for name, level in levels:
        chosen = columns.loc[columns[name] == level, "place"]
        ax.plot(chosen, [at[name, level]] * len(chosen), "s", color=DARK, markersize=2, linestyle="none")
    count = len(columns)
    ax.set_xlim(0.5, count + 0.5)
    ax.set_xticks(sorted({1, *range(12, count + 1, 12), count}) if count > 12 else range(1, count + 1))
    return _finish_x(
        ax,
        f"{count} specifications; 1 is the study's own, the last agree with it least\n"
        "darkest: the piece with the highest rate of the frame; white: no hit",
    )


def plot_lexicons(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the mean sentiment of every piece by every lexicon, in standard deviations of the sentences.

    `table` has one row per lexicon x piece with columns lexicon, doc_id, label, mean, low, high, deviation,
    rank, as `lexicon_means` gives it, with printed names.
    """
    rank = {doc_id: i for i, doc_id in enumerate(dict.fromkeys(table["doc_id"]))}
    rows = table.assign(order=table["doc_id"].map(rank)).sort_values("order", kind="stable")
    y = _stack(ax, rows["doc_id"], rows["label"], rows["lexicon"])
    ax.axvline(0, color=PALE, linewidth=0.5, zorder=0)
    fills = dict(zip(dict.fromkeys(table["lexicon"]), ("black", "white", "#8C8C8C", PALE), strict=False))
    markers = _markers(table["lexicon"])
    for at, row in zip(y, rows.itertuples(), strict=True):
        values = tuple(value / (row.deviation or 1) for value in (row.mean, row.low, row.high))
        _interval(ax, at, values, fills[row.lexicon], markers[row.lexicon], line="black")
    numbers = [f"{_minus(r.mean)}  ({_minus(r.low)} to {_minus(r.high)})" for r in rows.itertuples()]
    _columns(ax, y, {"mean in own units  (interval)": numbers, "rank": rows["rank"].astype(str)})
    return _finish_x(
        ax,
        f"mean per sentence, in standard deviations of all sentences, with {covered(methods)} interval\n"
        "rank: 1 is the most negative piece by that lexicon",
    )


def _blend(colour: str, share: float) -> str:
    """Return a colour mixed with white.

    >>> _blend("#000000", 0.25)
    '#bfbfbf'
    """
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(colour))
    return to_hex((red, green, blue))
