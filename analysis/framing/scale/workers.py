"""A block scored, leaving a result file and a note behind."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.errors import FramingError
from framing.lookup.chunks import Texts
from framing.lookup.counter import Counter, Counts
from framing.lookup.matching import Cue, Entry
from framing.lookup.pieces import count_and_locate
from framing.lookup.places import Located
from framing.lookup.vocabulary import Ints
from framing.reading.blocks import Block, Documents, documents, without
from framing.scale.aggregate import COMPOUND, block_sums
from framing.scale.inputs import check_unchanged, gone
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
    """Return the columns of a result.

    Raises FramingError where two are called alike, or a frame is called as sentiment is.
    """
    if COMPOUND in keys:
        raise FramingError(f"a frame {COMPOUND!r} would be taken for sentiment; give that frame another name")
    header = ["doc_id", "n_words", *keys]
    if job.detail:
        header += [f"{key} {kind}" for kind in ("set aside", "negated") for key in keys]
    if job.sentiment:
        header.append(COMPOUND)
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
    counter = _WORKER["counter"]
    job, read, counts, located = counted_in(block)
    kinds = (0, 1, 2) if job.detail else (0,)
    counted = [counts.keys[:, key, kind] for kind in kinds for key in range(len(counter.keys))]
    columns = [read.ids, counts.n_words, *counted]
    by_words = block_sums(read.outlets, read.months, counts.n_words, counts.keys[:, :, 0])
    by_sentences = []
    if job.sentiment:
        sentences, compounds = sum_compounds(read.texts)
        columns.append(mean_compounds(sentences, compounds))
        by_sentences = block_sums(read.outlets, read.months, sentences, compounds[:, None])
    result = dict(zip(header(job, counter.keys), columns, strict=True))
    tables = {part(job.out, number, job.form): result}
    if located is not None:
        tables[matches_part(job.out, number, job.form)] = match_columns(located, read.ids, job.entries)
    note = noted(place, read, counts)._replace(by_words=by_words, by_sentences=by_sentences)
    check_unchanged(block.table.source.path, job.seen[place], f"remove {job.out} and ")
    _leave(job, number, note, tables)
    return len(read.ids)


def counted_in(block: Block) -> tuple[Job, Documents, Counts, Located | None]:
    """Return the job of this process, the documents of a block, what was counted, and the matches asked for.

    Documents in which blanks do not part the words are left out.
    Raises FramingError where the input is gone or its lines cannot be read.
    """
    job, counter = _WORKER["job"], _WORKER["counter"]
    try:
        read = documents(block)
    except OSError as error:
        raise gone(block.table.source.path, error) from None
    counts, located = count_and_locate(counter, read.texts, located=job.matches)
    if len(counts.doubtful):
        read = _parted(read, counts.doubtful.tolist())
        counts, located = count_and_locate(counter, read.texts, located=job.matches)
    return job, read, counts, located


def noted(place: int, read: Documents, counts: Counts) -> Note:
    """Return what is known of a block once it is counted, without sums and files."""
    empty, words = int((counts.n_words == 0).sum()), int(counts.n_words.sum())
    about = (place, len(read.ids), words, empty, read.left_out, read.doubts)
    return Note(*about, counts.entries.tolist(), {}, [], [])


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


def sum_compounds(texts: Texts) -> tuple[Ints, Ints]:
    """Return how many sentences every text has, and the sum of their VADER compounds times 10,000."""
    from framing.sentiment.scorers import score as score_sentences

    sums = np.zeros((len(texts.offsets) - 1, 2), np.int64)
    for place in range(len(sums)):
        found = [sentence.text for sentence in split_document(_text(texts, place))]
        sums[place] = len(found), score_sentences(found)["compound"].sum()
    return sums[:, 0], sums[:, 1]


def mean_compounds(sentences: Ints, compounds: Ints) -> list[float | None]:
    """Return the mean compound of every text (-1 to 1), or None without a sentence.

    >>> mean_compounds(np.array([2, 0]), np.array([-5000, 0]))
    [-0.25, None]
    """
    sums = zip(sentences.tolist(), compounds.tolist(), strict=True)
    return [total / n / 10_000 if n else None for n, total in sums]


def _parted(read: Documents, doubtful: Sequence[int]) -> Documents:
    """Leave out the documents in which blanks do not part the words, of those that may be such."""
    reasons = {place: unparted(normalise(_text(read.texts, place))) for place in doubtful}
    return without(read, {place: reason for place, reason in reasons.items() if reason})


def _text(texts: Texts, place: int) -> str:
    start, stop = texts.offsets[place : place + 2].tolist()
    return bytes(texts.data[start:stop]).decode("utf-8", "surrogatepass")
