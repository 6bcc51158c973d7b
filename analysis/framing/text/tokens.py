"""Paragraphs, sentences and words of a normalised text, as spans that lead back to it."""

import importlib
import importlib.util
import re
from functools import cache
from itertools import pairwise
from typing import Any

from framing.packaged import read_checked
from framing.text.abbreviations import goes_on
from framing.text.characters import (
    BLACK_FLAG,
    EMOJI,
    FLAG_LETTERS,
    JOINER,
    KEYCAP,
    LAST_TAG,
    MARKS,
    TAGS,
    TONES,
)

PUNKT_MODULE = "punkt.data.english"
PUNKT_SHA256 = "550f6ebf5a6b41e6e8a79871ecd55832a2bbfcfe037bf5e74bacc3988a3e88aa"

TITLES = "mr|mrs|ms|dr|prof|gen|lt|col|sgt|sen|rep|gov|jr|sr|st|vs"
# a letter or digit, then letters, digits and marks; after most words a character below the first mark shows
# at once that there is none; possessive, so that nothing is tried twice
_MARKED = rf"[^\W_]++(?:(?![\0-\u02ff])[{MARKS}]++[^\W_]*+)*+"
# of an abbreviation no letter has a mark, nor does one follow that is neither in a block of punctuation nor
# for private use, as what parts the chunks of many texts is
_DOTTED = r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_]|[^\0-\u02ff\u2000-\u206f\u3000-\u303f\U000f0000-\U0010ffff])\.?"
_ATOM = rf"(?:{_DOTTED}|{_MARKED})"
_JOINED = r"['·-]|(?<=\d)[.,:/](?=\d)|(?<=[א-ת])[\"״](?=[א-ת])"
_PICTURE = rf"[{EMOJI}][{TONES}]?"
_SEQUENCE = rf"{_PICTURE}(?:{JOINER}{_PICTURE})*+|[{FLAG_LETTERS}]{{2}}|[#*]{KEYCAP}"
WORD_PATTERN = re.compile(
    rf"(?i:{TITLES})\.(?![^\W_])"
    rf"|{_ATOM}(?:(?:{_JOINED}){_ATOM})*"
    rf"|{BLACK_FLAG}[{TAGS}]++{LAST_TAG}"
    rf"|{_SEQUENCE}"
    r"|[^\w\s]|_"
)
# the digit of a keycap is part of an emoji
_HAS_LETTER_OR_DIGIT = re.compile(rf"[^\W_](?!{KEYCAP})")

LONGEST_STRETCH = 10_000
NEAR = 100
_BEHIND_WORD = re.compile(r".*[^\W_] ", re.DOTALL)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a normalised text: the lines that are not empty.

    >>> paragraphs("One.\\n\\nTwo.\\nThree.")
    ['One.', 'Two.', 'Three.']
    """
    return [line for line in text.split("\n") if line]


def sentence_spans(paragraph: str) -> list[tuple[int, int]]:
    """Return the start and end of every sentence in a normalised paragraph.

    NLTK's Punkt with its trained English tables (Kiss & Strunk 2006); a piece that begins with a dash or
    within a token, holds no letter or digit, or follows an abbreviation that goes on, is joined to the
    sentence before it.
    Raises FramingError where the installed tables are not the known ones.

    >>> sentence_spans("He left. She stayed.")
    [(0, 8), (9, 20)]
    """
    joined: list[tuple[int, int]] = []
    spans, cuts = _punkt_spans(paragraph)
    # only where no blank parts two pieces may a token be cut
    doubtful = {start for (_, end), (start, _) in pairwise(spans) if start == end}
    within = doubtful and doubtful - {start for start, _ in word_spans(paragraph)}
    for start, end in spans:
        piece = paragraph[start:end]
        dependent = piece.startswith(("—", "- ")) or not _HAS_LETTER_OR_DIGIT.search(piece)
        before = paragraph[max(joined[-1][0], start - NEAR) : joined[-1][1]] if joined else ""
        if joined and (dependent or start in within or start in cuts or goes_on(before, piece)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a normalised paragraph, as `sentence_spans` finds them.

    >>> sentences("Mr. Orr spoke. The U.S. envoy listened.")
    ['Mr. Orr spoke.', 'The U.S. envoy listened.']
    """
    return [paragraph[start:end] for start, end in sentence_spans(paragraph)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the start and end of every token; only white space lies between them.

    >>> word_spans("Not yet.")
    [(0, 3), (4, 7), (7, 8)]
    """
    return [match.span() for match in WORD_PATTERN.finditer(text)]


def words(text: str) -> list[str]:
    """Return the tokens of a text: words, numbers and punctuation marks, in their own case.

    A word keeps inner apostrophes and hyphens, the full stops of abbreviations, and separators between
    digits; every other mark is a token of its own. No rule looks across white space.

    >>> words("Ukraine's long-range U.S. plan, 10,000 strong")
    ["Ukraine's", 'long-range', 'U.S.', 'plan', ',', '10,000', 'strong']
    """
    return WORD_PATTERN.findall(text)


def is_word(token: str) -> bool:
    """Tell a word or number from a punctuation mark.

    >>> is_word("10,000"), is_word(",")
    (True, False)
    """
    return _HAS_LETTER_OR_DIGIT.search(token) is not None


def _punkt_spans(paragraph: str) -> tuple[list[tuple[int, int]], set[int]]:
    """Return the sentences that Punkt finds in stretches of a paragraph, and where stretches go on with one.

    Its rules look at two words beside a mark, so that a cut behind a word without one changes nothing. Short
    stretches keep it from NLTK's limit of time, which would make what is found depend on the machine.
    """
    spans, cuts, start = [], set(), 0
    while start < len(paragraph):
        stretch = paragraph[start : start + LONGEST_STRETCH]
        stop = len(stretch)
        if start + stop < len(paragraph):
            behind_word = _BEHIND_WORD.match(stretch)
            stop = behind_word.end() if behind_word else stretch.rfind(" ") + 1 or stop
            if behind_word or not stretch[:stop].endswith(" "):
                cuts.add(start + stop)
        spans += [(start + a, start + b) for a, b in _punkt().span_tokenize(stretch[:stop])]
        start += stop
    return spans, cuts


@cache
def _punkt() -> Any:
    # importing NLTK takes seconds, so only those who split sentences wait for it
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    # NLTK's own loader refuses group-writable and hard-linked files, so its classes get the content instead
    read_checked(PUNKT_MODULE, "english.py", PUNKT_SHA256)
    tables = importlib.import_module(PUNKT_MODULE)
    parameters = PunktParameters()
    parameters.abbrev_types = set(tables.ABBREV_TYPES)
    parameters.collocations = set(tables.COLLOCATIONS)
    parameters.sent_starters = set(tables.SENT_STARTERS)
    for word, flags in tables.ORTHO_CONTEXT.items():
        parameters.ortho_context[word] = flags
    return PunktSentenceTokenizer(parameters)
