"""Rates, shares and means of documents with intervals over documents, from sums alone."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from framing.claims.contrasts import braced, in_words
from framing.scale.aggregate import COMPOUND
from framing.scored.sums import added, squares
from framing.stats.bootstrap import Floats, wilson
from framing.stats.intervals import contrast_limits, piece_limits, t_limits, welch
from framing.stats.multiplicity import tell_apart
from framing.study import Bootstrap
from framing.tables.schema import NOT_DISTINGUISHABLE, PER, SCALE

_SIGNS = np.array([1.0, -1.0])


def salience(aggregate: pd.DataFrame, by: str = "", coverage: float = 0.95) -> pd.DataFrame:
    """Rate of hits per 1,000 words of all documents, or of those of every outlet or month, by frame.

    `aggregate` is that of `read_aggregate`, `by` "outlet", "month" or nothing.
    One row per (outlet or month and) frame with columns documents, with_hits, share (of documents with a
    hit, 0 to 1), share_low, share_high (Wilson 1927), hits, words, rate, low and high: hits and words are
    sums over documents, which are the units that might have been others. The error of their ratio is
    linearised (Cochran 1977, section 6.3), and the limits are Student's t of its logarithm, with one degree
    of freedom less than documents. Without a hit, in one document alone, and where documents do not differ in
    their rate, they are exact limits of a Poisson count (Garwood 1936) with the `dispersion` of the frame.
    Missing where there is no word.
    """
    sums = added(aggregate[aggregate["key"] != COMPOUND], by)
    numbers = sums[["documents", "with_hits", "total", "units"]].astype(float)
    low, high = _rate_limits(sums, coverage)
    shares = [wilson(n, of, coverage) for n, of in numbers[["with_hits", "documents"]].to_numpy()]
    table = sums.rename(columns={"key": "frame", "total": "hits", "units": "words"})
    table["share"] = numbers["with_hits"] / numbers["documents"]
    table["share_low"], table["share_high"] = zip(*shares, strict=True) if shares else ((), ())
    table["rate"] = numbers["total"] / numbers["units"].where(numbers["units"] > 0) * PER
    table = table.assign(low=low * PER, high=high * PER)
    counts = ["documents", "with_hits", "hits", "words"]
    columns = ["documents", "with_hits", "share", "share_low", "share_high", "hits", "words", "rate"]
    return table[[*([by] if by else []), "frame", *columns, "low", "high"]].astype(
        dict.fromkeys(counts, "int64")
    )


def sentiment(aggregate: pd.DataFrame, by: str = "", coverage: float = 0.95) -> pd.DataFrame:
    """Average VADER compound of the sentences of all documents, or of those of every outlet or month.

    One row (per outlet or month) with columns documents, sentences, mean (-1 to 1), low and high (Student's
    t with the linearised error of a ratio over documents; missing with one document alone, and where
    documents do not differ in their mean).
    """
    sums = added(aggregate[aggregate["key"] == COMPOUND], by)
    numbers = sums[["documents", "total", "units"]].astype(float)
    mean = numbers["total"] / numbers["units"].where(numbers["units"] > 0) / SCALE
    error = _seen_error(sums) / SCALE
    low, high = t_limits(mean.to_numpy(), error, numbers["documents"].to_numpy(), coverage)
    counts = sums[["documents", "units"]].astype("int64").rename(columns={"units": "sentences"})
    table = counts.assign(mean=mean, low=np.maximum(low, -1), high=np.minimum(high, 1))
    if by:
        table.insert(0, by, sums[by])
    return table


def salience_pairs(
    aggregate: pd.DataFrame, outlets: Sequence[str], labels: Mapping[str, str], coverage: float = 0.95
) -> pd.DataFrame:
    """Difference in rate between every two outlets, per frame, and whether the two can be told apart.

    `labels` gives the printed name of every frame.
    One row per frame x pair of outlets with columns frame, outlet_a, outlet_b, difference (rate of a less
    rate of b, per 1,000 words), low, high (from the limits of both, `intervals.contrast_limits`), p (Welch
    1947, the errors being those over documents), family, p_holm (Holm 1979 within a frame), distinguishable
    (p_holm is below 1 - coverage) and finding (the words, as they may be quoted).
    """
    own = aggregate[aggregate["outlet"].isin(outlets) & (aggregate["key"] != COMPOUND)]
    sums, table = added(own, "outlet"), salience(own, "outlet", coverage)
    errors, rows = _error_for_tests(sums) * PER, []
    for frame, rates in table.groupby("frame", sort=True):
        for pair in combinations([at for at in rates.index if rates.at[at, "words"]], 2):
            both = rates.loc[list(pair)]
            rate, low, high, documents = (
                both[name].to_numpy(float) for name in ("rate", "low", "high", "documents")
            )
            limits = contrast_limits(_SIGNS, rate, low, high)
            known = np.maximum(documents, 2)
            difference, *_, p = welch(rate, errors[list(pair)], known, _SIGNS, coverage)
            rows.append((frame, *both["outlet"], difference, *map(float, limits), p))
    template = "{frame} is {{more}} salient in {a} {{than}} in {b}"
    return _told_apart(rows, template, labels, coverage)


def sentiment_pairs(aggregate: pd.DataFrame, outlets: Sequence[str], coverage: float = 0.95) -> pd.DataFrame:
    """Difference in mean compound between every two outlets, and whether the two can be told apart.

    One row per pair of outlets with the columns of `salience_pairs`, frame being "compound", and limits and p
    those of Welch (1947), missing where an outlet has one document alone, or documents that do not differ.
    """
    own = aggregate[aggregate["outlet"].isin(outlets) & (aggregate["key"] == COMPOUND)]
    sums = added(own, "outlet")
    sums = sums[(sums["units"] > 0).astype(bool)].reset_index(drop=True)
    errors, documents = _seen_error(sums) / SCALE, sums["documents"].to_numpy(float)
    means = (sums["total"] / sums["units"] / SCALE).to_numpy(float)
    rows = []
    for pair in combinations(range(len(sums)), 2):
        at = list(pair)
        found = welch(means[at], errors[at], documents[at], _SIGNS, coverage)
        rows.append((COMPOUND, *sums.loc[at, "outlet"], *found))
    return _told_apart(rows, "Sentiment is {{high}} in {a} {{than}} in {b}", {}, coverage)


def ratio_error(sums: pd.DataFrame) -> Floats:
    """Return the standard error of total by units over documents; NaN with one document or without a unit.

    `sums` is a table of `sums.added`; what `intervals.cluster_error` gives from the documents themselves.
    """
    documents, units = (sums[name].to_numpy(float) for name in ("documents", "units"))
    known = (documents > 1) & (units > 0)
    spread = squares(sums) * documents / np.where(known, documents - 1, np.nan)
    error: Floats = np.sqrt(spread) / np.where(known, units, np.nan)
    return error


def _seen_error(sums: pd.DataFrame) -> Floats:
    """Return what `ratio_error` does, and NaN where documents do not differ: that is no certainty."""
    error = ratio_error(sums)
    return np.where(error > 0, error, np.nan)


def dispersion(sums: pd.DataFrame) -> Floats:
    """Return for every row the variance of hits per document in multiples of Poisson's, pooled by frame.

    The squares over documents by what they would be of a Poisson count, weighted by degrees of freedom, in
    the rows with hits and two or more documents, and 1 at the least: `intervals.pooled_dispersion` where the
    documents of an outlet, or month, are of one length.
    """
    names = ("documents", "total", "units", "units_squared")
    documents, total, units, squared = (sums[name].to_numpy(float) for name in names)
    share = np.divide(squared, units**2, out=np.ones_like(units), where=units > 0)
    expected = total * (1 - share)
    known = (documents > 1) & (expected > 0)
    ratio = np.divide(squares(sums), expected, out=np.zeros_like(expected), where=known)
    freedom = np.where(known, documents - 1, 0)
    parts = pd.DataFrame({"key": sums["key"], "above": ratio * freedom, "freedom": freedom})
    above, below = parts.groupby("key")[["above", "freedom"]].transform("sum").to_numpy(float).T
    found: Floats = np.maximum(np.divide(above, below, out=np.ones_like(above), where=below > 0), 1)
    return found


def _rate_limits(sums: pd.DataFrame, coverage: float) -> tuple[Floats, Floats]:
    total, units, documents = (sums[name].to_numpy(float) for name in ("total", "units", "documents"))
    error = _seen_error(sums)
    usual = (total > 0) & ~np.isnan(error)
    rate = np.divide(total, units, out=np.full_like(total, np.nan), where=usual)
    # the linear error of a rate by the rate is that of its logarithm
    low, high = t_limits(np.log(rate), error / rate, documents, coverage)
    low, high = np.exp(low), np.exp(high)
    spread, exact = dispersion(sums), Bootstrap(coverage=coverage, interval="gamma")
    for at in np.flatnonzero(~usual & (units > 0)):
        own = {"": (total[[[at]]], units[[at]])}
        low[at], high[at] = (float(limit[0]) for limit in piece_limits(own, spread[[at]], exact)[""])
    return low, high


def _error_for_tests(sums: pd.DataFrame) -> Floats:
    """Return the errors of rates; without a hit, or where none is seen, Poisson's of 1 hit or more."""
    total, units = sums["total"].to_numpy(float), sums["units"].to_numpy(float)
    error = _seen_error(sums)
    poisson = np.sqrt(dispersion(sums) * np.maximum(total, 1)) / np.maximum(units, 1)
    found: Floats = np.where((total > 0) & ~np.isnan(error), error, poisson)
    return found


def _told_apart(
    rows: list[tuple[object, ...]], template: str, labels: Mapping[str, str], coverage: float
) -> pd.DataFrame:
    columns = ["frame", "outlet_a", "outlet_b", "difference", "low", "high", "p"]
    table = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[3:], float))
    told = tell_apart(table, "frame", coverage)
    findings = []
    for row in told.itertuples():
        places = {"frame": labels.get(str(row.frame), ""), "a": row.outlet_a, "b": row.outlet_b}
        words = in_words(
            template.format(**{name: braced(str(text)) for name, text in places.items()}), row.difference
        )
        findings.append(words if row.distinguishable else f"{NOT_DISTINGUISHABLE.capitalize()}: {words}")
    return told.assign(finding=pd.Series(findings, dtype=str))
