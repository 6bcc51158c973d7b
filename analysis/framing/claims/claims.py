"""The claims of a study, each with its interval, the share of specifications that keep it, and a verdict."""

import pandas as pd

from framing.claims.estimates import about_cooccurrence, about_rates, about_sentiment
from framing.robustness.multiverse import multiverse, specification_shares
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import DEPENDS, HOLDS, NOT_DISTINGUISHABLE


def claims(
    features: Features,
    definitions: Definitions,
    pieces: pd.DataFrame,
    bootstrap: Bootstrap = Bootstrap(),
    universe: pd.DataFrame | None = None,
    *,
    share_kept: float = 0.95,
) -> pd.DataFrame:
    """Table of all claims that the study makes, in words, with what stands behind each.

    One row per claim with columns claim (id), words, estimate, unit, low, high, chosen_from (pairs among
    which the widest was picked; the interval is widened for that, Bonferroni), specifications, kept, tied,
    share (of the specifications that keep the sign), weakest, weakest_share (the level of a choice that
    keeps it least often), verdict and finding (the words as they may be quoted).
    Verdicts: "holds" (the interval leaves out 0, at least `share_kept` of the specifications keep the sign),
    "depends on choices" (the interval leaves out 0, fewer keep it), "not distinguishable". Intervals come
    from paragraph resamples, those of co-occurrence from the range of chance. `universe` is the table that
    `multiverse` makes, where it is there already. Intervals are not corrected for the number of claims.
    """
    universe = multiverse(features, definitions) if universe is None else universe
    estimates = [
        about_rates(features, definitions, pieces, bootstrap, universe),
        about_sentiment(features, pieces, bootstrap),
        about_cooccurrence(features, definitions, bootstrap.coverage),
    ]
    table = pd.concat([estimate.claims for estimate in estimates], ignore_index=True)
    shares = specification_shares(pd.concat([estimate.differences for estimate in estimates]))
    table = table.merge(shares, on="claim", validate="one_to_one")
    table["verdict"] = [verdict(row.low, row.high, row.share, share_kept) for row in table.itertuples()]
    quoted = table["verdict"].str.capitalize() + ": " + table["words"]
    return table.assign(finding=table["words"].where(table["verdict"] == HOLDS, quoted))


def verdict(low: float, high: float, share: float, share_kept: float = 0.95) -> str:
    """Return what may be said of a claim by its interval and the share of specifications that keep it.

    >>> verdict(0.2, 1.4, 0.98), verdict(-1.4, -0.2, 0.9), verdict(-0.1, 2.0, 1.0)
    ('holds', 'depends on choices', 'not distinguishable')
    """
    if not (low > 0 or high < 0):
        return NOT_DISTINGUISHABLE
    return HOLDS if share >= share_kept else DEPENDS
