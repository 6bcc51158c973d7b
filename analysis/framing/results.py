"""The result tables of a study, by name: which function makes each, from what, by which choices."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from framing.claims.claims import claims
from framing.claims.evidence import DICTIONARY_ARM, EARLIER_ARM
from framing.coding.agreement import agreement, confusion
from framing.coding.elsewhere import dictionary_elsewhere, pattern_elsewhere
from framing.coding.sheets import by_subframe, check_codings
from framing.coding.validation import against_codes, dictionary_codes, length_check, pattern_precision
from framing.coding.voice_check import evaluate_elsewhere, evaluate_features
from framing.corpus.settings import settings
from framing.errors import FramingError
from framing.robustness.leave_one_out import leave_one_term_out
from framing.robustness.lexicons import lexicon_agreement, lexicon_means
from framing.robustness.multiverse import multiverse, ranked
from framing.robustness.random_dictionaries import random_dictionaries
from framing.robustness.top_terms import top_terms
from framing.stats.cooccurrence import cooccurrence
from framing.stats.descriptives import describe
from framing.stats.dispersion import mean_positions, positions
from framing.stats.groups import group_pieces, group_study, months
from framing.stats.keyness import log_odds, map_pieces, similarity
from framing.stats.monthly import by_month
from framing.stats.power import smallest_ratios
from framing.stats.salience import compare_pairs, salience, separation
from framing.stats.sentiment import compare_sentiment, mean_sentiment
from framing.stats.voice_gap import voice_gaps
from framing.stats.voice_shares import own_salience, stance_shares, voice_shares
from framing.study import Definitions, Features, Maker, Methods, Results, Study
from framing.tables.schema import GOLD, OF_GROUPS, PIECE

TABLES: Mapping[str, Maker] = {
    "settings": lambda r: settings(r.study.definitions, r.methods),
    "descriptives": lambda r: describe(r.study.features, r.study.pieces),
    "salience": lambda r: salience(*_counted(r), level=1, bootstrap=r.methods.bootstrap),
    "salience_subframes": lambda r: salience(*_everything(r), level=2, bootstrap=r.methods.bootstrap),
    "salience_pairs": lambda r: compare_pairs(*_counted(r), bootstrap=r.methods.bootstrap),
    "separation": lambda r: separation(*_counted(r), bootstrap=r.methods.bootstrap),
    "smallest_ratios": lambda r: smallest_ratios(*_counted(r), r.methods.bootstrap, r.methods.power),
    "coverage": lambda r: r.study.coverage,
    "sentiment": lambda r: mean_sentiment(r.study.features, bootstrap=r.methods.bootstrap),
    "sentiment_pairs": lambda r: compare_sentiment(r.study.features, bootstrap=r.methods.bootstrap),
    "cooccurrence": lambda r: cooccurrence(r.study.features, _frames(r), coverage=r.methods.coverage),
    "positions": lambda r: positions(r.study.features),
    "mean_positions": lambda r: mean_positions(r.study.features, _frames(r), bootstrap=r.methods.bootstrap),
    "keyness": lambda r: log_odds(r.study.features.bags, prior=r.methods.prior, coverage=r.methods.coverage),
    "similarity": lambda r: similarity(r.study.features.bags, bootstrap=r.methods.word_bootstrap),
    "similarity_map": lambda r: map_pieces(r["similarity"]),
    "leave_one_out": lambda r: leave_one_term_out(*_counted(r), bootstrap=r.methods.bootstrap),
    "top_terms": lambda r: top_terms(*_counted(r), k=r.methods.top),
    "null": lambda r: random_dictionaries(*_counted(r), **_chosen(r, "draws", "coverage", "seed", "pool")),
    "multiverse": lambda r: ranked(multiverse(*_everything(r))),
    "lexicons": lambda r: lexicon_means(r.study.features, bootstrap=r.methods.bootstrap),
    "lexicon_agreement": lambda r: lexicon_agreement(r.study.features),
    "claims": lambda r: claims(r.study, _universes(r), r["smallest_ratios"], r.methods),
    "voice_gaps": lambda r: voice_gaps(*_counted(r), bootstrap=r.methods.bootstrap),
    "agreement_subframes": lambda r: agreement(
        by_subframe(r.study.subframe_codings), bootstrap=r.methods.bootstrap
    ),
    "voice_shares": lambda r: voice_shares(*_counted(r), bootstrap=r.methods.bootstrap),
    "stance_shares": lambda r: stance_shares(*_counted(r), bootstrap=r.methods.bootstrap),
    "own_salience": lambda r: own_salience(*_counted(r), bootstrap=r.methods.bootstrap),
    "voice_evaluation": lambda r: evaluate_features(
        r.study.features, r.study.checked, r.study.definitions.reporting, r.methods.coverage
    ),
    "agreement": lambda r: agreement(_everyone(r), bootstrap=r.methods.bootstrap),
    "confusion": lambda r: confusion(_everyone(r)),
    "validation": lambda r: against_codes(*_coded(r), bootstrap=r.methods.bootstrap),
    "validation_earlier": lambda r: against_codes(*_coded_earlier(r), bootstrap=r.methods.bootstrap),
    "validation_patterns": lambda r: pattern_precision(*_coded(r)[:2], r.methods.coverage),
    "dictionary_elsewhere": lambda r: dictionary_elsewhere(
        r.study.development_hits, r.study.development_recall, r.study.definitions.frames, r.methods.coverage
    ),
    "pattern_elsewhere": lambda r: pattern_elsewhere(
        r.study.development_hits, r.study.definitions.frames, r.methods.coverage
    ),
    "voice_elsewhere": lambda r: evaluate_elsewhere(
        r.study.development_voices, r.study.definitions.reporting, r.methods.coverage
    ),
    "validation_length": lambda r: length_check(*_coded(r), bootstrap=r.methods.bootstrap),
}


def analyse(study: Study, methods: Methods = Methods()) -> Results:
    """Return every result table of a study, each made from its features when it is first asked for.

    The tables are those of the functions called; their columns are described there and in the codebook.
    Where the dictionary is set against coders it is the coder "dictionary". Above a dozen pieces, or where
    `methods.group_by` names a column, tables that compare pieces compare groups of them, with pieces as the
    units that might have been others; which piece is in which group stands in the table groups, and what
    figures show in `drawn`. Where dates lie in three months or more there is the table months. Raises
    FramingError where codings speak of sentences or frames that are not there, or no column is so named.

    >>> from framing import read_specimen
    >>> results = analyse(read_specimen(), Methods(coverage=0.8))
    >>> results["descriptives"]["sentences"].tolist()
    [23, 23, 26, 18, 20]
    """
    check_codings(study.codings, study.features.sentences, study.definitions.frames["frame"].tolist())
    makers = dict(TABLES)
    pieces = study.pieces[study.pieces["doc_id"].isin(study.features.sentences["doc_id"])]
    if len(months(pieces)):
        makers["months"] = by_month
    groups = group_pieces(pieces, methods.group_by)
    if groups.empty:
        if methods.unit == PIECE:
            raise FramingError("Methods: unit 'piece' is that of groups; name a column in group_by")
        return Results(study, methods, makers)
    drawn = Results(group_study(study, groups), replace(methods, unit=PIECE), makers)
    makers |= {name: partial(_of_groups, name) for name in OF_GROUPS if name in makers} | {
        "groups": lambda _: groups
    }
    return Results(study, methods, makers, drawn)


def _of_groups(name: str, results: Results) -> pd.DataFrame:
    return results.drawn[name]


def _everything(results: Results) -> tuple[Features, Definitions]:
    return results.study.features, results.study.definitions


def _counted(results: Results) -> tuple[Features, Definitions]:
    """Return features and definitions of the main frames."""
    return results.study.main.features, results.study.main.definitions


def _universes(results: Results) -> dict[str, pd.DataFrame]:
    """Return the rates in every specification, by the study's own dictionary and by an earlier version."""
    universes, earlier = {DICTIONARY_ARM: results["multiverse"]}, results.study.earlier
    if earlier:
        universes[EARLIER_ARM] = multiverse(earlier.features, earlier.definitions)
    return universes


def _chosen(results: Results, *names: str) -> dict[str, Any]:
    return {name: getattr(results.methods, name) for name in names}


def _frames(results: Results) -> pd.DataFrame:
    return results.study.definitions.main.frames


def _coded(results: Results) -> tuple[Features, pd.DataFrame, pd.DataFrame]:
    main = results.study.main
    return main.features, main.codings, main.definitions.frames


def _coded_earlier(results: Results) -> tuple[Features, pd.DataFrame, pd.DataFrame]:
    """Return what `_coded` does by an earlier dictionary, without codes where there is none."""
    features, codings, frames = _coded(results)
    earlier = results.study.earlier
    return (features, codings[:0], frames) if earlier is None else (earlier.main.features, codings, frames)


def _everyone(results: Results) -> pd.DataFrame:
    """Return the codes of the dictionary and of all coders, by main frames, without gold."""
    features, codings, frames = _coded(results)
    codings = codings[codings["coder"] != GOLD]
    return pd.concat([dictionary_codes(features, frames), codings], ignore_index=True)
