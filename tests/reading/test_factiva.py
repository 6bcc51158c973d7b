"""Pages and texts of Factiva, with codes and as displayed; the articles are invented."""

import pytest

from framing.reading.exports import read_export

HARBOUR = (
    "The council of Norham voted on Tuesday to close its harbour for a year.",
    "IN a long night twelve members stayed at home.",
)
HAFEN = ("Der Hafen bleibt ein Jahr lang zu, beschloss der Rat am Dienstag.", "Zwölf Mitglieder fehlten.")
PORT = ("Le conseil a voté mardi la fermeture du port pour un an.", "Douze élus étaient absents.")


def read(*told, body, language, name):
    return (name, *told, language, "\n".join(body))


READ = [
    read(
        *("Harbour vote splits the council", "The Norham Gazette", "2023-01-09", "Ada Quill", "Home Desk; 1"),
        "23",
        body=HARBOUR,
        language="en",
        name="NORHG00020230109ej190009s",
    ),
    read(
        *("Streit um den Hafen", "Der Nordbote", "2024-03-20", "Uwe Anker", "Politik", "15"),
        body=HAFEN,
        language="de",
        name="NORBO00020240320ek3k0000b",
    ),
    read(
        *("Le port restera fermé", "Le Courrier du Nord", "2024-08-01", "Zoé Marée", "Politique", "16"),
        body=PORT,
        language="fr",
        name="COUNO00020240801ek810000c",
    ),
]
# as each of the three interfaces writes what it says itself
WRITTEN = [
    ("en", "Home Desk; 1", "By Ada Quill", "23 words", "9 January 2023", "English", "NORHG", "Document"),
    ("de", "Politik", "Von Uwe Anker", "15 Wörter", "20 März 2024", "Deutsch", "NORBO", "Dokument"),
    ("fr", "Politique", "Par Zoé Marée", "16 mots", "1 août 2024", "Français", "COUNO", "Document"),
]
BODIES = (HARBOUR, HAFEN, PORT)


def parts_of(reading):
    told = [out.item.rpartition(" (") for out in reading.left_out if out.kind == "part"]
    return {name: int(count.rstrip(")")) for name, _, count in told}


def told(reading):
    meta = ("outlet", "date", "author", "section", "length", "language")
    return [(d.name, d.title, *(d.meta.get(key, "") for key in meta), d.text) for d in reading.documents]


def paragraphs(code, body):
    return "\n".join(f'<p class="articleParagraph {code}articleParagraph">{text}  </p>' for text in body)


def whole(articles):
    head = '<html><head><title>Factiva</title><style>.article{}</style></head>\n<body class="">'
    bar = '<div id="nav"><table><tbody><tr><td><h1>Dow Jones Factiva</h1></td></tr></tbody></table></div>'
    left = '<div id="contentWrapper"><div id="contentLeft"><span></span>'
    return f"{head}{bar}{left}{''.join(articles)}</div></div></body></html>"


def displayed(i, *, time=False, body=True):
    code, section, author, words, date, language, short, _ = WRITTEN[i]
    name, title, outlet = READ[i][:3]
    body = BODIES[i] if body else ()
    clock = "<div>23:15</div>" if time else ""
    return (
        f'<div id="article-{name}" class="article"><div class="article {code}Article"><p>\n</p>'
        f"<div>{section}</div>\n"
        f'<div id="hd"><span class="{code}Headline">{title.replace(" ", " <b>", 1)}</b>  </span>\n</div>'
        f'<div class="author">{author}  </div><div>Special to {outlet}</div>\n'
        f"<div>{words}</div><div>{date}</div>{clock}<div>{outlet}</div><div>{short}</div><div>Late</div>"
        f"<div>1</div><div>{language}</div><div>Copyright 2023 Quill Media.  All Rights Reserved.  </div>\n"
        f"<p></p>\n{paragraphs(code, body)}\n"
        f"<p>Quill Digital (Full Text)</p><p>{WRITTEN[i][-1]} {name}</p></div></div><br><span></span>"
    )


