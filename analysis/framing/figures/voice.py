"""Figure 8: who voices the hits."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, parts
from framing.figures.spec import FigureSpec, named, without_hits
from framing.study import Methods, Results
from framing.tables.schema import VOICES


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 8: who voices the hits.

    One row per piece x frame x voice with columns doc_id, label, frame, frame_label, colour, voice, hits,
    share, low, high.
    """
    return named(parts.fitting(results["voice_shares"], results), results)


def plot(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw the hits of every piece and frame as a bar, parted into author, reported and quoted."""
    return parts.plot(table, "voice", VOICES, ax)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 8 shows and how well its rules do."""
    head = (
        f"Who voices the frame vocabulary: hits by {grouped.noun(results)} and frame in the author's "
        "own words, in reported "
        "speech and in quotations of four words or more"
    )
    return parts.caption(head, table, "voice", results)


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 8 to someone who cannot see it."""
    return parts.alt(table, "voice")


FIGURE = FigureSpec(
    "fig8_voice",
    "Who voices the frames",
    table,
    plot,
    caption,
    alt,
    margin=15,
    missing=without_hits,
)
