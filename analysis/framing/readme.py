"""The passages of README.md that hold numbers, written by the pipeline so that they cannot go stale."""

import re

import pandas as pd

from framing.corpus import Study
from framing.errors import FramingError


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


def headline(results: dict[str, pd.DataFrame], study: Study) -> str:
    """Return what the salience figure shows, in words and as a table in Markdown."""
    frames = study.definitions.frames
    pairs = results["salience_pairs"]
    separated = int(pairs["distinguishable"].sum())
    verdict = f"separates {separated or 'none'} of the {len(pairs)}"
    lines = [
        "Hits per 1,000 words of the vocabulary of each frame, with 95 % percentile bootstrap intervals over",
        "the paragraphs of a piece (10,000 resamples), and the number of hits in brackets.",
        f"**The interval of the difference {verdict} comparisons of two pieces on one frame.**",
        "",
        "| piece | words | " + " | ".join(frames["label"]) + " |",
        "|---|---:|" + "---:|" * len(frames),
    ]
    labels = study.pieces.set_index("doc_id")["label"]
    for doc_id, rows in results["salience"].groupby("doc_id", sort=False):
        by_frame = rows.set_index("frame").loc[frames["frame"]]
        cells = [f"{r.rate:.1f} ({r.low:.1f} to {r.high:.1f}) [{r.hits}]" for r in by_frame.itertuples()]
        lines.append(f"| {labels[doc_id]} | {rows['words'].iloc[0]:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
