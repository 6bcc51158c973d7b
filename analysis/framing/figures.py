"""Figures: every function draws one table on one Axes and returns it; none computes a result or saves."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from math import log
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextPath
from matplotlib.ticker import MaxNLocator

from framing.captions import covered
from framing.study import Methods

FONT, SIZE = "DejaVu Sans", 8
POINTS_PER_MM = 72 / 25.4
DARK, PALE = "#595959", "#D0D0D0"
_MARKERS = "os^DvPX*"
_GAP = 0.7
_ODDS = (1 / 100, 1 / 10, 1, 10, 100, 1000, 10_000)
_FINE_ODDS = (1 / 10, 1 / 3, 1, 3, 10, 30)
_AROUND = tuple(
    (x * far, y * far)
    for far in (1, 1.7, 2.4)
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
)


def style() -> dict[Any, Any]:
    """Return matplotlib settings for print: 8 pt, thin lines, fonts embedded, nothing that changes by run.

    >>> with mpl.rc_context(style()):
    ...     mpl.rcParams["font.size"], mpl.rcParams["pdf.fonttype"]
    (8.0, 42)
    """
    machine = ("backend", "interactive", "toolbar", "timezone", "webagg", "date.", "keymap", "figure.hooks")
    defaults = {key: mpl.rcParamsDefault[key] for key in mpl.rcParamsDefault if not key.startswith(machine)}
    sizes = dict.fromkeys(("axes.labelsize", "xtick.labelsize", "ytick.labelsize", "font.size"), SIZE)
    lines = {"axes.linewidth": 0.5, "xtick.major.width": 0.5, "ytick.major.width": 0.5, "lines.linewidth": 1}
    bare = {"axes.spines.top": False, "axes.spines.right": False, "text.hinting": "none"}
    saved = {"pdf.fonttype": 42, "svg.fonttype": "path", "svg.hashsalt": "framing", "savefig.bbox": None}
    return {**defaults, **sizes, **lines, **bare, **saved, "font.family": FONT, "figure.dpi": 100}


def plot_salience(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the rate of every piece and frame as a marker on its interval, with hits and numbers beside it.

    `table` has one row per piece x frame with columns doc_id, label, frame, frame_label, colour, hits,
    words, rate, low, high (hits per 1,000 words), as `report.drawn_salience` gives it.
    """
    notes = [f"{n:,} words" for n in table["words"]]
    y = _stack(ax, table["doc_id"], table["label"], table["frame_label"], notes)
    markers = _markers(table["frame"])
    for at, row in zip(y, table.itertuples(), strict=True):
        _interval(ax, at, (row.rate, row.low, row.high), row.colour, markers[row.frame], hollow=row.hits == 0)
    ax.set_xlim(0, float(table["high"].max()) * 1.02)
    ax.margins(x=0)
    numbers = [f"{row.rate:.1f}  ({row.low:.1f} to {row.high:.1f})" for row in table.itertuples()]
    _columns(ax, y, {"hits": table["hits"].astype(str), "rate  (interval)": numbers})
    return _finish_x(ax, f"hits per 1,000 words, with {covered(methods)} interval; hollow: no hit")


