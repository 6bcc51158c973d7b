"""Tests by rearranging the units of pieces: between pieces, between frames, and along a piece."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from framing.stats.bootstrap import Floats, blocks, generator_of
from framing.study import Bootstrap

# cells of a membership matrix that is kept; 60 units take 5 MB at 10,000 rearrangements
MOST_KEPT = 1_000_000
# pieces whose units are put in random order one by one
MOST_ORDERED = 12
Piece = tuple[Floats, Floats]
Dealt = list[npt.NDArray[np.float32]]
# the weights of a first piece less a second
PAIR = np.array([1.0, -1.0])
# keeps the random numbers of these tests from those of other uses
STREAM = 1


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
    # sums of counts are exact in single precision, which multiplies twice as fast
    hits, words = hits.astype(np.float32), words.astype(np.float32)
    drawn = []
    for dealt in deal(sizes, key, bootstrap):
        parts = (
            (members @ hits) * (weight / np.maximum((members @ words).astype(float), 1))[:, None]
            for weight, members in zip(weights, dealt, strict=True)
        )
        drawn.append(sum(parts))
    return share_beyond(np.concatenate(drawn), np.asarray(observed))


def between_frames(differences: Floats, key: str, bootstrap: Bootstrap) -> Floats:
    """Return p that swapping two frames within units at random gives so large a sum of differences.

    `differences` has a row per unit (hits of one frame less hits of the other, weighted alike within a piece)
    and a column per measure; two-sided, counted as in `between_pieces`.

    >>> between_frames(np.ones((9, 1)), "a", Bootstrap(resamples=99_999)).round(3).tolist()
    [0.004]
    """
    generator, units = generator_of(key, bootstrap, STREAM), len(differences)
    drawn = [
        (generator.integers(0, 2, (rows, units)) * 2.0 - 1.0) @ differences
        for rows in blocks(bootstrap.resamples, units)
    ]
    return share_beyond(np.concatenate(drawn), differences.sum(axis=0))


def along_pieces(pieces: Sequence[Piece], key: str, bootstrap: Bootstrap) -> Floats:
    """Return p that units in random order give so early or so late a place, in the mean of the pieces.

    Each piece is weights, with a row per unit, in order, and a column per measure, such as each unit's share
    of a frame's hits, or that less its share of another frame's; and the words of its units. What is compared
    is the weighted sum of the share of words that stand before a unit, as far from its mean over all orders;
    two-sided, counted as in `between_pieces`. Of more than a dozen pieces the sum is taken as normal with
    its exact variance over all orders.

    >>> first = np.array([[1.0], [0.0], [0.0], [0.0]]), np.ones(4)
    >>> along_pieces([first], "a", Bootstrap(resamples=99_999)).round(2).tolist()
    [0.5]
    """
    # over all orders half of the other words stand before a unit
    expected = [((words.sum() - words) / 2) @ weights for weights, words in pieces]
    observed = np.asarray(
        sum(
            ((words.cumsum() - words) @ weights - mean) / words.sum()
            for (weights, words), mean in zip(pieces, expected, strict=True)
        )
    )
    if len(pieces) > MOST_ORDERED:
        return _normal_p(observed, np.asarray(sum(_order_variance(*piece) for piece in pieces)))
    generator = generator_of(key, bootstrap, STREAM)
    drawn = [
        (_before(words, bootstrap.resamples, generator, weights) - mean) / words.sum()
        for (weights, words), mean in zip(pieces, expected, strict=True)
    ]
    return share_beyond(np.asarray(sum(drawn)), observed)


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


def deal(sizes: tuple[int, ...], key: str, bootstrap: Bootstrap) -> Iterator[Dealt]:
    """Deal units to pieces of such sizes, block by block of rearrangements.

    A block has for each piece a row per rearrangement and a column per unit. A cell is 1 where the unit falls
    to the piece, else 0; `key` fixes the rearrangements.

    >>> ((one, other),) = deal((1, 1), "a", Bootstrap(resamples=3))
    >>> (one + other).tolist()
    [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]
    """
    keeps = sum(sizes) * bootstrap.resamples <= MOST_KEPT
    return iter([_kept_dealt(sizes, key, bootstrap)]) if keeps else _dealt(sizes, key, bootstrap)


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


def _dealt(sizes: tuple[int, ...], key: str, bootstrap: Bootstrap) -> Iterator[Dealt]:
    # small cells are moved three times as fast as large ones
    owners = np.repeat(np.arange(len(sizes), dtype=np.uint16), sizes)
    generator = generator_of(key, bootstrap, STREAM)
    for rows in blocks(bootstrap.resamples, len(owners)):
        dealt = generator.permuted(np.tile(owners, (rows, 1)), axis=1)
        yield [(dealt == piece).astype(np.float32) for piece in range(len(sizes))]


@lru_cache(maxsize=16)
def _kept_dealt(sizes: tuple[int, ...], key: str, bootstrap: Bootstrap) -> Dealt:
    (dealt,) = _dealt(sizes, key, bootstrap)
    return dealt


def _before(words: Floats, orders: int, generator: np.random.Generator, weights: Floats) -> Floats:
    """Return the weighted sum of the words that stand before each unit, in so many random orders."""
    found = []
    for rows in blocks(orders, len(words)):
        order = generator.permuted(np.tile(np.arange(len(words)), (rows, 1)), axis=1)
        ordered = words[order]
        before = np.empty_like(ordered)
        np.put_along_axis(before, order, ordered.cumsum(axis=1) - ordered, axis=1)
        found.append(before @ weights)
    return np.concatenate(found)


def _order_variance(weights: Floats, words: Floats) -> Floats:
    """Return the variance over all orders of the weighted sum of the share of words before each unit.

    Of two units one stands before the other with probability 1/2, and of three the two events have a
    covariance of 1/12: with a = w_i l_j - w_j l_i the variance is (sum of a^2 over pairs + sum over units of
    the squared sums of a) / 12.
    """
    total, weighted = words.sum(), weights.sum(axis=0)
    sums = weights * total - words[:, None] * weighted
    pairs = (weights**2).sum(axis=0) * (words**2).sum() - (weights * words[:, None]).sum(axis=0) ** 2
    variance: Floats = (pairs + (sums**2).sum(axis=0)) / 12 / total**2
    return variance


def _normal_p(observed: Floats, variance: Floats) -> Floats:
    from scipy.special import ndtr

    apart = np.divide(observed, np.sqrt(variance), out=np.zeros_like(observed), where=variance > 0)
    p: Floats = 2 * ndtr(-np.abs(apart))
    return p
