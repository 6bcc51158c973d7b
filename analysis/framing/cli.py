"""The commands of the study, but for what `run` itself does: that is told in analysis/pipeline.py."""

import argparse
import io
import os
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from framing import paths
from framing.classroom.home import of_this_folder
from framing.errors import FramingError
from framing.options import OPTIONS
from framing.staging import staged

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from framing.methods import Methods
    from framing.study import Results, Study

Command = Callable[[argparse.Namespace], None]

_STARTED = time.perf_counter()


def main(
    chosen_there: Mapping[str, Command], description: str | None, arguments: Sequence[str] | None = None
) -> int:
    """Run one command; return 0, or 2 with one line on standard error where the input is wrong.

    `chosen_there` are the commands that need the choices of the pipeline, by name; "run" is meant where none
    is named.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("--") and given[0] != "--help"):
        given.insert(0, "run")
    for stream in (sys.stdout, sys.stderr):
        # so that a console of another encoding shows what it cannot write as escapes
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    warnings.showwarning = lambda message, *_args, **_more: say(f"warning: {message}", sys.stderr)
    chosen = of_this_folder(parser(chosen_there, description).parse_args(given), Path.cwd())
    try:
        chosen.function(chosen)
    except FramingError as error:
        say(f"error: {error}", sys.stderr)
        return 2
    return 0


def read(arguments: argparse.Namespace) -> "Study":
    """Read the study, or the corpus and the dictionary that the arguments name."""
    from framing.corpus import commands

    return commands.read(arguments, say, warn=arguments.function is not inspect)


def inspect(arguments: argparse.Namespace) -> None:
    """Say what is read of a corpus and what is left out, without analysing it."""
    from framing.corpus import commands

    commands.inspect(read(arguments), arguments, say)


def write(results: "Results", arguments: argparse.Namespace, pool: "Executor | None") -> None:
    """Write figures, tables and page, and what README.md says of the study's own results."""
    from framing.corpus import commands
    from framing.report.publish import fill_readme
    from framing.report.write import write_all

    own = arguments.corpus or arguments.dictionary or arguments.group_by
    out = arguments.out or (paths.ROOT / "results" if own else paths.FIGURES)
    quoted = not own and not arguments.only and out.resolve() == paths.FIGURES
    with staged(out, partial(fill_readme, paths.README, results) if quoted else int) as stage:
        written = write_all(results, stage, only=arguments.only, pool=pool, say=say)
        if own:
            commands.write_reading(results.study, stage)
    seconds = time.perf_counter() - _STARTED
    say(f"{len(written)} files in {out}, made from {results.study.source} in {seconds:.1f} s")
    if own:
        commands.report(results.study, arguments, out, say)


def from_scores(arguments: argparse.Namespace, methods: "Methods") -> None:
    """Write figures, tables, page and notebook from what `score` has left in a folder."""
    from framing.scored.write import run

    run(arguments, methods, say)


def export(arguments: argparse.Namespace, methods: "Methods") -> None:
    """Write what goes into a paper."""
    from framing.export.run import write_paper
    from framing.results import analyse

    write_paper(lambda: analyse(read(arguments), methods), arguments, _STARTED, say)


def import_texts(arguments: argparse.Namespace) -> None:
    """Find the pieces in a user's files and write each one's text into corpus/texts."""
    from framing.corpus import commands

    commands.import_texts(arguments, say)


def verify(arguments: argparse.Namespace) -> None:
    """Check the released features among themselves and, where the texts are, against the texts."""
    from framing.corpus import commands

    commands.verify(arguments.corpus or paths.CORPUS, say)


def features(arguments: argparse.Namespace) -> None:
    """Make the released features anew from the texts."""
    from framing.corpus import commands

    commands.write_features(arguments.corpus or paths.CORPUS, say)


def coding_sheet(arguments: argparse.Namespace) -> None:
    """Write a blind sheet for a coder beside the texts: shuffled sentences, an empty column per frame."""
    from framing.coding import commands

    folder, chosen = arguments.corpus or paths.CORPUS, (arguments.dictionary, arguments.subframes)
    say(commands.write_coding_sheet(folder, arguments.coder, *chosen))


def import_codes(arguments: argparse.Namespace) -> None:
    """Read filled coding sheets into codings.csv, without their text; a coder is named by the file."""
    from framing.coding import commands

    say(commands.import_codes(arguments.corpus or paths.CORPUS, arguments.dictionary, arguments.file))


def hit_sheet(arguments: argparse.Namespace) -> None:
    """Write a blind sheet of all hits beside the texts: context, empty voice, speaker and stance."""
    from framing.coding import commands

    say(commands.write_hit_sheet(arguments.corpus or paths.CORPUS, arguments.reader))


