"""The rows of tables of every kind, and the names of their columns."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from framing.errors import FramingError
from framing.packaged import needed
from framing.reading.columns import TEXT_NAMES, Columns, plain
from framing.reading.documents import Doubt, LeftOut
from framing.reading.json_text import as_object, json_rows, read_json
from framing.reading.stores import Stored
from framing.reading.table_files import (
    ARRAY,
    CSV,
    LINES,
    LONGEST_LINE,
    PARQUET,
    SHEET,
    Layout,
    Source,
    as_it_lies,
    long_fields,
    opened,
    whole,
)

READ_BYTES = 2**20
# from how many objects the names of columns are taken
_SAMPLE = 100
_FEWER = "fewer cells than the header; see that line ends within a text stand in double quotes"


class Table(NamedTuple):
    """A table that was looked into: its columns, its layout, and what is doubtful or left out of it.

    `outlet` and `date` are the columns that hold these, where there are any.
    """

    source: Source
    kind: str
    names: Sequence[str]
    columns: Columns
    layout: Layout
    sheet: str
    doubts: Sequence[Doubt]
    left_out: Sequence[LeftOut]
    outlet: str | None = None
    date: str | None = None


class Row(NamedTuple):
    """A row: its number, which in JSON lines is that of the line, its cells, a doubt, and where it ends."""

    number: int
    cells: Mapping[str, Any]
    doubt: str = ""
    reach: int = 0


def rows(table: Table) -> Iterator[Row]:
    """Yield the rows of a table, the texts in them not yet looked at; blank rows are passed over.

    Raises FramingError that names the file, the row or line, what is wrong and what to do.
    """
    reader = _ROWS.get(table.kind)
    return reader(table) if reader else iter(())


def column_names(table: Table) -> list[str]:
    """Return the names of the columns of a table; blanks around them are no part of them.

    Raises FramingError as `rows` does.
    """
    if table.kind == CSV:
        with _csv_records(table) as (_, records):
            return _header(next(records, []))
    if table.kind == PARQUET:
        with parquet_file(table) as file:
            return [str(name) for name in file.schema_arrow.names]
    sample = islice(rows(table), _SAMPLE)
    return list(dict.fromkeys(name for row in sample for name in row.cells))


def sheets(table: Table) -> list[tuple[str, list[str]]]:
    """Return the name of every sheet of a spreadsheet that is not hidden, and the names of its columns."""
    book = _book(table)
    states = {str(sheet.name): str(sheet.visible) for sheet in book.sheets_metadata}
    shown = [name for name in book.sheet_names if states.get(name, "").endswith("Visible")]
    found = []
    for name in shown or book.sheet_names:
        first = next(_sheet_records(table, book, name), (0, []))[1]
        found.append((name, _header(first)))
    return found


def line_stretches(table: Table, size: int = READ_BYTES) -> Iterator[tuple[int, int, int, bytes]]:
    """Yield stretches of JSON lines: number of the first, where it starts, how far it reaches, the bytes.

    Raises FramingError where the file cannot be read or a line is longer than 100 MB.
    """
    with opened(table.source) as (file, raw):
        start, number = 0, 1
        while data := file.read(size):
            if not data.endswith(b"\n"):
                data += file.readline(LONGEST_LINE)
            if len(data) >= LONGEST_LINE + size:
                what = f"a line longer than {LONGEST_LINE // 10**6} MB; put line ends between the documents"
                raise FramingError.at(table.source.path, number, what)
            yield number, start, raw.tell(), data
            start, number = start + len(data), number + data.count(b"\n")


@contextmanager
def parquet_file(table: Table) -> Iterator[Any]:
    """Open a Parquet file, in small reads, as else all the texts of a row group are held.

    Raises FramingError where it is damaged or pyarrow is missing.
    """
    path, source = table.source.path, table.source
    arrow, parquet = (needed(name, f"{path}, Parquet,") for name in ("pyarrow", "pyarrow.parquet"))
    on_disk = not (source.packed or source.data is not None or isinstance(path, Stored))
    held = path if on_disk else as_it_lies(source)
    try:
        with parquet.ParquetFile(held, buffer_size=READ_BYTES, pre_buffer=False) as file:
            yield file
    except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:
        what = f"not a Parquet file, or damaged ({str(error)[:200]}); save it anew"
        raise FramingError(f"{path}: {what}") from None


def _header(cells: Sequence[Any]) -> list[str]:
    names = ["" if cell is None else str(cell).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _cells(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, values, strict=False) if name}


@contextmanager
def _csv_records(table: Table) -> Iterator[tuple[BinaryIO, Any]]:
    """Open a delimited text, past the lines before its header: the file as it lies there, and its records."""
    path, how, reader = table.source.path, table.layout, None
    # a byte-order mark is no part of the first name
    encoding = "utf-8-sig" if how.encoding == "utf-8" else how.encoding
    try:
        with (
            long_fields(),
            opened(table.source) as (file, raw),
            io.TextIOWrapper(file, encoding, newline="") as text,
        ):
            for _ in range(how.skipped):
                text.readline()
            reader = csv.reader(
                text,
                delimiter=how.delimiter,
                quoting=csv.QUOTE_MINIMAL if how.quoted else csv.QUOTE_NONE,
                strict=True,
            )
            yield raw, reader
    except (csv.Error, UnicodeError) as error:
        # a line that cannot be decoded is not counted yet
        line = (reader.line_num if reader else 0) + how.skipped + isinstance(error, UnicodeError)
        what = f"not CSV in {how.encoding.upper()} ({error}); mend the line, or save the table anew"
        raise FramingError.at(path, line, what) from None


def _csv_rows(table: Table) -> Iterator[Row]:
    with _csv_records(table) as (raw, records):
        next(records, None)
        width = len(table.names)
        for number, cells in enumerate(records, start=table.layout.skipped + 2):
            if not any(cells):
                continue
            if any(cells[width:]):
                remedy = "put a cell that holds what parts cells, or a line end, into double quotes"
                line = records.line_num + table.layout.skipped
                raise FramingError.at(table.source.path, line, f"{len(cells)} cells, not {width}; {remedy}")
            doubt = _FEWER if len(cells) < width else ""
            yield Row(number, _cells(table.names, cells), doubt, raw.tell())


def _line_rows(table: Table) -> Iterator[Row]:
    for first, _, reach, data in line_stretches(table):
        for number, cells in json_rows(data, first, table.source.path):
            yield Row(number, cells, reach=reach)


def _array_rows(table: Table) -> Iterator[Row]:
    path, data = table.source.path, whole(table.source)
    found = _items(read_json(data, str(path)), table)
    for number, item in enumerate(found, start=1):
        cells = as_object(item, f"{path}, item {number}")
        yield Row(number, cells, reach=len(data) * number // len(found))


def _items(found: Any, table: Table) -> list[Any]:
    """Return the documents of JSON: those of a list, also of the one that an object holds, or the object."""
    if isinstance(found, list):
        return found
    lists = [value for value in found.values() if isinstance(value, list)]
    with_texts = [items for items in lists if items and _has_text(items[0], table)]
    if not with_texts and _has_text(found, table):
        return [found]
    fitting = with_texts or lists
    if len(fitting) != 1:
        what = "one JSON object, not documents; write a list [{...}, ...], or one object a line"
        raise FramingError(f"{table.source.path}: {what}")
    return fitting[0]


def _has_text(item: object, table: Table) -> bool:
    return isinstance(item, dict) and any(
        isinstance(value, str) and (name == table.columns.text or plain(name) in TEXT_NAMES)
        for name, value in item.items()
    )


def _parquet_rows(table: Table) -> Iterator[Row]:
    number = 0
    with parquet_file(table) as file:
        for batch in file.iter_batches(1000, use_threads=False):
            for values in zip(*map(parquet_values, batch.columns), strict=True):
                number += 1
                yield Row(number, dict(zip(table.names, values, strict=True)))


def parquet_values(column: Any) -> list[Any]:
    """Return the values of a column; texts that are not UTF-8 as bytes."""
    try:
        values = column.to_pylist()
    except UnicodeDecodeError:
        values = column.cast("binary").to_pylist()
    return [_decoded(value) if isinstance(value, bytes) else value for value in values]


def _decoded(value: bytes) -> str | bytes:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value


def _sheet_rows(table: Table) -> Iterator[Row]:
    width = len(table.names)
    records = _sheet_records(table, _book(table), table.sheet)
    next(records, None)
    for number, values in records:
        cells = [None if value == "" else value for value in values[:width]]
        if any(value is not None for value in cells):
            yield Row(number, _cells(table.names, cells))


def _book(table: Table) -> Any:
    calamine = needed("python_calamine", f"{table.source.path}, a spreadsheet,")
    with _calamine_errors(table):
        return calamine.load_workbook(io.BytesIO(whole(table.source)))


def _sheet_records(table: Table, book: Any, name: str) -> Iterator[tuple[int, list[Any]]]:
    with _calamine_errors(table):
        sheet = book.get_sheet_by_name(name)
        first = sheet.start[0] + 1 if sheet.start else 1
        for number, values in enumerate(sheet.iter_rows(), start=first):
            if any(value != "" for value in values):
                yield number, values


@contextmanager
def _calamine_errors(table: Table) -> Iterator[None]:
    try:
        yield
    except FramingError:
        raise
    except BaseException as error:
        # a library in Rust ends in a panic, which is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        what = f"not a spreadsheet that can be read ({str(error)[:200]}); save it anew, without password"
        raise FramingError(f"{table.source.path}: {what}") from None


_ROWS: Mapping[str, Callable[[Table], Iterator[Row]]] = {
    CSV: _csv_rows,
    LINES: _line_rows,
    ARRAY: _array_rows,
    PARQUET: _parquet_rows,
    SHEET: _sheet_rows,
}
