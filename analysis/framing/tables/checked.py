"""Tables of the study checked, read and written; what each holds is in `schema`."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.files import harmless, read_text, write_text
from framing.tables.schema import INTEGER, TABLES, TEXT, Table, cells, check_header

DECIMALS = 4


def check(table: pd.DataFrame, name: str, source: str = "") -> pd.DataFrame:
    """Return a table with its columns in order and typed, having checked all that can be checked.

    `name` is a key of TABLES and `source` what to call the table in a message, mostly its file. Columns
    that a table may lack are added empty, or with the first of the few values that they allow; numbers with
    decimals keep four, as `as_csv` writes them. Rows are numbered as lines of a CSV file by the index of the
    table: the header is 1, the row with index 0 is 2.
    Raises FramingError that names the source, the row, what is wrong and what to do.
    """
    schema, source = TABLES[name], source or name
    check_header(table.columns, name, source)
    lacking = {c: schema.allowed.get(c, ("",))[0] for c in schema.columns if c not in table}
    filled = table.assign(**lacking)
    typed = pd.DataFrame({c: _typed(filled[c], kind, schema, source) for c, kind in schema.columns.items()})
    if schema.key:
        what = ", ".join(f"{column} {{{column}!r}}" for column in schema.key)
        message = f"{what} stands there twice; remove one of the two rows"
        check_rows(typed, ~typed.duplicated(list(schema.key)), source, message)
    return typed.reset_index(drop=True)


def check_rows(table: pd.DataFrame, right: Sequence[bool] | pd.Series, source: str, message: str) -> None:
    """Check what must be right in every row; a message names the columns whose cells it shows in braces.

    Raises FramingError that names the source and the first row that is wrong, numbered as `check` does.

    >>> check_rows(pd.DataFrame({"n": [1, 7]}), [True, False], "bags.csv", "n is {n}; it must be 1")
    Traceback (most recent call last):
    framing.errors.FramingError: bags.csv, row 3: n is 7; it must be 1
    """
    if not (held := np.asarray(right, dtype=bool)).all():
        wrong = table[~held]
        cells = wrong.head(1).to_dict("records")[0]
        raise FramingError.at(source, wrong.index[0] + 2, message.format(**cells), "row")


def check_cells(values: pd.Series, right: pd.Series, source: str, remedy: str) -> None:
    """Check the cells of a column as `check_rows` does; the message shows the cell, or that it is empty."""
    if not right.all():
        found = values.map(lambda cell: f"{values.name} is {cell!r}" if cell else f"{values.name} is empty")
        check_rows(found.to_frame("found"), right, source, f"{{found}}; {remedy}")


def is_among(table: pd.DataFrame, other: pd.DataFrame, key: Sequence[str]) -> np.ndarray:
    """Tell which rows of a table have their key in another table.

    >>> is_among(pd.DataFrame({"a": [1, 2], "b": 1}), pd.DataFrame({"a": [2], "b": 1}), ["a", "b"]).tolist()
    [False, True]
    """
    keys: np.ndarray = pd.MultiIndex.from_frame(table[key]).isin(pd.MultiIndex.from_frame(other[key]))
    return keys


def no_rows(name: str) -> pd.DataFrame:
    """Return the table `name` without a row."""
    # pandas copies a column only once it is written to
    return _no_rows(name).copy(deep=False)


@cache
def _no_rows(name: str) -> pd.DataFrame:
    return check(pd.DataFrame(columns=list(TABLES[name].columns), dtype=str), name)


def parse(text: str, name: str, source: str, *, more: bool = False) -> pd.DataFrame:
    """Return the table that a CSV text holds, checked as `check` does; `more` allows other columns too.

    Raises FramingError where the text is not a CSV table with the columns of `name`.
    """
    header, found = cells(text, source)
    header = [_plain(column, name) for column in header]
    if twice := next((column for column, n in Counter(header).items() if n > 1), ""):
        raise FramingError(f"{source}, row 1: column {twice!r} stands there twice; remove one of the two")
    table = pd.DataFrame([row for _, row in found], columns=header, dtype=str)
    # the index makes messages name the line of the file
    table = table.set_axis([line - 2 for line, _ in found])
    schema = TABLES[name]
    # a column that is missing may stand there under another name, which the message shows
    more = more and {*schema.columns} - {*schema.optional} <= {*header}
    others = table[[column for column in header if more and column not in schema.columns]]
    checked = check(table.drop(columns=others.columns), name, source)
    return checked.assign(**{str(column): others[column].to_numpy() for column in others})


def read_table(path: str | Path, name: str, *, more: bool = False) -> pd.DataFrame:
    """Read a CSV file as the table `name`, checked and typed; with `more` it may have other columns, as text.

    Raises FramingError that names the file, the row, what is wrong and what to do.

    >>> from framing.paths import SPECIMEN
    >>> read_table(SPECIMEN / "pieces.csv", "pieces")["doc_id"].tolist()
    ['s01', 's02', 's03', 's04', 's05']
    """
    return parse(read_text(path), name, str(path), more=more)


def read_if_there(path: Path, name: str) -> pd.DataFrame:
    """Read a CSV file as `read_table` does; without a row where there is no such file."""
    return read_table(path, name) if path.exists() else no_rows(name)


def as_csv(table: pd.DataFrame) -> str:
    """Return a table as CSV text: numbers with four decimals, no index, line feeds; no cell is a formula.

    >>> as_csv(pd.DataFrame({"doc_id": ["a", "=1+1"], "rate": 0.5}))
    "doc_id,rate\\na,0.5000\\n'=1+1,0.5000\\n"
    """
    texts = {name: values.map(_harmless) for name, values in table.select_dtypes(exclude="number").items()}
    table = table.assign(**texts).rename(columns=harmless)
    # adding zero turns -0.0 into 0.0
    rounded = table.assign(**(table.select_dtypes("float").round(DECIMALS) + 0.0))
    return str(rounded.to_csv(index=False, float_format=f"%.{DECIMALS}f", lineterminator="\n"))


def _harmless(cell: object) -> object:
    return harmless(cell) if isinstance(cell, str) else cell


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV, whole or not at all.

    Raises FramingError where the folder cannot be written to.
    """
    write_text(path, as_csv(table))


