"""Executing the notebooks, so that what is committed is what the code makes."""

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from framing.errors import FramingError
from framing.files import write_text

SECONDS_PER_CELL = 300
# a widget by a name that is another in every run, and that means nothing without its kernel
_WIDGET = "application/vnd.jupyter.widget-view+json"


def execute(path: Path) -> str:
    """Execute a notebook from top to bottom and return it as the text of a notebook file.

    Nothing in the text depends on the machine or the time: no timing, no version of Python. Of a widget
    there is what it shows without a browser.
    Raises FramingError that names the notebook where it is none or a cell fails.
    """
    try:
        notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, nbformat.ValidationError):
        raise FramingError(f"{path}: not a notebook; save it from JupyterLab, or remove it") from None
    where = {"metadata": {"path": str(path.parent)}}
    how: dict[str, Any] = {"timeout": SECONDS_PER_CELL, "kernel_name": "python3", "record_timing": False}
    client = NotebookClient(notebook, resources=where, **how)
    try:
        # the kernel says on standard error what concerns nobody here
        client.execute(stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        reason = " ".join(f"{error.ename}: {error.evalue}".split())
        raise FramingError(f"{path}: a cell fails ({reason}); mend it and rerun") from None
    except (CellTimeoutError, DeadKernelError) as error:
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
    with ThreadPoolExecutor(max_workers=2) as pool:
        for path, text in zip(found, pool.map(execute, found), strict=True):
            write_text(path, text)
            progress(f"executed {path.name}")
