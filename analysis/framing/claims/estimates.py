"""Estimates of a study's claims: about rates, about sentiment, and about frames in one sentence."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.claims.contrasts import braced, contrasts, in_words
from framing.robustness.leave_one_out import words_by_piece
from framing.robustness.multiverse import each_kept, sentence_of
from framing.stats import permutation
from framing.stats.cooccurrence import cooccurrence
from framing.stats.intervals import contrast_limits
from framing.stats.salience import count_units, limits_per_thousand
from framing.stats.sentiment import piece_scores, weighted_mean
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import AS_WRITTEN, CHOICES, EVERY_PIECE, LEXICONS, MASKED

_MASKED = {"name": "names", "topic": "topic words"}


class Claim(NamedTuple):
    """A claim: its id, its words, and an estimate with its limits, picked from so many pairs.

    `p` is that of the estimate against 0, and `family` names the claims that are looked at together.
    """

    claim: str
    words: str
    estimate: float
    unit: str
    low: float
    high: float
    chosen_from: int = 1
    p: float = np.nan
    family: str = ""


class Estimates(NamedTuple):
    """Claims, one row each, and their differences, one row per claim x specification."""

    claims: pd.DataFrame
    differences: pd.DataFrame


def about_rates(
    features: Features,
    definitions: Definitions,
    pieces: pd.DataFrame,
    bootstrap: Bootstrap,
    universe: pd.DataFrame,
) -> Estimates:
    """Estimate the claims about rates; `universe` is the table that `multiverse` makes."""
    n_words = words_by_piece(features)
    pieces = pieces.set_index("doc_id").reindex(n_words.index).reset_index()
    shape = (-1, len(pieces), len(definitions.frames))
    by_specification = universe["rate"].to_numpy().reshape(shape)
    rates, counts = by_specification[0], count_units(features, definitions, 1, bootstrap.unit)
    chosen = universe.drop_duplicates("specification")[["specification", *CHOICES]]
    rows, tables = [], []
    made = contrasts(rates, definitions, pieces)
    limits = {
        pairs: limits_per_thousand(counts, bootstrap._replace(coverage=1 - (1 - bootstrap.coverage) / pairs))
        for pairs in {contrast.chosen_from for contrast in made}
    }
    for contrast in made:
        estimate = float((contrast.weights * rates).sum())
        words = in_words(contrast.words, estimate, contrast.expected_by)
        pairs, weights = contrast.chosen_from, contrast.weights
        lower, upper = contrast_limits(*(table.ravel() for table in (weights, rates, *limits[pairs])))
        p = min(1.0, pairs * permutation.contrast(list(counts.values()), weights, contrast.claim, bootstrap))
        unit, family = "hits per 1,000 words", contrast.family
        rows.append(
            Claim(contrast.claim, words, estimate, unit, float(lower), float(upper), pairs, p, family)
        )
        # a weight of 0 must not take up the missing rate of an emptied piece
        used = contrast.weights != 0
        difference = (by_specification[:, used] * contrast.weights[used]).sum(axis=1)
        tables.append(chosen.assign(claim=contrast.claim, difference=difference))
    return Estimates(pd.DataFrame(rows, columns=Claim._fields), pd.concat([chosen.head(0), *tables]))


def about_sentiment(features: Features, pieces: pd.DataFrame, bootstrap: Bootstrap) -> Estimates:
    """Estimate that each piece's mean sentiment is off zero, and that masking names or topic words moves it.

    Limits and p-values are those of Student's and Welch's t. The specifications are the lexicons, with and
    without headline and dek; masking is VADER's alone.
    """
    labels, unit = pieces.set_index("doc_id")["label"].map(braced), "mean VADER compound"
    scores = piece_scores(features)
    of_all = scores[scores["parts"] == CHOICES["parts"][0]]
    rows, tables = [], []
    for row in of_all[of_all["score"] == AS_WRITTEN].itertuples():
        claim = f"sentiment:{row.doc_id}"
        estimate, low, high, p = weighted_mean(of_all.loc[[row.Index]], [1], bootstrap)
        words = in_words(f"Mean VADER score of {labels[row.doc_id]} is {{above}} zero", estimate)
        rows.append(Claim(claim, words, estimate, unit, low, high, p=p, family="sentiment"))
        tables.append(_by_lexicon(scores[scores["doc_id"] == row.doc_id]).assign(claim=claim))
    for score, kind in MASKED.items():
        claim, changed = f"masking:{kind}", _changes(scores, score)
        of_all = changed[changed["parts"] == CHOICES["parts"][0]]
        weights = [1 / len(of_all)] * len(of_all)
        estimate, low, high, p = weighted_mean(of_all, weights, bootstrap, of="change")
        words = in_words(
            f"Masking the {_MASKED[kind]} of masks.csv {{raises}} the mean VADER score", estimate
        )
        rows.append(Claim(claim, words, estimate, unit, low, high, p=p, family="masking"))
        tables.append(_by_masking(changed).assign(claim=claim))
    return Estimates(pd.DataFrame(rows), pd.concat(tables))


def _changes(scores: pd.DataFrame, score: str) -> pd.DataFrame:
    """Return the rows of a masked score with `change`, the difference of its mean to VADER as written."""
    place = ["doc_id", "parts"]
    written = scores.loc[scores["score"] == AS_WRITTEN, [*place, "mean"]]
    both = scores[scores["score"] == score].merge(written, on=place, suffixes=("", "_written"))
    return both.assign(change=both["mean"] - both["mean_written"])


def _by_lexicon(scores: pd.DataFrame) -> pd.DataFrame:
    lexicons = {score: lexicon for lexicon, (score, _) in LEXICONS.items()}
    kept = scores[scores["parts"].isin(_levels(scores))]
    return pd.DataFrame(
        {
            "parts": kept["parts"],
            "lexicon": kept["score"].map(lexicons),
            "difference": kept["mean"],
            "specification": range(1, len(kept) + 1),
        }
    )


def _by_masking(changed: pd.DataFrame) -> pd.DataFrame:
    # a piece of which nothing is left has no change, nor has the mean over all pieces then
    means = {
        level: changed.loc[changed["parts"] == level, "change"].mean(skipna=False)
        for level in _levels(changed)
    }
    return pd.DataFrame(
        {"specification": range(1, len(means) + 1), "parts": list(means), "difference": list(means.values())}
    )


def _levels(scores: pd.DataFrame) -> Sequence[str]:
    """Return the levels of the choice of parts; one level where it changes no piece."""
    sizes = scores.pivot_table(index="doc_id", columns="parts", values="sentences")
    every, body = (sizes[level] for level in CHOICES["parts"])
    return CHOICES["parts"][: 2 if ((body > 0) & (body < every)).any() else 1]


def about_cooccurrence(features: Features, definitions: Definitions, coverage: float) -> Estimates:
    """Estimate how many more sentences of all pieces hold both of two frames than chance gives.

    The limits are those of the range of chance, taken from the count.
    """
    labels = definitions.frames.set_index("frame")["label"].map(braced)
    pooled = cooccurrence(features, definitions.frames, coverage)
    rows: list[Claim] = []
    for row in pooled[pooled["doc_id"] == EVERY_PIECE].itertuples():
        both, estimate = f"{labels[row.frame_a]} and {labels[row.frame_b]}", row.both - row.expected
        words = in_words(f"Sentences with both {both} are {{more}} frequent {{than}} chance gives", estimate)
        limits = row.both - row.chance_high, row.both - row.chance_low
        claim, more = f"together:{row.frame_a}+{row.frame_b}", {"p": row.p, "family": "together"}
        rows.append(Claim(claim, words, estimate, "sentences", *limits, **more))
    differences = pd.DataFrame(_beyond_chance(features, definitions))
    return Estimates(pd.DataFrame(rows, columns=Claim._fields), differences)


def _beyond_chance(features: Features, definitions: Definitions) -> Iterator[dict[str, object]]:
    frames, doc_ids = definitions.frames["frame"], features.sentences["doc_id"].to_numpy()
    at, column = sentence_of(features), pd.Index(frames).get_indexer(features.hits["frame"])
    counted = (features.hits["n"] > 0).to_numpy()
    for choice, flags in each_kept(features, definitions):
        if choice.pop("unit") != CHOICES["unit"][0]:
            continue
        found, there = flags.hits & counted, np.zeros((len(doc_ids), len(frames)))
        there[at[found], column[found]] = 1
        held = pd.DataFrame(there, columns=frames)[flags.sentences]
        pieces = held.groupby(doc_ids[flags.sentences])
        n, sums = pieces.size(), pieces.sum()
        for a, b in combinations(frames, 2):
            expected = (sums[a] * sums[b] / n).sum()
            yield {**choice, "claim": f"together:{a}+{b}", "difference": held[a] @ held[b] - expected}
