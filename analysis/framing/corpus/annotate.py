"""From texts to the four tables that everything else reads: sentences, hits, bags of words and scores."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import repeat

import pandas as pd

from framing.errors import FramingError
from framing.processes import pool
from framing.sentiment.scorers import mask, score, score_afinn, score_textblob
from framing.stats.scores import sum_scores
from framing.study import Definitions, Features
from framing.tables.checked import check
from framing.tables.schema import AS_WRITTEN, MASKED, QUOTED, REPORTED, TABLES
from framing.text.documents import marked, split_paragraph
from framing.text.tokens import is_word, words
from framing.text.unparted import check_parted
from framing.voice import stance
from framing.voice.attribution import Paragraph, mark, read_paragraphs, voiced_words

# pieces that are read together, and how many such blocks one process reads as fast as several
AT_ONCE, FEW_BLOCKS = 50, 4


def split_sentences(texts: pd.DataFrame) -> pd.DataFrame:
    """Split paragraphs into sentences; a headline is one sentence.

    One row per sentence with columns doc_id, paragraph, sentence (numbered from 1 through the piece), part
    and text (normalised).

    >>> columns = ["doc_id", "paragraph", "part", "text"]
    >>> texts = pd.DataFrame([("a", 1, "body", "It rained. He left.")], columns=columns)
    >>> split_sentences(texts)["text"].tolist()
    ['It rained.', 'He left.']
    """
    rows = [
        (row.doc_id, row.paragraph, row.part, sentence)
        for row in texts.itertuples()
        for sentence in split_paragraph(row.part, row.text)
    ]
    split = pd.DataFrame(rows, columns=["doc_id", "paragraph", "part", "text"])
    split.insert(2, "sentence", split.groupby("doc_id").cumcount() + 1)
    return split


def annotate(
    texts: pd.DataFrame,
    definitions: Definitions,
    *,
    workers: int = 1,
    progress: Callable[[str], object] = str,
) -> Features:
    """Turn texts into the released tables, which hold no order of words within a sentence.

    `texts` has one row per paragraph with columns doc_id, paragraph, part, text; of the definitions the
    dictionary, masks, cues and reporting words are used. The columns of the four tables are those of
    `schema.TABLES`. More than 50 pieces are read 50 at a time, more than 200 by so many processes;
    `progress` is told how many are read and how long the rest takes.
    Raises FramingError where blanks do not part the words of a text.

    >>> from framing import read_specimen
    >>> specimen = read_specimen()
    >>> len(annotate(specimen.texts, specimen.definitions).sentences)
    110
    """
    for doc_id, paragraphs in texts.groupby("doc_id", sort=False)["text"]:
        check_parted(f"text {doc_id!r}", "\n".join(paragraphs))
    pieces = texts.groupby("doc_id", sort=False).ngroup()
    if len(pieces) == 0 or pieces.max() < AT_ONCE:
        return _annotate(texts, definitions)
    blocks = [texts[pieces // AT_ONCE == number] for number in range(pieces.max() // AT_ONCE + 1)]
    made, begun = [], time.perf_counter()
    with in_order(blocks, definitions, workers if len(blocks) > FEW_BLOCKS else 1) as annotated:
        for number, features in enumerate(annotated, 1):
            made.append(features)
            left = (time.perf_counter() - begun) / number * (len(blocks) - number)
            done = min(number * AT_ONCE, pieces.max() + 1)
            progress(f"{done:,} of {pieces.max() + 1:,} pieces read, {left:.0f} s left")
    return _together(made)


@contextmanager
def in_order(
    blocks: Sequence[pd.DataFrame], definitions: Definitions, workers: int
) -> Iterator[Iterator[Features]]:
    """Give the features of every block of texts in turn, made by one process or by several."""
    if workers < 2:
        yield map(_annotate, blocks, repeat(definitions))
        return
    with pool(workers, "spawn") as processes:
        try:
            yield processes.map(_annotate, blocks, repeat(definitions))
        except BrokenProcessPool:
            cause = "a process that reads pieces was ended from outside, mostly for want of memory"
            raise FramingError(f"{cause}; read fewer pieces at a time") from None


def _together(made: Sequence[Features]) -> Features:
    tables = [
        None if part[0] is None else pd.concat(part, ignore_index=True) for part in zip(*made, strict=True)
    ]
    features = Features(*tables)
    return features._replace(bags=features.bags.sort_values(["doc_id", "token"], ignore_index=True))


def _annotate(texts: pd.DataFrame, definitions: Definitions) -> Features:
    split = split_sentences(texts)
    token_lists = [words(text) for text in split["text"]]
    paragraphs = read_paragraphs(split, token_lists, definitions.reporting)
    versions = [definitions.dictionary, definitions.earlier]
    hits, earlier = (
        None
        if dictionary is None
        else _hits(split, find_hits(split, token_lists, dictionary, definitions.cues, paragraphs))
        for dictionary in versions
    )
    sentences = _sentences(split, token_lists, paragraphs)
    scores = _scores(split, sentences["compound"], definitions.masks)
    return Features(sentences, hits, _bags(split, token_lists), scores, earlier)


def count_hits(texts: pd.DataFrame, definitions: Definitions) -> pd.DataFrame:
    """Count the dictionary of some definitions in texts: the table hits alone of what `annotate` makes.

    One row per sentence x pattern x voice x speaker x stance, with the columns of `schema.TABLES`.

    >>> from framing import read_specimen
    >>> specimen = read_specimen()
    >>> count_hits(specimen.texts, specimen.definitions).equals(specimen.features.hits)
    True
    """
    split = split_sentences(texts)
    token_lists = [words(text) for text in split["text"]]
    paragraphs = read_paragraphs(split, token_lists, definitions.reporting)
    return _hits(split, find_hits(split, token_lists, definitions.dictionary, definitions.cues, paragraphs))


def find_hits(
    split: pd.DataFrame,
    token_lists: Sequence[Sequence[str]],
    dictionary: pd.DataFrame,
    cues: pd.DataFrame,
    paragraphs: Sequence[Paragraph],
) -> pd.DataFrame:
    """Find every match of a dictionary in whole pieces, with its voice and stance.

    One row per level x match with columns level (1 frames, 2 subframes), doc (row of `split` in which it
    begins), first, last (tokens, counted from the beginning of that sentence; `last` may lie beyond its end,
    and the mark of a headline or dek before it), entry (row of the dictionary), set_aside, frame, subframe,
    pattern, voice, speaker, stance. It tells where in a sentence hits stand and so is not released.
    """
    tokens = piece_tokens(split, token_lists)
    pieces = tokens.groupby("piece")["token"].agg(list)
    located = [stance.locate(pieces, dictionary, level, cues).assign(level=level) for level in (1, 2)]
    found = pd.concat(located, ignore_index=True).rename(columns={"doc": "piece"})
    found = found.merge(tokens, on=["piece", "first"], how="left")
    found = found.assign(last=found["place"] + found["last"] - found["first"], first=found["place"])
    found = found[["level", "doc", "first", "last", "entry", "set_aside", "stance"]]
    return mark(found.join(dictionary[["frame", "subframe", "pattern"]], on="entry"), paragraphs)


def piece_tokens(split: pd.DataFrame, token_lists: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Return every piece as one sequence of tokens.

    One row per token with columns piece (from 0), first (place in the piece), doc (row of `split`), place (in
    that sentence), token. The mark of a headline or dek stands before it, at places below 0, so that no
    phrase runs into it.
    """
    rows = []
    for row, goes_on in zip(split.itertuples(), split.duplicated(["doc_id", "paragraph"]), strict=True):
        before = [] if goes_on else words(marked(row.part, ""))
        own = [*before, *token_lists[row.Index]]
        rows += [(row.doc_id, row.Index, place, token) for place, token in enumerate(own, -len(before))]
    tokens = pd.DataFrame(rows, columns=["doc_id", "doc", "place", "token"])
    pieces = tokens.groupby("doc_id", sort=False)
    return tokens.assign(piece=pieces.ngroup(), first=pieces.cumcount())


