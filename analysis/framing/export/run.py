"""What only a run knows of itself: its time, its memory and its machine."""

import os
import platform
import sys
import time

from framing.export.replication import Run


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
