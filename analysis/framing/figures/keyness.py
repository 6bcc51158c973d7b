"""Figure 6: the distinctive words of every piece."""

from math import inf, log

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, layout, texts, wording
from framing.figures.spec import FigureSpec, named
from framing.figures.stop_words import are_function_words
from framing.study import Methods, Results

_ODDS = (1 / 100, 1 / 10, 1, 10, 100, 1000, 10_000)
# of a word (points)
_WIDEST = 90
_FINE_ODDS = (1 / 10, 1 / 3, 1, 3, 10, 30)


def table(results: Results, *, every_word: bool = False) -> pd.DataFrame:
    """Return the table of figure 6: the words with the highest z of every piece, but for function words.

    One row per piece x word that occurs often enough in the piece, with columns doc_id, label,
    token, n, n_rest, log_odds, low, high, z, g2, sure (the interval leaves out even odds). None where there
    is no other piece. Function words of English are left out of English texts unless `every_word`.
    """
    table = results["keyness"]
    if not every_word:
        table = table[~_left_out(table)]
    often = table[(table["n"] >= results.methods.least_count) & (table["log_odds"] > 0)]
    if table["doc_id"].nunique() < 2:
        often = often.head(0)
    # the name of a piece takes the room of little more than a word
    fit = max(1, int(layout.MOST_ROWS / max(often["doc_id"].nunique(), 1) - 1.4))
    most = min(results.methods.listed, fit)
    best = often.groupby("doc_id", sort=False).head(most).reset_index(drop=True)
    return named(best.assign(sure=best["low"] > 0), results)


def missing(results: Results) -> str:
    """Say why a study has no distinctive words, or nothing where it has."""
    least = results.methods.least_count
    return (
        f"no word is used {least} times in a piece and less often in the others"
        if table(results).empty
        else ""
    )


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the distinctive words of every piece with the interval of their log-odds, labelled in times."""
    opens = ~table["doc_id"].duplicated().to_numpy()
    # the name of a piece stands above its first word
    room = 0.85 * layout.figure_width(ax)
    heads = [
        texts.few_lines(label, room) if first else []
        for label, first in zip(table["label"], opens, strict=True)
    ]
    y = np.cumsum([0, *(1.3 + len(head) if head else 1 for head in heads[1:])])
    tokens = [texts.cut(token, _WIDEST) for token in table["token"]]
    left = max(map(texts.width_of_text, tokens)) + 6
    for at, head in zip(y, heads, strict=True):
        for above, line in enumerate(reversed(head), 1):
            layout.write(ax, line, (0, at - above), (-left, 0), weight="bold")
        ax.plot([0, 0], [at - 0.5, at + 0.5], color=layout.PALE, linewidth=0.5, zorder=0)
    drawn = table.assign(colour=layout.DARK, fill=np.where(table["sure"], "black", "white"), marker="o")
    layout.draw_intervals(ax, y, drawn, "log_odds")
    ax.set_ylim(y[-1] + 0.7, -0.6 - len(heads[0]))
    ax.set_yticks(y, tokens, parse_math=False)
    ax.tick_params(axis="y", length=0)
    low, high = min(0.0, table["low"].min()), table["high"].max()
    ax.set_xlim(low - 0.1, high + 0.1)
    ticks = [t for t in (_FINE_ODDS if high - low < log(300) else _ODDS) if low <= log(t) <= high]
    ax.set_xticks([log(t) for t in ticks], [f"×{t:g}" if t >= 1 else f"÷{1 / t:g}" for t in ticks])
    ax.spines["left"].set_visible(False)
    label = f"odds of the word, against the other {wording.row_noun(methods)}s"
    marks = f"with {wording.covered(methods)} interval; hollow: it includes ×1"
    columns = {"n here": table["n"].astype(str), "n others": table["n_rest"].astype(str)}
    return layout.finish(ax, f"{label}\n{marks}", y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 6 shows and how many words are not distinguishable."""
    methods, noun = results.methods, grouped.noun(results)
    content = "content " if _left_out(results["keyness"]).any() else ""
    omitted = "Left out are function words of English (scikit-learn's list, but for words with content)"
    return wording.sentences(
        f"Distinctive {content}words of each {noun}: the {table.groupby('doc_id').size().max()} with the "
        "highest z "
        f"among those used at least {methods.least_count} times in it, by log-odds against the other {noun}s "
        f"with an informative Dirichlet prior of {methods.prior:g} words (Monroe, Colaresi & Quinn 2008), "
        f"{wording.covered(methods)} intervals",
        omitted if content else "",
        f"The interval includes even odds for {(~table['sure']).sum()} of the {len(table)} words drawn "
        "(hollow); the words were chosen by this very measure, and the intervals are not corrected for the "
        "number of words looked at",
    )


def _left_out(table: pd.DataFrame) -> pd.Series:
    """Say which words of the table keyness are function words of its language, where that is English."""
    return are_function_words(table["token"], table["n"])


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 6 to someone who cannot see it."""
    head = "Dot plot of the odds of words, piece by piece, the most distinctive first"
    return wording.described(head, table, ["label"], lambda row: row.token)


FIGURE = FigureSpec(
    "fig6_keyness",
    "Distinctive words",
    table,
    plot,
    caption,
    alt,
    row_height=3.5,
    margin=18,
    wide_at=inf,
    missing=missing,
)
