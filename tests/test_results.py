"""All result tables in one call."""

import pandas as pd
import pytest

from framing.claims.claims import claims
from framing.coding.agreement import agreement
from framing.coding.sheets import by_subframe
from framing.coding.voice_check import evaluate_features
from framing.results import analyse
from framing.robustness.leave_one_out import leave_one_term_out
from framing.robustness.lexicons import lexicon_agreement, lexicon_means
from framing.robustness.multiverse import multiverse, ranked
from framing.robustness.random_dictionaries import random_dictionaries
from framing.robustness.top_terms import top_terms
from framing.stats.cooccurrence import cooccurrence
from framing.stats.descriptives import describe
from framing.stats.dispersion import mean_positions, positions
from framing.stats.keyness import log_odds, map_pieces, similarity
from framing.stats.power import smallest_ratios
from framing.stats.salience import compare_pairs, salience, separation
from framing.stats.sentiment import compare_sentiment, mean_sentiment
from framing.stats.voice_gap import voice_gaps
from framing.stats.voice_shares import own_salience, stance_shares, voice_shares
from framing.study import Bootstrap
from framing.tables.checked import as_csv, no_rows

MAIN = Bootstrap(resamples=10_000, coverage=0.95, seed=20241117)
PIECES, FRAMES, SUBFRAMES, PAIRS = 5, 3, 14, 10
ROWS = {
    # choices, two versions and four sums of what was counted, packages
    "settings": 15 + 2 + 4 + 11,
    "descriptives": PIECES,
    "salience": PIECES * FRAMES,
    "salience_subframes": PIECES * SUBFRAMES,
    "salience_pairs": PAIRS * FRAMES,
    "separation": 5 * PAIRS * FRAMES,
    "smallest_ratios": PAIRS * FRAMES,
    # of the specimens it is not simulated
    "coverage": 0,
    "sentiment": PIECES * 3,
    "sentiment_pairs": PAIRS * 3,
    "cooccurrence": (PIECES + 1) * 3,
    "mean_positions": PIECES * FRAMES,
    "similarity": PAIRS,
    "similarity_map": PIECES,
    "top_terms": (PIECES + 1) * FRAMES,
    "null": (PIECES + 2) * FRAMES,
    "multiverse": 96 * PIECES * FRAMES,
    "lexicons": PIECES * 5,
    "lexicon_agreement": 10,
    # per piece and over all, per frame, genres per frame, sentiment per piece, two maskings, pairs of frames
    "voice_shares": PIECES * FRAMES * 3,
    # frames and all of them
    "voice_gaps": PIECES * (FRAMES + 1),
    "stance_shares": PIECES * FRAMES * 3,
    "own_salience": PIECES * FRAMES,
    # two measures of three classes and all together, speakers named and all
    "voice_evaluation": 2 * 4 + 2,
    "voice_elsewhere": 2 * 4 + 2,
    # the specimens have no codings
    "agreement": 0,
    "agreement_subframes": 0,
    "confusion": 0,
    "validation": 0,
    "validation_earlier": 0,
    "validation_patterns": 0,
    "dictionary_elsewhere": 0,
    "pattern_elsewhere": 0,
    "validation_length": 0,
    # and voice per frame and of all, stance of all, order of two frames; no codes
    "claims": (PIECES + 1) + FRAMES + FRAMES + (FRAMES + 1) + 1 + 3 + PIECES + 2 + 3,
}


@pytest.fixture(scope="module")
def results(specimen):
    return analyse(specimen)


def test_every_table_is_there_with_its_zero_rows(results):
    assert set(results) == {*ROWS, "positions", "keyness", "leave_one_out"}
    assert {name: len(results[name]) for name in ROWS} == ROWS
    assert len(results["positions"]) > 40
    assert len(results["keyness"]) > 500


def test_a_table_is_made_when_it_is_asked_for_and_once(monkeypatch, specimen):
    made = []
    monkeypatch.setattr("framing.results.describe", lambda *_: made.append(1) or pd.DataFrame())
    tables = analyse(specimen)
    assert len(tables) > 20 and not made
    assert tables["descriptives"].equals(tables["descriptives"])
    assert made == [1]


def test_the_choices_are_those_that_the_study_declares(results, specimen):
    features, definitions = specimen.features, specimen.definitions
    similarities = similarity(features.bags, Bootstrap(resamples=1000, coverage=0.95, seed=20241117))
    expected = {
        "descriptives": describe(features, specimen.pieces),
        "salience": salience(features, definitions, 1, MAIN),
        "salience_subframes": salience(features, definitions, 2, MAIN),
        "salience_pairs": compare_pairs(features, definitions, MAIN),
        "separation": separation(features, definitions, MAIN),
        "smallest_ratios": smallest_ratios(features, definitions, MAIN, 0.8),
        "coverage": no_rows("coverage"),
        "sentiment": mean_sentiment(features, MAIN),
        "sentiment_pairs": compare_sentiment(features, MAIN),
        "cooccurrence": cooccurrence(features, definitions.frames, 0.95),
        "positions": positions(features),
        "mean_positions": mean_positions(features, definitions.frames, MAIN),
        "keyness": log_odds(features.bags, 500, 0.95),
        "similarity": similarities,
        "similarity_map": map_pieces(similarities),
        "leave_one_out": leave_one_term_out(features, definitions, MAIN),
        "top_terms": top_terms(features, definitions, 3),
        "null": random_dictionaries(features, definitions, 2000, 0.95, 20241117),
        "multiverse": ranked(multiverse(features, definitions)),
        "lexicons": lexicon_means(features, MAIN),
        "lexicon_agreement": lexicon_agreement(features),
        "voice_shares": voice_shares(features, definitions, MAIN),
        "stance_shares": stance_shares(features, definitions, MAIN),
        "own_salience": own_salience(features, definitions, MAIN),
        "voice_evaluation": evaluate_features(features, specimen.checked, definitions.reporting, 0.95),
        "claims": claims(specimen, {"dictionary": results["multiverse"]}, results["smallest_ratios"]),
        "voice_gaps": voice_gaps(features, definitions, MAIN),
        "agreement_subframes": agreement(by_subframe(no_rows("codings_subframes")), bootstrap=MAIN),
    }
    for name, table in expected.items():
        pd.testing.assert_frame_equal(results[name], table, obj=name)


def test_the_same_inputs_give_the_same_bytes_and_stay_as_they_were(results, specimen):
    before = [
        table.copy() for table in (*specimen.features[:4], specimen.pieces, specimen.definitions.frames)
    ]
    again = analyse(specimen)
    assert {name: as_csv(table) for name, table in again.items()} == {
        name: as_csv(table) for name, table in results.items()
    }
    after = (*specimen.features[:4], specimen.pieces, specimen.definitions.frames)
    for old, new in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(old, new)


def test_no_table_has_an_index_or_a_column_twice(results):
    for name, table in results.items():
        assert table.columns.is_unique, name
        assert list(table.index) == list(range(len(table))), name
