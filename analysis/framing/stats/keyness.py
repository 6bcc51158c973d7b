"""What sets pieces apart: distinctive words, and how alike the pieces are."""

from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from framing.stats.bootstrap import Floats, blocks, generator_of, limits
from framing.study import Bootstrap

# of the resampled bags of all pieces that are held at a time
MOST_CELLS = 20_000_000


def log_odds(bags: pd.DataFrame, prior: float = 500, coverage: float = 0.95) -> pd.DataFrame:
    """Log-odds of every word in a piece against the other pieces, with an informative Dirichlet prior.

    One row per piece x word of the corpus that the piece holds, with columns doc_id, token, n, n_rest,
    log_odds (natural logarithm of the ratio of odds), low, high, z, g2 (log-likelihood ratio without
    correction, signed by direction); sorted by piece, then z from the highest. `prior` is the weight, in
    words, of the corpus's own word frequencies as the prior.
    Monroe, Colaresi & Quinn 2008, equations 16 and 22; Dunning 1993 for G2.
    """
    counts = document_term(bags)
    total = counts.sum(axis=0)
    alpha = prior * total / total.sum()
    half = NormalDist().inv_cdf((1 + coverage) / 2)
    tables = {}
    for doc_id, n in counts.iterrows():
        rest = total - n
        delta = _logit(n + alpha, n.sum() + prior) - _logit(rest + alpha, rest.sum() + prior)
        deviation = np.sqrt(1 / (n + alpha) + 1 / (rest + alpha))
        row = {"n": n, "n_rest": rest, "log_odds": delta}
        row |= {"low": delta - half * deviation, "high": delta + half * deviation, "z": delta / deviation}
        row |= {"g2": _g2(n.to_numpy(float), rest.to_numpy(float))}
        table = pd.DataFrame(row).reset_index()
        tables[doc_id] = table[table["n"] > 0].sort_values(["z", "token"], ascending=[False, True])
    return pd.concat(tables, names=["doc_id"]).reset_index("doc_id").reset_index(drop=True)


def similarity(bags: pd.DataFrame, bootstrap: Bootstrap = Bootstrap(resamples=1000)) -> pd.DataFrame:
    """Cosine similarity of the tf-idf vectors of every two pieces (scikit-learn, logarithm of counts).

    One row per pair of pieces with columns doc_id_a, doc_id_b, cosine, low, high. The interval resamples the
    words of each bag and is centred on the cosine, since resampling by itself lowers cosines; it takes words
    as independent, so it is the least that the uncertainty can be.
    """
    # scikit-learn takes seconds to load, and only the similarity of pieces asks for it
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = document_term(bags)
    matrix = counts.to_numpy()
    # the document frequencies stay those of the corpus, so that only the words of a piece are resampled
    weigh = TfidfTransformer(sublinear_tf=True).fit(matrix).transform
    observed = _cosines([weigh(row[None]) for row in matrix])[0]
    drawn = blocks(bootstrap.resamples, matrix.size, MOST_CELLS)
    # where all is drawn at once one generator goes through the pieces, else each goes through the blocks
    generators = [np.random.default_rng(bootstrap.seed)] * len(matrix)
    if len(drawn) > 1:
        generators = [generator_of(str(doc_id), bootstrap) for doc_id in counts.index]
    draws = np.concatenate(
        [
            _cosines(
                [
                    weigh(generator.multinomial(row.sum(), row / row.sum(), size=rows))
                    for generator, row in zip(generators, matrix, strict=True)
                ]
            )
            for rows in drawn
        ]
    )
    low, high = limits(draws - draws.mean(axis=0) + observed, bootstrap.coverage)
    table = pd.DataFrame(combinations(counts.index, 2), columns=["doc_id_a", "doc_id_b"])
    return table.assign(cosine=observed, low=low.clip(0, 1), high=high.clip(0, 1))


def map_pieces(similarities: pd.DataFrame) -> pd.DataFrame:
    """Place pieces on a plane so that their distances are as near as can be to 1 - cosine.

    One row per piece with columns doc_id, x, y and fit (the share of the squared distances between pieces
    that the plane keeps, the same in every row). Classical scaling (Torgerson 1952); each axis points so
    that the piece farthest along it is positive. A piece without any other has no place.
    """
    from sklearn.manifold import ClassicalMDS

    names = list(dict.fromkeys([*similarities["doc_id_a"], *similarities["doc_id_b"]]))
    if not names:
        return pd.DataFrame({"doc_id": pd.Series(dtype=str)} | dict.fromkeys(["x", "y", "fit"], np.empty(0)))
    cosines = similarities.pivot_table(index="doc_id_a", columns="doc_id_b", values="cosine")
    above = (1 - cosines).reindex(index=names, columns=names).fillna(0).to_numpy()
    distances = above + above.T
    scaling = ClassicalMDS(n_components=len(names), metric="precomputed")
    # no space need hold distances of 1 - cosine: an axis whose eigenvalue is negative has no length
    with np.errstate(invalid="ignore"):
        points = np.nan_to_num(scaling.fit_transform(distances)[:, :2])
    points *= np.sign(points[np.abs(points).argmax(axis=0), range(points.shape[1])])
    kept = scaling.eigenvalues_.clip(0)
    fit = kept[:2].sum() / kept.sum() if kept.any() else 1.0
    return pd.DataFrame({"doc_id": names, "x": points[:, 0], "y": points[:, 1], "fit": fit})


def document_term(bags: pd.DataFrame) -> pd.DataFrame:
    """Return bags as a matrix with a row per piece and a column per word, in the order of the bags."""
    counts = bags.pivot_table(index="doc_id", columns="token", values="n", aggfunc="sum", sort=True)
    return counts.reindex(bags["doc_id"].unique()).fillna(0).astype("int64")


def _logit(part: pd.Series, whole: float) -> pd.Series:
    return np.log(part) - np.log(whole - part)


def _g2(n: Floats, rest: Floats) -> Floats:
    observed = np.stack([[n, rest], [n.sum() - n, rest.sum() - rest]])
    expected = (
        observed.sum(axis=1, keepdims=True) * observed.sum(axis=0, keepdims=True) / observed.sum(axis=(0, 1))
    )
    terms = observed * np.log(np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0))
    signed: Floats = np.sign(n - expected[0, 0]) * 2 * terms.sum(axis=(0, 1))
    return signed


def _cosines(vectors: Sequence[Any]) -> Floats:
    """Return the cosines of pieces, given as sparse weights: a row per resample, a column per pair."""
    # a piece without any other has no pair
    empty = np.empty((vectors[0].shape[0], 0))
    cosines = [np.asarray(a.multiply(b).sum(axis=1)).ravel() for a, b in combinations(vectors, 2)]
    return np.column_stack([empty, *cosines])
