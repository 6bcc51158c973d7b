"""Who voices a frame, set against who speaks at all: the author's share of hits less that of words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.stats.bootstrap import Floats, generator_of
from framing.stats.permutation import deal, share_beyond
from framing.stats.salience import Places, places
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import AUTHOR

# which rows of a table are kept, or all
Kept = npt.NDArray[np.bool_] | bool

_STREAM = 2


class Voiced(NamedTuple):
    """Units of a piece or of a group of pieces: hits and words, and those of them that the author voices.

    `hits` and `own_hits` have a row per unit and a column per frame, the last for all frames together;
    `words` and `own_words` a value per unit.
    """

    hits: Floats
    own_hits: Floats
    words: Floats
    own_words: Floats

    @property
    def gap(self) -> Floats:
        """Return the author's share of hits less that of words, per frame; NaN where there is no hit."""
        with np.errstate(invalid="ignore"):
            gap: Floats = self.own_hits.sum(axis=0) / self.hits.sum(axis=0)
        less_words: Floats = gap - self.own_words.sum() / self.words.sum()
        return less_words


def voiced_units(features: Features, definitions: Definitions, unit: str) -> Mapping[str, Voiced]:
    """Return by doc_id the units of every piece with their hits and words, and those the author voices.

    A word is the author's where it stands neither in a quotation nor in a reported stretch.
    """
    found = places(features, definitions, 1, unit)
    return dict(zip(found.doc_ids, voiced(found, features), strict=True))


def voiced(found: Places, features: Features, hits: Kept = True, sentences: Kept = True) -> list[Voiced]:
    """Return what `voiced_units` does of the hits and of the sentences that are kept, by the units found."""
    n_words = features.sentences["n_words"].to_numpy()
    spoken = features.sentences[["n_words_quoted", "n_words_reported"]].to_numpy().sum(axis=1)
    own_words = found.words((n_words - spoken) * sentences)
    marked = _marked(found, features, features.hits["voice"] == AUTHOR, hits, n_words * sentences)
    return [units._replace(own_words=own) for units, own in zip(marked, own_words, strict=True)]


def marked_units(
    features: Features, definitions: Definitions, unit: str, own: pd.Series
) -> Mapping[str, Voiced]:
    """Return by doc_id the units of every piece with hits, those that `own` marks, and no own word."""
    found = places(features, definitions, 1, unit)
    marked = _marked(found, features, own, True, features.sentences["n_words"].to_numpy())
    return dict(zip(found.doc_ids, marked, strict=True))


def _marked(
    found: Places, features: Features, own: pd.Series, kept: Kept, n_words: npt.NDArray[np.int64]
) -> list[Voiced]:
    n = features.hits["n"].to_numpy(float) * kept
    counted = zip(found.hits(n), found.hits(n * own.to_numpy()), found.words(n_words), strict=True)
    return [
        Voiced(_with_all(hits), _with_all(marked), words, np.zeros(len(words)))
        for hits, marked, words in counted
    ]


def _with_all(hits: Floats) -> Floats:
    return np.column_stack([hits, hits.sum(axis=1)])


def together(pieces: Sequence[Voiced]) -> Voiced:
    """Put the units of several pieces together."""
    return Voiced(*(np.concatenate(parts) for parts in zip(*pieces, strict=True)))


def gap_by_units(more: Voiced, less: Voiced, key: str, bootstrap: Bootstrap) -> tuple[Floats, Floats, Floats]:
    """Return p and limits of the gap of one group less that of another, by units dealt at random, per frame.

    p is two-sided, counted as in `permutation.between_pieces`; a deal that leaves a group without a hit of
    the frame says nothing of its gap, and counts among those as large. Limits lie as many standard deviations
    of the deals from the difference as the normal distribution has for the coverage, and within what shares
    allow: a group that voices all of its hits, or none, has no spread of its own.
    """
    # scipy.stats takes a second to load, and most commands do without it
    from scipy.stats import norm

    # sums of counts are exact in single precision, which multiplies twice as fast
    every = [part.astype(np.float32) for part in together([more, less])]

    def gap(members: npt.NDArray[np.float32]) -> Floats:
        hits, own, words, own_words = ((members @ part).astype(float) for part in every)
        share = np.divide(own, hits, out=np.full_like(hits, np.nan), where=hits > 0)
        less_words: Floats = share - (own_words / words)[:, None]
        return less_words

    dealt = deal((len(more.words), len(less.words)), key, bootstrap)
    drawn, observed = (
        np.concatenate([gap(first) - gap(second) for first, second in dealt]),
        more.gap - less.gap,
    )
    p = share_beyond(np.where(np.isnan(drawn), np.inf, drawn), observed)
    used = np.where(np.isnan(drawn), 0, drawn)
    variance = (used**2).sum(axis=0) / np.maximum((~np.isnan(drawn)).sum(axis=0), 1)
    reach = float(norm.ppf((1 + bootstrap.coverage) / 2)) * np.sqrt(variance)
    of_words = less.own_words.sum() / less.words.sum() - more.own_words.sum() / more.words.sum()
    low, high = np.maximum(observed - reach, of_words - 1), np.minimum(observed + reach, of_words + 1)
    return p, low, high


def gap_by_words(more: Sequence[Voiced], less: Sequence[Voiced], key: str, bootstrap: Bootstrap) -> Floats:
    """Return p that hits dropped on random words give so large a difference of gaps, per frame.

    Each group is given by its pieces. A hit on a random word is the author's with the probability of the
    author's share of the piece's words; two-sided, from the mean over the draws.
    """
    generator, drawn = generator_of(key, bootstrap, _STREAM), []
    for pieces in (more, less):
        group = together(pieces)
        own = sum(
            generator.binomial(
                piece.hits.sum(axis=0).astype(int)[None, :-1].repeat(bootstrap.resamples, axis=0),
                piece.own_words.sum() / piece.words.sum(),
            )
            for piece in pieces
        )
        own = np.column_stack([own, np.sum(own, axis=1)])
        with np.errstate(invalid="ignore"):
            drawn.append(own / group.hits.sum(axis=0) - group.own_words.sum() / group.words.sum())
    differences, observed = drawn[0] - drawn[1], together(more).gap - together(less).gap
    centre = differences.mean(axis=0)
    return share_beyond(differences - centre, observed - centre)


def voice_gaps(
    features: Features, definitions: Definitions, bootstrap: Bootstrap = Bootstrap()
) -> pd.DataFrame:
    """The author's share of hits and of words in every piece, and the gap between the two.

    One row per piece x frame (frame "all" for the frames together) with columns doc_id, frame, hits,
    share_hits, share_words and gap (share_hits less share_words; both empty where the frame has no hit).
    """
    rows = []
    for doc_id, units in voiced_units(features, definitions, bootstrap.unit).items():
        words = units.own_words.sum() / units.words.sum()
        for frame, hits, gap in zip(
            [*definitions.frames["frame"], "all"], units.hits.sum(axis=0), units.gap, strict=True
        ):
            row = {"doc_id": doc_id, "frame": frame, "hits": int(hits), "share_hits": gap + words}
            rows.append(row | {"share_words": words, "gap": gap})
    return pd.DataFrame(rows)
