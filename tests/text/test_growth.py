"""Texts made to be slow: the work grows with their length, in every step from text to features."""

import time

import pandas as pd
import pytest

from framing.corpus.annotate import split_sentences
from framing.lookup.chunks import lay
from framing.lookup.counter import Counter
from framing.lookup.matching import Entry
from framing.sentiment.scorers import mask, score, score_afinn, score_textblob
from framing.text.documents import read_parts
from framing.text.lines import rejoin_lines
from framing.text.normalise import normalise
from framing.text.tokens import words
from framing.text.unparted import unparted
from framing.voice.attribution import mark, read_paragraphs, voiced_words

# what is repeated until the text is long; where it holds a number, each repetition has its own
UNITS = {
    "one letter": "a",
    "one-letter words": "a ",
    "no full stop": "he said that it rained and red lines held ",
    "commas of saying": "he said, ",
    "dashes of saying": "— he said — red lines ",
    "quotations": '"we will not go to sea" he said ',
    "quotations of lines": 'He said: "We will not go to sea."\n',
    "quotation marks": '"',
    "nested quotations": "\"'",
    "brackets": "(",
    "exclamation marks": "!",
    "full stops": ".",
    "mixed marks": ".!? ",
    "words with marks": "good! ",
    "dashes": "—",
    "hyphens": "a-",
    "abbreviations": "U.S.",
    "numbers": "No. 5 ",
    "digits": "1,",
    "adverbs": "often never ",
    "names": "Then Ada N{}x left, and he said that it rained. ",
    "capitals": "Lunt Orr ",
    "marks on letters": "a\u0301\u0327",
    "marks alone": "\u0301\u0327",
    "emoji": "👩\u200d🚀",
    "joiners": "\u200d",
    "tags": "\U000e0067",
    "letters without blanks": "港",
    "long words": "x" * 1_000 + " ",
    "short paragraphs": "It rained.\n\n",
    "wrapped lines": "the ferry left the quay\n",
}
SOON = ["no full stop", "dashes of saying", "exclamation marks", "mixed marks", "marks alone", "names"]


def made(unit, size):
    """Return a text of a size in which a unit is repeated."""
    times = size // len(unit) + 1
    return "".join(unit.format(n) for n in range(times))[:size] if "{}" in unit else (unit * times)[:size]


def steps(text, specimen):
    """Return every step from a text to features, as functions without arguments."""
    given = specimen.definitions
    parts = [(p, part, found) for p, (part, found) in enumerate(read_parts(text), start=1)]
    rows = pd.DataFrame(parts, columns=["paragraph", "part", "text"]).assign(doc_id="a")
    split = split_sentences(rows)
    token_lists = [words(sentence) for sentence in split["text"]]
    paragraphs = read_paragraphs(split, token_lists, given.reporting)
    hits = pd.DataFrame(
        [(d, n, n) for d, tokens in enumerate(token_lists) for n in range(0, len(tokens), 5)],
        columns=["doc", "first", "last"],
    )
    phrases = given.masks["phrase"].tolist()
    return {
        "normalise": lambda: normalise(text),
        "rejoin": lambda: rejoin_lines(text),
        "unparted": lambda: unparted(normalise(text)),
        "split": lambda: split_sentences(rows),
        "words": lambda: [words(sentence) for sentence in split["text"]],
        "count": lambda: Counter([Entry("sea", "red line*", (), 0)]).count(lay([text])),
        "voice": lambda: read_paragraphs(split, token_lists, given.reporting),
        "mark": lambda: mark(hits, paragraphs),
        "voiced": lambda: voiced_words(paragraphs, token_lists),
        "VADER": lambda: score(split["text"]),
        "TextBlob": lambda: score_textblob(split["text"]),
        "AFINN": lambda: score_afinn(split["text"]),
        "mask": lambda: [mask(sentence, phrases) for sentence in split["text"]],
    }


def seconds(step):
    """Return the least time of this process that a step takes in three runs."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        step()
        taken.append(time.process_time() - begun)
    return min(taken)


def check_growth(unit, size, specimen):
    """Assert that eight times the text takes less than twenty times the time, where it takes any."""
    short, long = steps(made(unit, size), specimen), steps(made(unit, 8 * size), specimen)
    slow = {}
    for name, step in long.items():
        step_seconds = seconds(step)
        # of what takes a moment nothing can be told
        if step_seconds > 0.1 and step_seconds > 20 * seconds(short[name]):
            slow[name] = step_seconds
    assert slow == {}


@pytest.mark.parametrize("name", SOON)
def test_work_grows_with_the_text(name, specimen):
    check_growth(UNITS[name], 3_000, specimen)


@pytest.mark.long
@pytest.mark.parametrize("name", UNITS)
def test_work_grows_with_a_long_text(name, specimen):
    check_growth(UNITS[name], 12_000, specimen)
