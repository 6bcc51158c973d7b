"""Figure 2: hits of subframes by piece."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from framing.figures.layout import (
    bare,
    draw_cell,
    figure_width,
    say_alone,
    stack_rows,
    width_of_text,
    wrap_lines,
    write,
)
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import as_sentences, counted, interval
from framing.study import Methods, Results


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 2: salience of subframes with printed names, frame by frame.

    One row per subframe x piece with columns doc_id, label, frame, frame_label, subframe, subframe_label,
    colour, hits, words, rate, low, high, low_sentence, high_sentence.
    """
    keys = results.study.definitions.subframes[["frame", "subframe", "label"]]
    printed = named(results["salience_subframes"], results)
    printed.insert(5, "subframe_label", _join(printed, keys.set_index(["frame", "subframe"])["label"]))
    order = {frame: i for i, frame in enumerate(results.study.definitions.frames["frame"])}
    rank = {key: i for i, key in enumerate(zip(keys["frame"], keys["subframe"], strict=True))}
    ranked = printed.assign(
        first=printed["frame"].map(order),
        second=[rank[key] for key in zip(printed["frame"], printed["subframe"], strict=True)],
    )
    ranked = ranked.sort_values(["first", "second"], kind="stable", ignore_index=True)
    return ranked.drop(columns=["first", "second"])


def plot(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw subframes by pieces as cells: the count as text, the rate as shade.

    `table` has one row per subframe x piece with columns doc_id, label, frame, frame_label, subframe,
    subframe_label, colour, hits, words, rate, as the function `table` gives it.
    """
    if table.empty:
        return say_alone(ax, "No subframes are defined.")
    rows = table.drop_duplicates(["frame", "subframe"])
    pieces = table.drop_duplicates("doc_id").reset_index(drop=True)
    y = stack_rows(ax, rows["frame"], rows["frame_label"], rows["subframe_label"])
    at_row = dict(zip(zip(rows["frame"], rows["subframe"], strict=True), y, strict=True))
    at_column = dict(zip(pieces["doc_id"], range(len(pieces)), strict=True))
    highest = float(table["rate"].max())
    for row in table.itertuples():
        place = (at_column[row.doc_id], at_row[row.frame, row.subframe])
        draw_cell(ax, *place, str(row.hits), row.rate / highest if highest else 0, faint=row.hits == 0)
    strip = 0.016 * len(pieces)
    for row, at in zip(rows.itertuples(), y, strict=True):
        ax.add_patch(Rectangle((-1.2 * strip, at - 0.5), strip, 1, facecolor=row.colour, edgecolor="none"))
    ax.set_xlim(-1.3 * strip, len(pieces))
    _column_heads(ax, [f"{row.label}\n{row.words:,} words" for row in pieces.itertuples()])
    _shade_key(ax, highest, len(pieces), "shade: hits per 1,000 words")
    return bare(ax)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 2 shows."""
    if table.empty:
        return "The dictionary defines no subframes."
    return as_sentences(
        "Salience of subframe vocabulary, by frame: number of hits in "
        f"{counted(table['doc_id'].nunique(), 'piece')} (in the cells) and rate per 1,000 words (shade; "
        f"highest {table['rate'].max():.1f})",
        "Every subframe is counted on its own, so subframes may add up to more than their frame",
        f"{_none_of(table)} of the {len(table)} cells hold no hit; the cells are not set against each other; "
        f"the interval of every rate ({interval(results.methods)}) is in the data file",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 2 to someone who cannot see it."""
    if table.empty:
        return "No subframes are defined."
    rows = [
        f"{frame}, {subframe}: {', '.join(f'{r.label} {r.hits}' for r in group.itertuples())}"
        for (frame, subframe), group in table.groupby(["frame_label", "subframe_label"], sort=False)
    ]
    return as_sentences("Heat map of hits, subframes by pieces, darker where the rate is higher", *rows)


def _column_heads(ax: Axes, heads: Sequence[str]) -> None:
    room = (figure_width(ax) - _left_of(ax)) / len(heads) - 8
    wrapped = [wrap_lines(head, room) for head in heads]
    upright = max(width_of_text(line) for lines in wrapped for line in lines) <= room
    for i, (head, lines) in enumerate(zip(heads, wrapped, strict=True)):
        ax.annotate(
            "\n".join(lines) if upright else head.replace("\n", ", "),
            (i + 0.5, 1),
            xytext=(0, 3),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="bottom",
            rotation=0 if upright else 90,
            parse_math=False,
        )


def _shade_key(ax: Axes, highest: float, columns: int, name: str) -> None:
    bottom = ax.get_ylim()[0] + 0.9
    values = (
        [v for v in MaxNLocator(4, integer=highest >= 3).tick_values(0, highest) if 0 <= v <= highest]
        if highest
        else [0]
    )
    width = min(1.0, columns / len(values))
    for i, value in enumerate(values):
        draw_cell(ax, i * width, bottom, f"{value:g}", value / highest if highest else 0, width=width)
    write(ax, name, 0, bottom, dx=-7, coords="axes fraction", ha="right")
    ax.set_ylim(bottom + 0.55, -0.6)


def _left_of(ax: Axes) -> float:
    return max((-text.xyann[0] for text in ax.texts if hasattr(text, "xyann")), default=0.0) + 10


def _none_of(table: pd.DataFrame) -> int:
    return int((table["hits"] == 0).sum())


def _join(table: pd.DataFrame, labels: pd.Series) -> list[str]:
    return [labels[key] for key in zip(table["frame"], table["subframe"], strict=True)]


FIGURE = FigureSpec("fig2_subframes", "Subframes", table, plot, caption, alt, row_height=4.6, margin=14)
