"""Sentiment of pieces, by hand and against scipy."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.stats.sentiment import compare_sentiment, mean_sentiment
from framing.study import Bootstrap, Features
from made_up import scores_of

# piece, paragraph, sentence, part, VADER as written, names and topic masked, TextBlob, AFINN
ROWS = [
    ("a", 1, 1, "headline", 5000, 1000, 5000, 0, 0),
    ("a", 1, 2, "body", -1000, -1000, 0, 0, 0),
    ("a", 2, 3, "body", 8000, 3000, 4000, 0, 0),
    ("b", 1, 1, "body", -5000, -5000, -1000, 0, 0),
    ("b", 2, 2, "body", -3000, -4000, 1000, 0, 0),
    ("b", 3, 3, "body", -1000, -6000, -3000, 0, 0),
]
BY_SENTENCE = Bootstrap(unit="sentence")


def features(rows):
    columns = ["doc_id", "paragraph", "sentence", "part", "compound"]
    sentences = pd.DataFrame([row[:5] for row in rows], columns=columns)
    return Features(sentences, pd.DataFrame(), pd.DataFrame(), scores_of(rows))


def written(doc_id):
    return np.array([row[4] for row in ROWS if row[0] == doc_id]) / 10_000


def test_means(same):
    same(
        mean_sentiment(features(ROWS))[["doc_id", "score", "sentences", "mean"]],
        "doc_id score sentences mean",
        [
            ("a", "as written", 3, 0.4),
            ("a", "names masked", 3, 0.1),
            ("a", "topic masked", 3, 0.3),
            ("b", "as written", 3, -0.3),
            ("b", "names masked", 3, -0.5),
            ("b", "topic masked", 3, -0.1),
        ],
    )


def test_limits_are_those_of_students_t():
    table = mean_sentiment(features(ROWS), Bootstrap(coverage=0.9)).set_index(["doc_id", "score"])
    # paragraphs of a: two sentences with .4, which is .4 less than twice the mean, and one with .8, .4 more
    error = np.sqrt(2 * (0.4**2 + 0.4**2)) / 3
    assert table.loc[("a", "as written"), ["low", "high"]].tolist() == pytest.approx(
        stats.t.interval(0.9, 1, loc=0.4, scale=error)
    )
    single = written("b")
    expected = stats.t.interval(0.9, 2, loc=-0.3, scale=stats.sem(single))
    for ends in (["low", "high"], ["low_sentence", "high_sentence"]):
        assert table.loc[("b", "as written"), ends].tolist() == pytest.approx(expected)


def test_the_unit_is_that_of_the_study():
    table = mean_sentiment(features(ROWS), BY_SENTENCE)
    pd.testing.assert_frame_equal(
        table[["low", "high"]],
        table[["low_sentence", "high_sentence"]].set_axis(["low", "high"], axis=1),
    )
    assert not table.equals(mean_sentiment(features(ROWS)))


def test_pairs_are_welchs():
    pairs = compare_sentiment(features(ROWS), BY_SENTENCE)
    own = pairs[pairs["score"] == "as written"].iloc[0]
    reference = stats.ttest_ind(written("a"), written("b"), equal_var=False)
    assert own[["doc_id_a", "doc_id_b", "family"]].tolist() == ["a", "b", "pairs:as written"]
    assert own["difference"] == pytest.approx(0.7)
    assert own["p"] == pytest.approx(reference.pvalue)
    assert own[["low", "high"]].tolist() == pytest.approx(list(reference.confidence_interval(0.95)))


def test_pairs_are_adjusted_within_a_score_and_then_told_apart():
    other = [("c", row[1], row[2], row[3], *(9000 + i for i in range(5))) for row in ROWS[:3]]
    # nearly the same score in every sentence, so that c is apart from both
    other = [(*row[:4], 9000 + row[2], *row[5:]) for row in other]
    pairs = compare_sentiment(features([*ROWS, *other]), BY_SENTENCE)
    own = pairs[pairs["score"] == "as written"].set_index(["doc_id_a", "doc_id_b"])
    p = own["p"]
    assert p["b", "c"] < p["a", "b"] < p["a", "c"]
    assert own.loc[("b", "c"), "p_holm"] == pytest.approx(3 * p["b", "c"])
    assert own.loc[("a", "b"), "p_holm"] == pytest.approx(max(2 * p["a", "b"], 3 * p["b", "c"]))
    assert own["distinguishable"].tolist() == (own["p_holm"] < 0.05).tolist()
    assert own.loc[("b", "c"), "distinguishable"] and not own.loc[("a", "c"), "distinguishable"]


def test_the_level_is_what_the_intervals_leave():
    pairs = compare_sentiment(features(ROWS), Bootstrap(coverage=0.5))
    assert pairs["distinguishable"].tolist() == (pairs["p"] < 0.5).tolist()


def test_a_piece_of_one_paragraph_has_a_mean_and_no_limits():
    rows = [row for row in ROWS if row[0] == "b"] + [("d", 1, 1, "body", 100, 0, 0, 0, 0)]
    table = mean_sentiment(features(rows)).set_index(["doc_id", "score"])
    assert table.loc[("d", "as written"), "mean"] == 0.01
    assert table.loc[("d", "as written"), ["low", "high", "low_sentence", "high_sentence"]].isna().all()
    pairs = compare_sentiment(features(rows))
    assert pairs[["low", "high", "p", "p_holm"]].isna().all(axis=None)
    assert not pairs["distinguishable"].any()


def test_means_do_not_depend_on_other_pieces():
    both = mean_sentiment(features(ROWS))
    pd.testing.assert_frame_equal(mean_sentiment(features(ROWS[:3])), both[both["doc_id"] == "a"])


def test_of_the_specimens_means_are_those_of_their_scores(specimen):
    table = mean_sentiment(specimen.features).pivot_table(index="doc_id", columns="score", values="mean")
    compound = specimen.features.sentences.groupby("doc_id")["compound"].mean() / 10_000
    np.testing.assert_allclose(table["as written"], compound, atol=1e-12)
    scores = specimen.features.scores.query("parts == 'all' and score == 'topic masked'").set_index("doc_id")
    np.testing.assert_allclose(
        table["topic masked"], scores["total"] / scores["sentences"] / 10_000, atol=1e-12
    )
