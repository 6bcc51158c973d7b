"""The aggregate table of a folder of scores: read, checked, and added up over outlets or months."""

from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.scale.aggregate import COMPOUND
from framing.stats.bootstrap import Floats
from framing.tables.checked import check_rows, read_table

SUMS = ["documents", "with_hits", "units", "total", "total_squared", "total_units", "units_squared"]
_MONTH = r"[0-9]{4}-(?:0[1-9]|1[0-2])|"


def read_aggregate(path: Path) -> pd.DataFrame:
    """Read the aggregate table that `score` writes, checked.

    One row per outlet, month and key, with the columns of `schema.TABLES["aggregate"]`: all are sums over the
    documents of an outlet and month, in whole numbers. outlet and month (yyyy-mm) may be empty; units are
    words and total hits, of the key `compound` sentences and compounds in 1/10,000.
    Raises FramingError that names the file, the row, what is wrong and what to do.
    """
    table, again = read_table(path, "aggregate"), "run `score` again to make it anew"
    if table.empty:
        raise FramingError(f"{path}: no document was scored; name a folder of scores that holds some")
    month = table["month"].str.fullmatch(_MONTH)
    check_rows(table, month, str(path), "month is {month!r}; write it as 2024-11, or leave it empty")
    least = table[["documents", "units", "total_squared", "units_squared"]].min(axis=1)
    check_rows(table, (least >= 0) & (table["documents"] > 0), str(path), f"a sum is too small; {again}")
    frames = table["key"] != COMPOUND
    possible = ~frames | (table["with_hits"] <= table["documents"]) & (table["total"] >= table["with_hits"])
    check_rows(table, possible, str(path), f"with_hits is {{with_hits:g}}, which cannot be; {again}")
    there = table[frames].groupby(["outlet", "month"])["key"].transform("size")
    whole = (there == table.loc[frames, "key"].nunique()).reindex(table.index, fill_value=True)
    check_rows(table, whole, str(path), f"outlet {{outlet!r}} has no row for some key; {again}")
    return table


def added(table: pd.DataFrame, by: str = "") -> pd.DataFrame:
    """Add up the sums of an aggregate table over all documents, or within every value of a column.

    One row per (value of that column and) key, sorted by these, with the columns of SUMS as Python's whole
    numbers, which have no limit.

    >>> rows = pd.DataFrame({"outlet": ["b", "a", "b"], "key": "war", **{n: [1, 2, 2**62] for n in SUMS}})
    >>> added(rows, "outlet")["total"].tolist() == [2, 2**62 + 1]
    True
    """
    columns = [by, "key"] if by else ["key"]
    group = table.groupby(columns).ngroup().to_numpy()
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    numbers = np.array(table[SUMS].fillna(0).astype("int64").to_numpy().tolist(), dtype=object)
    totals = np.add.reduceat(numbers.reshape(len(table), len(SUMS))[order], starts, axis=0)
    found = table.iloc[order[starts]][columns].reset_index(drop=True)
    return found.assign(**{name: totals[:, place] for place, name in enumerate(SUMS)})


def squares(sums: pd.DataFrame) -> Floats:
    """Return the sum over documents of (total - R * units) squared, R being all totals by all units.

    `sums` is a table of `added`; worked out in whole numbers, so that nothing is lost where millions of
    documents are added up. NaN where there is no unit.

    >>> names = ["units", "total", "total_squared", "total_units", "units_squared"]
    >>> squares(pd.DataFrame([[2, 4, 10, 4, 2]], columns=names, dtype=object)).tolist()
    [2.0]
    """
    names = ("units", "total", "total_squared", "total_units", "units_squared")
    rows = zip(*(sums[name] for name in names), strict=True)
    return np.array([_square(*row) for row in rows], float)


def _square(units: int, total: int, total_squared: int, total_units: int, units_squared: int) -> float:
    if not units:
        return np.nan
    above = units**2 * total_squared - 2 * units * total * total_units + total**2 * units_squared
    return above / units**2
