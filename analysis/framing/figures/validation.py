"""Figure 10: the dictionary against coders."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, layout, wording
from framing.figures.spec import FigureSpec, named, where_empty
from framing.study import Methods, Results
from framing.tables.schema import EVERY_PIECE

_CODES = ["coder", "frame_label"]
_READ_ONCE = (
    "is one language model reading once, no substitute for two human coders: the figures say how far "
    "counting words and reading sentences come apart, not which is right"
)


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 10: the dictionary against every coder, all pieces together.

    One row per coder x frame x measure with columns coder, frame, frame_label, colour, sentences, measure,
    n, of, value, low, high (shares, 0 to 1).
    """
    table = results["validation"]
    together = table[table["doc_id"] == EVERY_PIECE].drop(columns="doc_id")
    together, coders = together.reset_index(drop=True), together["coder"].nunique()
    return named(grouped.fit_frames(together, results, len(together), 0, each=coders), results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw precision, recall and F1 of every coder and frame as a marker on its interval."""
    headings = [f"{row.frame_label}\n{row.coder}\n{row.sentences:,} sentences" for row in table.itertuples()]
    y = layout.stack_rows(ax, table["coder"] + "\n" + table["frame"], headings, table["measure"])
    known = table["of"] > 0
    drawn = table.assign(marker=layout.markers(table["frame"]))
    layout.draw_intervals(ax, y[known], drawn[known], "value")
    ax.set_xlim(-0.01, 1.01)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
    counts = ["" if row.measure == "F1" else f"{row.n} of {row.of}" for row in table.itertuples()]
    label = f"share of sentences, with {wording.covered(methods)} interval"
    marks = "precision: coded, of those with a hit; recall: with a hit, of those coded"
    columns = {"sentences": counts, "value  (interval)": wording.estimates(table, "value", 2)}
    return layout.finish(ax, f"{label}\n{marks}", y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 10 shows and what its coders are worth."""
    coders = list(table["coder"].unique())
    machine = wording.join([coder for coder in coders if coder.startswith("machine")])
    return wording.sentences(
        f"The dictionary against {wording.join(coders)}, over "
        f"{wording.counted(table['sentences'].max(), 'sentence')}: precision, recall and F1 of sentences "
        f"with a hit, with {wording.covered(results.methods)} percentile bootstrap intervals over sentences "
        "(Wilson's where the value is 0 or 1)",
        *wording.listed(table, _CODES, _value),
        f"{machine} {_READ_ONCE}" if machine else "",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 10 to someone who cannot see it."""
    head = "Dot plot of precision, recall and F1 with intervals, by coder and frame"
    return wording.described(head, table, _CODES, _value)


def _value(row: Any) -> str:
    return f"{row.measure} {wording.estimate(row.value, row.low, row.high, 2)}"


FIGURE = FigureSpec(
    "fig10_validation",
    "The dictionary against a reader",
    table,
    plot,
    caption,
    alt,
    missing=where_empty("validation", "no sentence has been coded (codings.csv)"),
)
