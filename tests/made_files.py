"""Files of other kinds than text, made with invented stories."""

import io
import zipfile
from xml.sax.saxutils import escape

import docx
import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

RICH = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\info{\title High tide}{\author Ann}}"
    r"{\header The Gazette}\pard\b High tide\b0\par The caf\'e9 \u8212? \ldblquote wet\rdblquote .\par "
    r'{\field{\*\fldinst{HYPERLINK "http://x.org"}}{\fldrslt{a link}}} here{\footnote A note.}.'
    r"{\deleted gone}\par\trowd one\cell two\cell\row}"
)


def word_file(build):
    document, held = docx.Document(), io.BytesIO()
    build(document)
    document.save(held)
    return held.getvalue()


def pdf_file(pages, header="", footer="{}", title=None):
    """Return a PDF of pages, each a list of lines, 17 points apart; an empty line is a gap."""
    held = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(held, metadata={"Title": title}) as file:
        for number, lines in enumerate(pages, start=1):
            figure = Figure(figsize=(6, 8))
            figure.text(0.1, 0.95, header, fontsize=8)
            for place, line in enumerate(lines):
                figure.text(0.1, 0.88 - 0.03 * place, line, fontsize=11)
            figure.text(0.5, 0.03, footer.format(number), fontsize=8)
            file.savefig(figure)
    return held.getvalue()


def spreadsheet(*sheets):
    """Return a workbook as Excel lays it out: each sheet a name and rows of text, numbers or None."""
    kinds = "http://schemas.openxmlformats.org"
    main, links = f"{kinds}/spreadsheetml/2006/main", f"{kinds}/officeDocument/2006/relationships"
    packages = f"{kinds}/package/2006"

    def cell(place, value):
        if isinstance(value, str):
            return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        return "" if value is None else f'<c r="{place}"><v>{value}</v></c>'

    def sheet(rows):
        lines = [
            f'<row r="{n}">'
            + "".join(cell(f"{chr(65 + i)}{n}", value) for i, value in enumerate(row))
            + "</row>"
            for n, row in enumerate(rows, start=1)
        ]
        return f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>'

    numbered = list(enumerate(sheets, start=1))
    files = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in numbered)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{links}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in numbered
        )
        + "</Relationships>",
    } | {f"xl/worksheets/sheet{n}.xml": sheet(rows) for n, (_, rows) in numbered}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return held.getvalue()
