"""The patterns that carry most of a frame's hits."""

import numpy as np
import pandas as pd

from framing.study import Definitions, Features
from framing.tables.schema import EVERY_PIECE, SEPARATOR


def top_terms(features: Features, definitions: Definitions, k: int = 3) -> pd.DataFrame:
    """Share of a frame's hits that its k most frequent patterns carry, in every piece and in all of them.

    One row per frame x piece (doc_id "all" for the pieces together) with columns frame, doc_id, hits,
    patterns (how many have hits), hits_top, share (0 to 1, empty where there is no hit) and top (the k
    patterns, each with its hits). Every row has top patterns of its own; of patterns with as many hits the
    one that comes first in the dictionary is taken.
    """
    counts = hits_by_pattern(features, definitions)
    counts[EVERY_PIECE] = counts.sum(axis=1)
    rows = []
    for frame in definitions.frames["frame"]:
        of_frame = counts[counts.index.get_level_values("frame") == frame]
        names = of_frame.index.get_level_values("pattern").tolist()
        for doc_id, n in zip(of_frame, of_frame.to_numpy().T, strict=True):
            found, hits = np.flatnonzero(n), int(n.sum())
            top = found[np.argsort(-n[found], kind="stable")][:k]
            named = SEPARATOR.join(f"{names[at]} {n[at]}" for at in top)
            row = {"frame": frame, "doc_id": doc_id, "hits": hits, "patterns": len(found)}
            share = n[top].sum() / hits if hits else np.nan
            rows.append(row | {"hits_top": int(n[top].sum()), "share": share, "top": named})
    return pd.DataFrame(rows)


def hits_by_pattern(features: Features, definitions: Definitions) -> pd.DataFrame:
    """Return hits with a column per piece and a row per frame and pattern that has any, in their order."""
    counted = features.hits[features.hits["n"] > 0]
    table = counted.pivot_table(index=["frame", "pattern"], columns="doc_id", values="n", aggfunc="sum")
    table = table.reindex(columns=features.sentences["doc_id"].unique())
    listed = definitions.dictionary[["frame", "pattern"]].drop_duplicates()
    order = pd.MultiIndex.from_frame(definitions.frames[["frame"]].merge(listed))
    return table.reindex(order[order.isin(table.index)]).fillna(0).astype("int64")
