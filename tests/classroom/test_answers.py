"""Answers handed in and merged: what is appended, what is kept of several, and which faults are named."""

import pytest

import framing as fr
from framing.classroom.answers import append, as_text, merge, read
from framing.classroom.marking import RIGHT, WRONG, Verdict

HEADER = "name,exercise,verdict,kind,answer\n"


@pytest.fixture(scope="module")
def results(specimen):
    return fr.analyse(specimen)


def test_nothing_is_written_without_a_name_or_an_answer(tmp_path, results):
    path = tmp_path / "answers.csv"
    fr.check("03a", 5, results, file=path)
    fr.check("03a", None, results, name="Ana", file=path)
    fr.check("03a", 5, results, name=" ", file=path)
    assert not path.exists()


def test_each_answer_with_a_name_is_appended(tmp_path, results):
    path = tmp_path / "answers.csv"
    fr.check("03a", 8, results, name="Ana", file=path)
    fr.check("03a", 5, results, name="Ana", file=path)
    assert path.read_text(encoding="utf-8") == f"{HEADER}Ana,03a,wrong,added up,8\nAna,03a,right,,5\n"


def test_an_answer_is_no_formula_and_comes_back_as_it_was(tmp_path):
    path = tmp_path / "answers.csv"
    for answer in ("=1+1", 'a "word", and more'):
        append(path, "=Ana", Verdict("01c", WRONG, "form", ""), answer)
    rows = read(path)
    assert [row.name for row in rows] == ["=Ana", "=Ana"]
    assert [row.answer for row in rows] == ['"=1+1"', '"a \\"word\\", and more"']
    assert "\n'=Ana" in path.read_text(encoding="utf-8")


def test_answers_are_written_the_same_whatever_holds_them():
    np = pytest.importorskip("numpy")
    assert as_text({("b", "a"), ("a", "b")}) == as_text([["a", "b"], ["b", "a"]])
    assert as_text(np.int64(5)) == "5"
    assert as_text(np.array([1, 2])) == as_text([1, 2])
    assert as_text([{"b", "a"}]) == '[["a", "b"]]'
    assert len(as_text("x" * 10_000)) == 2_000


def hand_in(folder, name, *rows):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def test_the_last_answer_counts_and_attempts_are_counted(tmp_path):
    hand_in(tmp_path, "in/b/answers.csv", "Bo,01a,wrong,marks,21", "Bo,01a,right,,18", "Bo,01b,skipped,,1")
    hand_in(tmp_path, "in/ana.csv", "Ana,01a,right,,18")
    said = merge(tmp_path / "in", tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text(encoding="utf-8").splitlines() == [
        "name,exercise,verdict,kind,answer,attempts,file",
        "Ana,01a,right,,18,1,ana.csv",
        "Bo,01a,right,,18,2,b/answers.csv",
        "Bo,01b,skipped,,1,1,b/answers.csv",
    ]
    assert said == [f"3 answers of 2 students in {tmp_path / 'all.csv'}"]


def test_names_that_differ_in_capitals_are_one_student_and_two_files_are_told(tmp_path):
    hand_in(tmp_path, "a.csv", "Ana,01a,wrong,marks,21")
    hand_in(tmp_path, "b.csv", "ana,01a,right,,18")
    said = merge(tmp_path, tmp_path / "all.csv")
    assert said[0] == "ana: answers in 2 files (a.csv, b.csv); the last of each exercise is kept"
    assert "ana,01a,right,,18,2,b.csv" in (tmp_path / "all.csv").read_text(encoding="utf-8")


def test_merging_again_does_not_read_what_was_merged(tmp_path):
    hand_in(tmp_path, "a.csv", "Ana,01a,right,,18")
    merge(tmp_path, tmp_path / "all.csv")
    first = (tmp_path / "all.csv").read_bytes()
    assert merge(tmp_path, tmp_path / "all.csv") == [f"1 answers of 1 student in {tmp_path / 'all.csv'}"]
    assert (tmp_path / "all.csv").read_bytes() == first


def test_what_was_merged_before_under_another_name_is_no_students_file(tmp_path):
    hand_in(tmp_path, "ana/answers.csv", "Ana,01a,wrong,count,5")
    merge(tmp_path, tmp_path / "monday.csv")
    hand_in(tmp_path, "ana/answers.csv", "Ana,01a,wrong,count,5", "Ana,01a,right,,18")
    said = merge(tmp_path, tmp_path / "friday.csv")
    assert "Ana,01a,right,,18,2,ana/answers.csv" in (tmp_path / "friday.csv").read_text(encoding="utf-8")
    assert said[0].startswith(f"left out: {tmp_path / 'monday.csv'}: merged answers, not those of a student")


def test_what_a_spreadsheet_saved_is_read(tmp_path):
    text = HEADER.replace(",", ";") + "Ana;01a;right;;18\n"
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    merge(tmp_path, tmp_path / "all.csv")
    assert "Ana,01a,right,,18,1,a.csv" in (tmp_path / "all.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name,exercise,kind,answer\n", "bad.csv: column 'verdict' is missing; hand in the answers.csv"),
        (
            f"{HEADER}Bo,01a,perfect,,18\n",
            "bad.csv, row 2: verdict is 'perfect'; restore the row or remove it",
        ),
        (f"{HEADER},01a,right,,18\n", "bad.csv, row 2: name is ''; restore the row or remove it"),
        (f"{HEADER}Bo,,right,,18\n", "bad.csv, row 2: exercise is ''; restore"),
        (f"{HEADER}Bo,01a\n", "bad.csv, row 2: 2 cells where the header has 5"),
        ("", "bad.csv: the file is empty"),
    ],
)
def test_a_file_that_is_no_answers_is_left_out_and_named(tmp_path, text, fault):
    hand_in(tmp_path, "ana.csv", "Ana,01a,right,,18")
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    said = merge(tmp_path, tmp_path / "all.csv")
    assert said[0].startswith("left out: ")
    assert fault in said[0]
    assert "1 answers of 1 student" in said[1]


def test_a_folder_without_answers_is_refused(tmp_path):
    with pytest.raises(fr.FramingError, match="no CSV file in it; name the folder"):
        merge(tmp_path, tmp_path / "all.csv")
    (tmp_path / "bad.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(fr.FramingError, match="no answers in it: left out"):
        merge(tmp_path, tmp_path / "all.csv")
    assert not (tmp_path / "all.csv").exists()


def test_a_file_of_something_else_is_not_appended_to(tmp_path):
    path = tmp_path / "pieces.csv"
    path.write_text("doc_id,label\na,A\n", encoding="utf-8")
    with pytest.raises(fr.FramingError, match="column 'name' is missing"):
        append(path, "Ana", Verdict("01a", RIGHT, "", ""), 18)
    assert path.read_text(encoding="utf-8") == "doc_id,label\na,A\n"
