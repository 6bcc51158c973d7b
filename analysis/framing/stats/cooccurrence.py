"""Frames in the same sentence, against what chance would give."""

from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd

from framing.stats.bootstrap import Floats
from framing.study import Features
from framing.tables.schema import EVERY_PIECE


def cooccurrence(features: Features, frames: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Count the sentences that hold both of two frames, in every piece and in all of them.

    One row per piece x pair of frames (doc_id "all" for the pieces together) with columns doc_id, frame_a,
    frame_b, sentences, n_a, n_b, both, expected, chance_low, chance_high, beyond_chance and p (twice the
    smaller tail of chance, at most 1). Chance means
    that each frame's sentences are spread at random over the piece: the hypergeometric distribution, and
    for all pieces the exact distribution of its sum over pieces, so that pieces rich in both frames do not
    count as co-occurrence.
    """
    # scipy.stats takes a second to load, and most commands do without it
    from scipy.stats import hypergeom

    n_sentences = features.sentences.groupby("doc_id", sort=False).size()
    hits = features.hits[features.hits["n"] > 0]
    holding = {place: set(group["sentence"]) for place, group in hits.groupby(["doc_id", "frame"])}
    rows = []
    for a, b in combinations(frames["frame"], 2):
        pooled, totals = np.ones(1), Counter[str]()
        for doc_id, n in n_sentences.items():
            in_a, in_b = holding.get((doc_id, a), set()), holding.get((doc_id, b), set())
            counts = {"sentences": n, "n_a": len(in_a), "n_b": len(in_b), "both": len(in_a & in_b)}
            chance = hypergeom.pmf(np.arange(min(len(in_a), len(in_b)) + 1), n, len(in_a), len(in_b))
            pair = {"doc_id": doc_id, "frame_a": a, "frame_b": b}
            rows.append(pair | counts | _against(chance, counts["both"], coverage))
            totals.update(counts)
            pooled = np.convolve(pooled, chance)
        pair = {"doc_id": EVERY_PIECE, "frame_a": a, "frame_b": b}
        rows.append(pair | totals | _against(pooled, totals["both"], coverage))
    columns = ["doc_id", "frame_a", "frame_b", "sentences", "n_a", "n_b", "both"]
    return pd.DataFrame(
        rows, columns=[*columns, "expected", "chance_low", "chance_high", "beyond_chance", "p"]
    )


def _against(chance: Floats, both: int, coverage: float) -> dict[str, float]:
    below, tail = np.cumsum(chance), (1 - coverage) / 2
    # sums that should meet a tail miss it by rounding
    low = int(np.searchsorted(below, tail + 1e-12))
    high = int(np.searchsorted(below, 1 - tail - 1e-12))
    limits = {"expected": float(chance @ np.arange(len(chance))), "chance_low": low, "chance_high": high}
    tails = below[both], 1 - below[both] + chance[both]
    return limits | {"beyond_chance": both < low or both > high, "p": min(1.0, 2 * float(min(tails)))}
