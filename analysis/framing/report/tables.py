"""The tables of a report: every result as CSV, and the small ones with printed names, as LaTeX too."""

import time
from collections.abc import Callable
from pathlib import Path

from framing.export.latex import as_latex
from framing.export.tables import readable_tables
from framing.files import write_text
from framing.study import Results
from framing.tables.checked import write_table
from framing.tables.schema import OF_GROUPS


def countdown(what: str, total: int, say: Callable[[str], object]) -> Callable[[int], object]:
    """Return what says, of a number of things made, how many there are and how long the others take.

    >>> countdown("table", 2, print)(2)
    table 2 of 2, 0 s left
    """
    begun = time.perf_counter()
    return lambda made: say(
        f"{what} {made} of {total}, {(time.perf_counter() - begun) / made * (total - made):.0f} s left"
    )


def write_tables(results: Results, folder: Path, say: Callable[[str], object] = str) -> list[Path]:
    """Write every result table as CSV into the folder `tables`, and those for print as LaTeX beside it.

    Where there are groups of pieces, their tables stand in its folder `groups`. `say` is told of every table.

    Returns the paths written. Raises FramingError where the folder cannot be written to.
    """
    written, told = [], countdown("table", len(results), say)
    for number, (name, table) in enumerate(results.items(), 1):
        written.append(folder / "tables" / f"{name}.csv")
        write_table(table, written[-1])
        told(number)
    if results.drawn is not results:
        for name in sorted({*results.drawn} - {*OF_GROUPS}):
            written.append(folder / "tables" / "groups" / f"{name}.csv")
            write_table(results.drawn[name], written[-1])
    for name, printed in readable_tables(results).items():
        written.append(folder / "tables" / f"{name}.tex")
        write_text(written[-1], as_latex(printed, f"tab:{name.replace('_', '-')}"))
    return written
