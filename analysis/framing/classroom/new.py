"""The folder of a study of one's own, made from the starter files and the notebooks of the study."""

import json
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.corpus.collected import NOTE
from framing.errors import FramingError
from framing.files import TEMPORARY, read_text, write_text
from framing.locks import LOCK
from framing.paths import MARK, NOTEBOOKS, ROOT
from framing.staging import WAITING, staged

_STARTER = Path(__file__).parent / "starter"
_COPIED = ("dictionary.csv", "frames.csv")


def make(folder: Path) -> list[str]:
    """Make a study of one's own in a folder that is empty or not there yet; return what to say of it.

    Raises FramingError where the folder holds anything, is a file, or cannot be written to.
    """
    refuse(folder)
    script = str(ROOT / "analysis" / "pipeline.py")
    jupyter = (sys.executable, "-m", "jupyter", "lab")
    words = {"{command}": in_shell((sys.executable, script)), "{jupyter}": in_shell(jupyter)}
    readme = read_text(_STARTER / "README.md")
    for mark, meant in words.items():
        readme = readme.replace(mark, meant)
    files = {name: read_text(_STARTER / name) for name in _COPIED}
    files |= {NOTE: read_text(_STARTER / Path(NOTE).name), "README.md": readme}
    files |= {f"notebooks/{p.name}": without_outputs(read_text(p)) for p in sorted(NOTEBOOKS.glob("*.ipynb"))}
    with staged(folder) as stage:
        for name, text in {**files, MARK: read_text(_STARTER / MARK)}.items():
            write_text(stage / name, text)
    return [f"{folder}: a study of your own; README.md in it says the five steps"]


def refuse(folder: Path) -> None:
    """Raise FramingError where a study cannot be made in a folder."""
    if (folder / WAITING).is_dir():
        # one that was cut off while it was made
        return
    try:
        there = sorted(folder.iterdir()) if folder.exists() else []
        held = next((path for path in there if not path.name.startswith((TEMPORARY, LOCK))), None)
    except OSError as error:
        remedy = "name a folder that is empty or not there yet"
        raise FramingError(f"{folder}: cannot hold a study ({error.strerror}); {remedy}") from None
    if held is not None:
        remedy = "name one that is empty or not there yet"
        raise FramingError(f"{folder}: the folder is not empty ({held.name} is in it); {remedy}")


def in_shell(command: Sequence[str]) -> str:
    """Write a command as the shell of this system takes it.

    >>> in_shell(["python", "pipeline.py"])
    'python pipeline.py'
    """
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


def without_outputs(notebook: str) -> str:
    """Return the text of a notebook without what its cells gave.

    >>> json.loads(without_outputs('{"cells": [{"cell_type": "code", "outputs": [1]}]}'))["cells"]
    [{'cell_type': 'code', 'outputs': [], 'execution_count': None}]
    """
    read: dict[str, Any] = json.loads(notebook)
    for cell in read["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(read, indent=1, ensure_ascii=False) + "\n"
