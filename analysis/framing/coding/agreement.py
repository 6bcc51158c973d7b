"""How far coders agree: tables of two by two, percent agreement and Krippendorff's alpha."""

from collections.abc import Sequence
from itertools import combinations, product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.stats.bootstrap import Floats, draw_counts, interval, wilson
from framing.study import Bootstrap
from framing.tables.schema import EVERY_PIECE

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
    units = ["doc_id", "sentence", "frame"]
    wide = codings.pivot_table(index=units, columns="coder", values="value", aggfunc="first")
    tables = {}
    for frame, (a, b) in product(dict.fromkeys(codings["frame"]), pairs):
        given = wide.xs(frame, level="frame")[[a, b]].dropna() == 1
        x, y = given[a], given[b]
        cells = {"both": x & y, "only_a": x & ~y, "only_b": y & ~x, "neither": ~x & ~y}
        counted = pd.DataFrame({"sentences": 1} | cells, index=given.index).astype("int64")
        whole = counted.sum().to_frame(EVERY_PIECE).T
        tables[frame, a, b] = pd.concat([whole, counted.groupby(level="doc_id").sum()])
    if not tables:
        return pd.DataFrame(columns=[*_PAIR, "doc_id", "sentences", *CELLS])
    return pd.concat(tables, names=[*_PAIR, "doc_id"]).reset_index()


def agreement(codings: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()) -> pd.DataFrame:
    """Percent agreement and Krippendorff's alpha of every two coders, per frame.

    One row per frame x pair of coders with columns frame, coder_a, coder_b, sentences, n_a, n_b (sentences
    given the frame), agreement (share of sentences), agreement_low, agreement_high, alpha (nominal),
    alpha_low, alpha_high, undefined (share of resamples without an alpha), note. Intervals are percentiles
    of a bootstrap over the sentences of each piece; where agreement is full or none, its interval is
    Wilson's. Where no coder varies, alpha is NaN and the note says so. Krippendorff 2019, chapter 12.
    """
    rows = []
    for (frame, a, b), cells in confusion(codings).groupby(_PAIR, sort=False):
        total = cells[cells["doc_id"] == EVERY_PIECE].iloc[0]
        drawn = draw_cells(cells, bootstrap)
        agreed, of = int(total["both"] + total["neither"]), int(total["sentences"])
        (point,), draws = pair_alpha([total[CELLS]]), pair_alpha(drawn)
        row = {"frame": frame, "coder_a": a, "coder_b": b, "sentences": of}
        row |= {"n_a": total["both"] + total["only_a"], "n_b": total["both"] + total["only_b"]}
        agree = share(agreed, of, drawn[:, 0] + drawn[:, 3], drawn.sum(axis=1), bootstrap.coverage)
        row |= dict(zip(("agreement", "agreement_low", "agreement_high"), agree, strict=True))
        low, high = interval(draws, bootstrap.coverage)
        row |= {"alpha": point, "alpha_low": low, "alpha_high": high}
        rows.append(row | {"undefined": np.isnan(draws).mean(), "note": _note(point, agreed, of)})
    columns = [*_PAIR, "sentences", "n_a", "n_b", "agreement", "agreement_low", "agreement_high"]
    return pd.DataFrame(rows, columns=[*columns, "alpha", "alpha_low", "alpha_high", "undefined", "note"])


def alpha(ratings: pd.DataFrame) -> float:
    """Krippendorff's alpha for nominal values; NaN where nothing varies (Krippendorff 2019, chapter 12).

    `ratings` has a row per unit and a column per coder, NaN where a coder did not rate a unit. Units that
    fewer than two coders rated do not count.

    >>> round(alpha(pd.DataFrame({"a": [1, 1, 0, 0], "b": [1, 0, 0, 0]})), 3)
    0.533
    """
    values = ratings.to_numpy(float)
    units = (values[:, :, None] == np.unique(values)).sum(axis=1)
    units = units[units.sum(axis=1) > 1]
    return float(_alphas(units, np.ones((1, len(units))))[0])


def pair_alpha(cells: npt.ArrayLike) -> Floats:
    """Krippendorff's alpha of two coders and two values, from rows of both, only_a, only_b, neither.

    >>> pair_alpha([[1, 1, 0, 2], [0, 0, 0, 4]]).round(3).tolist()
    [0.533, nan]
    """
    return _alphas(np.array([[2, 0], [1, 1], [1, 1], [0, 2]]), np.asarray(cells, dtype=float))


def _alphas(units: npt.NDArray[Any], times: npt.NDArray[Any]) -> Floats:
    """Return an alpha per row of `times`, which says how often each unit is there.

    `units` has a row per unit and a column per value: how many coders gave the unit that value.
    """
    coders = units.sum(axis=1)
    # pairs of unlike values inside the units, and among all values that were given
    apart = times @ ((coders**2 - (units**2).sum(axis=1)) / (coders - 1))
    given = times @ units
    total = given.sum(axis=1)
    unlike = total**2 - (given**2).sum(axis=1)
    disagreement = np.full(len(unlike), np.nan)
    np.divide((total - 1) * apart, unlike, out=disagreement, where=unlike > 0)
    return 1 - disagreement


def draw_cells(cells: pd.DataFrame, bootstrap: Bootstrap) -> npt.NDArray[np.int64]:
    """Resample the sentences of each piece and return the cells of all pieces together.

    `cells` is what `confusion` gives for one frame and pair; the result has a row per resample and the
    columns of CELLS. Rows of single pieces add up to those of doc_id "all", which may be left out.
    """
    pieces = cells[cells["doc_id"] != EVERY_PIECE]
    counted = zip(pieces[CELLS].to_numpy().tolist(), pieces["doc_id"], strict=True)
    drawn = [draw_counts(counts, str(doc_id), bootstrap) for counts, doc_id in counted]
    return np.sum(drawn, axis=0, dtype=np.int64, initial=0) if drawn else np.zeros((1, 4), dtype=np.int64)


def share(
    n: int, of: int, drawn_n: npt.NDArray[Any], drawn_of: npt.NDArray[Any], coverage: float
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


def _note(point: float, agreed: int, of: int) -> str:
    if not of:
        return "no sentence was coded by both"
    if np.isnan(point):
        return "alpha undefined: both coders give every sentence the same value"
    return "no disagreement was seen, so the interval of alpha has no width" if agreed == of else ""
