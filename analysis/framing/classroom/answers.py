"""Answers handed in: appended to a file where a student gives a name, and merged by a teacher."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.classroom.marking import VERDICTS, Verdict
from framing.errors import FramingError
from framing.files import harmless, read_text, write_text
from framing.tables.checked import write_table
from framing.tables.schema import cells

_LONGEST = 2_000
# what a merged file has besides
_OF_MERGED = ("attempts", "file")


class Row(NamedTuple):
    """One answer of one student: what was said of it, the kind of error, and the answer as it was given."""

    name: str
    exercise: str
    verdict: str
    kind: str
    answer: str


def append(path: Path, name: str, verdict: Verdict, answer: Any) -> None:
    """Append an answer to a file of answers, which is made where it is not there.

    Raises FramingError where the file is none of answers or cannot be written to.
    """
    before = read(path) if path.exists() else []
    row = Row(name.strip(), verdict.exercise, verdict.verdict, verdict.kind, as_text(answer))
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows(
        [Row._fields, *(map(harmless, one) for one in [*before, row])]
    )
    write_text(path, held.getvalue())


def as_text(answer: Any) -> str:
    """Write an answer as JSON, sets in order, what JSON does not know as Python shows it.

    >>> as_text({("b", "a")}), as_text(3.5)
    ('[["b", "a"]]', '3.5')
    """
    if isinstance(answer, set | frozenset):
        answer = sorted(answer, key=str)
    return json.dumps(answer, ensure_ascii=False, default=_plain)[:_LONGEST]


def read(path: Path) -> list[Row]:
    """Read a file of answers.

    Raises FramingError that names file, row and column where it is none.
    """
    header, rows = cells(read_text(path), str(path))
    header = [column.strip().lower().removeprefix("\ufeff") for column in header]
    missing = [column for column in Row._fields if column not in header]
    if missing:
        what = f"column {missing[0]!r} is missing"
        raise FramingError(f"{path}: {what}; hand in the answers.csv that the notebooks wrote, unchanged")
    if {*_OF_MERGED} <= {*header}:
        raise FramingError(f"{path}: merged answers, not those of a student; move it out of the folder")
    places = [header.index(column) for column in Row._fields]
    found = []
    for line, row in rows:
        one = Row(*(row[place].strip() for place in places))
        if not one.name or not one.exercise or one.verdict not in VERDICTS:
            wrong = "name" if not one.name else "exercise" if not one.exercise else "verdict"
            what = f"{wrong} is {getattr(one, wrong)!r}; restore the row or remove it"
            raise FramingError.at(path, line, what, "row")
        found.append(one)
    return found


def merge(folder: Path, out: Path) -> list[str]:
    """Merge the answers of a folder, and of the folders in it, into one file; return what to say of it.

    One row per student x exercise with columns name, exercise, verdict, kind, answer (the last one given),
    attempts and file. Files that are no answers, and students whose answers stand in several files, are named
    in what is returned. Raises FramingError where there is no file of answers.
    """
    files = [p for p in sorted(folder.rglob("*.csv")) if p.resolve() != out.resolve() and p.is_file()]
    if not files:
        raise FramingError(f"{folder}: no CSV file in it; name the folder of the students' answers.csv")
    rows, faults = [], []
    for path in files:
        try:
            rows += [(*row, path.relative_to(folder).as_posix()) for row in read(path)]
        except FramingError as error:
            faults.append(f"left out: {error}")
    if not rows:
        raise FramingError(f"{folder}: no answers in it: {faults[0] if faults else 'the files have no rows'}")
    table = pd.DataFrame(rows, columns=[*Row._fields, "file"])
    merged = _last(table)
    write_table(merged, out)
    students = merged["name"].nunique()
    said = f"{len(merged)} answers of {students} student{'' if students == 1 else 's'} in {out}"
    return [*faults, *_in_several(table), said]


def _last(table: pd.DataFrame) -> pd.DataFrame:
    """Return the last answer per student and exercise; names that differ in capitals alone are one."""
    key = [table["name"].str.casefold(), table["exercise"]]
    attempts = table.groupby(key)["verdict"].transform("size")
    last = table.assign(attempts=attempts)[
        ~table.assign(name=key[0]).duplicated(["name", "exercise"], keep="last")
    ]
    ordered = last.sort_values(
        ["name", "exercise"], key=lambda column: column.str.casefold(), ignore_index=True
    )
    return ordered[[*Row._fields, *_OF_MERGED]]


def _in_several(table: pd.DataFrame) -> Iterator[str]:
    for name, files in table.groupby(table["name"].str.casefold())["file"].unique().items():
        if len(files) > 1:
            what = f"answers in {len(files)} files ({', '.join(files)})"
            yield f"{name}: {what}; the last of each exercise is kept"


def _plain(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return value.tolist() if hasattr(value, "tolist") else str(value)
