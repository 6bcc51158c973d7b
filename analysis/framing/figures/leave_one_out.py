"""Figure 11: rates without each pattern in turn."""

from itertools import permutations

import pandas as pd
from matplotlib.axes import Axes

from framing.figures import colours, grouped, layout, wording
from framing.figures.spec import FigureSpec, named, where_empty
from framing.study import Methods, Results
from framing.tables.schema import EVERY_PIECE, SEPARATOR

_ROW = ["doc_id", "frame"]


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 11: rates without each pattern in turn.

    One row per frame x pattern x piece with the columns of `robustness.leave_one_term_out` and printed names.
    """
    table = results["leave_one_out"]
    rows, gaps = len(table.drop_duplicates(_ROW)), table["doc_id"].nunique()
    return named(grouped.fit_frames(table, results, rows, gaps), results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the rate of every piece and frame with a stroke for the rate without each pattern in turn."""
    marked = layout.gathered(table.assign(marker=layout.markers(table["frame"])), "doc_id")
    rows = _moved_most(marked)
    y = layout.stack_rows(ax, rows["doc_id"], rows["label"], rows["frame_label"])
    strokes = marked.groupby(_ROW, sort=False)["rate_without"]
    for at, row, (_, without) in zip(y, rows.itertuples(), strokes, strict=True):
        ink = colours.ink_of(row.colour)
        ax.plot([row.rate_without, row.rate], [at, at], color=ink, linewidth=1, zorder=1)
        ax.plot(without, [at] * len(without), "|", color=ink, markersize=6, markeredgewidth=1)
    layout.draw_markers(ax, y, rows, "rate")
    ax.set_xlim(0, float(table["rate"].max()) * 1.02)
    moved = rows["change"] < 0
    changes = rows["rate"].map("{:.1f} to ".format) + rows["rate_without"].map("{:.1f}".format)
    pieces = table["doc_id"].nunique()
    swapped = rows["pairs_swapped"].astype(str) + f" of {pieces * (pieces - 1) // 2}"
    columns = {
        "moved most by": rows["pattern"].where(moved, "none"),
        "from, to": changes.where(moved, ""),
        "pairs swapped": swapped.where(moved, ""),
    }
    label = "hits per 1,000 words; marker: all patterns, strokes: one left out"
    pairs = f"pairs swapped: pairs of {wording.row_noun(methods)}s whose order by that frame is reversed"
    return layout.finish(ax, f"{label}\n{pairs}", y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 11 shows, and how much of the hits the top patterns carry."""
    patterns, noun = table.drop_duplicates(["frame", "pattern"]), grouped.noun(results)
    top = named(results["top_terms"], results)
    carried = [
        f"{wording.whole_percent(row.share)} of {wording.counted(row.hits, 'hit')} ({row.frame_label})"
        for row in top[(top["doc_id"] == EVERY_PIECE) & (top["hits"] > 0)].itertuples()
    ]
    return wording.sentences(
        "Rates without each pattern in turn: the marker is the rate with all patterns, a stroke that with "
        "one left out",
        grouped.frames_left_out(table, results),
        f"Leaving one out reverses the order of two {noun}s for {int(patterns['order_changes'].sum())} of "
        f"{wording.counted(len(patterns), 'pattern')} with hits",
        _told_apart(patterns, results),
        f"The {wording.in_letters(results.methods.top)} most frequent patterns carry {wording.join(carried)}",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 11 to someone who cannot see it."""
    head = "Dot plot of rates per 1,000 words, and of the same without one pattern"
    rows, keys = _moved_most(table), ["label", "frame_label"]
    return wording.described(head, rows, keys, lambda row: f"{row.rate:.1f}, lowest {row.rate_without:.1f}")


def _told_apart(patterns: pd.DataFrame, results: Results) -> str:
    labels = results.study.pieces.set_index("doc_id")["label"]
    # a doc_id may hold a hyphen itself
    pairs = {f"{a}-{b}": f"{labels[a]} and {labels[b]}" for a, b in permutations(labels.index, 2)}
    found = [
        f"{row.pattern} ({row.frame_label}: {pairs[pair]})"
        for row in patterns.itertuples()
        for pair in filter(None, row.becomes_distinguishable.split(SEPARATOR))
    ]
    test = f"a permutation of {results.methods.unit}s, level {wording.level(results.methods)}, uncorrected"
    return (
        f"Pairs that are told apart only once a pattern is left out ({test}): "
        f"{wording.listing(found) or 'none'}"
    )


def _moved_most(table: pd.DataFrame) -> pd.DataFrame:
    """Return for every piece and frame the row of the pattern without which its rate is lowest."""
    return table.loc[table.groupby(_ROW, sort=False)["change"].idxmin()]


FIGURE = FigureSpec(
    "fig11_leave_one_out",
    "One pattern left out",
    table,
    plot,
    caption,
    alt,
    missing=where_empty("leave_one_out", "no pattern of the dictionary has a hit"),
)
