"""Every analytic choice of a study, in one place; pandas is not needed for it."""

from dataclasses import dataclass
from numbers import Real
from typing import NamedTuple

from framing.errors import FramingError
from framing.tables.schema import INTERVALS, PIECE, UNITS

_NAMED = {"unit": (*UNITS, PIECE), "interval": INTERVALS}


class Bootstrap(NamedTuple):
    """How intervals are made: resamples, the share they cover, the seed, the unit, and the kind for rates."""

    resamples: int = 10_000
    coverage: float = 0.95
    seed: int = 20241117
    unit: str = "paragraph"
    interval: str = INTERVALS[0]


@dataclass(frozen=True)
class Methods:
    """Every analytic choice of a study; what is printed about a choice is read here.

    unit: which units might have been others, for intervals and tests: "paragraph" or "sentence"; of groups
    it is always "piece".
    interval: how the limits of rates are found, one of schema.INTERVALS.
    coverage: the share that intervals and ranges cover, above 0 and below 1.
    power: the probability with which a difference that could have been seen is told apart.
    resamples, word_resamples: of resamples or rearrangements of units, and of the words of a bag (cosines).
    seed: of all random numbers.
    prior: weight of the prior of log-odds, in words.
    least_count, listed: a word is listed as distinctive if it stands so often in the piece; words per piece.
    top: how many of a frame's most frequent patterns are set against all its hits.
    draws, pool: random dictionaries per frame; from how many words near in frequency each word is drawn.
    share_kept: the share of specifications that must keep the sign of a claim that holds.
    group_by: the column of pieces.csv by which figures and pairs put pieces into groups, "date" being its
    month; where none is named, more than a dozen pieces are grouped by the first column that serves.
    Raises FramingError where a value is impossible.

    >>> Methods(coverage=0.8).coverage, Methods().bootstrap.resamples
    (0.8, 10000)
    """

    unit: str = "paragraph"
    interval: str = INTERVALS[0]
    coverage: float = 0.95
    power: float = 0.8
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
    group_by: str = ""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            number = isinstance(value, Real) and not isinstance(value, bool)
            if name in _NAMED:
                fits, must = value in _NAMED[name], f"be one of {', '.join(_NAMED[name])}"
            elif name == "group_by":
                fits, must = isinstance(value, str), "be the name of a column"
            elif name in ("coverage", "power", "share_kept"):
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
        return Bootstrap(self.resamples, self.coverage, self.seed, self.unit, self.interval)

    @property
    def word_bootstrap(self) -> Bootstrap:
        """Return how the intervals of cosines are made, by resampling words."""
        return self.bootstrap._replace(resamples=self.word_resamples)
