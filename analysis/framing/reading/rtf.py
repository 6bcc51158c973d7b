"""Rich text (.rtf): its text, without what is struck out as deleted, and its pages' headers."""

import re

from framing.packaged import needed
from framing.reading.documents import Content, NotRead
from framing.reading.listed import counted

LONGEST = 20_000_000
LONGEST_FONT_TABLE = 200_000
# a link's address is no text of the page; striprtf would put it after the words of the link
_LINK = re.compile(r"hyperlink", re.IGNORECASE)
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_DELETED = re.compile(r"\{[^{}]{0,2000}\\deleted(?![a-z0-9])[^{}]{0,100000}\}")
_TITLE = re.compile(r"\{\\title(?![a-z])\s?([^{}]{1,1000})\}")
_SIDES = {
    "footnote": "footnotes",
    "header": "page headers",
    "footer": "page footers",
    "annotation": "comments",
}
_SIDE = re.compile(r"\{\s*(?:\\\*)?\\(footnote|header|footer|annotation)[lrf]?(?![a-z])")


def read_rtf(data: bytes) -> Content:
    """Return what a rich text holds: a first line that is its title as headline, then its paragraphs.

    Footnotes, comments, page headers and footers, and what tracked changes delete, are left out and named.
    Raises NotRead where it is damaged, and FramingError where striprtf is not installed.
    """
    striprtf = needed("striprtf.striprtf", "rich text (.rtf)")
    if len(data) > LONGEST:
        raise NotRead("rich text of more than 20 MB, mostly pictures; save it as .docx")
    source = data.decode("latin-1")
    if len(striprtf.font_table_group(source)) > LONGEST_FONT_TABLE:
        raise NotRead("rich text that is damaged (its table of fonts does not end); save it anew")
    source, deleted = _DELETED.subn("", _LINK.sub("link", _CELL.sub(r"\\tab", source)))
    title = _TITLE.search(source)
    try:
        text = striprtf.rtf_to_text(source, errors="strict")
        named = striprtf.rtf_to_text(f"{{\\rtf1\\ansi {title[1]}}}", errors="ignore") if title else ""
    # damage shows in any step of the library
    except Exception as error:
        what = f"rich text that is damaged ({str(error)[:80]})"
        raise NotRead(f"{what}; open it in Word and save it anew") from None
    lines = [" ".join(line.split()) for line in re.split(r"\n", text) if line.strip()]
    if not any(map(str.isalnum, "".join(lines))):
        raise NotRead("there are no words in it; put the text into it or remove the file")
    headline = lines.pop(0) if len(lines) > 1 and lines[0] == " ".join(named.split()) else ""
    return Content(headline, "\n".join(lines), {}, _parts(source, deleted), (), "RTF")


def _parts(source: str, deleted: int) -> tuple[tuple[str, str], ...]:
    found = [what for kind, what in _SIDES.items() if any(m[1] == kind for m in _SIDE.finditer(source))]
    parts = [(what, "stands beside the text; write it into the text to have it counted") for what in found]
    if deleted:
        parts.append((counted(deleted, "deletion"), "tracked changes delete them; accept or reject them"))
    return tuple(parts)
