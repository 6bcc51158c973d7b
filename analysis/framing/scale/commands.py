"""The command `score`: counting in files, and reading again what was counted."""

import sys
from argparse import Namespace
from collections.abc import Callable

from framing import paths
from framing.errors import FramingError
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
