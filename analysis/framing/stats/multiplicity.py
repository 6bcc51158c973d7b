"""P-values adjusted for how many were looked at together."""

import numpy as np

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
