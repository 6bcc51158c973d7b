"""The figures of scores: rates by outlet and over months, documents with a hit, and sentiment."""

from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures import layout, monthly, wording
from framing.figures.spec import FigureSpec, named
from framing.scored import rows
from framing.study import Methods, Results

# frames whose curves a figure has room for
_MOST_CURVES = 12
_GREY = "#595959"
_UNITS = "Documents are the units that might have been others"


def _without(name: str, results: Results) -> str:
    """Say why a figure is missing, or nothing where the scores have its table and a word in it."""
    if name not in results:
        return f"the scores have no table {name}"
    value = "mean" if name.startswith("sentiment") else "rate"
    return "" if results[name][value].notna().any() else "the documents hold no word"


def outlets_table(results: Results) -> pd.DataFrame:
    """Return the table of figure 1 and 3: salience of all documents and of outlets, with printed names.

    One row per group of documents x frame with columns label, frame, frame_label, colour and those of
    `estimates.salience`.
    """
    return named(rows.fit_frames(rows.with_all(results, "salience"), results), results)


def plot_rates(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the rate of every outlet and frame as a marker on its interval."""
    y = _stack(table, ax, [f"{n:,} documents" for n in table["documents"]])
    _draw(ax, y, table, "rate")
    ax.set_xlim(0, rows.edge(table) * 1.02)
    columns = {"hits": [f"{n:,}" for n in table["hits"]], "rate  (interval)": _estimates(table, "rate", 2)}
    hollow = "; hollow: no hit" if (table["hits"] == 0).any() else ""
    label = f"hits per 1,000 words, with {wording.covered(methods)} interval{hollow}"
    return layout.finish(ax, label, y, columns)


def plot_shares(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the share of documents with a hit of every outlet and frame as a marker on its interval."""
    shares = table[["share", "share_low", "share_high"]] * 100
    table = table.drop(columns=["low", "high"]).assign(
        share=shares["share"], low=shares["share_low"], high=shares["share_high"]
    )
    y = _stack(table, ax, [f"{n:,} documents" for n in table["documents"]])
    _draw(ax, y, table, "share")
    ax.set_xlim(0, float(table["high"].max()) * 1.02)
    columns = {
        "documents": [f"{n:,}" for n in table["with_hits"]],
        "%  (interval)": _estimates(table, "share", 1),
    }
    label = f"documents with a hit in %, with {wording.covered(methods)} interval"
    return layout.finish(ax, label, y, columns)


def months_table(results: Results) -> pd.DataFrame:
    """Return the table of figure 2: salience of the documents of every month, with printed names.

    One row per month x frame with columns month, frame, frame_label, colour and those of
    `estimates.salience`.
    """
    return named(rows.fit_frames(results["salience_months"], results, _MOST_CURVES), results)


def plot_months(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the rate of every frame as a curve over the months on the band of its interval."""
    monthly.curves(table.assign(high=table["high"].clip(upper=rows.edge(table))), ax)
    label = f"hits per 1,000 words of the documents of a month; band: {wording.covered(methods)} interval"
    return layout.finish(ax, label)


def sentiment_table(results: Results) -> pd.DataFrame:
    """Return the table of figure 4: mean sentiment of all documents and of outlets.

    One row per group of documents with columns label and those of `estimates.sentiment`.
    """
    return rows.with_all(results, "sentiment")


def plot_sentiment(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the mean compound of every outlet as a marker on its interval."""
    y = layout.stack_rows(ax, ["all"] * len(table), [""] * len(table), table["label"])
    known = table.assign(low=table["low"].fillna(table["mean"]), high=table["high"].fillna(table["mean"]))
    look = {"colour": _GREY, "marker": "o"}
    layout.draw_intervals(ax, y, known.assign(**look), "mean")
    ax.axvline(0, color=layout.PALE, linewidth=0.5, zorder=0)
    low, high = float(known["low"].min()), float(known["high"].max())
    room = 0.02 * max(high - low, 0.01)
    ax.set_xlim(min(low, 0) - room, max(high, 0) + room)
    columns = {
        "documents": [f"{n:,}" for n in table["documents"]],
        "mean  (interval)": _estimates(table, "mean", 3),
    }
    label = f"mean compound of the sentences (-1 to 1), with {wording.covered(methods)} interval"
    return layout.finish(ax, label, y, columns)


def _stack(table: pd.DataFrame, ax: Axes, notes: list[str]) -> np.ndarray:
    return layout.stack_rows(ax, table["label"], table["label"], table["frame_label"], notes)


def _draw(ax: Axes, y: np.ndarray, table: pd.DataFrame, value: str) -> None:
    fill = table["colour"].where(table["hits"] > 0, "white")
    layout.draw_intervals(ax, y, table.assign(fill=fill, marker=layout.markers(table["frame"])), value)


def _estimates(table: pd.DataFrame, value: str, decimals: int) -> list[str]:
    texts = wording.estimates(table[[value, "low", "high"]], value, decimals)
    return [text if known else "none" for text, known in zip(texts, table[value].notna(), strict=True)]


def caption_rates(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 1 shows."""
    return wording.sentences(
        f"Salience of frame vocabulary in {rows.counted_documents(results, 'salience')}: hits per 1,000 "
        f"words, {_by(results)}; {_log_t(results)}",
        rows.cut_off(table),
        rows.left_out(table, results),
        _UNITS,
    )


def caption_months(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 2 shows."""
    documents = int(table.drop_duplicates("month")["documents"].sum())
    every = int(results["salience"]["documents"].iloc[0])
    undated = wording.counted(every - documents, "document")
    return wording.sentences(
        f"Salience of frame vocabulary month by month: hits per 1,000 words of the {documents:,} documents "
        f"of {wording.counted(table['month'].nunique(), 'month')}; bands: {_log_t(results)}",
        f"Left out for want of a date: {undated}" if documents < every else "",
        rows.cut_off(table),
        rows.left_out(table, results),
        "All frames have the same scale; a month without a document is a gap",
        _UNITS,
    )


def caption_shares(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 3 shows."""
    covered = wording.covered(results.methods)
    return wording.sentences(
        f"Documents in which a frame has a hit at all, in % of "
        f"{rows.counted_documents(results, 'salience')}, {_by(results)}; {covered} intervals are Wilson's",
        "Long documents have a hit more easily than short ones",
        rows.left_out(table, results),
        _UNITS,
    )


def caption_sentiment(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 4 shows."""
    return wording.sentences(
        f"Sentiment of {rows.counted_documents(results, 'sentiment')}: mean VADER compound of "
        f"their sentences; {wording.covered(results.methods)} intervals, Student's t with the linearised "
        "error of a ratio over documents, none where there is one document",
        rows.left_out(table, results),
        _UNITS,
    )


def alt_rates(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 1 to someone who cannot see it."""
    covered = wording.covered(results.methods)
    head = (
        f"Dot plot of hits per 1,000 words with {covered} intervals, one row per group of documents and frame"
    )
    return wording.described(
        head, table, ["label"], lambda r: f"{r.frame_label} {wording.estimate(r.rate, r.low, r.high, 2)}"
    )


def alt_months(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 2 to someone who cannot see it."""
    return monthly.alt(table.dropna(subset=["rate"]), results)


def alt_shares(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 3 to someone who cannot see it."""
    covered = wording.covered(results.methods)
    head = (
        f"Dot plot of shares of documents with a hit, with {covered} intervals, one row per group and frame"
    )
    return wording.described(head, table, ["label"], lambda r: f"{r.frame_label} {100 * r.share:.1f} %")


def alt_sentiment(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 4 to someone who cannot see it."""
    head = f"Dot plot of mean compounds with {wording.covered(results.methods)} intervals, one row per group"
    return wording.described(head, table, ["label"], lambda r: wording.estimate(r.mean, r.low, r.high, 3))


def _by(results: Results) -> str:
    return "by outlet and frame" if "salience_outlets" in results else "by frame"


def _log_t(results: Results) -> str:
    return (
        f"{wording.covered(results.methods)} intervals, Student's t of the logarithm with the linearised "
        "error of a ratio over documents, exact Poisson limits where there is no hit or one document"
    )


FIGURES = (
    FigureSpec(
        *("fig1_outlets", "Frame vocabulary by outlet", outlets_table, plot_rates, caption_rates, alt_rates),
        margin=15,
        missing=partial(_without, "salience"),
    ),
    FigureSpec(
        *("fig2_months", "Month by month", months_table, plot_months, caption_months, alt_months),
        row_height=3.4,
        margin=14,
        missing=partial(_without, "salience_months"),
    ),
    FigureSpec(
        *("fig3_documents", "Documents with a hit", outlets_table, plot_shares, caption_shares, alt_shares),
        margin=15,
        missing=partial(_without, "salience"),
    ),
    FigureSpec(
        *("fig4_sentiment", "Sentiment by outlet", sentiment_table, plot_sentiment),
        *(caption_sentiment, alt_sentiment),
        margin=15,
        missing=partial(_without, "sentiment"),
    ),
)
