"""A corpus of one's own collected from its files: pieces, texts, and what was left out."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.definitions import check_labels
from framing.corpus.texts import EVIDENCE, LONGEST_NAME, MEANS_ALL, check_names, text_folder
from framing.errors import FramingError
from framing.paths import MARK
from framing.reading.articles import iso_date
from framing.reading.documents import Document, Doubt, LeftOut
from framing.reading.files import LEFT, READ, TABLE, Found, Options, names_apart, read_files
from framing.reading.listed import first
from framing.reading.similar import find_versions, why_versions
from framing.tables.checked import check, read_table
from framing.tables.schema import EVERY_PIECE, TABLES
from framing.text.characters import printable
from framing.text.documents import read_parts
from framing.text.normalise import normalise
from framing.text.tokens import is_word
from framing.text.unparted import unparted

_PIECES = "pieces.csv"
# what `new` writes where texts go
NOTE = "texts/PUT_TEXTS_HERE.md"
_MONTH = re.compile(r"\s*\d{4}-(?:0[1-9]|1[0-2])(?!\d)")
# tables of a study's folder, which are no documents
_TABLES = (
    *("pieces", "frames", "subframes", "dictionary", "dictionary_v1", "cues", "reporting", "masks", "claims"),
    *("codings", "codings_subframes", "adjudicated", "hits_checked", "paragraphs", "planted", "truth"),
    "statements",
)
_FEATURES = ("sentences", "hits", "hits_v1", "bags", "scores", "made_from")


class Collected(NamedTuple):
    """What a corpus of one's own is made of, and what was read and left out, in the order of the pieces."""

    pieces: pd.DataFrame
    texts: pd.DataFrame
    found: Found


def collect(path: Path, dictionary: Path | None, options: Options) -> Collected:
    """Collect the pieces and texts of a folder, or of one file.

    `pieces` has one row per piece with the columns of pieces.csv and what else files tell of it, `texts` one
    row per paragraph with columns doc_id, paragraph (from 1), part, text.
    Raises FramingError where nothing is read, or pieces.csv is wrong.
    """
    folder = path.is_dir()
    if folder and not text_folder(path).is_dir():
        raise FramingError(f"{path}: no text in it; put one text file per piece into {text_folder(path)}")
    found = read_files(path, options, _judge(path, dictionary) if folder else lambda _: ("", ""))
    found = leave_out(found, _unusable(found))
    _check_read(path, found)
    listed = path / _PIECES
    by_hand = folder and listed.exists()
    dropped = options.drop_versions and not by_hand
    if dropped:
        found = leave_out(found, _versions(found.reading.documents))
    names, doubts = names_apart(found)
    found.reading.doubts.extend(doubts)
    if by_hand:
        pieces = read_table(listed, "pieces", more=True)
        _check_pieces(pieces, str(listed))
        places = _places(pieces, found, names, path)
        kept = {*places}
        unlisted = {place: f"{_PIECES} does not list it" for place in range(len(names)) if place not in kept}
        documents = [found.reading.documents[place] for place in places]
        left = leave_out(found, unlisted)
        files = [found.files[place] for place in places]
        found = left._replace(reading=left.reading._replace(documents=documents), files=files)
    else:
        found = leave_out(
            found, {place: MEANS_ALL for place, name in enumerate(names) if name == EVERY_PIECE}
        )
        _check_read(path, found)
        documents = found.reading.documents
        pieces = _pieces(documents, [name for name in names if name != EVERY_PIECE], str(path))
        check_labels(pieces, str(path))
        found.reading.doubts.extend(_undated(pieces, str(path)))
    remedy = f"remove the row from {_PIECES}" if by_hand else "drop such: --drop-versions"
    for place, reason in ({} if dropped else _versions(documents)).items():
        found.reading.doubts.append(Doubt(documents[place].source, f"{reason}; {remedy}"))
    return Collected(pieces, _texts(pieces, documents, str(path)), found)


def leave_out(found: Found, reasons: Mapping[int, str]) -> Found:
    """Return what was found without some documents, named by their places, each left out for its reason."""
    if not reasons:
        return found
    held, gone = Counter(found.files), Counter(found.files[place] for place in reasons)
    why = {found.files[place]: reason for place, reason in reasons.items()}
    seen = [
        s._replace(
            documents=s.documents - gone[s.name],
            outcome=LEFT if s.outcome == READ and gone[s.name] == held[s.name] else s.outcome,
            reason=why[s.name] if s.outcome == READ and gone[s.name] == held[s.name] else s.reason,
        )
        if s.name in gone
        else s
        for s in found.seen
    ]
    rows = [
        LeftOut(found.files[place], "document", found.reading.documents[place].name[:LONGEST_NAME], reason)
        for place, reason in reasons.items()
        if held[found.files[place]] > 1
    ]
    kept = [place for place in range(len(found.files)) if place not in reasons]
    documents = [found.reading.documents[place] for place in kept]
    reading = found.reading._replace(documents=documents, left_out=[*found.reading.left_out, *rows])
    return Found(reading, [found.files[place] for place in kept], seen)


def _judge(path: Path, dictionary: Path | None) -> Any:
    """Return the function that tells the tables of a study, and what lies beside its folder of texts."""
    known = {f"{name}.csv" for name in _TABLES} | {f"features/{name}.csv" for name in _FEATURES}
    known |= {f"development/{name}.csv" for name in ("documents", "hits", "recall")}
    known.add(NOTE)
    own = dictionary.resolve() if dictionary else None
    inside = text_folder(path) != path
    released = (path / "paragraphs.csv").exists() or (path / MARK).is_file()
    within = "texts/" if inside else ""

    def judge(name: str) -> tuple[str, str]:
        if name in known:
            return TABLE, ""
        if own is not None and (path / name).resolve() == own:
            return TABLE, "the dictionary"
        sheet = name.startswith(f"{within}coding/") and name.endswith(".csv")
        if sheet or name == f"{within}{EVIDENCE}":
            return TABLE, "a sheet of coders" if sheet else "the page of sentences behind the rates"
        if inside and not name.startswith("texts/"):
            if released:
                return TABLE, "beside the texts of a study"
            return (
                LEFT,
                "it lies beside the folder texts, which holds the texts; move it there to have it read",
            )
        return "", ""

    return judge


