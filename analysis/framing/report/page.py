"""The page of a study: figures, small tables, and what the numbers cannot carry, from one template."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.figures.spec import WIDE, FigureSpec, width_of
from framing.figures.wording import counted, join
from framing.report.tables import readable_tables
from framing.study import Results

PRINTS = ("pdf", "svg", "png")
# mm of print are not mm of a screen: a little larger reads better
_REM_PER_MM = 0.262


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
    # only the page is made from a template
    from jinja2 import Environment, StrictUndefined

    source = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    n = len(results.study.pieces)
    return environment.from_string(source).render(
        pieces=f"{n} pieces" if n > 1 else "one piece",
        several=n > 1,
        frames=join(list(results.study.definitions.frames["label"])),
        figures=described,
        prints=PRINTS,
        wide=WIDE,
        rem_per_mm=_REM_PER_MM,
        tables=readable_tables(results),
        limits=limits(results),
        names=list(results),
    )


def limits(results: Results) -> list[str]:
    """Return what the numbers of a study cannot carry, a paragraph each."""
    rates = results["salience"]
    n = len(results.study.pieces)
    return [
        "Counted are hits of a dictionary: the salience of frame vocabulary. A frame can be there without "
        "these words, and the words without the frame. A hit counts whoever speaks, and also where the "
        "sentence denies or doubts it.",
        f"{counted(n, 'piece').capitalize()}, taken as fixed cases and not as a sample of outlets: nothing "
        "follows for other pieces, and there are no p-values. The intervals describe how much a piece's "
        f"figure depends on which of its {results.methods.unit}s it happens to contain.",
        f"The counts are small: between {rates['hits'].min()} and {rates['hits'].max()} hits per piece and "
        "frame. A single word more or less moves such a rate.",
        "The intervals of differences are not corrected for the number of comparisons, except where a claim "
        "was picked as the widest of all pairs. That two pieces are not distinguishable does not mean that "
        "they are the same.",
        "Sentiment is that of single words and a few rules (VADER); it measures no view of the writer. Names "
        "of states and of things that are being written about move it, as the masked scores show for some of "
        "them.",
        "Distinctive words and cosines describe wording, of topic as well as of genre and site; they know no "
        "meaning.",
    ]
