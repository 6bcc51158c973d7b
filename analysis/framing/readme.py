"""The passages of README.md that hold numbers, written by the pipeline so that they cannot go stale."""

import re
from collections.abc import Mapping

import pandas as pd

from framing.captions_trust import agreement_with_check, claims_in_words
from framing.claims import HOLDS
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


def headline(results: Mapping[str, pd.DataFrame], study: Study) -> str:
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


def claims_passage(results: Mapping[str, pd.DataFrame]) -> str:
    """Return the claims with what stands behind each, in words and as a table in Markdown."""
    table = results["claims"]
    rates = table[table["unit"] == "hits per 1,000 words"]
    held = int((rates["verdict"] == HOLDS).sum())
    lines = [
        f"**{claims_in_words(table)}.**",
        "A claim holds where its 95 % interval leaves out 0 and 95 % or more of the specifications (other",
        "ways to count, for sentiment other lexicons) keep its sign. The plain counts suggest that one frame",
        "leads in",
        "a piece, or that one piece has more of a frame than another: of",
        f"{len(rates)} such claims about rates {held or 'none'} {'hold' if held > 1 else 'holds'}, so these",
        "impressions are not to be quoted without their verdict.",
        "",
        "| claim | estimate | 95 % interval | specifications that keep it | verdict |",
        "|---|---:|---:|---:|---|",
    ]
    for row in table.itertuples():
        digits = 2 if "VADER" in row.unit else 1
        estimate, low, high = (
            f"{round(value, digits) + 0.0:.{digits}f}" for value in (row.estimate, row.low, row.high)
        )
        kept = f"{row.kept} of {row.specifications}"
        lines.append(f"| {row.words} | {estimate} {row.unit} | {low} to {high} | {kept} | {row.verdict} |")
    lines += [
        "",
        f"{agreement_with_check(results, 'voice')}.",
        "",
        f"{agreement_with_check(results, 'stance')}.",
    ]
    return "\n".join(lines)
