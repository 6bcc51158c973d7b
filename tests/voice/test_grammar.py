"""Tests of words and marks in a sentence, on invented sentences; a place is the number of a token, from 0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.voice import grammar
from framing.voice.grammar import Sentence, sentence


def cut(text, hidden=()):
    """Return a sentence given with blanks between its tokens; a quotation hides the places `hidden`."""
    tokens = text.split()
    return sentence(tokens, [place in hidden for place in range(len(tokens))])


def test_word_set_splits_at_blanks():
    assert grammar.word_set("and or  and") == {"and", "or"}


def test_sentence_whole():
    assert sentence(["Rents", "FELL", ".", '"'], [False, False, False, True], headline=True) == Sentence(
        tokens=["Rents", "FELL", ".", '"'],
        lower=["rents", "fell", ".", '"'],
        hidden=[False, False, False, True],
        end=2,
        headline=True,
    )


@pytest.mark.parametrize(
    ("text", "end"),
    [("", 0), (". !", 0), ("left", 1), ("He left", 2), ("left . . .", 1), ("5 % left ) .", 3)],
)
def test_a_sentence_ends_where_only_marks_follow(text, end):
    assert cut(text).end == end
    assert cut(text).hidden == [False] * len(text.split())


def test_no_mark_is_hidden_where_nothing_is_said_of_quotations():
    assert sentence(["He", "left"]) == Sentence(["He", "left"], ["he", "left"], [False, False], 2, False)


@pytest.mark.parametrize(("token", "answer"), [("Orr", True), ("U.S.", True), ("É", True), ("orr", False)])
def test_is_capital(token, answer):
    assert grammar.is_capital(token) is answer


@pytest.mark.parametrize("token", ["", "2024", '"', "iPhone"])
def test_neither_figures_nor_marks_are_capitals(token):
    assert not grammar.is_capital(token)


@pytest.mark.parametrize(
    ("word", "answer"),
    [("has", True), ("twice", True), ("slowly", True), ("hasn't", True), ("fly", False), ("only", True)],
)
def test_is_adverb(word, answer):
    assert grammar.is_adverb(word) is answer


def test_four_letters_in_ly_are_no_adverb():
    assert [word for word in ("ally", "rely", "fully", "badly") if grammar.is_adverb(word)] == [
        "fully",
        "badly",
    ]


@pytest.mark.parametrize(
    ("text", "stops", "place"),
    [
        ("The council has often openly objected", (), 1),
        ("It objected", (), 0),
        ("then objected", (), -1),
        ("Rents have been called", ("been",), 2),
        ("Rents have been called", (), 0),
    ],
)
def test_before_adverbs_passes_adverbs_and_auxiliaries(text, stops, place):
    s = cut(text)
    assert grammar.before_adverbs(s, len(s.tokens) - 1, frozenset(stops)) == place


def test_before_adverbs_from_the_first_word_finds_nothing():
    assert grammar.before_adverbs(cut("objected"), 0, frozenset()) == -1


def test_is_mark_sees_no_hidden_mark_but_quotation_marks():
    s = cut('" Yes , " she said , truly', hidden=(0, 1, 2, 3))
    seen = [grammar.is_mark(s, place, grammar.BOUNDS) for place in range(8)]
    assert seen == [True, False, False, True, False, False, True, False]
    assert [place for place in range(8) if grammar.is_mark(s, place, grammar.DASHES)] == []


#        0     1    2 3     4 5   6   7 8       9 10  11   12
PAUSES = "Rents fell , truly ; she had : nothing - but time ."


@pytest.mark.parametrize(
    ("start", "place"), [(0, 2), (2, 2), (3, 4), (5, 7), (8, 9), (10, 12), (12, 12), (13, 13)]
)
def test_next_pause_or_where_the_sentence_ends(start, place):
    assert grammar.next_pause(cut(PAUSES), start) == place


@pytest.mark.parametrize(
    ("stop", "place"), [(0, -1), (2, -1), (3, 2), (7, 4), (9, 7), (12, 9), (99, 9), (-1, -1)]
)
def test_previous_pause_or_none(stop, place):
    assert grammar.previous_pause(cut(PAUSES), stop) == place


def test_pauses_of_named_marks_only():
    s = cut(PAUSES)
    assert grammar.next_pause(s, 0, grammar.DASHES) == 9
    assert grammar.previous_pause(s, 9, frozenset(",")) == 2
    assert grammar.previous_pause(s, 9, grammar.DASHES) == -1


def test_pauses_within_a_quotation_are_passed():
    s = cut('He said " no , never " , then left', hidden=(2, 3, 4, 5, 6))
    assert [grammar.next_pause(s, start) for start in (0, 3, 7)] == [2, 6, 7]
    assert [grammar.previous_pause(s, stop) for stop in (10, 7, 6)] == [7, 6, 2]


def test_no_pause_is_sought_beyond_a_hundred_tokens():
    s = cut("so " * 100 + ", " + "so " * 150)
    assert grammar.next_pause(s, 0) == 100  # as far as it looks, not the comma there
    assert grammar.next_pause(s, 1) == 100
    assert grammar.next_pause(s, 101) == 201
    assert grammar.previous_pause(s, 199) == 100
    assert grammar.previous_pause(s, 200) == -1


@given(st.lists(st.sampled_from(["a", ",", ";", ":", "—", "-", '"', "."]), max_size=20), st.integers(0, 20))
def test_a_pause_between_two_places_is_found_from_either(tokens, at):
    s = sentence(tokens)
    following, before = grammar.next_pause(s, at), grammar.previous_pause(s, at)
    assert following >= at > before
    assert set(s.lower[at:following]) <= {"a", "."}
    assert set(s.lower[before + 1 : at]) <= {"a", "."}


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Rents fell", 1),
        ("Rents have fallen", 1),
        ("Rents jumped", 1),
        ("It ended", 1),
        ("Rents didn't fall", 1),
        ("Rents fall", -1),  # a present form of a full verb
        ("the promised house", -1),
        ("in rented houses", -1),
        ("rents being raised", -1),
        ("bed and red", -1),  # too short for a past form
        ("Asked again", -1),  # nothing stands before it
        ("people who left have called", 3),  # the verb of the relative is passed
        ("what people said", 2),
        ("that fell", 1),  # the first word leads no relative of this stretch
    ],
)
def test_finite_verb(text, verb):
    s = cut(text)
    assert grammar.finite(s, 0, len(s.tokens)) == verb


def test_finite_looks_between_the_places_only():
    s = cut("He said rents had risen and fell")
    assert [grammar.finite(s, start, stop) for start, stop in ((0, 1), (0, 9), (2, 3), (2, 9), (4, 9))] == [
        -1,
        1,
        -1,
        3,
        6,
    ]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The asked price was raised once", [3, 4]),
        ("Rents that nobody raised fell", [3, 4]),
        ("She can't have promised", [1, 2, 3]),
        ("the need and the seed", []),
    ],
)
def test_is_finite(text, verbs):
    s = cut(text)
    assert [place for place in range(len(s.tokens)) if grammar.is_finite(s, place)] == verbs
