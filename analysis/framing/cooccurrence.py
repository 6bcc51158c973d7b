"""Frames in the same sentence, against what chance would give."""

from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from framing.bootstrap import Floats
from framing.schema import EVERY_PIECE
from framing.study import Features


def cooccurrence(features: Features, frames: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Count the sentences that hold both of two frames, in every piece and in all of them.

    One row per piece x pair of frames (doc_id "all" for the pieces together) with columns doc_id, frame_a,
    frame_b, sentences, n_a, n_b, both, expected, chance_low, chance_high, beyond_chance. Chance means
    that each frame's sentences are spread at random over the piece: the hypergeometric distribution, and
    for all pieces the exact distribution of its sum over pieces, so that pieces rich in both frames do not
    count as co-occurrence.
    """
    n_sentences = features.sentences.groupby("doc_id", sort=False).size()
    hits = features.hits[features.hits["n"] > 0]
    holding = {
        (doc_id, frame): set(group["sentence"])
        for (doc_id, frame), group in hits.groupby(["doc_id", "frame"])
    }
    rows = []
    for a, b in combinations(frames["frame"], 2):
        pooled, totals = np.ones(1), np.zeros(4, dtype=int)
        for doc_id, n in n_sentences.items():
            in_a, in_b = holding.get((doc_id, a), set()), holding.get((doc_id, b), set())
            counts = np.array([n, len(in_a), len(in_b), len(in_a & in_b)])
            chance = _hypergeometric(*counts[:3])
            rows.append((doc_id, a, b, *counts, *_against(chance, counts[3], coverage)))
            pooled, totals = np.convolve(pooled, chance), totals + counts
        rows.append((EVERY_PIECE, a, b, *totals, *_against(pooled, totals[3], coverage)))
    columns = ["doc_id", "frame_a", "frame_b", "sentences", "n_a", "n_b", "both"]
    return pd.DataFrame(rows, columns=[*columns, "expected", "chance_low", "chance_high", "beyond_chance"])


def _hypergeometric(n: int, n_a: int, n_b: int) -> Floats:
    n, n_a, n_b = int(n), int(n_a), int(n_b)
    return np.array([comb(n_a, k) * comb(n - n_a, n_b - k) / comb(n, n_b) for k in range(min(n_a, n_b) + 1)])


def _against(chance: Floats, both: int, coverage: float) -> tuple[float, int, int, bool]:
    below = np.cumsum(chance)
    tail = (1 - coverage) / 2
    low = int(np.searchsorted(below, tail))
    high = int(np.searchsorted(below, 1 - tail - 1e-12))
    return float(chance @ np.arange(len(chance))), low, high, bool(both < low or both > high)
