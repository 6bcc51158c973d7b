"""Sums over documents by outlet and month, in whole numbers, so that any partitioning gives one table."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from pathlib import Path
from typing import Any

import numpy as np

from framing.files import harmless, write_text
from framing.lookup.vocabulary import Ints

AGGREGATE = "_aggregate.csv"
# the key of sentiment, whose units are sentences and whose total is a sum of compounds in 1/10,000
COMPOUND = "compound"
COLUMNS = (
    *("outlet", "month", "key", "documents", "with_hits", "units"),
    *("total", "total_squared", "total_units", "units_squared"),
)
# of one outlet and month: both, documents, units and their squares, and of every key that occurs, by number,
# with_hits, total, total_squared and total_units
Sums = list[Any]
_Known = dict[tuple[str, str], Sums]
_PER_KEY = 4
# a column of so many is no column of outlets, but one of addresses or titles, and their sums are of no use
MOST_OUTLETS = 10_000


def block_sums(
    outlets: Sequence[str] | None, months: Sequence[str] | None, units: Ints, totals: Ints
) -> list[Sums]:
    """Return the sums over the documents of a block, one item per outlet and month, sorted by both.

    `units` has the words or sentences of each document, `totals` its matches of each key, one column per key.
    Without outlets or months these are "".

    >>> block_sums(["Post", "Post"], None, np.array([10, 20]), np.array([[0, 1], [0, 3]]))
    [['Post', '', 2, 30, 500, [[1, 2, 4, 10, 70]]]]
    """
    n = len(units)
    where = list(zip(outlets or [""] * n, months or [""] * n, strict=True))
    groups = {group: number for number, group in enumerate(sorted({*where}))}
    group = np.fromiter((groups[place] for place in where), np.int64, n)
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(len(groups)))
    if not n:
        return []
    units, totals = units[order].astype(np.int64), totals[order].astype(np.int64)
    each = ((totals > 0).astype(np.int64), totals, totals * totals, totals * units[:, None])
    per_key = np.stack([np.add.reduceat(values, starts) for values in each], axis=2)
    per_group = [np.add.reduceat(values, starts) for values in (np.ones_like(units), units, units * units)]
    found: list[Sums] = []
    for (outlet, month), sums, keys in zip(
        groups, np.stack(per_group, axis=1).tolist(), per_key, strict=True
    ):
        # most keys do not occur in most outlets and months of a block
        occur = np.flatnonzero(keys.any(axis=1)).tolist()
        found.append([outlet, month, *sums, [[key, *keys[key].tolist()] for key in occur]])
    return found


def aggregate(
    blocks: Iterable[tuple[Sequence[Sums], Sequence[Sums]]], keys: Sequence[str]
) -> tuple[list[tuple[Any, ...]], bool]:
    """Return the aggregate table of blocks, each with its sums over words and, with sentiment, sentences.

    Also whether outlets are told apart, which more than 10,000 are not: all are "" then.

    One row per outlet, month and key, sorted by these, with the columns of COLUMNS. `units` are words and
    `total` matches; of the key `compound` sentences and the sum of their compounds times 10,000, and
    `with_hits` is empty. All are whole numbers.

    >>> aggregate([([["Post", "", 2, 30, 500, [[0, 2, 4, 10, 70]]]], [])], ["sea"])
    ([('Post', '', 'sea', 2, 2, 30, 4, 10, 70, 500)], True)
    """
    words: _Known = {}
    sentences: _Known = {}
    outlets: set[str] = set()
    for by_words, by_sentences in blocks:
        if len(outlets) <= MOST_OUTLETS:
            outlets |= {outlet for outlet, *_ in by_words}
            if len(outlets) > MOST_OUTLETS:
                words, sentences = _without_outlets(words), _without_outlets(sentences)
        apart = len(outlets) <= MOST_OUTLETS
        _add(words, by_words, apart)
        _add(sentences, by_sentences, apart)
    rows = list(_rows(words, keys))
    rows += [(*row[:4], "", *row[5:]) for row in _rows(sentences, [COMPOUND])]
    return sorted(rows, key=lambda row: row[:3]), len(outlets) <= MOST_OUTLETS


def write_table(folder: Path, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write the aggregate table. Raises FramingError where the folder cannot be written to."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*map(harmless, row[:3]), *row[3:]) for row in rows)
    write_text(folder / AGGREGATE, file.getvalue().encode("utf-8", "replace").decode("utf-8"))


def _add(known: _Known, found: Iterable[Sums], apart: bool) -> None:
    """Add the sums of a block to those that are known, held as a list of numbers and a dict of keys."""
    for outlet, month, *sums, keys in found:
        before, by_key = known.setdefault((outlet if apart else "", month), [[0] * len(sums), {}])
        before[:] = map(add, before, sums)
        for key, *numbers in keys:
            by_key[key] = list(map(add, by_key.get(key, [0] * _PER_KEY), numbers))


def _without_outlets(known: _Known) -> _Known:
    merged: _Known = {}
    for (_, month), (sums, by_key) in known.items():
        _add(merged, [["", month, *sums, [[key, *numbers] for key, numbers in by_key.items()]]], apart=False)
    return merged


def _rows(known: _Known, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for (outlet, month), ((documents, units, squared), by_key) in known.items():
        for number, key in enumerate(keys):
            with_hits, *sums = by_key.get(number, [0] * _PER_KEY)
            yield outlet, month, key, documents, with_hits, units, *sums, squared
