"""The matches of scoring, one row each with its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from framing.lookup.matching import Entry
from framing.lookup.places import Located

MATCHES = "_matches"


def matches_part(folder: Path, number: int, form: str) -> Path:
    """Return the path of the matches in one block; the underscore keeps them apart from the counts.

    >>> matches_part(Path("out"), 7, "csv").as_posix()
    'out/_matches/matches-000007.csv'
    """
    return folder / MATCHES / f"matches-{number:06d}.{form}"


def match_columns(found: Located, ids: list[str], entries: Sequence[Entry]) -> dict[str, Any]:
    """Return matches as columns, one row per match."""
    own = [entries[entry] for entry in found.entry.tolist()]
    return {
        "doc_id": [ids[doc] for doc in found.doc.tolist()],
        "first": found.first,
        "last": found.last,
        "key": [entry.key for entry in own],
        "pattern": [entry.pattern for entry in own],
        "tokens": found.tokens,
        "set_aside": found.set_aside.astype(np.int32),
        "negated": found.negated.astype(np.int32),
    }
