"""The words around matches in raw texts, from the stretch of text around each and no more of it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from framing.lookup.chunks import Texts
from framing.lookup.vocabulary import Ints
from framing.text.normalise import normalise
from framing.text.tokens import WORD_PATTERN

# what texts are cut at, as `chunks` does: neither the normal form nor the pattern of a word looks across it
_CUT = re.compile(rb"[ \n]")
# bytes that are looked at first for every token of the window, and beside; matches looked at together
_BYTES, _MORE, _BATCH = 6, 16, 1_000
_Both = tuple[bytes, bytes]


class Context(NamedTuple):
    """A match as it stands in its text, and so many tokens before and after it."""

    before: str
    keyword: str
    after: str


class _Place(NamedTuple):
    """Where the document of a match and the chunks of the match begin and end, in bytes.

    With how many tokens of its first chunk stand before the match, and how many it has.
    """

    begin: int
    end: int
    start: int
    stop: int
    skipped: int
    size: int


def contexts(doc: Ints, spans: Ints, texts: Texts, window: int) -> Iterator[Context]:
    """Yield matches with at most so many tokens of their document at either side, white space as blanks.

    `doc` and `spans` are those of `Located`, `texts` those in which the matches were located.
    """
    raw, base = bytes(memoryview(texts.data)), int(texts.offsets[0])
    places = np.column_stack([texts.offsets[doc], texts.offsets[doc + 1], spans])
    places[:, 2:4] += base
    reach = _BYTES * window + _MORE
    for at in range(0, len(places), _BATCH):
        batch = [_Place(*row) for row in places[at : at + _BATCH].tolist()]
        cut = [_around(raw, place, reach) for place in batch]
        # together, as one by one most of the time goes by in putting them into the normal form
        normal = iter(_normal([part for both in cut for part in both]))
        for place, both in zip(batch, cut, strict=True):
            yield _context(raw, place, window, both, [next(normal), next(normal)])


def _context(raw: bytes, place: _Place, window: int, cut: _Both, texts: Sequence[str]) -> Context:
    least, earlier = place.skipped + place.size + window, window - place.skipped
    reach = len(cut[0]) + len(cut[1])
    left, right = _spans(texts[0]), _spans(texts[1], least)
    while (len(left) < earlier and len(cut[0]) < place.start - place.begin) or (
        len(right) < least and len(cut[1]) < place.end - place.start
    ):
        reach *= 2
        cut = _around(raw, place, reach)
        texts = _normal(cut)
        left, right = _spans(texts[0]), _spans(texts[1], least)
    first, stop = place.skipped, place.skipped + place.size
    before = _said(texts[0], left[-earlier:] if earlier > 0 else [])
    beside = _said(texts[1], right[max(0, -earlier) : first])
    keyword, after = _said(texts[1], right[first:stop]), _said(texts[1], right[stop:least])
    return Context(f"{before} {beside}".strip(), keyword, after)


def _around(raw: bytes, place: _Place, reach: int) -> _Both:
    """Return about so many bytes of a document before the first chunk of a match, and from there past it."""
    begin, end = max(place.begin, place.start - reach), place.end
    if begin > place.begin:
        cut = _CUT.search(raw, begin - 1, place.start)
        begin = cut.end() if cut else place.start
    if (least := place.stop + reach) < end:
        cut = _CUT.search(raw, least - 1, end)
        end = cut.end() if cut else end
    return raw[begin : place.start], raw[place.start : end]


def _normal(parts: Sequence[bytes]) -> list[str]:
    """Return stretches in their normal form, line ends as blanks, those in ASCII and all others at once."""
    found = [""] * len(parts)
    for ascii in (True, False):
        places = [at for at, part in enumerate(parts) if part.isascii() == ascii]
        texts = [parts[at].replace(b"\n", b" ").decode("utf-8", "surrogatepass") for at in places]
        # full stops, as the normal form has no line end at its own ends
        normal = normalise("\n".join([".", *texts, "."])).split("\n")[1:-1]
        if len(normal) != len(texts):
            # of one of them another character is a line end
            normal = [normalise(text) for text in texts]
        for at, text in zip(places, normal, strict=True):
            found[at] = text
    return found


def _spans(text: str, most: int | None = None) -> list[tuple[int, int]]:
    return [match.span() for match in islice(WORD_PATTERN.finditer(text), most)]


def _said(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(text[spans[0][0] : spans[-1][1]].split()) if spans else ""
