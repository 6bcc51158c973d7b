"""Columns of printed numbers: which they are, and what a number lacks of the widest in its column."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

_NUMBER = r"(<?[−+-]?[\d,]*)(\.\d+)?"
_CELL = re.compile(f"{_NUMBER}(?: to {_NUMBER})?")
# what stands in a column of numbers where there is none
_NONE = ("none", "")


class Padded(NamedTuple):
    """A number or range with what it lacks of the widest in its column, at its parts: blank in print.

    `after` stands behind the first number, `before` and `last` before and behind the second of a range.
    """

    first: str
    after: str = ""
    second: str = ""
    before: str = ""
    last: str = ""


def is_numeric(column: pd.Series) -> bool:
    """Tell a column of printed numbers or ranges, some of which may be "none" or empty.

    >>> is_numeric(pd.Series(["−1.5", "1,200", "0.1 to 0.2", "<0.001", ""])), is_numeric(pd.Series(["a"]))
    (True, False)
    """
    cells = [cell for cell in column.astype(str) if cell not in _NONE]
    return bool(cells) and all(any(map(str.isdigit, cell)) and _CELL.fullmatch(cell) for cell in cells)


def padded(column: Sequence[str]) -> list[Padded]:
    """Return the cells of a column with what each lacks, so that set to the right their points align.

    Digits are taken to be equally wide. The parts that are lacking are digits and signs of that width.

    >>> padded(["1.5", "−20.25"])[0]
    Padded(first='1.5', after='0', second='', before='', last='')
    >>> padded(["1 to 2", "3.5 to −10.5"])[0]
    Padded(first='1', after='.0', second='2', before='0−', last='.0')
    """
    found = [_CELL.fullmatch(cell) if cell not in _NONE else None for cell in column]
    groups = [match.groups("") if match else ("", "", "", "") for match in found]
    decimals = [max((len(parts[at]) for parts in groups), default=0) for at in (1, 3)]
    before = {sign: max((_count(parts[2], sign) for parts in groups), default=0) for sign in "0,−"}
    cells = []
    for cell, match, (whole, point, other, end) in zip(column, found, groups, strict=True):
        if match is None:
            cells.append(Padded(cell))
        elif not other + end:
            cells.append(Padded(cell, _lacking(point, decimals[0])))
        else:
            lacks = "".join(sign * (n - _count(other, sign)) for sign, n in before.items())
            ends = (_lacking(point, decimals[0]), other + end, lacks, _lacking(end, decimals[1]))
            cells.append(Padded(whole + point, *ends))
    return cells


def _lacking(point: str, widest: int) -> str:
    return ("." + "0" * widest)[len(point) : widest]


def _count(text: str, sign: str) -> int:
    """Count a sign; a zero stands for any digit."""
    return sum(c.isdigit() for c in text) if sign == "0" else text.replace("-", "−").count(sign)
