"""VADER's rules: against NLTK's own class, which is handed the same lexicon, and counted by hand."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.vader import (
    CONSTANTS,
    DEGREES,
    IDIOMS,
    LEXICON,
    LINKS,
    MARKS,
    NEGATIONS,
    PLAIN,
    Nltk,
    newslike,
    varied,
)
from framing.sentiment import vader
from framing.sentiment.scorers import lexicon

NLTK = Nltk(lexicon())
SCORE = vader.scorer(lexicon(), CONSTANTS)


@pytest.mark.parametrize(
    "sentence",
    [
        '"splendid" splendid',
        "(splendid) [splendid] splendid: :splendid",
        "splendid?! splendid!!!! 'splendid",
        "The least splendid. at least splendid. very least splendid. least splendid",
        "kind of splendid, KIND OF splendid, kind man of peace",
        "It is sort of a splendid mess, just enough of a splendid mess",
        "never so splendid; never this splendid; never so very splendid; Never so splendid",
        "so very much splendid. this or that splendid",
        "The old, old, the shit show; that is the bomb right there",
        "they will cut the mustard splendid, a kiss of death awful, from hand to mouth bad",
        "we all say yeah right sure good",
        "bad ass, a very bad ass one two bad ass",
        "splendid but awful BUT splendid but",
        "SPLENDID day, VERY splendid, VERY AWFUL, not VERY splendid",
        "SPLENDID DAY VERY GOOD",
        "It isn't a splendid day, ain't splendid, cannot be splendid, without splendid x y",
        "ISN'T splendid, nothing but splendid, uh-uh splendid",
        "splendid day. Not that splendid, not so splendid, splendid",
        ":) :( :-D ;) <3 </3 😀 :D :d (-: ):",
        "what??? splendid?? splendid!! ?",
        "l l' 'l lo LO",
        "don’t like “splendid” — ’splendid’",
        "\u00a0splendid\u2003awful\x1csplendid\u200bawful",
        "good not_good not-good good's goods",
        "kind kind of kind",
    ],
)
def test_rules_are_those_of_nltk(sentence):
    assert SCORE(sentence) == NLTK.score(sentence)


def test_varied_and_newslike_sentences_score_as_in_nltk():
    sentences = [*varied(4_000, seed=2), *newslike(1_000, seed=2, n_types=5_000)]
    assert [SCORE(sentence) for sentence in sentences] == [NLTK.score(sentence) for sentence in sentences]


WORDS = st.one_of(
    *map(st.sampled_from, (LEXICON, ["good", "bad", "great"], PLAIN, DEGREES, NEGATIONS, IDIOMS, LINKS))
)
FORMS = st.sampled_from([str, str, str, str.upper, str.capitalize])
MARKED = st.tuples(
    st.sampled_from(["", "", "", *MARKS]), WORDS, FORMS, st.sampled_from(["", "", *MARKS])
).map(lambda parts: parts[0] + parts[2](parts[1]) + parts[3])


@given(st.lists(MARKED, max_size=12).map(" ".join))
@settings(deadline=None)
def test_any_mix_of_words_scores_as_in_nltk(sentence):
    assert SCORE(sentence) == NLTK.score(sentence)


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_scores_as_in_nltk(text):
    assert SCORE(text) == NLTK.score(text)


def test_a_lexicon_that_rates_links_and_degrees_scores_as_in_nltk():
    own = {
        "very": 1.0,
        "least": -1.0,
        "but": 2.0,
        "not": -2.0,
        "so": 0.5,
        "never": -0.5,
        "kind": 2.4,
        "dull": 0.0,
    }
    words = [*own, "good", "day", "of", "at", "GOOD", "SO", "this"]
    rng, own["good"] = random.Random(4), 1.9
    sentences = [" ".join(rng.choices(words, k=rng.randrange(8))) for _ in range(2_000)]
    nltk = Nltk(own)
    score_one = vader.scorer(own, nltk.constants)
    assert [score_one(sentence) for sentence in sentences] == [nltk.score(s) for s in sentences]


def test_memo_is_bounded_and_forgetting_changes_no_score(monkeypatch):
    monkeypatch.setattr(vader, "MEMO_WORDS", 20)
    sentences = list(varied(300, seed=3))
    score_one = vader.scorer(lexicon(), NLTK.constants)
    assert [score_one(sentence) for sentence in sentences] == [NLTK.score(s) for s in sentences]
    memo = vader._Memo(lexicon(), NLTK.constants)
    sizes = [len(memo) for i in range(100) if memo[f"word{i}"]]
    assert max(sizes) == 20


def test_long_chunks_are_scored_but_not_kept():
    memo = vader._Memo(lexicon(), NLTK.constants)
    assert memo["x" * (vader.MEMO_LENGTH + 1)] is vader._PLAIN
    assert len(memo) == 0
    sentence = "x" * 100_000 + " splendid"
    assert SCORE(sentence) == NLTK.score(sentence)
