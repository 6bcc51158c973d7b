"""Tables: what is read is typed, and what is wrong is refused with file, row and remedy."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError
from framing.tables.checked import as_csv, check, parse, read_table, write_table
from framing.tables.schema import TABLES, Table

BAGS = "doc_id,token,n\n"
WORDS = "doc_id,paragraph,part,n_words,fingerprint\n"


def test_a_table_is_typed_and_its_columns_are_put_in_order(same):
    table = parse('n,token,doc_id\n3,"wet, cold",007\n-0,NA,a\n', "bags", "bags.csv")
    same(table, "doc_id token n", [("007", "wet, cold", 3), ("a", "NA", 0)])
    assert table["n"].dtype == "int64"
    assert pd.api.types.is_string_dtype(table["token"])


def test_words_that_look_like_missing_values_stay_words():
    table = parse(BAGS + "a,NA,1\na,None,2\na,null,3\na,nan,4\n", "bags", "bags.csv")
    assert table["token"].tolist() == ["NA", "None", "null", "nan"]


def test_columns_that_may_be_absent_are_added_empty(same):
    table = parse("doc_id,label\na,Wet\n", "pieces", "pieces.csv")
    columns = "doc_id label outlet author date genre title url certainty n_paragraphs sha256_raw sha256_text"
    same(table, columns, [("a", "Wet", "", "", "", "", "", "", "", 0, "", "")])


def test_a_number_that_may_be_absent_may_be_empty():
    assert parse("doc_id,label,n_paragraphs\na,Wet,\n", "pieces", "p.csv")["n_paragraphs"].tolist() == [0]


def test_blank_lines_at_the_end_and_windows_line_ends_are_no_matter(same):
    same(
        parse(BAGS.replace("\n", "\r\n") + "a,wet,1\r\n\r\n\r\n", "bags", "b"),
        "doc_id token n",
        [("a", "wet", 1)],
    )


def test_a_label_that_a_spreadsheet_would_run_is_made_harmless_and_read_as_it_was(tmp_path):
    table = check(pd.DataFrame({"doc_id": ["a", "=b"], "token": ["@wet", "-1"], "n": [1, -2]}), "bags")
    write_table(table, tmp_path / "bags.csv")
    assert (tmp_path / "bags.csv").read_text() == "doc_id,token,n\na,'@wet,1\n'=b,-1,-2\n"
    pd.testing.assert_frame_equal(read_table(tmp_path / "bags.csv", "bags"), table)


def test_a_table_without_rows_is_a_table():
    table = parse(BAGS, "bags", "bags.csv")
    assert list(table.columns) == ["doc_id", "token", "n"]
    assert len(table) == 0


@pytest.mark.parametrize(
    "text",
    [
        "doc_id;token;n\na;wet;1\n",
        "doc_id\ttoken\tn\na\twet\t1\n",
        "sep=;\ndoc_id;token;n\na;wet;1\n",
        "Doc_ID, TOKEN ,n\na,wet,1\n",
        "doc_id,token,n,,\na,wet,1,,\n",
        "doc_id,token,n,,\na,wet,1\n",
    ],
)
def test_a_table_is_read_as_spreadsheets_save_it(text, same):
    same(parse(text, "bags", "x.csv"), "doc_id token n", [("a", "wet", 1)])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "bags",
            "doc_id,token\na,wet\n",
            "x.csv: column 'n' is missing; add it to the header row, which has 'doc_id', 'token'",
        ),
        ("bags", "doc_id,token,n,m\na,wet,1,2\n", "x.csv: column 'm' is not known; remove it or rename it"),
        ("bags", "doc_id,token,n,\na,wet,1,2\n", "x.csv: column '' is not known; remove it or rename it"),
        (
            "bags",
            "Doc_ID,doc_id,n\na,wet,1\n",
            "x.csv, row 1: column 'doc_id' stands there twice; remove one of the two",
        ),
        (
            "bags",
            "doc_id,n,token,n\na,1,wet,1\n",
            "x.csv, row 1: column 'n' stands there twice; remove one of the two",
        ),
        (
            "bags",
            BAGS + "a,wet,1\nb,wet,1\na,wet,2\n",
            "x.csv, row 4: doc_id 'a', token 'wet' stands there twice; remove one of the two rows",
        ),
        (
            "pieces",
            "doc_id,label\na,Wet\na,Cold\n",
            "x.csv, row 3: doc_id 'a' stands there twice; remove one of the two rows",
        ),
        (
            "paragraphs",
            WORDS + "a,1,body,3,\na,1,body,4,\n",
            "x.csv, row 3: doc_id 'a', paragraph 1 stands there twice; remove one of the two rows",
        ),
        (
            "dictionary",
            "frame,pattern\nwet,rain*\nwet,rain*\n",
            "x.csv, row 3: frame 'wet', subframe '', pattern 'rain*' stands there twice; "
            "remove one of the two rows",
        ),
        (
            "paragraphs",
            WORDS + "a,1,body,3,\na,2,title,3,\n",
            "x.csv, row 3: part is 'title'; it must be one of headline, dek, body",
        ),
        (
            "paragraphs",
            WORDS + "a,1,,3,\n",
            "x.csv, row 2: part is empty; it must be one of headline, dek, body",
        ),
        ("bags", BAGS + "a,wet,1\na,cold,two\n", "x.csv, row 3: n is 'two'; it must be a whole number"),
        ("bags", BAGS + "a,wet,\n", "x.csv, row 2: n is ''; it must be a whole number"),
        ("bags", BAGS + "a,wet,1.5\n", "x.csv, row 2: n is '1.5'; it must be a whole number"),
        ("bags", BAGS + "a,wet,inf\n", "x.csv, row 2: n is 'inf'; it must be a whole number"),
        ("bags", BAGS + "a,wet,nan\n", "x.csv, row 2: n is 'nan'; it must be a whole number"),
        (
            "bags",
            BAGS + "a,wet,99999999999999999999\n",
            "x.csv, row 2: n is '99999999999999999999'; it must be a whole number",
        ),
        ("bags", BAGS + "a,wet,1\na,,1\n", "x.csv, row 3: token is empty; fill it or remove the row"),
        ("bags", BAGS + "a,  ,1\n", "x.csv, row 2: token is '  '; fill it or remove the row"),
        (
            "bags",
            BAGS + "a,wet,1\na,wet\n",
            "x.csv, row 3: 2 cells where the header has 3; put a cell that holds a comma into double quotes",
        ),
        (
            "bags",
            BAGS + "a,wet, cold,1\n",
            "x.csv, row 2: 4 cells where the header has 3; put a cell that holds a comma into double quotes",
        ),
        (
            "bags",
            BAGS + "a,wet,1\n\na,cold,x\n",
            "x.csv, row 4: n is 'x'; it must be a whole number",
        ),
        (
            "bags",
            BAGS + 'a,"wet\nand\ncold",1\na,dry,x\n',
            "x.csv, row 5: n is 'x'; it must be a whole number",
        ),
        ("bags", "", "x.csv: the file is empty; the first row must name the columns"),
        ("bags", "\n\n", "x.csv: the file is empty; the first row must name the columns"),
        (
            "bags",
            BAGS + 'a,"wet,1\n',
            "x.csv: not a CSV table (unexpected end of data); save it as CSV in UTF-8",
        ),
        (
            "bags",
            BAGS + 'a,"wet"s,1\n',
            "x.csv: not a CSV table (',' expected after '\"'); save it as CSV in UTF-8",
        ),
        (
            "bags",
            BAGS + "a," + "w" * 200_000 + ",1\n",
            "x.csv: not a CSV table (field larger than field limit (131072)); save it as CSV in UTF-8",
        ),
    ],
)
def test_what_is_wrong_is_refused_in_one_line(name, text, message):
    with pytest.raises(FramingError) as refused:
        parse(text, name, "x.csv")
    assert str(refused.value) == message


def test_a_table_in_memory_is_refused_by_its_name():
    with pytest.raises(FramingError, match=r"^bags, row 3: token is empty; fill it"):
        check(pd.DataFrame({"doc_id": ["a", "a"], "token": ["wet", None], "n": [1, 1]}), "bags")
    with pytest.raises(FramingError, match=r"^mine, row 2: n is .*1.5.*; it must be a whole number"):
        check(pd.DataFrame({"doc_id": ["a"], "token": ["wet"], "n": [1.5]}), "bags", "mine")


def test_numbers_that_need_not_be_whole(monkeypatch):
    schema = Table("gauge", ("gauge",), {"gauge": "text", "depth": "number"}, required=("gauge",))
    monkeypatch.setitem(TABLES, "gauges", schema)
    table = parse("gauge,depth\nquay,1.5\n", "gauges", "x.csv")
    assert table["depth"].tolist() == [1.5]
    # what is empty is not known
    assert parse("gauge,depth\nquay,\n", "gauges", "x.csv")["depth"].isna().tolist() == [True]
    for wrong in ("deep", "inf"):
        message = rf"^x\.csv, row 2: depth is '{wrong}'; it must be a number, or empty$"
        with pytest.raises(FramingError, match=message):
            parse(f"gauge,depth\nquay,{wrong}\n", "gauges", "x.csv")


def test_check_changes_nothing_in_what_it_is_given():
    given_table = pd.DataFrame({"n": ["1"], "token": ["wet"], "doc_id": ["a"]}, index=[7])
    before = given_table.copy()
    assert check(given_table, "bags").index.tolist() == [0]
    pd.testing.assert_frame_equal(given_table, before)


def test_a_file_with_a_byte_order_mark(tmp_path, same):
    for encoding in ("utf-8-sig", "utf-16"):
        path = tmp_path / "bags.csv"
        path.write_bytes((BAGS + "a,naïve,1\n").encode(encoding))
        same(read_table(path, "bags"), "doc_id token n", [("a", "naïve", 1)])


def test_a_file_in_windows_1252_is_read_with_a_warning(tmp_path, same):
    path = tmp_path / "bags.csv"
    path.write_bytes((BAGS + "a,naïve,1\n").encode("cp1252"))
    with pytest.warns(UserWarning, match=r"bags\.csv: not UTF-8, read as Windows-1252"):
        table = read_table(path, "bags")
    same(table, "doc_id token n", [("a", "naïve", 1)])


def test_a_file_that_is_no_text_or_not_there_is_refused_by_name(tmp_path):
    (tmp_path / "sheet.csv").write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(FramingError, match=r"sheet\.csv: not a text file .it holds NUL bytes"):
        read_table(tmp_path / "sheet.csv", "bags")
    with pytest.raises(FramingError, match=r"absent\.csv: cannot be read"):
        read_table(tmp_path / "absent.csv", "bags")


def test_as_csv_writes_four_decimals_quotes_and_line_feeds():
    table = pd.DataFrame(
        {
            "a": ["wet, cold", 'so "wet"', ""],
            "b": [0.123456, -0.00001, float("nan")],
            "c": [1, 2, 3],
            "d": [True, False, True],
        }
    )
    assert as_csv(table) == ('a,b,c,d\n"wet, cold",0.1235,1,True\n"so ""wet""",0.0000,2,False\n,,3,True\n')


@given(
    st.lists(
        st.tuples(
            st.text("ab,\"'\n é—", min_size=1).filter(str.strip),
            st.text("xy, ", min_size=1).filter(str.strip),
            st.integers(-(2**53), 2**53),
        ),
        unique_by=lambda row: row[:2],
    )
)
def test_what_is_written_is_read_back(rows):
    table = check(pd.DataFrame(rows, columns=["doc_id", "token", "n"]), "bags")
    pd.testing.assert_frame_equal(parse(as_csv(table), "bags", "x"), table)


def test_write_table_writes_what_as_csv_gives(tmp_path):
    table = parse(BAGS + "a,wet,1\n", "bags", "x")
    write_table(table, tmp_path / "deep" / "bags.csv")
    assert (tmp_path / "deep" / "bags.csv").read_bytes() == b"doc_id,token,n\na,wet,1\n"


@pytest.mark.parametrize("name", TABLES)
def test_every_schema_names_only_columns_it_has(name):
    schema = TABLES[name]
    named = {*schema.key, *schema.required, *schema.optional, *schema.allowed}
    assert named <= set(schema.columns)
    assert not set(schema.required) & set(schema.optional)
    assert set(schema.columns.values()) <= {"text", "integer", "number", "boolean"}
