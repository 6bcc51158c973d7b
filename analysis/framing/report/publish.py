"""What goes on beside the writing of a study: a second process that draws, and the README that quotes it."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from framing.files import read_text, write_text
from framing.processes import pool

if TYPE_CHECKING:
    from framing.study import Results


@contextmanager
def second_process() -> Iterator[Executor]:
    """Give a process that loads what it needs to draw while this one makes tables."""
    with pool(1, "spawn", import_module, ("framing.report.write",)) as process:
        yield process


def fill_readme(path: Path, results: "Results") -> None:
    """Write what was found into README.md. Raises FramingError where it has no place for it."""
    from framing.report.readme import filled

    write_text(path, filled(read_text(path), results))
