"""Printed tables, and figures, as one Word file: number and title above, note below, equal bytes."""

import importlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import ModuleType
from typing import Any, NamedTuple

from framing.errors import FramingError
from framing.export.captions import Caption
from framing.export.tables import Printed, ranges_apart
from framing.export.word_xml import ACROSS, NAMESPACE, UPRIGHT, as_xml, columns_of, is_turned, table_xml

INSTALL = "pip install 'python-docx>=1.1'"
_FONT = "Arial"
# name, size, space before and after (points)
_STYLES = (("Normal", 10, 0, 6), ("Caption", 10, 0, 3), ("Table Text", 9, 0, 0), ("Table Note", 9, 3, 18))
# mm: A4, and margins that leave room for a figure of two columns
_LONG, _SHORT, _MARGIN = 297, 210, 18
# the earliest date that a ZIP file can hold, and the one a document is dated by
_ZIPPED, _DATED = (1980, 1, 1, 0, 0, 0), datetime(2000, 1, 1)


class Picture(NamedTuple):
    """A figure for a Word file: a PNG, its caption, its alternative text and its width (mm)."""

    png: bytes
    caption: Caption
    alt: str
    width: float


def word_tables(tables: Mapping[str, Printed], figures: Sequence[Picture] = ()) -> bytes:
    """Return a Word file (DOCX) with all tables and then the figures, each as APA 7 sets it.

    Number bold and title italic stand above, the note below; tables have rules across alone, a header row
    that repeats, rows that pages do not split, and points of numbers under each other; a wide one is on a
    page that is turned. Numbers are fields, so that Word counts and cites them.
    Raises FramingError where python-docx is not installed.
    """
    docx = _library()
    document = docx.Document()
    _prepare(document, docx)
    turned = False
    for number, printed in enumerate(tables.values(), 1):
        table = ranges_apart(printed)
        if is_turned(table) != turned or number == 1:
            turned = is_turned(table)
            _turn(document, docx, turned, first=number == 1)
        _add_above(document, docx, "Table", number, table.title)
        room = ACROSS if turned else UPRIGHT
        _add(document, docx, table_xml(table, columns_of(table, room)))
        _add(document, docx, _paragraph(_note(table.notes), "TableNote"))
    for number, figure in enumerate(figures, 1):
        if number == 1:
            _turn(document, docx, turned=False, first=not tables)
        _add_above(document, docx, "Figure", number, figure.caption.short.rstrip("."))
        _add_picture(document, docx, figure)
        _add(document, docx, _paragraph(_note([figure.caption.full]), "TableNote"))
    held = io.BytesIO()
    document.save(held)
    return _undated(held.getvalue())


def _library() -> ModuleType:
    try:
        return importlib.import_module("docx")
    except ImportError:
        raise FramingError(f"writing a Word file needs python-docx; install it with {INSTALL}") from None


def _prepare(document: Any, docx: Any) -> None:
    """Set fonts, the styles of captions, cells and notes, and properties that hold no name and no date."""
    styles, points = document.styles, docx.shared.Pt
    kind, black = docx.enum.style.WD_STYLE_TYPE.PARAGRAPH, docx.shared.RGBColor(0, 0, 0)
    for name, size, before, after in _STYLES:
        style = styles[name] if name in styles else styles.add_style(name, kind)
        _set(style.font, name=_FONT, size=points(size), bold=False)
        _set(style.font.color, rgb=black)
        spaces = {"space_before": points(before), "space_after": points(after), "line_spacing": 1.0}
        _set(style.paragraph_format, **spaces)
    nobody = dict.fromkeys(("author", "last_modified_by", "comments"), "")
    _set(document.core_properties, **nobody, title="Tables and figures", revision=1)
    _set(document.core_properties, created=_DATED, modified=_DATED)


def _set(thing: object, **values: Any) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def _turn(document: Any, docx: Any, turned: bool, first: bool) -> None:
    """Begin a page on end, or turned."""
    millimetres = docx.shared.Mm
    section = document.sections[-1] if first else document.add_section()
    orientation = docx.enum.section.WD_ORIENT
    section.orientation = orientation.LANDSCAPE if turned else orientation.PORTRAIT
    wide, high = (_LONG, _SHORT) if turned else (_SHORT, _LONG)
    _set(section, page_width=millimetres(wide), page_height=millimetres(high))
    sides = ("left_margin", "right_margin", "top_margin", "bottom_margin")
    _set(section, **dict.fromkeys(sides, millimetres(_MARGIN)))


def _add(document: Any, docx: Any, xml: str) -> None:
    # the properties of the last section end the body
    document.element.body._insert_tbl(docx.oxml.parse_xml(xml))


def _add_above(document: Any, docx: Any, kind: str, number: int, title: str) -> None:
    counter = f'<w:fldSimple w:instr=" SEQ {kind} \\* ARABIC ">{_run(str(number), "b")}</w:fldSimple>'
    _add(document, docx, _paragraph(_run(f"{kind} ", "b") + counter, "Caption", keeps=True))
    _add(document, docx, _paragraph(_run(title, "i"), "Caption", keeps=True))


def _add_picture(document: Any, docx: Any, figure: Picture) -> None:
    paragraph = document.add_paragraph()
    _set(paragraph.paragraph_format, keep_with_next=True)
    width = docx.shared.Mm(min(figure.width, _SHORT - 2 * _MARGIN))
    shape = paragraph.add_run().add_picture(io.BytesIO(figure.png), width=width)
    shape._inline.docPr.set("descr", figure.alt)


def _note(notes: Sequence[str]) -> str:
    return f"{_run('Note. ', 'i')}{_run(' '.join(notes))}" if notes else ""


def _run(text: str, form: str = "") -> str:
    """Write a run of text, bold with the form "b" and italic with "i"."""
    properties = f"<w:rPr><w:{form}/></w:rPr>" if form else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{as_xml(text)}</w:t></w:r>'


def _paragraph(runs: str, style: str, keeps: bool = False) -> str:
    keep = "<w:keepNext/>" if keeps else ""
    return f'<w:p xmlns:w="{NAMESPACE}"><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{runs}</w:p>'


def _undated(data: bytes) -> bytes:
    """Return a ZIP file whose parts have one date, so that the same content gives the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(held, "w") as made:
        for name in found.namelist():
            part = zipfile.ZipInfo(name, _ZIPPED)
            # else that of the system on which it is written
            _set(part, create_system=0)
            made.writestr(part, found.read(name), zipfile.ZIP_DEFLATED)
    return held.getvalue()
