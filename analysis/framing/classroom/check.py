"""Checking answers to the exercises of the notebooks: right, wrong, or which kind of error."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.classroom import (
    of_dictionary,
    of_lab,
    of_pieces,
    of_salience,
    of_sentiment,
    of_trust,
    of_voice,
    of_words,
)
from framing.classroom.answers import append
from framing.classroom.marking import OPEN, RIGHT, SKIPPED, WRONG, Judge, Skip, Verdict, Wrong
from framing.errors import FramingError
from framing.study import Results

EXERCISES: Mapping[str, Judge] = {
    "01a": of_pieces.words_counted,
    "01b": of_pieces.order_changed,
    "01c": of_pieces.one_bag,
    "02a": of_sentiment.signs_predicted,
    "02b": of_sentiment.codes_given,
    "02c": of_sentiment.two_counterexamples,
    "03a": of_dictionary.hits_predicted,
    "03b": of_dictionary.pattern_written,
    "03c": of_dictionary.frame_written,
    "04a": of_salience.first_by_count_and_rate,
    "04b": of_salience.one_more_hit,
    "04c": of_salience.overlapping_and_apart,
    "05a": of_words.frequent_and_distinctive,
    "05b": of_words.large_and_unsure,
    "06a": of_voice.voices_coded,
    "06b": of_voice.left_without,
    "06c": of_voice.denial_asserted,
    "07a": of_trust.recall_and_f1,
    "07b": of_trust.robust_and_not_sure,
    "07c": of_trust.without_pattern,
    "08a": of_lab.pattern_that_reorders,
    "08b": of_lab.exclusions_mended,
}


def check(
    exercise: str, answer: Any, results: Results, *, name: str = "", file: str | Path = "answers.csv"
) -> Verdict:
    """Say whether an answer to an exercise is right, wrong, or which kind of error it is.

    What is right is worked out from the tables of `results`. None is not answered yet; an exercise that has
    no answer in a corpus is skipped, with the reason. Where a `name` is given, what was said is appended to
    `file`. The verdict is true where the answer is right.
    Raises FramingError where there is no such exercise, or the file cannot be written to.

    >>> from framing import analyse, read_specimen
    >>> check("01a", 21, analyse(read_specimen()))
    01a: wrong. That is the number of tokens. Are commas and the final stop words?
    """
    if exercise not in EXERCISES:
        raise FramingError(f"no exercise {exercise!r}; choose one of {', '.join(EXERCISES)}")
    verdict = _judged(exercise, answer, results)
    if name.strip() and verdict.verdict != OPEN:
        append(Path(file), name, verdict, answer)
    return verdict


def _judged(exercise: str, answer: Any, results: Results) -> Verdict:
    if answer is None:
        return Verdict(exercise, OPEN, "", "")
    try:
        return Verdict(exercise, RIGHT, "", EXERCISES[exercise](answer, results))
    except Wrong as error:
        return Verdict(exercise, WRONG, error.kind, str(error).strip())
    except Skip as reason:
        return Verdict(exercise, SKIPPED, "", str(reason))
