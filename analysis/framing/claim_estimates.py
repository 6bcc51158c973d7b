"""Estimates of a study's claims: about rates, about sentiment, and about frames in one sentence."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.bootstrap import limits, poisson_upper
from framing.contrasts import Contrast, braced, contrasts, in_words
from framing.cooccurrence import cooccurrence
from framing.lexicons import LEXICONS
from framing.multiverse import CHOICES, keep, sentence_of, specifications, together
from framing.robustness import words_by_piece
from framing.salience import PER, rate_draws
from framing.schema import EVERY_PIECE
from framing.sentiment_scores import SCALE, SCORE_SCALES, mean_draws
from framing.study import Bootstrap, Definitions, Features


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
    hits = universe["hits"].to_numpy().reshape(shape)[0]
    rates = by_specification[0]
    draws = np.stack(list(rate_draws(features, definitions, bootstrap).values()), axis=1)
    made = contrasts(rates, definitions, pieces)
    rows, tables = [], []
    chosen = universe.drop_duplicates("specification")[["specification", *CHOICES]]
    for contrast in made:
        estimate = float((contrast.weights * rates).sum())
        low, high = _interval(contrast, draws, hits, n_words.to_numpy(), bootstrap.coverage)
        rows.append(
            (
                contrast.claim,
                in_words(contrast.words, estimate, contrast.expected_by),
                estimate,
                "hits per 1,000 words",
                low,
                high,
                contrast.chosen_from,
            )
        )
        # a weight of 0 must not take up the missing rate of an emptied piece
        used = contrast.weights != 0
        difference = (by_specification[:, used] * contrast.weights[used]).sum(axis=1)
        tables.append(chosen.assign(claim=contrast.claim, difference=difference))
    return Estimates(
        _rows(rows), pd.concat(tables) if tables else pd.DataFrame(columns=["claim", "specification"])
    )


def _interval(
    contrast: Contrast, draws: np.ndarray, hits: np.ndarray, n_words: np.ndarray, coverage: float
) -> tuple[float, float]:
    share = 1 - (1 - coverage) / contrast.chosen_from
    (low,), (high,) = limits(np.einsum("rpf,pf->r", draws, contrast.weights)[:, None], share)
    # resamples of no hit are all 0, so the limit of a Poisson count of none stands in
    missed = np.where(hits == 0, poisson_upper(share) / n_words[:, None] * PER, 0) * contrast.weights
    return low + missed.clip(max=0).sum(), high + missed.clip(min=0).sum()


def about_sentiment(features: Features, pieces: pd.DataFrame, bootstrap: Bootstrap) -> Estimates:
    """Estimate that each piece's mean sentiment is off zero, and that masking changes it.

    The specifications are the lexicons, with and without headline and dek; masking is VADER's alone.
    """
    labels = pieces.set_index("doc_id")["label"].map(braced)
    by_piece = {str(doc_id): piece for doc_id, piece in features.sentences.groupby("doc_id", sort=False)}
    draws = {doc_id: mean_draws(piece, SCORE_SCALES, bootstrap) for doc_id, piece in by_piece.items()}
    means = {doc_id: piece[list(SCORE_SCALES)].mean() / SCALE for doc_id, piece in by_piece.items()}
    rows, tables = [], []
    for doc_id, drawn in draws.items():
        estimate = means[doc_id]["compound"]
        (low,), (high,) = limits(drawn[:, :1], bootstrap.coverage)
        words = in_words(f"Mean VADER score of {labels[doc_id]} is {{above}} zero", estimate)
        rows.append((f"sentiment:{doc_id}", words, estimate, "mean VADER compound", low, high, 1))
        tables.append(_sentiment_specifications(f"sentiment:{doc_id}", by_piece[doc_id]))
    change = np.mean([drawn[:, 1] - drawn[:, 0] for drawn in draws.values()], axis=0)
    (low,), (high,) = limits(change[:, None], bootstrap.coverage)
    estimate = float(np.mean([mean["compound_masked"] - mean["compound"] for mean in means.values()]))
    words = in_words("Masking the phrases of masks.csv {raises} the mean VADER score", estimate)
    rows.append(("masking", words, estimate, "mean VADER compound", low, high, 1))
    tables.append(_masking_specifications(by_piece))
    return Estimates(_rows(rows), pd.concat(tables))


def _sentiment_specifications(claim: str, piece: pd.DataFrame) -> pd.DataFrame:
    parts = _parts({"": piece})
    rows = [
        (claim, number, part, lexicon, table[""][column].mean())
        for number, ((lexicon, (column, _)), (part, table)) in enumerate(
            product(LEXICONS.items(), parts.items()), start=1
        )
    ]
    return pd.DataFrame(rows, columns=["claim", "specification", "parts", "lexicon", "difference"])


def _masking_specifications(by_piece: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    rows = [
        (
            "masking",
            number,
            part,
            np.mean([(piece["compound_masked"] - piece["compound"]).mean() for piece in tables.values()]),
        )
        for number, (part, tables) in enumerate(_parts(by_piece).items(), start=1)
    ]
    return pd.DataFrame(rows, columns=["claim", "specification", "parts", "difference"])


def _parts(by_piece: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, pd.DataFrame]]:
    body = {doc_id: piece[piece["part"] == "body"] for doc_id, piece in by_piece.items()}
    whole = {"all": dict(by_piece)}
    changes = any(0 < len(body[doc_id]) < len(piece) for doc_id, piece in by_piece.items())
    return whole | ({"body": body} if changes else {})


def about_cooccurrence(features: Features, definitions: Definitions, coverage: float) -> Estimates:
    """Estimate how many more sentences of all pieces hold both of two frames than chance gives.

    The limits are those of the range of chance, taken from the count.
    """
    labels = definitions.frames.set_index("frame")["label"].map(braced)
    pooled = cooccurrence(features, definitions.frames, coverage)
    rows = [
        (
            f"together:{row.frame_a}+{row.frame_b}",
            in_words(
                f"Sentences with both {labels[row.frame_a]} and {labels[row.frame_b]} are {{more}} frequent "
                "{than} chance gives",
                row.both - row.expected,
            ),
            row.both - row.expected,
            "sentences",
            row.both - row.chance_high,
            row.both - row.chance_low,
            1,
        )
        for row in pooled[pooled["doc_id"] == EVERY_PIECE].itertuples()
    ]
    return Estimates(_rows(rows), pd.DataFrame(_beyond_chance(features, definitions)))


def _beyond_chance(features: Features, definitions: Definitions) -> Iterator[dict[str, object]]:
    listed = specifications(features, definitions)
    listed = listed[listed["unit"] == listed["unit"].iloc[0]].drop(columns="unit")
    frames, kept = definitions.frames["frame"], keep(features, definitions)
    at, column = sentence_of(features), pd.Index(frames).get_indexer(features.hits["frame"])
    counted = (features.hits["n"] > 0).to_numpy()
    piece = pd.factorize(features.sentences["doc_id"])[0]
    for choice in listed.to_dict("records"):
        flags = together(kept, choice)
        there = np.zeros((len(piece), len(frames)))
        found = flags.hits & counted
        there[at[found], column[found]] = 1
        n = np.bincount(piece, flags.sentences)
        sums = np.stack([np.bincount(piece, flag) for flag in there.T])
        for (i, a), (j, b) in combinations(enumerate(frames), 2):
            expected = np.divide(sums[i] * sums[j], n, out=np.zeros(len(n)), where=n > 0).sum()
            difference = float(there[:, i] @ there[:, j] - expected)
            yield {**choice, "claim": f"together:{a}+{b}", "difference": difference}


def _rows(rows: list[tuple]) -> pd.DataFrame:
    columns = ["claim", "words", "estimate", "unit", "low", "high", "chosen_from"]
    return pd.DataFrame(rows, columns=columns)
