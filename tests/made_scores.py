"""Aggregate tables made from invented counts per document, in the way that `score` adds them up."""

import csv
import itertools

from framing.scale.aggregate import COMPOUND
from framing.tables.schema import TABLES

COLUMNS = list(TABLES["aggregate"].columns)


def rows(documents, keys):
    """Return the rows of an aggregate table of documents: (outlet, month, words, hits by key, compounds)."""
    groups = {}
    for outlet, month, *document in documents:
        groups.setdefault((outlet, month), []).append(document)
    found = []
    for place, own in sorted(groups.items()):
        for key in keys:
            counts = [(hits.get(key, 0), words) for words, hits, _ in own]
            found.append([*place, key, len(own), sum(t > 0 for t, _ in counts), *_sums(counts)])
        scored = [compounds for _, _, compounds in own if compounds]
        if scored:
            counts = [(sum(compounds), len(compounds)) for compounds in scored]
            found.append([*place, COMPOUND, len(scored), "", *_sums(counts)])
    return sorted(found, key=lambda row: row[:3])


def _sums(counts):
    units, totals = [u for _, u in counts], [t for t, _ in counts]
    products = (sum(t * t for t in totals), sum(t * u for t, u in counts), sum(u * u for u in units))
    return [sum(units), sum(totals), *products]


def write(path, documents, keys=("peace", "war")):
    """Write the aggregate table of documents, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows(documents, keys)])
    return path


def corpus(outlets=("Bay", "Lake"), months=("2024-01", "2024-02", "2024-03"), each=6, sentiment=True):
    """Return invented documents: so many of each outlet and month, with hits that differ in a fixed way."""
    found = []
    for number, (outlet, month) in enumerate(itertools.product(outlets, months)):
        for n in range(each):
            hits = {"war": (number + n) % 3, "peace": (n * n + number) % 2}
            compounds = [2_000 - 700 * ((n + number) % 5)] * (1 + n % 3) if sentiment else []
            found.append((outlet, month, 100 + 40 * n, hits, compounds))
    return found
