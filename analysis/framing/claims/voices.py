"""Claims about who voices a frame and how far it is asserted, by the rules and by readers of hits."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.claims.contrasts import Contrast
from framing.claims.evidence import Evidence
from framing.robustness.multiverse import beside, each_kept
from framing.stats.voice_gap import Voiced, gap_by_units, gap_by_words, gap_limits, together, voiced_units
from framing.study import Bootstrap, Definitions, Features, Study
from framing.tables.schema import ASSERTED, AUTHOR, CHOICES



def about_voice(
    claim: Contrast, main: Study, arms: Mapping[str, tuple[Features, Definitions]], bootstrap: Bootstrap
) -> Evidence:
    """Estimate how much higher the author's share of hits, less that of words, is in one group than in another.

    p is that of units dealt to the groups at random, p_words that of hits dropped on random words of their
    pieces. Readers are those of the study's checked hits; the words of the author stay those of the rules.
    `main` is the study of the main frames, `arms` are features and definitions by arm of the multiverse.
    """
    features, definitions = main.features, main.definitions
    units = list(voiced_units(features, definitions, bootstrap.unit).values())
    more, less = ([units[i] for i in group] for group in (claim.more, claim.less))
    groups = together(more), together(less)
    column = claim.column
    low, high = gap_limits(*groups, bootstrap.coverage)
    readers = {
        str(reader): _difference(claim, list(voiced_units(read, definitions, bootstrap.unit).values()))
        for reader, read in read_by(features, main.checked).items()
    }
    return Evidence(
        claim,
        float((groups[0].gap - groups[1].gap)[column]),
        "share of hits less share of words",
        float(low[column]),
        float(high[column]),
        float(gap_by_units(*groups, claim.claim, bootstrap)[column]),
        readers=readers,
        without=_without(claim, units),
        p_words=float(gap_by_words(more, less, claim.claim, bootstrap)[column]),
        arms={arm: _by_specification(claim, *data, bootstrap.unit) for arm, data in arms.items()},
    )


def read_by(features: Features, checked: pd.DataFrame) -> dict[Any, Features]:
    """Return by reader the features with the hits that the reader read, and the voice and stance given to each.

    Readers keep the hits of the dictionary version that they read.
    """
    places = features.sentences[["doc_id", "sentence", "paragraph"]]
    read = checked.assign(n=1).merge(places, on=["doc_id", "sentence"])
    return {reader: features._replace(hits=own) for reader, own in read.groupby("reader", sort=True)}


def about_stance(claim: Contrast, main: Study, bootstrap: Bootstrap) -> Evidence:
    """Estimate how much more often hits are asserted in one group of pieces than in another.

    The gap is that of `about_voice` with asserted hits in the place of the author's and no share of words.
    """
    features = main.features

    def asserted(read: Features) -> list[Voiced]:
        return [_asserted(read, doc_id, bootstrap.unit) for doc_id in features.sentences["doc_id"].unique()]

    units = asserted(features)
    groups = tuple(together([units[i] for i in group]) for group in (claim.more, claim.less))
    low, high = gap_limits(*groups, bootstrap.coverage)
    return Evidence(
        claim,
        float((groups[0].gap - groups[1].gap)[-1]),
        "share of hits",
        float(low[-1]),
        float(high[-1]),
        float(gap_by_units(*groups, claim.claim, bootstrap)[-1]),
        readers={
            str(who): _difference(claim, asserted(read))
            for who, read in read_by(features, main.checked).items()
        },
        without=_without(claim, units),
    )


def _asserted(features: Features, doc_id: str, unit: str) -> Voiced:
    """Return the units of a piece with asserted hits as its own, and no word that is."""
    piece = features.sentences[features.sentences["doc_id"] == doc_id]
    words = piece.groupby(unit)["n_words"].sum()
    hits = features.hits[features.hits["doc_id"] == doc_id]
    n = (
        hits["n"]
        .where(hits["stance"] == ASSERTED, 0)
        .groupby(hits[unit])
        .sum()
        .reindex(words.index, fill_value=0)
    )
    every = hits["n"].groupby(hits[unit]).sum().reindex(words.index, fill_value=0)
    own, total = (counts.to_numpy(float)[:, None] for counts in (n, every))
    return Voiced(total, own, words.to_numpy(float), np.zeros(len(words)))


def _difference(claim: Contrast, units: list[Voiced]) -> float:
    more, less = (together([units[i] for i in group]) for group in (claim.more, claim.less))
    return float((more.gap - less.gap)[claim.column])


def _without(claim: Contrast, units: list[Voiced]) -> tuple[float, ...]:
    found = []
    for piece in sorted(claim.more + claim.less):
        more, less = ([units[i] for i in group if i != piece] for group in (claim.more, claim.less))
        if more and less:
            found.append(float((together(more).gap - together(less).gap)[claim.column]))
    return tuple(found)


def _by_specification(
    claim: Contrast, features: Features, definitions: Definitions, unit: str
) -> pd.DataFrame:
    """Return the difference of gaps under all choices that leave quotations in and words as words."""
    rows, main = [], set(definitions.main.frames["frame"])
    every = features.hits.assign(frame=features.hits["frame"].replace(beside(definitions)))
    lengths = ["n_words", "n_words_quoted", "n_words_reported"]
    for choice, flags in each_kept(features, definitions):
        if choice["quotations"] != "in" or choice["unit"] != CHOICES["unit"][0]:
            continue
        words = features.sentences[lengths].mul(flags.sentences, axis=0)
        hits = every[flags.hits & every["frame"].isin(main).to_numpy()]
        kept = features._replace(hits=hits, sentences=features.sentences.assign(**words))
        units = list(voiced_units(kept, definitions.main, unit).values())
        rows.append({**choice, "difference": _difference(claim, units)})
    return pd.DataFrame(rows)
