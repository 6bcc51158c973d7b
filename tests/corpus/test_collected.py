"""A corpus of one's own in files of any kind: pieces, reading report, and the commands that show it."""

import warnings

import pytest

import framing as fr
from framing import FramingError, paths
from framing.corpus.corpora import read_corpus
from framing.files import write_text
from framing.reading.report import report_lines
from framing.tables.checked import read_table
from made_files import word_file

SEA = "frame,pattern\nsea,tide*\nsea,high water\nsky,snow\n"


@pytest.fixture
def mixed(make_corpus, tmp_path):
    """Return a folder of four documents in three files, and four files that are none; and a dictionary."""
    folder = make_corpus(
        a="# High\n\nThe tide rose.", tables={"t": "ID,Text,Outlet,Section\n7,Tides fell.,Gazette,Sea\n"}
    )
    word = word_file(lambda d: (d.add_heading("Low", 1), d.add_paragraph("No tide.")))
    for name, data in {
        "b.docx": word,
        "c.png": b"\x89PNG",
        "d.txt": b"",
        ".e.txt": b"x",
        "f.py": b"x",
    }.items():
        (folder / name).write_bytes(data)
    (folder / "2024").mkdir()
    (folder / "2024" / "a.txt").write_bytes("Le café à la marée.".encode("cp1252"))
    write_text(tmp_path / "sea.csv", SEA)
    return folder, tmp_path / "sea.csv"


def test_every_file_is_read_or_named(mixed):
    folder, dictionary = mixed
    with pytest.warns(UserWarning) as told:
        study = read_corpus(folder, dictionary)
    assert study.pieces[["doc_id", "title", "outlet", "section"]].to_numpy().tolist() == [
        ["2024/a", "", "", ""],
        ["a", "", "", ""],
        ["b", "Low", "", ""],
        ["7", "", "Gazette", "Sea"],
    ]
    assert study.texts.loc[study.texts["doc_id"] == "b", ["part", "text"]].to_numpy().tolist() == [
        ["headline", "Low"],
        ["body", "No tide."],
    ]
    reading = study.reading
    files = reading[(reading["kind"] == "file") & (reading["outcome"] != "doubt")]
    assert dict(zip(files["item"], files["outcome"], strict=True)) == {
        **dict.fromkeys(["2024/a.txt", "a.txt", "b.docx", "t.csv"], "read"),
        **dict.fromkeys([".e.txt", "c.png", "d.txt", "f.py"], "left out"),
    }
    assert files["documents"].sum() == len(study.pieces)
    assert files["words"].sum() == study.features.sentences["n_words"].sum() == 14
    assert reading.loc[reading["outcome"] == "never found", "item"].tolist() == ["high water", "snow"]
    message = str(told[-1].message)
    for name in (".e.txt", "c.png", "d.txt", "f.py", "2024/a.txt"):
        assert name in message


def test_the_report_counts_what_was_seen_and_names_the_rest(mixed):
    folder, dictionary = mixed
    with pytest.warns(UserWarning):
        study = read_corpus(folder, dictionary)
    lines = report_lines(study.reading.itertuples(), "own", "sea.csv", study.features.hits["n"].sum(), 3)
    assert lines[:4] == [
        "reading report of own",
        "8 files seen: 4 read (2024/a.txt, a.txt, b.docx, t.csv), 4 left out (c.png, d.txt, f.py, .e.txt)",
        "4 documents read, 14 words",
        "read as Word (1), cp1252 (1), table (1), utf-8 (1)",
    ]
    assert "left out, 1 file: c.png: a picture; only text is read here" in lines
    assert lines[-1] == "2 of 3 patterns never found: 'high water', 'snow'"
    assert not any("no hit" in line for line in lines)


def test_that_nothing_was_found_is_said_with_the_dictionary(make_corpus):
    with pytest.warns(UserWarning, match=r"no hit in any text of any pattern of .*dictionary\.csv; see that"):
        read_corpus(make_corpus(a="It rained."))


