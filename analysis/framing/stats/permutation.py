"""Tests by rearranging the units of pieces: between pieces, between frames, and along a piece."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from framing.stats.bootstrap import Floats, generator_of
from framing.study import Bootstrap

# a membership matrix of 60 units takes 5 MB at 10,000 rearrangements
MOST_KEPT = 100
Piece = tuple[Floats, Floats]
# the weights of a first piece less a second
PAIR = np.array([1.0, -1.0])
_STREAM = 1


def between_pieces(pieces: Sequence[Piece], weights: Floats, key: str, bootstrap: Bootstrap) -> Floats:
    """Return p that units, dealt at random to pieces of as many units, give so large a contrast of rates.

    Each piece is its hits (a row per unit, a column per measure) and the words of its units; `weights` has a
    value per piece. The contrast is the weighted sum of the pieces' rates, two-sided, one p per measure: the
    share of rearrangements at least as far from 0, the observed one counted among them (Phipson & Smyth
    2010). `key` fixes the rearrangements.

    >>> a, b = (np.full((9, 1), 2.0), np.full(9, 50.0)), (np.zeros((9, 1)), np.full(9, 50.0))
    >>> between_pieces([a, b], np.array([1.0, -1.0]), "a b", Bootstrap(resamples=999)).tolist()
    [0.001]
    """
    hits, words = (np.concatenate([piece[part] for piece in pieces]) for part in (0, 1))
    sizes = tuple(len(piece[1]) for piece in pieces)
    observed = sum(weight * h.sum(axis=0) / w.sum() for weight, (h, w) in zip(weights, pieces, strict=True))
    dealt = deal(sizes, key, bootstrap)
    # sums of counts are exact in single precision, which multiplies twice as fast
    hits, words = hits.astype(np.float32), words.astype(np.float32)
    # products this small take four times as long where two threads share them
    with threadpool_limits(limits=1, user_api="blas"):
        drawn = sum(
            (members @ hits) * (weight / np.maximum((members @ words).astype(float), 1))[:, None]
            for weight, members in zip(weights, dealt, strict=True)
        )
    return share_beyond(np.asarray(drawn), np.asarray(observed))


def between_frames(differences: Floats, key: str, bootstrap: Bootstrap) -> Floats:
    """Return p that swapping two frames within units at random gives so large a sum of differences.

    `differences` has a row per unit (hits of one frame less hits of the other, weighted alike within a piece)
    and a column per measure; two-sided, counted as in `between_pieces`.

    >>> between_frames(np.ones((9, 1)), "a", Bootstrap(resamples=99_999)).round(3).tolist()
    [0.004]
    """
    signs = (
        generator_of(key, bootstrap, _STREAM).integers(0, 2, (bootstrap.resamples, len(differences))) * 2.0
        - 1.0
    )
    return share_beyond(signs @ differences, differences.sum(axis=0))


def along_pieces(pieces: Sequence[Piece], key: str, bootstrap: Bootstrap) -> Floats:
    """Return p that units in random order give so early or so late a place, in the mean of the pieces.

    Each piece is weights, with a row per unit, in order, and a column per measure, such as each unit's share
    of a frame's hits, or that less its share of another frame's; and the words of its units. What is compared
    is the weighted sum of the share of words that stand before a unit, as far from its mean over all orders;
    two-sided, counted as in `between_pieces`.

    >>> first = np.array([[1.0], [0.0], [0.0], [0.0]]), np.ones(4)
    >>> along_pieces([first], "a", Bootstrap(resamples=99_999)).round(2).tolist()
    [0.5]
    """
    generator, drawn, observed = generator_of(key, bootstrap, _STREAM), [], []
    for weights, words in pieces:
        places = np.tile(np.arange(len(words)), (bootstrap.resamples, 1))
        orders = generator.permuted(places, axis=1)
        ordered = words[orders]
        before = np.empty_like(ordered)
        np.put_along_axis(before, orders, ordered.cumsum(axis=1) - ordered, axis=1)
        # over all orders half of the other words stand before a unit
        expected = ((words.sum() - words) / 2) @ weights
        drawn.append((before @ weights - expected) / words.sum())
        observed.append(((words.cumsum() - words) @ weights - expected) / words.sum())
    return share_beyond(np.asarray(sum(drawn)), np.asarray(sum(observed)))


def contrast(pieces: Sequence[Piece], weights: Floats, key: str, bootstrap: Bootstrap) -> float:
    """Return p of a weighted sum of rates, by the test that its weights call for.

    `weights` has a row per piece and a column per measure (frame). Where one measure alone is weighted units
    are dealt to the pieces that are (`between_pieces`); where two are, the same in every piece with opposite
    signs, the two are swapped within units (`between_frames`).

    >>> piece = np.array([[1.0, 0.0]] * 9), np.full(9, 50.0)
    >>> round(contrast([piece], np.array([[1.0, -1.0]]), "a", Bootstrap(resamples=99_999)), 3)
    0.004
    """
    used, columns = (np.flatnonzero(weights.any(axis=axis)).tolist() for axis in (1, 0))
    if len(columns) == 1:
        column = [(pieces[row][0][:, columns], pieces[row][1]) for row in used]
        return float(between_pieces(column, weights[used, columns[0]], key, bootstrap)[0])
    differences = [pieces[row][0] @ weights[row] / pieces[row][1].sum() for row in used]
    return float(between_frames(np.concatenate(differences)[:, None], key, bootstrap)[0])


def deal(sizes: tuple[int, ...], key: str, bootstrap: Bootstrap) -> list[npt.NDArray[np.float32]]:
    """Deal units to pieces of such sizes: for each piece a row per rearrangement, a column per unit.

    A cell is 1 where the unit falls to the piece, else 0; `key` fixes the rearrangements.

    >>> one, other = deal((1, 1), "a", Bootstrap(resamples=3))
    >>> (one + other).tolist()
    [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]
    """
    return (_kept_dealt if sum(sizes) <= MOST_KEPT else _dealt)(sizes, key, bootstrap)


def share_beyond(drawn: Floats, observed: Floats) -> Floats:
    """Return the share of draws at least as far from 0 as what was observed, itself counted among them.

    It is missing where nothing was observed.

    >>> share_beyond(np.array([[0.0], [2.0], [-3.0]]), np.array([2.0])).tolist()
    [0.75]
    """
    # sums that should tie differ by rounding
    beyond = (np.abs(drawn) >= np.abs(observed) - 1e-9 * np.maximum(np.abs(observed), 1e-6)).sum(axis=0)
    share: Floats = np.where(np.isnan(observed), np.nan, (1 + beyond) / (1 + len(drawn)))
    return share


def _dealt(sizes: tuple[int, ...], key: str, bootstrap: Bootstrap) -> list[npt.NDArray[np.float32]]:
    """Return for every piece which units are dealt to it: a row per rearrangement, a column per unit."""
    owners = np.repeat(np.arange(len(sizes)), sizes)
    dealt = generator_of(key, bootstrap, _STREAM).permuted(np.tile(owners, (bootstrap.resamples, 1)), axis=1)
    return [(dealt == piece).astype(np.float32) for piece in range(len(sizes))]


_kept_dealt = lru_cache(maxsize=16)(_dealt)