def _sentences(
    split: pd.DataFrame, token_lists: list[list[str]], paragraphs: list[Paragraph]
) -> pd.DataFrame:
    voiced = voiced_words(paragraphs, token_lists)
    table = split.drop(columns="text").assign(
        n_words=[sum(map(is_word, tokens)) for tokens in token_lists],
        n_words_quoted=voiced[QUOTED],
        n_words_reported=voiced[REPORTED],
        compound=score(split["text"])["compound"],
    )
    return check(table, "sentences")


def _scores(split: pd.DataFrame, compound: pd.Series, masks: pd.DataFrame) -> pd.DataFrame:
    """Add up the scores of sentences, of which only the first is released sentence by sentence."""
    scored = {AS_WRITTEN: compound}
    for name, kind in MASKED.items():
        phrases = masks.loc[masks["kind"] == kind, "phrase"]
        scored[name] = score(mask(text, phrases) for text in split["text"])["compound"]
    scored |= {"TextBlob": score_textblob(split["text"]), "AFINN": score_afinn(split["text"])}
    table = sum_scores(split.drop(columns="text").assign(**scored))
    return check(table.loc[table["score"] != AS_WRITTEN, list(TABLES["scores"].columns)], "scores")


def _hits(split: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    frame, own = found["level"] == 1, ~found["set_aside"]
    counts = {"n": frame & own, "n_subframe": ~frame & own, "n_unless": frame & ~own}
    by = ["doc", "entry", "frame", "subframe", "pattern", "voice", "speaker", "stance"]
    counted = found.assign(**counts).groupby(by)[list(counts)].sum()
    counted = counted[counted.any(axis=1)].reset_index()
    placed = counted.join(split[["doc_id", "paragraph", "sentence"]], on="doc")
    return check(placed.drop(columns=["doc", "entry"]), "hits")


def _bags(split: pd.DataFrame, token_lists: Sequence[Sequence[str]]) -> pd.DataFrame:
    tokens = pd.DataFrame({"doc_id": split["doc_id"], "token": token_lists}).explode("token").dropna()
    own = tokens[tokens["token"].map(is_word)]
    counted = own.groupby(["doc_id", own["token"].str.lower()]).size()
    return check(counted.rename("n").reset_index(), "bags")
