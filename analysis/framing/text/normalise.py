"""One documented form for every text, so that counts and fingerprints do not depend on typography."""

import re
import unicodedata
from functools import cache

from framing.text.characters import BLACK_FLAG, EMOJI, JOINER, LAST_TAG, MARKS, TAGS, replacements

VERSION = 2

_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_DOUBLE_HYPHEN = re.compile(r"(?<!-)--(?!-)")
# the patterns that few texts need are not compiled before
_WITHIN_EMOJI = re.compile(rf"[{JOINER}{TAGS}{LAST_TAG}]")
# what joins emoji, and the tags that make a flag a region's, are kept there and nowhere else
_OUTSIDE_EMOJI = (
    rf"({BLACK_FLAG}[{TAGS}]++{LAST_TAG})|[{TAGS}{LAST_TAG}]"
    rf"|(?<![{EMOJI}]){JOINER}+|{JOINER}++(?![{EMOJI}])"
)

# NFC puts the marks of a letter in order in a time that grows with their square; no writing needs more than
# 30 of them (Unicode Standard Annex 15, stream-safe format)
_MAYBE_PILED = re.compile(r"[^\0-\u02ff]{31}")
_PILED = rf"((?:(?!\w)[{MARKS}]){{30}})(?:(?!\w)[{MARKS}])++"


def normalise(text: str) -> str:
    """Return the text in the form that everything else reads; applying it twice changes nothing.

    NFC; straight quotation marks and apostrophes; hyphens and the minus sign as "-", every dash as an
    em dash ("--" too); control and format characters and variation selectors removed, but what joins two
    emoji, and marks beyond the thirtieth of a letter; ligatures, long s, full-width and mathematical letters
    as plain ones; any run of blanks one space; line ends as line feeds, without blanks at either side.

    >>> normalise("It\\u2019s\\u00a0\\u201ctoo  late\\u201d \\u2013 or not\\r\\n")
    'It\\'s "too late" — or not'
    >>> normalise("o\\ufb03cial \\uff33\\uff2f\\u017f")
    'official SOs'
    """
    text = _composed(text.replace("\r\n", "\n")).translate(_replacements())
    text = re.sub(_OUTSIDE_EMOJI, r"\1", text) if _WITHIN_EMOJI.search(text) else text
    text = _composed(text)
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", _DOUBLE_HYPHEN.sub("—", text))).strip()


def _composed(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", re.sub(_PILED, r"\1", text) if _MAYBE_PILED.search(text) else text)


_replacements = cache(replacements)
