"""A page for whoever holds the texts: behind every mark of a figure the sentences that it counts."""

import os
import shutil
import subprocess
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from framing.corpus.annotate import split_sentences
from framing.corpus.kwic import kwic
from framing.corpus.texts import EVIDENCE, needed_texts
from framing.errors import FramingError
from framing.files import read_text, write_text
from framing.report.templates import from_template
from framing.study import Results, Study


class Sentence(NamedTuple):
    """A sentence with hits, cut at its hits: stretches of text, and the pattern of those that are hits."""

    paragraph: int
    number: int
    stretches: list[tuple[str, str]]


def write_private(study: Study, results: Results, folder: Path) -> Path:
    """Write report/evidence.html into a folder of texts: rates, and behind each the sentences that it counts.

    The page holds the texts, so it is written only where git ignores it, or where there is no repository.
    Returns its path. Raises FramingError where git would not ignore it, git is not there to ask, the texts
    are not here, or the folder cannot be written to.
    """
    path = Path(folder) / EVIDENCE
    needed_texts(study, "the evidence page")
    check_ignored(path)
    found = sentences(study)
    rows = [
        {"row": row, "sentences": found.get((row.doc_id, row.frame), []), "id": f"p{piece}-f{frame}"}
        for (piece, frame), row in _placed(results["salience"])
    ]
    style = Markup(read_text(Path(__file__).parent / "page.css"))
    labels = study.pieces.set_index("doc_id")["label"].to_dict()
    frames = study.definitions.main.frames.set_index("frame")
    values: dict[str, Any] = {"rows": rows, "labels": labels, "frames": frames, "style": style}
    most = float(results["salience"]["high"].max()) or 1.0
    write_text(path, from_template("evidence.html", results, most=most, **values))
    return path


def check_ignored(path: Path) -> None:
    """Raise FramingError where git would not ignore a file, or cannot be asked whether it does.

    Where no repository holds the folder there is nothing that could take the file up.
    """
    path = path.resolve()
    there = next(folder for folder in path.parents if folder.is_dir())
    if not any((folder / ".git").exists() for folder in (there, *there.parents)):
        return
    if not shutil.which("git"):
        remedy = "install git, or copy the texts into a folder outside the repository"
        raise FramingError(f"{path}: git is not here to say whether it ignores this file; {remedy}")
    # what another process was told of its repository must not speak for this one
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    asked = subprocess.run(
        ["git", "check-ignore", "--quiet", str(path)], cwd=there, env=own, capture_output=True, check=False
    )
    if asked.returncode:
        remedy = f"add {path.parent.name}/ to .gitignore, or choose a folder that git ignores"
        raise FramingError(f"{path}: git does not ignore this file, which would hold the texts; {remedy}")


def sentences(study: Study) -> dict[tuple[str, str], list[Sentence]]:
    """Return by doc_id and main frame the sentences with hits, each cut at them.

    A hit that runs into the next sentence is marked to the end of its own. Raises FramingError where the
    texts are not here.
    """
    split = split_sentences(needed_texts(study, "the evidence page"))
    texts = split.set_index(["doc_id", "sentence"])["text"].to_dict()
    found: dict[tuple[str, str], list[Sentence]] = {}
    for frame in study.definitions.main.frames["frame"]:
        if not (study.definitions.dictionary["frame"] == frame).any():
            continue
        rows = kwic(study, frame, by="sentence").itertuples()
        for (doc_id, number), hits in groupby(rows, key=lambda row: (row.doc_id, row.sentence)):
            own = list(hits)
            marks = [(row.pre, row.keyword, row.pattern) for row in own]
            cut = Sentence(own[0].paragraph, number, stretches(texts[doc_id, number], marks))
            found.setdefault((doc_id, frame), []).append(cut)
    return found


def stretches(text: str, marks: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Cut a sentence at its hits, each what stands before it, its words and its pattern.

    >>> stretches("No war, no peace.", [("No", "war", "war*"), ("No war, no", "peace", "peace")])
    [('No ', ''), ('war', 'war*'), (', no ', ''), ('peace', 'peace'), ('.', '')]
    """
    cut, at = [], 0
    for before, words, pattern in marks:
        # what stands before is given without the blanks round it
        start = text.find(words, max(at, len(before)))
        start, end = (start, start + len(words)) if start >= 0 else (max(at, len(before)), len(text))
        cut += [(text[at:start], ""), (text[start:end], pattern)]
        at = end
    return [(part, pattern) for part, pattern in [*cut, (text[at:], "")] if part]


def _placed(table: Any) -> list[tuple[tuple[int, int], Any]]:
    pieces, frames = (list(dict.fromkeys(table[column])) for column in ("doc_id", "frame"))
    return [((pieces.index(row.doc_id), frames.index(row.frame)), row) for row in table.itertuples()]
