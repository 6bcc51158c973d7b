"""Dictionaries as quanteda keeps them: a YAML file of nested names that end in lists of patterns."""

import re
import warnings
from collections.abc import Iterator
from typing import Any

import yaml

from framing.errors import FramingError

MAX_BYTES = 5_000_000
MAX_DEPTH = 10
# quanteda's own name for the patterns of a key that has keys below it
OWN = "__"

Names = tuple[str, ...]
Leaf = tuple[int, Names, str]

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRINGE = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_RESOLVER = yaml.resolver.Resolver()
_PLAIN = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]+)*\*?")


def parse(text: str, source: str) -> list[Leaf]:
    """Return every pattern of a YAML dictionary with its line and the names above it.

    Nothing but names, lists and text is read: what YAML takes for a number, a date or a truth value is
    refused, and so are anchors, aliases, tags, names that stand twice, over 10 levels and over 5 MB.
    Raises FramingError that names the source, the line, what is wrong and what to do.

    >>> parse("escalation:\\n  ladder:\\n    - escalat*\\n    - red line\\n", "example")
    [(3, ('escalation', 'ladder'), 'escalat*'), (4, ('escalation', 'ladder'), 'red line')]
    """
    data = text.encode()
    if len(data) > MAX_BYTES:
        line = data[:MAX_BYTES].count(b"\n") + 1
        raise FramingError.at(source, line, "more than 5 MB; split the dictionary into several files")
    events = _events(text, source)
    root = next(events, None)
    if not isinstance(root, yaml.MappingStartEvent):
        what = "no names of frames; begin each frame with its name and a colon"
        raise FramingError.at(source, _line(root) if root else 1, what)
    leaves = list(_leaves(root, events, (), 1, source))
    for event in events:
        raise FramingError.at(source, _line(event), "a second document begins; remove the --- line")
    return leaves


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


def _events(text: str, source: str) -> Iterator[Any]:
    control = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise FramingError.at(source, line, f"control character {control[0]!r}; remove it")
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            if not isinstance(event, _FRINGE):
                _refuse_references(event, source)
                yield event
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark or error.context_mark).line + 1
        remedy = 'put patterns that hold marks into quotes, as in "*war*", and indent with spaces'
        raise FramingError.at(source, line, f"not YAML ({error.problem}); {remedy}") from None


def _refuse_references(event: Any, source: str) -> None:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor or tag:
        shown = f"&{anchor} is an anchor" if anchor else f"{tag} is a tag"
        if isinstance(event, yaml.AliasEvent):
            shown = f"*{anchor} is an alias"
        what = f"{shown} in YAML; if it is meant as text, put it in quotes"
        raise FramingError.at(source, _line(event), what)


def _leaves(event: Any, events: Iterator[Any], names: Names, depth: int, source: str) -> Iterator[Leaf]:
    line = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        yield line, names, _text(event, source)
    elif depth > MAX_DEPTH:
        raise FramingError.at(source, line, f"more than {MAX_DEPTH} levels; flatten the names")
    elif isinstance(event, yaml.SequenceStartEvent):
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            yield from _leaves(item, events, names, depth + 1, source)
    else:
        lines: dict[str, int] = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            line = _line(key)
            if not isinstance(key, yaml.ScalarEvent):
                raise FramingError.at(source, line, "a list stands for a name; put it in quotes")
            name = _text(key, source)
            if name in lines:
                what = f"{name!r} stands there twice, first on line {lines[name]}; join the two"
                raise FramingError.at(source, line, what)
            lines[name] = line
            path = names if name == OWN and names else (*names, name)
            below = list(_leaves(next(events), events, path, depth + 1, source))
            if not below:
                what = f"{name!r} has no patterns and is left out"
                warnings.warn(f"{source}, line {line}: {what}", stacklevel=2)
            yield from below


def _text(event: Any, source: str) -> str:
    value, line = str(event.value), _line(event)
    if not value.strip():
        raise FramingError.at(source, line, "no text where a name or pattern belongs; fill or remove it")
    if event.implicit[0] and _is_more_than_text(value):
        raise FramingError.at(source, line, f'{value} is not text in YAML; put it in quotes: "{value}"')
    return value


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
