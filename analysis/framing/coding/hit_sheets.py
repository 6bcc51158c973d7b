"""Hits read by hand: blind sheets of all hits in their context, and the readings read back from them."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from framing.coding.sheets import SEED, check_items, coder_name, merge_codings, read_sheet, sheet_key
from framing.coding.voice_check import KEY, numbered
from framing.corpus.kwic import kwic
from framing.corpus.texts import needed_texts
from framing.errors import FramingError
from framing.study import Study
from framing.tables.checked import check, check_cells, check_rows
from framing.tables.schema import AUTHOR, STANCES, VOICES

READ = ["voice", "speaker", "stance"]
# stand round the hit in its sentence
MARKS = ("[[", "]]")
# a name has fewer words; a longer one would carry the text into the readings
_LONGEST_NAME = 5


def hit_sheet(study: Study, seed: int = SEED) -> pd.DataFrame:
    """Make a blind sheet for a reader: all hits of a study, shuffled, in their context.

    One row per hit with columns item (from 1, in the order of the sheet), before (the paragraph before),
    paragraph, sentence (with the hit between `MARKS`) and the empty voice, speaker and stance. What the rules
    found is not in it. It holds the texts, so it must not be published. Raises FramingError where the texts
    are not here.
    """
    texts = needed_texts(study, "a sheet of hits").set_index(["doc_id", "paragraph"])["text"]
    found = [kwic(study, frame, by="sentence") for frame in study.definitions.dictionary["frame"].unique()]
    hits = numbered(pd.concat(found).sort_values(["doc_id", "from"], kind="stable", ignore_index=True))
    sheet = sheet_key(hits, seed, KEY).merge(hits, on=KEY, validate="one_to_one")
    places = [(row.doc_id, row.paragraph) for row in sheet.itertuples()]
    marked = [f"{row.pre} {row.keyword.join(MARKS)} {row.post}".strip() for row in sheet.itertuples()]
    context = {
        "before": [texts.get((doc_id, paragraph - 1), "") for doc_id, paragraph in places],
        "paragraph": [texts[place] for place in places],
        "sentence": marked,
    }
    return sheet[["item"]].assign(**context, **dict.fromkeys(READ, ""))


def readings_of(sheet: pd.DataFrame, study: Study, reader: str, source: str = "sheet") -> pd.DataFrame:
    """Turn a filled sheet of hits into readings, without its text.

    One row per hit with the columns of hits_checked.csv, in the order of piece and sentence. Rows that were
    not read may be left out. Where the sheet has its paragraphs, each must have as many words as the hit's.
    Raises FramingError that names the source, the row, what is wrong and what to do.
    """
    hits, sentences = study.features.hits, study.features.sentences
    hits = numbered(hits.loc[hits.index.repeat(hits["n"]), [*KEY[:-1], "paragraph"]])
    n_words = sentences.groupby(["doc_id", "paragraph"])["n_words"].sum().rename("n_words")
    hits = hits.join(n_words, on=["doc_id", "paragraph"])
    places = sheet_key(hits, key=KEY).merge(hits, on=KEY).astype({"item": str})
    check_items(sheet, places.set_index("item")["n_words"], source, "paragraph")
    cells = sheet[["item", *READ]].map(str.strip)
    for column, allowed in (("voice", VOICES), ("stance", STANCES)):
        remedy = f"write {', '.join(allowed[:-1])} or {allowed[-1]}, or remove the row if it was not read"
        check_cells(cells[column], cells[column].isin(allowed), source, remedy)
    named = cells["speaker"] != ""
    message = "speaker is {speaker!r} and voice is author; empty the one or change the other"
    check_rows(cells, ~named | (cells["voice"] != AUTHOR), source, message)
    short = cells["speaker"].str.split().str.len() <= _LONGEST_NAME
    message = (
        f"speaker has more than {_LONGEST_NAME} words; write the name alone, or nothing for a description"
    )
    check_rows(cells, short, source, message)
    rows = hits[KEY].merge(places[["item", *KEY]], on=KEY).merge(cells, on="item")
    return check(rows.drop(columns="item").assign(reader=reader), "hits_checked", source)


def import_hit_sheets(
    checked: pd.DataFrame, sheets: Sequence[Path], study: Study
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Read filled sheets of hits, in the place of what their readers had; a file names its reader.

    Returns the table hits_checked and how many hits each reader read. Raises FramingError where two files
    name one reader, or a sheet is wrong.
    """
    read: dict[str, int] = {}
    for path in sheets:
        reader = coder_name(path.stem, str(path))
        if reader in read:
            raise FramingError(f"{path}: another file names the reader {reader!r} too; rename one of the two")
        readings = readings_of(read_sheet(path, READ), study, reader, str(path))
        read[reader] = len(readings)
        checked = merge_codings(checked, readings, "reader")
    return checked, read
