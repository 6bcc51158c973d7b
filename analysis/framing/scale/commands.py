"""The commands `score` and `kwic` of files: counting, reading again what was counted, words in context."""

import sys
from argparse import Namespace
from collections.abc import Callable

from framing import paths
from framing.errors import FramingError
from framing.scale.kwic import kwic
from framing.scale.manifest import verify
from framing.scale.score import score


def run(arguments: Namespace, say: Callable[..., None]) -> None:
    """Count a dictionary in files, or with `verify` say whether a folder of results is whole."""
    if arguments.verify:
        say(verify(arguments.verify, arguments.input))
        return
    if not (arguments.input and arguments.dictionary and arguments.out):
        raise FramingError("score needs at least one INPUT, --dictionary FILE and --out FOLDER; name them")
    cues = None
    if arguments.detail:
        from framing.tables.checked import read_table

        cues = read_table(paths.CORPUS / "cues.csv", "cues")
    columns = ("id_column", "text_column", "encoding", "folders")
    options = (*columns, "level", "workers", "scheduler", "matches", "sentiment", "detail")
    done = score(
        *(arguments.input, arguments.dictionary, arguments.out),
        cues=cues,
        progress=lambda line: say(line, sys.stderr),
        **{name: getattr(arguments, name) for name in options},
    )
    scored = f"{done.documents:,} documents scored in this run; {done.parts} parts in {arguments.out}"
    say("\n".join((*done.report.lines, scored)))


def run_kwic(arguments: Namespace, say: Callable[..., None]) -> None:
    """Write every match of a dictionary in tables of documents with the words around it."""
    if not (arguments.to and arguments.dictionary):
        raise FramingError("kwic of files needs INPUT, --dictionary FILE and --to FILE; name them")
    if arguments.by != "tokens" or arguments.out:
        raise FramingError("kwic of files shows tokens and writes one file; leave out --by and --out")
    options = ("frame", "window", "id_column", "text_column", "encoding", "folders", "workers")
    found = kwic(
        *(arguments.pattern, arguments.dictionary, arguments.to),
        progress=lambda line: say(line, sys.stderr),
        **{name: getattr(arguments, name) for name in options},
    )
    say("\n".join((*found.report.lines, f"{found.matches:,} matches in {arguments.to}")))
