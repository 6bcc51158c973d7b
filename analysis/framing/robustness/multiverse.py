"""Every combination of defensible choices in counting, and what share of them keeps a conclusion."""

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.study import Definitions, Features
from framing.tables.checked import is_among
from framing.tables.schema import ADJACENT, CHOICES, PER, PER_SENTENCES


class Kept(NamedTuple):
    """Flags over the sentences and over the hits of a corpus."""

    sentences: np.ndarray
    hits: np.ndarray


def choices(features: Features, definitions: Definitions) -> dict[str, tuple[str, ...]]:
    """Return the choices with those of their levels that a corpus allows; the first level is the study's own.

    A level is left out where it changes nothing (no headline or dek, no quotation, no negated or contested
    hit) or cannot count a frame at all (a frame without phrases, or without a pattern from a source).
    """
    hits, entries = features.hits, definitions.main.dictionary
    body = features.sentences["part"] == "body"

    def every_frame(kept: pd.Series) -> bool:
        return set(entries.loc[kept, "frame"]) == set(entries["frame"]) and not kept.all()

    allowed = {
        ("parts", "body"): body.any() and not body.all(),
        ("quotations", "out"): features.sentences["n_words_quoted"].sum() > 0,
        ("stance", "not negated"): (hits["stance"] == "negated").any(),
        ("stance", "asserted"): (hits["stance"] == "contested").any(),
        ("adjacent", "in"): features.hits["frame"].isin(beside(definitions)).any(),
        ("patterns", "phrases"): every_frame(is_phrase(entries)),
        ("dictionary", "sourced"): every_frame(is_sourced(entries)),
    }
    return {
        name: tuple(level for level in levels if allowed.get((name, level), True))
        for name, levels in CHOICES.items()
    }


def beside(definitions: Definitions) -> dict[str, str]:
    """Return by adjacent frame the main frame that its hits count for where it is let in."""
    frames = definitions.frames
    if "beside" not in frames:
        return {}
    adjacent = frames[frames["role"] == ADJACENT]
    return dict(zip(adjacent["frame"], adjacent["beside"], strict=True))


def specifications(features: Features, definitions: Definitions) -> pd.DataFrame:
    """List all combinations of the choices.

    One row per specification with columns specification (from 1; 1 is the study's own), parts ("body" leaves
    headline and dek out), quotations ("out" leaves quoted hits, quoted words and wholly quoted sentences
    out), stance ("not negated"; "asserted" leaves contested hits out too), patterns ("phrases" of two tokens
    or more), dictionary ("sourced" patterns name a source other than the written definition), adjacent ("in"
    counts an adjacent frame's hits for the main frame that it stands beside) and unit.
    """
    levels = choices(features, definitions)
    table = pd.DataFrame(product(*levels.values()), columns=list(levels))
    table.insert(0, "specification", range(1, len(table) + 1))
    return table


def keep(features: Features, definitions: Definitions) -> dict[tuple[str, str], Kept]:
    """Return what each level of each choice keeps, alone, as flags over sentences and over hits.

    Patterns that are left out give no word back to shorter ones, as they would in a new look-up.
    """
    sentences, hits, entries = features.sentences, features.hits, definitions.dictionary
    every = Kept(np.ones(len(sentences), dtype=bool), np.ones(len(hits), dtype=bool))
    at = sentence_of(features)
    body = (sentences["part"] == "body").to_numpy()
    unquoted = (sentences["n_words"] > sentences["n_words_quoted"]).to_numpy()
    sourced = is_among(hits, entries[is_sourced(entries)], ["frame", "subframe", "pattern"])
    kept = {
        ("parts", "body"): Kept(body, body[at]),
        ("quotations", "out"): Kept(unquoted, unquoted[at] & (hits["voice"] != "quoted").to_numpy()),
        ("stance", "not negated"): Kept(every.sentences, (hits["stance"] != "negated").to_numpy()),
        ("stance", "asserted"): Kept(every.sentences, (hits["stance"] == "asserted").to_numpy()),
        ("adjacent", "out"): Kept(every.sentences, ~hits["frame"].isin(beside(definitions)).to_numpy()),
        ("patterns", "phrases"): Kept(every.sentences, is_phrase(hits).to_numpy()),
        ("dictionary", "sourced"): Kept(every.sentences, sourced),
    }
    return {(name, level): kept.get((name, level), every) for name in CHOICES for level in CHOICES[name]}


