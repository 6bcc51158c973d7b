"""The claims of a study, each with its interval, the share of specifications that keep it, and a verdict."""

import pandas as pd

from framing.claims.estimates import about_cooccurrence, about_rates, about_sentiment
from framing.robustness.multiverse import multiverse, specification_shares
from framing.stats.multiplicity import holm_within
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
    which the widest was picked; interval and p are corrected for that, Bonferroni), p, family (the claims
    that it is adjusted with), p_holm (Holm 1979), specifications, kept, tied, share (of the specifications
    that keep the sign), weakest, weakest_share (the level of a choice that keeps it least often), verdict and
    finding (the words as they may be quoted).
    Verdicts: "holds" (p_holm is below 1 - coverage, at least `share_kept` of the specifications keep the
    sign), "depends on choices" (p_holm is below, fewer keep it), "not distinguishable". Intervals of rates
    are those of `salience`, p of `permutation.contrast`; means have t intervals; of co-occurrence both come
    from the range of chance. Intervals are not corrected for the number of claims.
    `universe` is the table that `multiverse` makes, where it is there already.
    """
    universe = multiverse(features, definitions) if universe is None else universe
    estimates = [
        about_rates(features, definitions, pieces, bootstrap, universe),
        about_sentiment(features, pieces, bootstrap),
        about_cooccurrence(features, definitions, bootstrap.coverage),
    ]
    # a table without a row has no types to add
    made = [estimate.claims for estimate in estimates if len(estimate.claims)]
    table = pd.concat(made, ignore_index=True)
    shares = specification_shares(pd.concat([estimate.differences for estimate in estimates]))
    table = table.assign(p_holm=holm_within(table)).merge(shares, on="claim", validate="one_to_one")
    level = 1 - bootstrap.coverage
    table["verdict"] = [verdict(row.p_holm < level, row.share, share_kept) for row in table.itertuples()]
    quoted = table["verdict"].str.capitalize() + ": " + table["words"]
    return table.assign(finding=table["words"].where(table["verdict"] == HOLDS, quoted))


def verdict(told_apart: bool, share: float, share_kept: float = 0.95) -> str:
    """Return what may be said of a claim by its test and the share of specifications that keep it.

    >>> verdict(True, 0.98), verdict(True, 0.9), verdict(False, 1.0)
    ('holds', 'depends on choices', 'not distinguishable')
    """
    if not told_apart:
        return NOT_DISTINGUISHABLE
    return HOLDS if share >= share_kept else DEPENDS
