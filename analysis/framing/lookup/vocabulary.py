"""Which parts of patterns a token matches, worked out once per distinct token."""

import re
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from framing.text.tokens import is_word

Ints = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

# the first numbers: the gap after a document, and the words and marks that no pattern asks for
GAP, WORD, MARK = 0, 1, 2
_STEM, _GRAM = 3, 4
_WILDCARDS = re.compile(r"[*?]")
# the number of a part, and the expression that is left to try, if any
_Form = tuple[int, re.Pattern[str] | Literal[False]]


def distinct(ordered: Ints) -> Ints:
    """Return what stands in an array in order, each once; NumPy's own function loads modules to do so.

    >>> distinct(np.array([1, 1, 3])).tolist(), distinct(np.array([], np.int64)).tolist()
    ([1, 3], [])
    """
    found: Ints = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return found


def glob(part: str) -> re.Pattern[str]:
    """Return the regular expression of one token of a pattern.

    Each stretch between two `*` is matched where it first fits and not tried again, so time stays
    proportional to the length of the token however many `*` there are.

    >>> bool(glob("deter*").fullmatch("deterrence")), bool(glob("w?r").fullmatch("weir"))
    (True, False)
    """
    first, *others = re.escape(part.lower()).replace(r"\?", ".").split(r"\*")
    between = "".join(f"(?>.*?{stretch})" for stretch in others[:-1] if stretch)
    return re.compile(first + between + "".join(f".*{stretch}" for stretch in others[-1:]), re.DOTALL)


def stretches(part: str) -> list[str]:
    """Return what stands before, between and after the wildcards of a part of a pattern.

    >>> stretches("*sea*"), stretches("w?r"), stretches("war")
    (['', 'sea', ''], ['w', 'r'], ['war'])
    """
    return _WILDCARDS.split(part)


@lru_cache(maxsize=100_000)
def ends(part: str) -> tuple[str, str]:
    """Return what every token that a part of a pattern matches begins with, and what it ends with.

    >>> ends("deter*"), ends("w?r"), ends("war")
    (('deter', ''), ('w', 'r'), ('war', 'war'))
    """
    found = stretches(part)
    return found[0], found[-1]


class Vocabulary(dict[str, int]):
    """The number of every lower-case token seen so far, which is that of all that match the same parts.

    The parts of a token are looked for under its beginning (`deter*`), its end (`*deter`) or a stretch within
    (`*deter*`), so that the cost of a new token does not grow with the number of patterns.
    """

    def __init__(self, parts: Sequence[str]):
        super().__init__()
        self._literals: dict[str, list[int]] = {}
        self._heads: dict[str, list[_Form]] = {}
        self._tails: dict[str, list[_Form]] = {}
        self._inner: dict[str, list[_Form]] = {}
        for number, part in enumerate(parts):
            head, tail = ends(part)
            if head == part:
                self._literals[part] = [number]
            elif head:
                # what begins like `deter*` matches it, so that nothing need be tried
                self._heads.setdefault(head, []).append((number, part != head + "*" and glob(part)))
            elif tail:
                self._tails.setdefault(tail, []).append((number, part != "*" + tail and glob(part)))
            else:
                within = max(stretches(part), key=len)[:_GRAM]
                self._inner.setdefault(within, []).append((number, part != f"*{within}*" and glob(part)))
        self._inner_sizes = {*map(len, self._inner)}
        self._short_heads = {len(head) for head in self._heads if len(head) < _STEM}
        self._head_sizes = _sizes([(head[:_STEM], len(head)) for head in self._heads], self._short_heads)
        self._tail_sizes = _sizes([(tail[-1], len(tail)) for tail in self._tails], set())
        self.forget()

    def forget(self) -> None:
        """Start again without any token."""
        self.clear()
        # tokens that match the same parts need not be told apart
        self._alike: dict[tuple[int, ...], int] = {}
        self._words = [False, True, False]
        self._pair_tokens, self._pair_parts = array("i"), array("i")

    def number(self, tokens: Iterable[str]) -> Ids:
        """Return the numbers of tokens, learning those that are new."""
        return np.fromiter(map(self.__getitem__, map(str.lower, tokens)), np.int32)

    def words(self) -> Flags:
        """Tell for every number whether it stands for a word, not a punctuation mark or a gap."""
        return np.array(self._words)

    def pairs(self) -> tuple[Ids, Ids]:
        """Return every token and part that match, as two arrays of numbers, sorted by token, then part."""
        return np.array(self._pair_tokens, np.int32), np.array(self._pair_parts, np.int32)

    def __missing__(self, token: str) -> int:
        parts = self._parts(token)
        word = token.isalnum() or is_word(token)
        number = WORD if word else MARK
        if parts:
            number = self._alike.setdefault((word, *parts), len(self._words))
            if number == len(self._words):
                self._words.append(word)
                self._pair_tokens.extend([number] * len(parts))
                self._pair_parts.extend(parts)
        self[token] = number
        return number

    def _parts(self, token: str) -> Sequence[int]:
        tried = self._tried_within(token) if self._inner else []
        for size in self._head_sizes.get(token[:_STEM], self._short_heads):
            tried += self._heads.get(token[:size], ())
        for size in self._tail_sizes.get(token[-1:], ()):
            tried += self._tails.get(token[-size:], ())
        literal = self._literals.get(token, [])
        if not tried:
            return literal
        # a short token is its own beginning at several sizes
        return sorted({*literal, *(number for number, form in tried if not form or form.fullmatch(token))})

    def _tried_within(self, token: str) -> list[_Form]:
        """Return the parts that are looked for by a stretch within, of which the token has that."""
        if len(self._inner) <= len(token):
            return [form for stretch, forms in self._inner.items() if stretch in token for form in forms]
        found = {token[at : at + size] for size in self._inner_sizes for at in range(max(len(token), 1))}
        return [form for stretch in found & self._inner.keys() for form in self._inner[stretch]]


def _sizes(stretches: Iterable[tuple[str, int]], others: set[int]) -> dict[str, set[int]]:
    """Return for every beginning or end what sizes the stretches have that stand under it, and others.

    >>> _sizes([("det", 5), ("det", 3), ("war", 3)], set())["det"] == {3, 5}
    True
    """
    sizes: dict[str, set[int]] = {}
    for key, size in stretches:
        sizes.setdefault(key, set(others)).add(size)
    return sizes
