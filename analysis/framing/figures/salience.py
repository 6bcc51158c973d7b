"""Figure 1: the rate of every piece and frame, with its interval."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, layout, texts, wording
from framing.figures.spec import FigureSpec, named
from framing.study import Methods, Results
from framing.tables.schema import AUTHOR, PER


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 1: salience with printed names, and how much of it the author voices.

    One row per piece x frame with columns doc_id, label, frame, frame_label, colour, hits, words, rate, low,
    high, low_sentence, high_sentence, hits_author and rate_author (rates per 1,000 words).
    """
    voices = results["voice_shares"]
    own = voices.loc[voices["voice"] == AUTHOR, ["doc_id", "frame", "hits"]]
    both = results["salience"].merge(own, on=["doc_id", "frame"], suffixes=("", "_author"))
    both = grouped.fit_frames(both, results, len(both), both["doc_id"].nunique())
    if both["doc_id"].nunique() == 1 < len(results.study.groups):
        return _with_pieces(both, results)
    return named(both.assign(rate_author=both["hits_author"] / both["words"] * PER), results)


def _with_pieces(both: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Return the rates of one group of all pieces (kind "group") and of each of its pieces (kind "piece")."""
    single = results.pieces["salience"].assign(kind="piece")
    single = named(single[single["frame"].isin(both["frame"])], results.pieces)
    own = both.assign(kind="group", rate_author=both["hits_author"] / both["words"] * PER)
    columns = ["doc_id", "label", "frame", "frame_label", "colour", "kind", "hits", "words", "rate"]
    table = pd.concat([named(own, results), single[columns]], ignore_index=True)
    return table.astype({"hits_author": "Int64"})


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the rate of every piece and frame as a marker on its interval, the author's part as a stroke."""
    if "kind" in table:
        return _plot_distribution(table, ax, methods)
    notes = [f"{n:,} words" for n in table["words"]]
    y = layout.stack_rows(ax, table["doc_id"], table["label"], table["frame_label"], notes)
    fill = table["colour"].where(table["hits"] > 0, "white")
    layout.draw_intervals(ax, y, table.assign(fill=fill, marker=layout.markers(table["frame"])), "rate")
    ax.plot(table["rate_author"], y, "|", color="black", markersize=9, markeredgewidth=1.2, clip_on=False)
    ax.set_xlim(0, float(table["high"].max()) * 1.02)
    hollow = "; hollow: no hit" if (table["hits"] == 0).any() else ""
    label = f"hits per 1,000 words, with {wording.covered(methods)} interval{hollow}"
    columns = {
        "hits": table["hits"].astype(str),
        "author's": table["hits_author"].astype(str),
        "rate  (interval)": wording.estimates(table, "rate"),
    }
    return layout.finish(ax, f"{label}\nstroke: in the author's voice", y, columns)


def _plot_distribution(table: pd.DataFrame, ax: Axes, methods: Methods) -> Axes:
    """Draw the rates of all pieces as rings, frame by frame, with that of all together and the "
    "extremes named."""
    rows, pieces = (table[table["kind"] == kind] for kind in ("group", "piece"))
    notes = [f"{n:,} hits" for n in rows["hits"]]
    y = layout.stack_rows(ax, rows["frame"], rows["frame_label"], [""] * len(rows), notes, lines=2)
    for at, row in zip(y, rows.itertuples(), strict=True):
        own = pieces[pieces["frame"] == row.frame].sort_values("rate", kind="stable")
        # moved up and down only so that they do not hide each other
        heights = at + (np.arange(len(own)) * 0.6180339887498949) % 1 * 0.6 - 0.3
        ax.plot(own["rate"], heights, "o", **layout.face("none", 2.6, "#7F7F7F"))
        for side, rate in (("lowest", own["rate"].iloc[0]), ("highest", own["rate"].iloc[-1])):
            at_end = own.loc[own["rate"] == rate, "label"]
            who = at_end.iloc[0] if len(at_end) == 1 else f"{len(at_end):,} pieces"
            place = (0.0, "left") if side == "lowest" else (1.0, "right")
            text = texts.cut(f"{side}: {who}", 120)
            layout.write(
                ax, f"{text} ({rate:.1f})", (place[0], at + 1), (0, 0), ha=place[1], color=layout.DARK
            )
    layout.draw_intervals(ax, y, rows.assign(marker=layout.markers(rows["frame"])), "rate")
    ax.set_xlim(0, float(pieces["rate"].max() or 1) * 1.02)
    label = "hits per 1,000 words\nmarker: all pieces together, with "
    columns = {"rate  (interval)": wording.estimates(rows, "rate")}
    return layout.finish(
        ax, f"{label}{wording.covered(methods)} interval; grey rings: single pieces", y, columns
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 1 shows and which pieces its intervals set apart."""
    if "kind" in table:
        table = table[table["kind"] == "group"]
    pairs, methods = results["salience_pairs"], results.methods
    frames = results.study.definitions.frames.set_index("frame")["label"]
    noun = wording.row_noun(methods)
    words = table.drop_duplicates("doc_id")["words"].sum()
    return wording.sentences(
        f"Salience of frame vocabulary: hits of the frame dictionary per 1,000 words, by {noun} and frame "
        f"({wording.counted(table['doc_id'].nunique(), noun)}, {table['hits'].sum():,} hits in {words:,} "
        "words)",
        grouped.frames_left_out(table, results),
        f"Markers: rates; lines: {wording.rate_interval(methods)} ({wording.measured_coverage(results)}); "
        f"strokes: the part that the author voices, {table['hits_author'].sum():,} of the hits",
        grouped.separated(
            pairs,
            results,
            {key: frames[key] for key in pairs["frame"].unique()},
            "frame",
            wording.permutation_test(methods),
        ),
        "A hit that denies or doubts the frame counts as a hit",
        wording.sampling_model(results),
    )


def alt(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 1 to someone who cannot see it."""
    if "kind" in table:
        table = table[table["kind"] == "group"]
    covered = wording.covered(results.methods)
    head = (
        f"Dot plot of hits per 1,000 words with {covered} intervals, one row per "
        f"{grouped.noun(results)} and frame"
    )
    return wording.described(
        head,
        table,
        ["label"],
        lambda r: (
            f"{r.frame_label} {wording.estimate(r.rate, r.low, r.high)}, the author's {r.rate_author:.1f}"
        ),
    )


FIGURE = FigureSpec("fig1_salience", "Frame vocabulary by piece", table, plot, caption, alt, margin=15)
