"""The reading report: what was seen, read, left out and never found, as rows of a table and as lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from framing.reading.files import LEFT, READ, TABLE, UNPACKED, Found
from framing.reading.listed import counted, first

DICTIONARY = "dictionary"
DOUBT, NEVER, CANNOT = "doubt", "never found", "cannot match"
# what is counted as seen: files, and the files within archives
_FILES, _MEMBERS = "file", "member"
_WHOLE = (_FILES, _MEMBERS, "folder")
_MOST_GROUPS = 20


class Row(NamedTuple):
    """Something seen in a corpus, a doubt about it, or a pattern that was not found."""

    source: str
    kind: str
    item: str
    outcome: str
    documents: int = 0
    words: int = 0
    encoding: str = ""
    reason: str = ""


def report_rows(
    found: Found, words: Sequence[int], never: Iterable[str] = (), cannot: Mapping[str, str] = {}
) -> list[Row]:
    """Return a row per file seen, thing left out of one, doubt, and pattern never found.

    `words` are those of each document, `never` the patterns without a hit and `cannot` those that no text can
    hold, each with the reason.
    """
    by_file = Counter[str]()
    for file, number in zip(found.files, words, strict=True):
        by_file[file] += number
    rows = [
        Row(s.name, s.kind, s.name, s.outcome, s.documents, by_file[s.name], s.encoding, s.reason)
        for s in found.seen
    ]
    files = {(seen.name, seen.kind) for seen in found.seen}
    rows += [
        Row(row.source, row.kind, row.item, LEFT, reason=row.reason)
        for row in found.reading.left_out
        if (row.source, row.kind) not in files
    ]
    rows += [
        Row(doubt.source, _FILES, doubt.source, DOUBT, reason=doubt.message) for doubt in found.reading.doubts
    ]
    rows += [Row(DICTIONARY, "pattern", pattern, CANNOT, reason=reason) for pattern, reason in cannot.items()]
    return rows + [Row(DICTIONARY, "pattern", pattern, NEVER) for pattern in never if pattern not in cannot]


def report_lines(rows: Iterable[Any], place: str, dictionary: str, hits: int, patterns: int) -> list[str]:
    """Return the report on what was read in a place as lines, with the first five of what is a long list.

    `rows` have the attributes of `Row`; `hits` are those of all `patterns` of the dictionary.
    """
    rows = list(rows)
    never = [row.item for row in rows if row.outcome in (NEVER, CANNOT)]
    lines = [f"reading report of {place}", *seen(rows), *_encodings(rows), *_noted(rows)]
    if never:
        lines.append(f"{len(never):,} of {patterns:,} patterns never found: {first([*map(repr, never)])}")
    lines += [*_never_matching(rows), *_no_hit(dictionary, hits)]
    return lines


def doubtful(rows: Iterable[Any], place: str) -> list[str]:
    """Return what is warned of, with the place that was read: what was left out, and what is doubtful."""
    # a dictionary is warned of when it is read
    return [*_noted([row for row in rows if row.source != DICTIONARY], f"{place}/", f"{place}: ")]


def no_hit(dictionary: str) -> str:
    """Say that nothing at all was found, with the dictionary that was used."""
    return f"no hit in any text of any pattern of {dictionary}; see that it is meant for these texts"


def seen(rows: Iterable[Any]) -> Iterator[str]:
    """Say how many files, documents and words were seen and read."""
    rows = list(rows)
    documents = sum(row.documents for row in rows if row.outcome == READ)
    words = sum(row.words for row in rows if row.outcome == READ)
    names = {READ: "read", UNPACKED: "unpacked", TABLE: "known tables and the like", LEFT: "left out"}
    for kind, what in ((_FILES, "file"), (_MEMBERS, "file in archives")):
        files = [row for row in rows if row.kind == kind and row.outcome in names]
        parts = [(said, [row.item for row in files if row.outcome == name]) for name, said in names.items()]
        told = [f"{len(items):,} {said} ({first(items)})" for said, items in parts if items]
        if files or kind == _FILES:
            yield f"{counted(len(files), what)} seen: {', '.join(told)}"
    yield f"{counted(documents, 'document')} read, {counted(words, 'word')}"


def _encodings(rows: Sequence[Any]) -> Iterator[str]:
    found = Counter(row.encoding for row in rows if row.encoding and row.outcome == READ)
    if found:
        yield "read as " + ", ".join(f"{name} ({count:,})" for name, count in sorted(found.items()))


def _noted(rows: Sequence[Any], folder: str = "", place: str = "") -> Iterator[str]:
    """Say what was left out and what is doubtful, things with one reason together."""
    for outcome in (LEFT, DOUBT):
        groups: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            if row.outcome == outcome:
                of_file = row.item if row.kind in _WHOLE else f"{row.source}: {row.item}"
                groups.setdefault((row.kind, row.reason), []).append(of_file)
        for (kind, reason), items in islice(groups.items(), _MOST_GROUPS):
            if outcome == DOUBT and len(items) == 1:
                yield f"{folder}{items[0]}: {reason}"
            else:
                what = "left out" if outcome == LEFT else "doubtful"
                yield f"{place}{what}, {counted(len(items), kind)}: {first(items)}: {reason}"
        if len(groups) > _MOST_GROUPS:
            number = f"{len(groups) - _MOST_GROUPS:,} more reasons"
            yield f"{place}{outcome}: {number}, all of them in the table `reading`"


def _never_matching(rows: Sequence[Any]) -> Iterator[str]:
    cannot = [f"{row.item!r} ({row.reason})" for row in rows if row.outcome == CANNOT]
    if cannot:
        yield f"{len(cannot):,} of them can match nothing: {first(cannot)}"


def _no_hit(dictionary: str, hits: int) -> Iterator[str]:
    if not hits:
        yield no_hit(dictionary)
