"""Large inputs read block by block: JSON lines, CSV and Parquet, with errors that name file and line."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.errors import FramingError
from framing.lookup.chunks import Texts, lay

BLOCK_BYTES = 8_000_000
MOST_ROWS = 50_000
READ_BYTES = 2**20
LONGEST_FIELD = 50_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NO_TEXT = "not text; give a text or remove the row"
_TEXTS = ("string", "large_string", "string_view")
_INTEGERS = tuple(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))


class Columns(NamedTuple):
    """The columns that hold the name and the text of a document."""

    id: str
    text: str


class Block(NamedTuple):
    """Some rows of a file, and how far into the file they reach, in bytes.

    The content is names and texts, or a file of JSON lines with the number of the first line that is still to
    be read, where it starts and how many bytes to read.
    """

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
    json_lines = dict.fromkeys((".jsonl", ".ndjson"), _json_blocks)
    readers = json_lines | {".csv": _csv_blocks, ".parquet": _parquet_blocks}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FramingError(f"{path}: not a kind of file that is read here; use one of {', '.join(readers)}")
    try:
        yield from reader(path, columns)
    except OSError as error:
        what = f"cannot be read ({error.strerror}); check the name and the folder"
        raise FramingError(f"{path}: {what}") from None


def documents(block: Block, columns: Columns) -> Documents:
    """Return the documents of a block.

    Raises FramingError that names the file, the line, what is wrong and what to do.
    """
    if isinstance(block.content, Documents):
        return block.content
    path, first, start, size = block.content
    with path.open("rb") as file:
        file.seek(start)
        lines = file.read(size).split(b"\n")
    filled = ((number, line) for number, line in enumerate(lines, start=first) if line.strip())
    return _documents([_json_row(line, columns, f"{path}, line {number}") for number, line in filled])


def _json_blocks(path: Path, _: Columns) -> Iterator[Block]:
    with path.open("rb") as file:
        start = len(_BYTE_ORDER_MARK) if file.read(3) == _BYTE_ORDER_MARK else 0
        file.seek(start)
        first = 1
        while data := file.read(BLOCK_BYTES):
            data += file.readline()
            yield Block(start + len(data), (path, first, start, len(data)))
            start, first = start + len(data), first + data.count(b"\n")


def _json_row(line: bytes, columns: Columns, place: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise FramingError(f"{place}: not JSON ({error}); mend the line or remove it") from None
    if not isinstance(row, dict):
        raise FramingError(f"{place}: not a JSON object; write one {{...}} with its columns on every line")
    _check_columns(place, columns, list(row))
    name, text = row[columns.id], row[columns.text]
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise FramingError(f"{place}: {columns.id} is {name!r}; it must be text or a whole number")
    if not isinstance(text, str):
        raise FramingError(f"{place}: {columns.text} is {str(text)[:40]}, {_NO_TEXT}")
    return str(name), text


def _csv_blocks(path: Path, columns: Columns) -> Iterator[Block]:
    # the limit is one for the whole process, so it is put back
    limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        with path.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows, size = [], 0
            for name, text in _csv_rows(reader, columns, path):
                rows.append((name, text))
                size += len(text)
                if size >= BLOCK_BYTES or len(rows) >= MOST_ROWS:
                    yield Block(raw.tell(), _documents(rows))
                    rows, size = [], 0
            if rows:
                yield Block(raw.tell(), _documents(rows))
    except (csv.Error, UnicodeDecodeError) as error:
        # a line that cannot be decoded is not counted yet
        line = reader.line_num + (1 if isinstance(error, UnicodeDecodeError) else 0)
        what = f"not CSV in UTF-8 ({error}); mend the line, or save the table anew"
        raise FramingError.at(path, line, what) from None
    finally:
        csv.field_size_limit(limit)


def _csv_rows(reader: Any, columns: Columns, path: Path) -> Iterator[tuple[str, str]]:
    header: list[str] = next(reader, [])
    _check_columns(f"{path}, line 1", columns, header)
    name_at, text_at = (header.index(column) for column in columns)
    for row in filter(None, reader):
        if len(row) != len(header):
            remedy = "put a cell that holds a comma or a line end into double quotes"
            what = f"{len(row)} cells, not {len(header)}; {remedy}"
            raise FramingError.at(path, reader.line_num, what)
        yield row[name_at], row[text_at]


def _parquet_blocks(path: Path, columns: Columns) -> Iterator[Block]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        what = "reading Parquet needs pyarrow; install it, or give CSV or JSONL"
        raise FramingError(f"{path}: {what}") from None
    try:
        # in small reads, as else all the texts of a row group are held, and it may be the whole file
        file = parquet.ParquetFile(path, buffer_size=READ_BYTES, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise FramingError(f"{path}: not a Parquet file ({error}); save it anew") from None
    with file:
        _check_columns(str(path), columns, file.schema_arrow.names)
        total, size = max(file.metadata.num_rows, 1), path.stat().st_size
        groups = [file.metadata.row_group(i) for i in range(file.num_row_groups)]
        fields = [group.column(i) for group in groups for i in range(group.num_columns)]
        stored = sum(f.total_uncompressed_size for f in fields if f.path_in_schema == columns.text)
        rows = min(max(BLOCK_BYTES * total // max(stored, 1), 1), MOST_ROWS)
        done = 0
        for batch in file.iter_batches(rows, columns=list(columns), use_threads=False):
            content = _parquet_documents(batch, columns, path, done + 1)
            done += len(batch)
            yield Block(done * size // total, content)


def _parquet_documents(batch: Any, columns: Columns, path: Path, first: int) -> Documents:
    import pyarrow as pa

    names, texts = (batch.column(column) for column in columns)
    # a name may be a number
    for column, values, kinds in ((columns.id, names, _TEXTS + _INTEGERS), (columns.text, texts, _TEXTS)):
        kind = values.type.value_type if pa.types.is_dictionary(values.type) else values.type
        if str(kind) not in kinds:
            raise FramingError(f"{path}: column {column!r} holds {kind}, not text; convert it to text")
        if values.null_count:
            row = first + values.is_null().index(True).as_py()
            raise FramingError.at(path, row, f"{column} is null, {_NO_TEXT}", "row")
    texts = texts.cast(pa.large_string())
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    # copied, so that what is sent to a worker is these texts alone
    held = bytes(memoryview(data)[bounds[0] : bounds[-1]]) if data else b""
    return Documents(names.cast(pa.string()).to_pylist(), Texts(held, bounds - bounds[0]))


def _documents(rows: list[tuple[str, str]]) -> Documents:
    return Documents([name for name, _ in rows], lay([text for _, text in rows]))


def _check_columns(place: str, columns: Columns, there: Sequence[str]) -> None:
    for column in columns:
        if column not in there:
            remedy = "name the columns with --id-column and --text-column"
            named = ", ".join(map(repr, there)) or "none"
            raise FramingError(f"{place}: column {column!r} is missing; {remedy} (there are {named})")
