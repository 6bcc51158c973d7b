"""P-values adjusted for how many were looked at together."""

import numpy as np
import pandas as pd

from framing.stats.bootstrap import Floats


def holm(p: Floats) -> Floats:
    """Return p-values adjusted step by step, so that the chance of any false finding among them is kept.

    In the order of `p`; NaN stays NaN and is not counted. Holm 1979.

    >>> holm(np.array([0.01, 0.04, 0.03])).round(4).tolist()
    [0.03, 0.06, 0.06]
    """
    adjusted: Floats = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.maximum.accumulate(steps).clip(max=1)
    return adjusted


def tell_apart(pairs: pd.DataFrame, by: str, coverage: float) -> pd.DataFrame:
    """Adjust the p of pairs of pieces within every value of a column, and say which pairs are told apart.

    The same rows with further columns family ("pairs:" and the value), p_holm and distinguishable (p_holm is
    below 1 - coverage).

    >>> told = tell_apart(pd.DataFrame({"frame": ["a", "a"], "p": [0.01, 0.04]}), "frame", 0.97)
    >>> told["p_holm"].tolist(), told["distinguishable"].tolist()
    ([0.02, 0.04], [True, False])
    """
    table = pairs.assign(family="pairs:" + pairs[by].astype(str))
    table["p_holm"] = holm_within(table)
    return table.assign(distinguishable=table["p_holm"] < 1 - coverage)


def holm_within(table: pd.DataFrame) -> pd.Series:
    """Return the column `p` of a table adjusted by `holm` within every value of its column `family`.

    >>> holm_within(pd.DataFrame({"family": ["a", "b", "a"], "p": [0.01, 0.04, 0.03]})).tolist()
    [0.02, 0.04, 0.03]
    """
    return table.groupby("family")["p"].transform(lambda p: pd.Series(holm(p.to_numpy()), index=p.index))
