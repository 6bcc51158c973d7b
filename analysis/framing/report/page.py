"""The page of a study: figures, small tables, and what the numbers cannot carry, from one template."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from framing.figures.spec import WIDE, FigureSpec, width_of
from framing.report.tables import readable_tables
from framing.report.templates import from_template
from framing.study import Results


class Described(NamedTuple):
    """A figure with the table it draws, its caption and its alt text."""

    spec: FigureSpec
    table: pd.DataFrame
    caption: str
    alt: str

    @property
    def width(self) -> int:
        """Return the width in mm."""
        return width_of(self.spec, self.table)


def page(results: Results, described: Sequence[Described]) -> str:
    """Return index.html: the figures and small tables beside it, and what they cannot carry."""
    return from_template("page.html", results, figures=described, tables=readable_tables(results), wide=WIDE)
