"""A figure as the bytes of a file: the same every time, without dates."""

import io
import re
from typing import Any

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
    figure.savefig(held, format=kind, **_HOW[kind])
    return re.sub(rb"%%CreationDate:[^\n]*\n", b"", held.getvalue()) if kind == "eps" else held.getvalue()


def _pixels(figure: Figure, kind: str, dpi: int, mode: str) -> bytes:
    # journals want no transparency, and what matplotlib makes has a channel for it
    drawn, held = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="rgba", dpi=dpi)
    width, height = (int(inches * dpi) for inches in figure.get_size_inches())
    image = Image.frombytes("RGBA", (width, height), drawn.getvalue()).convert(mode)
    image.save(held, format=kind, dpi=(dpi, dpi), **_PACKED[kind])
    return held.getvalue()
