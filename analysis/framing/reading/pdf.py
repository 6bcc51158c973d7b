"""PDF files: lines joined to paragraphs, running headers and page numbers left out and said."""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from framing.packaged import needed
from framing.reading.documents import Content, NotRead
from framing.reading.listed import counted

MOST_PAGES = 3_000
MOST_LETTERS = 20_000_000
# how much further than usual a line stands below the one before it where a paragraph ends
_GAP = 1.3
# and how much shorter than usual a last line is
_SHORT = 0.75
_NUMBER = re.compile(
    r"^\W*(?:(?:page|seite|p\.|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*$",
    re.I,
)
_BROKEN = re.compile(r"(\w*[^\W\d_])[-\u00ad\u2010]$")
_ENDS = re.compile(r"""[.!?:…]["'”’»)\]]*$""")


class Line(NamedTuple):
    """A line of a page: its text, where it begins, how high it stands, and the size of its letters."""

    text: str
    left: float
    height: float
    size: float


def read_pdf(data: bytes) -> Content:
    """Return what a PDF holds: a first paragraph that is its title as headline, then its paragraphs.

    A paragraph ends at a wider gap, an indented line, other letters, or a short last line. A word that a line
    end parts is joined unless the text has it with its hyphen elsewhere. Lines that pages repeat at the top
    or the bottom, and page numbers, are left out and named, as are pages without text.
    Raises NotRead where it is damaged, locked or has no text, and FramingError where pypdf is not installed.
    """
    title, pages = _pages(data)
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise NotRead("a PDF without text, mostly a scan; have its letters recognised (OCR) and save it anew")
    kept, furniture = without_furniture(pages)
    paragraphs, joined = join_lines(kept)
    if not any(map(str.isalnum, "".join(paragraphs))):
        raise NotRead("a PDF without words; save its text as .txt")
    headline = ""
    if len(paragraphs) > 1 and title and paragraphs[0].casefold() == title.casefold():
        headline = paragraphs.pop(0)
    parts = []
    if furniture:
        what = counted(furniture, "line that pages repeat, or page number")
        parts.append(
            (what, "page headers and footers are no text; write them into the text to have them counted")
        )
    if empty:
        parts.append(
            (counted(empty, "page without text"), "mostly scans; have their letters recognised (OCR)")
        )
    doubts: tuple[str, ...] = ()
    if joined:
        doubts = (f"{counted(joined, 'word')} parted by a line end joined; see that compounds are right",)
    return Content(headline, "\n".join(paragraphs), {}, tuple(parts), doubts, "PDF")


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """Return pages without page numbers and what at least half of them repeat; and how many lines that is.

    Only the first two and the last two lines of a page are looked at; numbers in them may differ.
    """
    ends = [{*range(min(2, len(page))), *range(max(len(page) - 2, 0), len(page))} for page in pages]
    pairs = list(zip(pages, ends, strict=True))
    alike = Counter(key for page, edge in pairs for key in {_alike(page[place]) for place in edge})
    least = max(2, sum(map(bool, pages)) / 2)

    def is_furniture(page: Sequence[Line], place: int) -> bool:
        text = page[place].text
        alone = len(page) > 1 and place in (0, len(page) - 1) and bool(_NUMBER.match(text))
        return alone or alike[_alike(page[place])] >= least

    kept = [
        [line for place, line in enumerate(page) if place not in edge or not is_furniture(page, place)]
        for page, edge in pairs
    ]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def join_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[str], int]:
    """Join the lines of pages to paragraphs; return these, and how many words parted by line ends.

    >>> join_lines([[Line("It rai-", 9, 30, 9), Line("ned all", 9, 20, 9), Line("day.", 9, 10, 9)]])
    (['It rained all day.'], 1)
    """
    lines = [line for page in pages for line in page]
    downs = [above.height - below.height for above, below in pairwise(lines) if above.height > below.height]
    usual = median(downs) if downs else 0.0
    width = median([len(line.text) for line in lines] or [0])
    compounds = {*re.findall(r"\w+(?:-\w+)+", " ".join(line.text for line in lines).lower())}
    paragraphs: list[str] = []
    joined = 0
    for place, line in enumerate(lines):
        above = lines[place - 1] if place else None
        if above is None or _begins(above, line, usual, width, lines[place + 1 : place + 2]):
            paragraphs.append(line.text)
            continue
        broken = _BROKEN.search(paragraphs[-1][-80:])
        first = re.match(r"\w+", line.text)
        if broken and first and line.text[0].islower():
            if f"{broken[1]}-{first[0]}".lower() in compounds:
                paragraphs[-1] += line.text
            else:
                paragraphs[-1] = paragraphs[-1][:-1] + line.text
                joined += 1
        else:
            paragraphs[-1] += f" {line.text}"
    return [" ".join(paragraph.split()) for paragraph in paragraphs], joined


