"""Tables of documents: CSV, TSV, JSON, JSON lines, Parquet and spreadsheets, also packed by gzip."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from framing.errors import FramingError
from framing.reading.columns import Columns, choose, column_of, listed, short, title_and_meta
from framing.reading.documents import Document, Doubt, LeftOut, Reading
from framing.reading.encodings import MOJIBAKE, check_encoding
from framing.reading.stores import located
from framing.reading.table_files import (
    ARRAY,
    CSV,
    EMPTY,
    ENDINGS,
    LINES,
    SHEET,
    Layout,
    kind_of,
    layout,
    repaired,
    source_of,
)
from framing.reading.table_rows import Row, Table, column_names, rows, sheets


def is_table(path: Path, data: bytes | None = None) -> bool:
    """Tell whether a file, or bytes that stand for it, are of a kind of table that is read here."""
    return kind_of(source_of(located(path), data)) is not None


def open_table(
    path: Path,
    text: str | None = None,
    id: str | None = None,
    *,
    data: bytes | None = None,
    encoding: str | None = None,
) -> Table:
    """Look into a table of documents: of what kind it is and which columns hold text and name.

    `text` and `id` name the columns where they are called otherwise; `data` stands for the file's content.
    Raises FramingError that names the file, what is wrong and what to do.

    >>> open_table(Path("a.csv"), data=b"ID;Body\\n7;It rained.\\n").columns
    Columns(text='Body', id='ID')
    """
    source = source_of(located(path), data)
    kind = kind_of(source)
    if kind is None:
        kinds = ", ".join(ENDINGS)
        raise FramingError(f"{path}: not a kind of file that is read here; use one of {kinds}, also with .gz")
    if encoding and check_encoding(encoding) == MOJIBAKE and kind in (CSV, LINES, ARRAY):
        source, encoding = repaired(source), None
    how = layout(source, (text, id), encoding) if kind == CSV else Layout()
    table = Table(source, kind, (), Columns(text or "text", id), how, "", how.doubts, ())
    if kind == EMPTY:
        return table._replace(left_out=[LeftOut(str(path), "file", source.path.name, "it is empty")])
    if kind == SHEET:
        return _sheet(table, text, id)
    names = column_names(table)
    if not names and kind != CSV:
        return table
    columns, doubts = choose(names, path, text, id)
    return _with_columns(table, names, columns)._replace(doubts=[*how.doubts, *doubts])


def read_rows(
    path: Path,
    text: str | None = None,
    id: str | None = None,
    *,
    data: bytes | None = None,
    encoding: str | None = None,
) -> Reading:
    """Read the documents of a table: one per row that holds a text.

    Arguments as in `open_table`. Rows without a text are left out; columns but text, name and title are
    `meta`, by the names of META where those mean them. That one name stands for two documents is a doubt.
    Raises FramingError that names the file, the row or line, what is wrong and what to do.

    >>> read = read_rows(Path("a.csv"), data=b"id,text,Source\\n7,It rained.,Gazette\\n8,,\\n")
    >>> read.documents[0].name, read.documents[0].meta, read.left_out[0].reason
    ('7', {'outlet': 'Gazette'}, "'text' is empty")
    """
    table = open_table(path, text, id, data=data, encoding=encoding)
    documents, left_out, notes = [], [*table.left_out], Notes(str(path))
    for row in rows(table):
        found = name_and_text(row, table, notes)
        if isinstance(found, str) or not found[1].strip():
            reason = found if isinstance(found, str) else f"{short(table.columns.text)} is empty"
            left_out.append(LeftOut(str(path), "row", str(row.number), reason))
            continue
        title, meta = title_and_meta(row.cells, table.columns)
        documents.append(Document(found[0], title, found[1], meta, f"{path}, row {row.number}"))
    if not documents and not left_out:
        left_out.append(LeftOut(str(path), "file", Path(path).name, "it holds no row"))
    doubts = [*table.doubts, *notes.doubts(), *repeated(str(path), (d.name for d in documents))]
    return Reading(documents, left_out, doubts)


class Notes:
    """Doubts about rows, gathered by what they say, with the first row of each and how many there are."""

    def __init__(self, source: str):
        self._source = source
        self.found: dict[str, tuple[int, int]] = {}

    def add(self, what: str, number: int, n: int = 1) -> None:
        """Add a doubt about a row, or about several of which it is the first."""
        first, before = self.found.get(what, (number, 0))
        self.found[what] = first, before + n

    def doubts(self) -> list[Doubt]:
        """Return a doubt for each thing said.

        >>> notes = Notes("a.csv")
        >>> notes.add("no name", 3), notes.add("no name", 9)
        (None, None)
        >>> notes.doubts()[0].message
        'row 3 and 1 more: no name'
        """
        return [
            Doubt(self._source, f"row {first}{f' and {n - 1:,} more' if n > 1 else ''}: {what}")
            for what, (first, n) in self.found.items()
        ]


def name_and_text(row: Row, table: Table, notes: Notes) -> tuple[str, str] | str:
    """Return the name and the text of a row, or the reason why it is left out."""
    columns, cells = table.columns, row.cells
    text = cells.get(columns.text)
    name = None if columns.id is None else cells.get(columns.id)
    if isinstance(text, float | int) and table.kind == SHEET:
        # as CSV would hold it
        text = _written(text)
    if text is None:
        return f"{short(columns.text)} is missing"
    if not isinstance(text, str):
        found = "broken UTF-8" if isinstance(text, bytes) else short(text)
        return f"{short(columns.text)} is {found}, not text"
    if isinstance(name, bool | list | dict):
        return f"{short(columns.id)} is {short(name)}, not text or a number"
    if row.doubt:
        notes.add(row.doubt, row.number)
    return name_of(name, row.number, table, notes), text


def name_of(value: object, number: int, table: Table, notes: Notes) -> str:
    """Return the name of a document from its cell, or where that is empty from its file and row."""
    if value is None or value == "":
        if table.columns.id is not None:
            notes.add(
                f"{short(table.columns.id)} is empty, so file and row name the document; fill it", number
            )
        return f"{table.source.path.name.split('.')[0]}-{number}"
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else _written(value)


def repeated(source: str, names: Iterable[str]) -> list[Doubt]:
    """Return a doubt where one name stands for two documents.

    >>> repeated("a.csv", ["7", "8", "7"])[0].message
    "1 name stands twice or more often ('7'); give each document a name of its own"
    """
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for name in names:
        if name in seen:
            twice[name] = None
        seen.add(name)
    if not twice:
        return []
    what = "1 name stands" if len(twice) == 1 else f"{len(twice):,} names stand"
    remedy = "give each document a name of its own"
    return [Doubt(source, f"{what} twice or more often ({listed(list(twice))}); {remedy}")]


def _written(value: object) -> str:
    """Return a value as text; a whole number without the decimals that spreadsheets keep for all numbers."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)


