"""Documents of a folder of files of any kind, or of one file: read or left out, nothing passed over."""

import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from framing.errors import FramingError
from framing.reading import kinds
from framing.reading.archives import LARGEST, TOO_LARGE, members, unpack
from framing.reading.documents import Content, Document, Doubt, LeftOut, NotRead, Reading, whole
from framing.reading.encodings import check_encoding, decode
from framing.reading.exports import read_export
from framing.reading.folder import list_files, shown, unwanted
from framing.reading.listed import first
from framing.reading.pdf import read_pdf
from framing.reading.plain import read_markdown, read_text
from framing.reading.rtf import read_rtf
from framing.reading.tables import read_rows
from framing.reading.web import decode_page, read_web
from framing.reading.word import read_word

READ, TABLE, LEFT, UNPACKED = "read", "table", "left out", "unpacked"
# an archive within an archive within an archive is nobody's corpus
_DEEPEST = 2
Judge = Callable[[str], tuple[str, str]]


@dataclass(frozen=True)
class Options:
    """What a user says of files: encodings by name ("" for all), columns of tables, drop of versions."""

    encodings: Mapping[str, str] = field(default_factory=dict)
    text_column: str | None = None
    id_column: str | None = None
    drop_versions: bool = False

    def encoding(self, name: str) -> str | None:
        """Return the encoding that is named for a file, by its name in the folder, alone, or for all."""
        base = name.rsplit("/", 1)[-1]
        return next((self.encodings[key] for key in (name, base, "") if key in self.encodings), None)


AS_THEY_ARE = Options()


class Seen(NamedTuple):
    """A file that was seen: its name, what became of it, its documents, its encoding, and why.

    `outcome` is "read", "left out", "table" (a table of the study) or "unpacked"; `kind` is "file", or
    "member" of an archive.
    """

    name: str
    kind: str
    outcome: str
    documents: int
    encoding: str
    reason: str


class Found(NamedTuple):
    """What was read of a folder or a file, the file of each document, and every file that was seen."""

    reading: Reading
    files: list[str]
    seen: list[Seen]


def read_files(path: Path, options: Options = AS_THEY_ARE, judge: Judge = lambda _: ("", "")) -> Found:
    """Read every file of a folder, or one file.

    `judge` tells what else than a document a file is, by its name in the folder: its outcome and the reason,
    or "" for what is to be read.
    Raises FramingError where there is no such path, an encoding is named for no file, or a library is not
    installed.
    """
    listing = list_files(path)
    found = Found(Reading([], [], []), [], [])
    for name, file in listing.files.items():
        outcome, reason = judge(name)
        if outcome:
            found.seen.append(Seen(name, "file", outcome, 0, "", reason))
            found.reading.left_out.extend([LeftOut(name, "file", name, reason)] if outcome == LEFT else [])
        else:
            _read_one(name, partial(_bytes, file), options, found)
    for row in listing.left_out:
        found.reading.left_out.append(row)
        found.seen.append(Seen(row.source, row.kind, LEFT, 0, "", row.reason))
    check_named(options, [seen.name for seen in found.seen])
    return found


def parse_encodings(named: str | Mapping[str, str] | Sequence[str] | None) -> dict[str, str]:
    """Return encodings by the names of files, from one for all, a mapping, or what a command line names.

    Raises FramingError where an encoding is not known.

    >>> parse_encodings("cp1251"), parse_encodings({"a.txt": "big5"}), parse_encodings(["b.txt=big5"])
    ({'': 'cp1251'}, {'a.txt': 'big5'}, {'b.txt': 'big5'})
    """
    given = [named] if isinstance(named, str) else named or ()
    pairs = [(one if "=" in one else f"={one}").rsplit("=", 1) for one in given]
    by_name = dict(named) if isinstance(named, Mapping) else dict(pairs)
    return {name: check_encoding(encoding) for name, encoding in by_name.items()}


