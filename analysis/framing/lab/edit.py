"""A dictionary with other patterns: taken out, added, or set aside by other words."""

from collections.abc import Iterable, Mapping

import pandas as pd

from framing.dictionary.formats import plain
from framing.dictionary.unmatchable import cannot_match
from framing.errors import FramingError
from framing.tables.checked import check


def edit_dictionary(
    dictionary: pd.DataFrame,
    frame: str,
    *,
    out: Iterable[str] = (),
    add: Iterable[str] = (),
    unless: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return a dictionary in which some patterns of one frame are others.

    `out` are patterns that are taken out, under whatever subframe; `add` are patterns that are added, without
    a subframe; `unless` gives by pattern, also an added one, what sets its matches aside, patterns parted by
    " | ", or nothing. One row per frame x subframe x pattern with the columns of the dictionary.
    Raises FramingError where the frame has no such pattern, or has an added one already, or an added one can
    match nothing.

    >>> from framing.dictionary.dictionary import from_nested
    >>> sea = from_nested({"sea": ["tide*", "wave*"]})
    >>> edit_dictionary(sea, "sea", out=["wave*"], add=["surf"])["pattern"].tolist()
    ['tide*', 'surf']
    """
    gone = [plain(pattern) for pattern in out]
    own = dictionary["frame"] == frame
    _refuse_unknown(gone, dictionary[own], frame)
    left = dictionary[~(own & dictionary["pattern"].isin(gone))].copy()
    added = [plain(pattern) for pattern in add]
    for pattern in added:
        if pattern in set(left.loc[left["frame"] == frame, "pattern"]) or added.count(pattern) > 1:
            raise FramingError(
                f"dictionary: frame {frame!r} has the pattern {pattern!r} already; leave it out"
            )
        for never in cannot_match([pattern]):
            raise FramingError(
                f"dictionary: pattern {pattern!r} can match nothing: {never.why}; write another"
            )
    rows = pd.DataFrame({"frame": frame, "subframe": "", "pattern": added}, dtype=str)
    table = pd.concat([left, rows], ignore_index=True)
    aside = {plain(pattern): plain(cells) for pattern, cells in (unless or {}).items()}
    _refuse_unknown(aside, table[table["frame"] == frame], frame)
    chosen = (table["frame"] == frame) & table["pattern"].isin(aside)
    table.loc[chosen, "unless"] = table.loc[chosen, "pattern"].map(aside)
    texts = [column for column in ("unless", "source", "note") if column in table]
    table[texts] = table[texts].fillna("")
    return table.fillna({"weight": 1}) if "weight" in table else check(table, "dictionary")


def _refuse_unknown(patterns: Iterable[str], own: pd.DataFrame, frame: str) -> None:
    unknown = [pattern for pattern in patterns if pattern not in set(own["pattern"])]
    if unknown:
        remedy = "write one as it stands in the dictionary"
        raise FramingError(f"dictionary: frame {frame!r} has no pattern {unknown[0]!r}; {remedy}")
