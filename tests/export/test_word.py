"""The Word file of tables and figures: its parts, its bytes, and how LibreOffice prints it."""

import io
import re
import sys
import zipfile

import pytest
from PIL import Image

from framing.errors import FramingError
from framing.export.captions import Caption
from framing.export.tables import Printed, ranges_apart, readable_tables
from framing.export.widths import width
from framing.export.word import Picture, word_tables
from framing.export.word_xml import MARGIN, UPRIGHT, columns_of, is_turned, table_xml
from made_up import made_up
from papers import as_pdf, frame, long_labels, results_of_forty

RATES = Printed(
    "Rates & more",
    frame("Piece|Frame|Rate|95 % interval", "A|War|9.5|−10.5 to 1", "A|Peace|10|8 to 11.25", "B|War||none"),
    ("Rate: hits.",),
    "Piece",
)
LONG = [f"{label * 6}|{i}.5|hits|no" for i, label in enumerate(long_labels(9, "Times"))]
CLAIMS = Printed("Claims", frame("Claim|Estimate|Unit|Verdict", *LONG))


def picture(wide=80.0):
    held = io.BytesIO()
    Image.new("RGB", (400, 200), "white").save(held, "png")
    caption = Caption("Tides (2 pieces).", "Tides, with 95 % intervals.")
    return Picture(held.getvalue(), caption, "A white field", wide)


def read(data):
    docx = pytest.importorskip("docx")
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def document():
    return read(word_tables({"rates": RATES, "claims": CLAIMS}, [picture()]))


def values(element, path):
    """Return the attribute w:val of what an XPath finds below an element."""
    return element.xpath(f"{path}/@w:val")


def test_cells_stand_in_one_table_with_ranges_in_two_columns(document):
    rates, claims = document.tables
    assert [[cell.text for cell in row.cells] for row in rates.rows] == [
        ["Piece", "Frame", "Rate", "95 % interval, low", "95 % interval, high"],
        ["A", "War", "9.5", "−10.5", "1"],
        ["", "Peace", "10", "8", "11.25"],
        ["B", "War", "", "none", "none"],
    ]
    assert len(claims.rows) == 10


def test_number_and_title_stand_above_and_the_note_below(document):
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    number, title = captions[:2]
    assert number._p.xpath("./w:fldSimple/@w:instr") == [r" SEQ Table \* ARABIC "]
    assert number._p.xpath("string(.)") == "Table 1" and len(number._p.xpath(".//w:b")) == 2
    assert title.runs[0].italic and title.text == "Rates & more"
    assert all(p.paragraph_format.keep_with_next for p in captions)
    body = [child.tag.rpartition("}")[2] for child in document.element.body]
    assert body[:4] == ["p", "p", "tbl", "p"]
    assert document.styles["Caption"].font.color.rgb == (0, 0, 0) and not document.styles["Caption"].font.bold
    notes = [p.text for p in document.paragraphs if p.style.name == "Table Note"]
    assert notes == ["Note. Rate: hits.", "", "Note. Tides, with 95 % intervals."]


def test_the_header_row_repeats_and_no_row_is_split(document):
    for table in document.tables:
        rows = table._tbl.xpath("./w:tr")
        assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
        assert not table._tbl.xpath(".//w:gridSpan | .//w:vMerge")


def test_rows_of_a_group_keep_together_and_the_head_keeps_the_first(document):
    rows = [table._tbl.xpath("./w:tr") for table in document.tables]
    kept = [[len(row.xpath(".//w:keepNext")) for row in each] for each in rows]
    assert kept[0] == [5, 5, 0, 0]


def test_rules_are_horizontal_alone(document):
    for table in document.tables:
        sides = [side.tag.rpartition("}")[2] for side in table._tbl.xpath("./w:tblPr/w:tblBorders/*")]
        assert sides == ["top", "bottom"]
        heads = table._tbl.xpath("./w:tr[1]/w:tc/w:tcPr/w:tcBorders/*")
        assert {side.tag.rpartition("}")[2] for side in heads} == {"bottom"}
        assert not table._tbl.xpath("./w:tr[position() > 1]//w:tcBorders")


