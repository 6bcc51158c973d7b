"""Whatever lines a file has, and in whatever order, it is read or is no export, and no article is lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from framing.reading.exports import read_export

LINES = [
    *("", "1 of 2 DOCUMENTS", "2 of 2 DOCUMENTS", "Dokument 1 von 2", "Document 2 de 2", "Document 1 of 2"),
    *("Page 1 of 2", "The Gazette", "May 8, 2020 Friday", "8. Mai 2020", "Calm returns", "The sea rests."),
    *("LENGTH: 3 words", "LÄNGE: 3 Wörter", "Length:\u00a03 words", "BYLINE: By A. Roe", "Auteur : A. Roe"),
    *("Body", "Textkörper", "Corps", "BODY:", "HIGHLIGHT:", "GRAPHIC: a pier", "Graphic", "Classification"),
    *("LOAD-DATE: May 9, 2020", "Load-Date:\u00a0May 9, 2020", "UPDATE: calm", "LANGUAGE: ENGLISH"),
    *("End of Document", "Documents (2)", "User Name: A", "1. Calm returns", "Copyright 2020 A", "(c) 2020"),
    *("HD  Calm returns", "HD", "WC 3 words", "PD 8 May 2020", "SN The Gazette", "LP The sea rests.", "TD"),
    *(
        "NS gcat : News",
        "IN a while",
        "AN Document GAZ0000020200508eg580000a",
        "Document GAZ0000020200508eg580000a",
    ),
    *("_" * 60, "Full text: The sea rests.", "Full text:", "Title: Calm", "Publication title: The Gazette"),
    *("ProQuest document ID: 12", "Publication date: May 8, 2020", "Subject: Sea", "3 words", "English"),
]
TAGS = [
    '<div class="article enArticle">',
    '<div id="hd">',
    '<p class="articleParagraph">',
    "<td><b>",
    "</div>",
]
TAGS += [
    "<p>",
    "</p>",
    "<br>",
    '<a name="DocID_1"></a>',
    "<strong>",
    "</strong>",
    '<text wordcount="3">',
    "<html>",
]


def check(reading):
    assert reading is None or all(re.search(r"\w", d.text) and d.name for d in reading.documents)
    if reading is not None:
        assert len({d.name for d in reading.documents}) == len(reading.documents)
        assert len({d.source for d in reading.documents}) == len(reading.documents)


@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_any_lines_are_read_as_text_as_bytes_and_as_paragraphs(lines):
    text = "\n".join(lines)
    for data in (text, text.encode("utf-8"), text.encode("utf-16"), lines):
        check(read_export("a.txt", data))
    assert read_export("a.txt", text) == read_export("a.txt", text.encode("utf-8"))


@given(st.lists(st.sampled_from(LINES + TAGS * 3), max_size=40))
def test_any_page_is_read(parts):
    check(read_export("a.html", "<html>" + "".join(parts)))


@given(st.text(max_size=60), st.binary(max_size=60))
def test_any_content_is_read_or_is_no_export(text, data):
    check(read_export("a", text))
    check(read_export("a", data))
    check(read_export("a", b"PK\x03\x04" + data))


@given(
    st.lists(
        st.sampled_from(["Calm returns", "The sea rests.", "", "Body", "LANGUAGE: ENGLISH"]), max_size=30
    )
)
def test_every_number_of_a_document_is_a_document_or_left_out(between):
    marks = [f"{number} of 4 DOCUMENTS" for number in (1, 2, 3, 4)]
    text = "\n".join(f"{mark}\n\nThe Gazette\n\nMay 8, 2020\n\nCalm\n\nLENGTH: 3 words\n\n" for mark in marks)
    reading = read_export("a.txt", text + "\n".join(between))
    left = [out for out in reading.left_out if out.kind == "document"]
    assert len(reading.documents) + len(left) == len(marks)
    assert [doubt for doubt in reading.doubts if "claims" in doubt.message] == []
