"""Pages and texts of ProQuest in three languages of its interface; the articles are invented."""

import pytest

from framing.reading.exports import read_export

HARBOUR = (
    "The council of Norham voted on Tuesday to close its harbour for a year.",
    "Location: the old pier, where twelve members stayed at home.",
    "CAPTION: The pier at low tide.",
)
HAFEN = ("Der Hafen bleibt ein Jahr lang zu, beschloss der Rat am Dienstag.", "Zwölf Mitglieder fehlten.")
PORT = ("Le conseil a voté mardi la fermeture du port pour un an.", "Douze élus étaient absents.")
# for each interface: its names of fields, what it says, and what is read
NAMES = {
    "en": (
        *(
            "Document {} of {}",
            "Author",
            "Abstract",
            "Links",
            "Full text",
            "Subject",
            "Title",
            "Publication title",
        ),
        *("Publication year", "Publication date", "Section", "Language of publication", "Document type"),
        *("ProQuest document ID", "Document URL", "Copyright", "Last updated", "Database", "None available."),
    ),
    "de": (
        *(
            "Dokument {} von {}",
            "Autor",
            "Abstract",
            "Links",
            "Volltext",
            "Thema",
            "Titel",
            "Titel der Publikation",
        ),
        *("Erscheinungsjahr", "Publikationsdatum", "Bereich", "Publikationssprache", "Dokumententyp"),
        *("ProQuest-Dokument-ID", "Dokument-URL", "Copyright", "Zuletzt aktualisiert", "Datenbank"),
        "Nicht verfügbar.",
    ),
    "fr": (
        *("Document {} de {}", "Auteur", "Résumé", "Liens", "Texte intégral", "Sujet", "Titre"),
        *("Titre de la publication", "Année de publication", "Date de publication", "Section"),
        *(
            "Langue de publication",
            "Type de document",
            "ID de document ProQuest",
            "URL du document",
            "Copyright",
        ),
        *("Dernière mise à jour", "Base de données", "Aucun disponible."),
    ),
}
ARTICLES = {
    "en": (
        "Harbour vote: council splits",
        "Quill, Ada",
        "The Norham Gazette (Online); Norham",
        "Sep 20, 2024",
        "News",
    ),
    "de": ("Streit um den Hafen", "Anker, Uwe", "Der Nordbote; Kiel", "20. März 2024", "Politik"),
    "fr": ("Le port restera fermé", "Marée, Zoé", "Le Courrier du Nord; Brest", "1 août 2024", "Politique"),
}
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}
BODIES = {"en": HARBOUR, "de": HAFEN, "fr": PORT}
OUTLETS = {"en": "The Norham Gazette (Online)", "de": "Der Nordbote", "fr": "Le Courrier du Nord"}
DATES = {"en": "2024-09-20", "de": "2024-03-20", "fr": "2024-08-01"}


def rows(code, number, *, body=True):
    """Return names and values of the fields of an article: those above its text, the text, those below."""
    (_, author, abstract, links, full, subject, title, outlet, year, day, section, *rest, none) = NAMES[code]
    language, kind, name, url, rights, updated, base = rest
    headline, by, paper, date, part = ARTICLES[code]
    link = f"https://www.proquest.com/newspapers/harbour/docview/31073966{number}/se-2"
    above = [
        (author, by),
        (abstract, none),
        (links, "https://example.org/openurl?title=The+Gazette&date=2024"),
    ]
    text = [(full, BODIES[code] if body else (none,))]
    below = [(subject, "Harbors; Councils"), (title, headline), (outlet, paper), (year, "2024"), (day, date)]
    below += [(section, part), (language, LANGUAGES[code]), (kind, "News"), (name, f"31073966{number}")]
    below += [
        (url, link),
        (rights, "Copyright 2024 Quill Media."),
        (updated, "2024-09-22"),
        (base, "Newsstream"),
    ]
    return link, above, text, below


def text_of(articles):
    out = []
    for number, (code, body) in enumerate(articles, start=1):
        link, above, text, below = rows(code, number, body=body)
        mark = NAMES[code][0].format(number, len(articles))
        fields = [f"{key}: {value}" for key, value in above]
        fields += [f"{key}: " + "\n".join(lines) for key, lines in text]
        fields += [f"{key}: {value}" for key, value in below]
        out += ["_" * 60, mark, ARTICLES[code][0], link, *fields]
    foot = ["_" * 60, "Contact us at: http://www.proquest.com/go/contactsupport", "Terms and Conditions: x"]
    return "\n\n".join([*out, *foot])


