"""From texts to the three tables that everything else reads: sentences, hits and bags of words."""

import pandas as pd

from framing import dictionary as dictionaries
from framing.sentiment import mask, score, score_afinn, score_textblob
from framing.study import Features
from framing.tables import check
from framing.tokens import is_word, sentences, words
from framing.voice import Paragraph, mark, quoted_words, read_paragraphs


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


def annotate(
    texts: pd.DataFrame,
    dictionary: pd.DataFrame,
    masks: pd.DataFrame,
    cues: pd.DataFrame,
    reporting: pd.DataFrame,
) -> Features:
    """Turn texts into the released tables, which hold no order of words within a sentence.

    `texts` has one row per paragraph with columns doc_id, paragraph, part, text; `dictionary` is as
    `dictionary.read` gives it; `masks` lists phrases hidden from the second sentiment score; `cues` and
    `reporting` hold what tells the stance and the voice of a hit. The columns of the three tables are those
    of `schema.TABLES`.
    """
    split = split_sentences(texts)
    token_lists = [words(text) for text in split["text"]]
    paragraphs = read_paragraphs(split, token_lists, reporting)
    return Features(
        _sentences(split, token_lists, masks, paragraphs),
        _hits(split, find_hits(split, token_lists, dictionary, cues, reporting, paragraphs=paragraphs)),
        _bags(split, token_lists),
    )


def find_hits(
    split: pd.DataFrame,
    token_lists: list[list[str]],
    dictionary: pd.DataFrame,
    cues: pd.DataFrame,
    reporting: pd.DataFrame,
    *,
    paragraphs: list[Paragraph] | None = None,
) -> pd.DataFrame:
    """Find every match of a dictionary with its voice and stance.

    One row per level x match with columns level (1 frames, 2 subframes), doc (row of `split`), first, last
    (tokens), entry (row of the dictionary), set_aside, frame, subframe, pattern, voice, speaker, stance. It
    tells where in a sentence hits stand and so is not released.
    """
    located = [dictionaries.locate(token_lists, dictionary, level).assign(level=level) for level in (1, 2)]
    columns = ["level", "doc", "first", "last", "entry", "set_aside"]
    found = pd.concat(located, ignore_index=True)[columns]
    names = dictionary.loc[found["entry"], ["frame", "subframe", "pattern"]].reset_index(drop=True)
    return mark(split, token_lists, pd.concat([found, names], axis=1), cues, reporting, paragraphs=paragraphs)


def _sentences(
    split: pd.DataFrame, token_lists: list[list[str]], masks: pd.DataFrame, paragraphs: list[Paragraph]
) -> pd.DataFrame:
    masked = [mask(text, masks["phrase"]) for text in split["text"]]
    table = split.drop(columns="text").assign(
        n_words=[sum(map(is_word, tokens)) for tokens in token_lists],
        n_words_quoted=quoted_words(paragraphs, token_lists),
        **score(split["text"]),
        compound_masked=score(masked)["compound"],
        textblob=score_textblob(split["text"]),
        afinn=score_afinn(split["text"]),
    )
    return check(table, "sentences")


def _hits(split: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    by = ["doc", "entry", "voice", "speaker", "stance"]
    counted = pd.DataFrame(
        {
            "n": found[(found["level"] == 1) & ~found["set_aside"]].groupby(by).size(),
            "n_subframe": found[(found["level"] == 2) & ~found["set_aside"]].groupby(by).size(),
            "n_unless": found[(found["level"] == 1) & found["set_aside"]].groupby(by).size(),
        }
    )
    counted = counted.fillna(0).astype("int64").rename_axis(by).sort_index().reset_index()
    names = found.drop_duplicates("entry").set_index("entry")[["frame", "subframe", "pattern"]]
    places = split.loc[counted["doc"], ["doc_id", "paragraph", "sentence"]].reset_index(drop=True)
    named = names.loc[counted["entry"]].reset_index(drop=True)
    return check(pd.concat([places, named, counted.drop(columns=["doc", "entry"])], axis=1), "hits")


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
