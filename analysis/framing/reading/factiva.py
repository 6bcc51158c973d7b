"""Exports of Factiva: its pages, with two-letter codes or as displayed, and the text of its RTF files."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from framing.reading.articles import RIGHTS, WORDS, Article, Export, iso_date, squeeze, unwrap
from framing.reading.markup import Block, blocks

_BEFORE_TEXT = re.findall(r"\w+", "SE CLM HD CR BY WC PD ET SN SC NGC GC ED VOL PG LA CY CX LP")
_AFTER_TEXT = re.findall(r"\w+", "TD ART CT RF CO IN NS RE DE IPD IPC PUB AN")
_CODES = frozenset(_BEFORE_TEXT + _AFTER_TEXT)
_META = {"SN": "outlet", "PD": "date", "BY": "author", "WC": "length", "LA": "language"}
_PARTS = {
    **dict.fromkeys(("CO", "IN", "NS", "RE", "DE", "IPD", "IPC"), "classification"),
    **dict.fromkeys(("SC", "NGC", "GC", "VOL", "PG", "ET", "PUB", "CT", "RF"), "code"),
    **{"CY": "copyright", "CX": "copyright", "CR": "credit", "ED": "edition", "ART": "graphic"},
}
_OPENING = re.compile(r"\barticle ([a-z]{2})Article\b")
_NUMBER = re.compile(r"(?:Document|Dokument)\s+([A-Za-z]{2,8}\d\w{9,})")
_CODE_LINE = re.compile(rf"\|?({'|'.join(sorted(_CODES, key=len, reverse=True))})(\s*\||\s+|$)(.*)")
# in the text a code before one blank may be a word: what the rest of the line is where it is none
_SHAPES = {
    **dict.fromkeys(_AFTER_TEXT, re.compile(r"[\w&/.-]+ : |.* \| ")),
    **{"TD": re.compile(""), "AN": re.compile(r"(?:(?:Document|Dokument) )?\w{12,}$")},
    "PUB": re.compile(r"[^.!?]*$"),
}
_SHOWN = re.compile(r"articlePara|articlePre|Headline|author|#hd")
_TIME = re.compile(r"\d{1,2}[:.h]\d\d\b.{0,12}")
_LANGUAGE = re.compile(r"(?:englis|deutsch|german|fran[çz]|french|allemand|anglais)\w*", re.I)
_RUNNING = re.compile(
    r"(?:(?:page|seite) \d+ (?:of|von|sur|de) \d+.*|(?:dow jones )?factiva|©.{0,20}factiva.*)", re.I
)


def read_factiva_page(page: str) -> Export | None:
    """Read a page saved from Factiva; None where it is none.

    An article is a block of the class "article enArticle" (deArticle, frArticle, ...). It is a table of codes
    (HD headline, BY author, WC words, PD date, SN outlet, SE section, LP and TD text, AN number), or
    headline, author, words, date, outlet in blocks of their own, and the text in "articleParagraph".
    """
    if not _OPENING.search(page):
        return None
    parts: Counter[str] = Counter()
    articles = []
    for language, name, held in _segments(blocks(page)):
        fields = _table(held)
        article = _coded(fields, parts) if fields else _displayed(held, parts)
        meta = {**article.meta, "language": language}
        articles.append(article._replace(meta=meta, name=article.name or name))
    return Export(articles, +parts)


def read_factiva_text(text: str) -> Export | None:
    """Read the text of a file of Factiva, with codes or as displayed; None where it is none."""
    lines = list(map(str.strip, text.splitlines()))
    codes = {found[1] for found in map(_CODE_LINE.match, lines) if found}
    parts: Counter[str] = Counter()
    if {"HD", "PD", "SN"} <= codes and codes & {"LP", "TD"}:
        articles = [_coded(fields, parts) for fields in _coded_records(lines, parts)]
    elif any(map(_NUMBER.fullmatch, lines)) and any(map(WORDS.fullmatch, lines)):
        articles = [_displayed_lines(*record, parts) for record in _displayed_records(lines, parts)]
    else:
        return None
    return Export(articles, +parts)


def _segments(found: Sequence[Block]) -> Iterator[tuple[str, str, list[Block]]]:
    """Yield the language, the number and the blocks of each article."""
    starts = [i for i, block in enumerate(found) if block.tag == "div" and _OPENING.search(block.label)]
    # the block that holds an article begins anew with the article itself
    starts = [i for i in starts if not found[i].text]
    for start, stop in pairwise([*starts, len(found)]):
        language = _OPENING.search(found[start].label)
        number = re.search(r"#article-(\S+)", found[start - 1].label if start else "")
        yield language[1] if language else "", number[1] if number else "", list(found[start + 1 : stop])


def _table(held: Iterable[Block]) -> dict[str, list[str]]:
    """Return the texts of each code of a table; nothing where the article is no table of codes."""
    fields: dict[str, list[str]] = {}
    code = ""
    for block in held:
        if block.tag in ("td", "th") and block.text.strip("\u00a0 ") in _CODES:
            code = block.text.strip("\u00a0 ")
            fields.setdefault(code, [])
        elif block.text and code:
            fields[code].append(squeeze(block.text))
    return fields if "HD" in fields else {}


def _coded(fields: dict[str, list[str]], parts: Counter[str]) -> Article:
    meta = {key: " ".join(fields[code]) for code, key in _META.items() if code in fields}
    section = fields.get("SE", fields.get("CLM"))
    if section:
        meta["section"] = " ".join(section)
    parts.update({_PARTS[code] for code in fields if code in _PARTS})
    number = " ".join(fields.get("AN", []))
    found = _NUMBER.search(number)
    body = fields.get("LP", []) + fields.get("TD", [])
    return Article(" ".join(fields.get("HD", [])), body, meta, found[1] if found else number)


def _displayed(held: Sequence[Block], parts: Counter[str]) -> Article:
    shown = [block for block in held if block.text]
    text = [i for i, block in enumerate(shown) if re.search(r"articlePara|articlePre", block.label)]
    first, last = (text[0], text[-1] + 1) if text else (len(shown), len(shown))
    head = shown[:first]
    titled = next((i for i, block in enumerate(head) if re.search(r"#hd|Headline", block.label)), 0)
    title = squeeze(head[titled].text) if head else ""
    meta = _below_title([squeeze(b.text) for b in head[titled + 1 :] if not _SHOWN.search(b.label)], parts)
    meta["author"] = next((b.text for b in head if "author" in b.label.split()), "")
    if titled:
        meta["section"] = head[0].text
    number = next(filter(None, (_NUMBER.search(block.text) for block in shown[last:])), None)
    parts["publisher"] += any(not _NUMBER.search(block.text) for block in shown[last:])
    return Article(title, [block.text for block in shown[first:last]], meta, number[1] if number else "")


def _below_title(lines: Sequence[str], parts: Counter[str]) -> dict[str, str]:
    """Return length, date and outlet, which stand in that order below headline and author."""
    at = next((i for i, line in enumerate(lines) if WORDS.fullmatch(line)), None)
    if at is None:
        at = next((i for i, line in enumerate(lines) if iso_date(line)), 0) - 1
    parts["credit"] += at > 0
    rest = [line for line in lines[at + 1 :] if not _TIME.fullmatch(line)]
    parts["copyright"] += any(map(RIGHTS.match, rest))
    parts["code"] += len(rest) > 2
    meta = dict(zip(("date", "outlet"), rest, strict=False))
    return meta | ({"length": lines[at]} if at >= 0 else {})


def _coded_records(lines: Iterable[str], parts: Counter[str]) -> Iterator[dict[str, list[str]]]:
    """Yield the paragraphs of each code of each article, which ends below its number or above a headline."""
    fields: dict[str, list[str]] = {}
    code, cover = "", False
    for line in lines:
        found = _code_of(line, code)
        if found and (code == "AN" or (found[0] == "HD" and "HD" in fields)):
            yield _unwrapped(fields)
            fields = {}
        if found:
            code = found[0]
            fields.setdefault(code, []).append(found[1])
        elif _RUNNING.fullmatch(line):
            parts["running header"] += 1
        elif code == "AN" and any(fields["AN"]):
            cover = cover or bool(line)
        elif code:
            fields[code].append(line)
        else:
            cover = cover or bool(line)
    parts["cover"] += cover
    if fields:
        yield _unwrapped(fields)


def _unwrapped(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    return {code: unwrap(part.strip("| ") for part in lines) for code, lines in fields.items()}


def _code_of(line: str, code: str) -> tuple[str, str] | None:
    """Return the code that a line begins and the rest of the line, as far as it may follow another code."""
    found = _CODE_LINE.match(line)
    if not found:
        return None
    clear = not found[3] or found[2] != " "
    if code in ("", "AN"):
        fits = found[1] in ("SE", "CLM", "HD")
    elif code == "LP" or code in _AFTER_TEXT:
        shape = _SHAPES.get(found[1])
        fits = (found[1] in _AFTER_TEXT and (clear or bool(shape and shape.match(found[3])))) or (
            clear and found[1] == "HD"
        )
    else:
        fits = True
    return (found[1], found[3].strip("| ")) if fits else None


def _displayed_records(lines: Iterable[str], parts: Counter[str]) -> Iterator[tuple[list[str], str]]:
    record: list[str] = []
    for line in lines:
        number = _NUMBER.fullmatch(line)
        if number:
            yield record, number[1]
            record = []
        elif _RUNNING.fullmatch(line):
            parts["running header"] += 1
        else:
            record.append(line)
    parts["cover"] += any(record)


def _displayed_lines(record: list[str], number: str, parts: Counter[str]) -> Article:
    at = next((i for i, line in enumerate(record) if WORDS.fullmatch(line)), 0)
    above = list(filter(None, record[:at]))
    by = next(
        (i for i, line in enumerate(above) if re.match(r"(?:by|von|par)\s", line, re.I) and i), len(above)
    )
    title = above[by - 1] if by < len(above) else max(above, key=len, default="")
    place = above.index(title) if title else 0
    below = record[at:]
    ends = [i for i, line in enumerate(below[:14]) if RIGHTS.match(line)]
    ends = ends or [i for i, line in enumerate(below[:14]) if _LANGUAGE.fullmatch(line)]
    cut = ends[-1] + 1 if ends else 4
    meta = _below_title(list(filter(None, below[:cut])), parts)
    meta["section"] = above[place - 1] if place else ""
    meta["author"] = above[place + 1] if len(above) > place + 1 else ""
    language = next(filter(_LANGUAGE.fullmatch, below[:cut]), "")
    return Article(title, unwrap(below[cut:]), meta | {"language": language}, number)
