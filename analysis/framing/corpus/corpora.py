"""A corpus in a folder: its pieces, its definitions, its texts where they are, and its released features."""

import hashlib
import re
import warnings
from pathlib import Path

import pandas as pd

from framing.corpus.annotate import annotate
from framing.dictionary import dictionary as dictionaries
from framing.errors import FramingError
from framing.files import read_text
from framing.paths import CORPUS, SPECIMEN
from framing.study import Definitions, Features, Study
from framing.tables.checked import as_csv, check, read_if_there, read_table
from framing.tables.schema import EVERY_PIECE
from framing.text.documents import read_parts
from framing.text.normalise import VERSION as NORMALISE_VERSION
from framing.text.tokens import is_word, words

FEATURES = ("sentences", "hits", "bags")
FINGERPRINT_FROM = 12
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_COLOURS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")


def read_study(folder: Path = CORPUS, *, prefer_texts: bool = True) -> Study:
    """Read the study of a folder: from its texts where all are there, else from its released features.

    Raises FramingError where a table is wrong, or where there are neither texts nor features.
    """
    pieces = read_table(folder / "pieces.csv", "pieces")
    definitions, read = read_definitions(folder), _read_by_people(folder)
    if prefer_texts and not missing_texts(folder, pieces):
        texts = read_texts(folder, pieces)
        features = _annotate(texts, definitions)
        return Study(pieces, definitions, features, texts, *read)
    features = read_features(folder)
    apart = sorted({*pieces["doc_id"]} ^ {*features.sentences["doc_id"]})
    if apart:
        raise FramingError(
            f"{folder / 'pieces.csv'}: it and features/sentences.csv do not hold the same pieces "
            f"({apart[0]!r} is in one of them alone); restore both from the release"
        )
    return Study(pieces, definitions, features, None, *read)


def read_specimen() -> Study:
    """Read the specimen pieces, written for this project, from their texts."""
    return read_corpus(SPECIMEN)


def read_corpus(folder: Path, dictionary: Path | None = None) -> Study:
    """Read a corpus of one's own: a folder of text files, beside which a pieces.csv may lie.

    The texts are the .txt files in `folder`, or in its folder `texts`; those that a pieces.csv does not list
    are left out with a warning. The definitions are those of the folder, or the study's, or the dictionary
    in another file. Raises FramingError where there are no texts or a table is wrong.
    """
    if not folder.is_dir():
        raise FramingError(f"{folder}: no such folder; name a folder of .txt files")
    names = sorted(path.stem for path in text_folder(folder).glob("*.txt"))
    if not names:
        raise FramingError(f"{folder}: no .txt file in it; put one text file per piece there")
    listed = folder / "pieces.csv"
    pieces = (
        read_table(listed, "pieces")
        if listed.exists()
        else check(pd.DataFrame({"doc_id": names, "label": names}), "pieces", str(folder))
    )
    _check_names(pieces, str(listed if listed.exists() else folder))
    unlisted = sorted({*names} - {*pieces["doc_id"]})
    if unlisted:
        warnings.warn(f"{listed}: does not list {unlisted[0]!r} ({len(unlisted)} not read)", stacklevel=2)
    absent = missing_texts(folder, pieces, verify=False)
    if absent:
        raise FramingError(
            f"{listed}: piece {absent[0]!r} has no file {absent[0]}.txt; add it or remove the row"
        )
    definitions = read_definitions(folder, dictionary)
    texts = read_texts(folder, pieces)
    read = () if dictionary else _read_by_people(folder)
    return Study(pieces, definitions, _annotate(texts, definitions), texts, *read)


def read_definitions(folder: Path = CORPUS, dictionary: Path | None = None) -> Definitions:
    """Read the definitions of a folder; those that it lacks are the study's.

    A dictionary file that has no frames.csv beside it defines its frames by their names alone.
    Raises FramingError where a table is wrong or a frame is not defined.
    """
    own = folder / "dictionary.csv"
    path = dictionary or (own if own.exists() else CORPUS / "dictionary.csv")
    table = dictionaries.read(path)
    if table.empty:
        raise FramingError(f"{path}: there is no pattern in it; add a row for each")
    frames = _beside(path, "frames") if (path.parent / "frames.csv").exists() else _named_frames(table)
    dictionaries.check_frames(table, frames, str(path))
    subframes = (
        _beside(path, "subframes") if (path.parent / "subframes.csv").exists() else _named_subframes(table)
    )
    dictionaries.check_subframes(table, subframes, str(path))
    dictionaries.check_frames(subframes, frames, str(path.parent / "subframes.csv"))
    place = subframes["frame"].map({frame: place for place, frame in enumerate(frames["frame"])})
    subframes = subframes.iloc[place.argsort(kind="stable")].reset_index(drop=True)
    names = ("masks", "cues", "reporting", "comparisons")
    rest = {name: read_table(_own(folder, name), name) for name in names}
    return Definitions(frames, subframes, table, **rest)


