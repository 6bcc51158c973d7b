"""Claims about rates of frame vocabulary, and about the share of sentences that coders gave a frame."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.claims.contrasts import Contrast
from framing.claims.evidence import CODES_ARM, DICTIONARY_ARM, Evidence
from framing.stats import permutation
from framing.stats.bootstrap import Floats
from framing.stats.intervals import cluster_error, contrast_limits, t_limits
from framing.stats.permutation import Piece
from framing.study import Bootstrap
from framing.tables.schema import CHOICES, GOLD, PER_SENTENCES

Coded = Mapping[str, Mapping[str, Piece]]


class Counted(NamedTuple):
    """Hits and words of the units of every piece; limits of rates by how many a claim is chosen from."""

    units: Mapping[str, Piece]
    limits: Mapping[int, tuple[Floats, Floats]]


def code_units(codings: pd.DataFrame, sentences: pd.DataFrame, frames: pd.Series, unit: str) -> Coded:
    """Return by coder and doc_id the sentences given each frame (a row per unit) and those of the unit.

    Coders that did not code every sentence for every frame are left out, and so is gold, made from others.
    """
    keys = ["doc_id", "sentence"]
    found = {}
    for coder, own in codings[codings["frame"].isin(frames) & (codings["coder"] != GOLD)].groupby(
        "coder", sort=True
    ):
        table = own.pivot_table(index=keys, columns="frame", values="value", aggfunc="max")
        table = table.reindex(index=pd.MultiIndex.from_frame(sentences[keys]), columns=frames)
        if table.isna().any(axis=None):
            continue
        placed = table.set_axis(sentences.index).assign(n=1, doc_id=sentences["doc_id"], unit=sentences[unit])
        sums = placed.groupby(["doc_id", "unit"], sort=False).sum()
        found[str(coder)] = {
            str(doc_id): (part[list(frames)].to_numpy(float), part["n"].to_numpy(float))
            for doc_id, part in sums.groupby(level="doc_id", sort=False)
        }
    return found


def ratios(counts: Mapping[str, Piece], per: float) -> Floats:
    """Return the rates of all pieces (rows) and measures (columns)."""
    return np.stack([hits.sum(axis=0) / sizes.sum() * per for hits, sizes in counts.values()])


def about_rate(
    claim: Contrast,
    counted: Counted,
    coded: Coded,
    universes: Mapping[str, pd.DataFrame],
    bootstrap: Bootstrap,
) -> Evidence:
    """Estimate a claim about hits per 1,000 words of the main frames of a study.

    `universes` holds by arm the table that `multiverse` makes. Readers are the coders, by the share of
    sentences that they gave the frames.
    """
    weights = claim.weights
    arms = {arm: _by_specification(universe, weights) for arm, universe in universes.items()}
    arms[CODES_ARM] = _by_coder(claim, coded)
    rates = _rates(universes[DICTIONARY_ARM], weights)[0]
    low, high = contrast_limits(
        *(table.ravel() for table in (weights, rates, *counted.limits[claim.chosen_from]))
    )
    return Evidence(
        claim,
        float(arms[DICTIONARY_ARM]["difference"].iloc[0]),
        "hits per 1,000 words",
        float(low),
        float(high),
        permutation.contrast(list(counted.units.values()), weights, claim.claim, bootstrap),
        readers=_readers(claim, coded),
        without=leave_out(claim, rates),
        arms=arms,
    )


def widened(bootstrap: Bootstrap, chosen_from: int) -> Bootstrap:
    """Return the settings with the coverage that allows for a choice among so many (Bonferroni)."""
    return bootstrap._replace(coverage=1 - (1 - bootstrap.coverage) / chosen_from)


def about_sentences(claim: Contrast, coded: Coded, bootstrap: Bootstrap) -> Evidence:
    """Estimate a claim about the share of sentences given a frame: the mean over coders, per 100 sentences.

    Each piece's share has a t interval with the error over its units. Readers are the coders.
    """
    weights = claim.weights
    mean = {
        doc_id: (np.mean([coded[coder][doc_id][0] for coder in coded], axis=0), sizes)
        for doc_id, (_, sizes) in next(iter(coded.values())).items()
    }
    shares = ratios(mean, PER_SENTENCES)
    level = widened(bootstrap, claim.chosen_from).coverage
    limits = [
        t_limits(share, cluster_error(given * PER_SENTENCES, sizes), len(sizes), level)
        for share, (given, sizes) in zip(shares, mean.values(), strict=True)
    ]
    lows, highs = (np.stack([pair[side] for pair in limits]) for side in (0, 1))
    low, high = contrast_limits(*(table.ravel() for table in (weights, shares, lows, highs)))
    return Evidence(
        claim,
        float((weights * shares).sum()),
        "per 100 sentences",
        float(low),
        float(high),
        permutation.contrast(list(mean.values()), weights, claim.claim, bootstrap),
        readers=_readers(claim, coded),
        without=leave_out(claim, shares),
        arms={CODES_ARM: _by_coder(claim, coded)},
    )


def leave_out(claim: Contrast, values: Floats) -> tuple[float, ...]:
    """Return a claim about groups with each piece left out in turn; nothing for other claims.

    A group that would be empty leaves the estimate out.
    """
    groups = [list(claim.more), list(claim.less)]
    if len(groups[0]) + len(groups[1]) < 3:
        return ()
    column, found = values[:, claim.column], []
    for piece in sorted(groups[0] + groups[1]):
        more, less = ([member for member in group if member != piece] for group in groups)
        if more and less:
            found.append(float(column[more].mean() - column[less].mean()))
    return tuple(found)


def _readers(claim: Contrast, coded: Coded) -> dict[str, float]:
    return {
        coder: float((claim.weights * ratios(pieces, PER_SENTENCES)).sum()) for coder, pieces in coded.items()
    }


def _by_coder(claim: Contrast, coded: Coded) -> pd.DataFrame:
    rows = [{"coder": coder, "difference": value} for coder, value in _readers(claim, coded).items()]
    return pd.DataFrame(rows, columns=["coder", "difference"])


def _rates(universe: pd.DataFrame, weights: Floats) -> Floats:
    rates: Floats = universe["rate"].to_numpy(float).reshape(-1, *weights.shape)
    return rates


def _by_specification(universe: pd.DataFrame, weights: Floats) -> pd.DataFrame:
    # a weight of 0 must not take up the missing rate of an emptied piece
    used = weights != 0
    difference = (_rates(universe, weights)[:, used] * weights[used]).sum(axis=1)
    chosen = universe.drop_duplicates("specification")
    return chosen[["specification", *CHOICES]].assign(difference=difference)
