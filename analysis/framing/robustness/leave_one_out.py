"""How much of a frame's rate hangs on single patterns: each left out in turn; the share of the top ones."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.robustness.multiverse import signs_of
from framing.robustness.top_terms import hits_by_pattern
from framing.stats.bootstrap import Floats
from framing.stats.permutation import PAIR, between_pieces
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import PER, SEPARATOR


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
