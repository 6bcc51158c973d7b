"""Processes: the name of one, whether it has ended, and workers that end with the one they serve."""

import hashlib
import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from platform import node
from threading import Thread, current_thread, main_thread
from typing import Any, TypeVar

Result = TypeVar("Result")


def own_name() -> str:
    """Return the name of this process: its host, its id, and when it began where the system tells it."""
    return f"{_host()}.{os.getpid()}.{_born(os.getpid())}"


def has_ended(name: str) -> bool:
    """Tell whether a process has certainly ended; of one on another host, or of no process, nobody knows.

    >>> has_ended(own_name()), has_ended("elsewhere.17.0"), has_ended("")
    (False, False, False)
    """
    host, pid, born = [*name.split("."), "", ""][:3]
    if host != _host() or not pid.isdigit() or os.name == "nt":
        return False
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        pass
    # an id is given again to another process, which began later; where the system tells nothing nobody knows
    now = _born(int(pid))
    return "0" not in (now, born) and now != born


def result_of(future: "Future[Result]") -> Result:
    """Wait for a result and return it, or raise what was raised instead.

    An interrupt ends the waiting within half a second, also one that another thread takes up.

    >>> future = Future()
    >>> future.set_result(7)
    >>> result_of(future)
    7
    """
    while not future.done():
        wait([future], timeout=0.5)
    return future.result()


@contextmanager
def pool(
    workers: int, method: str | None = None, begin: Callable[..., object] = int, given: tuple[Any, ...] = ()
) -> Iterator[ProcessPoolExecutor]:
    """Give so many processes, each of which calls `begin`; they end with this process, however it ends.

    An interrupt concerns this process alone, which then ends what they are at.
    """
    before = {*active_children()}
    processes = ProcessPoolExecutor(workers, get_context(method), _begin, (begin, given))
    try:
        with uninterrupted():
            # they start before anything else does, so that they inherit no thread; each when it is given work
            for _ in range(workers):
                processes.submit(int)
        yield processes
    except BaseException as error:
        if not isinstance(error, Exception):
            for worker in {*active_children()} - before:
                worker.kill()
        raise
    finally:
        processes.shutdown(cancel_futures=True)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep an interrupt waiting until what is within is done; processes started within never see one."""
    noted: list[int] = []
    # the handler runs in the main thread, whichever thread takes an interrupt up
    handler = signal.getsignal(signal.SIGINT) if current_thread() is main_thread() else None
    if callable(handler):
        signal.signal(signal.SIGINT, lambda number, _: noted.append(number))
    # what is started within inherits the mask of this thread
    masked = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masked else set()
    try:
        yield
    finally:
        if masked:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if callable(handler):
            signal.signal(signal.SIGINT, handler)
        if noted:
            signal.raise_signal(signal.SIGINT)


def _begin(begin: Callable[..., object], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    begin(*given)


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


@cache
def _host() -> str:
    """Return the name of the host, and a mark of its whole name and of who numbers its processes."""
    known = node()
    with suppress(OSError):
        # a container has numbers of its own
        known += f" {Path('/proc/self/ns/pid').readlink()}"
    # as a part of a file's name
    named = re.sub(r"[^A-Za-z0-9-]", "-", node())[:30] or "here"
    return f"{named}-{hashlib.sha256(known.encode()).hexdigest()[:8]}"


def _born(pid: int) -> str:
    """Return when a process began, in ticks of its system; "0" where the system tells nothing of it."""
    with suppress(OSError):
        # the name of the program stands in brackets and may hold blanks
        state, *fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return "ended" if state in "ZX" else fields[18]
    return "0"
