"""Nexis Uni, and LexisNexis before it, in the layouts that they write; the articles are invented."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from framing.reading.exports import read_export

ENGLISH = {
    "end": "End of Document",
    "body": "Body",
    "words": "words",
    "cover": (
        "User Name: ",
        "Date and Time: ",
        "Job Number: ",
        "Documents",
        "Client/Matter: ",
        "Search Terms: ",
    ),
    "fields": ("Section:", "Length:", "Byline:", "Dateline:", "Highlight:", "Load-Date:"),
    "running": "Page 1 of 3",
    "rights": " All Rights Reserved",
}
GERMAN = {
    "end": "Ende des Dokuments",
    "body": "Textkörper",
    "words": "Wörter",
    "cover": (
        *(
            "Benutzername: ",
            "Datum und Uhrzeit: ",
            "Auftragsnummer: ",
            "Dokumente",
            "Mandant/Angelegenheit: ",
        ),
        "Suchbegriffe: ",
    ),
    "fields": ("Rubrik:", "Länge:", "Autor:", "Dateline:", "Highlight:", "Ladedatum:"),
    "running": "Seite 1 von 3",
    "rights": " Alle Rechte vorbehalten",
}
FRENCH = {
    "end": "Fin du document",
    "body": "Corps",
    "words": "mots",
    "cover": (
        *("Nom d'utilisateur : ", "Date et heure : ", "Numéro de tâche : ", "Documents", "Client/Affaire : "),
        "Termes recherchés : ",
    ),
    "fields": ("Rubrique :", "Longueur :", "Auteur :", "Dateline :", "Highlight :", "Date de chargement :"),
    "running": "Page 1 de 3",
    "rights": " Tous droits réservés",
}
HARBOUR = {
    "title": "Harbour vote splits the council",
    "outlet": "The Norham Gazette (England)",
    "date": "November 20, 2024 Wednesday",
    "section": "NEWS; Pg. 3",
    "author": "Ada Quill",
    "body": (
        "The council of Norham voted on Tuesday to close its harbour for a year.",
        "Graphic pictures of the old pier moved nobody: twelve members stayed at home.",
    ),
}
FERRY = {
    "title": "Ferry to run again",
    "outlet": "Norham Evening Post",
    "date": "3 March 2025",
    "section": "LOCAL",
    "author": "By Ben Oar and Cleo Rudder",
    "body": ("A ferry will cross the sound again from May on, the county said.",),
}
STREIT = {
    "title": "Streit um den Hafen",
    "outlet": "Der Nordbote",
    "date": "20. November 2024 Mittwoch",
    "section": "POLITIK; S. 4",
    "author": "Von Uwe Anker",
    "body": (
        "Der Hafen bleibt ein Jahr lang zu, beschloss der Rat am Dienstag.",
        "Zwölf Mitglieder fehlten.",
    ),
}
PORT = {
    "title": "Le port restera fermé",
    "outlet": "Le Courrier du Nord",
    "date": "mercredi 1er août 2024",
    "section": "POLITIQUE; Pg. 7",
    "author": "Par Zoé Marée",
    "body": ("Le conseil a voté mardi la fermeture du port pour un an.", "Douze élus étaient absents."),
}
NO_BREAK = "\u00a0"


def run(paragraph, text, *, bold=False, link=False):
    """Add a run to a paragraph, bold as names of fields are, or within a link as titles are."""
    made = paragraph.add_run(text)
    made.bold = bold
    if link:
        holder = OxmlElement("w:hyperlink")
        holder.set(qn("w:history"), "1")
        paragraph._p.append(holder)
        holder.append(made._r)


def add_cover(word, names, articles):
    user, when, job, claim, client, terms = names["cover"]
    for name, value in (
        (user, "QUILL READER"),
        (when, "Friday, January 3, 2025 7:08:00 PM CET"),
        (job, "795649"),
    ):
        paragraph = word.add_paragraph()
        run(paragraph, name, bold=True)
        run(paragraph, value)
    run(word.add_paragraph(), f"{claim} ({len(articles)})", bold=True)
    for number, article in enumerate(articles, start=1):
        paragraph = word.add_paragraph()
        run(paragraph, f"{number}.")
        run(paragraph, " ", link=True)
        run(paragraph, article["title"], link=True)
        for name, value in ((client, "-None-"), (terms, "harbour and (vote or council)")):
            paragraph = word.add_paragraph()
            run(paragraph, name, bold=True)
            run(paragraph, value)
        table = word.add_table(2, 2)
        cells = ("Content Type", "Narrowed by", "News", "Timeline: Jan 01, 2024 to Dec 31, 2025")
        for i, text in enumerate(cells):
            table.cell(i // 2, i % 2).text = text
    word.add_section()


def add_article(word, names, article, *, graphic=True):
    section, length, byline, dateline, highlight, load = names["fields"]
    word.add_paragraph()
    title = word.add_paragraph()
    # a term that was searched for is a link of its own
    cut = article["title"].index(" ")
    run(title, article["title"][:cut], link=True)
    run(title, article["title"][cut:], link=True)
    run(word.add_paragraph(), article["outlet"])
    run(word.add_paragraph(), article["date"])
    word.add_paragraph()
    rights = word.add_paragraph()
    rights.add_run().add_break()
    run(rights, "Copyright 2024 Quill Media Ltd")
    run(rights, names["rights"])
    n_words = sum(len(text.split()) for text in article["body"])
    values = (article["section"], f"{n_words} {names['words']}", article["author"], "NORHAM", "A vote.")
    for name, value in zip((section, length, byline, dateline, highlight), values, strict=True):
        paragraph = word.add_paragraph()
        run(paragraph, name, bold=True)
        run(paragraph, NO_BREAK + value)
    if article["body"]:
        run(word.add_paragraph(), names["body"], bold=True)
        word.add_paragraph()
    for text in article["body"]:
        paragraph = word.add_paragraph()
        run(paragraph, text[:20])
        run(paragraph, text[20:29], bold=True)
        run(paragraph, text[29:])
    if graphic:
        heading = word.add_paragraph()
        heading.add_run().add_break()
        run(heading, "Graphic", bold=True)
        run(word.add_paragraph(), "The old pier at low tide.")
    paragraph = word.add_paragraph()
    run(paragraph, load, bold=True)
    run(paragraph, NO_BREAK + article["date"])
    run(word.add_paragraph(), "Classification", bold=True)
    for name, value in (("Language:", "ENGLISH"), ("Subject:", "HARBORS & PORTS (90%); COUNCILS (78%)")):
        paragraph = word.add_paragraph()
        run(paragraph, name, bold=True)
        run(paragraph, f"{NO_BREAK}{value}")
    paragraph = word.add_paragraph()
    paragraph.add_run().add_break()
    run(paragraph, names["end"], bold=True)
    made = word.add_section()
    made.header.is_linked_to_previous = False
    made.header.paragraphs[0].text = f"{names['running']}\n{article['title']}"


def word_file(names, articles, *, cover=True):
    word = docx.Document()
    if cover:
        add_cover(word, names, articles)
    for article in articles:
        add_article(word, names, article)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def told(reading):
    """Return what is asserted whole of every document."""
    meta = ("outlet", "date", "author", "section", "length")
    return [(d.title, *(d.meta.get(key, "") for key in meta), d.text) for d in reading.documents]


def parts(reading):
    """Return how often each part was dropped."""
    told = [out.item.rpartition(" (") for out in reading.left_out if out.kind == "part"]
    return {name: int(count.rstrip(")")) for name, _, count in told}


READ = {
    "harbour": (
        *(
            "Harbour vote splits the council",
            "The Norham Gazette (England)",
            "2024-11-20",
            "Ada Quill",
            "NEWS; Pg. 3",
        ),
        *("27", "\n".join(HARBOUR["body"])),
    ),
    "ferry": (
        *(
            "Ferry to run again",
            "Norham Evening Post",
            "2025-03-03",
            "Ben Oar and Cleo Rudder",
            "LOCAL",
            "13",
        ),
        *FERRY["body"],
    ),
    "streit": (
        *("Streit um den Hafen", "Der Nordbote", "2024-11-20", "Uwe Anker", "POLITIK; S. 4", "15"),
        "\n".join(STREIT["body"]),
    ),
    "port": (
        *(
            "Le port restera fermé",
            "Le Courrier du Nord",
            "2024-08-01",
            "Zoé Marée",
            "POLITIQUE; Pg. 7",
            "16",
        ),
        "\n".join(PORT["body"]),
    ),
}


@pytest.mark.parametrize(
    ("names", "articles", "read"),
    [
        (ENGLISH, (HARBOUR, FERRY), ("harbour", "ferry")),
        (GERMAN, (STREIT, HARBOUR), ("streit", "harbour")),
        (FRENCH, (PORT, STREIT, FERRY), ("port", "streit", "ferry")),
    ],
)
@pytest.mark.parametrize("cover", [True, False])
def test_word_files_of_nexis_uni_are_read_in_three_languages(names, articles, read, cover):
    reading = read_export("Files.DOCX", word_file(names, articles, cover=cover))
    assert told(reading) == [READ[name] for name in read]
    assert [d.name for d in reading.documents] == [f"Files_{i}" for i in range(1, len(read) + 1)]
    assert [d.source for d in reading.documents] == [
        f"Files.DOCX, document {i}" for i in range(1, len(read) + 1)
    ]
    assert {d.meta["language"] for d in reading.documents} == {"en"}
    assert reading.doubts == []


def test_what_is_no_text_stands_once_with_its_count():
    reading = read_export("Files.DOCX", word_file(ENGLISH, (HARBOUR, FERRY)))
    n = {"cover": 1, "running header": 2}
    names = ("classification", "copyright", "cover", "dateline", "graphic", "highlight", "load date")
    assert parts(reading) == {name: n.get(name, 2) for name in (*names, "running header")}
    assert {out.reason for out in reading.left_out} == {"not text of an article"}


def test_paragraphs_and_text_of_a_word_file_are_read_as_the_file_is():
    file = word_file(ENGLISH, (HARBOUR, FERRY))
    word = docx.Document(io.BytesIO(file))
    lines = [p.text for p in word.paragraphs]
    assert told(read_export("a.docx", lines)) == told(read_export("a.docx", file))
    assert told(read_export("a.txt", "\n\n".join(lines))) == told(read_export("a.docx", file))


def test_running_headers_within_the_text_are_dropped():
    lines = [*("Calm returns", "The Gazette", "May 8, 2020", "Length: 6 words", "Body", "The sea rests.")]
    lines += ["Page 2 of 2", "Calm returns", "So do we.", "Load-Date: May 9, 2020", "End of Document"]
    reading = read_export("a.docx", lines)
    assert reading.documents[0].text == "The sea rests.\nSo do we."
    assert "running header" in parts(reading)


def test_an_abstract_above_the_full_text_is_dropped():
    lines = [
        *("Calm returns", "The Gazette", "May 8, 2020", "Length: 3 words", "Body", "ABSTRACT", "It is calm.")
    ]
    reading = read_export("a.docx", [*lines, "FULL TEXT", "The sea rests.", "End of Document"])
    assert reading.documents[0].text == "The sea rests."
    assert parts(reading) == {"abstract": 1}


def test_graphic_and_correction_below_the_text_are_dropped_and_subheadings_are_not():
    lines = [
        *(
            "Calm returns",
            "The Gazette",
            "May 8, 2020",
            "Length: 3 words",
            "Body",
            "Graphic",
            "The sea rests.",
        )
    ]
    lines += [
        "Graphic",
        "PHOTO: the sea",
        "By Ada Quill",
        "Correction",
        "It was May.",
        "Load-Date: May 9, 2020",
    ]
    reading = read_export("a.docx", [*lines, "End of Document"])
    assert reading.documents[0].text == "Graphic\nThe sea rests."
    assert parts(reading) == {"correction": 1, "graphic": 1, "load date": 1}


def test_a_title_that_pages_repeat_within_the_text_is_left_out_by_name():
    fields = ["Calm returns", "The Gazette", "May 8, 2020", "Length: 5 words", "Body"]
    lines = [*fields, "The sea rests.", "Calm returns", "All day.", "End of Document"]
    reading = read_export("a.docx", lines)
    assert reading.documents[0].text == "The sea rests.\nAll day."
    assert parts(reading) == {"running header": 1}


def test_another_number_than_the_cover_claims_is_doubtful_and_a_picture_is_left_out():
    picture = HARBOUR | {"title": "Picture of the day", "body": ()}
    reading = read_export("Files.DOCX", word_file(ENGLISH, (HARBOUR, picture, FERRY)))
    assert [d.title for d in reading.documents] == [HARBOUR["title"], FERRY["title"]]
    assert [(o.source, o.item) for o in reading.left_out if o.kind == "document"] == [
        ("Files.DOCX, document 2", "Picture of the day")
    ]
    assert reading.doubts == []
    lines = [
        "User Name: A",
        "Documents (3)",
        "1. Calm returns",
        "Calm returns",
        "The Gazette",
        "May 8, 2020",
        "Body",
    ]
    reading = read_export("a.docx", [*lines, "The sea rests.", "End of Document"])
    assert [(d.source, d.message.split(";")[0]) for d in reading.doubts] == [
        ("a.docx", "the file claims 3 documents and has 1")
    ]


def test_a_zip_with_one_file_for_each_article_is_read_with_its_list():
    files = {
        "Harbour vote.DOCX": word_file(ENGLISH, (HARBOUR,), cover=False),
        "Streit um den Hafen.DOCX": word_file(GERMAN, (STREIT,), cover=False),
        "list_doclist.DOCX": list_file(3),
        "__MACOSX/._Harbour vote.DOCX": b"\x00\x05\x16\x07",
    }
    reading = read_export("Files.ZIP", packed(files))
    assert told(reading) == [READ["harbour"], READ["streit"]]
    assert [(d.name, d.source) for d in reading.documents] == [
        ("Harbour vote", "Files.ZIP/Harbour vote.DOCX"),
        ("Streit um den Hafen", "Files.ZIP/Streit um den Hafen.DOCX"),
    ]
    assert parts(reading)["copyright"] == 2
    assert "3 documents and has 2" in reading.doubts[0].message
    assert "a list of 3 documents" in read_export("a.DOCX", files["list_doclist.DOCX"]).doubts[0].message
    # with other files beside them each is for the reader of its kind
    assert read_export("Files.ZIP", packed({**files, "notes.txt": b"Bought on Friday."})) is None
    assert read_export("Files.ZIP", packed({**files, "broken.DOCX": b"PK\x03\x04"})) is None


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def list_file(n):
    word = docx.Document()
    add_cover(word, ENGLISH, [HARBOUR] * n)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


OLD = """


