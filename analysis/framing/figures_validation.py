"""The figure of the validation: how far the dictionary and coders find the same sentences."""

import pandas as pd
from matplotlib.axes import Axes

from framing.captions import covered
from framing.figures import _columns, _finish_x, _interval, _markers, _note, _stack
from framing.study import Methods


def plot_validation(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw precision, recall and F1 of every coder and frame as a marker on its interval.

    `table` has one row per coder x frame x measure with columns coder, frame, frame_label, colour, sentences,
    measure, n, of, value, low, high (shares, 0 to 1), as `drawn.drawn_validation` gives it.
    """
    if table.empty:
        return _note(ax, "No sentence has been coded.")
    headings = [f"{row.frame_label}\n{row.coder}\n{row.sentences:,} sentences" for row in table.itertuples()]
    groups = list(zip(table["coder"], table["frame"], strict=True))
    y = _stack(ax, groups, headings, table["measure"])
    markers = _markers(table["frame"])
    for at, row in zip(y, table.itertuples(), strict=True):
        if row.of:
            _interval(ax, at, (row.value, row.low, row.high), row.colour, markers[row.frame])
    ax.set_xlim(-0.01, 1.01)
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", ".2", ".4", ".6", ".8", "1"])
    counts = ["" if row.measure == "F1" else f"{row.n} of {row.of}" for row in table.itertuples()]
    numbers = [
        f"{row.value:.2f}  ({row.low:.2f} to {row.high:.2f})" if row.of else "none"
        for row in table.itertuples()
    ]
    _columns(ax, y, {"sentences": counts, "value  (interval)": numbers})
    return _finish_x(
        ax,
        f"share of sentences, with {covered(methods)} interval\n"
        "precision: coded, of those with a hit; recall: with a hit, of those coded",
    )
