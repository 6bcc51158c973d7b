"""Exports of Nexis Uni (Word, or its text), and the way to those of LexisNexis before it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from framing.reading.articles import RIGHTS, Article, Export, iso_date, squeeze
from framing.reading.lexisnexis import (
    META,
    NO_TITLE,
    field,
    is_mark,
    read_numbered,
    take,
    value,
    wrapped,
)
from framing.reading.markup import blocks as page_blocks

_IN_PAGE = re.compile(
    r"\d (?:of|von|de|sur) \d+ DO[CK]UMENT|Do[ck]ument \d+ (?:von|de|sur) \d"
    r"|>\s*(?:Body|Textkörper|Textk&ouml;rper|Corps)\s*<"
)
_END = re.compile(r"(?:end of document|ende des dokuments|fin du document)\W*", re.I)
_BODY = re.compile(r"(?:body|textkörper|haupttext|corps(?: (?:du|de) texte| de l['’]article)?)", re.I)
_KINDS = {
    **dict.fromkeys(("graphic", "graphics", "grafik", "graphik", "graphique"), "graphic"),
    **dict.fromkeys(("correction", "korrektur", "rectificatif"), "correction"),
}
_CLASSES = re.compile(r"classification|klassifi\w+", re.I)
_CLAIM = re.compile(r"(?:documents?|dokumente?)\s?\((\d+)\)", re.I)
_COVER = re.compile(
    r"(?:user name|benutzername|nom d['’]utilisateur|date and time|datum und (?:uhr)?zeit|date et heure"
    r"|job number|auftragsnummer|job-?nummer|numéro d[eu] tâche)\s?:",
    re.I,
)
_LISTED = re.compile(r"1\.\s+(\S.*)")
# some newspapers have an abstract above this
_WHOLE_TEXT = ("full text", "volltext", "texte intégral")
_RUNNING = re.compile(r"(?:page|seite) -?\d+ (?:of|von|sur|de) -?\d+", re.I)
_PREFIXED = re.compile(r"[^\W\d_][^:\d]{2,40}:")


def read_nexis_text(text: str) -> Export | None:
    """Read the plain text of LexisNexis or of Nexis Uni; None where it is neither.

    Documents begin with "1 of 80 DOCUMENTS" ("Dokument 1 von 80", "Document 1 de 80"), or end with "End of
    Document" and have a heading "Body".
    """
    lines = text.splitlines()
    return read_numbered(wrapped(lines)) or read_nexis_paragraphs(lines)


def read_nexis_page(page: str) -> Export | None:
    """Read the HTML of LexisNexis or Nexis; None where a page is not that."""
    if not _IN_PAGE.search(page):
        return None
    paragraphs = [block.text.split("\n") for block in page_blocks(page) if block.text]
    return read_numbered(paragraphs) or read_nexis_paragraphs(
        [line for lines in paragraphs for line in lines]
    )


def read_nexis_paragraphs(paragraphs: Sequence[str]) -> Export | None:
    """Read the paragraphs of a Word file of Nexis; None where it is none.

    Cover with table of contents, then per article title, outlet, date, copyright, fields, "Body", text,
    "Graphic", "Load-Date:", "Classification", "End of Document"; or the older form with "1 of 80 DOCUMENTS".
    """
    lines = [squeeze(line) for paragraph in paragraphs for line in paragraph.split("\n")]
    lines = list(filter(None, lines))
    if any(map(is_mark, lines)):
        return read_numbered([paragraph.split("\n") for paragraph in paragraphs])
    parts: Counter[str] = Counter()
    whole = [line for line in lines if not _RUNNING.fullmatch(line)]
    parts["running header"] += len(lines) - len(whole)
    claims = [int(found[1]) for found in map(_CLAIM.fullmatch, whole[:60]) if found]
    covered = bool(claims) and any(map(_COVER.match, whole[:60]))
    fields = {field(line) for line in whole}
    # one of these may stand in any text
    signs = (any(map(_END.fullmatch, whole)), "length" in fields, "load date" in fields)
    if not covered and sum(signs) < 2:
        return None
    spans = list(_spans(whole))
    articles = [_uni(span, parts, first=not i) for i, span in enumerate(spans)]
    found = [article for article in articles if article is not None]
    return Export(found, +parts, claims[0] if claims else None)


def _spans(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each article of Nexis Uni, cut after the line that ends it."""
    span: list[str] = []
    for line in lines:
        if _END.fullmatch(line):
            yield span
            span = []
        else:
            span.append(line)
    # a file cut short has its last article without an end; else what follows is the foot of the file
    if any(map(_BODY.fullmatch, span)) or any(field(line) == "length" for line in span):
        yield span


