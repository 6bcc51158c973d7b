"""Dictionaries as WordStat keeps them: indented categories, below them words with a weight in brackets."""

import re

from framing.dictionary.contents import MAX_DEPTH, Contents, Fault, Note, nothing, row

_WEIGHT = re.compile(r"\(-?[0-9]{1,15}(?:[.,][0-9]{1,15})?\)")


def parse(text: str) -> Contents:
    """Return every word of a WordStat dictionary with its weight, under the categories that it stands below.

    WordStat writes the blanks of a phrase as `_`. Rules, which begin with @, are left out with a note.

    >>> [row[:4] for row in parse("SEA\\n\\tWET\\n\\t\\tTIDE* (1)\\n\\tRED_LINE (1)\\n").rows]
    [(3, 'SEA', 'WET', 'TIDE*'), (4, 'SEA', '', 'RED LINE')]
    """
    read = nothing()
    # what is open: how far each category is indented, its line and its name
    above: list[tuple[int, int, str]] = []
    used: set[int] = set()
    named: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        entry = line.strip()
        if not entry:
            continue
        indent = len(line) - len(line.lstrip())
        while above and above[-1][0] >= indent:
            above.pop()
        word, _, weight = entry.rpartition(" ")
        names = tuple(name for _, _, name in above)
        if entry.startswith("@"):
            read.notes.append(Note(number, "pattern", entry, "is a rule, which only WordStat applies"))
        elif not is_entry(entry):
            if len(above) == MAX_DEPTH:
                read.faults.append(Fault(number, f"more than {MAX_DEPTH} levels", "flatten the names"))
                break
            above.append((indent, number, entry))
            named.append((number, ".".join((*names, entry))))
        elif not names:
            read.faults.append(Fault(number, "a word above the first category", "begin with the category"))
        else:
            value = float(weight[1:-1].replace(",", "."))
            read.rows.append(row(number, names, word.strip().replace("_", " "), value))
            used.update(line for _, line, _ in above)
    empty = [Note(line, "code", name, "it has no words") for line, name in named if line not in used]
    read.notes.extend(empty)
    return read


def is_entry(line: str) -> bool:
    """Tell whether a line holds a word of WordStat, which ends with its weight.

    >>> is_entry("\\tTIDE (1)"), is_entry("\\tTIDE (0.5)"), is_entry("TIDE")
    (True, True, False)
    """
    return _WEIGHT.fullmatch(line.rstrip().rpartition(" ")[2]) is not None
