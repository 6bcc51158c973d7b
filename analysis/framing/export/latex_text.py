"""Text so that LaTeX prints it, and what pdflatex cannot print."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import groupby

# pdflatex prints these only with \usepackage[T1]{fontenc}; measured with the LaTeX of Debian 12
_NEEDS_T1 = "«»ÐÞðþĄąĐđĘęĮįŊŋŲųǪǫ‚„‹›"
# letters before U+0180 that it has in neither encoding, and what it has after it
_LACKING = "ĦħĸĿŀŉŦŧſ"
_FURTHER = "ƒǍǎǏǐǑǒǓǔǢǣǦǧǨǩǪǫǰǴǵȘșȚțȲȳȷḂḃḍḞḟḠḡḥḰḱḷṃṅṇṛṣṭẎẏẐẑẞỲỳ‐‑‒—―‖‘’“”‚„†‡•…‰‱‹›※‽⁄€™№←↑→↓℗"
_SPECIAL: Mapping[int, str] = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_{}"},
        **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
        **{"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}"},
        **{
            "−": r"\ensuremath{-}",
            "–": "--",
            "±": r"$\pm$",
            "×": r"$\times$",
            "≤": r"$\leq$",
            "≥": r"$\geq$",
        },
        **{"≈": r"$\approx$", "≠": r"$\neq$", "∞": r"$\infty$", "′": "$'$", "\u00a0": "~", "\u202f": r"\,"},
        **{"“": "``", "”": "''", "\u2060": "{}"},
    }
)
_LONGEST, _PIECE = 20, 10


def latex_text(text: str) -> str:
    r"""Return text so that LaTeX prints it; what pdflatex has no letter for is left to the engines that have.

    These, LuaLaTeX and XeLaTeX, print it in a font that holds it, pdflatex a question mark for each letter.
    A word of more than 20 characters may be broken.

    >>> print(latex_text('5 % of "$9" & a_b −1'))
    5~\% of ``\$9'' \& a\_b \ensuremath{-}1
    >>> print(latex_text("Жук"))
    \ifdefined\Uchar Жук\else ???\fi{}
    """
    text = re.sub(r"\s+(?=%)", "\u00a0", unicodedata.normalize("NFC", text))
    pieces = re.split(r"([^\S\u00a0\u202f]+)", text)
    return "".join(" " if piece.isspace() else _word(piece) for piece in pieces)


def unprinted(text: str) -> list[str]:
    """Return the scripts, or the single signs, of a text that pdflatex cannot print.

    >>> unprinted("Łódź, Жук and 東京"), unprinted("tide")
    (['CJK', 'Cyrillic'], [])
    """
    return sorted({_script(c) for c in unicodedata.normalize("NFC", text) if not _printable(c)})


def needs_t1(text: str) -> bool:
    """Tell whether pdflatex prints a text only in the encoding T1.

    >>> needs_t1("ąę"), needs_t1("öé")
    (True, False)
    """
    return any(character in _NEEDS_T1 for character in unicodedata.normalize("NFC", text))


def _word(word: str) -> str:
    if len(word) <= _LONGEST:
        return _escaped(word)
    # rather where it is parted itself
    parts = [part for part in re.split("(?<=[-/_.])", word) if part]
    pieces = (part[at : at + _PIECE] for part in parts for at in range(0, len(part), _PIECE))
    return r"\allowbreak{}".join(_escaped(piece, first=not at) for at, piece in enumerate(pieces))


def _escaped(word: str, first: bool = True) -> str:
    """Escape a word; a straight quotation mark opens at its beginning, behind a bracket too, else closes."""
    opened = re.sub(r'^([(\[]*)"', r"\1“", word) if first else word
    marked = opened.replace('"', "”")
    runs = ((prints, "".join(run)) for prints, run in groupby(marked, _printable))
    return "".join(_plain(run) if prints else _left_to_others(run) for prints, run in runs)


def _plain(run: str) -> str:
    shown = "".join(c for c in run if unicodedata.category(c) not in ("Cc", "Cf"))
    # two hyphens would make a dash: a word joiner keeps them apart
    return re.sub("-(?=-)", "-\u2060", shown).translate(_SPECIAL)


def _left_to_others(run: str) -> str:
    letters = sum(not unicodedata.category(c).startswith("M") for c in run)
    return rf"\ifdefined\Uchar {run}\else {'?' * max(1, letters)}\fi{{}}"


def _printable(character: str) -> bool:
    if ord(character) < 0x180:
        return character not in _LACKING
    return character in _FURTHER or ord(character) in _SPECIAL or unicodedata.category(character) == "Cf"


def _script(character: str) -> str:
    if not unicodedata.category(character).startswith("L"):
        return f"U+{ord(character):04X}"
    script = unicodedata.name(character, "letter").split()[0]
    return script if script == "CJK" else script.capitalize()
