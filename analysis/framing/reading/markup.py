"""A web page as the blocks that it shows, with what the database wrote beside them: tag, class and id."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from framing.packaged import needed

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article blockquote body center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table "
        "tbody td th tr ul",
    )
)
_HIDDEN = frozenset(("script", "style", "title", "noscript"))
_BOLD = frozenset(("b", "strong"))
# places in a page rather than text
_MARKS = frozenset(("a", "text"))


class Block(NamedTuple):
    """A block of a page: its tag, its class and id, its text, and the bold words that the text begins with.

    Where a block begins, one without text is given, so that what holds other blocks is seen too.
    """

    tag: str
    label: str
    text: str
    bold: str = ""


def blocks(page: str) -> list[Block]:
    """Return the blocks of a web page in order; a line break is a line feed in the text of its block.

    Raises FramingError where lxml is not installed.

    >>> page = '<div class="author">By <b>A. Roe</b></div><p><b>Title: </b>Calm<br>Sea'
    >>> [block for block in blocks(page) if block.text][-1]
    Block(tag='p', label='', text='Title: Calm\\nSea', bold='Title:')
    """
    reader = _Reader()
    parser = needed("lxml.etree", "web pages").HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    parser.feed(page.replace("\0", "").encode("utf-8", errors="replace"))
    found: list[Block] = parser.close()
    return found


class _Reader:
    """What lxml tells of a page, without a tree."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.open: list[tuple[str, str]] = [("body", "")]
        self.text: list[str] = []
        self.lead: list[str] = []
        self.bold = self.hidden = 0
        self.plain = False

    def flush(self) -> None:
        text = "".join(self.text)
        if text.strip():
            self.found.append(Block(*self.open[-1], text.strip(), "".join(self.lead).strip()))
        self.text, self.lead, self.plain = [], [], False

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "br":
            self.text.append("\n")
        elif tag in _HIDDEN:
            self.hidden += 1
        elif tag in _BOLD:
            self.bold += 1
        elif tag in _MARKS and (mark := values.get("name", values.get("wordcount", ""))):
            self.flush()
            self.found.append(Block(tag, mark, ""))
        elif tag in _BLOCKS:
            self.flush()
            label = " ".join(filter(None, (values.get("class"), values.get("id") and f"#{values['id']}")))
            self.found.append(Block(tag, label, ""))
            self.open.append((tag, label))

    def end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden -= 1
        elif tag in _BOLD:
            self.bold -= 1
        elif tag in _BLOCKS:
            self.flush()
            self.open.pop()

    def data(self, data: str) -> None:
        if self.hidden:
            return
        # line ends of the file are blanks in a page
        data = data.replace("\r", " ").replace("\n", " ")
        self.plain = self.plain or (not self.bold and bool(data.strip()))
        if not self.plain:
            self.lead.append(data)
        self.text.append(data)

    def close(self) -> list[Block]:
        self.flush()
        return self.found
