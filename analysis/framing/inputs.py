"""Large inputs read block by block: JSON lines, CSV and Parquet, with errors that name file and line."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.chunks import Texts, lay
from framing.errors import FramingError

BLOCK_BYTES = 8_000_000
MOST_ROWS = 50_000
READ_BYTES = 2**20
LONGEST_FIELD = 50_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Columns(NamedTuple):
    """The columns that hold the name and the text of a document."""

    id: str
    text: str


class Block(NamedTuple):
    """Some rows of a file, the number of the first, and how far into the file they reach, in bytes.

    The content is a span of bytes that is still to be read (JSON lines), or names and texts.
    """

    path: Path
    first: int
    reach: int
    content: Any


class Documents(NamedTuple):
    """The names and the texts of documents."""

    ids: list[str]
    texts: Texts


def blocks(path: Path, columns: Columns) -> Iterator[Block]:
    """Cut a file into blocks of about 8 MB; what a block holds depends on the file alone.

    Raises FramingError that names the file, the line or row, what is wrong and what to do.
    """
    readers = {
        ".jsonl": _json_blocks,
        ".ndjson": _json_blocks,
        ".csv": _csv_blocks,
        ".parquet": _parquet_blocks,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FramingError(f"{path}: not a kind of file that is read here; use one of {', '.join(readers)}")
    try:
        yield from reader(path, columns)
    except OSError as error:
        raise FramingError(
            f"{path}: cannot be read ({error.strerror}); check the name and the folder"
        ) from None


def documents(block: Block, columns: Columns) -> Documents:
    """Return the documents of a block.

    Raises FramingError that names the file, the line, what is wrong and what to do.
    """
    if isinstance(block.content, Documents):
        return block.content
    start, size = block.content
    with block.path.open("rb") as file:
        file.seek(start)
        lines = file.read(size).split(b"\n")
    rows = [
        _json_row(line, columns, f"{block.path}, line {number}")
        for number, line in enumerate(lines, start=block.first)
        if line.strip()
    ]
    return Documents([name for name, _ in rows], lay([text for _, text in rows]))


def _json_blocks(path: Path, _: Columns) -> Iterator[Block]:
    with path.open("rb") as file:
        start = len(_BYTE_ORDER_MARK) if file.read(3) == _BYTE_ORDER_MARK else 0
        file.seek(start)
        first = 1
        while data := file.read(BLOCK_BYTES):
            data += file.readline()
            yield Block(path, first, start + len(data), (start, len(data)))
            start, first = start + len(data), first + data.count(b"\n")


def _json_row(line: bytes, columns: Columns, place: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise FramingError(f"{place}: not JSON ({error}); mend the line or remove it") from None
    if not isinstance(row, dict):
        raise FramingError(f"{place}: not a JSON object; write one {{...}} with its columns on every line")
    for column in columns:
        if column not in row:
            raise _missing(place, column, list(row))
    name, text = row[columns.id], row[columns.text]
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise FramingError(f"{place}: {columns.id} is {name!r}; it must be text or a whole number")
    if not isinstance(text, str):
        raise _no_text(place, columns, str(text))
    return str(name), text


def _csv_blocks(path: Path, columns: Columns) -> Iterator[Block]:
    # the limit is one for the whole process, so it is put back
    limit = csv.field_size_limit(LONGEST_FIELD)
    reader, rows, size, first = None, [], 0, 2
    try:
        with path.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            for column in columns:
                if column not in header:
                    raise _missing(f"{path}, line 1", column, header)
            at = [header.index(column) for column in columns]
            for row in reader:
                if not row:
                    continue
                if len(row) != len(header):
                    raise FramingError(
                        f"{path}, line {reader.line_num}: {len(row)} cells, not {len(header)}; "
                        "put a cell that holds a comma or a line end into double quotes"
                    )
                rows.append((row[at[0]], row[at[1]]))
                size += len(row[at[1]])
                if size >= BLOCK_BYTES or len(rows) >= MOST_ROWS:
                    yield _rows_block(path, first, raw.tell(), rows)
                    rows, size, first = [], 0, reader.line_num + 1
            if rows:
                yield _rows_block(path, first, raw.tell(), rows)
    except (csv.Error, UnicodeDecodeError) as error:
        line = (reader.line_num if reader else 0) + isinstance(error, UnicodeDecodeError)
        raise FramingError(
            f"{path}, line {line}: not CSV in UTF-8 ({error}); mend the line, or save the table anew"
        ) from None
    finally:
        csv.field_size_limit(limit)


def _rows_block(path: Path, first: int, reach: int, rows: list[tuple[str, str]]) -> Block:
    return Block(path, first, reach, Documents([name for name, _ in rows], lay([text for _, text in rows])))


def _parquet_blocks(path: Path, columns: Columns) -> Iterator[Block]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise FramingError(
            f"{path}: reading Parquet needs pyarrow; install it, or give CSV or JSONL"
        ) from None
    try:
        # in small reads, as else all the texts of a row group are held, and it may be the whole file
        file = parquet.ParquetFile(path, buffer_size=READ_BYTES, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise FramingError(f"{path}: not a Parquet file ({error}); save it anew") from None
    with file:
        names = file.schema_arrow.names
        for column in columns:
            if column not in names:
                raise _missing(str(path), column, names)
        total, size = max(file.metadata.num_rows, 1), path.stat().st_size
        groups = [file.metadata.row_group(i) for i in range(file.num_row_groups)]
        fields = [group.column(i) for group in groups for i in range(group.num_columns)]
        stored = sum(f.total_uncompressed_size for f in fields if f.path_in_schema == columns.text)
        rows = min(max(BLOCK_BYTES * total // max(stored, 1), 1), MOST_ROWS)
        first = 1
        for batch in file.iter_batches(rows, columns=list(columns), use_threads=False):
            yield Block(
                path,
                first,
                (first + len(batch)) * size // total,
                _parquet_documents(batch, columns, path, first),
            )
            first += len(batch)


def _parquet_documents(batch: Any, columns: Columns, path: Path, first: int) -> Documents:
    import pyarrow as pa

    names, texts = (batch.column(batch.schema.get_field_index(column)) for column in columns)
    for column, values, kinds in (
        (columns.id, names, ("string", "large_string", "string_view", *_INTEGERS)),
        (columns.text, texts, ("string", "large_string", "string_view")),
    ):
        kind = values.type.value_type if pa.types.is_dictionary(values.type) else values.type
        if str(kind) not in kinds:
            raise FramingError(f"{path}: column {column!r} holds {kind}, not text; convert it to text")
        if values.null_count:
            row = first + values.is_null().index(True).as_py()
            raise _no_text(f"{path}, row {row}", Columns(column, column), "null")
    texts = texts.cast(pa.large_string())
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    # copied, so that what is sent to a worker is these texts alone
    held = bytes(memoryview(data)[bounds[0] : bounds[-1]]) if data else b""
    return Documents(names.cast(pa.string()).to_pylist(), Texts(held, bounds - bounds[0]))


_INTEGERS = tuple(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))


def _missing(place: str, column: str, there: list[str]) -> FramingError:
    return FramingError(
        f"{place}: column {column!r} is missing; name the columns with --id-column and --text-column "
        f"(there are {', '.join(map(repr, there)) or 'none'})"
    )


def _no_text(place: str, columns: Columns, value: str) -> FramingError:
    return FramingError(f"{place}: {columns.text} is {value[:40]}, not text; give a text or remove the row")
