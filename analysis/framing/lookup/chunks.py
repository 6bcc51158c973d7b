"""Texts cut at spaces and line ends into chunks, each distinct chunk with a number that it keeps."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framing.lookup.vocabulary import Ints

Bytes = npt.NDArray[np.uint8]
Keys = npt.NDArray[np.uint64]

SPACE, LINE_END = 32, 10
_EMPTY = -1
_NO_KEY = np.zeros(1, np.uint64)
_BLOCK = 2**16
_RECENT_BITS = 16
_SHORT = 15
_KEPT_BYTES = np.array([2 ** (8 * n) - 1 for n in range(9)], np.uint64)
_MIX, _SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)


class Texts(NamedTuple):
    """Texts laid end to end in UTF-8, and where each begins and the last ends, in bytes."""

    data: Any
    offsets: Ints


class Split(NamedTuple):
    """The number of every chunk, how many chunks stand before each text and in all, and the new chunks.

    `ends` and `starts` are places in `data`: where every chunk ends, and where each new one starts, whose
    size is told with the space or line end after it.
    """

    numbers: Ints
    bounds: Ints
    ends: Ints
    data: Bytes
    starts: Ints
    sizes: Ints


def lay(texts: Sequence[str]) -> Texts:
    """Lay texts end to end.

    >>> lay(["ab", "", "c"]).offsets.tolist()
    [0, 2, 2, 3]
    """
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    return Texts(b"".join(encoded), np.array([0, *accumulate(map(len, encoded))], np.int64))


class Chunks:
    """Gives every distinct chunk a number from 1, in an order that depends on the texts alone.

    A chunk of up to 15 bytes is, with its length, a pair of integers; these are found, many at a time, in a
    hash table with open addressing that is a NumPy array, and before it in a small table that holds of all
    keys of one place the last. Longer chunks are kept in a dict.
    """

    def __init__(self) -> None:
        # the number 0 stands for all long chunks while short ones are looked for
        self._count = 1
        self._table = np.full(2**18, _EMPTY, np.int64)
        self._low, self._high = np.zeros(1, np.uint64), np.zeros(1, np.uint64)
        self._table[0] = 0
        # what was met last, in so little memory that a processor has it at hand
        self._recent_low, self._recent_high = np.zeros((2, 2**_RECENT_BITS), np.uint64)
        self._recent = np.zeros(2**_RECENT_BITS, np.int64)
        self._long: dict[bytes, int] = {}
        self._long_bytes = 0

    def __len__(self) -> int:
        """Return how much is remembered, in short chunks; a long one weighs one more for every 64 bytes."""
        return self._count - 1 + self._long_bytes // 64

    def split(self, texts: Texts) -> Split:
        """Cut texts into chunks and number them, new chunks from the first number that is free.

        >>> Chunks().split(lay(["to be or not to ", "be "])).numbers.tolist()
        [3, 4, 1, 2, 3, 4]
        """
        base, stop = int(texts.offsets[0]), int(texts.offsets[-1])
        offsets = texts.offsets - base
        # eight bytes may be read at once wherever a chunk begins, so more bytes must follow the last
        data = np.zeros(stop - base + 16, np.uint8)
        data[:-16] = np.frombuffer(texts.data, np.uint8)[base:stop]
        cut = (data[:-16] == SPACE) | (data[:-16] == LINE_END)
        cut[offsets[1:][np.diff(offsets) > 0] - 1] = True
        ends = np.flatnonzero(cut)
        ends += 1
        starts = np.zeros_like(ends)
        starts[1:] = ends[:-1]
        bounds = np.append(0, np.searchsorted(ends, offsets[1:], side="right"))
        numbers = np.empty(len(ends), np.int64)
        new = [np.empty(0, np.int64)]
        for at in range(0, len(ends), _BLOCK):
            block = slice(at, at + _BLOCK)
            numbers[block], fresh = self._number(data, starts[block], ends[block] - starts[block])
            new.append(fresh + at)
        chosen = np.concatenate(new)
        return Split(numbers, bounds, ends, data, starts[chosen], (ends - starts)[chosen])

    def _number(self, data: Bytes, starts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
        """Return the number of every chunk, and which chunks are new, in the order of their numbers."""
        eights = np.lib.stride_tricks.as_strided(data[:8].view("<u8"), (len(data) - 8,), (1,))
        low, high = eights[starts], sizes.astype(np.uint64) << np.uint64(56)
        low &= _KEPT_BYTES[np.minimum(sizes, 8)]
        more = np.flatnonzero(sizes > 8)
        high[more] |= eights[starts[more] + 8] & _KEPT_BYTES[np.minimum(sizes[more] - 8, 7)]
        long = np.flatnonzero(sizes > _SHORT)
        low[long] = high[long] = _NO_KEY
        numbers, fresh = self._recall(low, high)
        raw, new = memoryview(data), []  # type: ignore[arg-type]
        for place, start, size in np.stack([long, starts[long], sizes[long]], axis=1).tolist():
            chunk = bytes(raw[start : start + size])
            if chunk not in self._long:
                self._long[chunk] = self._count
                self._long_bytes += len(chunk)
                new.append(place)
                self._add(_NO_KEY, _NO_KEY)
            numbers[place] = self._long[chunk]
        return numbers, np.concatenate([fresh, np.array(new, np.int64)])

    def _recall(self, low: Keys, high: Keys) -> tuple[Ints, Ints]:
        """Return what `_find` does, which is asked only for the keys that are not among those met last."""
        mixed = _mixed(low, high)
        slot = (mixed >> np.uint64(64 - _RECENT_BITS)).view(np.int64)
        numbers = self._recent[slot]
        missed = np.flatnonzero((self._recent_low[slot] != low) | (self._recent_high[slot] != high))
        slot, low, high = slot[missed], low[missed], high[missed]
        found, fresh = self._find(low, high, mixed[missed])
        numbers[missed] = found
        self._recent[slot], self._recent_low[slot], self._recent_high[slot] = found, low, high
        return numbers, missed[fresh]

    def _find(self, low: Keys, high: Keys, mixed: Keys) -> tuple[Ints, Ints]:
        """Return the number of every key, and the places of the keys that are new."""
        while 2 * (self._count + len(low)) > len(self._table):
            self._grow()
        numbers = np.zeros(len(low), np.int64)
        fresh: list[Ints] = [np.empty(0, np.int64)]
        left, slot = np.arange(len(low)), self._slots(mixed)
        while len(left):
            found = self._table[slot]
            empty = np.flatnonzero(found == _EMPTY)
            if len(empty):
                # each claims its empty slot; the one whose claim stands gets the next number
                claim = np.arange(_EMPTY - 1, _EMPTY - 1 - len(empty), -1)
                self._table[slot[empty]] = claim
                won = empty[self._table[slot[empty]] == claim]
                self._table[slot[won]] = np.arange(self._count, self._count + len(won))
                self._add(low[won], high[won])
                fresh.append(left[won])
                found[empty] = self._table[slot[empty]]
            other = np.flatnonzero((self._low[found] != low) | (self._high[found] != high))
            if len(left) == len(numbers):
                numbers = found
            else:
                numbers[left] = found
            left, low, high = left[other], low[other], high[other]
            slot = (slot[other] + 1) & (len(self._table) - 1)
        return numbers, np.concatenate(fresh)

    def _slots(self, mixed: Keys) -> Ints:
        bits = len(self._table).bit_length() - 1
        return (mixed >> np.uint64(64 - bits)).view(np.int64)

    def _add(self, low: Keys, high: Keys) -> None:
        stop = self._count + len(low)
        if stop > len(self._low):
            # of no round length, as the same places of two such arrays would push each other out of the cache
            room = np.zeros(max(2 * len(self._low), stop) - len(self._low), np.uint64)
            self._low, self._high = np.append(self._low, room), np.append(self._high, room)
        self._low[self._count : stop], self._high[self._count : stop] = low, high
        self._count = stop

    def _grow(self) -> None:
        self._table = np.full(2 * len(self._table), _EMPTY, np.int64)
        left = np.append(0, np.flatnonzero(self._high[: self._count]))
        slot = self._slots(_mixed(self._low[left], self._high[left]))
        while len(left):
            free = self._table[slot] == _EMPTY
            self._table[slot[free]] = left[free]
            placed = self._table[slot] == left
            left, slot = left[~placed], (slot[~placed] + 1) & (len(self._table) - 1)


def _mixed(low: Keys, high: Keys) -> Keys:
    mixed: Keys = (low ^ (high * _MIX)) * _SPREAD
    return mixed
