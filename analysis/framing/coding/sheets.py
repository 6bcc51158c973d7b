"""Coding by hand: blind sheets for coders, and the codings read back from them."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.corpus.annotate import split_sentences
from framing.corpus.texts import needed_texts
from framing.errors import FramingError
from framing.files import read_text
from framing.paths import CORPUS
from framing.study import Definitions, Study
from framing.tables.checked import check, check_cells, check_rows, is_among, read_if_there
from framing.tables.schema import DICTIONARY, GOLD, csv_rows
from framing.text.normalise import normalise
from framing.text.tokens import is_word, words

SEED = 20241117
_SENTENCE = ["doc_id", "sentence"]
_NAME = re.compile(r"\w[\w.-]*")


def coding_sheet(study: Study, seed: int = SEED, *, subframes: bool = False) -> pd.DataFrame:
    """Make a blind sheet for a coder: all sentences of a study, shuffled, without piece or hits.

    One row per sentence with columns item (from 1, in the order of the sheet), text and an empty one per
    frame, or per subframe. It holds the texts, so it must not be published. Raises FramingError where the
    texts are not here, or there are no subframes.
    """
    split = split_sentences(needed_texts(study, "a coding sheet"))
    sheet = sheet_key(split, seed).merge(split, on=_SENTENCE, validate="one_to_one")
    columns = coded_columns(study.definitions, subframes=subframes)
    return sheet[["item", "text"]].assign(**dict.fromkeys(columns, ""))


def coded_columns(definitions: Definitions, *, subframes: bool = False) -> list[str]:
    """Return the columns of a sheet that a coder fills: the frames, or every "frame.subframe".

    Raises FramingError where subframes are wanted and there are none.
    """
    if not subframes:
        return list(definitions.frames["frame"])
    named = definitions.subframes
    if named.empty:
        raise FramingError("the dictionary names no subframe; add some to it, or leave --subframes out")
    return list(named["frame"] + "." + named["subframe"])


def sheet_key(units: pd.DataFrame, seed: int = SEED, key: Sequence[str] = _SENTENCE) -> pd.DataFrame:
    """Return which unit each item of a sheet is; the sheet's seed gives the order anew at any time.

    One row per unit, by default a sentence, with column item and those of `key`. The order is that of a hash
    of the key, so it depends neither on the order of `units` nor on a version of numpy.

    >>> sheet_key(pd.DataFrame({"doc_id": ["a", "a", "b"], "sentence": [1, 2, 1]}))
       item doc_id  sentence
    0     1      b         1
    1     2      a         2
    2     3      a         1
    """
    named = ["\0".join(map(str, (seed, *unit))) for unit in units[list(key)].itertuples(index=False)]
    hashes = [hashlib.sha256(name.encode()).hexdigest() for name in named]
    items = units[list(key)].iloc[np.argsort(hashes)].reset_index(drop=True)
    items.insert(0, "item", items.index + 1)
    return items


def read_sheet(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Read a sheet, as far as it is filled; cells may be parted by commas or semicolons.

    One row per item with columns item, the `columns` and any others there are (text, a coder's notes), all
    as text. Raises FramingError where the file is no sheet or lacks a column.
    """
    content = read_text(path)
    head = content.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    rows = [row for _, row in csv_rows(content, str(path), delimiter)]
    while rows and not any(rows[-1]):
        rows.pop()
    header = rows[0] if rows else []
    for column in ("item", *columns):
        if header.count(column) != 1:
            remedy = "the first row must name item and all that is to be filled once, as in the sheet"
            raise FramingError(f"{path}: {header.count(column)} columns are called {column!r}; {remedy}")
    for row, cells in enumerate(rows[1:], start=2):
        if len(cells) != len(header):
            counts = f"{len(cells)} cells where the header has {len(header)}"
            raise FramingError.at(path, row, f"{counts}; restore the row as it was in the sheet", "row")
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
    places = sentences.merge(sheet_key(sentences, seed)).astype({"item": str})
    check_items(sheet, places.set_index("item")["n_words"], source)
    for frame in frames:
        coded = sheet[frame].str.strip().isin(["0", "1"])
        check_cells(sheet[frame], coded, source, "write 0 or 1, or remove the row if it was not coded")
    cells = sheet[["item", *frames]].map(str.strip).set_index("item")
    rows = places[places["item"].isin(cells.index)]
    codings = rows[_SENTENCE].merge(pd.DataFrame({"frame": frames}, dtype=str), how="cross")
    values = cells.loc[rows["item"]].to_numpy().ravel()
    return check(codings.assign(coder=coder, value=values), "codings", source)


