"""Who speaks: the name in a noun phrase, and the full names that a piece uses."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from framing.grammar import (
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_capital,
    word_set,
)

LONGEST_NAME = 12
_FUNCTION = DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS | word_set("and or but not if so")
_DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december"
)


class Words(NamedTuple):
    """Words that tell who speaks, titles, bodies, and groups that need a name, and how writers take over."""

    titles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    comments: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()


class Names(NamedTuple):
    """What a piece shows about names: words with a capital inside sentences, words without, full names."""

    capital: frozenset[str]
    small: frozenset[str]
    full: dict[str, str]


def read_words(reporting: pd.DataFrame) -> Words:
    """Return the words of reporting.csv that are no reporting words themselves."""
    of = {kind: frozenset(group["pattern"]) for kind, group in reporting.groupby("kind")}
    kinds = ("title", "body", "group", "comment", "document")
    return Words(*(of.get(kind, frozenset()) for kind in kinds))


def read_names(sentences: Iterable[Sequence[str]], words: Words) -> Names:
    """Learn from the sentences of a piece (without headlines) which words are names.

    `full` gives the full name of a person for the last word of it, where the piece has but one.
    """
    sentences = list(sentences)
    small = frozenset(token for tokens in sentences for token in tokens if token.islower())
    capital = frozenset(
        token
        for tokens in sentences
        for before, token in pairwise(tokens)
        if is_capital(token) and before not in ('"', ":", ".", "—")
    )
    full: dict[str, str | None] = {}
    for tokens in ([t.removesuffix("'s") for t in tokens] for tokens in sentences):
        for start, stop in _runs(tokens):
            person = _untitled(tokens[start:stop], words)
            if start == 0 and person and person[0].lower() in small | _FUNCTION:
                person = person[1:]
            if len(person) > 1 and "and" not in person:
                name = _joined(person)
                full[person[-1]] = name if full.get(person[-1], name) == name else None
    return Names(capital, small, {last: name for last, name in full.items() if name})


def find_speaker(phrase: Sequence[str], names: Names, words: Words, initial: bool = False) -> str:
    """Return the name in a noun phrase that is the subject of a verb of saying, or nothing.

    A person without title, a body ("the ministry", "government of Ostrany"), or a group with a name beside it
    ("U.S. officials"). `initial` says that the phrase begins its sentence, where a capital proves nothing.

    >>> none = Names(frozenset(), frozenset(), {})
    >>> find_speaker("Professor H . T . Vane of Brint".split(), none, Words(frozenset({"professor"})))
    'H. T. Vane'
    """
    tokens = list(phrase)
    if initial and tokens and tokens[0].lower() in _FUNCTION:
        tokens[0] = tokens[0].lower()
    tokens, initial = _without_adverbial(tokens, initial)
    if not tokens:
        return ""
    owner = next((i for i, t in enumerate(tokens) if t.endswith("'s") or t == "'"), -1)
    # "the People's Republic" is one name
    if 0 < owner < len(tokens) - 1 and tokens[owner - 1].lower() == "the" and is_capital(tokens[owner + 1]):
        owner = -1
    if owner >= 0:
        return _owned(tokens, owner, names, words)
    cut = next((i for i, t in enumerate(tokens) if t in PREPOSITIONS), len(tokens))
    head, rest = tokens[:cut], tokens[cut:]
    runs = _runs(head)
    if runs and runs[-1][1] == len(head):
        return _name(head, runs[-1], rest, names, words, initial=initial and runs[-1][0] == 0)
    return _group(head, rest, words, initial)


def find_owner(tokens: Sequence[str], names: Names) -> str:
    """Return the name in the genitive that a phrase ends with: "Moscow" of "Moscow's"."""
    if not tokens or not tokens[-1].endswith("'s"):
        return ""
    owner = [*tokens[:-1], tokens[-1][:-2]]
    runs = _runs(owner)
    if not runs or runs[-1][1] != len(owner):
        return ""
    run = owner[runs[-1][0] :]
    return "" if run[0].lower() in _FUNCTION else names.full.get(_joined(run), _joined(run))


def is_plain_name(tokens: Sequence[str]) -> bool:
    """Tell a stretch that is one name and nothing else."""
    return len(tokens) <= LONGEST_NAME and _runs(tokens) == [(0, len(tokens))]


def people(tokens: Sequence[str], names: Names, words: Words) -> set[str]:
    """Return the persons named in a stretch: by title and name, by full name, or by a known last name."""
    found = set()
    for start, stop in _runs(tokens):
        person = _untitled(tokens[start:stop], words)
        name = _joined(person)
        if name in names.full.values():
            found.add(name)
        elif name in names.full:
            found.add(names.full[name])
        elif person and len(person) < stop - start:
            found.add(name)
    return found


def _owned(tokens: list[str], owner: int, names: Names, words: Words) -> str:
    head = tokens[owner + 1 :]
    cut = next((i for i, t in enumerate(head) if t in PREPOSITIONS), len(head))
    runs = _runs(head[:cut])
    if runs and runs[-1][1] == cut:
        return _name(head[:cut], runs[-1], [], names, words, initial=False)
    if cut and head[cut - 1] in words.bodies | words.groups:
        whose = _runs(tokens[: owner + 1])
        if whose and whose[-1][1] == owner + 1:
            return " ".join(tokens[whose[-1][0] : owner + 1 + cut])
    return ""


def _name(
    head: list[str], run: tuple[int, int], rest: list[str], names: Names, words: Words, *, initial: bool
) -> str:
    start, stop = run
    person = _untitled(head[start:stop], words)
    titled = len(person) < stop - start or (start > 0 and head[start - 1] in words.titles)
    if not person:
        # "Secretary of State Antony Blinken"
        office = _runs(rest)[:1] if rest[:1] == ["of"] else []
        after = _untitled(rest[office[0][0] : office[0][1]], words) if office else []
        return _joined(after) if office and len(after) < office[0][1] - office[0][0] else ""
    if person[-1].lower() in _DAYS:
        return ""
    if len(person) == 1:
        (word,) = person
        if initial and not titled and not _is_name(word, names, words):
            return ""
        if titled or head[0] != "the":
            return names.full.get(word, word)
    if not titled and "the" in (word.lower() for word in head[:start]) and rest[:1] == ["of"]:
        runs = _runs(rest)
        if runs and runs[0][0] <= 2:
            return _joined(person + rest[: runs[0][1]])
    return _joined(person)


def _group(head: list[str], rest: list[str], words: Words, initial: bool) -> str:
    if not head or head[-1].lower() not in words.bodies | words.groups or head[0].lower() in POSSESSIVES:
        return ""
    runs = _runs(rest) if rest[:1] == ["of"] else []
    place = rest[: runs[0][1]] if runs and runs[0][0] <= 2 else []
    named = next(
        (i for i, t in enumerate(head) if is_capital(t) and (i or not initial or i + 1 < len(head))), -1
    )
    if head[-1].lower() in words.bodies and head[0].lower() not in ("a", "an", "any", "no", "every"):
        return _joined([t for t in head if t.lower() not in DETERMINERS] + place)
    if named >= 0:
        return _joined(head[named:])
    return _joined(head[-1:] + place) if place else ""


def _is_name(word: str, names: Names, words: Words) -> bool:
    small = word.lower()
    if word in names.capital:
        return True
    known = words.titles | words.bodies | words.groups
    return not (small in names.small or small in _FUNCTION or small in known or small.endswith("s"))


def _without_adverbial(tokens: list[str], initial: bool) -> tuple[list[str], bool]:
    """Take "On Monday" or "After the talks" from before the noun phrase, as far as its end can be seen."""
    while tokens and (tokens[0].lower() in PREPOSITIONS or tokens[0].lower() in ("then", "yesterday", "and")):
        at = 1
        if at < len(tokens) and is_capital(tokens[at]):
            while at < len(tokens) and is_capital(tokens[at]):
                at += 1
        else:
            at += 1
            while at < len(tokens) and not is_capital(tokens[at]) and tokens[at] not in DETERMINERS:
                at += 1
        tokens, initial = tokens[at:], False
    return tokens, initial


def _runs(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Find runs of words with a capital; initials keep their full stop, and "and" may join two names."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        if not is_capital(tokens[at]):
            at += 1
            continue
        start = at
        while at < len(tokens) and (is_capital(tokens[at]) or _joins(tokens, at)):
            at += 1
        runs.append((start, at))
    return runs


def _joins(tokens: Sequence[str], at: int) -> bool:
    following = at + 1 < len(tokens) and is_capital(tokens[at + 1])
    initial = tokens[at] == "." and len(tokens[at - 1]) == 1
    return following and (initial or tokens[at] in ("and", "de", "von", "van", "al", "bin", "der"))


def _untitled(run: Sequence[str], words: Words) -> list[str]:
    """Return a run of capitals after the last title in it."""
    last = max((i for i, token in enumerate(run) if token.lower() in words.titles), default=-1)
    return list(run[last + 1 :])


def _joined(tokens: Sequence[str]) -> str:
    return " ".join(tokens).replace(" .", ".")
