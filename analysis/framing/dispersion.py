"""Where along a piece the hits of a frame stand."""

import numpy as np
import pandas as pd

from framing.bootstrap import draw_ratios, limits
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
    rows = []
    for doc_id in features.sentences["doc_id"].unique():
        for frame in frames["frame"]:
            hits = placed[(placed["doc_id"] == doc_id) & (placed["frame"] == frame)]
            if hits.empty:
                rows.append((doc_id, frame, 0, np.nan, np.nan, np.nan))
                continue
            weighted = hits.assign(at=hits["position"] * hits["n"]).groupby("paragraph")[["at", "n"]].sum()
            draws = draw_ratios(weighted[["at"]].to_numpy(), weighted["n"].to_numpy(float), doc_id, bootstrap)
            low, high = limits(draws, bootstrap.coverage) if len(weighted) > 1 else ([np.nan], [np.nan])
            mean = weighted["at"].sum() / weighted["n"].sum()
            rows.append((doc_id, frame, int(hits["n"].sum()), mean, low[0], high[0]))
    return pd.DataFrame(rows, columns=["doc_id", "frame", "hits", "position", "low", "high"])
