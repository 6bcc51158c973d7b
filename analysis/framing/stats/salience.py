"""Salience of frame vocabulary: hits per 1,000 words, with intervals, and which pieces they set apart."""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.stats.bootstrap import Floats
from framing.stats.intervals import contrast_limits, piece_limits, pooled_dispersion
from framing.stats.multiplicity import tell_apart
from framing.stats.permutation import PAIR, Piece, between_pieces
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import INTERVALS, PER

_COLUMNS = {1: ["frame"], 2: ["frame", "subframe"]}


def salience(
    features: Features, definitions: Definitions, level: int = 1, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Rate of hits per 1,000 words of every piece and frame (level 1) or subframe (level 2).

    One row per piece x key with columns doc_id, frame, (subframe,) hits, words, rate, low, high (by the kind
    of interval of `bootstrap`, with paragraphs or sentences as the units that might have been others),
    low_sentence, high_sentence (with sentences), zero rows kept. The dispersion is pooled over pieces; a
    subframe has that of its frame. Limits belong to the interval: that of a piece without a hit holds 0.
    """
    keys = _keys(definitions, level)
    units = {"": bootstrap.unit, "_sentence": "sentence"}
    counts = {name: count_units(features, definitions, level, unit) for name, unit in units.items()}
    spread = {
        name: frame_dispersion(features, definitions, unit)[keys["frame"]] for name, unit in units.items()
    }
    limits = {name: piece_limits(counts[name], spread[name].to_numpy(), bootstrap) for name in units}
    totals = np.stack([hits.sum(axis=0).astype(int) for hits, _ in counts[""].values()])
    n_words = np.repeat([int(words.sum()) for _, words in counts[""].values()], len(keys))
    doc_ids = pd.DataFrame({"doc_id": list(counts[""])})
    table = doc_ids.merge(keys, how="cross").assign(hits=totals.ravel(), words=n_words)
    table["rate"] = table["hits"] / table["words"] * PER
    for name, of in limits.items():
        for side, column in enumerate((f"low{name}", f"high{name}")):
            table[column] = np.ravel([of[doc_id][side] for doc_id in counts[""]]) * PER
    return table


def compare_pairs(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Difference in rate between every two pieces, per frame, and whether the two can be told apart.

    One row per frame x pair of pieces with columns frame, doc_id_a, doc_id_b, difference (rate of a less rate
    of b, per 1,000 words), low, high (from the limits of both, `intervals.contrast_limits`; not corrected for
    the number of pairs), p (paragraphs, or sentences, dealt to the two pieces at random), family (the pairs
    of a frame), p_holm (Holm 1979 within the family) and distinguishable (p_holm is below 1 - coverage).
    """
    counts = count_units(features, definitions, 1, bootstrap.unit)
    rates = _difference_limits(counts, definitions.frames["frame"], bootstrap)
    p = {
        pair: between_pieces([counts[doc_id] for doc_id in pair], PAIR, " ".join(pair), bootstrap)
        for pair in combinations(counts, 2)
    }
    at = {frame: column for column, frame in enumerate(definitions.frames["frame"])}
    rates["p"] = [p[row.doc_id_a, row.doc_id_b][at[row.frame]] for row in rates.itertuples()]
    return tell_apart(rates, "frame", bootstrap.coverage)


def separation(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Difference in rate between every two pieces by every kind of interval.

    One row per kind of interval x frame x pair of pieces with columns interval, frame, doc_id_a, doc_id_b,
    difference, low, high and leaves_out_0. The kind says how far a difference may be off, so it counts for
    separation alone: it cannot change a sign.
    """
    counts, frames = count_units(features, definitions, 1, bootstrap.unit), definitions.frames["frame"]
    tables = [
        _difference_limits(counts, frames, bootstrap._replace(interval=kind)).assign(interval=kind)
        for kind in INTERVALS
    ]
    table = pd.concat(tables, ignore_index=True)
    table.insert(0, "interval", table.pop("interval"))
    return table.assign(leaves_out_0=(table["low"] > 0) | (table["high"] < 0))


def limits_per_thousand(counts: Mapping[str, Piece], bootstrap: Bootstrap) -> tuple[Floats, Floats]:
    """Return the lower and the upper limits of the rates of all pieces (rows) and frames (columns).

    `counts` are those of `count_units` at level 1.
    """
    limits = piece_limits(counts, pooled_dispersion(list(counts.values())), bootstrap).values()
    low, high = (np.stack([both[side] for both in limits]) * PER for side in (0, 1))
    return low, high


def frame_dispersion(features: Features, definitions: Definitions, unit: str) -> pd.Series:
    """Return by frame the pooled dispersion of hits over paragraphs or sentences (1 as of Poisson counts).

    >>> from framing import read_specimen
    >>> specimen = read_specimen()
    >>> frame_dispersion(specimen.features, specimen.definitions, "paragraph").round(2).to_dict()
    {'escalation': 1.25, 'deterrence': 1.17, 'transition': 1.59}
    """
    counts = count_units(features, definitions, 1, unit)
    return pd.Series(pooled_dispersion(list(counts.values())), index=definitions.frames["frame"])


class Places(NamedTuple):
    """Where in the units of all pieces hits and words are counted, found once for any number of counts.

    A cell is a unit x key, counted along the units. `of_hits` is the cell of every hit (-1 where its key is
    none of these) and `of_sentences` the unit of every sentence; `parts` is where a new piece begins.
    """

    doc_ids: list[str]
    of_hits: npt.NDArray[np.int64]
    of_sentences: npt.NDArray[np.int64]
    n_keys: int
    n_units: int
    parts: npt.NDArray[np.int64]

    def hits(self, n: npt.ArrayLike) -> list[Floats]:
        """Return by piece the sums of a value of every hit, a row per unit and a column per key."""
        n_cells = self.n_units * self.n_keys
        # those of no key are counted in a cell of their own, which is not kept
        cell = np.where(self.of_hits < 0, n_cells, self.of_hits)
        cells = np.bincount(cell, n, n_cells + 1)[:n_cells]
        return np.split(cells.reshape(self.n_units, self.n_keys).astype(float), self.parts)

    def words(self, n_words: npt.ArrayLike) -> list[Floats]:
        """Return by piece the sums of a value of every sentence, one per unit."""
        return np.split(np.bincount(self.of_sentences, n_words, self.n_units).astype(float), self.parts)


def places(features: Features, definitions: Definitions, level: int, unit: str) -> Places:
    """Find the units of all pieces in which hits and words are counted."""
    keys, sentences = _index(_keys(definitions, level)), features.sentences
    column = keys.get_indexer(_index(features.hits[_COLUMNS[level]]))
    place, doc_ids = pd.factorize(sentences["doc_id"])
    above = int(sentences[unit].max()) + 1
    units, row = np.unique(place * above + sentences[unit].to_numpy(), return_inverse=True)
    at = pd.Index(doc_ids).get_indexer(features.hits["doc_id"]) * above + features.hits[unit].to_numpy()
    cell = np.where(column < 0, -1, np.searchsorted(units, at) * len(keys) + column)
    parts = np.flatnonzero(np.diff(units // above)) + 1
    return Places([*map(str, doc_ids)], cell, row, len(keys), len(units), parts)


def count_units(features: Features, definitions: Definitions, level: int, unit: str) -> Mapping[str, Piece]:
    """Return by doc_id the hits of a piece (a row per unit, a column per key) and the words of its units."""
    found = places(features, definitions, level, unit)
    hits = found.hits(features.hits["n" if level == 1 else "n_subframe"].to_numpy(float))
    words = found.words(features.sentences["n_words"])
    return dict(zip(found.doc_ids, zip(hits, words, strict=True), strict=True))


def _difference_limits(counts: Mapping[str, Piece], frames: pd.Series, bootstrap: Bootstrap) -> pd.DataFrame:
    rates = np.stack([hits.sum(axis=0) / words.sum() for hits, words in counts.values()]) * PER
    low, high = limits_per_thousand(counts, bootstrap)
    rows = []
    for column, frame in enumerate(frames):
        for pair in combinations(range(len(rates)), 2):
            both, *limits = (table[list(pair), column] for table in (rates, low, high))
            doc_ids = (list(counts)[place] for place in pair)
            rows.append((frame, *doc_ids, float(both @ PAIR), *contrast_limits(PAIR, both, *limits)))
    return pd.DataFrame(rows, columns=["frame", "doc_id_a", "doc_id_b", "difference", "low", "high"])


def _index(keys: pd.DataFrame) -> pd.Index:
    # one level is looked up in half the time of an index of one level
    return pd.Index(keys.iloc[:, 0]) if keys.shape[1] == 1 else pd.MultiIndex.from_frame(keys)


def _keys(definitions: Definitions, level: int) -> pd.DataFrame:
    table = definitions.frames if level == 1 else definitions.subframes
    return table[_COLUMNS[level]].reset_index(drop=True)