def import_sheets(
    tables: Mapping[str, pd.DataFrame], sheets: Sequence[Path], study: Study
) -> tuple[dict[str, pd.DataFrame], dict[str, int]]:
    """Read filled sheets into codings, in the place of what their coders had; a file names its coder.

    `tables` are codings and codings_subframes by name; a sheet with a column "frame.subframe" goes into the
    latter. Returns both and how many sentences each coder coded. Raises FramingError where two files name
    one coder, a coder has codes of the other kind, or a sheet is wrong.
    """
    made, coded = dict(tables), dict[str, int]()
    for path in sheets:
        coder = coder_name(path.stem, str(path))
        if coder in coded:
            raise FramingError(f"{path}: another file names the coder {coder!r} too; rename one of the two")
        codes = _read_codes(path, coder, study)
        name, other = "codings", "codings_subframes"
        if "subframe" in codes:
            name, other = other, name
        if coder in set(made[other]["coder"]):
            raise FramingError(f"{path}: {coder!r} has codes in {other}.csv already; rename the file")
        coded[coder] = len(codes[_SENTENCE].drop_duplicates())
        made[name] = merge_codings(made[name], codes)
    return made, coded


def _read_codes(path: Path, coder: str, study: Study) -> pd.DataFrame:
    """Read the codes of one sheet, by frame or by subframe, whichever its columns name."""
    named = study.definitions.subframes
    keys = named[["frame", "subframe"]].assign(column=named["frame"] + "." + named["subframe"])
    by_subframe = keys["column"].isin(read_sheet(path, ()).columns).any()
    columns = coded_columns(study.definitions, subframes=by_subframe)
    sentences = study.features.sentences
    codes = codings_of(read_sheet(path, columns), sentences, columns, coder, source=str(path))
    if not by_subframe:
        return codes
    codes = codes.rename(columns={"frame": "column"}).merge(keys, on="column", how="left")
    return check(codes.drop(columns="column"), "codings_subframes", str(path))


def merge_codings(codings: pd.DataFrame, new: pd.DataFrame, by: str = "coder") -> pd.DataFrame:
    """Put new codings in the place of all that their coders had, sorted by piece, sentence and coder.

    `by` is the column that names the coder. Rows of one coder on one sentence stay in the order in which they
    came.
    """
    kept = codings[~codings[by].isin(new[by])]
    order = ["doc_id", "sentence", by]
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


def by_subframe(codings: pd.DataFrame) -> pd.DataFrame:
    """Name the subframe as the frame, so that agreement is worked out subframe by subframe.

    One row per sentence x coder x subframe with the columns of codings.csv; frame is "frame.subframe".
    """
    named = codings["frame"] + "." + codings["subframe"]
    return codings.assign(frame=named.astype(str)).drop(columns="subframe")


def check_codings(
    codings: pd.DataFrame, sentences: pd.DataFrame, frames: Sequence[str], source: str = "codings.csv"
) -> None:
    """Check that codings are 0 or 1, and speak of coders, sentences and frames that there can be.

    Raises FramingError that names the source, the row, what is wrong and what to do.
    """
    _check_values(codings, source)
    message = "piece {doc_id!r} has no sentence {sentence}; code the corpus as it is now, or remove the row"
    check_rows(codings, is_among(codings, sentences, _SENTENCE), source, message)
    message = "frame {frame!r} is not defined; add it to frames.csv or remove the row"
    check_rows(codings, codings["frame"].isin(frames), source, message)


def coder_name(name: str, source: str = "coder") -> str:
    """Return a coder's name if it can be the name of a file.

    Raises FramingError where it holds other than letters, digits, dots, hyphens and low lines, or is the
    name of the dictionary or of what is agreed and decided.

    >>> coder_name("machine-1")
    'machine-1'
    """
    if name in (DICTIONARY, GOLD) or not _NAME.fullmatch(name):
        remedy = f"use letters, digits, hyphens and low lines, and not the word {DICTIONARY!r} or {GOLD!r}"
        raise FramingError(f"{source}: {name!r} cannot name a coder; {remedy}")
    return name


def _check_values(codings: pd.DataFrame, source: str) -> None:
    check_rows(codings, codings["value"].isin([0, 1]), source, "value is {value}; it must be 0 or 1")
    for row, coder in codings["coder"].drop_duplicates().items():
        if coder != GOLD:
            coder_name(coder, f"{source}, row {row + 2}")


def check_items(sheet: pd.DataFrame, n_words: pd.Series, source: str, text: str = "text") -> None:
    """Check that every row of a sheet is an item of its own, and has the words that it must have.

    `n_words` holds the words of every item by its number, as text; `text` is the column that they stand in,
    which a sheet may lack. Raises FramingError that names the source, the row, what is wrong and what to do.
    """
    items = sheet["item"].str.strip()
    wanted = f"a whole number from 1 to {len(n_words)}; restore it from the sheet"
    check_rows(sheet, items.isin(n_words.index), source, f"item is {{item!r}}; it must be {wanted}")
    rows = pd.DataFrame({"item": items, "due": items.map(n_words)})
    twice = "item {item} stands there twice; remove one of the two rows"
    check_rows(rows, ~items.duplicated(), source, twice)
    if text in sheet:
        rows["found"] = sheet[text].map(_n_words)
        remedy = f"restore item and {text}, or make the sheet anew if the corpus has changed"
        differing = f"the {text} has {{found}} words and item {{item}} must have {{due}}; {remedy}"
        check_rows(rows, rows["found"] == rows["due"], source, differing)


def _n_words(text: str) -> int:
    return sum(map(is_word, words(normalise(text))))
