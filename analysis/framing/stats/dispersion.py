"""Where along a piece the hits of a frame stand."""

import numpy as np
import pandas as pd

from framing.stats.bootstrap import ratio_limits
from framing.stats.multiplicity import holm_within
from framing.stats.permutation import along_pieces
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
    high (bootstrap over the paragraphs that hold hits), p (the piece's paragraphs in random order give a mean
    as far from its expectation), family ("positions") and p_holm (Holm 1979); position and p are empty where
    there is no hit, and the limits where fewer than two paragraphs hold one.
    """
    placed, unit = positions(features), bootstrap.unit
    keys = ["doc_id", "frame", unit]
    sums = placed.assign(at=placed["position"] * placed["n"]).groupby(keys, as_index=False)[["at", "n"]].sum()
    rows = []
    for doc_id, piece in features.sentences.groupby("doc_id", sort=False):
        words = piece.groupby(unit)["n_words"].sum()
        for frame in frames["frame"]:
            own = sums[(sums["doc_id"] == doc_id) & (sums["frame"] == frame)].set_index(unit)
            at, n = own[["at", "n"]].to_numpy(float).T
            low, high = ratio_limits(at[:, None], n, str(doc_id), bootstrap)
            row = {"doc_id": doc_id, "frame": frame, "hits": int(n.sum()), "position": np.nan}
            row |= {"low": low[0], "high": high[0], "p": np.nan, "family": "positions"}
            if len(n):
                shares = (own["n"] / n.sum()).reindex(words.index, fill_value=0).to_numpy(float)
                p = along_pieces([(shares[:, None], words.to_numpy(float))], str(doc_id), bootstrap)
                row |= {"position": at.sum() / n.sum(), "p": p[0]}
            rows.append(row)
    table = pd.DataFrame(rows)
    return table.assign(p_holm=holm_within(table))
