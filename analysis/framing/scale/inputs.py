"""The inputs of scoring: files, and folders, of which tables are read and all else is left out by name."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from framing.errors import FramingError
from framing.reading.columns import listed
from framing.reading.documents import LeftOut
from framing.reading.files import AS_THEY_ARE, Options, check_named
from framing.reading.table_files import ENDINGS
from framing.reading.table_rows import Table
from framing.reading.tables import is_table, open_table


class Inputs(NamedTuple):
    """The tables to read, in order, each with size and time before it was looked into, and files left out."""

    tables: list[Table]
    seen: list[tuple[int, int]]
    left_out: list[LeftOut]


def find(
    paths: Sequence[Path],
    out: Path,
    options: Options = AS_THEY_ARE,
    *,
    folders: bool = False,
) -> Inputs:
    """Find the tables among files and, with `folders`, in folders; what is in `out` is passed over.

    A file in a folder that cannot be used is left out with the reason.
    Raises FramingError where a file that is named cannot be used, a folder is not asked for or has no table,
    or an encoding is named for no file.
    """
    if not paths:
        raise FramingError("no input; name at least one file or folder")
    tables: list[tuple[Table, tuple[int, int]]] = []
    left_out: list[LeftOut] = []
    for path in paths:
        if not path.is_dir():
            tables.append(_open(path, options))
            continue
        if not folders:
            # it may hold the same texts in two forms, which would be counted twice
            there = listed([file.name for file in _files(path, out) if file.name.lower().endswith(ENDINGS)])
            remedy = "name the tables in it, or read all of them with --folders"
            raise FramingError(f"{path}: a folder; {remedy} (its tables: {there})")
        before = len(tables)
        for file in _files(path, out):
            table = _in_folder(file, options)
            if isinstance(table, str):
                left_out.append(LeftOut(str(file), "file", str(file.relative_to(path)), table))
            else:
                tables.append(table)
        if len(tables) == before:
            found = [left for left in left_out if Path(left.source).is_relative_to(path)]
            first = f"; of {len(found)} files the first is left out: {found[0].reason}" if found else ""
            kinds = f"put files into it that end in {', '.join(ENDINGS)}"
            raise FramingError(f"{path}: no table of documents in this folder{first}; {kinds}")
    names = [table.source.path.name for table, _ in tables]
    check_named(options, [*names, *(left.item for left in left_out)])
    return Inputs([table for table, _ in tables], [before for _, before in tables], left_out)


def _files(folder: Path, out: Path) -> Iterator[Path]:
    """Yield the files of a folder and those below it, by name; links to folders are not followed."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if (Path(here) / name).resolve() != out.resolve())
        yield from (Path(here) / name for name in sorted(files))


def _open(path: Path, options: Options) -> tuple[Table, tuple[int, int]]:
    before = (0, 0)
    # before it is looked into, so that a change after that is noticed; what is wrong with one is said below
    with suppress(FramingError):
        before = seen(path)
    encoding = options.encoding(path.name)
    return open_table(path, options.text_column, options.id_column, encoding=encoding), before


def _in_folder(path: Path, options: Options) -> tuple[Table, tuple[int, int]] | str:
    """Look into a file of a folder; return why it is left out where it cannot be used."""
    if path.name.startswith((".", "~$")):
        return "a hidden file"
    try:
        if is_table(path):
            return _open(path, options)
    except FramingError as error:
        return str(error).removeprefix(f"{path}").lstrip(":, ")
    return "not a table of a kind that is read here"


def check_unchanged(path: Path, before: tuple[int, int], remedy: str = "") -> None:
    """Raise FramingError where an input has another size or time than before."""
    if seen(path) != before:
        raise FramingError(f"{path}: changed while it was counted; {remedy}run the same command again")


def seen(path: Path) -> tuple[int, int]:
    """Return the size of an input in bytes, and when it was changed, in nanoseconds.

    Raises FramingError where it is gone.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise gone(path, error) from None
    return found.st_size, found.st_mtime_ns


def gone(path: Path, error: OSError) -> FramingError:
    """Return the error for an input that is no longer there."""
    what = f"gone, or cannot be read ({error.strerror})"
    return FramingError(f"{path}: {what}; put it back and run the same command again")
