"""Reading text in a known encoding, and writing files that are either old or new but never half."""

import os
import re
import shutil
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from framing.errors import FramingError
from framing.processes import has_ended, own_name

# how the names of files begin that are there for a while
TEMPORARY = ".framing-"

# what a spreadsheet takes for the beginning of a formula, also behind apostrophes that are a cell's own
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(path: str | Path) -> str:
    """Read a text file by its byte-order mark, else as UTF-8, else as Windows-1252 with a warning.

    Raises FramingError where there is no such file, it cannot be read, or it is not text.
    """
    path = Path(path)
    try:
        # a pipe or device would be waited for
        if not path.is_file() and path.exists() and not path.is_dir():
            raise FramingError(f"{path}: not a file, but a pipe or device; name a file")
        data = path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise FramingError(f"{path}: {what}; check the name and the folder") from None
    encoding = _encoding(data)
    if "\0" in data.decode(encoding, errors="replace"):
        raise FramingError(f"{path}: not a text file (it holds NUL bytes); save it as plain text in UTF-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"not text in {encoding} (byte {error.start})"
        raise FramingError(f"{path}: {what}; save it as plain text in UTF-8") from None
    if encoding == "cp1252":
        warnings.warn(f"{path}: not UTF-8, read as Windows-1252; save it as UTF-8 to be sure", stacklevel=2)
    return text


def write_bytes(path: Path, data: bytes, *, anew: bool = True) -> None:
    """Write a file whole, as `whole` does. Raises FramingError where the folder cannot be written to."""
    with whole(path, anew=anew) as file:
        file.write(data)


@contextmanager
def whole(path: Path, *, anew: bool = True) -> Iterator[BinaryIO]:
    """Give a file to write into: a temporary one, which is on the disk before it is renamed onto the path.

    A link stays one, and the file that it leads to is written; who may read a file stays as it was. Temporary
    files of processes that have ended are removed. The folder is made where it is not there, unless `anew` is
    false.
    Raises FramingError where the folder cannot be written to.
    """
    path = Path(path)
    half = None
    try:
        target = real(path)
        if anew:
            target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        half = temporary(target.parent)
        # read by whom the umask allows, which `tempfile` does not ask
        handle = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            yield file
        # what is staged is made firm when all of it is there, which takes a tenth of the time
        if TEMPORARY not in str(target):
            make_firm(half)
        keep_mode(half, target)
        half.replace(target)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise FramingError(f"{path}: {what}; choose a folder that you may write to") from None
    finally:
        if half is not None:
            with suppress(OSError):
                half.unlink()


def temporary(folder: Path) -> Path:
    """Return a path in a folder for what is there for a while; its name tells the process that made it."""
    return folder / f"{TEMPORARY}{own_name()}.{os.urandom(4).hex()}"


def sweep(folder: Path) -> None:
    """Remove from a folder what processes that have ended left there for a while; what cannot be is left."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(TEMPORARY) and has_ended(entry.name.removeprefix(TEMPORARY)):
                if entry.is_dir():
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    Path(entry.path).unlink(missing_ok=True)


def make_firm(path: Path) -> None:
    """See that a file is on the disk, and not only on its way there."""
    # some systems ask for the right to write
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def real(path: Path) -> Path:
    """Return the file that a link leads to, or the path itself."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def keep_mode(path: Path, target: Path) -> None:
    """Let those read a file who may read the one that it is to replace, where there is one."""
    with suppress(FileNotFoundError):
        path.chmod(stat.S_IMODE(target.stat().st_mode))


def write_text(path: Path, text: str) -> None:
    """Write text whole, in UTF-8 with line feeds on every system.

    Raises FramingError where the folder cannot be written to.
    """
    write_bytes(path, text.encode("utf-8"))


def harmless(cell: str) -> str:
    """Return a cell of a CSV file so that no spreadsheet runs it as a formula: with an apostrophe before it.

    `as_written` takes it away. Numbers stay as they are.
    Source: OWASP Application Security Verification Standard, 1.2.10.

    >>> harmless("=1+1"), harmless("-0.5"), harmless("tide")
    ("'=1+1", '-0.5', 'tide')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def as_written(cell: str) -> str:
    """Return a cell as it was before `harmless`.

    >>> as_written(harmless("=1+1")), as_written(harmless("'=1+1")), as_written("'tide'")
    ('=1+1', "'=1+1", "'tide'")
    """
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
