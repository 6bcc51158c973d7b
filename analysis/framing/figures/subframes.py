"""Figure 2: hits of subframes by piece."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from framing.figures import grouped, layout, texts, wording
from framing.figures.spec import FigureSpec, named, where_empty
from framing.study import Methods, Results
from framing.tables.checked import is_among

_ROW = ["frame", "subframe"]
MOST_ROWS = 44
# of a head that stands upright (points)
_UPRIGHT = 130


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 2: salience of subframes with printed names, frame by frame.

    One row per subframe x piece with columns doc_id, label, frame, frame_label, subframe, subframe_label,
    colour, hits, words, rate, low, high, low_sentence, high_sentence. Of more than 44 subframes those with
    most hits.
    """
    frames, subframes = results.study.definitions.frames, results.study.definitions.subframes
    keys = frames[["frame"]].merge(subframes.rename(columns={"label": "subframe_label"}), on="frame")
    shown = keys[[*_ROW, "subframe_label"]].merge(named(results["salience_subframes"], results), on=_ROW)
    names = ["doc_id", "label", "frame", "frame_label", "colour", "subframe_label", "subframe"]
    if len(shown.drop_duplicates(_ROW)) > MOST_ROWS:
        hits = shown.groupby(_ROW, sort=False)["hits"].sum().sort_values(ascending=False, kind="stable")
        shown = shown[is_among(shown, hits.index[:MOST_ROWS].to_frame(), _ROW)].reset_index(drop=True)
    return shown[[*names, *shown.columns.drop(names)]]


def plot(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw subframes by pieces as cells: the count as text, the rate as shade."""
    rows = table.drop_duplicates(_ROW)
    pieces = table.drop_duplicates("doc_id")
    y = layout.stack_rows(ax, rows["frame"], rows["frame_label"], rows["subframe_label"])
    highest = float(table["rate"].max())
    cells = table.assign(column=pd.factorize(table["doc_id"])[0])
    for cell in cells.merge(rows[_ROW].assign(at=y), on=_ROW, how="left").itertuples():
        share = cell.rate / (highest or 1)
        layout.draw_cell(ax, cell.column, cell.at, str(cell.hits), share, faint=cell.hits == 0)
    strip = 0.016 * len(pieces)
    for at, colour in zip(y, rows["colour"], strict=True):
        ax.add_patch(Rectangle((-1.2 * strip, at - 0.5), strip, 1, facecolor=colour, edgecolor="none"))
    ax.set_xlim(-1.3 * strip, len(pieces))
    _column_heads(ax, [f"{row.label}\n{row.words:,} words" for row in pieces.itertuples()])
    _shade_key(ax, highest, len(pieces), "shade: hits per 1,000 words")
    return layout.bare(ax)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 2 shows."""
    shown, every = (len(of.drop_duplicates(_ROW)) for of in (table, results["salience_subframes"]))
    return wording.sentences(
        "Salience of subframe vocabulary, by frame: number of hits in "
        f"{wording.counted(table['doc_id'].nunique(), grouped.noun(results))} (in the cells) and rate "
        "per 1,000 words "
        f"(shade; highest {table['rate'].max():.1f})",
        f"Drawn are the {shown} of {every} subframes with most hits" if shown < every else "",
        "Every subframe is counted on its own, so subframes may add up to more than their frame",
        f"{(table['hits'] == 0).sum()} of the {len(table)} cells hold no hit; the cells are not set against "
        f"each other; the interval of every rate ({wording.rate_interval(results.methods)}) "
        "is in the data file",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 2 to someone who cannot see it."""
    head = "Heat map of hits, subframes by pieces, darker where the rate is higher"
    keys = ["frame_label", "subframe_label"]
    return wording.described(head, table, keys, lambda row: f"{row.label} {row.hits}")


def _column_heads(ax: Axes, heads: Sequence[str]) -> None:
    """Write a head above every column, upright where its words are too wide for the column."""
    left = max((-text.xyann[0] for text in ax.texts if hasattr(text, "xyann")), default=0.0) + 10
    room = (layout.figure_width(ax) - left) / len(heads) - 6
    wrapped = [texts.wrap_lines(head, room) for head in heads]
    level = max(texts.width_of_text(word) for head in heads for word in head.split()) <= room
    for i, (head, lines) in enumerate(zip(heads, wrapped, strict=True)):
        text = "\n".join(lines) if level else texts.cut(head.replace("\n", ", "), _UPRIGHT)
        above = {"ha": "center", "va": "bottom", "rotation": 0 if level else 90}
        layout.write(ax, text, (i + 0.5, 1), (0, 3), ("data", "axes fraction"), **above)


def _shade_key(ax: Axes, highest: float, columns: int, name: str) -> None:
    bottom = ax.get_ylim()[0] + 0.9
    ticks = MaxNLocator(4, integer=highest >= 3).tick_values(0, highest) if highest else []
    # the last cell is the darkest of the figure; a value just below it would say the same
    values = [f"{tick:g}" for tick in ticks if 0 <= tick < 0.9 * highest] + [f"{highest:.1f}"]
    width = min(1.0, columns / len(values))
    for i, value in enumerate(values):
        layout.draw_cell(ax, i * width, bottom, value, min(1.0, float(value) / (highest or 1)), width=width)
    layout.write(ax, name, (0, bottom), (-7, 0), ha="right")
    ax.set_ylim(bottom + 0.55, -0.6)


FIGURE = FigureSpec(
    "fig2_subframes",
    "Subframes",
    table,
    plot,
    caption,
    alt,
    row_height=4.6,
    margin=14,
    missing=where_empty("salience_subframes", "the dictionary defines no subframes"),
)
