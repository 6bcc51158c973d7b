"""VADER sentiment per sentence, by NLTK's rules, kept as whole numbers so that sums are exact."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

import numpy as np
import pandas as pd

from framing.tokens import read_checked
from framing.vader import Scorer, scorer

LEXICON_SHA256 = "1ec9c6e9ee19aade328f8beb393a6afa71a5bb3acf7d3cc22d4ef568df374bf5"
PLACEHOLDER = "thing"


def score(sentences: Iterable[str]) -> pd.DataFrame:
    """Score sentences with VADER (Hutto & Gilbert 2014) in NLTK's implementation.

    One row per sentence, in order, with columns neg, neu, pos (shares of the words, times 1,000) and
    compound (-1 to 1, times 10,000), all whole numbers.
    Raises FramingError where the installed lexicon is not the known one.

    >>> score(["What a splendid truce."])
       neg  neu  pos  compound
    0    0  345  655      5859
    """
    numbers = np.fromiter(chain.from_iterable(map(_scorer(), sentences)), dtype="int64")
    return pd.DataFrame(numbers.reshape(-1, 4), columns=["neg", "neu", "pos", "compound"])


@cache
def lexicon() -> Mapping[str, float]:
    """Return the VADER lexicon: the mean rating (-4 to 4) of every word.

    Raises FramingError where the installed lexicon is not the known one.

    >>> lexicon()["splendid"]
    2.8
    """
    path = read_checked("vaderSentiment.vaderSentiment", "vader_lexicon.txt", LEXICON_SHA256)
    rows = (line.split("\t")[:2] for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
    return {word: float(rating) for word, rating in rows}


def mask(sentence: str, phrases: Iterable[str]) -> str:
    """Replace each word of the named phrases by a word that VADER does not know, keeping capitals.

    >>> mask("The United States and the outgoing chancellor", ["united states", "outgoing"])
    'The Thing Thing and the thing chancellor'
    """
    for phrase in phrases:
        pattern = r"(?<![\w'-])" + r"\s+".join(map(re.escape, phrase.split())) + r"(?![\w-])"
        sentence = re.sub(
            pattern, lambda match: re.sub(r"[\w.'-]+", _placeholder, match[0]), sentence, flags=re.I
        )
    return sentence


def _placeholder(match: re.Match[str]) -> str:
    word = match[0]
    if word.isupper() and len(word) > 1:
        return PLACEHOLDER.upper()
    return PLACEHOLDER.capitalize() if word[0].isupper() else PLACEHOLDER


@cache
def _scorer() -> Scorer:
    # importing NLTK takes seconds, so only those who score wait for it
    from nltk.sentiment.vader import VaderConstants

    return scorer(lexicon(), VaderConstants())
