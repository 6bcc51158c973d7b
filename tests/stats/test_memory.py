"""Resampling of a piece of a million letters: it takes blocks, not the whole of its memory."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

from framing.stats.bootstrap import draw_ratios
from framing.stats.keyness import similarity
from framing.stats.permutation import PAIR, along_pieces, between_frames, between_pieces
from framing.study import Bootstrap

UNITS = 3_000
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def piece():
    generator = np.random.default_rng(1)
    return generator.poisson(0.2, (UNITS, 3)).astype(float), generator.integers(20, 90, UNITS).astype(float)


def peak(function) -> float:
    """Return the most memory that a call holds, in MB."""
    tracemalloc.start()
    function()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


@pytest.mark.parametrize(
    "resampled",
    [
        lambda hits, words: draw_ratios(hits, words, "a", Bootstrap()),
        lambda hits, words: between_pieces([(hits, words)] * 2, PAIR, "a", Bootstrap(resamples=2_000)),
        lambda hits, _words: between_frames(hits[:, :1] - hits[:, 1:2], "a", Bootstrap()),
        lambda hits, words: along_pieces([(hits, words)], "a", Bootstrap(resamples=2_000)),
    ],
)
def test_units_are_resampled_in_blocks(piece, resampled):
    # 10,000 resamples of 3,000 units as whole numbers would be 240 MB, and most need several such tables
    assert peak(lambda: resampled(*piece)) < 130


def test_words_are_resampled_in_blocks(bags):
    # a thousand resamples of twelve bags of 10,000 words would be 960 MB
    assert peak(lambda: similarity(bags, Bootstrap(resamples=1_000))) < 700


@pytest.fixture(scope="module")
def bags():
    generator = np.random.default_rng(2)
    counts = generator.poisson(3, (12, 10_000)) + 1
    rows = [(f"p{i:02d}", f"w{j}", n) for i, bag in enumerate(counts) for j, n in enumerate(bag)]
    return pd.DataFrame(rows, columns=["doc_id", "token", "n"])