def _uni(span: list[str], parts: Counter[str], *, first: bool) -> Article | None:
    """Return the article of some lines of Nexis Uni; None where they are a cover alone."""
    body_at = next((i for i, line in enumerate(span) if _BODY.fullmatch(line)), len(span))
    head = span[:body_at]
    if first and any(_COVER.match(line) or _CLAIM.fullmatch(line) for line in head[:60]):
        start = _after_cover(head)
        parts["cover"] += 1
        head = head[start:]
    if not head:
        return None
    meta: dict[str, str] = {}
    title = head[0]
    dated = next((i for i, line in enumerate(head[1:6], start=1) if _is_date_line(line)), 0)
    if dated:
        meta["date"] = head[dated]
    outlet_at = dated - 1 if dated else 1
    if 0 < outlet_at < len(head) and not field(head[outlet_at]) and not RIGHTS.match(head[outlet_at]):
        meta["outlet"] = head[outlet_at]
    body = head[1 : max(outlet_at, 1)]
    for line in head[max(dated, outlet_at) + 1 :]:
        key = field(line)
        if RIGHTS.match(line):
            parts["copyright"] += 1
        elif key:
            take(key, value(line), meta, parts)
        else:
            parts["edition"] += 1
    text = span[body_at + 1 :]
    tail = _uni_tail(text)
    _take_tail(text[tail:], meta, parts)
    marks = [i for i, line in enumerate(text[:tail]) if line.casefold() in _WHOLE_TEXT]
    parts["abstract"] += bool(marks)
    whole = text[marks[-1] + 1 if marks else 0 : tail]
    # pages repeat the title
    parts["running header"] += whole.count(title)
    body += [line for line in whole if line != title]
    meta.pop("title", "")
    return Article("" if NO_TITLE.fullmatch(title) else title, body if body_at < len(span) else [], meta)


def _is_date_line(line: str) -> bool:
    return bool(iso_date(line)) and len(line) < 90 and not _PREFIXED.match(line) and not RIGHTS.match(line)


def _after_cover(head: list[str]) -> int:
    """Return where the first article begins: at the title that the cover lists first, else above its date."""
    listed = next(filter(None, map(_LISTED.fullmatch, head)), None)
    if listed:
        same = [i for i, line in enumerate(head) if line.casefold() == listed[1].casefold()]
        if same:
            return same[-1]
    dates = [i for i, line in enumerate(head) if _is_date_line(line)]
    return max(dates[-1] - 2, 0) if dates else len(head)


def _uni_tail(text: list[str]) -> int:
    """Return where graphic, load date or classification begin below a text of Nexis Uni."""
    opens = [i for i, line in enumerate(text) if field(line) == "load date" and iso_date(line)]
    classes = [i for i, line in enumerate(text) if _CLASSES.fullmatch(line)]
    tail = min(opens[-1:] + classes[-1:], default=len(text))
    # each heading may stand once in the tail, and a subheading of the text may read the same
    headings = {_KINDS.get(line.casefold(), ""): i for i, line in enumerate(text[:tail])}
    return min((i for kind, i in headings.items() if kind), default=tail)


def _take_tail(lines: list[str], meta: dict[str, str], parts: Counter[str]) -> None:
    seen: set[str] = set()
    for line in lines:
        heading = _KINDS.get(line.casefold()) or ("classification" if _CLASSES.fullmatch(line) else "")
        key = heading or field(line)
        if key in META:
            meta.setdefault(key, value(line))
        elif key and key not in seen:
            parts[key] += 1
            seen.add(key)
