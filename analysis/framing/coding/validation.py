"""The dictionary against coders: precision, recall and F1, patterns that err, and a check of length."""

from typing import Any

import numpy as np
import pandas as pd

from framing.coding.agreement import CELLS, confusion, draw_cells, share
from framing.stats.bootstrap import Floats, draw_sums, interval, wilson
from framing.study import Bootstrap, Features
from framing.tables.checked import check
from framing.tables.schema import DICTIONARY, EVERY_PIECE

# ratios of sums over both, only dictionary, only coder, neither: weights above and below the line
MEASURES = {
    "precision": ((1, 0, 0, 0), (1, 1, 0, 0)),
    "recall": ((1, 0, 0, 0), (1, 0, 1, 0)),
    "F1": ((2, 0, 0, 0), (2, 1, 1, 0)),
}


def dictionary_codes(features: Features, frames: pd.DataFrame) -> pd.DataFrame:
    """Code every sentence as the dictionary does: 1 for a frame of which a pattern counts in it.

    One row per sentence x frame with columns doc_id, sentence, coder ("dictionary"), frame, value (0 or 1).
    """
    hits = _hits(features).groupby(["doc_id", "sentence", "frame"])["n"].sum()
    codes = features.sentences[["doc_id", "sentence"]].merge(frames[["frame"]], how="cross")
    places = pd.MultiIndex.from_frame(codes)
    codes = codes.assign(coder=DICTIONARY, value=hits.reindex(places).fillna(0).gt(0).astype(int).to_numpy())
    return check(codes, "codings")


