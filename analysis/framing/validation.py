"""The dictionary against coders: precision, recall and F1, patterns that err, and a check of length."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.bootstrap import Floats, draw_counts, wilson
from framing.coding import DICTIONARY
from framing.reliability import confusion, draw_cells, interval, share
from framing.schema import EVERY_PIECE
from framing.study import Bootstrap, Features
from framing.tables import check


class Measure(NamedTuple):
    """A ratio of cells of two by two, as weights of both, only dictionary, only coder, neither."""

    above: tuple[int, int, int, int]
    below: tuple[int, int, int, int]


MEASURES = {
    "precision": Measure((1, 0, 0, 0), (1, 1, 0, 0)),
    "recall": Measure((1, 0, 0, 0), (1, 0, 1, 0)),
    "F1": Measure((2, 0, 0, 0), (2, 1, 1, 0)),
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
            counts = row[["both", "only_a", "only_b", "neither"]].to_numpy()[0]
            for name, measure in MEASURES.items():
                values = _measured(name, measure, counts, drawn, bootstrap.coverage)
                rows.append((coder, frame, doc_id, int(counts.sum()), name, *values))
    columns = ["coder", "frame", "doc_id", "sentences", "measure", "n", "of", "value", "low", "high"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("coder", kind="stable", ignore_index=True)


def pattern_precision(features: Features, codings: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Share of the sentences with a pattern that each coder gave the pattern's frame, the lowest first.

    One row per coder x frame x pattern that counts in a coded sentence with columns coder, frame, subframe,
    pattern, sentences, coded, precision, low, high (Wilson's interval).
    """
    hits = _hits(features).merge(codings, on=["doc_id", "sentence", "frame"])
    keys = ["coder", "frame", "subframe", "pattern"]
    table = hits.groupby(keys, as_index=False).agg(sentences=("value", "size"), coded=("value", "sum"))
    limits = [
        wilson(c, n, coverage)
        for c, n in zip(table["coded"].tolist(), table["sentences"].tolist(), strict=True)
    ]
    table = table.assign(
        precision=table["coded"] / table["sentences"],
        low=[low for low, _ in limits],
        high=[high for _, high in limits],
    )
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
        for (coder, frame), group in together.assign(y=value.astype("int64")).groupby(
            ["coder", "frame"], sort=False
        ):
            summed = _by_sentence(group, bootstrap) if unit == "sentence" else _by_piece(group, bootstrap)
            rows.append((unit, coder, frame, *summed))
    return pd.DataFrame(rows, columns=["unit", "coder", "frame", "n", "correlation", "low", "high"])


def _hits(features: Features) -> pd.DataFrame:
    return features.hits[features.hits["n"] > 0]


def _measured(
    name: str, measure: Measure, counts: npt.NDArray, drawn: npt.NDArray, coverage: float
) -> tuple[int, int, float, float, float]:
    n, of = int(counts @ measure.above), int(counts @ measure.below)
    value, low, high = share(n, of, drawn @ measure.above, drawn @ measure.below, coverage)
    if name == "F1" and of and n in (0, of):
        low, high = (2 * j / (1 + j) for j in wilson(int(counts[0]), int(counts[:3].sum()), coverage))
    return n, of, value, low, high


def _by_sentence(group: pd.DataFrame, bootstrap: Bootstrap) -> tuple[int, float, float, float]:
    def sums(cells: npt.NDArray, weights: npt.NDArray) -> Floats:
        x, y = cells.T.astype(float)
        return np.stack([weights @ v for v in (np.ones_like(x), x, y, x * x, y * y, x * y)], axis=-1)

    point, drawn = np.zeros(6), np.zeros((bootstrap.resamples, 6))
    for doc_id, cells, counts in _cells(group):
        point = point + sums(cells, counts)
        drawn = drawn + sums(cells, draw_counts(counts, doc_id, bootstrap))
    return len(group), float(_pearson(point)), *interval(_pearson(drawn), bootstrap.coverage)


def _by_piece(group: pd.DataFrame, bootstrap: Bootstrap) -> tuple[int, float, float, float]:
    points, draws = [], []
    for doc_id, cells, counts in _cells(group):
        points.append(counts @ cells)
        draws.append(draw_counts(counts, doc_id, bootstrap) @ cells)

    def moments(totals: npt.NDArray) -> Floats:
        x, y = totals[..., 0].astype(float), totals[..., 1].astype(float)
        return np.stack([v.sum(axis=0) for v in (np.ones_like(x), x, y, x * x, y * y, x * y)], axis=-1)

    point = _pearson(moments(np.array(points)))
    return len(points), float(point), *interval(_pearson(moments(np.array(draws))), bootstrap.coverage)


def _cells(group: pd.DataFrame) -> list[tuple[str, npt.NDArray, npt.NDArray]]:
    """Return for every piece the distinct pairs of words and value, and how many sentences have each."""
    return [
        (str(doc_id), *np.unique(rows[["n_words", "y"]].to_numpy(), axis=0, return_counts=True))
        for doc_id, rows in group.groupby("doc_id", sort=False)
    ]


def _pearson(moments: Floats) -> Floats:
    """Return the correlation from the sums of 1, x, y, xx, yy and xy; NaN where one does not vary."""
    n, x, y, xx, yy, xy = np.moveaxis(moments, -1, 0)
    spread = (n * xx - x * x) * (n * yy - y * y)
    return np.divide(
        n * xy - x * y, np.sqrt(np.maximum(spread, 0)), out=np.full_like(spread, np.nan), where=spread > 0
    )
