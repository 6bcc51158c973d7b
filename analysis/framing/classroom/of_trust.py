"""Exercises of notebook 7: what a number is worth."""

from typing import Any

import pandas as pd

from framing.classroom.marking import Skip, Wrong, close, names, number, several, whole
from framing.classroom.of_salience import first_frame
from framing.study import Results
from framing.tables.schema import DICTIONARY, EVERY_PIECE, HOLDS


def recall_and_f1(answer: Any, results: Results) -> str:
    """Judge recall and F1 of the first frame against the first coder, worked out from `confusion`."""
    frame, _ = first_frame(results)
    table = results["confusion"]
    rows = table[
        (table["frame"] == frame) & (table["coder_a"] == DICTIONARY) & (table["doc_id"] == EVERY_PIECE)
    ]
    if rows.empty or not rows["both"].iloc[0]:
        raise Skip(
            "Nobody has coded these sentences, or no coded one has a hit; the README says how to code."
        )
    row = rows.iloc[0]
    both, only_a, only_b = int(row["both"]), int(row["only_a"]), int(row["only_b"])
    precision, recall, f1 = (
        both / (both + only_a),
        both / (both + only_b),
        2 * both / (2 * both + only_a + only_b),
    )
    agreement = (both + int(row["neither"])) / int(row["sentences"])
    given = [_share(one) for one in several(answer, 2, "numbers, recall and F1,")]
    right = [close(given[0], recall, 0.01), close(given[1], f1, 0.01)]
    if all(right):
        return (
            "Most sentences hold no frame, so agreement is high whatever the dictionary finds; recall is not."
        )
    if close(given[0], f1, 0.01) and close(given[1], recall, 0.01):
        raise Wrong("turned round", "You have the two the other way round.")
    if not right[0] and close(given[0], precision, 0.01):
        raise Wrong("precision", "The first is precision. Recall is a share of the coder's sentences.")
    if any(close(one, agreement, 0.01) for one, ok in zip(given, right, strict=True) if not ok):
        raise Wrong(
            "agreement", "That is the share of sentences on which both agree, most of which hold no frame."
        )
    if right[0]:
        raise Wrong("F1", "Recall is right. F1 is the harmonic mean of precision and recall.")
    raise Wrong("recall", "Recall: of the sentences that the coder gave the frame, how many have a hit?")


def robust_and_not_sure(answer: Any, results: Results) -> str:
    """Judge a claim whose sign never turns in any specification and that does not hold."""
    claims = results["claims"].set_index("claim")
    never = (claims["specifications"] > 0) & (claims["kept"] == claims["specifications"])
    if not (never & (claims["verdict"] != HOLDS)).any():
        raise Skip("There is no such claim here.")
    named = names(answer, {claim: claim for claim in claims.index})
    if len(named) != 1:
        raise Wrong("one", "One claim is asked for.")
    claim = claims.loc[next(iter(named))]
    if claim["verdict"] == HOLDS:
        raise Wrong("holds", "This one holds.")
    if not claim["specifications"] > 0:
        raise Wrong("not tried", "This one was not counted in other ways, so nothing could turn.")
    if claim["kept"] != claim["specifications"]:
        raise Wrong(
            "turns",
            "Some ways of counting turn its sign, or leave no difference: see `kept` and `specifications`.",
        )
    return "The sign is the same however it is counted, and may still be luck: robust is not certain."


def without_pattern(answer: Any, results: Results) -> str:
    """Judge the rate of the piece that is first in the first frame without its top pattern, and its place."""
    rates = top_pattern(results)
    doc_id = rates["rate"].idxmax()
    left = rates["rate_without"]
    # pieces that tie share a place, or the places that they fill
    above, level = int((left > left[doc_id] + 1e-9).sum()), int((abs(left - left[doc_id]) <= 1e-9).sum())
    rate, place = several(answer, 2, "numbers, a rate and a place,")
    given, at = number(rate), whole(place)
    rate_right, place_right = close(given, left[doc_id], 0.1), above + 1 <= at <= above + level
    if not rate_right and close(given, rates["rate"][doc_id], 0.1):
        raise Wrong("unchanged", "That is the rate with the pattern.")
    if not rate_right and close(given, rates["rate"][doc_id] - left[doc_id], 0.1):
        raise Wrong("loss", "That is what the rate loses, not what is left.")
    if not rate_right:
        raise Wrong("rate", "Take the hits of the pattern away from those of the frame, then divide.")
    if not place_right:
        raise Wrong(
            "place", "The rate is right. The other pieces lose the pattern too: where does it stand then?"
        )
    return "A bar may be one word."


def top_pattern(results: Results) -> pd.DataFrame:
    """Return the rates of the first frame with and without its pattern with the most hits, by piece."""
    frame, _ = first_frame(results)
    table = results["leave_one_out"]
    table = table[table["frame"] == frame]
    pattern = table.groupby("pattern")["hits_pattern"].sum().idxmax()
    return table[table["pattern"] == pattern].set_index("doc_id")


def _share(answer: Any) -> float:
    """Read a share, also as per cent."""
    value = number(str(answer).strip().removesuffix("%") if isinstance(answer, str) else answer)
    return value / 100 if value > 1 else value
