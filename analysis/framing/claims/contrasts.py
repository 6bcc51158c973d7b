"""What the study claims about rates: each claim a weighted difference of the rates of pieces and frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.stats.bootstrap import Floats
from framing.study import Definitions
from framing.tables.schema import EVERY_PIECE, SEPARATOR

_Cells = tuple[Sequence[int] | np.ndarray, int]
SIGN_WORDS = {
    1: {"more": "more", "than": "than", "above": "above", "raises": "raises"},
    0: {"more": "as", "than": "as", "above": "at", "raises": "does not change"},
    -1: {"more": "less", "than": "than", "above": "below", "raises": "lowers"},
}


@dataclass(frozen=True)
class Contrast:
    """A claim about rates: its id, its words by sign, a weight per piece and frame, what it was picked from.

    `chosen_from` counts the pairs among which the data chose this one as the widest; its interval is widened
    and its p multiplied for that. `expected_by` names who expects a positive sign.
    """

    claim: str
    words: str
    weights: Floats
    chosen_from: int = 1
    expected_by: str = ""

    @property
    def family(self) -> str:
        """Return the claims that this one is adjusted with: those of the same kind."""
        return self.claim.split(":")[0]


def contrasts(rates: Floats, definitions: Definitions, pieces: pd.DataFrame) -> list[Contrast]:
    """List the claims about rates that a corpus allows.

    `rates` has a row per piece and a column per frame. The claims are: in every piece, and in the mean of
    all, the most frequent frame against the next; for every frame, the piece with most against the one with
    least; and the comparisons of groups, where both groups have pieces (the mean of their rates, so that
    each piece counts alike).
    """
    makers = (_within_pieces, _between_pieces, _between_groups)
    return [contrast for make in makers for contrast in make(rates, definitions, pieces)]


def in_words(template: str, estimate: float, expected_by: str = "") -> str:
    """Fill a claim's template by the sign of its estimate.

    >>> in_words("X is {more} salient in A {than} in B", -0.2, "Orr 2020")
    'X is less salient in A than in B, other than Orr 2020 expects'
    """
    sign = int(np.sign(round(estimate, 9)))
    words = template.format(**SIGN_WORDS[sign])
    if not expected_by:
        return words
    return f"{words}, {'as' if sign > 0 else 'other than'} {expected_by} expects"


def _within_pieces(rates: Floats, definitions: Definitions, pieces: pd.DataFrame) -> Iterator[Contrast]:
    labels = definitions.frames["label"].map(braced).tolist()
    if len(labels) < 2:
        return
    places = [(row.doc_id, braced(row.label), [i]) for i, row in enumerate(pieces.itertuples())]
    if len(pieces) > 1:
        places.append((EVERY_PIECE, "the mean of all pieces", list(range(len(pieces)))))
    for doc_id, place, members in places:
        # the winner against the runner-up needs no allowance for the choice (Hung & Fithian 2019)
        first, second = np.argsort(-rates[members].mean(axis=0), kind="stable")[:2]
        words = f"{labels[first]} is {{more}} salient {{than}} {labels[second]} in {place}"
        yield Contrast(f"top:{doc_id}", words, _weights(rates, (members, first), (members, second)))


def _between_pieces(rates: Floats, definitions: Definitions, pieces: pd.DataFrame) -> Iterator[Contrast]:
    labels, pairs = pieces["label"].map(braced).tolist(), len(pieces) * (len(pieces) - 1) // 2
    for i, frame in enumerate(definitions.frames.itertuples()):
        high, low = int(rates[:, i].argmax()), int(rates[:, i].argmin())
        if high != low:
            words = f"{braced(frame.label)} is {{more}} salient in {labels[high]} {{than}} in {labels[low]}"
            weights = _weights(rates, ([high], i), ([low], i))
            yield Contrast(f"spread:{frame.frame}", words, weights, chosen_from=pairs)


def _between_groups(rates: Floats, definitions: Definitions, pieces: pd.DataFrame) -> Iterator[Contrast]:
    labels = pieces["label"].map(braced)
    for group in definitions.comparisons.itertuples():
        values = pieces[group.column]
        higher = np.flatnonzero(values.isin(group.higher.split(SEPARATOR)))
        rest = values.isin(group.lower.split(SEPARATOR)) if group.lower else values != ""
        lower = np.setdiff1d(np.flatnonzero(rest), higher)
        if not len(higher) or not len(lower):
            continue
        more = f"{braced(group.higher_label)} ({', '.join(labels.iloc[higher])})"
        less = f"{braced(group.lower_label)} ({', '.join(labels.iloc[lower])})"
        for i, frame in enumerate(definitions.frames.itertuples()):
            if group.frame in ("", frame.frame):
                words = f"{braced(frame.label)} is {{more}} salient in {more} {{than}} in {less}"
                weights = _weights(rates, (higher, i), (lower, i))
                yield Contrast(f"{group.comparison}:{frame.frame}", words, weights, expected_by=group.source)


def braced(label: str) -> str:
    """Double the braces of a label, so that a template leaves them as they are."""
    return label.replace("{", "{{").replace("}", "}}")


def _weights(rates: Floats, more: _Cells, less: _Cells) -> Floats:
    """Weigh the mean rate of some pieces in a frame against that of others."""
    weights = np.zeros_like(rates, dtype=float)
    for sign, (pieces, frame) in ((1, more), (-1, less)):
        weights[pieces, frame] = sign / len(pieces)
    return weights
