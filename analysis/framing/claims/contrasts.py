"""What a study claims: rows of claims.csv spelt out for its pieces and frames."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from framing.stats.bootstrap import Floats
from framing.study import Definitions
from framing.tables.schema import EVERY_PIECE, SEPARATOR

_Pair = tuple[tuple[int, ...], tuple[int, ...]]
_SIGNS: dict[int, dict[str, str]] = {
    1: {"more": "more", "than": "than", "above": "above", "raises": "raises"},
    0: {"more": "as", "than": "as", "above": "at", "raises": "does not change"},
    -1: {"more": "less", "than": "than", "above": "below", "raises": "lowers"},
}
_SIGNS[1] |= {"share": "a larger share", "high": "higher", "often": "more often", "late": "later"}
_SIGNS[0] |= {"share": "the same share", "high": "as high", "often": "as often", "late": "as late"}
_SIGNS[-1] |= {"share": "a smaller share", "high": "lower", "often": "less often", "late": "earlier"}
# what is measured of hits one by one, so that all frames together can be compared too
_OF_HITS = ("voice", "asserted")
# how a claim about two groups, or two pieces, is put into words by its measure
_BETWEEN = {
    "rate": "{frame} is {{more}} salient in {higher} {{than}} in {lower}",
    "sentences": "{frame} has {{share}} of the sentences in {higher} {{than}} in {lower}",
    "voice": "Against its share of the words, the author's share of the hits of {frame} is {{high}} in "
    "{higher} {{than}} in {lower}",
    "asserted": "Hits of {frame} are {{often}} asserted in {higher} {{than}} in {lower}",
}


@dataclass(frozen=True)
class Contrast:
    """A claim before it is estimated.

    `words` is a template that `in_words` fills by the sign of the estimate. `weights` has a row per piece and
    a column per main frame; of groups, `more` and `less` hold the rows and `column` the frame, -1 for all.
    `chosen_from` counts the pairs among which the data chose this one as the widest; its interval is widened
    and its p multiplied for that. `expected_by` names who expects a positive sign, `found_by` says whether
    theory or looking at the data led to the claim.
    """

    claim: str
    measure: str
    words: str
    family: str
    found_by: str
    expected_by: str = ""
    chosen_from: int = 1
    more: tuple[int, ...] = ()
    less: tuple[int, ...] = ()
    column: int = -1
    weights: Floats = field(default_factory=lambda: np.empty((0, 0)))

    @property
    def of_two_pieces(self) -> bool:
        """Tell whether one piece is compared with one other."""
        return len(self.more) == len(self.less) == 1


def contrasts(values: dict[str, Floats], definitions: Definitions, pieces: pd.DataFrame) -> list[Contrast]:
    """Spell out the claims of a study that compare frames, pieces or groups of pieces.

    `values` holds by measure ("rate", "sentences") a row per piece and a column per main frame; claims on
    measures that are not there are left out, as are groups without a piece.
    """
    found: list[Contrast] = []
    for row in definitions.claims.itertuples():
        shared = {"measure": row.measure, "family": row.family, "found_by": row.found_by}
        makers = {"frames": _between_frames, "pieces": _between_pieces, "groups": _between_groups}
        if row.compare in makers and (row.measure in values or row.measure in _OF_HITS):
            table = values.get(row.measure, values["rate"])
            found += [
                Contrast(**shared, **made)
                for made in makers[row.compare](row, table, definitions.main, pieces)
            ]
    return found


def in_words(template: str, estimate: float, expected_by: str = "") -> str:
    """Fill a claim's template by the sign of its estimate.

    >>> in_words("X is {more} salient in A {than} in B", -0.2, "Orr 2020")
    'X is less salient in A than in B, other than Orr 2020 expects'
    """
    sign = 0 if np.isnan(estimate) else int(np.sign(round(estimate, 9)))
    words = template.format(**_SIGNS[sign])
    if not expected_by:
        return words
    return f"{words}, {'as' if sign > 0 else 'other than'} {expected_by} expects"


def braced(label: str) -> str:
    """Double the braces of a label, so that a template leaves them as they are."""
    return label.replace("{", "{{").replace("}", "}}")


def pairs_of_frames(definitions: Definitions) -> list[tuple[Any, Any]]:
    """Return every two main frames, in order."""
    return list(combinations(definitions.main.frames.itertuples(), 2))


def _between_frames(
    row: Any, values: Floats, definitions: Definitions, pieces: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    labels = definitions.frames["label"].map(braced).tolist()
    if len(labels) < 2:
        return
    places = [(piece.doc_id, braced(piece.label), [i]) for i, piece in enumerate(pieces.itertuples())]
    if len(pieces) > 1:
        places.append((EVERY_PIECE, "the mean of all pieces", list(range(len(pieces)))))
    for doc_id, place, members in places:
        # the winner against the runner-up needs no allowance for the choice (Hung & Fithian 2019)
        first, second = np.argsort(-values[members].mean(axis=0), kind="stable")[:2]
        weights = np.zeros_like(values)
        weights[members, first], weights[members, second] = 1 / len(members), -1 / len(members)
        words = f"{labels[first]} is {{more}} salient {{than}} {labels[second]} in {place}"
        yield {"claim": f"{row.claim}:{doc_id}", "words": words, "weights": weights}


def _between_pieces(
    row: Any, values: Floats, definitions: Definitions, pieces: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    for column, frame in enumerate(definitions.frames.itertuples()):
        high, low = int(values[:, column].argmax()), int(values[:, column].argmin())
        if high != low and row.frame in ("", frame.frame):
            made = _of_groups(
                row, frame.label, column, values=values, pieces=pieces, groups=((high,), (low,))
            )
            pairs = len(pieces) * (len(pieces) - 1) // 2
            yield made | {"claim": f"{row.claim}:{frame.frame}", "chosen_from": pairs}


def _between_groups(
    row: Any, values: Floats, definitions: Definitions, pieces: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    cells = pieces[row.column]
    more = np.flatnonzero(cells.isin(row.higher.split(SEPARATOR)))
    rest = cells.isin(row.lower.split(SEPARATOR)) if row.lower else cells != ""
    less = np.setdiff1d(np.flatnonzero(rest), more)
    if not len(more) or not len(less):
        return
    frames = [
        (column, frame.frame, frame.label) for column, frame in enumerate(definitions.frames.itertuples())
    ]
    if row.measure in _OF_HITS:
        frames.append((-1, EVERY_PIECE, "all frames"))
    for column, frame, label in frames:
        if row.frame in ("", frame):
            groups = tuple(more.tolist()), tuple(less.tolist())
            made = _of_groups(row, label, column, values=values, pieces=pieces, groups=groups)
            yield made | {"claim": f"{row.claim}:{frame}", "expected_by": row.source}


def _of_groups(
    row: Any, label: str, column: int, *, values: Floats, pieces: pd.DataFrame, groups: _Pair
) -> dict[str, Any]:
    """Return a claim about the mean of some pieces less that of others, so that each piece counts alike."""
    weights, names = np.zeros_like(values), []
    for sign, members, named in zip((1, -1), groups, (row.higher_label, row.lower_label), strict=True):
        listed = ", ".join(pieces["label"].iloc[list(members)])
        names.append(braced(f"{named} ({listed})" if named else listed))
        if column >= 0:
            weights[list(members), column] = sign / len(members)
    words = _BETWEEN[row.measure].format(frame=braced(label), higher=names[0], lower=names[1])
    return {"words": words, "weights": weights, "more": groups[0], "less": groups[1], "column": column}
