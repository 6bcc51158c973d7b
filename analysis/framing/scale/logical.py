"""One hash of the rows of a folder of results, in whatever blocks and form they were written."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from framing.scale.outputs import read_part


def logical_hash(parts: Sequence[Path]) -> str:
    """Return the SHA-256 of the rows of result files, in their order: of every column, name and values.

    It reads one file at a time and holds no row of another.
    """
    columns: dict[str, Any] = {}
    for path in parts:
        for name, values in _as_bytes(read_part(path)).items():
            columns.setdefault(name, hashlib.sha256()).update(values)
    digests = [[name, digest.hexdigest()] for name, digest in columns.items()]
    return hashlib.sha256(json.dumps(digests).encode()).hexdigest()


def _as_bytes(part: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the values of columns as bytes; those of two parts laid end to end are those of both in one."""
    found = {}
    for name, values in part.items():
        if isinstance(values, list):
            texts = [value.encode("utf-8", "replace") for value in values]
            # names of any letters are told apart by their lengths
            found[f"{name} lengths"] = np.array([*map(len, texts)], "<i8").tobytes()
            found[name] = b"".join(texts)
        else:
            found[name] = np.asarray(values, "<f8" if values.dtype.kind == "f" else "<i8").tobytes()
    return found
