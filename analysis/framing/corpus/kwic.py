"""Keyword in context: every match of a pattern or a frame with the words around it."""

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.annotate import piece_tokens, split_sentences
from framing.corpus.texts import needed_texts
from framing.dictionary.dictionary import locate
from framing.dictionary.formats import advice, plain
from framing.dictionary.unmatchable import cannot_match
from framing.errors import FramingError
from framing.reading.documents import paired
from framing.study import Study
from framing.tables.checked import no_rows
from framing.text.tokens import word_spans

COLUMNS = ["doc_id", "paragraph", "sentence", "from", "to", "pre", "keyword", "post", "pattern", "frame"]


class _Token(NamedTuple):
    """A token by its sentence and by where it starts and ends there."""

    doc: int
    start: int
    end: int


def kwic(
    study: Study, pattern_or_frame: str | Sequence[str], *, window: int = 5, by: str = "tokens"
) -> pd.DataFrame:
    """Show every match of a pattern, or of a frame, in its context.

    `pattern_or_frame` is a frame ("escalation"), a subframe ("escalation.retaliation"), a pattern ("red
    line*") or a list of patterns; what is a frame and a word too is taken for the frame, in a list for the
    word. Matches are those of the look-up: of those that overlap the longest, and a pattern of the study's
    dictionary counts for its frame and is set aside by its `unless`. The context is `window` tokens at either
    side, or with `by` "sentence" the rest of the sentence.
    One row per match with columns doc_id, paragraph, sentence, from, to (tokens of the piece, from 1, marks
    included), pre, keyword, post, pattern, frame (empty for a pattern that is not in the dictionary).
    Raises FramingError where the texts are not here, or there is nothing to look for.

    >>> from framing import read_specimen
    >>> kwic(read_specimen(), "last-minute *", window=2)[["doc_id", "pre", "keyword", "post"]].values.tolist()
    []
    """
    texts = needed_texts(study, "keyword in context")
    if by not in ("tokens", "sentence") or window < 0:
        remedy = "use 'tokens' with 0 or more, or 'sentence'"
        raise FramingError(f"kwic: by is {by!r} and window {window}; {remedy}")
    dictionary, level = _sought(study.definitions.dictionary, pattern_or_frame)
    split = split_sentences(texts)
    pieces = _pieces(split)
    found = locate(pieces["token"], dictionary, level).join(dictionary["frame"], on="entry")
    rows = [
        _row(match, pieces.at[match.doc, "at"], split, window if by == "tokens" else None)
        for match in found[~found["set_aside"]].itertuples()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _pieces(split: pd.DataFrame) -> pd.DataFrame:
    """Return a row per piece with the lists of its tokens (token) and of where they stand (at)."""
    spans = [word_spans(text) for text in split["text"]]
    cut = [[text[a:b] for a, b in own] for text, own in zip(split["text"], spans, strict=True)]
    tokens = piece_tokens(split, cut)
    # the mark of a headline or dek stands before its text
    spanned = [spans[row.doc][row.place] if row.place >= 0 else (0, 0) for row in tokens.itertuples()]
    tokens["at"] = [_Token(doc, *span) for doc, span in zip(tokens["doc"], spanned, strict=True)]
    return tokens.groupby("piece")[["token", "at"]].agg(list)


def _row(match: Any, piece: Sequence[_Token], split: pd.DataFrame, window: int | None) -> dict[str, object]:
    begin, end = _context(piece, match.first, match.last, window)
    return {
        **split.loc[piece[match.first].doc, ["doc_id", "paragraph", "sentence"]],
        "from": match.first + 1,
        "to": match.last + 1,
        "pre": _text(piece[begin : match.first], split["text"]),
        "keyword": _text(piece[match.first : match.last + 1], split["text"]),
        "post": _text(piece[match.last + 1 : end], split["text"]),
        "pattern": match.pattern,
        "frame": match.frame,
    }


def _sought(dictionary: pd.DataFrame, pattern_or_frame: str | Sequence[str]) -> tuple[pd.DataFrame, int]:
    """Return what is to be looked up as a dictionary, and at which level."""
    given = [pattern_or_frame] if isinstance(pattern_or_frame, str) else pattern_or_frame
    if any(paired(pattern) != pattern for pattern in given):
        raise FramingError("kwic: a pattern is not in the encoding of the terminal; set that to UTF-8")
    if isinstance(pattern_or_frame, str):
        for level, key in ((1, dictionary["frame"]), (2, dictionary["frame"] + "." + dictionary["subframe"])):
            if (key == pattern_or_frame).any():
                return dictionary[key == pattern_or_frame].reset_index(drop=True), level
    patterns = [plain(pattern) for pattern in given]
    if not patterns or not all(patterns):
        raise FramingError("kwic: no pattern to look for; give a pattern such as 'red line*', or a frame")
    for found in cannot_match(given):
        warnings.warn(f"kwic: {found.pattern!r} can match nothing: {advice(found)}", stacklevel=3)
    empty = no_rows("dictionary")
    known = dictionary.loc[dictionary["pattern"].isin(patterns), empty.columns]
    others = pd.DataFrame({"pattern": [p for p in patterns if p not in set(known["pattern"])]}, dtype=str)
    both = pd.concat([empty, known, others], ignore_index=True)
    return both.fillna("").drop_duplicates(["frame", "pattern"], ignore_index=True), 1


def _context(piece: Sequence[_Token], first: int, last: int, window: int | None) -> tuple[int, int]:
    """Return where the context of a match begins and ends: so many tokens off, or with its sentence."""
    if window is not None:
        return max(0, first - window), last + 1 + window
    docs = [token.doc for token in piece]
    return bisect_left(docs, docs[first]), bisect_right(docs, docs[last])


def _text(tokens: Sequence[_Token], texts: pd.Series) -> str:
    runs = [list(own) for _, own in groupby(tokens, key=lambda token: token.doc)]
    return " ".join(filter(None, (texts[run[0].doc][run[0].start : run[-1].end] for run in runs)))