def test_what_a_dictionary_left_out_and_what_can_match_nothing_is_in_the_report(make_corpus, tmp_path):
    write_text(tmp_path / "sea.csv", "frame,pattern\nsea,tide*\nsea,Tide*\nsky,red_line\n")
    with pytest.warns(UserWarning, match="red_line"):
        reading = read_corpus(make_corpus(a="The tide rose."), tmp_path / "sea.csv").reading
    rows = reading[reading["source"] == "dictionary"]
    assert rows[["item", "outcome"]].to_numpy().tolist() == [
        ["red_line", "cannot match"],
        ["Tide*", "left out"],
    ]
    assert "write 'red line'" in rows["reason"].iloc[0]


def test_a_corpus_may_be_one_file(tmp_path):
    write_text(tmp_path / "own.csv", "doc_id,text\na,The tide rose.\nb,The tide fell.\n")
    write_text(tmp_path / "sea.csv", SEA)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        study = read_corpus(str(tmp_path / "own.csv"), tmp_path / "sea.csv")
    assert study.pieces["doc_id"].tolist() == ["a", "b"]
    assert study.features.hits["n"].sum() == 2
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG")
    with pytest.raises(FramingError, match=r"bad\.txt: a picture; only text is read here"):
        read_corpus(tmp_path / "bad.txt")


def test_columns_and_encodings_can_be_named(tmp_path):
    write_text(tmp_path / "own" / "t.csv", "key,words\na,The tide rose.\n")
    (tmp_path / "own" / "b.txt").write_bytes("Ветер усилился, и беседы отложены.".encode("cp1251"))
    write_text(tmp_path / "sea.csv", SEA)
    named = {"encoding": {"b.txt": "cp1251"}, "text_column": "words", "id_column": "key"}
    study = read_corpus(tmp_path / "own", tmp_path / "sea.csv", **named)
    assert study.pieces["doc_id"].tolist() == ["b", "a"]
    assert study.texts["text"].tolist() == ["Ветер усилился, и беседы отложены.", "The tide rose."]


def test_pieces_csv_may_name_files_of_any_kind_in_any_folder(mixed):
    folder, dictionary = mixed
    write_text(folder / "pieces.csv", "doc_id;label\nb;Low\n2024/a;Café\na;High\n")
    with pytest.warns(UserWarning, match=r"t\.csv"):
        study = read_corpus(folder, dictionary)
    assert study.pieces["doc_id"].tolist() == ["b", "2024/a", "a"]
    assert study.texts["doc_id"].drop_duplicates().tolist() == ["b", "2024/a", "a"]
    rows = study.reading.set_index("item")
    assert rows.loc["t.csv", ["outcome", "reason"]].tolist() == ["left out", "pieces.csv does not list it"]
    assert rows.loc["b.docx", "words"] == 3 and rows.loc["pieces.csv", "outcome"] == "table"


def test_documents_without_words_and_with_names_that_name_nothing_are_left_out(make_corpus, tmp_path):
    rows = f"id,text\na,The tide rose.\nb,...\n{'x' * 300},Rain.\n"
    folder = make_corpus(tables={"t": rows})
    write_text(tmp_path / "sea.csv", SEA)
    with pytest.warns(UserWarning):
        study = read_corpus(folder, tmp_path / "sea.csv")
    assert study.pieces["doc_id"].tolist() == ["a"]
    left = study.reading[study.reading["kind"] == "document"]
    assert left["item"].tolist() == ["b", "x" * 200]
    assert study.reading.loc[study.reading["item"] == "t.csv", "documents"].tolist() == [1]


def test_sheets_of_coders_and_tables_of_a_study_are_no_documents(make_corpus):
    folder = make_corpus(a="The red line held.", tables={"codings": "doc_id,sentence,coder,frame,value\n"})
    write_text(folder / "coding" / "ann.csv", "id,text,escalation\n1,The red line held.,1\n")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        study = read_corpus(folder)
    rows = study.reading[study.reading["kind"] == "file"]
    assert dict(zip(rows["item"], rows["outcome"], strict=True)) == {
        **{"a.txt": "read", "coding/ann.csv": "table", "codings.csv": "table"}
    }


