"""What a reader changes in the patterns of frames, and the hits that come and go by it."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

import pandas as pd

from framing.corpus.kwic import kwic
from framing.lab.edit import edit_dictionary
from framing.study import Results

# hits that are shown at most
_MOST = 40


class Change(NamedTuple):
    """Patterns of a frame that are taken out, patterns that are added, and by pattern another `unless`."""

    out: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    unless: tuple[tuple[str, str], ...] = ()

    def in_words(self) -> str:
        """Say what is changed, or nothing.

        >>> Change(("war*",), ("siege",)).in_words()
        'without war*, with siege'
        """
        told = [f"without {', '.join(self.out)}"] if self.out else []
        return ", ".join(told + ([f"with {', '.join(self.add)}"] if self.add else []))


def parse_added(text: str) -> tuple[str, ...]:
    """Return the patterns of a box, one a line, each once.

    >>> parse_added(" siege \\n\\nsiege\\nblockade*")
    ('siege', 'blockade*')
    """
    return tuple(dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines()))))


def apply(dictionary: pd.DataFrame, changes: Mapping[str, Change]) -> pd.DataFrame:
    """Return a dictionary with the changes of each frame; raises as `edit_dictionary` does."""
    for frame, change in changes.items():
        kept = {pattern: cells for pattern, cells in change.unless if pattern not in change.out}
        dictionary = edit_dictionary(dictionary, frame, out=change.out, add=change.add, unless=kept)
    return dictionary


def concordance(before: Results, after: Results, changes: Mapping[str, Change]) -> str:
    """Return as HTML the hits that come and go, in their context; without texts why they cannot be shown."""
    if not any(changes.values()):
        return ""
    if before.study.texts is None:
        reason = "the released features hold none; the counts stand beside the figure"
        return f"<p>Hits in context need the texts, and {reason}.</p>"
    sides = []
    for frame in changes:
        old, new = (kwic(results.study, frame, window=8) for results in (before, after))
        keys = ["doc_id", "from", "to"]
        both = old.merge(new, on=keys, how="outer", suffixes=("_old", "_new"), indicator=True)
        for name, side, suffix in (("gone", "left_only", "_old"), ("new", "right_only", "_new")):
            rows = both[both["_merge"] == side].head(_MOST)
            sides += [_line(name, row, suffix) for row in rows.to_dict("records")]
    if not sides:
        return "<p>No hit comes or goes.</p>"
    head = "<tr><th></th><th>piece</th><th>before</th><th>hit</th><th>after</th></tr>"
    return f"<table><caption>Hits that come and go</caption>{head}{''.join(sides)}</table>"


def _line(name: str, row: dict[str, object], suffix: str) -> str:
    cells = [name, row["doc_id"], *(row[f"{part}{suffix}"] for part in ("pre", "keyword", "post"))]
    shown = [escape(str(cell)) for cell in cells]
    shown[3] = f"<b>{shown[3]}</b>"
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in shown)}</tr>"
