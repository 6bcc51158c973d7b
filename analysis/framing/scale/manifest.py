"""What a folder of results is made from and what is in it, so that it can be believed or is refused.

`_run.json` is written first and says what the run is made from; a run with anything else is refused. Every
block leaves a note with the hash of its results, sealed for this run. `_manifest.json` is written last, when
all of it was read again.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from framing.errors import FramingError
from framing.files import TEMPORARY, sweep, write_text
from framing.locks import LOCK
from framing.reading.stores import located
from framing.reading.table_rows import Table
from framing.scale.aggregate import AGGREGATE, MOST_OUTLETS, Sums, aggregate, write_table
from framing.scale.inputs import seen
from framing.scale.logical import logical_hash
from framing.scale.matches import MATCHES
from framing.scale.origins import fingerprint
from framing.scale.report import NOTES, TABLE, Note, note_path, read_note
from framing.scale.workers import Job

RUN, MANIFEST = "_run.json", "_manifest.json"
# what is known of the large inputs alone, and differs from copy to copy
TIMES = "times"


def begin(job: Job, made_from: dict[str, Any]) -> Job:
    """Begin a run in a folder, or go on with one that was begun with the same; return the job of that run.

    Raises FramingError where the folder was begun with something else or holds other files.
    """
    known = job.out / RUN
    if known.is_file():
        _check_begun(known, made_from)
    elif not _is_free(job.out):
        raise FramingError(f"{job.out}: holds files of something else; give a new folder with --out")
    else:
        write_text(known, json.dumps(made_from, indent=1) + "\n")
    for folder in (NOTES, *([MATCHES] if job.matches else [])):
        (job.out / folder).mkdir(exist_ok=True)
    tidy(job.out)
    # what stands there is whole again when this run is
    (job.out / MANIFEST).unlink(missing_ok=True)
    return job._replace(run=_hash(json.dumps(made_from)))


def tidy(folder: Path) -> None:
    """Remove what processes that have ended left half done."""
    for place in (folder, folder / NOTES, folder / MATCHES):
        sweep(place)


def done(job: Job, number: int) -> Note | None:
    """Return the note of a block whose results are there, just as this run wrote them; else None."""
    note = read_note(job.out, job.run, number)
    whole = note and all(_hash_of(job.out / name) == sha256 for name, sha256 in note.files.items())
    return note if whole else None


def all_done(job: Job, parts: int) -> list[Note]:
    """Return the notes of all blocks, whose results were read again.

    Raises FramingError where a result is missing, is not as it was written, or is not of this run.
    """
    notes = []
    for number in range(parts):
        note = done(job, number)
        if note is None:
            raise _missing(job, number)
        # its sums, which may be many, are read again when they are added up
        notes.append(note._replace(by_words=[], by_sentences=[]))
    _check_surplus(job.out, {*_files(job.out, notes)})
    return notes


def write_aggregate(job: Job, parts: int) -> list[str]:
    """Add up what the notes of all blocks hold, block by block, write the aggregate table, and return doubts.

    Raises FramingError where a note is not as it was written, or the folder cannot be written to.
    """

    def sums() -> Iterator[tuple[Sequence[Sums], Sequence[Sums]]]:
        for number in range(parts):
            note = read_note(job.out, job.run, number)
            if note is None:
                raise _missing(job, number)
            yield note.by_words, note.by_sentences

    keys = list(dict.fromkeys(entry.key for entry in job.entries))
    rows, apart = aggregate(sums(), keys)
    write_table(job.out, rows)
    what = f"their column of outlets names more than {MOST_OUTLETS:,}, so {AGGREGATE} tells none apart"
    return [] if apart else [f"{what}; see that it holds outlets, and else rename it"]


def check_inputs(job: Job, tables: Sequence[Table], made_from: dict[str, Any]) -> None:
    """Check that inputs are at the end what they were at the beginning.

    Raises FramingError that names the one that is not; nothing that was made is taken for done then.
    """
    for table, before, at_first in zip(tables, made_from["inputs"], job.seen, strict=True):
        path = table.source.path
        if seen(path) != at_first or fingerprint(path) != before:
            for number in (job.out / NOTES).glob("*.json"):
                number.unlink(missing_ok=True)
            remedy = f"remove {job.out} and run the same command again"
            raise FramingError(f"{path}: changed while it was counted; {remedy}")


def write_manifest(job: Job, made_from: dict[str, Any], notes: Sequence[Note]) -> None:
    """Write the manifest: what the results are made from, and the rows and hash of every file.

    Raises FramingError where a file of the run is gone meanwhile, or the folder cannot be written to.
    """
    about = {
        "made_from": {name: fact for name, fact in made_from.items() if name != TIMES},
        "documents": sum(note.documents for note in notes),
        "left_out": sum(len(note.left_out) for note in notes),
        "parts": [{"documents": note.documents, "files": note.files} for note in notes],
        "notes": [_hash_of(note_path(job.out, number)) for number in range(len(notes))],
        "tables": {name: _hash_of(job.out / name) for name in (TABLE, AGGREGATE)},
    }
    if gone := [name for name, sha256 in _listed(about) if not sha256]:
        what = "gone, or cannot be read; was the folder changed meanwhile?"
        raise FramingError(f"{job.out / gone[0]}: {what} Run the same command again to make it anew")
    sealed = {"sha256": _hash(json.dumps(about)), **about}
    write_text(job.out / MANIFEST, json.dumps(sealed, indent=1) + "\n")


def verify(folder: Path, inputs: Sequence[Path] = ()) -> str:
    """Say what a folder of results holds, having read all of it, and looked at the inputs that are named.

    Inputs are read as `origins.fingerprint` does it: whole up to 16 MB, larger ones in 64 stretches.

    The hash of its rows is the same for every run on the same texts, in whatever blocks and form.

    Raises FramingError where it is unfinished, or anything in it is not as it was written.
    """
    about = _read_manifest(folder)
    made_from, begun = about["made_from"], _read_json(folder / RUN)
    if {name: fact for name, fact in begun.items() if name != TIMES} != made_from:
        raise FramingError(f"{folder / RUN}: not that of {MANIFEST}; remove the folder to begin anew")
    held = dict(_listed(about))
    for name, sha256 in held.items():
        if not sha256 or _hash_of(folder / name) != sha256:
            remedy = "run `score` again with the same arguments to make it anew"
            raise FramingError(f"{folder / name}: missing, or not as it was written; {remedy}")
    _check_surplus(folder, {*held})
    for path, known in zip(inputs, made_from["inputs"], strict=False):
        if fingerprint(located(path)) != known:
            raise FramingError(f"{path}: not the input of {folder}; name the inputs in their order")
    if inputs and len(inputs) != len(made_from["inputs"]):
        raise FramingError(f"{folder}: made from {len(made_from['inputs'])} inputs, not {len(inputs)}")
    read = f"{about['documents']:,} documents, {about['left_out']:,} rows left out"
    rows = logical_hash([folder / name for name in held if name.startswith("part-")])
    return (
        f"{folder}: {len(about['parts']):,} parts, {read}, all as they were written; SHA-256 of rows {rows}"
    )


def _missing(job: Job, number: int) -> FramingError:
    what = f"block {number} is missing, or not as it was written; was the folder changed meanwhile?"
    return FramingError(f"{job.out}: {what} Run the same command again to make it anew")


def _is_free(folder: Path) -> bool:
    """Tell whether a folder is empty, or holds only what is left of a run that was deleted meanwhile."""
    found = {path.name for path in folder.iterdir() if not path.name.startswith((TEMPORARY, LOCK))}
    parts = {name for name in found if name.startswith("part-")}
    ours = bool(found & {NOTES, MATCHES}) and found - parts <= {NOTES, MATCHES, TABLE, AGGREGATE, MANIFEST}
    return ours or not found


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        what = f"unfinished: there is no {MANIFEST} in it"
        raise FramingError(f"{folder}: {what}; run `score` again with the same arguments to go on")
    about = _read_json(path)
    if about.pop("sha256", None) != _hash(json.dumps(about)):
        raise FramingError(f"{path}: damaged; run `score` again with the same arguments")
    return about


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise FramingError(f"{path}: damaged; remove the folder to begin anew")
    return found


def _check_begun(known: Path, made_from: dict[str, Any]) -> None:
    before = _read_json(known)
    # as JSON holds it
    asked = json.loads(json.dumps(made_from))
    if other := " and ".join(name for name, fact in asked.items() if before.get(name) != fact):
        remedy = "give another folder with --out, or remove this one to begin anew"
        raise FramingError(f"{known.parent}: begun with other {other}; {remedy}")


def _files(folder: Path, notes: Sequence[Note]) -> Iterator[str]:
    for number, note in enumerate(notes):
        yield from note.files
        yield note_path(folder, number).relative_to(folder).as_posix()


def _listed(about: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every file that a manifest tells of, with its hash."""
    for part in about["parts"]:
        yield from part["files"].items()
    for number, sha256 in enumerate(about["notes"]):
        yield note_path(Path(), number).as_posix(), sha256
    yield from about["tables"].items()


def _check_surplus(folder: Path, known: set[str]) -> None:
    for pattern in ("part-*", f"{NOTES}/*", f"{MATCHES}/*"):
        for path in sorted(folder.glob(pattern)):
            name = path.relative_to(folder).as_posix()
            if name not in known and not path.name.startswith(TEMPORARY):
                raise FramingError(f"{path}: not of this run; remove it, and run the same command again")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