def test_points_stand_under_each_other_by_a_decimal_tab(document):
    rates = document.tables[0]
    stops = [row.xpath(".//w:tab/@w:val") for row in rates._tbl.xpath("./w:tr")]
    assert stops == [[]] + [["decimal"] * 3] * 3
    table = ranges_apart(RATES)
    columns = columns_of(table, UPRIGHT)
    # to the right of the point stand two digits and the point, at 9 pt of a wider font than that measured
    assert columns.widths[4] - columns.stops[4] - 2 * MARGIN == pytest.approx(9 / 8 * 1.06 * width(".25"))
    assert columns.stops[0] == columns.stops[1] == 0


def test_widths_are_fixed_and_within_the_page(document):
    for table in document.tables:
        grid = list(map(int, table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w")))
        assert table._tbl.xpath("./w:tblPr/w:tblLayout/@w:type") == ["fixed"]
        for row in table._tbl.xpath("./w:tr"):
            assert list(map(int, row.xpath("./w:tc/w:tcPr/w:tcW/@w:w"))) == grid
    sections = document.sections
    assert [section.orientation for section in sections] == [0, 1, 0]
    room = [(s.page_width - s.left_margin - s.right_margin) / 635 for s in sections]
    totals = [sum(map(int, table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w"))) for table in document.tables]
    assert totals[0] < room[0] < totals[1] < room[1]


def test_tables_and_figures_have_alternative_text(document):
    properties = document.tables[0]._tbl.tblPr
    assert values(properties, "./w:tblCaption") == ["Rates & more"]
    said = "3 rows; columns: Piece, Frame, Rate, 95 % interval, low, 95 % interval, high"
    assert values(properties, "./w:tblDescription") == [said]
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "A white field"
    assert shape.width / 36000 == pytest.approx(80)


def test_the_file_holds_no_name_and_no_time_and_is_the_same_every_time():
    pytest.importorskip("docx")
    data = word_tables({"rates": RATES}, [picture()])
    assert data == word_tables({"rates": RATES}, [picture()])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode("utf-8")
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}
    assert "python-docx" not in core
    properties = read(data).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")


def test_without_python_docx_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(FramingError, match=r"needs python-docx; install it with pip install 'python-docx"):
        word_tables({"rates": RATES})


def test_a_group_longer_than_a_page_has_its_name_in_every_row():
    rows = [f"A|{i}" for i in range(13)]
    table = Printed("Long", frame("Piece|Rate", *rows), group="Piece")
    assert table_xml(table, columns_of(table, UPRIGHT)).count(">A</w:t>") == 13
    few = table._replace(cells=table.cells.head(12))
    assert table_xml(few, columns_of(few, UPRIGHT)).count(">A</w:t>") == 1


def test_a_page_is_turned_for_long_text_alone():
    assert not is_turned(ranges_apart(RATES)) and is_turned(CLAIMS)


@pytest.mark.long
def test_libreoffice_prints_every_table_with_its_head_on_every_page(tmp_path):
    pytest.importorskip("docx")
    tables = readable_tables(made_up("many"))
    (tmp_path / "tables.docx").write_bytes(word_tables(tables, [picture(174)]))
    pages = as_pdf(tmp_path, "tables.docx")
    for number, table in enumerate(tables.values(), 1):
        assert any(f"Table {number}\n" in page and table.title in page for page in pages)
    text = "\n".join(pages)
    assert all(label in text for label in tables["descriptives"].cells["Piece"])
    # the pairs take many pages, each with the head
    first, after = (next(n for n, page in enumerate(pages) if f"Table {i}\n" in page) for i in (3, 4))
    assert after - first > 5 and all("Difference" in page for page in pages[first:after])
    assert "Figure 1\n" in text and "Tides (2 pieces)" in text


@pytest.mark.long
def test_long_labels_stay_on_the_page():
    pytest.importorskip("docx")
    for results in results_of_forty():
        for name, table in readable_tables(results).items():
            (made,) = read(word_tables({name: table})).tables
            # twentieths of a point of a page that is turned
            assert sum(map(int, made._tbl.xpath("./w:tblGrid/w:gridCol/@w:w"))) <= 739 * 20 + 10, name
