"""The results of a folder of scores: the tables that its sums are enough for."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from framing.corpus.definitions import by_name
from framing.errors import FramingError
from framing.scale.aggregate import AGGREGATE, COMPOUND
from framing.scale.manifest import MANIFEST, RUN, verify
from framing.scored import estimates
from framing.scored.sums import read_aggregate
from framing.study import Definitions, Features, Maker, Methods, Results, Study
from framing.tables.checked import no_rows

# outlets that are compared with each other
_MOST_COMPARED = 10
_LEAST_MONTHS = 3
_NAMES = ("sentences", "hits", "bags", "scores")


def read_scores(path: str | Path, methods: Methods = Methods()) -> Results:
    """Read what `score` has left in a folder, or its aggregate table alone, and return its result tables.

    The folder is read again and compared with its manifest first. Of `methods` the coverage alone counts.
    Tables: aggregate, salience (all documents), salience_outlets where an outlet is named, salience_pairs
    where two to ten are, salience_months where there are three months or more, and the same of sentiment
    where it was scored; columns as in `estimates`. pieces of the study are the outlets, with their documents.
    Raises FramingError where the folder is unfinished or damaged, or the table cannot be used.
    """
    path = Path(path)
    if path.is_dir():
        if any((path / name).exists() for name in (MANIFEST, RUN)):
            verify(path)
        path = path / AGGREGATE
        if not path.is_file():
            what = f"no {AGGREGATE} in it, so it is no folder of `score`, or one of an earlier version"
            raise FramingError(f"{path.parent}: {what}; run `score` into a new folder")
    aggregate = read_aggregate(path)
    return Results(_study(aggregate), methods, _makers(aggregate))


def documents_of(aggregate: pd.DataFrame, column: str) -> pd.Series:
    """Return the documents of every value of a column, outlet or month, most first; alike many by name."""
    key = next(iter(sorted({*aggregate["key"]} - {COMPOUND})), COMPOUND)
    documents = aggregate[aggregate["key"] == key].groupby(column)["documents"].sum()
    return documents.sort_index().sort_values(ascending=False, kind="stable")


def named_outlets(aggregate: pd.DataFrame) -> list[str]:
    """Return the outlets that have a name, those with most documents first."""
    return [outlet for outlet in documents_of(aggregate, "outlet").index if outlet]


def _study(aggregate: pd.DataFrame) -> Study:
    documents = documents_of(aggregate, "outlet")
    pieces = pd.DataFrame(
        {"doc_id": documents.index, "label": documents.index, "documents": documents.to_numpy()}
    )
    keys = sorted({*aggregate["key"]} - {COMPOUND})
    frames = by_name(pd.DataFrame({"frame": keys}), "frames")
    definitions = Definitions(frames, *map(no_rows, ("subframes", "dictionary", "masks")))
    return Study(pieces, definitions, Features(*map(no_rows, _NAMES)), None)


def _makers(aggregate: pd.DataFrame) -> Mapping[str, Maker]:
    outlets, keys = named_outlets(aggregate), {*aggregate["key"]}
    dated = aggregate[aggregate["month"] != ""]
    makers: dict[str, Maker] = {"aggregate": lambda _: aggregate}
    scored = {"salience": bool(keys - {COMPOUND}), "sentiment": COMPOUND in keys}
    for name in (name for name, there in scored.items() if there):
        makers[name] = partial(_estimated, name, aggregate, "")
        if outlets:
            makers[f"{name}_outlets"] = partial(_estimated, name, aggregate, "outlet")
        if 2 <= len(outlets) <= _MOST_COMPARED:
            makers[f"{name}_pairs"] = partial(_compared, name, aggregate, outlets)
        if dated["month"].nunique() >= _LEAST_MONTHS:
            makers[f"{name}_months"] = partial(_estimated, name, dated, "month")
    return makers


def _estimated(name: str, aggregate: pd.DataFrame, by: str, results: Results) -> pd.DataFrame:
    made = estimates.salience if name == "salience" else estimates.sentiment
    return made(aggregate, by, results.methods.coverage)


def _compared(name: str, aggregate: pd.DataFrame, outlets: Sequence[str], results: Results) -> pd.DataFrame:
    if name == "sentiment":
        return estimates.sentiment_pairs(aggregate, outlets, results.methods.coverage)
    frames = results.study.definitions.frames
    labels = dict(zip(frames["frame"], frames["label"], strict=True))
    return estimates.salience_pairs(aggregate, outlets, labels, results.methods.coverage)
