"""Blocks given to the workers of a Dask cluster, which read the texts themselves and leave the same results.

Only where rows stand travels through the scheduler. Inputs and the folder of results must be seen by every
worker under the same path.
"""

import importlib
import logging
import pickle
import time
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from threading import Lock
from types import ModuleType
from typing import Any

from framing.errors import FramingError
from framing.processes import uninterrupted
from framing.reading import blocks
from framing.reading.again import Reader, without_texts
from framing.reading.blocks import Block
from framing.scale.origins import engine, versions
from framing.scale.pool import Scored, Wanted
from framing.scale.workers import Job, prepare, score_block

LOCAL = "local"
# how long one waits for a scheduler to answer, and for a worker where there is none
PATIENCE = 30.0
# how often one looks whether there is one
_LOOK = 2.0
# how many workers a block may see end before it is given up
_MOST_ENDS = 10
_LOGS = ("distributed", "distributed.client", "asyncio")
_AGAIN = "run the same command again to go on"


def scored(wanted: Iterator[Wanted], job: Job, scheduler: str, workers: int) -> Generator[Scored, None, None]:
    """Score the blocks that are wanted, in order, on a cluster: that of an address, or a local one.

    Raises FramingError where dask is missing, the cluster is not there or is lost, or a worker has another
    version of what counts.
    """
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        remedy = "install it with pip install '.[cluster]'"
        raise FramingError(f"--scheduler needs {error.name or 'distributed'}; {remedy}") from None
    try:
        with _client(distributed, scheduler, workers) as client:
            yield from _scored_by(client, wanted, job)
    except distributed.KilledWorker:
        cause = f"{_MOST_ENDS} workers were ended from outside at one block, mostly for want of memory"
        raise FramingError(f"{cause}; see to it, and {_AGAIN}") from None
    except (ModuleNotFoundError, AttributeError) as error:
        if "framing" not in str(error):
            raise
        what = f"a worker has no framing, or another version of it ({error}); install this one there"
        raise FramingError(f"{scheduler}: {what}, and {_AGAIN}") from None
    except (CancelledError, TimeoutError, ConnectionError, distributed.comm.CommClosedError) as error:
        what = f"the scheduler is lost ({type(error).__name__}); start it and its workers"
        raise FramingError(f"{scheduler}: {what}, and {_AGAIN}") from None


@contextmanager
def _client(distributed: ModuleType, scheduler: str, workers: int) -> Iterator[Any]:
    """Give a client of a cluster; one that is local ends with it."""
    config = importlib.import_module("dask.config")
    # what concerns the user is raised
    logs = {log: log.level for log in map(logging.getLogger, _LOGS)}
    for log in logs:
        log.setLevel(logging.CRITICAL)
    settings = {
        "distributed.scheduler.allowed-failures": _MOST_ENDS,
        "distributed.comm.timeouts.connect": PATIENCE,
        "distributed.logging.distributed": "critical",
        # giving memory back at once and watching what processes do would take a third of the time
        "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
        "distributed.worker.profile.enabled": False,
        "distributed.admin.tick.interval": "500ms",
        "distributed.admin.system-monitor.interval": "5s",
    }
    try:
        with config.set(settings), _cluster(distributed, scheduler, workers) as address:
            try:
                client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
            except (OSError, ValueError) as error:
                what = f"no scheduler answers ({str(error)[:200]}); start one with `dask scheduler`"
                raise FramingError(f"{scheduler}: {what}, or give --scheduler local") from None
            with client:
                yield client
    finally:
        for log, level in logs.items():
            log.setLevel(level)


@contextmanager
def _cluster(distributed: ModuleType, scheduler: str, workers: int) -> Iterator[Any]:
    if scheduler != LOCAL:
        yield scheduler
        return
    # an interrupt concerns this process alone; what keeps track of what processes share would let it through
    resource_tracker.ensure_running()
    with uninterrupted():
        cluster = distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            worker_dashboard_address=None,
            memory_limit=0,
            silence_logs=logging.CRITICAL,
        )
    with cluster:
        yield cluster


def _scored_by(client: Any, wanted: Iterator[Wanted], job: Job) -> Iterator[Scored]:
    # held by the workers, and given to a new one where the last that held it has ended
    given = client.submit(bytes, pickle.dumps((job._replace(out=job.out.absolute()), _version())))
    pending: deque[tuple[Any, int]] = deque()
    most_pending = 0
    for number, place, reach, block in wanted:
        future = None
        if block is not None:
            if number % 16 == 0 or not most_pending:
                most_pending = 2 * _count_workers(client) + 2
            sent = pickle.dumps((number, place, _sent(block)))
            future = client.submit(score_sent, given, sent, priority=-number, pure=False)
        pending.append((future, reach))
        if len(pending) > most_pending:
            yield _finished(client, *pending.popleft())
    while pending:
        yield _finished(client, *pending.popleft())


def _sent(block: Block) -> Block:
    """Return what is sent of a block: where its rows stand, by a path that is the same for every process."""
    bare = without_texts(block, blocks.BLOCK_BYTES)
    source = bare.table.source._replace(path=bare.table.source.path.absolute())
    return bare._replace(table=bare.table._replace(source=source))


def _finished(client: Any, future: Any, reach: int) -> Scored:
    while future is not None:
        # also what is counted has to be counted anew where the worker that held the number has ended
        with suppress(TimeoutError):
            return future.result(timeout=_LOOK), reach
        _count_workers(client)
    return None, reach


def _count_workers(client: Any) -> int:
    """Return how many workers there are. Raises FramingError where for half a minute there is none."""
    until = time.monotonic() + PATIENCE
    while not (workers := len(client.nthreads())):
        if time.monotonic() > until:
            where = client.scheduler.address
            what = f"has no worker; start one with `dask worker {where}`"
            raise FramingError(f"{where}: {what}, and {_AGAIN}")
        time.sleep(_LOOK / 10)
    return workers


def _version() -> tuple[Any, ...]:
    return engine(), versions()


# what a worker holds from block to block, of which it scores one at a time, whatever threads it has
_HELD: dict[str, Any] = {}
_ONE = Lock()


def score_sent(given: bytes, sent: bytes) -> int:
    """Score a block on a worker, where job and block arrive as bytes, and return its number of documents.

    Raises FramingError where the worker has another version of what counts.
    """
    with _ONE:
        if _HELD.get("given") != given:
            job, version = pickle.loads(given)
            if version != _version():
                what = "other versions of framing, Python, numpy or pyarrow than the run was begun with"
                raise FramingError(f"a worker has {what}; install the same there, and {_AGAIN}")
            prepare(job)
            _HELD.update(given=given, reader=Reader())
        number, place, block = pickle.loads(sent)
        try:
            return score_block(number, place, _HELD["reader"].with_texts(block))
        except BaseException:
            _HELD["reader"].close()
            raise
