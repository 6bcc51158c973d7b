"""Figure 14: mean sentiment by every lexicon."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, layout, wording
from framing.figures.spec import FigureSpec, named
from framing.study import Methods, Results

_FILLS = ("black", "white", layout.PALE, layout.GREY, "white")


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 14: mean sentiment by every lexicon.

    One row per lexicon x piece with the columns of `lexicons.lexicon_means` and printed names.
    """
    return named(results["lexicons"], results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the mean sentiment of every piece by every lexicon, in standard deviations of the sentences."""
    fills = dict(zip(table["lexicon"].unique(), _FILLS, strict=False))
    rows = table.assign(fill=table["lexicon"].map(fills), marker=layout.markers(table["lexicon"]))
    rows = layout.gathered(rows.assign(colour="black"), "doc_id")
    y = layout.stack_rows(ax, rows["doc_id"], rows["label"], rows["lexicon"])
    ax.axvline(0, color=layout.PALE, linewidth=0.5, zorder=0)
    scaled = rows[["mean", "low", "high"]].div(rows["deviation"].replace(0, 1), axis=0)
    layout.draw_intervals(ax, y, rows.assign(**scaled), "mean")
    scale = "mean per sentence, in standard deviations of all sentences"
    label = f"{scale}, with {wording.covered(methods)} interval"
    marks = "rank: 1 is the most negative piece by that lexicon"
    columns = {"mean in own units  (interval)": wording.estimates(rows, "mean", 2)}
    columns["rank"] = list(rows["rank"].astype(str))
    return layout.finish(ax, f"{label}\n{marks}", y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 14 shows and how far the lexicons agree."""
    agreement = results["lexicon_agreement"]
    pairs, noun = agreement["pairs"].max(), grouped.noun(results)
    below = (table["high"] < 0).groupby(table["lexicon"], sort=False).sum()
    ordered = [
        f"{row.lexicon_a} and {row.lexicon_b} {row.same_order}"
        for row in agreement.itertuples()
        if row.lexicon_a == table["lexicon"].iloc[0] or "VADER" not in row.lexicon_a + row.lexicon_b
    ]
    return wording.sentences(
        f"Mean sentiment of the {noun}s by other lexicons, a check of robustness, not a result of its own: "
        "VADER as written and with names or topic words masked, TextBlob and AFINN, in standard deviations "
        f"of the sentences, with {wording.t_interval(results.methods)}",
        f"{noun.capitalize()}s whose interval lies below zero: "
        + "; ".join(f"{n} by {name}" for name, n in below.items()),
        f"Pairs of {noun}s, of {pairs}, that two lexicons order alike: {', '.join(ordered)}" if pairs else "",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 14 to someone who cannot see it."""
    head = "Dot plot of mean sentiment by piece and lexicon"
    return wording.described(head, table, ["label"], lambda row: f"{row.lexicon} {row.mean:.2f}", "; ")


FIGURE = FigureSpec("fig14_lexicons", "Sentiment by other lexicons", table, plot, caption, alt)
