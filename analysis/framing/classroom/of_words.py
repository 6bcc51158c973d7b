"""Exercises of notebook 5: frequent, distinctive, certain."""

from typing import Any

import pandas as pd

from framing.classroom.marking import FORM, Skip, Wrong, text
from framing.study import Results

LEAST_LETTERS = 5
_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


def most_frequent(results: Results) -> Any:
    """Return the row of keyness for the most frequent longer word, in the piece that says it most often.

    Raises Skip where no word is compared.
    """
    bags, compared = results.drawn.study.features.bags, results["keyness"]
    long = bags[(bags["token"].str.len() >= LEAST_LETTERS) & bags["token"].isin(compared["token"])]
    if long.empty:
        raise Skip("No word is compared between pieces.")
    token = long.groupby("token")["n"].sum().idxmax()
    doc_id = long[long["token"] == token].set_index("doc_id")["n"].idxmax()
    return compared[(compared["token"] == token) & (compared["doc_id"] == doc_id)].iloc[0]


def frequent_and_distinctive(answer: Any, results: Results) -> str:
    """Judge whether the most frequent word is distinctive of the piece that says it most often."""
    said = str(answer).strip().casefold()
    if said not in (*_YES, *_NO):
        raise Wrong(FORM, 'Answer "yes" or "no".')
    yes, row = said in _YES, most_frequent(results)
    right = row["low"] > 0
    if yes and not right:
        raise Wrong(
            "frequent",
            "The piece says it often. How often do the others? See whether the interval leaves out 0.",
        )
    if right and not yes:
        raise Wrong("interval", "Look at both limits of the interval: on which side of 0 do they lie?")
    return "What is frequent everywhere sets nothing apart; the interval says whether it does here."


def large_and_unsure(answer: Any, results: Results) -> str:
    """Judge a word of the shortest piece with larger log-odds and a smaller z than its first word."""
    rows = shortest_words(results)
    first, least = rows.iloc[0], results.methods.least_count
    token = text(answer, "A word").casefold()
    if token not in {*rows["token"]}:
        raise Wrong("unknown", "The piece does not have this word.")
    row = rows[rows["token"] == token].iloc[0]
    if token == first["token"]:
        raise Wrong("first", "That is the first word itself.")
    if row["n"] < least:
        raise Wrong("rare", f"The word stands there fewer than {least} times.")
    if row["log_odds"] <= first["log_odds"]:
        raise Wrong("log-odds", "Its log-odds are no larger than those of the first word.")
    return "The effect is larger and less sure: z divides by an error, which is wide for rare words."


def shortest_words(results: Results) -> pd.DataFrame:
    """Return the words of the piece with the fewest words, by z. Raises Skip where none of them will do."""
    sizes, words = results.drawn["descriptives"].set_index("doc_id")["words"], results["keyness"]
    rows = words[words["doc_id"] == sizes.idxmin()]
    first = rows.iloc[0] if len(rows) else None
    if (
        first is None
        or not ((rows["n"] >= results.methods.least_count) & (rows["log_odds"] > first["log_odds"])).any()
    ):
        raise Skip("The shortest piece has no such word.")
    return rows
