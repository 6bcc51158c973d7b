"""The passages of README.md that hold numbers, written by the pipeline so that they cannot go stale."""

import re

from framing.errors import FramingError
from framing.figures import wording
from framing.figures.spec import named
from framing.report.tables import readable_tables
from framing.report.templates import from_template
from framing.study import Results
from framing.tables.schema import HOLDS


def fill(text: str, name: str, passage: str) -> str:
    """Put a passage between the marks that a text holds for it.

    Raises FramingError where the text has no such marks.

    >>> fill("<!-- made by the pipeline: x -->\\nold\\n<!-- end -->\\n", "x", "new")
    '<!-- made by the pipeline: x -->\\nnew\\n<!-- end -->\\n'
    """
    opening, closing = f"<!-- made by the pipeline: {name} -->\n", "<!-- end -->"
    pattern = re.compile(re.escape(opening) + ".*?" + re.escape(closing), re.DOTALL)
    if not pattern.search(text):
        raise FramingError(
            f"README.md: the marks {opening.strip()!r} and {closing!r} are missing; restore them"
        )
    return pattern.sub(lambda _: f"{opening}{passage.rstrip()}\n{closing}", text, count=1)


def filled(text: str, results: Results) -> str:
    """Put the passages that hold the numbers of a study into the text of README.md."""
    return fill(fill(text, "headline", headline(results)), "claims", claims_passage(results))


def headline(results: Results) -> str:
    """Return what the salience figure shows, in words and as a table in Markdown."""
    rates = named(results["salience"], results)
    cells = [f"{wording.estimate(r.rate, r.low, r.high)} [{r.hits}]" for r in rates.itertuples()]
    pieces = rates.assign(cell=cells).groupby("label", sort=False)
    return from_template("headline.md", results, pieces=pieces)


def claims_passage(results: Results) -> str:
    """Return the claims with what stands behind each, in words and as a table in Markdown."""
    claims = results["claims"]
    rates = claims[claims["unit"] == "hits per 1,000 words"]
    return from_template(
        "claims.md",
        results,
        claims=claims,
        rates=rates,
        held=(rates["verdict"] == HOLDS).sum(),
        widened=claims[claims["chosen_from"] > 1],
        rows=readable_tables(results)["claims"].cells.itertuples(),
    )
