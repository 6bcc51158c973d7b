"""Dictionaries as tables: our own CSV, words by categories (also LIWC-22's .dicx), and one category a row."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import isfinite
from typing import NamedTuple

from framing.dictionary.contents import Contents, Fault, Note, Row, nothing, shown
from framing.errors import FramingError
from framing.packaged import needed
from framing.tables.schema import TABLES, csv_rows

DELIMITERS = ",;\t"
# the names that columns bear in published dictionaries, case and marks at either end aside
WORDS = (
    *("pattern", "dicterm", "word", "words", "term", "terms", "token", "entry", "phrase", "ngram"),
    *("keyword", "lemma", "lexeme", "wort", "mot", "palabra"),
)
CATEGORIES = (
    *("frame", "category", "categories", "cat", "key", "code", "class", "topic", "emotion", "sentiment"),
    *("affect", "affectdimension", "dimension", "construct", "label", "kategorie", "catégorie", "categoría"),
)
_SUBFRAMES = ("subframe", "subcategory")
_WEIGHTS = ("weight", "score", "value", "valence", "strength", "association", "gewicht", "poids", "peso")
_OWN = (*TABLES["dictionary"].columns, "weight")
_ON, _OFF = ("x", "yes", "y", "true", "+", "✓"), ("", "no", "n", "false", "na", "n/a")
_COMMA = "put a cell that holds a comma into double quotes"

_Line = tuple[int, list[str]]


class _Table(NamedTuple):
    """The header of a table, in lower case, as it stands in the file, and its rows as long as it."""

    names: list[str]
    header: list[str]
    rows: list[_Line]

    def column(self, number: int) -> list[str]:
        return [cells[number] for _, cells in self.rows]


def parse(text: str, source: str) -> Contents:
    """Return every pattern of a table in CSV with commas, semicolons or tabs, with its weight.

    Read are: the columns of our own dictionaries; a column of words and one of categories, also with one of
    weights; a column of words and one column per category with X, 0, 1 or weights. Case in the header and
    columns and rows without any content do not matter. Of columns that hold something else there is a note.
    Raises FramingError where the text is no CSV.

    >>> found = parse("word;sea;sky\\nTide;X;\\nsun;;0,5\\n", "d.csv").rows
    >>> [(row.frame, row.pattern, row.weight) for row in found]
    [('sea', 'Tide', 1.0), ('sky', 'sun', 0.5)]
    """
    if text[:4].lower() == "sep=":
        # the line by which spreadsheets are told the separator; it stays counted
        text = "\n" + text.partition("\n")[2]
    return from_rows(csv_rows(text, source, delimiter(text)))


def is_table(text: str) -> bool:
    """Tell whether the header of a text is that of a dictionary in CSV.

    >>> is_table("Frame;Pattern\\nsea;tide\\n"), is_table("sea:\\n- tide\\n"), is_table("tide\\twet\\t1\\n")
    (True, False, True)
    """
    first = [_name(cell) for cell in _first(text).split(delimiter(text))]
    return len(first) > 1 and (any(cell in WORDS for cell in first) or _has_no_header(first))


def delimiter(text: str) -> str:
    """Return what parts the cells of a CSV text, as its first line tells.

    >>> delimiter("frame;pattern\\n"), delimiter("pattern\\n")
    (';', ',')
    """
    return max(DELIMITERS, key=_first(text).count)


def read_spreadsheet(data: bytes, source: str) -> Contents:
    """Return every pattern of the first sheet of a spreadsheet that holds anything, as `parse` does of CSV.

    Raises FramingError where it cannot be read, or the package that does is missing.
    """
    calamine = needed("python_calamine", f"{source}, a spreadsheet,")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(n, book.get_sheet_by_name(n).to_python(skip_empty_area=False)) for n in book.sheet_names]
    except Exception as error:
        what = f"not a spreadsheet that can be read ({str(error)[:80]})"
        raise FramingError(f"{source}: {what}; save it as CSV in UTF-8") from None
    filled = [(name, rows) for name, rows in sheets if any(_cell(cell) for row in rows for cell in row)]
    rows = filled[0][1] if filled else []
    read = from_rows([(n, [_cell(cell) for cell in row]) for n, row in enumerate(rows, start=1)])
    others = [Note(1, "part", f"sheet {name}", "only the first sheet is read") for name, _ in filled[1:]]
    return read._replace(notes=[*read.notes, *others])


def from_rows(rows: Iterable[_Line]) -> Contents:
    """Return every pattern of a table whose first row that holds anything names the columns."""
    read = nothing()
    table = _table(list(rows), read)
    if table is None:
        return read
    if {"frame", "pattern"} <= {*table.names}:
        _own(table, read)
        return read
    word = _only(table, [n for n, name in enumerate(table.names) if name in WORDS], "words", read)
    if word is None and not read.faults:
        texts = [n for n in range(len(table.names)) if not _is_marks(table.column(n))]
        # beside a column of categories any other could be that of the words
        texts = [] if any(table.names[n] in CATEGORIES for n in texts) else texts
        word = _only(table, texts, "words", read)
    if read.faults:
        return read
    if word is None:
        return _lacking(table, "pattern", read)
    others = [n for n in range(len(table.names)) if n != word]
    texts = [n for n in others if not _is_marks(table.column(n))]
    named = [n for n in texts if table.names[n] in CATEGORIES]
    category = _only(table, [n for n in named if table.names[n] == "frame"] or named, "categories", read)
    if category is not None:
        _long(table, word, category, read)
    elif not read.faults:
        marks = [n for n in others if n not in texts]
        if not marks:
            return _lacking(table, "frame", read)
        _leave(table, texts, "holds neither X, 0, 1 nor weights only", read)
        _wide(table, word, marks, read)
    return read


def _table(rows: list[_Line], read: Contents) -> _Table | None:
    """Return a table without rows and columns that are empty; cells that have no column are a fault."""
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        read.faults.append(Fault(1, "the file is empty", "the first row must name the columns"))
        return None
    first, header = filled[0]
    if _has_no_header(header):
        header = ["word", "category", "weight"]
    else:
        filled = filled[1:]
    width = max(len(cells) for _, cells in filled) if filled else 0
    names = [*map(_name, header), *[""] * (width - len(header))]
    empty = {n for n, name in enumerate(names) if not name}
    used = {n for _, cells in filled for n in empty if n < len(cells) and cells[n].strip()}
    for line, cells in filled:
        if any(n < len(cells) and cells[n].strip() for n in used):
            has = max(n for n, cell in enumerate(cells) if cell.strip()) + 1
            what = f"{has} cells where the header has {sum(map(bool, names))}"
            read.faults.append(Fault(line, what, _COMMA))
    kept = [n for n, name in enumerate(names) if name]
    counted = Counter(names[n] for n in kept)
    twice = [name for name, n in counted.items() if n > 1]
    read.faults.extend(
        Fault(first, f"column {shown(name)} stands there twice", "remove one of the two") for name in twice
    )
    if read.faults:
        return None
    even = [(line, [cells[n] if n < len(cells) else "" for n in kept]) for line, cells in filled]
    return _Table([names[n] for n in kept], [header[n].strip() for n in kept], even)


def _own(table: _Table, read: Contents) -> None:
    for name, there in zip(table.names, table.header, strict=True):
        if name not in _OWN:
            what = f"column {shown(there)} is not known"
            read.faults.append(Fault(1, what, f"remove it or rename it to one of {', '.join(_OWN)}"))
    if read.faults:
        return
    for line, cells in table.rows:
        named = dict(zip(table.names, cells, strict=True))
        weight = _weight(line, named.pop("weight", ""), read)
        read.rows.append(Row(line, **named, weight=weight))


def _long(table: _Table, word: int, category: int, read: Contents) -> None:
    numbers = [n for n in range(len(table.names)) if n not in (word, category)]
    below = _only(table, [n for n in numbers if table.names[n] in _SUBFRAMES], "subframes", read)
    weights = [n for n in numbers if _ends_as_weight(table.names[n]) and _is_marks(table.column(n))]
    weight = _only(table, weights, "weights", read)
    _leave(table, [n for n in numbers if n not in (below, weight)], "holds no words, frames or weights", read)
    for line, cells in table.rows:
        value = 1.0 if weight is None else _weight(line, cells[weight], read)
        # a table of all words by all categories says with 0 that a word is in none
        if value:
            subframe = "" if below is None else cells[below].strip()
            read.rows.append(Row(line, cells[category].strip(), subframe, cells[word], weight=value))


def _wide(table: _Table, word: int, marks: Sequence[int], read: Contents) -> None:
    columns = [[(line, cells[word], _mark(cells[n])) for line, cells in table.rows] for n in marks]
    for number, column in zip(marks, columns, strict=True):
        found = [(line, pattern, value) for line, pattern, value in column if value]
        read.rows.extend(Row(n, table.header[number], "", p, weight=value) for n, p, value in found)
        if not found:
            read.notes.append(Note(1, "code", table.header[number], "it has no words"))
    for line, cells in table.rows:
        if not any(_mark(cells[n]) for n in marks):
            read.notes.append(Note(line, "pattern", cells[word], "is in no category"))


def _only(table: _Table, numbers: Sequence[int], what: str, read: Contents) -> int | None:
    """Return the only column that may hold something, or None; between two nothing is guessed."""
    if len(numbers) > 1:
        names = " and ".join(shown(table.header[n]) for n in numbers[:3])
        name = {"words": "pattern", "categories": "frame", "subframes": "subframe"}.get(what, "weight")
        remedy = f"rename one to {name}"
        if what == "words":
            remedy += "; where columns are lists of words, give every word a row with its frame"
        read.faults.append(Fault(1, f"columns {names} may each hold the {what}", remedy))
    return numbers[0] if len(numbers) == 1 else None


def _lacking(table: _Table, name: str, read: Contents) -> Contents:
    there = ", ".join(map(shown, table.header[:10]))
    what = f"column {name!r} is missing, and no other is known to stand for it (there are {there})"
    read.faults.append(Fault(1, what, "add it to the header row"))
    return read


def _leave(table: _Table, numbers: Sequence[int], reason: str, read: Contents) -> None:
    read.notes.extend(Note(1, "part", f"column {table.header[n]}", reason) for n in numbers)


def _has_no_header(first: Sequence[str]) -> bool:
    # word, category and number, as the lexicons of the NRC have it
    texts, last = first[:2], first[2:]
    return len(last) == 1 and _number(last[0]) is not None and not any(map(_is_mark, texts))


def _ends_as_weight(name: str) -> bool:
    return re.split(r"[\s_-]+", name)[-1] in _WEIGHTS


def _is_marks(cells: Sequence[str]) -> bool:
    return all(map(_is_mark, cells))


def _is_mark(cell: str) -> bool:
    return _plain(cell) in (*_ON, *_OFF) or _number(cell) is not None


def _mark(cell: str) -> float:
    """Return the weight that a cell gives: 1 for an X, 0 where it is empty, else its number."""
    plain = _plain(cell)
    return 1.0 if plain in _ON else 0.0 if plain in _OFF else _number(cell) or 0.0


def _weight(line: int, cell: str, read: Contents) -> float:
    value = 1.0 if not cell.strip() else _number(cell)
    if value is None:
        read.faults.append(Fault(line, f"weight is {shown(cell)}", "it must be a number, or empty"))
    return 1.0 if value is None else value


def _number(cell: str) -> float | None:
    text = cell.strip()
    # Python also takes 1_000, nan and digits of other scripts
    if not text or len(text) > 40 or not text.isascii() or "_" in text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) else None


def _plain(cell: str) -> str:
    return cell.strip().lower()


def _name(cell: str) -> str:
    return cell.strip("\ufeff\"' \t").lower()


def _first(text: str) -> str:
    """Return the first line that holds anything but the separator that a spreadsheet is told."""
    lines = (line for line in io.StringIO(text) if line.strip() and line[:4].lower() != "sep=")
    return next(lines, "").rstrip("\n")


def _cell(value: object) -> str:
    """Return a cell of a spreadsheet as text: 1.0 as 1, a day as 2024-11-17."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | datetime) else "" if value is None else str(value)
