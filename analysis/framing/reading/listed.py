"""Numbers and lists in messages."""

from collections.abc import Sequence


def first(items: Sequence[str], most: int = 5) -> str:
    """Return the first items, and how many more there are.

    >>> first(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    more = f" and {len(items) - most:,} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more


def counted(number: int, what: str) -> str:
    """Return a number of things; `what` is one of them, in words of which the first takes the plural.

    >>> counted(1, "file in archives"), counted(1200, "file in archives")
    ('1 file in archives', '1,200 files in archives')
    """
    one, *rest = what.split(" ", 1)
    return " ".join([f"{number:,}", one if number == 1 else f"{one}s", *rest])
