"""What figures share: style, rows with headings, columns of text, marks and intervals on one Axes."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextPath

FONT, SIZE = "DejaVu Sans", 8
DARK, PALE = "#595959", "#D0D0D0"
_MARKERS = "os^DvPX*"
_GAP = 0.7
POINTS_PER_MM = 72 / 25.4


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


def keep_label_inside(ax: Axes) -> None:
    """Move the label of the x axis sideways until it lies within the figure."""
    label, figure = ax.xaxis.label, ax.get_figure(root=True)
    if figure is None:
        return
    box = label.get_window_extent()
    shift = max(0.0, 2 - box.x0) or min(0.0, figure.bbox.width - 2 - box.x1)
    label.set_x(label.get_position()[0] + shift / ax.bbox.width)


def stack_rows(
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
    heads = [wrap_lines(heading, 96) for heading in headings]
    feet = [[note] for note in notes] if notes else [[] for _ in heads]
    left = (
        max(map(width_of_text, labels)) + max(width_of_text(x) for lines in heads + feet for x in lines) + 17
    )
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
                write(ax, line, 0, at + k, dx=-left, coords="axes fraction", color=colour)
        y.append(at)
        at += 1
    ax.set_ylim(max(at, bottom) - 0.4, -0.6)
    ax.set_yticks(y, labels, parse_math=False)
    ax.tick_params(axis="y", length=0, pad=7)
    ax.spines["left"].set_visible(False)
    return y


def write_columns(ax: Axes, y: Sequence[float], columns: dict[str, Sequence[str]]) -> None:
    """Write columns of text right of the Axes, each under its heading."""
    x = 4.0
    for heading, texts in columns.items():
        x += max(map(width_of_text, [heading, *texts])) + 8
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
            write(ax, text, 1, at, dx=x, coords="axes fraction", ha="right")


def draw_interval(
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
    ink = line or ink_of(colour)
    ax.plot([low, high], [y, y], color=ink, linewidth=1, zorder=2, solid_capstyle="butt")
    ax.plot([x], [y], marker, **face("white" if hollow else colour, size), zorder=3, clip_on=False)


def draw_cell(
    ax: Axes, x: float, y: float, text: str, share: float, *, faint: bool = False, width: float = 1
) -> None:
    """Draw a cell right of x and around y, the darker the higher its share of the highest value."""
    grey = 1 - 0.85 * share
    ax.add_patch(
        Rectangle((x, y - 0.5), width, 1, facecolor=to_hex((grey,) * 3), edgecolor=PALE, linewidth=0.5)
    )
    colour = "white" if grey < 0.45 else DARK if faint else "black"
    ax.text(x + width / 2, y, text, ha="center", va="center", color=colour, linespacing=1.1, parse_math=False)


def write(ax: Axes, text: str, x: float, y: float, *, dx: float, coords: str, **look: Any) -> None:
    """Write text at x (in coords) and y (in data), moved right by dx points."""
    usual = {"ha": "left", "va": "center_baseline", "parse_math": False, "annotation_clip": False}
    how: dict[str, Any] = {"xytext": (dx, 0), "textcoords": "offset points", **usual, **look}
    ax.annotate(text, (x, y), xycoords=(coords, "data"), **how)


def finish_x(ax: Axes, label: str) -> Axes:
    ax.set_xlabel(label, linespacing=1.3)
    ax.tick_params(axis="x", length=2)
    return ax


def bare(ax: Axes) -> Axes:
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    return ax


def say_alone(ax: Axes, text: str) -> Axes:
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center")
    ax.set(xticks=[], yticks=[], ylim=(1, 0))
    ax.spines[:].set_visible(False)
    return ax


def markers_of(frames: pd.Series) -> dict[Hashable, str]:
    return {frame: _MARKERS[i % len(_MARKERS)] for i, frame in enumerate(dict.fromkeys(frames))}


def face(fill: str, size: float, edge: str = "black") -> dict[str, Any]:
    return {
        "markerfacecolor": fill,
        "markeredgecolor": edge,
        "markeredgewidth": 0.5,
        "markersize": size,
        "linestyle": "none",
    }


def ink_of(colour: str) -> str:
    """Return a colour dark enough for a thin line on white.

    >>> ink_of("#0072B2"), ink_of("#F0E442")
    ('#0072b2', '#a89f2e')
    """
    rgb = np.array(to_rgb(colour))
    return to_hex(tuple(rgb * min(1.0, 0.6 / max(0.6, float(rgb @ [0.2126, 0.7152, 0.0722])))))


@lru_cache(maxsize=4096)
def width_of_text(text: str) -> float:
    """Return the width of a line of text in points."""
    if not text.strip():
        return 0.0
    # a dollar sign would be read as mathematics; S is as wide
    path = TextPath((0, 0), text.replace("$", "S"), size=SIZE, prop=FontProperties(family=FONT))
    return float(path.get_extents().width)


def wrap_lines(text: str, width: float) -> list[str]:
    """Break text at line feeds and, where wider than width (points), at spaces, or else anywhere."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in (piece for whole in part.split(" ") for piece in _pieces(whole, width)):
            if line and width_of_text(f"{line} {word}") > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def _pieces(word: str, width: float) -> list[str]:
    if width_of_text(word) <= width or len(word) < 2:
        return [word]
    fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width_of_text(word[:n]) <= width)
    return [word[:fits], *_pieces(word[fits:], width)]


def figure_width(ax: Axes) -> float:
    figure = ax.get_figure(root=True)
    return figure.get_figwidth() * 72 if figure else 174 * POINTS_PER_MM


def with_minus(number: float) -> str:
    # a limit just below zero keeps its sign: it says that the interval leaves out 0
    return f"{number + 0.0:.2f}".replace("-", "−")
