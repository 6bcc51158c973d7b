"""Many texts counted a piece at a time, so that what is held meanwhile is some megabytes."""

from itertools import pairwise

import numpy as np

from framing.lookup.chunks import Texts
from framing.lookup.counter import Counter, Counts
from framing.lookup.places import Located
from framing.lookup.vocabulary import Ints

# while texts are counted some twenty times their bytes are held
PIECE_BYTES = 2_500_000


def count_and_locate(counter: Counter, texts: Texts, *, located: bool) -> tuple[Counts, Located | None]:
    """Count as `Counter.count_and_locate` does, in pieces that end with a text.

    >>> from framing.lookup.chunks import lay
    >>> from framing.lookup.matching import Entry
    >>> sea = Counter([Entry("f", "sea", (), 0)])
    >>> counts, _ = count_and_locate(sea, lay(["sea", "a sea"]), located=False)
    >>> counts.n_words.tolist(), counts.entries.tolist()
    ([1, 2], [2])
    """
    offsets = texts.offsets
    cuts = _cuts(offsets - offsets[0])
    pieces = [Texts(texts.data, offsets[start : stop + 1]) for start, stop in pairwise(cuts)]
    counts, places = zip(*(counter.count_and_locate(piece, located=located) for piece in pieces), strict=True)
    if len(pieces) == 1:
        return counts[0], places[0]
    n_words, keys, entries, doubtful = zip(*counts, strict=True)
    whole = Counts(np.concatenate(n_words), np.concatenate(keys), sum(entries), _shifted(doubtful, cuts))
    return whole, _joined(places, cuts, offsets) if located else None


def _cuts(offsets: Ints) -> list[int]:
    """Return the texts with which pieces begin, and how many texts there are."""
    parted = np.flatnonzero(np.diff(offsets[:-1] // PIECE_BYTES)) + 1
    return [0, *parted.tolist(), len(offsets) - 1]


def _shifted(columns: tuple[Ints, ...], cuts: list[int]) -> Ints:
    return np.concatenate([own + start for own, start in zip(columns, cuts, strict=False)])


def _joined(places: tuple[Located, ...], cuts: list[int], offsets: Ints) -> Located:
    columns = [np.concatenate(column) for column in zip(*(own[1:6] for own in places), strict=True)]
    first, last, entry, set_aside, negated = columns
    docs = _shifted(tuple(own.doc for own in places), cuts)
    tokens = [token for own in places for token in own.tokens]
    # bytes are told from the beginning of all texts, tokens from that of a chunk
    begins = [int(offsets[cut] - offsets[0]) for cut in cuts]
    spans = [own.spans + np.array([begin, begin, 0, 0]) for own, begin in zip(places, begins, strict=False)]
    return Located(docs, first, last, entry, set_aside, negated, tokens, np.concatenate(spans))
