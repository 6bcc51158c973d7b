"""Figure 7b: the pieces on a plane."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, layout, texts, wording
from framing.figures.spec import FigureSpec, named, where_empty
from framing.study import Methods, Results

_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_BARS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
_AROUND = [far * np.array(side) for far in (1, 1.7, 2.4) for side in _SIDES]


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 7b: the pieces on a plane.

    One row per piece with columns doc_id, label, x, y, fit (share of squared distances that the plane keeps).
    """
    return named(results["similarity_map"], results)


def plot(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw pieces as points of a plane whose distances come near to 1 - cosine, each with its name."""
    points = table[["x", "y"]].to_numpy(float)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    reach = max(float(np.ptp(points, axis=0).max()) * 0.62, 0.05)
    square = np.array([middle - reach, middle + reach])
    # names are placed for a slightly smaller square than is drawn, so that they keep apart
    unit = 2 * reach / (0.8 * layout.figure_width(ax))
    ax.plot(points[:, 0], points[:, 1], "o", color="black", markersize=4)
    names = ["\n".join(texts.few_lines(name, 96)) for name in table["label"]]
    for name, point, off in zip(names, points, _beside(names, points, unit, square), strict=True):
        layout.write(
            ax, name, tuple(point), tuple(off / unit), "data", ha="center", va="center", linespacing=1.1
        )
    ax.set(xlim=square[:, 0], ylim=square[:, 1], aspect="equal", yticks=[])
    _scale_bar(layout.bare(ax), square)
    kept = wording.whole_percent(table["fit"].iloc[0])
    ax.set_xlabel(
        f"distances come near to 1 − cosine (bar: scale);\nthe plane keeps {kept} of the squared distances"
    )
    return ax


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 7b shows and how much of the distances it keeps."""
    fit = table["fit"].iloc[0]
    return wording.sentences(
        f"The {wording.counted(len(table), grouped.noun(results))} on a plane, so that distances come "
        "near to 1 − cosine "
        f"(classical scaling, Torgerson 1952); the plane keeps {wording.whole_percent(fit)} of the squared "
        f"distances and loses {wording.whole_percent(1 - fit)}",
        "Directions have no meaning; read the cosines for any one pair",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 7b to someone who cannot see it."""
    places = (f"{row.label} at {row.x:.2f}, {row.y:.2f}" for row in table.itertuples())
    return wording.sentences("Map of the pieces as points", *places)


def _scale_bar(ax: Axes, square: np.ndarray) -> None:
    """Draw, below the points, how long a round distance is."""
    side = float(square[1, 0] - square[0, 0])
    length = max(step for step in _BARS if step <= side / 3)
    left, low = square[0] - (0, 0.05 * side)
    ax.plot([left, left + length], [low, low], color="black", linewidth=1, solid_capstyle="butt")
    layout.write(ax, f"{length:g}", (left + length, low), (4, 0), "data")
    ax.set_ylim(low - 0.05 * side, square[1, 1])


def _beside(names: Sequence[str], points: np.ndarray, unit: float, square: np.ndarray) -> list[np.ndarray]:
    """Return for every point how far off its name's middle stands, so that names and points keep apart."""
    taken = [np.array([point - 3 * unit, point + 3 * unit]) for point in points]
    places = []
    for name, point in zip(names, points, strict=True):
        lines = name.split("\n")
        widest = max(map(texts.width_of_text, lines))
        half = np.array([widest / 2 + 1, texts.text_size() * 0.6 * len(lines)]) * unit
        off = [side * (half + 3.5 * unit) for side in _AROUND]
        boxes = [np.array([point + shift - half, point + shift + half]) for shift in off]
        best = int(np.argmin([_crowding(box, taken, square) for box in boxes]))
        taken.append(boxes[best])
        places.append(off[best])
    return places


def _crowding(box: np.ndarray, taken: Sequence[np.ndarray], square: np.ndarray) -> float:
    """Return the area that a box (its corners) shares with others, and more where it leaves the square."""
    shared = sum(np.prod(np.clip(np.minimum(box, o)[1] - np.maximum(box, o)[0], 0, None)) for o in taken)
    beyond = max(0.0, *(square[0] - box[0]), *(box[1] - square[1]))
    return float(shared + beyond * (square[1, 0] - square[0, 0]) / 2)


FIGURE = FigureSpec(
    "fig7b_map",
    "A map of the pieces",
    table,
    plot,
    caption,
    alt,
    row_height=0,
    margin=0,
    wide_at=6,
    missing=where_empty("similarity_map", "one piece has no other to be like"),
)
