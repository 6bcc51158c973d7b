"""Quotations in a paragraph: between quotation marks, or set apart as a block."""

import re
from collections.abc import Sequence
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from framing.text.tokens import is_word

MARK = '"'
FEWEST_WORDS = 4
_OPENING, _CLOSING, _EITHER = 1, -1, 0


class Quotation(NamedTuple):
    """A quotation by the places of its first and last token in the paragraph, marks included."""

    first: int
    last: int


def quotations(texts: Sequence[str], token_lists: Sequence[Sequence[str]]) -> list[Quotation]:
    """Find the quotations of four words or more in a paragraph, given as its sentences.

    Shorter ones are scare quotes and stay what surrounds them. A mark that is not closed runs to the end of
    the paragraph; quotations within a quotation belong to it. Places count the tokens of all sentences.

    >>> quotations(['He said "we will not go" and "left".'], [list('hs"wwng"a"l"') + ["."]])
    [Quotation(first=2, last=7)]
    """
    tokens = list(chain.from_iterable(token_lists))
    places = [place for place, token in enumerate(tokens) if token == MARK]
    steps = list(zip(places, pairwise([0, *_depths(texts)]), strict=True))
    first = [place for place, (before, after) in steps if after and not before]
    last = [place for place, (before, after) in steps if before and not after]
    found = zip_longest(first, last, fillvalue=len(tokens) - 1)
    return [Quotation(a, b) for a, b in found if sum(map(is_word, tokens[a : b + 1])) >= FEWEST_WORDS]


def is_open(texts: Sequence[str]) -> bool:
    """Tell whether a paragraph ends within a quotation, so that the next one may go on with it."""
    return any(_depths(texts)[-1:])


def hidden(quoted: Sequence[Quotation], tokens: Sequence[str]) -> list[bool]:
    """Say of every token of a paragraph whether a quotation hides it from the rules of the clause.

    The comma before a closing mark belongs to the sentence round it.
    """
    inside = {place for first, last in quoted for place in range(first, last + 1)}
    commas = {last - 1 for _, last in quoted if tokens[last] == MARK and tokens[last - 1] == ","}
    return [place in inside and place not in commas for place in range(len(tokens))]


def _depths(texts: Sequence[str]) -> list[int]:
    """Say of every straight mark of a paragraph how many quotations are open after it."""
    depths, depth = [], 0
    for shape in chain.from_iterable(map(_shapes, texts)):
        if shape == _OPENING or (shape == _EITHER and not depth):
            depth += 1
        elif depth:
            depth -= 1
        depths.append(depth)
    return depths


def _shapes(text: str) -> list[int]:
    """Say of every straight mark, by what stands at either side, whether it opens or closes."""
    shapes, padded = [], f" {text} "
    for mark in re.finditer(MARK, padded):
        before, after = padded[mark.start() - 1], padded[mark.end()]
        opens = (before.isspace() or before in "([{—-") and not (after.isspace() or after in ",;:!?)]}")
        closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]}—-'")
        shapes.append(_EITHER if opens == closes else _OPENING if opens else _CLOSING)
    return shapes
