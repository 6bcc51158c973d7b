"""Files of other kinds than text, made with invented stories."""

import io

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
