"""Salience, on two pieces whose rates can be counted by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.stats.intervals import Units, rate_limits
from framing.stats.salience import (
    compare_pairs,
    count_units,
    frame_dispersion,
    limits_per_thousand,
    salience,
    separation,
)
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import INTERVALS

B = Bootstrap(resamples=4000)
NONE_SEEN = stats.chi2.ppf(0.975, 2) / 2

# piece, paragraph, sentence, words
SENTENCES = [
    ("a", 1, 1, 10),
    ("a", 1, 2, 10),
    ("a", 2, 3, 20),
    ("a", 3, 4, 10),
    ("b", 1, 1, 8),
    ("b", 1, 2, 12),
]
HITS = [
    ("a", 1, 1, "sea", "wet", "tide*", 2, 2),
    ("a", 1, 2, "sea", "dry", "quay", 1, 1),
    ("a", 2, 3, "sea", "dry", "line", 0, 1),
    ("a", 3, 4, "sky", "", "rain", 1, 1),
    ("b", 1, 2, "sea", "wet", "tide*", 1, 1),
    ("b", 1, 1, "sky", "", "rain", 0, 0),
]


def features_of(sentences, hits):
    sentences = pd.DataFrame(sentences, columns=["doc_id", "paragraph", "sentence", "n_words"])
    columns = ["doc_id", "paragraph", "sentence", "frame", "subframe", "pattern", "n", "n_subframe"]
    return Features(sentences, pd.DataFrame(hits, columns=columns).assign(n_unless=0), *[pd.DataFrame()] * 2)


FEATURES = features_of(SENTENCES, HITS)
DEFINITIONS = Definitions(
    frames=pd.DataFrame({"frame": ["sky", "sea", "land"]}),
    subframes=pd.DataFrame({"frame": ["sea", "sea"], "subframe": ["dry", "wet"]}),
    dictionary=pd.DataFrame(),
    masks=pd.DataFrame(),
    cues=pd.DataFrame(),
    reporting=pd.DataFrame(),
)


def test_rates_of_frames_in_the_order_of_the_definitions(same):
    same(
        salience(FEATURES, DEFINITIONS, 1, B)[["doc_id", "frame", "hits", "words", "rate"]],
        "doc_id frame hits words rate",
        [
            ("a", "sky", 1, 50, 20.0),
            ("a", "sea", 3, 50, 60.0),
            ("a", "land", 0, 50, 0.0),
            ("b", "sky", 0, 20, 0.0),
            ("b", "sea", 1, 20, 50.0),
            ("b", "land", 0, 20, 0.0),
        ],
    )


def test_rates_of_subframes_count_each_level_on_its_own(same):
    same(
        salience(FEATURES, DEFINITIONS, 2, B)[["doc_id", "frame", "subframe", "hits", "words", "rate"]],
        "doc_id frame subframe hits words rate",
        [
            ("a", "sea", "dry", 2, 50, 40.0),
            ("a", "sea", "wet", 2, 50, 40.0),
            ("b", "sea", "dry", 0, 20, 0.0),
            ("b", "sea", "wet", 1, 20, 50.0),
        ],
    )


def resampled(hits, words, coverage=0.95):
    """Return the percentiles of the rates of all resamples of units that there are."""
    every = np.array(np.meshgrid(*[range(len(words))] * len(words))).reshape(len(words), -1).T
    ratios = 1000 * np.array(hits)[every].sum(axis=1) / np.array(words)[every].sum(axis=1)
    tail = 50 * (1 - coverage)
    return np.percentile(np.repeat(ratios, 1000), [tail, 100 - tail])


def test_limits_over_paragraphs_by_all_resamples_there_are():
    row = salience(FEATURES, DEFINITIONS, 1, B._replace(interval="percentile")).loc[1]
    low, high = resampled([3, 0, 0], [20, 20, 10])
    assert [row["low"], row["high"]] == pytest.approx([low, high])
    assert high == 150


def test_limits_over_sentences_by_all_resamples_there_are():
    some = Bootstrap(20_000, coverage=0.9, interval="percentile")
    row = salience(FEATURES, DEFINITIONS, 1, some).loc[1]
    expected = resampled([2, 1, 0, 0], [10, 10, 20, 10], 0.9)
    assert [row["low_sentence"], row["high_sentence"]] == pytest.approx(expected)
    # where sentences are the units the two are the same
    row = salience(FEATURES, DEFINITIONS, 1, some._replace(unit="sentence")).loc[1]
    assert [row["low"], row["high"]] == [row["low_sentence"], row["high_sentence"]]


def test_dispersion_is_pooled_over_the_pieces():
    # sea in a: 3 in the first paragraph, where 1.2, 1.2 and 0.6 are expected; b has one paragraph alone
    over_paragraphs = (1.8**2 / 1.2 + 1.2 + 0.6) / 2
    assert frame_dispersion(FEATURES, DEFINITIONS, "paragraph").to_dict() == {
        "sky": (0.4 + 0.4 + 0.8**2 / 0.2) / 2,
        "sea": pytest.approx(over_paragraphs),
        "land": 1,
    }
    # its sentences have 2, 1, 0 and 0 of 0.6, 0.6, 1.2 and 0.6; those of b 0 and 1 of 0.4 and 0.6
    a, b = 1.4**2 / 0.6 + 0.4**2 / 0.6 + 1.2 + 0.6, 0.4 + 0.4**2 / 0.6
    found = frame_dispersion(FEATURES, DEFINITIONS, "sentence")
    assert found["sea"] == pytest.approx((a + b) / 4)


@pytest.mark.parametrize("level", [1, 2])
def test_limits_are_those_of_the_hits_with_the_dispersion_of_the_frame(level):
    table = salience(FEATURES, DEFINITIONS, level, B)
    for name, unit in (("", "paragraph"), ("_sentence", "sentence")):
        spread = frame_dispersion(FEATURES, DEFINITIONS, unit)[table["frame"]].to_numpy()
        for row, dispersion in zip(table.itertuples(), spread, strict=True):
            units = Units(np.array([[row.hits]]), np.array([row.words]), np.array([dispersion]), "")
            low, high = (float(limit[0]) * 1000 for limit in rate_limits(units, B))
            assert getattr(row, f"low{name}") == pytest.approx(low)
            assert getattr(row, f"high{name}") == pytest.approx(high)


def test_no_hit_has_the_upper_limit_of_poisson():
    table = salience(FEATURES, DEFINITIONS, 1, B._replace(interval="gamma")).loc[[2, 3, 5]]
    assert table["low"].tolist() == [0, 0, 0]
    spread = frame_dispersion(FEATURES, DEFINITIONS, "paragraph")["sky"]
    expected = pytest.approx([NONE_SEEN / 50, spread * NONE_SEEN / 20, NONE_SEEN / 20])
    assert (table["high"] / 1000).tolist() == expected


@pytest.mark.parametrize("level", [1, 2])
def test_rates_do_not_depend_on_other_pieces_nor_do_limits_by_resamples(level):
    alone, some = features_of(SENTENCES[:4], HITS[:4]), B._replace(interval="percentile")
    both = salience(FEATURES, DEFINITIONS, level, some)
    pd.testing.assert_frame_equal(
        salience(alone, DEFINITIONS, level, some).drop(columns=["low", "high"]),
        both[both["doc_id"] == "a"].drop(columns=["low", "high"]),
    )


def test_no_hits_at_all():
    table = salience(features_of(SENTENCES, HITS[:0]), DEFINITIONS, 1, B)
    assert table["hits"].tolist() == [0] * 6
    assert (table["high"] > 0).all()


def test_a_study_without_subframes_has_no_row_of_any():
    bare = replace(DEFINITIONS, subframes=DEFINITIONS.subframes[:0])
    assert salience(FEATURES, bare, 2, B).empty
    assert list(salience(FEATURES, bare, 2, B)) == list(salience(FEATURES, DEFINITIONS, 2, B))


def test_pairs(same):
    pairs = compare_pairs(FEATURES, DEFINITIONS, B)
    same(
        pairs[["frame", "doc_id_a", "doc_id_b", "difference", "family", "distinguishable"]],
        "frame doc_id_a doc_id_b difference family distinguishable",
        [
            ("sky", "a", "b", 20.0, "pairs:sky", False),
            ("sea", "a", "b", 10.0, "pairs:sea", False),
            ("land", "a", "b", 0.0, "pairs:land", False),
        ],
    )
    rates = salience(FEATURES, DEFINITIONS, 1, B)
    for i, row in enumerate(pairs.itertuples()):
        a, b = rates.loc[i], rates.loc[i + 3]
        below = np.hypot(a["rate"] - a["low"], b["high"] - b["rate"])
        above = np.hypot(a["high"] - a["rate"], b["rate"] - b["low"])
        assert (row.low, row.high) == pytest.approx((row.difference - below, row.difference + above))
    # b has one paragraph: none of the four deals of one to it brings the rates of the two nearer than seen
    assert pairs["p"].tolist() == [pytest.approx(1), 1, 1]


def test_p_of_pairs_is_adjusted_within_the_frame():
    doc_ids = ("a", "b", "c")
    sentences = [(doc_id, i, i, 20) for doc_id in doc_ids for i in range(1, 9)]
    hits = [("a", i, i, "sea", "wet", "tide*", 1 + i % 2, 1) for i in range(1, 9)]
    hits += [("b", i, i, "sky", "", "rain", 1, 1) for i in range(1, 3)]
    pairs = compare_pairs(features_of(sentences, hits), DEFINITIONS, B)
    sky, sea = (
        pairs[pairs["frame"] == frame].set_index(["doc_id_a", "doc_id_b"]) for frame in ("sky", "sea")
    )
    # all hits of sea in one of two: 2 of the 12,870 deals; both of sky: 2 * 28 of 120
    assert sea["p"].tolist() == [pytest.approx(2 / 12_870, abs=1 / 1000)] * 2 + [1]
    assert sea["p_holm"].tolist() == pytest.approx([3 * sea["p"].min(), 3 * sea["p"].min(), 1], abs=1e-3)
    assert sky["p"].tolist() == [pytest.approx(56 / 120, abs=0.04), 1, pytest.approx(56 / 120, abs=0.04)]
    assert sky["p_holm"].tolist() == [1, 1, 1]
    assert pairs["distinguishable"].tolist() == [False] * 3 + [True, True, False] + [False] * 3


def test_it_is_the_adjusted_p_that_tells_pieces_apart():
    doc_ids = ("a", "b", "c", "d")
    sentences = [(doc_id, i, i, 20) for doc_id in doc_ids for i in range(1, 5)]
    hits = [("a", i, i, "sea", "wet", "tide*", 1, 1) for i in range(1, 5)]
    pairs = compare_pairs(features_of(sentences, hits), DEFINITIONS, B._replace(coverage=0.9))
    sea = pairs[pairs["frame"] == "sea"].set_index(["doc_id_a", "doc_id_b"])
    # 2 of 70 deals, times 6 pairs
    assert sea.loc["a", "p"].tolist() == [pytest.approx(2 / 70, abs=0.012)] * 3
    assert sea.loc["a", "p_holm"].between(0.1, 0.3).all()
    assert not sea["distinguishable"].any()
    two = compare_pairs(features_of(sentences[:8], hits), DEFINITIONS, B._replace(coverage=0.9))
    assert two["distinguishable"].tolist() == [False, True, False]


def test_separation_has_every_kind_of_interval():
    table = separation(FEATURES, DEFINITIONS, B)
    assert table["interval"].unique().tolist() == list(INTERVALS)
    columns = ["frame", "doc_id_a", "doc_id_b", "difference", "low", "high"]
    for kind, rows in table.groupby("interval"):
        pairs = compare_pairs(FEATURES, DEFINITIONS, B._replace(interval=kind))
        pd.testing.assert_frame_equal(rows[columns].reset_index(drop=True), pairs[columns])
    apart = (table["low"] > 0) | (table["high"] < 0)
    assert table["leaves_out_0"].equals(apart)


def test_separation_tells_what_leaves_out_0():
    sentences = [("a", i, i, 10) for i in range(1, 9)] + [("b", i, i, 1000) for i in range(1, 9)]
    hits = [("a", i, i, "sea", "wet", "tide*", 1 + i % 2, 1) for i in range(1, 9)]
    table = separation(features_of(sentences, hits), DEFINITIONS, B)
    assert table.groupby("frame")["leaves_out_0"].agg(["all", "any"]).to_dict("index") == {
        "land": {"all": False, "any": False},
        "sea": {"all": True, "any": True},
        "sky": {"all": False, "any": False},
    }


def test_limits_of_all_pieces_are_those_of_salience():
    low, high = limits_per_thousand(count_units(FEATURES, DEFINITIONS, 1, B.unit), B)
    rates = salience(FEATURES, DEFINITIONS, 1, B)
    assert low.ravel().tolist() == pytest.approx(rates["low"].tolist())
    assert high.ravel().tolist() == pytest.approx(rates["high"].tolist())
    assert low.shape == (2, 3)


def test_of_the_released_pieces_every_row_is_kept_and_adds_up(shipped):
    small = Bootstrap(resamples=200)
    table = salience(shipped.main.features, shipped.main.definitions, 1, small)
    assert len(table) == 5 * 3
    assert table["hits"].sum() == shipped.main.features.hits["n"].sum()
    assert (table["low"] <= table["rate"]).all()
    assert (table["rate"] <= table["high"]).all()
    fine = salience(shipped.main.features, shipped.main.definitions, 2, small)
    assert len(fine) == 5 * len(shipped.main.definitions.subframes)
    assert fine["hits"].sum() == shipped.main.features.hits["n_subframe"].sum()
