"""Pieces put into groups: what figures show and what is compared where there are more than a dozen pieces."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.stats.intervals import cluster_error
from framing.stats.scores import SCALES
from framing.study import Features, Study
from framing.tables.schema import CHOICES, EVERY_PIECE, MASKED, PIECE, SCALE, TABLES

# pieces that figures show one by one; there are no more groups than that either
MOST_PIECES = 12
NOT_GIVEN, ALL_PIECES, DATE = "not given", "all pieces", "date"
# columns that name a piece or say how it was found, and so put no two pieces together
_OF_ONE = ("doc_id", "label", "title", "url", "certainty", "n_paragraphs", "sha256_raw", "sha256_text")
_FIRST = ("outlet", DATE, "genre")
_MONTH = r"^\s*(\d{4}-(?:0[1-9]|1[0-2]))(?!\d)"


def group_pieces(pieces: pd.DataFrame, by: str = "") -> pd.DataFrame:
    """Put pieces into groups by a column of their table, or by the first that serves.

    One row per piece with columns doc_id, column (by which they are grouped, "date" being its month; empty
    where no column serves and all pieces are one group) and group, sorted by group. A column serves where it
    has two values or more and at most half as many as there are pieces. Of more than 12 values the 11 with
    most pieces are groups, and the others together one; months become quarters, or years, before that. No
    row where there are up to 12 pieces and no column is named.
    Raises FramingError where there is no such column, or its values put no two pieces together or all.

    >>> pieces = pd.DataFrame({"doc_id": ["a", "b", "c"], "genre": ["news", "opinion", "news"]})
    >>> group_pieces(pieces, "genre")["group"].tolist(), len(group_pieces(pieces))
    (['news', 'news', 'opinion'], 0)
    """
    if not by and len(pieces) <= MOST_PIECES:
        return pd.DataFrame(columns=["doc_id", "column", "group"])
    if by and by not in _columns(pieces):
        known = ", ".join(_columns(pieces)) or "outlet, date or genre in pieces.csv"
        raise FramingError(f"pieces: no column {by!r} to group by; choose one of {known}")
    values = _values(pieces, by).nunique() if by else 2
    if by and not 2 <= values < len(pieces):
        what = "has one value alone" if values < 2 else "has another value in every piece"
        raise FramingError(f"pieces: column {by!r} {what}, so it makes no groups; choose another")
    column = by or next(iter(columns_that_group(pieces)), "")
    group = _few(_values(pieces, column), column) if column else pd.Series(ALL_PIECES, index=pieces.index)
    table = pd.DataFrame({"doc_id": pieces["doc_id"], "column": column, "group": group})
    return table.sort_values("group", key=_places(column, group), kind="stable", ignore_index=True)


def columns_that_group(pieces: pd.DataFrame) -> list[str]:
    """Return the columns by which `group_pieces` could put these pieces into groups, in its order."""
    values = {column: _values(pieces, column) for column in _columns(pieces)}
    return [column for column, cells in values.items() if 2 <= cells.nunique() <= len(pieces) / 2]


def months(pieces: pd.DataFrame) -> pd.DataFrame:
    """Put the pieces whose date has a month into months; no row where there are fewer than three months.

    One row per piece with columns doc_id, column ("date") and group (such as 2024-11), sorted by group.
    """
    dates = pieces.get(DATE, pd.Series("", index=pieces.index)).astype(str)
    table = pd.DataFrame({"doc_id": pieces["doc_id"], "column": DATE, "group": dates.str.extract(_MONTH)[0]})
    table = table.dropna().sort_values("group", kind="stable", ignore_index=True)
    return table if table["group"].nunique() >= 3 else table.head(0)


def group_study(study: Study, groups: pd.DataFrame) -> Study:
    """Return a study whose pieces are groups of the pieces of a study; pieces without a group are left out.

    `groups` is a table of `group_pieces`. Sentences and hits have a further column piece, a number by which
    pieces are the units that might have been others; paragraphs and sentences are numbered through the group.
    """
    named = groups.assign(group=groups["group"].replace(EVERY_PIECE, f"{EVERY_PIECE} (group)"))
    keys = ["doc_id", "sentence"]
    sentences = named.merge(study.features.sentences, on="doc_id").drop(columns="column")
    sentences[PIECE] = pd.factorize(sentences["doc_id"])[0] + 1
    through = sentences.groupby("group", sort=False)
    opens = ~sentences.duplicated(["doc_id", "paragraph"])
    numbers = {"paragraph": opens.groupby(sentences["group"]).cumsum(), "sentence": through.cumcount() + 1}
    places = sentences[[*keys, "group", PIECE]].assign(**{f"new_{name}": n for name, n in numbers.items()})

    def moved(table: pd.DataFrame) -> pd.DataFrame:
        found = table.merge(places, on=keys)
        own = {name: found[f"new_{name}"] for name in numbers if name in table}
        return found.assign(doc_id=found["group"], **own)[[*table.columns, PIECE]]

    features = study.features
    grouped = features._replace(
        sentences=sentences.assign(doc_id=sentences["group"], **numbers).drop(columns="group"),
        hits=moved(features.hits),
        bags=_sum_bags(features.bags, named),
        scores=_sum_scores(features, named),
        earlier=None if features.earlier is None else moved(features.earlier),
    )
    coded = {
        name: moved(getattr(study, name)).drop(columns=PIECE)
        for name in ("codings", "checked", "subframe_codings")
    }
    return replace(study, pieces=_described(study.pieces, named), features=grouped, groups=named, **coded)


def _columns(pieces: pd.DataFrame) -> list[str]:
    rest = [column for column in pieces if column not in (*_OF_ONE, *_FIRST)]
    return [column for column in (*_FIRST, *rest) if column in pieces]


def _values(pieces: pd.DataFrame, column: str) -> pd.Series:
    """Return the value of every piece; of dates the month, or a longer time where there are many months."""
    cells = pieces[column].astype(str).str.strip()
    if column != DATE:
        return cells.replace("", NOT_GIVEN)
    month = cells.str.extract(_MONTH)[0]
    quarter = month.str[:4] + " Q" + ((pd.to_numeric(month.str[5:]) + 2) // 3).astype("Int64").astype(str)
    times = (month, quarter, month.str[:4])
    return next((t for t in times if t.nunique() <= MOST_PIECES), times[-1]).fillna(NOT_GIVEN)


def _few(values: pd.Series, column: str) -> pd.Series:
    counts = values.value_counts()
    if len(counts) <= MOST_PIECES:
        return values
    most = sorted(counts.index, key=lambda value: (-counts[value], value))[: MOST_PIECES - 1]
    return values.where(values.isin(most), f"{len(counts) - len(most)} others ({column})")


def _places(column: str, group: pd.Series) -> Callable[[pd.Series], pd.Series]:
    """Return a key by which groups are sorted: in time, or those with most pieces first, the rest last."""
    counts = group.value_counts()

    def key(value: str) -> tuple[bool, int, str]:
        return (
            value == NOT_GIVEN or value.endswith(f"others ({column})"),
            column != DATE and -counts[value],
            value,
        )

    order = {value: place for place, value in enumerate(sorted(counts.index, key=key))}
    return lambda cells: cells.map(order)


def _described(pieces: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Return a row per group: label, and of the other columns what all its pieces have in common."""
    # a column of the pieces may be called group itself
    group = pieces["doc_id"].map(groups.set_index("doc_id")["group"])
    both = pieces[group.notna()].groupby(group[group.notna()], sort=False)
    table = both.agg(lambda cells: cells.iloc[0] if (cells == cells.iloc[0]).all() else "")
    table = table.reindex(groups["group"].unique())
    labels = [f"{name} ({n:,})" for name, n in both.size().reindex(table.index).items()]
    return table.assign(doc_id=table.index, label=labels).reset_index(drop=True)


