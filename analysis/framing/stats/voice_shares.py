"""Who voices the frames of every piece, and how far they are asserted: shares of hits, with intervals."""

from itertools import product

import numpy as np
import pandas as pd

from framing.stats.bootstrap import Floats, ratio_limits, resampled_by
from framing.stats.salience import salience
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import ASSERTED, AUTHOR, STANCES, VOICES


def voice_shares(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Share of the hits of every piece and frame that the author, a reported or a quoted person voices.

    One row per piece x frame x voice with columns doc_id, frame, voice, hits, share (of the frame's hits in
    the piece), low, high (bootstrap over the paragraphs that hold hits of the frame), zero rows kept. Share
    is empty where the frame has no hit, the limits where fewer than two paragraphs hold one. A share of 0 or
    1 has the exact binomial limit (Clopper & Pearson 1934) at its open side: resampling cannot leave it.
    """
    return _shares(features, definitions, "voice", VOICES, bootstrap)


def stance_shares(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Share of the hits of every piece and frame that are asserted, negated and contested.

    One row per piece x frame x stance with columns doc_id, frame, stance, hits, share, low, high, as
    `voice_shares` gives them.
    """
    return _shares(features, definitions, "stance", STANCES, bootstrap)


def own_salience(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Rate per 1,000 words of the hits that the author voices and asserts.

    One row per piece x frame with the columns of `salience.salience`; words are all words of the piece.
    """
    hits = features.hits
    own = hits[(hits["voice"] == AUTHOR) & (hits["stance"] == ASSERTED)]
    return salience(features._replace(hits=own), definitions, level=1, bootstrap=bootstrap)


def _shares(
    features: Features, definitions: Definitions, column: str, values: tuple[str, ...], bootstrap: Bootstrap
) -> pd.DataFrame:
    counted = features.hits.pivot_table(
        index=["doc_id", "frame", bootstrap.unit], columns=column, values="n", aggfunc="sum", fill_value=0
    )
    counted = counted.reindex(columns=values, fill_value=0)
    counted = counted[counted.sum(axis=1) > 0].reset_index()
    hits, found = counted[list(values)].to_numpy(float), counted.groupby(["doc_id", "frame"]).indices
    none, parts = np.empty(0, int), list[dict[str, Floats]]()
    doc_ids = features.sentences["doc_id"].unique()
    resampled, keys = resampled_by(doc_ids), list(product(doc_ids, definitions.frames["frame"]))
    for doc_id, frame in keys:
        parts.append(_with_limits(hits[found.get((doc_id, frame), none)], resampled[doc_id], bootstrap))
    table = pd.DataFrame(
        [(*key, value) for key in keys for value in values], columns=["doc_id", "frame", column]
    )
    return table.assign(**{name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def _with_limits(hits: Floats, key: str, bootstrap: Bootstrap) -> dict[str, Floats]:
    per_value, n = hits.sum(axis=0), hits.sum()
    share = per_value / n if n else np.full(len(per_value), np.nan)
    low, high = ratio_limits(hits, hits.sum(axis=1), key, bootstrap)
    if len(hits) > 1:
        reach = exact_reach(n, bootstrap.coverage)
        low, high = np.where(share == 1, 1 - reach, low), np.where(share == 0, reach, high)
    return {"hits": per_value.astype(int), "share": share, "low": low, "high": high}


def exact_reach(n: float, coverage: float) -> float:
    """Return the exact upper limit of a share of which none of n cases was seen (Clopper & Pearson 1934).

    >>> round(exact_reach(10, 0.95), 3)
    0.308
    """
    return float(1 - ((1 - coverage) / 2) ** (1 / n))
