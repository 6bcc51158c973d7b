"""Exercises of notebook 2: what a sentiment score answers to."""

from typing import Any

import numpy as np

from framing.classroom.marking import FORM, Wrong, several, text, whole
from framing.classroom.of_pieces import specimen_sentences
from framing.sentiment.scorers import score
from framing.study import Results
from framing.tables.schema import SCALE

# what is predicted, as notebook 2 shows it
PREDICTED = (
    "The war was averted.",
    "Nobody was killed.",
    "A ceasefire was signed.",
    "The loan was not bad.",
)
# from here on VADER's authors call a score positive, and below its opposite negative
CUT = 0.05
HIGH = 0.4


def signs_predicted(answer: Any, _results: Results) -> str:
    """Judge the predicted signs of the scores of four sentences."""
    given = _signs(answer, len(PREDICTED))
    missed = sum(np.sign(score(list(PREDICTED))["compound"]) != given)
    if missed and set(given) == {1}:
        raise Wrong(
            "meaning", "All four are good news, but VADER does not know the news. Which words are in it?"
        )
    if missed:
        raise Wrong("surprise", f"{missed} of the four come out otherwise. Score the words by themselves.")
    return "VADER adds up rated words. It does not ask what happened, and 0 says only that it knew no word."


def codes_given(answer: Any, _results: Results) -> str:
    """Judge whether every sentence of s05 has a code, and say how far the codes agree with VADER."""
    sentences = specimen_sentences("s05")["text"]
    given = several(answer, len(sentences), "codes")
    empty = sum(code is None or code == "" for code in given)
    if empty:
        raise Wrong("missing", f"{empty} of {len(sentences)} sentences have no code yet.")
    codes = _signs(given, len(sentences))
    if len({*codes}) == 1:
        raise Wrong("one code", "All sentences have the same code. Is there none that you read otherwise?")
    compound = score(list(sentences))["compound"].to_numpy() / SCALE
    agree = sum(np.where(compound >= CUT, 1, np.where(compound <= -CUT, -1, 0)) == codes)
    return (
        f"All are coded. You and VADER (cut at {CUT:g}) agree on {agree} of {len(sentences)}. That is no "
        "mark for either: let a second person code them, and see how far two readers agree."
    )


def two_counterexamples(answer: Any, _results: Results) -> str:
    """Judge a sentence without opinion that scores high, and a report of harm that scores 0."""
    given = [text(one, "A sentence") for one in several(answer, 2, "sentences")]
    high, zero = score(given)["compound"] / SCALE
    if high < HIGH and zero != 0:
        raise Wrong("both", f"The first sentence scores below {HIGH:g}, and the second is not 0.")
    if high < HIGH:
        raise Wrong(
            "low", f"The first sentence scores below {HIGH:g}. Which names hold a word that VADER likes?"
        )
    if zero != 0:
        raise Wrong(
            "rated",
            "The second sentence does not score 0: it holds a rated word. Leave it out or say it otherwise.",
        )
    return (
        "Both score as asked. Whether one is free of opinion and the other tells of harm, let somebody say."
    )


def _signs(answer: Any, n: int) -> np.ndarray:
    codes = [whole(one) for one in several(answer, n, "values")]
    if not {*codes} <= {-1, 0, 1}:
        raise Wrong(FORM, "Each value is -1, 0 or 1.")
    return np.array(codes)
