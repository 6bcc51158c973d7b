"""Exports of ProQuest: its HTML, and its text with lines of "____" between the articles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from framing.reading.articles import Article, Export, squeeze, unwrap
from framing.reading.markup import blocks

_FIELDS = {
    "title": "title|titel|titre",
    "author": "author|autor|autoren|auteur|auteurs",
    "outlet": (
        "publication title|titel der publikation|publikationstitel|titre de la publication"
        "|titre de publication"
    ),
    "date": (
        "publication date|publikationsdatum|erscheinungsdatum|date de publication|date de la publication"
    ),
    "section": "section|bereich|rubrik|abschnitt|rubrique",
    "language": (
        "language of publication|language|publikationssprache|sprache der publikation|sprache"
        "|langue de publication|langue de la publication|langue"
    ),
    "genre": "document type|dokumententyp|dokumenttyp|type de document",
    "url": "document url|dokument-url|url des dokuments|url du document",
    "name": (
        "proquest document id|proquest-dokument-id|proquest dokument-id|proquest-dokumenten-id"
        "|id de document proquest|id du document proquest|identifiant de document proquest"
    ),
    "text": "full text|volltext|texte intégral|texte complet",
    "length": "word count|wortanzahl|wörterzahl|nombre de mots",
    "abstract": "abstract|abstrakt|zusammenfassung|résumé",
    "links": "links|link|liens|lien",
    "copyright": "copyright|urheberrecht|droits d'auteur",
    "source": "publication info|publikationsinformationen|informations de publication",
    "classification": (
        "subject|thema|sujet|business indexing term|location|ort|standort|lieu|people|person|personen"
        "|personnes|company / organization|firma/organisation|firma / organisation|unternehmen/organisation"
        "|société / organisation|entreprise / organisation|identifier / keyword|identifikator/schlüsselwort"
        "|identificateur / mot-clé|classification|klassifizierung|product name|publication subject"
        "|thema der publikation|sujet de la publication|naics|ticker"
    ),
    "publisher": (
        "publisher|herausgeber|verlag|éditeur|place of publication|verlagsort|erscheinungsort"
        "|lieu de publication|country of publication|publikationsland|erscheinungsland|pays de publication"
        "|publication year|erscheinungsjahr|année de publication|pages|seiten|number of pages|volume|band"
        "|issue|ausgabe"
        "|numéro|edition|column|credit|dateline|issn|eissn|isbn|coden|doi|source type|quellentyp"
        "|type de source"
        "|first page|last updated|zuletzt aktualisiert|letzte aktualisierung|dernière mise à jour|database"
        "|datenbank|base de données|accession number|document feature|correction|supplement|sponsor"
    ),
}
_KEYS = {name: key for key, names in _FIELDS.items() for name in names.split("|")}
_META = ("author", "date", "section", "language", "genre", "url", "length")
_PARTS = ("abstract", "links", "copyright", "classification", "publisher")
_FIELD = re.compile(r"([^\W\d_][^:\n]{1,40}?)\s?:(?:\s+|$)(.*)")
_LINE = re.compile(r"_{20,}")
_NUMBER = re.compile(r"(?:document|dokument) (\d+) (?:of|von|de|sur) (\d+)", re.I)
_NONE = re.compile(
    r"(?:(?:full text )?(?:none|not) available|(?:volltext )?nicht verfügbar|(?:aucun\w*|non) disponible)\W*",
    re.I,
)
_ANCHOR = "DocID_"


def read_proquest_text(text: str) -> Export | None:
    """Read the text of ProQuest; None where it is none.

    Articles lie between lines of "____"; each is its title, fields ("Author:", "Abstract:", ...), its text
    below "Full text:" with a line for each paragraph, and more fields, from "Subject:" to "Database:".
    """
    lines = list(map(str.strip, text.splitlines()))
    keys = {_field(line)[0] for line in lines}
    known = {"text", "name"} & keys and {"outlet", "title"} & keys
    if not known or not any(map(_LINE.fullmatch, lines)):
        return None
    parts: Counter[str] = Counter()
    articles: list[Article] = []
    claims = [int(found[2]) for found in map(_NUMBER.fullmatch, lines) if found]
    for record in _records(lines):
        fields = _fields(record)
        if "text" in fields or "name" in fields:
            articles.append(_article(fields, parts))
        elif fields:
            parts["footer" if articles else "cover"] += 1
    return Export(articles, +parts, max(claims, default=None))


def read_proquest_page(page: str) -> Export | None:
    """Read the HTML of ProQuest, laid out as its text is; None where it is none."""
    return read_proquest_text("\n".join(_lines(page))) if _ANCHOR in page else None


def _lines(page: str) -> Iterator[str]:
    """Yield the lines of a page, with a line of "____" above an article and an empty line above a field."""
    words = ""
    for block in blocks(page):
        begins = block.bold.endswith(":") and _field(block.text)[0]
        if block.tag == "a" and block.label.startswith(_ANCHOR):
            yield from (words, "", "_" * 60, "")
            words = ""
        elif block.tag == "text" and not block.text:
            words = f"Word count: {block.label}"
        elif begins:
            # the number of words stands within the text, so it waits for the next field
            yield from (["", words] if words and begins != "text" else [])
            words = "" if begins != "text" else words
            yield from ("", squeeze(block.text))
        elif block.text:
            yield from block.text.split("\n")
    yield from ("", words)


def _records(lines: Iterable[str]) -> Iterator[list[str]]:
    record: list[str] = []
    for line in lines:
        if _LINE.fullmatch(line):
            yield record
            record = []
        else:
            record.append(line)
    yield record


def _fields(record: Sequence[str]) -> dict[str, list[str]]:
    """Return the lines of each field of an article; those above the first field are its title."""
    fields: dict[str, list[str]] = {}
    current, after_gap = "above", True
    for line in record:
        key, rest = _field(line)
        # a paragraph of a text may begin as a field does, but has no empty line above it
        if key and (after_gap or current not in ("text", "abstract")) and (current != "above" or fields):
            current = key if key not in fields else "again"
            fields.setdefault(current, []).append(rest)
        elif line and current == "above" and (_NUMBER.fullmatch(line) or "://" in line):
            continue
        elif line or current == "text":
            fields.setdefault(current, []).append(line)
        after_gap = not line
    return fields


def _article(fields: dict[str, list[str]], parts: Counter[str]) -> Article:
    written = {key: next(filter(None, lines), "") for key, lines in fields.items()}
    parts.update({part for part in _PARTS if part in fields and not _NONE.fullmatch(written[part])})
    source = written.get("source", "")
    meta = {key: written[key] for key in _META if key in written}
    meta = {"date": source, "outlet": written.get("outlet", source).split(";")[0]} | meta
    body = [] if _NONE.fullmatch(" ".join(fields.get("text", [])).strip()) else unwrap(fields.get("text", []))
    return Article(written.get("title", written.get("above", "")), body, meta, written.get("name", ""))


def _field(line: str) -> tuple[str, str]:
    found = _FIELD.match(line)
    return (_KEYS.get(squeeze(found[1]).casefold(), ""), found[2]) if found else ("", "")
