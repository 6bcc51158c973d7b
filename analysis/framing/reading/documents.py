"""What reading yields: documents, and everything that was left out or is doubtful, with the reason."""

from collections.abc import Mapping
from typing import NamedTuple


class Document(NamedTuple):
    """A document as a file gave it.

    `name` is what the file calls it, `title` its headline ("" where none is known), `text` its body with one
    paragraph a line, `meta` what else is known by the names of `META`, `source` the file, with the place in it.
    """

    name: str
    title: str
    text: str
    meta: Mapping[str, str]
    source: str


class LeftOut(NamedTuple):
    """Something seen and not read: its source, what it is (`LEFT_OUT`), which one, and why."""

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


# what a database export or a table may say of a document
META = ("outlet", "date", "author", "section", "length", "language", "genre", "url")
LEFT_OUT = ("file", "row", "document", "part", "code", "pattern")