def _begins(above: Line, line: Line, usual: float, width: float, after: Sequence[Line]) -> bool:
    """Tell whether a line begins a paragraph, from the line above it and the one after it."""
    if abs(line.size - above.size) > 0.1 * max(line.size, above.size):
        return True
    down = above.height - line.height
    ended = bool(_ENDS.search(above.text))
    short = len(above.text) < _SHORT * width and ended
    if down <= 0 or down > 20 * max(line.size, 1):
        # a new page or column
        return short
    indent = line.left - above.left
    alone = not after or after[0].left < line.left - 0.5 * line.size
    return down > _GAP * usual or short or (0.8 * line.size < indent < 6 * line.size and alone and ended)


def _pages(data: bytes) -> tuple[str, list[list[Line]]]:
    pypdf = needed("pypdf", "PDF")
    # what it warns of is either mended by it or raised below
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotRead("a PDF locked with a password; save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise NotRead(f"a PDF of more than {MOST_PAGES:,} pages; cut it into several")
        title = str((reader.metadata or {}).get("/Title") or "")
        return " ".join(title.split()), [_lines(page) for page in reader.pages]
    except NotRead:
        raise
    # a damaged file shows it anywhere in the library
    except Exception as error:
        what = f"a PDF that is damaged ({str(error)[:80] or type(error).__name__})"
        raise NotRead(f"{what}; print it to a new PDF, or save its text as .txt") from None


def _lines(page: Any) -> list[Line]:
    """Return the lines of a page in the order in which they were set."""
    found: list[Line] = []
    letters = 0

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        nonlocal letters
        letters += len(text)
        if letters > MOST_LETTERS:
            raise NotRead("a page of a PDF with more than 20 million letters; save its text as .txt")
        if not text.strip():
            if found and text and "\n" not in text and not found[-1].text.endswith(" "):
                found[-1] = found[-1]._replace(text=f"{found[-1].text} ")
            return
        left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        points = abs(size * (tm[3] or tm[1] or 1) * (cm[3] or cm[1] or 1)) or 1.0
        parts = [part for part in text.split("\n") if part.strip()]
        for number, part in enumerate(parts):
            same = (
                found and number == 0 and abs(found[-1].height - height) < 0.5 * max(points, found[-1].size)
            )
            if same and not found[-1].text.endswith("\n"):
                found[-1] = found[-1]._replace(text=found[-1].text + part)
            else:
                found.append(Line(part, left, height - number * 1.2 * points, points))
        if text.endswith("\n"):
            found[-1] = found[-1]._replace(text=found[-1].text + "\n")

    page.extract_text(visitor_text=visit)
    return [line._replace(text=" ".join(line.text.split())) for line in found if line.text.strip()]


def _alike(line: Line) -> tuple[str, int]:
    # a title in larger letters is not the running header that repeats it
    return re.sub(r"\d+", "0", line.text.casefold()).strip(), round(line.size)
