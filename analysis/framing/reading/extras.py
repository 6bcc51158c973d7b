"""Libraries of the optional extra `corpora`, loaded where a file needs them."""

from importlib import import_module
from types import ModuleType

from framing.errors import FramingError

INSTALL = "pip install '.[corpora]'"


def needed(module: str, what: str) -> ModuleType:
    """Import a module of the extra `corpora`.

    Raises FramingError where it is not installed, with the command that installs it.

    >>> needed("json", "JSON").__name__
    'json'
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise FramingError(
            f"reading {what} needs {error.name or module}; install it with {INSTALL}"
        ) from None
