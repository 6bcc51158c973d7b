"""The dictionary doctor on invented corpora: what was planted comes first, effects are as counted anew."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.coding.validation import against_codes
from framing.lab.running import covered, near, running_words

# days are alike on purpose
pytestmark = pytest.mark.filterwarnings("ignore:.*a version of")
FEW = fr.Methods(resamples=300, word_resamples=100)
FILLER = [
    "Bread was baked.",
    "Children sang.",
    "Carts rolled past.",
    "Nets were mended.",
    "Lamps burned low.",
]


@pytest.fixture
def harbour(make_corpus):
    """Return a corpus in which "breaker" stands beside every gale, and "squall" in sentences without one."""
    day = ["A gale drove a breaker inland.", "A squall tore sails.", *FILLER]
    texts = {"a": "\n".join(day * 4), "b": "\n".join([*FILLER, *day] * 3)}
    dictionary = "frame,pattern\nstorm,gale*\nstorm,sang\n"
    return fr.read_corpus(make_corpus("harbour", {"dictionary": dictionary}, **texts))


@pytest.fixture
def read_harbour(harbour, coded):
    """Return the same, coded: the sentences with a gale or a squall are about the storm."""
    split = fr.split_sentences(harbour.texts)
    about = split[split["text"].str.contains("gale|squall")]
    return coded(harbour, "storm", {*zip(about["doc_id"], about["sentence"], strict=True)})


def of_kind(table, change):
    return table[table["change"] == change].set_index("pattern")


def test_without_codes_the_word_beside_hits_comes_first(harbour):
    shorter = fr.edit_dictionary(harbour.definitions.dictionary, "storm", out=["sang"])
    study = replace(harbour, definitions=replace(harbour.definitions, dictionary=shorter))
    table = fr.doctor(fr.analyse(study, FEW), "storm", reach=4)
    words = of_kind(table, "add a word")
    assert {*words.index[:3]} == {"breaker", "drove", "inland"}
    assert words["n_near"].iloc[0] == 7
    assert "gale" not in words.index
    assert table["recall"].isna().all()


def test_with_codes_the_words_of_missed_sentences_come_first(read_harbour):
    table = fr.doctor(fr.analyse(read_harbour, FEW), "storm")
    words = of_kind(table, "add a word")
    assert {*words.index[:3]} == {"sails", "squall", "tore"}
    row = words.loc["squall"]
    # 7 sentences with a gale are right, 10 where children sang are not; 7 of 14 are found
    assert row[["n", "n_missed", "sentences", "coded"]].tolist() == [7, 7, 7, 7]
    assert row[["precision", "recall"]].tolist() == pytest.approx([7 / 17, 7 / 14])
    assert row[["precision_after", "recall_after"]].tolist() == pytest.approx([14 / 24, 1])
    assert "A [squall] tore sails" in row["context"]
    assert of_kind(table, "add a phrase").index[:2].tolist() == ["squall tore", "tore sails"]


def test_a_pattern_that_errs_is_to_be_taken_out(read_harbour):
    gone = of_kind(fr.doctor(fr.analyse(read_harbour, FEW), "storm"), "take out")
    assert gone.index.tolist() == ["sang"]
    row = gone.iloc[0]
    assert row[["n", "sentences", "coded", "precision_after", "recall_after"]].tolist() == [10, 10, 0, 1, 0.5]
    assert pd.isna(row["n_near"])


@pytest.mark.parametrize("kind", ["add a word", "add a phrase", "take out"])
def test_effects_are_those_of_counting_anew(kind, read_harbour):
    listed = of_kind(fr.doctor(fr.analyse(read_harbour, FEW), "storm"), kind)
    for row in listed.head(4).itertuples():
        change = {"out" if kind == "take out" else "add": [row.Index]}
        shorter = fr.edit_dictionary(read_harbour.definitions.dictionary, "storm", **change)
        definitions = replace(read_harbour.definitions, dictionary=shorter)
        features = fr.annotate(read_harbour.texts, definitions)
        found = against_codes(features, read_harbour.codings, definitions.frames, FEW.bootstrap)
        value = found[(found["doc_id"] == "all")].set_index("measure")["value"]
        assert (row.precision_after, row.recall_after) == pytest.approx((value["precision"], value["recall"]))


def test_without_texts_only_patterns_to_take_out_are_listed(read_harbour):
    table = fr.doctor(fr.analyse(replace(read_harbour, texts=None), FEW), "storm")
    assert table.loc[0, ["change", "pattern", "context"]].tolist() == ["take out", "sang", ""]
    assert len(table) == 1


def test_claims_that_would_flip_are_named_for_those_tested(read_harbour):
    results = fr.analyse(read_harbour, FEW)
    table = fr.doctor(results, "storm", listed=2, tested=1)
    first = table[table["rank"] == 1].iloc[0]
    dictionary = fr.edit_dictionary(read_harbour.definitions.dictionary, "storm", add=[first["pattern"]])
    claims = fr.what_if(results, dictionary).claims
    named = claims.loc[claims["flips"].isin(["verdict", "other claim"]), "claim"]
    assert first["claims"] == " | ".join(named)
    assert (table.loc[table["rank"] == 2, "claims"] == "").all()


def test_codes_are_those_of_a_coder_or_of_half_of_them(read_harbour, coded):
    both = coded(read_harbour, "storm", set(), coder="ben")
    results = fr.analyse(both, FEW)
    assert fr.doctor(results, "storm", coder="ben")["recall"].isna().all()
    # of two coders one is half
    by_half = fr.doctor(results, "storm")
    pd.testing.assert_frame_equal(by_half, fr.doctor(results, "storm", coder="amy"))


def test_what_is_not_there_is_refused(read_harbour, harbour):
    results = fr.analyse(read_harbour, FEW)
    with pytest.raises(fr.FramingError, match="no frame 'fog'; choose one of storm"):
        fr.doctor(results, "fog")
    with pytest.raises(fr.FramingError, match="no coder 'eve'; choose one of amy"):
        fr.doctor(results, "storm", coder="eve")
    with pytest.raises(fr.FramingError, match="neither texts nor codes are here"):
        fr.doctor(fr.analyse(replace(harbour, texts=None), FEW), "storm")


def test_near_is_within_reach_and_within_the_piece(make_corpus):
    study = fr.read_corpus(
        make_corpus("two", {"dictionary": "frame,pattern\nsea,tide\n"}, a="x y tide.", b="u v w")
    )
    tokens = running_words(fr.split_sentences(study.texts))
    hit = covered(tokens, study.definitions.dictionary)
    assert tokens.loc[hit, "token"].tolist() == ["tide"]
    assert tokens.loc[near(tokens, hit, 1), "token"].tolist() == ["y", "tide", "."]
    assert tokens.loc[near(tokens, hit, 9), "token"].tolist() == ["x", "y", "tide", "."]
    assert not near(tokens, np.zeros(len(tokens), dtype=bool), 5).any()


def test_where_no_word_stands_beside_a_hit_none_is_named(make_corpus):
    texts = {"a": "\n".join(FILLER)}
    study = fr.read_corpus(
        make_corpus("calm", {"dictionary": "frame,pattern\nstorm,lamps\nfire,ember*\n"}, **texts)
    )
    listed = fr.doctor(fr.analyse(study, FEW), "fire")
    assert listed.loc[listed["change"] == "add"].empty


def test_a_phrase_that_is_a_pattern_already_is_not_advised_though_it_is_set_aside(make_corpus):
    day = ["Crews drew a red line around it.", "War came.", *FILLER]
    dictionary = "frame,pattern,unless\nwar,war,\nwar,red line*,red line around\n"
    study = fr.read_corpus(make_corpus("town", {"dictionary": dictionary}, a="\n".join(day * 4)))
    table = fr.doctor(fr.analyse(study, FEW), "war", tested=3)
    assert "drew" in {*table["pattern"]} and "red line" not in {*table["pattern"]}