def each_kept(features: Features, definitions: Definitions) -> Iterator[tuple[dict[str, Any], Kept]]:
    """Go through the specifications: each as a row of their table, with what all its levels keep."""
    kept = keep(features, definitions)
    for specification in specifications(features, definitions).to_dict("records"):
        chosen = [kept[name, specification[name]] for name in CHOICES]
        yield specification, Kept(*(np.logical_and.reduce(flags) for flags in zip(*chosen, strict=True)))


def multiverse(features: Features, definitions: Definitions) -> pd.DataFrame:
    """Rate of every piece and frame under every combination of choices.

    One row per specification x piece x frame with the columns of `specifications`, then doc_id, frame, hits,
    size (words or sentences) and rate (hits per 1,000 words or per 100 sentences; empty where nothing is left
    of a piece). Specifications are possible choices, not a sample: their share is no probability.
    Steegen, Tuerlinckx, Gelman & Vanpaemel 2016; Simonsohn, Simmons & Nelson 2020.
    """
    sentences = features.sentences
    doc_ids, frames = sentences["doc_id"].unique(), definitions.main.frames["frame"]
    cells = pd.DataFrame(product(doc_ids, frames), columns=["doc_id", "frame"])
    piece = pd.Index(doc_ids).get_indexer(sentences["doc_id"])
    cell = piece[sentence_of(features)] * len(frames) + pd.Index(frames).get_indexer(
        features.hits["frame"].replace(beside(definitions))
    )
    n, n_words = features.hits["n"].to_numpy(), sentences["n_words"].to_numpy()
    sizes_by = {"in": n_words, "out": n_words - sentences["n_words_quoted"].to_numpy()}
    hits, sizes = [], []
    for choice, flags in each_kept(features, definitions):
        hits.append(np.bincount(cell, n * flags.hits, len(cells)))
        size = sizes_by[choice["quotations"]] if choice["unit"] == "words" else 1
        sizes.append(np.bincount(piece, flags.sentences * size, len(doc_ids)))
    table = specifications(features, definitions).merge(cells, how="cross")
    table["hits"] = np.ravel(hits).astype("int64")
    table["size"] = np.repeat(sizes, len(frames)).astype("int64")
    per = table["unit"].map({"words": PER, "sentences": PER_SENTENCES})
    return table.assign(rate=table["hits"] / table["size"].where(table["size"] > 0) * per)


def is_phrase(table: pd.DataFrame) -> pd.Series:
    """Tell patterns of two tokens or more."""
    return table["pattern"].str.contains(" ", regex=False)


def is_sourced(table: pd.DataFrame) -> pd.Series:
    """Tell patterns that name a source other than the written definition."""
    return ~table["source"].isin(("", "definition"))


def sentence_of(features: Features) -> np.ndarray:
    """Return for every hit at which row of the sentences its sentence stands."""
    keys = ["doc_id", "sentence"]
    rows = pd.MultiIndex.from_frame(features.sentences[keys])
    return np.asarray(rows.get_indexer(pd.MultiIndex.from_frame(features.hits[keys])))


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
    columns = ["claim", "specifications", "kept", "tied", "share", "weakest", "weakest_share"]
    return pd.DataFrame(rows, columns=columns)


def signs_of(values: npt.ArrayLike) -> np.ndarray:
    """Return -1, 0 or 1 per value, 0 within rounding, and not-a-number where there is no value.

    >>> signs_of(pd.Series([0.2, -3.0, 1e-12])).tolist()
    [1.0, -1.0, 0.0]
    """
    numbers = np.asarray(values, dtype=float)
    return np.sign(np.where(np.abs(numbers) < 1e-9, 0, numbers))
