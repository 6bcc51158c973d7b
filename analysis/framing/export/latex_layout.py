"""How a printed table is laid out on a page: which columns wrap, and what stands above its rows."""

from typing import NamedTuple

import pandas as pd

from framing.export.alignment import padded
from framing.export.tables import Printed
from framing.export.widths import lines, longest_word, shares, width

# points: the text of the class article, a hair narrower for fonts that are wider; the space between columns
PAGE, FITS, GAP = 345.0, 340.0, 8.0
# a cell of more lines is set above its row instead
_MOST_LINES = 5
# lines of 9.6 points that a page holds beside a caption
_LINES = 48
_BROKEN = 60.0


class Layout(NamedTuple):
    """Which columns a table has on the page, and how wide those are that wrap (points; 0 where one does not).

    `heads` tells whether groups stand above their rows, `stacked` names the column that does, `in_column`
    whether a group is named once, in its own column; `rows` are the lines that each row takes, `total` is how
    wide the columns are together (points).
    """

    columns: list[str]
    widths: list[float]
    numeric: list[bool]
    rows: list[int]
    total: float
    heads: bool = False
    in_column: bool = False
    stacked: str = ""


def lay_out(printed: Printed) -> Layout:
    """Return the first layout that fits: all in one line each, with headings, wrapped, a column stacked."""
    every, numeric = list(printed.cells), _numeric(printed)
    # a name that stands once must be in the first column, where rows begin
    if chosen := _plain(printed, every):
        return chosen._replace(in_column=printed.group == every[0])
    under, heads = [column for column in every if column != printed.group], bool(printed.group)
    if chosen := _plain(printed, under, heads=heads):
        return chosen
    texts = [column for column in under if not numeric[column]]
    chosen = _wrapped(printed, under, heads)
    if len(texts) < 2 or (_fits(chosen, printed) and max(chosen.rows, default=1) <= _MOST_LINES):
        return chosen
    widest = max(texts, key=lambda column: _natural(printed.cells[column], False))
    return _wrapped(printed, [column for column in under if column != widest], heads, widest)


def is_long(printed: Printed, layout: Layout) -> bool:
    """Tell whether a table takes more lines than a page has."""
    heads = 2 * len(printed.groups) if layout.heads else 0
    notes = sum(lines(note, PAGE) for note in printed.notes)
    return sum(layout.rows) + heads + notes > _LINES


def _fits(layout: Layout, printed: Printed) -> bool:
    """Tell whether every column that wraps holds its longest word."""
    pairs = zip(layout.columns, layout.widths, strict=True)
    return all(not wide or wide >= _least(printed.cells[column]) - 0.1 for column, wide in pairs)


def _plain(printed: Printed, columns: list[str], heads: bool = False) -> Layout | None:
    """Return the layout of columns that do not wrap, or nothing where they do not fit."""
    numeric = _numeric(printed)
    wide = sum(_natural(printed.cells[c], numeric[c]) for c in columns) + GAP * (len(columns) - 1)
    ones = [1] * len(printed.cells)
    return (
        Layout(columns, [0.0] * len(columns), [numeric[c] for c in columns], ones, wide, heads)
        if wide <= FITS
        else None
    )


def _wrapped(printed: Printed, columns: list[str], heads: bool, stacked: str = "") -> Layout:
    """Return the layout of columns of which those of text share what the numbers leave."""
    cells, numeric = printed.cells, _numeric(printed)
    natural = {c: _natural(cells[c], numeric[c]) for c in columns}
    texts = [c for c in columns if not numeric[c]]
    taken = sum(natural[c] for c in columns if numeric[c]) + GAP * (len(columns) - 1)
    found = shares([natural[c] for c in texts], [_least(cells[c]) for c in texts], FITS - taken)
    widths = {c: wide for c, wide in zip(texts, found, strict=True) if wide < natural[c]}
    rows = [
        max([lines(row[c], wide + 1) for c, wide in widths.items()], default=1)
        + (lines(row[stacked], PAGE) if stacked else 0)
        for row in cells.to_dict("records")
    ]
    all_widths = [widths.get(c, 0.0) for c in columns]
    total = taken + sum(widths.get(c, natural[c]) for c in texts)
    return Layout(columns, all_widths, [numeric[c] for c in columns], rows, total, heads, stacked=stacked)


def _numeric(printed: Printed) -> dict[str, bool]:
    return dict(zip(printed.cells, printed.numeric, strict=True))


def _natural(column: pd.Series, numeric: bool) -> float:
    head = width(str(column.name))
    if numeric:
        return max([head, *(width("".join(cell)) + (13.0 if cell.second else 0) for cell in padded(column))])
    return max([head, *map(width, column)])


def _least(column: pd.Series) -> float:
    return max(longest_word(text, _BROKEN) for text in (str(column.name), *column))