def test_the_specimen_is_read_without_a_doubt():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        study = fr.read_corpus(paths.SPECIMEN)
    assert {*study.reading["outcome"]} <= {"read", "table", "never found", "cannot match"}


def test_inspect_reports_and_writes_the_table(mixed, pipeline, tmp_path, capsys):
    folder, dictionary = mixed
    arguments = [
        "inspect",
        "--corpus",
        str(folder),
        "--dictionary",
        str(dictionary),
        "--out",
        str(tmp_path / "out"),
    ]
    assert pipeline.main(arguments) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "8 files seen: 4 read" in said.out and "left out, 1 file: d.txt: the file is empty" in said.out
    table = read_table(tmp_path / "out" / "reading.csv", "reading")
    assert table["outcome"].value_counts()["left out"] == 4
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["reading.csv"]


def test_an_encoding_can_be_named_on_the_command_line(tmp_path, pipeline, capsys):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "b.txt").write_bytes("Ветер усилился, и беседы отложены.".encode("cp1251"))
    given = ["inspect", "--corpus", str(tmp_path / "own")]
    assert pipeline.main(given) == 2
    assert "--encoding b.txt=cp1251" in capsys.readouterr().err
    for encoding in ("b.txt=cp1251", "cp1251"):
        assert pipeline.main([*given, "--encoding", encoding]) == 0
        assert "read as cp1251 (1)" in capsys.readouterr().out
    assert pipeline.main([*given, "--encoding", "b.txt=none"]) == 2


def test_columns_of_ones_own_in_pieces_csv_put_pieces_into_groups(make_corpus, tmp_path):
    write_text(tmp_path / "sea.csv", SEA)
    rows = "doc_id,label,party\na,A,blue\nb,B,red\nc,C,blue\n"
    folder = make_corpus(a="High tide.", b="Snow.", c="Low tide.", tables={"pieces": rows})
    study = read_corpus(folder, tmp_path / "sea.csv")
    assert study.pieces["party"].tolist() == ["blue", "red", "blue"]
    groups = fr.analyse(study, fr.Methods(group_by="party", resamples=20)).drawn["salience"]
    assert groups.drop_duplicates("doc_id")["doc_id"].tolist() == ["blue", "red"]
    # a column that is needed is missed however many there are
    write_text(folder / "pieces.csv", rows.replace("label", "lable"))
    with pytest.raises(FramingError, match="column 'label' is missing"):
        read_corpus(folder, tmp_path / "sea.csv")


def test_dates_that_are_understood_are_written_alike_and_others_are_said(tmp_path):
    dates = ["2024-11-20T09:30:00", "20. November 2024", "Nov 3, 2024", "1.12.2024", "2024", "03/04/2024", ""]
    rows = "".join(f'{n},The tide rose {n} times.,"{date}"\n' for n, date in enumerate(dates))
    write_text(tmp_path / "own" / "a.csv", f"id,text,Date\n{rows}")
    with pytest.warns(UserWarning, match=r"2 of 6 dates are not understood: '2024', '03/04/2024'; write"):
        pieces = read_corpus(tmp_path / "own").pieces
    understood = ["2024-11-20T09:30:00", "2024-11-20", "2024-11-03", "2024-12-01"]
    assert pieces["date"].tolist() == [*understood, "2024", "03/04/2024", ""]


def test_the_encoding_of_a_text_that_is_left_out_is_none_of_those_read(tmp_path):
    write_text(tmp_path / "own" / "a.txt", "The tide rose.")
    write_text(tmp_path / "own" / "b.txt", "战争可能升级。和平还远。")
    with pytest.warns(UserWarning):
        study = read_corpus(tmp_path / "own")
    assert "read as utf-8 (1)" in report_lines(study.reading.itertuples(), "own", "d.csv", 0, 1)
