"""Score millions of documents: inputs in blocks, blocks to workers, one result file per block.

A result file appears only when it is whole, and what it holds depends on the inputs, the dictionary and the
options alone. So a run that was interrupted goes on where it stopped and ends with the same files.
"""

import hashlib
import importlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.dictionary.cues import negations
from framing.dictionary.formats import entries, patterns
from framing.errors import FramingError
from framing.files import write_text
from framing.lookup.chunks import Texts
from framing.lookup.counter import Counter
from framing.lookup.matching import Cue, Entry
from framing.reading.blocks import Block, Columns, blocks, documents
from framing.scale.outputs import CSV, PARQUET, part, usual_form, write_part
from framing.text.documents import SPLIT_VERSION, split_document
from framing.text.normalise import VERSION, normalise
from framing.text.unparted import check_parted

if TYPE_CHECKING:
    import pandas as pd

RUN = "_run.json"
PROGRESS_SECONDS = 2.0

# the number of a block, how far into the inputs it reaches, and itself, or None where it is done
Wanted = tuple[int, int, Block | None]
# how many documents of a block were scored, or None where it was done, and how far it reaches
Scored = tuple[int | None, int]


class Job(NamedTuple):
    """All that a worker has to know: where to write, in which form, and what to count."""

    out: Path
    form: str
    columns: Columns
    entries: list[Entry]
    cues: list[Cue]
    detail: bool
    sentiment: bool


class Summary(NamedTuple):
    """How many result files there are, and how many of them this run made, from how many documents."""

    parts: int
    made: int
    documents: int


