"""Dictionary files: every format told by its content, taken apart and put together."""

import re
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing.dictionary import lexicoder, liwc, quanteda_yaml, word_tables, wordstat, yoshikoder
from framing.dictionary.contents import SHOWN, Contents, Fault, Note, Row, refusal, shown, told
from framing.dictionary.unmatchable import Unmatchable, cannot_match
from framing.errors import FramingError
from framing.files import read_text
from framing.lookup.matching import Entry
from framing.tables.schema import SEPARATOR
from framing.text.normalise import normalise

CSV, YAML, LIWC = "CSV", "YAML", "LIWC"
LEXICODER, WORDSTAT, XML = "Lexicoder", "WordStat", "XML"
# those that are written
ENDINGS = {".csv": CSV, ".yml": YAML, ".yaml": YAML, ".dic": LIWC}
_READ = {
    **ENDINGS,
    **{".dicx": CSV, ".tsv": CSV, ".tab": CSV, ".json": YAML},
    **{".lc3": LEXICODER, ".cat": WORDSTAT, ".ykd": XML, ".lcd": XML},
}
_PARSERS: dict[str, Callable[[str], Contents]] = {
    YAML: quanteda_yaml.parse,
    LIWC: liwc.parse,
    LEXICODER: lexicoder.parse,
    WORDSTAT: wordstat.parse,
    XML: yoshikoder.parse,
}
_KINDS = (
    "CSV with the columns frame and pattern, as a table of words by categories (CSV, XLSX, .dicx), as YAML "
    "(.yml), LIWC (.dic), WordStat (.cat), Lexicoder (.lc3, .lcd) or Yoshikoder (.ykd)"
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_REPEATED = "repeated under the same name"


def patterns(path: str | Path) -> list[Row]:
    """Return every pattern of a dictionary file as `contents` does.

    One warning names all that is left out, and what can match nothing, with what to write instead.
    """
    read = contents(path)
    if said := warning(read, str(path)):
        warnings.warn(said, stacklevel=3)
    return read.rows


def contents(path: str | Path) -> Contents:
    """Return what a dictionary file holds: its patterns as they are looked up, and notes on what is left out.

    Patterns are normalised and in lower case; one that a name has already is left out.
    Raises FramingError that names all faults with their lines, each with what to do.
    """
    return _distinct(*as_it_stands(path), str(path))


def parse(text: str, source: str) -> Contents:
    """Return what the text of a dictionary file holds, as `contents` does.

    >>> parse("frame,pattern\\nescalation,Red  Line\\n", "example.csv").rows[0].pattern
    'red line'
    """
    return _distinct(*rows(text, source), source)


def warning(read: Contents, source: str) -> str:
    """Return in one line what of a dictionary is left out and what of it can match nothing, or nothing."""
    said = [f"left out: {told(read.notes)}"] if read.notes else []
    if read.never:
        first = [
            f"{shown(found.pattern)} (line {line}): {advice(found)}" for line, found in read.never[:SHOWN]
        ]
        more = [f"{len(read.never) - SHOWN} more, which `lint` lists"] if len(read.never) > SHOWN else []
        said.append(f"can match nothing: {'; '.join(first + more)}")
    return f"{source}: {' | '.join(said)}" if said else ""


def advice(found: Unmatchable) -> str:
    """Return in words why a pattern can match nothing, and what to do."""
    return f"{found.why}; write {found.instead}"


def entries(rows: Iterable[Any], level: int = 1) -> list[Entry]:
    """Return patterns as entries of the keys of one level: frames (1) or frame.subframe (2).

    Each row has the attributes frame, subframe, pattern and unless, as a Row has.
    Raises FramingError for another level, and where two names make one key.

    >>> entries([Row(2, "sea", "wet", "tide", "ebb tide | tide table*")], level=2)
    [Entry(key='sea.wet', pattern='tide', unless=('ebb tide', 'tide table*'), row=0)]
    """
    if level not in (1, 2):
        raise FramingError(f"level is {level!r}; use 1 for frames or 2 for subframes")
    found: list[Entry] = []
    names: dict[str, tuple[str, str]] = {}
    for number, row in enumerate(rows):
        name = row.frame, row.subframe if level == 2 else ""
        key = key_of(*name)
        if names.setdefault(key, name) != name:
            what = f"frames {names[key][0]!r} and {row.frame!r} both have a key {key!r}"
            raise FramingError(f"{what}; rename a subframe, as the two would be counted as one")
        unless = tuple(p for p in row.unless.split(SEPARATOR) if p)
        found.append(Entry(key, row.pattern, unless, number))
    return found


def key_of(frame: str, subframe: str) -> str:
    """Return the name of a subframe, frame.subframe, or that of its frame where it is empty."""
    return f"{frame}.{subframe}" if subframe else frame


@lru_cache(maxsize=200_000)
def plain(pattern: str) -> str:
    """Return a pattern as the texts are before look-up, so that a curly apostrophe in a file matches too.

    >>> plain("Don\u2019t  Cross")
    "don't cross"
    """
    return normalise(pattern).lower()


def as_it_stands(path: str | Path) -> tuple[Contents, str]:
    """Return what a dictionary file holds, not normalised, repetitions included, and its unit, row or line.

    Raises FramingError that names all faults with their lines, each with what to do.
    """
    path = check_there(path)
    try:
        with path.open("rb") as file:
            begin = file.read(len(_ZIP))
    except OSError as error:
        what = f"the dictionary cannot be read ({error.strerror})"
        raise FramingError(f"{path}: {what}; check the name and the folder") from None
    if begin in (_ZIP, _OLE):
        read = word_tables.read_spreadsheet(path.read_bytes(), str(path))
        return _checked(read, str(path), "row"), "row"
    return rows(read_text(path), str(path))


def never(found: Iterable[Row]) -> list[tuple[int, Unmatchable]]:
    """Return the patterns of rows, also those of `unless`, that can match nothing, with their lines.

    >>> [line for line, _ in never([Row(2, "sea", pattern="tide"), Row(3, "sea", pattern="#tide")])]
    [3]
    """
    lines: dict[str, int] = {}
    for row in found:
        for pattern in (row.pattern, *filter(None, row.unless.split(SEPARATOR))):
            lines.setdefault(pattern, row.line)
    return [(lines[other.pattern], other) for other in cannot_match(lines)]


def check_there(path: str | Path) -> Path:
    """Check that a dictionary file is there, before anything else is read.

    Raises FramingError where there is no such file, or it is a folder or a device.
    """
    path = Path(path)
    try:
        if path.is_file():
            return path
        what = "it is not a file" if path.exists() else "there is no such file"
    except OSError as error:
        # its folder may not be looked into, or the name is longer than any file's
        what = f"the system says: {error.strerror}"
    raise FramingError(f"{path}: the dictionary cannot be read, as {what}; check the name and the folder")


def rows(text: str, source: str) -> tuple[Contents, str]:
    """Return what the text of a dictionary file holds, as `as_it_stands` does.

    `source` is the name of the file; its ending helps to tell the format.
    Raises FramingError that names all faults with their lines, each with what to do.

    >>> rows("frame,pattern\\nescalation,Red  Line\\n", "example.csv")[0].rows[0][:4]
    (2, 'escalation', '', 'Red  Line')
    """
    # old Macintosh programs end lines with a carriage return alone
    text = text if "\n" in text else text.replace("\r", "\n")
    kind = format_of(text, source)
    unit = "row" if kind == CSV else "line"
    read = word_tables.parse(text, source) if kind == CSV else _PARSERS[kind](text)
    return _checked(read, source, unit), unit


def format_of(text: str, source: str) -> str:
    """Tell the format of a dictionary file: CSV, YAML, LIWC, Lexicoder, WordStat or XML.

    Raises FramingError where neither the content nor the ending of the name tells it.

    >>> format_of("%\\n1\\tanger\\n%\\n", "words.txt"), format_of("anger:\\n  - fur*\\n", "words.txt")
    ('LIWC', 'YAML')
    """
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    told_by = (
        (LIWC, first == "%"),
        (XML, re.match(r"<(\?xml|dictionary|ykproject|!|cnode)", first)),
        (CSV, word_tables.is_table(text)),
        (LEXICODER, re.match(r"\+\s*\w", first)),
        (_READ.get(Path(source).suffix.lower()), True),
        (YAML, re.search(r":(\s|$)", first) or first.startswith("{")),
        (WORDSTAT, any(map(wordstat.is_entry, text.split("\n")))),
    )
    kind = next((kind for kind, is_told in told_by if kind and is_told), None)
    if kind is None:
        raise FramingError(f"{source}: not a dictionary; save it as {_KINDS}")
    return kind


def render(rows: Iterable[Any], kind: str) -> str:
    """Return patterns, each row with its frame, subframe and pattern, as the text of a YAML or LIWC file."""
    keys: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        keys.setdefault(row.frame, {}).setdefault(row.subframe, []).append(row.pattern)
    return quanteda_yaml.render(keys) if kind == YAML else liwc.render(keys)


def _checked(read: Contents, source: str, unit: str) -> Contents:
    """Return contents that have no fault, nor an empty name or pattern.

    Raises FramingError that names them all.
    """
    remedy = f"fill it or remove the {unit}"
    faults = [*read.faults]
    known = {fault.line for fault in faults}
    for row in read.rows:
        empty = "pattern" if row.frame.strip() else "frame"
        if (empty == "frame" or not plain(row.pattern)) and row.line not in known:
            faults.append(Fault(row.line, f"{empty} is empty", remedy))
    if faults:
        raise refusal(source, faults, unit)
    return read


def _distinct(read: Contents, unit: str, source: str) -> Contents:
    """Return contents as they are looked up, with a note in place of every pattern that is repeated.

    Raises FramingError where one is repeated with another `unless` or weight.
    """
    found: dict[tuple[str, str, str], Row] = {}
    notes, faults = [*read.notes], []
    for row in read.rows:
        form = row._replace(pattern=plain(row.pattern), unless=plain(row.unless))
        first = found.setdefault((row.frame, row.subframe, form.pattern), form)
        if first is form:
            continue
        if (first.unless, first.weight) == (form.unless, form.weight):
            notes.append(Note(row.line, "pattern", row.pattern, _REPEATED))
        else:
            what = f"pattern {shown(row.pattern)} stands there twice with another `unless` or weight"
            faults.append(Fault(row.line, f"{what}, first on {unit} {first.line}", "leave one of the two"))
    if faults:
        raise refusal(source, faults, unit)
    return Contents(list(found.values()), notes, [], never(read.rows))
