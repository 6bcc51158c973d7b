"""Text, Markdown, web pages, Word, PDF and rich text: what is read of each and what is named as left out."""

import io
import zipfile

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from framing import FramingError, packaged
from framing.reading.documents import NotRead
from framing.reading.pdf import Line, join_lines, read_pdf, without_furniture
from framing.reading.plain import read_markdown, read_text
from framing.reading.rtf import read_rtf
from framing.reading.web import decode_page, read_web
from framing.reading.word import read_word
from made_files import RICH, pdf_file, word_file


def test_lines_broken_at_a_width_are_joined_with_a_doubt():
    wrapped = "The boat left just as the\ntide was low, and none of\nus knew when it came, or\nwhy it did."
    content = read_text(wrapped)
    assert content.text == wrapped.replace("\n", " ")
    assert content.doubts[0].startswith("its lines were broken at a fixed width")
    assert read_text("# Rain\n\nIt rained.").doubts == ()
    with pytest.raises(NotRead, match="there are no words in it"):
        read_text("... —")


def test_markdown_loses_its_marks_and_keeps_its_words():
    page = (
        "---\ntitle: 'High tide'\nauthor: Ann Orr\ndate: 2024-11-20\nlayout: post\n---\n"
        "## Two days on\n\nThe *tide* was **high** in [the town](https://x.org/a_b), and `rain`\nfell on "
        "~~dry~~ quays.[^1]\n\n```python\nprint('tide')\n```\n\n### Later\n\n> He said\n> so.\n\n"
        "- one\n- two\n  more\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n![A quay](q.png)\n\n***\n\nsnake_case stays, 2 * 3 * 4 too.\n\n"
        "[ref]: https://x.org\n"
    )
    content = read_markdown(page)
    assert content.text.split("\n") == [
        *("# High tide", "## Two days on", "The tide was high in the town, and rain fell on dry quays.[^1]"),
        *("Later", "He said so.", "one", "two more", "a b", "c d", "A quay"),
        "snake_case stays, 2 * 3 * 4 too.",
    ]
    assert content.meta == {"date": "2024-11-20", "author": "Ann Orr"}
    assert content.parts == (
        ("1 block of code", "code is no text; write it as a paragraph to have it counted"),
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("# Rain #\nIt rained.", "# Rain\nIt rained."),
        ("Rain\n====\n\nIt rained.\n\nLater\n---\nDry.", "# Rain\nIt rained.\nLater\nDry."),
        ("It rained.\n\n# Later\n", "It rained.\nLater"),
        ("# Rain\n\n## Dek\n\n## Part\n\nDry.", "# Rain\n## Dek\nPart\nDry."),
        ("~~~\na\n```\nb\n~~~\nRain.", "Rain."),
        ("1. one\n2. two", "one\ntwo"),
        ("---\n\nIt rained.\n\n---\n\nDry.", "It rained.\nDry."),
        ("---\n# made by hand\ntags: sea\n---\nRain.", "Rain."),
        ("Rain.[^1]\n\n[^1]: So it was said.", "Rain.[^1]\n[^1]: So it was said."),
        ("[Orr]: It rained all day.\n\n[a]: x.org 'A map'", "[Orr]: It rained all day."),
        ("It \\*rained\\*<br>again <!-- no -->.", "It *rained*again ."),
    ],
)
def test_headings_and_marks_of_markdown(page, text):
    assert read_markdown(page).text == text


PAGE = """<html><head><title>High tide | The Gazette</title><meta name="author" content="Ann Orr">
<meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2024-11-20T08:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/sea">Sea</a></nav><article><h1>High tide</h1>
<p>The tide rose over the quay at dawn, and the mayor of the <b>town</b> asked all to stay at home.</p>
<p>Nobody was hurt, as the boats had left the harbour in the night before the storm came.</p></article>
<aside>Read also: Low tide</aside><footer>All rights reserved</footer></body></html>"""


