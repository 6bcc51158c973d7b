"""Where and when documents appeared: the outlet and the month, from what their rows say."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from framing.reading.articles import iso_date
from framing.reading.columns import short
from framing.reading.table_rows import Table
from framing.reading.tables import Notes

_MONTH = re.compile(r"\s*(\d{4})-?(0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01]))?(?!\d)")


def outlets(cells: Sequence[Any]) -> list[str]:
    """Return the outlets that cells name, without blanks around them; "" where a cell is empty.

    >>> outlets(["Gazette ", None, b"Post"])
    ['Gazette', '', 'Post']
    """
    # a NUL parts words too, as no table that holds one can be read
    return _each(cells, lambda written: " ".join(written.replace("\0", " ").split()))


def months(cells: Sequence[Any], numbers: Sequence[int], table: Table, notes: Notes) -> list[str]:
    """Return the months of dates as yyyy-mm; "" with a doubt where a cell holds no date that can be read.

    `numbers` are those of the rows.
    """
    found = _each(cells, month)
    unread = [number for number, known in zip(numbers, found, strict=True) if not known]
    if unread:
        remedy = "its document counts to no month; write it as yyyy-mm-dd"
        notes.add(f"{short(table.date)} is no date that can be read, so {remedy}", unread[0], len(unread))
    return found


def month(written: str) -> str:
    """Return the month of a date as yyyy-mm; "" where there is none that is whole and unambiguous.

    >>> month("2024-11-20T08:00:00Z"), month("20241120"), month("20. November 2024"), month("03/04/2024")
    ('2024-11', '2024-11', '2024-11', '')
    """
    found = _MONTH.match(written)
    # digits of any script are read, and written as those of ASCII
    return f"{int(found[1]):04}-{int(found[2]):02}" if found else iso_date(written)[:7]


def _each(cells: Sequence[Any], read: Callable[[str], str]) -> list[str]:
    """Read cells, each distinct one once, as there are few outlets and dates among many documents."""
    written = [_written(cell) for cell in cells]
    known = {cell: read(cell) for cell in {*written}}
    return [known[cell] for cell in written]


def _written(cell: Any) -> str:
    if isinstance(cell, str):
        # what no UTF-8 can hold could not stand in a table of results
        return cell if cell.isascii() else cell.encode("utf-8", "replace").decode()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
