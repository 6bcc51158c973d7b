"""Exports of newspaper databases, told by what is in a file and never by its ending."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

from framing.reading.archives import LARGEST, members
from framing.reading.articles import Export, gather
from framing.reading.documents import Doubt, NotRead, Reading
from framing.reading.factiva import read_factiva_page, read_factiva_text
from framing.reading.nexis import read_nexis_page, read_nexis_paragraphs, read_nexis_text
from framing.reading.proquest import read_proquest_page, read_proquest_text

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_PACKED = b"PK\x03\x04"
# each in turn, as the first knows its exports by what no other has
_PAGES = (read_factiva_page, read_proquest_page, read_nexis_page)
_TEXTS = (read_proquest_text, read_nexis_text, read_factiva_text)
_PAGE = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|div|table)\b", re.I)


def read_export(source: str, data: bytes | str | Sequence[str]) -> Reading | None:
    """Read a file of Nexis, Factiva or ProQuest; None where it is no such file.

    `data` is the file (Word, a ZIP of Word files, HTML or text), its text, or the paragraphs of a Word file
    with those in its tables. An article is a document with the metadata outlet, date (yyyy-mm-dd), author,
    section, length in words, language, genre and url, as far as the export tells them. Left out are articles
    without text and, once with their number, parts that are no text. A ZIP is read if it holds no other file.

    Raises FramingError where the library for web pages is not installed.

    >>> lines = ["Calm returns", "The Gazette", "May 8, 2020", "Length: 3 words", "Body", "The sea rests."]
    >>> read_export("a.docx", [*lines, "End of Document"]).documents[0].meta["date"]
    '2020-05-08'
    >>> read_export("a.txt", "The sea rests.") is None
    True
    """
    if isinstance(data, bytes):
        return _read_packed(source, data) if data.startswith(_PACKED) else _read_bytes(source, data)
    export = _read_text(data) if isinstance(data, str) else _read_paragraphs(data)
    return None if export is None else gather(source, export)


def _read_text(text: str) -> Export | None:
    readers = _PAGES if _PAGE.match(text) else _TEXTS
    return next(filter(None, (reader(text) for reader in readers)), None)


def _read_paragraphs(paragraphs: Sequence[str]) -> Export | None:
    text = "\n\n".join(paragraphs)
    return read_proquest_text(text) or read_nexis_paragraphs(paragraphs) or read_factiva_text(text)


def _read_bytes(source: str, data: bytes) -> Reading | None:
    text, doubts = _decode(source, data)
    export = _read_text(text)
    if export is None:
        return None
    reading = gather(source, export)
    return reading._replace(doubts=doubts + reading.doubts)


def _decode(source: str, data: bytes) -> tuple[str, list[Doubt]]:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig"), []
    except UnicodeDecodeError:
        message = "not UTF-8, read as Windows-1252; save it as UTF-8 to be sure"
        return data.decode("cp1252", errors="replace"), [Doubt(source, message)]


def _read_packed(source: str, data: bytes) -> Reading | None:
    """Read a Word file, or a ZIP of files of one article each and of a list of them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        if _DOCUMENT not in archive.namelist():
            return _read_members(source, data)
        export = _word(archive)
    # any layer of a damaged archive may fail, and no database gave it so
    except Exception:
        return None
    return None if export is None else gather(source, export)


def _read_members(source: str, data: bytes) -> Reading | None:
    """Return the articles of a ZIP that holds nothing else."""
    whole = Export([], Counter())
    claimed, listed = 0, None
    for name, content in members(data):
        if "__MACOSX/" in name:
            continue
        export = None if isinstance(content, NotRead) else _member(content)
        if export is None:
            return None
        articles = [article._replace(source=f"{source}/{name}") for article in export.articles]
        if articles:
            claimed += export.stated or len(articles)
        else:
            listed = export.stated
        whole = Export(whole.articles + articles, whole.parts + export.parts)
    return gather(source, whole._replace(stated=listed or claimed)) if whole.articles else None


def _member(data: bytes) -> Export | None:
    if not data.startswith(_PACKED):
        return _read_text(_decode("", data)[0])
    archive = zipfile.ZipFile(io.BytesIO(data))
    return _word(archive) if _DOCUMENT in archive.namelist() else None


def _word(archive: zipfile.ZipFile) -> Export | None:
    """Read the paragraphs of a Word file, those in tables too, and count its headers and footers."""
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    if sum(sizes.values()) > LARGEST:
        return None
    export = _read_paragraphs(_word_paragraphs(archive.read(_DOCUMENT)))
    if export is None:
        return None
    outer = [name for name in sizes if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    running = sum(any(line.strip() for line in _word_paragraphs(archive.read(name))) for name in outer)
    return export._replace(parts=export.parts + +Counter({"running header": running}))


def _word_paragraphs(xml: bytes) -> list[str]:
    found = []
    for paragraph in ElementTree.fromstring(xml).iter(f"{_WORD}p"):
        signs = {f"{_WORD}br": "\n", f"{_WORD}tab": "\t", f"{_WORD}noBreakHyphen": "-"}
        runs = (
            part.text or "" if part.tag == f"{_WORD}t" else signs.get(part.tag, "")
            for part in paragraph.iter()
        )
        found.append("".join(runs))
    return found
