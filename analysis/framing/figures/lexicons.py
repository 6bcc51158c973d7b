"""Figure 14: mean sentiment by every lexicon."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import (
    PALE,
    draw_interval,
    finish_x,
    markers_of,
    stack_rows,
    with_minus,
    write_columns,
)
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import as_sentences, covered, interval
from framing.study import Methods, Results

_ROBUSTNESS = "a check of robustness, not a result of its own"


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 14: mean sentiment by every lexicon.

    One row per lexicon x piece with the columns of `lexicons.lexicon_means` and printed names.
    """
    return named(results["lexicons"], results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the mean sentiment of every piece by every lexicon, in standard deviations of the sentences.

    `table` has one row per lexicon x piece with columns lexicon, doc_id, label, mean, low, high, deviation,
    rank, as `lexicon_means` gives it, with printed names.
    """
    rank = {doc_id: i for i, doc_id in enumerate(dict.fromkeys(table["doc_id"]))}
    rows = table.assign(order=table["doc_id"].map(rank)).sort_values("order", kind="stable")
    y = stack_rows(ax, rows["doc_id"], rows["label"], rows["lexicon"])
    ax.axvline(0, color=PALE, linewidth=0.5, zorder=0)
    fills = dict(zip(dict.fromkeys(table["lexicon"]), ("black", "white", "#8C8C8C", PALE), strict=False))
    markers = markers_of(table["lexicon"])
    for at, row in zip(y, rows.itertuples(), strict=True):
        values = tuple(value / (row.deviation or 1) for value in (row.mean, row.low, row.high))
        draw_interval(ax, at, values, fills[row.lexicon], markers[row.lexicon], line="black")
    numbers = [
        f"{with_minus(r.mean)}  ({with_minus(r.low)} to {with_minus(r.high)})" for r in rows.itertuples()
    ]
    write_columns(ax, y, {"mean in own units  (interval)": numbers, "rank": rows["rank"].astype(str)})
    return finish_x(
        ax,
        f"mean per sentence, in standard deviations of all sentences, with {covered(methods)} interval\n"
        "rank: 1 is the most negative piece by that lexicon",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 14 shows and how far the lexicons agree."""
    agreement = results["lexicon_agreement"]
    below = {lexicon: int((rows["high"] < 0).sum()) for lexicon, rows in table.groupby("lexicon", sort=False)}
    ordered = [
        f"{row.lexicon_a} and {row.lexicon_b} {row.same_order}"
        for row in agreement.itertuples()
        if "masked" not in row.lexicon_a + row.lexicon_b
    ]
    return as_sentences(
        f"Mean sentiment of the pieces by other lexicons, {_ROBUSTNESS}: VADER with and without masked "
        "phrases, TextBlob and AFINN, in standard deviations of the sentences, with "
        f"{interval(results.methods)}",
        "Pieces whose interval lies below zero: " + "; ".join(f"{n} by {name}" for name, n in below.items()),
        *(
            [
                f"Pairs of pieces, of {agreement['pairs'].iloc[0]}, that two lexicons order alike: "
                f"{', '.join(ordered)}"
            ]
            if len(table["doc_id"].unique()) > 1
            else []
        ),
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 14 to someone who cannot see it."""
    rows = [
        f"{label}: " + "; ".join(f"{row.lexicon} {row.mean:.2f}" for row in group.itertuples())
        for label, group in table.groupby("label", sort=False)
    ]
    return as_sentences("Dot plot of mean sentiment by piece and lexicon", *rows)


FIGURE = FigureSpec("fig14_lexicons", "Sentiment by other lexicons", table, plot, caption, alt)
