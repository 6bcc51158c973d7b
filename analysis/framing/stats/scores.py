"""Scores of the sentences of a piece added up: what is released of all scores but VADER's as written."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.stats.bootstrap import Floats
from framing.stats.intervals import cluster_error
from framing.tables.schema import AS_WRITTEN, CHOICES, LEXICONS, MASKED, PIECE, UNITS

SCALES = dict(LEXICONS.values())


def sum_scores(scored: pd.DataFrame) -> pd.DataFrame:
    """Add up the scores of the sentences of every piece, all of them or those of its body.

    `scored` has a row per sentence with columns doc_id, paragraph, sentence, part and, under its name in
    LEXICONS, every score in whole numbers; VADER's as written must be there. Where there is a column piece,
    there are pieces and errors by piece too.
    One row per piece x parts ("all", "body") x score with columns doc_id, parts, score, paragraphs,
    sentences, total (in whole numbers), error_paragraph, error_sentence (standard error of the mean by units
    of a paragraph, of a sentence), change_error_paragraph, change_error_sentence (the same of the difference
    to VADER as written, for masked scores alone), deviation (of the scores), with_vader (Spearman correlation
    with VADER as written). Errors and deviations are in units of the mean: total by sentences and scale. A
    number is missing where there are too few units, or no variation, for it.

    >>> columns = ["doc_id", "paragraph", "sentence", "part", "as written"]
    >>> scored = pd.DataFrame([("a", 1, 1, "body", 1000), ("a", 2, 2, "body", 3000)], columns=columns)
    >>> sum_scores(scored).loc[0, ["total", "error_paragraph"]].astype(float).round(4).tolist()
    [4000.0, 0.1]
    """
    names = [name for name in SCALES if name in scored]
    scores = scored[names].to_numpy(np.int64)
    units = {unit: scored[unit].to_numpy() for unit in (*UNITS, PIECE) if unit in scored}
    body = (scored["part"] == "body").to_numpy()
    keys, parts_of = list[tuple[str, str]](), list[dict[str, Any]]()
    for doc_id, at in scored.groupby("doc_id", sort=False).indices.items():
        for parts in CHOICES["parts"]:
            chosen = at if parts == "all" else at[body[at]]
            keys.append((str(doc_id), parts))
            parts_of.append(
                _summary(scores[chosen], {unit: own[chosen] for unit, own in units.items()}, names)
            )
    table = pd.DataFrame(
        [(*key, name) for key in keys for name in names], columns=["doc_id", "parts", "score"]
    )
    columns = {
        column: np.ravel([np.broadcast_to(part[column], len(names)) for part in parts_of])
        for column in (parts_of[0] if parts_of else ())
    }
    return table.assign(**columns)


def _summary(
    scores: npt.NDArray[np.int64], units: Mapping[str, Floats], names: Sequence[str]
) -> dict[str, Any]:
    """Return the columns of the rows of one piece: numpy, since pandas takes ten times as long for so few."""
    scaled = scores / [SCALES[name] for name in names]
    written, masked = names.index(AS_WRITTEN), [name in MASKED for name in names]
    errors = {f"error_{unit}": _error(scaled, units[unit]) for unit in units}
    changes = scaled - scaled[:, [written]]
    for unit in units:
        errors[f"change_error_{unit}"] = np.where(masked, _error(changes, units[unit]), np.nan)
    return {
        **{f"{unit}s": len(np.unique(units[unit])) for unit in units if unit != "sentence"},
        "sentences": len(scores),
        "total": scores.sum(axis=0),
        **errors,
        "deviation": scaled.std(axis=0) if len(scores) else np.nan,
        "with_vader": _rank_correlations(scores, written),
    }


def _error(values: Floats, unit: Floats) -> Floats:
    found, place = np.unique(unit, return_inverse=True)
    sums = [np.bincount(place, column, len(found)) for column in values.T]
    return cluster_error(np.column_stack(sums), np.bincount(place, minlength=len(found)).astype(float))


def _rank_correlations(scores: npt.NDArray[np.int64], with_column: int) -> Floats:
    """Return Spearman's correlation of every column with one of them, ties at their mean rank, or NaN."""
    ranks = np.empty(scores.shape)
    for column, values in enumerate(scores.T):
        _, place, times = np.unique(values, return_inverse=True, return_counts=True)
        ranks[:, column] = (times.cumsum() - (times - 1) / 2)[place]
    apart = ranks - ranks.sum(axis=0) / max(len(ranks), 1)
    scale = np.sqrt((apart**2).sum(axis=0) * (apart[:, with_column] ** 2).sum())
    found: Floats = np.full(scores.shape[1], np.nan)
    np.divide(apart.T @ apart[:, with_column], scale, out=found, where=scale > 0)
    return found
