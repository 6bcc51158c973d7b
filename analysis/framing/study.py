"""The types that travel: what a study is made of, how it is analysed, and what comes of it; no logic."""

from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from framing.tables import no_rows


class Features(NamedTuple):
    """What is released about texts: one row per sentence, per kind of hit in it, per piece x token."""

    sentences: pd.DataFrame
    hits: pd.DataFrame
    bags: pd.DataFrame


@dataclass(frozen=True)
class Definitions:
    """What is counted and compared: the definitions of a study.

    Frames, subframes, dictionary, phrases masked in sentiment, cues for stance, words that report, and the
    groups of pieces that are compared (mostly none).
    """

    frames: pd.DataFrame
    subframes: pd.DataFrame
    dictionary: pd.DataFrame
    masks: pd.DataFrame
    cues: pd.DataFrame = field(default_factory=lambda: no_rows("cues"))
    reporting: pd.DataFrame = field(default_factory=lambda: no_rows("reporting"))
    comparisons: pd.DataFrame = field(default_factory=lambda: no_rows("comparisons"))


@dataclass(frozen=True)
class Study:
    """A corpus with its features; `texts` is None where only released features are there.

    `codings` are coders' codes and `checked` the hits checked by hand; both may have no rows.
    """

    pieces: pd.DataFrame
    definitions: Definitions
    features: Features
    texts: pd.DataFrame | None
    codings: pd.DataFrame = field(default_factory=lambda: no_rows("codings"))
    checked: pd.DataFrame = field(default_factory=lambda: no_rows("hits_checked"))

    @property
    def source(self) -> str:
        """Say what the features were read or made from."""
        return "released features" if self.texts is None else "texts"


class Bootstrap(NamedTuple):
    """How intervals are made: resamples, the share that an interval covers, and the seed."""

    resamples: int = 10_000
    coverage: float = 0.95
    seed: int = 20241117
