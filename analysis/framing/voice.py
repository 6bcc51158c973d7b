"""Who voices a frame expression, the author, a person reported or a person quoted, and with what stance."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from framing import dictionary as dictionaries
from framing.grammar import sentence
from framing.quotations import MARK, Quotation, hidden, is_open, quotations
from framing.reporting import Found, Report, reports
from framing.speakers import Names, Words, read_names, read_words
from framing.stance import stances
from framing.subjects import UNRESOLVED, opening_speaker
from framing.tables import check
from framing.tokens import is_word

AUTHOR, REPORTED, QUOTED = "author", "reported", "quoted"
_KINDS_LOOKED_UP = ("none", "verb", "adjective", "noun", "phrase", "adverb")
# a clause of saying may stand alone after a quotation that ends with a full mark: "Go!" he said.
_SOON = 8


class Paragraph(NamedTuple):
    """What the rules found in a paragraph; places count the tokens of all its sentences."""

    starts: dict[int, int]
    quoted: list[tuple[Quotation, str]]
    reports: list[Report]


def mark(
    split: pd.DataFrame,
    token_lists: Sequence[Sequence[str]],
    located: pd.DataFrame,
    cues: pd.DataFrame,
    reporting: pd.DataFrame,
    *,
    paragraphs: Sequence[Paragraph] | None = None,
) -> pd.DataFrame:
    """Say of every located match who voices it and with what stance.

    `split` has one row per sentence, as `annotate.split_sentences` gives it, `token_lists` its words, and
    `located` one row per match with columns doc (row of `split`), first and last (tokens). Returns `located`
    with columns voice (author, reported or quoted), speaker (empty where no rule finds one) and stance
    (asserted, negated or contested). `paragraphs` is what `read_paragraphs` found, where it is there already.
    """
    places: dict[int, Paragraph] = {}
    for paragraph in paragraphs or read_paragraphs(split, token_lists, reporting):
        places |= dict.fromkeys(paragraph.starts, paragraph)
    voices = [
        _voice(places[doc], places[doc].starts[doc] + first, places[doc].starts[doc] + last)
        for doc, first, last in zip(located["doc"], located["first"], located["last"], strict=True)
    ]
    return located.assign(
        voice=pd.Series([voice for voice, _ in voices], index=located.index, dtype=str),
        speaker=pd.Series([speaker for _, speaker in voices], index=located.index, dtype=str),
        stance=pd.Series(stances(token_lists, located, cues), index=located.index, dtype=str),
    )


def read_paragraphs(
    split: pd.DataFrame, token_lists: Sequence[Sequence[str]], reporting: pd.DataFrame
) -> list[Paragraph]:
    """Find quotations and reported stretches, paragraph by paragraph; arguments as for `mark`."""
    return list(_paragraphs(split, token_lists, reporting))


def quoted_words(paragraphs: Sequence[Paragraph], token_lists: Sequence[Sequence[str]]) -> list[int]:
    """Count the words of every sentence in quotations of four words or more, or in block quotations.

    `paragraphs` is what `read_paragraphs` finds in `token_lists`, which holds the words of each sentence.
    """
    counts = [0] * len(token_lists)
    for paragraph in paragraphs:
        places = {p for quotation, _ in paragraph.quoted for p in range(quotation.first, quotation.last + 1)}
        for doc, start in paragraph.starts.items():
            counts[doc] = sum(
                is_word(token) for place, token in enumerate(token_lists[doc], start) if place in places
            )
    return counts


def _voice(paragraph: Paragraph, first: int, last: int) -> tuple[str, str]:
    for quotation, speaker in paragraph.quoted:
        if quotation.first <= first and last <= quotation.last:
            return QUOTED, speaker
    holding = _holding(paragraph.reports, first, last)
    return (REPORTED, holding) if holding is not None else (AUTHOR, "")


def _holding(found: Sequence[Report], first: int, last: int) -> str | None:
    """Return who speaks in the shortest reported stretch that holds tokens first to last, None where none does.

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
    for _, piece in split.groupby("doc_id", sort=False):
        running = piece[piece["part"] != "headline"]
        names = read_names([token_lists[i] for i in running.index], words)
        speaker, follows = "", ""
        for _, rows in piece.groupby("paragraph", sort=False):
            texts, docs = list(rows["text"]), list(rows.index)
            tokens = [token_lists[i] for i in docs]
            headline = rows["part"].iloc[0] == "headline"
            paragraph = _paragraph(docs, texts, tokens, headline, found, names, words, speaker)
            if follows and rows["part"].iloc[0] == "body" and not any(MARK in text for text in texts):
                whole = Quotation(0, sum(map(len, tokens)) - 1)
                paragraph = paragraph._replace(quoted=[(whole, follows.strip())])
            yield paragraph
            speaker = paragraph.quoted[-1][1] if paragraph.quoted and is_open(texts) else ""
            follows = _announced(rows, paragraph, tokens, names, words)


