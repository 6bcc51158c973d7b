"""Tables of documents: one result whatever the format, and every row read or left out by its number."""

import gzip
import io
import json
import os
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.reading.tables import is_table, read_rows
from made_files import spreadsheet

ROWS = [
    ("7", "The tide rose; it fell, twice.", "Gazette"),
    ("8", 'She said "so".\nThen she left.', "Courier"),
]
NAMES = ["ID", "Body", "Source"]


def delimited(mark, rows=ROWS, names=NAMES, line_end="\r\n"):
    def cell(value):
        value = value.replace('"', '""')
        return f'"{value}"' if any(c in value for c in f'{mark}"\n') else value

    return line_end.join(mark.join(map(cell, row)) for row in [names, *rows]) + line_end


def json_rows(rows=ROWS, names=NAMES):
    return [dict(zip(names, row, strict=True)) for row in rows]


def parquet(columns, names=None):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet as pq

    held = io.BytesIO()
    names = names or list(columns)
    arrays = list(columns.values()) if isinstance(columns, dict) else columns
    pq.write_table(
        pa.table([a if isinstance(a, pa.Array) else pa.array(a) for a in arrays], names=names), held
    )
    return held.getvalue()


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(tmp_path, name, content, **options):
    return read_rows(written(tmp_path, name, content), **options)


def found(reading):
    return [(d.name, d.text, d.meta.get("outlet")) for d in reading.documents]


def left(reading):
    return [(out.kind, out.item, out.reason) for out in reading.left_out]


