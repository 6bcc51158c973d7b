"""Folders into which one process at a time writes."""

import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from framing.errors import FramingError
from framing.processes import has_ended, own_name

LOCK = ".lock"
# how long one waits for a lock to name its process
_PATIENCE = 1.0


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made where it is not there, for this process alone.

    A lock of a process that has ended is taken over, with a warning.
    Raises FramingError where another process holds it, which is named, or the folder cannot be written to.
    """
    lock = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while not _made(lock):
            _remove_stale(lock)
    except OSError as error:
        what = f"cannot be written ({error.strerror}); choose a folder that you may write to"
        raise FramingError(f"{folder}: {what}") from None
    try:
        yield
    finally:
        with suppress(OSError):
            if lock.read_text(encoding="utf-8") == own_name():
                lock.unlink()


def _made(lock: Path) -> bool:
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    except FileExistsError:
        return False
    try:
        os.write(handle, own_name().encode())
    except BaseException:
        lock.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)
    return True


def _remove_stale(lock: Path) -> None:
    """Remove the lock of a process that has ended. Raises FramingError where it may still be at work."""
    name = _named_in(lock)
    if name is None:
        return
    host, pid = [*name.split("."), "", ""][:2]
    if name and not has_ended(name):
        remedy = f"wait for it to end, give another folder, or if it is gone remove {lock}"
        raise FramingError(f"{lock.parent}: process {pid} on {host} writes into it; {remedy}")
    # renamed first, as another process may have taken it over meanwhile
    aside = lock.with_name(f"{LOCK}.{own_name()}")
    with suppress(FileNotFoundError):
        lock.replace(aside)
        if aside.read_text(encoding="utf-8", errors="replace") == name:
            aside.unlink()
            by = f"process {pid} on {host}" if name else "a process"
            warnings.warn(f"{lock.parent}: {by} ended while it wrote into it; going on", stacklevel=4)
        else:
            aside.replace(lock)


def _named_in(lock: Path) -> str | None:
    """Return the process that a lock names, "" where it names none for a second, or None without a lock."""
    waited = time.monotonic() + _PATIENCE
    while True:
        try:
            name = lock.read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return None
        if name or time.monotonic() > waited:
            return name
        time.sleep(_PATIENCE / 20)
