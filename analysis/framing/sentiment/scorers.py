"""Sentiment per sentence by VADER, TextBlob and AFINN, kept as whole numbers so that sums are exact."""

import importlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

import numpy as np
import pandas as pd

from framing.packaged import read_checked
from framing.sentiment.vader import Scorer, scorer

TEXTBLOB_SHA256 = "0ca603db55570bab9b2865716a3696ede01e3da02b570c47628a9dbcc3b37d1e"
AFINN_SHA256 = "3a06ace6047b203fc1adff0dd3d498ff68528d9206b84242fbce4fc2083a389b"
LEXICON_SHA256 = "1ec9c6e9ee19aade328f8beb393a6afa71a5bb3acf7d3cc22d4ef568df374bf5"
PLACEHOLDER = "thing"
_LETTERS = re.compile(r"\w+")
_RUN_OF_MARKS = re.compile(r"[^A-Za-z0-9\s]{100}")


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


def score_textblob(sentences: Iterable[str]) -> pd.Series:
    """Score sentences with TextBlob's PatternAnalyzer (the rules and word list of De Smedt & Daelemans 2012).

    One whole number per sentence, in order: polarity (-1 to 1, the mean over the known words) times 10,000.
    A run of more than 100 marks is parted by blanks, as TextBlob's time grows with the square of its length.
    Raises FramingError where the package is missing or its lexicon is not the known one.

    >>> score_textblob(["What a splendid truce.", "It rained."]).tolist()
    [8333, 0]
    """
    read_checked("textblob.en", "en-sentiment.xml", TEXTBLOB_SHA256)
    analyse = importlib.import_module("textblob.en").sentiment
    parted = (_RUN_OF_MARKS.sub(r"\g<0> ", sentence) for sentence in sentences)
    return pd.Series([round(analyse(sentence)[0] * 10_000) for sentence in parted], dtype="int64")


def score_afinn(sentences: Iterable[str]) -> pd.Series:
    """Score sentences with AFINN, English list 165 (Nielsen 2011).

    One whole number per sentence, in order: the sum of the valences (-5 to 5) of its words and phrases, of
    which the longest at a place counts.
    Raises FramingError where the package is missing or its lexicon is not the known one.

    >>> score_afinn(["What a splendid truce.", "It rained."]).tolist()
    [3, 0]
    """
    return pd.Series([_sum_afinn(sentence.lower()) for sentence in sentences], dtype="int64")


def mask(sentence: str, phrases: Iterable[str]) -> str:
    """Replace each word of the named phrases by a word that VADER does not know, keeping capitals.

    >>> mask("The United States and the outgoing chancellor", ["united states", "outgoing"])
    'The Thing Thing and the thing chancellor'
    """
    for phrase in phrases:
        sentence = _phrase(phrase).sub(_masked, sentence)
    return sentence


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<![\w'-]){words}(?![\w-])", re.I)


def _masked(phrase: re.Match[str]) -> str:
    return re.sub(r"[\w.'-]+", _placeholder, phrase[0])


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


def _sum_afinn(text: str) -> int:
    # entries are tried only where their first letters stand: one pattern of all is tried at every word
    entries, valences = _afinn()
    total = end = 0
    for start in _LETTERS.finditer(text):
        if start.start() >= end and start[0] in entries:
            found = entries[start[0]].match(text, start.start())
            if found:
                total, end = total + valences[found[0]], found.end()
    return total


@cache
def _afinn() -> tuple[dict[str, re.Pattern[str]], dict[str, int]]:
    path = read_checked("afinn", "data/AFINN-en-165.txt", AFINN_SHA256)
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
    valences = {word.strip(): int(valence) for word, valence in rows}
    # the package's own rule, stated here because its module warns on import from Python 3.12 on
    longest_first = sorted(valences, key=len, reverse=True)
    entries: dict[str, list[str]] = {}
    for word in longest_first:
        entries.setdefault(_LETTERS.match(word)[0], []).append(re.escape(word))  # type: ignore[index]
    return {first: re.compile(rf"(?:{'|'.join(of)})\b") for first, of in entries.items()}, valences
