"""The pipeline of the study: from texts or released features to tables, figures, page and notebooks.

python analysis/pipeline.py              make every table, figure and the page (same as run)
python analysis/pipeline.py import PATH  find the five pieces in files that you have
python analysis/pipeline.py verify       check the released features, against the texts where they are
python analysis/pipeline.py features     make the released features anew (needs all texts)
python analysis/pipeline.py coding-sheet write a blind sheet for a coder (needs all texts)
python analysis/pipeline.py import-codes FILE...  read filled sheets into corpus/codings.csv
python analysis/pipeline.py notebooks    execute the notebooks and write them with their outputs
python analysis/pipeline.py lint FILE    report what is doubtful in a dictionary
python analysis/pipeline.py score INPUT  count a dictionary in files of any size
"""

import argparse
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from framing import FramingError, paths
from framing.files import read_text, write_text


def run(arguments: argparse.Namespace) -> None:
    """Make the tables, the figures and the page of the study, or of a corpus of one's own."""
    started = time.perf_counter()
    own = arguments.corpus or arguments.dictionary
    out = arguments.out or (paths.ROOT / "results" if own else paths.FIGURES)
    folder = arguments.corpus or paths.CORPUS
    # a second process loads what it needs to draw while the tables are made
    other = ProcessPoolExecutor(1, get_context("spawn"), import_module, ("framing.report.write",))
    with nullcontext() if arguments.only else other as pool:
        if pool:
            pool.submit(int)
        from framing import corpus
        from framing.report.readme import claims_passage, fill, headline
        from framing.report.write import write_all
        from framing.results import analyse

        say(f"reading {folder}")
        study = corpus.read_corpus(folder, arguments.dictionary) if own else corpus.read_study(folder)
        say(f"{len(study.pieces)} pieces, {len(study.features.sentences)} sentences, from {study.source}")
        results = analyse(study)
        written = write_all(results, out, only=arguments.only, pool=pool, say=say)
    if not own and not arguments.only and out.resolve() == paths.FIGURES:
        readme = fill(read_text(paths.README), "headline", headline(results))
        write_text(paths.README, fill(readme, "claims", claims_passage(results)))
    say(f"{len(written)} files in {out}, made from {study.source} in {time.perf_counter() - started:.1f} s")


def import_texts(arguments: argparse.Namespace) -> None:
    """Find the pieces in a user's files and write each one's text into corpus/texts."""
    from framing import corpus, importing
    from framing.tables import read_table

    pieces = read_table(paths.CORPUS / "pieces.csv", "pieces")
    expected = read_table(paths.CORPUS / "paragraphs.csv", "paragraphs")
    found = importing.find_pieces(importing.read_contents(arguments.path), pieces, expected)
    whole_already = {*pieces["doc_id"]} - {*corpus.missing_texts(paths.CORPUS, pieces)}
    if all(len(piece.missing) == piece.expected for piece in found):
        raise FramingError(
            f"{', '.join(map(str, arguments.path))}: no paragraph of any piece in it; "
            "save the text of the page, unshortened, into a text file"
        )
    for piece in found:
        whole = not piece.missing
        part = arguments.partial and piece.doc_id not in whole_already
        if whole or (part and len(piece.missing) < piece.expected):
            write_text(paths.CORPUS / "texts" / f"{piece.doc_id}.txt", piece.text)
        say(importing.report(piece, written=whole or part))


def verify(arguments: argparse.Namespace) -> None:
    """Check the released features among themselves and, where the texts are, against the texts."""
    from framing import corpus
    from framing.tables import read_table

    folder = arguments.corpus or paths.CORPUS
    pieces = read_table(folder / "pieces.csv", "pieces")
    corpus.check_features(folder)
    say("released tables agree with each other, and with the dictionary they were made with")
    missing = corpus.missing_texts(folder, pieces)
    if missing:
        say(f"not checked against the texts: those of {', '.join(missing)} are not here in full (see README)")
        return
    made = corpus.feature_files(corpus.read_texts(folder, pieces), corpus.read_definitions(folder))
    differing = [
        name
        for name, text in made.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode("utf-8")
    ]
    if differing:
        raise FramingError(
            f"{folder / differing[0]}: differs from what the texts give; "
            "run `python analysis/pipeline.py features`"
        )
    say(f"all {len(made)} released files match the texts of {len(pieces)} pieces, byte for byte")