def plot_subframes(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw subframes by pieces as cells: the count as text, the rate as shade.

    `table` has one row per subframe x piece with columns doc_id, label, frame, frame_label, subframe,
    subframe_label, colour, hits, words, rate, as `report.drawn_subframes` gives it.
    """
    if table.empty:
        return _note(ax, "No subframes are defined.")
    rows = table.drop_duplicates(["frame", "subframe"])
    pieces = table.drop_duplicates("doc_id").reset_index(drop=True)
    y = _stack(ax, rows["frame"], rows["frame_label"], rows["subframe_label"])
    at_row = dict(zip(zip(rows["frame"], rows["subframe"], strict=True), y, strict=True))
    at_column = dict(zip(pieces["doc_id"], range(len(pieces)), strict=True))
    highest = float(table["rate"].max())
    for row in table.itertuples():
        place = (at_column[row.doc_id], at_row[row.frame, row.subframe])
        _cell(ax, *place, str(row.hits), row.rate / highest if highest else 0, faint=row.hits == 0)
    strip = 0.016 * len(pieces)
    for row, at in zip(rows.itertuples(), y, strict=True):
        ax.add_patch(Rectangle((-1.2 * strip, at - 0.5), strip, 1, facecolor=row.colour, edgecolor="none"))
    ax.set_xlim(-1.3 * strip, len(pieces))
    _column_heads(ax, [f"{row.label}\n{row.words:,} words" for row in pieces.itertuples()])
    _shade_key(ax, highest, len(pieces), "shade: hits per 1,000 words")
    return _bare(ax)


def plot_positions(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw where along each piece hits stand, one lane per frame, with the mean position beneath.

    `table` has one row per piece x frame (kind "mean") and per sentence with hits (kind "sentence") with
    columns doc_id, label, frame, frame_label, colour, kind, n, words, position, low, high, as
    `report.drawn_positions` gives it.
    """
    means = table[table["kind"] == "mean"]
    notes = [f"{n:,} words" for n in means["words"]]
    y = _stack(ax, means["doc_id"], means["label"], means["frame_label"], notes)
    lanes = dict(zip(zip(means["doc_id"], means["frame"], strict=True), y, strict=True))
    markers = _markers(means["frame"])
    for at in y:
        ax.plot([0, 100], [at + 0.12] * 2, color=PALE, linewidth=0.5, zorder=1)
    hits = table[table["kind"] == "sentence"]
    pitch = min(0.2, 0.48 / max(1, hits["n"].max() if len(hits) else 1))
    for row in hits.itertuples():
        heights = lanes[row.doc_id, row.frame] + 0.04 - pitch * np.arange(row.n)
        ax.plot([row.position * 100] * row.n, heights, markers[row.frame], **_face(row.colour, 3.2))
    for at, row in zip(y, means.itertuples(), strict=True):
        ax.plot([row.low * 100, row.high * 100], [at + 0.32] * 2, color=_ink(row.colour), linewidth=1)
        ax.plot([row.position * 100], [at + 0.32], "|", color="black", markersize=5, markeredgewidth=1)
    ax.set_xlim(-1, 101)
    ax.set_xticks(range(0, 101, 20), [f"{x} %" for x in range(0, 101, 20)])
    _columns(
        ax, y, {"hits": means["n"].astype(str), "mean position": [_place(r) for r in means.itertuples()]}
    )
    return _finish_x(
        ax,
        "share of the piece's words before the hit\n"
        f"markers: hits, stacked within a sentence; stroke and line: mean, {covered(methods)} interval",
    )


def plot_sentiment(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the score of every sentence as a ring, and the mean of each piece with its interval.

    `table` has one row per piece x score (kind "mean") and per sentence x score (kind "sentence") with
    columns doc_id, label, score, kind, sentence, sentences, compound, low, high (-1 to 1), as
    `report.drawn_sentiment` gives it. Rings are moved up and down only so that they do not hide each other.
    """
    means = table[table["kind"] == "mean"]
    notes = [f"{n:,} sentences" for n in means["sentences"]]
    y = _stack(ax, means["doc_id"], means["label"], means["score"], notes)
    lanes = dict(zip(zip(means["doc_id"], means["score"], strict=True), y, strict=True))
    ax.axvline(0, color=PALE, linewidth=0.5, zorder=0)
    sentences = table[table["kind"] == "sentence"]
    at = np.array([lanes[key] for key in zip(sentences["doc_id"], sentences["score"], strict=True)])
    ax.plot(sentences["compound"], at + _spread(sentences["sentence"]), "o", **_face("none", 2.6, "#7F7F7F"))
    for at_row, row in zip(y, means.itertuples(), strict=True):
        dot, colour = ("o", "black") if row.score == means["score"].iloc[0] else ("D", "white")
        _interval(ax, at_row, (row.compound, row.low, row.high), colour, dot, line="black", size=5)
    ax.set_xlim(-1.02, 1.02)
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "0.5", "1"])
    numbers = [f"{_minus(r.compound)}  ({_minus(r.low)} to {_minus(r.high)})" for r in means.itertuples()]
    _columns(ax, y, {"mean  (interval)": numbers})
    return _finish_x(
        ax,
        "VADER compound score (−1 most negative, 1 most positive)\n"
        f"grey rings: sentences; large markers: mean of the piece, {covered(methods)} interval",
    )


def plot_cooccurrence(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw how many sentences hold both frames of a pair, on the range that chance would give.

    `table` has one row per pair of frames x piece with columns pair, doc_id, label, frame_a_label,
    frame_b_label, colour_a, colour_b, sentences, both, expected, chance_low, chance_high, beyond_chance, as
    `report.drawn_cooccurrence` gives it.
    """
    if table.empty:
        return _note(ax, "One frame by itself has nothing to occur with.")
    y = _stack(
        ax,
        table["pair"],
        [f"{r.frame_a_label}\nwith {r.frame_b_label}" for r in table.itertuples()],
        table["label"],
    )
    for at, row in zip(y, table.itertuples(), strict=True):
        ax.plot([row.chance_low, row.chance_high], [at] * 2, color="#8C8C8C", linewidth=1, zorder=1)
        ax.plot([row.expected], [at], "|", color="black", markersize=7, markeredgewidth=1, zorder=2)
        halves = {"fillstyle": "left", "markerfacecoloralt": row.colour_b}
        dot = "D" if row.beyond_chance else "o"
        ax.plot([row.both], [at], dot, **_face(row.colour_a, 5), **halves, zorder=3, clip_on=False)
    most = max(1, int(table[["both", "chance_high"]].max().max()))
    ax.set_xlim(-0.02 * most, most * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    chance = [f"{r.expected:.1f}  ({r.chance_low} to {r.chance_high})" for r in table.itertuples()]
    found = {"sentences": table["sentences"].map("{:,}".format), "both": table["both"].astype(str)}
    _columns(ax, y, {**found, "by chance": chance})
    return _finish_x(
        ax,
        "sentences that hold both frames\n"
        f"marker: counted (diamond: beyond chance); stroke and line: expected, {covered(methods)} range",
    )


def plot_keyness(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the distinctive words of every piece with the interval of their log-odds.

    `table` has one row per piece x word with columns doc_id, label, token, n, n_rest, log_odds, low, high,
    sure (the interval leaves out even odds), as `report.drawn_keyness` gives it. The axis is in
    log-odds, its labels in times.
    """
    if table.empty:
        return _note(ax, "No word can be set against other pieces.")
    first = ~table["doc_id"].duplicated().to_numpy()
    left = max(map(_width, table["token"])) + 6
    y: list[float] = []
    row_at = -1.0
    for row, opens in zip(table.itertuples(), first, strict=True):
        row_at += 2.3 if opens and y else 1
        if opens:
            _say(ax, row.label, 0, row_at - 1, dx=-left, weight="bold", coords="axes fraction")
        ax.plot([0, 0], [row_at - 0.5, row_at + 0.5], color=PALE, linewidth=0.5, zorder=0)
        y.append(row_at)
    for at, row in zip(y, table.itertuples(), strict=True):
        _interval(ax, at, (row.log_odds, row.low, row.high), "black", "o", hollow=not row.sure, line=DARK)
    ax.set_ylim(row_at + 0.7, -1.6)
    ax.set_yticks(y, table["token"], parse_math=False)
    ax.tick_params(axis="y", length=0)
    low, high = min(0.0, table["low"].min()), table["high"].max()
    ax.set_xlim(low - 0.1, high + 0.1)
    ticks = [t for t in (_FINE_ODDS if high - low < log(300) else _ODDS) if low <= log(t) <= high]
    ax.set_xticks([log(t) for t in ticks], [f"×{t:g}" if t >= 1 else f"÷{1 / t:g}" for t in ticks])
    ax.spines["left"].set_visible(False)
    _columns(ax, y, {"n here": table["n"].astype(str), "n others": table["n_rest"].astype(str)})
    return _finish_x(
        ax,
        "odds of the word, against the other pieces\n"
        f"with {covered(methods)} interval; hollow: it includes ×1",
    )


def plot_similarity(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the cosine of every two pieces in a triangle: left of one name and beneath the other.

    `table` has one row per pair of pieces with columns doc_id_a, doc_id_b, label_a, label_b, cosine, low,
    high, as `report.drawn_similarity` gives it.
    """
    if table.empty:
        return _note(ax, "One piece has no other to be like.")
    names = dict(zip(table["doc_id_a"], table["label_a"], strict=True))
    names |= dict(zip(table["doc_id_b"], table["label_b"], strict=True))
    at = {doc_id: i for i, doc_id in enumerate(names)}
    room = _figure_width(ax) - 10
    lines = {doc_id: _wrap(name, 96) for doc_id, name in names.items()}
    widest = {doc_id: max(map(_width, parts)) + 6 for doc_id, parts in lines.items()}
    cell = min((room - widest[doc_id]) / max(1, i) for doc_id, i in at.items())
    roomy = cell > _width(".00–.00") + 4
    for row in table.itertuples():
        limits = f"\n{row.low:.2f}–{row.high:.2f}".replace("0.", ".") if roomy else ""
        _cell(ax, at[row.doc_id_a], at[row.doc_id_b], f"{row.cosine:.2f}{limits}", row.cosine)
    for doc_id, i in at.items():
        _say(ax, "\n".join(lines[doc_id]), i, i, dx=4, coords="data", va="center")
    ax.set_xlim(0, room / cell)
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.set_yticks([])
    how = f" and its {covered(methods)} interval" if roomy else ""
    return _finish_x(
        _bare(ax),
        f"cosine{how}; a cell stands left of one name\nand beneath the other; the darker, the more alike",
    )


def plot_map(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw pieces as points of a plane whose distances come near to 1 - cosine, each with its name.

    `table` has one row per piece with columns doc_id, label, x, y, fit, as `report.drawn_map` gives it.
    """
    if table.empty:
        return _note(ax, "One piece has no other to be like.")
    points = table[["x", "y"]].to_numpy(float)
    reach = max(float(np.ptp(points, axis=0).max()) * 0.62, 0.05)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    # names are placed for a slightly smaller square than is drawn, so that they keep apart
    unit = 2 * reach / (0.8 * _figure_width(ax))
    ax.plot(points[:, 0], points[:, 1], "o", color="black", markersize=4)
    names = ["\n".join(_wrap(name, 96)) for name in table["label"]]
    middled: dict[str, Any] = {"ha": "center", "va": "center", "parse_math": False, "linespacing": 1.1}
    for name, point, place in zip(names, points, _beside(names, points, unit), strict=True):
        ax.annotate(name, point, xytext=tuple(place / unit), textcoords="offset points", **middled)
    ax.set(xlim=middle[0] + np.array([-reach, reach]), ylim=middle[1] + np.array([-reach, reach]))
    ax.set_aspect("equal")
    ax.set_xlabel(
        "distances come near to 1 − cosine; the plane keeps\n"
        f"{table['fit'].iloc[0]:.0%} of the squared distances".replace("%", " %")
    )
    return ax


def keep_label_inside(ax: Axes) -> None:
    """Move the label of the x axis sideways until it lies within the figure."""
    label, figure = ax.xaxis.label, ax.get_figure(root=True)
    if figure is None:
        return
    box = label.get_window_extent()
    shift = max(0.0, 2 - box.x0) or min(0.0, figure.bbox.width - 2 - box.x1)
    label.set_x(label.get_position()[0] + shift / ax.bbox.width)


def _stack(
    ax: Axes,
    groups: Sequence[Hashable],
    headings: Sequence[str],
    labels: Sequence[str],
    notes: Sequence[str] = (),
) -> list[float]:
    """Lay rows out from the top, a little apart between groups, and return where each row stands.

    Rows are one unit high; a group's heading stands left of its row labels and has its lines a row apart,
    a note being its last line, in grey.
    """
    groups, labels = list(groups), list(labels)
    heads = [_wrap(heading, 96) for heading in headings]
    feet = [[note] for note in notes] if notes else [[] for _ in heads]
    left = max(map(_width, labels)) + max(_width(x) for lines in heads + feet for x in lines) + 17
    y: list[float] = []
    at = bottom = 0.0
    for i, (head, foot) in enumerate(zip(heads, feet, strict=True)):
        if i == 0 or groups[i] != groups[i - 1]:
            if i:
                at = max(at, bottom) + _GAP
                ax.axhline(at - 0.5 - _GAP / 2, color=PALE, linewidth=0.5, zorder=0)
            bottom = at + len(head) + len(foot)
            for k, line in enumerate(head + foot):
                colour = "black" if k < len(head) else DARK
                _say(ax, line, 0, at + k, dx=-left, coords="axes fraction", color=colour)
        y.append(at)
        at += 1
    ax.set_ylim(max(at, bottom) - 0.4, -0.6)
    ax.set_yticks(y, labels, parse_math=False)
    ax.tick_params(axis="y", length=0, pad=7)
    ax.spines["left"].set_visible(False)
    return y


def _columns(ax: Axes, y: Sequence[float], columns: dict[str, Sequence[str]]) -> None:
    """Write columns of text right of the Axes, each under its heading."""
    x = 4.0
    for heading, texts in columns.items():
        x += max(map(_width, [heading, *texts])) + 8
        ax.annotate(
            heading,
            (1, 1),
            xytext=(x, 3),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="right",
            va="bottom",
            color=DARK,
        )
        for at, text in zip(y, texts, strict=True):
            _say(ax, text, 1, at, dx=x, coords="axes fraction", ha="right")


def _interval(
    ax: Axes,
    y: float,
    values: tuple[float, float, float],
    colour: str,
    marker: str,
    *,
    hollow: bool = False,
    line: str = "",
    size: float = 5,
) -> None:
    x, low, high = values
    ink = line or _ink(colour)
    ax.plot([low, high], [y, y], color=ink, linewidth=1, zorder=2, solid_capstyle="butt")
    ax.plot([x], [y], marker, **_face("white" if hollow else colour, size), zorder=3, clip_on=False)


def _cell(
    ax: Axes, x: float, y: float, text: str, share: float, *, faint: bool = False, width: float = 1
) -> None:
    """Draw a cell right of x and around y, the darker the higher its share of the highest value."""
    grey = 1 - 0.85 * share
    ax.add_patch(
        Rectangle((x, y - 0.5), width, 1, facecolor=to_hex((grey,) * 3), edgecolor=PALE, linewidth=0.5)
    )
    colour = "white" if grey < 0.45 else DARK if faint else "black"
    ax.text(x + width / 2, y, text, ha="center", va="center", color=colour, linespacing=1.1, parse_math=False)


def _column_heads(ax: Axes, heads: Sequence[str]) -> None:
    room = (_figure_width(ax) - _left_of(ax)) / len(heads) - 8
    wrapped = [_wrap(head, room) for head in heads]
    upright = max(_width(line) for lines in wrapped for line in lines) <= room
    for i, (head, lines) in enumerate(zip(heads, wrapped, strict=True)):
        ax.annotate(
            "\n".join(lines) if upright else head.replace("\n", ", "),
            (i + 0.5, 1),
            xytext=(0, 3),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="bottom",
            rotation=0 if upright else 90,
            parse_math=False,
        )


def _shade_key(ax: Axes, highest: float, columns: int, name: str) -> None:
    bottom = ax.get_ylim()[0] + 0.9
    values = (
        [v for v in MaxNLocator(4, integer=highest >= 3).tick_values(0, highest) if 0 <= v <= highest]
        if highest
        else [0]
    )
    width = min(1.0, columns / len(values))
    for i, value in enumerate(values):
        _cell(ax, i * width, bottom, f"{value:g}", value / highest if highest else 0, width=width)
    _say(ax, name, 0, bottom, dx=-7, coords="axes fraction", ha="right")
    ax.set_ylim(bottom + 0.55, -0.6)


def _beside(names: Sequence[str], points: np.ndarray, unit: float) -> list[np.ndarray]:
    """Return for every point how far off its name's middle stands, so that names and points keep apart."""
    taken = [(*(p - 3 * unit), *(p + 3 * unit)) for p in points]
    places = []
    for name, point in zip(names, points, strict=True):
        lines = name.split("\n")
        half = np.array([max(map(_width, lines)) / 2 + 1, SIZE * 0.6 * len(lines)]) * unit
        tried: list[tuple[float, int, np.ndarray, tuple[float, ...]]] = []
        for direction in _AROUND:
            middle = point + np.array(direction) * (half + 3.5 * unit)
            box = (*(middle - half), *(middle + half))
            tried.append(
                (sum(_overlap(box, other) for other in taken) + _beyond(box, points), len(tried), middle, box)
            )
        _, _, middle, box = min(tried, key=lambda t: t[:2])
        taken.append(box)
        places.append(middle - point)
    return places


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def _beyond(box: tuple[float, ...], points: np.ndarray) -> float:
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    reach = max(float(np.ptp(points, axis=0).max()) * 0.62, 0.05)
    low, high = middle - reach, middle + reach
    return float(max(0, low[0] - box[0], box[2] - high[0], low[1] - box[1], box[3] - high[1])) * reach


def _say(ax: Axes, text: str, x: float, y: float, *, dx: float, coords: str, **look: Any) -> None:
    """Write text at x (in coords) and y (in data), moved right by dx points."""
    usual = {"ha": "left", "va": "center_baseline", "parse_math": False, "annotation_clip": False}
    how: dict[str, Any] = {"xytext": (dx, 0), "textcoords": "offset points", **usual, **look}
    ax.annotate(text, (x, y), xycoords=(coords, "data"), **how)


def _finish_x(ax: Axes, label: str) -> Axes:
    ax.set_xlabel(label, linespacing=1.3)
    ax.tick_params(axis="x", length=2)
    return ax


def _bare(ax: Axes) -> Axes:
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    return ax


def _note(ax: Axes, text: str) -> Axes:
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center")
    ax.set(xticks=[], yticks=[], ylim=(1, 0))
    ax.spines[:].set_visible(False)
    return ax


def _markers(frames: pd.Series) -> dict[Hashable, str]:
    return {frame: _MARKERS[i % len(_MARKERS)] for i, frame in enumerate(dict.fromkeys(frames))}


def _face(fill: str, size: float, edge: str = "black") -> dict[str, Any]:
    return {
        "markerfacecolor": fill,
        "markeredgecolor": edge,
        "markeredgewidth": 0.5,
        "markersize": size,
        "linestyle": "none",
    }


def _ink(colour: str) -> str:
    """Return a colour dark enough for a thin line on white.

    >>> _ink("#0072B2"), _ink("#F0E442")
    ('#0072b2', '#a89f2e')
    """
    rgb = np.array(to_rgb(colour))
    return to_hex(tuple(rgb * min(1.0, 0.6 / max(0.6, float(rgb @ [0.2126, 0.7152, 0.0722])))))


def _spread(numbers: pd.Series) -> np.ndarray:
    """Return shifts between -0.3 and 0.3 that differ as much as can be between neighbours."""
    return (numbers.to_numpy(float) * 0.6180339887498949) % 1 * 0.6 - 0.3


@lru_cache(maxsize=4096)
def _width(text: str) -> float:
    """Return the width of a line of text in points."""
    if not text.strip():
        return 0.0
    # a dollar sign would be read as mathematics; S is as wide
    path = TextPath((0, 0), text.replace("$", "S"), size=SIZE, prop=FontProperties(family=FONT))
    return float(path.get_extents().width)


def _wrap(text: str, width: float) -> list[str]:
    """Break text at line feeds and, where wider than width (points), at spaces, or else anywhere."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in (piece for whole in part.split(" ") for piece in _pieces(whole, width)):
            if line and _width(f"{line} {word}") > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def _pieces(word: str, width: float) -> list[str]:
    if _width(word) <= width or len(word) < 2:
        return [word]
    fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or _width(word[:n]) <= width)
    return [word[:fits], *_pieces(word[fits:], width)]


def _figure_width(ax: Axes) -> float:
    figure = ax.get_figure(root=True)
    return figure.get_figwidth() * 72 if figure else 174 * POINTS_PER_MM


def _left_of(ax: Axes) -> float:
    return max((-text.xyann[0] for text in ax.texts if hasattr(text, "xyann")), default=0.0) + 10


def _minus(number: float) -> str:
    # a limit just below zero keeps its sign: it says that the interval leaves out 0
    return f"{number + 0.0:.2f}".replace("-", "−")


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
