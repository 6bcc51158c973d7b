"""From texts or token lists to counts per document, in batches, learning each distinct word once.

Texts are cut at spaces and line ends alone. What stands between two cuts is normalised and tokenised once,
when it is first met; the rest is arithmetic on numbers. That is exact because neither `normalise` nor the
pattern of a word looks across white space.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple

import numpy as np

from framing.errors import FramingError
from framing.lookup.batches import TokenLists, batches, no_texts
from framing.lookup.chunks import LINE_END, SPACE, Bytes, Chunks, Texts, lay
from framing.lookup.growing import Growing
from framing.lookup.matching import Cue, Entry, Matches, expand, find, needles
from framing.lookup.places import Located, locate
from framing.lookup.sieve import Sieve
from framing.lookup.vocabulary import GAP, MARK, WORD, Ids, Ints, Vocabulary, distinct
from framing.text.normalise import normalise
from framing.text.tokens import TITLES, WORD_PATTERN
from framing.text.unparted import check_parted, long_stretches

BATCH_CHARACTERS, BATCH_TOKENS = 2_500_000, 2_000_000
REMEMBERED = 600_000
_PIECE, _LONG = 500_000, 60

# tokens and words of a chunk share one integer, so that one running sum serves both
_WORDS, _TOKENS = 32, 2**32 - 1

_LONGEST_TITLE = max(map(len, TITLES.split("|"))) + 1
# what a byte of a chunk can be: a letter or digit (0), another ASCII character (2), a part of any other (3)
_CHARACTERS = np.array([0 if chr(c).isalnum() else 2 for c in range(128)] + [3] * 128, np.uint8)
# marks that are a token of their own wherever a chunk ends with them after letters and digits alone
_MARKS = np.isin(np.arange(256), list(b'.,;:?!)"'))

# each a token wherever it stands, which the normal form keeps and makes of nothing else: in ASCII, and in
# other texts; a text that holds them all is parted by one for private use, which takes more bytes a character
_PARTING = {True: "^~|}{", False: "⁂⁑⁕⁘⁙⁛"}
_MEANINGLESS = range(0xF0000, 0x10FFFE)


class Counts(NamedTuple):
    """Words per document; per document x key: counted, set aside, negated of those counted; per entry all.

    `doubtful` are documents that hold a long stretch of a script whose words no blanks part; raw texts alone.
    """

    n_words: Ints
    keys: Ints
    entries: Ints
    doubtful: Ints = np.empty(0, np.int64)


class Counter:
    """Counts entries in documents; keeps what it has learnt about words from one batch to the next.

    It starts again once it knows 600,000 chunks (fewer where they are long), so that memory does not grow
    with the number of documents.
    """

    def __init__(self, entries: Sequence[Entry], cues: Sequence[Cue] = ()):
        self._needles = needles(entries, cues)
        self._first_wanted = MARK if cues else MARK + 1
        self._vocabulary, self._sieve = Vocabulary(self._needles.parts), Sieve(self._needles.parts)
        self.keys = self._needles.keys
        self._forget()

    def count_texts(self, texts: Iterable[str]) -> Iterator[Counts]:
        """Count in raw texts, batch by batch.

        Raises FramingError where one text stands for a list of texts, or blanks do not part its words.
        """
        if isinstance(texts, str):
            raise FramingError(f"{texts[:40]!r} is one text, not a list of texts; pass a list such as [text]")
        before = 0
        for batch in batches(texts, BATCH_CHARACTERS):
            counts = self.count(lay(batch))
            for number in counts.doubtful.tolist():
                check_parted(f"document {before + number}", normalise(batch[number]))
            before += len(batch)
            yield counts

    def count(self, texts: Texts) -> Counts:
        """Count in one batch of raw texts."""
        return self.count_and_locate(texts, located=False)[0]

    def count_and_locate(self, texts: Texts, *, located: bool = True) -> tuple[Counts, Located | None]:
        """Count in one batch of raw texts, and tell where in them the matches stand."""
        if len(self._chunks) > REMEMBERED:
            self._forget()
        try:
            numbers, bounds, chunk_ends, data, new_starts, new_sizes = self._chunks.split(texts)
            self._learn(data, new_starts, new_sizes)
        except BaseException:
            # chunks that have a number and are not learnt would be counted as others
            self._forget()
            raise
        sizes, n_wanted, wanted_from = self._known.columns
        wanted_at, wanted_id = self._wanted.columns
        running = np.zeros(len(numbers) + 1, np.int64)
        np.cumsum(sizes[numbers], out=running[1:])
        gaps = (running[bounds[1:]] & _TOKENS) + np.arange(len(bounds) - 1)
        ids = np.full(int(gaps[-1]) + 1 if len(gaps) else 0, WORD, np.int32)
        ids[gaps] = GAP
        places = np.flatnonzero((n_wanted > 0)[numbers])
        chunk = numbers[places]
        doc = np.repeat(np.arange(len(gaps)), np.diff(np.searchsorted(places, bounds)))
        begins = (running[places] & _TOKENS) + doc
        item = wanted_from[chunk]
        ids[begins + wanted_at[item]] = wanted_id[item]
        # few chunks hold more than one token that matters, so that one each is soon written
        several = np.flatnonzero(n_wanted[chunk] > 1)
        which, item = expand(item[several], n_wanted[chunk[several]])
        ids[begins[several[which]] + wanted_at[item]] = wanted_id[item]
        doubtful = np.flatnonzero(np.isin(numbers, self._long)) if self._long else np.empty(0, np.int64)
        held = distinct(np.searchsorted(bounds, doubtful, side="right") - 1)
        found = find(ids, self._needles, self._vocabulary)
        counts = Counts(np.diff(running[bounds] >> _WORDS), *self._tally(found, gaps), held)
        return counts, locate(found, gaps, running & _TOKENS, chunk_ends, data) if located else None

    def count_tokens(self, token_lists: TokenLists) -> Iterator[Counts]:
        """Count in token lists, batch by batch.

        Raises FramingError where a text stands for a list of tokens.
        """
        for ids, gaps in self._numbered(token_lists):
            n_words = np.add.reduceat(self._vocabulary.words()[ids], _begins(gaps), dtype=np.int64)
            yield Counts(n_words, *self._tally(find(ids, self._needles, self._vocabulary), gaps))

    def locate(self, token_lists: TokenLists) -> Iterator[dict[str, Any]]:
        """Find the matches in token lists, batch by batch, as columns doc and those of Matches.

        Raises FramingError where a text stands for a list of tokens.
        """
        before = 0
        for ids, gaps in self._numbered(token_lists):
            found = find(ids, self._needles, self._vocabulary)
            doc = np.searchsorted(gaps, found.first)
            begin = _begins(gaps)[doc]
            place = {"doc": doc + before, "first": found.first - begin, "last": found.last - begin}
            yield found._asdict() | place
            before += len(gaps)

    def _numbered(self, token_lists: TokenLists) -> Iterator[tuple[Ids, Ints]]:
        for batch in batches(no_texts(token_lists), BATCH_TOKENS):
            if len(self._vocabulary) > REMEMBERED:
                self._vocabulary.forget()
            numbers = self._vocabulary.number(token for tokens in batch for token in tokens)
            ends = np.cumsum([len(tokens) for tokens in batch], dtype=np.int64)
            yield np.insert(numbers, ends, GAP), ends + np.arange(len(ends))

    def _tally(self, found: Matches, gaps: Ints) -> tuple[Ints, Ints]:
        cell = np.searchsorted(gaps, found.first) * len(self.keys) + self._needles.key_of[found.entry]
        kinds = (~found.set_aside, found.set_aside, found.negated & ~found.set_aside)
        size = len(gaps) * len(self.keys)
        counted = [np.bincount(cell[kind], minlength=size) for kind in kinds]
        by_entry = np.bincount(found.entry, minlength=len(self._needles.key_of))
        return np.stack(counted, axis=1).reshape(len(gaps), len(self.keys), len(kinds)), by_entry

    def _forget(self) -> None:
        self._vocabulary.forget()
        self._chunks = Chunks()
        # chunks that are long stretches of scripts without blanks
        self._long: list[int] = []
        # of every chunk, from number 1: size, number of tokens that matter, and the first of them below;
        # of every token that matters: its place in its chunk, and its number
        self._known, self._wanted = Growing(3, np.int64), Growing(2, np.int32)
        self._known.add(np.zeros((3, 1), np.int64))

    def _learn(self, data: Bytes, starts: Ints, sizes: Ints) -> None:
        """Keep for every chunk how many tokens and words it has, and where in it are which that matter."""
        last = data[starts + sizes - 1]
        ids, order, long = self._tokenise(data, starts, sizes - ((last == SPACE) | (last == LINE_END)))
        self._long += (len(self._known) + long).tolist()
        ends = np.flatnonzero(ids == GAP)
        begins = _begins(ends)
        n_words = np.add.reduceat(self._vocabulary.words()[ids], begins, dtype=np.int64)
        wanted = np.flatnonzero(ids >= self._first_wanted)
        chunk = np.searchsorted(ends, wanted)
        n_wanted = np.bincount(chunk, minlength=len(ends))
        wanted_from = len(self._wanted) + np.cumsum(n_wanted) - n_wanted
        known = np.stack([ends - begins + (n_words << _WORDS), n_wanted, wanted_from])
        self._known.add(known[:, np.argsort(order)])
        # in few bytes, as they are fetched from all over the table for every chunk
        self._wanted.add(np.stack([wanted - begins[chunk], ids[wanted]]))

    def _tokenise(self, data: Bytes, starts: Ints, sizes: Ints) -> tuple[Ids, Ints, Ints]:
        """Return the tokens of chunks, a gap after each, the order of the chunks, and those that are long."""
        kind, number = _kinds(data, starts, sizes), self._vocabulary.number
        order = np.argsort(kind, kind="stable")
        parts = np.split(order, np.bincount(kind, minlength=4).cumsum()[:3])
        word, marked, mixed, other = ((starts[part], sizes[part]) for part in parts)
        words = np.full((len(parts[0]), 2), GAP, np.int32)
        words[:, 0] = self._number_words(data, *word)
        pairs = np.full((len(parts[1]), 3), GAP, np.int32)
        pairs[:, 0] = self._number_words(data, marked[0], marked[1] - 1)
        mark = data[marked[0] + marked[1] - 1]
        pairs[:, 1] = number(map(chr, range(128)))[mark] if len(mark) else GAP
        # ASCII apart from the rest, because strings of one byte a character are read several times as fast
        kept, _ = self._tokenise_pieces(data, *mixed)
        others, long = self._tokenise_pieces(data, *other)
        return np.concatenate([words.ravel(), pairs.ravel(), kept, others]), order, parts[3][long]

    def _number_words(self, data: Bytes, starts: Ints, sizes: Ints) -> Ids:
        """Return the numbers of chunks that are one ASCII word each; few are more than a word."""
        words = _joined(data, starts, sizes, SPACE).lower()
        chosen = np.flatnonzero(self._sieve.passing(words, sizes))
        begins = np.cumsum(sizes + 1) - sizes - 1
        held = _joined(np.frombuffer(words, np.uint8), begins[chosen], sizes[chosen], SPACE)
        numbers = np.full(len(sizes), WORD, np.int32)
        numbers[chosen] = self._vocabulary.number(held.decode("ascii").split())
        return numbers

    def _tokenise_pieces(self, data: Bytes, starts: Ints, sizes: Ints) -> tuple[Ids, Ints]:
        """Return what `_tokenise_lines` does, a piece at a time, as that takes a hundred times its size."""
        cuts = [0, *np.flatnonzero(np.diff(np.cumsum(sizes) // _PIECE)) + 1, len(sizes)]
        found = [
            (start, self._tokenise_lines(_joined(data, starts[start:stop], sizes[start:stop], LINE_END)))
            for start, stop in pairwise(cuts)
        ]
        long = [start + places for start, (_, places) in found]
        return np.concatenate([ids for _, (ids, _) in found]), np.concatenate(long)

    def _tokenise_lines(self, lines: bytes) -> tuple[Ids, Ints]:
        """Return the tokens of chunks, and which chunks are long stretches of scripts without blanks."""
        text = lines.decode("utf-8", "surrogatepass")
        # one that is not in the text parts the chunks
        marks = chain(_PARTING[text.isascii()], map(chr, _MEANINGLESS))
        mark = next(character for character in marks if character not in text)
        self._vocabulary[mark] = GAP
        normal = normalise(text.replace("\n", mark))
        ids = self._vocabulary.number(WORD_PATTERN.findall(normal))
        # where it is met as a token later it is learnt anew
        del self._vocabulary[mark]
        return ids, np.array(long_stretches(normal, mark), np.int64)


def _kinds(data: Bytes, starts: Ints, sizes: Ints) -> Ints:
    """Tell chunks that are one ASCII word (0), one and a mark (1), other ASCII (2), and all others (3).

    >>> pieces = [b"tide", b"tide,", b"mr.", b"don't", "é".encode(), b""]
    >>> sizes = np.array([len(piece) for piece in pieces])
    >>> data = np.frombuffer(b"".join(pieces) + bytes(16), np.uint8)
    >>> _kinds(data, np.cumsum(sizes) - sizes, sizes).tolist()
    [0, 1, 2, 2, 3, 2]
    """
    # few are long, and of a place of each character many bytes are kept
    long, sizes = sizes > _LONG, np.minimum(sizes, _LONG)
    # a letter after each chunk gives those that are empty something to look at
    found = _CHARACTERS[np.frombuffer(_joined(data, starts, sizes, ord("a")), np.uint8)]
    ends = np.cumsum(sizes + 1) - 1
    last = data[starts + np.maximum(sizes, 1) - 1]
    # a short chunk with a full stop may be a title such as "mr.", which is one token
    marked = (sizes > 1) & _MARKS[last] & ((last != ord(".")) | (sizes > _LONGEST_TITLE))
    found[ends[marked] - 1] = 0
    kind = np.maximum.reduceat(found, ends - sizes)
    kind[sizes == 0], kind[long] = 2, 3
    return np.where(kind == 0, marked, kind)


def _joined(data: Bytes, starts: Ints, sizes: Ints, end: int) -> bytes:
    """Return chunks end to end, each followed by a character that ends it."""
    _, at = expand(starts, sizes + 1)
    joined = data[at]
    joined[np.cumsum(sizes + 1) - 1] = end
    return joined.tobytes()


def _begins(gaps: Ints) -> Ints:
    """Return where the stretches begin that end at gaps."""
    return np.append(0, gaps + 1)[:-1]
