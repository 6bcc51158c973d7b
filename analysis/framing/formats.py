"""Dictionary files: our CSV, quanteda's YAML and LIWC's .dic, told apart, taken apart and put together."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from framing import liwc, quanteda_yaml
from framing.errors import FramingError
from framing.files import read_text
from framing.normalise import normalise
from framing.schema import cells, check_header

CSV, YAML, LIWC = "CSV", "YAML", "LIWC"
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


def patterns(path: Path) -> list[Row]:
    """Return every pattern of a dictionary file as it is looked up: normalised, in lower case, none twice.

    Raises FramingError that names the file, the line, what is wrong and what to do.
    """
    found = rows(read_text(path), str(path))
    refuse_repeats(found, str(path))
    return [row._replace(pattern=plain(row.pattern), unless=plain(row.unless)) for row in found]


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
    if kind == YAML:
        leaves = quanteda_yaml.parse(text, source)
        return [Row(line, names[0], ".".join(names[1:]), pattern) for line, names, pattern in leaves]
    if kind == LIWC:
        entries = [(line, category.partition("."), word) for line, category, word in liwc.parse(text, source)]
        return [Row(line, frame, subframe, word) for line, (frame, _, subframe), word in entries]
    return _csv_rows(text, source)


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
        raise FramingError(
            f"{source}: not a dictionary; save it as CSV with the columns frame and pattern, "
            "as YAML (.yml) or as LIWC (.dic)"
        )
    return kind


def refuse_repeats(found: Sequence[Row], source: str) -> None:
    """Check that no pattern is empty or stands twice under one name.

    Raises FramingError that names the source and the lines.
    """
    first: dict[tuple[str, str, str], int] = {}
    for row in found:
        pattern = plain(row.pattern)
        if not pattern:
            raise FramingError(f"{source}, line {row.line}: the pattern is empty; fill it or remove the line")
        key = (row.frame, row.subframe, pattern)
        if key in first:
            raise FramingError(
                f"{source}, line {row.line}: pattern {pattern!r} stands there twice under the same name, "
                f"first on line {first[key]}; remove one of the two"
            )
        first[key] = row.line


def _csv_rows(text: str, source: str) -> list[Row]:
    header, found = cells(text, source)
    check_header(header, "dictionary", source)
    named = [Row(line, **dict(zip(header, row, strict=True))) for line, row in found]
    for row in named:
        if not row.frame.strip() or not row.pattern.strip():
            raise FramingError(
                f"{source}, line {row.line}: no frame or no pattern; fill it or remove the row"
            )
    return named


def render(found: Iterable[Sequence[str]], kind: str) -> str:
    """Return patterns, each with its frame and subframe, as the text of a YAML or LIWC file."""
    keys: dict[str, dict[str, list[str]]] = {}
    for frame, subframe, pattern in found:
        keys.setdefault(frame, {}).setdefault(subframe, []).append(pattern)
    if kind == YAML:
        return quanteda_yaml.render(keys)
    return liwc.render(
        {
            f"{frame}.{subframe}" if subframe else frame: patterns
            for frame, subframes in keys.items()
            for subframe, patterns in subframes.items()
        }
    )
