"""Figure 13: the order of the pieces in every specification."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from framing.figures import colours, grouped, layout, texts, wording
from framing.figures.spec import FigureSpec, named, without_hits
from framing.study import Methods, Results
from framing.tables.schema import CHOICES

# of a cell, from its middle
_CORNERS = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) - 0.5
_LEVELS = {
    "parts": {"all": "with headline and dek", "body": "body alone"},
    "quotations": {"in": "with quotations", "out": "without quotations"},
    "stance": {"all": "any stance", "not negated": "without negated hits", "asserted": "asserted hits alone"},
    "patterns": {"all": "all patterns", "phrases": "phrases alone"},
    "dictionary": {"full": "full dictionary", "sourced": "patterns with a source"},
    "adjacent": {"out": "main frames alone", "in": "with adjacent hits"},
    "unit": {"words": "per 1,000 words", "sentences": "per 100 sentences"},
}


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 13: the order of the pieces in every specification.

    One row per specification x piece x frame with the columns of `multiverse.ranked` and printed names.
    """
    table = results["multiverse"]
    rows = table.drop_duplicates(["frame", "doc_id"])
    choices = sum(table[name].nunique() + 1 for name in CHOICES)
    return named(grouped.fit_frames(table, results, len(rows), choices, each=1), results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw every specification as a column: the order of the pieces by each frame, and the choices made.

    The darkest cell of a column is the piece with the highest rate, a white one has no hit. The study's own
    specification comes first, those that agree with it least last.
    """
    own = layout.gathered(table[table["specification"] == table["specification"].min()], "frame")
    found = {name: list(table[name].unique()) for name in CHOICES}
    levels = [(name, level) for name, listed in found.items() if len(listed) > 1 for level in listed]
    names = [name for name, _ in levels]
    labels = [*own["label"], *(_LEVELS[name][level] for name, level in levels)]
    y = layout.stack_rows(ax, [*own["frame"], *names], [*own["frame_label"], *names], labels)
    cells = table.merge(own[["frame", "doc_id"]].assign(at=y[: len(own)]), on=["frame", "doc_id"], how="left")
    last = float(table["rank"].max())
    shades = [
        colours.shade(row.colour, row.rank, last) if row.rank else "white" for row in table.itertuples()
    ]
    corners = cells[["place", "at"]].to_numpy()[:, np.newaxis] + _CORNERS
    ax.add_collection(PolyCollection(list(corners), facecolors=shades, edgecolors="white", linewidths=0.3))
    columns = table.drop_duplicates("specification")
    for (name, level), at in zip(levels, y[len(own) :], strict=True):
        chosen = columns.loc[columns[name] == level, "place"]
        ax.plot(chosen, [at] * len(chosen), "s", color=layout.DARK, markersize=2, linestyle="none")
    count = len(columns)
    ax.set_xlim(0.5, count + 0.5)
    # a number of three digits takes 18 points, headings at most 96, and gaps 17
    beside = [] if layout.is_narrow(ax) else [*own["frame_label"], *names]
    heading = min(96.0, max(map(texts.width_of_text, beside), default=0.0))
    room = layout.figure_width(ax) - heading - max(map(texts.width_of_text, labels)) - 17
    step = 12 if count * 18 <= room * 12 else 48
    ax.set_xticks(
        sorted({1, *range(step, count - step + 1, step), count}) if count > 12 else range(1, count + 1)
    )
    label = f"{count} specifications; 1 is the study's own, the last agree with it least"
    shade = f"darkest: the {wording.row_noun(methods)} with the highest rate of the frame; white: no hit"
    return layout.finish(ax, f"{label}\n{shade}")


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 13 shows and how many claims survive the choices."""
    agreement = table.drop_duplicates("specification")["agreement"]
    return wording.sentences(
        f"The order of the {grouped.noun(results)}s by every frame under "
        f"{wording.counted(len(agreement), 'specification')} of "
        "how to count, each a column, those that agree least with the study's own last",
        grouped.frames_left_out(table, results),
        f"Mean rank correlation with the study's own order: median {agreement.median():.2f}, lowest "
        f"{agreement.min():.2f}",
        wording.claims_in_words(results["claims"]),
        _separated(results),
        "The specifications are choices that could have been made, not a sample: a share of them is no "
        "probability",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 13 to someone who cannot see it."""
    highest = (table["rank"] == 1).groupby([table["frame_label"], table["label"]], sort=False).sum()
    count = table["specification"].nunique()
    return wording.sentences(
        f"Heat map of the ranks of pieces in {wording.counted(count, 'specification')}",
        *(f"{frame}: {label} has the highest rate alone in {n}" for (frame, label), n in highest.items()),
    )


def _separated(results: Results) -> str:
    """Say how many differences each kind of interval separates: a choice that changes no order."""
    found = results["separation"].groupby("interval", sort=False)["leaves_out_0"].agg(["sum", "count"])
    if found.empty:
        return ""
    kinds = wording.join([f"{row.Index} {row[1]}" for row in found.itertuples()])
    return (
        f"Of {found['count'].iloc[0]} differences between two {grouped.noun(results)}s the "
        f"{wording.covered(results.methods)} "
        f"interval leaves out 0, by kind of interval and uncorrected, for: {kinds}"
    )


FIGURE = FigureSpec(
    "fig13_multiverse",
    "Other ways to count",
    table,
    plot,
    caption,
    alt,
    missing=without_hits,
)
