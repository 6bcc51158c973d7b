"""Comparing globs of one token: `*` stands for any run of characters, `?` for exactly one."""

import re
from functools import lru_cache

from framing.lookup.vocabulary import ends


def literal_prefix(glob: str) -> str:
    """Return what every word that a glob matches begins with.

    >>> literal_prefix("deter*"), literal_prefix("w?r"), literal_prefix("war")
    ('deter', 'w', 'war')
    """
    return ends(glob)[0]


@lru_cache(maxsize=100_000)
def includes(wide: str, narrow: str) -> bool:
    """Tell whether every word that one glob matches is matched by the other too.

    Walks through the words of `narrow` with the set of places in `wide` where each may stand. Only words need
    be tried in which wildcards stand for a letter that neither glob holds, as no other letter is harder to
    match; and of two sets at the same place only the smaller, as it fails wherever the larger does.

    >>> includes("escalat*", "escalation"), includes("a*", "ab*"), includes("a?*", "a*")
    (True, True, False)
    """
    # most pairs are told apart by what every match begins and ends with
    head, tail = ends(wide)
    if not (narrow.startswith(head) and narrow.endswith(tail)):
        return False
    if wide in (narrow, head + "*", "*" + tail):
        return True
    wide, narrow = re.sub(r"\*+", "*", wide), re.sub(r"\*+", "*", narrow)
    # from here a star is near enough to reach all that any place before it reaches
    ahead = sum(1 << i for i in range(len(wide)) if wide[i:].lstrip("?")[:1] == "*")
    steps = {letter: sum(1 << i for i, c in enumerate(wide) if c in (letter, "?")) for letter in narrow}
    stars = sum(1 << i for i, c in enumerate(wide) if c == "*")

    def spread(places: int) -> int:
        places |= (places & stars) << 1
        return places | ((1 << (places & ahead).bit_length()) - 1)

    smallest: list[list[int]] = [[] for _ in range(len(narrow) + 1)]
    waiting = [(0, spread(1))]
    while waiting:
        at, places = waiting.pop()
        if any(known & ~places == 0 for known in smallest[at]):
            continue
        if not places or (at == len(narrow) and not places >> len(wide) & 1):
            return False
        smallest[at] = [known for known in smallest[at] if places & ~known] + [places]
        if at < len(narrow):
            moved = spread((places & stars) | (places & steps[narrow[at]]) << 1)
            star = narrow[at] == "*"
            waiting.append((at + 1, places if star else moved))
            if star:
                waiting.append((at, moved))
    return True


def meets(one: str, other: str) -> bool:
    """Tell whether some word is matched by both globs.

    >>> meets("deter*", "*mined"), meets("deter*", "*war"), meets("w?r", "war?")
    (True, True, False)
    """
    waiting, seen = [(0, 0)], set()
    while waiting:
        i, j = place = waiting.pop()
        if place == (len(one), len(other)):
            return True
        if place in seen or i > len(one) or j > len(other):
            continue
        seen.add(place)
        a, b = one[i : i + 1], other[j : j + 1]
        if "*" in (a, b):
            # the star ends here, or takes one more character of the other glob
            waiting += [(i + 1, j), (i, j + 1)]
        elif a and b and (a == b or "?" in (a, b)):
            waiting.append((i + 1, j + 1))
    return False
