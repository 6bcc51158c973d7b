"""Figure 9: how far the hits are asserted."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures.parts import parts_in_words, plot_parts, shares_in_words, totals
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import agreement_with_check, as_sentences
from framing.study import Methods, Results
from framing.tables.schema import STANCES


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 9: how far the hits are asserted.

    One row per piece x frame x stance with columns doc_id, label, frame, frame_label, colour, stance, hits,
    share, low, high.
    """
    return named(results["stance_shares"], results)


def plot(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw the hits of every piece and frame as a bar, parted into asserted, negated and contested.

    `table` has one row per piece x frame x stance with columns doc_id, label, frame, frame_label, colour,
    stance, hits, share, low, high, as the function `table` gives it.
    """
    return plot_parts(table, "stance", STANCES, ax)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 9 shows and how well its rules do."""
    return as_sentences(
        "How far the frame vocabulary is asserted: hits by piece and frame that cues near them leave "
        "asserted, negate or contest (doubted, hedged, reported as unrealised)",
        totals(table, "stance"),
        shares_in_words("asserted", results.methods),
        agreement_with_check(results, "stance"),
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 9 to someone who cannot see it."""
    return parts_in_words(table, "stance")


FIGURE = FigureSpec("fig9_stance", "Asserted, negated, contested", table, plot, caption, alt, margin=15)
