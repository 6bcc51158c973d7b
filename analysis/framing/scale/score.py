"""Score millions of documents: inputs in blocks, blocks to workers, one result file per block.

A result file appears only when it is whole, and what it holds depends on the inputs, the dictionary and the
options alone. So a run that was interrupted goes on where it stopped and ends with the same files. What it is
made from and what stands there is told by the manifest, without which a folder is unfinished.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.dictionary import contents as held_in_file
from framing.dictionary.cues import negations
from framing.dictionary.formats import contents, entries, warning
from framing.errors import FramingError
from framing.locks import held
from framing.lookup.chunks import lay
from framing.reading.blocks import Block, Documents, blocks, file_size
from framing.reading.documents import LeftOut
from framing.reading.files import LEFT, Options, parse_encodings
from framing.reading.report import DICTIONARY
from framing.reading.stores import Stored, located
from framing.reading.tables import repeated
from framing.scale.inputs import Inputs, find
from framing.scale.manifest import all_done, begin, check_inputs, done, tidy, write_aggregate, write_manifest
from framing.scale.origins import made_from
from framing.scale.outputs import CSV, PARQUET, part, read_ids, usual_form
from framing.scale.pool import Wanted, scored
from framing.scale.progress import reporter
from framing.scale.report import Note, Report, report, write_report
from framing.scale.workers import Job, header

if TYPE_CHECKING:
    import pandas as pd


class Summary(NamedTuple):
    """How many result files there are, how many of them this run made, of how many documents; the report."""

    parts: int
    made: int
    documents: int
    report: Report


def score(
    inputs: Sequence[Path],
    dictionary: "str | Path | pd.DataFrame",
    out: Path,
    *,
    id_column: str | None = None,
    text_column: str | None = None,
    encoding: str | Mapping[str, str] | Sequence[str] | None = None,
    folders: bool = False,
    level: int = 1,
    workers: int = 1,
    scheduler: str | None = None,
    matches: bool = False,
    sentiment: bool = False,
    cues: "pd.DataFrame | None" = None,
    detail: bool = False,
    form: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Summary:
    """Count every key of a dictionary in the documents of tables into a folder.

    The dictionary is a table or, which starts sooner, the path of a file. The columns of names and texts are
    found by what they are called, or named; `encoding` is that of all files, or of some by their names. Of
    inputs that are folders the tables are read where `folders` says so.
    The result is a folder of files `part-000000.parquet` and so on (`.csv` where pyarrow is missing or
    `form` is "csv"). One row per document, in the order of the inputs, with columns doc_id, n_words and one
    column per key with its matches; zeros kept. With `detail` two more per key: `KEY set aside` and
    `KEY negated`. With `sentiment` also compound: the mean VADER compound of the sentences (-1 to 1), which
    `documents.split_document` finds. With `matches` files in the folder `_matches` have one row per match
    with columns doc_id, first and last (its tokens, counted from 0 in the document), key, pattern, tokens,
    set_aside and negated (0 or 1). What was read and what was left out stands in `_reading.csv`, and the hash
    of every input and result in `_manifest.json`, which `manifest.verify` compares. `_aggregate.csv` has the
    sums of `aggregate.aggregate`, one row per outlet, month and key, where columns of the inputs tell these.
    `workers` are so many processes; with `scheduler` those of a Dask cluster count: at an address such as
    tcp://HOST:PORT, or with `local` so many processes on this machine.
    `progress` is told how far the run is; without it nothing is printed.
    A second call with the same arguments makes only what is missing.
    Raises FramingError where an input, a row of it, or the folder cannot be used, another process writes into
    the folder, or it was begun with anything else; what is made stays.
    """
    out = Path(out)
    if isinstance(located(out), Stored):
        raise FramingError(
            f"{located(out)}: results are written to a disk; give a folder, and copy it there after"
        )
    given, aside = patterns(dictionary)
    rows = entries(given, level)
    if not rows:
        raise FramingError("the dictionary has no pattern; add a row for each")
    job = Job(out, form or usual_form(), rows, negations(cues), detail, sentiment, matches)
    header(job, list(dict.fromkeys(entry.key for entry in rows)))
    options = Options(parse_encodings(encoding), text_column, id_column)
    found = find([located(path) for path in inputs], out, options, folders=folders)
    found.left_out.extend(LeftOut(DICTIONARY, note.kind, note.item, note.reason) for note in aside)
    if job.form not in (PARQUET, CSV):
        raise FramingError(f"form is {job.form!r}; use {PARQUET!r} or {CSV!r}")
    with held(out):
        try:
            job = job._replace(seen=found.seen)
            origins = made_from(job, found.tables, options)
            job = begin(job, origins)
            counted = _count(found, job, workers, scheduler, progress or (lambda _: None))
            check_inputs(job, found.tables, origins)
            stand = all_done(job, len(counted))
            told = _report(found, job, stand, dictionary, write_aggregate(job, len(counted)))
            write_manifest(job, origins, stand)
        finally:
            tidy(out)
    made = [n for n in counted if n is not None]
    return Summary(len(counted), len(made), sum(made), told)


def _count(
    inputs: Inputs, job: Job, workers: int, scheduler: str | None, progress: Callable[[str], None]
) -> list[int | None]:
    """Score what is not done yet; return of every block its documents, or None where it was done."""
    say = reporter(sum(size for size, _ in job.seen), progress)
    counted = []
    wanted = _wanted(inputs, job)
    if scheduler:
        # loaded only where it is used, as it takes longer than counting 100 MB
        from framing.scale import cluster

        results = cluster.scored(wanted, job, scheduler, workers)
    else:
        results = scored(wanted, job, workers)
    # what fails here ends the workers before the folder is let go
    with closing(results):
        for n, reach in results:
            say(n or 0, reach)
            counted.append(n)
    return counted


def patterns(dictionary: "str | Path | pd.DataFrame") -> tuple[Iterable[Any], Sequence[held_in_file.Note]]:
    """Return the patterns of a dictionary and what its file holds besides, which is warned of."""
    if not isinstance(dictionary, str | Path):
        return dictionary.itertuples(), ()
    read = contents(dictionary)
    if said := warning(read, str(dictionary)):
        warnings.warn(said, stacklevel=3)
    return read.rows, read.notes


def _report(
    inputs: Inputs, job: Job, notes: Sequence[Note], dictionary: Any, doubts: Sequence[str]
) -> Report:
    """Write the reading report, and return it."""
    paths = [part(job.out, number, job.form) for number in range(len(notes))]
    doubts = [*doubts, *_repeated_names(job.out, paths, sum(note.documents for note in notes))]
    name = str(dictionary) if isinstance(dictionary, str | Path) else "the dictionary"
    found = report(inputs, notes, job.entries, name, doubts)
    write_report(job.out, found)
    left = [row for row in found.rows if row.kind == "row" and row.outcome == LEFT]
    if left and not any(note.documents for note in notes):
        first = f"row {left[0].item}: {left[0].reason}"
        raise FramingError(f"{left[0].source}: none of its {len(left):,} rows is counted; {first}")
    return found


def _repeated_names(out: Path, paths: Sequence[Path], documents: int) -> list[str]:
    """Return doubts about names that stand twice in result files, which hold so many documents."""
    # eight bytes a name, as there may be millions, and names themselves only where some stand twice
    hashed = np.zeros(documents, np.int64)
    there = 0
    for path in paths:
        own = np.fromiter(map(hash, read_ids(path)), np.int64)
        hashed[there : there + len(own)] = own[: max(documents - there, 0)]
        there += len(own)
    if there != documents:
        what = f"{documents:,} documents were counted, {there:,} stand there"
        raise FramingError(f"{out}: {what}; remove the folder to begin anew")
    hashed.sort()
    if not (hashed[1:] == hashed[:-1]).any():
        return []
    return [doubt.message for doubt in repeated("", (name for path in paths for name in read_ids(path)))]


def _wanted(inputs: Inputs, job: Job) -> Iterator[Wanted]:
    number = before = 0
    for place, table in enumerate(inputs.tables):
        for block in blocks(table):
            yield number, place, before + block.reach, None if done(job, number) else block
            number += 1
        before += file_size(table)
    if not number:
        # so that the folder can be read where there is no document
        nothing = Block(inputs.tables[0], before, Documents([], lay([]), [], {}, []))
        yield 0, 0, before, None if done(job, 0) else nothing
