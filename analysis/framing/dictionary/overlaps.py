"""Patterns whose matches are matches of others too, found without setting each against every other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from framing.dictionary.contents import Row
from framing.dictionary.formats import key_of, plain
from framing.dictionary.globs import includes, literal_prefix, meets
from framing.lookup.vocabulary import ends
from framing.tables.schema import SEPARATOR

# how many others a doubt names, and how many it looks at
SHOWN, MOST = 5, 50

_LAST = "\U0010ffff"
Tokens = tuple[str, ...]
Doubt = tuple[Row, str, str]
# the patterns that hold a token, by number, each with the place of the token in it
_Places = Mapping[str, list[tuple[int, int]]]


class Pattern(NamedTuple):
    """A row of a dictionary, with the tokens of its pattern and of those that set it aside."""

    row: Row
    tokens: Tokens
    unless: tuple[Tokens, ...]


class _Tokens(NamedTuple):
    """All tokens of patterns, sorted by how they begin and by how they end, and one after the other."""

    sorted: Sequence[str]
    turned: Sequence[str]
    joined: str


def as_pattern(row: Row) -> Pattern:
    """Return a row with its tokens as they are looked up.

    >>> as_pattern(Row(2, "sea", pattern="Red  Tide", unless="red tide mark | ebb")).unless
    (('red', 'tide', 'mark'), ('ebb',))
    """
    unless = plain(row.unless).split(SEPARATOR) if row.unless else []
    return Pattern(row, tuple(plain(row.pattern).split(" ")), tuple(tuple(p.split(" ")) for p in unless if p))


def overlaps(patterns: Sequence[Pattern]) -> Iterator[Doubt]:
    """Yield, once for every pattern, what other patterns of its name swallow it, and what names share it.

    >>> rows = [Row(2, "sea", pattern="tid*"), Row(3, "sea", pattern="tide"), Row(4, "sky", pattern="tide")]
    >>> [(row.line, kind) for row, kind, _ in overlaps(list(map(as_pattern, rows)))]
    [(3, 'swallowed'), (4, 'shared')]
    """
    numbers: dict[Tokens, list[int]] = {}
    for number, pattern in enumerate(patterns):
        numbers.setdefault(pattern.tokens, []).append(number)
    wider: dict[Tokens, list[tuple[Tokens, list[int]]]] = {}
    for wide, narrow, starts in _pairs(list(numbers)):
        wider.setdefault(narrow, []).append((wide, starts))
    for tokens, found in wider.items():
        same = {wide: _holds(tokens, wide, 0) for wide, _ in found}
        for number in numbers[tokens]:
            others: list[tuple[int, list[int]]] = []
            for wide, starts in found:
                # of two that match the same, the later one is reported
                until = bisect_left(numbers[wide], number) if same[wide] else MOST
                others += [(other, starts) for other in numbers[wide][: min(until, MOST)] if other != number]
            yield from _doubts(
                patterns[number], [(patterns[n], starts) for n, starts in sorted(others)[:MOST]]
            )


def _pairs(patterns: Sequence[Tokens]) -> Iterator[tuple[Tokens, Tokens, list[int]]]:
    """Yield every wide and narrow pattern where each match of the narrow holds the wide one, and where."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, tokens in enumerate(patterns):
        for place, token in enumerate(tokens):
            places.setdefault(token, []).append((number, place))
    literal = {tokens for tokens in patterns if all(map(_is_literal, tokens))}
    lengths = sorted({len(tokens) for tokens in literal})
    for narrow in patterns:
        starts: dict[Tokens, list[int]] = {}
        for length in lengths:
            for start in range(len(narrow) - length + 1):
                if (part := narrow[start : start + length]) in literal:
                    starts.setdefault(part, []).append(start)
        for wide, found in starts.items():
            yield wide, narrow, found
    every = _Tokens(sorted(places), sorted(t[::-1] for t in places), "\n".join(["", *places, ""]))
    for wide in patterns:
        if wide not in literal:
            for number, found in _holding(wide, patterns, places, every).items():
                yield wide, patterns[number], found


