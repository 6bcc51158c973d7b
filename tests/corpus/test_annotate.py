"""Texts to tables, on texts that can be counted by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from framing.corpus import annotate as annotation
from framing.corpus.annotate import annotate, split_sentences
from framing.dictionary.dictionary import count
from framing.study import Definitions
from framing.text.tokens import words

TEXTS = pd.DataFrame(
    [
        ("d1", 1, "headline", "Red lines. Red ink"),
        ("d1", 2, "body", "The splendid quay. The United States waits for rain."),
        ("d2", 1, "body", "The Red Line station is old. Red line, red lines and rain rain."),
    ],
    columns=["doc_id", "paragraph", "part", "text"],
)
DICTIONARY = pd.DataFrame(
    [
        ("sea", "wet", "red line*", "red line* station", "", ""),
        ("sea", "dry", "line*", "", "", ""),
        ("sky", "", "rain", "", "", ""),
        ("sky", "", "snow", "", "", ""),
    ],
    columns=["frame", "subframe", "pattern", "unless", "source", "note"],
)
MASKS = pd.DataFrame({"phrase": ["united states", "splendid"], "kind": ["name", "topic"], "reason": [""] * 2})
CUES = pd.DataFrame([("waits for", "contested", "before", 3)], columns=["cue", "stance", "side", "window"])
REPORTING = pd.DataFrame([("station is", "verb", "after")], columns=["pattern", "kind", "side"])
NONE = pd.DataFrame()
DEFINITIONS = Definitions(NONE, NONE, DICTIONARY, MASKS, CUES, REPORTING)


@pytest.fixture(scope="module")
def features():
    return annotate(TEXTS, DEFINITIONS)


def test_split_sentences(same):
    same(
        split_sentences(TEXTS),
        "doc_id paragraph sentence part text",
        [
            ("d1", 1, 1, "headline", "Red lines. Red ink"),
            ("d1", 2, 2, "body", "The splendid quay."),
            ("d1", 2, 3, "body", "The United States waits for rain."),
            ("d2", 1, 1, "body", "The Red Line station is old."),
            ("d2", 1, 2, "body", "Red line, red lines and rain rain."),
        ],
    )


def test_sentences(features, same):
    # splendid is 2.8 in the lexicon, 2.8 / sqrt(2.8^2 + 15) = .5859; united is 1.8, which gives .4215
    same(
        features.sentences,
        # "station is" reports "old"
        "doc_id paragraph sentence part n_words n_words_quoted n_words_reported compound",
        [
            ("d1", 1, 1, "headline", 4, 0, 0, 0),
            ("d1", 2, 2, "body", 3, 0, 0, 5859),
            ("d1", 2, 3, "body", 6, 0, 0, 4215),
            ("d2", 1, 1, "body", 6, 0, 1, 0),
            ("d2", 1, 2, "body", 7, 0, 0, 0),
        ],
    )


def test_scores_are_sums_over_a_piece(features, same):
    # TextBlob's list has splendid (.8333) and old (.1 and 0 on average), AFINN's splendid and united
    both = [("all", 3), ("body", 2)]
    same(
        features.scores[["doc_id", "parts", "score", "sentences", "total"]],
        "doc_id parts score sentences total",
        [
            *[
                ("d1", parts, score, n, total)
                for parts, n in both
                for score, total in (
                    ("names masked", 5859),
                    ("topic masked", 4215),
                    ("TextBlob", 8333),
                    ("AFINN", 4),
                )
            ],
            *[
                ("d2", parts, score, 2, total)
                for parts, _ in both
                for score, total in (
                    ("names masked", 0),
                    ("topic masked", 0),
                    ("TextBlob", 500),
                    ("AFINN", 0),
                )
            ],
        ],
    )
    # errors are kept as they are written: AFINN's scores are 0, 3 and 1 in d1
    own = features.scores.set_index(["doc_id", "parts", "score"]).loc[("d1", "all", "AFINN")]
    assert own["error_sentence"] == round(pd.Series([0, 3, 1]).sem(), 4)
    assert own["with_vader"] == 1


def test_hits(features, same):
    same(
        features.hits,
        "doc_id paragraph sentence frame subframe pattern voice speaker stance n n_subframe n_unless",
        [
            ("d1", 1, 1, "sea", "wet", "red line*", "author", "", "asserted", 1, 1, 0),
            ("d1", 1, 1, "sea", "dry", "line*", "author", "", "asserted", 0, 1, 0),
            ("d1", 2, 3, "sky", "", "rain", "author", "", "contested", 1, 1, 0),
            ("d2", 1, 1, "sea", "wet", "red line*", "author", "", "asserted", 0, 0, 1),
            ("d2", 1, 1, "sea", "dry", "line*", "author", "", "asserted", 1, 1, 0),
            ("d2", 1, 2, "sea", "wet", "red line*", "author", "", "asserted", 2, 2, 0),
            ("d2", 1, 2, "sea", "dry", "line*", "author", "", "asserted", 0, 2, 0),
            ("d2", 1, 2, "sky", "", "rain", "author", "", "asserted", 2, 2, 0),
        ],
    )


def test_bags(features, same):
    d1 = {
        "for": 1,
        "ink": 1,
        "lines": 1,
        "quay": 1,
        "rain": 1,
        "red": 2,
        "splendid": 1,
        "states": 1,
        "the": 2,
    }
    d1 |= {"united": 1, "waits": 1}
    d2 = {"and": 1, "is": 1, "line": 2, "lines": 1, "old": 1, "rain": 2, "red": 3, "station": 1, "the": 1}
    rows = [(doc_id, token, n) for doc_id, bag in (("d1", d1), ("d2", d2)) for token, n in bag.items()]
    same(features.bags, "doc_id token n", rows)


def test_nothing_found_gives_an_empty_table_of_hits(features):
    snow = DICTIONARY[DICTIONARY["pattern"] == "snow"].reset_index(drop=True)
    hits = annotate(TEXTS, replace(DEFINITIONS, dictionary=snow)).hits
    assert len(hits) == 0
    assert hits.dtypes.to_dict() == features.hits.dtypes.to_dict()


def test_pieces_do_not_depend_on_each_other():
    definitions = replace(DEFINITIONS, earlier=DICTIONARY[:1])
    features = annotate(TEXTS, definitions)
    alone = annotate(TEXTS[TEXTS["doc_id"] == "d2"].reset_index(drop=True), definitions)
    assert len(alone.earlier) < len(alone.hits)
    for whole, part in zip(features, alone, strict=True):
        pd.testing.assert_frame_equal(whole[whole["doc_id"] == "d2"].reset_index(drop=True), part)


def test_annotate_changes_nothing_in_what_it_is_given():
    given_tables = (TEXTS, DICTIONARY, MASKS, CUES, REPORTING)
    copies = [table.copy() for table in given_tables]
    annotate(TEXTS, DEFINITIONS)
    for given, copy in zip(given_tables, copies, strict=True):
        pd.testing.assert_frame_equal(given, copy)


def test_hits_of_the_specimens_add_up_to_what_count_gives(specimen):
    split = split_sentences(specimen.texts)
    tokens = [words(text) for text in split["text"]]
    dictionary = specimen.definitions.dictionary
    frames = specimen.features.hits.groupby("frame")["n"].sum()
    counted = count(tokens, dictionary, 1).groupby("key")["n"].sum()
    assert counted.to_dict() == frames.to_dict()
    hits = specimen.features.hits
    by_subframe = hits.groupby(hits["frame"] + "." + hits["subframe"])["n_subframe"].sum()
    counted = count(tokens, dictionary, 2).groupby("key")["n"].sum()
    assert counted[counted > 0].to_dict() == by_subframe[by_subframe > 0].to_dict()


def test_words_of_sentences_and_of_bags_are_the_same_number(specimen):
    sentences, bags = specimen.features.sentences, specimen.features.bags
    by_sentence = sentences.groupby("doc_id")["n_words"].sum()
    assert by_sentence.to_dict() == bags.groupby("doc_id")["n"].sum().to_dict()


def test_pieces_read_in_blocks_give_the_same_tables(specimen, monkeypatch):
    whole, said = annotate(specimen.texts, specimen.definitions), []
    monkeypatch.setattr(annotation, "AT_ONCE", 2)
    parts = annotate(specimen.texts, specimen.definitions, progress=said.append)
    for one, other in zip(whole, parts, strict=True):
        assert (one is None and other is None) or one.equals(other)
    assert [line.partition(" pieces")[0] for line in said] == ["2 of 5", "4 of 5", "5 of 5"]
