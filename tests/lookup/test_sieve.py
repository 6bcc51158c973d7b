"""The sieve: no word that a part matches is kept back, and few of the others pass."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lookup.sieve import Sieve
from framing.lookup.vocabulary import glob

GLOBS = st.text("abcé*?.", min_size=1, max_size=12)
WORDS = st.lists(st.text("abc", min_size=1, max_size=12), max_size=9)


def passing(parts, words):
    joined = "".join(word + " " for word in words).encode()
    return Sieve(parts).passing(joined, np.array([len(word) for word in words], np.int64)).tolist()


@settings(max_examples=300)
@given(st.lists(GLOBS, max_size=6), WORDS)
def test_every_word_that_a_part_matches_passes(parts, words):
    for word, passes in zip(words, passing(parts, words), strict=True):
        assert passes or not any(glob(part).fullmatch(word) for part in parts)


def test_words_pass_by_beginning_end_inner_stretch_length_or_as_a_whole():
    words = ["warm", "swarm", "war", "tide", "tidal", "overseas", "sea", "of"]
    assert passing(["war"], words) == [word == "war" for word in words]
    assert passing(["war*"], words) == [word in ("warm", "war") for word in words]
    assert passing(["*arm"], words) == [word in ("warm", "swarm") for word in words]
    assert passing(["*sea*"], words) == [word in ("overseas", "sea") for word in words]
    assert passing(["??"], words) == [word == "of" for word in words]
    assert passing(["???*"], words) == [word != "of" for word in words]
    assert passing([], words) == [False] * 8


def test_few_other_words_pass_with_many_parts():
    rng = np.random.default_rng(1)
    made = ["".join(map(chr, row)) for row in rng.integers(97, 123, (20_000, 9)).tolist()]
    parts = [
        *(word + "*" for word in made[:1_000]),
        *("*" + word for word in made[1_000:2_000]),
        *made[2_000:3_000],
    ]
    found = passing(parts, made)
    assert all(found[:3_000])
    assert sum(found[3_000:]) < 1_000
