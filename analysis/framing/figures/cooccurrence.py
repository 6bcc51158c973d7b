"""Figure 5: frames in the same sentence, against chance."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from framing.figures import grouped, layout, wording
from framing.figures.spec import FigureSpec, named, where_empty
from framing.study import Methods, Results
from framing.tables.schema import EVERY_PIECE

MOST_ROWS, MOST_PAIRS = 72, 44


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 5: sentences with both frames of a pair, against chance.

    One row per pair of frames x piece, and all pieces, with columns pair, doc_id, label, frame_a,
    frame_a_label, colour_a, frame_b, frame_b_label, colour_b, sentences, n_a, n_b, both, expected,
    chance_low, chance_high, beyond_chance. Where that would be more than 72 rows, only those of all pieces,
    and of more than 44 pairs those that chance gives least often.
    """
    table = results["cooccurrence"]
    pairs = len(table.drop_duplicates(["frame_a", "frame_b"]))
    # the heading of a pair has three lines or more
    if max(len(table), 3 * pairs) + layout.GAP * pairs > MOST_ROWS:
        table = table[table["doc_id"] == EVERY_PIECE].reset_index(drop=True)
        rarest = table["p"].sort_values(kind="stable").index[:MOST_PAIRS]
        table = table.loc[rarest.sort_values()].reset_index(drop=True)
    keys = ["doc_id", "frame_a", "frame_b"]
    shown = named(table[[*keys, *table.columns.drop(keys)]], results).fillna({"label": "all pieces"})
    return shown.assign(pair=shown["frame_a"] + " + " + shown["frame_b"])[["pair", *shown.columns]]


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw how many sentences hold both frames of a pair, on the range that chance would give."""
    if (table["doc_id"] == EVERY_PIECE).all():
        y = layout.stack_rows(ax, table["frame_a"], table["frame_a_label"], "with " + table["frame_b_label"])
    else:
        headings = table["frame_a_label"] + "\nwith " + table["frame_b_label"]
        y = layout.stack_rows(ax, table["pair"], headings, table["label"])
    layout.draw_ranges(ax, y, table[["chance_low", "expected", "chance_high"]])
    for at, row in zip(y, table.itertuples(), strict=True):
        halves = {"fillstyle": "left", "markerfacecoloralt": row.colour_b}
        dot = "D" if row.beyond_chance else "o"
        ax.plot([row.both], [at], dot, **layout.face(row.colour_a, 5), **halves, zorder=3, clip_on=False)
    most = max(1, int(table[["both", "chance_high"]].max().max()))
    ax.set_xlim(-0.02 * most, most * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    diamond = " (diamond: beyond chance)" if table["beyond_chance"].any() else ""
    label = f"sentences that hold both frames\nmarker: counted{diamond}"
    marks = f"stroke and line: expected, {wording.covered(methods)} range"
    columns = {
        "sentences": table["sentences"].map("{:,}".format),
        "both": table["both"].astype(str),
        "by chance": [f"{r.expected:.1f}  ({r.chance_low} to {r.chance_high})" for r in table.itertuples()],
    }
    return layout.finish(ax, f"{label}; {marks}", y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 5 shows and where frames meet more or less often than by chance."""
    beyond = [
        f"{r.label}, {r.frame_a_label} with {r.frame_b_label} ({r.both} counted, {r.expected:.1f} expected)"
        for r in table[table["beyond_chance"]].itertuples()
    ]
    found, every = f"{len(beyond)}: {wording.listing(beyond)}" if beyond else "none", results["cooccurrence"]
    pairs = len(every.drop_duplicates(["frame_a", "frame_b"]))
    noun = grouped.noun(results)
    return wording.sentences(
        f"Sentences that hold vocabulary of both frames of a pair, of all sentences of the {noun}",
        f"Drawn are the {len(table)} of {pairs} pairs that chance gives least often"
        if len(table) < pairs
        else "",
        f"Strokes and lines: expected number and {wording.covered(results.methods)} range if each frame's "
        f"sentences were spread at random over the {noun} (hypergeometric; for all pieces its exact sum over "
        f"{noun}s)",
        f"Of {wording.counted(len(table), 'count')}, outside that range: {found}",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 5 to someone who cannot see it."""
    rows = [
        f"{r.frame_a_label} with {r.frame_b_label}: {r.both} of {r.sentences}, expected {r.expected:.1f} "
        f"({r.chance_low} to {r.chance_high})"
        for r in table[table["doc_id"] == EVERY_PIECE].itertuples()
    ]
    head = "Dot plot of sentences with both frames against chance; in all pieces together"
    return wording.sentences(head, *rows)


FIGURE = FigureSpec(
    "fig5_cooccurrence",
    "Frames in the same sentence",
    table,
    plot,
    caption,
    alt,
    row_height=4,
    missing=where_empty("cooccurrence", "one frame by itself has nothing to occur with"),
)
