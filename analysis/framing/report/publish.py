"""What goes on beside the writing of a study: a process that draws, the README, the page of evidence."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from framing import paths
from framing.errors import FramingError
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


def check_private(private: bool) -> None:
    """Raise FramingError where the one thing that `report` writes was not asked for."""
    if not private:
        remedy = "add --private for the page with the sentences; `run` writes the page without them"
        raise FramingError(f"report: what is to be written is not named; {remedy}")


def evidence(results: "Results", corpus: Path | None) -> Path:
    """Write the page of sentences behind the rates beside the texts of a corpus; return its path.

    Raises FramingError where git would not ignore it, or the texts are not here.
    """
    from framing.corpus.texts import text_folder
    from framing.report.evidence import write_private

    named = corpus or paths.CORPUS
    return write_private(results.study, results, text_folder(named if named.is_dir() else named.parent))
