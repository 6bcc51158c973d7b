"""What stands behind one claim: its estimate, its test, its readers, and the choices that keep its sign."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from framing.claims.contrasts import Contrast, in_words
from framing.robustness.multiverse import signs_of

# the arms of the multiverse: the study's own dictionary, an earlier version, coders' codes
DICTIONARY_ARM, EARLIER_ARM, CODES_ARM = "dictionary", "earlier", "codes"


@dataclass(frozen=True)
class Evidence:
    """A claim estimated.

    `readers` are estimates of the same by other readers, by name; `without` the estimate with each piece left
    out, where the claim is about groups; `counts` what is compared, in words; `p_words` the p of a second
    test; `arms` the differences by arm of the multiverse, one row per specification with its choices.
    """

    COLUMNS: ClassVar[tuple[str, ...]] = (
        *(
            "claim",
            "measure",
            "words",
            "estimate",
            "unit",
            "low",
            "high",
            "chosen_from",
            "found_by",
            "family",
        ),
        *(
            "counts",
            "p",
            "p_words",
            "readers",
            "readers_agree",
            "readers_turn",
            "by_reader",
            "pieces_left_out",
        ),
        "kept_without",
    )
    contrast: Contrast
    estimate: float
    unit: str
    low: float
    high: float
    p: float
    readers: dict[str, float] = field(default_factory=dict)
    without: tuple[float, ...] = ()
    counts: str = ""
    p_words: float = np.nan
    arms: dict[str, pd.DataFrame] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """Return the claim as a row of the table of claims, but for what hangs on other claims."""
        claim, pairs = self.contrast, self.contrast.chosen_from
        sign = _sign(self.estimate)
        signs = [_sign(value) for value in self.readers.values()]
        return {
            "claim": claim.claim,
            "measure": claim.measure,
            "words": in_words(claim.words, self.estimate, claim.expected_by),
            "estimate": self.estimate,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "chosen_from": pairs,
            "found_by": claim.found_by,
            "family": claim.family,
            "counts": self.counts,
            "p": min(1.0, self.p * pairs),
            "p_words": self.p_words,
            "readers": len(signs),
            "readers_agree": sum(own == sign != 0 for own in signs),
            "readers_turn": sum(own == -sign != 0 for own in signs),
            "by_reader": "; ".join(f"{name} {value:+.2f}" for name, value in self.readers.items()),
            "pieces_left_out": len(self.without),
            "kept_without": sum(_sign(value) == sign for value in self.without),
        }


def _sign(value: float) -> int:
    return 0 if np.isnan(value) else int(signs_of([value])[0])


def share_kept(differences: pd.DataFrame, sign_of: float) -> float:
    """Return the share of specifications that have the sign of an estimate; NaN where there is none."""
    if differences.empty:
        return float("nan")
    return float((signs_of(differences["difference"]) == _sign(sign_of)).mean())