Download Request: Selected Items: 1-3
Time Of Request: Friday, March 20, 2018  16:51:31

Send To:
QUILL LIBRARY

Terms: (harbour and vote)


                               1 of 3 DOCUMENTS



                          The Norham Gazette (England)

                            November 20, 2024 Wednesday
                                   Edition 1;
                                    Scotland

Harbour vote splits the council

BYLINE: Ada Quill

SECTION: NEWS; Pg. 3

LENGTH: 27 words

HIGHLIGHT: A vote.


The council of Norham voted on Tuesday to close its
harbour for a year.

Graphic pictures of the old pier moved nobody: twelve
members stayed at home.

GRAPHIC: The old pier

LOAD-DATE: November 21, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: NOR


                       Copyright 2024 Quill Media Ltd
                              All Rights Reserved

                               2 of 3 DOCUMENTS


                       Copyright 2004 Quill Media Ltd
                            Norham Evening Post

                               3 March 2025

SECTION: LOCAL

LENGTH: 13

HEADLINE: Ferry to run
again

BYLINE: By Ben Oar and
Cleo Rudder

BODY:

A ferry will cross the sound again from May on, the
county said.

SUBJECT: FERRIES (90%); HARBORS & PORTS (71%)

LOAD-DATE: March 4, 2025

                               3 of 3 DOCUMENTS

                            Norham Evening Post

                               4 March 2025

