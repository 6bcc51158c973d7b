"""Who voices a frame expression: the author, a person reported or a person quoted."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

import pandas as pd

from framing.dictionary import dictionary as dictionaries
from framing.tables.checked import check
from framing.tables.schema import AUTHOR, QUOTED, REPORTED
from framing.text.tokens import is_word
from framing.voice.grammar import REACH, sentence
from framing.voice.quotations import MARK, Quotation, hidden, is_open, quotations
from framing.voice.reporting import Found, Report, reports
from framing.voice.speakers import Names, Words, read_names, read_words
from framing.voice.subjects import UNRESOLVED, opening_speaker

_KINDS_LOOKED_UP = ("none", "verb", "adjective", "noun", "feeling", "phrase", "adverb")
_THAT = " that"
# a clause of saying may stand alone after a quotation that ends with a full mark: "Go!" he said.
_SOON = 8
# no stretch that a report holds is further off, as every rule has its reach
_FURTHEST = 4 * REACH

TokenLists = Sequence[Sequence[str]]
Attributed = tuple[Quotation, str]


class Paragraph(NamedTuple):
    """What the rules found in a paragraph; places count the tokens of all its sentences.

    `docs` are its sentences, `starts` where each begins, `size` how many tokens there are, `reports` what
    each sentence reports, `quoted` the quotations with who speaks.
    """

    docs: list[int]
    starts: list[int]
    size: int
    reports: list[list[Report]]
    quoted: list[Attributed]


class Piece(NamedTuple):
    """What the rules need of a piece: reporting words by sentence, names, words that tell who speaks."""

    found: dict[int, list[Found]]
    names: Names
    words: Words


def mark(located: pd.DataFrame, paragraphs: Sequence[Paragraph]) -> pd.DataFrame:
    """Say of every located match who voices it.

    `located` has one row per match with columns doc (row of the table of sentences), first and last (tokens,
    counted from the beginning of that sentence), `paragraphs` is what `read_paragraphs` finds. Returns
    `located` with columns voice (author, reported or quoted) and speaker (empty where no rule finds one). Of
    a match that runs over the end of its paragraph the part within it tells.
    """
    place = {doc: (p, start) for p in paragraphs for doc, start in zip(p.docs, p.starts, strict=True)}
    voices = []
    for match in located.itertuples():
        paragraph, start = place[match.doc]
        # the mark of a headline stands before the first token
        first = max(start + match.first, 0)
        last = max(min(start + match.last, paragraph.size - 1), first)
        voices.append(_voice(paragraph, first, last))
    return located.assign(**pd.DataFrame(voices, located.index, ["voice", "speaker"], dtype=str))


def read_paragraphs(split: pd.DataFrame, token_lists: TokenLists, reporting: pd.DataFrame) -> list[Paragraph]:
    """Find quotations and reported stretches, paragraph by paragraph.

    `split` has one row per sentence, as `annotate.split_sentences` gives it, `token_lists` its words.
    """
    words, found = read_words(reporting), _look_up(token_lists, reporting)
    pieces = split.reset_index(drop=True).groupby("doc_id", sort=False)
    return [paragraph for _, rows in pieces for paragraph in _of_piece(rows, token_lists, found, words)]


def voiced_words(paragraphs: Sequence[Paragraph], token_lists: TokenLists) -> dict[str, list[int]]:
    """Count the words of every sentence that are reported, and those that are quoted.

    Quoted are words in quotations of four words or more or in block quotations, reported the others in a
    stretch that the rules give to somebody. `paragraphs` is what `read_paragraphs` finds in `token_lists`,
    which holds the words of each sentence.
    """
    counts = {voice: [0] * len(token_lists) for voice in (REPORTED, QUOTED)}
    for paragraph in paragraphs:
        quoted = {p for quotation, _ in paragraph.quoted for p in range(quotation.first, quotation.last + 1)}
        found = chain.from_iterable(paragraph.reports)
        reported = {
            p for report in found for start, stop in report.spans for p in range(start, stop)
        } - quoted
        for doc, start in zip(paragraph.docs, paragraph.starts, strict=True):
            own = {place for place, token in enumerate(token_lists[doc], start) if is_word(token)}
            counts[QUOTED][doc] = len(own & quoted)
            counts[REPORTED][doc] = len(own & reported)
    return counts


def _voice(paragraph: Paragraph, first: int, last: int) -> tuple[str, str]:
    at = bisect_right(paragraph.quoted, first, key=lambda pair: pair[0].first) - 1
    if at >= 0 and last <= paragraph.quoted[at][0].last:
        return QUOTED, paragraph.quoted[at][1]
    holding = _holding(paragraph.reports[_sentence_at(paragraph.starts, first)], first, last)
    return (REPORTED, holding) if holding is not None else (AUTHOR, "")


def _sentence_at(starts: list[int], place: int) -> int:
    return bisect_right(starts, place) - 1


def _holding(found: Sequence[Report], first: int, last: int) -> str | None:
    """Return who speaks in the shortest reported stretch that holds tokens first to last, else None.

    A match that begins with the reporting words ("urged restraint") is held where its end is. "X warned that
    it would call this ..." is X speaking: a pronoun is passed on to the stretch round it.
    """
    holding = [
        (stop - start, report.speaker)
        for report in _between(found, first - _FURTHEST, last + _FURTHEST)
        for start, stop in report.spans
        if start <= last < stop and (start <= first or report.first <= first)
    ]
    if not holding:
        return None
    return next((speaker for _, speaker in sorted(holding) if speaker != UNRESOLVED), "")


def _between(found: Sequence[Report], low: int, high: int) -> Sequence[Report]:
    """Return the reports, which stand in order, whose reporting words begin between two tokens."""
    first = bisect_left(found, low, key=lambda report: report.first)
    return found[first : bisect_right(found, high, lo=first, key=lambda report: report.first)]


def _of_piece(
    sentences: pd.DataFrame, token_lists: TokenLists, found: dict[int, list[Found]], words: Words
) -> Iterator[Paragraph]:
    running = sentences.index[sentences["part"] != "headline"]
    piece = Piece(found, read_names([token_lists[i] for i in running], words), words)
    speaker, announced = "", None
    for _, rows in sentences.groupby("paragraph", sort=False):
        tokens = [token_lists[i] for i in rows.index]
        paragraph = _paragraph(rows, tokens, piece, speaker)
        marks = any(MARK in text for text in rows["text"])
        if announced is not None and rows["part"].iloc[0] == "body" and not marks:
            paragraph = paragraph._replace(quoted=[(Quotation(0, paragraph.size - 1), announced)])
        yield paragraph
        speaker = paragraph.quoted[-1][1] if marks and paragraph.quoted and is_open(rows["text"]) else ""
        announced = _announced(rows, paragraph, tokens[-1], piece)


def _announced(rows: pd.DataFrame, paragraph: Paragraph, last: Sequence[str], piece: Piece) -> str | None:
    """Return who speaks in the block quotation that a paragraph announces, None where it announces none."""
    if rows["part"].iloc[0] != "body" or last[-1:] != [":"]:
        return None
    if paragraph.reports[-1]:
        return paragraph.reports[-1][-1].speaker.replace(UNRESOLVED, "")
    if piece.words.documents & {token.lower() for token in last}:
        return opening_speaker(sentence(last), piece.names, piece.words)
    return None


def _paragraph(rows: pd.DataFrame, token_lists: TokenLists, piece: Piece, speaker: str) -> Paragraph:
    quoted = quotations(list(rows["text"]), token_lists)
    hides = hidden(quoted, list(chain.from_iterable(token_lists)))
    headline = rows["part"].iloc[0] == "headline"
    *starts, size = accumulate(map(len, token_lists), initial=0)
    made = []
    for doc, start, tokens in zip(rows.index, starts, token_lists, strict=True):
        s = sentence(tokens, hides[start : start + len(tokens)], headline)
        found = reports(s, piece.found[doc], piece.names, piece.words)
        made.append([_moved(report, start) for report in found])
    return Paragraph(list(rows.index), starts, size, made, _attributed(quoted, made, starts, speaker))


def _attributed(
    quoted: list[Quotation], made: list[list[Report]], starts: list[int], speaker: str
) -> list[Attributed]:
    """Give every quotation the speaker of the words that hold it, else of the quotation beside it."""
    names = [_speaker_of(quotation, made, starts) for quotation in quoted]
    if names and names[0] is None and speaker and quoted[0].first == 0:
        names[0] = speaker
    for i, name in enumerate(names):
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(names) and names[j] is not None]
        if name is None and near and _adjacent(quoted[i], quoted[near[0]], starts):
            names[i] = names[near[0]]
    return [(quotation, name or "") for quotation, name in zip(quoted, names, strict=True)]


def _speaker_of(quotation: Quotation, made: list[list[Report]], starts: list[int]) -> str | None:
    """Return who speaks where the sentence at the end or at the beginning of a quotation tells, else None."""
    for place in (quotation.last, quotation.first):
        holding = _holding(made[_sentence_at(starts, place)], place, place)
        if holding is not None:
            return holding
    following = made[_sentence_at(starts, quotation.last + 1)]
    soon = (r for r in _between(following, quotation.last + 1, quotation.last + _SOON) if not r.spans)
    return next((report.speaker.replace(UNRESOLVED, "") for report in soon), None)


def _adjacent(a: Quotation, b: Quotation, starts: list[int]) -> bool:
    """Tell whether no whole sentence lies between two quotations."""
    low, high = sorted((a, b))
    return _sentence_at(starts, high.first) - _sentence_at(starts, low.last) <= 1


def _moved(report: Report, by: int) -> Report:
    spans = tuple((start + by, stop + by) for start, stop in report.spans if stop > start)
    return report._replace(first=report.first + by, last=report.last + by, spans=spans)


def _look_up(token_lists: TokenLists, reporting: pd.DataFrame) -> dict[int, list[Found]]:
    # what reports nothing comes first, because of two equally long patterns the first listed counts
    rows = pd.concat([reporting[reporting["kind"] == kind] for kind in _KINDS_LOOKED_UP], ignore_index=True)
    # "suspects, for now, that": the aside is seen to where the rules of the clause are
    that = rows[rows["kind"].isin(["verb", "adjective", "noun"]) & rows["pattern"].str.endswith(_THAT)]
    parted = that.assign(pattern=that["pattern"].str.removesuffix(_THAT) + " ,")
    rows = pd.concat([rows, parted], ignore_index=True)
    patterns = check(rows[["pattern"]].assign(frame="reporting"), "dictionary", "reporting")
    located = dictionaries.locate(token_lists, patterns, level=1).join(rows[["kind", "side"]], on="entry")
    found = defaultdict(list)
    for match in located[located["kind"] != "none"].itertuples():
        found[match.doc].append(Found(match.first, match.last, match.pattern, match.kind, match.side))
    return found
