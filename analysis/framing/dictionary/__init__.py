"""Framing dictionaries: read, write, build, check and count them.

The verbs of the module of the same name are also found here, and so is `cannot_match`; they are loaded when
first asked for, as most bring pandas.
"""

from importlib import import_module
from typing import Any

_ELSEWHERE = {"cannot_match": "unmatchable"}
__all__ = ["cannot_match", "count", "count_texts", "from_nested", "locate", "read", "write"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = _ELSEWHERE.get(name, "dictionary")
    return getattr(import_module(f"framing.dictionary.{module}"), name)
