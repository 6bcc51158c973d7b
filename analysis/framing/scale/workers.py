"""A block scored, leaving a result file and a note behind."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from framing.errors import FramingError
from framing.lookup.chunks import Texts, lay
from framing.lookup.counter import Counter
from framing.lookup.matching import Cue, Entry
from framing.reading.blocks import Block, Documents, documents
from framing.scale.matches import match_columns, matches_part
from framing.scale.outputs import PARQUET, part, write_part
from framing.scale.report import Note, write_note
from framing.text.documents import split_document
from framing.text.normalise import normalise
from framing.text.unparted import unparted


class Job(NamedTuple):
    """All that a worker has to know: where to write, in which form, and what to count.

    `seen` are size and time of every input at the beginning, and `run` is what notes are sealed with.
    """

    out: Path
    form: str
    entries: list[Entry]
    cues: list[Cue]
    detail: bool
    sentiment: bool
    matches: bool
    seen: Sequence[tuple[int, int]] = ()
    run: str = ""


def header(job: Job, keys: Sequence[str]) -> list[str]:
    """Return the columns of a result."""
    header = ["doc_id", "n_words", *keys]
    if job.detail:
        header += [f"{key} {kind}" for kind in ("set aside", "negated") for key in keys]
    if job.sentiment:
        header.append("compound")
    twice = [name for number, name in enumerate(header) if name in header[:number]]
    if twice:
        raise FramingError(f"the result would have two columns {twice[0]!r}; give that frame another name")
    return header


_WORKER: dict[str, Any] = {}


def prepare(job: Job) -> None:
    """Make a process ready for blocks of a job."""
    # what a worker has learnt about words stays with it from block to block
    _WORKER.update(job=job, counter=Counter(job.entries, job.cues))
    if job.form == PARQUET:
        # loaded while the first block is read
        importlib.import_module("pyarrow.parquet")


def score_block(number: int, place: int, block: Block) -> int:
    """Score a block, leave its results behind, and return how many documents it has."""
    job, counter = _WORKER["job"], _WORKER["counter"]
    path = block.table.source.path
    try:
        ids, texts, left_out, doubts, _ = read = documents(block)
    except OSError as error:
        raise _gone(path, error) from None
    counts, located = counter.count_and_locate(texts, located=job.matches)
    if len(counts.doubtful):
        ids, texts, left_out, doubts, _ = _parted(read, counts.doubtful.tolist())
        counts, located = counter.count_and_locate(texts, located=job.matches)
    kinds = (0, 1, 2) if job.detail else (0,)
    counted = [counts.keys[:, key, kind] for kind in kinds for key in range(len(counter.keys))]
    columns = [ids, counts.n_words, *counted]
    if job.sentiment:
        columns.append(mean_compounds(texts))
    result = dict(zip(header(job, counter.keys), columns, strict=True))
    tables = {part(job.out, number, job.form): result}
    if located is not None:
        tables[matches_part(job.out, number, job.form)] = match_columns(located, ids, job.entries)
    empty, words = int((counts.n_words == 0).sum()), int(counts.n_words.sum())
    note = Note(place, len(ids), words, empty, left_out, doubts, counts.entries.tolist(), {})
    if seen(path) != job.seen[place]:
        remedy = f"remove {job.out} and run the same command again"
        raise FramingError(f"{path}: changed while it was counted; {remedy}")
    _leave(job, number, note, tables)
    return len(ids)


def seen(path: Path) -> tuple[int, int]:
    """Return the size of an input in bytes, and when it was changed, in nanoseconds.

    Raises FramingError where it is gone.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise _gone(path, error) from None
    return found.st_size, found.st_mtime_ns


def _gone(path: Path, error: OSError) -> FramingError:
    what = f"gone, or cannot be read ({error.strerror})"
    return FramingError(f"{path}: {what}; put it back and run the same command again")


def _leave(job: Job, number: int, note: Note, tables: dict[Path, dict[str, Any]]) -> None:
    """Write the results of a block, and last its note, which stands for all of them."""
    try:
        for path, columns in tables.items():
            note.files[path.relative_to(job.out).as_posix()] = write_part(path, columns)
        write_note(job.out, job.run, number, note)
    except FramingError:
        # the folder may have been emptied; what nothing tells of would be in the way of a rerun
        for path in tables:
            path.unlink(missing_ok=True)
        raise


def mean_compounds(texts: Texts) -> list[float | None]:
    """Return the mean VADER compound of the sentences of every text (-1 to 1), or None without any."""
    from framing.sentiment.scorers import score as score_sentences

    means: list[float | None] = []
    for place in range(len(texts.offsets) - 1):
        found = [sentence.text for sentence in split_document(_text(texts, place))]
        total = int(score_sentences(found)["compound"].sum())
        means.append(total / len(found) / 10_000 if found else None)
    return means


def _parted(read: Documents, doubtful: Sequence[int]) -> Documents:
    """Leave out the documents in which blanks do not part the words, of those that may be such."""
    reasons = {place: unparted(normalise(_text(read.texts, place))) for place in doubtful}
    kept = [place for place in range(len(read.ids)) if not reasons.get(place)]
    left_out = [(read.numbers[place], reason) for place, reason in reasons.items() if reason]
    return Documents(
        [read.ids[place] for place in kept],
        lay([_text(read.texts, place) for place in kept]),
        sorted([*read.left_out, *left_out]),
        read.doubts,
        [read.numbers[place] for place in kept],
    )


def _text(texts: Texts, place: int) -> str:
    start, stop = texts.offsets[place : place + 2].tolist()
    return bytes(texts.data[start:stop]).decode("utf-8", "surrogatepass")
