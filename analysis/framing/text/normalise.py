"""One documented form for every text, so that counts and fingerprints do not depend on typography."""

import re
import unicodedata
from functools import cache

from framing.text.characters import BLACK_FLAG, EMOJI, JOINER, LAST_TAG, MARKS, TAGS, replacements

VERSION = 2

# not the space that stands alone, which most are, nor the line end without one
_SPACES = re.compile(r" [^\S\n]+|[^\S\n ][^\S\n]*")
_LINE_ENDS = re.compile(r" \n ?|\n ")
# what may be replaced: all but most of ASCII
_ODD = re.compile(r"[^\t\n -_a-~]")
_MANY = 30
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
    text = _replaced(_composed(text.replace("\r\n", "\n")))
    text = re.sub(_OUTSIDE_EMOJI, r"\1", text) if _WITHIN_EMOJI.search(text) else text
    text = _composed(text)
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", _DOUBLE_HYPHEN.sub("—", text))).strip()


def _composed(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", re.sub(_PILED, r"\1", text) if _MAYBE_PILED.search(text) else text)


def _replaced(text: str) -> str:
    """Replace what the normal form does not keep; a few characters one after another, which is faster."""
    found = {*_ODD.findall(text)} & _by_character().keys()
    if len(found) > _MANY:
        return text.translate(_by_character_number())
    # nothing that takes the place of a character is replaced itself
    for character in found:
        text = text.replace(character, _by_character()[character])
    return text


@cache
def _by_character() -> dict[str, str]:
    return {chr(code): form or "" for code, form in replacements().items()}


@cache
def _by_character_number() -> dict[int, str]:
    return {ord(character): form for character, form in _by_character().items()}
