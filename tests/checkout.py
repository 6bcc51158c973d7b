"""The checkout under test: its files, copies of it, and runs of its script."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from framing import paths

NOT_COPIED = {"texts", "results", "__pycache__"}


def git(*arguments, folder=paths.ROOT):
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)


def files_of_the_study():
    """Return the files that git tracks or would track, or without git all but hidden ones and texts."""
    listed = git("ls-files", "-co", "--exclude-standard", "-z")
    if is_checkout():
        named = [paths.ROOT / name for name in listed.stdout.split("\0") if name]
        return [path for path in named if path.is_file()]
    return sorted(
        path
        for path in paths.ROOT.rglob("*")
        if path.is_file()
        and not any(p.startswith(".") or p in NOT_COPIED for p in path.relative_to(paths.ROOT).parts[:-1])
    )


def is_checkout():
    top = git("rev-parse", "--show-toplevel")
    return top.returncode == 0 and Path(top.stdout.strip()).resolve() == paths.ROOT


def copy_study(folder):
    for path in files_of_the_study():
        target = folder / path.relative_to(paths.ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder


def run_script(root, *arguments, cwd, **environment):
    """Run the pipeline script of a copy of the study in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, str(root / "analysis" / "pipeline.py"), *map(str, arguments)],
        cwd=cwd,
        env=clean | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def contents(folder):
    """Return the bytes of every file below a folder, by its path there; nothing where there is no folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def seal(folder, name):
    """Write the SHA-256 of an edited table into made_from.csv, so that what it says is looked at."""
    made_from = folder / "features" / "made_from.csv"
    lines = made_from.read_text(encoding="utf-8").split("\n")
    key = f"{name.rpartition('/')[2]}.csv_sha256,"
    value = hashlib.sha256((folder / f"{name}.csv").read_bytes()).hexdigest()
    made_from.write_text("\n".join(key + value if line.startswith(key) else line for line in lines))
