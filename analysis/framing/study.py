"""The types that travel: what a study is made of, how it is analysed, and what comes of it; no logic."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from framing.methods import Bootstrap, Methods
from framing.tables.checked import no_rows

__all__ = ["Bootstrap", "Definitions", "Features", "Maker", "Methods", "Results", "Study"]


class Features(NamedTuple):
    """What is released about texts: a row per sentence, kind of hit in it, piece x token, piece x score."""

    sentences: pd.DataFrame
    hits: pd.DataFrame
    bags: pd.DataFrame
    scores: pd.DataFrame


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

    `codings` are coders' codes, `checked` the hits checked by hand, and `coverage` what the intervals cover
    in simulations of its pieces; all three may have no rows.
    """

    pieces: pd.DataFrame
    definitions: Definitions
    features: Features
    texts: pd.DataFrame | None
    codings: pd.DataFrame = field(default_factory=lambda: no_rows("codings"))
    checked: pd.DataFrame = field(default_factory=lambda: no_rows("hits_checked"))
    coverage: pd.DataFrame = field(default_factory=lambda: no_rows("coverage"))

    @property
    def source(self) -> str:
        """Say what the features were read or made from."""
        return "released features" if self.texts is None else "texts"


class Results(Mapping[str, pd.DataFrame]):
    """The result tables of a study by name, each made when it is first asked for, with study and methods.

    Nothing can be put in a table's place, and a table that is changed leaves the one kept here as it was: to
    have other results, call `analyse` with other `Methods`.
    """

    def __init__(self, study: Study, methods: Methods, makers: "Mapping[str, Maker]"):
        self.study, self.methods = study, methods
        self._makers, self._made = dict(makers), dict[str, pd.DataFrame]()

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            self._made[name] = self._makers[name](self)
        # pandas copies a column only once it is written to
        return self._made[name].copy(deep=False)

    def __setitem__(self, name: str, table: object = None) -> None:
        raise TypeError(f"result tables are read-only ({name!r}); change Methods and call analyse again")

    __delitem__ = __setitem__

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


Maker = Callable[[Results], pd.DataFrame]
