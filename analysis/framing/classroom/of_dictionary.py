"""Exercises of notebook 3: what a pattern counts, and a frame of one's own."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.classroom.marking import FORM, Wrong, text, whole
from framing.classroom.passages import readable
from framing.corpus.annotate import split_sentences
from framing.corpus.texts import read_texts
from framing.dictionary.dictionary import count, from_nested, locate
from framing.dictionary.lint import lint
from framing.dictionary.unmatchable import cannot_match
from framing.paths import SPECIMEN
from framing.study import Results
from framing.tables.checked import read_table
from framing.text.tokens import words

# what is predicted, as notebook 3 shows it
PREDICTED = (
    "A war of words is no all-out war, but a wider war would be a war with Ostrany, an all-out and wider war."
)
PATTERNS = ("war", "wider war", "all-out war")
# the sentence that a pattern is to be written for
PIECE, SENTENCE = "s01", 9
LEAST_PATTERNS, LEAST_DEFINITION = 5, 5


def hits_predicted(answer: Any, _results: Results) -> str:
    """Judge how many hits three patterns of one frame have in a sentence."""
    given, tokens = whole(answer), [words(PREDICTED)]
    each = [_count(tokens, {"war": [pattern]}) for pattern in PATTERNS]
    right = _count(tokens, {"war": list(PATTERNS)})
    if given == sum(each):
        raise Wrong("added up", "You added up the patterns. Does one word count twice for the same frame?")
    if given == right - 1:
        raise Wrong(
            "denied", "Is one missing because the sentence denies it? A mention that denies counts too."
        )
    if given == sum(each[1:]):
        raise Wrong("phrases", "Those are the longer patterns alone. What of the word where none covers it?")
    if given != right:
        raise Wrong(
            "count", "Go through the sentence word by word: at each, the longest pattern that fits counts."
        )
    return "The longest match counts, and no word counts twice for one frame."


def pattern_written(answer: Any, results: Results) -> str:
    """Judge a pattern that is to hit sentence 9 of s01 and nothing else in the specimen pieces."""
    pattern = text(answer, "A pattern")
    _refuse_unmatchable([pattern])
    texts = split_sentences(read_texts(SPECIMEN, read_table(SPECIMEN / "pieces.csv", "pieces")))
    tokens = [words(sentence) for sentence in texts["text"]]
    hit = texts.loc[_found(tokens, {"own": [pattern]})["doc"].unique(), ["doc_id", "sentence"]]
    meant = (hit["doc_id"] == PIECE) & (hit["sentence"] == SENTENCE)
    if not meant.any():
        raise Wrong("misses", "The pattern has no hit in the sentence that is meant.")
    if not meant.all():
        raise Wrong("elsewhere", f"It hits there, but in {(~meant).sum()} other sentences too. Narrow it.")
    if len(pattern.split()) > 5:
        raise Wrong(
            "long", "So long a pattern is a quotation and will never be found again. Five words at most."
        )
    dictionary = results.study.definitions.dictionary
    frame = dictionary["frame"].iloc[0]
    both = pd.concat([dictionary, from_nested({frame: {"own": [pattern]}})], ignore_index=True)
    if _totals(tokens, both)[frame] <= _totals(tokens, dictionary)[frame]:
        raise Wrong("counted", "The words that it finds are part of a hit already, so that no total moves.")
    return "It hits there and nowhere else. Would you keep it? What else, in other texts, would it find?"


def frame_written(answer: Any, results: Results) -> str:
    """Judge a frame: its name, its definition, five patterns or more, each with its reason."""
    name, definition, patterns = _frame(answer)
    if len(definition.split()) < LEAST_DEFINITION:
        raise Wrong("definition", "The definition is too short for another person to code by it.")
    if len(patterns) < LEAST_PATTERNS:
        raise Wrong("few", f"{LEAST_PATTERNS} patterns or more are asked for.")
    unfounded = sum(not isinstance(why, str) or not why.strip() for why in patterns.values())
    if unfounded:
        raise Wrong("reasons", f"{unfounded} of the patterns have no reason.")
    _refuse_unmatchable(list(patterns))
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([("frame", "pattern"), *((name, p) for p in patterns)])
    doubts = lint(held.getvalue())
    if len(doubts):
        raise Wrong("doubtful", f"The linter says: {doubts['message'].iloc[0]}")
    study = readable(results.study)
    assert study.texts is not None
    tokens = [words(sentence) for sentence in split_sentences(study.texts)["text"]]
    found = _found(tokens, {name: list(patterns)})
    if found.empty:
        raise Wrong("no hit", "None of the patterns has a hit in the texts that you can read here.")
    overlaps = _overlapping(found, locate(tokens, study.definitions.dictionary))
    if overlaps:
        raise Wrong("overlap", f"{overlaps} of {len(found)} hits are hits of another frame already.")
    return (
        f"It lints clean and has {len(found)} hits that no other frame has. Whether these mean what the "
        "definition says only reading tells: look at them with `fr.kwic`. A topic is not yet a frame."
    )


def _frame(answer: Any) -> tuple[str, str, Mapping[str, Any]]:
    parts = ("frame", "definition", "patterns")
    if (
        not isinstance(answer, Mapping)
        or not {*parts} <= {*answer}
        or not isinstance(answer["patterns"], Mapping)
    ):
        shape = '{"frame": "...", "definition": "...", "patterns": {"pattern": "reason", ...}}'
        raise Wrong(FORM, f"The answer has this shape: {shape}.")
    name, definition, patterns = (answer[part] for part in parts)
    if not all(isinstance(pattern, str) and pattern.strip() for pattern in patterns):
        raise Wrong(FORM, "A pattern is a text that is not empty.")
    return text(name, "The name of the frame"), text(definition, "The definition"), patterns


def _refuse_unmatchable(patterns: list[str]) -> None:
    never = cannot_match(patterns)
    if never:
        raise Wrong("cannot match", f"{never[0].pattern!r} can match nothing: {never[0].why}.")


def _found(tokens: list[list[str]], nested: Mapping[str, Any]) -> pd.DataFrame:
    return locate(tokens, from_nested(nested))


def _count(tokens: list[list[str]], nested: Mapping[str, Any]) -> int:
    return int(count(tokens, from_nested(nested))["n"].sum())


def _totals(tokens: list[list[str]], dictionary: pd.DataFrame) -> pd.Series:
    return count(tokens, dictionary).groupby("key")["n"].sum()


def _overlapping(found: pd.DataFrame, others: pd.DataFrame) -> int:
    """Return how many matches share a token with one of the others."""
    both = found.reset_index().merge(others[~others["set_aside"]], on="doc", suffixes=("", "_other"))
    shared = (both["first"] <= both["last_other"]) & (both["first_other"] <= both["last"])
    return int(both.loc[shared, "index"].nunique())
