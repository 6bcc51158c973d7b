"""What the file of a dictionary holds: patterns with their lines, what is left out, and what is wrong."""

from collections.abc import Sequence
from typing import NamedTuple

from framing.dictionary.unmatchable import Unmatchable
from framing.errors import FramingError

# how many of a kind a message names, how many kinds, and how many letters of each it shows
SHOWN, KINDS, LETTERS = 5, 8, 80
# names one below the other, so that what a file nests too deep is refused in every format
MAX_DEPTH = 10

Names = tuple[str, ...]


class Row(NamedTuple):
    """One pattern as it stands in a file, and the line it stands on."""

    line: int
    frame: str
    subframe: str = ""
    pattern: str = ""
    unless: str = ""
    source: str = ""
    note: str = ""
    weight: float = 1.0


class Note(NamedTuple):
    """Something seen and left out: its line, what it is (a kind of LeftOut), which one, and why."""

    line: int
    kind: str
    item: str
    reason: str


class Fault(NamedTuple):
    """Something wrong: its line, what, and the remedy, which all faults of one kind have in common."""

    line: int
    what: str
    remedy: str


class Contents(NamedTuple):
    """What was read of a file and what was not; without a fault the two make up all that was seen.

    `never` are the lines of patterns that were read and can match nothing, with what to write instead.
    """

    rows: list[Row]
    notes: list[Note]
    faults: list[Fault]
    never: Sequence[tuple[int, Unmatchable]] = ()


def nothing() -> Contents:
    """Return the contents of a file of which nothing was read yet, to be added to."""
    return Contents([], [], [])


def row(line: int, names: Names, pattern: str, weight: float = 1.0) -> Row:
    """Return a pattern under names: the first is the frame, the others, joined by full stops, the subframe.

    >>> row(3, ("sea", "wet", "salt"), "tide*")[:4]
    (3, 'sea', 'wet.salt', 'tide*')
    """
    return Row(line, names[0], ".".join(names[1:]), pattern, weight=weight)


def shown(text: str) -> str:
    """Return what a message shows of a text: in quotation marks, cut short, what is invisible escaped.

    >>> shown("tide"), shown("\\\\bwar\\\\b"), shown("a\\tb")
    ("'tide'", "'\\\\bwar\\\\b'", "'a\\\\tb'")
    """
    cut = text if len(text) <= LETTERS else f"{text[:LETTERS]}..."
    return f"'{cut}'" if cut.isprintable() else repr(cut)


def refusal(source: str, faults: Sequence[Fault], unit: str = "line") -> FramingError:
    """Return one error for all faults of a file, those of a kind together, the first few of each named.

    >>> print(refusal("a.dic", [Fault(n, f"no word {n}", "add it") for n in range(2, 12)]))
    a.dic, line 2: no word 2; add it (so too lines 3, 4, 5, 6 and 5 more)
    """
    kinds: dict[str, list[Fault]] = {}
    for fault in sorted(faults, key=lambda fault: fault.line):
        kinds.setdefault(fault.remedy, []).append(fault)
    said = [_faults(found, unit) for found in list(kinds.values())[:KINDS]]
    more = f" | and {len(kinds) - KINDS} kinds of faults more" if len(kinds) > KINDS else ""
    return FramingError(f"{source}, {' | '.join(said)}{more}")


def told(notes: Sequence[Note], unit: str = "line") -> str:
    """Return in one line what was left out, those of one reason together, the first few of each named.

    >>> told([Note(3, "pattern", "war", "repeated"), Note(5, "pattern", "tide", "repeated")])
    "'war' (line 3), 'tide' (line 5): repeated"
    """
    reasons: dict[str, list[Note]] = {}
    for note in notes:
        reasons.setdefault(note.reason, []).append(note)
    return "; ".join(f"{_items(found, unit)}: {reason}" for reason, found in reasons.items())


def _items(notes: Sequence[Note], unit: str) -> str:
    named = ", ".join(f"{shown(note.item)} ({unit} {note.line})" for note in notes[:SHOWN])
    return named + (f" and {len(notes) - SHOWN} more" if len(notes) > SHOWN else "")


def _faults(faults: Sequence[Fault], unit: str) -> str:
    first, *others = faults
    said = f"{unit} {first.line}: {first.what}; {first.remedy}"
    if not others:
        return said
    lines = ", ".join(str(fault.line) for fault in others[: SHOWN - 1])
    more = f" and {len(others) - SHOWN + 1} more" if len(others) >= SHOWN else ""
    return f"{said} (so too {unit}{'s' if len(others) > 1 else ''} {lines}{more})"
