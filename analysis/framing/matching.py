"""Look-up of glob patterns in documents with quanteda's rule for overlaps, on whole arrays of tokens at once.

Documents are laid end to end as one array of token numbers (`vocabulary`) with a gap after each, so that
nothing matches across two of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from framing.errors import FramingError
from framing.vocabulary import GAP, MARK, Flags, Ids, Ints, Vocabulary

UNLESS_SEPARATOR = " | "
_COUNTED, _UNLESS, _CUE = 0, 1, 2
# in a table of parts: no part, and the part `*`, which any token matches
_NONE, _ANY = -1, -2
# a part that several tokens match
_MANY = -1
_PIECE = 2**17


class Entry(NamedTuple):
    """One pattern under a key, with the patterns that set it aside and its row in the dictionary."""

    key: str
    pattern: str
    unless: tuple[str, ...]
    row: int


class Cue(NamedTuple):
    """A pattern that may negate a match at most `window` tokens after it, or with `after` before it."""

    pattern: str
    negates: bool
    after: bool
    window: int


class Matches(NamedTuple):
    """Matches after overlaps are resolved: first and last token, entry, and what became of them."""

    first: Ints
    last: Ints
    entry: Ints
    set_aside: Flags
    negated: Flags


@dataclass(frozen=True)
class Needles:
    """Every pattern to look for as a row of parts, and whether a match counts, sets aside or negates."""

    parts: tuple[str, ...]
    table: Ints
    length: Ints
    role: Ints
    owner: Ints
    keys: tuple[str, ...]
    key_of: Ints
    cues: Ints


class _Plan(NamedTuple):
    """Which part of each pattern is looked for, which patterns each token calls for, what matches what."""

    anchor: Ints
    needles: Ints
    starts: Ints
    sizes: Ints
    only: Ints
    matching: Ints
    words: Flags


def entries(rows: Iterable[Sequence[str]], level: int = 1) -> list[Entry]:
    """Return patterns, each with its frame, subframe and `unless`, as entries of the keys of one level.

    Keys are frames (level 1) or frame.subframe (level 2). Raises FramingError for another level.

    >>> entries([("sea", "wet", "tide", "ebb tide | tide table*")], level=2)
    [Entry(key='sea.wet', pattern='tide', unless=('ebb tide', 'tide table*'), row=0)]
    """
    if level not in (1, 2):
        raise FramingError(f"level is {level!r}; use 1 for frames or 2 for subframes")
    return [
        Entry(
            f"{frame}.{subframe}" if level == 2 and subframe else frame,
            pattern,
            tuple(p for p in unless.split(UNLESS_SEPARATOR) if p),
            number,
        )
        for number, (frame, subframe, pattern, unless) in enumerate(rows)
    ]


def needles(entries: Sequence[Entry], cues: Sequence[Cue] = ()) -> Needles:
    """Split the patterns of entries and cues into parts of one token each.

    >>> needles([Entry("deterrence", "red line*", ("thin red line",), 0)]).parts
    ('red', 'line*', 'thin', 'line')
    """
    patterns = [
        (pattern.lower().split(" "), role, owner)
        for owner, entry in enumerate(entries)
        for pattern, role in [(entry.pattern, _COUNTED), *((p, _UNLESS) for p in entry.unless)]
    ] + [(cue.pattern.lower().split(" "), _CUE, owner) for owner, cue in enumerate(cues)]
    numbers: dict[str, int] = {}
    table = np.full((len(patterns), max((len(p) for p, _, _ in patterns), default=1)), _NONE, np.int64)
    for row, (pattern, _, _) in enumerate(patterns):
        # where all parts are `*` one of them has to be looked for, else none
        bare = all(part == "*" for part in pattern)
        table[row, : len(pattern)] = [
            _ANY if part == "*" and not bare else numbers.setdefault(part, len(numbers)) for part in pattern
        ]
    keys = {key: number for number, key in enumerate(dict.fromkeys(entry.key for entry in entries))}
    return Needles(
        tuple(numbers),
        table,
        np.array([len(p) for p, _, _ in patterns], np.int64),
        np.array([role for _, role, _ in patterns], np.int64),
        np.array([owner for _, _, owner in patterns], np.int64),
        tuple(keys),
        np.array([keys[entry.key] for entry in entries], np.int64),
        np.array([cue[1:] for cue in cues], np.int64).reshape(len(cues), 3),
    )


def find(ids: Ids, sought: Needles, vocabulary: Vocabulary) -> Matches:
    """Find all matches in documents laid end to end, each followed by a gap; overlaps are resolved.

    Matches that `unless` sets aside are resolved among themselves. Of cues of one side that overlap the
    longest counts; a match is negated where a negating one is near, with no punctuation mark in between.
    """
    plan = _plan(ids, sought, vocabulary)
    gaps = np.flatnonzero(ids == GAP)
    # a piece ends with a document and fits into the fast memory of a processor
    stops = np.unique(gaps[np.searchsorted(gaps, np.arange(_PIECE, len(ids) + _PIECE, _PIECE)) - 1] + 1)
    found = [_find(ids[start:stop], start, sought, plan) for start, stop in pairwise([0, *stops.tolist()])]
    return Matches(*map(np.concatenate, zip(*found, strict=True))) if found else _find(ids, 0, sought, plan)


def expand(starts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Return, for runs that begin at `starts`, which run every member belongs to and the member itself.

    >>> [part.tolist() for part in expand(np.array([5, 9]), np.array([2, 1]))]
    [[0, 0, 1], [5, 6, 9]]
    """
    which = np.repeat(np.arange(len(sizes)), sizes)
    before = np.cumsum(sizes) - sizes
    return which, np.arange(len(which)) + (starts - before)[which]


