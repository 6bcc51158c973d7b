"""How much of a frame's rate hangs on single patterns: each left out in turn; the share of the top ones."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.robustness.multiverse import signs_of
from framing.stats.bootstrap import Floats
from framing.stats.permutation import PAIR, between_pieces
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import EVERY_PIECE, PER, SEPARATOR


def leave_one_term_out(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Rate of every frame without each of its patterns in turn.

    One row per frame x pattern that has hits x piece with columns frame, pattern, doc_id, hits (the frame's),
    hits_pattern, rate, rate_without (hits per 1,000 words), change (rate_without less rate), pairs_swapped
    (pairs of pieces whose order by this frame's rate is reversed without the pattern; the same for every
    piece), order_changes (there is such a pair) and becomes_distinguishable (the pairs, as "a-b" with a bar
    between two, that the permutation test of `salience.compare_pairs` tells apart without the pattern and
    not with it, uncorrected). A pair that becomes a tie, or ceases to be one, is not swapped. Words that the
    left-out pattern had covered are not counted anew under shorter patterns, so rate_without is the least
    that it can be.
    """
    n_words, counts = words_by_piece(features), hits_by_pattern(features, definitions)
    table = counts.index.to_frame(index=False).merge(pd.DataFrame({"doc_id": counts.columns}), how="cross")
    table["hits_pattern"] = counts.to_numpy().ravel()
    table.insert(3, "hits", table.groupby(["frame", "doc_id"])["hits_pattern"].transform("sum"))
    words = n_words.loc[table["doc_id"]].to_numpy()
    rate, without = table["hits"] / words * PER, (table["hits"] - table["hits_pattern"]) / words * PER
    before, after = (column.to_numpy().reshape(-1, len(n_words)) for column in (rate, without))
    swapped = np.repeat([pairs_swapped(*pair) for pair in zip(before, after, strict=True)], len(n_words))
    table = table.assign(rate=rate, rate_without=without, change=without - rate)
    apart = np.repeat(_told_apart_without(features, counts, bootstrap), len(n_words))
    return table.assign(
        pairs_swapped=swapped, order_changes=swapped > 0, becomes_distinguishable=apart.astype(str)
    )


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


def words_by_piece(features: Features) -> pd.Series:
    """Return the words of every piece, in the order of the pieces."""
    return features.sentences.groupby("doc_id", sort=False)["n_words"].sum()


def _told_apart_without(
    features: Features, counts: pd.DataFrame, bootstrap: Bootstrap
) -> npt.NDArray[np.object_]:
    """Return for every pattern the pairs of pieces that can be told apart by its frame only without it."""
    keys = ["frame", "pattern"]
    units = features.sentences.groupby(["doc_id", bootstrap.unit], sort=False)["n_words"].sum()
    by_unit = features.hits.pivot_table(
        index=["doc_id", bootstrap.unit], columns=keys, values="n", aggfunc="sum", fill_value=0
    )
    by_unit = by_unit.reindex(index=units.index, columns=counts.index, fill_value=0)
    frames = counts.index.get_level_values("frame")
    own = by_unit.to_numpy(float)
    whole = own @ np.equal.outer(frames, frames)
    hits = np.concatenate([whole, whole - own], axis=1)
    doc_ids = units.index.get_level_values("doc_id")
    found: list[list[str]] = [[] for _ in frames]
    pieces = {doc_id: (hits[doc_ids == doc_id], units[doc_id].to_numpy(float)) for doc_id in counts.columns}
    for pair in combinations(pieces, 2):
        p = between_pieces([pieces[doc_id] for doc_id in pair], PAIR, " ".join(pair), bootstrap)
        with_it, without = (p < 1 - bootstrap.coverage).reshape(2, -1)
        for place in np.flatnonzero(without & ~with_it):
            found[place].append("-".join(pair))
    return np.array([SEPARATOR.join(pairs) for pairs in found], dtype=object)


def pairs_swapped(before: Floats, after: Floats) -> int:
    """Count the pairs whose order is reversed.

    >>> pairs_swapped(np.array([3.0, 2.0, 1.0]), np.array([1.0, 2.0, 2.0]))
    2
    """
    first, second = (signs_of(np.subtract.outer(rates, rates)) for rates in (before, after))
    return int((first * second < 0).sum() // 2)
