"""Rates of frames month by month."""

import pandas as pd

from framing.stats.groups import MOST_PIECES, group_study, months
from framing.stats.salience import salience
from framing.study import Results
from framing.tables.schema import PIECE


def by_month(results: Results) -> pd.DataFrame:
    """Rate of hits per 1,000 words of the pieces of every month, by frame.

    One row per month x frame with columns month (such as 2024-11), frame, pieces, hits, words, rate, low and
    high (the kind of interval that the methods name; above a dozen pieces these are the units that might have
    been others, else the units of the methods). Pieces whose date has no month are left out, and months
    without a piece have no row.
    """
    pieces, bootstrap = results.pieces.study, results.pieces.methods.bootstrap
    groups = months(pieces.pieces)
    if len(pieces.pieces) > MOST_PIECES:
        bootstrap = bootstrap._replace(unit=PIECE)
    study = group_study(pieces.main, groups)
    rates = salience(study.features, study.definitions, level=1, bootstrap=bootstrap)
    counts = groups.groupby("group").size()
    rates = rates.rename(columns={"doc_id": "month"})[
        ["month", "frame", "hits", "words", "rate", "low", "high"]
    ]
    rates.insert(2, "pieces", rates["month"].map(counts))
    return rates