def _versions(documents: Sequence[Document]) -> dict[int, str]:
    return why_versions(documents, find_versions(documents))


def _unusable(found: Found) -> dict[int, str]:
    reasons = {}
    for place, document in enumerate(found.reading.documents):
        if not any(map(str.isalnum, document.title)) and not is_word(normalise(document.text)):
            reasons[place] = "there are no words in it"
        elif why := unparted(normalise(document.text)):
            reasons[place] = why
        elif len(document.name) > LONGEST_NAME or not printable(document.name) or not document.name.strip():
            what = f"{document.name[:20]!r} cannot name it (200 letters at most, none a control character)"
            reasons[place] = f"{what}; give it another name"
    return reasons


def _check_read(path: Path, found: Found) -> None:
    if found.reading.documents:
        return
    left = [f"{seen.name}: {seen.reason}" for seen in found.seen if seen.outcome == LEFT]
    if not left:
        raise FramingError(
            f"{path}: no text in it; put one text file per piece there, or name another folder"
        )
    if len(found.seen) == 1 and not path.is_dir():
        raise FramingError(f"{path}: {found.seen[0].reason}")
    number = f"none of the {len(left)} files in it is read" if len(left) > 1 else "no text in it is read"
    raise FramingError(f"{path}: {number}: {first(left)}")


def _check_pieces(pieces: pd.DataFrame, source: str) -> None:
    if pieces.empty:
        raise FramingError(f"{source}: it lists no piece; add a row for each, or remove the file")
    check_labels(pieces, source)
    check_names(pieces, source)


def _places(pieces: pd.DataFrame, found: Found, names: list[str], path: Path) -> list[int]:
    """Return the document of every listed piece: named for it, or by its file."""
    root = "texts/" if text_folder(path) != path else ""
    by_name = {name: place for place, name in enumerate(names)}
    held = Counter(found.files)
    by_file = {file: place for place, file in enumerate(found.files) if held[file] == 1}
    places = []
    for doc_id in pieces["doc_id"]:
        ways = (by_file.get(f"{root}{doc_id}.txt"), by_name.get(doc_id), by_file.get(f"{root}{doc_id}"))
        place = next((way for way in ways if way is not None), None)
        if place is None:
            raise FramingError(f"{path / _PIECES}: {_absent(doc_id, found)}")
        if place in places:
            what = f"piece {doc_id!r} is the same text as another ({found.files[place]}); remove the row"
            raise FramingError(f"{path / _PIECES}: {what}")
        places.append(place)
    return places


def _absent(doc_id: str, found: Found) -> str:
    for seen in found.seen:
        stem = PurePosixPath(seen.name).stem
        if seen.outcome == LEFT and doc_id in (stem, seen.name):
            return f"piece {doc_id!r} is not read ({seen.name}: {seen.reason}), or remove the row"
    return f"piece {doc_id!r} has no file {doc_id}.txt; add it or remove the row"


def _pieces(documents: list[Document], names: list[str], source: str) -> pd.DataFrame:
    """Return a piece for every document, with the metadata that the documents have."""
    fields = dict.fromkeys(key for document in documents for key in document.meta)
    facts = {key: [document.meta.get(key, "") for document in documents] for key in fields}
    facts |= {"date": [_dated(date) for date in facts["date"]]} if "date" in facts else {}
    columns = {"doc_id": names, "label": names, "title": [document.title for document in documents]}
    schema = TABLES["pieces"].columns
    own = {key: values for key, values in facts.items() if key in schema and key not in columns}
    table = check(pd.DataFrame(columns | own, dtype=str), "pieces", source)
    # what else is known of the documents stays at hand for groups
    rest = pd.DataFrame({key: values for key, values in facts.items() if key not in schema}, dtype=str)
    return pd.concat([table, rest], axis=1)


def _dated(written: str) -> str:
    """Return a date as yyyy-mm-dd where it tells day, month and year in words or with full stops."""
    return written if _MONTH.match(written) else iso_date(written) or written


def _undated(pieces: pd.DataFrame, source: str) -> list[Doubt]:
    """Return a doubt where dates are given whose month is not understood, so that no time shows them."""
    given = [date for date in pieces["date"] if date.strip()]
    other = [repr(date[:40]) for date in given if not _MONTH.match(date)]
    if not other:
        return []
    what = f"{len(other):,} of {len(given):,} dates are not understood: {first(other, 3)}"
    return [Doubt(source, f"{what}; write them as yyyy-mm-dd to have them in months")]


def _texts(pieces: pd.DataFrame, documents: list[Document], source: str) -> pd.DataFrame:
    rows = []
    for piece, document in zip(pieces.itertuples(), documents, strict=True):
        title = piece.title or document.title
        parts = read_parts(document.text, title)
        if document.title and not any(part == "headline" for part, _ in parts):
            parts = [("headline", normalise(document.title)), *parts]
        rows += [(piece.doc_id, number, part, text) for number, (part, text) in enumerate(parts, start=1)]
    return check(pd.DataFrame(rows, columns=["doc_id", "paragraph", "part", "text"]), "texts", source)
