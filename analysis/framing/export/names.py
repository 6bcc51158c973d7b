"""Names of LaTeX macros: letters alone, made from labels, each of them once."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count

PREFIX = "Framing"
_IN_LETTERS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_DIGITS = {str(digit): letters for digit, letters in enumerate(_IN_LETTERS)}
_SIGNS = {"+": " Plus ", "&": " And ", "%": " Percent "}


def camel(text: str) -> str:
    """Write a text in plain letters alone, each word with a capital.

    >>> camel("machine-3a"), camel("Am. Conservative"), camel("Überblick"), camel("戦争")
    ('MachineThreeA', 'AmConservative', 'Uberblick', '')
    """
    spelt = "".join(_SIGNS.get(c, f" {_DIGITS[c]} " if c in _DIGITS else c) for c in text)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    words = re.findall("[A-Za-z]+", plain.replace("'", ""))
    return "".join(word[0].upper() + word[1:] for word in words)


def letters(number: int) -> str:
    """Count in letters, as columns of a spreadsheet are.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def parts_of(labels: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return for every key the part of a name: from its label, with the key where two labels look alike.

    `kind` and a letter stand for labels that have none of our letters.

    >>> parts_of({"a": "War!", "b": "War?", "c": "Peace", "d": "戦争"}, "Frame")
    {'a': 'WarA', 'b': 'WarB', 'c': 'Peace', 'd': 'FrameD'}
    """
    plain = {key: camel(label) or f"{kind}{camel(key)}" for key, label in labels.items()}
    often = [*plain.values()]
    apart = {key: part if often.count(part) == 1 else part + camel(key) for key, part in plain.items()}
    return dict(zip(apart, unique(apart.values()), strict=True))


def unique(names: Iterable[str]) -> list[str]:
    """Return names with letters behind those that stood before, so that each stands once.

    >>> unique(["War", "War", "WarB"])
    ['War', 'WarC', 'WarB']
    """
    wanted = list(names)
    # what is wanted by another is not free for a name with letters
    used, left = set[str](), Counter(wanted)
    found = []
    for name in wanted:
        letter = (f"{name}{letters(n)}" for n in count(2))
        free = name if name not in used else next(f for f in letter if f not in used and not left[f])
        used.add(free)
        found.append(free)
    return found
