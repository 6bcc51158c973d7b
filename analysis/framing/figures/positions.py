"""Figure 3: where along each piece the hits stand."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures import colours, grouped, layout, wording
from framing.figures.spec import FigureSpec, named, without_hits
from framing.study import Methods, Results

_ROW = ["doc_id", "frame"]


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 3: where hits stand, and their mean position.

    One row per piece x frame (kind "mean": n hits in all, the mean position and its interval) and per
    sentence with hits (kind "sentence": n hits at position) with columns doc_id, label, frame, frame_label,
    colour, kind, sentence, n, words, position, low, high; positions run from 0 to 1. Of groups of pieces not
    per sentence but per tenth of their pieces (kind "tenth": n hits in it, position its middle). Frames for
    which there is no room are left out.
    """
    words = results["descriptives"].set_index("doc_id")["words"]
    means = results["mean_positions"].rename(columns={"hits": "n"}).assign(kind="mean")
    hits = results["positions"].drop(columns="paragraph").assign(kind="sentence")
    if len(results.study.groups):
        tenth = (hits["position"] * 10).clip(0, 9).astype(int)
        hits = hits.assign(position=(tenth + 0.5) / 10, kind="tenth", sentence=pd.NA)
        keys = ["doc_id", "frame", "kind", "sentence", "position"]
        hits = hits.groupby(keys, sort=True, dropna=False, as_index=False)["n"].sum()
    fitting = grouped.fit_frames(means, results, len(means), means["doc_id"].nunique())
    both = pd.concat([means, hits], ignore_index=True)
    both = both[~both["frame"].isin({*means["frame"]} - {*fitting["frame"]})]
    both = both.assign(sentence=both["sentence"].astype("Int64"), words=both["doc_id"].map(words))
    columns = ["kind", "sentence", "n", "words", "position", "low", "high"]
    return named(both[["doc_id", "frame", *columns]], results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw where along each piece hits stand, one lane per frame, with the mean position beneath."""
    marked = table.assign(marker=layout.markers(table["frame"]))
    means, hits = marked[marked["kind"] == "mean"], marked[marked["kind"] != "mean"]
    tenths = (hits["kind"] == "tenth").any()
    notes = [f"{n:,} words" for n in means["words"]]
    y = layout.stack_rows(ax, means["doc_id"], means["label"], means["frame_label"], notes)
    pitch = min(0.2, 0.48 / hits["n"].to_numpy().max(initial=1))
    for row in hits.merge(means[_ROW].assign(at=y), on=_ROW, how="left").itertuples():
        if tenths:
            look = {"facecolor": row.colour, "edgecolor": "black", "linewidth": 0.5}
            ax.bar(row.position * 100, -0.55 * row.n / hits["n"].max(), 9, bottom=row.at + 0.12, **look)
            continue
        heights = row.at + 0.04 - pitch * np.arange(row.n)
        ax.plot([row.position * 100] * row.n, heights, row.marker, **layout.face(row.colour, 3.2))
    percent = 100 * means[["position", "low", "high"]]
    for at, row, colour in zip(y, percent.itertuples(), means["colour"], strict=True):
        ax.plot([0, 100], [at + 0.12] * 2, color=layout.PALE, linewidth=0.5, zorder=1)
        ax.plot([row.low, row.high], [at + 0.32] * 2, color=colours.ink_of(colour), linewidth=1)
        ax.plot([row.position], [at + 0.32], "|", color="black", markersize=5, markeredgewidth=1)
    ax.set_xlim(-1, 101)
    ax.set_xticks(range(0, 101, 25), [f"{x} %" for x in range(0, 101, 25)])
    drawn = "bars: hits in each tenth" if tenths else "markers: hits, stacked within a sentence"
    label = f"share of the piece's words before the hit\n{drawn}"
    marks = f"stroke and line: mean, {wording.covered(methods)} interval"
    positions = wording.estimates(percent, "position", 0, " %")
    columns = {"hits": means["n"].astype(str), "mean position": positions}
    return layout.finish(ax, f"{label}; {marks}", y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 3 shows, and which mean positions random orders do not give."""
    means, tested = table[table["kind"] == "mean"], named(results["mean_positions"], results)
    tested, in_groups = tested[tested["p"].notna()], len(results.study.groups) > 0
    order = "paragraph" if in_groups else results.methods.unit
    apart = tested[tested["p_holm"] < 1 - results.methods.coverage]
    found = wording.listing(
        [
            f"{row.frame_label} in {row.label} ({wording.whole_percent(row.position)})"
            for row in apart.itertuples()
        ]
    )
    marks = (
        "bars count those in each tenth of the pieces" if in_groups else "hits in one sentence are stacked"
    )
    return wording.sentences(
        f"Where the frame vocabulary stands: every one of {means['n'].sum():,} hits at the share of the "
        f"piece's words before the middle of its sentence; {marks}",
        f"Strokes and lines: mean position and {wording.interval(results.methods, 'hits')}; no line where "
        f"fewer than two {results.methods.unit}s hold one",
        f"Of {wording.counted(len(tested), 'mean position')} {len(apart)} lie farther from the expected than "
        f"{order}s in random order give (level {wording.level(results.methods)}, Holm)"
        f"{': ' * bool(found)}{found}",
        grouped.frames_left_out(table, results),
        wording.sampling_model(results),
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 3 to someone who cannot see it."""

    def say(row: Any) -> str:
        mean = f", mean {wording.whole_percent(row.position)}" if row.n else ""
        return f"{row.frame_label} {wording.counted(row.n, 'hit')}{mean}"

    head = "Strip plot of hits from the beginning (0 %) to the end (100 %) of each piece"
    return wording.described(head, table[table["kind"] == "mean"], ["label"], say)


FIGURE = FigureSpec(
    "fig3_positions",
    "Where the hits stand",
    table,
    plot,
    caption,
    alt,
    row_height=5.4,
    missing=without_hits,
)