Correction Appended

UPDATE: no paper on Friday

LENGTH: 11 words

UPDATE: the printers strike, so no paper on Friday.

Language: rough.

LOAD-DATE: March 4, 2025
"""
OLD_GERMAN = """
                               Dokument 1 von 1

                                  Der Nordbote

                           20. November 2024 Mittwoch

Streit um den Hafen

AUTOR: Von Uwe Anker

RUBRIK: POLITIK; S. 4

LÄNGE: 15 Wörter

Der Hafen bleibt ein Jahr lang zu, beschloss der
Rat am Dienstag.

Zwölf Mitglieder fehlten.

UPDATE: 21. November 2024

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung

ZEITUNGS-CODE: nob

                          Copyright 2024 Nordbote GmbH
                            Alle Rechte vorbehalten
"""
OLD_FRENCH = """
                                Document 1 de 1

                              Le Courrier du Nord

                             mercredi 1er août 2024

Le port restera fermé

AUTEUR: Par Zoé Marée

RUBRIQUE: POLITIQUE; Pg. 7

LONGUEUR: 16 mots

Le conseil a voté mardi la fermeture du port pour
un an.

Douze élus étaient absents.

DATE-CHARGEMENT: 2 août 2024

LANGUE: FRENCH; FRANÇAIS