def text_folder(folder: Path) -> Path:
    """Return where the texts of a corpus lie: in it where it holds any, else in its folder `texts`."""
    inside = folder / "texts"
    released = (folder / "paragraphs.csv").exists() and not any(folder.glob("*.txt"))
    return inside if inside.is_dir() or released else folder


def missing_texts(folder: Path, pieces: pd.DataFrame, *, verify: bool = True) -> list[str]:
    """Return the doc_id of every piece whose text is not there, or is not the whole text."""

    def there(doc_id: str, sha256: str) -> bool:
        path = text_folder(folder) / f"{doc_id}.txt"
        if not path.is_file():
            return False
        return not (verify and sha256) or hashlib.sha256(path.read_bytes()).hexdigest() == sha256

    return [row.doc_id for row in pieces.itertuples() if not there(row.doc_id, row.sha256_text)]


def read_texts(folder: Path, pieces: pd.DataFrame) -> pd.DataFrame:
    """Read the texts of a corpus, normalised.

    One row per paragraph with columns doc_id, paragraph (from 1), part (as `documents.read_parts` finds it
    by marks and title), text.
    Raises FramingError where a file is missing, not text, or empty.
    """
    rows = []
    for piece in pieces.itertuples():
        path = text_folder(folder) / f"{piece.doc_id}.txt"
        found = read_parts(read_text(path), piece.title)
        if not any(is_word(text) for _, text in found):
            raise FramingError(f"{path}: there are no words in it; put the text into it or remove the piece")
        rows += [(piece.doc_id, number, part, text) for number, (part, text) in enumerate(found, start=1)]
    return check(pd.DataFrame(rows, columns=["doc_id", "paragraph", "part", "text"]), "texts", str(folder))


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a paragraph, or nothing where it has fewer than 12 words and could be guessed.

    >>> fingerprint("Too short to be hidden by a hash.")
    ''
    """
    if sum(map(is_word, words(text))) < FINGERPRINT_FROM:
        return ""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def describe_paragraphs(texts: pd.DataFrame) -> pd.DataFrame:
    """Describe paragraphs without their text.

    One row per paragraph with columns doc_id, paragraph, part, n_words, sha256.
    """
    table = texts[["doc_id", "paragraph", "part"]].assign(
        n_words=[sum(map(is_word, words(text))) for text in texts["text"]],
        sha256=[fingerprint(text) for text in texts["text"]],
    )
    return check(table, "paragraphs")


def read_features(folder: Path = CORPUS) -> Features:
    """Read the released features of a corpus: tables sentences, hits and bags, as `annotate` makes them.

    Raises FramingError where one is missing or wrong, or was made with other definitions than the folder's.
    """
    recorded = read_table(folder / "features" / "made_from.csv", "made_from")
    if as_csv(recorded) != as_csv(_made_from(read_definitions(folder))):
        raise FramingError(
            f"{folder / 'features'}: made with another dictionary.csv, masks.csv, cues.csv or reporting.csv "
            f"than those of {folder}; "
            "to count new patterns import the texts (see README), or undo the change"
        )
    features = Features(*(read_table(folder / "features" / f"{name}.csv", name) for name in FEATURES))
    there = set(zip(features.sentences["doc_id"], features.sentences["sentence"], strict=True))
    for row, key in enumerate(zip(features.hits["doc_id"], features.hits["sentence"], strict=True), start=2):
        if key not in there:
            raise FramingError(
                f"{folder / 'features'}/hits.csv, row {row}: piece {key[0]!r} has no sentence {key[1]}; "
                "restore the file from the release"
            )
    return features


def read_bags(folder: Path = CORPUS) -> pd.DataFrame:
    """Read how often every token stands in every piece: as released, else counted in the texts.

    One row per piece x token with columns doc_id, token, n. Raises FramingError where there are neither.
    """
    path = folder / "features" / "bags.csv"
    return read_table(path, "bags") if path.exists() else read_corpus(folder).features.bags


def feature_files(texts: pd.DataFrame, definitions: Definitions) -> dict[str, str]:
    """Return the content of every released file that is made from texts, by its path in the corpus folder."""
    features = _annotate(texts, definitions)
    files = {f"features/{name}.csv": as_csv(table) for name, table in zip(FEATURES, features, strict=True)}
    files["features/made_from.csv"] = as_csv(_made_from(definitions))
    return files | {"paragraphs.csv": as_csv(describe_paragraphs(texts))}


def check_features(folder: Path = CORPUS) -> None:
    """Check that the released tables of a corpus agree with each other and with its definitions.

    Raises FramingError that names the file and the piece.
    """
    features = read_features(folder)
    words = features.sentences.groupby("doc_id")["n_words"].sum()
    pairs = {"bags": features.bags.groupby("doc_id")["n"].sum()}
    if (folder / "paragraphs.csv").exists():
        described = read_table(folder / "paragraphs.csv", "paragraphs")
        pairs["paragraphs"] = described.groupby("doc_id")["n_words"].sum()
    for name, total in pairs.items():
        differing = words.index[words != total.reindex(words.index)]
        if len(differing):
            raise FramingError(
                f"{folder}: {name}.csv and sentences.csv give piece {differing[0]!r} different numbers "
                "of words; restore both from the release"
            )


def _made_from(definitions: Definitions) -> pd.DataFrame:
    counted = definitions.dictionary[["frame", "subframe", "pattern", "unless"]]
    values = {
        "normalise_version": str(NORMALISE_VERSION),
        "dictionary_sha256": _sha256(counted),
        "masks_sha256": _sha256(definitions.masks[["phrase"]]),
        "cues_sha256": _sha256(definitions.cues[["cue", "stance", "side", "window"]]),
        "reporting_sha256": _sha256(definitions.reporting[["pattern", "kind", "side"]]),
    }
    return check(pd.DataFrame(values.items(), columns=["name", "value"]), "made_from")


def _annotate(texts: pd.DataFrame, definitions: Definitions) -> Features:
    d = definitions
    return annotate(texts, d.dictionary, d.masks, d.cues, d.reporting)


def _own(folder: Path, name: str) -> Path:
    own = folder / f"{name}.csv"
    return own if own.exists() else CORPUS / own.name


def _sha256(table: pd.DataFrame) -> str:
    return hashlib.sha256(as_csv(table).encode("utf-8")).hexdigest()


def _check_names(pieces: pd.DataFrame, source: str) -> None:
    if pieces.empty:
        raise FramingError(f"{source}: it lists no piece; add a row for each, or remove the file")
    _check_labels(pieces, source)
    for doc_id in pieces["doc_id"]:
        if doc_id == EVERY_PIECE:
            raise FramingError(f"{source}: no piece can be called {doc_id!r}, as that means all; rename it")
        if not doc_id.isprintable():
            raise FramingError(f"{source}: {doc_id!r} cannot name a piece; rename the file in plain letters")


def _check_labels(table: pd.DataFrame, source: str) -> None:
    twice = table["label"].duplicated()
    if twice.any():
        row = int(twice.to_numpy().argmax())
        raise FramingError(
            f"{source}, row {row + 2}: label {table.at[row, 'label']!r} stands there twice, so that figures "
            "could not tell the two apart; change one"
        )


def _read_by_people(folder: Path) -> list[pd.DataFrame]:
    """Return codings and hits checked by hand; without rows where a corpus has none."""
    return [read_if_there(folder / f"{name}.csv", name) for name in ("codings", "hits_checked")]


def _beside(path: Path, name: str) -> pd.DataFrame:
    source = path.parent / f"{name}.csv"
    table = read_table(source, name)
    if name == "frames":
        _check_labels(table, str(source))
    for key, colour in zip(table["frame"], table.get("colour", []), strict=False):
        if not _COLOUR.fullmatch(colour):
            raise FramingError(
                f"{source}: colour of frame {key!r} is {colour!r}; write # and six hexadecimal digits, "
                f"such as {_COLOURS[0]}"
            )
    return table.sort_values("order", kind="stable", ignore_index=True)


def _named_frames(dictionary: pd.DataFrame) -> pd.DataFrame:
    keys = list(dict.fromkeys(dictionary["frame"]))
    return check(
        pd.DataFrame(
            {
                "frame": keys,
                "label": [key.replace("_", " ").capitalize() for key in keys],
                "definition": "",
                "source": "",
                "colour": [_COLOURS[i % len(_COLOURS)] for i in range(len(keys))],
                "order": range(1, len(keys) + 1),
            }
        ),
        "frames",
    )


def _named_subframes(dictionary: pd.DataFrame) -> pd.DataFrame:
    pairs = dictionary.loc[dictionary["subframe"] != "", ["frame", "subframe"]].drop_duplicates()
    return check(
        pairs.assign(
            label=[key.replace("_", " ").capitalize() for key in pairs["subframe"]],
            definition="",
            order=range(1, len(pairs) + 1),
        ),
        "subframes",
    )
