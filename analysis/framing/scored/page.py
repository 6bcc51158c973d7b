"""The page of a folder of scores, from one template."""

from collections.abc import Sequence

from framing.figures import wording
from framing.figures.spec import WIDE
from framing.report.page import Described, beside
from framing.report.templates import from_template
from framing.scored.rows import counted_documents
from framing.study import Results

_MOST_PAIRS = 60


def page(results: Results, described: Sequence[Described], notebook: str) -> str:
    """Return index.html: what was found, figures, differences between outlets, and what sums cannot carry."""
    # jinja2, which it belongs to, is loaded only where a template is filled
    from markupsafe import Markup

    name = "salience" if "salience" in results else "sentiment"
    findings = [
        finding
        for table in ("salience_pairs", "sentiment_pairs")
        if table in results
        # those that are told apart first
        for finding in results[table].sort_values("distinguishable", ascending=False, kind="stable")[
            "finding"
        ]
    ]
    return from_template(
        "scored.html",
        results,
        title=f"Frame vocabulary in {counted_documents(results, name)}",
        question=_question(results),
        counted=_counted(results),
        found=[*_found(results)],
        figures=described,
        wide=WIDE,
        style=Markup(beside("page.css")),
        pairs=findings[:_MOST_PAIRS],
        more_pairs=max(0, len(findings) - _MOST_PAIRS),
        tables=list(results),
        notebook=notebook,
    )


def _question(results: Results) -> str:
    labels = results.study.definitions.frames["label"].tolist()
    what = f"the vocabulary of {wording.join(labels[:12])}" if labels else "sentiment"
    more = f" and {len(labels) - 12} other frames" if len(labels) > 12 else ""
    return f"How salient is {what}{more}, where, and when?" if labels else "What is the sentiment, and where?"


def _counted(results: Results) -> str:
    said = []
    if "salience" in results:
        first = results["salience"].iloc[0]
        said.append(f"Counted are {first['documents']:,} documents of {first['words']:,} words")
    if "sentiment" in results:
        said.append(f"Scored are {results['sentiment']['sentences'].iloc[0]:,} sentences")
    dated = results["aggregate"]
    if (dated["month"] == "").any() and (dated["month"] != "").any():
        said.append("Some documents have no date, and are in no month")
    return wording.sentences(*said)


def _found(results: Results) -> list[str]:
    said = []
    labels = results.study.definitions.frames.set_index("frame")["label"]
    for row in results["salience"].itertuples() if "salience" in results else ():
        rate = wording.estimate(row.rate, row.low, row.high, 2)
        share = f"in {100 * row.share:.1f} % of the documents"
        said.append(f"{labels[row.frame]}: {rate} hits per 1,000 words, {share} ({row.hits:,} hits).")
    for row in results["sentiment"].itertuples() if "sentiment" in results else ():
        mean = wording.estimate(row.mean, row.low, row.high, 3)
        said.append(f"Mean VADER compound of the sentences: {mean}.")
    return said
