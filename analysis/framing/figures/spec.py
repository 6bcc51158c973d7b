"""A figure: its names, its size, and the functions that make its table, plot, caption and alt text."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from framing.figures import grouped, wording
from framing.figures.colours import in_grey
from framing.figures.fonts import drawable, families, installed
from framing.figures.layout import LEAST_ROW, keep_label_inside, keep_texts_inside, thin_ticks
from framing.figures.look import Look, style
from framing.study import Methods, Results


def named(table: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Put printed names beside the keys of a table: label for doc_id; frame_label and colour after frame."""
    printed = table.copy()
    if "doc_id" in printed:
        printed.insert(1, "label", printed["doc_id"].map(results.study.pieces.set_index("doc_id")["label"]))
    frames = results.study.definitions.frames.set_index("frame")
    for key in table.columns.intersection(["frame", "frame_a", "frame_b"]):
        at = list(printed.columns).index(key) + 1
        printed.insert(at, f"{key}_label", printed[key].map(frames["label"]))
        printed.insert(at + 1, key.replace("frame", "colour"), printed[key].map(frames["colour"]))
    return printed


WIDE = Look().wide
# so high (mm) that whatever stands around the rows has room
_ROOMY = 60.0


def never(_results: Results) -> str:
    """Say that a figure is never missing."""
    return ""


def where_empty(name: str, why: str) -> Callable[[Results], str]:
    """Return a function that says why a figure is missing where that table of the results is empty."""
    # a function of its own could not be sent to another process
    return partial(_where_empty, name, why)


def _where_empty(name: str, why: str, results: Results) -> str:
    return why if results[name].empty else ""


def without_hits(results: Results) -> str:
    """Say that no pattern has a hit, or nothing where one has."""
    return "" if results["salience"]["hits"].any() else "no pattern of the dictionary has a hit"


@dataclass(frozen=True)
class FigureSpec:
    """A figure: its name, its title, the functions that make its parts, and its size (mm).

    The figure is as high as its rows and the margin, never above 230 mm, and from `wide_at` pieces on as wide
    as two columns. `missing` says why a study has no such figure, or nothing where it has.
    """

    name: str
    title: str
    table: Callable[[Results], pd.DataFrame]
    plot: Callable[[pd.DataFrame, Axes, Methods], Axes]
    caption: Callable[[pd.DataFrame, Results], str]
    alt: Callable[[pd.DataFrame, Results], str]
    row_height: float = 4.2
    margin: float = 19
    wide_at: float = 0
    missing: Callable[[Results], str] = never

    @property
    def key(self) -> str:
        """Return the short name, such as fig1."""
        return self.name.partition("_")[0]

    @property
    def subject(self) -> str:
        """Return what the figure is about, such as salience."""
        return self.name.partition("_")[2]


def captioned(spec: FigureSpec, table: pd.DataFrame, results: Results) -> str:
    """Return the caption of a figure, and what its groups are where it shows groups of pieces."""
    return wording.sentences(spec.caption(table, results), grouped.grouping(results))


def width_of(spec: FigureSpec, table: pd.DataFrame, look: Look = Look()) -> float:
    """Return the width (mm) that a figure has with that table: one column's or two."""
    pieces = {*table.get("doc_id", ()), *table.get("doc_id_a", ()), *table.get("doc_id_b", ())}
    return look.wide if len(pieces) >= spec.wide_at else look.narrow


def draw(spec: FigureSpec, table: pd.DataFrame, methods: Methods = Methods(), look: Look = Look()) -> Figure:
    """Draw a figure at its size: the width of one or two columns, and as high as its rows need.

    It is higher than the page of `look` only where its rows would touch otherwise.
    """
    width, table = width_of(spec, table, look), drawable(in_grey(table) if look.grey else table)
    with mpl.rc_context(style_for(table, look)):
        figure = Figure(figsize=(width / 25.4, width / 25.4))
        ax = spec.plot(table, figure.subplots(), methods)
        # laid out once and for all, so that PDF, SVG and PNG agree to the hair
        if spec.row_height:
            _give_height(figure, ax, spec, look)
        else:
            ConstrainedLayoutEngine().execute(figure)
        thin_ticks(ax)
        keep_label_inside(figure, ax)
        keep_texts_inside(figure, ax)
    return figure


def _give_height(figure: Figure, ax: Axes, spec: FigureSpec, look: Look) -> None:
    """Make a figure as high as its rows and margin, and higher where long heads take the room of the rows."""
    bottom, top = ax.get_ylim()
    width, rows = figure.get_figwidth(), abs(bottom - top)
    height = min(look.height, rows * spec.row_height + spec.margin)
    tall = max(height, _ROOMY)
    figure.set_size_inches(width, tall / 25.4)
    ConstrainedLayoutEngine().execute(figure)
    around = tall * (1 - ax.get_position().height)
    needed = min(Look().height, rows * LEAST_ROW * look.size / Look().size + around)
    height = needed if needed > height + 1 else height
    if height != tall:
        figure.set_size_inches(width, height / 25.4)
        ConstrainedLayoutEngine().execute(figure)


def style_for(table: pd.DataFrame, look: Look = Look()) -> dict[Any, Any]:
    """Return the settings that draw the texts of a table as wanted: for `draw`, and again for saving."""
    cells = [cell for column in table.select_dtypes(exclude="number") for cell in table[column].unique()]
    texts = [cell for cell in cells if isinstance(cell, str)]
    return style(families(texts, installed(look.families)), look.size)
