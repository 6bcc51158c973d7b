"""The rule of look-up in its plainest form: slow, and what the engine is held to."""

import fnmatch
import re


def matches(pattern, tokens):
    """Return the (first, last) of every place where a pattern fits, overlaps included."""
    parts = [re.compile(fnmatch.translate(p.replace("[", "[[]"))) for p in pattern.lower().split(" ")]
    windows = (tokens[i : i + len(parts)] for i in range(len(tokens) - len(parts) + 1))
    return [
        (i, i + len(parts) - 1)
        for i, window in enumerate(windows)
        if all(part.match(token.lower()) for part, token in zip(parts, window, strict=True))
    ]


def resolve(found):
    """Keep of overlapping (first, last, order, group) the longest, then leftmost, then lowest in order."""
    taken, kept = set(), []
    for match in sorted(found, key=lambda m: (m[0] - m[1], m[0], m[2])):
        cells = {(match[3], i) for i in range(match[0], match[1] + 1)}
        if taken.isdisjoint(cells):
            taken |= cells
            kept.append(match)
    return kept


def is_negated(first, last, tokens, cues):
    """Tell whether a kept cue (first, last, number, side) with its (stance, window) negates a match."""
    words = [any(map(str.isalnum, token)) for token in tokens]
    if any(side == "in" and begin <= first and last <= end for begin, end, _, side in cues):
        return False
    for begin, end, (stance, window), side in cues:
        if side == "in":
            near = False
        elif side == "before":
            near = begin < first <= end + window and all(words[end + 1 : first])
        else:
            near = last < begin <= last + window and all(words[last + 1 : begin])
        if near and stance == "negated":
            return True
    return False


def locate(tokens, rows, cues=()):
    """Return (first, last, key, row, set_aside, negated) of what is kept; a row is (key, pattern, unless)."""
    order = sorted(cues, key=lambda cue: cue[1] != "asserted")
    places = [(*m, n, cue[2]) for n, cue in enumerate(order) for m in matches(cue[0], tokens)]
    near, within = ([p for p in places if (p[3] == "in") is inside] for inside in (False, True))
    turns = [(f, e, (order[n][1], order[n][3]), side) for f, e, n, side in resolve(near) + within]
    found = []
    for row, (key, pattern, unless) in enumerate(rows):
        covers = [span for other in unless for span in matches(other, tokens)]
        for first, last in matches(pattern, tokens):
            aside = any(begin <= first and last <= end for begin, end in covers)
            found.append((first, last, row, (key, aside)))
    return sorted((f, e, g[0], r, g[1], is_negated(f, e, tokens, turns)) for f, e, r, g in resolve(found))
