"""Released features: read, made from texts, and checked against each other."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from framing.corpus.annotate import annotate
from framing.corpus.definitions import read_definitions
from framing.corpus.texts import describe_paragraphs, missing_texts, read_texts
from framing.errors import FramingError
from framing.paths import CORPUS
from framing.study import Definitions, Features
from framing.tables.checked import as_csv, check, check_rows, is_among, read_table
from framing.text.normalise import VERSION as NORMALISE_VERSION

# the file of each table; the last is there only where there is an earlier dictionary
FEATURES = {"sentences": "sentences", "hits": "hits", "bags": "bags", "scores": "scores", "hits_v1": "hits"}


def read_features(folder: Path = CORPUS) -> Features:
    """Read the released features of a corpus: the tables that `annotate` makes.

    Raises FramingError where one is missing, wrong or edited since it was made, or was made with other
    definitions than the folder's.
    """
    recorded = read_table(folder / "features" / "made_from.csv", "made_from")
    is_file = recorded["name"].isin([f"{name}.csv_sha256" for name in (*FEATURES, "paragraphs")])
    if as_csv(recorded[~is_file]) != as_csv(made_from(read_definitions(folder))):
        raise FramingError(
            f"{folder / 'features'}: made with another dictionary.csv, masks.csv, cues.csv or reporting.csv "
            f"than those of {folder}; to count new patterns import the texts (see README), or undo the change"
        )
    paths = {folder / "features" / f"{file}.csv": name for file, name in FEATURES.items()}
    _check_unedited(paths, recorded)
    features = Features(
        *(
            read_table(path, name) if path.exists() or path.stem == name else None
            for path, name in paths.items()
        )
    )
    there = is_among(features.hits, features.sentences, ["doc_id", "sentence"])
    message = "piece {doc_id!r} has no sentence {sentence}; restore the file from the release"
    check_rows(features.hits, there, str(folder / "features" / "hits.csv"), message)
    return features


def feature_files(texts: pd.DataFrame, definitions: Definitions) -> dict[str, str]:
    """Return the content of every released file that is made from texts, by its path in the corpus folder."""
    features = annotate(texts, definitions)
    tables = zip(FEATURES, features, strict=True)
    files = {f"features/{name}.csv": as_csv(table) for name, table in tables if table is not None}
    files["paragraphs.csv"] = as_csv(describe_paragraphs(texts))
    sums = [(f"{Path(name).name}_sha256", _sum(text.encode("utf-8"))) for name, text in files.items()]
    recorded = pd.concat([made_from(definitions), pd.DataFrame(sums, columns=["name", "value"])])
    return files | {"features/made_from.csv": as_csv(recorded)}


def files_from_texts(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Return which texts are not here in full, and where all are the files that are made from them."""
    pieces = read_table(folder / "pieces.csv", "pieces")
    missing = missing_texts(folder, pieces)
    return missing, {} if missing else feature_files(read_texts(folder, pieces), read_definitions(folder))


def check_features(folder: Path = CORPUS) -> None:
    """Check that the released tables of a corpus agree with each other and with its definitions.

    Raises FramingError that names the file and the piece.
    """
    features = read_features(folder)
    pieces = features.sentences.groupby("doc_id")
    words = pieces["n_words"].sum()
    pairs = [("bags", "words", words, features.bags.groupby("doc_id")["n"].sum())]
    if (folder / "paragraphs.csv").exists():
        recorded = read_table(folder / "features" / "made_from.csv", "made_from")
        _check_unedited([folder / "paragraphs.csv"], recorded)
        described = read_table(folder / "paragraphs.csv", "paragraphs")
        pairs.append(("paragraphs", "words", words, described.groupby("doc_id")["n_words"].sum()))
    for _, scores in features.scores[features.scores["parts"] == "all"].groupby("score"):
        pairs.append(("scores", "sentences", pieces.size(), scores.set_index("doc_id")["sentences"]))
    for name, counted, own, total in pairs:
        differing = own.index[own != total.reindex(own.index)]
        if len(differing):
            what = (
                f"give piece {differing[0]!r} different numbers of {counted}; restore both from the release"
            )
            raise FramingError(f"{folder}: {name}.csv and sentences.csv {what}")


def made_from(definitions: Definitions) -> pd.DataFrame:
    """Return what features are made with: one row per fact, the version of the normal form or a SHA-256."""
    counted = ["frame", "subframe", "pattern", "unless"]
    older = definitions.earlier
    earlier = {} if older is None else {"dictionary_v1_sha256": _sha256(older[counted])}
    values = {
        "normalise_version": str(NORMALISE_VERSION),
        "dictionary_sha256": _sha256(definitions.dictionary[counted]),
        **earlier,
        "masks_sha256": _sha256(definitions.masks[["phrase", "kind"]]),
        "cues_sha256": _sha256(definitions.cues[["cue", "stance", "side", "window"]]),
        "reporting_sha256": _sha256(definitions.reporting[["pattern", "kind", "side"]]),
    }
    return check(pd.DataFrame(values.items(), columns=["name", "value"]), "made_from")


def _check_unedited(paths: Iterable[Path], recorded: pd.DataFrame) -> None:
    """Check files against the SHA-256 that was written down when they were made."""
    known = dict(zip(recorded["name"], recorded["value"], strict=True))
    for path in paths:
        found, made = path.is_file(), known.get(f"{path.name}_sha256")
        if (found or made) and (not found or _sum(path.read_bytes()) != made):
            what = "not the file whose SHA-256 features/made_from.csv keeps" if found else "is missing"
            remedy = "restore it from the release, or run `features` where the texts are"
            raise FramingError(f"{path}: {what}; {remedy}")


def _sum(data: bytes) -> str:
    # a checkout on Windows may end lines otherwise
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _sha256(table: pd.DataFrame) -> str:
    return _sum(as_csv(table).encode("utf-8"))
