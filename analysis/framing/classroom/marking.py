"""Reading an answer of a student, and the verdict on it; no verdict names the value that was asked for."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from framing.study import Results

RIGHT, WRONG, OPEN, SKIPPED = VERDICTS = ("right", "wrong", "not answered yet", "skipped")
# the kind of error where an answer is none of what was asked for
FORM = "form"
# the same where some of what is asked for is left out, or named and not so
MISSING, TOO_MANY = "missing", "too many"


class Wrong(Exception):
    """An answer is wrong: the kind of error, and a sentence that helps without telling the answer."""

    def __init__(self, kind: str, words: str):
        super().__init__(words)
        self.kind = kind


class Skip(Exception):
    """An exercise has no answer in this corpus; the message says why."""


# an exercise reads an answer and returns what to say where it is right; else it raises Wrong or Skip
Judge = Callable[[Any, Results], str]


@dataclass(frozen=True)
class Verdict:
    """What is said of an answer: true where it is right."""

    exercise: str
    verdict: str
    kind: str
    words: str

    def __bool__(self) -> bool:
        return self.verdict == RIGHT

    def __str__(self) -> str:
        return f"{self.exercise}: {self.verdict}. {self.words}".strip()

    __repr__ = __str__


def number(answer: object) -> float:
    """Read a number, of Python or NumPy or in a text with a point or a comma.

    Raises Wrong where it is none.

    >>> number("2,46"), number(" 1.5 "), number(3)
    (2.46, 1.5, 3.0)
    """
    text = str(answer).strip().replace("\u2212", "-")
    if "," in text:
        text = (
            text.replace(".", "").replace(",", ".")
            if text.rfind(",") > text.rfind(".")
            else text.replace(",", "")
        )
    try:
        value = float("" if isinstance(answer, bool) or type(answer).__name__ == "bool" else text)
    except ValueError:
        raise Wrong(FORM, "A number is asked for, such as 7 or 2.5.") from None
    if not isfinite(value):
        raise Wrong(FORM, "A number is asked for, such as 7 or 2.5.")
    return value


def whole(answer: object) -> int:
    """Read a whole number as `number` does. Raises Wrong where it is none."""
    value = number(answer)
    if value != int(value):
        raise Wrong(FORM, "A whole number is asked for, such as 7.")
    return int(value)


def several(answer: object, n: int, what: str) -> list[Any]:
    """Read a list, tuple, array or column of so many things. Raises Wrong where it is none."""
    if (
        isinstance(answer, str | Mapping)
        or not isinstance(answer, Iterable)
        or isinstance(answer, set | frozenset)
    ):
        raise Wrong(FORM, f"{n} {what} are asked for, in a list and in order.")
    given = list(answer)
    if len(given) != n:
        raise Wrong(FORM, f"{n} {what} are asked for; the answer has {len(given)}.")
    return given


def text(answer: object, what: str) -> str:
    """Read a text that is not empty. Raises Wrong where it is none."""
    if not isinstance(answer, str) or not answer.strip():
        raise Wrong(FORM, f"{what} is asked for, in quotation marks.")
    return answer.strip()


def close(given: float, right: float, unit: float) -> bool:
    """Tell whether a number is right to half of a unit; what is half to the last bit counts.

    >>> close(2.46, 2.457, 0.01), close(2.44, 2.457, 0.01)
    (True, False)
    """
    return abs(given - right) <= unit / 2 + 1e-9


def names(answer: object, known: Mapping[str, str]) -> frozenset[str]:
    """Read one name or several, in any order; `known` gives for each way to write one the name itself.

    Raises Wrong where a name is not known.

    >>> sorted(names(["B ", "a"], {"a": "a", "b": "b"}))
    ['a', 'b']
    """
    given = [answer] if isinstance(answer, str) or not isinstance(answer, Iterable) else list(answer)
    return frozenset(_named(one, known) for one in given)


def pairs(answer: object, known: Mapping[str, str]) -> frozenset[frozenset[str]]:
    """Read pairs of names, in any order and each in any order; one pair may stand by itself.

    Raises Wrong where it is something else, or a name is not known.

    >>> [sorted(pair) for pair in pairs(("b", "a"), {"a": "a", "b": "b"})]
    [['a', 'b']]
    """
    if isinstance(answer, str) or not isinstance(answer, Iterable):
        raise Wrong(FORM, 'Pairs are asked for, such as {("a", "b")}.')
    given = list(answer)
    if len(given) == 2 and all(isinstance(one, str) for one in given):
        given = [tuple(given)]
    if any(isinstance(one, str) or not isinstance(one, Iterable) for one in given):
        raise Wrong(FORM, 'Pairs are asked for, such as {("a", "b")}.')
    read = [names(one, known) for one in given]
    if any(len(pair) != 2 for pair in read):
        raise Wrong(FORM, "A pair is of two different names.")
    return frozenset(read)


def ids_of(results: Results) -> dict[str, str]:
    """Return for each way to write a piece, its doc_id or its label, its doc_id."""
    pieces = results.study.pieces
    ways = dict(zip(pieces["label"], pieces["doc_id"], strict=True))
    return ways | {doc_id: doc_id for doc_id in pieces["doc_id"]}


def same(given: Collection[Any], right: Collection[Any], what: str, more: str = "") -> None:
    """Raise Wrong where a set lacks something, or has something that it should not."""
    given, right = frozenset(given), frozenset(right)
    if given - right:
        raise Wrong(
            TOO_MANY, f"Of the {what} that you name, {len(given - right)} should not be there. {more}"
        )
    if right - given:
        named = "What you name is right, but some" if given else "Some"
        raise Wrong(MISSING, f"{named} {what} are missing. {more}")


def _named(answer: object, known: Mapping[str, str]) -> str:
    ways = {way.strip().casefold(): name for way, name in known.items()}
    name = ways.get(answer.strip().casefold()) if isinstance(answer, str) else None
    if name is None:
        remedy = "" if isinstance(answer, str) else " Names are texts, in quotation marks."
        raise Wrong(FORM, f"{str(answer)[:40]!r} is not the name of anything asked for here.{remedy}")
    return name