def _sum_bags(bags: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    both = bags.merge(groups[["doc_id", "group"]], on="doc_id")
    summed = both.groupby(["group", "token"])["n"].sum().reset_index().rename(columns={"group": "doc_id"})
    place = {group: i for i, group in enumerate(groups["group"].unique())}
    return summed.sort_values("doc_id", key=lambda cells: cells.map(place), kind="stable", ignore_index=True)


def _sum_scores(features: Features, groups: pd.DataFrame) -> pd.DataFrame:
    """Add up the released scores of pieces by group, with errors by piece."""
    sentences = features.sentences
    body = sentences["part"] == "body"
    written = [
        sentences[chosen]
        .groupby("doc_id")["compound"]
        .sum()
        .rename("written")
        .reset_index()
        .assign(parts=parts)
        for parts, chosen in zip(CHOICES["parts"], (body | True, body), strict=True)
    ]
    table = groups[["doc_id", "group"]].merge(features.scores, on="doc_id")
    table = table.merge(pd.concat(written), on=["doc_id", "parts"], how="left").fillna({"written": 0})
    rows = []
    for (group, parts, score), own in table.groupby(["group", "parts", "score"], sort=False):
        key = {"doc_id": group, "parts": parts, "score": score}
        rows.append(key | _summed(own[own["sentences"] > 0], SCALES[score], score in MASKED))
    columns = [*TABLES["scores"].columns, "error_piece", "change_error_piece"]
    return pd.DataFrame(rows).reindex(columns=columns)


def _summed(own: pd.DataFrame, scale: float, masked: bool) -> dict[str, float]:
    sizes, totals = own["sentences"].to_numpy(float), own["total"].to_numpy(float) / scale
    n = sizes.sum()
    means = totals / sizes
    squares = own["deviation"] ** 2 + (means - totals.sum() / max(n, 1)) ** 2
    deviation = float(np.sqrt((squares * sizes).sum() / n)) if n else np.nan
    known = own["with_vader"].notna()
    weights = own.loc[known, "sentences"]
    change = totals - own["written"].to_numpy(float) / SCALE
    with_vader = (own.loc[known, "with_vader"] * weights).sum() / weights.sum() if known.any() else np.nan
    return {
        "sentences": int(n),
        "total": int(own["total"].sum()),
        "error_piece": _error(totals, sizes),
        "change_error_piece": _error(change, sizes) if masked else np.nan,
        "error_sentence": deviation / np.sqrt(n - 1) if n > 1 else np.nan,
        "deviation": deviation,
        "with_vader": with_vader,
    }


def _error(sums: Sequence[float] | np.ndarray, sizes: np.ndarray) -> float:
    return float(cluster_error(np.asarray(sums)[:, None], sizes)[0])
