"""Coding by hand: blind sheets for coders, and the codings read back from them."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.corpus.annotate import split_sentences
from framing.corpus.corpora import read_corpus, read_study
from framing.errors import FramingError
from framing.files import read_text
from framing.paths import CORPUS
from framing.study import Study
from framing.tables.checked import check, read_if_there
from framing.tables.schema import DICTIONARY, TABLES
from framing.text.normalise import normalise
from framing.text.tokens import is_word, words

SEED = 20241117
_NAME = re.compile(r"\w[\w.-]*")


def coding_sheet(study: Study, seed: int = SEED) -> pd.DataFrame:
    """Make a blind sheet for a coder: all sentences of a study, shuffled, without piece or hits.

    One row per sentence with columns item (from 1, in the order of the sheet), text and an empty one per
    frame. It holds the texts, so it must not be published. Raises FramingError where the texts are not here.
    """
    if study.texts is None:
        raise FramingError(
            "a coding sheet shows the texts, and only released features are here; "
            "import the texts first with `python analysis/pipeline.py import PATH`"
        )
    split = split_sentences(study.texts)
    sheet = sheet_key(split, seed).merge(split, on=["doc_id", "sentence"], validate="one_to_one")
    return sheet[["item", "text"]].assign(**dict.fromkeys(study.definitions.frames["frame"], ""))


def read_corpus_to_code(folder: Path = CORPUS) -> Study:
    """Read a corpus from its released features or its texts, whichever it has.

    Raises FramingError where it has neither, or a table is wrong.
    """
    return read_study(folder) if (folder / "features").is_dir() else read_corpus(folder)


def sheet_key(sentences: pd.DataFrame, seed: int = SEED) -> pd.DataFrame:
    """Return which sentence each item of a sheet is; the sheet's seed gives the order anew at any time.

    One row per sentence with columns item, doc_id, sentence. The order is that of a hash of each sentence's
    numbers, so it depends neither on the order of `sentences` nor on a version of numpy.

    >>> sheet_key(pd.DataFrame({"doc_id": ["a", "a", "b"], "sentence": [1, 2, 1]}))
       item doc_id  sentence
    0     1      b         1
    1     2      a         2
    2     3      a         1
    """
    places = zip(sentences["doc_id"], sentences["sentence"], strict=True)
    hashes = [hashlib.sha256(f"{seed}\0{doc_id}\0{n}".encode()).hexdigest() for doc_id, n in places]
    key = sentences[["doc_id", "sentence"]].iloc[np.argsort(hashes)].reset_index(drop=True)
    key.insert(0, "item", key.index + 1)
    return key


def read_sheet(path: Path, frames: Sequence[str]) -> pd.DataFrame:
    """Read a coding sheet, as far as it is filled; cells may be parted by commas or semicolons.

    One row per sentence with columns item, the `frames` and any others there are (text, a coder's notes),
    all as text. Raises FramingError where the file is no sheet or lacks a column.
    """
    content = read_text(path)
    head = content.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    try:
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise FramingError(f"{path}: not a CSV table ({error}); save it as CSV in UTF-8") from None
    while rows and not any(rows[-1]):
        rows.pop()
    header = rows[0] if rows else []
    for column in ("item", *frames):
        if header.count(column) != 1:
            raise FramingError(
                f"{path}: {header.count(column)} columns are called {column!r}; "
                "the first row must name item and every frame once, as in the sheet"
            )
    for row, cells in enumerate(rows[1:], start=2):
        if len(cells) != len(header):
            raise FramingError(
                f"{path}, row {row}: {len(cells)} cells where the header has {len(header)}; "
                "restore the row as it was in the sheet"
            )
    return pd.DataFrame(rows[1:], columns=header, dtype=str)


def open_row(sheet: pd.DataFrame, frames: Sequence[str]) -> int:
    """Return the number (from 0) of the first row that is not coded in full, or of rows where all are.

    >>> open_row(pd.DataFrame({"item": ["1", "2"], "war": ["1", ""], "peace": ["0", "1"]}), ["war", "peace"])
    1
    """
    waiting = (sheet[list(frames)] == "").any(axis=1).to_numpy()
    return int(waiting.argmax()) if waiting.any() else len(sheet)


def codings_of(
    sheet: pd.DataFrame,
    sentences: pd.DataFrame,
    frames: Sequence[str],
    coder: str,
    *,
    seed: int = SEED,
    source: str = "sheet",
) -> pd.DataFrame:
    """Turn a filled sheet into codings, without its text.

    One row per sentence x frame with columns doc_id, sentence, coder, frame, value (0 or 1), in the order of
    `sentences` and `frames`. Rows that a coder did not code may be left out. Where the sheet has its texts,
    each must have as many words as its sentence in `sentences`.
    Raises FramingError that names the source, the row, what is wrong and what to do.
    """
    key = sheet_key(sentences, seed).merge(sentences, on=["doc_id", "sentence"])
    places = {str(row.item): row for row in key.itertuples()}
    values: dict[tuple[str, int], list[int]] = {}
    for number, cells in enumerate(sheet.to_dict("records"), start=2):
        where, place = f"{source}, row {number}", places.get(cells["item"].strip())
        if place is None:
            raise FramingError(
                f"{where}: item is {cells['item']!r}; it must be a whole number from 1 to {len(key)}; "
                "restore it from the sheet"
            )
        if (place.doc_id, place.sentence) in values:
            raise FramingError(f"{where}: item {place.item} stands there twice; remove one of the two rows")
        if "text" in cells and _n_words(cells["text"]) != place.n_words:
            raise FramingError(
                f"{where}: the text has {_n_words(cells['text'])} words and item {place.item} must have "
                f"{place.n_words}; restore item and text, or make the sheet anew if the corpus has changed"
            )
        values[place.doc_id, place.sentence] = [_code(cells[frame], frame, where) for frame in frames]
    codes = [
        (row.doc_id, row.sentence, coder, frame, value)
        for row in sentences.itertuples()
        for frame, value in zip(frames, values.get((row.doc_id, row.sentence), ()), strict=False)
    ]
    return check(pd.DataFrame(codes, columns=list(TABLES["codings"].columns)), "codings", source)


def import_sheets(
    codings: pd.DataFrame, sheets: Sequence[Path], study: Study
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Read filled sheets into codings, in the place of what their coders had; a file names its coder.

    Returns the codings and how many sentences each coder coded. Raises FramingError where two files name one
    coder, or a sheet is wrong.
    """
    frames, sentences = study.definitions.frames["frame"].tolist(), study.features.sentences
    coded: dict[str, int] = {}
    for path in sheets:
        coder = coder_name(path.stem, str(path))
        if coder in coded:
            raise FramingError(f"{path}: another file names the coder {coder!r} too; rename one of the two")
        codes = codings_of(read_sheet(path, frames), sentences, frames, coder, source=str(path))
        coded[coder] = len(codes) // len(frames)
        codings = merge_codings(codings, codes)
    return codings, coded


def merge_codings(codings: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Put new codings in the place of all that their coders had, sorted by piece, sentence and coder.

    One row per sentence x coder x frame; frames stay in the order in which they came.
    """
    kept = codings[~codings["coder"].isin(new["coder"])]
    order = ["doc_id", "sentence", "coder"]
    return pd.concat([kept, new]).sort_values(order, kind="stable", ignore_index=True)


def read_codings(folder: Path = CORPUS) -> pd.DataFrame:
    """Read the codings of a corpus; a table without rows where it has none.

    One row per sentence x coder x frame with columns doc_id, sentence, coder, frame, value (0 or 1).
    Raises FramingError that names the file, the row, what is wrong and what to do.
    """
    path = folder / "codings.csv"
    codings = read_if_there(path, "codings")
    _check_values(codings, str(path))
    return codings


def check_codings(
    codings: pd.DataFrame, sentences: pd.DataFrame, frames: Sequence[str], source: str = "codings.csv"
) -> None:
    """Check that codings are 0 or 1, and speak of coders, sentences and frames that there can be.

    Raises FramingError that names the source, the row, what is wrong and what to do.
    """
    _check_values(codings, source)
    there = set(zip(sentences["doc_id"], sentences["sentence"], strict=True))
    for row, coding in enumerate(codings.itertuples(), start=2):
        if (coding.doc_id, coding.sentence) not in there:
            raise FramingError(
                f"{source}, row {row}: piece {coding.doc_id!r} has no sentence {coding.sentence}; "
                "code the corpus as it is now, or remove the row"
            )
        if coding.frame not in set(frames):
            raise FramingError(
                f"{source}, row {row}: frame {coding.frame!r} is not defined; "
                "add it to frames.csv or remove the row"
            )


def coder_name(name: str, source: str = "coder") -> str:
    """Return a coder's name if it can be the name of a file.

    Raises FramingError where it holds other than letters, digits, dots, hyphens and low lines, or is the
    name by which the dictionary goes in comparisons.

    >>> coder_name("machine-1")
    'machine-1'
    """
    if name == DICTIONARY or not _NAME.fullmatch(name):
        raise FramingError(
            f"{source}: {name!r} cannot name a coder; use letters, digits, hyphens and low lines, "
            f"and not the word {DICTIONARY!r}"
        )
    return name


def _check_values(codings: pd.DataFrame, source: str) -> None:
    for row, (coder, value) in enumerate(zip(codings["coder"], codings["value"], strict=True), start=2):
        if value not in (0, 1):
            raise FramingError(f"{source}, row {row}: value is {value}; it must be 0 or 1")
        coder_name(coder, f"{source}, row {row}")


def _n_words(text: str) -> int:
    return sum(map(is_word, words(normalise(text))))


def _code(cell: str, frame: str, where: str) -> int:
    if cell.strip() in ("0", "1"):
        return int(cell)
    shown = f"is {cell!r}" if cell else "is empty"
    raise FramingError(f"{where}: {frame} {shown}; write 0 or 1, or remove the row if it was not coded")
