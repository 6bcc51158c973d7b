"""The types that travel: what a study is made of, how it is analysed, and what comes of it; no logic."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from numbers import Real
from typing import NamedTuple

import pandas as pd

from framing.errors import FramingError
from framing.schema import UNITS
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
    """How intervals are made: resamples, the share that they cover, the seed, and what is resampled."""

    resamples: int = 10_000
    coverage: float = 0.95
    seed: int = 20241117
    unit: str = "paragraph"


@dataclass(frozen=True)
class Methods:
    """Every analytic choice of a study; what is printed about a choice is read here.

    unit: what is resampled for the intervals of rates and means, "paragraph" or "sentence".
    coverage: the share that intervals and ranges cover, above 0 and below 1.
    resamples, word_resamples: resamples of units, and of the words of a bag (cosines).
    seed: of all random numbers.
    prior: weight of the prior of log-odds, in words.
    least_count, listed: a word is listed as distinctive if it stands so often in the piece; words per piece.
    top: how many of a frame's most frequent patterns are set against all its hits.
    draws, pool: random dictionaries per frame; from how many words near in frequency each word is drawn.
    share_kept: the share of specifications that must keep the sign of a claim that holds.
    Raises FramingError where a value is impossible.

    >>> Methods(coverage=0.8).coverage, Methods().bootstrap.resamples
    (0.8, 10000)
    """

    unit: str = "paragraph"
    coverage: float = 0.95
    resamples: int = 10_000
    word_resamples: int = 1_000
    seed: int = 20241117
    prior: float = 500
    least_count: int = 3
    listed: int = 8
    top: int = 3
    draws: int = 2_000
    pool: int = 25
    share_kept: float = 0.95

    def __post_init__(self) -> None:
        for choice in fields(self):
            name, value = choice.name, getattr(self, choice.name)
            number = isinstance(value, Real) and not isinstance(value, bool)
            if name == "unit":
                fits, must = value in UNITS, f"be one of {', '.join(UNITS)}"
            elif name in ("coverage", "share_kept"):
                fits, must = number and 0 < value < 1, "lie between 0 and 1, such as 0.95"
            elif name == "prior":
                fits, must = number and value > 0, "be a number above 0"
            else:
                least = 0 if name == "seed" else 1
                fits, must = (
                    number and value >= least and value == int(value),
                    f"be a whole number from {least}",
                )
            if not fits:
                raise FramingError(f"Methods: {name} is {value!r}; it must {must}")

    @property
    def bootstrap(self) -> Bootstrap:
        """Return how the intervals of rates, means and shares are made."""
        return Bootstrap(self.resamples, self.coverage, self.seed, self.unit)

    @property
    def word_bootstrap(self) -> Bootstrap:
        """Return how the intervals of cosines are made, by resampling words."""
        return self.bootstrap._replace(resamples=self.word_resamples)


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
