"""Cues for the stance of a match, as they are looked up."""

from typing import TYPE_CHECKING

from framing.lookup.matching import Cue
from framing.tables.schema import STANCES, rows_of

if TYPE_CHECKING:
    import pandas as pd


def negations(cues: "pd.DataFrame | None") -> list[Cue]:
    """Return the cues of a cue table for look-up; one that does not negate may hide one that does."""
    if cues is None:
        return []
    rows = rows_of(in_precedence(cues), "cue", "stance", "side", "window")
    return [
        Cue(cue, stance == "negated", side == "after", max(window, 0), side == "in")
        for cue, stance, side, window in rows
    ]


def in_precedence(cues: "pd.DataFrame") -> "pd.DataFrame":
    """Return cues as they are looked up: those that assert first, each but once on a side.

    Of two equally long ones the first listed counts, so one that asserts comes before one that turns.
    """
    rows = cues.sort_values("stance", key=lambda column: column != STANCES[0], kind="stable")
    return rows.drop_duplicates(["cue", "side"]).reset_index(drop=True)
