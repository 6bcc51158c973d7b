"""A web page as the blocks that it shows, with what the database wrote beside them: tag, class and id."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

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
_DEEPEST = 200


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

    >>> page = '<div class="author">By <b>A. Roe</b></div><p><b>Title: </b>Calm<br>Sea'
    >>> [block for block in blocks(page) if block.text][-1]
    Block(tag='p', label='', text='Title: Calm\\nSea', bold='Title:')
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.flush()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
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
            if tag == "p" and self.open[-1][0] == "p":
                self.open.pop()
            label = " ".join(filter(None, (values.get("class"), values.get("id") and f"#{values['id']}")))
            self.found.append(Block(tag, label, ""))
            self.open.append((tag, label))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(self.hidden - 1, 0)
        elif tag in _BOLD:
            self.bold = max(self.bold - 1, 0)
        elif tag in _BLOCKS:
            self.flush()
            for back in range(1, min(len(self.open) - 1, _DEEPEST) + 1):
                if self.open[-back][0] == tag:
                    del self.open[-back:]
                    break

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        # line ends of the file are blanks in a page
        data = data.replace("\r", " ").replace("\n", " ")
        self.plain = self.plain or (not self.bold and bool(data.strip()))
        if not self.plain:
            self.lead.append(data)
        self.text.append(data)