def test_a_web_page_gives_headline_body_and_facts_without_its_furniture():
    content = read_web(PAGE)
    assert content.title == "High tide"
    assert content.text.split("\n")[-2:] == [
        "The tide rose over the quay at dawn, and the mayor of the town asked all to stay at home.",
        "Nobody was hurt, as the boats had left the harbour in the night before the storm came.",
    ]
    assert content.meta == {"outlet": "The Gazette", "date": "2024-11-20", "author": "Ann Orr"}
    assert "Home" not in content.text and "rights" not in content.text and "Read also" not in content.text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><body><p>It rained.</p><p>He <i>left</i>.</p></body></html>", "It rained.\nHe left."),
        ("<p>It rained.</p>", "It rained."),
        ("<div>It rained.<br>He left.</div>", "It rained.\nHe left."),
    ],
)
def test_small_pages_are_read_too(page, text):
    assert read_web(page).text == text


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><script>rain()</script></html>", "<p>...</p>"]
)
def test_a_page_without_a_body_is_named(page):
    with pytest.raises(NotRead, match="a web page without a text"):
        read_web(page)


def test_a_page_that_nests_too_deep_is_refused():
    with pytest.raises(NotRead, match="stand too deep"):
        read_web("<div>" * 5000 + "rain")


def test_a_page_may_name_its_own_encoding():
    head = '<html><head><meta charset="windows-1251"></head>'
    page = f"{head}<body><p>Ветер усилился, и беседы отложены до весны.</p></body></html>"
    assert decode_page(page.encode("cp1251"), None, "a.html").text == page
    with pytest.raises(NotRead, match="--encoding a.html=cp1251"):
        decode_page(page.replace("windows-1251", "utf-8").encode("cp1251"), None, "a.html")


def run_of(kind, text, inner="w:t"):
    """Return a tracked change: w:ins or w:del round a run."""
    change, run, words = (OxmlElement(name) for name in (kind, "w:r", inner))
    words.text = text
    run.append(words)
    change.append(run)
    return change


def test_a_word_file_gives_headline_paragraphs_and_cells():
    def build(document):
        document.add_paragraph("High tide", style="Title")
        document.add_paragraph("Two days on", style="Subtitle")
        document.add_paragraph("The tide ").add_run("rose.").bold = True
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "one", "two"
        document.add_heading("Later", 2)
        last = document.add_paragraph("It ")
        last._p.append(run_of("w:ins", "rained"))
        last._p.append(run_of("w:del", " never", "w:delText"))
        last._p.append(run_of("w:moveFrom", " gone"))
        document.sections[0].header.paragraphs[0].text = "The Gazette"
        document.sections[0].footer.paragraphs[0].text = "Page 1"

    content = read_word(word_file(build))
    assert (content.title, content.text) == (
        "High tide",
        "## Two days on\nThe tide rose.\none\ntwo\nLater\nIt rained",
    )
    assert [part for part, _ in content.parts] == ["1 footer of pages", "1 header of pages", "2 deletions"]


def test_the_first_heading_is_a_headline_only_where_it_comes_first():
    first = word_file(lambda d: (d.add_heading("Rain", 1), d.add_paragraph("It rained.")))
    late = word_file(lambda d: (d.add_paragraph("It rained."), d.add_heading("Rain", 1)))
    assert read_word(first)[:2] == ("Rain", "It rained.")
    assert read_word(late)[:2] == ("", "It rained.\nRain")


def test_text_boxes_are_read_once_and_notes_are_named():
    def build(document):
        paragraph = document.add_paragraph("It rained.")
        box = OxmlElement("w:txbxContent")
        inner, run, words = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
        words.text = "In a box."
        run.append(words)
        inner.append(run)
        box.append(inner)
        holder = OxmlElement("w:r")
        holder.append(box)
        paragraph._p.append(holder)

    data = word_file(build)
    notes = f'<w:footnotes xmlns:w="{qn("w:p")[1:].split("}")[0]}">' + (
        "<w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote><w:footnote/></w:footnotes>"
    )
    held = io.BytesIO(data)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    content = read_word(held.getvalue())
    assert content.text == "It rained.\nIn a box."
    assert [part for part, _ in content.parts] == ["1 footnote"]


def test_a_word_file_without_words_or_with_damage_is_named():
    with pytest.raises(NotRead, match="there are no words in it; it may be a picture"):
        read_word(word_file(lambda d: d.add_paragraph("")))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:body>")
    with pytest.raises(NotRead, match="a Word file that is damaged"):
        read_word(held.getvalue())


