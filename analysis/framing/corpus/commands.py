"""What the commands read: the study or a corpus of one's own, with its reading report."""

import os
import warnings
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from framing import paths
from framing.corpus import importing
from framing.corpus.corpora import collect_study, dictionary_of, read_study
from framing.corpus.features import check_features, files_from_texts
from framing.corpus.kwic import kwic
from framing.corpus.texts import missing_texts, text_folder
from framing.errors import FramingError
from framing.files import read_text, write_text
from framing.reading.files import Options, parse_encodings
from framing.reading.report import DOUBT, doubtful, report_lines
from framing.study import Methods, Study
from framing.tables.checked import read_table, write_table
from framing.threads import one_thread

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


def verify(folder: Path, say: Callable[[str], object]) -> None:
    """Check released features among themselves and, where the texts are, against the texts.

    Raises FramingError where they contradict each other or differ from what the texts give.
    """
    pieces = read_table(folder / "pieces.csv", "pieces")
    check_features(folder)
    say("released tables agree with each other, and with the dictionary they were made with")
    missing, made = files_from_texts(folder)
    if missing:
        say(f"not checked against the texts: those of {', '.join(missing)} are not here in full (see README)")
        return
    for name, text in made.items():
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode("utf-8"):
            remedy = "run `python analysis/pipeline.py features`"
            raise FramingError(f"{folder / name}: differs from what the texts give; {remedy}")
    say(f"all {len(made)} released files match the texts of {len(pieces)} pieces, byte for byte")


def import_texts(arguments: Namespace, say: Say) -> None:
    """Find the pieces in the files that arguments name and write each one's text into corpus/texts.

    Raises FramingError where no paragraph of any is found.
    """
    pieces = read_table(paths.CORPUS / "pieces.csv", "pieces")
    expected = read_table(paths.CORPUS / "paragraphs.csv", "paragraphs")
    given = [*map(read_text, importing.find_files(arguments.path))]
    found = importing.find_pieces(given, pieces, expected)
    whole_already = {*pieces["doc_id"]} - {*missing_texts(paths.CORPUS, pieces)}
    if all(len(piece.missing) == piece.expected for piece in found):
        raise FramingError(
            f"{', '.join(map(str, arguments.path))}: no paragraph of any piece in it; "
            "save the text of the page, unshortened, into a text file"
        )
    if arguments.partial:
        # what is there of a piece already is kept
        there = [paths.CORPUS / "texts" / f"{doc_id}.txt" for doc_id in pieces["doc_id"]]
        before = [read_text(path) for path in there if path.is_file()]
        found = importing.find_pieces([*given, *before], pieces, expected)
    for piece in found:
        whole = not piece.missing
        part = arguments.partial and piece.doc_id not in whole_already
        if whole or (part and len(piece.missing) < piece.expected):
            write_text(paths.CORPUS / "texts" / f"{piece.doc_id}.txt", piece.text)
        say(importing.report(piece, written=whole or part))


def show_kwic(study: Study, arguments: Namespace, say: Say) -> None:
    """Show a pattern or a frame in its context, or write that as CSV where arguments say so."""
    sought = arguments.pattern if len(arguments.pattern) > 1 else arguments.pattern[0]
    found = kwic(study, sought, window=arguments.window, by=arguments.by)
    if arguments.out:
        write_table(found, arguments.out)
        say(f"wrote {arguments.out}")
    else:
        widest = found["pre"].str.len().max()
        for row in found.itertuples():
            say(f"{row.doc_id}:{row.sentence}  {row.pre:>{widest}}  [{row.keyword}]  {row.post}")
    say(f"{len(found)} matches")


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


def coverage(study: Study, methods: Methods, arguments: Namespace, say: Say) -> None:
    """Simulate what the intervals of a study cover; written where a file is named or it is the study."""
    from framing.stats.coverage import printed, simulate
    from framing.stats.salience import count_units

    counts = count_units(study.features, study.definitions, 1, methods.unit)
    words = {doc_id: words for doc_id, (_, words) in counts.items()}
    say(f"simulating {arguments.simulations:,} times")
    with one_thread():
        simulated = simulate(words, methods.bootstrap, arguments.simulations)
    say(printed(simulated))
    own = arguments.corpus or arguments.dictionary
    path = arguments.out or (None if own else paths.FIGURES / "tables" / "coverage.csv")
    if path:
        write_table(simulated, path)
        say(f"wrote {path}")
