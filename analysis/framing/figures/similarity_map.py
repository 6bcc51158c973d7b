"""Figure 7b: the pieces on a plane."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.figures.layout import SIZE, figure_width, say_alone, width_of_text, wrap_lines
from framing.figures.spec import FigureSpec, named
from framing.figures.wording import as_sentences, counted, whole_percent
from framing.study import Methods, Results

_AROUND = tuple(
    (x * far, y * far)
    for far in (1, 1.7, 2.4)
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
)


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 7b: the pieces on a plane.

    One row per piece with columns doc_id, label, x, y, fit (share of squared distances that the plane keeps).
    """
    return named(results["similarity_map"], results)


def plot(table: pd.DataFrame, ax: Axes, _methods: Methods = Methods()) -> Axes:
    """Draw pieces as points of a plane whose distances come near to 1 - cosine, each with its name.

    `table` has one row per piece with columns doc_id, label, x, y, fit, as the function `table` gives it.
    """
    if table.empty:
        return say_alone(ax, "One piece has no other to be like.")
    points = table[["x", "y"]].to_numpy(float)
    reach = max(float(np.ptp(points, axis=0).max()) * 0.62, 0.05)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    # names are placed for a slightly smaller square than is drawn, so that they keep apart
    unit = 2 * reach / (0.8 * figure_width(ax))
    ax.plot(points[:, 0], points[:, 1], "o", color="black", markersize=4)
    names = ["\n".join(wrap_lines(name, 96)) for name in table["label"]]
    middled: dict[str, Any] = {"ha": "center", "va": "center", "parse_math": False, "linespacing": 1.1}
    for name, point, place in zip(names, points, _beside(names, points, unit), strict=True):
        ax.annotate(name, point, xytext=tuple(place / unit), textcoords="offset points", **middled)
    ax.set(xlim=middle[0] + np.array([-reach, reach]), ylim=middle[1] + np.array([-reach, reach]))
    ax.set_aspect("equal")
    ax.set_xlabel(
        f"distances come near to 1 − cosine; the plane keeps\n{table['fit'].iloc[0]:.0%} of the squared "
        "distances".replace("%", " %")
    )
    return ax


def caption(table: pd.DataFrame, _results: Results) -> str:
    """Say what figure 7b shows and how much of the distances it keeps."""
    if table.empty:
        return "One piece has no other to be like."
    fit = table["fit"].iloc[0]
    return as_sentences(
        f"The {counted(len(table), 'piece')} on a plane, so that distances come near to 1 − cosine "
        f"(classical scaling, Torgerson 1952); the plane keeps {whole_percent(fit)} of the squared distances "
        f"and loses {whole_percent(1 - fit)}",
        "Directions have no meaning; read the cosines for any one pair",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 7b to someone who cannot see it."""
    places = (f"{row.label} at {row.x:.2f}, {row.y:.2f}" for row in table.itertuples())
    return as_sentences("Map of the pieces as points", *places)


def _beside(names: Sequence[str], points: np.ndarray, unit: float) -> list[np.ndarray]:
    """Return for every point how far off its name's middle stands, so that names and points keep apart."""
    taken = [(*(p - 3 * unit), *(p + 3 * unit)) for p in points]
    places = []
    for name, point in zip(names, points, strict=True):
        lines = name.split("\n")
        half = np.array([max(map(width_of_text, lines)) / 2 + 1, SIZE * 0.6 * len(lines)]) * unit
        tried: list[tuple[float, int, np.ndarray, tuple[float, ...]]] = []
        for direction in _AROUND:
            middle = point + np.array(direction) * (half + 3.5 * unit)
            box = (*(middle - half), *(middle + half))
            tried.append(
                (sum(_overlap(box, other) for other in taken) + _beyond(box, points), len(tried), middle, box)
            )
        _, _, middle, box = min(tried, key=lambda t: t[:2])
        taken.append(box)
        places.append(middle - point)
    return places


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def _beyond(box: tuple[float, ...], points: np.ndarray) -> float:
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    reach = max(float(np.ptp(points, axis=0).max()) * 0.62, 0.05)
    low, high = middle - reach, middle + reach
    return float(max(0, low[0] - box[0], box[2] - high[0], low[1] - box[1], box[3] - high[1])) * reach


FIGURE = FigureSpec(
    "fig7b_map",
    "A map of the pieces",
    table,
    plot,
    caption,
    alt,
    width=84,
    row_height=0,
    margin=0,
    wide_from=6,
)
