"""Words in quotations, counted by hand."""

import pandas as pd

from framing.corpus.annotate import annotate
from framing.corpus.definitions import read_definitions

DEFINITIONS = read_definitions()


def quoted(*paragraphs, part="body"):
    texts = pd.DataFrame(
        [("a", number, part, text) for number, text in enumerate(paragraphs, start=1)],
        columns=["doc_id", "paragraph", "part", "text"],
    )
    d = DEFINITIONS
    sentences = annotate(texts, d).sentences
    return list(zip(sentences["n_words"], sentences["n_words_quoted"], strict=True))


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


def test_every_voiced_quotation_lies_in_quoted_words(specimen):
    sentences = specimen.features.sentences.set_index(["doc_id", "sentence"])
    assert (sentences["n_words_quoted"] <= sentences["n_words"]).all()
    spoken = specimen.features.hits.query("voice == 'quoted'")
    keys = pd.MultiIndex.from_frame(spoken[["doc_id", "sentence"]])
    assert len(spoken) and (sentences.loc[keys, "n_words_quoted"] >= 4).all()