def check_named(options: Options, seen: Sequence[str]) -> None:
    """Check that each file for which an encoding is named was seen. Raises FramingError for another."""
    known = {"", *seen, *(name.rsplit("/", 1)[-1] for name in seen)}
    for name, encoding in options.encodings.items():
        if name not in known:
            what = f"--encoding {name}={encoding}: there is no file {name!r}; write its name with its ending"
            raise FramingError(what)


def names_apart(found: Found) -> tuple[list[str], list[Doubt]]:
    """Return a name for every document, none twice: its own, or where two share one, with its file before it.

    That names are shared is said in a doubt.

    >>> two = [Document("a", "", "Rain.", {}, file) for file in ("x/a.txt", "y/a.txt")]
    >>> names_apart(Found(Reading(two, [], []), ["x/a.txt", "y/a.txt"], []))[0]
    ['x/a', 'y/a']
    """
    own = [unicodedata.normalize("NFC", document.name) for document in found.reading.documents]
    held = Counter(found.files)
    pairs = list(zip(own, found.files, strict=True))
    below = [kinds.without_ending(file) if held[file] == 1 else f"{file}/{name}" for name, file in pairs]
    whole = [file if held[file] == 1 else f"{file}/{name}" for name, file in pairs]
    names = _where_shared(_where_shared(own, below), whole)
    taken = Counter[str]()
    for place, name in enumerate(names):
        taken[name] += 1
        names[place] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    shared = [place for place, count in enumerate(map(Counter(own).__getitem__, own)) if count > 1]
    if not shared:
        return names, []
    what = f"{len(shared)} documents have a name that is not theirs alone"
    called = first([f"{own[place]!r} in {found.files[place]} is {names[place]!r}" for place in shared])
    return names, [Doubt(found.files[shared[0]], f"{what}; here {called}")]


def _read_one(name: str, content: Callable[[], bytes], options: Options, found: Found, deep: int = 0) -> None:
    """Read one file, or member of an archive, into what was found."""
    kind, encoding = "member" if deep else "file", ""
    try:
        data = content()
        if kinds.kind_by_bytes(data, name) == kinds.ARCHIVE:
            _read_archive(name, data, options, found, deep)
            return
        reading, encoding = read_bytes(data, name, options)
        reason = ""
        if not reading.documents:
            reason = (
                first([*dict.fromkeys(row.reason for row in reading.left_out)], 2)
                or "there is no document in it"
            )
    except NotRead as error:
        reading, reason = Reading([], [], []), str(error)
    outcome = READ if reading.documents else LEFT
    if outcome == LEFT:
        found.reading.left_out.append(LeftOut(name, kind, name, reason))
    found.reading.documents.extend(map(whole, reading.documents))
    found.reading.left_out.extend(row for row in reading.left_out if row.kind != "file" or row.source != name)
    found.reading.doubts.extend(reading.doubts)
    found.files.extend([name] * len(reading.documents))
    found.seen.append(Seen(name, kind, outcome, len(reading.documents), encoding, reason))


def read_bytes(data: bytes, name: str, options: Options = AS_THEY_ARE) -> tuple[Reading, str]:
    """Return the documents of the content of a file, told by that content, and its encoding.

    Raises NotRead where it holds none, with the reason and what to do.

    >>> reading, encoding = read_bytes(b"# Rain\\n\\nIt rained.", "notes/rain.txt")
    >>> reading.documents[0].name, encoding
    ('rain', 'utf-8')
    """
    kind = kinds.kind_by_bytes(data, name)
    if kind == kinds.PACKED:
        data = unpack(data)
        kind = kinds.kind_by_bytes(data, name)
        if kind in (kinds.PACKED, kinds.ARCHIVE):
            raise NotRead("an archive within a gzip file; unpack it")
    if kind == kinds.TABLE:
        return _rows(data, name, options)
    if kind == kinds.WORD:
        return _export_or(name, data, lambda: read_word(data))
    if kind == kinds.PDF:
        return _export_or(name, None, lambda: read_pdf(data))
    if kind == kinds.RTF:
        content = read_rtf(data)
        return _export_or(name, content.text.split("\n"), lambda: content)
    return _read_textual(data, name, options)


