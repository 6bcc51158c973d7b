"""Words that are quoted or reported, counted by hand."""

import pandas as pd

from framing.corpus.annotate import annotate
from framing.corpus.definitions import read_definitions

DEFINITIONS = read_definitions()


def counted(*paragraphs):
    texts = pd.DataFrame(
        [("a", number, "body", text) for number, text in enumerate(paragraphs, start=1)],
        columns=["doc_id", "paragraph", "part", "text"],
    )
    return annotate(texts, DEFINITIONS).sentences


def quoted(*paragraphs):
    return counted(*paragraphs)[["n_words", "n_words_quoted"]].apply(tuple, axis=1).tolist()


def reported(*paragraphs):
    return counted(*paragraphs)["n_words_reported"].tolist()


def test_quotations_of_four_words_count_and_shorter_ones_do_not():
    assert quoted('He said "we will not go" and left "at once".') == [(10, 4)]
    assert quoted('He said "we will go" and left.') == [(7, 0)]


def test_a_quotation_over_two_sentences_counts_in_both():
    assert quoted('"We will not go. They may, though," he said.') == [(4, 4), (5, 3)]


def test_a_block_quotation_counts_whole():
    assert quoted("Ms Orr wrote:", "The truce will hold for a year.", "Nobody replied.") == [
        (3, 0),
        (7, 7),
        (2, 0),
    ]


def test_reported_words_are_those_of_the_content_and_not_those_of_the_writer():
    assert reported("He said rents fell in May.", "Rents fell in May.", "Rents fell, he said.") == [4, 0, 2]
    assert reported("He said, after lunch, that rents fell; they rose.") == [3]


def test_a_word_reported_twice_over_or_quoted_counts_once():
    assert reported("Orr said that officials warned that rents fell.") == [6]
    assert reported('He said that "rents will soon fall" and then rise.') == [4]


def test_every_reported_hit_lies_in_reported_words(specimen):
    sentences = specimen.features.sentences.set_index(["doc_id", "sentence"])
    voiced = sentences["n_words_quoted"] + sentences["n_words_reported"]
    assert (voiced <= sentences["n_words"]).all()
    keys = pd.MultiIndex.from_frame(
        specimen.features.hits.query("voice == 'reported'")[["doc_id", "sentence"]]
    )
    assert len(keys) and (sentences.loc[keys, "n_words_reported"] > 0).all()


def test_every_voiced_quotation_lies_in_quoted_words(specimen):
    sentences = specimen.features.sentences.set_index(["doc_id", "sentence"])
    assert (sentences["n_words_quoted"] <= sentences["n_words"]).all()
    spoken = specimen.features.hits.query("voice == 'quoted'")
    keys = pd.MultiIndex.from_frame(spoken[["doc_id", "sentence"]])
    assert len(spoken) and (sentences.loc[keys, "n_words_quoted"] >= 4).all()
