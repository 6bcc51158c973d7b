"""The passages of README.md that hold numbers, written by the pipeline so that they cannot go stale."""

import re

import pandas as pd

from framing.errors import FramingError
from framing.figures import wording
from framing.report.templates import from_template
from framing.study import Results
from framing.tables.schema import CHECK, EVERY_PIECE, HOLDS, LOOKING, MASKED, NOT_DISTINGUISHABLE


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
    """Put what was found, in a few sentences, into the text of README.md."""
    return fill(text, "found", found(results))


def found(results: Results) -> str:
    """Say in a few sentences what a study found, every number from its tables."""
    rates, claims, validation = (results[name] for name in ("salience", "claims", "validation"))
    frames = results.study.definitions.frames.set_index("frame")["label"]
    about_rates = claims[claims["measure"] == "rate"]
    recall = validation[(validation["measure"] == "recall") & (validation["doc_id"] == EVERY_PIECE)]
    seen = results["smallest_ratios"]
    smallest = [
        f"{rows['smallest_corrected'].min():g} ({frames[frame]})"
        if rows["smallest_corrected"].notna().any()
        else f"none ({frames[frame]})"
        for frame, rows in seen.groupby("frame", sort=False)
    ]
    voice = claims[(claims["measure"] == "voice") & (claims["verdict"] != NOT_DISTINGUISHABLE)]
    masked = results["sentiment"]
    masked = masked[masked["score"].map(MASKED) == "topic"]
    hits = rates.groupby("frame", sort=False)["hits"].sum()
    return from_template(
        "found.md",
        results,
        rates=rates,
        totals=[f"{frames[frame]} ({wording.counted(n, 'hit')})" for frame, n in hits.items()],
        words=rates.drop_duplicates("doc_id")["words"].sum(),
        pieces=results.study.pieces,
        apart=results["salience_pairs"]["distinguishable"],
        seen=seen,
        smallest=smallest,
        claims=claims,
        about_rates=about_rates,
        voice=[wording.found_of_voice(row) for row in voice.itertuples()],
        voice_held=(voice["verdict"] == HOLDS).sum(),
        masked_off=((masked["low"] > 0) | (masked["high"] < 0)).sum(),
        looked=(voice["found_by"] == LOOKING).any(),
        held=(about_rates["verdict"] == HOLDS).sum(),
        coders=list(recall["coder"].unique()),
        elsewhere=elsewhere_in_words(
            results["dictionary_elsewhere"], frames[results.study.definitions.main.frames["frame"]]
        ),
        recalls=_recalls(recall, frames),
    )


def elsewhere_in_words(table: pd.DataFrame, frames: pd.Series) -> dict[str, list[str]]:
    """Say precision and recall of the dictionary, and of the version before it, on texts held back.

    By measure one phrase per frame of `frames`, its labels by frame; empty where nothing was read.

    >>> rows = {"version": [1, 2], "n": [2, 3], "of": 4, "half": "check", "measure": "precision"}
    >>> elsewhere_in_words(pd.DataFrame(rows).assign(frame="war"), pd.Series({"war": "War"}))
    {'precision': ['3 of 4 hits of War (2 of 4)']}
    """
    held_back = table[(table["half"] == CHECK) & table["frame"].isin(frames.index)]
    said: dict[str, list[str]] = {}
    for (measure, frame), rows in held_back.groupby(["measure", "frame"], sort=False):
        newest, *before = rows.sort_values("version", ascending=False).itertuples()
        unit = "hits of" if measure == "precision" else "of the sentences with"
        shares = [
            f"{r.n} of {r.of}" if measure == "precision" else wording.whole_percent(r.value)
            for r in (newest, *before[:1])
        ]
        earlier = f" ({shares[1]})" if before else ""
        said.setdefault(measure, []).append(f"{shares[0]} {unit} {frames[frame]}{earlier}")
    return said


def _recalls(recall: pd.DataFrame, frames: pd.Series) -> list[str]:
    """Say of every frame which share of the coders' sentences has a hit, lowest coder to highest."""
    said = []
    for frame, rows in recall[recall["of"] > 0].groupby("frame", sort=False):
        low, high = (wording.whole_percent(share) for share in (rows["value"].min(), rows["value"].max()))
        said.append(f"{low}{f' to {high}' if high != low else ''} of the sentences with {frames[frame]}")
    return said
