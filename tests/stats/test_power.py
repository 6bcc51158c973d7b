"""What could have been seen: sample sizes held to simulated tests, ratios to what must hold of them."""

import math

import numpy as np
import pandas as pd
import pytest

from framing.errors import FramingError
from framing.stats import power
from framing.stats.coverage import draw_hits
from framing.stats.permutation import PAIR, between_pieces
from framing.stats.power import RATIOS, Setting, sample_size, smallest_ratios, told_apart
from framing.stats.salience import frame_dispersion
from framing.study import Bootstrap, Definitions, Features

B = Bootstrap(resamples=199)
LEVEL = np.array([0.05])
DEFINITIONS = Definitions(pd.DataFrame({"frame": ["sea", "sky", "land"]}), *[pd.DataFrame()] * 3)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, 1630),
        ({"dispersion": 1.4}, 2280),
        ({"comparisons": 10}, 2770),
        ({"dispersion": 1.4, "comparisons": 10}, 3870),
    ],
)
def test_words_that_rates_of_17_and_6_need(more, words):
    size = sample_size(17, 6, **more)
    assert size.words == pytest.approx(words, rel=0.01)
    assert size.paragraphs == math.ceil(size.words / 45)


def test_a_sample_size_worked_out_by_hand():
    # quantiles 1.959964 and 0.841621; (2.801585 / log 3)^2 x (1 / 12 + 1 / 4) x 1,000
    assert sample_size(12, 4, paragraph=100) == (2168, 22)
    # 1.644854 + 1.281552, and half of the level for each of two comparisons is 1.959964 again
    words = (2.926405 / math.log(3)) ** 2 / 3 * 1000
    assert sample_size(12, 4, power=0.9, coverage=0.9).words == math.ceil(words)
    assert sample_size(12, 4, coverage=0.9, comparisons=2) == sample_size(12, 4)


def test_the_order_of_the_rates_is_no_matter_and_dispersion_multiplies():
    assert sample_size(4, 12) == sample_size(12, 4)
    assert sample_size(12, 4, dispersion=3).words == pytest.approx(3 * sample_size(12, 4).words, abs=3)
    # half of the rates take twice the words
    assert sample_size(6, 2).words == pytest.approx(2 * sample_size(12, 4).words, abs=2)


@pytest.mark.parametrize("dispersion", [1.0, 1.4])
def test_at_the_sample_size_the_permutation_test_has_the_power_asked_for(dispersion):
    size, simulations = sample_size(17, 6, dispersion=dispersion), 1500
    words = np.full(size.paragraphs, size.words / size.paragraphs)
    generator = np.random.default_rng(4)
    pieces = [(draw_hits(rate * words / 1000, dispersion, simulations, generator), words) for rate in (17, 6)]
    found = between_pieces(pieces, PAIR, "a", Bootstrap(resamples=999)) < 0.05
    assert found.mean() == pytest.approx(0.8, abs=0.02 + 3 * np.sqrt(0.16 / simulations))


@pytest.mark.parametrize(
    ("named", "value", "must"),
    [(name, value, "a number above 0") for name in ("rate_a", "rate_b") for value in (0, -3, math.inf)]
    + [(name, 0, "a number above 0") for name in ("dispersion", "paragraph", "comparisons")]
    + [("dispersion", math.nan, "a number above 0")]
    + [(name, value, "lie between 0 and 1") for name in ("power", "coverage") for value in (0, 1, 80)],
)
def test_impossible_numbers_are_named(named, value, must):
    with pytest.raises(FramingError, match=rf"^sample size: {named} is {value}; it must (be )?{must}"):
        sample_size(**{"rate_a": 17, "rate_b": 6, named: value})


def test_equal_rates_need_no_end_of_words():
    with pytest.raises(FramingError, match=r"^sample size: both rates are 6; no number of words tells"):
        sample_size(6, 6)


def features_of(pieces):
    """Make features of pieces, each (paragraphs, words of each, hits of sea, hits of sky).

    The hits stand one a paragraph from the first on.
    """
    sentences, hits = [], []
    for doc_id, (paragraphs, words, *counts) in pieces.items():
        sentences += [(doc_id, i, i, words) for i in range(1, paragraphs + 1)]
        for frame, n in zip(("sea", "sky"), counts, strict=True):
            hits += [(doc_id, i, i, frame, "x", 1) for i in range(1, n + 1)]
    return Features(
        pd.DataFrame(sentences, columns=["doc_id", "paragraph", "sentence", "n_words"]),
        pd.DataFrame(hits, columns=["doc_id", "paragraph", "sentence", "frame", "pattern", "n"]),
        *[pd.DataFrame()] * 2,
    )


FEATURES = features_of({"a": (40, 45, 12, 0), "b": (40, 45, 20, 9), "c": (8, 45, 4, 1), "d": (8, 45, 2, 1)})


@pytest.fixture(scope="module")
def ratios():
    return smallest_ratios(FEATURES, DEFINITIONS, B)


