"""Data files that installed packages bring, read only where they are the known ones."""

import hashlib
import importlib
import importlib.util
from pathlib import Path
from types import ModuleType

from framing.errors import FramingError

INSTALL = "pip install '.[corpora]'"


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


def needed(module: str, what: str) -> ModuleType:
    """Import a module of the optional extra `corpora`, when it is first needed.

    Raises FramingError where it is not installed, with the command that installs it.

    >>> needed("json", "JSON").__name__
    'json'
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        missing = error.name or module
        raise FramingError(f"reading {what} needs {missing}; install it with {INSTALL}") from None
