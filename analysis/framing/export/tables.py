"""The tables that are printed: titles, cells (all of them text), notes, and which rows belong together."""

from itertools import groupby
from typing import NamedTuple

import pandas as pd

from framing.export import cells, notes
from framing.export.alignment import is_numeric
from framing.figures.wording import row_noun
from framing.study import Results
from framing.tables.checked import as_csv


class Printed(NamedTuple):
    """A table as it is printed: its title, its cells, all of them text, and the notes below it.

    Rows that follow each other and have the same cell in the column `group` belong together.
    """

    title: str
    cells: pd.DataFrame
    notes: tuple[str, ...] = ()
    group: str = ""

    @property
    def numeric(self) -> list[bool]:
        """Say of every column whether it holds numbers or ranges, which stand to the right."""
        return [is_numeric(self.cells[column]) for column in self.cells]

    @property
    def groups(self) -> list[range]:
        """Return the rows of every group, by their positions; all rows are one where none is named."""
        keys = list(self.cells[self.group]) if self.group else [""] * len(self.cells)
        runs = groupby(range(len(keys)), keys.__getitem__)
        return [range((rows := list(run))[0], rows[-1] + 1) for _, run in runs]


def readable_tables(results: Results) -> dict[str, Printed]:
    """Return the small tables of a report as they are printed, by name; of groups where figures show groups.

    The names are descriptives, salience, salience_pairs, sentiment and claims.
    """
    results = results.drawn
    noun = row_noun(results.methods)
    one, pairs = noun.capitalize(), f"Differences between {noun}s in hits per 1,000 words"
    made = {
        "descriptives": (f"The {noun}s", cells.descriptives(results), [], ""),
        "salience": ("Hits per 1,000 words", cells.salience(results), notes.of_salience(results), one),
        "salience_pairs": (pairs, cells.salience_pairs(results), notes.of_pairs(results), "Frame"),
        "sentiment": (
            *("Mean VADER compound score of sentences", cells.sentiment(results)),
            *(notes.of_sentiment(results), one),
        ),
        "claims": (
            *("The claims, and what stands behind each", cells.claims(results)),
            *(notes.of_claims(results), "Unit"),
        ),
    }
    return {
        name: Printed(title, pd.DataFrame(columns), tuple(said), group)
        for name, (title, columns, said, group) in made.items()
    }


def printed_csv(printed: Printed) -> str:
    """Return the cells of a table, with labels and rounding as in print, as CSV text.

    >>> printed_csv(Printed("Rates", pd.DataFrame({"Piece": ["A"], "Rate": ["−0.50"]})))
    'Piece,Rate\\nA,−0.50\\n'
    """
    return as_csv(printed.cells)


def ranges_apart(printed: Printed) -> Printed:
    """Return a table whose ranges are two columns each, so that every number has a cell of its own.

    >>> table = Printed("Rates", pd.DataFrame({"95 % interval": ["1.0 to 2.0", "none"]}))
    >>> ranges_apart(table).cells.to_dict("list")
    {'95 % interval, low': ['1.0', 'none'], '95 % interval, high': ['2.0', 'none']}
    """
    columns: dict[str, list[str]] = {}
    for name, numeric in zip(printed.cells, printed.numeric, strict=True):
        ends = [cell.partition(" to ")[::2] for cell in printed.cells[name]]
        if numeric and any(high for _, high in ends):
            columns[f"{name}, low"] = [low for low, _ in ends]
            columns[f"{name}, high"] = [high or low for low, high in ends]
        else:
            columns[name] = list(printed.cells[name])
    return printed._replace(cells=pd.DataFrame(columns))