STORY = [
    [
        *("High tide", ""),
        *(
            "The tide rose over the quay at dawn, and the may-",
            "or of the town asked all of its people to stay at",
        ),
        *("home until the evening.", "", "Nobody was hurt in the long-range storm, but the", "boats were"),
    ],
    ["lost, and the harbour will stay closed for a week.", "", "A long-", "range forecast is not known."],
]


def test_a_pdf_gives_paragraphs_over_pages_without_headers_and_numbers():
    content = read_pdf(pdf_file(STORY, "The Gazette, 20 November", "Page {}", "High tide"))
    assert content.title == "High tide"
    assert content.text.split("\n") == [
        "The tide rose over the quay at dawn, and the mayor of the town asked all of its people to stay "
        "at home until the evening.",
        "Nobody was hurt in the long-range storm, but the boats were lost, and the harbour will stay "
        "closed for a week.",
        "A long-range forecast is not known.",
    ]
    assert [part for part, _ in content.parts] == ["4 lines that pages repeat, or page number"]
    assert content.doubts == ("1 word parted by a line end joined; see that compounds are right",)


def test_a_pdf_without_text_is_named_and_so_are_pages_without_it():
    with pytest.raises(NotRead, match="a PDF without text, mostly a scan"):
        read_pdf(pdf_file([[], []], "", ""))
    assert [part for part, _ in read_pdf(pdf_file([["It rained."], []], "", "")).parts] == [
        "1 page without text"
    ]


def test_a_locked_or_damaged_pdf_is_named():
    from pypdf import PdfReader, PdfWriter

    writer, held = PdfWriter(PdfReader(io.BytesIO(pdf_file([["It rained."]])))), io.BytesIO()
    writer.encrypt("tide", algorithm="RC4-128")
    writer.write(held)
    with pytest.raises(NotRead, match="locked with a password"):
        read_pdf(held.getvalue())
    with pytest.raises(NotRead, match="a PDF that is damaged"):
        read_pdf(b"%PDF-1.7\n" + b"1 0 obj <<" * 20)


def test_furniture_and_paragraphs_of_lines_by_hand():
    body = [
        [Line("The Gazette", 9, 99, 8), Line(f"Story {n} on", 9, 80, 11), Line(f"{n} ends.", 9, 68, 11)]
        for n in "abc"
    ]
    kept, dropped = without_furniture(body)
    assert dropped == 3 and [[line.text for line in page] for page in kept] == [
        [f"Story {n} on", f"{n} ends."] for n in "abc"
    ]
    # a wider gap begins a paragraph, and so do other letters
    lines = [Line("One line of it,", 9, 90, 9), Line("and two.", 9, 80, 9), Line("Next one,", 9, 60, 9)]
    assert join_lines([[*lines, Line("end.", 9, 50, 9)]])[0] == ["One line of it, and two.", "Next one, end."]
    assert join_lines([[Line("HEAD", 9, 90, 14), Line("It rained.", 9, 76, 9)]])[0] == ["HEAD", "It rained."]


def test_rich_text_gives_headline_and_paragraphs():
    content = read_rtf(RICH.encode("latin-1"))
    assert content.title == "High tide"
    assert content.text.split("\n") == ["The café — “wet”.", "a link here.", "one two"]
    assert [part for part, _ in content.parts] == ["footnotes", "page headers", "1 deletion"]


def test_rich_text_in_other_letters_is_read_by_its_own_code_page():
    data = rb"{\rtf1\ansi\ansicpg1251 \'c4\'ee\'e6\'e4\'fc.\par}"
    assert read_rtf(data).text == "Дождь."
    with pytest.raises(NotRead, match="there are no words in it"):
        read_rtf(rb"{\rtf1\ansi \par}")
    with pytest.raises(NotRead, match="its table of fonts does not end"):
        read_rtf(rb"{\rtf1{\fonttbl" + rb"\f1" * 100_000)


def test_a_library_that_is_missing_is_named_with_the_command_that_installs_it(monkeypatch):
    def absent(name):
        raise ImportError(name=name)

    monkeypatch.setattr(packaged.importlib, "import_module", absent)
    for read, data in ((read_pdf, b"%PDF-"), (read_rtf, b"{\\rtf1 a}"), (read_web, "<p>rain</p>")):
        with pytest.raises(
            FramingError, match=r"needs .*; install it with pip install '\.\[corpora\]'"
        ) as error:
            read(data)
        assert not isinstance(error.value, NotRead)
