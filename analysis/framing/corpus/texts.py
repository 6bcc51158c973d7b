"""The texts of a corpus, and what is told of them: parts, lengths, fingerprints."""

import hashlib
from pathlib import Path, PurePosixPath

import pandas as pd

from framing.errors import FramingError
from framing.files import read_text
from framing.study import Study
from framing.tables.checked import check
from framing.tables.schema import EVERY_PIECE
from framing.text.characters import printable
from framing.text.documents import read_parts
from framing.text.tokens import is_word, words

LONGEST_NAME = 200
# the page of sentences behind the rates, beside the texts
EVIDENCE = "report/evidence.html"
MEANS_ALL = f"no piece can be called {EVERY_PIECE!r}, as that means all; rename it"
# enough to find a paragraph in a user's file, too few to prove a guess
FINGERPRINT_FROM, FINGERPRINT_DIGITS = 12, 6


def text_folder(folder: Path) -> Path:
    """Return where the texts of a corpus lie: in it where it holds any, else in its folder `texts`."""
    inside = folder / "texts"
    released = (folder / "paragraphs.csv").exists() and not any(folder.glob("*.txt"))
    return inside if inside.is_dir() or released else folder


def check_names(pieces: pd.DataFrame, source: str) -> None:
    """Check that every doc_id names a file within a folder. Raises FramingError that names the row."""
    for row, doc_id in enumerate(pieces["doc_id"], start=2):
        if doc_id == EVERY_PIECE:
            raise FramingError(f"{source}: {MEANS_ALL}")
        if not printable(doc_id) or len(doc_id) > LONGEST_NAME:
            what = f"{doc_id[:40]!r} cannot name a piece; use 200 plain letters at most"
            raise FramingError.at(source, row, what, "row")
        if PurePosixPath(doc_id).is_absolute() or ".." in PurePosixPath(doc_id.replace("\\", "/")).parts:
            what = f"doc_id {doc_id!r} leads out of the folder; name a text within it"
            raise FramingError.at(source, row, what, "row")


def missing_texts(folder: Path, pieces: pd.DataFrame, *, verify: bool = True) -> list[str]:
    """Return the doc_id of every piece whose text is not there, or is not the whole text.

    Raises FramingError where one leads out of the folder.
    """
    check_names(pieces, str(folder / "pieces.csv"))

    def there(doc_id: str, sha256: str) -> bool:
        path = text_folder(folder) / f"{doc_id}.txt"
        if not path.is_file():
            return False
        return not (verify and sha256) or hashlib.sha256(path.read_bytes()).hexdigest() == sha256

    return [row.doc_id for row in pieces.itertuples() if not there(row.doc_id, row.sha256_text)]


def read_texts(folder: Path, pieces: pd.DataFrame) -> pd.DataFrame:
    """Read the texts of a corpus, normalised.

    One row per paragraph with columns doc_id, paragraph (from 1), part (as `documents.read_parts` finds it
    by marks and title), text.
    Raises FramingError where a file is missing, not text, or empty, or a doc_id leads out of the folder.
    """
    check_names(pieces, str(folder / "pieces.csv"))
    rows = []
    for piece in pieces.itertuples():
        path = text_folder(folder) / f"{piece.doc_id}.txt"
        found = read_parts(read_text(path), piece.title)
        if not any(is_word(text) for _, text in found):
            raise FramingError(f"{path}: there are no words in it; put the text into it or remove the piece")
        rows += [(piece.doc_id, number, part, text) for number, (part, text) in enumerate(found, start=1)]
    return check(pd.DataFrame(rows, columns=["doc_id", "paragraph", "part", "text"]), "texts", str(folder))


def needed_texts(study: Study, what: str) -> pd.DataFrame:
    """Return the texts of a study. Raises FramingError where `what` shows them and they are not here."""
    if study.texts is None:
        remedy = "import the texts first with `python analysis/pipeline.py import PATH`, or read your own"
        raise FramingError(f"{what} shows the texts, and only released features are here; {remedy}")
    return study.texts


def fingerprint(text: str) -> str:
    """Return the first 24 bits of a paragraph's SHA-256, as six hexadecimal digits; nothing below 12 words.

    >>> fingerprint("Too short to be hidden by a hash.")
    ''
    """
    if sum(map(is_word, words(text))) < FINGERPRINT_FROM:
        return ""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:FINGERPRINT_DIGITS]


def describe_paragraphs(texts: pd.DataFrame) -> pd.DataFrame:
    """Describe paragraphs without their text.

    One row per paragraph with columns doc_id, paragraph, part, n_words, fingerprint.

    >>> columns = ["doc_id", "paragraph", "part", "text"]
    >>> texts = pd.DataFrame([("a", 1, "body", "It rained.")], columns=columns)
    >>> describe_paragraphs(texts)["n_words"].tolist()
    [2]
    """
    table = texts[["doc_id", "paragraph", "part"]].assign(
        n_words=[sum(map(is_word, words(text))) for text in texts["text"]],
        fingerprint=[fingerprint(text) for text in texts["text"]],
    )
    return check(table, "paragraphs")