def page_of(articles):
    style = 'style="margin-bottom:5pt; margin-top:0; padding:0;"'
    out = ["<!DOCTYPE html><html><head><title>ProQuest Documents</title></head><body>"]
    for number, (code, body) in enumerate(articles, start=1):
        link, above, text, below = rows(code, number, body=body)
        out.append(f'<div style="margin-bottom:20px;">\n<a name="DocID_NEWS_{number}"></a>')
        out.append(f"<p {style}></p><p {style}>{ARTICLES[code][0]}</p>")
        out += [f"<p {style}><strong>{key}:\u00a0 </strong>{value}</p>" for key, value in above]
        out.append(
            f'<p {style}><a href="{link}">ProQuest document link</a></p><div style="clear:both"></div>'
        )
        for key, lines in text:
            inner = "              ".join(f"<p>{line}</p>" for line in lines)
            n = sum(len(line.split()) for line in lines)
            out.append(f'<p {style}><strong>{key}: </strong><text wordcount="{n}" htmlcontent="true">')
            out.append(f'<meta name="ValidationSchema"><title></title>\n{inner}     </text></p>')
        out += [f"<p {style}><strong>{key}: </strong>{value}</p>" for key, value in below]
        out.append("</div>")
    return "\n".join([*out, "</body></html>"])


def read(code, number, length=""):
    headline, by, _, _, section = ARTICLES[code]
    meta = (OUTLETS[code], DATES[code], by, section, code, "News")
    return (f"31073966{number}", headline, *meta, length, "\n".join(BODIES[code]))


def parts_of(reading):
    told = [out.item.rpartition(" (") for out in reading.left_out if out.kind == "part"]
    return {name: int(count.rstrip(")")) for name, _, count in told}


def told(reading):
    meta = ("outlet", "date", "author", "section", "language", "genre", "length")
    return [(d.name, d.title, *(d.meta.get(key, "") for key in meta), d.text) for d in reading.documents]


ALL = [("en", True), ("de", True), ("fr", True)]


@pytest.mark.parametrize("articles", [[one] for one in ALL])
def test_texts_are_read_in_each_language(articles):
    reading = read_export("a.txt", text_of(articles))
    assert told(reading) == [read(articles[0][0], 1)]
    assert reading.doubts == []


def test_a_text_of_many_is_read_whole():
    reading = read_export("ProQuest.txt", text_of([*ALL, ("en", False)]).encode("utf-8"))
    assert told(reading) == [read("en", 1), read("de", 2), read("fr", 3)]
    assert [d.source for d in reading.documents] == [f"ProQuest.txt, document {i}" for i in (1, 2, 3)]
    (out,) = [out for out in reading.left_out if out.kind == "document"]
    assert (out.source, out.item) == ("ProQuest.txt, document 4", "Harbour vote: council splits")
    parts = parts_of(reading)
    assert parts == {"classification": 4, "copyright": 4, "footer": 1, "links": 4, "publisher": 4}
    assert reading.doubts == []


def test_a_page_is_read_with_the_lengths_it_states():
    page = page_of([*ALL, ("de", False)])
    for data in (page, page.encode("utf-8")):
        reading = read_export("ProQuest.html", data)
        assert told(reading) == [read("en", 1, "30"), read("de", 2, "15"), read("fr", 3, "16")]
        assert [out.item for out in reading.left_out if out.kind == "document"] == ["Streit um den Hafen"]
        assert reading.doubts == []


def test_an_older_text_tells_outlet_and_date_in_one_line():
    info = "Publication info: Norham Post ; Norham [Norham]08 May 2010: A.2."
    lines = ["_" * 60, "Ferry to run again", "Author: Oar, Ben", info, "ProQuest document link"]
    lines += [
        "Full text: A ferry will cross the sound.",
        "ProQuest document ID: 2514",
        "Title: Ferry to run again",
    ]
    text = "\n\n".join([*lines, "_" * 60])
    (document,) = read_export("a.txt", text).documents
    assert (document.name, document.title) == ("2514", "Ferry to run again")
    assert document.meta == {"outlet": "Norham Post", "date": "2010-05-08", "author": "Oar, Ben"}
    assert document.text == "A ferry will cross the sound."


def test_a_file_with_fewer_articles_than_it_says_is_doubtful():
    reading = read_export("a.txt", text_of(ALL).replace("of 3", "of 5"))
    assert [doubt.message.split(";")[0] for doubt in reading.doubts] == [
        "the file claims 5 documents and has 3"
    ]
