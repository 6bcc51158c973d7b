"""What is wrong with a drawn figure, from the renderer: texts that meet, are small or leave the canvas."""

from itertools import combinations

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text

from framing.figures.look import style

LEAST_SIZE = 6


def shown_texts(figure: Figure) -> list[Text]:
    """Return the texts that are drawn: ticks beyond the limits are not."""
    with mpl.rc_context(style()):
        figure.draw_without_rendering()
    hidden = {
        label
        for ax in figure.axes
        for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim()))
        for tick in axis.get_major_ticks()
        for label in (tick.label1, tick.label2)
        if not min(limits) <= tick.get_loc() <= max(limits)
    }
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and t not in hidden]


def faults(figure: Figure) -> list[str]:
    """Return what is wrong with the texts of a figure, each with its words."""
    texts = shown_texts(figure)
    boxes = [text.get_window_extent().padded(-1) for text in texts]
    found = [] if texts else ["no text"]
    for text, box in zip(texts, boxes, strict=True):
        inside = box.x0 > -1.5 and box.y0 > -1.5
        inside &= box.x1 < figure.bbox.x1 + 1.5 and box.y1 < figure.bbox.y1 + 1.5
        found += [] if inside else [f"off the canvas: {text.get_text()}"]
        found += [] if text.get_fontsize() >= LEAST_SIZE else [f"too small: {text.get_text()}"]
    found += [
        f"meet: {a.get_text()} | {b.get_text()}"
        for (a, box), (b, other) in combinations(zip(texts, boxes, strict=True), 2)
        if box.overlaps(other)
    ]
    return found


def lines_of(figure: Figure) -> set[float]:
    """Return the weights of all lines and edges that are drawn (points)."""
    (ax,) = figure.axes
    drawn = [line.get_linewidth() for line in ax.lines if line.get_linestyle() != "None"]
    edges = [line.get_markeredgewidth() for line in ax.lines if line.get_marker() != "None"]
    patches = [patch.get_linewidth() for patch in ax.patches]
    packed = [float(width) for collection in ax.collections for width in collection.get_linewidths()]
    return {*drawn, *edges, *patches, *packed} - {0.0}
