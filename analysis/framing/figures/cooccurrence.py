"""Figure 5: frames in the same sentence, against chance."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from framing.figures.layout import face, finish_x, say_alone, stack_rows, write_columns
from framing.figures.spec import FigureSpec
from framing.figures.wording import as_sentences, counted, covered
from framing.study import Methods, Results
from framing.tables.schema import EVERY_PIECE

MOST_ROWS = 72


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 5: sentences with both frames of a pair, against chance.

    One row per pair of frames x piece, and all pieces, with columns pair, doc_id, label, frame_a,
    frame_a_label, colour_a, frame_b, frame_b_label, colour_b, sentences, n_a, n_b, both, expected,
    chance_low, chance_high, beyond_chance. Where that would be more than 72 rows, only those of all pieces.
    """
    table = results["cooccurrence"]
    if len(table) > MOST_ROWS:
        table = table[table["doc_id"] == EVERY_PIECE]
    frames = results.study.definitions.frames.set_index("frame")
    labels = {**results.study.pieces.set_index("doc_id")["label"], EVERY_PIECE: "all pieces"}
    columns: dict[str, object] = {
        "pair": table["frame_a"] + " + " + table["frame_b"],
        "doc_id": table["doc_id"],
        "label": table["doc_id"].map(labels),
    }
    for side in ("a", "b"):
        frame = table[f"frame_{side}"]
        columns |= {f"frame_{side}": frame, f"frame_{side}_label": frame.map(frames["label"])}
        columns[f"colour_{side}"] = frame.map(frames["colour"])
    return pd.DataFrame(columns | {c: table[c] for c in table.columns[3:]}).reset_index(drop=True)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw how many sentences hold both frames of a pair, on the range that chance would give.

    `table` has one row per pair of frames x piece with columns pair, doc_id, label, frame_a_label,
    frame_b_label, colour_a, colour_b, sentences, both, expected, chance_low, chance_high, beyond_chance, as
    `report.drawn_cooccurrence` gives it.
    """
    if table.empty:
        return say_alone(ax, "One frame by itself has nothing to occur with.")
    y = stack_rows(
        ax,
        table["pair"],
        [f"{r.frame_a_label}\nwith {r.frame_b_label}" for r in table.itertuples()],
        table["label"],
    )
    for at, row in zip(y, table.itertuples(), strict=True):
        ax.plot([row.chance_low, row.chance_high], [at] * 2, color="#8C8C8C", linewidth=1, zorder=1)
        ax.plot([row.expected], [at], "|", color="black", markersize=7, markeredgewidth=1, zorder=2)
        halves = {"fillstyle": "left", "markerfacecoloralt": row.colour_b}
        dot = "D" if row.beyond_chance else "o"
        ax.plot([row.both], [at], dot, **face(row.colour_a, 5), **halves, zorder=3, clip_on=False)
    most = max(1, int(table[["both", "chance_high"]].max().max()))
    ax.set_xlim(-0.02 * most, most * 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    chance = [f"{r.expected:.1f}  ({r.chance_low} to {r.chance_high})" for r in table.itertuples()]
    found = {"sentences": table["sentences"].map("{:,}".format), "both": table["both"].astype(str)}
    write_columns(ax, y, {**found, "by chance": chance})
    return finish_x(
        ax,
        "sentences that hold both frames\n"
        f"marker: counted (diamond: beyond chance); stroke and line: expected, {covered(methods)} range",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 5 shows and where frames meet more or less often than by chance."""
    if table.empty:
        return "One frame by itself has nothing to occur with."
    beyond = [
        f"{r.label}, {r.frame_a_label} with {r.frame_b_label} ({r.both} counted, {r.expected:.1f} expected)"
        for r in table[table["beyond_chance"]].itertuples()
    ]
    found = f"{len(beyond)}: {'; '.join(beyond)}" if beyond else "none"
    return as_sentences(
        "Sentences that hold vocabulary of both frames of a pair, of all sentences of the piece",
        f"Strokes and lines: expected number and {covered(results.methods)} range if each frame's sentences "
        "were spread at random over the piece (hypergeometric; for all pieces its exact sum over pieces)",
        f"Of {counted(len(table), 'count')}, outside that range: {found}",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 5 to someone who cannot see it."""
    rows = [
        f"{r.frame_a_label} with {r.frame_b_label}: {r.both} of {r.sentences}, expected {r.expected:.1f} "
        f"({r.chance_low} to {r.chance_high})"
        for r in table[table["doc_id"] == EVERY_PIECE].itertuples()
    ]
    return as_sentences(
        "Dot plot of sentences with both frames against chance; in all pieces together", *rows
    )


FIGURE = FigureSpec(
    "fig5_cooccurrence", "Frames in the same sentence", table, plot, caption, alt, row_height=4
)
