"""The kind of a file, told by its content; its ending decides only between kinds of text."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from framing.reading.documents import NotRead

TEXT, MARKDOWN, WEB, WORD, PDF, RTF = "text", "Markdown", "web page", "Word", "PDF", "RTF"
TABLE, PACKED, ARCHIVE = "table", "gzip", "ZIP"
_SAVE_AS_WORD = "open it in Word or LibreOffice and save it as .docx"
_LOCKED = "locked with a password; save it without one"
_OLD = {
    ".xls": "an old Excel file; save it as .xlsx",
    ".ppt": "old slides; save their text as .docx or .txt",
    ".msg": "an e-mail of Outlook; save it as text",
    **dict.fromkeys((".docx", ".xlsx", ".docm", ".xlsm"), _LOCKED),
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE, _SOUND = "a picture; only text is read here", "sound or film; write down what is said in it"
_PROGRAM, _PACKED = "a program, not a text", "an archive of another kind than ZIP; unpack it"
_KNOWN = (
    *((mark, _PICTURE) for mark in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"8BPS")),
    *((mark, _SOUND) for mark in (b"ID3", b"OggS", b"fLaC", b"\xff\xfb", b"RIFF", b"\x1aE\xdf\xa3", b"FORM")),
    *(
        (mark, _PROGRAM)
        for mark in (b"\x7fELF", b"MZ\x90", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\0asm")
    ),
    *((mark, _PACKED) for mark in (b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")),
    (b"SQLite format 3", "a database; export the table that holds the texts as CSV"),
    (b"wOFF", "a font, not a text"),
    (b"\0\x05\x16\x07", "what macOS keeps beside a file, no text"),
)
# parts that tell what a file in a ZIP is
_PARTS = {"word/document.xml": WORD, "xl/workbook.xml": TABLE, "xl/workbook.bin": TABLE}
_FOREIGN_PARTS = {
    "ppt/presentation.xml": "slides; save their text as .docx or .txt",
    "META-INF/container.xml": "an electronic book; save its text as .docx or .txt",
    "content.xml": f"an OpenDocument file; {_SAVE_AS_WORD} (a table: as .xlsx)",
    "index.apxl": "an Apple file; export it as .docx",
    "Index/Document.iwa": "an Apple file; export it as .docx",
}
TABLES = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson")
_TEXTS = (".txt", ".text", ".asc", ".utf8", "")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ELEMENTS = re.compile(r"<(?:p|div|br|h[1-6]|span|article|table|ul)\b[^<>]{0,500}>", re.IGNORECASE)
_ARCHIVED_PAGE = re.compile(r"\bContent-Type:\s*multipart/related", re.IGNORECASE)


def kind_by_bytes(data: bytes, name: str) -> str:
    """Tell the kind of a file from its first bytes; "" where it is text of some kind.

    Raises NotRead where it is of a kind that is not read here, with what to do.

    >>> kind_by_bytes(b"%PDF-1.7 ...", "a.txt"), kind_by_bytes(b"It rained.", "a.pdf")
    ('PDF', '')
    """
    if not data.strip():
        raise NotRead("the file is empty; put the text into it or remove it")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf":
        return RTF
    if data.startswith(b"PAR1"):
        return TABLE
    if data.startswith(b"\x1f\x8b"):
        return PACKED
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(_OLD_OFFICE):
        raise NotRead(_OLD.get(ending_of(name), f"an old Word file (.doc); {_SAVE_AS_WORD}"))
    if data[257:262] == b"ustar":
        raise NotRead(_PACKED)
    if data[4:8] == b"ftyp":
        raise NotRead(_PICTURE if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else _SOUND)
    if (data.startswith(b"RIFF") and data[8:12] == b"WEBP") or (
        data.startswith(b"BM") and b"\0" in data[:16]
    ):
        raise NotRead(_PICTURE)
    for mark, reason in _KNOWN:
        if data.startswith(mark):
            raise NotRead(reason)
    return ""


def kind_by_text(text: str, name: str) -> str:  # noqa: PLR0911
    """Tell the kind of a file from its text; its ending tells tables and Markdown from plain text.

    Raises NotRead where it is of a kind that is not read here, with what to do.

    >>> kind_by_text("<html><p>It rained.</p></html>", "a.txt"), kind_by_text("It rained.", "a.TXT")
    ('web page', 'text')
    """
    ending = ending_of(name)
    start = text[:5000].lstrip("\ufeff \t\r\n")
    if ending in TABLES:
        return TABLE
    if _PAGE.match(start) or (start.startswith("<") and len(_ELEMENTS.findall(start)) > 1):
        return WEB
    if start.startswith("<?xml"):
        if re.search(r"<html\b", start):
            return WEB
        raise NotRead("XML; save its text as .txt or .html")
    if start.startswith("%!PS"):
        raise NotRead("PostScript; save it as PDF")
    if _ARCHIVED_PAGE.search(start) and "MIME-Version" in start:
        raise NotRead("a web archive (.mht); open it in a browser and save it as HTML")
    if ending in (".html", ".htm", ".xhtml"):
        return WEB
    if start.startswith(('{"', "[{")):
        return TABLE
    if ending in _MARKDOWN:
        return MARKDOWN
    if ending in _TEXTS:
        return TEXT
    raise NotRead(f"its ending {ending} is that of no kind of text; call it .txt if it is one")


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters; "" where what follows the last full stop is none.

    That of a packed file is the one before `.gz`.

    >>> ending_of("a/Storm.TXT"), ending_of("Daily, 20.11.2024"), ending_of("storm.csv.gz")
    ('.txt', '', '.csv')
    """
    ending = PurePosixPath(re.sub(r"\.gz$", "", name, flags=re.IGNORECASE)).suffix.lower()
    return ending if re.fullmatch(r"\.[a-z][a-z0-9_]{0,9}", ending) else ""


def without_ending(name: str) -> str:
    """Return a file's name without its ending.

    >>> without_ending("a/Storm.TXT"), without_ending("Daily, 20.11.2024"), without_ending("storm.csv.gz")
    ('a/Storm', 'Daily, 20.11.2024', 'storm')
    """
    unpacked = re.sub(r"\.gz$", "", name, flags=re.IGNORECASE)
    return unpacked[: len(unpacked) - len(ending_of(unpacked))]


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {*archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        what = f"a Word file or ZIP that is damaged ({error})"
        raise NotRead(f"{what}; get or save it anew") from None
    for part, kind in _PARTS.items():
        if part in names:
            return kind
    for part, reason in _FOREIGN_PARTS.items():
        if part in names:
            raise NotRead(reason)
    return ARCHIVE
