"""Figures, tables, page and notebook of a folder of scores, written: the same bytes every time."""

import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from framing import paths
from framing.errors import FramingError
from framing.figures.fonts import drawable
from framing.files import read_text, write_text
from framing.notebooks import execute
from framing.report.write import DPI, describe, prints, write_figure
from framing.scored.figures import FIGURES
from framing.scored.page import page
from framing.scored.study import read_scores
from framing.staging import staged
from framing.study import Methods, Results
from framing.tables.checked import write_table

NOTEBOOK = "scores.ipynb"


def run(asked: Namespace, methods: Methods, say: Callable[[str], object]) -> None:
    """Write what the sums of a folder of scores show into the folder asked for, or one figure of it.

    Raises FramingError where the scores are unfinished or damaged, there is no such figure, something is
    asked for that needs texts, or the folder cannot be written to.
    """
    started = time.perf_counter()
    if asked.dictionary or asked.group_by:
        remedy = "leave out --dictionary and --group-by, or give the texts with --corpus"
        raise FramingError(f"run --scores: only sums are read, not texts; {remedy}")
    out = asked.out or paths.ROOT / "results"
    if out.resolve() == asked.scores.resolve():
        raise FramingError(f"{out}: holds the scores themselves; give another folder with --out")
    say(f"reading {asked.scores}")
    results = read_scores(asked.scores, methods)
    with staged(out) as stage:
        written = write_scored(results, stage, only=asked.only, say=say)
    seconds = time.perf_counter() - started
    say(f"{len(written)} files in {out}, made from {asked.scores} in {seconds:.1f} s")


def write_scored(
    results: Results, folder: Path, *, only: str | None = None, say: Callable[[str], object] = str
) -> list[Path]:
    """Write figures, tables, page and an executed notebook into a folder, or only one figure by its name.

    The table `aggregate` is a copy of the sums, from which the notebook makes the others again.
    Returns the paths written. Raises FramingError where there is no such figure or the folder cannot be
    written to.
    """
    specs = [spec for spec in FIGURES if only in (None, spec.name, spec.key, spec.subject)]
    if not specs:
        names = ", ".join(spec.name for spec in FIGURES)
        raise FramingError(f"no figure {only!r} of scores; choose one of {names}")
    if only and (why := specs[0].missing(results)):
        raise FramingError(f"figure {only!r} cannot be made: {why}")
    written, described = [], []
    for spec in specs:
        if not spec.missing(results):
            say(f"drawing {spec.name}")
            table = spec.table(results)
            described.append(describe(spec, table, results))
            printed = prints(spec, drawable(table), DPI, results.methods)
            written += write_figure(described[-1], printed, folder)
    if only:
        return written
    for name in results:
        written.append(folder / "tables" / f"{name}.csv")
        write_table(results[name], written[-1])
    say(f"executing {NOTEBOOK}")
    written.append(folder / NOTEBOOK)
    write_text(written[-1], read_text(Path(__file__).parent / NOTEBOOK))
    write_text(written[-1], execute(written[-1]))
    written.append(folder / "index.html")
    write_text(written[-1], page(results, described, NOTEBOOK))
    return written