TYPE-PUBLICATION: Journal

                          Copyright 2024 Le Courrier SA
                              tous droits réservés
"""


def test_the_text_of_lexisnexis_is_read_with_wrapped_lines_rejoined():
    reading = read_export("norham.TXT", OLD.replace("\n", "\r\n"))
    strike = ("UPDATE: no paper on Friday", "Norham Evening Post", "2025-03-04", "", "", "11")
    text = "UPDATE: the printers strike, so no paper on Friday.\nLanguage: rough."
    assert told(reading) == [READ["harbour"], READ["ferry"], (*strike, text)]
    assert [d.meta.get("genre") for d in reading.documents] == ["Newspaper", None, None]
    assert parts(reading) == {
        **{"cover": 1, "edition": 1, "highlight": 1, "graphic": 1, "load date": 3, "code": 1, "copyright": 2},
        **{"classification": 1, "correction": 1},
    }
    assert reading.doubts == []


@pytest.mark.parametrize(
    ("text", "read", "language"), [(OLD_GERMAN, "streit", "de"), (OLD_FRENCH, "port", "fr")]
)
def test_german_and_french_texts_of_lexisnexis_are_read(text, read, language):
    for data in (text, text.encode("utf-8"), text.encode("utf-8-sig")):
        reading = read_export("b.txt", data)
        assert told(reading) == [READ[read]]
        assert reading.documents[0].meta["language"] == language
        assert reading.doubts == []
    reading = read_export("b.txt", text.encode("cp1252"))
    assert told(reading) == [READ[read]]
    assert "Windows-1252" in reading.doubts[0].message


def cell(*spans, block="c5"):
    """Write a block of the HTML of LexisNexis: spans of a class each."""
    inner = "".join(f'<SPAN CLASS="{kind}">{text}</SPAN>' for kind, text in spans)
    return f'<BR><DIV CLASS="{block}"><BR><P CLASS="c6">{inner}</P>\n</DIV>\n'


def page(documents):
    """Write the HTML of LexisNexis: a block for each field, its name bold, terms searched for in red."""
    out = ["<HTML>\n<HEAD>\n<STYLE><!--\n.c0 { }\n--></STYLE>\n<TITLE>&nbsp;</TITLE></HEAD><BODY>"]
    out.append(cell(("c12", "Download Request: Selected Items: 1-1<BR>Terms: (Hafen)<BR>")))
    for number, (outlet, date, title, fields, body, tail, rights) in enumerate(documents, start=1):
        out.append(f'<A NAME="DOC_ID_{number}_0"></A><!-- Hide XML section\n<DOC NUMBER=1>\n<DOCFULL> -->\n')
        out.append(cell(("c2", f"{number} of {len(documents)} DOCUMENTS"), block="c0"))
        out.append(cell(("c2", outlet), block="c0").replace("<SPAN", '<IMG SRC="x" ALT="x"><BR><SPAN'))
        day, rest = date.split(" ", 1)
        out.append(cell(("c4", day), ("c2", f" {rest}"), ("c2", "&nbsp;"), block="c3"))
        out.append(cell(("c7", title)))
        out += [cell(("c8", f"{name}: "), ("c2", f"&nbsp;{value}")) for name, value in fields]
        out.append('<BR><DIV CLASS="c5">')
        for text in body:
            marked = text.replace("Hafen", '</SPAN><SPAN CLASS="c4">Hafen</SPAN><SPAN CLASS="c2">')
            out.append(f'<P CLASS="c9"><SPAN CLASS="c2">{marked}</SPAN></P>\n')
        out.append("</DIV>\n")
        out += [cell(("c8", f"{name}: "), ("c2", value)) for name, value in tail]
        out.append(cell(("c2", rights), block="c0") + "<!-- Hide XML section\n</DOCFULL> -->\n")
    return "".join([*out, "</BODY></HTML>"])


def test_the_html_of_lexisnexis_is_read():
    fields = [("AUTOR", "Anker, Uwe"), ("RUBRIK", "POLITIK; S. 4"), ("L&Auml;NGE", "15 W&ouml;rter")]
    fields.append(("HIGHLIGHT", "Der Rat.; http://example.org/rat"))
    tail = [("UPDATE", "28. Februar 2012"), ("SPRACHE", "GERMAN; DEUTSCH"), ("PUBLICATION-TYPE", "Zeitung")]
    rights = "Copyright 2012 Nordbote GmbH<BR>Alle Rechte vorbehalten"
    date = "27. Februar 2012 Montag 9:50 PM GMT+1"
    first = ("Der Nordbote", date, STREIT["title"], fields, STREIT["body"], tail, rights)
    second = ("Der Nordbote", "28. Februar 2012", "Bild des Tages", fields[:1], (), tail, rights)
    reading = read_export("nordbote.html", page([first, second]))
    meta = ("Der Nordbote", "2012-02-27", "Anker, Uwe", "POLITIK; S. 4", "15")
    assert told(reading) == [("Streit um den Hafen", *meta, "\n".join(STREIT["body"]))]
    assert [o.item for o in reading.left_out if o.kind == "document"] == ["Bild des Tages"]
    assert read_export("nordbote.html", page([first, second]).encode("utf-8")) == reading


def test_a_file_with_some_of_the_documents_found_says_which():
    text = OLD.replace("of 3 DOCUMENTS", "of 500 DOCUMENTS")
    assert read_export("a.TXT", text).doubts == []
    reading = read_export("a.TXT", text.replace("Items: 1-3", "Items: 1-4"))
    assert "claims 4 documents and has 3" in reading.doubts[0].message
    assert "500 documents" in read_export("a.TXT", text.partition("Terms")[2]).doubts[0].message


def test_dates_and_lengths_that_do_not_fit_are_doubtful():
    text = OLD.replace("LENGTH: 27", "LENGTH: 270").replace(
        "3 March 2025\n\nSECTION", "Spring 2025\n\nSECTION"
    )
    reading = read_export("norham.TXT", text)
    assert reading.documents[0].meta["length"] == "270"
    assert any("norham_1 (states 270, read 27)" in doubt.message for doubt in reading.doubts)
    assert any("norham_2 (" in doubt.message and "yyyy-mm-dd" in doubt.message for doubt in reading.doubts)


@pytest.mark.parametrize(
    "data",
    [
        "The body of the text ends with no mark.\n\nLENGTH: 3 words",
        "                 1 of 3 DOCUMENTS\n\nThat was all she wrote.",
        "<html><body><p>Documents about a Body</p></body></html>",
        ["The pier", "Length: 40 m", "Body", "It is of oak.", "Documents (3)"],
        b"PK\x03\x04 no zip",
        b"\x00\x01\x02",
        "",
        [],
    ],
)
def test_other_texts_are_no_exports(data):
    assert read_export("a", data) is None
