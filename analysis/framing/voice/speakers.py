"""Who speaks: the name in a noun phrase, and the full names that a piece uses."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import dropwhile, pairwise
from typing import NamedTuple

import pandas as pd

from framing.voice import grammar
from framing.voice.grammar import DETERMINERS, PREPOSITIONS, is_capital, word_set

LONGEST_NAME = 12
_LINKING = grammar.SUBORDINATORS | word_set("and or but not so")
_FUNCTION = DETERMINERS | PREPOSITIONS | grammar.PRONOUNS | _LINKING
_OPENING_ADVERBIAL = PREPOSITIONS | {"then", "yesterday", "and"}
_PARTICLES = word_set("and de von van al bin der")
_DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december"
)

Tokens = list[str]


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

    def of(kind: str) -> frozenset[str]:
        return frozenset(reporting.loc[reporting["kind"] == kind, "pattern"])

    return Words(of("title"), of("body"), of("group"), of("comment"), of("document"))


def read_names(sentences: Iterable[Sequence[str]], words: Words) -> Names:
    """Learn from the sentences of a piece (without headlines) which words are names.

    `full` gives the full name of a person for the last word of it, where the piece has but one.
    """
    sentences = list(sentences)
    small = frozenset(token for tokens in sentences for token in tokens if token.islower())
    pairs = (pair for tokens in sentences for pair in pairwise(tokens))
    # after a mark that may open a sentence a capital proves nothing
    capital = frozenset(t for before, t in pairs if is_capital(t) and before not in ('"', ":", ".", "—"))
    full: dict[str, set[str]] = defaultdict(set)
    for tokens in ([t.removesuffix("'s") for t in tokens] for tokens in sentences):
        for start, stop in _runs(tokens):
            person = _untitled(tokens[start:stop], words)
            if start == 0 and person and (person[0].lower() in small or person[0].lower() in _FUNCTION):
                person = person[1:]
            if len(person) > 1 and "and" not in person:
                full[person[-1]].add(_joined(person))
    return Names(capital, small, {last: found.pop() for last, found in full.items() if len(found) == 1})


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
    owner = next((i for i, t in enumerate(tokens) if t.endswith("'s") or t == "'"), -1)
    # "the People's Republic" is one name
    if 0 < owner < len(tokens) - 1 and tokens[owner - 1].lower() == "the" and is_capital(tokens[owner + 1]):
        owner = -1
    if owner >= 0:
        return _owned(tokens[: owner + 1], tokens[owner + 1 :], names, words)
    lead, run, rest = _parted(tokens)
    return _name(lead, run, rest, names, words, initial=initial) if run else _group(lead, rest, words)


def find_owner(tokens: Sequence[str], names: Names) -> str:
    """Return the name in the genitive that a phrase ends with: "Moscow" of "Moscow's".

    >>> find_owner(["by", "Ada", "Lunt's"], Names(frozenset(), frozenset(), {}))
    'Ada Lunt'
    """
    if not tokens or not tokens[-1].endswith("'s"):
        return ""
    run = _last_run([*tokens[:-1], tokens[-1].removesuffix("'s")])
    name = _joined(list(dropwhile(lambda token: token.lower() in _FUNCTION, run)))
    return names.full.get(name, name)


def is_plain_name(tokens: Sequence[str]) -> bool:
    """Tell a stretch that is one name and nothing else."""
    return len(tokens) <= LONGEST_NAME and _runs(tokens) == [(0, len(tokens))]


def people(tokens: Sequence[str], names: Names, words: Words) -> set[str]:
    """Return the persons named in a stretch: by title and name, by full name, or by a known last name."""
    found = set()
    for start, stop in _runs(tokens):
        person = _untitled(tokens[start:stop], words)
        name = names.full.get(_joined(person), _joined(person))
        # a full name is found by its last word, not among all
        if names.full.get(name.rpartition(" ")[2]) == name or 0 < len(person) < stop - start:
            found.add(name)
    return found


def _owned(owner: Tokens, owned: Tokens, names: Names, words: Words) -> str:
    lead, run, _ = _parted(owned)
    if run:
        return _name(lead, run, [], names, words, initial=False)
    whose = _last_run(owner)
    return " ".join(whose + lead) if whose and lead and lead[-1] in words.bodies | words.groups else ""


def _name(lead: Tokens, run: Tokens, rest: Tokens, names: Names, words: Words, *, initial: bool) -> str:
    """Return the name with which a noun phrase ends, or with which "of" goes on after it."""
    person = _untitled(run, words)
    titled = len(person) < len(run) or (lead != [] and lead[-1] in words.titles)
    if not person:
        # "Secretary of State Antony Blinken"
        first, stop = _run_after_of(rest)
        person = _untitled(rest[first:stop], words)
        return _joined(person) if len(person) < stop - first else ""
    if person[-1].lower() in _DAYS:
        return ""
    if len(person) == 1:
        (word,) = person
        if initial and not lead and not titled and not _is_name(word, names, words):
            return ""
        if titled or lead[:1] != ["the"]:
            return names.full.get(word, word)
    # "the Republic of Ostrany", but "President Orr of Ostrany"
    whole = not titled and "the" in map(str.lower, lead)
    return _joined(person + _place(rest)) if whole else _joined(person)


def _group(head: Tokens, rest: Tokens, words: Words) -> str:
    """Return a body ("foreign ministry of Ostrany"), or a group that a name goes with ("U.S. officials")."""
    first, last = (head[0].lower(), head[-1].lower()) if head else ("", "")
    if last not in words.bodies | words.groups or first in grammar.POSSESSIVES:
        return ""
    place = _place(rest)
    if last in words.bodies and first not in ("a", "an", "any", "no", "every"):
        return _joined([t for t in head if t.lower() not in DETERMINERS] + place)
    named = list(dropwhile(lambda token: not is_capital(token), head))
    if named or not place:
        return _joined(named)
    return _joined([head[-1], *place])


def _parted(tokens: Tokens) -> tuple[Tokens, Tokens, Tokens]:
    """Return a noun phrase in three: the name before its first preposition, and what stands round that."""
    cut = next((i for i, token in enumerate(tokens) if token in PREPOSITIONS), len(tokens))
    run = _last_run(tokens[:cut])
    return tokens[: cut - len(run)], run, tokens[cut:]


def _run_after_of(rest: Tokens) -> tuple[int, int]:
    """Return where the first name begins and ends in what "of" leads; both 0 where there is none."""
    runs = _runs(rest) if rest[:1] == ["of"] else []
    return runs[0] if runs else (0, 0)


def _place(rest: Tokens) -> Tokens:
    """Return "of Ostrany", or "of the Republic", with which a noun phrase may go on."""
    start, stop = _run_after_of(rest)
    return rest[:stop] if start <= 2 else []


def _is_name(word: str, names: Names, words: Words) -> bool:
    small = word.lower()
    known = words.titles | words.bodies | words.groups | _FUNCTION
    return word in names.capital or not (small in known or small in names.small or small.endswith("s"))


def _without_adverbial(tokens: Tokens, initial: bool) -> tuple[Tokens, bool]:
    """Take "On Monday" or "After the talks" from before the noun phrase, as far as its end can be seen."""
    while tokens and tokens[0].lower() in _OPENING_ADVERBIAL:
        if len(tokens) > 1 and is_capital(tokens[1]):
            tokens = list(dropwhile(is_capital, tokens[1:]))
        else:
            tokens = list(dropwhile(lambda t: not is_capital(t) and t not in DETERMINERS, tokens[2:]))
        initial = False
    return tokens, initial


def _runs(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Find runs of words with a capital; initials keep their full stop, and "and" may join two names."""
    runs: list[tuple[int, int]] = []
    for at, token in enumerate(tokens):
        if runs and runs[-1][1] == at and (is_capital(token) or _joins(tokens, at)):
            runs[-1] = (runs[-1][0], at + 1)
        elif is_capital(token):
            runs.append((at, at + 1))
    return runs


def _last_run(tokens: Tokens) -> Tokens:
    """Return the run that the tokens end with, if they end with one."""
    runs = _runs(tokens)
    return tokens[runs[-1][0] :] if runs and runs[-1][1] == len(tokens) else []


def _joins(tokens: Sequence[str], at: int) -> bool:
    following = at + 1 < len(tokens) and is_capital(tokens[at + 1])
    initial = tokens[at] == "." and len(tokens[at - 1]) == 1
    return following and (initial or tokens[at] in _PARTICLES)


def _untitled(run: Sequence[str], words: Words) -> Tokens:
    """Return a run of capitals after the last title in it."""
    last = max((i for i, token in enumerate(run) if token.lower() in words.titles), default=-1)
    return list(run[last + 1 :])


def _joined(tokens: Sequence[str]) -> str:
    return " ".join(tokens).replace(" .", ".")
