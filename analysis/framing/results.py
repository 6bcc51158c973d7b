"""The result tables of a study, by name: every analytic choice is a keyword here."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import cache, partial

import pandas as pd

from framing.claims import claims
from framing.coding import check_codings
from framing.conclusions import ranked
from framing.cooccurrence import cooccurrence
from framing.descriptives import describe
from framing.dispersion import mean_positions, positions
from framing.evaluation import evaluate_features
from framing.keyness import log_odds, map_pieces, similarity
from framing.lexicons import lexicon_agreement, lexicon_means
from framing.multiverse import multiverse
from framing.null import random_dictionaries
from framing.reliability import agreement, confusion
from framing.robustness import leave_one_term_out, top_terms
from framing.salience import compare_pairs, salience
from framing.sentiment_scores import compare_sentiment, mean_sentiment
from framing.study import Bootstrap, Study
from framing.validation import against_codes, dictionary_codes, length_check, pattern_precision
from framing.voice_shares import own_salience, stance_shares, voice_shares


class Tables(MutableMapping[str, pd.DataFrame]):
    """Tables by name, each made when it is first asked for; one may be put in its place.

    >>> tables = Tables({"one": partial(pd.DataFrame, {"n": [1]})})
    >>> tables["two"] = tables["one"] + 1
    >>> {name: table["n"].tolist() for name, table in tables.items()}
    {'one': [1], 'two': [2]}
    """

    def __init__(self, makers: Mapping[str, Callable[[], pd.DataFrame]]) -> None:
        self._tables: dict[str, pd.DataFrame | Callable[[], pd.DataFrame]] = dict(makers)

    def __getitem__(self, name: str) -> pd.DataFrame:
        table = self._tables[name]
        if callable(table):
            self[name] = table = table()
        return table

    def __setitem__(self, name: str, table: pd.DataFrame) -> None:
        self._tables[name] = table

    def __delitem__(self, name: str) -> None:
        del self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def analyse(study: Study) -> Tables:
    """Return every result table of a study, each made from its features when it is first asked for.

    The tables are those of the functions called; their columns are described there and in the codebook.
    Where the dictionary is set against coders it is the coder "dictionary". Raises FramingError where
    codings speak of sentences or frames that are not there.
    """
    features, definitions, codings = study.features, study.definitions, study.codings
    frames, sentences, bags = definitions.frames, features.sentences, features.bags
    check_codings(codings, sentences, frames["frame"].tolist())
    units = Bootstrap(resamples=10_000, coverage=0.95, seed=20241117)
    words = Bootstrap(resamples=1_000, coverage=0.95, seed=20241117)

    @cache
    def universe() -> pd.DataFrame:
        return multiverse(features, definitions)

    @cache
    def everyone() -> pd.DataFrame:
        return pd.concat([dictionary_codes(features, frames), codings], ignore_index=True)

    tables = Tables(
        {
            "descriptives": partial(describe, features, study.pieces),
            "salience": partial(salience, features, definitions, level=1, bootstrap=units),
            "salience_subframes": partial(salience, features, definitions, level=2, bootstrap=units),
            "salience_pairs": partial(compare_pairs, features, definitions, bootstrap=units),
            "sentiment": partial(mean_sentiment, sentences, bootstrap=units),
            "sentiment_pairs": partial(compare_sentiment, sentences, bootstrap=units),
            "cooccurrence": partial(cooccurrence, features, frames, coverage=0.95),
            "positions": partial(positions, features),
            "mean_positions": partial(mean_positions, features, frames, bootstrap=units),
            "keyness": partial(log_odds, bags, prior=500, coverage=0.95),
            "similarity": partial(similarity, bags, bootstrap=words),
            "similarity_map": lambda: map_pieces(tables["similarity"]),
            "leave_one_out": partial(leave_one_term_out, features, definitions),
            "top_terms": partial(top_terms, features, definitions, k=3),
            "null": partial(
                random_dictionaries, features, definitions, draws=2_000, coverage=0.95, seed=20241117
            ),
            "multiverse": lambda: ranked(universe()),
            "lexicons": partial(lexicon_means, sentences, bootstrap=units),
            "lexicon_agreement": partial(lexicon_agreement, sentences),
            "claims": lambda: claims(
                features, definitions, study.pieces, bootstrap=units, universe=universe()
            ),
            "voice_shares": partial(voice_shares, features, definitions, bootstrap=units),
            "stance_shares": partial(stance_shares, features, definitions, bootstrap=units),
            "own_salience": partial(own_salience, features, definitions, bootstrap=units),
            "voice_evaluation": partial(evaluate_features, features, study.checked, coverage=0.95),
            "agreement": lambda: agreement(everyone(), bootstrap=units),
            "confusion": lambda: confusion(everyone()),
            "validation": partial(against_codes, features, codings, frames, bootstrap=units),
            "validation_patterns": partial(pattern_precision, features, codings, coverage=0.95),
            "validation_length": partial(length_check, features, codings, frames, bootstrap=units),
        }
    )
    return tables
