"""Files of tables: what kind one is, told by its content, how it is laid out, and its bytes unpacked."""

import codecs
import csv
import gzip
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from framing.errors import FramingError
from framing.reading.columns import ID_NAMES, TEXT_NAMES, plain
from framing.reading.documents import Doubt, NotRead
from framing.reading.encodings import MOJIBAKE, decode

CSV, LINES, ARRAY, PARQUET, SHEET, EMPTY = "CSV", "JSON lines", "JSON", "Parquet", "spreadsheet", "empty"
# delimited text has no mark of its own, so its ending tells it
DELIMITED = (".csv", ".tsv", ".tab")
_JSON_LINES = (".jsonl", ".ndjson")
ENDINGS = (".jsonl", ".ndjson", ".json", *DELIMITED, ".parquet", ".xlsx")
# the longest line of JSON lines, and the largest file that has to be held as a whole
LONGEST_LINE = 100_000_000
LARGEST_WHOLE = 200_000_000
LONGEST_FIELD = 50_000_000
_HEAD = 2**20
# what a row without content is made of
_BLANK = ' \t\r,;|"'
# byte-order marks of UTF-16 and UTF-32, whose bytes are not UTF-8
_MARKED = re.compile(rb"\xff\xfe|\xfe\xff|\0\0\xfe\xff")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SPREADSHEETS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


class Source(NamedTuple):
    """A file, or the bytes of one that was inside another, and whether it is packed by gzip."""

    path: Path
    data: bytes | None = None
    packed: bool = False


class Layout(NamedTuple):
    """How a delimited text is read: encoding, what parts cells, lines before the header, marks, doubts.

    `quoted` tells whether quotation marks enclose cells.
    """

    encoding: str = ""
    delimiter: str = ","
    skipped: int = 0
    quoted: bool = True
    doubts: tuple[Doubt, ...] = ()


def source_of(path: Path, data: bytes | None = None) -> Source:
    """Return a file, or bytes that stand for it, as something to open.

    Raises FramingError where it is not there, is no file but a device or pipe, or cannot be read.
    """
    try:
        if data is None and not stat.S_ISREG(path.stat().st_mode):
            what = "not a file, but a folder, pipe or device; name a file"
            raise FramingError(f"{path}: {what}")
        head = data[:2] if data is not None else _first(path, 2)
    except FileNotFoundError:
        raise FramingError(f"{path}: there is no such file; check the name and the folder") from None
    except OSError as error:
        what = f"cannot be read ({error.strerror}); check the name and the folder"
        raise FramingError(f"{path}: {what}") from None
    return Source(path, data, head == b"\x1f\x8b")


