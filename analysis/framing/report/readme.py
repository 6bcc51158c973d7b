"""The passages of README.md that hold numbers, written by the pipeline so that they cannot go stale."""

import re
import textwrap

from framing.errors import FramingError
from framing.figures.wording import agreement_with_check, claims_in_words, covered, decimals, kept, signed
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
    frames, methods = results.study.definitions.frames, results.methods
    pairs = results["salience_pairs"]
    separated = int(pairs["distinguishable"].sum())
    lines = [
        f"Hits per 1,000 words of the vocabulary of each frame, with {covered(methods)} percentile bootstrap "
        "intervals over",
        f"the {methods.unit}s of a piece ({methods.resamples:,} resamples), and the number of hits in "
        "brackets.",
        f"**In {separated or 'none'} of the {len(pairs)} comparisons of two pieces on one frame does the "
        "interval of the difference leave out 0.**",
        "",
        "| piece | words | " + " | ".join(frames["label"]) + " |",
        "|---|---:|" + "---:|" * len(frames),
    ]
    labels = results.study.pieces.set_index("doc_id")["label"]
    for doc_id, rows in results["salience"].groupby("doc_id", sort=False):
        by_frame = rows.set_index("frame").loc[frames["frame"]]
        cells = [f"{r.rate:.1f} ({r.low:.1f} to {r.high:.1f}) [{r.hits}]" for r in by_frame.itertuples()]
        lines.append(f"| {labels[doc_id]} | {rows['words'].iloc[0]:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def claims_passage(results: Results) -> str:
    """Return the claims with what stands behind each, in words and as a table in Markdown."""
    table = results["claims"]
    rates = table[table["unit"] == "hits per 1,000 words"]
    held = int((rates["verdict"] == HOLDS).sum())
    widened = table[table["chosen_from"] > 1]
    picked = (
        f" those of the {len(widened)} claims that set the piece with most of a frame against the one with "
        f"least are widened, as the pair was picked from {widened['chosen_from'].max()} (Bonferroni);"
        if len(widened)
        else ""
    )
    lines = [
        f"**{claims_in_words(table)}.**",
        "",
        _filled(
            f"A claim holds where its interval leaves out 0 and {100 * results.methods.share_kept:g} % or "
            "more of the specifications keep its sign; a limit of exactly 0 does not leave it out. "
            f"Intervals cover {covered(results.methods)};{picked} those of sentences with two frames are the "
            "count less the range of chance. None is corrected for the number of claims. A claim about the "
            "mean VADER score is about that score: its zero is not neutrality, and other lexicons have "
            "another zero (figure 14)."
        ),
        "",
        _filled(
            "Specifications are combinations of choices, the study's own among them: headline and dek in or "
            "out; quotations in or out; all hits, those not negated, or those asserted; all patterns or "
            "phrases alone; the full dictionary or patterns with a source; per words or per sentences. For "
            "the VADER score they are four lexicons, with and without headline and dek. None of them covers "
            "what the dictionary misses, and that differs by piece (notebook 06)."
        ),
        "",
        _filled(
            "The plain counts suggest that one frame leads in a piece, or that a piece or group has more of "
            f"a frame than another. Of {len(rates)} such claims about rates {held or 'none'} "
            f"{'hold' if held > 1 else 'holds'}, so these impressions are not to be quoted without their "
            "verdict."
        ),
        "",
        "| claim | estimate | interval | specifications that keep its sign | verdict |",
        "|---|---:|---:|---:|---|",
    ]
    for row in table.itertuples():
        digits = decimals(row)
        estimate, low, high = (signed(value, digits) for value in (row.estimate, row.low, row.high))
        cells = (row.words, f"{estimate} {row.unit}", f"{low} to {high}", kept(row), row.verdict)
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        f"{agreement_with_check(results, 'voice')}.",
        "",
        f"{agreement_with_check(results, 'stance')}.",
    ]
    return "\n".join(lines)


def _filled(text: str) -> str:
    return textwrap.fill(text, 118, break_long_words=False, break_on_hyphens=False)
