"""From texts to the three tables that everything else reads: sentences, hits and bags of words."""

from typing import NamedTuple

import pandas as pd

from framing import dictionary as dictionaries
from framing.sentiment import mask, score
from framing.tables import check
from framing.tokens import is_word, sentences, words


class Features(NamedTuple):
    """What is released about texts: one row per sentence, per sentence x pattern, per piece x token."""

    sentences: pd.DataFrame
    hits: pd.DataFrame
    bags: pd.DataFrame


def split_sentences(texts: pd.DataFrame) -> pd.DataFrame:
    """Split paragraphs into sentences; a headline is one sentence.

    One row per sentence with columns doc_id, paragraph, sentence (numbered from 1 through the piece), part
    and text (normalised).
    """
    rows = [
        (row.doc_id, row.paragraph, row.part, sentence)
        for row in texts.itertuples()
        for sentence in ([row.text] if row.part == "headline" else sentences(row.text))
    ]
    split = pd.DataFrame(rows, columns=["doc_id", "paragraph", "part", "text"])
    split.insert(2, "sentence", split.groupby("doc_id").cumcount() + 1)
    return split


def annotate(texts: pd.DataFrame, dictionary: pd.DataFrame, masks: pd.DataFrame) -> Features:
    """Turn texts into the released tables, which hold no order of words within a sentence.

    `texts` has one row per paragraph with columns doc_id, paragraph, part, text; `dictionary` is as
    `dictionary.read` gives it; `masks` lists phrases hidden from the second sentiment score. The columns of
    the three tables are those of `tables.TABLES`.
    """
    split = split_sentences(texts)
    token_lists = [words(text) for text in split["text"]]
    return Features(
        _sentences(split, token_lists, masks),
        _hits(split, token_lists, dictionary),
        _bags(split, token_lists),
    )


def _sentences(split: pd.DataFrame, token_lists: list[list[str]], masks: pd.DataFrame) -> pd.DataFrame:
    masked = [mask(text, masks["phrase"]) for text in split["text"]]
    table = split.drop(columns="text").assign(
        n_words=[sum(map(is_word, tokens)) for tokens in token_lists],
        **score(split["text"]),
        compound_masked=score(masked)["compound"],
    )
    return check(table, "sentences")


def _hits(split: pd.DataFrame, token_lists: list[list[str]], dictionary: pd.DataFrame) -> pd.DataFrame:
    by_frame = dictionaries.locate(token_lists, dictionary, level=1)
    by_subframe = dictionaries.locate(token_lists, dictionary, level=2)
    rows = ["doc", "entry"]
    counted = pd.DataFrame(
        {
            "n": by_frame[~by_frame["set_aside"]].groupby(rows).size(),
            "n_subframe": by_subframe[~by_subframe["set_aside"]].groupby(rows).size(),
            "n_unless": by_frame[by_frame["set_aside"]].groupby(rows).size(),
        }
    )
    counted = counted.fillna(0).astype("int64").rename_axis(rows).sort_index().reset_index()
    places = split.loc[counted["doc"], ["doc_id", "paragraph", "sentence"]].reset_index(drop=True)
    names = dictionary.loc[counted["entry"], ["frame", "subframe", "pattern"]].reset_index(drop=True)
    return check(pd.concat([places, names, counted.drop(columns=rows)], axis=1), "hits")


def _bags(split: pd.DataFrame, token_lists: list[list[str]]) -> pd.DataFrame:
    tokens = pd.DataFrame(
        [
            (doc_id, token.lower())
            for doc_id, tokens in zip(split["doc_id"], token_lists, strict=True)
            for token in tokens
            if is_word(token)
        ],
        columns=["doc_id", "token"],
    )
    return check(tokens.groupby(["doc_id", "token"]).size().rename("n").reset_index(), "bags")
