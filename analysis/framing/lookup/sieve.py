"""Words that no part of a pattern can match, told apart on whole arrays, so that they are not looked at."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from framing.lookup.vocabulary import Flags, Ints, stretches

# stretches are looked for by so many bytes: those of 5 by their first 4, those of 7 by 6
_SIZES = (1, 2, 3, 4, 6, 8)
# an inner stretch is looked for at every place of a word, for which few bytes tell enough
_INNER = (1, 2, 3, 4)
_HASH = np.uint64(0x9E3779B97F4A7C15)
# so many places of a table for each stretch, so that few words pass by chance
_ROOM = 64
_PAD = 8
_NEVER = 2**62

Keys = npt.NDArray[np.uint64]


class Sieve:
    """Lets pass all words that may match a part: by how they begin, how they end, or what is within."""

    def __init__(self, parts: Sequence[str]):
        heads: list[bytes] = []
        tails: list[bytes] = []
        inner: list[bytes] = []
        self._lengths: set[int] = set()
        self._at_least = _NEVER
        for part in parts:
            found = [stretch.encode("utf-8", "surrogatepass") for stretch in stretches(part)]
            # a blank follows each word
            head = found[0] + b" " if len(found) == 1 else found[0]
            longest = max(found, key=len)
            if head and len(head) >= len(found[-1]):
                heads.append(head)
            elif found[-1]:
                tails.append(found[-1])
            elif longest:
                inner.append(longest)
            elif "*" in part:
                self._at_least = min(self._at_least, part.count("?"))
            else:
                self._lengths.add(len(part))
        self._heads = _tables([_cut(head, _SIZES) for head in heads])
        # read from their end
        self._tails = _tables([_cut(tail[::-1], _SIZES)[::-1] for tail in tails])
        self._inner = _tables([_cut(stretch, _INNER) for stretch in inner])

    def passing(self, words: bytes, sizes: Ints) -> Flags:
        """Tell which words may match; they are lower-case ASCII without white space, a blank after each.

        >>> Sieve(["deter*", "war", "*sea*"]).passing(b"deterred warn war overseas ", np.array([8, 4, 3, 8]))
        array([ True, False,  True,  True])
        """
        passing = sizes >= self._at_least
        if passing.all():
            return passing
        padded = np.frombuffer(b" " * _PAD + words + bytes(_PAD), np.uint8)
        eights = np.lib.stride_tricks.as_strided(padded[:8].view("<u8"), (len(padded) - 7,), (1,))
        stops = np.cumsum(sizes + 1) + (_PAD - 1)
        starts = stops - sizes
        for length in self._lengths:
            passing |= sizes == length
        for size, table in self._heads.items():
            passing |= table[_places(eights[starts], size, len(table))]
        for size, table in self._tails.items():
            passing |= table[_places(eights[stops - size], size, len(table))]
        for size, table in self._inner.items():
            held = table[_places(eights[: stops[-1]], size, len(table))]
            passing |= np.logical_or.reduceat(held, starts)
        return passing


def _cut(stretch: bytes, sizes: Sequence[int]) -> bytes:
    return stretch[: max(size for size in sizes if size <= len(stretch))]


def _tables(found: Sequence[bytes]) -> dict[int, Flags]:
    """Return by size the places of stretches in a table of so many that most are free."""
    tables = {}
    for size in sorted({*map(len, found)}):
        own = {stretch for stretch in found if len(stretch) == size}
        keys = np.array([int.from_bytes(stretch, "little") for stretch in own], np.uint64)
        tables[size] = np.zeros(2 ** (_ROOM * len(own) - 1).bit_length(), bool)
        tables[size][_places(keys, size, len(tables[size]))] = True
    return tables


def _places(keys: Keys, size: int, room: int) -> Ints:
    """Return where in a table of so much room the stretches are that so many of their first bytes make."""
    # what lies above the bytes of a key is multiplied out of it
    lifted = keys << np.uint64(64 - 8 * size)
    lifted *= _HASH
    lifted ^= lifted >> np.uint64(29)
    lifted *= _HASH
    lifted >>= np.uint64(65 - room.bit_length())
    return lifted.view(np.int64)
