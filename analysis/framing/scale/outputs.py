"""The result files of scoring: one table per block of documents, as Parquet or CSV."""

import csv
import importlib.util
import io
from pathlib import Path
from typing import Any

import numpy as np

from framing.files import write_bytes

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


def write_part(path: Path, columns: dict[str, Any]) -> None:
    """Write the columns of a result: doc_id as text, compound as fractions, all others as whole numbers.

    The ending of the path tells the form.
    Raises FramingError where the folder cannot be written to.
    """
    write_bytes(path, _as_parquet(columns) if path.suffix == f".{PARQUET}" else _as_csv(columns))


def _as_parquet(columns: dict[str, Any]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    arrays = {name: _array(name, values) for name, values in columns.items()}
    file = io.BytesIO()
    parquet.write_table(pa.table(arrays), file)
    return file.getvalue()


def _array(name: str, values: Any) -> Any:
    import pyarrow as pa

    if name == "compound":
        return pa.array(values, pa.float64())
    # from buffers, as `pa.array` loads pandas, which takes as long as counting 40 MB
    if name == "doc_id":
        ids = [value.encode("utf-8", "replace") for value in values]
        offsets = np.cumsum([0, *map(len, ids)], dtype=np.int64)
        names = pa.LargeStringArray.from_buffers(len(ids), pa.py_buffer(offsets), pa.py_buffer(b"".join(ids)))
        return names.cast(pa.string())
    counts = np.ascontiguousarray(values, np.int32)
    return pa.Array.from_buffers(pa.int32(), len(counts), [None, pa.py_buffer(counts)])


def _as_csv(columns: dict[str, Any]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    cells = [values.tolist() if isinstance(values, np.ndarray) else values for values in columns.values()]
    writer.writerows(zip(*cells, strict=True))
    return file.getvalue().encode("utf-8", "replace")
