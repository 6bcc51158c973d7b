"""Dictionary files: our CSV, quanteda's YAML and LIWC's .dic, told apart, taken apart and put together."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from framing.dictionary import liwc, quanteda_yaml
from framing.errors import FramingError
from framing.files import read_text
from framing.lookup.matching import Entry
from framing.tables.schema import SEPARATOR, cells, check_header
from framing.text.normalise import normalise

CSV, YAML, LIWC = "CSV", "YAML", "LIWC"
# between the patterns of a cell of `unless`
ENDINGS = {".csv": CSV, ".yml": YAML, ".yaml": YAML, ".dic": LIWC}


class Row(NamedTuple):
    """One pattern as it stands in a file, and the line it stands on."""

    line: int
    frame: str
    subframe: str = ""
    pattern: str = ""
    unless: str = ""
    source: str = ""
    note: str = ""


def patterns(path: str | Path) -> list[Row]:
    """Return every pattern of a dictionary file as `parse` gives it."""
    return parse(read_text(path), str(path))


def parse(text: str, source: str) -> list[Row]:
    """Return every pattern of a dictionary file as it is looked up: normalised, in lower case, none twice.

    Raises FramingError that names the source, the line, what is wrong and what to do.

    >>> parse("frame,pattern\\nescalation,Red  Line\\n", "example.csv")[0].pattern
    'red line'
    """
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows(text, source):
        name = row.frame, row.subframe, plain(row.pattern)
        if name in found:
            what = "frame {!r}, subframe {!r}, pattern {!r} stands there twice".format(*name)
            what += f" under the same name, first on line {found[name].line}; remove one of the two"
            raise FramingError.at(source, row.line, what, _unit(text, source))
        found[name] = row._replace(pattern=name[2], unless=plain(row.unless))
    return list(found.values())


def entries(rows: Iterable[Any], level: int = 1) -> list[Entry]:
    """Return patterns as entries of the keys of one level: frames (1) or frame.subframe (2).

    Each row has the attributes frame, subframe, pattern and unless, as a Row has.
    Raises FramingError for another level.

    >>> entries([Row(2, "sea", "wet", "tide", "ebb tide | tide table*")], level=2)
    [Entry(key='sea.wet', pattern='tide', unless=('ebb tide', 'tide table*'), row=0)]
    """
    if level not in (1, 2):
        raise FramingError(f"level is {level!r}; use 1 for frames or 2 for subframes")
    return [
        Entry(
            key=key_of(row.frame, row.subframe if level == 2 else ""),
            pattern=row.pattern,
            unless=tuple(p for p in row.unless.split(SEPARATOR) if p),
            row=number,
        )
        for number, row in enumerate(rows)
    ]


def key_of(frame: str, subframe: str) -> str:
    """Return the name of a subframe, frame.subframe, or that of its frame where it is empty."""
    return f"{frame}.{subframe}" if subframe else frame


def plain(pattern: str) -> str:
    """Return a pattern as the texts are before look-up, so that a curly apostrophe in a file matches too.

    >>> plain("Don\u2019t  Cross")
    "don't cross"
    """
    return normalise(pattern).lower()


def rows(text: str, source: str) -> list[Row]:
    """Return every pattern of a dictionary file as it stands there, not normalised, repetitions included.

    `source` is the name of the file; its ending helps to tell the format.
    Raises FramingError that names the source, the line, what is wrong and what to do.

    >>> rows("frame,pattern\\nescalation,Red  Line\\n", "example.csv")[0][:4]
    (2, 'escalation', '', 'Red  Line')
    """
    kind = format_of(text, source)
    if kind == CSV:
        header, lines = cells(text, source)
        check_header(header, "dictionary", source)
        found = [Row(line, **dict(zip(header, row, strict=True))) for line, row in lines]
    else:
        leaves = quanteda_yaml.parse(text, source) if kind == YAML else liwc.parse(text, source)
        found = [Row(line, names[0], ".".join(names[1:]), pattern) for line, names, pattern in leaves]
    for row in found:
        empty = "pattern" if row.frame.strip() else "frame"
        if empty == "frame" or not plain(row.pattern):
            unit = _unit(text, source)
            raise FramingError.at(source, row.line, f"{empty} is empty; fill it or remove the {unit}", unit)
    return found


def format_of(text: str, source: str) -> str:
    """Tell the format of a dictionary file: "CSV", "YAML" or "LIWC".

    Raises FramingError where neither the content nor the ending of the name tells it.

    >>> format_of("%\\n1\\tanger\\n%\\n", "words.txt"), format_of("anger:\\n  - fur*\\n", "words.txt")
    ('LIWC', 'YAML')
    """
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    if first == "%":
        return LIWC
    if {"frame", "pattern"} <= {cell.strip('" ') for cell in first.split(",")}:
        return CSV
    kind = ENDINGS.get(Path(source).suffix.lower())
    if kind is None and re.search(r":(\s|$)", first):
        return YAML
    if kind is None:
        kinds = "CSV with the columns frame and pattern, as YAML (.yml) or as LIWC (.dic)"
        raise FramingError(f"{source}: not a dictionary; save it as {kinds}")
    return kind


def render(rows: Iterable[Any], kind: str) -> str:
    """Return patterns, each row with its frame, subframe and pattern, as the text of a YAML or LIWC file."""
    keys: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        keys.setdefault(row.frame, {}).setdefault(row.subframe, []).append(row.pattern)
    if kind == YAML:
        return quanteda_yaml.render(keys)
    pairs = [(frame, subframe) for frame, subframes in keys.items() for subframe in subframes]
    return liwc.render({key_of(*pair): keys[pair[0]][pair[1]] for pair in pairs})


def _unit(text: str, source: str) -> str:
    return "row" if format_of(text, source) == CSV else "line"
