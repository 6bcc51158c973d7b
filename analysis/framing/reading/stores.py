"""Files in stores that fsspec knows, such as s3://bucket/a.csv, read by the same calls as those on a disk."""

import hashlib
import importlib
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
if TYPE_CHECKING:
    _Path = Path
else:
    # of a class that the system chooses
    _Path = type(Path())


def located(path: str | Path) -> Path:
    """Return the path of a file, on a disk or, where it begins with a scheme such as s3:, in a store.

    >>> str(located("memory://tides/a.csv")), located(Path("memory://tides/a.csv")).name
    ('memory://tides/a.csv', 'a.csv')
    >>> str(located("tides/a.csv")) == str(Path("tides/a.csv"))
    True
    """
    path = path if isinstance(path, Path) else Path(path)
    first = path.parts[0] if path.parts else ""
    in_store = _SCHEME.fullmatch(first) and not Path(first).exists()
    return Stored(*path.parts) if in_store else path


class Stored(_Path):
    """A file in a store, of which only what reading asks of a path is answered by the store.

    Raises FramingError where fsspec or what it needs for this store is missing, and OSError as files do.
    """

    def __str__(self) -> str:
        scheme, *rest = self.parts
        # what stands on a disk begins at its root
        return f"{scheme}//{'/' if scheme in ('file:', 'local:') else ''}{'/'.join(rest)}"

    def open(self, mode: str = "rb", *_: Any, **__: Any) -> Any:
        """Open the file to read its bytes."""
        return self._store().open(str(self), mode)

    def stat(self, **_: Any) -> os.stat_result:
        """Return size and kind, and for the time a number that changes with what the store says of it."""
        store = self._store()
        store.invalidate_cache()
        about = store.info(str(self))
        mode = stat.S_IFDIR if about["type"] == "directory" else stat.S_IFREG
        mark = hashlib.sha256(str(store.ukey(str(self))).encode()).digest()
        times = {"st_mtime_ns": int.from_bytes(mark[:7], "big")}
        return os.stat_result((mode, 0, 0, 1, 0, 0, about["size"] or 0, 0, 0, 0), times)

    def is_dir(self, **_: Any) -> bool:
        """Say that it is none: folders in stores are not looked into, and refused as no file."""
        return False

    def absolute(self) -> "Stored":
        """Return the path itself, which is the same for every process."""
        return self

    def _store(self) -> Any:
        try:
            fsspec = importlib.import_module("fsspec")
            return fsspec.core.url_to_fs(str(self))[0]
        except (ImportError, ValueError) as error:
            remedy = "install what it needs with pip install '.[cluster]', or fetch the file to a disk"
            raise FramingError(f"{self}: this store cannot be read ({error}); {remedy}") from None