def _plain(column: str, name: str) -> str:
    """Return the name of a column as the schema has it, where blanks and capitals alone make it another."""
    plain = column.strip().lower()
    return plain if plain in TABLES[name].columns and column not in TABLES[name].columns else column


def _typed(values: pd.Series, kind: str, schema: Table, source: str) -> pd.Series:
    return _text(values, schema, source) if kind == TEXT else _number(values, kind, schema, source)


def _text(values: pd.Series, schema: Table, source: str) -> pd.Series:
    values, allowed = values.fillna("").astype(str), schema.allowed.get(str(values.name))
    if allowed:
        # where a column may be absent, an empty cell means its first level
        values = values.replace("", allowed[0]) if values.name in schema.optional else values
        check_cells(values, values.isin(allowed), source, f"it must be one of {', '.join(allowed)}")
    elif values.name in schema.required:
        check_cells(values, values.str.strip() != "", source, "fill it or remove the row")
    return values


def _number(values: pd.Series, kind: str, schema: Table, source: str) -> pd.Series:
    if kind == INTEGER and values.dtype == "int64":
        return values
    if values.name in schema.optional:
        values = values.replace("", "0")
    numbers = pd.to_numeric(values, errors="coerce")
    right, what = np.isfinite(numbers), "a whole number"
    if kind == INTEGER:
        right &= (numbers % 1 == 0) & (numbers.abs() < 2**63)
    else:
        right, what = right | values.isna() | (values == ""), "a number, or empty"
    check_rows(values.to_frame("cell"), right, source, f"{values.name} is {{cell!r}}; it must be {what}")
    return numbers.astype("int64") if kind == INTEGER else numbers.astype("float64").round(DECIMALS) + 0.0
