"""Every analytic choice of a study, in one place; pandas is not needed for it."""

from dataclasses import dataclass
from numbers import Real
from typing import NamedTuple

from framing.errors import FramingError
from framing.tables.schema import UNITS


class Bootstrap(NamedTuple):
    """How intervals are made: resamples, the share that they cover, the seed, and what is resampled."""

    resamples: int = 10_000
    coverage: float = 0.95
    seed: int = 20241117
    unit: str = "paragraph"


@dataclass(frozen=True)
class Methods:
    """Every analytic choice of a study; what is printed about a choice is read here.

    unit: what is resampled for the intervals of rates, and by what errors of means are taken, "paragraph" or
    "sentence".
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
        for name, value in vars(self).items():
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
