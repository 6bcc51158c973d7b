"""Dictionaries as Yoshikoder (.ykd) and older versions of Lexicoder (.lcd) keep them: XML of nested nodes."""

from collections.abc import Mapping
from math import isfinite
from xml.parsers import expat

from framing.dictionary.contents import MAX_DEPTH, Contents, Fault, Note, nothing, row, shown


def parse(text: str) -> Contents:
    """Return every pattern (`pnode`) with its score under the categories (`cnode`) that it stands in.

    Yoshikoder puts all categories into one that bears the name of the dictionary; it counts as any other, as
    it does in quanteda.

    >>> parse('<dictionary><cnode name="sea"><pnode name="tide"/></cnode></dictionary>').rows[0][:4]
    (1, 'sea', '', 'tide')
    """
    read = nothing()
    path: list[tuple[int, str]] = []
    # the line and the names of every category, in their order, and those that hold a pattern
    categories: list[tuple[int, str]] = []
    used: set[int] = set()
    for line, tag, has in _nodes(text, read):
        if has is None:
            path.pop()
        elif tag == "cnode":
            path.append((len(categories), has.get("name", "")))
            if len(path) > MAX_DEPTH:
                read.faults.append(Fault(line, f"more than {MAX_DEPTH} levels", "flatten the names"))
                return read
            categories.append((line, ".".join(name for _, name in path)))
        elif path:
            names = tuple(name for _, name in path)
            read.rows.append(row(line, names, has.get("name", ""), _score(line, has, read)))
            used.update(number for number, _ in path)
        else:
            what = f"{shown(has.get('name', ''))} is in no category"
            read.faults.append(Fault(line, what, "put it into a cnode"))
    if not categories and not read.faults:
        remedy = "a dictionary of Yoshikoder or Lexicoder has a cnode for each"
        read.faults.append(Fault(1, "no categories in it", remedy))
    empty = [(line, name) for number, (line, name) in enumerate(categories) if number not in used]
    read.notes.extend(Note(line, "code", name, "it has no patterns") for line, name in empty)
    return read


def _nodes(text: str, read: Contents) -> list[tuple[int, str, Mapping[str, str] | None]]:
    """Return line, tag and attributes of every node that begins, and of every category that ends (None)."""
    nodes: list[tuple[int, str, Mapping[str, str] | None]] = []
    if "<!DOCTYPE" in text:
        line = text.count("\n", 0, text.index("<!DOCTYPE")) + 1
        what = "a document type, which may make more of the file than it holds"
        read.faults.append(Fault(line, what, "remove it"))
        return nodes
    parser = expat.ParserCreate()

    def begin(tag: str, has: Mapping[str, str]) -> None:
        if tag in ("cnode", "pnode"):
            nodes.append((parser.CurrentLineNumber, tag, has))

    def end(tag: str) -> None:
        if tag == "cnode":
            nodes.append((parser.CurrentLineNumber, tag, None))

    for name, handler in (("StartElementHandler", begin), ("EndElementHandler", end)):
        setattr(parser, name, handler)
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        what = f"not XML ({expat.ErrorString(error.code)})"
        read.faults.append(Fault(error.lineno, what, "save the dictionary anew in the program it comes from"))
    return nodes


def _score(line: int, has: Mapping[str, str], read: Contents) -> float:
    value = _number(has.get("score") or "1")
    if value is None:
        what = f"the score {shown(has['score'])} of {shown(has.get('name', ''))} is no number"
        read.faults.append(Fault(line, what, "mend it"))
    return 1.0 if value is None else value


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None
