"""Hard-wrapped texts, whose lines end where the next word did not fit, told from lines with a meaning."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

# fewer line ends show no width, and outside these widths nothing is wrapped for reading
_FEWEST_BREAKS = 3
_WIDTHS = range(25, 151)
# shares of the line ends: without room for the next word, within a sentence, with a small letter after them
_FULL, _WITHIN, _SMALL = 0.7, 0.6, 0.5
# of the longest lines so many are passed over, as an address or a table may stick out
_LONGEST = 0.1
_NEARLY = 0.85
_INDENT = 2
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_STOPS, _CLOSING, _OPENING = tuple(".!?:;…।۔؟"), "\"'”’»)]", "\"'“‘«([ \t"
_ITEM = re.compile(r"\s*(?:[-*+•–—>|]\s|\(?(?:\d{1,3}|[A-Za-z])[.)]\s)")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_LONGEST_WORD = 40


class _Break(NamedTuple):
    """A line end between two lines that are not empty, and how far the first reaches with one word more."""

    line: str
    following: str
    reach: int


def rejoin_lines(text: str) -> tuple[str, bool]:
    """Join the lines of a hard-wrapped text and say whether it was one; else it stays as it is.

    A text is hard-wrapped where it has three line ends or more inside its blocks, which empty lines part, and
    seven in ten of them leave no room for the next word within the usual width (25 to 150 characters), six in
    ten stand within a sentence, and half go on with a small letter or one of a script without capitals. So
    verse, lists, dialogue and texts with one paragraph a line stay as they are. In a hard-wrapped text a line
    stays apart after a short line that ends a sentence or leads to a capital, as an item of a list, and where
    it is indented. A word parted by a hyphen loses it where the text has that word elsewhere, and lines that
    an e-mail quotes lose the marks before them.

    >>> lines = ["The boat left just as the", "tide was low, and none of", "us knew when it came, or", "why."]
    >>> rejoin_lines("\\n".join(lines))
    ('The boat left just as the tide was low, and none of us knew when it came, or why.', True)
    >>> rejoin_lines("It rained.\\nHe left.")
    ('It rained.\\nHe left.', False)
    """
    lines = [line.rstrip() for line in _LINE_ENDS.split(text)]
    if sum(line.startswith(">") for line in lines) > _FEWEST_BREAKS:
        lines = _unquoted(lines)
    breaks = [_measured(*pair) for pair in pairwise(lines) if all(pair) and not _stands_apart(*pair)]
    width = _width(breaks)
    if not _is_wrapped(breaks, width):
        return text, False
    known = {word.lower() for word in _WORD.findall(text)}
    joined = [lines[0]]
    for line, following in pairwise(lines):
        if line and following and _goes_on(line, following, width):
            rest = following.lstrip()
            joined += [_led_on(joined.pop(), rest, known), rest]
        else:
            joined += ["\n", following]
    return "".join(joined), True


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Return lines without the marks of what an e-mail quotes, blocks of other marks apart."""
    kept: list[str] = []
    above = 0
    for line in lines:
        marks = _QUOTED.match(line)
        depth = marks[0].count(">") if marks else 0
        kept += ["", line[marks.end() :] if marks else line][depth == above :]
        above = depth
    return kept


def _measured(line: str, following: str) -> _Break:
    return _Break(line, following, len(line) + 1 + len(following.split(maxsplit=1)[0]))


def _stands_apart(line: str, following: str) -> bool:
    """Tell a line that is an item of a list, or is indented and no part of an item."""
    deeper = _indent(following) >= _indent(line) + _INDENT
    return bool(_ITEM.match(following)) or (deeper and not _ITEM.match(line))


def _width(breaks: Sequence[_Break]) -> int:
    """Return the usual length of the longest lines."""
    lengths = sorted(len(found.line) for found in breaks)
    return lengths[-1 - int(_LONGEST * len(lengths))] if lengths else 0


def _is_wrapped(breaks: Sequence[_Break], width: int) -> bool:
    n = len(breaks)
    if n < _FEWEST_BREAKS or width not in _WIDTHS:
        return False
    full = sum(found.reach > width for found in breaks)
    within = sum(not _ends_sentence(found.line) for found in breaks)
    small = sum(_begins_small(found.following) for found in breaks)
    return full >= _FULL * n and within >= _WITHIN * n and small >= _SMALL * n


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether the next line of a hard-wrapped text belongs to the same paragraph."""
    if _stands_apart(line, following):
        return False
    reach = _measured(line, following).reach
    # a line broken by hand may end before the width
    near = reach > _NEARLY * width or _begins_small(following)
    return reach > width or (near and not _ends_sentence(line))


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING).endswith(_STOPS)


def _begins_small(line: str) -> bool:
    first = line.lstrip(_OPENING)[:1]
    return first.isalpha() and not first.isupper()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _led_on(line: str, following: str, known: set[str]) -> str:
    """Return a line as it stands before its next: with a blank, or without the hyphen of a parted word."""
    parted, goes_on = _HYPHENATED.search(line[-_LONGEST_WORD:]), _WORD.match(following)
    if not parted or not goes_on:
        return line + " "
    whole = (parted[1] + goes_on[0]).lower()
    return line[:-1] + ("" if whole in known or line.endswith("\u00ad") else "-")