def features(arguments: argparse.Namespace) -> None:
    """Make the released features anew from the texts."""
    from framing import corpus
    from framing.tables import read_table

    folder = arguments.corpus or paths.CORPUS
    pieces = read_table(folder / "pieces.csv", "pieces")
    missing = corpus.missing_texts(folder, pieces)
    if missing:
        raise FramingError(
            f"{corpus.text_folder(folder)}: the text of {', '.join(missing)} is not there in full; "
            "import it first with `python analysis/pipeline.py import PATH`"
        )
    made = corpus.feature_files(corpus.read_texts(folder, pieces), corpus.read_definitions(folder))
    for name, text in made.items():
        write_text(folder / name, text)
        say(f"wrote {folder / name}")


def coding_sheet(arguments: argparse.Namespace) -> None:
    """Write a blind sheet for a coder beside the texts: shuffled sentences, an empty column per frame."""
    from framing import coding, corpus
    from framing.tables import write_table

    folder = arguments.corpus or paths.CORPUS
    sheet = coding.coding_sheet(coding.read_corpus_to_code(folder))
    path = corpus.text_folder(folder) / "coding" / f"{coding.coder_name(arguments.coder)}.csv"
    if path.exists():
        raise FramingError(f"{path}: is there already; name another coder with --coder, or move it away")
    write_table(sheet, path)
    say(f"wrote {path} ({len(sheet)} sentences): 1 where a frame is there, else 0, by the definitions in")
    say(
        "frames.csv; then `python analysis/pipeline.py import-codes` with its name. Do not publish the sheet."
    )


def import_codes(arguments: argparse.Namespace) -> None:
    """Read filled coding sheets into codings.csv, without their text; a coder is named by the file."""
    from framing import coding
    from framing.tables import write_table

    folder = arguments.corpus or paths.CORPUS
    study = coding.read_corpus_to_code(folder)
    frames = study.definitions.frames["frame"].tolist()
    codings = coding.read_codings(folder)
    read = {}
    for path in arguments.file:
        coder = coding.coder_name(path.stem, str(path))
        if coder in read:
            raise FramingError(f"{path}: another file names the coder {coder!r} too; rename one of the two")
        sheet = coding.read_sheet(path, frames)
        read[coder] = coding.codings_of(sheet, study.features.sentences, frames, coder, source=str(path))
        codings = coding.merge_codings(codings, read[coder])
    target = folder / "codings.csv"
    coding.check_codings(codings, study.features.sentences, frames, str(target))
    write_table(codings, target)
    for coder, codes in read.items():
        say(f"{coder}: {len(codes) // len(frames)} of {len(study.features.sentences)} sentences")
    say(f"wrote {target}: {codings['coder'].nunique()} coders")


def notebooks(arguments: argparse.Namespace) -> None:
    """Execute every notebook in its folder and write it with its outputs."""
    from framing.notebooks import execute_all

    execute_all(arguments.folder or paths.NOTEBOOKS, progress=say)


def lint(arguments: argparse.Namespace) -> None:
    """Report what is doubtful in a dictionary file: duplicates, overlaps, wide wildcards, odd characters."""
    from framing import corpus
    from framing.lint import lint as find

    folder = arguments.corpus or paths.CORPUS
    findings = find(arguments.file, corpus.read_bags(folder), arguments.max_types)
    for finding in findings.itertuples():
        say(f"{arguments.file}:{finding.line}: {finding.kind}: {finding.pattern}: {finding.message}")
    say(f"{len(findings)} findings; word types are those of {folder}")


