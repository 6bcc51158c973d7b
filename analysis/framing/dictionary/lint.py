"""Lint: what is doubtful in a dictionary file, with the line on which it stands."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.dictionary.contents import Row, shown
from framing.dictionary.formats import advice, as_it_stands, never, rows
from framing.dictionary.globs import literal_prefix
from framing.dictionary.overlaps import Doubt, Pattern, as_pattern, overlaps
from framing.lookup.vocabulary import glob
from framing.tables.checked import write_table
from framing.tables.schema import SEPARATOR
from framing.text.normalise import normalise
from framing.text.tokens import is_word

TYPES_SHOWN = 10

_LAST = "\U0010ffff"
_UNNAMED = {"\t": "tab", "\n": "line break", "\r": "line break"}


class Finding(NamedTuple):
    """One doubt about one pattern: its line, what kind of doubt, the pattern as it stands, and a sentence."""

    line: int
    kind: str
    pattern: str
    message: str


def lint(text_or_path: str | Path, bags: pd.DataFrame | None = None, max_types: int = 25) -> pd.DataFrame:
    """Report what is doubtful in a dictionary file; a text of several lines is taken for the file's content.

    One row per line x kind x pattern with columns line, kind, pattern, message, in the order of lines. Kinds:
    duplicate; swallowed (all its matches are those of other patterns of the same name); shared (its matches
    count for other frames or subframes too); unmatchable (it can match nothing in whatever text); left out
    (what the format holds and is not read); space, look-alike and quotes (characters that look like others).
    With `bags`, a table with one row per piece x token and columns doc_id, token, n, also wide (a wildcard
    that matches more than `max_types` word types) and never (the corpus holds nothing that one of its tokens
    matches; a phrase may never match for other reasons, which bags do not tell).
    Raises FramingError where the file cannot be read as a dictionary.

    >>> lint("frame,pattern\\nescalation,escalat*\\nescalation,escalation\\n")["kind"].tolist()
    ['swallowed']
    """
    if isinstance(text_or_path, Path) or "\n" not in text_or_path:
        read, _ = as_it_stands(text_or_path)
    else:
        read, _ = rows(text_or_path, "dictionary")
    patterns = [as_pattern(row) for row in read.rows]
    unmatchable = {other.pattern: advice(other) for _, other in never(read.rows)}
    doubts = [*_spelling(read.rows), *_duplicates(patterns), *overlaps(patterns)]
    doubts += _unmatchable(read.rows, unmatchable)
    if bags is not None:
        doubts += _corpus([p for p in patterns if p.row.pattern not in unmatchable], bags, max_types)
    # a LIWC word of several categories is one word on one line
    findings = {Finding(row.line, kind, row.pattern, message) for row, kind, message in doubts}
    findings |= {Finding(note.line, "left out", note.item, note.reason) for note in read.notes}
    table = pd.DataFrame(sorted(findings), columns=Finding._fields)
    return table.astype({"line": "int64"} | dict.fromkeys(Finding._fields[1:], str))


def write_findings(
    path: Path, bags: pd.DataFrame, max_types: int = 25, out: Path | None = None, most: int = 20
) -> list[str]:
    """Write the findings of a dictionary file as CSV, if `out` says where, and return them in lines.

    So many of each kind, how many more there are of it, and how many in all.
    Raises FramingError where the file cannot be read as a dictionary or `out` cannot be written.
    """
    findings = lint(path, bags, max_types)
    if out:
        write_table(findings, out)
    shown = findings.groupby("kind").head(most).itertuples(index=False)
    lines = [f"{path}:{line}: {kind}: {pattern}: {message}" for line, kind, pattern, message in shown]
    counts = findings["kind"].value_counts().sort_index()
    more = [
        f"{n - most} more of kind {kind}, which --out FILE writes" for kind, n in counts.items() if n > most
    ]
    return [*lines, *more, f"{len(findings)} findings"]


def _unmatchable(found: Sequence[Row], unmatchable: Mapping[str, str]) -> Iterator[Doubt]:
    for row in found:
        for what, text in [("pattern", row.pattern), *_unless(row)]:
            if text in unmatchable:
                yield row, "unmatchable", f"{what} {shown(text)} can match nothing: {unmatchable[text]}"


def _unless(row: Row) -> list[tuple[str, str]]:
    return [("unless", part) for part in row.unless.split(SEPARATOR)] if row.unless else []


def _spelling(found: Sequence[Row]) -> Iterator[Doubt]:
    said: set[tuple[str, str]] = set()
    for row in found:
        names = {("frame", row.frame), ("subframe", row.subframe)} - said
        said |= names
        for what, text in [("pattern", row.pattern), *_unless(row), *names]:
            for kind, message in (*_spaces(text), *_look_alikes(text), *_quotes(text)):
                yield row, kind, f"{what} {text!r}: {message}"
            if what == "unless" and "|" in text:
                message = "a bar separates two patterns only with a blank on both sides"
                yield row, "space", f"{what} {text!r}: {message}"


def _spaces(text: str) -> Iterator[tuple[str, str]]:
    if text != text.strip():
        yield "space", "blank at the beginning or end; remove it"
    if re.search(r"\s\s", text.strip()):
        yield "space", "two blanks in a row; leave one"
    for character in sorted(set(text)):
        if (character.isspace() and character != " ") or unicodedata.category(character) == "Cf":
            name = _UNNAMED.get(character) or unicodedata.name(character, "control character").lower()
            yield "space", f"{name} (U+{ord(character):04X}); write a plain space or none"


def _look_alikes(text: str) -> Iterator[tuple[str, str]]:
    if text.isascii():
        return
    for letters in re.findall(r"[^\W\d_]+", text):
        names = {letter: unicodedata.name(letter, "") for letter in letters}
        if any(name.startswith("LATIN") for name in names.values()):
            for letter, name in names.items():
                if name.startswith(("CYRILLIC", "GREEK")):
                    yield "look-alike", f"{letter!r} is {name.lower()} (U+{ord(letter):04X}); type it anew"


def _quotes(text: str) -> Iterator[tuple[str, str]]:
    for character in sorted(set(text)):
        if character not in "'\"" and (form := normalise(character)) in ("'", '"'):
            yield "quotes", f"{character} is read as {form} here, but not by other programs; write {form}"


def _duplicates(patterns: Sequence[Pattern]) -> Iterator[Doubt]:
    first: dict[tuple[str, str, tuple[str, ...]], Row] = {}
    for row, tokens, _ in patterns:
        earlier = first.setdefault((row.frame, row.subframe, tokens), row)
        if earlier is not row:
            same = f"stands on line {earlier.line} too, under the same name"
            yield row, "duplicate", f"{same}; remove one of the two"


def _corpus(patterns: Sequence[Pattern], bags: pd.DataFrame, max_types: int) -> Iterator[Doubt]:
    frequency = bags.groupby(bags["token"].str.lower())["n"].sum().to_dict()
    types = sorted(frequency)
    for row, tokens, _ in patterns:
        for token in dict.fromkeys(tokens):
            matched = _matched(token, types)
            if not matched:
                yield row, "never", f"no token of the corpus matches {token!r}"
            found = sorted(filter(is_word, matched), key=lambda word: (-frequency[word], word))
            if literal_prefix(token) != token and len(found) > max_types:
                shown, rest = ", ".join(found[:TYPES_SHOWN]), len(found) - TYPES_SHOWN
                shown += f" and {rest} more" if rest > 0 else ""
                yield row, "wide", f"{token!r} matches {len(found)} word types, over {max_types}: {shown}"


def _matched(token: str, types: Sequence[str]) -> list[str]:
    prefix, matches = literal_prefix(token), glob(token).fullmatch
    near = types[bisect_left(types, prefix) : bisect_left(types, prefix + _LAST)]
    return [word for word in near if matches(word)]
