"""A study's whole output, drawn by two processes, and the README that quotes it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from framing.files import read_text, write_text
from framing.study import Results


def publish(
    results: Results, folder: Path, *, only: str | None = None, say: Callable[[str], object] = str
) -> list[Path]:
    """Write figures, tables and page into a folder, or only one figure by its name.

    Returns the paths written. Raises FramingError as `write.write_all` does.
    """
    with nullcontext() if only else second_process() as pool:
        from framing.report.write import write_all

        return write_all(results, folder, only=only, pool=pool, say=say)


@contextmanager
def second_process() -> Iterator[Executor]:
    """Give a process that loads what it needs to draw while this one makes tables."""
    prepare = ("framing.report.write",)
    with ProcessPoolExecutor(1, get_context("spawn"), import_module, prepare) as pool:
        pool.submit(int)
        yield pool


def fill_readme(path: Path, results: Results) -> None:
    """Write what was found into README.md. Raises FramingError where it has no place for it."""
    from framing.report.readme import filled

    write_text(path, filled(read_text(path), results))
