"""Quotations in a paragraph: between quotation marks, or set apart as a block."""

from collections.abc import Sequence
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
    tokens = [token for tokens in token_lists for token in tokens]
    places = [place for place, token in enumerate(tokens) if token == MARK]
    found, depth, first = [], 0, 0
    for place, after in zip(places, _depths(texts), strict=True):
        if after and not depth:
            first = place
        elif depth and not after:
            found.append(Quotation(first, place))
        depth = after
    if depth:
        found.append(Quotation(first, len(tokens) - 1))
    return [q for q in found if sum(map(is_word, tokens[q.first : q.last + 1])) >= FEWEST_WORDS]


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
    for shape in (shape for text in texts for shape in _shapes(text)):
        depth = depth + (1 if shape == _OPENING else -1) if depth else int(shape != _CLOSING)
        depths.append(depth)
    return depths


def _shapes(text: str) -> list[int]:
    """Say of every straight mark, by what stands at either side, whether it opens or closes."""
    shapes = []
    at = text.find(MARK)
    while at >= 0:
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        opens = (before.isspace() or before in "([{—-") and not (after.isspace() or after in ",;:!?)]}")
        closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]}—-'")
        shapes.append(_EITHER if opens == closes else _OPENING if opens else _CLOSING)
        at = text.find(MARK, at + 1)
    return shapes
