"""JSON of unknown origin: as many errors as it may hold, each is told by its place."""

import json
from collections.abc import Iterator
from typing import Any

from framing.errors import FramingError
from framing.reading.columns import short

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def json_rows(data: bytes, first: int, source: object) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of JSON lines with the numbers of their lines, `first` being that of the first line.

    Raises FramingError that names the source and the line.

    >>> list(json_rows(b'{"text": "wet"}\\n\\n{"text": "dry"}\\n', 1, "a.jsonl"))
    [(1, {'text': 'wet'}), (3, {'text': 'dry'})]
    """
    data = data.removeprefix(_BYTE_ORDER_MARK) if first == 1 else data
    for number, line in enumerate(data.split(b"\n"), start=first):
        if line.strip():
            yield number, as_object(read_json(line, f"{source}, line {number}"), f"{source}, line {number}")


def read_json(data: bytes, place: str) -> Any:
    """Return what a text in JSON holds. Raises FramingError that begins with the place."""
    try:
        # as `json.loads` does it, which makes a decoder anew for every line
        return _DECODER.decode(data.decode(json.detect_encoding(data), "surrogatepass"))
    except RecursionError:
        raise FramingError(f"{place}: lists or objects within one another too deep; write it flat") from None
    except _TwiceError as error:
        what = f"key {short(str(error))} stands there twice in one object; remove one of the two"
        raise FramingError(f"{place}: {what}") from None
    except ValueError as error:
        raise FramingError(f"{place}: not JSON ({error}); mend the line or remove it") from None


def as_object(found: Any, place: str) -> dict[str, Any]:
    """Return an object as it is. Raises FramingError that begins with the place where it is none."""
    if not isinstance(found, dict):
        raise FramingError(f"{place}: not a JSON object; write one {{...}} with its columns")
    return found


class _TwiceError(ValueError):
    """A key stands twice in an object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(next(key for key in keys if keys.count(key) > 1))
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_once)
