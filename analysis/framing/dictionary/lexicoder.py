"""Dictionaries as Lexicoder 3 keeps them: a line +NAME for every category, then its words, one a line."""

from framing.dictionary.contents import Contents, Fault, Note, nothing, row


def parse(text: str) -> Contents:
    """Return every word of a Lexicoder dictionary under its category.

    >>> [row[:4] for row in parse("+SEA\\ntide*\\nred line\\n").rows]
    [(2, 'SEA', '', 'tide*'), (3, 'SEA', '', 'red line')]
    """
    read, name = nothing(), ""
    lines: dict[str, int] = {}
    used: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        word = line.strip()
        if word.startswith("+"):
            name = word[1:].strip()
            lines.setdefault(name, number)
            if not name:
                read.faults.append(
                    Fault(number, "a + without a name", "write the name of the category after it")
                )
        elif word and not lines:
            read.faults.append(Fault(number, "a word above the first category", "begin with a line +NAME"))
        elif word and name:
            read.rows.append(row(number, (name,), word))
            used.add(name)
    empty = [Note(line, "code", name, "it has no words") for name, line in lines.items() if name not in used]
    read.notes.extend(empty)
    return read
