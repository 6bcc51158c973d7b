"""Salience, on two pieces whose rates can be counted by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.stats.salience import compare_pairs, salience
from framing.study import Bootstrap, Definitions, Features

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


def test_limits_over_paragraphs_by_all_resamples_there_are():
    # the 27 resamples of the three paragraphs of a, whose hits of sea are 3 0 0 and words 20 20 10
    hits, words = np.array([3, 0, 0]), np.array([20, 20, 10])
    every = np.array(np.meshgrid(*[range(3)] * 3)).reshape(3, -1).T
    ratios = 1000 * hits[every].sum(axis=1) / words[every].sum(axis=1)
    low, high = np.percentile(np.repeat(ratios, 1000), [2.5, 97.5])
    row = salience(FEATURES, DEFINITIONS, 1, B).loc[1]
    assert [row["low"], row["high"]] == pytest.approx([low, high])
    assert high == 150


def test_limits_over_sentences_by_all_resamples_there_are():
    hits, words = np.array([2, 1, 0, 0]), np.array([10, 10, 20, 10])
    every = np.array(np.meshgrid(*[range(4)] * 4)).reshape(4, -1).T
    ratios = 1000 * hits[every].sum(axis=1) / words[every].sum(axis=1)
    low, high = np.percentile(np.repeat(ratios, 1000), [5, 95])
    row = salience(FEATURES, DEFINITIONS, 1, Bootstrap(20_000, coverage=0.9)).loc[1]
    assert [row["low_sentence"], row["high_sentence"]] == pytest.approx([low, high])


def test_a_piece_of_one_paragraph_has_no_width_over_paragraphs():
    row = salience(FEATURES, DEFINITIONS, 1, B).loc[4]
    assert (row["low"], row["rate"], row["high"]) == (50, 50, 50)
    assert row["low_sentence"] == 0
    assert row["high_sentence"] == pytest.approx(1000 / 12)


def test_no_hit_has_the_upper_limit_of_poisson():
    table = salience(FEATURES, DEFINITIONS, 1, B).loc[[2, 3, 5]]
    assert table["low"].tolist() == [0, 0, 0]
    expected = pytest.approx([NONE_SEEN / 50 * 1000, NONE_SEEN / 20 * 1000, NONE_SEEN / 20 * 1000])
    assert table["high"].tolist() == expected
    assert table["high_sentence"].tolist() == expected


@pytest.mark.parametrize("level", [1, 2])
def test_rates_and_limits_do_not_depend_on_other_pieces(level):
    alone = features_of(SENTENCES[:4], HITS[:4])
    both = salience(FEATURES, DEFINITIONS, level, B)
    pd.testing.assert_frame_equal(salience(alone, DEFINITIONS, level, B), both[both["doc_id"] == "a"])


def test_no_hits_at_all():
    table = salience(features_of(SENTENCES, HITS[:0]), DEFINITIONS, 1, B)
    assert table["hits"].tolist() == [0] * 6
    assert (table["high"] > 0).all()


def test_pairs(same):
    pairs = compare_pairs(FEATURES, DEFINITIONS, B)
    rates = salience(FEATURES, DEFINITIONS, 1, B)
    same(
        pairs[["frame", "doc_id_a", "doc_id_b", "difference", "distinguishable"]],
        "frame doc_id_a doc_id_b difference distinguishable",
        [("sky", "a", "b", 20.0, False), ("sea", "a", "b", 10.0, False), ("land", "a", "b", 0.0, False)],
    )
    # b has no hit of sky: the limits are the widest that both intervals allow
    assert pairs.loc[0, ["low", "high"]].tolist() == [
        pytest.approx(rates.loc[0, "low"] - rates.loc[3, "high"]),
        pytest.approx(rates.loc[0, "high"] - rates.loc[3, "low"]),
    ]
    # b has but one paragraph, so the limits of sea are those of a less 50
    assert pairs.loc[1, ["low", "high"]].tolist() == pytest.approx([rates.loc[1, "low"] - 50, 100])
    land = NONE_SEEN * 1000
    assert pairs.loc[2, ["low", "high"]].tolist() == pytest.approx([-land / 20, land / 50])


def test_pairs_that_are_far_apart_are_distinguishable():
    sentences = [("a", i, i, 10) for i in range(1, 9)] + [("b", i, i, 1000) for i in range(1, 9)]
    hits = [("a", i, i, "sea", "wet", "tide*", 1 + i % 2, 1) for i in range(1, 9)]
    with_none = compare_pairs(features_of(sentences, hits), DEFINITIONS, B)
    hits += [("b", 1, 1, "sea", "wet", "tide*", 1, 1)]
    with_one = compare_pairs(features_of(sentences, hits), DEFINITIONS, B)
    for pairs in (with_none, with_one):
        assert pairs["distinguishable"].tolist() == [False, True, False]
        assert pairs.loc[1, "low"] > 100


def test_of_the_released_pieces_every_row_is_kept_and_adds_up(shipped):
    small = Bootstrap(resamples=200)
    table = salience(shipped.features, shipped.definitions, 1, small)
    assert len(table) == 5 * 3
    assert table["hits"].sum() == shipped.features.hits["n"].sum()
    assert (table["low"] <= table["rate"]).all()
    assert (table["rate"] <= table["high"]).all()
    fine = salience(shipped.features, shipped.definitions, 2, small)
    assert len(fine) == 5 * len(shipped.definitions.subframes)
    assert fine["hits"].sum() == shipped.features.hits["n_subframe"].sum()