def _read_textual(data: bytes, name: str, options: Options) -> tuple[Reading, str]:
    named = options.encoding(name)
    if kinds.ending_of(name) in kinds.TABLES:
        return _rows(data, name, options)
    decoded = decode_page(data, named, name) if b"<" in data[:1000] else decode(data, named, name)
    kind = kinds.kind_by_text(decoded.text, name)
    if kind == kinds.TABLE:
        return _rows(data, name, options)
    readers = {kinds.WEB: read_web, kinds.MARKDOWN: read_markdown, kinds.TEXT: read_text}
    reading, _ = _export_or(name, decoded.text, lambda: readers[kind](decoded.text))
    reading.doubts.extend(Doubt(name, doubt) for doubt in decoded.doubts)
    return reading, decoded.encoding


def _read_archive(name: str, data: bytes, options: Options, found: Found, deep: int) -> None:
    if deep >= _DEEPEST:
        raise NotRead("an archive within archives; unpack it")
    export = _export(name, data)
    if export is not None:
        found.reading.documents.extend(export.documents)
        found.reading.left_out.extend(export.left_out)
        found.reading.doubts.extend(export.doubts)
        found.files.extend([name] * len(export.documents))
        found.seen.append(Seen(name, "member" if deep else "file", READ, len(export.documents), "", ""))
        return
    before = len(found.files)
    place = len(found.seen)
    found.seen.append(Seen(name, "member" if deep else "file", UNPACKED, 0, "", ""))
    for inside, content in members(data):
        whole = f"{name}/{shown(inside)}"
        if reason := next(filter(None, (unwanted(part) for part in PurePosixPath(inside).parts)), ""):
            found.reading.left_out.append(LeftOut(whole, "member", whole, reason))
            found.seen.append(Seen(whole, "member", LEFT, 0, "", reason))
        else:
            _read_one(whole, partial(_raised, content), options, found, deep + 1)
    found.seen[place] = found.seen[place]._replace(documents=len(found.files) - before)


def _raised(content: bytes | NotRead) -> bytes:
    if isinstance(content, NotRead):
        raise content
    return content


def _rows(data: bytes, name: str, options: Options) -> tuple[Reading, str]:
    """Read a table of documents; what is wrong with it is why it is left out."""
    columns = options.text_column, options.id_column
    try:
        return read_rows(Path(name), *columns, data=data, encoding=options.encoding(name)), "table"
    except FramingError as error:
        raise NotRead(str(error).removeprefix(f"{name}: ").removeprefix(f"{name}, ")) from None


def _export(name: str, data: bytes | str | list[str]) -> Reading | None:
    """Return the articles of a database export; None also where it is damaged, which its own reader names."""
    try:
        return read_export(name, data)
    except (zlib.error, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None


def _export_or(
    name: str, given: bytes | str | list[str] | None, read: Callable[[], Content]
) -> tuple[Reading, str]:
    """Return the articles of a database export, else the one document of a file."""
    if given is not None and (export := _export(name, given)) is not None:
        return Reading([*export.documents], [*export.left_out], [*export.doubts]), ""
    content = read()
    own = kinds.without_ending(name.rsplit("/", 1)[-1])
    document = Document(own, content.title, content.text, content.meta, name)
    parts = [LeftOut(name, "part", item, reason) for item, reason in content.parts]
    return Reading([document], parts, [Doubt(name, doubt) for doubt in content.doubts]), content.encoding


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise NotRead(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror}); give yourself the right to read it"
        raise NotRead(what) from None


def _where_shared(names: list[str], longer: list[str]) -> list[str]:
    counts = Counter(names)
    return [long if counts[name] > 1 else name for name, long in zip(names, longer, strict=True)]
