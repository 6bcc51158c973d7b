"""Every combination of defensible choices in counting, and what share of them keeps a conclusion."""

from collections.abc import Mapping
from itertools import product

import numpy as np
import pandas as pd

from framing.annotate import Features
from framing.corpus import Definitions
from framing.salience import PER

PER_SENTENCES = 100
CHOICES: Mapping[str, tuple[str, ...]] = {
    "parts": ("all", "body"),
    "quotations": ("in", "out"),
    "stance": ("all", "not negated", "asserted"),
    "patterns": ("all", "phrases"),
    "dictionary": ("full", "sourced"),
    "unit": ("words", "sentences"),
}

STANCES = {"not negated": ("asserted", "contested"), "asserted": ("asserted",)}


def choices(features: Features, definitions: Definitions) -> dict[str, tuple[str, ...]]:
    """Return the choices with those of their levels that a corpus allows; the first level is the study's own.

    A level is left out where it changes nothing (no headline or dek, no quotation, no negated or contested
    hit) or cannot count a frame at all (a frame without phrases, or without a pattern from a source).
    """
    hits, entries = features.hits, definitions.dictionary
    sourced, phrase = is_sourced(entries), is_phrase(entries)
    body = features.sentences["part"] == "body"

    def every_frame(kept: pd.Series) -> bool:
        return set(entries.loc[kept, "frame"]) == set(entries["frame"]) and not kept.all()

    allowed = {
        "body": body.any() and not body.all(),
        "out": features.sentences["n_words_quoted"].sum() > 0,
        "not negated": (hits["stance"] == "negated").any(),
        "asserted": (hits["stance"] == "contested").any(),
        "phrases": every_frame(phrase),
        "sourced": every_frame(sourced),
    }
    return {
        name: tuple(level for level in levels if allowed.get(level, True)) for name, levels in CHOICES.items()
    }


def specifications(features: Features, definitions: Definitions) -> pd.DataFrame:
    """List all combinations of the choices.

    One row per specification with columns specification (from 1; 1 is the study's own), parts ("body" leaves
    headline and dek out), quotations ("out" leaves quoted hits, quoted words and wholly quoted sentences
    out), stance ("not negated"; "asserted" leaves contested hits out too), patterns ("phrases" of two tokens
    or more), dictionary ("sourced" patterns name a source other than the written definition) and unit.
    """
    levels = choices(features, definitions)
    table = pd.DataFrame(product(*levels.values()), columns=list(levels))
    table.insert(0, "specification", range(1, len(table) + 1))
    return table


def select(features: Features, definitions: Definitions, choice: Mapping[str, str]) -> Features:
    """Return the features that a specification counts; the bags, which know no sentence, stay whole.

    Patterns that are left out give no word back to shorter ones, as they would in a new look-up.
    """
    sentences, hits = features.sentences, features.hits
    if choice["parts"] == "body":
        sentences = sentences[sentences["part"] == "body"]
    if choice["quotations"] == "out":
        sentences = sentences.assign(n_words=sentences["n_words"] - sentences["n_words_quoted"])
        sentences = sentences[sentences["n_words"] > 0]
        hits = hits[hits["voice"] != "quoted"]
    if choice["stance"] != "all":
        hits = hits[hits["stance"].isin(STANCES[choice["stance"]])]
    if choice["patterns"] == "phrases":
        hits = hits[is_phrase(hits)]
    if choice["dictionary"] == "sourced":
        keys = ["frame", "subframe", "pattern"]
        entries = definitions.dictionary
        hits = hits.merge(entries.loc[is_sourced(entries), keys], on=keys)
    hits = hits.merge(sentences[["doc_id", "sentence"]], on=["doc_id", "sentence"])
    return features._replace(sentences=sentences, hits=hits)


