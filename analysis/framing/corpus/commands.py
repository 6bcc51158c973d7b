"""What the commands read: the study or a corpus of one's own, with its reading report."""

import os
import warnings
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from framing import paths
from framing.corpus.corpora import collect_study, dictionary_of, read_study
from framing.corpus.features import files_from_texts
from framing.corpus.texts import text_folder
from framing.errors import FramingError
from framing.files import write_text
from framing.reading.files import Options, parse_encodings
from framing.reading.report import DOUBT, doubtful, report_lines
from framing.study import Study
from framing.tables.checked import write_table

Say = Callable[[str], None]
READING = "reading.csv"


def read(arguments: Namespace, say: Say, *, warn: bool = True) -> Study:
    """Read the study, or the corpus and dictionary that arguments name, and warn of what is doubtful."""
    folder = arguments.corpus or paths.CORPUS
    say(f"reading {folder}")
    own = arguments.corpus or arguments.dictionary
    if own:
        workers = min(4, os.cpu_count() or 1)
        study = collect_study(folder, arguments.dictionary, _options(arguments), workers, say)
    else:
        study = read_study(folder)
    rows = [*study.reading.itertuples()] if warn else []
    # what `run` leaves out it says at its end
    told = [row for row in rows if row.outcome == DOUBT or not hasattr(arguments, "only")]
    for line in doubtful(told, str(folder)):
        warnings.warn(line, stacklevel=2)
    say(f"{len(study.pieces)} pieces, {len(study.features.sentences)} sentences, from {study.source}")
    return study


def inspect(study: Study, arguments: Namespace, say: Say) -> None:
    """Say what is read of a corpus and what is left out, and where a folder is named write it there."""
    if arguments.out:
        write_reading(study, arguments.out)
    report(study, arguments, arguments.out, say)


def write_reading(study: Study, out: Path) -> None:
    """Write what was read of a corpus and what was left out into a folder as a table."""
    write_table(study.reading, out / READING)


def report(study: Study, arguments: Namespace, out: Path | None, say: Say) -> None:
    """Say what was read of a corpus, what was left out, and where that was written."""
    folder = arguments.corpus or paths.CORPUS
    if out:
        say(f"wrote {out / READING}")
    dictionary = dictionary_of(folder, arguments.dictionary)
    hits, patterns = study.features.hits["n"].sum(), study.definitions.dictionary["pattern"].nunique()
    for line in report_lines(study.reading.itertuples(), str(folder), str(dictionary), hits, patterns):
        say(line)


def write_features(folder: Path, say: Say) -> None:
    """Make the released features of a folder anew from its texts.

    Raises FramingError where a text is not there in full.
    """
    missing, made = files_from_texts(folder)
    if missing:
        raise FramingError(
            f"{text_folder(folder)}: the text of {', '.join(missing)} is not there in full; "
            "import it first with `python analysis/pipeline.py import PATH`"
        )
    for name, text in made.items():
        write_text(folder / name, text)
        say(f"wrote {folder / name}")


def _options(arguments: Namespace) -> Options:
    """Return what the arguments say of files; a command that does not ask reads them as they are."""
    encodings = parse_encodings(getattr(arguments, "encoding", None))
    text, name = (getattr(arguments, option, None) for option in ("text_column", "id_column"))
    return Options(encodings, text, name, getattr(arguments, "drop_versions", False))
