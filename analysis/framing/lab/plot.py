"""The figure of the lab: every rate with one dictionary and with another, on their intervals."""

import io

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from framing.figures import layout, wording
from framing.figures.fonts import drawable, families
from framing.figures.look import Look, style
from framing.study import Methods, Results

_WIDTH, _MM = 174, 25.4


def with_names(rates: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Put printed names and colours beside the keys of a table of rates that `what_if` made."""
    frames = results.study.definitions.frames.set_index("frame")
    labels = results.drawn.study.pieces.set_index("doc_id")["label"]
    return rates.assign(
        label=rates["doc_id"].map(labels),
        frame_label=rates["frame"].map(frames["label"]),
        colour=rates["frame"].map(frames["colour"]),
    )


def plot_rates(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw every rate after a change as a marker on its interval, and that before it as a ring above.

    `table` is one of `what_if` with printed names.
    """
    y = layout.stack_rows(ax, table["doc_id"], table["label"], table["frame_label"])
    for side, shift, fill in (("before", -0.17, "white"), ("after", 0.17, table["colour"])):
        names = {f"{name}_{side}": name for name in ("rate", "low", "high")}
        rows = table[[*names, "colour"]].rename(columns=names)
        rows = rows.assign(marker=layout.markers(table["frame"]), fill=fill)
        layout.draw_intervals(ax, y + shift, rows, "rate")
    ax.set_xlim(0, float(table[["high_before", "high_after"]].to_numpy().max()) * 1.02)
    label = f"hits per 1,000 words, with {wording.covered(methods)} interval\nhollow: before the change"
    columns = {name: table[f"hits_{name}"].astype(str) for name in ("before", "after")}
    return layout.finish(ax, label, y, columns)


def draw_rates(table: pd.DataFrame, methods: Methods = Methods()) -> Figure:
    """Draw the figure of a table that `with_names` made, as high as its rows need."""
    table = drawable(table)
    with mpl.rc_context(style(families([*table["label"], *table["frame_label"]]))):
        figure = Figure(figsize=(_WIDTH / _MM, min(Look().height, 5 * len(table) + 25) / _MM))
        ax = plot_rates(table, figure.subplots(), methods)
        ConstrainedLayoutEngine().execute(figure)
        layout.keep_label_inside(figure, ax)
        layout.keep_texts_inside(figure, ax)
    return figure


def as_png(figure: Figure) -> bytes:
    """Return a figure as PNG, the same bytes for the same figure."""
    with io.BytesIO() as file:
        figure.savefig(file, format="png", dpi=144, metadata={"Software": None})
        return file.getvalue()


def in_words(table: pd.DataFrame) -> str:
    """Say which rates change, as the alternative text of the figure.

    >>> row = {"label": "A", "frame_label": "War", "rate_before": 2.0, "rate_after": 1.0, "change": -1.0}
    >>> in_words(pd.DataFrame([row]))
    'Hits per 1,000 words that change: A, War 2.0 to 1.0.'
    """
    changed = table[table["change"].abs() > 1e-9]
    said = [
        f"{r.label}, {r.frame_label} {r.rate_before:.1f} to {r.rate_after:.1f}" for r in changed.itertuples()
    ]
    return f"Hits per 1,000 words that change: {'; '.join(said) or 'none'}."
