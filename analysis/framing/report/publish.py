"""A study's whole output, drawn by two processes, and the README that quotes it."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
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
    # the second process loads what it needs to draw while this one makes tables
    with ExitStack() as stack:
        pool = None
        if not only:
            prepare = ("framing.report.write",)
            pool = stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"), import_module, prepare))
            pool.submit(int)
        from framing.report.write import write_all

        return write_all(results, folder, only=only, pool=pool, say=say)


def fill_readme(path: Path, results: Results) -> None:
    """Write what was found into README.md. Raises FramingError where it has no place for it."""
    from framing.report.readme import filled

    write_text(path, filled(read_text(path), results))
