"""The words around matches in raw texts, from the stretch of text around each and no more of it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from framing.lookup.chunks import Texts
from framing.lookup.places import Located
from framing.text.normalise import normalise
from framing.text.tokens import WORD_PATTERN

# what texts are cut at, as `chunks` does: neither the normal form nor the pattern of a word looks across it
_CUT = re.compile(rb"[ \n]")
# bytes looked at first for every token that is wanted, and beside
_BYTES, _MORE = 12, 24


class Context(NamedTuple):
    """A match as it stands in its text, and so many tokens before and after it."""

    before: str
    keyword: str
    after: str


class _Stretch(NamedTuple):
    """Text in its normal form, and where its tokens start and end."""

    text: str
    spans: list[tuple[int, int]]


def contexts(found: Located, texts: Texts, window: int) -> Iterator[Context]:
    """Yield every match with at most so many tokens of its document at either side, white space as blanks.

    `texts` are those in which `found` was located.
    """
    raw, base = bytes(memoryview(texts.data)), int(texts.offsets[0])
    bounds = texts.offsets.tolist()
    for doc, span in zip(found.doc.tolist(), found.spans.tolist(), strict=True):
        start, stop = base + span[0], base + span[1]
        skipped, size = span[2], span[3]
        left = _before(raw, bounds[doc], start, window - skipped)
        right = _after(raw, start, stop, bounds[doc + 1], (skipped, size + window))
        # the normal form ends without the blank that parts the two
        text = f"{left.text} {right.text}"
        shift, first = len(left.text) + 1, len(left.spans) + skipped
        spans = [*left.spans, *((a + shift, b + shift) for a, b in right.spans)]
        yield Context(
            _said(text, spans[max(0, first - window) : first]),
            _said(text, spans[first : first + size]),
            _said(text, spans[first + size : first + size + window]),
        )


def _before(raw: bytes, begin: int, start: int, wanted: int) -> _Stretch:
    """Return a stretch that ends at `start` and has as many tokens as are wanted, or all from `begin` on."""
    if wanted <= 0:
        return _Stretch("", [])
    reach = _BYTES * wanted + _MORE
    while True:
        at = max(begin, start - reach)
        if at > begin:
            cut = _CUT.search(raw, at - 1, start)
            at = cut.end() if cut else start
        found = _stretch(raw[at:start])
        if len(found.spans) >= wanted or start - reach <= begin:
            return found
        reach *= 2


def _after(raw: bytes, start: int, stop: int, end: int, wanted: tuple[int, int]) -> _Stretch:
    """Return a stretch from `start` past `stop` that has as many tokens as are wanted, or all up to `end`."""
    least = sum(wanted)
    reach = _BYTES * least + _MORE
    while True:
        cut = _CUT.search(raw, stop + reach - 1, end)
        found = _stretch(raw[start : cut.end() if cut else end])
        if len(found.spans) >= least or not cut:
            return found
        reach *= 2


def _stretch(held: bytes) -> _Stretch:
    text = normalise(held.decode("utf-8", "surrogatepass"))
    return _Stretch(text, [match.span() for match in WORD_PATTERN.finditer(text)])


def _said(text: str, spans: list[tuple[int, int]]) -> str:
    return " ".join(text[spans[0][0] : spans[-1][1]].split()) if spans else ""
