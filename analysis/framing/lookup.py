"""Look-up of glob patterns in token lists, with quanteda's rule for overlaps."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

UNLESS_SEPARATOR = " | "


class Entry(NamedTuple):
    """One pattern under a key, with the patterns that set it aside and its row in the dictionary."""

    key: str
    pattern: str
    unless: tuple[str, ...]
    row: int


class Match(NamedTuple):
    """An entry found at tokens first to last, both included."""

    first: int
    last: int
    entry: Entry


def glob(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of one token of a pattern.

    >>> bool(glob("deter*").fullmatch("deterrence")), bool(glob("w?r").fullmatch("weir"))
    (True, False)
    """
    marks = {"*": ".*", "?": "."}
    return re.compile("".join(marks.get(c) or re.escape(c) for c in pattern.lower()), re.DOTALL)


def resolve(matches: Iterable[Match]) -> list[Match]:
    """Keep of overlapping matches of one key the longest, then the leftmost, then the one listed first."""
    taken: dict[str, set[int]] = defaultdict(set)
    kept = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.first, m.entry.row)):
        span = range(match.first, match.last + 1)
        if taken[match.entry.key].isdisjoint(span):
            taken[match.entry.key].update(span)
            kept.append(match)
    return kept


class Matcher:
    """Finds all matches of entries; what depends on a word alone is worked out once per distinct word."""

    def __init__(self, entries: Sequence[Entry]):
        self._globs: dict[str, re.Pattern[str]] = {}
        self._starts: dict[str, list[tuple[tuple[str, ...], Entry, bool]]] = {}
        self._matched: dict[tuple[str, str], bool] = {}
        self._patterns = [
            (tuple(pattern.split(" ")), entry, exclusion)
            for entry in entries
            for pattern, exclusion in [(entry.pattern, False), *((p, True) for p in entry.unless)]
        ]

    def find(self, tokens: Sequence[str]) -> tuple[list[Match], list[Match]]:
        """Return all matches, overlaps included: those that count, and those that `unless` sets aside."""
        tokens = [token.lower() for token in tokens]
        found: list[Match] = []
        covering: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for first, token in enumerate(tokens):
            for parts, entry, exclusion in self._starting_with(token):
                last = first + len(parts) - 1
                if last < len(tokens) and all(map(self._matches, parts[1:], tokens[first + 1 : last + 1])):
                    if exclusion:
                        covering[entry.row].append((first, last))
                    else:
                        found.append(Match(first, last, entry))
        counted, aside = [], []
        for match in found:
            covered = any(f <= match.first and match.last <= l for f, l in covering[match.entry.row])
            (aside if covered else counted).append(match)
        return counted, aside

    def _starting_with(self, token: str) -> list[tuple[tuple[str, ...], Entry, bool]]:
        if token not in self._starts:
            self._starts[token] = [p for p in self._patterns if self._matches(p[0][0], token)]
        return self._starts[token]

    def _matches(self, part: str, token: str) -> bool:
        known = self._matched.get((part, token))
        if known is None:
            if part not in self._globs:
                self._globs[part] = glob(part)
            known = self._matched[part, token] = self._globs[part].fullmatch(token) is not None
        return known
