"""A scheduler and workers as processes of their own, on this machine alone, which end with the test."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

START = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
QUIET = ("--no-dashboard", "--host", "127.0.0.1")


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


class Cluster:
    """A scheduler with workers, each of which is started again by its nanny when it is killed."""

    def __init__(self, folder, workers):
        self.folder, self.port, self.processes = folder, free_port(), []
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.start_scheduler()
        for _ in range(workers):
            self.start_worker()

    def _start(self, module, *arguments):
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, *QUIET]
        process = subprocess.Popen(command, cwd=self.folder, start_new_session=True, **START)
        self.processes.append(process)
        return process

    def start_scheduler(self):
        self.scheduler = self._start("dask_scheduler", "--port", str(self.port))

    def start_worker(self):
        places = ("--nthreads", "1", "--memory-limit", "0", "--local-directory", str(self.folder))
        return self._start("dask_worker", self.address, *places, "--death-timeout", "60")

    def workers(self):
        """Return the ids of the processes that score: those that nannies started."""
        return [pid for process in self.processes[1:] for pid in below(process.pid)]

    def wait_for_workers(self, n):
        from distributed import Client

        with Client(self.address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(n, timeout=30)

    def end(self):
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def below(pid):
    """Return the processes that score below a nanny; others only keep track of what they share."""
    import psutil

    with suppress(psutil.Error):
        return [p.pid for p in psutil.Process(pid).children() if "spawn_main" in " ".join(p.cmdline())]
    return []


def kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@contextmanager
def cluster(folder, workers=2):
    folder.mkdir(exist_ok=True)
    running = Cluster(folder, workers)
    try:
        running.wait_for_workers(workers)
        yield running
    finally:
        running.end()


def until(true, seconds=30.0):
    stop = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < stop
        time.sleep(0.02)
