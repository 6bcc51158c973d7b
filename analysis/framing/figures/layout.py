"""What figures share: rows with headings, columns of text, marks and intervals on one Axes."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

from framing.figures.colours import ink_of
from framing.figures.texts import cut, few_lines, text_size, width_of_text, wrap_lines

# of rows of 8 points (mm), and how many of them a figure holds beside its margin
LEAST_ROW = 3.1
MOST_ROWS = 66
# of labels of rows and of cells in columns, of wide and of narrow figures (points)
_WIDEST, _WIDEST_CELL = (180, 110), (130, 85)
# of the axis (points), and how headings of columns are set until it has that
_LEAST_AXIS, _HEADS = 30 / 25.4 * 72, ("in a line", "wrapped", "upright")
# narrower figures (points) have the headings of rows above them
_NARROW = 160 / 25.4 * 72
DARK, GREY, PALE = "#595959", "#8C8C8C", "#D0D0D0"
_MARKERS = "os^DvPX*"
GAP = 0.7
_Pair = tuple[float, float]


def keep_label_inside(figure: Figure, ax: Axes) -> None:
    """Move the label of the x axis sideways until it lies within the figure."""
    label = ax.xaxis.label
    box = label.get_window_extent()
    shift = max(0.0, 2 - box.x0) or min(0.0, figure.bbox.width - 2 - box.x1)
    label.set_x(label.get_position()[0] + shift / ax.bbox.width)


def keep_texts_inside(figure: Figure, ax: Axes) -> None:
    """Cut texts that the renderer would draw beyond the sides of the figure, with an ellipsis."""
    for text in ax.texts:
        for _ in range(4):
            box = text.get_window_extent()
            over, words = max(box.x1 - figure.bbox.x1 + 1, -box.x0), text.get_text()
            if over <= 1.5 or text.get_rotation() or len(words) < 3 or "\n" in words:
                break
            keep = int(len(words) * (1 - over / box.width)) - 1
            text.set_text(f"{words[: max(keep, 1)].rstrip()}…")


def thin_ticks(ax: Axes) -> None:
    """Leave out every other tick of the x axis until the labels keep apart."""
    while len(ticks := ax.get_xticks()) > 2:
        ax.xaxis.get_tightbbox()
        texts = [label.get_text() for label in ax.get_xticklabels()]
        boxes = [label.get_window_extent() for label in ax.get_xticklabels() if label.get_text()]
        if all(a.x1 + 2 <= b.x0 or a.x0 >= b.x1 + 2 for a, b in pairwise(boxes)):
            return
        ax.set_xticks(ticks[::2], texts[::2])


def stack_rows(
    ax: Axes,
    groups: Sequence[str],
    headings: Sequence[str],
    labels: Sequence[str],
    notes: Sequence[str] = (),
    *,
    lines: int = 1,
) -> np.ndarray:
    """Lay rows out from the top, a little apart between groups, and return where each row stands.

    Rows are one unit high; a group's heading stands left of its row labels and has its lines a row apart,
    a note being its last line, in grey. In a narrow figure it stands in one line above the rows. Beneath a
    row `lines` less one are kept free.
    """
    above = is_narrow(ax)
    groups, labels = list(groups), [cut(label, _WIDEST[above]) for label in labels]
    left = max(map(width_of_text, labels)) + 10
    heads = _heads(ax, headings, notes)
    if not above:
        left += max(width_of_text(line) for head in heads for line, _ in head) + 7
    y: list[float] = []
    at = bottom = 0.0
    for i, head in enumerate(heads):
        if i == 0 or groups[i] != groups[i - 1]:
            if i:
                at = max(at, bottom) + GAP
                ax.axhline(at - 0.5 - GAP / 2, color=PALE, linewidth=0.5, zorder=0)
            for k, (line, colour) in enumerate(head):
                write(ax, line, (0, at + k), (-left, 0), color=colour)
            bottom = at + len(head)
            at = bottom if above else at
        y.append(at)
        at += lines
    ax.set_ylim(max(at, bottom) - 0.4, -0.6)
    ax.set_yticks(y, labels, parse_math=False)
    ax.tick_params(axis="y", length=0, pad=7)
    ax.spines["left"].set_visible(False)
    return np.array(y)


def _heads(ax: Axes, headings: Sequence[str], notes: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Return the lines of every heading with their colours: above its rows they are one, but for a note."""
    if is_narrow(ax):
        room = 0.6 * figure_width(ax)
        lines = {heading: [cut(heading.replace("\n", ", "), room)] for heading in headings}
        noted = zip(headings, notes or [""] * len(headings), strict=True)
        return [[(f"{lines[heading][0]}, {note}".removesuffix(", "), "black")] for heading, note in noted]
    lines = {heading: few_lines(heading, 96) for heading in dict.fromkeys(headings)}
    heads = [[(line, "black") for line in lines[heading]] for heading in headings]
    for head, note in zip(heads, notes, strict=False):
        head.append((note, DARK))
    return heads


