"""Exercises of notebook 4: counts, rates, and what can be told apart."""

from typing import Any

import pandas as pd

from framing.classroom.marking import FORM, Skip, Wrong, close, ids_of, names, number, same, several
from framing.study import Results
from framing.tables.schema import PER


def first_frame(results: Results) -> tuple[str, pd.DataFrame]:
    """Return the first frame and its rows of the table salience. Raises Skip where it has no hit."""
    frame = results.study.main.definitions.frames["frame"].iloc[0]
    table = results["salience"]
    rows = table[table["frame"] == frame].set_index("doc_id")
    if len(rows) < 2 or not rows["hits"].any():
        raise Skip("The first frame has no hit, or there is one piece alone.")
    return frame, rows


def first_by_count_and_rate(answer: Any, results: Results) -> str:
    """Judge which piece is first in the first frame by hits, and which by rate."""
    _, rows = first_frame(results)
    known = ids_of(results)
    given = [names(one, known) for one in several(answer, 2, "pieces, by hits and by rate,")]
    firsts = [frozenset(rows.index[rows[column] == rows[column].max()]) for column in ("hits", "rate")]
    right = [bool(one) and one <= first for one, first in zip(given, firsts, strict=True)]
    if not any(right) and all(
        one and one <= first for one, first in zip(given, reversed(firsts), strict=True)
    ):
        raise Wrong("turned round", "You have the two the other way round.")
    if not any(right):
        raise Wrong("both", "Neither is first. Look at one frame alone, at its hits, then at its rates.")
    if not right[1]:
        raise Wrong("rate", "The first is right by hits. Divide by the words: who is first then?")
    if not right[0]:
        raise Wrong("hits", "The second is right by rate. Who has the most hits, whatever the length?")
    return "A count grows with the length of a text, a rate does not."


def one_more_hit(answer: Any, results: Results) -> str:
    """Judge what one more hit adds to the rate of the shortest piece, and to that of the longest."""
    given = [number(one) for one in several(answer, 2, "numbers, of the shortest and the longest piece,")]
    words = results["descriptives"]["words"]
    right = [PER / words.min(), PER / words.max()]
    if _close(given, right):
        return "A decimal that a single hit moves is not precision."
    if _close(given, right[::-1]):
        raise Wrong("turned round", "You have the two the other way round: where does one hit weigh more?")
    if _close([PER * one for one in given], right, 0.5):
        raise Wrong("per word", f"A rate is per {PER:,} words, not per word.")
    if _close([one * 10 for one in given], right, 0.1):
        raise Wrong("per cent", f"A rate is per {PER:,} words, not per hundred.")
    raise Wrong("value", f"One hit more, divided by the words of the piece, times {PER:,}; two decimals.")


def overlapping_and_apart(answer: Any, results: Results) -> str:
    """Judge which pairs the unadjusted test tells apart though their intervals overlap, and false alarms."""
    tests, level = results["salience_pairs"], 1 - results.methods.coverage
    if tests.empty:
        raise Skip("There is one piece, so no pair.")
    found, expected = several(answer, 2, "things, the pairs and a number,")
    right = {(row.frame, *sorted((row.doc_id_a, row.doc_id_b))) for row in _overlapping(results, level)}
    given = {_triple(one, results) for one in _as_list(found)}
    if not given and right:
        raise Wrong(
            "overlap", "There are some: two intervals that overlap do not say that the difference may be 0."
        )
    same(given, right, "pairs", f"Compare p, not p_holm, with {level:g}, and the limits in figure 1.")
    alarms = number(expected)
    if close(alarms, level, 0.01) and not close(alarms, len(tests) * level, 0.1):
        raise Wrong("level", "That is the chance of one false alarm in one test. How many tests are there?")
    if not close(alarms, len(tests) * level, 0.1):
        raise Wrong("alarms", "The pairs are right. False alarms: the number of tests times the level.")
    return "A test of a difference sees more than two intervals do, and many tests see what is not there."


def _overlapping(results: Results, level: float) -> list[Any]:
    limits = results.drawn["salience"].set_index(["doc_id", "frame"])
    tests = results["salience_pairs"]
    chosen = []
    for row in tests[tests["p"] < level].itertuples():
        a, b = (limits.loc[(doc_id, row.frame)] for doc_id in (row.doc_id_a, row.doc_id_b))
        if a["low"] <= b["high"] and b["low"] <= a["high"]:
            chosen.append(row)
    return chosen


def _triple(answer: Any, results: Results) -> tuple[str, ...]:
    """Read a frame and two pieces, or groups of pieces where these are compared."""
    frames = {frame: frame for frame in results.study.definitions.frames["frame"]}
    frame, *two = several(answer, 3, "names, a frame and two pieces,")
    pair = frozenset().union(*(names(one, ids_of(results.drawn)) for one in two))
    if len(pair) != 2:
        raise Wrong(FORM, "A pair is of two different pieces.")
    return (next(iter(names(frame, frames))), *sorted(pair))


def _as_list(answer: Any) -> list[Any]:
    if isinstance(answer, str) or not hasattr(answer, "__iter__"):
        raise Wrong(FORM, 'Pairs are asked for, such as {("frame", "a", "b")}, or set() where there is none.')
    given = list(answer)
    return [tuple(given)] if len(given) == 3 and all(isinstance(one, str) for one in given) else given


def _close(given: list[float], right: list[float], unit: float = 0.01) -> bool:
    return all(close(one, other, unit) for one, other in zip(given, right, strict=True))
