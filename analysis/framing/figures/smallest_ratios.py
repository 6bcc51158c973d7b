"""Figure 15: what could have been seen, for every two pieces and frame."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures import colours, grouped, layout, texts, wording
from framing.figures.spec import FigureSpec, named, where_empty
from framing.study import Methods, Results

MOST_ROWS = 66
_TICKS = (1, 2, 5, 10, 20, 40)
# of two labels and a heading so wide the figure still leaves room for an axis
_LABEL = 82


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 15: the smallest ratios that could have been told apart.

    One row per frame x pair of pieces with the columns of `stats.power.smallest_ratios`, printed names,
    label_high and label_low, the pairs in the order of the pieces. Where that would be more than 66 rows, of
    every frame those with the highest ratios, as many as fit.
    """
    printed = named(results["smallest_ratios"], results)
    if len(printed) + printed["frame"].nunique() > MOST_ROWS:
        printed = grouped.fit_frames(printed, results, printed["frame"].nunique(), 0, each=3)
        ratios = printed["ratio"].fillna(np.inf).sort_values(ascending=False, kind="stable")
        fit = max(1, MOST_ROWS // printed["frame"].nunique() - 1)
        first = ratios.groupby(printed["frame"]).head(fit).index
        printed = printed.loc[first.sort_values()].reset_index(drop=True)
    labels = results.study.pieces.set_index("doc_id")["label"]
    for side in ("high", "low"):
        printed[f"label_{side}"] = printed[f"doc_id_{side}"].map(labels)
    return printed


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw for every pair the ratio of its rates and the smallest that could have been told apart."""
    high, low = (table[f"label_{side}"].map(lambda of: texts.cut(of, _LABEL)) for side in ("high", "low"))
    pairs = high + " : " + low
    y = layout.stack_rows(ax, table["frame"], table["frame_label"], pairs)
    end = _TICKS[-1]
    ax.set_xscale("log")
    for at, row in zip(y, table.itertuples(), strict=True):
        ink, none = colours.ink_of(row.colour), np.isnan(row.smallest)
        ax.plot([end if none else row.smallest, end], [at, at], color=ink, linewidth=1, solid_capstyle="butt")
        ax.plot([min(row.ratio, end)], [at], "o", **layout.face("white", 4), zorder=3)
    ax.set_xlim(0.93, end)
    ax.set_xticks(_TICKS, [str(tick) for tick in _TICKS])
    ax.minorticks_off()
    power = wording.whole_percent(methods.power)
    label = f"ratio of rates; circle: observed; line: could have been told apart, power {power}"
    columns = {
        "ratio": [_ratio(value) for value in table["ratio"]],
        "smallest": [_ratio(value) for value in table["smallest"]],
        "for all pairs": [_ratio(value) for value in table["smallest_corrected"]],
    }
    return layout.finish(ax, label, y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 15 shows, and that what could not have been seen is not absent."""
    methods = results.methods
    every, ranges = named(results["smallest_ratios"], results), []
    for frame, rows in every.groupby("frame_label", sort=False):
        found = rows["smallest"].dropna()
        none = len(rows) - len(found)
        limits = f"{found.min():g} to {found.max():g}" if len(found) else ""
        without = f"none for {none} of {wording.counted(len(rows), 'pair')}" if none else ""
        ranges.append(f"{frame} {wording.join([part for part in (limits, without) if part])}")
    # a rate of 0 gives a ratio that is higher than any
    seen = (every["ratio"].fillna(np.inf) >= every["smallest"]).sum()
    drawn = f"Of {len(every):,} pairs the {len(table)} with the highest ratios of their frame are drawn"
    return wording.sentences(
        "What could have been seen: the smallest ratio of two rates that a permutation of "
        f"{methods.unit}s tells apart in {wording.whole_percent(methods.power)} of simulations (level "
        f"{wording.level(methods)}, this comparison alone; right column: at that level for all pairs of a "
        "frame together)",
        f"Hits are drawn for the {grouped.noun(results)}s' own {methods.unit}s, at the frame's rate in all "
        "pieces and its "
        "dispersion; no more than 40 to 1 was tried",
        f"Smallest ratios: {'; '.join(ranges)}",
        drawn if len(table) < len(every) else "",
        f"{seen} of {len(every)} observed ratios reach theirs: two {grouped.noun(results)}s that are "
        "not distinguishable may "
        "differ by less, and are not shown to be equal",
        wording.sampling_model(results),
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 15 to someone who cannot see it."""
    head = "Dot plot of ratios of rates, and from which ratio on two pieces could have been told apart"
    return wording.described(
        head,
        table,
        ["frame_label"],
        lambda row: f"{row.label_high} to {row.label_low} {_ratio(row.ratio)}, from {_ratio(row.smallest)}",
        "; ",
    )


def _ratio(value: float) -> str:
    """Write a ratio.

    >>> _ratio(1.28), _ratio(12.0), _ratio(float("nan"))
    ('1.3', '12', 'none')
    """
    if np.isnan(value):
        return "none"
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


FIGURE = FigureSpec(
    "fig15_smallest_ratios",
    "What could have been seen",
    table,
    plot,
    caption,
    alt,
    missing=where_empty("smallest_ratios", "with one piece there is no pair to compare"),
)
