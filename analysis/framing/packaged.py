"""Data files that installed packages bring, read only where they are the known ones."""

import hashlib
import importlib
import importlib.util
from pathlib import Path
from typing import Any

from framing.errors import FramingError


def read_checked(module: str, name: str, sha256: str) -> Path:
    """Return the path of a data file that a package installed, after checking its SHA-256.

    `module` is the package or module beside which the file `name` (or folder/name) lies.
    Raises FramingError where the package is missing or the file is another version.
    """
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        found = None
    if found is None or found.origin is None:
        raise FramingError(f"the package that holds {module} is not installed; run `make study` once")
    path = Path(found.origin).parent / name
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise FramingError(
            f"{path}: not the version this study was made with; reinstall from requirements.lock"
        )
    return path


def load_extra(module: str, source: object) -> Any:
    """Return a module of the optional extra `corpora`, loaded when it is first needed.

    Raises FramingError that names the source and gives the install command where it is missing.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        what = f"reading it needs {module.partition('.')[0]}; install it with `pip install '.[corpora]'`"
        raise FramingError(f"{source}: {what}") from None
