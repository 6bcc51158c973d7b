"""Plain text and Markdown: headline, dek and paragraphs, lines that were broken by hand joined again."""

import re

from framing.reading.documents import Content, NotRead
from framing.reading.listed import counted
from framing.text.lines import rejoin_lines

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
# a rule may open a text too, but what it opens begins with no field
_FRONT = re.compile(
    r"\A---[ \t]*\n(?=[\s]*(?:#[^\n]*\n\s*)*[A-Za-z][\w-]{0,99}[ \t]*:)(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
_FIELD = re.compile(r"^([A-Za-z][\w-]{0,99})[ \t]*:(.*)$", re.MULTILINE)
_FACTS = ("outlet", "date", "author", "section", "language", "genre", "url")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*)$")
_CLOSED = re.compile(r"(?:^|(?<=[ \t]))#+$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
# an address with or without a title; a note holds text
_REFERENCE = re.compile(
    r"""^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]+\S+(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$""",
    re.MULTILINE,
)
_INLINE = (
    (re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,500})?/?>"), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"~~(?=\S)([^~\n]{1,1000}?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]{1,1000})\1"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read_text(text: str) -> Content:
    """Return what a plain text holds; a line that begins with "# " is its headline, as everywhere here.

    >>> read_text("# Rain\\n\\nIt rained.").text
    '# Rain\\n\\nIt rained.'
    """
    return _filled(Content("", *_joined(text)))


def read_markdown(text: str) -> Content:
    """Return what a Markdown text holds, without its marks: the first heading is its headline.

    A second heading that follows it at once is the dek; other headings are paragraphs. Front matter gives
    facts and is no text; code in fences is left out and named.

    >>> read_markdown("# Rain\\n\\nIt *rained* in [town](x.html).").text
    '# Rain\\nIt rained in town.'
    """
    text = re.sub(r"\r\n?", "\n", text)
    front = _FRONT.match(text)
    fields = (
        {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(front[1])}
        if front
        else {}
    )
    body = _REFERENCE.sub("", text[front.end() :] if front else text)
    lines, blocks = _without_code(body.split("\n"))
    paragraphs = _paragraphs(lines, fields.get("title", ""))
    parts = (
        (counted(blocks, "block of code"), "code is no text; write it as a paragraph to have it counted"),
    )
    meta = {name: fields[name] for name in _FACTS if fields.get(name)}
    return _filled(Content("", "\n".join(paragraphs), meta, parts if blocks else ()))


def _joined(text: str) -> tuple[str, dict[str, str], tuple[tuple[str, str], ...], tuple[str, ...]]:
    whole, changed = rejoin_lines(text)
    doubt = "its lines were broken at a fixed width and are joined to paragraphs; see that they are right"
    return whole, {}, (), (doubt,) if changed else ()


def _filled(content: Content) -> Content:
    if not any(map(str.isalnum, f"{content.title}{content.text}")):
        raise NotRead("there are no words in it; put the text into it or remove the file")
    return content


def _without_code(lines: list[str]) -> tuple[list[str], int]:
    kept: list[str] = []
    fence, blocks = "", 0
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            closes = found and found[1].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
        elif found:
            fence, blocks = found[1], blocks + 1
            kept.append("")
        else:
            kept.append(line)
    return kept, blocks


def _paragraphs(lines: list[str], title: str) -> list[str]:
    """Join the lines of every paragraph, and mark the headline, else the title, and the dek after it."""
    found: list[tuple[int, list[str]]] = [(0, [])]
    for quoted in lines:
        line = _QUOTED.sub("", quoted)
        heading, rule = _HEADING.match(line), _UNDERLINE.match(line)
        if heading:
            found += [(len(heading[1]), [_CLOSED.sub("", heading[2].strip())]), (0, [])]
        elif rule and found[-1][0] == 0 and len(found[-1][1]) == 1:
            found[-1:] = [(1 if rule[1][0] == "=" else 2, found[-1][1]), (0, [])]
        elif not line.strip() or _RULE.match(line) or {*line} <= {*"|:- \t"}:
            found.append((0, []))
        elif line.lstrip().startswith("|"):
            found += [(0, [line.replace("|", " ")]), (0, [])]
        else:
            found += [(0, [])] if _ITEM.match(line) else []
            found[-1][1].append(_ITEM.sub("", line))
    written: list[str] = []
    levels = [(level, _plain(" ".join(part.strip() for part in parts))) for level, parts in found if parts]
    levels = [(level, text) for level, text in levels if text]
    if title and [level for level, _ in levels[:1]] != [1]:
        levels.insert(0, (1, title))
    for place, (level, text) in enumerate(levels):
        mark = "# " if level and place == 0 else "## " if level and place == 1 and levels[0][0] else ""
        written.append(mark + text)
    return written


def _plain(text: str) -> str:
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    return " ".join(text.split())
