"""The result tables of a study, by name: every analytic choice is a keyword here."""

import pandas as pd

from framing.bootstrap import Bootstrap
from framing.claims import claims
from framing.coding import check_codings
from framing.conclusions import ranked
from framing.cooccurrence import cooccurrence
from framing.corpus import Study
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
from framing.validation import against_codes, dictionary_codes, length_check, pattern_precision
from framing.voice_shares import own_salience, stance_shares, voice_shares


def analyse(study: Study) -> dict[str, pd.DataFrame]:
    """Make every result table of a study from its features.

    The tables are those of the functions called; their columns are described there and in the codebook.
    """
    features, definitions = study.features, study.definitions
    paragraphs = Bootstrap(resamples=10_000, coverage=0.95, seed=20241117)
    words = Bootstrap(resamples=1_000, coverage=0.95, seed=20241117)
    alike = similarity(features.bags, bootstrap=words)
    universe = multiverse(features, definitions)
    tables = {
        "descriptives": describe(features, study.pieces),
        "salience": salience(features, definitions, level=1, bootstrap=paragraphs),
        "salience_subframes": salience(features, definitions, level=2, bootstrap=paragraphs),
        "salience_pairs": compare_pairs(features, definitions, bootstrap=paragraphs),
        "sentiment": mean_sentiment(features.sentences, bootstrap=paragraphs),
        "sentiment_pairs": compare_sentiment(features.sentences, bootstrap=paragraphs),
        "cooccurrence": cooccurrence(features, definitions.frames, coverage=0.95),
        "positions": positions(features),
        "mean_positions": mean_positions(features, definitions.frames, bootstrap=paragraphs),
        "keyness": log_odds(features.bags, prior=500, coverage=0.95),
        "similarity": alike,
        "similarity_map": map_pieces(alike),
        "leave_one_out": leave_one_term_out(features, definitions),
        "top_terms": top_terms(features, definitions, k=3),
        "null": random_dictionaries(features, definitions, draws=2_000, coverage=0.95, seed=20241117),
        "multiverse": ranked(universe),
        "lexicons": lexicon_means(features.sentences, bootstrap=paragraphs),
        "lexicon_agreement": lexicon_agreement(features.sentences),
        "claims": claims(features, definitions, study.pieces, bootstrap=paragraphs, universe=universe),
        "voice_shares": voice_shares(features, definitions, bootstrap=paragraphs),
        "stance_shares": stance_shares(features, definitions, bootstrap=paragraphs),
        "own_salience": own_salience(features, definitions, bootstrap=paragraphs),
        "voice_evaluation": evaluate_features(features, study.checked, coverage=0.95),
    }
    return tables | validate(study, study.codings)


def validate(study: Study, codings: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Make every table that sets the dictionary against coders; the dictionary is the coder "dictionary".

    `codings` has one row per sentence x coder x frame, as `coding.read_codings` gives it; without rows the
    tables have none. Raises FramingError where codings speak of sentences or frames that are not there.
    """
    features, frames = study.features, study.definitions.frames
    check_codings(codings, features.sentences, frames["frame"].tolist())
    sentences = Bootstrap(resamples=10_000, coverage=0.95, seed=20241117)
    everyone = pd.concat([dictionary_codes(features, frames), codings], ignore_index=True)
    return {
        "agreement": agreement(everyone, bootstrap=sentences),
        "confusion": confusion(everyone),
        "validation": against_codes(features, codings, frames, bootstrap=sentences),
        "validation_patterns": pattern_precision(features, codings, coverage=0.95),
        "validation_length": length_check(features, codings, frames, bootstrap=sentences),
    }