def test_pairs_stand_with_the_higher_rate_first(ratios, same):
    # of sea: 12 and 20 of 1,800 words, 4 and 2 of 360
    same(
        ratios[ratios["frame"] == "sea"][["doc_id_high", "doc_id_low", "ratio"]],
        "doc_id_high doc_id_low ratio",
        [
            ("b", "a", 20 / 12),
            ("c", "a", 20 / 12),
            ("a", "d", 12 / 10),
            ("b", "c", 1.0),
            ("b", "d", 2.0),
            ("c", "d", 2.0),
        ],
    )
    sky = ratios[ratios["frame"] == "sky"]
    assert sky["doc_id_high"].tolist() == ["b", "c", "d", "b", "b", "c"]
    # a has no hit of it
    assert sky["ratio"].isna().tolist() == [True] * 3 + [False] * 3
    assert sky["smallest"].notna().any()


def test_rate_and_dispersion_are_those_of_the_frame_in_all_pieces(ratios):
    spread = frame_dispersion(FEATURES, DEFINITIONS, "paragraph")
    for frame, hits in {"sea": 38, "sky": 11, "land": 0}.items():
        rows = ratios[ratios["frame"] == frame]
        assert rows["rate"].tolist() == pytest.approx([hits / 4320 * 1000] * 6)
        assert rows["dispersion"].tolist() == [spread[frame]] * 6


def test_long_pieces_are_told_apart_by_smaller_ratios():
    # the same rate in every piece, in a paragraph each
    smallest = [
        smallest_ratios(features_of(dict.fromkeys("ab", (n, 45, n // 3, 0))), DEFINITIONS, B)["smallest"][0]
        for n in (6, 24, 48, 96)
    ]
    assert np.isnan(smallest[0])
    assert smallest[1] > smallest[2] > smallest[3]


def test_many_pairs_need_larger_ratios(ratios):
    both = ratios.dropna(subset="smallest_corrected")
    assert len(both) and (both["smallest_corrected"] > both["smallest"]).all()
    assert ratios.loc[ratios["smallest_corrected"].notna(), "smallest"].notna().all()


def test_without_hits_nothing_could_have_been_seen(ratios):
    land = ratios[ratios["frame"] == "land"]
    assert len(land) == 6
    assert land[["ratio", "smallest", "smallest_corrected"]].isna().all(axis=None)


def test_one_piece_has_no_pair(ratios):
    alone = smallest_ratios(features_of({"a": (9, 45, 3, 1)}), DEFINITIONS, B)
    assert alone.empty and list(alone) == list(ratios)


def setting(n=30, dispersion=1.4):
    return Setting(np.full(n, 45.0), np.full(n + 10, 45.0), 0.009, dispersion, "a b")


def test_the_higher_a_ratio_the_more_often_pieces_are_told_apart():
    shares = [float(told_apart(setting(), ratio, LEVEL, B)[0]) for ratio in (1, 2, 3, 5, 9, 20)]
    assert shares == sorted(shares) and shares[-1] > 0.9
    # equal pieces are told apart as often as the level says
    assert shares[0] == pytest.approx(0.05, abs=4 * np.sqrt(0.05 * 0.95 / 300))


def test_the_smallest_ratio_is_the_first_that_reaches_the_power(ratios):
    row = ratios[(ratios["frame"] == "sea") & (ratios["doc_id_low"] == "a")].iloc[0]
    words = np.full(40, 45.0)
    at = Setting(words, words, row["rate"] / 1000, row["dispersion"], f"{row['doc_id_high']} a")
    reached = [r for r in RATIOS if told_apart(at, r, np.array([0.05, 0.05 / 6]), B)[0] >= 0.8]
    assert row["smallest"] == reached[0]
    half = smallest_ratios(FEATURES, DEFINITIONS, B, power=0.5)
    assert half.loc[row.name, "smallest"] < row["smallest"]


def test_the_two_pieces_keep_the_rate_of_the_frame_and_have_the_ratio(monkeypatch):
    asked = []

    def drawing(expected, dispersion, *rest):
        asked.append((expected.sum(), dispersion))
        return draw_hits(expected, dispersion, *rest)

    monkeypatch.setattr(power, "draw_hits", drawing)
    at = setting()
    told_apart(at, 4, LEVEL, B)
    (high, spread), (low, other) = asked
    assert spread == other == 1.4
    assert high + low == pytest.approx(0.009 * 70 * 45)
    assert (high / 30) / (low / 40) == pytest.approx(4)


def test_p_can_come_to_the_level_of_many_pairs():
    # 66 pairs of 12 pieces: 0.05 / 66 is below one in a thousand
    levels = np.array([0.05, 0.05 / 66])
    clear = Setting(np.full(60, 45.0), np.full(60, 45.0), 0.03, 1.0, "a b")
    assert told_apart(clear, 9, levels, Bootstrap()).tolist() == [1, 1]
    # a study that takes fewer rearrangements cannot
    assert told_apart(clear, 9, levels, B).tolist() == [1, 0]
