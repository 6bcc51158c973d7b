"""Lists in messages, cut where they are long."""

from collections.abc import Sequence


def first(items: Sequence[str], most: int = 5) -> str:
    """Return the first items, and how many more there are.

    >>> first(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    more = f" and {len(items) - most:,} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more
