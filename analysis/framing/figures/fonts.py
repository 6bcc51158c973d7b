"""Which letters can be drawn: by the font of the figures, by another that is installed, or by none."""

import warnings
from collections.abc import Sequence
from functools import cache

import pandas as pd
from matplotlib import get_cachedir
from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font

FONT, UNKNOWN = "DejaVu Sans", "□"
# with the widths of Arial
ALIKE = ("Liberation Sans", "Arimo")
# it comes with matplotlib and draws a box for every letter there is
_BOXES = "Last Resort"
# what stands in a table as a key and is not drawn
_KEYS = ("doc_id", "frame", "subframe", "colour", "pair", "kind", "becomes_distinguishable")
_NAMES = {"label": "doc_id", "label_a": "doc_id_a", "label_b": "doc_id_b", "frame_label": "frame"}
_NAMES |= {"label_high": "doc_id_high", "label_low": "doc_id_low", "subframe_label": "subframe"}


def installed(wanted: Sequence[str]) -> str:
    """Return the first of the font families that is installed, one as wide as Arial, or else DejaVu Sans.

    Warns, with what to install, where it is DejaVu Sans that is not wanted.

    >>> installed(["No Such Sans", "DejaVu Sans"])
    'DejaVu Sans'
    """
    known = {font.name for font in fontManager.ttflist}
    found = next((name for name in (*wanted, *ALIKE) if name in known), None)
    if found is None:
        tried = ", ".join(dict.fromkeys((*wanted, *ALIKE)))
        warnings.warn(
            f"none of {tried} is installed, so figures are drawn in {FONT}; "
            f"install Liberation Sans (Debian: fonts-liberation) and delete {get_cachedir()}",
            stacklevel=2,
        )
    return found or FONT


def families(texts: Sequence[str], own: str = FONT) -> list[str]:
    """Return the fonts that draw these texts: the figures' own, DejaVu Sans, then as few others as can be.

    >>> families(["Salience"]), families(["Salience"], "Arimo")
    (['DejaVu Sans'], ['Arimo', 'DejaVu Sans'])
    """
    wanted = {letter for text in texts for letter in text if not letter.isspace()}
    chosen = list(dict.fromkeys([own, FONT]))
    missing = wanted.difference(_letters(_path(FONT)))
    if not missing:
        return chosen
    upright = sorted(
        {
            (font.name, font.fname)
            for font in fontManager.ttflist
            if font.style == "normal" and font.weight == 400 and not font.name.startswith(_BOXES)
        }
    )
    while missing:
        name, path = max(upright, key=lambda font: len(missing & _letters(font[1])), default=("", ""))
        if not name or not missing & _letters(path):
            break
        missing -= _letters(path)
        chosen.append(name)
    return chosen


def drawable(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts can be drawn, with a warning that names each label that cannot.

    The key stands for such a label, or a box for a letter where the key cannot be drawn either.
    """
    printed: list[str] = [
        column
        for column in table.select_dtypes(exclude="number")
        if not str(column).startswith(_KEYS) or str(column).endswith("_label")
    ]
    cells = {text for column in printed for text in table[column].unique() if isinstance(text, str)}
    if all(text.isascii() for text in cells):
        return table
    known = frozenset[str]().union(*(_letters(_path(name)) for name in families(sorted(cells))))

    def fits(text: str) -> bool:
        return all(letter in known or letter.isspace() for letter in text)

    replaced: dict[str, pd.Series] = {}
    for column in printed:
        wrong = [text for text in table[column].unique() if isinstance(text, str) and not fits(text)]
        keys = table.get(_NAMES.get(column, ""), pd.Series("", index=table.index)).astype(str)
        for text in wrong:
            key = keys[table[column] == text].iloc[0]
            boxes = "".join(letter if fits(letter) else UNKNOWN for letter in text)
            stands = key if key and fits(key) else boxes
            replaced[column] = replaced.get(column, table[column]).replace(text, stands)
            remedy = "install a font of that script, such as one of Noto Sans"
            warnings.warn(
                f"no installed font draws {text!r}; {stands!r} stands for it; {remedy}", stacklevel=2
            )
    return table.assign(**replaced)


def _path(family: str) -> str:
    # a name by itself would be read as a pattern
    return findfont(FontProperties(family=[family]))


@cache
def _letters(path: str) -> frozenset[str]:
    return frozenset(map(chr, FT2Font(path).get_charmap()))