def _plan(ids: Ids, sought: Needles, vocabulary: Vocabulary) -> _Plan:
    tokens, parts = vocabulary.pairs()
    words = vocabulary.words()
    frequency = np.bincount(ids, minlength=len(words))
    often = np.full(len(sought.parts) + 2, np.inf)
    often[:-2] = np.bincount(parts, frequency[tokens], minlength=len(sought.parts))
    # candidates are the places of the rarest part of each pattern
    anchor = often[sought.table].argmin(axis=1)
    anchor_part = sought.table[np.arange(len(anchor)), anchor]
    by_part = np.argsort(anchor_part, kind="stable")
    starts = np.searchsorted(anchor_part[by_part], np.arange(len(sought.parts) + 1))
    pair, chosen = expand(starts[parts], np.diff(starts)[parts])
    sizes = np.bincount(tokens[pair], minlength=len(words))
    matching = tokens.astype(np.int64) * len(sought.parts) + parts
    only = np.full(len(sought.parts) + 2, _MANY - 1)
    only[parts] = np.where(np.bincount(parts, minlength=len(sought.parts))[parts] == 1, tokens, _MANY)
    return _Plan(anchor, by_part[chosen], np.cumsum(sizes) - sizes, sizes, only, matching, words)


def _find(ids: Ids, start: int, sought: Needles, plan: _Plan) -> Matches:
    first, needle = _occurrences(ids, sought, plan)
    last = first + sought.length[needle] - 1
    owner, role = sought.owner[needle], sought.role[needle]
    own, other, cue = role == _COUNTED, role == _UNLESS, role == _CUE
    turns = _turns(first[cue], last[cue], owner[cue], sought.cues, len(ids))
    covers = first[other], last[other], owner[other]
    first, last, entry = first[own], last[own], owner[own]
    aside = _covered((first, last, entry), covers, len(ids))
    kept = [
        chosen[_resolve(first[chosen], last[chosen], entry[chosen], sought.key_of, len(ids))]
        for chosen in (np.flatnonzero(~aside), np.flatnonzero(aside))
    ]
    chosen = np.concatenate(kept)
    first, last, entry, aside = first[chosen], last[chosen], entry[chosen], aside[chosen]
    marks = np.flatnonzero(~plan.words[ids]) if cue.any() else np.empty(0, np.int64)
    negated = _follows(first, turns[0], marks) | _precedes(last, turns[1], marks)
    return Matches(first + start, last + start, entry, aside, negated)


def _occurrences(ids: Ids, sought: Needles, plan: _Plan) -> tuple[Ints, Ints]:
    """Return where every pattern matches, overlaps included, and which pattern it is."""
    places = np.flatnonzero(ids > MARK)
    found = ids[places]
    which, member = expand(plan.starts[found], plan.sizes[found])
    needle = plan.needles[member]
    first = places[which] - plan.anchor[needle]
    size = sought.length[needle]
    inside = (first >= 0) & (first + size <= len(ids))
    several = np.flatnonzero(inside & (size > 1))
    for offset in range(sought.table.shape[1]):
        asked = several[(size[several] > offset) & (plan.anchor[needle[several]] != offset)]
        part, token = sought.table[needle[asked], offset], ids[first[asked] + offset]
        fits = token == plan.only[part]
        # most parts match one token; the others have to be searched for
        search = np.flatnonzero(plan.only[part] == _MANY)
        pairs = token[search].astype(np.int64) * len(sought.parts) + part[search]
        at = np.minimum(np.searchsorted(plan.matching, pairs), len(plan.matching) - 1)
        fits[search] = plan.matching[at] == pairs
        fits |= (part == _ANY) & (token != GAP)
        inside[asked[~fits]] = False
        several = several[inside[several]]
    return first[inside], needle[inside]


