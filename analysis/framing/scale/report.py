"""The reading report: what was read, left out and doubtful, and what patterns were never found."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from framing.files import harmless, write_text
from framing.lookup.matching import Entry
from framing.reading.documents import Doubt, LeftOut
from framing.reading.tables import Notes
from framing.scale.inputs import Inputs

NOTES, TABLE = "_notes", "_reading.csv"
HEADER = ("status", "kind", "source", "item", "n", "reason")
_SHOWN, _PATTERNS_SHOWN = 5, 25


class Note(NamedTuple):
    """What is known of one block once it is scored.

    The number of its table, how many documents and words it has, how many documents without a word, rows left
    out by number with the reason, doubts with the first row and how many they are about, and the matches of
    every entry.
    """

    table: int
    documents: int
    words: int
    empty: int
    left_out: Sequence[tuple[int, str]]
    doubts: dict[str, tuple[int, int]]
    entries: Sequence[int]


class Report(NamedTuple):
    """The reading report in lines, and as a table with the columns of HEADER."""

    lines: list[str]
    rows: list[tuple[str, str, str, str, int, str]]


def note_path(folder: Path, number: int) -> Path:
    """Return where the note of a block is kept."""
    return folder / NOTES / f"{number:06d}.json"


def write_note(folder: Path, number: int, note: Note) -> None:
    """Write the note of a block. Raises FramingError where the folder cannot be written to."""
    write_text(note_path(folder, number), json.dumps(note._asdict(), ensure_ascii=True) + "\n")


def read_note(folder: Path, number: int) -> Note:
    """Read the note of a block."""
    return Note(**json.loads(note_path(folder, number).read_text(encoding="utf-8")))


def report(
    inputs: Inputs,
    notes: Sequence[Note],
    entries: Sequence[Entry],
    dictionary: str,
    repeated: Sequence[Doubt],
) -> Report:
    """Put together what was read, left out and doubtful in the inputs, and which entries were never found."""
    rows: list[tuple[str, str, str, str, int, str]] = []
    doubts: list[Doubt] = [*repeated]
    left: list[LeftOut] = [*inputs.left_out]
    for number, table in enumerate(inputs.tables):
        own = [note for note in notes if note.table == number]
        path = str(table.source.path)
        read, out = sum(note.documents for note in own), _rows_left(own, path)
        left += [*table.left_out, *out]
        if not read and not out and not table.left_out:
            left.append(LeftOut(path, "file", table.source.path.name, "it holds no row"))
        if read or out:
            rows.append(("read", "file", path, table.source.path.name, read, ""))
        doubts += [*table.doubts, *_doubts(own, path)]
    never = _never(notes, entries)
    rows += [("left out", out.kind, out.source, out.item, 1, out.reason) for out in left]
    rows += [("doubtful", "file", doubt.source, "", 1, doubt.message) for doubt in doubts]
    rows += [("never found", "pattern", dictionary, pattern, 0, key) for key, pattern in never]
    said = [f"{out.source}, {out.kind} {out.item}: {out.reason}" for out in left]
    lines = [
        _seen(rows, notes),
        *_shown("left out", said, _SHOWN),
        *_shown("doubtful", [f"{doubt.source}: {doubt.message}" for doubt in doubts], 2 * _SHOWN),
        *_patterns(never, notes, len(entries), dictionary),
    ]
    return Report(lines, rows)


def write_report(folder: Path, found: Report) -> None:
    """Write the reading report as a table. Raises FramingError where the folder cannot be written to."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(
        [[harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in found.rows]
    )
    write_text(folder / TABLE, file.getvalue().encode("utf-8", "replace").decode("utf-8"))


def _rows_left(notes: Sequence[Note], path: str) -> list[LeftOut]:
    return [LeftOut(path, "row", str(number), reason) for note in notes for number, reason in note.left_out]


def _doubts(notes: Sequence[Note], path: str) -> list[Doubt]:
    gathered = Notes(path)
    for note in notes:
        for what, (first, n) in note.doubts.items():
            gathered.add(what, first, n)
    empty = sum(note.empty for note in notes)
    without = [Doubt(path, f"{empty:,} of its documents hold no word; they are counted with zeros")]
    return gathered.doubts() + (without if empty else [])


def _never(notes: Sequence[Note], entries: Sequence[Entry]) -> list[tuple[str, str]]:
    found = [sum(counts) for counts in zip(*(note.entries for note in notes), strict=True)] or [0] * len(
        entries
    )
    return [(entry.key, entry.pattern) for entry, n in zip(entries, found, strict=True) if not n]


def _seen(rows: Sequence[tuple[Any, ...]], notes: Sequence[Note]) -> str:
    """Say how many files and rows were seen: those read and those left out make up all."""
    files, without = (sum(row[:2] == (status, "file") for row in rows) for status in ("read", "left out"))
    documents, left = sum(note.documents for note in notes), sum(len(note.left_out) for note in notes)
    words = sum(note.words for note in notes)
    return (
        f"files seen {files + without:,}: {files:,} read, {without:,} left out; "
        f"rows seen {documents + left:,}: {documents:,} documents read, {left:,} left out; {words:,} words"
    )


def _shown(what: str, said: Sequence[str], most: int) -> Iterator[str]:
    yield from (f"{what}: {line}" for line in said[:most])
    if len(said) > most:
        yield f"{what}: {len(said) - most:,} more, all of them in {TABLE}"


def _patterns(
    never: Sequence[tuple[str, str]], notes: Sequence[Note], n_entries: int, dictionary: str
) -> Iterator[str]:
    if len(never) == n_entries and any(note.documents for note in notes):
        yield f"zero hits in all: no pattern of {dictionary} stands in any document; is it the one you meant?"
    if never:
        more = (
            f" and {len(never) - _PATTERNS_SHOWN:,} more, all in {TABLE}"
            if len(never) > _PATTERNS_SHOWN
            else ""
        )
        patterns = " | ".join(pattern[:100] for _, pattern in never[:_PATTERNS_SHOWN])
        yield f"patterns never found: {len(never):,} of {n_entries:,}: {patterns}{more}"
