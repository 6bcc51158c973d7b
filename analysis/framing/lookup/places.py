"""Where in raw texts matches stand, and the tokens there."""

from typing import NamedTuple

import numpy as np

from framing.lookup.chunks import Bytes
from framing.lookup.matching import Matches
from framing.lookup.vocabulary import Flags, Ints
from framing.text.normalise import normalise
from framing.text.tokens import WORD_PATTERN


class Located(NamedTuple):
    """Matches in raw texts: document, first and last token there, entry, what became of it, its tokens.

    `spans` has a row per match: where the chunk of its first token begins, and that of its last ends, in
    bytes from the beginning of the texts, the tokens before it in its first chunk, and how many it has.
    """

    doc: Ints
    first: Ints
    last: Ints
    entry: Ints
    set_aside: Flags
    negated: Flags
    tokens: list[str]
    spans: Ints


def locate(found: Matches, gaps: Ints, before: Ints, ends: Ints, data: Bytes) -> Located:
    """Tell where matches stand in their documents, in their order there.

    `gaps` are the places of the gaps after documents; of every chunk `before` is how many tokens stand before
    it, gaps apart, and `ends` where in `data` it ends.
    """
    order = np.lexsort((found.entry, found.last, found.first))
    first, last, entry = found.first[order], found.last[order], found.entry[order]
    doc = np.searchsorted(gaps, first)
    begins = np.append(0, gaps + 1)[doc]
    # a chunk without a token begins where the next one does
    chunk, to_chunk = (np.searchsorted(before, place - doc, side="right") - 1 for place in (first, last))
    starts, stops = np.append(0, ends)[chunk], ends[to_chunk]
    spans = np.stack([starts, stops, first - doc - before[chunk], last - first + 1], axis=1)
    tokens = _tokens(spans, data)
    place = doc, first - begins, last - begins, entry
    return Located(*place, found.set_aside[order], found.negated[order], tokens, spans)


def _tokens(spans: Ints, data: Bytes) -> list[str]:
    """Return tokens parted by blanks: of the bytes of a span, so many after those that are skipped."""
    raw = memoryview(data)  # type: ignore[arg-type]
    known: dict[bytes, list[str]] = {}
    said = []
    for start, stop, skipped, size in spans.tolist():
        held = bytes(raw[start:stop])
        if held not in known:
            known[held] = WORD_PATTERN.findall(normalise(held.decode("utf-8", "surrogatepass")))
        said.append(" ".join(known[held][skipped : skipped + size]))
    return said
