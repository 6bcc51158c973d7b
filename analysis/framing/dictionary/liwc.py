"""Dictionaries as LIWC keeps them: numbered categories between two lines %, then words with numbers."""

import re
import warnings

from framing.errors import FramingError

Leaf = tuple[int, tuple[str, ...], str]

_CATEGORY = re.compile(r"(\t*) *([0-9]+)[ \t]+(\S.*)")
# without a tab the numbers at the end are the categories
_SPACED = re.compile(r"(.*\S)((?: +[0-9]+)+) *")


def parse(text: str, source: str) -> list[Leaf]:
    """Return every word of a LIWC dictionary with its line and the names of its category, by category.

    Both layouts are read: the flat one of 2007 and that of 2015, where tabs before the number put a category
    below another; so may full stops in its name. A word may be a phrase, and may stand
    in several categories. Conditional codes, which look at neighbouring words, are refused.
    Raises FramingError that names the source, the line, what is wrong and what to do.

    >>> parse("%\\n30\\taffect\\n\\t31\\tanger\\n%\\nred line\\t30\\nfur*\\t30\\t31\\n", "example")
    [(5, ('affect',), 'red line'), (6, ('affect',), 'fur*'), (6, ('affect', 'anger'), 'fur*')]
    """
    lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
    filled = [(number, line) for number, line in lines if line.strip()]
    fences = [i for i, (_, line) in enumerate(filled) if line.strip() == "%"]
    if len(fences) < 2 or fences[0] > 0:
        layout = "it begins with a line %, the numbered categories and a second line %, each on its own line"
        raise FramingError.at(source, 1, f"not a LIWC dictionary; {layout}")
    categories = _categories(filled[1 : fences[1]], source)
    found: dict[str, list[tuple[int, str]]] = {category: [] for category in categories.values()}
    for number, line in filled[fences[1] + 1 :]:
        word, codes = _word_and_codes(line, number, source)
        for code in codes:
            if int(code) not in categories:
                what = f"category {code} is not between the two lines %; add it there"
                raise FramingError.at(source, number, what)
            found[categories[int(code)]].append((number, word))
    used = [f"{category}." for category, words in found.items() if words]
    for category in found:
        if not any(name.startswith(f"{category}.") for name in used):
            warnings.warn(f"{source}: category {category!r} has no words and is left out", stacklevel=2)
    return [(n, tuple(category.split(".")), word) for category, words in found.items() for n, word in words]


def render(keys: dict[str, list[str]]) -> str:
    """Return categories and their words in the layout of 2007, each word on one line with all its categories.

    >>> render({"escalation.ladder": ["escalat*"], "deterrence": ["escalat*"]}).split("\\n")
    ['%', '1\\tescalation.ladder', '2\\tdeterrence', '%', 'escalat*\\t1\\t2', '']
    """
    codes: dict[str, list[str]] = {}
    for code, words in enumerate(keys.values(), start=1):
        for word in words:
            codes.setdefault(word, []).append(str(code))
    head = [f"{code}\t{category}" for code, category in enumerate(keys, start=1)]
    body = ["\t".join([word, *numbers]) for word, numbers in codes.items()]
    return "\n".join(["%", *head, "%", *body]) + "\n"


def _categories(lines: list[tuple[int, str]], source: str) -> dict[int, str]:
    categories: dict[int, str] = {}
    above: list[tuple[int, str]] = []
    for number, line in lines:
        found = _CATEGORY.fullmatch(line.rstrip())
        if not found:
            raise FramingError.at(source, number, "not a category; write its number, a tab and its name")
        depth, code, name = len(found[1]), int(found[2]), found[3].replace("\t", " ")
        above = [(level, category) for level, category in above if level < depth]
        name = f"{above[-1][1]}.{name}" if above else name
        if code in categories or name in categories.values():
            raise FramingError.at(source, number, f"number {code} or name {name!r} stands there twice")
        categories[code] = name
        above.append((depth, name))
    return categories


def _word_and_codes(line: str, number: int, source: str) -> tuple[str, list[str]]:
    word, tab, codes = line.strip("\t").partition("\t")
    if not tab and (spaced := _SPACED.fullmatch(line)):
        word, codes = spaced[1], spaced[2]
    if not word.strip() or not codes.strip():
        raise FramingError.at(source, number, "no word with a category; write a word, a tab and a number")
    if "<of>" in word or not re.fullmatch(r"[0-9\s]+", codes):
        condition = f"{line.strip()!r} has a condition, which only LIWC knows"
        raise FramingError.at(source, number, f"{condition}; write plain numbers or remove the line")
    return word, codes.split()
