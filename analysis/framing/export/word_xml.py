"""Printed tables as the XML of Word: one header row that repeats, rules across, points under each other."""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

import pandas as pd

from framing.export.alignment import padded
from framing.export.tables import Printed
from framing.export.widths import lines, longest_word, shares, width

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# points: text of a page on end and across, without margins of 18 mm on A4; space at either side of a cell
UPRIGHT, ACROSS, MARGIN = 493.0, 739.0, 4.0
# the table of widths is for 8 pt of a font that is narrower than the 9 pt here
_SCALE = 9 / 8 * 1.06
_BROKEN = 80.0
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# rows of text taller than this are better on a page that is turned; a group of so many rows stays on one page
_MOST_LINES, TOGETHER = 4, 12


class Columns(NamedTuple):
    """The columns of a table: how wide they are, and where decimal points stand (points; 0 in text)."""

    widths: list[float]
    stops: list[float]


def as_xml(text: str) -> str:
    """Return text as XML holds it: escaped, without the signs that XML has not.

    >>> as_xml("A & B\\x0b")
    'A &amp; B'
    """
    return escape(_NOT_XML.sub("", text))


def columns_of(table: Printed, room: float) -> Columns:
    """Return the widths of the columns of a table where a page has this room (points)."""
    numeric = table.numeric
    cells = [table.cells[column] for column in table.cells]
    natural = [_natural(column, is_number) for column, is_number in zip(cells, numeric, strict=True)]
    least = [
        wide if is_number else min(wide, _least(column))
        for column, wide, is_number in zip(cells, natural, numeric, strict=True)
    ]
    widths = natural if sum(natural) <= room else shares(natural, least, room)
    stops = [
        wide - 2 * MARGIN - _decimals(column) if is_number else 0.0
        for column, wide, is_number in zip(cells, widths, numeric, strict=True)
    ]
    return Columns(widths, stops)


def is_turned(table: Printed) -> bool:
    """Tell whether a table is better on a page that is turned: its cells take too many lines otherwise."""
    columns = columns_of(table, UPRIGHT)
    return sum(columns.widths) > UPRIGHT + 1 or _most_lines(table, columns) > _MOST_LINES


def table_xml(table: Printed, columns: Columns) -> str:
    """Return a table as an element w:tbl, with its title and what it holds as alternative text."""
    rule = 'w:val="single" w:sz="{}" w:space="0" w:color="000000"'
    grid = "".join(f'<w:gridCol w:w="{_twips(wide)}"/>' for wide in columns.widths)
    sides = "".join(f'<w:{side} w:w="{_twips(MARGIN)}" w:type="dxa"/>' for side in ("left", "right"))
    about = f"{len(table.cells)} rows; columns: {', '.join(map(str, table.cells))}"
    head = _row([str(column) for column in table.cells], columns, heads=True, keeps=True, gap=0)
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblW w:w="{_twips(sum(columns.widths))}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {rule.format(8)}/><w:bottom {rule.format(8)}/></w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{as_xml(table.title)}"/><w:tblDescription w:val="{as_xml(about)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(_rows(table, columns))}</w:tbl>"
    )


def _rows(table: Printed, columns: Columns) -> Iterator[str]:
    rows = list(table.cells.itertuples(index=False))
    first, wraps = table.group == str(table.cells.columns[0]), _most_lines(table, columns) > 1
    for number, group in enumerate(table.groups):
        together = len(group) <= TOGETHER
        for at in group:
            once = first and together and at > group[0]
            cells = ["", *rows[at][1:]] if once else list(rows[at])
            begins = first and number > 0 and at == group[0]
            gap = 80 if begins else 40 if wraps else 0
            yield _row(cells, columns, heads=False, keeps=together and at < group[-1], gap=gap)


def _row(cells: list[str], columns: Columns, *, heads: bool, keeps: bool, gap: int) -> str:
    rule = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>'
    made = []
    for cell, wide, stop in zip(cells, *columns, strict=True):
        tabs = (
            f'<w:tabs><w:tab w:val="decimal" w:pos="{_twips(stop)}"/></w:tabs>' if stop and not heads else ""
        )
        properties = [
            '<w:pStyle w:val="TableText"/>',
            "<w:keepNext/>" if keeps else "",
            tabs,
            f'<w:spacing w:before="{gap}"/>' if gap else "",
            '<w:jc w:val="right"/>' if stop and heads else "",
        ]
        sides = f'<w:tcPr><w:tcW w:w="{_twips(wide)}" w:type="dxa"/>{rule if heads else ""}'
        sides += '<w:vAlign w:val="bottom"/></w:tcPr>' if heads else "</w:tcPr>"
        text = f'<w:r><w:t xml:space="preserve">{as_xml(cell)}</w:t></w:r>' if cell else ""
        made.append(f"<w:tc>{sides}<w:p><w:pPr>{''.join(properties)}</w:pPr>{text}</w:p></w:tc>")
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heads else ''}</w:trPr>{''.join(made)}</w:tr>"


def _most_lines(table: Printed, columns: Columns) -> int:
    """Return how many lines the tallest cell takes."""
    rooms = [(wide - 2 * MARGIN) / _SCALE + 1 for wide in columns.widths]
    rows = table.cells.itertuples(index=False)
    return max((lines(cell, room) for row in rows for cell, room in zip(row, rooms, strict=True)), default=1)


def _natural(column: pd.Series, numeric: bool) -> float:
    cells = ["".join(cell) for cell in padded(column)] if numeric else column
    name = str(column.name)
    # the head of a column of numbers may take two lines
    head = max(longest_word(name, _BROKEN), 0.75 * width(name)) if numeric else width(name)
    return _SCALE * max([head, *map(width, cells)]) + 2 * MARGIN


def _least(column: pd.Series) -> float:
    return _SCALE * max(longest_word(text, _BROKEN) for text in (str(column.name), *column)) + 2 * MARGIN


def _decimals(column: pd.Series) -> float:
    """Return how wide the widest decimals of a column are, with their point."""
    ends = [str(cell).partition(".") for cell in column]
    return _SCALE * max((width(point + end) for _, point, end in ends), default=0.0)


def _twips(points: float) -> int:
    return round(points * 20)