def score(
    inputs: Sequence[Path],
    dictionary: "str | Path | pd.DataFrame",
    out: Path,
    *,
    id_column: str = "doc_id",
    text_column: str = "text",
    level: int = 1,
    workers: int = 1,
    sentiment: bool = False,
    cues: "pd.DataFrame | None" = None,
    detail: bool = False,
    form: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Summary:
    """Count every key of a dictionary in the documents of JSONL, CSV and Parquet files, into a folder.

    The dictionary is a table or, which starts sooner, the path of a file.
    The result is a folder of files `part-000000.parquet` and so on (`.csv` where pyarrow is missing or
    `form` is "csv"). One row per document, in the order of the inputs, with columns doc_id, n_words and one
    column per key with its matches; zeros kept. With `detail` two more per key: `KEY set aside` and
    `KEY negated`. With `sentiment` also compound: the mean VADER compound of the sentences (-1 to 1), which
    `documents.split_document` finds. `progress` is told how far the run is; without it nothing is printed.
    A second call with the same arguments makes only what is missing.
    Raises FramingError where an input, a row of it, or the folder cannot be used; what is made stays.
    """
    out, paths = Path(out), [Path(path) for path in inputs]
    given = patterns(Path(dictionary)) if isinstance(dictionary, str | Path) else dictionary.itertuples()
    rows = entries(given, level)
    if not rows:
        raise FramingError("the dictionary has no pattern; add a row for each")
    columns = Columns(id_column, text_column)
    job = Job(out, form or usual_form(), columns, rows, negations(cues), detail, sentiment)
    _header(job, list(dict.fromkeys(entry.key for entry in rows)))
    _begin(job, paths)
    report = _reporter(sum(path.stat().st_size for path in paths), progress or (lambda _: None))
    scored = []
    for n, reach in _scored(_wanted(paths, job), job, workers):
        report(n or 0, reach)
        scored.append(n)
    made = [n for n in scored if n is not None]
    return Summary(len(scored), len(made), sum(made))


def _header(job: Job, keys: Sequence[str]) -> list[str]:
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


def _begin(job: Job, paths: Sequence[Path]) -> None:
    """Write down what this run is made from, or check that it is what the folder was begun with."""
    if not paths:
        raise FramingError("no input; name at least one file")
    if job.form not in (PARQUET, CSV):
        raise FramingError(f"form is {job.form!r}; use {PARQUET!r} or {CSV!r}")
    for path in paths:
        if not path.is_file():
            raise FramingError(f"{path}: there is no such file; check the name and the folder")
    facts, known = _facts(job, paths), job.out / RUN
    if known.is_file():
        _check_begun(known, facts)
    elif job.out.is_dir() and any(job.out.iterdir()):
        raise FramingError(f"{job.out}: holds files of something else; give a new folder with --out")
    else:
        write_text(known, json.dumps(facts, indent=1) + "\n")
    for left in job.out.glob(".part-*"):
        left.unlink()


def _facts(job: Job, paths: Sequence[Path]) -> dict[str, Any]:
    return {
        "inputs": [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in paths],
        "dictionary": hashlib.sha256(repr((job.entries, job.cues)).encode()).hexdigest(),
        "options": [job.form, *job.columns, job.detail, job.sentiment],
        "rules": [VERSION, SPLIT_VERSION],
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


def _wanted(paths: Sequence[Path], job: Job) -> Iterator[Wanted]:
    number = before = 0
    for path in paths:
        for block in blocks(path, job.columns):
            done = part(job.out, number, job.form).is_file()
            yield number, before + block.reach, None if done else block
            number += 1
        before += path.stat().st_size


def _scored(wanted: Iterator[Wanted], job: Job, workers: int) -> Iterator[Scored]:
    if workers < 2:
        _prepare(job)
        for number, reach, block in wanted:
            yield None if block is None else _score_block(number, block), reach
        return
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(job,)) as pool:
        # workers start before anything else does, so that they inherit no thread
        pool.submit(int).result()
        try:
            yield from _scored_by(pool, wanted, 2 * workers)
        except BrokenProcessPool:
            cause = "a worker was ended from outside, mostly for want of memory"
            remedy = "run the same command again to go on, with fewer --workers"
            raise FramingError(f"{cause}; {remedy}") from None
        finally:
            pool.shutdown(cancel_futures=True)


def _scored_by(pool: ProcessPoolExecutor, wanted: Iterator[Wanted], most_pending: int) -> Iterator[Scored]:
    pending: deque[tuple[Future[int] | None, int]] = deque()
    for number, reach, block in wanted:
        pending.append((None if block is None else pool.submit(_score_block, number, block), reach))
        if len(pending) > most_pending:
            yield _finished(*pending.popleft())
    while pending:
        yield _finished(*pending.popleft())


def _finished(future: "Future[int] | None", reach: int) -> Scored:
    return None if future is None else future.result(), reach


_WORKER: dict[str, Any] = {}


def _prepare(job: Job) -> None:
    # what a worker has learnt about words stays with it from block to block
    _WORKER.update(job=job, counter=Counter(job.entries, job.cues))
    if job.form == PARQUET:
        # loaded while the first block is read
        importlib.import_module("pyarrow.parquet")


def _score_block(number: int, block: Block) -> int:
    job, counter = _WORKER["job"], _WORKER["counter"]
    ids, texts = documents(block, job.columns)
    counts = counter.count(texts)
    for place in counts.doubtful.tolist():
        check_parted(f"document {ids[place]!r}", normalise(_text(texts, place)))
    kinds = (0, 1, 2) if job.detail else (0,)
    counted = [counts.keys[:, key, kind] for kind in kinds for key in range(len(counter.keys))]
    columns = [ids, counts.n_words, *counted]
    if job.sentiment:
        columns.append(mean_compounds(texts))
    result = dict(zip(_header(job, counter.keys), columns, strict=True))
    write_part(part(job.out, number, job.form), result)
    return len(ids)


def mean_compounds(texts: Texts) -> list[float | None]:
    """Return the mean VADER compound of the sentences of every text (-1 to 1), or None without any."""
    from framing.sentiment.scorers import score as score_sentences

    means: list[float | None] = []
    for place in range(len(texts.offsets) - 1):
        found = [sentence.text for sentence in split_document(_text(texts, place))]
        total = int(score_sentences(found)["compound"].sum())
        means.append(total / len(found) / 10_000 if found else None)
    return means


def _text(texts: Texts, place: int) -> str:
    start, stop = texts.offsets[place : place + 2].tolist()
    return bytes(texts.data[start:stop]).decode("utf-8", "surrogatepass")


def _reporter(total: int, say: Callable[[str], None]) -> Callable[[int, int], None]:
    """Return a function that says, every two seconds at most, how far the run is and what is left."""
    started = said = time.monotonic()
    done = skipped = 0

    def report(n: int, reach: int) -> None:
        nonlocal said, done, skipped
        done += n
        # parts made by an earlier run say nothing about the speed of this one
        skipped = skipped if done else reach
        now = time.monotonic()
        if now - said < PROGRESS_SECONDS and reach < total:
            return
        said, seconds = now, max(now - started, 1e-9)
        left = (total - reach) * seconds / max(reach - skipped, 1)
        say(
            f"{100 * reach / max(total, 1):.0f} %, {done:,} documents, {done / seconds:,.0f} a second, "
            f"{(reach - skipped) / seconds / 1e6:.1f} MB of input a second, {left / 60:.1f} minutes left"
        )

    return report
