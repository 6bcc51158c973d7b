"""Executing the notebooks, so that what is committed is what the code makes."""

import atexit
import subprocess
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from framing.errors import FramingError
from framing.files import write_text
from framing.processes import result_of

SECONDS_PER_CELL = 300
# a widget by a name that is another in every run, and that means nothing without its kernel
_WIDGET = "application/vnd.jupyter.widget-view+json"


def execute(path: Path, begun: Callable[[NotebookClient], object] = id) -> str:
    """Execute a notebook from top to bottom and return it as the text of a notebook file.

    Nothing in the text depends on the machine or the time: no timing, no version of Python. Of a widget
    there is what it shows without a browser. `begun` is given what executes it.
    Raises FramingError that names the notebook where it is none, a cell fails or its kernel ends.
    """
    try:
        notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, AttributeError, TypeError, nbformat.ValidationError):
        raise FramingError(f"{path}: not a notebook; save it from JupyterLab, or remove it") from None
    where = {"metadata": {"path": str(path.parent)}}
    how: dict[str, Any] = {"timeout": SECONDS_PER_CELL, "kernel_name": "python3", "record_timing": False}
    client = NotebookClient(notebook, resources=where, **how)
    begun(client)
    try:
        # the kernel says on standard error what concerns nobody here
        client.execute(stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        reason = " ".join(f"{error.ename}: {error.evalue}".split())
        raise FramingError(f"{path}: a cell fails ({reason}); mend it and rerun") from None
    except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
        raise FramingError(f"{path}: {' '.join(str(error).split())[:200]}; mend it and rerun") from None
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(_WIDGET, None)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]


def execute_all(folder: Path, progress: Callable[[str], None] = print) -> None:
    """Execute every notebook of a folder, two at a time, and write it with its outputs.

    Raises FramingError where there is none or a cell fails; a notebook that fails is left as it was.
    """
    found = sorted(folder.glob("*.ipynb"))
    if not found:
        raise FramingError(f"{folder}: no notebook in it; name a folder of .ipynb files")
    begun: list[NotebookClient] = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        executed = [pool.submit(execute, path, begun.append) for path in found]
        try:
            for path, text in zip(found, executed, strict=True):
                write_text(path, result_of(text))
                progress(f"executed {path.name}")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            # a kernel may be about to start
            while not all(future.done() for future in executed):
                _end(begun)
                time.sleep(0.05)
            for client in begun:
                # what ended while it started would be ended again at exit, with a traceback
                atexit.unregister(client._cleanup_kernel)
            raise


def _end(clients: Iterable[NotebookClient]) -> None:
    """End the kernels of notebooks that nobody waits for."""
    for client in clients:
        process: Any = getattr(getattr(client.km, "provisioner", None), "process", None)
        with suppress(OSError, AttributeError):
            process.kill()
