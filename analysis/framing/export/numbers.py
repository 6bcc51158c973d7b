"""Numbers for running text, by name: as LaTeX macros and as JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from framing.export.latex_text import latex_text
from framing.export.names import PREFIX, camel, parts_of, unique
from framing.figures.wording import signed
from framing.study import Results
from framing.tables.checked import DECIMALS
from framing.tables.schema import EVERY_PIECE, VERDICTS

_HEAD = """% Numbers of the study, made by the export: \\input it in the preamble, write \\{example}{{}},
% whose braces keep the blank behind it. What each is stands behind it; Low and High are limits of intervals.
"""


class Number(NamedTuple):
    """A number of running text: its value (none where it is not defined), as it is printed, what it is."""

    value: float | int | str | None
    text: str
    about: str


Named = Iterator[tuple[str, Number]]


class Labels(NamedTuple):
    """Parts of names and printed labels, by doc_id and by frame."""

    pieces: Mapping[str, str]
    frames: Mapping[str, str]
    printed: Mapping[str, str]

    def place(self, row: Any) -> tuple[str, str]:
        """Return the part of a name, and the words, for the piece and the frame that a row has."""
        keys = [getattr(row, name) for name in ("doc_id", "frame") if hasattr(row, name)]
        return "".join(map(self.part, keys)), ", ".join(map(self.label, keys))

    def part(self, key: str) -> str:
        """Return the part of a name for a doc_id or a frame, or what a claim has in their place."""
        return self.pieces.get(key) or self.frames.get(key) or camel(key)

    def label(self, key: str) -> str:
        """Return the printed label of a doc_id or a frame."""
        return self.printed.get(key, key)


def numbers(results: Results) -> dict[str, Number]:
    """Return the numbers of a study by the name of their macro, in the order of the tables.

    Sizes, salience, sentiment, claims, agreement, precision, recall and F1 with coders and in other texts,
    agreement on voice and stance, and the settings. Names are made from labels and stand once each.

    >>> from framing import analyse, read_specimen
    >>> found = numbers(analyse(read_specimen()))
    >>> found["FramingWordsStraitReview"].value, found["FramingSettingSeed"].text
    (360, '20241117')
    """
    labels = _labels(results)
    made = [
        *_sizes(results, labels),
        *_salience(results, labels),
        *_sentiment(results, labels),
        *_claims(results, labels),
        *_agreement(results, labels),
        *_validation(results, labels),
        *_elsewhere(results, labels),
        *_voice(results),
        *_settings(results),
    ]
    return dict(zip(unique(PREFIX + name for name, _ in made), (number for _, number in made), strict=True))


def macros(results: Results) -> str:
    """Return the numbers of a study as LaTeX macros, one in a line, with what it is behind it."""
    found = numbers(results)
    lines = [
        rf"\newcommand{{\{name}}}{{{latex_text(number.text)}}} % {_one_line(number.about)}"
        for name, number in found.items()
    ]
    return _HEAD.format(example=next(iter(found))) + "\n".join(lines) + "\n"


def as_json(results: Results) -> str:
    """Return the numbers of a study as JSON: by name, sorted, an object of value, text and about."""
    found = {name: number._asdict() for name, number in numbers(results).items()}
    return json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _labels(results: Results) -> Labels:
    tables = [results.study.pieces, *([results.drawn.study.pieces] if results.drawn is not results else [])]
    pieces = {doc_id: label for t in tables for doc_id, label in zip(t["doc_id"], t["label"], strict=True)}
    frames = results.study.definitions.frames.set_index("frame")["label"].to_dict()
    return Labels(parts_of(pieces, "Piece"), parts_of(frames, "Frame"), {**frames, **pieces})


def _number(value: Any, decimals: int, about: str) -> Number:
    if pd.isna(value):
        return Number(None, "none", about)
    if decimals == 0:
        return Number(int(value), f"{int(value):,}", about)
    return Number(round(float(value), DECIMALS) + 0.0, signed(value, decimals), about)


def _p(value: float, about: str) -> Number:
    if not pd.isna(value) and value < 0.001:
        return Number(round(float(value), DECIMALS), "<0.001", about)
    return _number(value, 3, about)


def _with_limits(name: str, row: Any, column: str, decimals: int, about: str, *, limits: str = "{}") -> Named:
    """Return a value and the limits of its interval, which stand in columns named by `limits`."""
    yield name, _number(getattr(row, column), decimals, about)
    for side in ("low", "high"):
        limit = getattr(row, limits.format(side))
        yield name + side.capitalize(), _number(limit, decimals, f"{about}, {side} limit")


def _sizes(results: Results, labels: Labels) -> Named:
    table = results["descriptives"]
    yield "Pieces", _number(len(table), 0, "pieces")
    for column in ("paragraphs", "sentences", "words"):
        yield column.capitalize(), _number(table[column].sum(), 0, f"{column} of all pieces")
    for row in table.itertuples():
        for column in ("paragraphs", "sentences", "words", "types"):
            about = f"{column}, {labels.label(row.doc_id)}"
            yield column.capitalize() + labels.part(row.doc_id), _number(getattr(row, column), 0, about)


def _salience(results: Results, labels: Labels) -> Named:
    for frame, rows in results["salience"].groupby("frame", sort=False):
        yield f"Hits{labels.part(frame)}", _number(rows["hits"].sum(), 0, f"hits, {labels.label(frame)}")
    tables = [results["salience"], *([results.drawn["salience"]] if results.drawn is not results else [])]
    for row in pd.concat(tables).itertuples():
        name, what = labels.place(row)
        yield from _with_limits(f"Salience{name}", row, "rate", 1, f"hits per 1,000 words, {what}")
        yield f"Hits{name}", _number(row.hits, 0, f"hits, {what}")


def _sentiment(results: Results, labels: Labels) -> Named:
    for row in results["sentiment"].itertuples():
        name = f"Sentiment{labels.part(row.doc_id)}{camel(row.score)}"
        what = f"{labels.label(row.doc_id)}, {row.score}"
        yield from _with_limits(name, row, "mean", 2, f"mean VADER compound, {what}")
        yield f"{name}N", _number(row.sentences, 0, f"sentences, {what}")


def _claims(results: Results, labels: Labels) -> Named:
    table = results["claims"]
    yield "Claims", _number(len(table), 0, "claims")
    for verdict in VERDICTS:
        n = (table["verdict"] == verdict).sum()
        yield f"Claims{camel(verdict)}", _number(n, 0, f"claims with the verdict: {verdict}")
    for row in table.itertuples():
        kind, _, rest = row.claim.partition(":")
        keys = [rest] if labels.label(rest) != rest else rest.split("+")
        name = f"Claim{camel(kind)}{''.join(map(labels.part, keys))}"
        decimals = 2 if "VADER" in row.unit or "share" in row.unit else 1
        yield from _with_limits(name, row, "estimate", decimals, f"{row.words} ({row.unit})")
        yield f"{name}P", _p(row.p, f"p, {row.claim}")
        yield f"{name}PHolm", _p(row.p_holm, f"p adjusted (Holm), {row.claim}")
        yield f"{name}Verdict", Number(row.verdict, row.verdict, f"verdict, {row.claim}")


def _agreement(results: Results, labels: Labels) -> Named:
    for row in results["agreement"].itertuples():
        name = f"{labels.part(row.frame)}{camel(row.coder_a)}{camel(row.coder_b)}"
        what = f"{labels.label(row.frame)}, {row.coder_a} and {row.coder_b}"
        for measure, words in (
            ("alpha", "Krippendorff's alpha"),
            ("agreement", "share of sentences agreed on"),
        ):
            limits = f"{measure}_{{}}"
            about = f"{words}, {what}"
            yield from _with_limits(measure.capitalize() + name, row, measure, 2, about, limits=limits)
        yield f"Alpha{name}N", _number(row.sentences, 0, f"sentences coded by both, {what}")


def _validation(results: Results, labels: Labels) -> Named:
    table = results["validation"]
    for row in table[table["doc_id"] == EVERY_PIECE].itertuples():
        name = f"{camel(row.measure)}{labels.part(row.frame)}{camel(row.coder)}"
        about = f"{row.measure} of the dictionary against {row.coder}, {labels.label(row.frame)}"
        yield from _counted_share(name, row, about)


def _elsewhere(results: Results, labels: Labels) -> Named:
    for row in results["dictionary_elsewhere"].itertuples():
        name = f"Elsewhere{camel(row.half)}{camel(row.measure)}{labels.part(row.frame)}"
        about = f"{row.measure} in other texts ({row.half}), {labels.label(row.frame)}, version {row.version}"
        yield from _counted_share(f"{name}Version{camel(str(row.version))}", row, about)


def _counted_share(name: str, row: Any, about: str) -> Named:
    yield from _with_limits(name, row, "value", 2, about)
    yield f"{name}N", _number(row.n, 0, f"{about}: number of these")
    yield f"{name}Of", _number(row.of, 0, f"{about}: out of how many")


def _voice(results: Results) -> Named:
    for place, table in (("", "voice_evaluation"), ("Elsewhere", "voice_elsewhere")):
        rows = results[table]
        for row in rows[(rows["value"] == "all") & (rows["checked"] > 0)].itertuples():
            about = f"share of hits with the {row.measure} that {row.reader} read" + (
                " elsewhere" if place else ""
            )
            name = f"{place}{row.measure.capitalize()}{camel(row.reader)}"
            yield from _with_limits(name, row, "precision", 2, about, limits="precision_{}")
            yield f"{name}N", _number(row.checked, 0, f"hits read by {row.reader}")


def _settings(results: Results) -> Named:
    for row in results["settings"].itertuples():
        if row.kind == "method":
            yield f"Setting{camel(row.setting)}", Number(row.value, row.value or "none", row.meaning)
