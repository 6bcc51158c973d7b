"""Exercises of notebook 1: words, types and bags."""

from itertools import combinations
from typing import Any

import pandas as pd

from framing.classroom.marking import Wrong, ids_of, pairs, same, several, text, whole
from framing.corpus.annotate import split_sentences
from framing.corpus.texts import read_texts
from framing.paths import SPECIMEN
from framing.study import Results
from framing.tables.checked import read_table
from framing.text.tokens import is_word, words


def specimen_sentences(doc_id: str) -> pd.DataFrame:
    """Return the sentences of a specimen piece, as `split_sentences` gives them."""
    split = split_sentences(read_texts(SPECIMEN, read_table(SPECIMEN / "pieces.csv", "pieces")))
    return split[split["doc_id"] == doc_id].reset_index(drop=True)


def words_counted(answer: Any, _results: Results) -> str:
    """Judge how many words the sentence of s03 on flights over the P.R.O. has."""
    given, sentences = whole(answer), specimen_sentences("s03")["text"]
    tokens = words(sentences[sentences.str.contains("P.R.O.", regex=False)].iloc[0])
    right = sum(map(is_word, tokens))
    if given == len(tokens):
        raise Wrong("marks", "That is the number of tokens. Are commas and the final stop words?")
    if given in (right + 2, len(tokens) + 2):
        raise Wrong("abbreviation", "How many words is an abbreviation that has stops of its own?")
    if given != right:
        raise Wrong("count", "Count again; what blanks and marks of punctuation part is a word.")
    return "A token is a word, a number or a mark; only the first two are counted as words."


def order_changed(answer: Any, results: Results) -> str:
    """Judge which pairs of pieces stand in one order by words and in the other by types."""
    given, sizes = pairs(answer, ids_of(results)), results["descriptives"].set_index("doc_id")
    right = {
        frozenset((a, b))
        for a, b in combinations(sizes.index, 2)
        if (sizes["words"][a] - sizes["words"][b]) * (sizes["types"][a] - sizes["types"][b]) < 0
    }
    same(
        given,
        right,
        "pairs",
        "Look at both columns for every two pieces: does the longer one have more types?",
    )
    return "More words bring more types, but not in step: a longer text repeats itself more."


def one_bag(answer: Any, _results: Results) -> str:
    """Judge two sentences of five words or more that have one bag of words and not one order."""
    one, other = (
        [token.lower() for token in words(text(given, "A sentence"))]
        for given in several(answer, 2, "sentences")
    )
    if min(sum(map(is_word, tokens)) for tokens in (one, other)) < 5:
        raise Wrong("short", "One of the sentences has fewer than five words.")
    if one == other:
        raise Wrong("order", "The two sentences have their words in the same order.")
    if sorted(one) != sorted(other):
        raise Wrong("bag", "One of the sentences has a word or mark that the other has not, or not as often.")
    return (
        "One bag, two orders. Whether they claim opposite things no program checks: let somebody read them."
    )
