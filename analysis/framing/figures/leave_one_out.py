"""Figure 11: rates without each pattern in turn."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import face, finish_x, ink_of, markers_of, say_alone, stack_rows, write_columns
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import as_sentences, counted, in_letters, join
from framing.study import Methods, Results


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 11: rates without each pattern in turn.

    One row per frame x pattern x piece with the columns of `robustness.leave_one_term_out` and printed names.
    """
    return named(results["leave_one_out"], results)


def plot(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw the rate of every piece and frame with a stroke for the rate without each pattern in turn.

    `table` has one row per frame x pattern x piece with columns doc_id, label, frame, frame_label, colour,
    pattern, rate, rate_without, change, pairs_swapped, as `leave_one_term_out` gives it, with printed names.
    """
    if table.empty:
        return say_alone(ax, "No pattern has hits.")
    frames = list(dict.fromkeys(table["frame"]))
    keys = [(d, f) for d in dict.fromkeys(table["doc_id"]) for f in frames]
    groups = dict(list(table.groupby(["doc_id", "frame"])))
    lanes = [groups[key] for key in keys]
    first = pd.DataFrame([lane.iloc[0] for lane in lanes])
    y = stack_rows(ax, first["doc_id"], first["label"], first["frame_label"])
    markers = markers_of(table["frame"])
    named, to, swaps = [], [], []
    for at, lane, row in zip(y, lanes, first.itertuples(), strict=True):
        ink = ink_of(row.colour)
        ax.plot([lane["rate_without"].min(), row.rate], [at, at], color=ink, linewidth=1, zorder=1)
        ax.plot(lane["rate_without"], [at] * len(lane), "|", color=ink, markersize=6, markeredgewidth=1)
        marker = markers[row.frame]
        ax.plot([row.rate], [at], marker, **face(row.colour, 5), zorder=3, clip_on=False)
        most = lane.loc[lane["change"].idxmin()]
        moved = most["change"] < 0
        named.append(most["pattern"] if moved else "none")
        to.append(f"{most['rate']:.1f} to {most['rate_without']:.1f}" if moved else "")
        swaps.append(str(most["pairs_swapped"]) if moved else "")
    ax.set_xlim(0, float(table["rate"].max()) * 1.02)
    write_columns(ax, y, {"moved most by": named, "from, to": to, "pairs swapped": swaps})
    return finish_x(
        ax,
        "hits per 1,000 words; marker: all patterns, strokes: one left out\n"
        "pairs swapped: pairs of pieces whose order by that frame is reversed",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 11 shows, and how much of the hits the top patterns carry."""
    if table.empty:
        return "No pattern has hits, so none can be left out."
    frames = results.study.definitions.frames.set_index("frame")["label"]
    patterns = table.drop_duplicates(["frame", "pattern"])
    top = results["top_terms"]
    carried = [
        f"{row.share * 100:.0f} % of {counted(row.hits, 'hit')} ({frames[row.frame]})"
        for row in top[(top["doc_id"] == "all") & (top["hits"] > 0)].itertuples()
    ]
    return as_sentences(
        "Rates without each pattern in turn: the marker is the rate with all patterns, a stroke that with "
        "one left out",
        f"Leaving one out reverses the order of two pieces for {int(patterns['order_changes'].sum())} of "
        f"{counted(len(patterns), 'pattern')} with hits",
        f"The {in_letters(results.methods.top)} most frequent patterns carry {join(carried)}",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 11 to someone who cannot see it."""
    rows = []
    for (label, frame), lane in table.groupby(["label", "frame_label"], sort=False):
        most = lane.loc[lane["change"].idxmin()]
        rows.append(f"{label}, {frame}: {most['rate']:.1f}, lowest {most['rate_without']:.1f}")
    return as_sentences("Dot plot of rates per 1,000 words, and of the same without one pattern", *rows)


FIGURE = FigureSpec("fig11_leave_one_out", "One pattern left out", table, plot, caption, alt)
