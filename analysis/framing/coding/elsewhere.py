"""What the versions of the dictionary are worth on other texts than the pieces: precision and recall."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.stats.bootstrap import wilson
from framing.tables.checked import check_rows
from framing.tables.schema import HALVES

# with fewer hits read a pattern is not measured
FEW = 30
VERSIONS = (1, 2)
_UNIT = ["half", "version", "frame"]
_COUNTED = ["n", "of", "value", "low", "high"]


def dictionary_elsewhere(
    hits: pd.DataFrame, sentences: pd.DataFrame, frames: pd.DataFrame, coverage: float = 0.95
) -> pd.DataFrame:
    """Precision and recall of each version of the dictionary by frame, in each half of other texts.

    `hits` and `sentences` are the tables development_hits and development_recall. One row per half x version
    x frame x measure with columns half, version, frame, measure, n, of, value, low, high. Precision is the
    share of the hits read that the reader called right (n / of; Wilson's interval). Recall is the share of
    the sentences with the frame that have a hit of it, each counted by its weight: n and of are plain counts
    of the sample, value is the weighted share, and its limits are Wilson's with the effective number of
    sentences, (sum of weights)^2 / sum of squares (Kish 1965), in place of their number. A value of none has
    no row. Raises FramingError where a code is not 0 or 1, a weight not above 0 or a frame not defined.

    >>> hits = pd.DataFrame({"half": "check", "version": 2, "frame": "war", "right": [1, 0]})
    >>> sentences = pd.DataFrame({"half": [], "frame": [], "weight": [], "value": [], "found_v1": []})
    >>> frames = pd.DataFrame({"frame": ["war"]})
    >>> dictionary_elsewhere(hits, sentences.assign(found_v2=0), frames)[["measure", "n", "of", "value"]]
         measure  n  of  value
    0  precision  1   2    0.5
    """
    _check(hits, frames, "development/hits.csv", ["right"])
    _check(sentences, frames, "development/recall.csv", ["value", "found_v1", "found_v2"])
    message = "weight is {weight}; it must be above 0"
    check_rows(sentences, sentences["weight"] > 0, "development/recall.csv", message)
    rows = [
        dict(zip(_UNIT, unit, strict=True)) | {"measure": "precision"} | _precision(group["right"], coverage)
        for unit, group in hits.groupby(_UNIT)
    ]
    coded = sentences[sentences["value"] == 1]
    for (half, frame), group in coded.groupby(["half", "frame"]):
        for version in VERSIONS:
            unit = {"half": half, "version": version, "frame": frame, "measure": "recall"}
            rows.append(unit | _recall(group["weight"], group[f"found_v{version}"], coverage))
    return _ordered(rows, [*_UNIT, "measure", *_COUNTED], frames)


def pattern_elsewhere(hits: pd.DataFrame, frames: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Precision of each pattern of each version of the dictionary, in each half of other texts.

    One row per half x version x frame x pattern with columns half, version, frame, pattern, n (hits called
    right), of (hits read), value, low, high (Wilson's interval), measured. With fewer than 30 hits read it is
    not measured: value and limits are NaN. Raises FramingError as `dictionary_elsewhere` does.
    """
    _check(hits, frames, "development/hits.csv", ["right"])
    rows = []
    for unit, group in hits.groupby([*_UNIT, "pattern"]):
        counted, measured = _precision(group["right"], coverage), len(group) >= FEW
        blank = {} if measured else dict.fromkeys(("value", "low", "high"), math.nan)
        row = dict(zip([*_UNIT, "pattern"], unit, strict=True))
        rows.append(row | counted | blank | {"measured": measured})
    return _ordered(rows, [*_UNIT, "pattern", *_COUNTED, "measured"], frames)


def _check(table: pd.DataFrame, frames: pd.DataFrame, source: str, codes: Sequence[str]) -> None:
    for column in codes:
        message = f"{column} is {{{column}}}; it must be 0 or 1"
        check_rows(table, table[column].isin([0, 1]), source, message)
    message = "frame {frame!r} is not defined; add it to frames.csv or remove the row"
    check_rows(table, table["frame"].isin(frames["frame"]), source, message)


def _precision(right: pd.Series, coverage: float) -> dict[str, float]:
    n, of = int(right.sum()), len(right)
    low, high = wilson(n, of, coverage)
    return {"n": n, "of": of, "value": n / of, "low": low, "high": high}


def _recall(weight: pd.Series, found: pd.Series, coverage: float) -> dict[str, float]:
    value = float((weight * found).sum() / weight.sum())
    effective = float(weight.sum() ** 2 / (weight**2).sum())
    low, high = wilson(value * effective, effective, coverage)
    return {"n": int(found.sum()), "of": len(found), "value": value, "low": low, "high": high}


def _ordered(rows: Sequence[Mapping[str, Any]], columns: list[str], frames: pd.DataFrame) -> pd.DataFrame:
    """Return a table with halves and frames in the study's order, and the rest by name."""
    places = {key: place for place, key in enumerate([*HALVES, *frames["frame"]])}
    return pd.DataFrame(rows, columns=columns).sort_values(
        columns[:4], key=lambda cells: cells.map(lambda cell: places.get(cell, cell)), ignore_index=True
    )
