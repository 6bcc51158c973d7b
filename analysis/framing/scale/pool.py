"""Blocks given to processes that score them, in order."""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from framing.errors import FramingError
from framing.processes import pool, result_of
from framing.reading.blocks import Block
from framing.scale.workers import Job, prepare, score_block

# the numbers of a block and of its table, how far into the inputs it reaches, and itself, or None where done
Wanted = tuple[int, int, int, Block | None]
# what is done with a block, told its number and that of its table
Work = Callable[[int, int, Block], Any]
# what came of a block (of scoring how many documents it has), or None where it was done, and its reach
Scored = tuple[Any, int]


def scored(
    wanted: Iterator[Wanted], job: Job, workers: int, work: Work = score_block
) -> Generator[Scored, None, None]:
    """Score the blocks that are wanted, in order, in this process or in so many others, or do other work."""
    if workers < 2:
        prepare(job)
        for number, place, reach, block in wanted:
            yield None if block is None else work(number, place, block), reach
        return
    try:
        with pool(workers, begin=prepare, given=(job,)) as processes:
            yield from _scored_by(processes, wanted, 2 * workers, work)
    except BrokenProcessPool:
        cause = "a worker was ended from outside, mostly for want of memory"
        remedy = "run the same command again to go on, with fewer --workers"
        raise FramingError(f"{cause}; {remedy}") from None


def _scored_by(
    processes: ProcessPoolExecutor, wanted: Iterator[Wanted], most_pending: int, work: Work
) -> Iterator[Scored]:
    pending: deque[tuple[Future[Any] | None, int]] = deque()
    for number, place, reach, block in wanted:
        # names of columns, which may be many, are of no use to a worker
        sent = block and block._replace(table=block.table._replace(names=()))
        pending.append((None if sent is None else processes.submit(work, number, place, sent), reach))
        if len(pending) > most_pending:
            yield _finished(*pending.popleft())
    while pending:
        yield _finished(*pending.popleft())


def _finished(future: "Future[Any] | None", reach: int) -> Scored:
    return None if future is None else result_of(future), reach
