"""Where things are, counted from this file; a study of one's own is where a folder lies."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SPECIMEN = CORPUS / "specimen"
FIGURES = ROOT / "figures"
README = ROOT / "README.md"
NOTEBOOKS = ROOT / "notebooks"
# marks the folder of a study of one's own, which `new` makes
MARK = "study.toml"


def own_study(folder: Path) -> Path | None:
    """Return the study of one's own in which a folder lies, or None where it lies in none.

    >>> own_study(CORPUS) is None
    True
    """
    for place in (folder := folder.resolve(), *folder.parents):
        if place == ROOT:
            return None
        if (place / MARK).is_file():
            return place
    return None
