"""Where patterns match in documents, and which of the matches that overlap count, on whole arrays at once.

Documents are laid end to end as one array of token numbers (`vocabulary`) with a gap after each, so that
nothing matches across two of them. Of overlapping matches of one key quanteda's rule keeps the longest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from framing.lookup.vocabulary import GAP, MARK, Flags, Ids, Ints, Vocabulary, distinct

_COUNTED, _UNLESS, _CUE = 0, 1, 2
# in a table of parts: no part, and the part `*`, which any token matches
_NONE, _ANY = -1, -2
# in place of the only token that a part matches: it matches several, or none
_MANY, _NO_TOKEN = -1, -2
# tokens looked through at a time, so that they stay in the fast memory of a processor
_PIECE = 2**17


class Entry(NamedTuple):
    """One pattern under a key, with the patterns that set it aside and its row in the dictionary."""

    key: str
    pattern: str
    unless: tuple[str, ...]
    row: int


class Cue(NamedTuple):
    """A pattern that may negate a match at most `window` tokens after it, or with `after` before it.

    With `spares` no cue negates a match that the pattern covers.
    """

    pattern: str
    negates: bool
    after: bool
    window: int
    spares: bool = False


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


class _Spans(NamedTuple):
    """First and last token of places where a pattern matches, and the entry or cue whose pattern it is."""

    first: Ints
    last: Ints
    owner: Ints

    def at(self, chosen: Ints | Flags) -> "_Spans":
        return _Spans(self.first[chosen], self.last[chosen], self.owner[chosen])


def needles(entries: Sequence[Entry], cues: Sequence[Cue] = ()) -> Needles:
    """Split the patterns of entries and cues into parts of one token each.

    >>> needles([Entry("deterrence", "red line*", ("thin red line",), 0)]).parts
    ('red', 'line*', 'thin', 'line')
    """
    sought = [(entry.pattern, _COUNTED, number) for number, entry in enumerate(entries)]
    sought += [(other, _UNLESS, number) for number, entry in enumerate(entries) for other in entry.unless]
    sought += [(cue.pattern, _CUE, number) for number, cue in enumerate(cues)]
    patterns = [pattern.lower().split(" ") for pattern, _, _ in sought]
    numbers: dict[str, int] = {}
    table = np.full((len(patterns), max(map(len, patterns), default=1)), _NONE, np.int64)
    for row, pattern in enumerate(patterns):
        # where all parts are `*` one of them has to be looked for, else none
        bare = all(part == "*" for part in pattern)
        for place, part in enumerate(pattern):
            table[row, place] = _ANY if part == "*" and not bare else numbers.setdefault(part, len(numbers))
    keys = {key: number for number, key in enumerate(dict.fromkeys(entry.key for entry in entries))}
    return Needles(
        parts=tuple(numbers),
        table=table,
        length=(table != _NONE).sum(axis=1),
        role=np.array([role for _, role, _ in sought], np.int64),
        owner=np.array([owner for _, _, owner in sought], np.int64),
        keys=tuple(keys),
        key_of=np.array([keys[entry.key] for entry in entries], np.int64),
        cues=np.array([(c.negates, c.after, c.window, c.spares) for c in cues], np.int64).reshape(-1, 4),
    )


def find(ids: Ids, sought: Needles, vocabulary: Vocabulary) -> Matches:
    """Find all matches in documents laid end to end, each followed by a gap; overlaps are resolved.

    Matches that `unless` sets aside are resolved among themselves. Of cues of one side that overlap the
    longest counts; a match is negated where a negating one is near, with no punctuation mark in between.

    >>> sought = needles([Entry("sea", "red line", (), 0), Entry("sea", "red", (), 1)])
    >>> vocabulary = Vocabulary(sought.parts)
    >>> found = find(np.append(vocabulary.number(["a", "red", "line", "red"]), GAP), sought, vocabulary)
    >>> found.first.tolist(), found.last.tolist(), found.entry.tolist()
    ([1, 3], [2, 3], [0, 1])
    """
    plan = _plan(ids, sought, vocabulary)
    gaps = np.flatnonzero(ids == GAP)
    # a piece ends with a document, so that no match is cut in two; none has ended while the first goes on
    ended = np.searchsorted(gaps, np.arange(_PIECE, len(ids) + _PIECE, _PIECE))
    stops = distinct(gaps[ended[ended > 0] - 1] + 1)
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
    words, n_parts = vocabulary.words(), len(sought.parts)
    frequency = np.bincount(ids[np.flatnonzero(ids > MARK)], minlength=len(words))
    # the two last cells stand for _ANY and _NONE, which are never looked for
    often = np.full(n_parts + 2, np.inf)
    often[:n_parts] = np.bincount(parts, frequency[tokens], minlength=n_parts)
    # candidates are the places of the rarest part of each pattern, as few as can be
    anchor = often[sought.table].argmin(axis=1)
    anchor_part = sought.table[np.arange(len(anchor)), anchor]
    by_part = np.argsort(anchor_part, kind="stable")
    starts = np.searchsorted(anchor_part[by_part], np.arange(n_parts + 1))
    pair, chosen = expand(starts[parts], np.diff(starts)[parts])
    sizes = np.bincount(tokens[pair], minlength=len(words))
    only = np.full(n_parts + 2, _NO_TOKEN)
    only[parts] = np.where(np.bincount(parts, minlength=n_parts)[parts] == 1, tokens, _MANY)
    return _Plan(
        anchor=anchor,
        needles=by_part[chosen],
        starts=np.cumsum(sizes) - sizes,
        sizes=sizes,
        only=only,
        matching=tokens.astype(np.int64) * n_parts + parts,
        words=words,
    )


def _find(ids: Ids, start: int, sought: Needles, plan: _Plan) -> Matches:
    first, needle = _occurrences(ids, sought, plan)
    found = _Spans(first, first + sought.length[needle] - 1, sought.owner[needle])
    own, covers, cues = (found.at(sought.role[needle] == role) for role in (_COUNTED, _UNLESS, _CUE))
    # entries stand a stretch of documents apart, so that `unless` reaches matches of its own entry alone
    shift, by = own.owner * len(ids), covers.owner * len(ids)
    aside = _reached(covers.first + by, covers.last + by, own.first + shift, own.last + shift)
    kept = _resolve(own, 2 * sought.key_of[own.owner] + aside, len(ids))
    own, aside = own.at(kept), aside[kept]
    marks = np.flatnonzero(~plan.words[ids]) if len(cues.first) else np.empty(0, np.int64)
    negated = _negated(own, cues, sought.cues, marks, len(ids))
    return Matches(own.first + start, own.last + start, own.owner, aside, negated)


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


def _reached(begins: Ints, ends: Ints, start: Ints, goal: Ints) -> Flags:
    """Tell for each start whether a stretch that begins there or before reaches its goal.

    At 6 both stretches have begun, and the one from 0 to 9 reaches 8, but none reaches 10:

    >>> _reached(np.array([0, 4]), np.array([9, 5]), np.array([6, 6]), np.array([8, 10])).tolist()
    [True, False]
    """
    order = np.argsort(begins)
    furthest = np.append(np.iinfo(np.int64).min, np.maximum.accumulate(ends[order]))
    return furthest[np.searchsorted(begins[order], start, side="right")] >= goal


def _resolve(spans: _Spans, group: Ints, size: int) -> Ints:
    """Choose, within each group, of overlapping spans the longest, then the leftmost, then the first entry.

    >>> chain = _Spans(np.array([0, 1, 3, 9]), np.array([1, 3, 4, 9]), np.array([0, 1, 2, 3]))
    >>> _resolve(chain, np.zeros(4, int), 10).tolist()
    [3, 1]
    """
    # groups stand a stretch of documents apart, so that spans of two never overlap
    begin, end = group * size + spans.first, group * size + spans.last
    order = np.lexsort((spans.owner, -end, begin))
    begin, end = begin[order], end[order]
    opens = np.ones(len(order), bool)
    opens[1:] = begin[1:] > np.maximum.accumulate(end)[:-1]
    starts = np.flatnonzero(opens)
    # a span that covers everything it overlaps with is the longest of them and wins alone
    alone = end[starts] == np.maximum.reduceat(end, starts)
    rest = np.flatnonzero(~alone[np.cumsum(opens) - 1])
    chosen = _longest_first(begin[rest], end[rest])
    return np.append(order[starts[alone]], order[rest[chosen]])


def _longest_first(begin: Ints, end: Ints) -> Ints:
    """Choose of overlapping spans the longest, then the leftmost, then the first, one length after another.

    They are in the order of their beginnings, and of one beginning in that of their entries.

    >>> _longest_first(np.array([0, 1, 3, 4]), np.array([1, 3, 4, 4])).tolist()
    [1, 3]
    """
    length, chosen = end - begin, np.empty(0, np.int64)
    for size in np.flatnonzero(np.bincount(length))[::-1].tolist():
        same = np.flatnonzero(length == size)
        # of the spans that are taken, which lie apart, the last that begins before the end of each
        before = np.searchsorted(begin[chosen], end[same], side="right")
        same = same[begin[same] > np.append(-1, end[chosen])[before]]
        follows = np.searchsorted(begin[same], end[same], side="right").tolist()
        taken, at = [], 0
        while at < len(follows):
            taken.append(at)
            at = follows[at]
        chosen = np.sort(np.append(chosen, same[taken]))
    return chosen


def _negated(matches: _Spans, cues: _Spans, facts: Ints, marks: Ints, size: int) -> Flags:
    """Tell which matches a negating cue is near enough to; `marks` are the places of punctuation and gaps.

    "no" at 0 reaches as far as its window of 3, but not past the mark at 2:

    >>> no, at_1_and_3 = _Spans(*np.array([[0], [0], [0]])), _Spans(*np.array([[1, 3], [1, 3], [0, 0]]))
    >>> _negated(at_1_and_3, no, np.array([[1, 0, 3, 0]]), np.array([2, 4]), 5).tolist()
    [True, False]
    """
    negates, after, window, spares = (column[cues.owner] for column in facts.T)
    names = cues.at(spares == 1)
    spared = _reached(names.first, names.last, matches.first, matches.last)
    kept = _resolve(cues, after + 2 * spares, size)
    kept = kept[(negates > spares)[kept]]
    cues, after, window = cues.at(kept), after[kept] == 1, window[kept]
    # a cue may run into the match: "no * of" round "no retaliation of"
    forth = np.minimum(cues.last + window, marks[np.searchsorted(marks, cues.last, side="right")])
    back = np.maximum(cues.first - window, np.append(-1, marks)[np.searchsorted(marks, cues.first)])
    # seen from the other end of the documents a cue that follows precedes
    follows = _reached(cues.first[~after], forth[~after], matches.first - 1, matches.first)
    precedes = _reached(-cues.first[after], -back[after], -matches.last - 1, -matches.last)
    return (follows | precedes) & ~spared
