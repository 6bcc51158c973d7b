"""Stretches of rows of Parquet files, read where they are asked for."""

from collections.abc import Generator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from framing.reading.pages import Stretch
from framing.reading.table_rows import Table, parquet_file

# rows decoded at a time, and how many bytes they have where all are alike
_ROWS, _BYTES = 1_000, 1_000_000

_Reader = Generator[list[Any], Stretch, None]


def read_stretch(table: Table, names: Sequence[str], stretch: Stretch) -> Any:
    """Return rows of a Parquet file as one batch of pyarrow, with the columns that are named.

    Rows are reached through those before them in their row group alone, so the file stays open and reading
    goes on from where it is; stretches are best asked for in their order.
    Raises FramingError where the file is damaged, and OSError where it is gone.
    """
    import pyarrow as pa

    path = table.source.path
    found = path.stat()
    key = (str(path), found.st_ino, found.st_size, found.st_mtime_ns, *names)
    # taken out while it is in use, as another thread may ask meanwhile
    reader = _left_open().pop(key, None)
    if reader is None:
        _left_open().clear()
        reader = _reader(table, names)
        next(reader)
    batches = reader.send(stretch)
    if stretch.reach < 1:
        _left_open()[key] = reader
    return pa.concat_batches(batches)


@cache
def _left_open() -> dict[tuple[Any, ...], _Reader]:
    return {}


def _reader(table: Table, names: Sequence[str]) -> _Reader:
    """Read stretches of rows that are sent, forward as long as that is the shorter way."""
    with parquet_file(table) as file:
        groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
        firsts = [0, *accumulate(group.num_rows for group in groups)]
        batches, at, rest, found = iter(()), -1, None, list[Any]()
        while True:
            stretch = yield found
            group, found = stretch.group, []
            start = firsts[group] + stretch.skipped
            stop = start + stretch.rows
            if not firsts[group] <= at <= start:
                size = _BYTES * groups[group].num_rows // max(groups[group].total_byte_size, 1)
                batches = file.iter_batches(
                    min(max(size, 1), _ROWS),
                    row_groups=range(group, len(groups)),
                    columns=names,
                    use_threads=False,
                )
                at, rest = firsts[group], None
            while at < stop:
                batch = next(batches, None) if rest is None else rest
                if batch is None:
                    raise OSError("fewer rows than it states")
                used = min(len(batch), stop - at)
                if (passed := max(start - at, 0)) < used:
                    found.append(batch.slice(passed, used - passed))
                at, rest = at + used, batch.slice(used) if used < len(batch) else None
