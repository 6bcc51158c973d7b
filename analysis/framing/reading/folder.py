"""The files of a folder: each is listed or named as left out, and none is opened that could wait for ever."""

import stat
from pathlib import Path
from typing import NamedTuple

from framing.errors import FramingError
from framing.reading.documents import LeftOut
from framing.text.characters import printable

_MADE_BY_SYSTEMS = ("thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r")
_SPECIAL = {
    stat.S_ISFIFO: "a pipe",
    stat.S_ISSOCK: "a socket",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
}


class Listing(NamedTuple):
    """The files of a folder by their names in it, in order, and what was left out of it."""

    files: dict[str, Path]
    left_out: list[LeftOut]


def list_files(path: Path) -> Listing:
    """List the files of a folder and of the folders in it, or one file.

    Hidden files, side files of systems and of Word, links that lead in a circle or nowhere, and what is no
    file (pipes, devices, sockets) are left out and named; none of these is opened.
    Raises FramingError where there is no such path, or it is neither a folder nor a file.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        what = "no such folder; name a folder of texts, or a file"
        said = what if isinstance(error, FileNotFoundError) else f"cannot be read ({error}); check the name"
        raise FramingError(f"{shown(str(path))}: {said}") from None
    if stat.S_ISREG(mode):
        return Listing({shown(path.name): path}, [])
    if not stat.S_ISDIR(mode):
        raise FramingError(f"{path}: {_special(mode)}, not a file; save its content to a file")
    listing, been = Listing({}, []), set[tuple[int, int]]()
    folders = [(path, "")]
    while folders:
        folder, above = folders.pop()
        folders += reversed(_one_folder(folder, above, listing, been))
    return Listing(dict(sorted(listing.files.items())), sorted(listing.left_out))


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder of this name. Raises FramingError where that cannot be told."""
    try:
        return path.is_dir()
    except OSError as error:
        raise FramingError(f"{path}: cannot be read ({error.strerror}); check the name") from None


def shown(name: str) -> str:
    """Return a name of a file as it can be printed: what is no letter or sign is written as its code.

    >>> shown("a\\nb.txt")
    'a\\\\nb.txt'
    """
    if printable(name):
        return name
    return name.encode("unicode_escape", "surrogatepass").decode("ascii")


def _one_folder(
    folder: Path, above: str, listing: Listing, been: set[tuple[int, int]]
) -> list[tuple[Path, str]]:
    """List one folder, whose name and a slash are `above`; return the folders in it."""
    inside: list[tuple[Path, str]] = []
    try:
        own = folder.stat()
        been.add((own.st_dev, own.st_ino))
        entries = sorted(folder.iterdir())
    except OSError as error:
        reason = f"cannot be opened ({error.strerror}); give yourself the right to read it"
        listing.left_out.append(LeftOut(above, "folder", above, reason))
        return inside
    for entry in entries:
        name = f"{above}{shown(entry.name)}"
        try:
            found = entry.stat()
        except OSError as error:
            what = "a link that leads nowhere" if entry.is_symlink() else f"cannot be read ({error.strerror})"
            listing.left_out.append(LeftOut(name, "file", name, f"{what}; mend or remove it"))
            continue
        seen = (found.st_dev, found.st_ino) in been
        kind = "folder" if stat.S_ISDIR(found.st_mode) else "file"
        if reason := unwanted(entry.name, kind) or _not_a_file(kind, found.st_mode, seen):
            listing.left_out.append(LeftOut(name, kind, name, reason))
        elif kind == "folder":
            inside.append((entry, f"{name}/"))
        else:
            been.add((found.st_dev, found.st_ino))
            listing.files[name] = entry
    return inside


def unwanted(name: str, kind: str = "file") -> str:
    """Return why a file or folder of this name holds no text of the user; "" where it may.

    >>> unwanted("~$draft.docx"), unwanted("draft.docx")
    ('what Word keeps beside an open file, no text', '')
    """
    if name == "__MACOSX" or name.startswith("._"):
        return "what macOS keeps beside a file, no text"
    if name.startswith("."):
        return f"a hidden {kind}; give it a name without a full stop before it to have it read"
    if name.startswith("~$"):
        return "what Word keeps beside an open file, no text"
    return "made by the system, no text" if name.lower() in _MADE_BY_SYSTEMS else ""


def _not_a_file(kind: str, mode: int, seen: bool) -> str:
    if kind == "file" and not stat.S_ISREG(mode):
        return f"{_special(mode)}, not a file; save its content to a file"
    return f"another name of a {kind} that is read already" if seen else ""


def _special(mode: int) -> str:
    return next((what for test, what in _SPECIAL.items() if test(mode)), "nothing that can be read")
