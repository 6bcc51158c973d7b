"""A text cut into paragraphs and sentences: the one place that says what is a headline, a dek, a sentence."""

from typing import NamedTuple

from framing.text.normalise import normalise
from framing.text.tokens import paragraphs, sentences

# to be raised where the same text would be cut otherwise, as results of both must not be put together
SPLIT_VERSION = 3
_MARKS = {"headline": "# ", "dek": "## "}


class Sentence(NamedTuple):
    """A sentence: its text, without mark, and the number (from 1) and part of its paragraph."""

    paragraph: int
    part: str
    text: str


def split_document(text: str, title: str = "") -> list[Sentence]:
    """Normalise a text and cut it into the sentences of its paragraphs, in order; parts as in `read_parts`.

    The tokens of a sentence are the words of its text; those of all sentences, with the marks before headline
    and dek, are the words of the normalised text.

    >>> [(s.part, s.text) for s in split_document("# Hold. Fire\\nIt rained. He left.")]
    [('headline', 'Hold. Fire'), ('body', 'It rained.'), ('body', 'He left.')]
    """
    return [
        Sentence(number, part, sentence)
        for number, (part, paragraph) in enumerate(read_parts(text, title), start=1)
        for sentence in split_paragraph(part, paragraph)
    ]


def read_parts(text: str, title: str = "") -> list[tuple[str, str]]:
    """Normalise a text and return the part and the text of every paragraph, which is a line.

    A paragraph that begins with "# " is a headline, one with "## " a dek; without a mark, one that equals the
    normalised title is the headline. The mark is no part of the text.

    >>> read_parts("Hold fire\\n\\n## Two years on\\nIt rained.", "Hold fire")
    [('headline', 'Hold fire'), ('dek', 'Two years on'), ('body', 'It rained.')]
    """
    headline = normalise(title)
    return [_part(paragraph, headline) for paragraph in paragraphs(normalise(text))]


def split_paragraph(part: str, text: str) -> list[str]:
    """Cut the text of a paragraph, normalised and without mark, into sentences; a headline is one.

    >>> split_paragraph("headline", "Hold. Fire"), split_paragraph("dek", "It rained. He left.")
    (['Hold. Fire'], ['It rained.', 'He left.'])
    """
    return [text] if part == "headline" else sentences(text)


def marked(part: str, text: str) -> str:
    """Return a paragraph as a text file holds it, with the mark of its part.

    >>> marked("dek", "Two years on"), marked("body", "It rained.")
    ('## Two years on', 'It rained.')
    """
    return _MARKS.get(part, "") + text


def _part(paragraph: str, headline: str) -> tuple[str, str]:
    for part, mark in _MARKS.items():
        if paragraph.startswith(mark):
            return part, paragraph.removeprefix(mark)
    return ("headline" if paragraph == headline else "body"), paragraph
