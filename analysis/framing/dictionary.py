"""Framing dictionaries: read, check and build them, and look them up in token lists.

A dictionary is a table with one row per frame x subframe x pattern. A pattern is one or more tokens separated
by spaces; `*` stands for any run of characters, `?` for exactly one; case is ignored. Look-up is quanteda's
`tokens_lookup(nested_scope = "key")`: all matches of a key, longest first, leftmost on ties, and no token
counted twice for the same key. A match is set aside where a pattern in `unless` covers it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from framing.errors import FramingError
from framing.lookup import UNLESS_SEPARATOR, Entry, Matcher, resolve
from framing.normalise import normalise
from framing.tables import check, read_table

Nested = Mapping[str, "Nested | Sequence[str]"]


def read(path: Path) -> pd.DataFrame:
    """Read a dictionary from a CSV file.

    One row per frame x subframe x pattern with columns frame, subframe, pattern, unless, source, note; all but
    frame and pattern may be absent.
    Raises FramingError that names the file, the row, what is wrong and what to do.
    """
    table = read_table(path, "dictionary")
    # the texts are normalised before look-up, so a curly apostrophe in a file would never match
    forms = {c: [normalise(cell).lower() for cell in table[c]] for c in ("pattern", "unless")}
    return check(table.assign(**forms), "dictionary", str(path))


def from_nested(nested: Nested) -> pd.DataFrame:
    """Build a dictionary from nested names that end in lists of patterns.

    The first name is the frame, the rest, joined by full stops, the subframe. Patterns stay as they are given.
    Raises FramingError where a pattern is empty or stands twice under one key.

    >>> from_nested({"escalation": {"ladder": ["escalat*"]}})[["frame", "subframe", "pattern"]].values.tolist()
    [['escalation', 'ladder', 'escalat*']]
    """
    rows = [(names[0], ".".join(names[1:]), pattern) for names, pattern in _leaves(nested, ())]
    table = pd.DataFrame(rows, columns=["frame", "subframe", "pattern"], dtype=str)
    return check(table, "dictionary", "nested dictionary")


def keys(dictionary: pd.DataFrame, level: int = 1) -> list[str]:
    """Return the keys of a dictionary in its order: frames (level 1) or frame.subframe (level 2).

    Raises FramingError for another level.
    """
    return list(dict.fromkeys(_key_of_rows(dictionary, level)))


def locate(token_lists: Iterable[Sequence[str]], dictionary: pd.DataFrame, level: int = 1) -> pd.DataFrame:
    """Find every match of a dictionary in tokenised documents.

    One row per match with columns doc (position of the document), first and last (token positions, from 0),
    key, pattern, entry (row of the dictionary) and set_aside (covered by an `unless` pattern, so not counted).
    Matches that are set aside are resolved among themselves by the same rule.

    >>> deter = from_nested({"deterrence": ["deter*", "red line"]})
    >>> locate([["A", "red", "line", "deters"]], deter)[["first", "last", "pattern"]].values.tolist()
    [[1, 2, 'red line'], [3, 3, 'deter*']]
    """
    matcher = Matcher(entries(dictionary, level))
    found = [
        (doc, match.first, match.last, match.entry.key, match.entry.pattern, match.entry.row, aside)
        for doc, tokens in enumerate(token_lists)
        for aside, matches in zip((False, True), matcher.find(tokens), strict=True)
        for match in resolve(matches)
    ]
    columns = ["doc", "first", "last", "key", "pattern", "entry", "set_aside"]
    table = pd.DataFrame(found, columns=columns)
    types = dict.fromkeys(("doc", "first", "last", "entry"), "int64") | {
        "key": str,
        "pattern": str,
        "set_aside": bool,
    }
    return table.astype(types).sort_values(["doc", "first", "entry"], ignore_index=True)


def count(token_lists: Iterable[Sequence[str]], dictionary: pd.DataFrame, level: int = 1) -> pd.DataFrame:
    """Count the matches of every key in tokenised documents.

    One row per document x key with columns doc, key, n; zero rows kept.

    >>> deter = from_nested({"deterrence": ["deter*"], "escalation": ["escalat*"]})
    >>> count([["deter", "and", "deterred"]], deter).values.tolist()
    [[0, 'deterrence', 2], [0, 'escalation', 0]]
    """
    token_lists = list(token_lists)
    found = locate(token_lists, dictionary, level)
    counted = found[~found["set_aside"]].groupby(["doc", "key"]).size()
    every = pd.MultiIndex.from_product(
        [range(len(token_lists)), keys(dictionary, level)], names=["doc", "key"]
    )
    return counted.reindex(every, fill_value=0).rename("n").reset_index()


def entries(dictionary: pd.DataFrame, level: int = 1) -> list[Entry]:
    """Return the rows of a dictionary as look-up entries of the keys of one level."""
    return [
        Entry(key, pattern, tuple(p for p in unless.split(UNLESS_SEPARATOR) if p), row)
        for row, (key, pattern, unless) in enumerate(
            zip(_key_of_rows(dictionary, level), dictionary["pattern"], dictionary["unless"], strict=True)
        )
    ]


def check_frames(dictionary: pd.DataFrame, frames: pd.DataFrame, source: str = "dictionary") -> None:
    """Check that every frame a dictionary uses is defined.

    Raises FramingError that names the row and the frames there are.
    """
    unknown = ~dictionary["frame"].isin(frames["frame"])
    if unknown.any():
        row = int(unknown.to_numpy().argmax())
        raise FramingError(
            f"{source}, row {row + 2}: frame {dictionary.at[row, 'frame']!r} is not defined; "
            f"use one of {', '.join(frames['frame'])} or add it to frames.csv"
        )


def check_subframes(dictionary: pd.DataFrame, subframes: pd.DataFrame, source: str = "dictionary") -> None:
    """Check that every subframe a dictionary uses is defined; an empty one needs no definition.

    Raises FramingError that names the row.
    """
    defined = set(zip(subframes["frame"], subframes["subframe"], strict=True))
    for row, pair in enumerate(zip(dictionary["frame"], dictionary["subframe"], strict=True)):
        if pair[1] and pair not in defined:
            raise FramingError(
                f"{source}, row {row + 2}: subframe {pair[1]!r} of frame {pair[0]!r} is not defined; "
                "add it to subframes.csv"
            )


def _key_of_rows(dictionary: pd.DataFrame, level: int) -> list[str]:
    if level not in (1, 2):
        raise FramingError(f"level is {level!r}; use 1 for frames or 2 for subframes")
    if level == 1:
        return list(dictionary["frame"])
    pairs = zip(dictionary["frame"], dictionary["subframe"], strict=True)
    return [f"{frame}.{subframe}" if subframe else frame for frame, subframe in pairs]


def _leaves(nested: Nested, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, below in nested.items():
        if isinstance(below, Mapping):
            yield from _leaves(below, (*names, name))
        else:
            yield from (((*names, name), pattern) for pattern in below)
