"""Printed tables as one HTML file that browsers show and Word takes: inline style, no script."""

from collections.abc import Iterator, Mapping
from html import escape

from framing.export.alignment import padded
from framing.export.tables import Printed, ranges_apart

_BODY = "font: 11pt Arial, 'Liberation Sans', sans-serif; color: #000; background: #fff; max-width: 60em"
_TABLE = "border-collapse: collapse; border-top: 1.5px solid; border-bottom: 1.5px solid; font-size: 9pt"
_CELL = "padding: 2px 8px 2px 0; vertical-align: top; text-align: left; font-weight: normal"
_NUMBER = "; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums"
# blanks as wide as a digit and as a point
_BLANKS = str.maketrans({"0": "\u2007", ".": "\u2008"})


def web_tables(tables: Mapping[str, Printed]) -> str:
    """Return one HTML page with all tables: number and title as caption, heads with their scope, notes below.

    Ranges are two columns; numbers stand to the right, with blanks for decimals that they lack.

    >>> import pandas as pd
    >>> page = web_tables({"rates": Printed("Rates", pd.DataFrame({"Piece": ["A & B"], "Rate": ["0.5"]}))})
    >>> '<th scope="row"' in page, "A &amp; B" in page, page.count("<table")
    (True, True, 1)
    """
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Tables</title>\n</head>',
        f'<body style="{_BODY}">',
        *(_table(number, name, table) for number, (name, table) in enumerate(tables.items(), 1)),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _table(number: int, name: str, printed: Printed) -> str:
    table = ranges_apart(printed)
    about = f"<b>Table {number}</b><br><i>{escape(table.title)}</i>"
    heads = "".join(
        f'<th scope="col" style="{_style(numeric)}; vertical-align: bottom; border-bottom: 1px solid">'
        f"{escape(str(column))}</th>"
        for column, numeric in zip(table.cells, table.numeric, strict=True)
    )
    note = f"<i>Note.</i> {escape(' '.join(table.notes))}"
    lines = [
        f'<table id="{escape(name)}" cellpadding="2" style="{_TABLE}">',
        f'<caption style="text-align: left; padding-bottom: 4px">{about}</caption>',
        *(f"<thead><tr>{heads}</tr></thead>", *_groups(table), "</table>"),
        f'<p style="font-size: 9pt; margin: 4px 0 2.5em">{note if table.notes else "&nbsp;"}</p>',
    ]
    return "\n".join(lines)


def _groups(table: Printed) -> Iterator[str]:
    """Write a body for every group; its name, where it is in the first column, is the head of its rows."""
    numeric, first = table.numeric, table.group == str(table.cells.columns[0])
    columns = [
        _numbers(list(table.cells[column])) if is_number else [escape(cell) for cell in table.cells[column]]
        for column, is_number in zip(table.cells, numeric, strict=True)
    ]
    rows = list(zip(*columns, strict=True))
    for group in table.groups:
        yield "<tbody>"
        for at in group:
            gap = "; padding-top: 8px" if first and at == group[0] else ""
            cells = list(zip(rows[at], numeric, strict=True))
            head = ""
            if first:
                (name, _), *cells = cells
                spans = f'scope="rowgroup" rowspan="{len(group)}"'
                head = f'<th {spans} valign="top" style="{_CELL}{gap}">{name}</th>' if at == group[0] else ""
            yield f"<tr>{head}{''.join(_cells(cells, gap))}</tr>"
        yield "</tbody>"


def _cells(cells: list[tuple[str, bool]], gap: str) -> Iterator[str]:
    """Write the cells of a row, the first of them as its head."""
    # Word and LibreOffice read this attribute alone where cells are copied
    top = ' valign="top"'
    for number, (cell, numeric) in enumerate(cells):
        tag, scope = ("td", "") if number else ("th", ' scope="row"')
        yield f'<{tag}{scope}{top} style="{_style(numeric)}{gap}">{cell}</{tag}>'


def _numbers(column: list[str]) -> list[str]:
    return [escape(cell.first) + cell.after.translate(_BLANKS) for cell in padded(column)]


def _style(numeric: bool) -> str:
    return _CELL.replace("; text-align: left", "") + _NUMBER if numeric else _CELL