def _sheet(table: Table, text: str | None, id: str | None) -> Table:
    """Choose the first sheet of a spreadsheet that has a column of texts; the others are left out by name."""
    path, found = table.source.path, [(name, names) for name, names in sheets(table) if names]
    if not found:
        return table._replace(left_out=[LeftOut(str(path), "file", path.name, "it holds no row")])
    fitting, error = [], None
    for name, names in found:
        try:
            fitting.append((name, names, *choose(names, f"{path}, sheet {short(name)}", text, id)))
        except FramingError as unfit:
            error = error or unfit
    if not fitting:
        raise error or FramingError(f"{path}: no sheet has a column of texts")
    name, names, columns, doubts = fitting[0]
    if len(fitting) > 1:
        others = listed([other for other, *_ in fitting[1:]])
        told = f"sheets {others} have a column of texts too; save them as files of their own to read them"
        doubts.append(Doubt(str(path), f"{short(name)} is the sheet read; {told}"))
    left = [LeftOut(str(path), "part", other, "another sheet is read") for other, _ in found if other != name]
    return _with_columns(table, names, columns)._replace(sheet=name, doubts=doubts, left_out=left)


def _with_columns(table: Table, names: Sequence[str], columns: Columns) -> Table:
    outlet, date = (column_of(names, meant, columns) for meant in ("outlet", "date"))
    return table._replace(names=names, columns=columns, outlet=outlet, date=date)
