"""How far coders agree: tables of two by two, percent agreement and Krippendorff's alpha."""

from collections.abc import Sequence
from itertools import combinations

import krippendorff
import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.bootstrap import Floats, draw_counts, limits, wilson
from framing.schema import EVERY_PIECE
from framing.study import Bootstrap

CELLS = ["both", "only_a", "only_b", "neither"]
_PAIR = ["frame", "coder_a", "coder_b"]


def confusion(codings: pd.DataFrame, pairs: Sequence[tuple[str, str]] | None = None) -> pd.DataFrame:
    """Count the sentences to which both, one or neither of two coders gave a frame.

    One row per frame x pair of coders x piece (doc_id "all" for the pieces together, first) with columns
    frame, coder_a, coder_b, doc_id, sentences (coded by both), both, only_a, only_b, neither. `pairs` names
    the pairs; without it all are compared, in alphabetical order.

    >>> codes = {"doc_id": "d", "sentence": [1, 2, 3] * 2, "coder": list("aaabbb"), "frame": "war"}
    >>> confusion(pd.DataFrame(codes | {"value": [1, 1, 0, 1, 0, 0]}))[CELLS].iloc[0].to_dict()
    {'both': 1, 'only_a': 1, 'only_b': 0, 'neither': 1}
    """
    if pairs is None:
        pairs = list(combinations(sorted(set(codings["coder"])), 2))
    wide = _by_coder(codings)
    tables = []
    for frame in dict.fromkeys(codings["frame"]):
        rated = wide.xs(frame, level="frame")
        for a, b in pairs:
            given = rated[[a, b]].dropna().astype("int64")
            cells = pd.DataFrame(
                {
                    "sentences": 1,
                    "both": given[a] & given[b],
                    "only_a": given[a] & (1 - given[b]),
                    "only_b": (1 - given[a]) & given[b],
                    "neither": (1 - given[a]) & (1 - given[b]),
                },
                index=given.index,
            )
            counts = cells.groupby(level="doc_id").sum()
            counts = pd.concat([cells.sum().to_frame(EVERY_PIECE).T, counts]).rename_axis("doc_id")
            counts = counts.astype("int64").reset_index()
            for column, name in enumerate((frame, a, b)):
                counts.insert(column, _PAIR[column], name)
            tables.append(counts)
    columns = [*_PAIR, "doc_id", "sentences", *CELLS]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def agreement(codings: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Percent agreement and Krippendorff's alpha of every two coders, per frame.

    One row per frame x pair of coders with columns frame, coder_a, coder_b, sentences, n_a, n_b (sentences
    given the frame), agreement (share of sentences), agreement_low, agreement_high, alpha (nominal),
    alpha_low, alpha_high, undefined (share of resamples without an alpha), note. Intervals are percentiles
    of a bootstrap over the sentences of each piece; where agreement is full or none, its interval is
    Wilson's. Where no coder varies, alpha is NaN and the note says so. Krippendorff 2018, chapter 12.
    """
    wide = _by_coder(codings)
    rows = []
    for (frame, a, b), cells in confusion(codings).groupby(_PAIR, sort=False):
        total = cells[cells["doc_id"] == EVERY_PIECE].iloc[0]
        drawn = draw_cells(cells, bootstrap)
        agreed, of = int(total["both"] + total["neither"]), int(total["sentences"])
        point = alpha(wide.xs(frame, level="frame")[[a, b]])
        draws = pair_alpha(drawn)
        rows.append(
            (
                *(frame, a, b, of, total["both"] + total["only_a"], total["both"] + total["only_b"]),
                *share(agreed, of, drawn[:, 0] + drawn[:, 3], drawn.sum(axis=1), bootstrap.coverage),
                *(point, *(interval(draws, bootstrap.coverage))),
                *(float(np.isnan(draws).mean()), _note(point, agreed, of)),
            )
        )
    columns = [*_PAIR, "sentences", "n_a", "n_b", "agreement", "agreement_low", "agreement_high"]
    return pd.DataFrame(rows, columns=[*columns, "alpha", "alpha_low", "alpha_high", "undefined", "note"])


def alpha(ratings: pd.DataFrame) -> float:
    """Krippendorff's alpha for nominal values, by the package krippendorff; NaN where nothing varies.

    `ratings` has a row per unit and a column per coder, NaN where a coder did not rate a unit.

    >>> round(alpha(pd.DataFrame({"a": [1, 1, 0, 0], "b": [1, 0, 0, 0]})), 3)
    0.533
    """
    paired = ratings[ratings.notna().sum(axis=1) > 1].to_numpy(float)
    if len(np.unique(paired[~np.isnan(paired)])) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=paired.T, level_of_measurement="nominal"))


def pair_alpha(cells: npt.ArrayLike) -> Floats:
    """Krippendorff's alpha of two coders and two values, from rows of both, only_a, only_b, neither.

    >>> pair_alpha([[1, 1, 0, 2], [0, 0, 0, 4]]).round(3).tolist()
    [0.533, nan]
    """
    both, only_a, only_b, neither = np.asarray(cells, dtype=float).T
    apart = only_a + only_b
    ones, zeros = 2 * both + apart, 2 * neither + apart
    expected = ones * zeros
    observed = (ones + zeros - 1) * apart
    return 1 - np.divide(observed, expected, out=np.full(len(expected), np.nan), where=expected > 0)


def draw_cells(cells: pd.DataFrame, bootstrap: Bootstrap) -> npt.NDArray[np.int64]:
    """Resample the sentences of each piece and return the cells of all pieces together.

    `cells` is what `confusion` gives for one frame and pair; the result has a row per resample and the
    columns of CELLS. Rows of single pieces add up to those of doc_id "all", which may be left out.
    """
    pieces = cells[cells["doc_id"] != EVERY_PIECE]
    drawn = [draw_counts(row[CELLS].to_list(), str(row["doc_id"]), bootstrap) for _, row in pieces.iterrows()]
    return np.sum(drawn, axis=0, dtype=np.int64, initial=0) if drawn else np.zeros((1, 4), dtype=np.int64)


def share(
    n: int, of: int, drawn_n: npt.NDArray, drawn_of: npt.NDArray, coverage: float
) -> tuple[float, float, float]:
    """Return a share with its percentile limits; with Wilson's where it is 0 or 1 and no resample differs.

    NaN three times where the share is of none.
    """
    if not of:
        return (np.nan,) * 3
    if n in (0, of):
        return n / of, *wilson(n, of, coverage)
    draws = np.divide(drawn_n, drawn_of, out=np.full(len(drawn_of), np.nan), where=drawn_of > 0)
    return n / of, *interval(draws, coverage)


def interval(draws: Floats, coverage: float) -> tuple[float, float]:
    """Return the percentile limits of a vector of draws, NaN twice where none is defined."""
    if np.isnan(draws).all():
        return np.nan, np.nan
    (low,), (high,) = limits(draws[:, None], coverage)
    return float(low), float(high)


def _by_coder(codings: pd.DataFrame) -> pd.DataFrame:
    return codings.pivot_table(
        index=["doc_id", "sentence", "frame"], columns="coder", values="value", aggfunc="first"
    )


def _note(point: float, agreed: int, of: int) -> str:
    if not of:
        return "no sentence was coded by both"
    if np.isnan(point):
        return "alpha undefined: both coders give every sentence the same value"
    return "no disagreement was seen, so the interval of alpha has no width" if agreed == of else ""
