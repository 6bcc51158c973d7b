"""Large tables read block by block, so that memory stays the same however large they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from framing.errors import FramingError
from framing.lookup.chunks import Texts, lay
from framing.reading.appeared import months, outlets
from framing.reading.columns import short
from framing.reading.json_text import json_rows
from framing.reading.pages import Stretch, cut, runs
from framing.reading.row_groups import read_stretch
from framing.reading.table_files import LINES, PARQUET, as_it_lies
from framing.reading.table_rows import (
    Row,
    Table,
    line_stretches,
    parquet_file,
    parquet_values,
    rows,
)
from framing.reading.tables import Notes, name_and_text, name_of

BLOCK_BYTES = 8_000_000
MOST_ROWS = 50_000
# no text is longer but by mistake; while it is counted a word takes a hundred times its size
LONGEST_TEXT, LONGEST_WORD = 16_000_000, 200_000
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
    the rows of the documents, `outlets` and `months` (yyyy-mm, "" where unknown) where and when they
    appeared, each None without a column that tells it.
    """

    ids: list[str]
    texts: Texts
    left_out: list[tuple[int, str]]
    doubts: dict[str, tuple[int, int]]
    numbers: Sequence[int]
    outlets: list[str] | None = None
    months: list[str] | None = None


def blocks(table: Table) -> Iterator[Block]:
    """Cut a table into blocks of about 8 MB; what a block holds depends on the file alone.

    Raises FramingError that names the file, the line or row, what is wrong and what to do.
    """
    if table.kind == LINES:
        for number, start, reach, data in line_stretches(table, BLOCK_BYTES):
            # where a place in the file does not tell them
            bytes_too = table.source.packed or table.source.data is not None
            held = data if bytes_too else (start, len(data))
            yield Block(table, reach, (number, held))
    elif table.kind == PARQUET:
        yield from _parquet_blocks(table)
    else:
        yield from _row_blocks(table)


def documents(block: Block) -> Documents:
    """Return the documents of a block.

    Raises FramingError that names the file, the line, what is wrong and what to do.
    """
    return _without_what_cannot_be(_read(block))


def _read(block: Block) -> Documents:
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
    return gather((Row(n, cells) for n, cells in json_rows(held, number, path)), block.table)


def _row_blocks(table: Table) -> Iterator[Block]:
    held: list[Row] = []
    size = 0
    for row in rows(table):
        held.append(row)
        size += len(str(row.cells.get(table.columns.text, "")))
        if size >= BLOCK_BYTES or len(held) >= MOST_ROWS:
            yield Block(table, row.reach, gather(held, table))
            held, size = [], 0
    if held:
        yield Block(table, held[-1].reach, gather(held, table))


def gather(found: Iterable[Row], table: Table) -> Documents:
    """Return the documents of rows, with those that are left out and doubts about them."""
    ids, texts, left_out, numbers = [], [], [], []
    told: list[tuple[Any, Any]] = []
    notes = Notes(str(table.source.path))
    for row in found:
        judged = name_and_text(row, table, notes)
        if isinstance(judged, str):
            left_out.append((row.number, judged))
        else:
            ids.append(judged[0])
            texts.append(judged[1])
            numbers.append(row.number)
            told.append((row.cells.get(table.outlet or ""), row.cells.get(table.date or "")))
    appeared = _appeared(told, numbers, table, notes)
    return Documents(ids, lay(texts), left_out, notes.found, numbers, *appeared)


def _appeared(
    told: Sequence[tuple[Any, Any]], numbers: Sequence[int], table: Table, notes: Notes
) -> tuple[list[str] | None, list[str] | None]:
    """Return the outlets and months of documents from the cells that tell them."""
    where = outlets([outlet for outlet, _ in told]) if table.outlet else None
    return where, months([date for _, date in told], numbers, table, notes) if table.date else None


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
    return [name for name in (*table.columns, table.outlet, table.date) if name]


