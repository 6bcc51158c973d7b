"""The page of a study: figures, small tables, and what the numbers cannot carry, from one template."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.export.tables import readable_tables
from framing.figures.spec import WIDE, FigureSpec, width_of
from framing.files import read_text
from framing.report import about
from framing.report.lab_data import as_json, lab_data
from framing.report.markup import as_html
from framing.report.readme import found
from framing.report.templates import from_template
from framing.study import Results


class Described(NamedTuple):
    """A figure with the table it draws, its caption and its alt text."""

    spec: FigureSpec
    table: pd.DataFrame
    caption: str
    alt: str

    @property
    def heading(self) -> str:
        """Return the number by which captions name the figure, and its title."""
        return f"Figure {self.spec.key.removeprefix('fig')}. {self.spec.title}"

    @property
    def width(self) -> float:
        """Return the width in mm."""
        return width_of(self.spec, self.table)


def page(results: Results, described: Sequence[Described]) -> str:
    """Return index.html: case, findings, figures, claims, lexicon lab, and what the numbers cannot carry."""
    # jinja2, which it belongs to, is loaded only where a template is filled
    from markupsafe import Markup

    scripts = ("lexicon_scorer.js", "lexicon_claims.js", "lexicon_lab.js")
    return from_template(
        "page.html",
        results,
        figures=described,
        tables=readable_tables(results),
        wide=WIDE,
        style=Markup(beside("page.css")),
        scripts=Markup("\n".join(map(beside, scripts))),
        lab=Markup(as_json(lab_data(results))),
        case=Markup(as_html(about.case(results))),
        found=Markup(as_html(found(results))),
        known=about.known_of_pieces(results.pieces.study),
        citation=about.citation(),
        own=not about.is_the_study(results.pieces.study),
    )


def beside(name: str) -> str:
    """Return the text of a file that lies beside the templates."""
    return read_text(Path(__file__).parent / name)