def multiverse(features: Features, definitions: Definitions) -> pd.DataFrame:
    """Rate of every piece and frame under every combination of choices.

    One row per specification x piece x frame with the columns of `specifications`, then doc_id, frame, hits,
    size (words or sentences) and rate (hits per 1,000 words or per 100 sentences; empty where nothing is left
    of a piece). Specifications are possible choices, not a sample: their share is no probability.
    Steegen, Tuerlinckx, Gelman & Vanpaemel 2016; Simonsohn, Simmons & Nelson 2020.
    """
    doc_ids, frames = features.sentences["doc_id"].unique(), definitions.frames["frame"]
    listed = specifications(features, definitions)
    counted = {}
    tables = []
    for row in listed.to_dict("records"):
        # both units count the same hits
        key = tuple(row[name] for name in CHOICES if name != "unit")
        if key not in counted:
            counted[key] = _count(select(features, definitions, row), doc_ids, frames)
        hits, n_words, n_sentences = counted[key]
        size = n_words if row["unit"] == "words" else n_sentences
        rate = hits / np.where(size > 0, size, np.nan)[:, None]
        tables.append(
            pd.DataFrame(
                {
                    **row,
                    "doc_id": np.repeat(doc_ids, len(frames)),
                    "frame": np.tile(frames, len(doc_ids)),
                    "hits": hits.ravel(),
                    "size": np.repeat(size, len(frames)),
                    "rate": rate.ravel() * (PER if row["unit"] == "words" else PER_SENTENCES),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def specification_shares(differences: pd.DataFrame) -> pd.DataFrame:
    """Share of the specifications in which a conclusion keeps the sign that it has in the study's own.

    `differences` has one row per claim x specification with columns claim, specification, difference, and a
    column per choice. One row per claim with columns claim, specifications, kept, tied (the difference is 0),
    share (kept of all, 0 to 1), weakest (the level of a choice that keeps it least often, empty where all
    keep it) and weakest_share. A difference of 0 in the study's own specification is kept by ties.
    """
    names = [name for name in CHOICES if name in differences.columns]
    rows = []
    for claim, table in differences.groupby("claim", sort=False):
        signs = signs_of(table["difference"])
        kept = signs == signs[table["specification"].to_numpy().argmin()]
        by_level = {
            f"{name}: {level}": float(kept[(table[name] == level).to_numpy()].mean())
            for name in names
            for level in dict.fromkeys(table[name])
            if level
        }
        weakest = min(by_level, key=lambda level: by_level[level]) if by_level and not kept.all() else ""
        tied = int((signs == 0).sum())
        rows.append(
            (claim, len(table), int(kept.sum()), tied, kept.mean(), weakest, by_level.get(weakest, np.nan))
        )
    columns = ["claim", "specifications", "kept", "tied", "share", "weakest", "weakest_share"]
    return pd.DataFrame(rows, columns=columns)


def signs_of(values: pd.Series) -> np.ndarray:
    """Return -1, 0 or 1 per value, 0 within rounding, and not-a-number where there is no value.

    >>> signs_of(pd.Series([0.2, -3.0, 1e-12])).tolist()
    [1.0, -1.0, 0.0]
    """
    numbers = values.to_numpy(float)
    return np.sign(np.where(np.abs(numbers) < 1e-9, 0, numbers))


def is_phrase(table: pd.DataFrame) -> pd.Series:
    """Tell patterns of two tokens or more."""
    return table["pattern"].str.contains(" ", regex=False)


def is_sourced(table: pd.DataFrame) -> pd.Series:
    """Tell patterns that name a source other than the written definition."""
    return ~table["source"].isin(("", "definition"))


def _count(
    features: Features, doc_ids: np.ndarray, frames: pd.Series
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    hits = features.hits.pivot_table(index="doc_id", columns="frame", values="n", aggfunc="sum")
    by_piece = features.sentences.groupby("doc_id")["n_words"]
    sizes = [by_piece.sum(), by_piece.size()]
    n_words, n_sentences = (size.reindex(doc_ids).fillna(0).astype("int64").to_numpy() for size in sizes)
    return hits.reindex(index=doc_ids, columns=frames).fillna(0).to_numpy("int64"), n_words, n_sentences
