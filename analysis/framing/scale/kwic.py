"""Keyword in context over files of any size: every match with the words around it, in one CSV file."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from framing.dictionary.formats import entries
from framing.errors import FramingError
from framing.files import harmless, whole
from framing.lookup.context import contexts
from framing.lookup.matching import Entry
from framing.reading.blocks import Block, blocks, file_size
from framing.reading.columns import listed
from framing.reading.documents import LeftOut
from framing.reading.files import Options, parse_encodings
from framing.reading.report import DICTIONARY
from framing.reading.stores import located
from framing.scale.inputs import Inputs, check_unchanged, find, gone
from framing.scale.outputs import CSV
from framing.scale.pool import Wanted, scored
from framing.scale.progress import reporter
from framing.scale.report import Note, Report, report
from framing.scale.score import patterns
from framing.scale.workers import Job, counted_in, noted

COLUMNS = ("doc_id", "from", "to", "pre", "keyword", "post", "pattern", "frame")
_HEADER = f"{','.join(COLUMNS)}\n".encode()


class Found(NamedTuple):
    """How many matches were written, and the reading report."""

    matches: int
    report: Report


def kwic(
    inputs: Sequence[Path],
    dictionary: Path,
    to: Path,
    *,
    frame: str | None = None,
    window: int = 5,
    id_column: str | None = None,
    text_column: str | None = None,
    encoding: str | Mapping[str, str] | Sequence[str] | None = None,
    folders: bool = False,
    workers: int = 1,
    progress: Callable[[str], None] | None = None,
) -> Found:
    """Write every match of a dictionary, or of one frame or frame.subframe, in its context into a CSV file.

    Inputs and their options are those of `score`. One row per match that counts, in the order of the inputs,
    with columns doc_id, from, to (its tokens, counted from 1 in the document: one more than first and last of
    `score`), pre, keyword, post (so many tokens at either side, as they stand in the normal form of the
    text), pattern and frame: those of `corpus.kwic`, but for paragraph and sentence, which take the whole
    text to tell. No cell is a formula. The file is whole or not there, and memory is bounded by the blocks.
    Raises FramingError where an input or a row of it cannot be used, an input changes meanwhile, there is no
    such frame, or the file cannot be written or holds something else.
    """
    if window < 0:
        raise FramingError(f"kwic: window is {window}; use 0 or more")
    _check_free(to)
    given, aside = patterns(dictionary)
    job = Job(to, CSV, _sought([*given], frame), [], False, False, True)
    options = Options(parse_encodings(encoding), text_column, id_column)
    found = _without(find([located(path) for path in inputs], to, options, folders=folders), to)
    found.left_out.extend(LeftOut(DICTIONARY, note.kind, note.item, note.reason) for note in aside)
    job = job._replace(seen=found.seen)
    say = reporter(sum(size for size, _ in job.seen), progress or (lambda _: None))
    notes, matches = [], 0
    blocks_of = scored(_wanted(found), job, workers, partial(_block, window))
    with whole(to) as file, closing(blocks_of):
        file.write(_HEADER)
        for (note, n, data), reach in blocks_of:
            file.write(data)
            say(note.documents, reach)
            notes.append(note)
            matches += n
        for table, before in zip(found.tables, job.seen, strict=True):
            check_unchanged(table.source.path, before)
    return Found(matches, report(found, notes, job.entries, str(dictionary), []))


def _block(window: int, _number: int, place: int, block: Block) -> tuple[Note, int, bytes]:
    """Return what is known of a block, how many matches count in it, and these as rows of CSV."""
    job, read, counts, found = counted_in(block)
    check_unchanged(block.table.source.path, job.seen[place])
    file, n = io.StringIO(), 0
    writer = csv.writer(file, lineterminator="\n")
    if found is not None:
        counted = ~found.set_aside
        doc, first, last, entry, spans = (column[counted] for column in (*found[:4], found.spans))
        rows = zip(*(column.tolist() for column in (doc, first, last, entry)), strict=True)
        around = contexts(doc, spans, read.texts, window)
        for (document, begin, end, number), context in zip(rows, around, strict=True):
            own = job.entries[number]
            texts = map(harmless, (*context, own.pattern, own.key))
            writer.writerow([harmless(read.ids[document]), begin + 1, end + 1, *texts])
        n = len(doc)
    return noted(place, read, counts), n, file.getvalue().encode("utf-8", "replace")


def _wanted(inputs: Inputs) -> Iterator[Wanted]:
    number = before = 0
    for place, table in enumerate(inputs.tables):
        try:
            for block in blocks(table):
                yield number, place, before + block.reach, block
                number += 1
            before += file_size(table)
        except OSError as error:
            raise gone(table.source.path, error) from None


def _sought(given: Sequence[object], frame: str | None) -> list[Entry]:
    """Return the patterns of a frame or subframe, or all of them, under the name of their frame."""
    frames = entries(given)
    if frame is None:
        found = frames
    else:
        of_subframes = zip(entries(given, 2), frames, strict=True)
        found = [entry for entry in frames if entry.key == frame] or [
            own._replace(key=entry.key) for own, entry in of_subframes if own.key == frame
        ]
    if not found:
        there = listed(sorted({entry.key for entry in frames}))
        what = f"no frame {frame!r}" if frame else "no pattern"
        raise FramingError(f"kwic: {what} in the dictionary; its frames: {there or 'none'}")
    return found


def _check_free(to: Path) -> None:
    """Raise FramingError where something stands in the place of the file that is none of this command's."""
    if to.is_dir():
        raise FramingError(f"{to}: a folder; name a CSV file with --to")
    if not to.exists():
        return
    try:
        with to.open("rb") as file:
            ours = file.read(len(_HEADER)) == _HEADER
    except OSError as error:
        raise FramingError(f"{to}: cannot be read ({error.strerror}); name another file") from None
    if not ours:
        raise FramingError(f"{to}: stands there already, and holds no keywords in context; name another file")


def _without(inputs: Inputs, to: Path) -> Inputs:
    """Pass over the file that is to be replaced where it lies in a folder of inputs."""
    there = zip(inputs.tables, inputs.seen, strict=True)
    kept = [(table, before) for table, before in there if table.source.path.resolve() != to.resolve()]
    if not kept:
        raise FramingError(f"{to}: to be written, and the only input; name another")
    return Inputs([table for table, _ in kept], [before for _, before in kept], inputs.left_out)
