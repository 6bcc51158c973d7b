"""Tables of the study checked, read and written; what each holds is in `schema`."""

from pathlib import Path

import pandas as pd

from framing.errors import FramingError
from framing.files import read_text, write_text
from framing.tables.schema import INTEGER, TABLES, TEXT, Table, cells, check_header


def check(table: pd.DataFrame, name: str, source: str = "") -> pd.DataFrame:
    """Return a table with its columns in order and typed, having checked all that can be checked.

    `name` is a key of TABLES and `source` what to call the table in a message, mostly its file. Columns
    that a table may lack are added empty. Rows are numbered as lines of a CSV file by the index of the table:
    the header is 1, the row with index 0 is 2.
    Raises FramingError that names the source, the row, what is wrong and what to do.
    """
    schema, source = TABLES[name], source or name
    check_header(table.columns, name, source)
    typed = pd.DataFrame(
        {c: _typed(table, c, kind, source, schema) for c, kind in schema.columns.items()}
    ).reset_index(drop=True)
    if schema.key and (typed.duplicated(list(schema.key))).any():
        row = int(typed.duplicated(list(schema.key)).to_numpy().argmax())
        what = ", ".join(f"{c} {typed.at[row, c]!r}" for c in schema.key)
        raise FramingError(
            f"{source}, row {table.index[row] + 2}: {what} stands there twice; remove one of the two rows"
        )
    return typed


def no_rows(name: str) -> pd.DataFrame:
    """Return the table `name` without a row."""
    return check(pd.DataFrame(columns=list(TABLES[name].columns), dtype=str), name)


def parse(text: str, name: str, source: str) -> pd.DataFrame:
    """Return the table that a CSV text holds, checked as `check` does.

    Raises FramingError where the text is not a CSV table with the columns of `name`.
    """
    header, found = cells(text, source)
    table = pd.DataFrame([row for _, row in found], columns=header, dtype=str)
    # the index makes messages name the line of the file
    return check(table.set_axis([line - 2 for line, _ in found]), name, source)


def read_table(path: str | Path, name: str) -> pd.DataFrame:
    """Read a CSV file as the table `name`, checked and typed.

    Raises FramingError that names the file, the row, what is wrong and what to do.

    >>> from framing.paths import SPECIMEN
    >>> read_table(SPECIMEN / "pieces.csv", "pieces")["doc_id"].tolist()
    ['s01', 's02', 's03', 's04', 's05']
    """
    return parse(read_text(path), name, str(path))


def read_if_there(path: Path, name: str) -> pd.DataFrame:
    """Read a CSV file as `read_table` does; without a row where there is no such file."""
    return read_table(path, name) if path.exists() else no_rows(name)


def as_csv(table: pd.DataFrame) -> str:
    """Return a table as CSV text: numbers with four decimals, no index, line feeds.

    >>> as_csv(pd.DataFrame({"doc_id": ["a"], "rate": [0.5]}))
    'doc_id,rate\\na,0.5000\\n'
    """
    floats = table.select_dtypes("float").columns
    # adding zero turns -0.0 into 0.0
    return table.assign(**{c: table[c].round(4) + 0.0 for c in floats}).to_csv(
        index=False, float_format="%.4f", lineterminator="\n"
    )


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV, whole or not at all.

    Raises FramingError where the folder cannot be written to.
    """
    write_text(path, as_csv(table))


def _typed(table: pd.DataFrame, column: str, kind: str, source: str, schema: Table) -> pd.Series:
    if column not in table.columns:
        return (
            pd.Series([""] * len(table), dtype=str) if kind == TEXT else pd.Series(0, index=range(len(table)))
        )
    values = table[column].reset_index(drop=True)
    if kind == TEXT:
        return _text(values.fillna("").astype(str), table.index, column, source, schema)
    if column in schema.optional:
        values = values.replace("", "0")
    numbers = pd.to_numeric(values, errors="coerce")
    wrong = numbers.isna() | (kind == INTEGER) & ((numbers % 1 != 0) | (numbers.abs() >= 2**63))
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        raise FramingError(
            f"{source}, row {table.index[row] + 2}: {column} is {values[row]!r}; it must be "
            + ("a whole number" if kind == INTEGER else "a number")
        )
    return numbers.astype("int64" if kind == INTEGER else "float64")


def _text(values: pd.Series, index: pd.Index, column: str, source: str, schema: Table) -> pd.Series:
    allowed = schema.allowed.get(column)
    wrong = ~values.isin(allowed) if allowed else (values.str.strip() == "") & (column in schema.required)
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        remedy = f"it must be one of {', '.join(allowed)}" if allowed else "fill it or remove the row"
        shown = f"is {values[row]!r}" if values[row] else "is empty"
        raise FramingError(f"{source}, row {index[row] + 2}: {column} {shown}; {remedy}")
    return values
