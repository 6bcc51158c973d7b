"""A corpus in a folder, as a study: from its texts where they are, else from its released features."""

import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from framing.corpus.annotate import annotate
from framing.corpus.definitions import check_labels, read_definitions
from framing.corpus.features import read_features
from framing.corpus.texts import missing_texts, read_texts, text_folder
from framing.errors import FramingError
from framing.paths import CORPUS, FIGURES, SPECIMEN
from framing.study import Study
from framing.tables.checked import check, no_rows, read_if_there, read_table
from framing.tables.schema import EVERY_PIECE


def read_study(folder: str | Path = CORPUS, *, prefer_texts: bool = True) -> Study:
    """Read the study of a folder: from its texts where all are there, else from its released features.

    Raises FramingError where a table is wrong, or where there are neither texts nor features.

    >>> read_study(prefer_texts=False).source
    'released features'
    """
    folder = Path(folder)
    pieces = read_table(folder / "pieces.csv", "pieces")
    definitions, read = read_definitions(folder), _read_by_people(folder) | _read_elsewhere(folder)
    if prefer_texts and not missing_texts(folder, pieces):
        texts = read_texts(folder, pieces)
        features = annotate(texts, definitions)
        return Study(pieces, definitions, features, texts, **read, coverage=read_coverage(folder))
    features = read_features(folder)
    apart = sorted({*pieces["doc_id"]} ^ {*features.sentences["doc_id"]})
    if apart:
        what = f"do not hold the same pieces ({apart[0]!r} is in one of them alone)"
        files = f"{folder / 'pieces.csv'}: it and features/sentences.csv"
        raise FramingError(f"{files} {what}; restore both from the release")
    return Study(pieces, definitions, features, None, **read, coverage=read_coverage(folder))


def read_coverage(folder: Path) -> pd.DataFrame:
    """Read what the intervals cover in simulations of a corpus's pieces; without rows where none were made.

    One row per measure x method x model x truth x piece, as `stats.coverage.simulate` gives them.
    """
    # the simulation takes a minute, so the pipeline takes over what `coverage` wrote among the study's tables
    return (
        read_if_there(FIGURES / "tables" / "coverage.csv", "coverage")
        if folder.resolve() == CORPUS.resolve()
        else no_rows("coverage")
    )


def read_specimen() -> Study:
    """Read the specimen pieces, written for this project, from their texts.

    >>> read_specimen().pieces["doc_id"].tolist()
    ['s01', 's02', 's03', 's04', 's05']
    """
    return read_corpus(SPECIMEN)


def read_corpus(
    folder: str | Path,
    dictionary: str | Path | None = None,
    workers: int = 1,
    progress: Callable[[str], object] = str,
) -> Study:
    """Read a corpus of one's own: a folder of text files, beside which a pieces.csv may lie.

    The texts are the .txt files in `folder`, or in its folder `texts`; those that a pieces.csv does not list
    are left out with a warning. The definitions are those of the folder, or the study's, or the dictionary
    in another file; codes on frames that it lacks are left out with a warning. `workers` and `progress` are
    those of `annotate`.
    Raises FramingError where there are no texts or a table is wrong.

    >>> len(read_corpus(SPECIMEN).features.sentences)
    110
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FramingError(f"{folder}: no such folder; name a folder of .txt files")
    names = sorted(path.stem for path in text_folder(folder).glob("*.txt"))
    if not names:
        raise FramingError(f"{folder}: no .txt file in it; put one text file per piece there")
    pieces = _listed(folder, names)
    listed = folder / "pieces.csv"
    unlisted = sorted({*names} - {*pieces["doc_id"]})
    if unlisted:
        warnings.warn(f"{listed}: does not list {unlisted[0]!r} ({len(unlisted)} not read)", stacklevel=2)
    if absent := missing_texts(folder, pieces, verify=False):
        what = f"piece {absent[0]!r} has no file {absent[0]}.txt"
        raise FramingError(f"{listed}: {what}; add it or remove the row")
    definitions = read_definitions(folder, dictionary)
    texts = read_texts(folder, pieces)
    read = _read_by_people(folder, None if dictionary is None else definitions.frames["frame"])
    features = annotate(texts, definitions, workers=workers, progress=progress)
    return Study(pieces, definitions, features, texts, **read)


def read_bags(folder: str | Path = CORPUS) -> pd.DataFrame:
    """Read how often every token stands in every piece: as released, else counted in the texts.

    One row per piece x token with columns doc_id, token, n. Raises FramingError where there are neither.
    """
    path = Path(folder) / "features" / "bags.csv"
    return read_table(path, "bags") if path.exists() else read_corpus(folder).features.bags


def _listed(folder: Path, names: list[str]) -> pd.DataFrame:
    """Return the pieces that a pieces.csv lists, else those that texts are named for."""
    path = folder / "pieces.csv"
    source = str(path if path.exists() else folder)
    named = pd.DataFrame({"doc_id": names, "label": names})
    pieces = read_table(path, "pieces") if path.exists() else check(named, "pieces", source)
    if pieces.empty:
        raise FramingError(f"{source}: it lists no piece; add a row for each, or remove the file")
    check_labels(pieces, source)
    for doc_id in pieces["doc_id"]:
        if doc_id == EVERY_PIECE:
            raise FramingError(f"{source}: no piece can be called {doc_id!r}, as that means all; rename it")
        if not doc_id.isprintable():
            raise FramingError(f"{source}: {doc_id!r} cannot name a piece; rename the file in plain letters")
    return pieces


def _read_by_people(folder: Path, frames: pd.Series | None = None) -> dict[str, pd.DataFrame]:
    """Return codings and hits checked by hand; without rows where a corpus has none.

    Codes by subframe count among the codings too. Where `frames` are another dictionary's, rows on frames
    that are not among them are left out and named.
    """
    names = {"codings": "codings", "checked": "hits_checked", "subframe_codings": "codings_subframes"}
    tables = {}
    for field, name in names.items():
        path = folder / f"{name}.csv"
        table = read_if_there(path, name)
        kept = table["frame"].isin(table["frame"] if frames is None else frames)
        if not kept.all():
            what = f"the dictionary has no frame {', '.join(table.loc[~kept, 'frame'].unique())}"
            warnings.warn(f"{path}: {what}; {(~kept).sum()} rows on it are left out", stacklevel=3)
        tables[field] = table[kept].reset_index(drop=True)
    derived = by_frame(tables["subframe_codings"])
    return {**tables, "codings": pd.concat([tables["codings"], derived], ignore_index=True)}


def _read_elsewhere(folder: Path) -> dict[str, pd.DataFrame]:
    """Return what readers said of the dictionary in other texts; without rows where a corpus has none."""
    names = {"development_hits": "hits", "development_recall": "recall"}
    return {name: read_if_there(folder / "development" / f"{file}.csv", name) for name, file in names.items()}


def by_frame(codings: pd.DataFrame) -> pd.DataFrame:
    """Turn codes by subframe into codes by frame: 1 where any subframe of the frame is coded.

    One row per sentence x coder x frame with the columns of codings.csv.
    """
    keys = ["doc_id", "sentence", "coder", "frame"]
    return codings.groupby(keys, sort=False)["value"].max().reset_index()
