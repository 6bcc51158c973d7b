"""Dictionaries as quanteda keeps them: a YAML file of nested names that end in lists of patterns."""

import re
from collections.abc import Generator
from contextlib import suppress
from typing import Any

import yaml

from framing.dictionary.contents import MAX_DEPTH, Contents, Fault, Names, Note, nothing, row, shown

MAX_BYTES = 5_000_000
# quanteda's own name for the patterns of a key that has keys below it
OWN = "__"

_NO_WEIGHTS = (
    "write the words of a frame as a list and weights in a table with the columns frame, pattern, weight; "
    "put a number that is a pattern in quotes"
)
_Events = Generator[Any, None, None]

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRINGE = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_RESOLVER = yaml.resolver.Resolver()
_PLAIN = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]+)*\*?")


def parse(text: str) -> Contents:
    """Return every pattern of a YAML dictionary under the names above it.

    Nothing but names, lists and text is read: what YAML takes for a number, a date or a truth value is a
    fault, and so are weights, anchors, aliases, tags, names that stand twice, over 10 levels and over 5 MB.
    JSON is read too. Of a name without patterns there is a note.

    >>> parse("escalation:\\n  ladder:\\n    - escalat*\\n    - red line\\n").rows[1][:4]
    (4, 'escalation', 'ladder', 'red line')
    """
    read = nothing()
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        line = data[:MAX_BYTES].count(b"\n") + 1
        read.faults.append(Fault(line, "more than 5 MB", "split the dictionary into several files"))
        return read
    events = _events(text, read)
    root = next(events, None)
    if isinstance(root, yaml.MappingStartEvent):
        # the events end early where YAML breaks off
        with suppress(StopIteration):
            _add(root, events, (), read)
        if event := next(events, None):
            read.faults.append(Fault(_line(event), "a second document begins", "remove the --- line"))
    elif not read.faults:
        remedy = "begin each frame with its name and a colon"
        read.faults.append(Fault(_line(root) if root else 1, "no names of frames", remedy))
    return read


def render(keys: dict[str, dict[str, list[str]]]) -> str:
    """Return frames, subframes ("" for none) and their patterns as YAML that quanteda reads.

    >>> print(render({"escalation": {"ladder": ["escalat*", "no"]}, "deterrence": {"": ["*deter*"]}}), end="")
    escalation:
      ladder:
        - escalat*
        - "no"
    deterrence:
      - "*deter*"
    """
    lines = []
    for frame, subframes in keys.items():
        lines.append(f"{_quoted(frame)}:")
        for subframe, patterns in subframes.items():
            indent = "  "
            if subframe or len(subframes) > 1:
                lines.append(f"  {_quoted(subframe) if subframe else OWN}:")
                indent = "    "
            lines += [f"{indent}- {_quoted(pattern)}" for pattern in patterns]
    return "\n".join(lines or ["{}"]) + "\n"


def _events(text: str, read: Contents) -> _Events:
    control = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        read.faults.append(Fault(line, f"control character {control[0]!r}", "remove it"))
        return
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            if not isinstance(event, _FRINGE):
                _refuse_references(event, read)
                yield event
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark or error.context_mark).line + 1
        remedy = 'put patterns that hold marks into quotes, as in "*war*", and indent with spaces'
        read.faults.append(Fault(line, f"not YAML ({error.problem})", remedy))


def _refuse_references(event: Any, read: Contents) -> None:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor or tag:
        said = f"&{anchor} is an anchor" if anchor else f"{tag} is a tag"
        if isinstance(event, yaml.AliasEvent):
            said = f"*{anchor} is an alias"
        remedy = "if it is meant as text, put it in quotes"
        read.faults.append(Fault(_line(event), f"{said} in YAML", remedy))


def _add(event: Any, events: _Events, names: Names, read: Contents, depth: int = 1) -> None:
    """Add what stands at an event and below it, so many levels down."""
    if isinstance(event, yaml.ScalarEvent):
        read.rows.append(row(_line(event), names, _text(event, read)))
    elif isinstance(event, yaml.AliasEvent):
        return
    elif depth > MAX_DEPTH:
        read.faults.append(Fault(_line(event), f"more than {MAX_DEPTH} levels", "flatten the names"))
        events.close()
    elif isinstance(event, yaml.SequenceStartEvent):
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            _add(item, events, names, read, depth + 1)
    else:
        lines: dict[str, int] = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            path = _named(key, names, lines, read)
            below, before = next(events), (len(read.rows), len(read.faults))
            if isinstance(below, yaml.ScalarEvent) and below.implicit[0] and _is_number(below.value):
                what = f"{shown(path[-1])}: {below.value[:40]} gives a word a weight"
                read.faults.append(Fault(_line(below), what, _NO_WEIGHTS))
                continue
            _add(below, events, path, read, depth + 1)
            if before == (len(read.rows), len(read.faults)):
                read.notes.append(Note(_line(key), "code", ".".join(path), "it has no patterns"))


def _named(key: Any, names: Names, lines: dict[str, int], read: Contents) -> Names:
    """Return the names down to a key; `lines` are those of the keys beside it, to which it is added."""
    line = _line(key)
    if not isinstance(key, yaml.ScalarEvent):
        read.faults.append(Fault(line, "a list stands for a name", "put it in quotes"))
        raise StopIteration
    name = _text(key, read)
    if name in lines:
        what = f"{shown(name)} stands there twice, first on line {lines[name]}"
        read.faults.append(Fault(line, what, "join the two"))
    lines[name] = line
    return names if name == OWN and names else (*names, name)


def _text(event: Any, read: Contents) -> str:
    value, line = str(event.value), _line(event)
    if not value.strip():
        fault = Fault(line, "no text where a name or pattern belongs", "fill or remove it")
        read.faults.append(fault)
    elif event.implicit[0] and _is_more_than_text(value):
        read.faults.append(Fault(line, f"{value[:40]} is not text in YAML", "put it in quotes"))
    return value


def _is_number(value: str) -> bool:
    tag = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))
    return tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


def _is_more_than_text(value: str) -> bool:
    # R reads a lone y or n as a truth value, as YAML 1.1 has it; PyYAML does not
    tag = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))
    return tag != "tag:yaml.org,2002:str" or value in ("y", "Y", "n", "N")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _is_more_than_text(text):
        return text
    dumped: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return dumped.rstrip("\n")