def without(found: Documents, reasons: Mapping[int, str]) -> Documents:
    """Leave out documents by their places, with the reason for each."""
    if not reasons:
        return found
    kept = [place for place in range(len(found.ids)) if place not in reasons]
    left_out = [(found.numbers[place], reason) for place, reason in reasons.items()]
    starts, stops = (np.array(ends)[kept] for ends in (found.texts.offsets[:-1], found.texts.offsets[1:]))
    texts = [bytes(found.texts.data[start:stop]) for start, stop in zip(starts, stops, strict=True)]
    return found._replace(
        ids=[found.ids[place] for place in kept],
        texts=Texts(b"".join(texts), np.append(0, np.cumsum(stops - starts))),
        left_out=sorted([*found.left_out, *left_out]),
        numbers=[found.numbers[place] for place in kept],
        outlets=found.outlets and [found.outlets[place] for place in kept],
        months=found.months and [found.months[place] for place in kept],
    )


def _without_what_cannot_be(found: Documents) -> Documents:
    """Leave out texts that are no documents and would take many times their size in memory."""
    sizes, reasons = np.diff(found.texts.offsets), {}
    for place in np.flatnonzero(sizes > LONGEST_WORD).tolist():
        start, stop = found.texts.offsets[place : place + 2].tolist()
        text = bytes(found.texts.data[start:stop])
        if len(text) > LONGEST_TEXT:
            what = f"a text of {len(text) / 1e6:.0f} MB, longer than any document"
            reasons[place] = f"{what}; cut it into documents of at most {LONGEST_TEXT // 10**6} MB"
        elif (longest := max(map(len, text.split()), default=0)) > LONGEST_WORD:
            what = f"a word of {longest:,} bytes, as where a picture stands within a text"
            reasons[place] = f"{what}; remove it, or put blanks between the words"
    return without(found, reasons)


def file_size(table: Table) -> int:
    """Return the size of the file of a table in bytes, as it lies there."""
    held = table.source.data
    return table.source.path.stat().st_size if held is None else len(held)


def _parquet_documents(batch: Any, table: Table, first: int) -> Documents:
    text, id = table.columns
    texts = _plain_texts(batch.column(text))
    plain_id = id is None or str(_held_in(batch.column(id).type)) in _TEXTS + _INTEGERS
    # named by a column that may be missing
    others = {name: _values(batch, name, table) for name in (id, table.outlet)}
    others[table.date] = _values(batch, table.date, table, as_text=True)
    names = others[id]
    if texts is None or not plain_id:
        columns = {name or "": values for name, values in others.items()}
        columns[text] = _values(batch, text, table)
        cells = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
        return gather((Row(n, row) for n, row in enumerate(cells, start=first)), table)
    notes = Notes(str(table.source.path))
    ids = [name_of(name, number, table, notes) for number, name in enumerate(names, start=first)]
    numbers = range(first, first + len(ids))
    told = list(zip(others[table.outlet], others[table.date], strict=True))
    return Documents(ids, texts, [], notes.found, numbers, *_appeared(told, numbers, table, notes))


def _values(batch: Any, name: str | None, table: Table, *, as_text: bool = False) -> list[Any]:
    import pyarrow as pa

    if name is None:
        return [None] * len(batch)
    column = batch.column(name)
    # points of time would be values of pandas, which takes as long to load as counting 40 MB
    is_time = as_text and str(column.type).startswith(("date", "timestamp"))
    try:
        return parquet_values(column.cast("string") if is_time else column)
    except (pa.ArrowException, OverflowError, ValueError) as error:
        what = f"column {short(name)} of {str(column.type)[:40]} cannot be read ({str(error)[:100]})"
        raise FramingError(f"{table.source.path}: {what}; convert it to text") from None


def _held_in(kind: Any) -> Any:
    """Return the type of the values of a column, which may be kept once each and numbered."""
    return getattr(kind, "value_type", kind) if str(kind).startswith("dictionary") else kind


def _plain_texts(column: Any) -> Texts | None:
    """Return texts as they lie in memory, or None where one is missing or not UTF-8."""
    import pyarrow as pa

    if column.null_count or str(_held_in(column.type)) not in _TEXTS:
        return None
    # what is asked to change a type loads modules for longer than some megabytes are counted
    texts = column if str(column.type) == "string" else column.cast(pa.string())
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        return None
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    # copied, so that what is sent to a worker is these texts alone
    return Texts(bytes(memoryview(data)[bounds[0] : bounds[-1]]) if data else b"", bounds - bounds[0])
