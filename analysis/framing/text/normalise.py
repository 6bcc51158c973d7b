"""One documented form for every text, so that counts and fingerprints do not depend on typography."""

import re
import unicodedata

VERSION = 1

_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒−﹣－", "-"),
        **dict.fromkeys("–―", "—"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", None),
        "…": "...",
        **dict.fromkeys("\r\u0085\u2028\u2029\v\f", "\n"),
    }
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n ?")


def normalise(text: str) -> str:
    """Return the text in the form that everything else reads; applying it twice changes nothing.

    NFC; straight quotation marks and apostrophes; hyphens and the minus sign as "-", every dash as an
    em dash ("--" too); zero-width characters and soft hyphens removed; any run of blanks one space; line
    ends as line feeds, without blanks at either side.

    >>> normalise("It\\u2019s\\u00a0\\u201ctoo  late\\u201d \\u2013 or not\\r\\n")
    'It\\'s "too late" — or not'
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_CHARACTERS)
    text = unicodedata.normalize("NFC", re.sub(r"(?<!-)--(?!-)", "—", text))
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).strip()
