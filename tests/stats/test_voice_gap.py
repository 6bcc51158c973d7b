"""The author's share of hits less that of words: by hand, against enumeration and the binomial."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.stats.voice_gap import (
    Voiced,
    gap_by_units,
    gap_by_words,
    marked_units,
    together,
    voice_gaps,
    voiced_units,
)
from framing.study import Bootstrap, Definitions, Features

MANY = Bootstrap(resamples=20_000)


def voiced(hits, own_hits, words, own_words):
    """Return units of one frame, with the column for all frames together, which is the same."""
    columns = (np.column_stack([n, n]).astype(float) for n in (hits, own_hits))
    return Voiced(*columns, np.array(words, dtype=float), np.array(own_words, dtype=float))


def near(share, draws=MANY.resamples):
    return pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / draws) + 2 / draws)


VIEW = voiced([2, 1, 3, 0], [2, 1, 2, 0], [40, 20, 50, 30], [40, 10, 40, 30])
NEWS = voiced([1, 2, 1], [0, 1, 0], [30, 40, 20], [20, 20, 20])

DEFINITIONS = Definitions(
    frames=pd.DataFrame({"frame": ["sea", "sky"], "label": ["Sea", "Sky"]}),
    subframes=pd.DataFrame(),
    dictionary=pd.DataFrame(),
    masks=pd.DataFrame(),
)
FEATURES = Features(
    pd.DataFrame(
        [("a", 1, 1, 20, 5, 0), ("a", 1, 2, 20, 0, 3), ("a", 2, 3, 10, 2, 0), ("b", 1, 1, 40, 40, 0)],
        columns=["doc_id", "paragraph", "sentence", "n_words", "n_words_quoted", "n_words_reported"],
    ),
    pd.DataFrame(
        [
            ("a", 1, 1, "sea", "author", 2),
            ("a", 1, 2, "sea", "reported", 1),
            ("a", 2, 3, "sea", "quoted", 1),
            ("a", 2, 3, "sky", "author", 1),
            ("b", 1, 1, "sky", "quoted", 2),
        ],
        columns=["doc_id", "paragraph", "sentence", "frame", "voice", "n"],
    ).assign(subframe="", n_subframe=0),
    pd.DataFrame(),
    pd.DataFrame(),
)


def test_the_gaps_of_pieces_counted_by_hand(same):
    # of the 50 words of a 5 + 2 are quoted and 3 reported: 40 are the author's
    same(
        voice_gaps(FEATURES, DEFINITIONS),
        "doc_id frame hits share_hits share_words gap",
        [
            ("a", "sea", 4, 0.5, 0.8, -0.3),
            ("a", "sky", 1, 1.0, 0.8, 0.2),
            ("a", "all", 5, 0.6, 0.8, -0.2),
            ("b", "sea", 0, np.nan, 0.0, np.nan),
            ("b", "sky", 2, 0.0, 0.0, 0.0),
            ("b", "all", 2, 0.0, 0.0, 0.0),
        ],
    )


def test_units_hold_hits_and_words_and_those_of_the_author():
    a = voiced_units(FEATURES, DEFINITIONS, "paragraph")["a"]
    assert a.hits.tolist() == [[3, 0, 3], [1, 1, 2]]
    assert a.own_hits.tolist() == [[2, 0, 2], [0, 1, 1]]
    assert (a.words.tolist(), a.own_words.tolist()) == ([40, 10], [32, 8])
    by_sentence = voiced_units(FEATURES, DEFINITIONS, "sentence")["a"]
    assert by_sentence.own_words.tolist() == [15, 17, 8]


def test_p_by_units_against_every_deal_of_them():
    every = together([VIEW, NEWS])

    def gap(units):
        units = list(units)
        own_words = every.own_words[units].sum() / every.words[units].sum()
        return every.own_hits[units, 0].sum() / every.hits[units, 0].sum() - own_words

    # each group has a hit in every deal: but one unit holds none
    deals = [
        (dealt, [i for i in range(7) if i not in dealt]) for dealt in map(list, combinations(range(7), 4))
    ]
    values = np.array([gap(more) - gap(less) for more, less in deals])
    observed = gap(range(4)) - gap(range(4, 7))
    assert observed == pytest.approx((VIEW.gap - NEWS.gap)[0])
    exact = np.mean(np.abs(values) >= abs(observed) - 1e-12)
    assert 0.02 < exact < 0.5
    assert gap_by_units(VIEW, NEWS, "key", MANY)[0][0] == near(exact)


def test_p_by_words_against_the_binomial():
    # the mean of the draws is not 0, since the piece with most words has not most hits;
    # each piece drops its hits with its own share: .75 and .5 of two pieces, .6 of the other group
    first = voiced([3, 2], [3, 2], [40, 40], [30, 30])
    second = voiced([4], [4], [200], [100])
    other = voiced([2, 3], [1, 1], [50, 50], [40, 20])
    more = together([first, second])
    n = np.arange(10)
    own = np.convolve(stats.binom.pmf(np.arange(6), 5, 0.75), stats.binom.pmf(np.arange(5), 4, 0.5))
    words = more.own_words.sum() / more.words.sum()
    k = np.arange(6)
    joint = own[:, None] * stats.binom.pmf(k, 5, 0.6)
    values = (n[:, None] / 9 - words) - (k / 5 - 0.6)
    centre = (joint * values).sum()
    observed = (more.gap - other.gap)[0]
    exact = joint[np.abs(values - centre) >= abs(observed - centre) - 0.02].sum()
    # no value lies so near the observed one that the centre of the draws could decide
    apart = np.abs(np.abs(values - centre) - abs(observed - centre))
    assert apart[apart > 1e-9].min() > 0.02
    assert 0.005 < exact < 0.5
    p = gap_by_words([first, second], [other], "key", MANY)
    assert p[0] == near(exact)
    # the last column is the sum of the frames, here of one
    assert p[1] == p[0]


def test_limits_reach_as_far_as_the_deals_spread_and_no_further_than_shares_do():
    every = together([VIEW, NEWS])
    values = []
    for members in combinations(range(7), 4):
        inside = np.isin(np.arange(7), members)
        groups = [
            Voiced(*(part[side] for part in (every.hits, every.own_hits, every.words, every.own_words)))
            for side in (inside, ~inside)
        ]
        values.append((groups[0].gap - groups[1].gap)[0])
    observed = (VIEW.gap - NEWS.gap)[0]
    reach = stats.norm.ppf(0.75) * np.sqrt(np.mean(np.square(values)))
    _, low, high = gap_by_units(VIEW, NEWS, "key", MANY._replace(coverage=0.5))
    assert (low[0], high[0]) == pytest.approx((observed - reach, observed + reach), abs=0.01)
    # all of one group's hits are the author's and none of the other's, of half of the words each
    all_own, none_own = (voiced([1] * 6, [own] * 6, [10] * 6, [5] * 6) for own in (1, 0))
    _, low, high = gap_by_units(all_own, none_own, "key", MANY)
    assert high[0] == 1
    assert 0 < low[0] < 0.6


def test_marked_units_take_any_mark_of_hits_and_no_word():
    marked = marked_units(FEATURES, DEFINITIONS, "paragraph", FEATURES.hits["voice"] == "quoted")
    assert marked["a"].hits.tolist() == [[3, 0, 3], [1, 1, 2]]
    assert marked["a"].own_hits.tolist() == [[0, 0, 0], [1, 0, 1]]
    assert marked["b"].own_hits.tolist() == [[0, 2, 2]]
    assert [marked[doc_id].own_words.tolist() for doc_id in "ab"] == [[0, 0], [0]]


def test_a_deal_that_leaves_a_group_without_a_hit_counts_as_one_as_large():
    pair, single = voiced([1, 0], [1, 0], [10, 10], [10, 10]), voiced([1], [0], [10], [10])
    # of three deals one puts both hits into the pair, so that the single has none; the others are as observed
    deals = [(0, 1), (0, 2), (1, 2)]
    hits, own = np.array([1, 0, 1]), np.array([1, 0, 0])
    beyond = 0
    for members in deals:
        inside = np.isin(np.arange(3), members)
        if hits[inside].sum() and hits[~inside].sum():
            gap = own[inside].sum() / hits[inside].sum() - own[~inside].sum() / hits[~inside].sum()
            beyond += abs(gap) >= 1
        else:
            beyond += 1
    assert beyond == 3
    assert gap_by_units(pair, single, "x", MANY)[0][0] == 1


def test_no_p_where_a_group_has_no_hit():
    empty = voiced([0, 0], [0, 0], [10, 10], [10, 10])
    assert np.isnan(gap_by_units(VIEW, empty, "x", MANY)).all()
    with np.errstate(invalid="ignore"):
        assert np.isnan(gap_by_words([VIEW], [empty], "x", MANY)).all()
