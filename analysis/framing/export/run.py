"""A run of the export: what is asked for becomes files, and what only a run knows of itself is noted."""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable

from framing.export.paper import Wishes, paper
from framing.export.presets import preset
from framing.export.replication import Run
from framing.files import write_bytes
from framing.staging import staged
from framing.study import Results


def write_paper(
    analysed: Callable[[], Results], asked: argparse.Namespace, started: float, say: Callable[[str], object]
) -> None:
    """Write what goes into a paper into the folder asked for; `analysed` gives the results.

    Raises FramingError where there is no such preset or width, or where the folder cannot be written to.
    """
    wishes = Wishes(preset(asked.journal), asked.grey, asked.tiff, asked.width)
    command = f"python analysis/pipeline.py export --journal {asked.journal} --to FOLDER"
    shipped = asked.corpus is None and asked.dictionary is None
    files = paper(analysed(), wishes, lambda: run_of(command, started), shipped=shipped, say=say)
    with staged(asked.to) as stage:
        for path, data in files.items():
            write_bytes(stage / path, data)
    say(f"{len(files)} files in {asked.to}, for {wishes.preset.label}")


def run_of(command: str, started: float) -> Run:
    """Return what is known of this process, begun at `started` on the clock of `time.perf_counter`."""
    machine = f"{os.cpu_count()} cores of {platform.machine()} under {platform.system()}"
    return Run(command, platform.python_version(), machine, time.perf_counter() - started, _peak())


def _peak() -> float:
    """Return the most memory that this process has held, in MB; NaN where the system does not tell."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts bytes, others KiB
    return peak / (2**20 if sys.platform == "darwin" else 2**10)
