"""Which sentiment words a sentence may hold, as far as what is released of it tells."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from nltk.sentiment.vader import VaderConstants

from framing.sentiment import scorers

# in thousandths: VADER's list has tenths, a word before one adds .293, a negation takes it times -.74
UNIT, ADDED, TURNED = 1000, 293, -0.74
# with what each word adds to a measure: its valence, as it stands there, and itself
Measure = Callable[[str, int], int]


class Column(NamedTuple):
    """A released column: what a word adds to each of its measures, and which sums of these fit a value."""

    measures: Mapping[str, Measure]
    fits: Callable[..., np.ndarray]


class Sums(NamedTuple):
    """Sums that sets of words reach, of each measure and of words, and how many sets do (2 for more)."""

    of: Mapping[str, np.ndarray]
    words: np.ndarray
    ways: np.ndarray


@cache
def valences() -> dict[str, int]:
    return {word: round(UNIT * valence) for word, valence in scorers.lexicon().items()}


def sum_limits(compound: int) -> tuple[float, float]:
    """Return between which sums of valences VADER gives a compound, which is s / sqrt(s^2 + 15), rounded."""
    ends = [min(max((compound + step) / 10_000, -1 + 1e-9), 1 - 1e-9) for step in (-0.5, 0.5)]
    low, high = (UNIT * end * math.sqrt(15 / (1 - end**2)) for end in ends)
    return low, high


def fits_compound(total, value, _n_words):
    low, high = sum_limits(value)
    return (total >= low) & (total <= high)


def fits_shares(positive, negative, n_positive, n_negative, value, n_words):  # noqa: PLR0917
    """Tell sums that give compound, neg, neu and pos: a rated word counts its valence and one, others one.

    VADER leaves out words of one letter, so the number of the others is not known.
    """
    compound, *shares = value
    of_negative, of_positive = UNIT * n_negative - negative, UNIT * n_positive + positive
    right = np.zeros(len(positive), dtype=bool)
    for others in range(n_words + 1):
        parts = (of_negative, UNIT * others, of_positive)
        whole = np.maximum(sum(parts), 1)
        near = [np.abs(1000 * part / whole - share) < 0.51 for part, share in zip(parts, shares, strict=True)]
        right |= np.logical_and.reduce(near) & (n_positive + n_negative + others <= n_words)
    return fits_compound(positive + negative, compound, n_words) & right


def fits_mean(total, known, value, _n_words):
    """Tell sums of polarities whose mean over the known words is this one (x 10,000)."""
    return np.where(known > 0, np.abs(total / np.maximum(known, 1) - value / 10) < 1, value == 0)


@cache
def polarities() -> dict[str, int]:
    from textblob.en import sentiment

    sentiment.load()
    return {word: round(UNIT * senses[None][0]) for word, senses in sentiment.items()}


def columns(masked: frozenset[str] = frozenset()) -> dict[str, Column]:
    """Return every column that the solver knows; `masked` are the words that a masked score hides."""
    afinn = scorers._afinn()[1]
    return {
        "compound": Column({"valence": lambda _, v: v}, fits_compound),
        "compound_masked": Column({"left": lambda word, v: 0 if word in masked else v}, fits_compound),
        "afinn": Column(
            {"afinn": lambda word, _: afinn.get(word, 0)}, lambda total, value, _: total == value
        ),
        "textblob": Column(
            {
                "polarity": lambda word, _: polarities().get(word, 0),
                "n_known": lambda word, _: int(word in polarities()),
            },
            fits_mean,
        ),
        "shares": Column(
            {
                "positive": lambda _, v: max(v, 0),
                "negative": lambda _, v: min(v, 0),
                "n_positive": lambda _, v: int(v > 0),
                "n_negative": lambda _, v: int(v < 0),
            },
            fits_shares,
        ),
    }


def reach(bag: Mapping[str, int], used: Mapping[str, Column], most: int, known: Sequence[str] = ()) -> Sums:
    """Return the sums that sets of at most so many words of a bag reach, none more often than the bag has it.

    Every set holds the `known` words. One word of a set may be negated, strengthened or weakened, where the
    bag holds words that do so.
    """
    constants = VaderConstants()
    changes: list[Callable[[int], int]] = []
    if any(word in constants.NEGATE or word.endswith("n't") for word in bag):
        changes.append(lambda v: round(TURNED * v))
    if any(word in constants.BOOSTER_DICT for word in bag):
        changes += [lambda v: v + ADDED * np.sign(v), lambda v: v - ADDED * np.sign(v)]
    measures = {name: of for column in used.values() for name, of in column.measures.items()}
    bits = [5 if name.startswith("n_") else {"afinn": 7, "polarity": 15}.get(name, 17) for name in measures]
    places = np.cumsum([0, 2, 6, *bits])
    assert places[-1] < 63

    def code(word: str, valence: int, changed: int) -> int:
        adds = [changed, 1, *(of(word, int(valence)) for of in measures.values())]
        return sum(int(add) << int(place) for add, place in zip(adds, places, strict=False))

    codes, ways = np.zeros(1, dtype=np.int64), np.ones(1)
    for word, n in bag.items():
        own = valences().get(word, 0)
        if not any(of(word, own) for of in measures.values()):
            continue
        plain, least = code(word, own, 0), int(word in known)
        turned = [code(word, change(own), 1) for change in changes if own]
        adds = [copies * plain for copies in range(least, min(n, most) + 1)]
        adds += [one + copies * plain for one in turned for copies in range(min(n, most))]
        codes, at = np.unique(np.concatenate([codes + add for add in adds]), return_inverse=True)
        ways = np.minimum(np.bincount(at, np.tile(ways, len(adds))), 2)
        kept = (_cut(codes, 0, 2) <= 1) & (_cut(codes, 2, 6) <= most)
        codes, ways = codes[kept], ways[kept]
    of, left = {}, codes >> 8
    for name, size in zip(measures, bits, strict=True):
        of[name] = _signed(left, size)
        left = (left - of[name]) >> size
    return Sums(of, _cut(codes, 2, 6), ways)


def sets(sums: Sums, used: Mapping[str, Column], released: Mapping[str, object], n_words: int) -> int:
    """Count the sets of words that fit everything released of a sentence: 0, 1, or 2 for more."""
    right = sums.words <= n_words
    for name, column in used.items():
        right &= column.fits(*(sums.of[measure] for measure in column.measures), released[name], n_words)
    return int(min(sums.ways[right].sum(), 2))


def _cut(codes: np.ndarray, place: int, size: int) -> np.ndarray:
    return (codes >> place) & ((1 << size) - 1)


def _signed(codes: np.ndarray, size: int) -> np.ndarray:
    half = 1 << (size - 1)
    return ((codes + half) & ((1 << size) - 1)) - half
