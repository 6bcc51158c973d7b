"""The specimen pieces: every count that was planted is found, and nothing else."""

import re
from collections import Counter

import pytest

from framing import paths
from framing.corpus.annotate import split_sentences
from framing.dictionary.dictionary import from_nested, locate
from framing.tables.checked import read_table
from framing.text.normalise import normalise
from framing.text.tokens import words

FRAMES = ["escalation", "deterrence", "transition"]


def read(name):
    return read_table(paths.SPECIMEN / f"{name}.csv", name)


@pytest.fixture(scope="module")
def truth():
    return read("truth").pivot_table(index="doc_id", columns="measure", values="value")


@pytest.fixture(scope="module")
def planted():
    return read("planted")


@pytest.fixture(scope="module")
def sentences(specimen):
    return split_sentences(specimen.texts).set_index(["doc_id", "paragraph", "sentence"])["text"]


def test_five_pieces_of_250_to_400_words_of_five_genres(truth, specimen):
    assert truth.index.tolist() == specimen.pieces["doc_id"].tolist() == ["s01", "s02", "s03", "s04", "s05"]
    assert truth["words"].between(250, 400).all()
    assert sorted(specimen.pieces["genre"]) == ["analysis", "brief", "explainer", "opinion", "report"]


def test_paragraphs_sentences_and_words_are_those_counted_by_hand(truth, specimen):
    found = specimen.features.sentences.groupby("doc_id")
    assert found["paragraph"].nunique().to_dict() == truth["paragraphs"].to_dict()
    assert found.size().to_dict() == truth["sentences"].to_dict()
    assert found["n_words"].sum().to_dict() == truth["words"].to_dict()


def test_words_are_those_that_splitting_at_blanks_and_dashes_gives(truth):
    # a count that owes nothing to the tokeniser: chunks with a letter or digit, marks and slashes aside
    for doc_id, expected in truth["words"].items():
        text = (paths.SPECIMEN / "texts" / f"{doc_id}.txt").read_text(encoding="utf-8")
        assert sum(bool(re.search(r"\w", chunk)) for chunk in re.split(r"[\s—–/]+", text)) == expected


@pytest.mark.parametrize("frame", FRAMES)
def test_hits_per_frame(truth, specimen, frame):
    hits = specimen.features.hits
    found = hits[hits["frame"] == frame].groupby("doc_id")["n"].sum()
    assert found.reindex(truth.index, fill_value=0).to_dict() == truth[frame].to_dict()


def test_matches_set_aside(truth, specimen):
    found = specimen.features.hits.groupby("doc_id")["n_unless"].sum()
    assert found.to_dict() == truth["set_aside"].to_dict()
    assert truth["set_aside"].min() > 0


def test_what_was_planted_is_found_by_its_pattern_in_its_sentence_and_nothing_else(planted, specimen):
    keys = ["doc_id", "paragraph", "sentence", "frame", "subframe", "pattern"]
    hits = specimen.features.hits
    for column in ("n", "n_subframe"):
        found = Counter({tuple(row[:6]): row[6] for row in hits[[*keys, column]].to_numpy() if row[6]})
        assert found == Counter(tuple(row) for row in planted[keys].to_numpy())


def test_every_expression_stands_in_its_sentence_and_its_pattern_matches_it(planted, sentences):
    for row in planted.itertuples():
        sentence = sentences[row.doc_id, row.paragraph, row.sentence]
        assert row.expression in sentence
        # whole, or the words that stand in place of a wildcard by themselves
        assert len(locate([words(row.expression)], from_nested({"f": [row.pattern]}))) == 1, row.expression


def test_planted_and_counted_agree(planted, truth):
    counted = planted.groupby(["doc_id", "frame"]).size().unstack(fill_value=0)
    assert counted.to_dict() == truth[FRAMES].to_dict()


def test_planted_voices_and_stances_cover_what_can_occur(planted):
    assert set(planted["voice"]) == {"author", "reported", "quoted"}
    assert set(planted["stance"]) == {"asserted", "negated", "contested"}
    # a quoted expression stands within double quotation marks, or in an indented statement without any
    assert planted.loc[planted["voice"] == "author", "speaker"].eq("").all()


def test_quotation_marks_are_those_counted_by_hand(truth, specimen):
    for doc_id, group in specimen.texts.groupby("doc_id"):
        marks = sum(text.count('"') for text in group["text"])
        assert marks % 2 == 0
        # a quotation may be broken by its speech tag, or stand without marks, so marks bound it from above
        assert truth.loc[doc_id, "scare_quotes"] <= marks / 2
        assert truth.loc[doc_id, "quotations"] + truth.loc[doc_id, "scare_quotes"] <= marks / 2 + 1


def test_typography_of_both_kinds_is_there():
    text = "".join(p.read_text(encoding="utf-8") for p in sorted((paths.SPECIMEN / "texts").glob("*.txt")))
    assert {"’", "“", "”", "—", "'", '"', "-"} <= set(text)
    assert normalise(text) != text


def test_nothing_of_the_real_dispute_is_in_them(specimen):
    text = " ".join(specimen.texts["text"])
    assert not re.search(r"Ukrain|Russia|Biden|Trump|Putin|Zelensk|Kyiv|Moscow|Washington|NATO|ATACMS", text)
