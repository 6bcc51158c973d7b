"""Scores of the sentences of a piece added up: what is released of all scores but VADER's as written."""

import numpy as np
import pandas as pd

from framing.stats.bootstrap import Floats
from framing.stats.intervals import cluster_error
from framing.tables.schema import AS_WRITTEN, CHOICES, LEXICONS, MASKED, UNITS

SCALES = dict(LEXICONS.values())


def sum_scores(scored: pd.DataFrame) -> pd.DataFrame:
    """Add up the scores of the sentences of every piece, all of them or those of its body.

    `scored` has a row per sentence with columns doc_id, paragraph, sentence, part and, under its name in
    LEXICONS, every score in whole numbers; VADER's as written must be there.
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
    tables = []
    for doc_id, piece in scored.groupby("doc_id", sort=False):
        for parts in CHOICES["parts"]:
            chosen = piece if parts == "all" else piece[piece["part"] == parts]
            tables.append(_summary(chosen).assign(doc_id=doc_id, parts=parts))
    table = pd.concat(tables, ignore_index=True)
    first = ["doc_id", "parts", "score"]
    return table[[*first, *table.columns.drop(first)]]


def _summary(sentences: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in SCALES if name in sentences]
    scores = sentences[names]
    scaled = scores / [SCALES[name] for name in names]
    errors = {f"error_{unit}": _error(scaled, sentences[unit]) for unit in UNITS}
    changes, masked = scaled.sub(scaled[AS_WRITTEN], axis=0), [name in MASKED for name in names]
    for unit in UNITS:
        errors[f"change_error_{unit}"] = np.where(masked, _error(changes, sentences[unit]), np.nan)
    return pd.DataFrame(
        {
            "score": names,
            "paragraphs": sentences["paragraph"].nunique(),
            "sentences": len(sentences),
            "total": scores.sum().to_numpy(np.int64),
            **errors,
            "deviation": scaled.std(ddof=0).to_numpy(),
            "with_vader": scores.corr("spearman")[AS_WRITTEN].to_numpy(),
        }
    )


def _error(values: pd.DataFrame, unit: pd.Series) -> Floats:
    units = values.groupby(unit, sort=False)
    return cluster_error(units.sum().to_numpy(), units.size().to_numpy(float))