def _covered(matches: tuple[Ints, Ints, Ints], covers: tuple[Ints, Ints, Ints], size: int) -> Flags:
    (first, last, entry), (by_first, by_last, by_entry) = matches, covers
    if not len(by_first):
        return np.zeros(len(first), bool)
    order = np.lexsort((by_first, by_entry))
    begins = (by_entry * size + by_first)[order]
    furthest = np.maximum.accumulate((by_entry * size + by_last)[order])
    at = np.searchsorted(begins, entry * size + first, side="right") - 1
    return (at >= 0) & (furthest[at] >= entry * size + last)


def _resolve(first: Ints, last: Ints, entry: Ints, key_of: Ints, size: int) -> Ints:
    if not len(entry):
        return np.empty(0, np.int64)
    key = key_of[entry]
    begin, end = key * size + first, key * size + last
    order = _sorted(begin, end, entry)
    begin, end = begin[order], end[order]
    reach = np.maximum.accumulate(end)
    opens = np.ones(len(order), bool)
    opens[1:] = begin[1:] > reach[:-1]
    starts = np.flatnonzero(opens)
    stops = np.append(starts[1:], len(order))
    # a match that covers everything it overlaps with is the longest of them and wins alone
    alone = end[starts] == reach[stops - 1]
    kept = [order[starts[alone]]]
    for start, stop in zip(starts[~alone], stops[~alone], strict=True):
        spans = zip(begin[start:stop].tolist(), end[start:stop].tolist(), strict=True)
        kept.append(order[start:stop][longest_first(spans)])
    return np.concatenate(kept)


def _sorted(begin: Ints, end: Ints, entry: Ints) -> Ints:
    """Return the order by begin, then the longest first, then the entry."""
    length, n_entries = end - begin, int(entry.max()) + 1
    longest = int(length.max())
    if int(begin.max() + 1) * (longest + 1) * n_entries < 2**63:
        # one integer sorts several times as fast as three columns
        return np.argsort((begin * (longest + 1) + longest - length) * n_entries + entry)
    return np.lexsort((entry, -length, begin))


def longest_first(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Choose of overlapping spans the longest, then the leftmost, then the one listed first.

    >>> longest_first([(0, 1), (1, 3), (3, 4), (4, 4)])
    [1, 3]
    """
    taken: set[int] = set()
    kept = []
    for number, (first, last) in sorted(enumerate(spans), key=lambda n: (n[1][0] - n[1][1], n[1][0])):
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            kept.append(number)
    return sorted(kept)


def _turns(first: Ints, last: Ints, cue: Ints, facts: Ints, size: int) -> list[tuple[Ints, Ints, Ints]]:
    """Return first and last token and window of the cues that negate what follows, and what precedes."""
    kept = _resolve(first, last, cue, facts[:, 1], size)
    kept = kept[facts[cue[kept], 0] == 1]
    kept = kept[np.argsort(first[kept])]
    sides = (kept[facts[cue[kept], 1] == after] for after in (0, 1))
    return [(first[side], last[side], facts[cue[side], 2]) for side in sides]


def _follows(first: Ints, cues: tuple[Ints, Ints, Ints], marks: Ints) -> Flags:
    cue_first, cue_last, window = cues
    if not len(cue_first):
        return np.zeros(len(first), bool)
    # a cue may run into the match, and reaches no further than the next mark
    reach = np.minimum(cue_last + window, marks[np.searchsorted(marks, cue_last, side="right")])
    at = np.searchsorted(cue_first, first) - 1
    return (at >= 0) & (np.maximum.accumulate(reach)[at] >= first)


def _precedes(last: Ints, cues: tuple[Ints, Ints, Ints], marks: Ints) -> Flags:
    cue_first, _, window = cues
    if not len(cue_first):
        return np.zeros(len(last), bool)
    reach = np.maximum(cue_first - window, np.append(-1, marks)[np.searchsorted(marks, cue_first)])
    at = np.searchsorted(cue_first, last, side="right")
    nearest = np.append(np.minimum.accumulate(reach[::-1])[::-1], np.iinfo(np.int64).max)
    return nearest[at] <= last
