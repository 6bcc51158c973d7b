"""Finding the pieces of the study in files that a user has, by the fingerprints of their paragraphs."""

import hashlib
import re
import textwrap
from collections import Counter
from collections.abc import Iterable
from itertools import islice, product
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.texts import fingerprint
from framing.errors import FramingError
from framing.text.documents import marked
from framing.text.normalise import normalise
from framing.text.tokens import paragraphs

_MOST_TRIED = 64


class Imported(NamedTuple):
    """What was found of one piece: its text, the paragraphs missing, and the lines left out as furniture."""

    doc_id: str
    expected: int
    missing: tuple[int, ...]
    furniture: tuple[str, ...]
    text: str
    verified: bool


def find_files(named: Iterable[Path]) -> list[Path]:
    """Return the files that paths name, a folder standing for the files in it.

    Raises FramingError where a path does not exist or a folder is empty.
    """
    files: list[Path] = []
    for path in named:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
            if not inside:
                raise FramingError(f"{path}: the folder is empty; put the saved texts into it")
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise FramingError(f"{path}: no such file or folder; check the name")
    return files


def find_pieces(contents: Iterable[str], pieces: pd.DataFrame, expected: pd.DataFrame) -> list[Imported]:
    """Look for the paragraphs of every piece in the contents of files.

    `pieces` and `expected` are the tables pieces and paragraphs. A paragraph is known by the fingerprint of
    its normalised text, a short headline by the title of its piece; lines that match nothing are page
    furniture, and reported with the piece that most paragraphs of their file belong to. Of two lines with one
    fingerprint the one that gives the whole text its SHA-256, by which a piece is verified, is taken;
    the other is reported with the furniture.
    """
    titles = {piece.doc_id: _key(normalise(piece.title)) for piece in pieces.itertuples()}
    rows = expected.assign(key=[row.fingerprint or titles[row.doc_id] for row in expected.itertuples()])
    owners = dict(zip(rows["key"], rows["doc_id"], strict=True))
    texts: dict[str, list[str]] = {}
    furniture: dict[str, list[str]] = {doc_id: [] for doc_id in pieces["doc_id"]}
    for content in contents:
        found, rest = _match(normalise(content), owners)
        for key, text in found:
            texts[key] = [*dict.fromkeys([*texts.get(key, []), text])]
        if found:
            furniture[Counter(owners[key] for key, _ in found).most_common(1)[0][0]] += rest
    return [
        _assemble(piece, rows[rows["doc_id"] == piece.doc_id], texts, furniture[piece.doc_id])
        for piece in pieces.itertuples()
    ]


def report(piece: Imported, *, written: bool) -> str:
    """Say in a few lines what was found of a piece, what is missing and what was left out.

    >>> print(report(Imported("007", 3, (2,), ("Subscribe",), "", False), written=False))
    007: 2 of 3 paragraphs; missing: 2; not written (complete it, or use --partial)
      left out as page furniture: 1 line
        Subscribe
    """
    there = piece.expected - len(piece.missing)
    facts = [f"{piece.doc_id}: {there} of {piece.expected} paragraphs"]
    if piece.missing:
        facts.append("missing: " + ", ".join(map(str, piece.missing)))
        in_part = written and there
        facts.append("written in part" if in_part else "not written (complete it, or use --partial)")
    elif piece.verified:
        facts.append("verified by its SHA-256")
    else:
        facts.append("its SHA-256 differs from the released one")
    lines = ["; ".join(facts)]
    if piece.furniture:
        number = len(piece.furniture)
        lines.append(f"  left out as page furniture: {number} line{'s' if number > 1 else ''}")
        lines += [f"    {textwrap.shorten(line, 72, placeholder=' ...')}" for line in piece.furniture]
    return "\n".join(lines)


def _match(text: str, known: dict[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
    found: list[tuple[str, str]] = []
    rest: list[str] = []
    for block in re.split(r"\n{2,}", text):
        # a saved page may break its lines anywhere, so a block counts as one paragraph too
        whole = block.replace("\n", " ")
        candidates = [whole] if _key(whole) in known else paragraphs(block)
        for candidate in candidates:
            if _key(candidate) in known:
                found.append((_key(candidate), _unmarked(candidate)))
            else:
                rest.append(candidate)
    return found, rest


def _assemble(piece: Any, rows: pd.DataFrame, texts: dict[str, list[str]], furniture: list[str]) -> Imported:
    there = [row for row in rows.itertuples() if row.key in texts]

    def write(chosen: Iterable[str]) -> str:
        parts = (marked(row.part, text) for row, text in zip(there, chosen, strict=True))
        return "\n\n".join(parts) + "\n"

    # a line is one paragraph by chance in 1 of 16.7 million; the SHA-256 of the whole settles which is meant
    choices = list(islice(product(*(texts[row.key] for row in there)), _MOST_TRIED))
    right = (chosen for chosen in choices if _sha256(write(chosen)) == piece.sha256_text)
    chosen = next(right, choices[0])
    spare = [text for row in there for text in texts[row.key] if text not in chosen]
    missing = tuple(row.paragraph for row in rows.itertuples() if row.key not in texts)
    text = write(chosen)
    verified = _sha256(text) == piece.sha256_text and not missing
    return Imported(piece.doc_id, len(rows), missing, (*furniture, *spare), text, verified)


def _key(text: str) -> str:
    """Return a paragraph's fingerprint, or the whole SHA-256 of a line too short to have one."""
    return fingerprint(_unmarked(text)) or _sha256(_unmarked(text))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _unmarked(text: str) -> str:
    # files that this study wrote mark the headline and the dek
    return re.sub(r"^##? ", "", text)
