"""Claims that compare no groups: means against zero, masking, the order of frames, frames in one sentence."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from framing.claims.contrasts import Contrast, braced, pairs_of_frames
from framing.claims.evidence import DICTIONARY_ARM, Evidence
from framing.claims.rates import Coded
from framing.robustness.multiverse import each_kept, sentence_of
from framing.stats.cooccurrence import cooccurrence
from framing.stats.intervals import welch
from framing.stats.permutation import along_pieces
from framing.stats.salience import count_units
from framing.stats.sentiment import piece_scores, weighted_mean
from framing.study import Bootstrap, Definitions, Features, Study
from framing.tables.schema import AS_WRITTEN, CHOICES, EVERY_PIECE, LEXICONS, MASKED

_MASKED = {"name": "names", "topic": "topic words"}
_VADER = "mean VADER compound"


def about_sentiment(row: Any, main: Study, _coded: Coded, bootstrap: Bootstrap) -> Iterator[Evidence]:
    """Estimate that each piece's mean sentiment is off zero, by Student's t.

    `row` is the claim's row of claims.csv. The specifications are the lexicons, with and without headline and
    dek.
    """
    labels = main.pieces.set_index("doc_id")["label"].map(braced)
    scores = piece_scores(main.features)
    of_all = scores[scores["parts"] == CHOICES["parts"][0]]
    for piece in of_all[of_all["score"] == AS_WRITTEN].itertuples():
        found = weighted_mean(of_all.loc[[piece.Index]], [1], bootstrap)
        words = f"Mean VADER score of {labels[piece.doc_id]} is {{above}} zero, words of the topic counted"
        arms = {DICTIONARY_ARM: _by_lexicon(scores[scores["doc_id"] == piece.doc_id])}
        yield _evidence(row, piece.doc_id, words, _VADER, found, arms=arms)


def about_masking(row: Any, main: Study, _coded: Coded, bootstrap: Bootstrap) -> Iterator[Evidence]:
    """Estimate that masking names, or topic words, moves the mean VADER score of the pieces, by Welch's t."""
    scores = piece_scores(main.features)
    for score, kind in MASKED.items():
        changed = _changes(scores, score)
        of_all = changed[changed["parts"] == CHOICES["parts"][0]]
        found = weighted_mean(of_all, [1 / len(of_all)] * len(of_all), bootstrap, of="change")
        words = f"Masking the {_MASKED[kind]} of masks.csv {{raises}} the mean VADER score"
        yield _evidence(row, kind, words, _VADER, found, arms={DICTIONARY_ARM: _by_masking(changed)})


def about_order(row: Any, main: Study, coded: Coded, bootstrap: Bootstrap) -> Iterator[Evidence]:
    """Estimate which of two frames stands later, in the mean over the pieces that hold both.

    A hit stands at the middle of its unit, from 0 to 100 % of the piece's words. p is that of units in random
    order; limits are those of a t interval over the pieces. Readers are the coders, by the sentences that
    they gave the frames.
    """
    frames = main.definitions.frames["frame"].tolist()
    counts = count_units(main.features, main.definitions, 1, bootstrap.unit)
    sizes = {doc_id: words for doc_id, (_, words) in counts.items()}
    by_coder = {
        coder: {doc_id: hits for doc_id, (hits, _) in pieces.items()} for coder, pieces in coded.items()
    }
    own = {doc_id: hits for doc_id, (hits, _) in counts.items()}
    for first, second in pairs_of_frames(main.definitions):
        at = frames.index(first.frame), frames.index(second.frame)
        weights = _order_weights(own, at)
        if not weights:
            continue
        places = [_place(weights[doc_id], sizes[doc_id]) for doc_id in weights]
        pieces = [(weights[doc_id][:, None], sizes[doc_id]) for doc_id in weights]
        p = float(along_pieces(pieces, f"{row.claim}:{first.frame}+{second.frame}", bootstrap)[0])
        error = np.std(places, ddof=1) / np.sqrt(len(places)) if len(places) > 1 else np.nan
        mean, of, n, one = (np.array([value]) for value in (np.mean(places), error, len(places), 1.0))
        found = (*welch(mean, of, n, one, bootstrap.coverage)[:3], p)
        readers = {}
        for coder, hits in by_coder.items():
            read = _order_weights(hits, at)
            readers[coder] = float(np.mean([_place(read[d], sizes[d]) for d in read])) if read else np.nan
        words = (
            f"{braced(first.label)} stands {{late}} {{than}} {braced(second.label)} in the mean of the pieces"
        )
        yield _evidence(row, f"{first.frame}+{second.frame}", words, "% of the piece", found, readers=readers)


def about_cooccurrence(row: Any, main: Study, _coded: Coded, bootstrap: Bootstrap) -> Iterator[Evidence]:
    """Estimate how many more sentences of all pieces hold both of two frames than chance gives.

    Limits and p are those of the distribution of chance.
    """
    labels = main.definitions.frames.set_index("frame")["label"].map(braced)
    pooled = cooccurrence(main.features, main.definitions.frames, bootstrap.coverage)
    differences = pd.DataFrame(_beyond_chance(main.features, main.definitions))
    for pair in pooled[pooled["doc_id"] == EVERY_PIECE].itertuples():
        both = f"{labels[pair.frame_a]} and {labels[pair.frame_b]}"
        words = f"Sentences with both {both} are {{more}} frequent {{than}} chance gives"
        found = pair.both - pair.expected, pair.both - pair.chance_high, pair.both - pair.chance_low, pair.p
        key = f"{pair.frame_a}+{pair.frame_b}"
        arms = {DICTIONARY_ARM: differences[differences["pair"] == key].drop(columns="pair")}
        yield _evidence(row, key, words, "sentences", found, arms=arms)


def _evidence(
    row: Any, key: str, words: str, unit: str, found: tuple[float, float, float, float], **more: Any
) -> Evidence:
    claim = Contrast(f"{row.claim}:{key}", row.measure, words, row.family, row.found_by)
    return Evidence(claim, found[0], unit, *found[1:], **more)


def _order_weights(hits: dict[str, Any], at: tuple[int, int]) -> dict[str, Any]:
    """Return by piece that holds both frames each unit's share of the first frame less that of the second."""
    both = {doc_id: counted[:, list(at)] for doc_id, counted in hits.items()}
    return {
        doc_id: counted[:, 0] / counted[:, 0].sum() - counted[:, 1] / counted[:, 1].sum()
        for doc_id, counted in both.items()
        if counted.sum(axis=0).all()
    }


def _place(weights: Any, words: Any) -> float:
    return float(weights @ (words.cumsum() - words / 2) / words.sum() * 100)


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
            yield {**choice, "pair": f"{a}+{b}", "difference": held[a] @ held[b] - expected}
