"""Dictionary files: our CSV, quanteda's YAML and LIWC's .dic, told apart, read, and written."""

import re
import warnings
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing import liwc, quanteda_yaml
from framing.errors import FramingError
from framing.files import read_text, write_text
from framing.normalise import normalise
from framing.tables import as_csv, cells, check, parse

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


def read(path: Path) -> pd.DataFrame:
    """Read a dictionary from a CSV, YAML or LIWC file.

    One row per frame x subframe x pattern with columns frame, subframe, pattern, unless, source, note.
    Raises FramingError that names the file, the row or line, what is wrong and what to do.
    """
    return _table(read_text(path), str(path))


def write(dictionary: pd.DataFrame, path: Path) -> None:
    """Write a dictionary whole, in the format that the ending of the file's name tells; warn of what is lost.

    YAML and LIWC hold neither `unless` nor source nor note. What was written has been read back and compared.
    Raises FramingError where the format cannot hold a name or a pattern, or the folder cannot be written to.
    """
    path = Path(path)
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise FramingError(f"{path}: not an ending that tells a format; use one of {', '.join(ENDINGS)}")
    table = check(dictionary, "dictionary", "dictionary")
    text = as_csv(table) if kind == CSV else _render(table, kind)
    lost = _losses(table, text, kind, path)
    write_text(path, text)
    if lost:
        warnings.warn(f"{path}: {kind} cannot hold {', '.join(lost)}; keep the CSV file too", stacklevel=2)


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


def _table(text: str, source: str) -> pd.DataFrame:
    if format_of(text, source) == CSV:
        table = parse(text, "dictionary", source)
    else:
        found = rows(text, source)
        _refuse_repeats(found, source)
        table = pd.DataFrame([row[1:] for row in found], columns=Row._fields[1:], dtype=str)
    return check(_normalised(table), "dictionary", source)


def _normalised(table: pd.DataFrame) -> pd.DataFrame:
    # the texts are normalised before look-up, so a curly apostrophe in a file would never match
    forms = {c: [normalise(cell).lower() for cell in table[c]] for c in ("pattern", "unless")}
    return table.assign(**forms)


def _refuse_repeats(found: list[Row], source: str) -> None:
    first: dict[tuple[str, str, str], int] = {}
    for row in found:
        pattern = normalise(row.pattern).lower()
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
    check(pd.DataFrame(columns=header), "dictionary", source)
    named = [Row(line, **dict(zip(header, row, strict=True))) for line, row in found]
    for row in named:
        if not row.frame.strip() or not row.pattern.strip():
            raise FramingError(
                f"{source}, line {row.line}: no frame or no pattern; fill it or remove the row"
            )
    return named


def _render(table: pd.DataFrame, kind: str) -> str:
    keys: dict[str, dict[str, list[str]]] = {}
    for frame, subframe, pattern in zip(table["frame"], table["subframe"], table["pattern"], strict=True):
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


def _losses(table: pd.DataFrame, text: str, kind: str, path: Path) -> list[str]:
    try:
        back = _table(text, str(path))
    except FramingError as error:
        raise FramingError(f"{path}: not written, as {kind} cannot hold the dictionary ({error})") from None
    kept = list(table.columns) if kind == CSV else ["frame", "subframe", "pattern"]
    given, got = (list(t[kept].itertuples(index=False, name=None)) for t in (_normalised(table), back))
    changed = sorted(set(given) - set(got))
    if changed or len(given) != len(got):
        what = ", ".join(repr(cell) for cell in changed[0] if cell) if changed else "a row"
        raise FramingError(f"{path}: not written, as {kind} would change {what}; use plainer names")
    empty = [(c, int((table[c] != "").sum())) for c in table.columns if c not in kept]
    return [f"{c} ({n} rows)" for c, n in empty if n] + ["the order of the rows"] * (given != got)
