"""Where along a piece the hits of a frame stand."""

from itertools import product

import numpy as np
import pandas as pd

from framing.stats.bootstrap import ratio_limits, resampled_by
from framing.stats.multiplicity import holm_within
from framing.stats.permutation import MOST_ORDERED, Piece, along_pieces
from framing.study import Bootstrap, Features
from framing.tables.schema import PIECE


def positions(features: Features) -> pd.DataFrame:
    """Place every hit along its piece, at the middle of its sentence.

    One row per sentence x frame that holds hits, with columns doc_id, paragraph, sentence, frame, n and
    position (share of the piece's words before the middle of the sentence, 0 to 1).
    """
    sentences = features.sentences
    # the pieces of a group have each a beginning and an end
    words = sentences.groupby(PIECE if PIECE in sentences else "doc_id")["n_words"]
    middle = (words.cumsum() - sentences["n_words"] / 2) / words.transform("sum")
    placed = sentences[["doc_id", "sentence"]].assign(position=middle)
    keys = ["doc_id", "paragraph", "sentence", "frame"]
    counted = features.hits.groupby(keys, sort=False)["n"].sum().reset_index()
    return counted[counted["n"] > 0].merge(placed, on=["doc_id", "sentence"]).reset_index(drop=True)


def mean_positions(
    features: Features, frames: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Average position of the hits of every piece, or group of pieces, and frame.

    One row per piece x frame with columns doc_id, frame, hits, position (0 the beginning, 1 the end), low,
    high (bootstrap over the paragraphs that hold hits), p (the piece's paragraphs in random order give a mean
    as far from its expectation), family ("positions") and p_holm (Holm 1979); position and p are empty where
    there is no hit, and the limits where fewer than two paragraphs hold one. Of groups the bootstrap is over
    pieces, and p has the paragraphs of every piece in random order. More than a dozen single pieces are not
    tested: p is empty.
    """
    placed, unit = positions(features), bootstrap.unit
    sentences, grouped = features.sentences, PIECE in features.sentences
    if grouped:
        placed = placed.merge(sentences[["doc_id", "sentence", PIECE]], on=["doc_id", "sentence"])
    keys = ["doc_id", "frame", unit]
    sums = placed.assign(at=placed["position"] * placed["n"]).groupby(keys, as_index=False)[["at", "n"]].sum()
    by_unit, own = sums[["at", "n"]].to_numpy(float), sums.groupby(["doc_id", "frame"]).indices
    order = "paragraph" if grouped else unit
    doc_ids = sentences["doc_id"].unique()
    tested, resampled = grouped or len(doc_ids) <= MOST_ORDERED, resampled_by(doc_ids)
    by_order = _ordered(features, order) if tested else {}
    rows = []
    for doc_id, frame in product(doc_ids, frames["frame"]):
        row = {"doc_id": doc_id, "frame": frame, "hits": 0, "position": np.nan, "low": np.nan, "high": np.nan}
        row |= {"p": np.nan, "family": "positions"}
        if (doc_id, frame) in own:
            at, n = by_unit[own[doc_id, frame]].T
            low, high = ratio_limits(at[:, None], n, resampled[doc_id], bootstrap)
            row |= {"hits": int(n.sum()), "position": at.sum() / n.sum(), "low": low[0], "high": high[0]}
            if tested:
                hits = placed[(placed["doc_id"] == doc_id) & (placed["frame"] == frame)]
                pieces = _weights(by_order[doc_id], hits.groupby(order)["n"].sum() / n.sum())
                row["p"] = along_pieces(pieces, str(doc_id), bootstrap)[0]
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.assign(p_holm=holm_within(table))


def _ordered(features: Features, order: str) -> dict[str, pd.DataFrame]:
    """Return by doc_id the words of every unit that is put in random order, and the piece it stands in."""
    sentences = features.sentences.assign(**{PIECE: features.sentences.get(PIECE, 0)})
    words = sentences.groupby(["doc_id", PIECE, order])["n_words"].sum().reset_index()
    return {str(doc_id): rows.set_index(order) for doc_id, rows in words.groupby("doc_id")}


def _weights(units: pd.DataFrame, shares: pd.Series) -> list[Piece]:
    """Return for every piece the share of the hits that each unit has, and its words; none without a hit."""
    share = shares.reindex(units.index, fill_value=0).to_numpy(float)[:, None]
    begins = np.flatnonzero(np.diff(units[PIECE])) + 1
    pieces = zip(
        *(np.split(column, begins) for column in (share, units["n_words"].to_numpy(float))), strict=True
    )
    return [piece for piece in pieces if piece[0].any()]
