"""A figure as the bytes of a file: the same every time, without dates."""

import io
import re
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import Normal
from matplotlib.text import Text
from PIL import Image

_HOW: dict[str, dict[str, Any]] = {
    "pdf": {"metadata": {"CreationDate": None}},
    "svg": {"metadata": {"Date": None}},
    "eps": {},
}
# run lengths make a PNG a tenth larger, and it is packed in less time
_PACKED: dict[str, dict[str, Any]] = {"png": {"compress_type": 3}, "tiff": {"compression": "tiff_lzw"}}


def saved(figure: Figure, kind: str, dpi: int, *, mode: str = "RGB", outlined: bool = False) -> bytes:
    """Return a figure as PDF, SVG, EPS, PNG or TIFF, to be called under the settings it was drawn with.

    PNG and TIFF have so many dots per inch and the mode RGB or L (greys), never an alpha; with `outlined`
    letters become paths, in this file and any later one of the figure.

    >>> saved(Figure(figsize=(1, 1)), "eps", 100)[:4]
    b'%!PS'
    """
    if kind in _PACKED:
        return _pixels(figure, kind, dpi, mode)
    if outlined:
        for text in figure.findobj(Text):
            # with an effect letters are drawn as paths
            text.set_path_effects([Normal()])
    held = io.BytesIO()
    with patch.object(subset, "load_font", _without_layout(subset.load_font)):
        figure.savefig(held, format=kind, **_HOW[kind])
    return re.sub(rb"%%CreationDate:[^\n]*\n", b"", held.getvalue()) if kind == "eps" else held.getvalue()


def _without_layout(load: Callable[..., TTFont]) -> Callable[..., TTFont]:
    """Let fonts be loaded without the tables that place letters, as those of a figure are placed already.

    To cut them takes most of the time of embedding a font.
    """

    def lean(*given: Any, **more: Any) -> TTFont:
        font = load(*given, **more)
        for table in ("GDEF", "GPOS", "GSUB", "MATH"):
            if table in font:
                del font[table]
        return font

    return lean


def _pixels(figure: Figure, kind: str, dpi: int, mode: str) -> bytes:
    held, before, shown = io.BytesIO(), figure.dpi, figure.canvas
    canvas: Any = FigureCanvasAgg(figure)
    try:
        figure.set_dpi(dpi)
        canvas.draw()
        pixels = canvas.buffer_rgba()
    finally:
        figure.set_dpi(before)
        figure.set_canvas(shown)
    height, width = pixels.shape[:2]
    # journals want no transparency, and what matplotlib makes has a channel for it
    image = Image.frombuffer("RGB", (width, height), pixels, "raw", "RGBX", 0, 1)
    image.convert(mode).save(held, format=kind, dpi=(dpi, dpi), **_PACKED[kind])
    return held.getvalue()
