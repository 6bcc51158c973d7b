"""VADER sentiment per sentence, by NLTK's rules, kept as whole numbers so that sums are exact."""

import re
from collections.abc import Iterable
from functools import cache

import pandas as pd
from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

from framing.tokens import read_checked

LEXICON_SHA256 = "1ec9c6e9ee19aade328f8beb393a6afa71a5bb3acf7d3cc22d4ef568df374bf5"
PLACEHOLDER = "thing"


class _Analyzer(SentimentIntensityAnalyzer):
    # NLTK's own loader wants a downloaded nltk_data folder
    def __init__(self, lexicon: dict[str, float]):
        self.lexicon = lexicon
        self.constants = VaderConstants()


def score(sentences: Iterable[str]) -> pd.DataFrame:
    """Score sentences with VADER (Hutto & Gilbert 2014) in NLTK's implementation.

    One row per sentence, in order, with columns neg, neu, pos (shares of the words, times 1,000) and
    compound (-1 to 1, times 10,000), all whole numbers.
    Raises FramingError where the installed lexicon is not the known one.

    >>> score(["What a splendid truce."])
       neg  neu  pos  compound
    0    0  345  655      5859
    """
    analyzer = _analyzer()
    scored = [analyzer.polarity_scores(sentence) for sentence in sentences]
    return pd.DataFrame(
        {
            "neg": [round(s["neg"] * 1000) for s in scored],
            "neu": [round(s["neu"] * 1000) for s in scored],
            "pos": [round(s["pos"] * 1000) for s in scored],
            "compound": [round(s["compound"] * 10000) for s in scored],
        },
        dtype="int64",
    )


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
def _analyzer() -> _Analyzer:
    path = read_checked("vaderSentiment.vaderSentiment", "vader_lexicon.txt", LEXICON_SHA256)
    rows = (line.split("\t")[:2] for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
    return _Analyzer({word: float(measure) for word, measure in rows})
