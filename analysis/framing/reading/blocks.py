"""Large tables read block by block, so that memory stays the same however large they are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from framing.errors import FramingError
from framing.lookup.chunks import Texts, lay
from framing.reading.columns import short
from framing.reading.json_text import json_rows
from framing.reading.pages import Stretch, cut, runs
from framing.reading.row_groups import read_stretch
from framing.reading.table_files import LINES, PARQUET
from framing.reading.table_rows import (
    Row,
    Table,
    as_it_lies,
    line_stretches,
    parquet_file,
    parquet_values,
    rows,
)
from framing.reading.tables import Notes, name_and_text, name_of

BLOCK_BYTES = 8_000_000
MOST_ROWS = 50_000
_TEXTS = ("string", "large_string", "string_view")
_BINARY = ("binary", "large_binary", "binary_view", "null")
_INTEGERS = tuple(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))


class Block(NamedTuple):
    """Some rows of a table, and how far into its file they reach, in bytes.

    The content is documents, or rows still to be read: the number of the first, and their bytes or where in
    the file they stand; of JSON lines where they start and how many bytes they are.
    """

    table: Table
    reach: int
    content: Any


class Documents(NamedTuple):
    """The names and texts of documents, rows left out by number with the reason, and doubts about rows.

    A doubt has the number of the first row that it is about, and how many there are. `numbers` are those of
    the rows of the documents.
    """

    ids: list[str]
    texts: Texts
    left_out: list[tuple[int, str]]
    doubts: dict[str, tuple[int, int]]
    numbers: Sequence[int]


def blocks(table: Table) -> Iterator[Block]:
    """Cut a table into blocks of about 8 MB; what a block holds depends on the file alone.

    Raises FramingError that names the file, the line or row, what is wrong and what to do.
    """
    if table.kind == LINES:
        for number, start, reach, data in line_stretches(table, BLOCK_BYTES):
            held = data if table.source.packed else (start, len(data))
            yield Block(table, reach, (number, held))
    elif table.kind == PARQUET:
        yield from _parquet_blocks(table)
    else:
        yield from _row_blocks(table)


def documents(block: Block) -> Documents:
    """Return the documents of a block.

    Raises FramingError that names the file, the line, what is wrong and what to do.
    """
    if isinstance(block.content, Documents):
        return block.content
    number, held = block.content
    path = block.table.source.path
    if isinstance(held, Stretch):
        return _parquet_documents(read_stretch(block.table, _columns(block.table), held), block.table, number)
    if not isinstance(held, bytes):
        start, size = held
        with path.open("rb") as file:
            file.seek(start)
            held = file.read(size)
    return _gather((Row(n, cells) for n, cells in json_rows(held, number, path)), block.table)


def _row_blocks(table: Table) -> Iterator[Block]:
    held: list[Row] = []
    size = 0
    for row in rows(table):
        held.append(row)
        size += len(str(row.cells.get(table.columns.text, "")))
        if size >= BLOCK_BYTES or len(held) >= MOST_ROWS:
            yield Block(table, row.reach, _gather(held, table))
            held, size = [], 0
    if held:
        yield Block(table, held[-1].reach, _gather(held, table))


def _gather(found: Iterable[Row], table: Table) -> Documents:
    ids, texts, left_out, numbers = [], [], [], []
    notes = Notes(str(table.source.path))
    for row in found:
        judged = name_and_text(row, table, notes)
        if isinstance(judged, str):
            left_out.append((row.number, judged))
        else:
            ids.append(judged[0])
            texts.append(judged[1])
            numbers.append(row.number)
    return Documents(ids, lay(texts), left_out, notes.found, numbers)


def _parquet_blocks(table: Table) -> Iterator[Block]:
    text = table.columns.text
    with parquet_file(table) as file:
        kind = str(_held_in(file.schema_arrow.field(text).type))
        if kind not in _TEXTS + _BINARY:
            what = f"column {short(text)} holds {kind[:40]}, not text; convert it to text"
            raise FramingError(f"{table.source.path}: {what}")
        with as_it_lies(table.source) as raw:
            stretches = [*cut(runs(raw, file.metadata, text), BLOCK_BYTES, MOST_ROWS)]
        first, length = 1, file_size(table)
    for stretch in stretches:
        block = Block(table, round(stretch.reach * length), (first, stretch))
        # no part can be read of a file that is packed as a whole
        yield block._replace(content=documents(block)) if table.source.packed else block
        first += stretch.rows


def _columns(table: Table) -> list[str]:
    return [name for name in table.columns if name]


def file_size(table: Table) -> int:
    """Return the size of the file of a table in bytes, as it lies there."""
    held = table.source.data
    return table.source.path.stat().st_size if held is None else len(held)


def _parquet_documents(batch: Any, table: Table, first: int) -> Documents:
    text, id = table.columns
    texts = _plain_texts(batch.column(text))
    plain_id = id is None or str(_held_in(batch.column(id).type)) in _TEXTS + _INTEGERS
    names = [None] * len(batch) if id is None else parquet_values(batch.column(id))
    if texts is None or not plain_id:
        cells = zip(names, parquet_values(batch.column(text)), strict=True)
        numbered = enumerate(cells, start=first)
        return _gather((Row(n, {id or "": name, text: value}) for n, (name, value) in numbered), table)
    notes = Notes(str(table.source.path))
    ids = [name_of(name, number, table, notes) for number, name in enumerate(names, start=first)]
    return Documents(ids, texts, [], notes.found, range(first, first + len(ids)))


def _held_in(kind: Any) -> Any:
    """Return the type of the values of a column, which may be kept once each and numbered."""
    return getattr(kind, "value_type", kind) if str(kind).startswith("dictionary") else kind


def _plain_texts(column: Any) -> Texts | None:
    """Return texts as they lie in memory, or None where one is missing or not UTF-8."""
    import pyarrow as pa

    if column.null_count or str(_held_in(column.type)) not in _TEXTS:
        return None
    texts = column.cast(pa.large_string())
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        return None
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    # copied, so that what is sent to a worker is these texts alone
    return Texts(bytes(memoryview(data)[bounds[0] : bounds[-1]]) if data else b"", bounds - bounds[0])
