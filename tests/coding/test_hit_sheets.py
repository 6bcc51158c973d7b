"""Sheets of hits: blind, in context, restorable from the released hits, and refused with row and remedy."""

import pandas as pd
import pytest

from framing import FramingError
from framing.coding import hit_sheets
from framing.coding.voice_check import KEY, read_planted
from framing.tables.checked import read_table, write_table
from framing.tables.schema import TABLES

TEXT = (
    '# No escalation\n\nIt rained all day.\n\nA red line is no "red line" here. Nobody spoke of escalation.'
)


@pytest.fixture
def sheet_of(pipeline, make_corpus):
    folder = make_corpus(one=TEXT)
    assert pipeline.main(["hit-sheet", "--reader", "amy", "--corpus", str(folder)]) == 0
    return folder, folder / "coding" / "hits" / "amy.csv"


def fill(path, change=lambda sheet: sheet):
    sheet = hit_sheets.read_sheet(path, hit_sheets.READ).assign(voice="author", stance="asserted")
    second = sheet["sentence"].str.startswith("A red line is no")
    sheet.loc[second, ["voice", "speaker", "stance"]] = ["reported", "Ada Lunt", "negated"]
    write_table(change(sheet), path)


def test_a_sheet_shows_each_hit_marked_in_its_context_and_nothing_the_rules_found(specimen):
    sheet = hit_sheets.hit_sheet(specimen)
    assert list(sheet.columns) == ["item", "before", "paragraph", "sentence", "voice", "speaker", "stance"]
    assert len(sheet) == specimen.features.hits["n"].sum()
    assert (sheet[hit_sheets.READ] == "").all(axis=None)
    assert sheet["sentence"].str.count(r"\[\[.+\]\]").eq(1).all()
    texts = specimen.texts.set_index("text")
    own, before = texts.loc[sheet["paragraph"]], sheet["before"]
    assert own["paragraph"].tolist() != sorted(own["paragraph"])
    assert (before == "").tolist() == (own["paragraph"] == 1).tolist()
    told = before != ""
    assert (
        texts.loc[before[told], "paragraph"].to_numpy() + 1 == own.loc[told.to_numpy(), "paragraph"]
    ).all()


def test_a_hit_is_named_by_the_expression_that_was_planted(specimen):
    sheet = hit_sheets.hit_sheet(specimen)
    filled = sheet.astype({"item": str}).assign(voice="reported", stance="asserted")
    # a reader who writes the marked words where the speaker belongs
    filled["speaker"] = filled["sentence"].str.extract(r"\[\[(.+)\]\]")[0]
    readings = hit_sheets.readings_of(filled, specimen, "amy")
    joined = readings.merge(read_planted(), on=KEY, suffixes=("", "_planted"))
    assert len(joined) == len(read_planted())
    same = joined["speaker"].str.casefold() == joined["expression"].str.casefold()
    assert joined.loc[~same, ["speaker", "expression"]].to_numpy().tolist() == []


def test_a_sheet_is_written_filled_and_read_back(sheet_of, pipeline, same, capsys):
    folder, sheet = sheet_of
    assert pipeline.main(["hit-sheet", "--reader", "amy", "--corpus", str(folder)]) == 2
    assert "amy.csv: is there already; name another reader with --reader" in capsys.readouterr().err
    fill(sheet)
    assert pipeline.main(["import-hits", str(sheet), "--corpus", str(folder)]) == 0
    assert "amy: 4 of 4 hits" in capsys.readouterr().out
    checked = read_table(folder / "hits_checked.csv", "hits_checked")
    same(
        checked.sort_values(["sentence", "occurrence"]),
        " ".join(TABLES["hits_checked"].columns),
        [
            ("one", 1, "escalation", "escalat*", 1, "amy", "author", "", "asserted"),
            ("one", 3, "deterrence", "red line*", 1, "amy", "author", "", "asserted"),
            ("one", 3, "deterrence", "red line*", 2, "amy", "reported", "Ada Lunt", "negated"),
            ("one", 4, "escalation", "escalat*", 1, "amy", "author", "", "asserted"),
        ],
    )
    fill(sheet.rename(sheet.with_name("ben.csv")).replace(sheet.with_name("ben.csv")), lambda s: s.iloc[:1])
    assert pipeline.main(["import-hits", str(sheet.with_name("ben.csv")), "--corpus", str(folder)]) == 0
    both = read_table(folder / "hits_checked.csv", "hits_checked")
    assert both["reader"].value_counts().to_dict() == {"amy": 4, "ben": 1}
    assert "rained" not in (folder / "hits_checked.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        ("voice", "", "amy.csv, row 3: voice is empty; write author, reported or quoted, or remove the row"),
        ("voice", "both", "amy.csv, row 3: voice is 'both'; write author"),
        ("stance", "no", "amy.csv, row 3: stance is 'no'; write asserted, negated or contested"),
        ("speaker", "Ada", "amy.csv, row 3: speaker is 'Ada' and voice is author; empty the one"),
        ("item", "5", "amy.csv, row 3: item is '5'; it must be a whole number from 1 to 4"),
        ("item", "1", "amy.csv, row 3: item 1 stands there twice"),
        ("paragraph", "It.", "amy.csv, row 3: the paragraph has 1 words and item 2 must have"),
    ],
)
def test_a_wrong_sheet_is_refused_with_row_and_remedy(sheet_of, pipeline, capsys, wrong):
    folder, path = sheet_of
    column, cell, message = wrong

    def change(sheet):
        sheet.loc[:, ["voice", "speaker", "stance"]] = ["author", "", "asserted"]
        sheet.loc[1, column] = cell
        return sheet

    fill(path, change)
    assert pipeline.main(["import-hits", str(path), "--corpus", str(folder)]) == 2
    assert message in capsys.readouterr().err
    assert not (folder / "hits_checked.csv").exists()


def test_a_speaker_is_a_name_and_no_stretch_of_text(specimen):
    sheet = hit_sheets.hit_sheet(specimen).astype({"item": str}).assign(voice="quoted", stance="asserted")
    with pytest.raises(FramingError, match=r"sheet, row 2: speaker has more than 5 words; write the name"):
        hit_sheets.readings_of(sheet.assign(speaker="one two three four five six"), specimen, "amy")
    assert len(hit_sheets.readings_of(sheet.assign(speaker="one two three four five"), specimen, "amy"))


def test_two_files_of_one_name_are_refused(specimen, tmp_path):
    files = [tmp_path / name / "amy.csv" for name in ("x", "y")]
    for file in files:
        write_table(pd.DataFrame(columns=["item", *hit_sheets.READ]), file)
    with pytest.raises(FramingError, match="another file names the reader 'amy' too"):
        hit_sheets.import_hit_sheets(pd.DataFrame(columns=["reader"]), files, specimen)


def test_without_texts_the_message_says_how_to_import_them(shipped):
    with pytest.raises(FramingError, match=r"import the texts first"):
        hit_sheets.hit_sheet(shipped)
