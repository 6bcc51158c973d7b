"""From texts or token lists to counts per document, in batches, learning each distinct word once.

Texts are cut at spaces and line ends alone. What stands between two cuts is normalised and tokenised once,
when it is first met; the rest is arithmetic on numbers. That is exact because neither `normalise` nor the
pattern of a word looks across white space.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, repeat
from typing import NamedTuple

import numpy as np

from framing.lookup import Cue, Entry, Matches, expand, find, needles
from framing.normalise import normalise
from framing.tokens import WORD_PATTERN
from framing.vocabulary import GAP, MARK, WORD, Ids, Ints, Vocabulary

try:
    import pyarrow as pa
except ImportError:
    pa = None

LOCATED = ("doc", "first", "last", "entry", "set_aside", "negated")
BATCH_BYTES = 16_000_000
BATCH_TOKENS = 2_000_000
REMEMBERED = 800_000
REMEMBERED_BYTES = 64

_WORDS = 32


class Texts(NamedTuple):
    """Texts laid end to end in UTF-8, and where each begins and the last ends, in bytes."""

    data: bytes | memoryview
    offsets: Ints


class Counts(NamedTuple):
    """Words per document, and per document x key: counted, set aside, and of those counted the negated."""

    n_words: Ints
    keys: Ints


class Counter:
    """Counts entries in documents; keeps what it has learnt about words from one batch to the next.

    It remembers up to 400,000 chunks of at most 64 bytes and then starts again, so that memory does
    not grow with the number of documents.
    """

    def __init__(self, entries: Sequence[Entry], cues: Sequence[Cue] = ()):
        self._needles = needles(entries, cues)
        self._first_wanted = MARK if cues else MARK + 1
        self._vocabulary = Vocabulary(self._needles.parts)
        self.keys = self._needles.keys
        self._forget()

    def count_texts(self, texts: Iterable[str]) -> Iterator[Counts]:
        """Count in raw texts, batch by batch."""
        for batch in _batches((text.encode("utf-8", "surrogatepass") for text in texts), BATCH_BYTES):
            yield self.count(Texts(b"".join(batch), np.fromiter(accumulate(map(len, batch), initial=0), int)))

    def count(self, texts: Texts) -> Counts:
        """Count in one batch of raw texts."""
        chunks, codes, ends = _split(texts)
        numbers = self._learn(chunks)
        # tokens and words of a chunk share one integer, so that one running sum serves both
        both = np.cumsum(self._sizes[numbers][codes])
        total = np.concatenate([[0], both])[ends]
        n_tokens, n_words = total & (2**_WORDS - 1), np.diff(total >> _WORDS)
        gaps = n_tokens[1:] + np.arange(len(n_words))
        places = np.flatnonzero((self._n_wanted[numbers] > 0)[codes])
        wanted = numbers[codes[places]]
        doc = np.searchsorted(ends, places, side="right") - 1
        starts = ((both[places] - self._sizes[wanted]) & (2**_WORDS - 1)) + doc
        which, item = expand(self._wanted_from[wanted], self._n_wanted[wanted])
        ids = np.full(int(n_tokens[-1]) + len(n_words), WORD, np.int32)
        ids[gaps] = GAP
        ids[starts[which] + self._wanted_at[item]] = self._wanted_id[item]
        return Counts(n_words, self._tally(find(ids, self._needles, self._vocabulary), gaps))

    def count_tokens(self, token_lists: Iterable[Sequence[str]]) -> Iterator[Counts]:
        """Count in token lists, batch by batch."""
        for ids, gaps in self._numbered(token_lists):
            words = np.concatenate([[0], np.cumsum(self._vocabulary.words()[ids])])
            n_words = np.diff(words[np.concatenate([[0], gaps + 1])])
            yield Counts(n_words, self._tally(find(ids, self._needles, self._vocabulary), gaps))

    def locate(self, token_lists: Iterable[Sequence[str]]) -> Iterator[tuple[Ints, ...]]:
        """Find the matches in token lists, batch by batch, as the columns LOCATED."""
        before = 0
        for ids, gaps in self._numbered(token_lists):
            found = find(ids, self._needles, self._vocabulary)
            doc = np.searchsorted(gaps, found.first)
            begin = np.concatenate([[0], gaps + 1])[doc]
            yield doc + before, found.first - begin, found.last - begin, *found[2:]
            before += len(gaps)

    def _numbered(self, token_lists: Iterable[Sequence[str]]) -> Iterator[tuple[Ids, Ints]]:
        for batch in _batches(token_lists, BATCH_TOKENS):
            gaps = np.fromiter(accumulate(len(tokens) + 1 for tokens in batch), np.int64, len(batch)) - 1
            ids = np.full(int(gaps[-1]) + 1 if batch else 0, GAP, np.int32)
            at = np.ones(len(ids), bool)
            at[gaps] = False
            if len(self._vocabulary) > REMEMBERED:
                self._vocabulary.forget()
            ids[at] = self._vocabulary.number(token for tokens in batch for token in tokens)
            yield ids, gaps

    def _tally(self, found: Matches, gaps: Ints) -> Ints:
        shape = (len(gaps), len(self.keys), 1)
        cell = np.searchsorted(gaps, found.first) * len(self.keys) + self._needles.key_of[found.entry]
        kinds = (~found.set_aside, found.set_aside, found.negated & ~found.set_aside)
        size = shape[0] * shape[1]
        return np.concatenate(
            [np.bincount(cell[kind], minlength=size).reshape(shape) for kind in kinds], axis=2
        )

    def _forget(self) -> None:
        self._known: dict[bytes, int] = {}
        self._vocabulary.forget()
        self._sizes = self._n_wanted = self._wanted_from = self._wanted_at = np.empty(0, np.int64)
        self._wanted_id = np.empty(0, np.int32)

    def _learn(self, chunks: list[bytes]) -> Ints:
        numbers = np.fromiter(map(self._known.get, chunks, repeat(-1)), np.int64, len(chunks))
        new = np.flatnonzero(numbers < 0)
        if len(self._sizes) + len(new) > REMEMBERED and len(self._sizes):
            self._forget()
            return self._learn(chunks)
        if len(new):
            fresh = [chunks[i] for i in new]
            ids, order = self._tokenise([chunk.strip() for chunk in fresh])
            numbers[new[order]] = np.arange(len(self._sizes), len(self._sizes) + len(new))
            self._remember(ids)
            self._known.update(
                (chunk, number)
                for chunk, number in zip(fresh, numbers[new].tolist(), strict=True)
                if len(chunk) <= REMEMBERED_BYTES
            )
        return numbers

    def _tokenise(self, chunks: list[bytes]) -> tuple[Ids, Ints]:
        """Return the tokens of chunks, a gap after each chunk, and the order in which the chunks stand."""
        plain = np.fromiter(map(bytes.isalnum, chunks), bool, len(chunks))
        order = np.argsort(~plain, kind="stable")
        n_plain = int(plain.sum())
        ids = np.full(2 * n_plain, GAP, np.int32)
        # ASCII letters and digits alone are one word as they stand, which saves half of the work
        words = b" ".join([chunks[i] for i in order[:n_plain]]).decode("ascii")
        ids[::2] = self._vocabulary.number(words.split())
        text = b"\n".join([chunks[i] for i in order[n_plain:]]).decode("utf-8", "surrogatepass")
        # a separator that is a token of its own wherever it stands, and that the text does not hold
        end = next(c for c in map(chr, range(sys.maxunicode)) if c not in text and not c.isalnum() and not c.isspace())
        text = normalise(text.replace("\n", end)) + end * (n_plain < len(chunks))
        self._vocabulary[end] = GAP
        others = self._vocabulary.number(WORD_PATTERN.findall(text))
        del self._vocabulary[end]
        return np.concatenate([ids, others]), order

    def _remember(self, ids: Ids) -> None:
        ends = np.flatnonzero(ids == GAP)
        begins = np.concatenate([[0], ends[:-1] + 1])
        words = np.concatenate([[0], np.cumsum(self._vocabulary.words()[ids])])
        wanted = np.flatnonzero(ids >= self._first_wanted)
        chunk = np.searchsorted(ends, wanted)
        n_wanted = np.bincount(chunk, minlength=len(ends))
        starts = len(self._wanted_id) + np.cumsum(n_wanted) - n_wanted
        self._sizes = np.append(self._sizes, ends - begins + ((words[ends] - words[begins]) << _WORDS))
        self._n_wanted = np.append(self._n_wanted, n_wanted)
        self._wanted_from = np.append(self._wanted_from, starts)
        self._wanted_at = np.append(self._wanted_at, wanted - begins[chunk])
        self._wanted_id = np.append(self._wanted_id, ids[wanted])


def _split(texts: Texts) -> tuple[list[bytes], Ints, Ints]:
    """Return the distinct chunks, the chunks of all texts as numbers of these, and how many stand before each text."""
    if pa is None:
        return _split_plainly(texts)
    data, offsets = np.frombuffer(texts.data, np.uint8), texts.offsets
    base, data = offsets[0], data[offsets[0] : offsets[-1]]
    cut = (data == 32) | (data == 10)
    cut[(offsets[1:] - base - 1)[np.diff(offsets) > 0]] = True
    ends = np.concatenate([[0], np.flatnonzero(cut) + 1]).astype(np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(data)]
    encoded = pa.Array.from_buffers(pa.binary(), len(ends) - 1, buffers).dictionary_encode()
    return (
        encoded.dictionary.to_pylist(),
        encoded.indices.to_numpy(),
        np.searchsorted(ends, offsets - base),
    )


def _split_plainly(texts: Texts) -> tuple[list[bytes], Ints, Ints]:
    numbers: dict[bytes, int] = {}
    codes, ends = [np.empty(0, np.int64)], [0]
    offsets = texts.offsets.tolist()
    for start, stop in zip(offsets, offsets[1:], strict=False):
        chunks = bytes(texts.data[start:stop]).split()
        codes.append(np.array([numbers.setdefault(chunk, len(numbers)) for chunk in chunks], np.int64))
        ends.append(ends[-1] + len(chunks))
    return list(numbers), np.concatenate(codes), np.array(ends)


def _batches(documents: Iterable[Sequence], size: int) -> Iterator[list]:
    """Group documents so that each group but the last is as long as `size`; there is always one group."""
    batch: list = []
    total = 0
    for document in documents:
        batch.append(document)
        total += len(document)
        if total >= size:
            yield batch
            batch, total = [], 0
    if batch or not total:
        yield batch
