"""Texts cut at spaces and line ends into chunks, each distinct chunk with a number that it keeps.

Two ways that give the same counts: with pyarrow, where it is installed, and in plain Python.
"""

import importlib.util
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

from framing.vocabulary import Ids, Ints

SPACE, LINE_END = 32, 10


class Texts(NamedTuple):
    """Texts laid end to end in UTF-8, and where each begins and the last ends, in bytes."""

    data: Any
    offsets: Ints


class Split(NamedTuple):
    """The number of every chunk, how many chunks stand before each text and in all, and the chunks that are new."""

    numbers: Ids
    bounds: Ints
    new: list[bytes]


def lay(texts: Sequence[str]) -> Texts:
    """Lay texts end to end.

    >>> lay(["ab", "", "c"]).offsets.tolist()
    [0, 2, 2, 3]
    """
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    return Texts(b"".join(encoded), np.array([0, *accumulate(map(len, encoded))], np.int64))


def numbering() -> "ArrowChunks | PlainChunks":
    """Return an empty numbering of chunks: pyarrow's where it is installed, three times as fast."""
    return PlainChunks() if importlib.util.find_spec("pyarrow") is None else ArrowChunks()


class ArrowChunks:
    """Numbers chunks by pyarrow's dictionary encoding of those known and those of a batch, one after the other."""

    def __init__(self) -> None:
        import pyarrow

        self._pyarrow = pyarrow
        self._known = pyarrow.array([], pyarrow.binary())

    def split(self, texts: Texts) -> Split:
        """Cut texts into chunks and number them, new chunks from the first number that is free."""
        base, stop = int(texts.offsets[0]), int(texts.offsets[-1])
        data = np.frombuffer(texts.data, np.uint8)[base:stop]
        offsets = (texts.offsets - base).astype(np.int32)
        cut = (data == SPACE) | (data == LINE_END)
        cut[offsets[1:][np.diff(offsets) > 0] - 1] = True
        cuts = np.flatnonzero(cut)
        ends = np.zeros(len(cuts) + 1, np.int32)
        np.add(cuts, 1, out=ends[1:], casting="unsafe")
        if not len(cuts):
            return Split(np.empty(0, np.int32), np.zeros(len(offsets), np.int64), [])
        # a chunk holds the space it ends with, so that the bytes need not be moved
        buffers = [None, self._pyarrow.py_buffer(ends), self._pyarrow.py_buffer(data)]
        chunks = self._pyarrow.Array.from_buffers(self._pyarrow.binary(), len(cuts), buffers)
        # the last piece: an empty one before it is left out
        encoded = self._pyarrow.chunked_array([self._known, chunks]).dictionary_encode().chunks[-1]
        n_known, self._known = len(self._known), encoded.dictionary
        new = self._known.slice(n_known).to_pylist()
        return Split(encoded.indices.to_numpy(), np.searchsorted(ends, offsets), new)


class PlainChunks:
    """Numbers chunks with a dict."""

    def __init__(self) -> None:
        self._known: dict[bytes, int] = {}

    def split(self, texts: Texts) -> Split:
        """Cut texts into chunks and number them, new chunks from the first number that is free."""
        known, n_known = self._known, len(self._known)
        numbers, bounds = [np.empty(0, np.int32)], [0]
        for start, stop in pairwise(texts.offsets.tolist()):
            chunks = bytes(texts.data[start:stop]).split()
            numbers.append(np.array([known.setdefault(c, len(known)) for c in chunks], np.int32))
            bounds.append(bounds[-1] + len(chunks))
        return Split(np.concatenate(numbers), np.array(bounds), list(known)[n_known:])
