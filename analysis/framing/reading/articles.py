"""What all database exports share: articles, dates and lengths in three languages, and what is checked."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from framing.reading.documents import Document, Doubt, LeftOut, Reading
from framing.reading.kinds import without_ending

RIGHTS = re.compile(
    r"(?:copyright\b|©|\(c\)\s|all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s)", re.I
)
WORDS = re.compile(r"(\d{1,3}(?:[.,'’\s]\d{3})+|\d+)\s*(?:words?|w[öo]rter|worte|mots?)\b", re.I)
NAMED_AT_MOST = 10

_MONTHS = (
    ("january", "januar", "janner", "janvier"),
    ("february", "februar", "feber", "fevrier"),
    ("march", "marz", "maerz", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juni", "juin"),
    ("july", "juli", "juillet"),
    ("august", "aout"),
    ("september", "septembre"),
    ("october", "oktober", "octobre"),
    ("november", "novembre"),
    ("december", "dezember", "decembre"),
)
_NAME = r"([^\W\d_]{3,})\.?"
_DATES = (
    (re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)"), "ymd"),
    (re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"), "dmy"),
    (re.compile(rf"(?<!\d)(\d{{1,2}})(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?{_NAME},?\s+(\d{{4}})(?!\d)"), "dmy"),
    (re.compile(rf"\b{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)"), "mdy"),
)
_LANGUAGES = {
    **dict.fromkeys(("english", "englisch", "anglais"), "en"),
    **dict.fromkeys(("german", "deutsch", "allemand"), "de"),
    **dict.fromkeys(("french", "französisch", "français"), "fr"),
}
_BY = re.compile(r"^(?:by|von|par)\s+(?=\S)", re.I)


class Article(NamedTuple):
    """An article of an export: its paragraphs, and its metadata as written.

    `name` is the number that the database gives it ("" where it gives none), `source` its own file where the
    export has one file for each article.
    """

    title: str
    body: list[str]
    meta: Mapping[str, str]
    name: str = ""
    source: str = ""


class Export(NamedTuple):
    """The articles of an export, how often each other part was dropped, and how many articles it claims."""

    articles: list[Article]
    parts: Counter[str]
    stated: int | None = None


def iso_date(text: str) -> str:
    """Return the first date in a text as yyyy-mm-dd; "" where there is none that is whole and unambiguous.

    English, German and French names of months, also cut short; day and month as numbers only with full stops.

    >>> iso_date("Mittwoch, 20. November 2024"), iso_date("Sep 20, 2024"), iso_date("le 1er août 2023")
    ('2024-11-20', '2024-09-20', '2023-08-01')
    >>> iso_date("03/04/2024"), iso_date("31 April 2024")
    ('', '')
    """
    for pattern, order in _DATES:
        for found in pattern.finditer(text):
            parts = dict(zip(order, found.groups(), strict=True))
            month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"])
            try:
                return date(int(parts["y"]), month, int(parts["d"])).isoformat()
            except ValueError:
                continue
    return ""


def stated_words(text: str) -> str:
    """Return the number of words that a text states, in digits; "" where it states none.

    >>> stated_words("1.285 Wörter"), stated_words("1 684 mots"), stated_words("612 words")
    ('1285', '1684', '612')
    """
    found = WORDS.search(text)
    return re.sub(r"\D", "", found[1]) if found else ""


def squeeze(text: str) -> str:
    """Return a text on one line, with one blank (no no-break blank) wherever it has any.

    >>> squeeze(" Section:\\u00a0NEWS;\\n  Pg. 3 ")
    'Section: NEWS; Pg. 3'
    """
    return " ".join(text.split())


def rejoin(lines: Iterable[str]) -> str:
    """Return the lines of a hard-wrapped paragraph as one; a word cut at its hyphen is whole again.

    >>> rejoin(["The well-", "known harbour, the Ein-", "und Ausfahrt"])
    'The well-known harbour, the Ein- und Ausfahrt'
    """
    text = "\n".join(map(squeeze, lines))
    text = re.sub(r"(?<=[^\W\d_]-)\n(?=(?!(?:und|oder|and|or|et|ou|bis)\b)[^\W\d_A-Z])", "", text)
    return text.replace("\n", " ")


def unwrap(lines: Iterable[str]) -> list[str]:
    """Return the paragraphs of some lines: a line each, or lines rejoined where a paragraph is hard-wrapped.

    It is where its lines but the last are 45 to 110 characters long and most of them end within a sentence.

    >>> unwrap(["Rain.", "", "She stayed at the pier, as nobody had told her that", "all was well."])
    ['Rain.', 'She stayed at the pier, as nobody had told her that all was well.']
    """
    found: list[str] = []
    block: list[str] = []
    for line in [*map(squeeze, lines), ""]:
        if line:
            block.append(line)
            continue
        full = block[:-1]
        within = sum(line[-1] not in ".!?:\"'”’»)" for line in full)
        wrapped = full and within * 2 > len(full) and all(45 <= len(line) <= 110 for line in full)
        found += [rejoin(block)] if wrapped else block
        block = []
    return found


def gather(source: str, export: Export) -> Reading:
    """Return the articles of an export as documents, with what was left out and what is doubtful.

    An article without words is left out; every part dropped stands once with its count. Doubtful are dates
    that were not understood, lengths stated that are more than a third off the words read, and another number
    of documents than the file claims.
    """
    documents: list[Document] = []
    left_out: list[LeftOut] = []
    undated: list[str] = []
    off: list[str] = []
    names: Counter[str] = Counter()
    width = len(str(len(export.articles)))
    for number, article in enumerate(export.articles, start=1):
        place = article.source or f"{source}, document {number}"
        text = "\n".join(filter(None, map(squeeze, article.body)))
        if not re.search(r"[^\W_]", text):
            reason = "it has no text in the export (a picture, or no full text); look it up in the database"
            left_out.append(LeftOut(place, "document", article.title or "without a title", reason))
            continue
        name = article.name or _name(source, article, number if len(export.articles) > 1 else 0, width)
        names[name] += 1
        name += f"-{names[name]}" if names[name] > 1 else ""
        meta = _told(article.meta)
        if meta.get("date", "") != iso_date(meta.get("date", "")) or "date" not in meta:
            undated.append(f"{name} ({meta.get('date', 'none')})")
        stated, counted = int(meta.get("length", 0)), len(text.split())
        if stated and abs(counted - stated) * 3 > stated:
            off.append(f"{name} (states {stated}, read {counted})")
        documents.append(Document(name, squeeze(article.title), text, meta, place))
    left_out += [
        LeftOut(source, "part", f"{part} ({count})", "not text of an article")
        for part, count in sorted(export.parts.items())
    ]
    seen = len(documents) + sum(out.kind == "document" for out in left_out)
    return Reading(documents, left_out, _doubts(source, export.stated, seen, undated, off))


def _doubts(source: str, stated: int | None, seen: int, undated: list[str], off: list[str]) -> list[Doubt]:
    said = []
    if stated and not seen:
        said.append(f"a list of {stated} documents without their texts; export the documents too")
    elif stated is not None and stated != seen:
        said.append(f"the file claims {stated} documents and has {seen}; export it anew")
    if undated:
        said.append(f"{_some(undated)}: no date was understood; write it as yyyy-mm-dd")
    if off:
        said.append(f"{_some(off)}: the length is more than a third off the words read; look into the file")
    return [Doubt(source, message) for message in said]


def _some(items: list[str]) -> str:
    more = len(items) - NAMED_AT_MOST
    return "; ".join(items[:NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")


def _name(source: str, article: Article, number: int, width: int) -> str:
    stem = without_ending(PurePath(article.source or source).name)
    return stem if article.source or not number else f"{stem}_{number:0{width}d}"


def _told(written: Mapping[str, str]) -> dict[str, str]:
    told = {key: squeeze(value) for key, value in written.items()}
    told["date"] = iso_date(told.get("date", "")) or told.get("date", "")
    length = told.get("length", "")
    told["length"] = (
        re.sub(r"[\s.,]", "", length) if re.fullmatch(r"[0-9][0-9\s.,]*", length) else stated_words(length)
    )
    told["author"] = _BY.sub("", told.get("author", ""))
    first = re.split(r"[;,]", told.get("language", "").casefold())[0].strip()
    told["language"] = _LANGUAGES.get(first, told.get("language", ""))
    return {key: value for key, value in told.items() if value}


@lru_cache(1024)
def _month(name: str) -> int:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    fitting = [i for i, names in enumerate(_MONTHS, start=1) if any(full.startswith(plain) for full in names)]
    return fitting[0] if len(fitting) == 1 else 0
