"""Score millions of documents: inputs in blocks, blocks to workers, one result file per block.

A result file appears only when it is whole, and what it holds depends on the inputs, the dictionary and the
options alone. So a run that was interrupted goes on where it stopped and ends with the same files.
"""

import hashlib
import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.dictionary.contents import Note
from framing.dictionary.cues import negations
from framing.dictionary.formats import contents, entries, warning
from framing.errors import FramingError
from framing.files import write_text
from framing.lookup.chunks import lay
from framing.reading.blocks import Block, Documents, blocks, file_size
from framing.reading.documents import LeftOut
from framing.reading.files import LEFT, Options, parse_encodings
from framing.reading.report import DICTIONARY
from framing.reading.tables import repeated
from framing.scale.inputs import Inputs, find
from framing.scale.outputs import (
    CSV,
    PARQUET,
    part,
    read_ids,
    usual_form,
)
from framing.scale.pool import Wanted, scored
from framing.scale.progress import reporter
from framing.scale.report import Report, note_path, read_note, report, write_report
from framing.scale.workers import Job, header
from framing.text.documents import SPLIT_VERSION
from framing.text.normalise import VERSION

if TYPE_CHECKING:
    import pandas as pd

RUN = "_run.json"

# raised where notes or matches are written otherwise
_OUTPUT_VERSION = 2


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
    set_aside and negated (0 or 1). What was read and what was left out stands in `_reading.csv`.
    `progress` is told how far the run is; without it nothing is printed.
    A second call with the same arguments makes only what is missing.
    Raises FramingError where an input, a row of it, or the folder cannot be used; what is made stays.
    """
    out = Path(out)
    given, notes = _patterns(dictionary)
    rows = entries(given, level)
    if not rows:
        raise FramingError("the dictionary has no pattern; add a row for each")
    job = Job(out, form or usual_form(), rows, negations(cues), detail, sentiment, matches)
    header(job, list(dict.fromkeys(entry.key for entry in rows)))
    options = Options(parse_encodings(encoding), text_column, id_column)
    found = find([Path(path) for path in inputs], out, options, folders=folders)
    found.left_out.extend(LeftOut(DICTIONARY, note.kind, note.item, note.reason) for note in notes)
    _begin(job, found, options)
    say = reporter(sum(map(file_size, found.tables)), progress or (lambda _: None))
    counted = []
    for n, reach in scored(_wanted(found, job), job, workers):
        say(n or 0, reach)
        counted.append(n)
    made = [n for n in counted if n is not None]
    name = str(dictionary) if isinstance(dictionary, str | Path) else "the dictionary"
    return Summary(len(counted), len(made), sum(made), _report(found, job, len(counted), name))


def _patterns(dictionary: "str | Path | pd.DataFrame") -> tuple[Iterable[Any], Sequence[Note]]:
    """Return the patterns of a dictionary and what its file holds besides, which is warned of."""
    if not isinstance(dictionary, str | Path):
        return dictionary.itertuples(), ()
    read = contents(dictionary)
    if said := warning(read, str(dictionary)):
        warnings.warn(said, stacklevel=3)
    return read.rows, read.notes


def _report(inputs: Inputs, job: Job, parts: int, dictionary: str) -> Report:
    """Write the reading report, and return it."""
    notes = [read_note(job.out, number) for number in range(parts)]

    def names() -> Iterator[str]:
        return (name for number in range(parts) for name in read_ids(part(job.out, number, job.form)))

    # eight bytes a name, as there may be millions, and names themselves only where some stand twice
    hashed = np.fromiter(map(hash, names()), np.int64)
    twice = repeated("", names()) if len(np.unique(hashed)) < len(hashed) else []
    found = report(inputs, notes, job.entries, dictionary, [doubt.message for doubt in twice])
    write_report(job.out, found)
    left = [row for row in found.rows if row.kind == "row" and row.outcome == LEFT]
    if left and not any(note.documents for note in notes):
        first = f"row {left[0].item}: {left[0].reason}"
        raise FramingError(f"{left[0].source}: none of its {len(left):,} rows is counted; {first}")
    return found


def _begin(job: Job, inputs: Inputs, options: Options) -> None:
    """Write down what this run is made from, or check that it is what the folder was begun with."""
    if job.form not in (PARQUET, CSV):
        raise FramingError(f"form is {job.form!r}; use {PARQUET!r} or {CSV!r}")
    facts, known = _facts(job, inputs, options), job.out / RUN
    if known.is_file():
        _check_begun(known, facts)
    elif job.out.is_dir() and any(job.out.iterdir()):
        raise FramingError(f"{job.out}: holds files of something else; give a new folder with --out")
    else:
        write_text(known, json.dumps(facts, indent=1) + "\n")
    for left in job.out.glob(".part-*"):
        left.unlink()


def _facts(job: Job, inputs: Inputs, options: Options) -> dict[str, Any]:
    paths = [table.source.path for table in inputs.tables]
    return {
        "inputs": [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in paths],
        "dictionary": hashlib.sha256(repr((job.entries, job.cues)).encode()).hexdigest(),
        "options": [
            job.form,
            sorted(options.encodings.items()),
            options.text_column,
            options.id_column,
            job.detail,
            job.sentiment,
            job.matches,
        ],
        "rules": [VERSION, SPLIT_VERSION, _OUTPUT_VERSION],
    }


def _check_begun(known: Path, facts: dict[str, Any]) -> None:
    try:
        before = dict(json.loads(known.read_text(encoding="utf-8")))
    except ValueError:
        raise FramingError(f"{known}: damaged; remove the folder to begin anew") from None
    other = " and ".join(name for name, fact in facts.items() if before.get(name) != fact)
    if other:
        remedy = "give another folder with --out, or remove this one to begin anew"
        raise FramingError(f"{known.parent}: begun with other {other}; {remedy}")


def _wanted(inputs: Inputs, job: Job) -> Iterator[Wanted]:
    number = before = 0
    for place, table in enumerate(inputs.tables):
        for block in blocks(table):
            done = part(job.out, number, job.form).is_file() and note_path(job.out, number).is_file()
            yield number, place, before + block.reach, None if done else block
            number += 1
        before += file_size(table)
    if not number:
        # so that the folder can be read where there is no document
        yield 0, 0, before, Block(inputs.tables[0], before, Documents([], lay([]), [], {}, []))
