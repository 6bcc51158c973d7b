"""Figure 9: how far the hits are asserted."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, parts
from framing.figures.spec import FigureSpec, named, without_hits
from framing.study import Methods, Results
from framing.tables.schema import STANCES


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 9: how far the hits are asserted.

    One row per piece x frame x stance with columns doc_id, label, frame, frame_label, colour, stance, hits,
    share, low, high.
    """
    return named(parts.fitting(results["stance_shares"], results), results)


def plot(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw the hits of every piece and frame as a bar, parted into asserted, negated and contested."""
    return parts.plot(table, "stance", STANCES, ax)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 9 shows and how well its rules do."""
    head = (
        f"How far the frame vocabulary is asserted: hits by {grouped.noun(results)} and frame that "
        "cues near them leave "
        "asserted, negate or contest (doubted, hedged, reported as unrealised)"
    )
    return parts.caption(head, table, "stance", results)


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 9 to someone who cannot see it."""
    return parts.alt(table, "stance")


FIGURE = FigureSpec(
    "fig9_stance",
    "Asserted, negated, contested",
    table,
    plot,
    caption,
    alt,
    margin=15,
    missing=without_hits,
)