def _announced(rows, paragraph, tokens, names, words) -> str:
    """Return who speaks in the block quotation that a paragraph announces, one space where nobody is named."""
    if rows["part"].iloc[0] != "body" or tokens[-1][-1:] != [":"]:
        return ""
    start = paragraph.starts[rows.index[-1]]
    said = [report for report in paragraph.reports if report.first >= start]
    if said:
        return said[-1].speaker.replace(UNRESOLVED, "") or " "
    if words.documents & {token.lower() for token in tokens[-1]}:
        return opening_speaker(sentence(tokens[-1]), names, words) or " "
    return ""


def _paragraph(
    docs: list[int],
    texts: list[str],
    token_lists: list[Sequence[str]],
    headline: bool,
    found: dict[int, list[Found]],
    names: Names,
    words: Words,
    speaker: str,
) -> Paragraph:
    tokens = [token for tokens in token_lists for token in tokens]
    quoted = quotations(texts, token_lists)
    hides = hidden(quoted, tokens)
    starts, made, start = {}, [], 0
    for doc, own in zip(docs, token_lists, strict=True):
        starts[doc] = start
        s = sentence(own, hides[start : start + len(own)], headline)
        made += [_moved(report, start) for report in reports(s, found[doc], names, words)]
        start += len(own)
    ends = sorted({*starts.values(), start})
    return Paragraph(starts, _attributed(quoted, made, ends, speaker), made)


def _attributed(
    quoted: list[Quotation], made: list[Report], ends: list[int], speaker: str
) -> list[tuple[Quotation, str]]:
    """Give every quotation the speaker of the words that hold it, else of the quotation beside it."""
    names: list[str | None] = []
    for quotation in quoted:
        holding = _holding(made, quotation.last, quotation.last)
        if holding is None:
            holding = _holding(made, quotation.first, quotation.first)
        if holding is None:
            soon = (r for r in made if quotation.last < r.first <= quotation.last + _SOON and not r.spans)
            holding = next((r.speaker.replace(UNRESOLVED, "") for r in soon), None)
        names.append(holding)
    if names and names[0] is None and speaker and quoted[0].first == 0:
        names[0] = speaker
    for i, name in enumerate(names):
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(names) and names[j] is not None]
        if name is None and near and _adjacent(quoted[i], quoted[near[0]], ends):
            names[i] = names[near[0]]
    return [(quotation, name or "") for quotation, name in zip(quoted, names, strict=True)]


def _adjacent(a: Quotation, b: Quotation, ends: list[int]) -> bool:
    """Tell whether no whole sentence lies between two quotations."""
    low, high = sorted((a, b))
    return sum(low.last < end <= high.first for end in ends) <= 1


def _moved(report: Report, by: int) -> Report:
    spans = tuple((start + by, stop + by) for start, stop in report.spans if stop > start)
    return report._replace(first=report.first + by, last=report.last + by, spans=spans)


def _look_up(token_lists: Sequence[Sequence[str]], reporting: pd.DataFrame) -> dict[int, list[Found]]:
    # what reports nothing comes first, because of two equally long patterns the first listed counts
    rows = pd.concat([reporting[reporting["kind"] == kind] for kind in _KINDS_LOOKED_UP], ignore_index=True)
    patterns = check(rows[["pattern"]].assign(frame="reporting"), "dictionary", "reporting")
    found = defaultdict(list)
    for match in dictionaries.locate(token_lists, patterns, level=1).itertuples():
        row = rows.loc[match.entry]
        if row["kind"] != "none":
            found[match.doc].append(Found(match.first, match.last, *row[["pattern", "kind", "side"]]))
    return found
