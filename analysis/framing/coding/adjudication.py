"""Where coders differ: what is to be decided, the decisions, and the coder made from both."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from framing.coding.sheets import SEED, check_codings, check_items, merge_codings, read_sheet, sheet_key
from framing.corpus.annotate import split_sentences
from framing.corpus.texts import needed_texts
from framing.study import Study
from framing.tables.checked import check, check_cells, check_rows, is_among, read_if_there
from framing.tables.schema import GOLD, TABLES

UNIT = ["doc_id", "sentence", "frame"]
_FILLED = ["frame", "decision"]


def disputed(codings: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """List what coders differ on and nobody has decided.

    One row per sentence x frame with columns doc_id, sentence, frame, in the order of `codings`. The coder
    `GOLD` is left out.

    >>> codes = {"doc_id": "d", "sentence": [1, 1, 2, 2], "coder": list("abab"), "frame": "war"}
    >>> codes = pd.DataFrame(codes | {"value": [1, 1, 1, 0]})
    >>> disputed(codes, pd.DataFrame(columns=UNIT)).to_numpy().tolist()
    [['d', 2, 'war']]
    """
    values = _by_unit(codings).nunique()
    units = values[values > 1].index.to_frame(index=False)
    return units[~is_among(units, decisions, UNIT)].reset_index(drop=True)


def gold(codings: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Return the codes of the coder `GOLD`: the decisions, and what two or more coders all agree on.

    One row per sentence x frame with the columns of codings.csv, none where there is no decision. What is
    disputed and not decided, or coded by one coder alone, is not in it.

    >>> codes = {"doc_id": "d", "sentence": [1, 1, 2, 2], "coder": list("abab"), "frame": "war"}
    >>> codes = pd.DataFrame(codes | {"value": [1, 1, 1, 0]})
    >>> decisions = pd.DataFrame({"doc_id": ["d"], "sentence": [2], "frame": ["war"], "value": [0]})
    >>> gold(codes, decisions)["value"].tolist()
    [1, 0]
    """
    if decisions.empty:
        return codings.iloc[:0][list(TABLES["codings"].columns)]
    found = _by_unit(codings).agg(["nunique", "size", "first"])
    agreed = found.loc[(found["nunique"] == 1) & (found["size"] > 1), "first"].rename("value").reset_index()
    agreed = agreed[~is_among(agreed, decisions, UNIT)]
    rows = pd.concat([agreed, decisions])
    # the frames of a sentence as the coders give them
    place = {frame: n for n, frame in enumerate(dict.fromkeys(codings["frame"]))}
    rows = rows.sort_values(UNIT, key=lambda cells: cells.map(place) if cells.name == "frame" else cells)
    return check(rows.assign(coder=GOLD), "codings")


def with_gold(codings: pd.DataFrame, derived: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Put the codes of the coder `GOLD`, made anew, in the place of those that are there.

    `codings` has the columns of codings.csv, as has `derived`, what the codes by subframe give.
    """
    people = codings[codings["coder"] != GOLD]
    return merge_codings(people, gold(pd.concat([people, derived], ignore_index=True), decisions))


def adjudication_sheet(units: pd.DataFrame, study: Study, seed: int = SEED) -> pd.DataFrame:
    """Make a sheet for whoever decides, shuffled: what coders differ on, without what they said.

    One row per sentence x frame of `units` with columns item (a number that does not change with what is
    disputed), text, frame and the empty decision. It holds the texts, so it must not be published. Raises
    FramingError where the texts are not here.
    """
    split = split_sentences(needed_texts(study, "an adjudication sheet"))
    key = _key(study, seed)
    sheet = key[is_among(key, units, UNIT)].merge(split, on=UNIT[:-1])
    return sheet[["item", "text", "frame"]].assign(decision="")


def decisions_of(sheet: pd.DataFrame, study: Study, source: str = "sheet") -> pd.DataFrame:
    """Turn a filled adjudication sheet into decisions, without its text.

    One row per sentence x frame with columns doc_id, sentence, frame, value (0 or 1). Rows that were not
    decided may be left out. Raises FramingError that names the source, the row, what is wrong and what to do.
    """
    places = _key(study, SEED).merge(study.features.sentences, on=UNIT[:-1])
    places = places.astype({"item": str}).set_index("item")
    check_items(sheet, places["n_words"], source)
    cells = sheet[["item", *_FILLED]].map(str.strip)
    own = cells["item"].map(places["frame"])
    message = "frame is {frame!r} and item {item} is of {own!r}; restore the row from the sheet"
    check_rows(cells.assign(own=own), cells["frame"] == own, source, message)
    remedy = "write 0 or 1, or remove the row if it was not decided"
    check_cells(cells["decision"], cells["decision"].isin(["0", "1"]), source, remedy)
    decided = places.loc[cells["item"], UNIT].assign(value=cells["decision"].to_numpy())
    return check(decided, "adjudicated", source)


def read_decision_sheet(path: Path, study: Study) -> pd.DataFrame:
    """Read a filled adjudication sheet, as `decisions_of` does."""
    return decisions_of(read_sheet(path, _FILLED), study, str(path))


def merge_decisions(decisions: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Put new decisions in the place of those on the same sentence and frame, sorted by both."""
    kept = decisions[~is_among(decisions, new, UNIT)]
    return pd.concat([kept, new]).sort_values(UNIT, ignore_index=True)


def read_decisions(folder: Path, sentences: pd.DataFrame, frames: Sequence[str]) -> pd.DataFrame:
    """Read the decisions of a corpus; a table without rows where it has none.

    One row per sentence x frame with columns doc_id, sentence, frame, value (0 or 1). Raises FramingError
    that names the file, the row, what is wrong and what to do.
    """
    path = folder / "adjudicated.csv"
    decisions = read_if_there(path, "adjudicated")
    check_codings(decisions.assign(coder=GOLD), sentences, frames, str(path))
    return decisions


def _by_unit(codings: pd.DataFrame) -> Any:
    return codings[codings["coder"] != GOLD].groupby(UNIT, sort=False)["value"]


def _key(study: Study, seed: int) -> pd.DataFrame:
    """Number every sentence x frame of a study."""
    units = study.features.sentences[UNIT[:-1]].merge(study.definitions.frames[["frame"]], how="cross")
    return sheet_key(units, seed, UNIT)