def coded(i):
    code, section, author, words, date, language, short, document = WRITTEN[i]
    name, title, outlet = READ[i][:3]
    first, *rest = BODIES[i]
    rows = [
        *(
            ("SE", section),
            ("HD", f"<span class='{code}Headline'>{title} </span>"),
            ("BY", author),
            ("WC", words),
        ),
        *(("PD", date), ("ET", "23:15"), ("SN", outlet), ("SC", short), ("ED", "Late Edition"), ("PG", "1")),
        *(
            ("LA", language),
            ("CY", "Copyright 2023 Quill Media. All Rights Reserved."),
            ("LP", paragraphs(code, [first])),
        ),
        *(("TD", paragraphs(code, rest)), ("CO", "quill : Quill Media Ltd"), ("IN", "iship : Shipping")),
        *(("NS", "gcat : Political/General News | gvote : Elections"), ("RE", "uk : United Kingdom")),
        *(("IPD", "Harbours"), ("PUB", "Quill Media Ltd"), ("AN", f"{document} {name}")),
    ]
    cells = "".join(
        f'<tr><td class="index" align="right" valign="top"><b>{key}</b>&nbsp;</td><td>{value}</td></tr>\n'
        for key, value in rows
    )
    return (
        f'<div class="article {code}Article"><table cellpadding="5" cellspacing="0">{cells}</table></div>\n'
    )


@pytest.mark.parametrize("form", [displayed, coded])
def test_pages_are_read_in_three_languages(form):
    page = whole(map(form, range(3)))
    for data in (page, page.encode("utf-8")):
        reading = read_export("Factiva.html", data)
        assert told(reading) == READ
        assert reading.doubts == []
        parts = parts_of(reading)
        expected = {"copyright": 3, "code": 3}
        expected |= {"classification": 3, "edition": 3} if form is coded else {"credit": 3, "publisher": 3}
        assert parts == expected


def test_a_displayed_article_with_a_time_or_without_a_text():
    reading = read_export("Factiva.html", whole([displayed(0, time=True), displayed(1, body=False)]))
    assert told(reading) == READ[:1]
    (out,) = [out for out in reading.left_out if out.kind == "document"]
    assert (out.source, out.item) == ("Factiva.html, document 2", "Streit um den Hafen")


def coded_text(i, blank):
    _, section, author, words, date, language, short, document = WRITTEN[i]
    name, title, outlet = READ[i][:3]
    first, *rest = BODIES[i]
    rows = [
        *(
            ("SE", section),
            ("HD", title),
            ("BY", author),
            ("WC", words),
            ("PD", date),
            ("SN", outlet),
            ("SC", short),
        ),
        *(
            ("LA", language),
            ("CY", "(c) 2023, Quill Media."),
            ("LP", first + "\n"),
            ("TD", "\n\n".join(rest) + "\n"),
        ),
        *(("NS", "gcat : Political/General News | gvote : Elections"), ("RE", "uk : United Kingdom")),
        *(("PUB", "Quill Media Ltd"), ("AN", f"{document} {name}")),
    ]
    return "".join(f"{key}{blank}{value}\n" for key, value in rows) + "\n"


@pytest.mark.parametrize("blank", ["\t", "   ", " ", "|", "\n"])
def test_texts_with_codes_are_read_whatever_parts_code_and_value(blank):
    text = "Dow Jones Factiva\n\n" + "".join(coded_text(i, blank) for i in range(3))
    text += "Search Summary\nText\tharbour\n© 2024 Factiva, Inc. All rights reserved.\n"
    reading = read_export("Factiva.txt", text)
    assert told(reading) == READ
    parts = parts_of(reading)
    assert parts == {"classification": 3, "code": 3, "copyright": 3, "cover": 1, "running header": 2}


def test_texts_as_displayed_are_read():
    records = []
    for i in range(3):
        _, section, author, words, date, language, short, document = WRITTEN[i]
        name, title, outlet = READ[i][:3]
        head = [
            section,
            title,
            author,
            words,
            date,
            "23:15",
            outlet,
            short,
            language,
            "Copyright 2023 Quill.",
        ]
        records += [*head, "", "\n\n".join(BODIES[i]), "", f"{document} {name}", "", ""]
    reading = read_export("Factiva.rtf", "\n".join([*records, "Search Summary"]))
    assert told(reading) == READ
    assert set(parts_of(reading)) == {"code", "copyright", "cover"}


def test_an_article_found_twice_keeps_its_number_and_both_are_told_apart():
    reading = read_export("Factiva.html", whole([displayed(0), displayed(0)]))
    assert [d.name for d in reading.documents] == ["NORHG00020230109ej190009s", "NORHG00020230109ej190009s-2"]
