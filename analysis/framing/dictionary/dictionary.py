"""Framing dictionaries: read, check and build them, and look them up in token lists.

A dictionary is a table with one row per frame x subframe x pattern. A pattern is one or more tokens separated
by spaces; `*` stands for any run of characters, `?` for exactly one; case is ignored. Look-up is quanteda's
`tokens_lookup(nested_scope = "key")`: all matches of a key, longest first, leftmost on ties, and no token
counted twice for the same key. A match is set aside where a pattern in `unless` covers it.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.dictionary import formats
from framing.dictionary.contents import Row, told
from framing.dictionary.cues import negations
from framing.errors import FramingError
from framing.files import write_text
from framing.lookup.batches import TokenLists
from framing.lookup.counter import Counter, Counts
from framing.lookup.matching import Entry
from framing.tables.checked import as_csv, check, check_rows, is_among
from framing.tables.schema import rows_of
from framing.text.normalise import normalise
from framing.text.tokens import words

Nested = Mapping[str, "Nested | Sequence[str]"]


def read(path: str | Path) -> pd.DataFrame:
    """Read a dictionary from a file of any format that is known; its content tells the format.

    Known are our CSV, tables of words by categories (CSV, XLSX, LIWC-22's .dicx), quanteda's YAML, LIWC,
    WordStat, Lexicoder and Yoshikoder. One row per frame x subframe x pattern with columns frame, subframe,
    pattern, unless, source, note and, where the file has weights, weight; CSV needs but frame and pattern.
    Names below the second level are joined by full stops. Patterns are normalised and in lower case, as the
    texts are. One warning names all that is left out and what can match nothing.
    Raises FramingError that names the file, all faults with their rows or lines, and what to do.

    >>> from framing.paths import CORPUS
    >>> read(CORPUS / "dictionary.csv").columns.tolist()
    ['frame', 'subframe', 'pattern', 'unless', 'source', 'note']
    """
    return as_table(formats.patterns(path))


def write(dictionary: pd.DataFrame, path: str | Path) -> None:
    """Write a dictionary as CSV (.csv), quanteda's YAML (.yml, .yaml) or LIWC (.dic), whole or not at all.

    Warns of what the format cannot hold: `unless`, source, note and weight in YAML and LIWC.
    Raises FramingError where the ending is another, a name or pattern would not survive, or the folder cannot
    be written to.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write(from_nested({"sea": ["tide*"]}), f"{folder}/sea.yml")
    ...     print(Path(folder, "sea.yml").read_text(), end="")
    sea:
      - tide*
    """
    path = Path(path)
    kind = formats.ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise FramingError(
            f"{path}: not an ending that tells a format; use one of {', '.join(formats.ENDINGS)}"
        )
    table = _checked(dictionary, "dictionary")
    text = _csv(table) if kind == formats.CSV else formats.render(table.itertuples(), kind)
    lost = _losses(table, text, kind, path)
    write_text(path, text)
    if lost:
        warnings.warn(f"{path}: {kind} cannot hold {', '.join(lost)}; keep the CSV file too", stacklevel=2)


def from_nested(nested: Nested) -> pd.DataFrame:
    """Build a dictionary from nested names that end in lists of patterns.

    The first name is the frame, the rest, joined by full stops, the subframe. Patterns are in lower case.
    Marks stay as they are, since tokens of one's own may hold them, with a warning where normalised texts do
    not, as with a curly apostrophe.
    Raises FramingError where a text stands for a list, a pattern is empty or it stands twice under one key,
    case and the form of marks ignored.

    >>> from_nested({"sea": {"wet": ["Tide*"]}})[["frame", "subframe", "pattern"]].values.tolist()
    [['sea', 'wet', 'tide*']]
    """
    given = pd.DataFrame(_leaves(nested), columns=["frame", "subframe", "pattern"], dtype=str)
    plain = given.assign(pattern=[formats.plain(pattern) for pattern in given["pattern"]])
    table = check(plain, "dictionary", "nested dictionary")
    for pattern, form in zip(given["pattern"], table["pattern"], strict=True):
        if pattern != form:
            message = f"pattern {pattern!r} never matches in normalised texts; write {form!r} for them"
            warnings.warn(f"nested dictionary: {message}", stacklevel=2)
    return table.assign(pattern=given["pattern"])


def locate(
    token_lists: TokenLists, dictionary: pd.DataFrame, level: int = 1, cues: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find every match of a dictionary in tokenised documents.

    One row per match with columns doc (position of the document), first and last (token positions, from 0),
    key, pattern, entry (row of the dictionary), set_aside (covered by an `unless` pattern, so not counted)
    and negated (a cue for negation stands no further off than its window, with no punctuation mark in
    between; see cues in the codebook). Matches that are set aside are resolved among themselves.

    >>> deter = from_nested({"deterrence": ["deter*", "red line"]})
    >>> locate([["A", "red", "line", "deters"]], deter)[["first", "last", "pattern"]].values.tolist()
    [[1, 2, 'red line'], [3, 3, 'deter*']]
    """
    rows = entries(dictionary, level)
    counter = Counter(rows, negations(cues))
    batches = list(counter.locate(token_lists))
    found = pd.DataFrame({name: np.concatenate([batch[name] for batch in batches]) for name in batches[0]})
    for column in ("key", "pattern"):
        found[column] = pd.array([getattr(rows[entry], column) for entry in found["entry"]], dtype=str)
    columns = ["doc", "first", "last", "key", "pattern", "entry", "set_aside", "negated"]
    return found.sort_values(["doc", "first", "entry"], ignore_index=True)[columns]


def count(
    token_lists: TokenLists,
    dictionary: pd.DataFrame,
    level: int = 1,
    cues: pd.DataFrame | None = None,
    detail: bool = False,
    *,
    weighted: bool = False,
) -> pd.DataFrame:
    """Count the matches of every key in tokenised documents.

    One row per document x key with columns doc, key, n; zero rows kept. With `detail` also n_set_aside
    (matches that an `unless` pattern covers, not in n) and n_negated (how many of n are negated). With
    `weighted` also weighted: the sum of the weights of the matches in n, by the dictionary's column weight; a
    pattern without a weight has 1.

    >>> deter = from_nested({"deterrence": ["deter*"], "escalation": ["escalat*"]})
    >>> count([["deter", "and", "deterred"]], deter).values.tolist()
    [[0, 'deterrence', 2], [0, 'escalation', 0]]
    >>> count([["deter", "and", "deterred"]], deter.assign(weight=0.5), weighted=True)["weighted"].tolist()
    [1.0, 0.0]
    """
    rows = entries(dictionary, level)
    counter = Counter(rows, negations(cues))
    if weighted:
        token_lists = token_lists if isinstance(token_lists, Sequence) else list(token_lists)
    counts = _long(counter.count_tokens(token_lists), counter.keys, detail)
    if not weighted:
        return counts
    return counts.assign(weighted=_weighted(counter, rows, token_lists, dictionary, len(counts)))


def count_texts(
    texts: Iterable[str],
    dictionary: pd.DataFrame,
    level: int = 1,
    cues: pd.DataFrame | None = None,
    detail: bool = False,
    *,
    weighted: bool = False,
) -> pd.DataFrame:
    """Count the matches of every key in raw texts: `count` of the words of the normalised texts, but faster.

    One row per document x key with columns doc, key, n; zero rows kept. With `detail` also n_set_aside and
    n_negated; with `weighted` also weighted, which is no faster than `count`.

    >>> count_texts(["Deter\u00ad red\u2019s."], from_nested({"deterrence": ["deter red's"]})).values.tolist()
    [[0, 'deterrence', 1]]
    """
    if weighted and not isinstance(texts, str):
        token_lists = [words(normalise(text)) for text in texts]
        return count(token_lists, dictionary, level, cues, detail, weighted=True)
    counter = Counter(entries(dictionary, level), negations(cues))
    return _long(counter.count_texts(texts), counter.keys, detail)


def entries(dictionary: pd.DataFrame, level: int = 1) -> list[Entry]:
    """Return the rows of a dictionary as look-up entries of the keys of one level."""
    rows = enumerate(rows_of(dictionary, "frame", "subframe", "pattern", "unless"))
    return formats.entries((Row(number, *cells) for number, cells in rows), level)


def check_frames(dictionary: pd.DataFrame, frames: pd.DataFrame, source: str = "dictionary") -> None:
    """Check that every frame a dictionary uses is defined.

    Raises FramingError that names the row and the frames there are.
    """
    named = ", ".join(frames["frame"]).replace("{", "{{").replace("}", "}}")
    message = f"frame {{frame!r}} is not defined; use one of {named} or add it to frames.csv"
    check_rows(dictionary, dictionary["frame"].isin(frames["frame"]), source, message)


def check_subframes(dictionary: pd.DataFrame, subframes: pd.DataFrame, source: str = "dictionary") -> None:
    """Check that every subframe a dictionary uses is defined; an empty one needs no definition.

    Raises FramingError that names the row.
    """
    defined = is_among(dictionary, subframes, ["frame", "subframe"]) | (dictionary["subframe"] == "")
    message = "subframe {subframe!r} of frame {frame!r} is not defined; add it to subframes.csv"
    check_rows(dictionary, defined, source, message)


def as_table(rows: Sequence[Row]) -> pd.DataFrame:
    """Return the patterns of a dictionary file as the table that `read` gives."""
    return _checked(pd.DataFrame(rows, columns=Row._fields).drop(columns="line"))


def _checked(dictionary: pd.DataFrame, source: str = "dictionary") -> pd.DataFrame:
    """Return a dictionary as `check` does, with its weights where any is not 1."""
    table = check(dictionary.drop(columns="weight", errors="ignore"), "dictionary", source)
    weights = _weights(dictionary, source)
    return table.assign(weight=weights) if (weights != 1).any() else table


def _weights(dictionary: pd.DataFrame, source: str = "dictionary") -> np.ndarray:
    """Return the weight of every pattern; 1 where it has none."""
    if "weight" not in dictionary:
        return np.ones(len(dictionary))
    given = dictionary["weight"].replace("", "1").fillna(1)
    weights: np.ndarray = pd.to_numeric(given, errors="coerce").to_numpy(float)
    check_rows(
        dictionary, np.isfinite(weights), source, "weight is {weight!r}; it must be a number, or empty"
    )
    return weights


def _csv(table: pd.DataFrame) -> str:
    # weights in full, as a rounded one is another
    return as_csv(table.assign(weight=table["weight"].map(repr)) if "weight" in table else table)


def _losses(table: pd.DataFrame, text: str, kind: str, path: Path) -> list[str]:
    try:
        read = formats.parse(text, str(path))
    except FramingError as error:
        raise FramingError(f"{path}: not written, as {kind} cannot hold the dictionary ({error})") from None
    if read.notes:
        remedy = "use plainer names and patterns"
        raise FramingError(f"{path}: not written, as {kind} would lose {told(read.notes)}; {remedy}")
    back = as_table(read.rows)
    kept = list(table.columns) if kind == formats.CSV else ["frame", "subframe", "pattern"]
    plain = table.assign(**{c: [formats.plain(cell) for cell in table[c]] for c in ("pattern", "unless")})
    given, got = (list(t.reindex(columns=kept).itertuples(index=False, name=None)) for t in (plain, back))
    changed = sorted(set(given) - set(got))
    if changed or len(given) != len(got):
        what = ", ".join(repr(cell) for cell in changed[0] if cell) if changed else "a row"
        raise FramingError(f"{path}: not written, as {kind} would change {what}; use plainer names")
    filled = {
        c: int((table[c] != ("" if c != "weight" else 1)).sum()) for c in table.columns if c not in kept
    }
    lost = [f"{c} ({n} rows)" for c, n in filled.items() if n]
    return lost if given == got else [*lost, "the order of the rows"]


def _long(parts: Iterable[Counts], keys: Sequence[str], detail: bool) -> pd.DataFrame:
    counts = np.concatenate([part.keys for part in parts])
    docs = len(counts)
    columns = {"doc": np.repeat(np.arange(docs), len(keys)), "key": pd.array(list(keys) * docs, dtype=str)}
    names = ("n", "n_set_aside", "n_negated") if detail else ("n",)
    return pd.DataFrame(columns | {name: counts[:, :, i].ravel() for i, name in enumerate(names)})


def _weighted(
    counter: Counter, rows: Sequence[Entry], token_lists: TokenLists, dictionary: pd.DataFrame, size: int
) -> np.ndarray:
    """Return for every document x key the sum of the weights of the matches that count."""
    numbers = {key: number for number, key in enumerate(counter.keys)}
    key_of = np.array([numbers[row.key] for row in rows], np.int64)
    weights, total = _weights(dictionary), np.zeros(size)
    for found in counter.locate(token_lists):
        entry, doc = (found[name][~found["set_aside"]] for name in ("entry", "doc"))
        total += np.bincount(doc * len(numbers) + key_of[entry], weights[entry], minlength=size)
    return total


def _leaves(nested: Nested, above: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    for name, below in nested.items():
        names = (*above, name)
        if isinstance(below, Mapping):
            yield from _leaves(below, names)
            continue
        # a text would be taken for a list of letters
        patterns = list(below) if isinstance(below, Iterable) and not isinstance(below, str) else None
        if patterns is None or not all(isinstance(pattern, str) for pattern in patterns):
            what = f"{'.'.join(names)!r} holds {below!r} in place of a list of patterns"
            raise FramingError(f"nested dictionary: {what}; write a list of texts such as ['tide*']")
        yield from ((names[0], ".".join(names[1:]), " ".join(p.lower().split())) for p in patterns)
