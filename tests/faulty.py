"""Faults at the moments of every write of a command, which runs in a process that is forked for it."""

import contextlib
import errno
import os
import signal
import sys
import traceback
from itertools import count
from pathlib import Path
from typing import NamedTuple

from framing import files, staging

KINDS = ("exception", "kill", "full disk")
KILLED = -signal.SIGKILL


class Outcome(NamedTuple):
    """How a command ended, what it said on standard error, and how many moments its writes had."""

    status: int
    said: list[str]
    moments: int


def attempt(call, scratch, kind=KINDS[0], moment=0):
    """Call something in a process of its own, with a fault at that moment of its writes; 0 is none.

    Every write has four moments: before its temporary file is made, when half of it is written, before it is
    renamed, and after.
    """
    said, seen = scratch / "said.txt", scratch / "moments.txt"
    seen.write_text("0")
    sys.stdout.flush()
    if not (process := os.fork()):
        _child(call, said, seen, kind, moment)
    _, ended = os.waitpid(process, 0)
    lines = said.read_text(encoding="utf-8").splitlines()
    return Outcome(os.waitstatus_to_exitcode(ended), lines, int(seen.read_text() or 0))


def _child(call, said, seen, kind, moment):
    status = 1
    try:
        with said.open("wb") as held, Path(os.devnull).open("wb") as nothing:
            os.dup2(held.fileno(), 2)
            os.dup2(nothing.fileno(), 1)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
        _inject(count(1), seen, kind, moment)
        status = call()
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _inject(counted, seen, kind, moment):
    """Let every moment of a write be counted, and the chosen one fail; only ever in a forked process."""

    def strike():
        number = next(counted)
        with open(os.open(seen, os.O_WRONLY), "w") as held:  # noqa: PTH123
            held.write(f"{number}")
        if number != moment:
            return
        if kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise (
            RuntimeError("injected")
            if kind == "exception"
            else OSError(errno.ENOSPC, "No space left on device")
        )

    def before(real):
        return lambda *given: (strike(), real(*given))[1]

    def after(real):
        return lambda *given: (real(*given), strike())[0]

    class Half:
        def __init__(self, file):
            self.file = file

        def __enter__(self):
            self.file.__enter__()
            return self

        def __exit__(self, *error):
            return self.file.__exit__(*error)

        def write(self, data):
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            strike()
            self.file.write(data[len(data) // 2 :])

    # of use where the power fails, and slow
    os.fsync = lambda _: None
    opened = os.fdopen
    os.fdopen = lambda *given: Half(opened(*given)) if given[1:] == ("wb",) else opened(*given)
    files.temporary = staging.temporary = before(files.temporary)
    files.keep_mode = staging.keep_mode = before(files.keep_mode)
    Path.replace = after(Path.replace)


def contents(folder):
    """Return the bytes of every file below a folder, hidden ones too, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
