"""Sentiment, counted by hand."""

import pandas as pd

from framing.sentiment.scorers import score, score_afinn

# good 1.9, bad -2.5; compound is x / sqrt(x^2 + 15), a share is (|x| + 1) of those and one per neutral word
BY_HAND = {
    "": (0, 0, 0, 0),
    "a": (0, 0, 0, 0),
    "Prices rose.": (0, 1000, 0, 0),
    "good": (0, 0, 1000, 4404),  # 1.9 / sqrt(18.61)
    "not good": (706, 294, 0, -3412),  # -0.74 x 1.9 = -1.406; 2.406 of 3.406
    "very good": (0, 238, 762, 4927),  # 1.9 + 0.293 = 2.193; 3.193 of 4.193
    "GOOD news": (0, 216, 784, 5622),  # 1.9 + 0.733 = 2.633; 3.633 of 4.633
    "good but bad": (617, 130, 253, -5859),  # 0.95 - 3.75 = -2.8; 4.75, 1 and 1.95 of 7.7
    "good!": (0, 0, 1000, 4926),  # 1.9 + 0.292 = 2.192
    '"good"': (0, 1000, 0, 0),  # only one mark at one end comes off
}


def test_scores_counted_by_hand():
    columns = ["neg", "neu", "pos", "compound"]
    assert score(BY_HAND).equals(pd.DataFrame(BY_HAND.values(), columns=columns, dtype="int64"))


def test_scores_are_whole_numbers_in_the_order_of_the_sentences():
    scored = score(iter(["good", "bad"]))
    assert scored.dtypes.astype(str).tolist() == ["int64"] * 4
    assert scored["compound"].tolist() == [4404, -5423]
    assert score([]).equals(scored.head(0))


def test_afinn_takes_the_longest_entry_at_a_place_and_whole_words_alone():
    # entries: some kind 0, kind 2, cool 1, cool stuff 3, damn 2 below
    sentences = ["Some kind of truce", "kind words", "cool stuff", "cool, stuff", "kindly coolness", "Damn!"]
    assert score_afinn(sentences).tolist() == [0, 2, 3, 1, 0, -2]
