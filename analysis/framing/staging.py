"""Files of one run that belong together: made apart, and put into their folder when all are there."""

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from framing.errors import FramingError
from framing.files import keep_mode, make_firm, real, sweep, temporary, write_text
from framing.locks import held
from framing.processes import uninterrupted

# what lies in it was made whole, and is on its way into the folder
WAITING = "_unfinished"
PAGE = "index.html"
NOTICE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Unfinished</title>
<p>This folder is unfinished: a run was cut off while it put its files here, so that files of two runs stand
beside each other. Run the same command again.
</html>
"""


@contextmanager
def staged(folder: Path, last: Callable[[], object] = lambda: None) -> Iterator[Path]:
    """Give a folder to write into; its files are put into `folder` at the end, or none of them.

    While they are put there, `folder` has a folder `_unfinished`, and a page that has to be replaced says so;
    the next call puts what a call that was cut off has left, and warns. `last` is called just before the page
    is put there.
    Raises FramingError where `folder` is held by another process or cannot be written to.
    """
    before = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    try:
        with held(folder):
            sweep(folder)
            if (folder / WAITING).is_dir():
                with _told(folder):
                    _put(folder)
                what = "an earlier run was cut off while it put its files there; they are complete"
                warnings.warn(f"{folder}: {what}", stacklevel=3)
            yield from _staged(folder, last)
    finally:
        _remove_empty(folder, before)


def _staged(folder: Path, last: Callable[[], object]) -> Iterator[Path]:
    stage = temporary(folder)
    try:
        with _told(folder):
            stage.mkdir()
            yield stage
            with uninterrupted():
                _check(stage, folder)
                if (stage / PAGE).is_file():
                    write_text(folder / PAGE, NOTICE)
                stage.rename(folder / WAITING)
                _put(folder, last)
    except FramingError as error:
        # a message names the file that was asked for
        raise FramingError(str(error).replace(f"{stage}{os.sep}", f"{folder}{os.sep}")) from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"cannot be written ({error.strerror}); choose a folder that you may write to"
        raise FramingError(f"{error.filename or folder}: {what}") from None


def _files(stage: Path) -> list[Path]:
    """Return the files of a folder by their path there, the page last."""
    found = [path.relative_to(stage) for path in stage.rglob("*") if not path.is_dir()]
    return sorted(found, key=lambda path: (path == Path(PAGE), path))


def _check(stage: Path, folder: Path) -> None:
    for file in _files(stage):
        make_firm(stage / file)
        if (folder / file).is_dir():
            raise FramingError(f"{folder / file}: cannot be written (it is a folder); remove or rename it")
        for above in file.parents[:-1]:
            if (folder / above).exists() and not (folder / above).is_dir():
                what = "cannot be written into (it is a file)"
                raise FramingError(f"{folder / above}: {what}; remove or rename it")


def _put(folder: Path, last: Callable[[], object] = lambda: None) -> None:
    waiting = folder / WAITING
    files = _files(waiting)
    for file in files:
        if file == Path(PAGE):
            last()
        target = real(folder / file)
        target.parent.mkdir(parents=True, exist_ok=True)
        keep_mode(waiting / file, target)
        # moved, or copied where a link leads to another disk
        shutil.move(waiting / file, target)
    if Path(PAGE) not in files:
        last()
    shutil.rmtree(waiting)


def _remove_empty(folder: Path, before: Path) -> None:
    """Remove a folder and those above it up to one that was there before, as far as they are empty."""
    with suppress(OSError):
        for place in (folder, *folder.parents):
            if place == before:
                return
            place.rmdir()
