"""Figures and a study's whole output, written: the same bytes every time."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd

from framing.errors import FramingError
from framing.figures import grouped
from framing.figures.catalogue import FIGURES, find
from framing.figures.fonts import drawable
from framing.figures.look import style
from framing.figures.saved import saved
from framing.figures.spec import FigureSpec, captioned, draw
from framing.files import write_bytes, write_text
from framing.processes import result_of
from framing.report.page import Described, page
from framing.report.tables import countdown, write_tables
from framing.study import Methods, Results
from framing.tables.checked import as_csv

DPI = 600
_Say = Callable[[str], object]
_Printing = Future[dict[str, bytes]] | None


def prints(spec: FigureSpec, table: pd.DataFrame, dpi: int, methods: Methods = Methods()) -> dict[str, bytes]:
    """Return a figure as PDF, SVG and PNG (of so many dots per inch), the same bytes every time."""
    figure = draw(spec, table, methods)
    with mpl.rc_context(style()):
        return {kind: saved(figure, kind, dpi) for kind in ("pdf", "svg", "png")}


def describe(spec: FigureSpec, table: pd.DataFrame, results: Results) -> Described:
    """Say what a figure that draws this table shows."""
    return Described(spec, table, captioned(spec, table, results), spec.alt(table, results))


def write_figure(figure: Described, printed: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write a figure as it was printed, with the table it draws, its caption and its alt text.

    Returns the paths written. Raises FramingError where the folder cannot be written to.
    """
    texts = {"csv": as_csv(figure.table), "caption.txt": f"{figure.caption}\n", "alt.txt": f"{figure.alt}\n"}
    files = {**printed, **{kind: text.encode("utf-8") for kind, text in texts.items()}}
    paths = {folder / f"{figure.spec.name}.{kind}": data for kind, data in files.items()}
    for path, data in paths.items():
        write_bytes(path, data)
    return list(paths)


def write_all(
    results: Results, folder: Path, *, only: str | None = None, pool: Executor | None = None, say: _Say = str
) -> list[Path]:
    """Write figures, tables and page into a folder, or only one figure by its key or name.

    Where there is a `pool`, it draws while tables are made, and what it has not begun is drawn here; `say` is
    told what is being made.
    Returns the paths written. Raises FramingError where there is no such figure, with the names there are,
    or where the folder cannot be written to.
    """
    drawn = results.drawn
    specs = [find(only)] if only else [spec for spec in FIGURES if not spec.missing(drawn)]
    written: list[Path] = []
    drawing = []
    if drawn is not results:
        say(grouped.grouping(drawn))
    told = countdown("figure", len(specs), say if drawn is not results else str)
    if only and (why := specs[0].missing(drawn)):
        raise FramingError(f"figure {only!r} cannot be made: {why}")
    try:
        for number, spec in enumerate(specs, 1):
            table = spec.table(drawn)
            told(number)
            # what no font draws is replaced, and named, once
            shown = drawable(table)
            drawing.append((spec, table, shown, _begun(pool, spec, shown, DPI, drawn.methods)))
        if not only:
            say("making tables")
            written += write_tables(results, folder, say if drawn is not results else str)
        described = [describe(spec, table, drawn) for spec, table, *_ in drawing]
        for (spec, _, shown, printing), figure in reversed(list(zip(drawing, described, strict=True))):
            say(f"writing {spec.name}")
            printed = _printed(printing) or prints(spec, shown, DPI, drawn.methods)
            written += write_figure(figure, printed, folder)
        if not only:
            written.append(folder / "index.html")
            write_text(written[-1], page(drawn, described))
    finally:
        for *_, printing in drawing:
            if printing:
                printing.cancel()
    return written


def _begun(pool: Executor | None, *figure: Any) -> _Printing:
    try:
        return pool.submit(prints, *figure) if pool else None
    except BrokenProcessPool:
        return None


def _printed(printing: _Printing) -> dict[str, bytes] | None:
    """Return what another process drew, or nothing where it has not begun or is gone."""
    try:
        return result_of(printing) if printing and not printing.cancel() else None
    except BrokenProcessPool:
        return None
