"""What the page says of a study beside its results: the case, the pieces, and how to cite."""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing import paths
from framing.figures import wording
from framing.files import read_text
from framing.stats.groups import MOST_PIECES
from framing.study import Results, Study
from framing.tables.checked import read_if_there


class Citation(NamedTuple):
    """How the study is cited: one line, and an entry for BibTeX."""

    line: str
    entry: str


def is_the_study(study: Study) -> bool:
    """Tell whether the pieces of a study are the five of this repository.

    >>> from framing import read_specimen
    >>> is_the_study(read_specimen())
    False
    """
    known = read_if_there(paths.CORPUS / "pieces.csv", "pieces")
    keys = ["doc_id", "sha256_text"]
    return set(keys) <= {*study.pieces} and known[keys].equals(study.pieces[keys])


def case(results: Results) -> str:
    """Say in a paragraph, as Markdown, what the pieces are about and how much of them there is.

    Of this repository's pieces the README says what they are about; of others nothing is known but sizes.
    """
    study, of = results.pieces.study, results.pieces["descriptives"]
    about = _opening(paths.README) if is_the_study(study) else ""
    texts = wording.counted(len(of), "piece")
    listed = f" ({wording.listing(of['label'].tolist())})" if len(of) <= MOST_PIECES else ""
    sizes = (f"{of[unit].sum():,} {unit}" for unit in ("paragraphs", "sentences", "words"))
    main = study.definitions.main
    patterns = wording.counted(len(main.dictionary), "pattern")
    frames = f"{patterns} for {wording.counted(len(main.frames), 'frame')}"
    verb = "are" if len(of) > 1 else "is"
    return wording.sentences(
        about,
        f"Counted {verb} {texts}{listed}, {wording.join(list(sizes))}, with a dictionary of {frames}",
    )


def known_of_pieces(study: Study) -> pd.DataFrame:
    """Return what is known of every piece: a row per piece, and its columns that are not empty.

    Columns Piece, Outlet, Author, Date, Genre and Title; without a row where only labels are known, or pieces
    are too many to be listed.
    """
    names = ("label", "outlet", "author", "date", "genre", "title")
    there = [name for name in names if name in study.pieces and study.pieces[name].astype(str).any()]
    table = study.pieces[there].astype(str)
    return table.rename(columns=lambda name: "Piece" if name == "label" else name.capitalize()).head(
        0 if there == ["label"] or len(table) > MOST_PIECES else len(table)
    )


def citation(path: Path = paths.ROOT / "CITATION.cff") -> Citation | None:
    """Read how the study is cited; None where the file is not here, as in an installed package.

    Raises FramingError where it cannot be read.
    """
    if not path.is_file():
        return None
    # yaml is loaded only where a page is written
    import yaml

    facts: dict[str, Any] = yaml.safe_load(read_text(path))
    authors = [_name(author) for author in facts["authors"]]
    released = str(facts.get("date-released", ""))[:4]
    year = f" ({released})" if released else ""
    address = facts.get("doi") or facts.get("repository-code") or facts.get("url") or ""
    line = (
        f"{wording.join(authors)}{year}. {facts['title']} (version {facts['version']}) [Computer software]."
    )
    fields = {"author": " and ".join(f"{{{name}}}" for name in authors), "title": f"{{{facts['title']}}}"}
    fields |= {"version": facts["version"], "year": released, "url": address}
    inside = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return Citation(f"{line} {address}".strip(), ",\n".join(["@software{framing", *inside]) + "\n}")


def _name(author: dict[str, str]) -> str:
    given = " ".join(filter(None, (author.get("given-names"), author.get("family-names"))))
    return given or author["name"]


def _opening(path: Path) -> str:
    """Return the first paragraph of the README up to its question; empty where there is no README."""
    if not path.is_file():
        return ""
    blocks = [block for block in read_text(path).split("\n\n") if block and not block.startswith("#")]
    return " ".join(blocks[0].partition("**")[0].split()) if blocks else ""