@contextmanager
def opened(source: Source) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Open a file unpacked, and as it lies there, by which progress is told.

    Raises FramingError where it cannot be read or its packing is damaged.
    """
    try:
        with source.path.open("rb") if source.data is None else io.BytesIO(source.data) as raw:
            if not source.packed:
                yield raw, raw
                return
            with gzip.GzipFile(fileobj=raw) as file:
                yield file, raw  # type: ignore[misc]
    except (OSError, EOFError, zlib.error) as error:
        what = f"cannot be read ({getattr(error, 'strerror', None) or error}); check it, or save it anew"
        raise FramingError(f"{source.path}: {what}") from None


def whole(source: Source) -> bytes:
    """Return all bytes of a file that cannot be read in parts. Raises FramingError above 200 MB."""
    with opened(source) as (file, _):
        data = file.read(LARGEST_WHOLE + 1)
    if len(data) > LARGEST_WHOLE:
        remedy = "save the table as CSV, JSON lines or Parquet, or in parts"
        raise FramingError(f"{source.path}: larger than {LARGEST_WHOLE // 10**6} MB unpacked; {remedy}")
    return data


def as_it_lies(source: Source) -> BinaryIO:
    """Open a file that is read in parts, unpacked. Raises FramingError as `whole` does where it is packed."""
    if source.packed or source.data is not None:
        return io.BytesIO(whole(source))
    return source.path.open("rb")


def repaired(source: Source) -> Source:
    """Return a file in which UTF-8 that was read as Windows-1252 and saved is mended."""
    return Source(source.path, decode(whole(source), MOJIBAKE).text.encode("utf-8"))


def kind_of(source: Source) -> str | None:
    """Tell what kind of table a file is by its content, and by its ending where that does not tell.

    None stands for a file that is no table. Raises FramingError where it cannot be read.

    >>> kind_of(Source(Path("a.txt"), b' [{"text": "wet"}]')), kind_of(Source(Path("a.txt"), b"It rained."))
    ('JSON', None)
    """
    with opened(source) as (file, _):
        head = file.read(_HEAD)
    if head.startswith(b"PAR1"):
        return PARQUET
    if head.startswith((b"PK\x03\x04", _OLD_OFFICE)):
        return SHEET if _is_spreadsheet(source, head) else None
    name = source.path.name.lower()
    return _kind_of_text(head.removeprefix(codecs.BOM_UTF8).lstrip(), name.removesuffix(".gz"))


def _kind_of_text(head: bytes, name: str) -> str | None:
    if not head:
        return EMPTY if name.endswith(ENDINGS) else None
    if not name.endswith(DELIMITED) and head.startswith((b"{", b"[")):
        first, _, others = head.partition(b"\n")
        # an object that is alone in its file may hold all documents
        one_a_line = name.endswith(_JSON_LINES) or (others.strip() != b"" and _is_json(first))
        return LINES if head.startswith(b"{") and one_a_line else ARRAY
    if name.endswith(_JSON_LINES):
        return LINES
    if name.endswith(".parquet"):
        # which says what is wrong with it
        return PARQUET
    return CSV if name.endswith((*DELIMITED, ".xlsx", ".xls")) and not head.startswith(b"<") else None


def layout(source: Source, wanted: tuple[str | None, ...], encoding: str | None = None) -> Layout:
    """Tell how a delimited text is laid out, `wanted` being columns that its header is known to have.

    Cells are parted by what gives a header with a known column, then rows of one length, then most cells.
    Rows without content above the header are skipped.
    Raises FramingError where the bytes are not text.

    >>> data = "sep=;\\nid;text\\n1;wet, cold\\n".encode()
    >>> layout(Source(Path("a.csv"), data), ())[:3]
    ('utf-8', ';', 1)
    """
    head, found, doubts = _decoded(source, encoding)
    lines = head.decode(found, "replace").removeprefix("\ufeff").split("\n")
    blank = next((n for n, line in enumerate(lines) if line.strip(_BLANK)), 0)
    text = "\n".join(lines[blank:])
    first = lines[blank].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return Layout(found, first[4], blank + 1, doubts=doubts)
    delimiter = max(",;\t|", key=lambda mark: _fits(text, mark, wanted))
    if delimiter == "\t" and not _quoted_right(text):
        what = "its quotation marks do not enclose cells, so that they are read as they stand"
        return Layout(found, delimiter, blank, False, (*doubts, Doubt(str(source.path), what)))
    return Layout(found, delimiter, blank, doubts=doubts)


def _quoted_right(text: str) -> bool:
    """Tell whether quotation marks enclose cells that tabs part; many programs write such files without."""
    # what is cut off at the end is no fault
    whole = text[: text.rfind("\n") + 1] or text
    try:
        rows = list(csv.reader(io.StringIO(whole, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return False
    # a cell of several rows is one whose mark was never meant to open it
    return not any("\t" in cell and "\n" in cell for row in rows for cell in row)


@contextmanager
def long_fields() -> Iterator[None]:
    """Let cells of CSV be long; the limit is one for the whole process, so it is put back."""
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _fits(text: str, delimiter: str, wanted: tuple[str | None, ...]) -> tuple[bool, bool, int]:
    try:
        with long_fields():
            held = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            rows = list(islice(filter(None, held), 12))
    except csv.Error:
        rows = []
    if not rows:
        return False, False, 0
    known = {plain(name) for name in wanted if name} or {*TEXT_NAMES, *ID_NAMES}
    # the last row may have been cut
    even = len({len(row) for row in rows[: max(len(rows) - 1, 2)]}) == 1
    return any(plain(name) in known for name in rows[0]), even and len(rows[0]) > 1, len(rows[0])


def _decoded(source: Source, encoding: str | None) -> tuple[bytes, str, tuple[Doubt, ...]]:
    """Return the first bytes of a text, its encoding, which all of it must be in, and what is doubtful."""
    with opened(source) as (file, _):
        head = _whole_lines(file.read(_HEAD))
    if encoding:
        return head, encoding, ()
    # what is not UTF-8 may come late in a file, and tells what it is there
    told = head if _MARKED.match(head) else _first_broken(source) or head
    try:
        found = decode(told, name=source.path.name)
    except NotRead as error:
        raise FramingError(f"{source.path}: {error}") from None
    doubts = tuple(Doubt(str(source.path), doubt) for doubt in found.doubts)
    return head, found.encoding, doubts


def _first_broken(source: Source) -> bytes:
    """Return the first stretch of a file that is not UTF-8; nothing where all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened(source) as (file, _):
        before = b""
        while held := file.read(_HEAD):
            try:
                decoder.decode(held)
            except UnicodeDecodeError:
                return before + held
            # a character may be cut in two
            before = decoder.getstate()[0]
    return before


def _whole_lines(head: bytes) -> bytes:
    return head[: head.rfind(b"\n") + 1] if len(head) == _HEAD and b"\n" in head else head


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _is_spreadsheet(source: Source, head: bytes) -> bool:
    if head.startswith(_OLD_OFFICE):
        # the name of the stream in which old Excel keeps its sheets
        return "Workbook".encode("utf-16-le") in whole(source)
    try:
        with zipfile.ZipFile(io.BytesIO(whole(source))) as packed:
            members: list[Any] = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return source.path.suffix.lower() == ".xlsx"
    if sum(member.file_size for member in members) > 5 * LARGEST_WHOLE:
        raise FramingError(f"{source.path}: unpacks to more than 1 GB; save the table as CSV or Parquet")
    return any(member.filename in _SPREADSHEETS for member in members)


def _first(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)
