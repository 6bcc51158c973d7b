"""What the specifications of a multiverse keep: the order of the pieces, and the signs of claims."""

import numpy as np
import numpy.typing as npt
import pandas as pd


def ranked(universe: pd.DataFrame) -> pd.DataFrame:
    """Rank the pieces by every frame's rate in every specification, and order the specifications.

    `universe` is the table that `multiverse` makes. The same rows with further columns rank (1 the highest
    rate of the frame; ties at their mean; 0 where the piece has no hit), agreement (Spearman correlation of
    the specification's ranks with those of the study's own, averaged over frames; 0 where all pieces tie)
    and place (from 1, by agreement from the highest, then by specification).
    """
    keys = ["specification", "frame"]
    ranks = universe.groupby(keys)["rate"].rank(ascending=False)
    centred = ranks - ranks.groupby([universe[key] for key in keys]).transform("mean")
    shape = (-1, universe["doc_id"].nunique(), universe["frame"].nunique())
    matrix = centred.fillna(0).to_numpy().reshape(shape)
    own = matrix[0]
    scale = np.sqrt((matrix**2).sum(axis=1) * (own**2).sum(axis=0))
    products = (matrix * own).sum(axis=1)
    agreement = np.divide(products, scale, out=np.zeros_like(products), where=scale > 0).mean(axis=1)
    place = np.empty(len(agreement), dtype=int)
    place[np.argsort(-agreement.round(9), kind="stable")] = np.arange(1, len(agreement) + 1)
    at = universe["specification"].to_numpy() - 1
    ranks = ranks.where(universe["hits"] > 0, 0)
    return universe.assign(rank=ranks, agreement=agreement[at], place=place[at])


def specification_shares(differences: pd.DataFrame) -> pd.DataFrame:
    """Share of the specifications in which a conclusion keeps the sign that it has in the study's own.

    `differences` has one row per claim x specification with columns claim, specification, difference, and a
    column per choice, empty where a claim has no such choice. One row per claim with columns claim,
    specifications, kept, tied (the difference is 0), share (kept of all, 0 to 1), weakest (the level of a
    choice that keeps it least often, empty where all keep it) and weakest_share. A difference of 0 in the
    study's own specification is kept by ties.
    """
    names = [name for name in differences.columns if name not in ("claim", "specification", "difference")]
    rows = []
    for claim, table in differences.groupby("claim", sort=False):
        signs = signs_of(table["difference"])
        kept = signs == signs[table["specification"].to_numpy().argmin()]
        by_level = {
            f"{name}: {level}": float(kept[(table[name] == level).to_numpy()].mean())
            for name in names
            for level in table[name].dropna().unique()
        }
        weakest = min(by_level, key=by_level.__getitem__) if by_level and not kept.all() else ""
        row = {"claim": claim, "specifications": len(table), "kept": int(kept.sum())}
        row |= {"tied": int((signs == 0).sum()), "share": kept.mean()}
        rows.append(row | {"weakest": weakest, "weakest_share": by_level.get(weakest, np.nan)})
    return pd.DataFrame(rows)


def signs_of(values: npt.ArrayLike) -> np.ndarray:
    """Return -1, 0 or 1 per value, 0 within rounding, and not-a-number where there is no value.

    >>> signs_of(pd.Series([0.2, -3.0, 1e-12])).tolist()
    [1.0, -1.0, 0.0]
    """
    numbers = np.asarray(values, dtype=float)
    return np.sign(np.where(np.abs(numbers) < 1e-9, 0, numbers))
