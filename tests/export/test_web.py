"""The HTML page of tables: heads and their scope, captions, notes, numbers, and nothing from elsewhere."""

from html.parser import HTMLParser

from framing.export.tables import Printed, readable_tables
from framing.export.web import web_tables
from made_up import made_up
from papers import frame

RATES = Printed(
    "Rates & <more>",
    frame("Piece|Frame|Rate|95 % interval", "A|War|9.5|−10.5 to 1", "A|Peace|10|8 to 11.25", "B|<i>||none"),
    ("Rate: hits.",),
    "Piece",
)


class Rows(HTMLParser):
    """The rows of the tables of a page: of every cell its tag, scope, rowspan and text."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.open, self.tags = [], None, []
        self.feed(page)
        assert self.tags == []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"):
            self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            found = dict(attrs)
            self.open = [tag, found.get("scope"), int(found.get("rowspan", 1)), ""]
            self.rows[-1].append(self.open)

    def handle_endtag(self, tag):
        assert self.tags.pop() == tag
        if tag in ("th", "td"):
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.open[-1] += data


def test_heads_have_their_scope_and_a_group_is_named_once():
    rows = Rows(web_tables({"rates": RATES})).rows
    heads = ["Piece", "Frame", "Rate", "95 % interval, low", "95 % interval, high"]
    assert rows[0] == [["th", "col", 1, head] for head in heads]
    assert rows[1][:3] == [["th", "rowgroup", 2, "A"], ["th", "row", 1, "War"], ["td", None, 1, "9.5"]]
    assert rows[2][0] == ["th", "row", 1, "Peace"]
    assert rows[3][:2] == [["th", "rowgroup", 1, "B"], ["th", "row", 1, "<i>"]]


def test_numbers_lack_no_decimals_in_width():
    cells = [row[-1][-1] for row in Rows(web_tables({"rates": RATES})).rows[1:]]
    # a blank as wide as a point, and such as wide as digits
    assert cells == ["1\u2008\u2007\u2007", "11.25", "none"]


def test_number_and_title_are_the_caption_and_notes_stand_below():
    page = web_tables({"rates": RATES, "other": RATES._replace(notes=())})
    assert page.count("<caption") == 2 and "<b>Table 2</b><br><i>Rates &amp; &lt;more&gt;</i>" in page
    assert page.count("<i>Note.</i> Rate: hits.") == 1


def test_the_page_of_a_study_is_alone_and_every_cell_is_in_it():
    tables = readable_tables(made_up("usual"))
    page = web_tables(tables)
    assert not [found for found in ("<script", "class=", "src=", "href=", "url(", "<b>_") if found in page]
    rows = Rows(page).rows
    assert len(rows) == sum(len(table.cells) + 1 for table in tables.values())
    assert page == web_tables(tables)
