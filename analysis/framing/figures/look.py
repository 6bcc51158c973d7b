"""How figures look in print: width, type, colour or grey, and the matplotlib settings for it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import matplotlib as mpl

from framing.figures.fonts import FONT


class Look(NamedTuple):
    """How figures are drawn for a page; without arguments, those of the study's own folder.

    Font families in the order in which they are wanted, text size (points), width of narrow and of wide
    figures and the greatest height (mm), and whether frames are greys.
    """

    families: tuple[str, ...] = (FONT,)
    size: float = 8
    narrow: float = 84
    wide: float = 174
    height: float = 230
    grey: bool = False


def style(families: Sequence[str] = (FONT,), size: float = Look().size) -> dict[Any, Any]:
    """Return matplotlib settings for print: thin lines, fonts embedded, nothing that changes by run.

    Letters that the first of the font families lacks are drawn by the next that has them; text has the size
    in points.

    >>> with mpl.rc_context(style()):
    ...     mpl.rcParams["font.size"], mpl.rcParams["pdf.fonttype"]
    (8.0, 42)
    """
    machine = ("backend", "interactive", "toolbar", "timezone", "webagg", "date.", "keymap", "figure.hooks")
    defaults = {key: mpl.rcParamsDefault[key] for key in mpl.rcParamsDefault if not key.startswith(machine)}
    sizes = dict.fromkeys(("axes.labelsize", "xtick.labelsize", "ytick.labelsize", "font.size"), size)
    lines = {"axes.linewidth": 0.5, "xtick.major.width": 0.5, "ytick.major.width": 0.5, "lines.linewidth": 1}
    bare = {"axes.spines.top": False, "axes.spines.right": False, "text.hinting": "none"}
    types = {"pdf.fonttype": 42, "ps.fonttype": 42, "svg.fonttype": "path", "svg.hashsalt": "framing"}
    saved = {**types, "savefig.bbox": None, "figure.dpi": 100}
    return {**defaults, **sizes, **lines, **bare, **saved, "font.family": list(families)}