FORMS = {
    "a.csv": delimited(","),
    "semicolons.csv": delimited(";"),
    "said.csv": "sep=;\r\n" + delimited(";"),
    "tabs.csv": delimited("\t"),
    "unix.tsv": delimited("\t", line_end="\n"),
    "bars.csv": delimited("|"),
    "mark.csv": b"\xef\xbb\xbf" + delimited(",").encode(),
    "unicode-text.csv": delimited("\t").encode("utf-16"),
    "trailing.csv": delimited(";", [(*row, "", "") for row in ROWS], [*NAMES, "", ""]),
    "capitals.csv": delimited(",", names=["DOC_ID", "FULL TEXT", "SOURCE"]),
    "a.jsonl": "".join(json.dumps(row) + "\n" for row in json_rows()),
    "a.ndjson": "\n\n".join(map(json.dumps, json_rows())),
    "list.json": json.dumps(json_rows()),
    "pretty.json": json.dumps({"query": "tide", "articles": json_rows()}, indent=1),
    "list.jsonl": json.dumps(json_rows()),
    "lines.json": "".join(json.dumps(row) + "\n" for row in json_rows()),
    "a.xlsx": spreadsheet(("Sheet1", [NAMES, *((float(n), text, by) for n, text, by in ROWS)])),
    "excel-by-content.csv": spreadsheet(("Sheet1", [NAMES, *ROWS])),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_documents(tmp_path, name, packed):
    content = FORMS[name] if isinstance(FORMS[name], bytes) else FORMS[name].encode("utf-8")
    content, name = (gzip.compress(content, mtime=0), f"{name}.gz") if packed else (content, name)
    reading = read(tmp_path, name, content)
    assert found(reading) == [(n, text, by) for n, text, by in ROWS]
    assert (reading.left_out, reading.doubts) == ([], [])
    assert read_rows(tmp_path / "absent" / name, data=content).documents[0].text == ROWS[0][1]


@pytest.mark.parametrize("packed", [False, True])
def test_parquet_gives_them_too(tmp_path, packed):
    columns = dict(zip(NAMES, map(list, zip(*ROWS, strict=True)), strict=True)) | {"ID": [7.0, 8.0]}
    content = parquet(columns)
    reading = read(tmp_path, "a.parquet", gzip.compress(content, mtime=0) if packed else content)
    assert found(reading) == [(n, text, by) for n, text, by in ROWS]


@pytest.mark.parametrize(
    ("name", "content", "numbers"),
    [
        ("a.csv", "id,text\n1,wet\n2,\n,\n4,dry\n5\n", ["3", "6"]),
        (
            "a.jsonl",
            '{"id":1,"text":"wet"}\n{"id":2,"text":null}\n{"id":4,"text":"dry"}\n{"id":5}\n',
            ["2", "4"],
        ),
        (
            "a.json",
            '[{"id":1,"text":"wet"},{"id":2,"text":7},{"id":4,"text":"dry"},{"id":[],"text":"x"}]',
            ["2", "4"],
        ),
        (
            "a.xlsx",
            spreadsheet(("s", [("id", "text"), (1, "wet"), (2, None), (None, None), (4, "dry"), (5, " ")])),
            ["3", "6"],
        ),
    ],
)
def test_rows_without_a_text_are_left_out_by_number_and_blank_rows_are_none(tmp_path, name, content, numbers):
    reading = read(tmp_path, name, content)
    assert [d.name for d in reading.documents] == ["1", "4"]
    assert [out.item for out in reading.left_out] == numbers
    assert {out.kind for out in reading.left_out} == {"row"}


def test_parquet_rows_that_are_null_or_broken_are_left_out(tmp_path):
    pa = pytest.importorskip("pyarrow")
    bounds = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 3, 5, 5)))
    broken = pa.StringArray.from_buffers(3, bounds, pa.py_buffer(b"wet\xff\xfe"), pa.py_buffer(b"\x03"))
    assert left(read(tmp_path, "a.parquet", parquet({"id": [1, 2, 3], "text": broken}))) == [
        ("row", "2", "'text' is broken UTF-8, not text"),
        ("row", "3", "'text' is missing"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "text,id,text\nwet,1,dry\n", "column 'text' stands there twice; remove or rename"),
        ("a.jsonl", '{"id":1,"text":"wet","text":"dry"}\n', "line 1: key 'text' stands there twice"),
        ("a.json", '[{"text":"wet","text":"dry"}]', "key 'text' stands there twice"),
        (
            "a.xlsx",
            spreadsheet(("s", [("text", "text"), ("wet", "dry")])),
            "column 'text' stands there twice",
        ),
        ("a.csv", "id,txt\n1,wet\n", "no column is known to hold the text; name it .*there are 'id', 'txt'"),
        ("a.csv", "id,text\n1,wet,cold\n", "a.csv, line 2: 3 cells, not 2; put a cell"),
        ("a.csv", 'id,text\n1,"wet\n', "a.csv, line 2: not CSV in UTF-8"),
        ("a.jsonl", '{"text":"wet"}\n{"text":\n', "line 2: not JSON"),
        ("a.jsonl", '{"text":"wet"}\n7\n', "line 2: not a JSON object"),
        ("a.json", '{"text":\n{"1":"wet"}}', "one JSON object, not documents"),
        ("a.jsonl", '{"a":' * 100_000, "line 1: lists or objects within one another too deep"),
        ("a.json", "[" * 100_000, "too deep"),
        ("a.jsonl", '{"text":"wet","n":' + "1" * 5_000 + "}", "not JSON"),
        (
            "a.csv",
            "id,text\n1,угроза войны\n".encode("cp1251"),
            "not UTF-8 and not in Western letters .it may be Cyrillic.; .*a.csv=cp1251",
        ),
        ("a.csv", "id,text\n1,戦争です\n".encode("iso2022_jp"), "Japanese in a seven-bit encoding"),
        (
            "a.csv",
            "id,text\n1,It doesn’t end\n".encode().decode("cp1252").encode(),
            "--encoding a.csv=mojibake",
        ),
        ("a.csv", "<html><table></table></html>", "not a kind of file that is read here; use one of .jsonl"),
        ("a.txt", "It rained.", "not a kind of file that is read here"),
        ("a.xlsx", b"PK\x03\x04 damaged", "not a spreadsheet that can be read"),
        ("a.parquet", "PAR1 damaged", "not a Parquet file, or damaged"),
        ("a.parquet", "It rained.", "not a Parquet file, or damaged"),
        ("a.csv.gz", gzip.compress(b"id,text\n1,wet\n", mtime=0)[:-6], "cannot be read .*ended before"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path, name, content, message):
    with pytest.raises(FramingError, match=message) as told:
        read(tmp_path, name, content)
    assert name in str(told.value)
    assert len(str(told.value)) < 600


def test_parquet_with_two_columns_of_one_name_is_refused(tmp_path):
    with pytest.raises(FramingError, match="column 'text' stands there twice"):
        read(tmp_path, "a.parquet", parquet([["1"], ["wet"]], ["text", "text"]))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({"status": "ok", "articles": [{"id": 7, "text": "wet"}]}, [("7", "wet", None)]),
        ({"pages": [1, 2], "message": "done", "hits": [{"id": 7, "text": "wet"}]}, [("7", "wet", None)]),
        ({"id": 7, "text": "wet", "authors": ["Orr", "Ann"]}, [("7", "wet", None)]),
        ({"id": 7, "Body": "wet"}, [("7", "wet", None)]),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_an_object_alone_in_its_file_holds_the_documents_or_is_one(tmp_path, held, expected, indent):
    reading = read(tmp_path, "a.json", json.dumps(held, indent=indent))
    assert found(reading) == expected


def test_of_two_columns_that_could_be_meant_the_one_read_is_said(tmp_path):
    reading = read(tmp_path, "a.csv", "id,doc_id,content,Text\n1,2,wet,dry\n")
    assert found(reading) == [("2", "dry", None)]
    assert [doubt.message for doubt in reading.doubts] == [
        "columns 'Text', 'content' may hold the text; 'Text' is read, name another with --text-column",
        "columns 'doc_id', 'id' may name the documents; 'doc_id' is read, name another with --id-column",
    ]
    named = read(tmp_path, "a.csv", "id,doc_id,content,Text\n1,2,wet,dry\n", text="CONTENT", id="id")
    assert found(named) == [("1", "wet", None)]
    assert named.doubts == []
    with pytest.raises(
        FramingError, match="column 'story' is missing; name one that is there with --text-column"
    ):
        read(tmp_path, "a.csv", "id,text\n1,wet\n", text="story")


def test_documents_without_a_name_are_named_by_file_and_row_and_it_is_said(tmp_path):
    assert found(read(tmp_path, "sea.csv", "text\nwet\ndry\n")) == [
        ("sea-2", "wet", None),
        ("sea-3", "dry", None),
    ]
    reading = read(tmp_path, "sea.jsonl", '{"id":"","text":"wet"}\n{"id":3,"text":"dry"}\n')
    assert [d.name for d in reading.documents] == ["sea-1", "3"]
    assert reading.doubts[0].message.startswith("row 1: 'id' is empty, so file and row name the document")


def test_one_name_for_two_documents_is_said(tmp_path):
    reading = read(tmp_path, "a.csv", "id,text\n7,wet\n7,dry\n8,cold\n")
    assert len(reading.documents) == 3
    assert "1 name stands twice or more often ('7')" in reading.doubts[0].message


def test_rows_cut_short_are_read_and_said(tmp_path):
    reading = read(tmp_path, "a.csv", "id,text,note\n7,wet\n8,dry,x\n9,cold\n")
    assert [d.text for d in reading.documents] == ["wet", "dry", "cold"]
    assert reading.doubts[0].message.startswith("row 2 and 1 more: fewer cells than the header")


def test_western_bytes_are_read_with_a_doubt_and_others_by_a_named_encoding(tmp_path):
    reading = read(tmp_path, "a.csv", "id;text\n1;café – “noir”\n".encode("cp1252"))
    assert found(reading)[0][1] == "café – “noir”"
    assert "not UTF-8, read as Windows-1252" in reading.doubts[0].message
    named = read(tmp_path, "a.csv", "id,text\n1,угроза\n".encode("cp1251"), encoding="cp1251")
    assert found(named)[0][1] == "угроза"
    twice = "id,text\n1,It doesn’t end\n".encode().decode("cp1252").encode()
    assert found(read(tmp_path, "a.csv", twice, encoding="mojibake"))[0][1] == "It doesn’t end"
    with pytest.raises(FramingError, match="cp99: no such encoding"):
        read(tmp_path, "a.csv", "id,text\n1,wet\n", encoding="cp99")


def test_quotation_marks_of_a_text_that_begins_with_them_stay_where_tabs_part_cells(tmp_path):
    content = 'id\ttext\n1\t"Hold fire," she said.\n2\tHe said "no\n3\t"Yes\n'
    reading = read(tmp_path, "a.tsv", content)
    assert [d.text for d in reading.documents] == ['"Hold fire," she said.', 'He said "no', '"Yes']
    assert "quotation marks do not enclose cells" in reading.doubts[0].message
    enclosed = read(tmp_path, "a.tsv", 'id\ttext\n1\t"Hold\nfire"\n')
    assert ([d.text for d in enclosed.documents], enclosed.doubts) == (["Hold\nfire"], [])


def test_columns_become_title_and_meta_by_the_names_of_meta(tmp_path):
    content = (
        "id,text,Headline,Published,byline,Word Count,weather\n1,wet,High tide,2024-01-02,A. B.,612,rain\n"
    )
    document = read(tmp_path, "a.csv", content).documents[0]
    assert document.title == "High tide"
    assert document.meta == {"date": "2024-01-02", "author": "A. B.", "length": "612", "weather": "rain"}
    assert document.source.endswith("a.csv, row 2")


def test_of_two_columns_for_one_fact_neither_is_lost(tmp_path):
    document = read(tmp_path, "a.csv", "id,text,Published,date,Date\n1,wet,May 1,May 2,May 3\n").documents[0]
    assert document.meta == {"Published": "May 1", "date": "May 2", "Date": "May 3"}
    document = read(tmp_path, "a.csv", "id,text,Date,Published\n1,wet,May 1,May 2\n").documents[0]
    assert document.meta == {"date": "May 1", "Published": "May 2"}


@pytest.mark.parametrize("above", ["\n\n", ";;\r\n", "\ufeff\n", "\nsep=;\n"])
def test_rows_without_content_above_the_header_are_skipped(tmp_path, above):
    reading = read(tmp_path, "a.csv", f"{above}id;text;note\n7;wet, cold;\n8;;\n")
    assert found(reading) == [("7", "wet, cold", None)]
    assert left(reading) == [("row", str(above.count("\n") + 3), "'text' is empty")]


def test_of_several_sheets_the_first_with_texts_is_read_and_the_others_are_named(tmp_path):
    texts = [("id", "text"), (1, "wet"), (2, 2024)]
    reading = read(
        tmp_path, "a.xlsx", spreadsheet(("Notes", [("about",)]), ("Texts", texts), ("More", texts))
    )
    assert found(reading) == [("1", "wet", None), ("2", "2024", None)]
    assert left(reading) == [
        ("part", "Notes", "another sheet is read"),
        ("part", "More", "another sheet is read"),
    ]
    assert "sheets 'More' have a column of texts too" in reading.doubts[0].message


@pytest.mark.parametrize("content", ["", "\n", "id,text\n", b"\xef\xbb\xbf"])
def test_a_table_without_rows_is_left_out_by_name(tmp_path, content):
    reading = read(tmp_path, "a.csv", content)
    assert reading.documents == []
    assert [(kind, item) for kind, item, _ in left(reading)] == [("file", "a.csv")]


def test_a_message_lists_a_dozen_columns_and_how_many_more(tmp_path):
    names = ",".join(f"{'column' * 30}{n}" for n in range(20_000))
    with pytest.raises(FramingError, match="and 19988 more") as told:
        read(tmp_path, "a.csv", names + "\n")
    assert len(str(told.value)) < 1_000


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    for path in (tmp_path / "a.csv", tmp_path):
        with pytest.raises(FramingError, match="not a file, but a folder, pipe or device"):
            read_rows(path)
    with pytest.raises(FramingError, match="there is no such file"):
        read_rows(tmp_path / "b.csv")


def test_tables_are_told_by_content(tmp_path):
    assert is_table(written(tmp_path, "a.txt", '{"text": "wet"}\n'))
    assert is_table(written(tmp_path, "a.bin", FORMS["a.xlsx"]))
    assert not is_table(written(tmp_path, "b.txt", "It rained."))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert not is_table(written(tmp_path, "a.docx", held.getvalue()))


HEADS = [
    b"",
    b"PAR1",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"id,text\n",
    b'{"text":"wet"}\n',
    b"[",
    b"sep=;\n",
]
WHOLE = [c if isinstance(c, bytes) else c.encode() for c in FORMS.values()]


@st.composite
def damaged(draw):
    """Draw bytes that begin like a table, or a table of which a stretch is replaced or lost."""
    content = bytearray(draw(st.sampled_from(WHOLE)))
    at = draw(st.integers(0, len(content)))
    content[at : at + draw(st.integers(0, 40))] = draw(st.binary(max_size=20))
    return draw(
        st.sampled_from([bytes(content), draw(st.sampled_from(HEADS)) + draw(st.binary(max_size=60))])
    )


@given(damaged(), st.sampled_from(["a.csv", "a.jsonl", "a.json", "a.xlsx", "a.parquet", "a.tsv.gz", "a.txt"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused_by_name(tmp_path_factory, content, name):
    path = tmp_path_factory.getbasetemp() / name
    try:
        reading = read_rows(path, data=content)
    except FramingError as error:
        assert str(path) in str(error)
    else:
        assert reading.documents or reading.left_out
        assert all(document.name and document.text.strip() for document in reading.documents)


def test_any_damage_of_parquet_is_refused_or_read(tmp_path):
    content = parquet({"id": ["1", "2"], "text": ["wet", "dry"]})
    for at in range(0, len(content), 7):
        damaged = content[:at] + b"\xff\x00" + content[at + 2 :]
        try:
            read_rows(tmp_path / "a.parquet", data=damaged)
        except FramingError as error:
            assert "a.parquet" in str(error)
