"""Coding sheets: blind, restorable from their order alone, and refused with file, row and remedy."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import FramingError, paths
from framing.coding import sheets as coding
from framing.corpus import corpora as corpus
from framing.corpus.annotate import split_sentences
from framing.corpus.texts import text_folder
from framing.tables.checked import as_csv, check, read_table
from framing.tables.schema import TABLES
from framing.text.tokens import is_word, words

FRAMES = ["war", "peace"]
# sentences a/1, a/2 and b/1 of two, three and one words
SENTENCES = pd.DataFrame({"doc_id": ["a", "a", "b"], "sentence": [1, 2, 1], "n_words": [2, 3, 1]})
# items 1, 2, 3 of the sheet are b/1, a/2, a/1
FILLED = "item,text,war,peace\n1,Rain.,0,1\n2,It rained again.,1,0\n3,It rained.,1,1\n"


def read(text, tmp_path, name="amy.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return coding.codings_of(
        coding.read_sheet(path, FRAMES), SENTENCES, FRAMES, path.stem, source=str(path.name)
    )


def test_a_sheet_shows_every_sentence_once_shuffled_and_nothing_else(specimen):
    sheet = coding.coding_sheet(specimen)
    texts = split_sentences(specimen.texts)["text"]
    assert list(sheet.columns) == ["item", "text", "escalation", "deterrence", "transition"]
    assert sheet["item"].tolist() == list(range(1, len(texts) + 1))
    assert sorted(sheet["text"]) == sorted(texts)
    assert sheet["text"].tolist() != texts.tolist()
    assert (sheet[sheet.columns[2:]] == "").all(axis=None)
    pieces = coding.sheet_key(specimen.features.sentences)["doc_id"]
    assert (pieces != pieces.shift()).mean() > 0.5


def test_the_order_is_the_seeds_and_not_that_of_the_rows():
    key = coding.sheet_key(SENTENCES)
    pd.testing.assert_frame_equal(key, coding.sheet_key(SENTENCES.iloc[::-1]))
    many = pd.DataFrame({"doc_id": "a", "sentence": range(50)})
    orders = {seed: tuple(coding.sheet_key(many, seed)["sentence"]) for seed in (1, 2)}
    assert orders[1] != orders[2]
    assert sorted(orders[1]) == list(range(50))


def test_without_texts_the_message_says_how_to_import_them(shipped):
    with pytest.raises(
        FramingError, match=r"import the texts first with `python analysis/pipeline.py import"
    ):
        coding.coding_sheet(shipped)


def test_a_filled_sheet_becomes_codings_without_text(same, tmp_path):
    same(
        read(FILLED, tmp_path),
        "doc_id sentence coder frame value",
        [
            ("a", 1, "amy", "war", 1),
            ("a", 1, "amy", "peace", 1),
            ("a", 2, "amy", "war", 1),
            ("a", 2, "amy", "peace", 0),
            ("b", 1, "amy", "war", 0),
            ("b", 1, "amy", "peace", 1),
        ],
    )


@pytest.mark.parametrize(
    "text",
    [
        FILLED.replace(",", ";"),
        FILLED.replace("\n", "\r\n"),
        FILLED + "\n,,,\n",
        FILLED.replace("0,1\n", " 0 ,1\n"),
        "item,war,peace,notes\n3,1,1,sure\n1,0,1,\n2,1,0,hm\n",
    ],
)
def test_what_spreadsheets_do_to_a_sheet_is_no_matter(text, tmp_path):
    pd.testing.assert_frame_equal(read(text, tmp_path), read(FILLED, tmp_path))


def test_rows_that_were_not_coded_may_be_left_out(tmp_path):
    codings = read("item,war,peace\n2,1,0\n", tmp_path)
    assert codings[["doc_id", "sentence", "value"]].to_numpy().tolist() == [["a", 2, 1], ["a", 2, 0]]
    assert len(read("item,war,peace\n", tmp_path)) == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0,1\n", ",1\n", "amy.csv, row 2: war is empty; write 0 or 1, or remove the row"),
        ("1,1\n", "1,2\n", "amy.csv, row 4: peace is '2'; write 0 or 1"),
        ("1,0\n", "yes,0\n", "amy.csv, row 3: war is 'yes'; write 0 or 1"),
        ("1,1\n", "1,-0\n", "amy.csv, row 4: peace is '-0'; write 0 or 1"),
        ("3,It", "9,It", "amy.csv, row 4: item is '9'; it must be a whole number from 1 to 3"),
        ("3,It", ",It", "amy.csv, row 4: item is ''; it must be a whole number from 1 to 3"),
        ("3,It rained.", "1,Rain.", "amy.csv, row 4: item 1 stands there twice; remove one"),
        ("It rained.", "It rained. Yes.", "row 4: the text has 3 words and item 3 must have 2; restore"),
        ("item,", "number,", "amy.csv: 0 columns are called 'item'; the first row must name item"),
        ("peace", "piece", "amy.csv: 0 columns are called 'peace'"),
        ("war,peace", "war,peace,war", "amy.csv: 2 columns are called 'war'"),
        ("Rain.", "Rain, rain.", "amy.csv, row 2: 5 cells where the header has 4; restore the row"),
        ("Rain.", '"Rain."x', "amy.csv: not a CSV table"),
        (FILLED, "", "amy.csv: 0 columns are called 'item'"),
    ],
)
def test_a_wrong_sheet_is_refused_with_row_and_remedy(old, new, message, tmp_path):
    with pytest.raises(FramingError) as raised:
        read(FILLED.replace(old, new), tmp_path)
    assert message in str(raised.value)


def test_a_frame_with_braces_in_its_name_is_named_as_it_is():
    sheet = pd.DataFrame({"item": ["1"], "{war}": ["yes"]})
    with pytest.raises(FramingError, match=r"^sheet, row 2: \{war\} is 'yes'; write 0 or 1"):
        coding.codings_of(sheet, SENTENCES, ["{war}"], "amy")


@pytest.mark.parametrize("name", ["", "dictionary", "gold", "../amy", "amy (1)", ".amy", "amy,ben"])
def test_some_names_cannot_name_a_coder(name):
    with pytest.raises(FramingError, match="cannot name a coder; use letters, digits"):
        coding.coder_name(name)


# as a text file gives it: one line, neither empty nor only blanks
TEXTS = st.text(st.sampled_from("ab AB .!?,;\"'-12é"), min_size=1, max_size=60).filter(str.strip)
CORPORA = st.dictionaries(
    st.text(st.sampled_from("ab0_-"), min_size=1, max_size=3), st.lists(TEXTS, min_size=1), min_size=1
)


@settings(max_examples=25)
@given(CORPORA, st.integers(0, 2**32))
def test_a_sheet_can_be_put_back_in_order_for_any_corpus(tmp_path_factory, shipped, texts, seed):
    rows = [(d, n, "body", t.strip()) for d, ts in texts.items() for n, t in enumerate(ts, start=1)]
    table = check(pd.DataFrame(rows, columns=["doc_id", "paragraph", "part", "text"]), "texts")
    study = corpus.Study(shipped.pieces, shipped.definitions, shipped.features, table)
    split = split_sentences(table)
    sentences = split.assign(n_words=[sum(map(is_word, words(text))) for text in split["text"]])
    truth = {text: str(number % 2) for number, text in enumerate(sorted(set(split["text"])))}
    sheet = coding.coding_sheet(study, seed)
    frames = study.definitions.frames["frame"].tolist()
    sheet[frames] = [[truth[text], *["0"] * (len(frames) - 1)] for text in sheet["text"]]
    path = tmp_path_factory.getbasetemp() / "sheet.csv"
    path.write_bytes(as_csv(sheet).encode("utf-8"))
    codings = coding.codings_of(coding.read_sheet(path, frames), sentences, frames, "amy", seed=seed)
    first = codings[codings["frame"] == frames[0]].reset_index(drop=True)
    assert first[["doc_id", "sentence"]].equals(split[["doc_id", "sentence"]])
    assert first["value"].tolist() == [int(truth[text]) for text in split["text"]]


def test_new_codes_replace_those_of_the_same_coder_only(same):
    columns = list(TABLES["codings"].columns)
    old = [("a", 1, "amy", "war", 0), ("a", 1, "ben", "war", 1), ("b", 1, "amy", "war", 0)]
    new = [("a", 1, "amy", "war", 1), ("a", 1, "amy", "peace", 1)]
    merged = coding.merge_codings(pd.DataFrame(old, columns=columns), pd.DataFrame(new, columns=columns))
    same(
        merged,
        " ".join(columns),
        [("a", 1, "amy", "war", 1), ("a", 1, "amy", "peace", 1), ("a", 1, "ben", "war", 1)],
    )


def test_the_first_row_that_waits_is_found():
    sheet = pd.DataFrame({"item": ["1", "2"], "war": ["1", ""], "peace": ["0", "1"]})
    assert coding.open_row(sheet, FRAMES) == 1
    assert coding.open_row(sheet.iloc[:1], FRAMES) == 1
    assert coding.open_row(sheet.iloc[:0], FRAMES) == 0


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,1,amy,war,2", "codings.csv, row 2: value is 2; it must be 0 or 1"),
        ("a,1,dictionary,war,1", "codings.csv, row 2: 'dictionary' cannot name a coder"),
        ("a,1,amy,war,x", "codings.csv, row 2: value is 'x'; it must be a whole number"),
    ],
)
def test_wrong_codings_are_refused(row, message, tmp_path):
    (tmp_path / "codings.csv").write_text("doc_id,sentence,coder,frame,value\n" + row, encoding="utf-8")
    with pytest.raises(FramingError) as raised:
        coding.read_codings(tmp_path)
    assert message in str(raised.value)


def test_codings_of_sentences_or_frames_that_are_not_there_are_refused():
    codings = pd.DataFrame({"doc_id": ["a"], "sentence": [3], "coder": ["amy"], "frame": ["war"], "value": 1})
    with pytest.raises(FramingError, match=r"row 2: piece 'a' has no sentence 3; code the corpus as it is"):
        coding.check_codings(codings, SENTENCES, FRAMES)
    with pytest.raises(FramingError, match="row 2: frame 'war' is not defined"):
        coding.check_codings(codings.assign(sentence=2), SENTENCES, ["peace"])
    coding.check_codings(codings.assign(sentence=2), SENTENCES, FRAMES)


def test_no_codings_are_a_table_without_rows(tmp_path):
    assert list(coding.read_codings(tmp_path).columns) == list(TABLES["codings"].columns)


def test_the_released_codings_cover_every_sentence_and_frame_once(shipped):
    codings = coding.read_codings()
    frames = shipped.definitions.frames["frame"].tolist()
    coding.check_codings(codings, shipped.features.sentences, frames)
    assert set(codings["coder"]) == {"machine-1", "machine-2"}
    # both read before leverage and restraint became a frame of their own
    assert set(codings["frame"]) == set(shipped.definitions.main.frames["frame"])
    assert len(codings) == len(shipped.features.sentences) * 3 * 2
    assert (paths.CORPUS / "codings.csv").read_text(encoding="utf-8") == as_csv(
        coding.merge_codings(codings, codings)
    )


def fill(path, value="1"):
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    rows[1:] = [[*row[:2], *[value] * (len(row) - 2)] for row in rows[1:]]
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    path.write_text(held.getvalue(), encoding="utf-8")


def test_a_sheet_is_written_filled_and_read_back(pipeline, make_corpus, capsys):
    folder = make_corpus(one='It rained. "Escalation," she said.', two="A red line; crossed.")
    assert pipeline.main(["coding-sheet", "--coder", "amy", "--corpus", str(folder)]) == 0
    sheet = folder / "coding" / "amy.csv"
    assert pipeline.main(["coding-sheet", "--coder", "amy", "--corpus", str(folder)]) == 2
    assert "amy.csv: is there already; name another coder" in capsys.readouterr().err
    assert pipeline.main(["import-codes", str(sheet), "--corpus", str(folder)]) == 2
    assert "amy.csv, row 2: escalation is empty" in capsys.readouterr().err
    assert not (folder / "codings.csv").exists()
    fill(sheet)
    fill(sheet.rename(folder / "coding" / "ben.csv"), "0")
    assert pipeline.main(["coding-sheet", "--coder", "amy", "--corpus", str(folder)]) == 0
    fill(sheet)
    both = [str(folder / "coding" / f"{name}.csv") for name in ("amy", "ben")]
    assert pipeline.main(["import-codes", *both, "--corpus", str(folder)]) == 0
    assert "amy: 3 of 3 sentences" in capsys.readouterr().out
    codings = coding.read_codings(folder)
    assert codings.groupby("coder")["value"].agg(["size", "sum"]).to_numpy().tolist() == [[12, 12], [12, 0]]
    assert "rained" not in (folder / "codings.csv").read_text(encoding="utf-8")


def test_two_files_of_one_name_are_refused(pipeline, make_corpus, tmp_path, capsys):
    folder = make_corpus(one="It rained.")
    files = [tmp_path / name / "amy.csv" for name in ("x", "y")]
    for file in files:
        file.parent.mkdir()
        file.write_text("item,escalation,deterrence,transition,adjacent\n1,0,0,0,0\n", encoding="utf-8")
    assert pipeline.main(["import-codes", *map(str, files), "--corpus", str(folder)]) == 2
    assert "another file names the coder 'amy' too" in capsys.readouterr().err


def test_sheets_of_the_study_lie_where_git_does_not_look():
    assert "/corpus/texts/" in (paths.ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert text_folder(paths.CORPUS) == paths.CORPUS / "texts"


OWN = "frame,subframe,pattern\nwar,guns,gun*\nwar,ships,ship*\npeace,,peace\n"


@pytest.fixture
def own_dictionary(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    path = tmp_path / "elsewhere" / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_a_sheet_has_the_frames_of_the_dictionary_that_is_named(pipeline, make_corpus, own_dictionary):
    folder = make_corpus(one="It rained. He left.")
    own = ["--corpus", str(folder), "--dictionary", str(own_dictionary)]
    assert pipeline.main(["coding-sheet", "--coder", "amy", *own]) == 0
    sheet = folder / "coding" / "amy.csv"
    assert sheet.read_text(encoding="utf-8").splitlines()[0] == "item,text,war,peace"
    fill(sheet)
    assert pipeline.main(["import-codes", str(sheet), *own]) == 0
    codings = coding.read_codings(folder)
    assert codings["frame"].tolist() == ["war", "peace"] * 2
    assert pipeline.main(["import-codes", str(sheet), "--corpus", str(folder)]) == 2


def test_a_corpus_that_defines_frames_takes_no_codes_on_others(pipeline, own_dictionary, capsys):
    assert pipeline.main(["coding-sheet", "--dictionary", str(own_dictionary)]) == 2
    assert "frames.csv has no frame 'war'; define it there, or put the texts" in capsys.readouterr().err


def test_a_sheet_by_subframe_is_written_filled_and_read_back(pipeline, make_corpus, own_dictionary, same):
    folder = make_corpus(one="It rained.")
    own = ["--corpus", str(folder), "--dictionary", str(own_dictionary)]
    assert pipeline.main(["coding-sheet", "--coder", "amy", "--subframes", *own]) == 0
    sheet = folder / "coding" / "amy.csv"
    assert sheet.read_text(encoding="utf-8") == "item,text,war.guns,war.ships\n1,It rained.,,\n"
    sheet.write_text("item,text,war.guns,war.ships\n1,It rained.,0,1\n", encoding="utf-8")
    assert pipeline.main(["import-codes", str(sheet), *own]) == 0
    same(
        read_table(folder / "codings_subframes.csv", "codings_subframes"),
        "doc_id sentence coder frame subframe value",
        [("one", 1, "amy", "war", "guns", 0), ("one", 1, "amy", "war", "ships", 1)],
    )
    assert not (folder / "codings.csv").exists()


def test_codes_of_one_coder_are_by_frame_or_by_subframe(pipeline, make_corpus, own_dictionary, capsys):
    folder = make_corpus(one="It rained.")
    own = ["--corpus", str(folder), "--dictionary", str(own_dictionary)]
    for header in ("item,war,peace", "item,war.guns,war.ships"):
        (folder / "amy.csv").write_text(f"{header}\n1,0,0\n", encoding="utf-8")
        status = pipeline.main(["import-codes", str(folder / "amy.csv"), *own])
    assert status == 2
    assert "amy.csv: 'amy' has codes in codings.csv already; rename the file" in capsys.readouterr().err
    (folder / "ben.csv").write_text("item,war.guns\n1,0\n", encoding="utf-8")
    assert pipeline.main(["import-codes", str(folder / "ben.csv"), *own]) == 2
    assert "ben.csv: 0 columns are called 'war.ships'" in capsys.readouterr().err


def test_a_dictionary_without_subframes_gives_no_sheet_by_subframe(pipeline, make_corpus, tmp_path, capsys):
    (tmp_path / "own.csv").write_text("frame,pattern\nwar,gun*\n", encoding="utf-8")
    folder = make_corpus(one="It rained.")
    own = ["--corpus", str(folder), "--dictionary", str(tmp_path / "own.csv")]
    assert pipeline.main(["coding-sheet", "--subframes", *own]) == 2
    assert "the dictionary names no subframe; add some to it" in capsys.readouterr().err
