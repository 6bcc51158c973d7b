"""What a corpus counts and compares: the definitions in its folder, or the study's."""

import re
from pathlib import Path

import pandas as pd

from framing.dictionary import dictionary as dictionaries
from framing.errors import FramingError
from framing.paths import CORPUS
from framing.study import Definitions
from framing.tables.checked import check, read_table

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_COLOURS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")


def read_definitions(folder: Path = CORPUS, dictionary: str | Path | None = None) -> Definitions:
    """Read the definitions of a folder; those that it lacks are the study's.

    A dictionary file that has no frames.csv beside it defines its frames by their names alone.
    Raises FramingError where a table is wrong or a frame is not defined.
    """
    own = folder / "dictionary.csv"
    path = Path(dictionary) if dictionary else (own if own.exists() else CORPUS / "dictionary.csv")
    table = dictionaries.read(path)
    if table.empty:
        raise FramingError(f"{path}: there is no pattern in it; add a row for each")
    frames = _beside(path, "frames") if (path.parent / "frames.csv").exists() else _named_frames(table)
    dictionaries.check_frames(table, frames, str(path))
    subframes = (
        _beside(path, "subframes") if (path.parent / "subframes.csv").exists() else _named_subframes(table)
    )
    dictionaries.check_subframes(table, subframes, str(path))
    dictionaries.check_frames(subframes, frames, str(path.parent / "subframes.csv"))
    place = subframes["frame"].map({frame: place for place, frame in enumerate(frames["frame"])})
    subframes = subframes.iloc[place.argsort(kind="stable")].reset_index(drop=True)
    names = ("masks", "cues", "reporting", "comparisons")
    rest = {name: read_table(_own(folder, name), name) for name in names}
    return Definitions(frames, subframes, table, **rest)


def check_labels(table: pd.DataFrame, source: str) -> None:
    twice = table["label"].duplicated()
    if twice.any():
        row = int(twice.to_numpy().argmax())
        raise FramingError(
            f"{source}, row {row + 2}: label {table.at[row, 'label']!r} stands there twice, so that figures "
            "could not tell the two apart; change one"
        )


def _own(folder: Path, name: str) -> Path:
    own = folder / f"{name}.csv"
    return own if own.exists() else CORPUS / own.name


def _beside(path: Path, name: str) -> pd.DataFrame:
    source = path.parent / f"{name}.csv"
    table = read_table(source, name)
    if name == "frames":
        check_labels(table, str(source))
    for key, colour in zip(table["frame"], table.get("colour", []), strict=False):
        if not _COLOUR.fullmatch(colour):
            raise FramingError(
                f"{source}: colour of frame {key!r} is {colour!r}; write # and six hexadecimal digits, "
                f"such as {_COLOURS[0]}"
            )
    return table.sort_values("order", kind="stable", ignore_index=True)


def _named_frames(dictionary: pd.DataFrame) -> pd.DataFrame:
    keys = list(dict.fromkeys(dictionary["frame"]))
    return check(
        pd.DataFrame(
            {
                "frame": keys,
                "label": [key.replace("_", " ").capitalize() for key in keys],
                "definition": "",
                "source": "",
                "colour": [_COLOURS[i % len(_COLOURS)] for i in range(len(keys))],
                "order": range(1, len(keys) + 1),
            }
        ),
        "frames",
    )


def _named_subframes(dictionary: pd.DataFrame) -> pd.DataFrame:
    pairs = dictionary.loc[dictionary["subframe"] != "", ["frame", "subframe"]].drop_duplicates()
    return check(
        pairs.assign(
            label=[key.replace("_", " ").capitalize() for key in pairs["subframe"]],
            definition="",
            order=range(1, len(pairs) + 1),
        ),
        "subframes",
    )
