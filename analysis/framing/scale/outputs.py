"""The result files of scoring: one table per block of documents, as Parquet or CSV."""

import csv
import hashlib
import importlib.util
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from framing.files import as_written, harmless, write_bytes
from framing.packaged import needed
from framing.reading.table_files import long_fields
from framing.scale.aggregate import COMPOUND

PARQUET, CSV = "parquet", "csv"


def usual_form() -> str:
    """Return the form that results take unless asked otherwise: Parquet, or CSV where pyarrow is missing."""
    return CSV if importlib.util.find_spec("pyarrow") is None else PARQUET


def part(folder: Path, number: int, form: str) -> Path:
    """Return the path of the result of one block.

    >>> part(Path("out"), 7, CSV).name
    'part-000007.csv'
    """
    return folder / f"part-{number:06d}.{form}"


def write_part(path: Path, columns: dict[str, Any]) -> str:
    """Write the columns of a result: lists as text, compound as fractions, all others as whole numbers.

    The ending of the path tells the form. In CSV no text is left that a spreadsheet would run.
    Returns the SHA-256 of what was written.
    Raises FramingError where the folder cannot be written to; one that is gone is not made anew.
    """
    data = _as_parquet(columns) if path.suffix == f".{PARQUET}" else _as_csv(columns)
    write_bytes(path, data, anew=False)
    return hashlib.sha256(data).hexdigest()


def read_ids(path: Path) -> list[str]:
    """Read the names of the documents of one result file."""
    if path.suffix == f".{PARQUET}":
        return list(_parquet(path, ["doc_id"]).column(0).to_pylist())
    return [as_written(row[0]) for row in islice(_csv_rows(path), 1, None)]


def read_part(path: Path) -> dict[str, Any]:
    """Read a result file as columns: names as a list, counts as whole numbers, compound with NaN for none."""
    if path.suffix == f".{PARQUET}":
        table = _parquet(path)
        columns = dict(zip(table.column_names, table.columns, strict=True))
        counts = {name: column.to_numpy() for name, column in columns.items() if name != "doc_id"}
        return {"doc_id": columns["doc_id"].to_pylist(), **counts}
    header, *rows = _csv_rows(path)
    by_column = list(zip(*rows, strict=True)) or [()] * len(header)
    return {as_written(name): _read(name, cells) for name, cells in zip(header, by_column, strict=True)}


def _csv_rows(path: Path) -> Iterator[list[str]]:
    with long_fields(), path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def _parquet(path: Path, columns: Sequence[str] | None = None) -> Any:
    parquet = needed("pyarrow.parquet", f"{path}, Parquet,")
    # by its handle, as pyarrow takes no path that is not UTF-8, and in this thread: one of pyarrow's own that
    # lets go of the handle while Python ends would end the process with an abort
    with path.open("rb") as held:
        return parquet.ParquetFile(held, pre_buffer=False).read(columns, use_threads=False)


def _read(name: str, cells: Sequence[str]) -> Any:
    if name == "doc_id":
        return [as_written(cell) for cell in cells]
    if name == COMPOUND:
        return np.array([float(cell or "nan") for cell in cells])
    return np.array(cells, np.int64)


def _as_parquet(columns: dict[str, Any]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    arrays = {name: _array(name, values) for name, values in columns.items()}
    file = io.BytesIO()
    parquet.write_table(pa.table(arrays), file)
    return file.getvalue()


def _array(name: str, values: Any) -> Any:
    import pyarrow as pa

    if name == COMPOUND:
        return pa.array(values, pa.float64())
    # from buffers, as `pa.array` loads pandas and `cast` what computes, which takes as long as counting 40 MB
    if isinstance(values, list):
        ids = [value.encode("utf-8", "replace") for value in values]
        offsets = np.cumsum([0, *map(len, ids)], dtype=np.int32)
        return pa.StringArray.from_buffers(len(ids), pa.py_buffer(offsets), pa.py_buffer(b"".join(ids)))
    counts = np.ascontiguousarray(values, np.int32)
    return pa.Array.from_buffers(pa.int32(), len(counts), [None, pa.py_buffer(counts)])


def _as_csv(columns: dict[str, Any]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(map(harmless, columns))
    cells = [_cells(values) for values in columns.values()]
    writer.writerows(zip(*cells, strict=True))
    return file.getvalue().encode("utf-8", "replace")


def _cells(values: Any) -> list[Any]:
    if isinstance(values, np.ndarray):
        return list(values.tolist())
    return [harmless(value) if isinstance(value, str) else value for value in values]
