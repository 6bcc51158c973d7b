"""Dictionaries as LIWC keeps them: numbered categories between two lines %, then words with numbers."""

import re
from collections.abc import Collection

from framing.dictionary.contents import MAX_DEPTH, Contents, Fault, Names, Note, nothing, row, shown

_CATEGORY = re.compile(r"(\t*) *([0-9]+)[ \t]+(\S.*)")
# numbers that stand under a condition: (2 3)1/2, <of>1/2
_CODE = re.compile(r"\([^()]*\)\S*|<[^<>]*>\S*|\S+")
_NUMBER = re.compile(r"[0-9]+")
_CONDITION = re.compile(r"<[^<>]+>|\([^()\W]+\)")
_NO_CATEGORY = "write its number, a tab and its name"
_NO_WORD = "write a word, a tab and a number"
_NO_SUCH = "its category is not between the two lines %; add it there"
_ONLY_LIWC = "has a condition on the words beside it, which only LIWC knows"

_Line = tuple[int, str]


def parse(text: str) -> Contents:
    """Return every word of a LIWC dictionary under its categories, category by category.

    Both layouts are read: the flat one of 2007 and that of 2015, where tabs before the number put a category
    below another. A name with full stops is one name. A word may be a phrase, and may stand in several
    categories. Of conditional codes, which look at neighbouring words, and of numbers without a category
    there is a note; the other numbers of the word are read.

    >>> parse("%\\n30\\taffect\\n\\t31\\tanger\\n%\\nred line\\t30\\nfur*\\t30\\t31\\n").rows[2][:4]
    (6, 'affect', 'anger', 'fur*')
    """
    read = nothing()
    lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
    filled = [(number, line) for number, line in lines if line.strip()]
    fences = [i for i, (_, line) in enumerate(filled) if line.strip() == "%"]
    if len(fences) < 2 or fences[0] > 0:
        layout = "it begins with a line %, the numbered categories and a second line %, each on its own line"
        read.faults.append(Fault(1, "not a LIWC dictionary", layout))
        return read
    categories = _categories(filled[1 : fences[1]], read)
    found: dict[str, list[tuple[int, str]]] = {code: [] for code in categories}
    for number, line in filled[fences[1] + 1 :]:
        word, codes = _word_and_codes(number, line, found, read)
        for code in codes:
            if code in found:
                found[code].append((number, word))
            else:
                read.notes.append(Note(number, "code", f"{word} {code}", _NO_SUCH))
    _note_empty(categories, found, read)
    for code, words in found.items():
        read.rows.extend(row(number, categories[code][1], word) for number, word in words)
    return read


def render(keys: dict[str, dict[str, list[str]]]) -> str:
    """Return frames, subframes ("" for none) and their patterns in LIWC's layout.

    Each word stands on one line with all its categories; subframes stand below their frame, after a tab, as
    in the layout of 2015.

    >>> render({"escalation": {"ladder": ["escalat*"]}, "deterrence": {"": ["escalat*"]}}).split("\\n")
    ['%', '1\\tescalation', '\\t2\\tladder', '3\\tdeterrence', '%', 'escalat*\\t2\\t3', '']
    """
    head: list[str] = []
    codes: dict[str, list[str]] = {}
    for frame, subframes in keys.items():
        for subframe in ["", *(name for name in subframes if name)]:
            head.append(f"\t{len(head) + 1}\t{subframe}" if subframe else f"{len(head) + 1}\t{frame}")
            for word in subframes.get(subframe, []):
                codes.setdefault(word, []).append(str(len(head)))
    body = ["\t".join([word, *numbers]) for word, numbers in codes.items()]
    return "\n".join(["%", *head, "%", *body]) + "\n"


def _categories(lines: list[_Line], read: Contents) -> dict[str, tuple[int, Names]]:
    categories: dict[str, tuple[int, Names]] = {}
    taken: set[Names] = set()
    above: list[tuple[int, Names]] = []
    for number, line in lines:
        found = _CATEGORY.fullmatch(line.rstrip())
        if not found:
            read.faults.append(Fault(number, "not a category", _NO_CATEGORY))
            continue
        depth, code, name = len(found[1]), _code(found[2]), found[3].replace("\t", " ")
        while above and above[-1][0] >= depth:
            above.pop()
        names: Names = (*above[-1][1], name) if above else (name,)
        if len(names) > MAX_DEPTH:
            read.faults.append(Fault(number, f"more than {MAX_DEPTH} levels", "flatten the names"))
        elif code in categories or names in taken:
            what = f"number {code[:20]} or name {shown(name)} stands there twice"
            read.faults.append(Fault(number, what, "leave one category with it"))
        else:
            categories[code] = number, names
            taken.add(names)
            above.append((depth, names))
    return categories


def _word_and_codes(number: int, line: str, known: Collection[str], read: Contents) -> tuple[str, list[str]]:
    """Return the word of a line and its numbers without a condition; what is left out or wrong is added."""
    word, tab, rest = line.strip("\t").partition("\t")
    if not tab:
        # without a tab the numbers of categories at the end are those of the word
        parts = line.split()
        begin = len(parts) - 1
        while begin > 1 and _code(parts[begin - 1]) in known:
            begin -= 1
        word, rest = " ".join(parts[:begin]), " ".join(parts[begin:])
    if not word.strip() or not rest.strip():
        read.faults.append(Fault(number, "no word with a category", _NO_WORD))
        return word, []
    plain: list[str] = []
    depends = _CONDITION.search(word) is not None
    for code in _CODE.findall(rest):
        if _NUMBER.fullmatch(code) and not depends:
            plain.append(code)
        else:
            reason = _ONLY_LIWC if depends or code[0] in "(<" else _NO_SUCH
            read.notes.append(Note(number, "code", f"{word} {code}", reason))
    return word, list(map(_code, plain))


def _note_empty(
    categories: dict[str, tuple[int, Names]], found: dict[str, list[tuple[int, str]]], read: Contents
) -> None:
    used = {
        names[:n] for code, (_, names) in categories.items() if found[code] for n in range(len(names) + 1)
    }
    for line, names in categories.values():
        if names not in used:
            read.notes.append(Note(line, "code", ".".join(names), "it has no words"))


def _code(digits: str) -> str:
    # compared as text, since a number of thousands of digits is none for Python
    return digits.lstrip("0") or "0"
