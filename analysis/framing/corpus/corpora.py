"""A corpus in a folder, as a study: from its texts where they are, else from its released features."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from framing.corpus.annotate import annotate
from framing.corpus.collected import collect
from framing.corpus.definitions import read_definitions
from framing.corpus.features import read_features
from framing.corpus.texts import missing_texts, read_texts
from framing.dictionary.contents import Note
from framing.dictionary.formats import contents
from framing.dictionary.unmatchable import cannot_match
from framing.errors import FramingError
from framing.paths import CORPUS, FIGURES, SPECIMEN
from framing.reading.files import AS_THEY_ARE, LEFT, Found, Options, parse_encodings
from framing.reading.folder import is_folder
from framing.reading.report import DICTIONARY, Row, doubtful, no_hit, report_rows, seen
from framing.study import Definitions, Features, Study
from framing.tables.checked import check, no_rows, read_if_there, read_table
from framing.tables.schema import TABLES


def read_study(folder: str | Path = CORPUS, *, prefer_texts: bool = True) -> Study:
    """Read the study of a folder: from its texts where all are there, else from its released features.

    Raises FramingError where a table is wrong, or where there are neither texts nor features.

    >>> read_study(prefer_texts=False).source
    'released features'
    """
    folder = Path(folder)
    pieces = read_table(folder / "pieces.csv", "pieces")
    definitions, read = read_definitions(folder), _read_by_people(folder) | _read_elsewhere(folder)
    read["statements"] = read_if_there(folder / "statements.csv", "statements")
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


def open_study(folder: str | Path) -> Study:
    """Open the study of a folder: the one that is shipped, where it holds that, else a corpus of one's own.

    What a notebook in a folder of the study says of it is `open_study("..")`. Raises FramingError as
    `read_study` and `read_corpus` do.

    >>> open_study(CORPUS.parent).pieces["doc_id"].tolist()
    ['000', '001', '002', '003', '004']
    """
    own = Path(folder)
    shipped = own / CORPUS.name
    return read_study(shipped) if (shipped / "paragraphs.csv").is_file() else read_corpus(own)


def read_specimen() -> Study:
    """Read the specimen pieces, written for this project, from their texts.

    >>> read_specimen().pieces["doc_id"].tolist()
    ['s01', 's02', 's03', 's04', 's05']
    """
    return read_corpus(SPECIMEN)


def read_corpus(
    folder: str | Path,
    dictionary: str | Path | None = None,
    *,
    encoding: str | Mapping[str, str] | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    drop_versions: bool = False,
    workers: int = 1,
    progress: Callable[[str], object] = str,
) -> Study:
    """Read a corpus of one's own: a folder of files, beside which a pieces.csv may lie, or one file.

    Read are texts, Markdown, web pages, Word, PDF, rich text, tables of documents, exports of databases, and
    archives of these, in the folder and those in it, or in its folder `texts` alone where it has one; what a
    pieces.csv does not list is left out. `encoding` is that of all files, or of some by their names; the
    columns are those of tables. `drop_versions` leaves out documents most of which stands in a longer one,
    as `reading.similar.find_versions` finds them; else they are doubtful. The definitions are those of the
    folder, or the study's, or the dictionary in another file; codes on frames that it lacks are left out.
    What was read and left out is the table `reading` of the study; what is left out or doubtful is warned
    of, and so is that nothing was found at all. `workers` and `progress` are those of `annotate`.
    Raises FramingError where nothing is read or a table is wrong.

    >>> len(read_corpus(SPECIMEN).features.sentences)
    110
    """
    options = Options(parse_encodings(encoding), text_column, id_column, drop_versions)
    study = collect_study(Path(folder), dictionary, options, workers, progress)
    lines = doubtful(study.reading.itertuples(), str(folder))
    if not study.features.hits["n"].any():
        lines.append(no_hit(str(dictionary_of(Path(folder), dictionary))))
    if lines:
        warnings.warn("\n".join([*lines, *seen(study.reading.itertuples())]), stacklevel=2)
    return study


def collect_study(
    path: Path,
    dictionary: str | Path | None = None,
    options: Options = AS_THEY_ARE,
    workers: int = 1,
    progress: Callable[[str], object] = str,
) -> Study:
    """Read a corpus as `read_corpus` does, without a warning.

    Raises FramingError where nothing is read or a table is wrong.
    """
    folder = path if is_folder(path) else CORPUS
    definitions = read_definitions(folder, dictionary)
    pieces, texts, found = collect(path, Path(dictionary) if dictionary else None, options)
    # what people read in the study's own texts says nothing of a file of other texts
    read = (
        _read_by_people(folder, None if dictionary is None else definitions.frames["frame"])
        if path.is_dir()
        else {}
    )
    features = annotate(texts, definitions, workers=workers, progress=progress)
    left_out = contents(dictionary_of(folder, dictionary)).notes
    reading = _report(pieces, found, features, definitions, left_out)
    told = _told(folder, own_dictionary=dictionary is None) if path.is_dir() else no_rows("statements")
    return Study(pieces, definitions, features, texts, **read, reading=reading, statements=told)


def dictionary_of(path: Path, dictionary: str | Path | None) -> Path:
    """Return the file of the dictionary that a corpus is counted with."""
    own = path / "dictionary.csv"
    return Path(dictionary) if dictionary else own if own.exists() else CORPUS / "dictionary.csv"


def _report(
    pieces: pd.DataFrame, found: Found, features: Features, definitions: Definitions, notes: Sequence[Note]
) -> pd.DataFrame:
    """Return the table `reading`: what was seen, also of the dictionary, and the patterns never found."""
    words = features.sentences.groupby("doc_id")["n_words"].sum()
    patterns = [*dict.fromkeys(definitions.dictionary["pattern"])]
    hit = {*features.hits["pattern"]}
    cannot = {
        p.pattern: f"{p.why}; write {p.instead}" for p in cannot_match(patterns) if p.pattern not in hit
    }
    counted = [int(words.get(doc_id, 0)) for doc_id in pieces["doc_id"]]
    rows = report_rows(found, counted, [pattern for pattern in patterns if pattern not in hit], cannot)
    rows += [Row(DICTIONARY, note.kind, note.item, LEFT, reason=note.reason) for note in notes]
    return check(pd.DataFrame(rows, columns=list(TABLES["reading"].columns)), "reading")


def read_bags(folder: str | Path = CORPUS) -> pd.DataFrame:
    """Read how often every token stands in every piece: as released, else counted in the texts.

    One row per piece x token with columns doc_id, token, n. Raises FramingError where there are neither.
    """
    path = Path(folder) / "features" / "bags.csv"
    return read_table(path, "bags") if path.exists() else read_corpus(folder).features.bags


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
    names = {"development_hits": "hits", "development_recall": "recall", "development_voices": "voices"}
    return {name: read_if_there(folder / "development" / f"{file}.csv", name) for name, file in names.items()}


def _told(folder: Path, *, own_dictionary: bool) -> pd.DataFrame:
    """Return what a folder says of its texts, and of its dictionary where that is the one counted."""
    told = read_if_there(folder / "statements.csv", "statements")
    about_texts = told["topic"].isin(["texts", "rights"])
    return told[about_texts | own_dictionary].reset_index(drop=True)


def by_frame(codings: pd.DataFrame) -> pd.DataFrame:
    """Turn codes by subframe into codes by frame: 1 where any subframe of the frame is coded.

    One row per sentence x coder x frame with the columns of codings.csv.
    """
    keys = ["doc_id", "sentence", "coder", "frame"]
    return codings.groupby(keys, sort=False)["value"].max().reset_index()
