"""How wide text is in print, and how the width of a page is shared out among the columns of a table."""

import unicodedata
from collections.abc import Mapping, Sequence

# of Computer Modern at 8 pt, measured with pdflatex
_WIDTHS: Mapping[float, str] = {
    2.4: "!',.:;[]`|il",
    2.9: " -fjI",
    3.4: "()rst",
    3.8: "cez",
    4.3: '"$*/0123456789\\^_ago{}~<>?–J',
    4.8: "kqvxySbdhnpu",
    5.4: "ZLF",
    6.2: "EPBCTw",
    6.7: "AHNUVXYRDKGOQ&+=@−",
    8.8: "#%mMW",
}
_WIDTH_OF: Mapping[str, float] = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER, _WIDE = 4.9, 8.0


def width(text: str) -> float:
    """Return about how wide a text is, in points at 8 pt, letters with accents as wide as those without.

    >>> round(width("0.5 to 1"), 1), width("é") == width("e")
    (28.8, True)
    """
    letters = [c for c in unicodedata.normalize("NFD", text) if not unicodedata.category(c).startswith("M")]
    return sum(
        _WIDTH_OF.get(c, _WIDE if unicodedata.east_asian_width(c) in "WF" else _OTHER) for c in letters
    )


def longest_word(text: str, most: float) -> float:
    """Return the width of the widest word of a text, `most` where it is wider and so is broken.

    >>> longest_word("a tide", 99) == width("tide")
    True
    """
    return max((min(most, width(word)) for word in text.split()), default=0.0)


def lines(text: str, room: float) -> int:
    """Return how many lines a text takes where a line is so wide.

    >>> lines("one two three", width("one two")), lines("", 9)
    (2, 1)
    """
    taken, at = 1, 0.0
    for word in text.split():
        wide = width(word)
        if at and at + width(" ") + wide > room:
            taken, at = taken + 1, 0.0
        # a word that is wider than a line goes on in the next
        at += wide + (width(" ") if at else 0.0)
        while at > room + 1e-6 > 0:
            taken, at = taken + 1, at - room
    return taken


def shares(natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return the widths of columns that fill a room: each as wide as its longest word, the rest by content.

    Columns are at most as wide as their text, and one that has four times as much gets twice the width. Where
    the room holds not even the longest words, it is shared out by these.

    >>> [round(width) for width in shares([400, 100, 20], [40, 20, 20], 140)]
    [80, 40, 20]
    """
    if sum(least) >= room:
        return [room * each / sum(least) for each in least]
    low, high = 0.0, max([1.0, *natural]) ** 0.5
    for _ in range(40):
        scale = (low + high) / 2
        fits = sum(_at(scale, natural, least)) <= room
        low, high = (scale, high) if fits else (low, scale)
    return _at(low, natural, least)


def _at(scale: float, natural: Sequence[float], least: Sequence[float]) -> list[float]:
    return [max(a, min(n, scale * n**0.5)) for n, a in zip(natural, least, strict=True)]
