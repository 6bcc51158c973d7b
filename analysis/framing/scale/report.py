"""The reading report of scoring, from what each block leaves behind about itself."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from framing.dictionary.unmatchable import cannot_match
from framing.files import harmless, write_bytes, write_text
from framing.lookup.matching import Entry
from framing.reading.files import LEFT, READ
from framing.reading.report import CANNOT, DICTIONARY, DOUBT, NEVER, Row, report_lines
from framing.reading.table_rows import Table
from framing.reading.tables import Notes
from framing.scale.aggregate import Sums
from framing.scale.inputs import Inputs

NOTES, TABLE = "_notes", "_reading.csv"


class Note(NamedTuple):
    """What is known of one block once it is scored.

    The number of its table, how many documents and words it has, how many documents without a word, rows left
    out by number with the reason, doubts with the first row and how many they are about, the matches of
    every entry, the files that hold its results, by their path in the folder, with their SHA-256, and the
    sums over its words and sentences for the aggregate table.
    """

    table: int
    documents: int
    words: int
    empty: int
    left_out: Sequence[tuple[int, str]]
    doubts: dict[str, tuple[int, int]]
    entries: Sequence[int]
    files: dict[str, str]
    by_words: Sequence[Sums]
    by_sentences: Sequence[Sums]


class Report(NamedTuple):
    """The reading report in lines, and as a table."""

    lines: list[str]
    rows: list[Row]


def note_path(folder: Path, number: int) -> Path:
    """Return where the note of a block is kept."""
    return folder / NOTES / f"{number:06d}.json"


def write_note(folder: Path, run: str, number: int, note: Note) -> None:
    """Write the note of a block, sealed for this run. Raises FramingError where it cannot be written."""
    sealed = {"seal": _seal(run, number, note), **note._asdict()}
    data = json.dumps(sealed).encode() + b"\n"
    write_bytes(note_path(folder, number), data, anew=False)


def read_note(folder: Path, run: str, number: int) -> Note | None:
    """Read the note of a block; None where there is none, or not the one that this run wrote."""
    try:
        held = json.loads(note_path(folder, number).read_bytes())
        seal = held.pop("seal")
        note = Note(**held)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return None
    return note if seal == _seal(run, number, note) else None


def _seal(run: str, number: int, note: Note) -> str:
    return hashlib.sha256(json.dumps([run, number, note]).encode()).hexdigest()


def report(
    inputs: Inputs, notes: Sequence[Note], entries: Sequence[Entry], dictionary: str, repeated: Sequence[str]
) -> Report:
    """Put together what was read, left out and doubtful in the inputs, and what patterns were never found."""
    rows = [Row(out.source, out.kind, out.item, LEFT, reason=out.reason) for out in inputs.left_out]
    for number, table in enumerate(inputs.tables):
        rows += _of_table(table, [note for note in notes if note.table == number])
    rows += [Row("all inputs", "file", "all inputs", DOUBT, reason=message) for message in repeated]
    hits, patterns = _hits(notes, entries), {entry.pattern for entry in entries}
    never = dict.fromkeys(entry.pattern for entry, n in zip(entries, hits, strict=True) if not n)
    cannot = {found.pattern: f"{found.why}; write {found.instead}" for found in cannot_match(never)}
    rows += [Row(DICTIONARY, "pattern", pattern, CANNOT, reason=why) for pattern, why in cannot.items()]
    rows += [Row(DICTIONARY, "pattern", pattern, NEVER) for pattern in never if pattern not in cannot]
    place = ", ".join(str(table.source.path) for table in inputs.tables[:3])
    more = f" and {len(inputs.tables) - 3} more" if len(inputs.tables) > 3 else ""
    lines = report_lines(rows, place + more, dictionary, sum(hits), len(patterns))
    return Report([*lines, _seen(notes)], rows)


def write_report(folder: Path, found: Report) -> None:
    """Write the reading report as a table. Raises FramingError where the folder cannot be written to."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows(
        [harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in found.rows
    )
    write_text(folder / TABLE, file.getvalue().encode("utf-8", "replace").decode("utf-8"))


def _of_table(table: Table, notes: Sequence[Note]) -> Iterator[Row]:
    """Yield the file of a table as read or left out, rows left out of it, and doubts about it."""
    path = str(table.source.path)
    documents, words, empty = np.sum([(0, 0, 0), *(note[1:4] for note in notes)], axis=0).tolist()
    left = [Row(path, "row", str(number), LEFT, reason=why) for n in notes for number, why in n.left_out]
    if documents or left:
        yield Row(path, "file", path, READ, documents, words, table.layout.encoding)
    elif not table.left_out:
        yield Row(path, "file", path, LEFT, reason="it holds no row")
    yield from (Row(path, out.kind, out.item, LEFT, reason=out.reason) for out in table.left_out)
    yield from left
    gathered = Notes(path)
    for note in notes:
        for what, (first, n) in note.doubts.items():
            gathered.add(what, first, n)
    doubts = [*table.doubts, *gathered.doubts()]
    yield from (Row(path, "file", path, DOUBT, reason=doubt.message) for doubt in doubts)
    if empty:
        what = f"{empty:,} of its documents hold no word; they are counted with zeros"
        yield Row(path, "file", path, DOUBT, reason=what)


def _hits(notes: Sequence[Note], entries: Sequence[Entry]) -> list[int]:
    nothing = np.zeros(len(entries), np.int64)
    return list(sum((np.array(note.entries, np.int64) for note in notes), start=nothing).tolist())


def _seen(notes: Sequence[Note]) -> str:
    """Say how many rows were seen: those read and those left out make up all."""
    documents, left = sum(note.documents for note in notes), sum(len(note.left_out) for note in notes)
    return f"{documents + left:,} rows seen: {documents:,} documents read, {left:,} left out"
