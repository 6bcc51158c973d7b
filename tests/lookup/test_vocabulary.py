"""Vocabulary: which parts of patterns a token matches, held to fnmatch on small words."""

import fnmatch
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lookup.vocabulary import GAP, MARK, WORD, Vocabulary, glob
from framing.text.tokens import is_word
from strategies import TOKENS

WORDS = TOKENS | st.text("abAé.,", max_size=6)
# a beginning, an end, both, neither, and beginnings of up to five letters
GLOBS = st.text("abé*?.", min_size=1, max_size=7) | st.sampled_from(["abab*", "aba*", "ab*", "*ba", "a*ba*b"])


def fits(part, token):
    return re.match(fnmatch.translate(part), token.lower()) is not None


@pytest.mark.parametrize(
    ("part", "fitting", "other"),
    [
        ("war", ["war"], ["warm", "awar", ""]),
        ("War*", ["war", "warm", "war\n"], ["awar"]),
        ("*war", ["war", "awar"], ["warm"]),
        ("w?r", ["war", "wér"], ["wr", "weir"]),
        ("w*a*r", ["war", "wxaxr"], ["wr", "warm"]),
        ("u.s.", ["u.s."], ["uxs."]),
        ("[a]", ["[a]"], ["a"]),
        ("*", ["", "war", "\n"], []),
        ("?", ["a", ","], ["", "ab"]),
    ],
)
def test_glob_matches_whole_tokens(part, fitting, other):
    assert all(glob(part).fullmatch(token) for token in fitting)
    assert not any(glob(part).fullmatch(token) for token in other)


@given(GLOBS, WORDS)
def test_glob_is_that_of_fnmatch(part, word):
    assert bool(glob(part).fullmatch(word.lower())) == fits(part, word)


def test_number_gives_a_number_of_its_own_only_to_what_a_part_asks_for():
    vocabulary = Vocabulary(["deter*", "war", ",", "*ed"])
    tokens = ["War", "is", "deterred", ",", "!", "war", "10", "Deterred"]
    assert vocabulary.number(tokens).tolist() == [3, WORD, 4, 5, MARK, 3, WORD, 4]
    assert vocabulary.words().tolist() == [False, True, False, True, True, False]
    matched, parts = vocabulary.pairs()
    assert (matched.tolist(), parts.tolist()) == ([3, 4, 4, 5], [1, 0, 3, 2])
    assert sorted(vocabulary) == ["!", ",", "10", "deterred", "is", "war"]


def test_beginnings_and_ends_of_every_length_are_looked_for():
    vocabulary = Vocabulary(["a*", "aba*", "abab*", "*a", "*ba", "*bab", "ab*", "*"])
    vocabulary.number(["ababa", "ab", "bab"])
    matched, parts = vocabulary.pairs()
    assert matched.tolist() == [3] * 7 + [4] * 3 + [5] * 2
    assert parts.tolist() == [0, 1, 2, 3, 4, 6, 7, 0, 6, 7, 5, 7]


def test_forget_starts_again_with_the_same_parts():
    vocabulary = Vocabulary(["war", "peace"])
    vocabulary.number(["war", "x", "peace"])
    vocabulary.forget()
    assert (len(vocabulary), vocabulary.words().tolist()) == (0, [False, True, False])
    assert vocabulary.number(["peace", "war"]).tolist() == [3, 4]
    assert [column.tolist() for column in vocabulary.pairs()] == [[3, 4], [1, 0]]


@settings(max_examples=100)
@given(st.lists(GLOBS, max_size=8, unique=True), st.lists(WORDS, max_size=12))
def test_pairs_are_those_of_trying_every_part_on_every_token(parts, tokens):
    vocabulary = Vocabulary(parts)
    numbers = vocabulary.number(tokens).tolist()
    pairs = [(int(token), int(part)) for token, part in zip(*vocabulary.pairs(), strict=True)]
    words, matched = vocabulary.words(), set(pairs)
    assert pairs == sorted(pairs)
    for token, number in zip(tokens, numbers, strict=True):
        asked = {(number, place) for place, part in enumerate(parts) if fits(part, token)}
        assert {pair for pair in matched if pair[0] == number} == asked
        assert words[number] == is_word(token)
        assert number != GAP
        assert (number in (WORD, MARK)) == (not asked)
    asks = {
        (number, is_word(token), *(fits(part, token) for part in parts))
        for token, number in zip(tokens, numbers, strict=True)
        if number > MARK
    }
    # one number for all that match the same parts, and another for each that does not
    assert len({number for number, *_ in asks}) == len(asks) == len({tuple(rest) for _, *rest in asks})
    assert len(words) == 3 + len(asks)