def against_codes(
    features: Features, codings: pd.DataFrame, frames: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Precision, recall and F1 of the dictionary against each coder, over all pieces and in each.

    One row per coder x frame x piece (doc_id "all" for the pieces together) x measure with columns coder,
    frame, doc_id, sentences, measure, n, of, value (n / of), low, high. Precision is the share of sentences
    with a hit that the coder gave the frame, recall the share of the coder's that have a hit, F1 their
    harmonic mean. Limits are percentiles of a bootstrap over the sentences of each piece; where a value is 0
    or 1, Wilson's (for F1, that of both / either, with which it rises). NaN where a value is of none.
    """
    coders = sorted(set(codings["coder"]))
    together = pd.concat([dictionary_codes(features, frames), codings], ignore_index=True)
    counted = confusion(together, [(DICTIONARY, coder) for coder in coders])
    rows = []
    for (coder, frame), cells in counted.groupby(["coder_b", "frame"], sort=False):
        for doc_id, row in cells.groupby("doc_id", sort=False):
            drawn = draw_cells(cells if doc_id == EVERY_PIECE else row, bootstrap)
            counts = row[CELLS].to_numpy()[0]
            unit = {"coder": coder, "frame": frame, "doc_id": doc_id, "sentences": counts.sum()}
            rows += [unit | _measured(name, counts, drawn, bootstrap.coverage) for name in MEASURES]
    columns = ["coder", "frame", "doc_id", "sentences", "measure", "n", "of", "value", "low", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values("coder", kind="stable", ignore_index=True)


def pattern_precision(features: Features, codings: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Share of the sentences with a pattern that each coder gave the pattern's frame, the lowest first.

    One row per coder x frame x pattern that counts in a coded sentence with columns coder, frame, subframe,
    pattern, sentences, coded, precision, low, high (Wilson's interval).
    """
    hits = _hits(features).merge(codings, on=["doc_id", "sentence", "frame"])
    keys = ["coder", "frame", "subframe", "pattern"]
    table = hits.groupby(keys, as_index=False).agg(sentences=("value", "size"), coded=("value", "sum"))
    cases = zip(table["coded"], table["sentences"], strict=True)
    limits = [wilson(n, trials, coverage) for n, trials in cases]
    low, high = np.reshape(limits, (-1, 2)).T
    table = table.assign(precision=table["coded"] / table["sentences"], low=low, high=high)
    order = ["coder", "precision", "sentences", "frame", "subframe", "pattern"]
    return table.sort_values(order, ascending=[True, True, False, True, True, True], ignore_index=True)


def length_check(
    features: Features, codings: pd.DataFrame, frames: pd.DataFrame, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """Correlate length in words with hits and with codes: does the score merely follow length?

    One row per unit x coder x frame with columns unit, coder ("dictionary" for hits), frame, n (units),
    correlation (Pearson), low, high. Unit "sentence": a sentence's words with its being hit or coded (0 or
    1); unit "piece": a piece's words with its hits, or its coded sentences. Only sentences that some coder
    coded enter. Limits are percentiles of a bootstrap over the sentences of each piece; NaN where nothing
    varies.
    """
    coded = codings[["doc_id", "sentence"]].drop_duplicates()
    hits = _hits(features).groupby(["doc_id", "sentence", "frame"], as_index=False)["n"].sum()
    together = pd.concat([dictionary_codes(features, frames).merge(coded), codings], ignore_index=True)
    together = together.merge(features.sentences[["doc_id", "sentence", "n_words"]]).merge(hits, how="left")
    counts = together["n"].where(together["coder"] == DICTIONARY, together["value"]).fillna(0)
    rows = []
    for unit, value in (("sentence", together["value"]), ("piece", counts)):
        pairs = together.assign(y=value.astype("int64"))
        for (coder, frame), group in pairs.groupby(["coder", "frame"], sort=False):
            row = {"unit": unit, "coder": coder, "frame": frame}
            rows.append(row | _correlation(group, unit, bootstrap))
    return pd.DataFrame(rows, columns=["unit", "coder", "frame", "n", "correlation", "low", "high"])


def _hits(features: Features) -> pd.DataFrame:
    return features.hits[features.hits["n"] > 0]


def _measured(name: str, counts: np.ndarray, drawn: np.ndarray, coverage: float) -> dict[str, Any]:
    above, below = MEASURES[name]
    n, of = int(counts @ above), int(counts @ below)
    value, low, high = share(n, of, drawn @ above, drawn @ below, coverage)
    if name == "F1" and of and n in (0, of):
        low, high = (2 * j / (1 + j) for j in wilson(int(counts[0]), int(counts[:3].sum()), coverage))
    return {"measure": name, "n": n, "of": of, "value": value, "low": low, "high": high}


def _correlation(group: pd.DataFrame, unit: str, bootstrap: Bootstrap) -> dict[str, float]:
    """Correlate words with `y` over sentences or pieces; NaN where one does not vary."""
    total = np.zeros((1 + bootstrap.resamples, 6))
    for doc_id, rows in group.groupby("doc_id", sort=False):
        pairs = rows[["n_words", "y"]].to_numpy(float)
        values = _moments(pairs) if unit == "sentence" else pairs
        # what was seen stands before the resamples
        sums = np.vstack([values.sum(axis=0), draw_sums(values, str(doc_id), bootstrap)])
        total += sums if unit == "sentence" else _moments(sums)
    seen, drawn = np.split(_pearson(total), [1])
    low, high = interval(drawn, bootstrap.coverage)
    return {"n": int(total[0, 0]), "correlation": seen[0], "low": low, "high": high}


def _moments(pairs: np.ndarray) -> np.ndarray:
    x, y = pairs.T
    return np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], axis=1)


def _pearson(moments: np.ndarray) -> Floats:
    """Return correlations from rows of sums of 1, x, y, xx, yy and xy; NaN where one does not vary."""
    n, x, y, xx, yy, xy = moments.T.astype(float)
    spread = (n * xx - x * x) * (n * yy - y * y)
    correlation = np.full(len(spread), np.nan)
    np.divide(n * xy - x * y, np.sqrt(spread.clip(0)), out=correlation, where=spread > 0)
    return correlation
