"""Where along a piece the hits of a frame stand."""

from itertools import product

import numpy as np
import pandas as pd

from framing.stats.bootstrap import ratio_limits
from framing.study import Bootstrap, Features


def positions(features: Features) -> pd.DataFrame:
    """Place every hit along its piece, at the middle of its sentence.

    One row per sentence x frame that holds hits, with columns doc_id, paragraph, sentence, frame, n and
    position (share of the piece's words before the middle of the sentence, 0 to 1).
    """
    sentences = features.sentences
    words = sentences.groupby("doc_id")["n_words"]
    middle = (words.cumsum() - sentences["n_words"] / 2) / words.transform("sum")
    placed = sentences[["doc_id", "sentence"]].assign(position=middle)
    keys = ["doc_id", "paragraph", "sentence", "frame"]
    counted = features.hits.groupby(keys, sort=False)["n"].sum().reset_index()
    return counted[counted["n"] > 0].merge(placed, on=["doc_id", "sentence"]).reset_index(drop=True)


def mean_positions(
    features: Features, frames: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Average position of the hits of every piece and frame.

    One row per piece x frame with columns doc_id, frame, hits, position (0 the beginning, 1 the end), low,
    high (bootstrap over the paragraphs that hold hits); position is empty where there is no hit, and the
    limits where fewer than two paragraphs hold one.
    """
    placed = positions(features)
    keys = ["doc_id", "frame", bootstrap.unit]
    sums = placed.assign(at=placed["position"] * placed["n"]).groupby(keys, as_index=False)[["at", "n"]].sum()
    rows = []
    for doc_id, frame in product(features.sentences["doc_id"].unique(), frames["frame"]):
        at, n = sums.loc[(sums["doc_id"] == doc_id) & (sums["frame"] == frame), ["at", "n"]].to_numpy(float).T
        low, high = ratio_limits(at[:, None], n, doc_id, bootstrap)
        position = at.sum() / n.sum() if len(n) else np.nan
        row = {"doc_id": doc_id, "frame": frame, "hits": int(n.sum()), "position": position}
        rows.append(row | {"low": low[0], "high": high[0]})
    return pd.DataFrame(rows)