def gathered(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Bring rows with the same value of a column together, values in the order in which they first come.

    >>> gathered(pd.DataFrame({"doc_id": ["b", "a", "b"], "n": [1, 2, 3]}), "doc_id")["n"].tolist()
    [1, 3, 2]
    """
    return table.sort_values(column, key=lambda values: pd.factorize(values)[0], kind="stable")


def draw_intervals(ax: Axes, y: Iterable[float], rows: pd.DataFrame, value: str) -> None:
    """Draw the value of every row as a marker on its interval.

    `rows` has columns low, high, colour (of the line), marker and, where a marker has another colour, fill;
    `value` names the column of the values.
    """
    for at, row in zip(y, rows.itertuples(), strict=True):
        look: dict[str, Any] = {"color": ink_of(row.colour), "linewidth": 1, "solid_capstyle": "butt"}
        ax.plot([row.low, row.high], [at, at], zorder=2, **look)
    draw_markers(ax, y, rows, value)


def draw_ranges(ax: Axes, y: Iterable[float], limits: pd.DataFrame) -> None:
    """Draw what chance gives: a grey line and a stroke. The columns of `limits` are low, middle and high."""
    for at, (low, middle, high) in zip(y, limits.itertuples(index=False), strict=True):
        ax.plot([low, high], [at, at], color=GREY, linewidth=1, zorder=1)
        ax.plot([middle], [at], "|", color="black", markersize=7, markeredgewidth=1, zorder=2)


def draw_markers(ax: Axes, y: Iterable[float], rows: pd.DataFrame, value: str) -> None:
    """Draw the value of every row; `rows` has the columns marker and colour or fill."""
    marks = zip(y, rows[value], rows["marker"], rows.get("fill", rows["colour"]), strict=True)
    for at, x, marker, fill in marks:
        ax.plot([x], [at], marker, **face(fill, 5), zorder=3, clip_on=False)


def draw_cell(
    ax: Axes, x: float, y: float, text: str, share: float, *, faint: bool = False, width: float = 1
) -> None:
    """Draw a cell right of x and around y, the darker the higher its share of the highest value."""
    grey = 1 - 0.85 * share
    look: dict[str, Any] = {"facecolor": to_hex((grey,) * 3), "edgecolor": PALE, "linewidth": 0.5}
    ax.add_patch(Rectangle((x, y - 0.5), width, 1, **look))
    colour = "white" if grey < 0.45 else DARK if faint else "black"
    ax.text(x + width / 2, y, text, ha="center", va="center", color=colour, linespacing=1.1, parse_math=False)


def write(
    ax: Axes, text: str, place: _Pair, shift: _Pair, coords: Any = ("axes fraction", "data"), **look: Any
) -> None:
    """Write text at a place given in these coordinates, moved by so many points."""
    usual = {"ha": "left", "va": "center_baseline", "parse_math": False, "annotation_clip": False}
    how: dict[str, Any] = {**usual, "textcoords": "offset points", **look}
    ax.annotate(text, place, xytext=shift, xycoords=coords, **how)


def finish(
    ax: Axes,
    label: str,
    y: Sequence[float] | np.ndarray = (),
    columns: Mapping[str, Sequence[str]] | None = None,
) -> Axes:
    """Write the label of the x axis and, right of the rows at y, columns of text under their headings.

    Where they would leave too little for the axis, headings are wrapped, and then set upright.
    """
    narrow = is_narrow(ax)
    most = _WIDEST_CELL[narrow]
    texts = {head: [cut(text, most) for text in cells] for head, cells in (columns or {}).items()}
    left = max((-text.xyann[0] for text in ax.texts if isinstance(text, Annotation)), default=0.0)
    room = figure_width(ax) - left - _LEAST_AXIS
    tried = [_places(texts, narrow, how) for how in _HEADS]
    placed = next((places for places in tried if not places or places[-1][0] <= room), tried[-1])
    for (x, head, rotation), cells in zip(placed, texts.values(), strict=True):
        look = {"ha": "right", "va": "bottom", "rotation": rotation, "linespacing": 1.1, "color": DARK}
        write(ax, head, (1, 1), (x, 3), "axes fraction", **look)
        for at, text in zip(y, cells, strict=True):
            write(ax, text, (1, at), (x, 0), ha="right")
    ax.set_xlabel("\n".join(wrap_lines(label, figure_width(ax) - 8)), linespacing=1.3)
    ax.tick_params(axis="x", length=2)
    return ax


def _places(columns: Mapping[str, Sequence[str]], narrow: bool, how: str) -> list[tuple[float, str, int]]:
    """Return where every column ends (points right of the axis), its heading and how that is turned."""
    x, gap = (2.0, 6) if narrow else (4.0, 8)
    places = []
    for heading, cells in columns.items():
        widest = max(map(width_of_text, cells), default=0.0)
        word = max(map(width_of_text, heading.split()), default=0.0)
        upright = how == "upright" and word > widest + text_size()
        lines = [heading] if how == "in a line" or upright else wrap_lines(heading, max(widest, word))
        x += gap + max(widest, text_size() if upright else max(map(width_of_text, lines)))
        places.append((x, "\n".join(lines), 90 if upright else 0))
    return places


def bare(ax: Axes) -> Axes:
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    return ax


def markers(keys: pd.Series) -> pd.Series:
    """Give every key a marker of its own, as far as there are markers.

    >>> markers(pd.Series(["a", "b", "a"])).tolist()
    ['o', 's', 'o']
    """
    return keys.map({key: _MARKERS[i % len(_MARKERS)] for i, key in enumerate(keys.unique())})


def face(fill: str, size: float, edge: str = "black") -> dict[str, Any]:
    edged = {"markeredgecolor": edge, "markeredgewidth": 0.5}
    return {**edged, "markerfacecolor": fill, "markersize": size, "linestyle": "none"}


def is_narrow(ax: Axes) -> bool:
    """Say whether a figure is too narrow for headings beside the labels of rows and columns of text."""
    return bool(figure_width(ax) < _NARROW)


def figure_width(ax: Axes) -> float:
    """Return the width of the figure in points."""
    figure = ax.get_figure(root=True)
    return figure.get_figwidth() * 72 if figure else 0.0
