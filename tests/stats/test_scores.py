"""Sums of the scores of sentences and their errors, by hand and against scipy."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.stats.scores import sum_scores

COLUMNS = ["doc_id", "paragraph", "sentence", "part", "as written", "topic masked", "AFINN"]
SCORED = pd.DataFrame(
    [
        ("a", 1, 1, "headline", -6000, 0, -2),
        ("a", 2, 2, "body", -2000, 0, 1),
        ("a", 2, 3, "body", 2000, 2000, 3),
        ("a", 3, 4, "body", 0, 1000, 1),
        ("a", 3, 5, "body", 4000, 4000, 1),
        ("b", 1, 1, "headline", 1000, 1000, 0),
    ],
    columns=COLUMNS,
)


@pytest.fixture(scope="module")
def table():
    return sum_scores(SCORED).set_index(["doc_id", "parts", "score"])


def test_every_piece_has_a_row_per_parts_and_score(table):
    assert list(table.index) == [
        (doc_id, parts, score)
        for doc_id in "ab"
        for parts in ("all", "body")
        for score in ("as written", "topic masked", "AFINN")
    ]


def test_sums_are_whole_numbers(table):
    assert table["total"].tolist() == [-2000, 7000, 4, 4000, 7000, 6, 1000, 1000, 0, 0, 0, 0]
    assert table["sentences"].tolist() == [5] * 3 + [4] * 3 + [1] * 3 + [0] * 3
    assert table["paragraphs"].tolist() == [3] * 3 + [2] * 3 + [1] * 3 + [0] * 3


def test_errors_by_sentence_are_standard_errors_of_the_mean(table):
    own = table.loc[("a", "all")]
    assert own.loc["as written", "error_sentence"] == pytest.approx(stats.sem([-0.6, -0.2, 0.2, 0, 0.4]))
    assert own.loc["AFINN", "error_sentence"] == pytest.approx(stats.sem([-2, 1, 3, 1, 1]))
    assert own.loc["topic masked", "change_error_sentence"] == pytest.approx(stats.sem([0.6, 0.2, 0, 0.1, 0]))


def test_errors_by_paragraphs_of_one_size_are_those_of_their_means(table):
    own = table.loc[("a", "body")]
    assert own.loc["as written", "error_paragraph"] == pytest.approx(stats.sem([0, 0.2]))
    assert own.loc["AFINN", "error_paragraph"] == pytest.approx(stats.sem([2, 1]))
    assert own.loc["topic masked", "change_error_paragraph"] == pytest.approx(stats.sem([0.1, 0.05]))


def test_errors_by_paragraphs_of_several_sizes(table):
    # residuals of the paragraphs from the mean of -.04: -.56 of one sentence, .08 and .48 of two
    expected = np.sqrt(3 / 2 * (0.56**2 + 0.08**2 + 0.48**2)) / 5
    assert table.loc[("a", "all", "as written"), "error_paragraph"] == pytest.approx(expected)


def test_a_change_is_told_of_masked_scores_alone(table):
    changes = table[["change_error_paragraph", "change_error_sentence"]].isna().all(axis=1)
    assert changes.loc["a"].groupby("score").all().to_dict() == {
        "as written": True,
        "topic masked": False,
        "AFINN": True,
    }


def test_deviations_and_correlations_are_those_of_numpy_and_scipy(table):
    own, scores = table.loc[("a", "all")], SCORED[SCORED["doc_id"] == "a"]
    assert own.loc["topic masked", "deviation"] == pytest.approx(np.std(scores["topic masked"] / 10_000))
    for name in ("topic masked", "AFINN"):
        expected = stats.spearmanr(scores["as written"], scores[name])[0]
        assert own.loc[name, "with_vader"] == pytest.approx(expected)


def test_what_cannot_be_told_is_missing(table):
    single = table.loc[("b", "all", "AFINN")]
    assert single[["error_paragraph", "error_sentence", "with_vader"]].isna().all()
    assert single["deviation"] == 0
    assert table.loc[("b", "body")].drop(columns=["paragraphs", "sentences", "total"]).isna().all(axis=None)
