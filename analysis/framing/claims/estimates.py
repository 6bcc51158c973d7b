"""Estimates of a study's claims: about rates, about sentiment, and about frames in one sentence."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.claims.contrasts import braced, contrasts, in_words
from framing.robustness.leave_one_out import words_by_piece
from framing.robustness.multiverse import each_kept, sentence_of
from framing.stats import permutation
from framing.stats.bootstrap import interval
from framing.stats.cooccurrence import cooccurrence
from framing.stats.intervals import contrast_limits
from framing.stats.salience import count_units, limits_per_thousand
from framing.stats.sentiment import SCORE_SCALES, mean_draws
from framing.study import Bootstrap, Definitions, Features
from framing.tables.schema import CHOICES, EVERY_PIECE, LEXICONS, SCALE


class Claim(NamedTuple):
    """A claim: its id and words, an estimate with limits and p, picked from so many pairs, and its family."""

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
    for contrast in contrasts(rates, definitions, pieces):
        estimate = float((contrast.weights * rates).sum())
        words = in_words(contrast.words, estimate, contrast.expected_by)
        pairs, weights = contrast.chosen_from, contrast.weights
        widened = bootstrap._replace(coverage=1 - (1 - bootstrap.coverage) / pairs)
        low, high = limits_per_thousand(features, definitions, widened)
        lower, upper = contrast_limits(*(table.ravel() for table in (weights, rates, low, high)))
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
    """Estimate that each piece's mean sentiment is off zero, and that masking changes it.

    The specifications are the lexicons, with and without headline and dek; masking is VADER's alone.
    """
    labels = pieces.set_index("doc_id")["label"].map(braced)
    unit = "mean VADER compound"
    rows, tables, changes = [], [], []
    for doc_id, piece in features.sentences.groupby("doc_id", sort=False):
        claim, estimate = f"sentiment:{doc_id}", piece["compound"].mean() / SCALE
        words = in_words(f"Mean VADER score of {labels[doc_id]} is {{above}} zero", estimate)
        drawn = mean_draws(piece, SCORE_SCALES, bootstrap)
        rows.append(Claim(claim, words, estimate, unit, *interval(drawn[:, 0], bootstrap.coverage)))
        tables.append(_by_lexicon(piece).assign(claim=claim))
        changes.append(drawn[:, 1] - drawn[:, 0])
    tables.append(_by_masking(features.sentences).assign(claim="masking"))
    estimate = tables[-1]["difference"].iloc[0] / SCALE
    words = in_words("Masking the phrases of masks.csv {raises} the mean VADER score", estimate)
    limits = interval(np.mean(changes, axis=0), bootstrap.coverage)
    rows.append(Claim("masking", words, estimate, unit, *limits))
    return Estimates(pd.DataFrame(rows), pd.concat(tables))


def _by_lexicon(piece: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {"parts": part, "lexicon": lexicon, "difference": table[column].mean()}
        for (lexicon, (column, _)), (part, table) in product(LEXICONS.items(), _parts(piece).items())
    ]
    return pd.DataFrame(rows).assign(specification=range(1, len(rows) + 1))


def _by_masking(sentences: pd.DataFrame) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    for part, table in _parts(sentences).items():
        changes = (table["compound_masked"] - table["compound"]).groupby(table["doc_id"]).mean()
        # a piece of which nothing is left has no change, nor has the mean over all pieces then
        difference = changes.reindex(sentences["doc_id"].unique()).mean(skipna=False)
        rows.append({"specification": len(rows) + 1, "parts": part, "difference": difference})
    return pd.DataFrame(rows)


def _parts(sentences: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the sentences by the levels of the choice of parts; one level where it changes no piece."""
    body = sentences["part"] == "body"
    share = body.groupby(sentences["doc_id"]).mean()
    return {"all": sentences} | ({"body": sentences[body]} if share.between(0, 1, "neither").any() else {})


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
