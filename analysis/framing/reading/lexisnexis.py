"""The text and HTML of LexisNexis, and of Nexis before Nexis Uni: documents begin with their number."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from framing.reading.articles import RIGHTS, Article, Export, iso_date, rejoin, squeeze

_FIELDS = {
    "author": "byline by-line autor auteur",
    "section": "section rubrik rubrique ressort",
    "length": "length länge laenge longueur",
    "title": "headline überschrift schlagzeile titre",
    "body": "body textkörper corps",
    "highlight": "highlight encart",
    "dateline": "dateline",
    "load date": "load-date|ladedatum|lade-datum|update|date-chargement|date de chargement|mise à jour",
    "language": "language sprache langue",
    "genre": "publication-type|pub-type|publikationstyp|publikationsart|type-publication|type de publication",
    "graphic": "graphic graphics grafik graphik graphique illustration",
    "url": "url",
    "code": "journal-code zeitungs-code code-journal acc-no issn isbn",
    "classification": (
        "subject|thema|sujet|company|firma|unternehmen|société|organization|organisation|person|personne|geographic|"
        "geographie|géographie|country|land|pays|state|bundesland|région|city|stadt|ville|industry|branche|industrie|"
        "secteur|ticker|name|type|document-type|category|series|series-title|distribution|notes|correction|"
        "correction-date|bibliographie|guests|classification|klassifizierung|pub-subject"
    ),
}
KEYS = {name: key for key, names in _FIELDS.items() for name in names.split("|" if "|" in names else None)}
_HEAD = ("author", "section", "length", "title", "body", "highlight", "dateline")
# what opens the end of an article; other fields belong to it only beside these
_OPENS_TAIL = ("load date", "language", "genre", "graphic", "code")
META = ("author", "section", "length", "title", "language", "genre", "url")
_FIELD = re.compile(r"([^\W\d_][^:\n]{1,30}?)\s?:(?:\s+|$)", re.DOTALL)
_MARK = re.compile(
    r"(?:(\d+) (?:of|von|de|sur) (\d+) DO[CK]UMENT(?:S|E|EN)?"
    r"|(?:Dokument|Document) (\d+) (?:von|de|sur) (\d+))"
)
NO_TITLE = re.compile(r"no headline in original", re.I)
# a file may hold some of the documents that were found
_ASKED = re.compile(
    r"(?:download request|ausgabeauftrag|demande de téléchargement)\D*(\d+)\s?[-–]\s?(\d+)", re.I
)
_HEAD_WITHIN = 14


def read_numbered(paragraphs: list[list[str]]) -> Export | None:
    """Read paragraphs, each its lines, in which a number begins every document; None where none does."""
    clean = [[squeeze(line) for line in lines if line.strip()] for lines in paragraphs]
    clean = list(filter(None, clean))
    marks = [(i, found) for i, lines in enumerate(clean) if (found := _MARK.fullmatch(lines[0]))]
    # a line like a mark may stand in any text; fields do not
    if not marks or not any(field(lines[0], capitals=True) for lines in clean):
        return None
    parts = Counter({"cover": int(marks[0][0] > 0)})
    bounds = [i for i, _ in marks] + [len(clean)]
    articles = []
    for start, stop in pairwise(bounds):
        rest = clean[start][1:]
        articles.append(_old_article(([rest] if rest else []) + clean[start + 1 : stop], parts))
    asked = next(filter(None, (_ASKED.match(line) for lines in clean[: bounds[0]] for line in lines)), None)
    whole = max(int(found[2] or found[4]) for _, found in marks)
    return Export(articles, +parts, int(asked[2]) - int(asked[1]) + 1 if asked else whole)


def is_mark(line: str) -> bool:
    """Return whether a line numbers a document, as "1 of 80 DOCUMENTS" or "Dokument 1 von 80" do."""
    return _MARK.fullmatch(line) is not None


def wrapped(lines: Iterable[str]) -> list[list[str]]:
    """Return lines as paragraphs: parted by empty lines, by fields and by the marks of documents."""
    found: list[list[str]] = [[]]
    for line in lines:
        text = squeeze(line)
        if not text or _MARK.fullmatch(text) or field(text, capitals=True):
            found.append([])
        if text:
            found[-1].append(text)
        if _MARK.fullmatch(text):
            found.append([])
    return list(filter(None, found))


def field(line: str, *, capitals: bool = False) -> str:
    """Return which field a line begins, by the keys of `_FIELDS`; "" where it begins none."""
    found = _FIELD.match(line)
    if not found or (capitals and found[1].upper() != found[1]):
        return ""
    return KEYS.get(squeeze(found[1]).casefold(), "")


def value(line: str) -> str:
    """Return what a line says after the name of its field."""
    return squeeze(line.split(":", 1)[1])


def _opens(lines: list[str], key: str) -> bool:
    line = " ".join(lines)
    if key == "load date":
        return bool(iso_date(line))
    return key in _OPENS_TAIL or (key == "classification" and "%)" in line)


def take(key: str, written: str, meta: dict[str, str], parts: Counter[str]) -> None:
    """Keep a field as metadata, or count it among the parts that are dropped."""
    if key in META:
        meta.setdefault(key, written)
    elif key != "body":
        parts[key] += 1


def _old_article(paragraphs: list[list[str]], parts: Counter[str]) -> Article:
    meta: dict[str, str] = {}
    rest = _masthead(paragraphs, meta, parts)
    keys = [field(lines[0], capitals=True) for lines in rest]
    if keys and keys[0] not in _HEAD:
        # a headline may begin as a field does
        keys[0] = ""
    last = next((i for i in range(len(rest)) if _opens(rest[i], keys[i])), len(rest))
    head = max((i + 1 for i in range(min(last, _HEAD_WITHIN)) if keys[i] in _HEAD), default=0)
    body: list[str] = []
    awaiting = ""
    for i, (lines, key) in enumerate(zip(rest[:head], keys, strict=False)):
        if key:
            written = value(" ".join(lines))
            awaiting = "" if written else key
            take(key, written, meta, parts)
            body += [written] if key == "body" and written else []
        elif awaiting and awaiting != "body":
            take(awaiting, rejoin(lines), meta, parts)
            awaiting = ""
        elif "title" not in meta and i < 2 and not _later_title(keys):
            meta["title"] = rejoin(lines)
        else:
            body.append(rejoin(lines))
    if not head and rest:
        meta["title"], head = rejoin(rest[0]), 1
    tail = _tail(rest, keys, head)
    for lines, key in zip(rest[tail:], keys[tail:], strict=True):
        if RIGHTS.match(lines[0]):
            parts["copyright"] += 1
        elif key:
            take(key, value(" ".join(lines)), meta, parts)
    body += map(rejoin, rest[head:tail])
    title = meta.pop("title", "")
    return Article("" if NO_TITLE.fullmatch(title) else title, body, meta)


def _later_title(keys: list[str]) -> bool:
    return "title" in keys[:_HEAD_WITHIN]


def _masthead(paragraphs: list[list[str]], meta: dict[str, str], parts: Counter[str]) -> list[list[str]]:
    """Take outlet, date, edition and copyright from the lines above the title; return the rest."""
    above: list[str] = []
    for i, lines in enumerate(paragraphs[:6]):
        if field(lines[0], capitals=True):
            break
        for j, line in enumerate(lines):
            if not RIGHTS.match(line) and len(line) < 90 and iso_date(line):
                outlets = [outlet for outlet in above + lines[:j] if not RIGHTS.match(outlet)]
                parts["copyright"] += any(map(RIGHTS.match, above + lines[:j]))
                parts["edition"] += j + 1 < len(lines)
                meta.update(outlet=outlets[0] if outlets else "", date=line)
                below = paragraphs[i + 1 :]
                noted = bool(below) and below[0][0].casefold() == "correction appended"
                parts["correction"] += noted
                return below[noted:]
        above += lines
    first = next((i for i, lines in enumerate(paragraphs) if not RIGHTS.match(lines[0])), len(paragraphs))
    parts["copyright"] += first > 0
    if first < len(paragraphs) and not field(paragraphs[first][0], capitals=True):
        meta["outlet"] = rejoin(paragraphs[first])
        first += 1
    return paragraphs[first:]


def _tail(paragraphs: list[list[str]], keys: list[str], head: int) -> int:
    """Return where what follows the text begins: load date, language, graphic, codes, subjects, copyright."""
    for i in range(head, len(paragraphs)):
        line, key = " ".join(paragraphs[i]), keys[i]
        rights = RIGHTS.match(line) and all(
            keys[k] or RIGHTS.match(paragraphs[k][0]) for k in range(i + 1, len(paragraphs))
        )
        if _opens(paragraphs[i], key) or rights:
            beside = (k for k in range(i, head, -1) if keys[k - 1] not in ("classification", "url"))
            return next(beside, head)
    return len(paragraphs)
