"""Text measured in the font and size in force: widths, lines, and an ellipsis where there is no room."""

from collections.abc import Sequence
from functools import lru_cache

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

# lines of a heading, and letters of a label that are looked at: more than any figure has room for
_MOST_LINES, _MOST_LETTERS = 3, 400


def width_of_text(text: str) -> float:
    """Return the width of a line of text in points, in the font and size in force."""
    return _width(text[:_MOST_LETTERS], tuple(mpl.rcParams["font.family"]), text_size())


def text_size() -> float:
    """Return the text size in force (points)."""
    return float(mpl.rcParams["font.size"])


@lru_cache(maxsize=4096)
def _width(text: str, families: Sequence[str], size: float) -> float:
    if not text.strip():
        return 0.0
    # by the advances of the glyphs: outlines take twenty times as long
    prop = FontProperties(family=list(families), size=size)
    return float(text_to_path.get_text_width_height_descent(text, prop, ismath=False)[0])


def few_lines(text: str, width: float, most: int = _MOST_LINES) -> list[str]:
    """Break text as `wrap_lines` does; of more lines than `most` the last that is kept has an ellipsis."""
    lines = wrap_lines(text, width)
    # a heading of several parts has a line for each at the least
    most = max(most, text.count("\n") + 1)
    return lines if len(lines) <= most else [*lines[: most - 1], cut(f"{lines[most - 1]}…", width)]


def wrap_lines(text: str, width: float) -> list[str]:
    """Break text at line feeds and, where wider than width (points), at spaces, or else anywhere."""
    lines: list[str] = []
    for part in text[:_MOST_LETTERS].split("\n"):
        line = ""
        for word in (piece for whole in part.split(" ") for piece in _pieces(whole, width)):
            if line and width_of_text(f"{line} {word}") > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def cut(text: str, width: float) -> str:
    """Return a text with an ellipsis for its end where it is wider than width (points).

    >>> with mpl.rc_context({"font.size": 8}):
    ...     cut("Resp. Statecraft", 41), cut("Mail", 41)
    ('Resp. St…', 'Mail')
    """
    if width_of_text(text) <= width:
        return text
    # no letter is narrower than a point
    fits = (text[:n].rstrip() + "…" for n in range(min(len(text) - 1, int(width)), 0, -1))
    return next((shorter for shorter in fits if width_of_text(shorter) <= width), "…")


def _pieces(word: str, width: float) -> list[str]:
    if width_of_text(word) <= width or len(word) < 2:
        return [word]
    longest = max(1, min(len(word) - 1, int(width)))
    fits = next(n for n in range(longest, 0, -1) if n == 1 or width_of_text(word[:n]) <= width)
    return [word[:fits], *_pieces(word[fits:], width)]
