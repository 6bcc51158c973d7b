"""What a corpus counts and compares: the definitions in its folder, or the study's."""

import re
from itertools import cycle, islice
from pathlib import Path

import pandas as pd

from framing.dictionary import dictionary as dictionaries
from framing.errors import FramingError
from framing.paths import CORPUS
from framing.study import Definitions
from framing.tables.checked import check, check_rows, read_table
from framing.tables.schema import TABLES
from framing.text.characters import printable

LONGEST_LABEL = 1_000
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_COLOURS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")


def read_definitions(folder: Path = CORPUS, dictionary: str | Path | None = None) -> Definitions:
    """Read the definitions of a folder; those that it lacks are the study's.

    A dictionary file that has no frames.csv beside it defines its frames by their names alone.
    Raises FramingError where a table is wrong or a frame is not defined.
    """
    path = Path(dictionary) if dictionary else _own(folder, "dictionary")
    table = dictionaries.read(path)
    if table.empty:
        raise FramingError(f"{path}: there is no pattern in it; add a row for each")
    frames, subframes = _beside(path, "frames", table), _beside(path, "subframes", table)
    dictionaries.check_frames(table, frames, str(path))
    dictionaries.check_subframes(table, subframes, str(path))
    dictionaries.check_frames(subframes, frames, str(path.parent / "subframes.csv"))
    place = subframes["frame"].map({frame: place for place, frame in enumerate(frames["frame"])})
    subframes = subframes.iloc[place.argsort(kind="stable")].reset_index(drop=True)
    names = ("masks", "cues", "reporting", "claims")
    rest = {name: read_table(_own(folder, name), name) for name in names}
    older = path.parent / "dictionary_v1.csv"
    if older.exists() and path.name == "dictionary.csv":
        rest["earlier"] = dictionaries.read(older)
        dictionaries.check_frames(rest["earlier"], frames, str(older))
    return Definitions(frames, subframes, table, **rest)


def by_name(dictionary: pd.DataFrame, name: str) -> pd.DataFrame:
    """Define the frames or the subframes of a dictionary by their names alone.

    One row per frame, or subframe, with the columns of the table `name` and, of frames, a colour.
    """
    key = list(TABLES[name].key)
    table = dictionary.loc[dictionary[key[-1]] != "", key].drop_duplicates(ignore_index=True)
    labels = [own.replace("_", " ").capitalize() for own in table[key[-1]]]
    table = table.assign(label=labels, definition="", order=range(1, len(table) + 1))
    if name == "frames":
        table = table.assign(source="", colour=list(islice(cycle(_COLOURS), len(table))))
    return check(table, name)


def check_labels(table: pd.DataFrame, source: str) -> None:
    message = "label {label!r} stands there twice, so that figures could not tell the two apart; change one"
    check_rows(table, ~table["label"].duplicated(), source, message)
    for row, label in enumerate(table["label"], start=2):
        if not printable(label) or len(label) > LONGEST_LABEL:
            remedy = f"use {LONGEST_LABEL:,} plain letters at most"
            what = f"label {label[:40]!r} cannot be printed in a figure; {remedy}"
            raise FramingError.at(source, row, what, "row")


def _own(folder: Path, name: str) -> Path:
    own = folder / f"{name}.csv"
    return own if own.exists() else CORPUS / own.name


def _beside(path: Path, name: str, dictionary: pd.DataFrame) -> pd.DataFrame:
    source = path.parent / f"{name}.csv"
    if not source.exists():
        return by_name(dictionary, name)
    table = read_table(source, name)
    if name == "frames":
        check_labels(table, str(source))
    for key, colour in zip(table["frame"], table.get("colour", []), strict=False):
        if not _COLOUR.fullmatch(colour):
            remedy = f"write # and six hexadecimal digits, such as {_COLOURS[0]}"
            raise FramingError(f"{source}: colour of frame {key!r} is {colour!r}; {remedy}")
    return table.sort_values("order", kind="stable", ignore_index=True)
