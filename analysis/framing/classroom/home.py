"""The study of the current folder: the one use of the working directory."""

from argparse import Namespace
from pathlib import Path

from framing.paths import own_study


def of_this_folder(arguments: Namespace, folder: Path) -> Namespace:
    """Return what a command was told, about the study of one's own in which the folder lies.

    It is meant where no corpus is named; nothing changes where the folder lies in none.

    >>> of_this_folder(Namespace(corpus=Path("mine")), Path()).corpus.name
    'mine'
    """
    own, told = own_study(folder), vars(arguments)
    if own is None or told.get("corpus"):
        return arguments
    places = {"corpus": own}
    if "notebooks" in (name := told["function"].__name__):
        places["folder"] = own / "notebooks"
    elif name == "run":
        # what scores show would stand in the place of what the texts of the study show
        places["out"] = own / ("results" if told.get("scores") else "figures")
    meant = {key: place for key, place in places.items() if key in told and told[key] is None}
    return Namespace(**(told | meant))
