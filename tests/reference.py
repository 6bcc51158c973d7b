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


def locate(tokens, rows, cues=()):
    """Return (first, last, key, row, set_aside, negated) of what is kept; a row is (key, pattern, unless)."""
    marks = [i for i, token in enumerate(tokens) if not any(map(str.isalnum, token))]
    turned = [(last, window) for cue, window in cues for _, last in matches(cue, tokens)]
    found = []
    for row, (key, pattern, unless) in enumerate(rows):
        covers = [span for other in unless for span in matches(other, tokens)]
        for first, last in matches(pattern, tokens):
            aside = any(begin <= first and last <= end for begin, end in covers)
            near = (c for c, window in turned if c < first <= c + window)
            negated = any(not any(c < mark < first for mark in marks) for c in near)
            found.append((first - last, first, row, last, key, aside, negated))
    taken, kept = set(), []
    for _, first, row, last, key, aside, negated in sorted(found):
        cells = {(key, aside, i) for i in range(first, last + 1)}
        if taken.isdisjoint(cells):
            taken |= cells
            kept.append((first, last, key, row, aside, negated))
    return sorted(kept)
