"""The captions of figures, in a short and a full form, as plain text and as LaTeX."""

import re
import textwrap
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from framing.export.latex_text import latex_text
from framing.figures.spec import FigureSpec, captioned
from framing.figures.wording import counted, row_noun
from framing.study import Results

# characters of what still is a short form
_LONG = 110


class Caption(NamedTuple):
    """The caption of a figure: in one sentence, and in full."""

    short: str
    full: str


def caption_of(spec: FigureSpec, table: pd.DataFrame, results: Results) -> Caption:
    """Return the caption of a figure that draws this table, in its two forms."""
    words = int(results.study.features.sentences["n_words"].sum())
    pieces = counted(len(results.study.pieces), row_noun(results.methods))
    full = captioned(spec, table, results)
    return Caption(short_form(full, spec.title, f"{pieces}, {counted(words, 'word')}"), full)


def short_form(caption: str, title: str, made_of: str) -> str:
    """Return a caption in one sentence: what its first sentence says before a colon, and what it is made of.

    The title stands for a first sentence that is long. What names a number says itself what it is made of.

    >>> short_form("Rates, by piece: hits per 1,000 words. A hit counts.", "Rates", "2 pieces, 9 words")
    'Rates, by piece (2 pieces, 9 words).'
    >>> short_form("Likeness of 10 pairs: cosines.", "Likeness", "5 pieces")
    'Likeness of 10 pairs.'
    """
    said = re.split(r"[:.](?:\s|$)", caption)[0].strip()
    said = said if len(said) <= _LONG else title
    return f"{said}." if re.search(r"\d", said) else f"{said} ({made_of})."


def captions(described: Iterable[tuple[str, Caption]]) -> dict[str, str]:
    """Return the files that hold captions, by name, from the names of figures with their captions.

    Four for each: NAME.caption.txt and NAME.short.txt are plain, NAME.caption.tex and NAME.short.tex hold
    the same escaped for LaTeX, to be put in by \\input or pasted: \\caption[short form]{full form}.

    >>> captions([("fig1", Caption("Tides.", "Tides, with 95 % intervals."))])["fig1.caption.tex"]
    'Tides, with 95~\\\\% intervals.%\\n'
    """
    files = {}
    for name, caption in described:
        for form, text in (("caption", caption.full), ("short", caption.short)):
            files[f"{name}.{form}.txt"] = f"{text}\n"
            files[f"{name}.{form}.tex"] = f"{_wrapped(latex_text(text))}%\n"
    return files


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False)
