"""Typography and characters that nobody sees change nothing, in a study nor in the fast engine."""

import random
import re
import unicodedata

import numpy as np
import pytest

from framing.lookup.chunks import lay
from framing.lookup.counter import Counter
from framing.lookup.matching import Cue, Entry
from framing.scale.workers import mean_compounds, sum_compounds
from framing.text.documents import split_document

SUBJECTS = [
    "The ferry",
    "Ada Lunt's crew",
    "An official",
    "The long-range fleet",
    "Gov. Kay",
    "Nobody on No. 10",
]
VERBS = ["said", "does not fear", "can't stop", "first offered", "will — so they say — lose", "finds"]
OBJECTS = [
    "a conflict",
    "“fine office work”",
    "the red line",
    "'the first affair'",
    "no splendid truce",
    "café tables",
]
ENDS = [".", "!", "...", ", they said.", "; it rained."]
ENTRIES = [
    Entry("sea", "red line*", (), 0),
    Entry("sea", "official*", (), 1),
    Entry("sea", "conflict", (), 2),
    Entry("land", "long-range", (), 3),
    Entry("land", "office", ("fine office",), 4),
    Entry("land", "can't", (), 5),
    Entry("land", "café *", (), 6),
]
CUES = [Cue("not", True, False, 4), Cue("no", True, False, 3)]
VARIANTS = {
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "other apostrophes": lambda text: text.replace("'", "ʼ"),
    "low quotation marks": lambda text: re.sub("“(.*?)”", "„\\1‟", text),
    "angle quotation marks": lambda text: re.sub("“(.*?)”", "«\\1»", text),
    "straight quotation marks": lambda text: re.sub("[“”]", '"', text),
    "hyphens that keep a line": lambda text: text.replace("-", "\u2011"),
    "dashes": lambda text: text.replace("—", "--"),
    "ellipses": lambda text: text.replace("...", "…"),
    "blanks": lambda text: text.replace(" ", "\u00a0\u2009"),
    "letters and marks apart": lambda text: unicodedata.normalize("NFD", text),
    "ligatures, long s and full width": lambda text: (
        text.replace("ffi", "ﬃ").replace("fl", "ﬂ").replace("fi", "ﬁ").replace("st", "ſt").replace("N", "Ｎ")
    ),
}
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\ufe0f", "\x00"]


def made_sentences():
    draw = random.Random(7)
    return [" ".join(map(draw.choice, (SUBJECTS, VERBS, OBJECTS))) + draw.choice(ENDS) for _ in range(1_000)]


def with_invisible(text, character):
    draw = random.Random(11)
    return "".join(c + character * (draw.random() < 0.2) for c in text)


SENTENCES = made_sentences()


@pytest.fixture(scope="module")
def plain():
    return answers_of(SENTENCES)


def answers_of(texts):
    """Return what a study reads in texts, and what the fast engine counts and scores in them."""
    (counts,) = Counter(ENTRIES, CUES).count_texts(texts)
    assert counts.keys[:, :, 0].any(axis=0).all()
    return [split_document(text) for text in texts], counts, mean_compounds(*sum_compounds(lay(texts)))


@pytest.mark.parametrize("change", VARIANTS.values(), ids=VARIANTS)
def test_typography_changes_nothing(plain, change):
    changed = list(map(change, SENTENCES))
    assert sum(a != b for a, b in zip(changed, SENTENCES, strict=True)) > 90
    same(answers_of(changed), plain)


@pytest.mark.parametrize("character", INVISIBLE, ids=[f"{ord(c):04x}" for c in INVISIBLE])
def test_characters_that_nobody_sees_change_nothing(plain, character):
    same(answers_of([with_invisible(text, character) for text in SENTENCES]), plain)


def same(found, expected):
    (read, counts, compounds), (read_before, counts_before, compounds_before) = found, expected
    assert read == read_before
    assert np.array_equal(counts.n_words, counts_before.n_words)
    assert np.array_equal(counts.keys, counts_before.keys)
    assert compounds == compounds_before
