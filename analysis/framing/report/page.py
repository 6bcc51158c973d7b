"""The page of a study: figures, small tables, and what the numbers cannot carry, from one template."""

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.export.tables import readable_tables
from framing.figures import wording
from framing.figures.spec import WIDE, FigureSpec, width_of
from framing.study import Results


class Described(NamedTuple):
    """A figure with the table it draws, its caption and its alt text."""

    spec: FigureSpec
    table: pd.DataFrame
    caption: str
    alt: str

    @property
    def width(self) -> float:
        """Return the width in mm."""
        return width_of(self.spec, self.table)


def page(results: Results, described: Sequence[Described]) -> str:
    """Return index.html: the figures and small tables beside it, and what they cannot carry."""
    return from_template("page.html", results, figures=described, tables=readable_tables(results), wide=WIDE)


def from_template(name: str, results: Results, **values: Any) -> str:
    """Return a template filled: it has the results, their methods, the module `wording` and these values.

    What is put into HTML is escaped; the filter `wrapped` breaks a paragraph into lines.
    """
    # jinja2 is loaded only where a template is filled
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    blocks: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
    loader, escape = FileSystemLoader(Path(__file__).parent), select_autoescape()
    environment = Environment(loader=loader, autoescape=escape, undefined=StrictUndefined, **blocks)
    environment.filters["wrapped"] = _wrapped
    shared = {"results": results, "methods": results.methods, "wording": wording}
    return environment.get_template(name).render(**shared, **values)


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 118, break_long_words=False, break_on_hyphens=False)
