"""How far a run is, in words."""

import time
from collections.abc import Callable

PROGRESS_SECONDS = 2.0


def reporter(total: int, say: Callable[[str], None]) -> Callable[[int, int], None]:
    """Return a function that says, every two seconds at most, how far the run is and what is left."""
    started = said = time.monotonic()
    done = skipped = 0

    def report(n: int, reach: int) -> None:
        nonlocal said, done, skipped
        # a file may have grown since
        reach = min(reach, total)
        done += n
        # parts made by an earlier run say nothing about the speed of this one
        skipped = skipped if done else reach
        now = time.monotonic()
        if now - said < PROGRESS_SECONDS and reach < total:
            return
        said, seconds = now, max(now - started, 1e-9)
        left = (total - reach) * seconds / max(reach - skipped, 1)
        say(
            f"{100 * reach / max(total, 1):.0f} %, {done:,} documents, {done / seconds:,.0f} a second, "
            f"{(reach - skipped) / seconds / 1e6:.1f} MB of input a second, {left / 60:.1f} minutes left"
        )

    return report
