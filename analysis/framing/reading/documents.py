"""What reading yields: documents, and everything that was left out or is doubtful, with the reason."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from framing.errors import FramingError


class Document(NamedTuple):
    """A document as a file gave it.

    `name` is what the file calls it, `title` its headline ("" where none is known), `text` its body with one
    paragraph a line, `meta` what else is known by the names of `META`, `source` the file, with the place in
    it.
    """

    name: str
    title: str
    text: str
    meta: Mapping[str, str]
    source: str


class LeftOut(NamedTuple):
    """Something seen and not read: its source, what it is, which one, and why.

    It is a folder, file, member (of an archive), row, document, part, code or pattern.
    """

    source: str
    kind: str
    item: str
    reason: str


class Doubt(NamedTuple):
    """Something read that may be wrong, in words that end with what to do."""

    source: str
    message: str


class Reading(NamedTuple):
    """What was read and what was not: documents read and left out make up all that was seen."""

    documents: list[Document]
    left_out: list[LeftOut]
    doubts: list[Doubt]


class Content(NamedTuple):
    """What one file holds where it holds one document: headline, body with a paragraph a line, facts.

    `parts` are what is left out of it, each with the reason, and `doubts` what may be wrong.
    """

    title: str
    text: str
    meta: Mapping[str, str] = {}
    parts: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    encoding: str = ""


class NotRead(FramingError):
    """The reason why a file is left out, with what to do; the rest of its folder is read."""


_HALVES = re.compile("[\ud800-\udfff]")


def paired(text: str) -> str:
    """Return a text whose halves of characters, which JSON and rich text may hold, are joined.

    A half without its other is damage, and becomes the sign for that.

    >>> paired("\\ud83c\\udf0a tide"), paired("\\ud83c tide")
    ('\U0001f30a tide', '\ufffd tide')
    """
    if text.isascii() or not _HALVES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole(document: Document) -> Document:
    """Return a document without halves of characters, which no table can hold."""
    name, title, text, meta, source = document
    facts = {paired(key): paired(value) for key, value in meta.items()}
    return Document(paired(name), paired(title), paired(text), facts, paired(source))


# what a database export or a table may say of a document
META = ("outlet", "date", "author", "section", "length", "language", "genre", "url")
