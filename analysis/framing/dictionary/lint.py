"""Lint: what is doubtful in a dictionary file, with the line on which it stands."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.dictionary.formats import Row, key_of, plain, rows
from framing.dictionary.globs import includes, literal_prefix, meets
from framing.files import read_text
from framing.lookup.vocabulary import glob
from framing.tables.schema import SEPARATOR
from framing.text.normalise import normalise
from framing.text.tokens import is_word, words

TYPES_SHOWN = 10

_LAST = "\U0010ffff"
_Doubt = tuple[Row, str, str]
_UNNAMED = {"\t": "tab", "\n": "line break", "\r": "line break"}


class Finding(NamedTuple):
    """One doubt about one pattern: its line, what kind of doubt, the pattern as it stands, and a sentence."""

    line: int
    kind: str
    pattern: str
    message: str


class _Pattern(NamedTuple):
    row: Row
    tokens: tuple[str, ...]
    unless: tuple[tuple[str, ...], ...]


def lint(text_or_path: str | Path, bags: pd.DataFrame | None = None, max_types: int = 25) -> pd.DataFrame:
    """Report what is doubtful in a dictionary file; a text of several lines is taken for the file's content.

    One row per finding with columns line, kind, pattern, message, in the order of lines. Kinds: duplicate;
    swallowed (all its matches are those of another pattern of the same name); shared (its matches count for
    another frame or subframe too); space, look-alike and quotes (characters that look like others). With
    `bags`, a table with one row per piece x token and columns doc_id, token, n, also wide (a wildcard that
    matches more than `max_types` word types) and never (the corpus holds nothing that one of its tokens
    matches; a phrase may never match for other reasons, which bags do not tell).
    Raises FramingError where the file cannot be read as a dictionary.

    >>> lint("frame,pattern\\nescalation,escalat*\\nescalation,escalation\\n")["kind"].tolist()
    ['swallowed']
    """
    if isinstance(text_or_path, Path) or "\n" not in text_or_path:
        text, source = read_text(Path(text_or_path)), str(text_or_path)
    else:
        text, source = text_or_path, "dictionary"
    found = rows(text, source)
    patterns = [_pattern(row) for row in found]
    doubts = [*_spelling(found), *_duplicates(patterns), *_overlaps(patterns)]
    if bags is not None:
        doubts += _corpus(patterns, bags, max_types)
    # a LIWC word of several categories is one word on one line
    findings = {Finding(row.line, kind, row.pattern, message) for row, kind, message in doubts}
    table = pd.DataFrame(sorted(findings), columns=Finding._fields)
    return table.astype({"line": "int64"} | dict.fromkeys(Finding._fields[1:], str))


def _pattern(row: Row) -> _Pattern:
    unless = plain(row.unless).split(SEPARATOR)
    return _Pattern(
        row, tuple(plain(row.pattern).split(" ")), tuple(tuple(p.split(" ")) for p in unless if p)
    )


def _spelling(found: Sequence[Row]) -> Iterator[_Doubt]:
    said: set[tuple[str, str]] = set()
    for row in found:
        names = {("frame", row.frame), ("subframe", row.subframe)} - said
        said |= names
        unless = [("unless", part) for part in row.unless.split(SEPARATOR)]
        for what, text in [("pattern", row.pattern), *unless, *names]:
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


def _duplicates(patterns: Sequence[_Pattern]) -> Iterator[_Doubt]:
    first: dict[tuple[str, str, tuple[str, ...]], Row] = {}
    for row, tokens, _ in patterns:
        earlier = first.setdefault((row.frame, row.subframe, tokens), row)
        if earlier is not row:
            same = f"stands on line {earlier.line} too, under the same name"
            yield row, "duplicate", f"{same}; remove one of the two"


def _overlaps(patterns: Sequence[_Pattern]) -> Iterator[_Doubt]:
    places = sorted((t, number, i) for number, p in enumerate(patterns) for i, t in enumerate(p.tokens))
    for number, wide in enumerate(patterns):
        # the token that the fewest others can be part of
        anchor = max(range(len(wide.tokens)), key=lambda i: len(literal_prefix(wide.tokens[i])))
        prefix = literal_prefix(wide.tokens[anchor])
        near = places[bisect_left(places, (prefix,)) : bisect_left(places, (prefix + _LAST,))]
        starts: dict[int, list[int]] = {}
        for _, other, i in near:
            if other != number and _holds(wide.tokens, patterns[other].tokens, i - anchor):
                starts.setdefault(other, []).append(i - anchor)
        for other, at in starts.items():
            # of two that match the same, the later one is reported
            if other > number or not _holds(patterns[other].tokens, wide.tokens, 0):
                yield from _overlap(wide, patterns[other], at)


def _overlap(wide: _Pattern, narrow: _Pattern, starts: Sequence[int]) -> Iterator[_Doubt]:
    there = f"{wide.row.pattern!r} on line {wide.row.line}"
    same_frame = wide.row.frame == narrow.row.frame
    if same_frame and wide.row.subframe == narrow.row.subframe:
        # a phrase is found before the shorter pattern that it holds, so both have their use
        equally_long = len(wide.tokens) == len(narrow.tokens)
        if equally_long and wide.tokens != narrow.tokens and not _spared(wide, narrow):
            same = f"all its matches are matches of {there}, of the same name"
            yield narrow.row, "swallowed", f"{same}: harmless, but not needed"
    elif not all(_set_aside(wide, narrow, start) for start in starts):
        name = key_of(wide.row.frame, wide.row.subframe if same_frame else "")
        yield narrow.row, "shared", f"its matches count for {name!r} too, as matches of {there}"


def _holds(wide: Sequence[str], narrow: Sequence[str], start: int) -> bool:
    """Tell whether every match of `narrow` holds one of `wide`, `start` tokens after its first."""
    end = start + len(wide)
    return start >= 0 and end <= len(narrow) and all(map(includes, wide, narrow[start:end]))


def _spared(wide: _Pattern, narrow: _Pattern) -> bool:
    """Tell whether what `narrow` matches may be set aside where `wide` matches it."""
    length = len(narrow.tokens)
    return any(
        all(map(meets, unless[start : start + length], narrow.tokens))
        for unless in wide.unless
        for start in range(len(unless) - length + 1)
    )


def _set_aside(wide: _Pattern, narrow: _Pattern, start: int) -> bool:
    """Tell whether every match of `narrow` holds what sets aside the match of `wide` in it."""
    end = start + len(wide.tokens)
    return any(
        _holds(unless, narrow.tokens, first)
        for unless in wide.unless
        for first in range(max(0, end - len(unless)), start + 1)
    )


def _corpus(patterns: Sequence[_Pattern], bags: pd.DataFrame, max_types: int) -> Iterator[_Doubt]:
    frequency = bags.groupby(bags["token"].str.lower())["n"].sum().to_dict()
    types = sorted(frequency)
    for row, tokens, _ in patterns:
        for token in dict.fromkeys(tokens):
            matched = _matched(token, types)
            if not matched:
                yield row, "never", f"no token of the corpus matches {token!r}{_split_hint(token)}"
            found = sorted(filter(is_word, matched), key=lambda word: (-frequency[word], word))
            if literal_prefix(token) != token and len(found) > max_types:
                shown, rest = ", ".join(found[:TYPES_SHOWN]), len(found) - TYPES_SHOWN
                shown += f" and {rest} more" if rest > 0 else ""
                yield row, "wide", f"{token!r} matches {len(found)} word types, over {max_types}: {shown}"


def _matched(token: str, types: Sequence[str]) -> list[str]:
    prefix, matches = literal_prefix(token), glob(token).fullmatch
    near = types[bisect_left(types, prefix) : bisect_left(types, prefix + _LAST)]
    return [word for word in near if matches(word)]


def _split_hint(token: str) -> str:
    pieces = [token] if literal_prefix(token) != token else words(token)
    return "" if pieces == [token] else f"; texts are split there, so write {' '.join(pieces)!r}"