def score(arguments: argparse.Namespace) -> None:
    """Count a dictionary in JSONL, CSV or Parquet files; a rerun goes on where it was interrupted."""
    from framing import scale

    cues = None
    if arguments.detail:
        from framing.tables import read_table

        cues = read_table(paths.CORPUS / "cues.csv", "cues")
    done = scale.score(
        arguments.input,
        arguments.dictionary,
        arguments.out,
        id_column=arguments.id_column,
        text_column=arguments.text_column,
        level=arguments.level,
        workers=arguments.workers,
        sentiment=arguments.sentiment,
        cues=cues,
        detail=arguments.detail,
        progress=lambda line: print(line, file=sys.stderr, flush=True),
    )
    say(f"{done.documents:,} documents scored in this run; {done.parts} parts in {arguments.out}")


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    main_parser = argparse.ArgumentParser(
        prog="pipeline.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = main_parser.add_subparsers(metavar="COMMAND")

    def add(name: str, function: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=function.__doc__, description=function.__doc__)
        command.set_defaults(function=function)
        return command

    command = add("run", run)
    command.add_argument("--only", metavar="FIGURE", help="make one figure, such as fig3")
    command.add_argument("--corpus", type=Path, metavar="FOLDER", help="a folder of your own .txt files")
    command.add_argument("--dictionary", type=Path, metavar="FILE", help="a dictionary of your own")
    command.add_argument("--out", type=Path, metavar="FOLDER", help="where to write")
    command = add("import", import_texts)
    command.add_argument(
        "path", type=Path, nargs="+", metavar="PATH", help="a text file, or a folder of them"
    )
    command.add_argument("--partial", action="store_true", help="write pieces that lack paragraphs too")
    for name, function in (("verify", verify), ("features", features)):
        command = add(name, function)
        command.add_argument(
            "--corpus", type=Path, metavar="FOLDER", help="another corpus with released features"
        )
    command = add("coding-sheet", coding_sheet)
    command.add_argument("--coder", default="coder-1", metavar="NAME", help="names the sheet (coder-1)")
    command.add_argument("--corpus", type=Path, metavar="FOLDER", help="another corpus")
    command = add("import-codes", import_codes)
    command.add_argument("file", type=Path, nargs="+", metavar="FILE", help="a filled sheet")
    command.add_argument("--corpus", type=Path, metavar="FOLDER", help="another corpus")
    command = add("notebooks", notebooks)
    command.add_argument("--folder", type=Path, metavar="FOLDER", help="another folder of notebooks")
    command = add("lint", lint)
    command.add_argument(
        "file", type=Path, metavar="FILE", help="a dictionary as CSV, quanteda YAML or LIWC .dic"
    )
    command.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="a folder of texts to match it against"
    )
    command.add_argument(
        "--max-types", type=int, default=25, metavar="N", help="word types a wildcard may match"
    )
    command = add("score", score)
    command.add_argument("input", type=Path, nargs="+", metavar="INPUT", help="JSONL, CSV or Parquet files")
    command.add_argument("--dictionary", type=Path, required=True, metavar="FILE")
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    command.add_argument("--id-column", default="doc_id", metavar="NAME")
    command.add_argument("--text-column", default="text", metavar="NAME")
    command.add_argument("--level", type=int, choices=(1, 2), default=1, help="1 frames, 2 subframes")
    command.add_argument("--workers", type=int, default=1, metavar="N", help="processes")
    command.add_argument("--sentiment", action="store_true", help="mean VADER compound of the sentences too")
    command.add_argument("--detail", action="store_true", help="matches set aside and negated too")
    return main_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 2 with one line on standard error where the input is wrong."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("--") and given[0] != "--help"):
        given.insert(0, "run")
    warnings.showwarning = lambda message, *_args, **_more: print(f"warning: {message}", file=sys.stderr)
    chosen = parser().parse_args(given)
    try:
        chosen.function(chosen)
    except FramingError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
