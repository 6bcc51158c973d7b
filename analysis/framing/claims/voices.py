"""Claims about who voices a frame and how far it is asserted, by the rules and by readers of hits."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from framing.claims.contrasts import Contrast
from framing.claims.evidence import Evidence
from framing.robustness.multiverse import beside, each_kept
from framing.stats.salience import places
from framing.stats.voice_gap import (
    Voiced,
    gap_by_units,
    gap_by_words,
    marked_units,
    together,
    voiced,
    voiced_units,
)
from framing.study import Bootstrap, Definitions, Features, Study
from framing.tables.schema import ASSERTED, CHOICES, PIECE


class Readings(NamedTuple):
    """The units of all pieces by the rules, by each reader, and by arm and specification."""

    rules: list[Voiced]
    readers: dict[str, list[Voiced]]
    arms: dict[str, list[tuple[dict[str, Any], list[Voiced]]]]


def readings(main: Study, arms: Mapping[str, tuple[Features, Definitions]], unit: str) -> Readings:
    """Gather what claims on voice are estimated from; `main` is the study of the main frames.

    `arms` are features and definitions by arm of the multiverse. The words of the author are those of the
    rules, for readers too.
    """

    def units(features: Features) -> list[Voiced]:
        return list(voiced_units(features, main.definitions, unit).values())

    read = {reader: units(own) for reader, own in read_by(main.features, main.checked).items()}
    specified = {arm: list(_specified(*data, unit)) for arm, data in arms.items()}
    return Readings(units(main.features), read, specified)


def about_voice(claim: Contrast, read: Readings, bootstrap: Bootstrap) -> Evidence:
    """Estimate how much higher the author's share of hits, less that of words, is in one of two groups.

    p is that of units dealt to the groups at random, p_words that of hits dropped on random words of their
    pieces. Readers are those of the study's checked hits.
    """
    more, less = ([read.rules[i] for i in group] for group in (claim.more, claim.less))
    column = claim.column
    arms = {
        arm: pd.DataFrame(
            [{**choice, "difference": _difference(claim, units)} for choice, units in specified]
        )
        for arm, specified in read.arms.items()
    }
    return _gap(
        claim,
        read.rules,
        "share of hits less share of words",
        bootstrap,
        readers={reader: _difference(claim, units) for reader, units in read.readers.items()},
        counts=" against ".join(_in_words(together(group), column) for group in (more, less)),
        p_words=float(gap_by_words(more, less, claim.claim, bootstrap)[column]),
        arms=arms,
    )


def read_by(features: Features, checked: pd.DataFrame) -> dict[str, Features]:
    """Return by reader the features with the hits that the reader read, each with the voice and stance given.

    Readers keep the hits of the dictionary version that they read.
    """
    # of groups the piece is the unit
    units = [name for name in ("paragraph", PIECE) if name in features.sentences]
    places = features.sentences[["doc_id", "sentence", *units]]
    read = checked.assign(n=1).merge(places, on=["doc_id", "sentence"])
    return {str(reader): features._replace(hits=own) for reader, own in read.groupby("reader", sort=True)}


def about_stance(claim: Contrast, main: Study, bootstrap: Bootstrap) -> Evidence:
    """Estimate how much more often hits are asserted in one group of pieces than in another.

    The gap is that of `about_voice` with asserted hits in the place of the author's and no share of words.
    """

    def asserted(read: Features) -> list[Voiced]:
        own = read.hits["stance"] == ASSERTED
        return list(marked_units(read, main.definitions, bootstrap.unit, own).values())

    read = read_by(main.features, main.checked)
    readers = {reader: _difference(claim, asserted(own)) for reader, own in read.items()}
    return _gap(claim, asserted(main.features), "share of hits", bootstrap, readers=readers)


def _gap(claim: Contrast, units: list[Voiced], unit: str, bootstrap: Bootstrap, **more: Any) -> Evidence:
    """Estimate the gap between the groups of a claim, with its test and each piece left out."""
    high_group, low_group = (together([units[i] for i in group]) for group in (claim.more, claim.less))
    found = gap_by_units(high_group, low_group, claim.claim, bootstrap)
    p, low, high = (float(values[claim.column]) for values in found)
    return Evidence(
        claim, _difference(claim, units), unit, low, high, p, without=_without(claim, units), **more
    )


def _in_words(group: Voiced, column: int) -> str:
    own, hits = (int(counts[:, column].sum()) for counts in (group.own_hits, group.hits))
    return f"{own} of {hits} hits and {group.own_words.sum() / group.words.sum():.2f} of the words"


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


def _specified(
    features: Features, definitions: Definitions, unit: str
) -> Iterator[tuple[dict[str, Any], list[Voiced]]]:
    """Go through the choices that leave quotations in and words as words, each with the units it gives."""
    named = features.hits["frame"].replace(beside(definitions))
    every = features._replace(hits=features.hits.assign(frame=named))
    found = places(every, definitions.main, 1, unit)
    for choice, flags in each_kept(features, definitions):
        if choice["quotations"] == "in" and choice["unit"] == CHOICES["unit"][0]:
            yield choice, voiced(found, every, flags.hits, flags.sentences)
