"""A study's whole output, drawn by two processes, and the README that quotes it."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from framing.files import read_text, write_text
from framing.study import Results

_WRITES = "framing.report.write"


def publish(
    results: Results, folder: Path, *, only: str | None = None, say: Callable[[str], object] = str
) -> list[Path]:
    """Write figures, tables and page into a folder, or only one figure by its name.

    Returns the paths written. Raises FramingError as `write.write_all` does.
    """
    if only:
        return import_module(_WRITES).write_all(results, folder, only=only, say=say)
    # the second process loads what it needs to draw while this one makes tables
    with ProcessPoolExecutor(1, get_context("spawn"), import_module, (_WRITES,)) as pool:
        pool.submit(int)
        return import_module(_WRITES).write_all(results, folder, pool=pool, say=say)


def fill_readme(path: Path, results: Results) -> None:
    """Write what was found into README.md. Raises FramingError where it has no place for it."""
    write_text(path, import_module("framing.report.readme").filled(read_text(path), results))
