"""Framing dictionaries: read, write, build, check and count them.

The verbs of the module of the same name are also found here; they are loaded when first asked for, as they
bring pandas.
"""

from importlib import import_module
from typing import Any

__all__ = ["count", "count_texts", "from_nested", "locate", "read", "write"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("framing.dictionary.dictionary"), name)
