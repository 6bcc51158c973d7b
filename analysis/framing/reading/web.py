"""Saved web pages: headline, date, author and body, without menus, comments and other furniture."""

import re
from typing import Any

from framing.packaged import needed
from framing.reading.documents import Content, NotRead
from framing.reading.encodings import Decoded, check_encoding, decode

LONGEST_PAGE = 20_000_000
DEEPEST = 2_000
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_FURNITURE = (
    *("script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "svg", "button"),
    *("select", "head"),
)
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_BLOCKS = (
    *("address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "figcaption"),
    *("figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section"),
    *("table", "tbody", "td", "th", "tr", "ul"),
)
# their ends need not be written
_OPEN = ("p", "li", "td", "tr", "th", "option", "dd", "dt")
_LIST_MARK = re.compile(r"^[-*•]\s+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")


def decode_page(data: bytes, named: str | None, name: str) -> Decoded:
    """Return the text of a page as `encodings.decode` does, by the encoding that the page itself names.

    Raises NotRead as `encodings.decode` does.
    """
    try:
        found = decode(data, named, name)
        if found.encoding != "cp1252" or named:
            return found
    except NotRead:
        if named or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise
    declared = _DECLARED.search(data[:4000])
    encoding = declared[1].decode("ascii").lower() if declared else ""
    try:
        # browsers read these two as Windows-1252 too
        western = encoding in (
            "iso-8859-1",
            "latin-1",
            "latin1",
            "us-ascii",
            "windows-1252",
            "utf-8",
            "utf8",
            "",
        )
        known = None if western else check_encoding(encoding)
    except Exception:
        known = None
    return decode(data, known, name)


def read_web(page: str) -> Content:
    """Return what a saved web page holds, as trafilatura finds it (Barbaresi 2021).

    Where it finds no body, that of the text between block elements outside menus and the like. Raises NotRead
    where there is neither, and FramingError where trafilatura is not installed.
    """
    if len(page) > LONGEST_PAGE:
        raise NotRead("a page of more than 20 MB; save its text as .txt")
    if _depth(page) > DEEPEST:
        raise NotRead("a page whose elements stand too deep in each other; save its text as .txt")
    title, text, meta = _found_by_trafilatura(page)
    if not any(map(str.isalnum, text)):
        other, blocks = _between_blocks(page)
        title, text = title or other, "\n".join(blocks)
    if not any(map(str.isalnum, text)):
        raise NotRead("a web page without a text; open it in a browser and save it anew, or its text as .txt")
    return Content(title, text, meta)


def _found_by_trafilatura(page: str) -> tuple[str, str, dict[str, str]]:
    trafilatura = needed("trafilatura", "web pages")
    needed("lxml_html_clean", "web pages")
    settings: Any = needed("trafilatura.settings", "web pages").use_config()
    # a short notice is a text too
    for size in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        settings.set("DEFAULT", size, "1")
    # no date is guessed from the text, and none depends on the day of the run
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    try:
        found = trafilatura.bare_extraction(
            page, include_comments=False, with_metadata=True, date_extraction_params=dates, config=settings
        )
    # pages are broken in ways that the libraries below do not foresee
    except Exception:
        found = None
    if found is None:
        return "", "", {}
    lines = (_LIST_MARK.sub("", " ".join(_cells(line).split())) for line in (found.text or "").split("\n"))
    facts = {"outlet": found.sitename, "date": found.date, "author": found.author, "url": found.url}
    return found.title or "", "\n".join(filter(None, lines)), {k: str(v) for k, v in facts.items() if v}


def _cells(line: str) -> str:
    """Return the row of a table, which trafilatura draws with bars, as its cells."""
    return line.replace("|", " ") if line.startswith("|") and line.rstrip().endswith("|") else line


def _depth(page: str) -> int:
    """Return how deep the elements of a page stand in each other, without a tree."""
    deep = deepest = 0
    for close, name, closed in _TAG.findall(page):
        if closed or name.lower() in _VOID:
            continue
        deep = max(deep - 1, 0) if close else deep + 1
        # paragraphs and items need not be closed
        deep -= 0 if close or name.lower() not in _OPEN else 1
        deepest = max(deepest, deep)
    return deepest


def _between_blocks(page: str) -> tuple[str, list[str]]:
    """Return the title of a page and the text between its block elements, outside furniture."""
    html = needed("lxml.html", "web pages")
    try:
        root = html.document_fromstring(page)
    # nothing that can be parsed is in it
    except Exception:
        return "", []
    title = " ".join((root.findtext(".//title") or "").split())
    parts: list[str] = []
    stack: list[Any] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif isinstance(item.tag, str) and item.tag not in _FURNITURE:
            ends = "\0" if item.tag in _BLOCKS else ""
            parts += [ends, item.text or ""]
            stack.append(ends)
            for child in reversed(item):
                stack += [child.tail or "", child]
    return title, [" ".join(line.split()) for line in "".join(parts).split("\0") if line.strip()]
