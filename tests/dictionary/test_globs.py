"""Comparing globs: against every word of a small alphabet."""

from fnmatch import fnmatchcase
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.dictionary.globs import includes, literal_prefix, meets

# one letter more than the globs hold: a wildcard may stand for a letter that no glob names
WORDS = ["".join(letters) for length in range(7) for letters in product("abc", repeat=length)]
GLOBS = st.text("ab*?", max_size=4)


@cache
def matched(pattern: str) -> set[str]:
    return {word for word in WORDS if fnmatchcase(word, pattern)}


@given(GLOBS, GLOBS)
@settings(max_examples=200, deadline=None)
def test_inclusion_is_that_of_the_words_matched(wide, narrow):
    assert includes(wide, narrow) == (matched(narrow) <= matched(wide))


@given(GLOBS, GLOBS)
@settings(max_examples=200, deadline=None)
def test_meeting_is_that_of_the_words_matched(one, other):
    assert meets(one, other) == bool(matched(one) & matched(other))


@given(GLOBS)
@settings(deadline=None)
def test_every_matched_word_begins_with_the_literal_prefix(pattern):
    assert all(word.startswith(literal_prefix(pattern)) for word in matched(pattern))


@pytest.mark.parametrize(
    ("wide", "narrow", "included"),
    [
        ("escalat*", "escalation", True),
        ("escalat*", "escalat*", True),
        ("a*", "ab*", True),
        ("ab*", "a*", False),
        ("*ation", "escalation", True),
        ("*a", "*ba", True),
        ("?*a", "*ba", True),
        ("*", "", True),
        ("?*", "*", False),
        ("*?", "?*", True),
        ("*?*?*", "??", True),
        ("???", "*", False),
        ("a*b*c", "a?b?c", True),
        ("a*b*c", "abc", True),
        ("a*b*c", "acb*", False),
        ("*ab*", "*a*b*", False),
        ("w?r", "war", True),
        ("w?r", "w?r?", False),
        ("u.s.", "u.s.", True),
        ("u?s?", "u.s.", True),
        ("[ab]*", "a*", False),
    ],
)
def test_inclusion_in_known_cases(wide, narrow, included):
    assert includes(wide, narrow) is included


def test_long_globs_are_compared_at_once():
    wide, narrow = "*a" + "?" * 60 + "*b" + "?" * 60, "*a" * 30 + "?" * 61 + "*b" * 30 + "?" * 60
    assert includes(wide, narrow) and not includes(wide, narrow + "a")
    assert not includes("*a" + "?" * 60, "*a" * 60) and meets(wide, narrow)
