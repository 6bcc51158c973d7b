"""Figure 7: how alike the words of every two pieces are."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, layout, texts, wording
from framing.figures.spec import FigureSpec, where_empty
from framing.study import Methods, Results


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 7: the cosine of every two pieces.

    One row per pair of pieces with columns doc_id_a, doc_id_b, label_a, label_b, cosine, low, high.
    """
    table, labels = results["similarity"], results.study.pieces.set_index("doc_id")["label"]
    named = {f"label_{side}": table[f"doc_id_{side}"].map(labels) for side in ("a", "b")}
    return table.assign(**named)[["doc_id_a", "doc_id_b", *named, "cosine", "low", "high"]]


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the cosine of every two pieces in a triangle: left of one name and beneath the other."""
    names = dict(zip(table["doc_id_a"], table["label_a"], strict=True))
    names |= dict(zip(table["doc_id_b"], table["label_b"], strict=True))
    at = {doc_id: i for i, doc_id in enumerate(names)}
    room = layout.figure_width(ax) - 10
    lines = [texts.few_lines(name, 96) for name in names.values()]
    widest = [max(map(texts.width_of_text, parts)) + 6 for parts in lines]
    cell = min((room - wide) / max(1, i) for i, wide in enumerate(widest))
    roomy = cell > texts.width_of_text("0.00–0.00") + 4
    for row in table.itertuples():
        limits = f"\n{row.low:.2f}–{row.high:.2f}" if roomy else ""
        place = at[row.doc_id_a], at[row.doc_id_b]
        layout.draw_cell(ax, *place, f"{row.cosine:.2f}{limits}", row.cosine)
    for i, parts in enumerate(lines):
        layout.write(ax, "\n".join(parts), (i, i), (4, 0), "data", va="center")
    ax.set_xlim(0, room / cell)
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.set_yticks([])
    how = f" and its {wording.covered(methods)} interval" if roomy else ""
    cells = "a cell stands left of one name\nand beneath the other; the darker, the more alike"
    return layout.finish(layout.bare(ax), f"cosine{how}; {cells}")


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 7 shows."""
    pairs, cosines = _pairs(table), table["cosine"]
    return wording.sentences(
        f"Likeness of the words of {wording.counted(len(table), 'pair')} of {grouped.noun(results)}s: "
        "cosine of their tf-idf "
        f"vectors (logarithm of counts), with {wording.covered(results.methods)} bootstrap intervals over "
        f"words, {results.methods.word_resamples:,} resamples",
        f"Most alike: {pairs[cosines.argmax()]}; least alike: {pairs[cosines.argmin()]}",
        "The interval takes words as independent, so it is the least that the uncertainty can be",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 7 to someone who cannot see it."""
    return wording.sentences("Triangle of cosines", *_pairs(table))


def _pairs(table: pd.DataFrame) -> list[str]:
    return [
        f"{row.label_a} and {row.label_b} {wording.estimate(row.cosine, row.low, row.high, 2)}"
        for row in table.itertuples()
    ]


FIGURE = FigureSpec(
    "fig7_similarity",
    "Likeness of the pieces",
    table,
    plot,
    caption,
    alt,
    row_height=9,
    margin=11,
    wide_at=6,
    missing=where_empty("similarity", "one piece has no other to be like"),
)
