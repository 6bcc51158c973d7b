"""Sentiment of pieces, by hand."""

import numpy as np
import pandas as pd
import pytest

from framing.stats.sentiment import compare_sentiment, mean_sentiment
from framing.study import Bootstrap

B = Bootstrap(resamples=4000)
SENTENCES = pd.DataFrame(
    [
        ("a", 1, 1, 5000, 1000),
        ("a", 1, 2, -1000, -1000),
        ("a", 2, 3, 8000, 3000),
        ("b", 1, 1, -5000, -5000),
        ("b", 1, 2, -3000, -4000),
    ],
    columns=["doc_id", "paragraph", "sentence", "compound", "compound_masked"],
)


def test_means_and_limits_over_paragraphs(same):
    # a has paragraphs of 2 sentences with .4 together and of 1 with .8: resampling gives .2, .4 or .8
    same(
        mean_sentiment(SENTENCES, B)[["doc_id", "score", "sentences", "mean", "low", "high"]],
        "doc_id score sentences mean low high",
        [
            ("a", "as written", 3, 0.4, 0.2, 0.8),
            ("a", "masked", 3, 0.1, 0.0, 0.3),
            ("b", "as written", 2, -0.4, -0.4, -0.4),
            ("b", "masked", 2, -0.45, -0.45, -0.45),
        ],
    )


def test_limits_over_sentences_by_all_resamples_there_are():
    table = mean_sentiment(SENTENCES, B)
    assert table.loc[2, ["low_sentence", "high_sentence"]].tolist() == pytest.approx([-0.5, -0.3])
    every = np.array(np.meshgrid(*[[0.5, -0.1, 0.8]] * 3)).reshape(3, -1).mean(axis=0)
    expected = np.percentile(np.repeat(every, 1000), [2.5, 97.5])
    assert table.loc[0, ["low_sentence", "high_sentence"]].tolist() == pytest.approx(expected.tolist())


def test_pairs(same):
    # b has but one paragraph, so that the limits of the difference are those of a less the mean of b
    same(
        compare_sentiment(SENTENCES, B),
        "score doc_id_a doc_id_b difference low high distinguishable",
        [("as written", "a", "b", 0.8, 0.6, 1.2, True), ("masked", "a", "b", 0.55, 0.45, 0.75, True)],
    )


def test_pairs_that_overlap_are_not_distinguishable():
    other = SENTENCES[SENTENCES["doc_id"] == "a"].assign(doc_id="c")
    pairs = compare_sentiment(pd.concat([SENTENCES[:3], other]), B)
    assert pairs["difference"].tolist() == [0, 0]
    assert pairs["distinguishable"].tolist() == [False, False]


def test_means_do_not_depend_on_other_pieces():
    both = mean_sentiment(SENTENCES, B)
    pd.testing.assert_frame_equal(mean_sentiment(SENTENCES[:3], B), both[both["doc_id"] == "a"])


def test_of_the_specimens_means_are_those_of_pandas(specimen):
    sentences = specimen.features.sentences
    table = mean_sentiment(sentences, B).pivot_table(index="doc_id", columns="score", values="mean")
    expected = sentences.groupby("doc_id")[["compound", "compound_masked"]].mean() / 10_000
    np.testing.assert_allclose(table.to_numpy(), expected.to_numpy(), atol=1e-12)
