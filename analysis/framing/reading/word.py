"""Word files (.docx): headline, paragraphs and cells as they are printed, and what was left out by name."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

from framing.reading.documents import Content, NotRead
from framing.reading.listed import counted

# what ElementTree makes of it takes some ten times as much memory
LONGEST_PART = 40_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_HEADLINES = ("title", "heading 1")
_DEK = "subtitle"
# text that Word shows as taken away, and what is no text of the page
_GONE = ("del", "moveFrom", "delText", "delInstrText", "instrText", "rPr", "pPr", "Fallback", "fldData")
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SIDE_PARTS = {
    "footnotes.xml": "footnote",
    "endnotes.xml": "endnote",
    "comments.xml": "comment",
    "header": "header of pages",
    "footer": "footer of pages",
}
_PART_REASON = "stands beside the text; write it into the text to have it counted"


def read_word(data: bytes) -> Content:
    """Return what a Word file holds: its first title or heading 1 as headline, then its paragraphs.

    Cells of tables and text boxes are read where they stand. Text that tracked changes delete is not read;
    footnotes, endnotes, comments, page headers and page footers are left out; each is named.
    Raises NotRead where the file is damaged, locked or empty.
    """
    with _opened(data) as archive:
        body = _tree(archive, "word/document.xml")
        styles = _styles(archive)
        sides = _side_parts(archive)
    gone: Counter[str] = Counter()
    title, lines = "", list[str]()
    for paragraph in _paragraphs(body):
        text = "".join(_text(paragraph, gone))
        style = styles.get(_style_of(paragraph), "")
        for line in filter(str.strip, text.split("\n")):
            if not title and not lines and style in _HEADLINES:
                title = " ".join(line.split())
            else:
                mark = "## " if style == _DEK and title and not lines else ""
                lines.append(mark + " ".join(line.split()))
    if not any(map(str.isalnum, title + "".join(lines))):
        pictures = "; it may be a picture of a text: have its letters recognised"
        raise NotRead(f"there are no words in it{pictures}")
    parts = [*sides]
    if gone["deleted"]:
        parts.append(
            (counted(gone["deleted"], "deletion"), "tracked changes delete them; accept or reject them")
        )
    return Content(title, "\n".join(lines), {}, tuple(parts), (), "Word")


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise NotRead(f"a Word file that is damaged ({error}); get or save it anew") from None


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    try:
        if archive.getinfo(part).file_size > LONGEST_PART:
            raise NotRead("a Word file of more than 40 MB of text and marks; cut it into several")
        with archive.open(part) as file:
            data = file.read(LONGEST_PART + 1)
        if len(data) > LONGEST_PART:
            raise NotRead("a Word file of more than 40 MB of text and marks; cut it into several")
        return ElementTree.fromstring(data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))
    except NotRead:
        raise
    # the archive may be broken in any of its layers
    except Exception as error:
        what = f"a Word file that is damaged ({part}: {str(error)[:80]})"
        raise NotRead(f"{what}; open it in Word and save it anew") from None


def _styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of styles by their keys, which are those of Word's language."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    found = {}
    for style in _tree(archive, "word/styles.xml").iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "").lower()
    return found


def _style_of(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _paragraphs(body: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Return the paragraphs of the page in their order; those of a text box follow the one that holds it."""
    stack = [body]
    while stack:
        element = stack.pop()
        name = _name(element)
        if name in _GONE:
            continue
        if name == "p":
            yield element
            stack += reversed(_boxes(element))
        else:
            stack += reversed(element)


def _text(paragraph: ElementTree.Element, gone: Counter[str]) -> Iterator[str]:
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = _name(element)
        if name in ("del", "moveFrom"):
            gone["deleted"] += 1
        elif name == "t":
            yield element.text or ""
        elif name in _SPACES:
            yield _SPACES[name]
        elif name not in _GONE and name != "txbxContent":
            stack += reversed(element)


def _side_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    found: Counter[str] = Counter()
    for part in sorted(archive.namelist()):
        name = part.removeprefix("word/")
        for begin, what in _SIDE_PARTS.items():
            if part.startswith("word/") and name.startswith(begin) and name.endswith(".xml"):
                found[what] += len(_notes(_tree(archive, part)))
    return [(counted(number, what), _PART_REASON) for what, number in found.items() if number]


def _notes(tree: ElementTree.Element) -> list[str]:
    """Return the texts of notes that hold a word; page headers and footers are one each."""
    notes = [child for child in tree if _name(child) in ("footnote", "endnote", "comment")] or [tree]
    texts = ["".join(t.text or "" for t in note.iter(f"{_W}t")) for note in notes]
    return [text for text in texts if any(map(str.isalnum, text))]


def _boxes(paragraph: ElementTree.Element) -> list[ElementTree.Element]:
    """Return the text boxes of a paragraph, without those within them."""
    found, stack = [], [*paragraph]
    while stack:
        element = stack.pop()
        if _name(element) == "txbxContent":
            found.append(element)
        elif _name(element) not in _GONE:
            stack += element
    return found[::-1]


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
