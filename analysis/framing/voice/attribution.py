"""Who voices a frame expression: the author, a person reported or a person quoted."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from framing.dictionary import dictionary as dictionaries
from framing.tables.checked import check
from framing.tables.schema import AUTHOR, QUOTED, REPORTED
from framing.text.tokens import is_word
from framing.voice.grammar import sentence
from framing.voice.quotations import MARK, Quotation, hidden, is_open, quotations
from framing.voice.reporting import Found, Report, reports
from framing.voice.speakers import Names, Words, read_names, read_words
from framing.voice.subjects import UNRESOLVED, opening_speaker

_KINDS_LOOKED_UP = ("none", "verb", "adjective", "noun", "phrase", "adverb")
# a clause of saying may stand alone after a quotation that ends with a full mark: "Go!" he said.
_SOON = 8


class Paragraph(NamedTuple):
    """What the rules found in a paragraph; places count the tokens of all its sentences.

    `docs` are its sentences, `starts` where each begins, `size` how many tokens there are, `reports` what
    each sentence reports, `quoted` the quotations with who speaks.
    """

    docs: list[int]
    starts: list[int]
    size: int
    reports: list[list[Report]]
    quoted: list[tuple[Quotation, str]]


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
    places = {
        doc: (paragraph, start)
        for paragraph in paragraphs
        for doc, start in zip(paragraph.docs, paragraph.starts, strict=True)
    }
    voices = []
    for doc, first, last in zip(located["doc"], located["first"], located["last"], strict=True):
        paragraph, start = places[doc]
        # the mark of a headline stands before the first token
        begin = max(start + first, 0)
        voices.append(_voice(paragraph, begin, max(min(start + last, paragraph.size - 1), begin)))
    return located.assign(
        voice=pd.Series([voice for voice, _ in voices], index=located.index, dtype=str),
        speaker=pd.Series([speaker for _, speaker in voices], index=located.index, dtype=str),
    )


def read_paragraphs(
    split: pd.DataFrame, token_lists: Sequence[Sequence[str]], reporting: pd.DataFrame
) -> list[Paragraph]:
    """Find quotations and reported stretches, paragraph by paragraph.

    `split` has one row per sentence, as `annotate.split_sentences` gives it, `token_lists` its words.
    """
    return list(_paragraphs(split.reset_index(drop=True), token_lists, reporting))


def quoted_words(paragraphs: Sequence[Paragraph], token_lists: Sequence[Sequence[str]]) -> list[int]:
    """Count the words of every sentence in quotations of four words or more, or in block quotations.

    `paragraphs` is what `read_paragraphs` finds in `token_lists`, which holds the words of each sentence.
    """
    counts = [0] * len(token_lists)
    for paragraph in paragraphs:
        places = {p for quotation, _ in paragraph.quoted for p in range(quotation.first, quotation.last + 1)}
        for doc, start in zip(paragraph.docs, paragraph.starts, strict=True):
            counts[doc] = sum(
                is_word(token) for place, token in enumerate(token_lists[doc], start) if place in places
            )
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
        for report in found
        for start, stop in report.spans
        if start <= last < stop and (start <= first or report.first <= first)
    ]
    named = [speaker for _, speaker in sorted(holding) if speaker != UNRESOLVED]
    return named[0] if named else "" if holding else None


def _paragraphs(
    split: pd.DataFrame, token_lists: Sequence[Sequence[str]], reporting: pd.DataFrame
) -> Iterator[Paragraph]:
    words = read_words(reporting)
    found = _look_up(token_lists, reporting)
    for _, own in split.groupby("doc_id", sort=False):
        running = own.index[own["part"] != "headline"]
        piece = Piece(found, read_names([token_lists[i] for i in running], words), words)
        speaker, announced = "", None
        for _, rows in own.groupby("paragraph", sort=False):
            tokens = [token_lists[i] for i in rows.index]
            paragraph = _paragraph(rows, tokens, piece, speaker)
            marks = any(MARK in text for text in rows["text"])
            if announced is not None and rows["part"].iloc[0] == "body" and not marks:
                whole = Quotation(0, paragraph.size - 1)
                paragraph = paragraph._replace(quoted=[(whole, announced)])
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


def _paragraph(rows: pd.DataFrame, token_lists: list[Sequence[str]], piece: Piece, speaker: str) -> Paragraph:
    tokens = [token for tokens in token_lists for token in tokens]
    quoted = quotations(list(rows["text"]), token_lists)
    hides = hidden(quoted, tokens)
    headline = rows["part"].iloc[0] == "headline"
    starts: list[int] = []
    made: list[list[Report]] = []
    start = 0
    for doc, own in zip(rows.index, token_lists, strict=True):
        s = sentence(own, hides[start : start + len(own)], headline)
        starts.append(start)
        made.append(
            [_moved(report, start) for report in reports(s, piece.found[doc], piece.names, piece.words)]
        )
        start += len(own)
    return Paragraph(list(rows.index), starts, start, made, _attributed(quoted, made, starts, speaker))


def _attributed(
    quoted: list[Quotation], made: list[list[Report]], starts: list[int], speaker: str
) -> list[tuple[Quotation, str]]:
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
    soon = (r for r in following if quotation.last < r.first <= quotation.last + _SOON and not r.spans)
    return next((report.speaker.replace(UNRESOLVED, "") for report in soon), None)


def _adjacent(a: Quotation, b: Quotation, starts: list[int]) -> bool:
    """Tell whether no whole sentence lies between two quotations."""
    low, high = sorted((a, b))
    return _sentence_at(starts, high.first) - _sentence_at(starts, low.last) <= 1


def _moved(report: Report, by: int) -> Report:
    spans = tuple((start + by, stop + by) for start, stop in report.spans if stop > start)
    return report._replace(first=report.first + by, last=report.last + by, spans=spans)


def _look_up(token_lists: Sequence[Sequence[str]], reporting: pd.DataFrame) -> dict[int, list[Found]]:
    # what reports nothing comes first, because of two equally long patterns the first listed counts
    rows = pd.concat([reporting[reporting["kind"] == kind] for kind in _KINDS_LOOKED_UP], ignore_index=True)
    patterns = check(rows[["pattern"]].assign(frame="reporting"), "dictionary", "reporting")
    facts = list(rows[["pattern", "kind", "side"]].itertuples(index=False, name=None))
    found = defaultdict(list)
    for match in dictionaries.locate(token_lists, patterns, level=1).itertuples():
        pattern, kind, side = facts[match.entry]
        if kind != "none":
            found[match.doc].append(Found(match.first, match.last, pattern, kind, side))
    return found
