"""Exports of newspaper databases, told by what is in a file and never by its ending."""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

from framing.reading.articles import Export, gather
from framing.reading.documents import Doubt, LeftOut, Reading
from framing.reading.factiva import read_factiva_page, read_factiva_text
from framing.reading.nexis import read_nexis_page, read_nexis_paragraphs, read_nexis_text
from framing.reading.proquest import read_proquest_page, read_proquest_text

LARGEST_MEMBER = 200_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_PACKED = b"PK\x03\x04"
# also under a password, or packed in a way that is not known
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ElementTree.ParseError, NotImplementedError, RuntimeError),
    *(OSError, EOFError),
)
# each in turn, as the first knows its exports by what no other has
_PAGES = (read_factiva_page, read_proquest_page, read_nexis_page)
_TEXTS = (read_proquest_text, read_nexis_text, read_factiva_text)
_PAGE = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|div|table)\b", re.I)


def read_export(source: str, data: bytes | str | Sequence[str]) -> Reading | None:
    """Read a file of Nexis, Factiva or ProQuest; None where it is no such file.

    `data` is the file (Word, a ZIP of Word files, HTML or text), its text, or the paragraphs of a Word file
    with those in its tables. An article is a document with the metadata outlet, date (yyyy-mm-dd), author,
    section, length in words, language, genre and url, as far as the export tells them. Left out are articles
    without text, files of a ZIP that are no articles, and, once with their number, parts that are no text.

    >>> lines = ["Calm returns", "The Gazette", "May 8, 2020", "Length: 3 words", "Body", "The sea rests."]
    >>> read_export("a.docx", [*lines, "End of Document"]).documents[0].meta["date"]
    '2020-05-08'
    >>> read_export("a.txt", "The sea rests.") is None
    True
    """
    if isinstance(data, bytes):
        return _read_zip(source, data) if data.startswith(_PACKED) else _read_bytes(source, data)
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


def _read_zip(source: str, data: bytes) -> Reading | None:
    """Read a Word file, or a ZIP of files with one article each and a list of them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _DOCUMENT in archive.namelist():
                export = _word(archive)
                return None if export is None else gather(source, export)
            return _read_members(source, archive)
    except _DAMAGED:
        # no file that a database gave
        return None


def _read_members(source: str, archive: zipfile.ZipFile) -> Reading | None:
    whole = Export([], Counter())
    left_out: list[LeftOut] = []
    claimed, listed = 0, None
    for info in archive.infolist():
        place = f"{source}/{info.filename}"
        if info.is_dir() or "__MACOSX/" in info.filename:
            continue
        export = _member(archive, info)
        if export is None:
            reason = "no article of a database; unpack the ZIP to read it"
            left_out.append(LeftOut(place, "file", info.filename, reason))
            continue
        articles = [article._replace(source=place) for article in export.articles]
        if articles:
            claimed += export.stated or len(articles)
        else:
            listed = export.stated
        whole = Export(whole.articles + articles, whole.parts + export.parts)
    if not whole.articles:
        return None
    reading = gather(source, whole._replace(stated=listed or claimed))
    return reading._replace(left_out=reading.left_out + left_out)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Export | None:
    if info.file_size > LARGEST_MEMBER:
        return None
    data = archive.read(info)
    if not data.startswith(_PACKED):
        return _read_text(_decode("", data)[0])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            return _word(inner)
    except _DAMAGED:
        return None


def _word(archive: zipfile.ZipFile) -> Export | None:
    """Read the paragraphs of a Word file, those in tables too, and count its headers and footers."""
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    if sizes.get(_DOCUMENT, LARGEST_MEMBER + 1) > LARGEST_MEMBER:
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
