"""The tables that are printed: their titles and their cells, all of them text."""

from typing import NamedTuple

import pandas as pd

from framing.export import cells
from framing.figures.wording import row_noun
from framing.study import Results


class Printed(NamedTuple):
    """A table as it is printed: its title and its cells, all of them text."""

    title: str
    cells: pd.DataFrame

    @property
    def numeric(self) -> list[bool]:
        """Say of every column whether it holds numbers or ranges, which stand to the right."""
        return [is_numeric(self.cells[column]) for column in self.cells]


def readable_tables(results: Results) -> dict[str, Printed]:
    """Return the small tables of a report as they are printed, by name; of groups where figures show groups.

    The names are descriptives, salience, salience_pairs, sentiment and claims.
    """
    results = results.drawn
    noun = row_noun(results.methods)
    made = {
        "descriptives": (f"The {noun}s", cells.descriptives(results)),
        "salience": ("Hits per 1,000 words", cells.salience(results)),
        "salience_pairs": (
            f"Differences between {noun}s in hits per 1,000 words",
            cells.salience_pairs(results),
        ),
        "sentiment": ("Mean VADER compound score of sentences", cells.sentiment(results)),
        "claims": ("The claims, and what stands behind each", cells.claims(results)),
    }
    return {name: Printed(title, pd.DataFrame(columns)) for name, (title, columns) in made.items()}


def is_numeric(column: pd.Series) -> bool:
    """Tell a column of printed numbers or ranges.

    >>> is_numeric(pd.Series(["−1.5", "1,200", "0.1 to 0.2"])), is_numeric(pd.Series(["a"]))
    (True, False)
    """
    number = r"[−+-]?[\d,.]+"
    return len(column) > 0 and bool(column.astype(str).str.fullmatch(f"{number}( to {number})?").all())
