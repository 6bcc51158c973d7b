"""What goes on beside the writing of a study: a second process that draws, and the README that quotes it."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from framing.files import read_text, write_text

if TYPE_CHECKING:
    from framing.study import Results


@contextmanager
def second_process() -> Iterator[Executor]:
    """Give a process that loads what it needs to draw while this one makes tables."""
    prepare = ("framing.report.write",)
    with ProcessPoolExecutor(1, get_context("spawn"), import_module, prepare) as pool:
        pool.submit(int)
        yield pool


def fill_readme(path: Path, results: "Results") -> None:
    """Write what was found into README.md. Raises FramingError where it has no place for it."""
    from framing.report.readme import filled

    write_text(path, filled(read_text(path), results))
