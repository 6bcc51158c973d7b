"""Figure 6: the distinctive words of every piece."""

from math import log

import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import (
    DARK,
    PALE,
    draw_interval,
    finish_x,
    say_alone,
    width_of_text,
    write,
    write_columns,
)
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import as_sentences, by_piece, covered
from framing.study import Methods, Results

_ODDS = (1 / 100, 1 / 10, 1, 10, 100, 1000, 10_000)
_FINE_ODDS = (1 / 10, 1 / 3, 1, 3, 10, 30)


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 6: the words with the highest z of every piece.

    One row per piece x word that occurs often enough in the piece, with columns doc_id, label,
    token, n, n_rest, log_odds, low, high, z, g2, sure (the interval leaves out even odds). None where there
    is no other piece.
    """
    table = results["keyness"]
    often = table[(table["n"] >= results.methods.least_count) & (table["log_odds"] > 0)]
    if table["doc_id"].nunique() < 2:
        often = often.head(0)
    best = often.groupby("doc_id", sort=False).head(results.methods.listed).reset_index(drop=True)
    return named(best.assign(sure=best["low"] > 0), results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the distinctive words of every piece with the interval of their log-odds.

    `table` has one row per piece x word with columns doc_id, label, token, n, n_rest, log_odds, low, high,
    sure (the interval leaves out even odds), as the function `table` gives it. The axis is in
    log-odds, its labels in times.
    """
    if table.empty:
        return say_alone(ax, "No word can be set against other pieces.")
    first = ~table["doc_id"].duplicated().to_numpy()
    left = max(map(width_of_text, table["token"])) + 6
    y: list[float] = []
    row_at = -1.0
    for row, opens in zip(table.itertuples(), first, strict=True):
        row_at += 2.3 if opens and y else 1
        if opens:
            write(ax, row.label, 0, row_at - 1, dx=-left, weight="bold", coords="axes fraction")
        ax.plot([0, 0], [row_at - 0.5, row_at + 0.5], color=PALE, linewidth=0.5, zorder=0)
        y.append(row_at)
    for at, row in zip(y, table.itertuples(), strict=True):
        draw_interval(ax, at, (row.log_odds, row.low, row.high), "black", "o", hollow=not row.sure, line=DARK)
    ax.set_ylim(row_at + 0.7, -1.6)
    ax.set_yticks(y, table["token"], parse_math=False)
    ax.tick_params(axis="y", length=0)
    low, high = min(0.0, table["low"].min()), table["high"].max()
    ax.set_xlim(low - 0.1, high + 0.1)
    ticks = [t for t in (_FINE_ODDS if high - low < log(300) else _ODDS) if low <= log(t) <= high]
    ax.set_xticks([log(t) for t in ticks], [f"×{t:g}" if t >= 1 else f"÷{1 / t:g}" for t in ticks])
    ax.spines["left"].set_visible(False)
    write_columns(ax, y, {"n here": table["n"].astype(str), "n others": table["n_rest"].astype(str)})
    return finish_x(
        ax,
        "odds of the word, against the other pieces\n"
        f"with {covered(methods)} interval; hollow: it includes ×1",
    )


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 6 shows and how many words are not distinguishable."""
    if table.empty:
        return "No word can be set against other pieces."
    unsure = int((~table["sure"]).sum())
    return as_sentences(
        f"Distinctive words of each piece: the {table.groupby('doc_id').size().max()} with the highest z "
        f"among those used at least {results.methods.least_count} times in it, by log-odds against the other "
        f"pieces with an informative Dirichlet prior of {results.methods.prior:g} words (Monroe, Colaresi & "
        f"Quinn 2008), {covered(results.methods)} intervals",
        f"The interval includes even odds for {unsure} of the {len(table)} words drawn (hollow); the words "
        "were chosen by this very measure, and the intervals are not corrected for the number of words "
        "looked at",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 6 to someone who cannot see it."""
    rows = [f"{label}: {', '.join(r.token for r in group)}" for label, group in by_piece(table)]
    return as_sentences("Dot plot of the odds of words, piece by piece, the most distinctive first", *rows)


FIGURE = FigureSpec(
    "fig6_keyness", "Distinctive words", table, plot, caption, alt, width=84, row_height=3.5, margin=18
)