def _holding(
    wide: Tokens, patterns: Sequence[Tokens], places: _Places, tokens: _Tokens
) -> dict[int, list[int]]:
    """Return the patterns that hold one with wildcards, by number, each with where it begins in them."""
    # the token that the fewest others can be part of
    several = [len(places[t]) if _is_literal(t) else _how_many(t, tokens) for t in wide]
    anchor = several.index(min(several))
    token = wide[anchor]
    near = [token] if _is_literal(token) else filter(partial(includes, token), _near(token, tokens))
    starts: dict[int, list[int]] = {}
    for number, place in chain.from_iterable(places[other] for other in near):
        if _holds(wide, patterns[number], place - anchor):
            starts.setdefault(number, []).append(place - anchor)
    return starts


def _near(token: str, tokens: _Tokens) -> Iterable[str]:
    """Return the tokens of patterns that one with wildcards may include, by what it begins, ends or holds."""
    head, tail = ends(token)
    if len(head) >= len(tail) and head:
        return (tokens.sorted[n] for n in _range(tokens.sorted, head))
    if tail:
        return (tokens.turned[n][::-1] for n in _range(tokens.turned, tail[::-1]))
    middle = max(token.replace("?", "*").split("*"), key=len)
    return _with(middle, tokens.joined) if middle else tokens.sorted


def _how_many(token: str, tokens: _Tokens) -> int:
    head, tail = ends(token)
    ranges = [_range(tokens.sorted, head), _range(tokens.turned, tail[::-1])]
    return min(len(found) for found in ranges)


def _range(words: Sequence[str], head: str) -> range:
    return range(bisect_left(words, head), bisect_left(words, head + _LAST))


def _with(middle: str, joined: str) -> Iterator[str]:
    at = joined.find(middle)
    while at >= 0:
        end = joined.index("\n", at)
        yield joined[joined.rindex("\n", 0, at) + 1 : end]
        at = joined.find(middle, end)


def _is_literal(token: str) -> bool:
    return literal_prefix(token) == token


def _doubts(narrow: Pattern, wider: Sequence[tuple[Pattern, list[int]]]) -> Iterator[Doubt]:
    swallowing: list[str] = []
    sharing: dict[str, str] = {}
    for wide, starts in wider:
        there = f"{wide.row.pattern!r} on line {wide.row.line}"
        same_frame = wide.row.frame == narrow.row.frame
        if same_frame and wide.row.subframe == narrow.row.subframe:
            # a phrase is found before the shorter pattern that it holds, so both have their use
            equally_long = len(wide.tokens) == len(narrow.tokens)
            if equally_long and wide.tokens != narrow.tokens and not _spared(wide, narrow):
                swallowing.append(there)
        elif not all(_set_aside(wide, narrow, start) for start in starts):
            name = key_of(wide.row.frame, wide.row.subframe if same_frame else "")
            sharing[there] = name
    if swallowing:
        same = f"all its matches are matches of {_some(swallowing)}, of the same name"
        yield narrow.row, "swallowed", f"{same}: harmless, but not needed"
    if sharing:
        names = _some(list(dict.fromkeys(map(repr, sharing.values()))))
        yield narrow.row, "shared", f"its matches count for {names} too, as matches of {_some(list(sharing))}"


def _some(texts: Sequence[str]) -> str:
    more = " and more" if len(texts) > SHOWN else ""
    return ", ".join(texts[:SHOWN]) + more


def _holds(wide: Sequence[str], narrow: Sequence[str], start: int) -> bool:
    """Tell whether every match of `narrow` holds one of `wide`, `start` tokens after its first."""
    end = start + len(wide)
    return start >= 0 and end <= len(narrow) and all(map(includes, wide, narrow[start:end]))


def _spared(wide: Pattern, narrow: Pattern) -> bool:
    """Tell whether what `narrow` matches may be set aside where `wide` matches it."""
    length = len(narrow.tokens)
    return any(
        all(map(meets, unless[start : start + length], narrow.tokens))
        for unless in wide.unless
        for start in range(len(unless) - length + 1)
    )


def _set_aside(wide: Pattern, narrow: Pattern, start: int) -> bool:
    """Tell whether every match of `narrow` holds what sets aside the match of `wide` in it."""
    end = start + len(wide.tokens)
    return any(
        _holds(unless, narrow.tokens, first)
        for unless in wide.unless
        for first in range(max(0, end - len(unless)), start + 1)
    )