def import_hits(arguments: argparse.Namespace) -> None:
    """Read filled sheets of hits into hits_checked.csv, without text; a reader is named by the file."""
    from framing.coding import commands

    say(commands.import_hits(arguments.corpus or paths.CORPUS, arguments.file))


def disputed(arguments: argparse.Namespace) -> None:
    """List by number the sentences on which coders differ, and write a sheet to decide them."""
    from framing.coding import commands

    say(commands.list_disputed(arguments.corpus or paths.CORPUS, arguments.dictionary))


def import_decisions(arguments: argparse.Namespace) -> None:
    """Read a filled adjudication sheet into adjudicated.csv, and the coder gold into codings.csv."""
    from framing.coding import commands

    say(commands.import_decisions(arguments.corpus or paths.CORPUS, arguments.dictionary, arguments.file))


def notebooks(arguments: argparse.Namespace) -> None:
    """Execute every notebook in its folder and write it with its outputs."""
    from framing.notebooks import execute_all

    execute_all(arguments.folder or paths.NOTEBOOKS, progress=say)


def new(arguments: argparse.Namespace) -> None:
    """Make the folder of a study of one's own: places, a starter dictionary, notebooks, a README."""
    from framing.classroom.new import make

    for line in make(arguments.folder):
        say(line)


def merge_answers(arguments: argparse.Namespace) -> None:
    """Merge the answers to exercises that lie in a folder: one row per student and exercise."""
    from framing.classroom.answers import merge

    for line in merge(arguments.folder, arguments.out):
        say(line)


def lint(arguments: argparse.Namespace) -> None:
    """Report what is doubtful in a dictionary file: duplicates, overlaps, wide wildcards, odd characters."""
    from framing.corpus.corpora import read_bags
    from framing.dictionary.lint import write_findings

    folder = arguments.corpus or paths.CORPUS
    found = write_findings(arguments.file, read_bags(folder), arguments.max_types, arguments.out)
    for line in found:
        say(line)
    say(f"word types are those of {folder}")


def coverage(arguments: argparse.Namespace, methods: "Methods") -> None:
    """Simulate what the intervals of a corpus cover, and how often its tests err, by these methods."""
    from framing.corpus import commands

    commands.coverage(read(arguments), methods, arguments, say)


def sample_size(arguments: argparse.Namespace) -> None:
    """Say how many words a comparison of two rates needs."""
    from framing.stats.power import sample_size as needed

    options = ("dispersion", "power", "coverage", "comparisons", "paragraph")
    chosen = {name: getattr(arguments, name) for name in options}
    size = needed(arguments.rate_a, arguments.rate_b, **chosen)
    say(
        f"{size.words:,} words, or {size.paragraphs:,} paragraphs of {arguments.paragraph:g} words, in each "
        f"text to tell {arguments.rate_a:g} from {arguments.rate_b:g} hits per 1,000 words"
    )


def kwic(arguments: argparse.Namespace) -> None:
    """Show a pattern or a frame in its context; with --to the matches of a dictionary in tables, as CSV."""
    if arguments.to or arguments.frame:
        from framing.scale.commands import run_kwic

        run_kwic(arguments, say)
        return
    from framing.corpus import commands

    commands.show_kwic(read(arguments), arguments, say)


def score(arguments: argparse.Namespace) -> None:
    """Count a dictionary in tables of documents; a rerun goes on where it was interrupted."""
    from framing.scale.commands import run

    run(arguments, say)


def say(line: str, stream: TextIO | None = None) -> None:
    """Print a line at once; where its reader, such as `head`, has seen enough, the work goes on unheard."""
    try:
        print(line, file=stream, flush=True)
    except BrokenPipeError:
        unheard(stream or sys.stdout)


def unheard(stream: TextIO) -> None:
    """Let nobody hear what is said from here on, so that it is not tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def parser(chosen_there: Mapping[str, Command], description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line; arguments as for `main`."""
    main_parser = argparse.ArgumentParser(
        prog="pipeline.py", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = main_parser.add_subparsers(metavar="COMMAND")
    for name, function in {**chosen_there, **_COMMANDS}.items():
        command = commands.add_parser(name, help=function.__doc__, description=function.__doc__)
        command.set_defaults(function=function)
        for flag, settings in OPTIONS[name].items():
            command.add_argument(flag, **settings)
    return main_parser


_COMMANDS: Mapping[str, Command] = {
    "inspect": inspect,
    "import": import_texts,
    "verify": verify,
    "features": features,
    "coding-sheet": coding_sheet,
    "import-codes": import_codes,
    "hit-sheet": hit_sheet,
    "import-hits": import_hits,
    "disputed": disputed,
    "import-decisions": import_decisions,
    "notebooks": notebooks,
    "new": new,
    "merge-answers": merge_answers,
    "lint": lint,
    "kwic": kwic,
    "sample-size": sample_size,
    "score": score,
}
