"""Speed of `framing.sentiment.scorers` beside NLTK's own class, on the same sentences in one run."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate

import pandas as pd
from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

from framing.sentiment.scorers import lexicon
from framing.sentiment.vader import Polarity, Scorer, scorer

CONSTANTS = VaderConstants()
CHUNK = 2_500

LEXICON = list(lexicon())
DEGREES = list(CONSTANTS.BOOSTER_DICT)
NEGATIONS = sorted(CONSTANTS.NEGATE)
IDIOMS = [*CONSTANTS.SPECIAL_CASE_IDIOMS, "kind of", "sort of", "just enough", "at least", "the very least"]
LINKS = [
    "never so",
    "never this",
    "so",
    "this",
    "but",
    "least",
    "kind",
    "of",
    "Never",
    "So",
    "BUT",
    "the",
    "to",
]
PLAIN = [
    "the",
    "minister",
    "said",
    "on",
    "Monday",
    "a",
    "council",
    "in",
    "Ostrava",
    "prices",
    "I",
    "é",
    "12,000",
]
EMOTICONS = [":)", ":(", ":-D", ";)", "<3", "</3", "^_^", "😀", "💔", "🇺🇦", "\u200d", "ß", "don’t", "“good”"]
MARKS = [*CONSTANTS.PUNC_LIST, "(", ")", "[", "]", "...", "!!!!!", "????", "*", "«", "…"]


class Nltk(SentimentIntensityAnalyzer):
    """NLTK's analyser with the lexicon handed to it: its own loader wants a downloaded folder."""

    def __init__(self, lexicon: Mapping[str, float]) -> None:
        self.lexicon, self.constants = lexicon, CONSTANTS

    def score(self, sentence: str) -> Polarity:
        """Return neg, neu, pos (times 1,000) and compound (times 10,000) of one sentence."""
        scores = self.polarity_scores(sentence)
        shares = (round(scores[part] * 1000) for part in ("neg", "neu", "pos"))
        return *shares, round(scores["compound"] * 10000)


def varied(n: int, seed: int = 1) -> Iterator[str]:
    """Make sentences in which VADER's rules meet: capitals, negations, idioms, quotes, emoji, or nothing."""
    rng = random.Random(seed)
    kinds = (LEXICON, PLAIN, DEGREES, NEGATIONS, IDIOMS, LINKS, EMOTICONS)
    for _ in range(n):
        kind = rng.choices(kinds, weights=(30, 30, 10, 10, 8, 10, 3), k=rng.randrange(25))
        words = [_in_a_manner(rng.choice(words), rng) for words in kind]
        words += words[: rng.choice((0, 0, 0, 0, 2, 4))]
        sentence = rng.choice((" ", " ", " ", " ", "  ", "\t")).join(words) + rng.choice(("", ".", "!!", "?"))
        manner = rng.random()
        yield sentence.upper() if manner < 0.05 else f'"{sentence}"' if manner < 0.1 else sentence


def newslike(n: int, seed: int = 1, n_types: int = 150_000) -> Iterator[str]:
    """Make sentences of 8 to 40 words, one in twelve from the lexicon, the rest drawn by Zipf's law."""
    rng = random.Random(seed)
    types = [f"{rng.choice(('t', 'pre', 'un', 'de'))}{rank:x}" for rank in range(n_types)]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(n_types)))
    for _ in range(n):
        words = rng.choices(types, cum_weights=weights, k=rng.randint(8, 40))
        words = [rng.choice(LEXICON) if rng.random() < 1 / 12 else word for word in words]
        words[rng.randrange(len(words))] += ","
        yield " ".join(words).capitalize() + "."


KINDS = {"news-like": newslike, "varied": varied}


def compare(n: int = 50_000, seed: int = 1) -> pd.DataFrame:
    """Compare the two implementations, taking turns, in seconds of one processor.

    One row per kind of sentences with columns kind, sentences, nltk_per_s and framing_per_s (sentences per
    second), ratio, two_ratio (of two processes at once, each with sentences of its own, to NLTK on one), and
    differing (sentences whose scores are not the same).
    """
    rows = []
    for kind, make in KINDS.items():
        scorers: tuple[Scorer, Scorer] = (Nltk(lexicon()).score, scorer(lexicon(), CONSTANTS))
        seconds, differing, sentences = [0.0, 0.0], 0, list(make(n, seed))
        for start in range(0, n, CHUNK):
            chunk = sentences[start : start + CHUNK]
            (spent_nltk, theirs), (spent, ours) = (_timed(score, chunk) for score in scorers)
            seconds = [seconds[0] + spent_nltk, seconds[1] + spent]
            differing += sum(a != b for a, b in zip(theirs, ours, strict=True))
        ratios = (seconds[0] / seconds[1], _two_at_once(kind, n) * seconds[0] / n)
        rows.append((kind, n, n / seconds[0], n / seconds[1], *ratios, differing))
    columns = ["kind", "sentences", "nltk_per_s", "framing_per_s", "ratio", "two_ratio", "differing"]
    return pd.DataFrame(rows, columns=columns)


def _two_at_once(kind: str, n: int) -> float:
    """Return the sentences per second of two processes together, which make their sentences first."""
    with ProcessPoolExecutor(2) as pool:
        return sum(pool.map(_per_second, [kind, kind], [n, n], [1, 2]))


def _per_second(kind: str, n: int, seed: int) -> float:
    sentences, score = list(KINDS[kind](n, seed)), scorer(lexicon(), CONSTANTS)
    start = time.perf_counter()
    for sentence in sentences:
        score(sentence)
    return n / (time.perf_counter() - start)


def _timed(score: Callable[[str], Polarity], sentences: list[str]) -> tuple[float, list[Polarity]]:
    start = time.process_time()
    scores = [score(sentence) for sentence in sentences]
    return time.process_time() - start, scores


def _in_a_manner(word: str, rng: random.Random) -> str:
    manner = rng.random()
    if manner < 0.15:
        word = rng.choice((str.upper, str.capitalize, str.swapcase))(word)
    if manner > 0.8:
        word += rng.choice(MARKS)
    if 0.75 < manner < 0.85:
        word = rng.choice(MARKS) + word
    return word


if __name__ == "__main__":
    print(compare().round(1).to_string(index=False))
