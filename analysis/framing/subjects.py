"""The subject of a verb of saying: where it stands, and the name in it."""

from collections.abc import Sequence

from framing.grammar import (
    COORDINATORS,
    DASHES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    REACH,
    RELATIVES,
    SUBORDINATORS,
    Sentence,
    finite,
    is_adverb,
    is_finite,
    next_pause,
    previous_pause,
)
from framing.speakers import LONGEST_NAME, Names, Words, find_speaker, is_plain_name, people

# a pronoun that its sentence does not resolve; never seen in a table
UNRESOLVED = "?"
_VERB_BEFORE = frozenset(("and", "to", "then", "by"))
_LEADS = SUBORDINATORS | frozenset(("that", "but", "which", "who"))


def subject_end(s: Sentence, verb: int) -> int:
    """Return where the subject before a verb ends, or -1; auxiliaries and adverbs are passed."""
    at = verb - 1
    while at >= 0 and is_adverb(s.lower[at]) and s.lower[at] not in PRONOUNS:
        at -= 1
    return at


def subject_start(s: Sentence, end: int) -> int:
    """Return where the subject that ends at a place begins: after the last pause, conjunction or verb.

    Where a pause comes first the place of a comma is returned, so that it bounds what stands before.
    """
    at = end
    if at >= 0 and s.lower[at] == ",":
        inner = previous_pause(s, at)
        at = inner - 1 if inner >= 0 else at
    low = max(0, at - LONGEST_NAME)
    while at >= low:
        word = s.lower[at]
        if word == ",":
            return at
        if word in ('"', ";", ":", *DASHES) or word in _LEADS or is_finite(s, at):
            return at + 1
        at -= 1
    return low


def name_at(s: Sentence, end: int, names: Names, words: Words) -> str:
    """Return the name in the subject that ends at a place; a pronoun left open gives UNRESOLVED."""
    word = s.lower[end] if end >= 0 else ""
    if not word or word in PRONOUNS:
        known = people(s.tokens[max(0, end - REACH) : max(0, end)], names, words)
        unresolved = UNRESOLVED if word else ""
        return known.pop() if word in ("he", "she") and len(known) == 1 else unresolved
    if word in RELATIVES:
        return _antecedent(s, end, names, words)
    if word in (",", *DASHES):
        return _before_insertion(s, end, names, words)
    if word in _VERB_BEFORE or is_finite(s, end):
        return _subject_of_verb_before(s, end, names, words)
    start = subject_start(s, end)
    while start <= end and s.lower[start] in (",", *COORDINATORS, *SUBORDINATORS):
        start += 1
    return find_speaker(s.tokens[start : end + 1], names, words, initial=start == 0)


def opening_speaker(s: Sentence, names: Names, words: Words) -> str:
    """Return the name in the subject with which a sentence begins, after an adverbial or not, or nothing."""
    start = 0
    if s.lower and s.lower[0] in PREPOSITIONS | SUBORDINATORS:
        start = next_pause(s, 0) + 1
    stop = next_pause(s, start)
    verb = finite(s, start, stop)
    stop = min(verb if verb >= 0 else stop, start + LONGEST_NAME)
    return find_speaker(s.tokens[start:stop], names, words, initial=start == 0)


def _subject_of_verb_before(s: Sentence, at: int, names: Names, words: Words) -> str:
    """Return the subject of the finite verb that goes before: "She came and said", "He declined to say"."""
    verb = next((i for i in range(at, max(-1, at - REACH), -1) if is_finite(s, i)), -1)
    subject = subject_end(s, verb)
    if verb < 0 or s.lower[subject] in _VERB_BEFORE:
        return opening_speaker(s, names, words)
    return name_at(s, subject, names, words)


def _antecedent(s: Sentence, relative: int, names: Names, words: Words) -> str:
    """Return the name before a relative pronoun: for "who" of the whole phrase, else of its last noun."""
    end = relative - 1 if relative and s.lower[relative - 1] == "," else relative
    start = end - len(_phrase_before(s, end))
    start = next((i + 1 for i in range(end - 1, start - 1, -1) if is_finite(s, i)), start)
    if s.lower[relative] != "who" or s.lower[start : start + 1] == ["no"]:
        start = next((i + 1 for i in range(end - 1, start - 1, -1) if s.lower[i] in PREPOSITIONS), start)
    return find_speaker(s.tokens[start:end], names, words, initial=start == 0)


def _before_insertion(s: Sentence, at: int, names: Names, words: Words) -> str:
    """Return the subject that a pair of commas or dashes parts from its verb."""
    mark = {","} if s.lower[at] == "," else DASHES
    pause = next(
        (i for i in range(at - 1, max(-1, at - REACH), -1) if s.lower[i] in mark and not s.hidden[i]), -1
    )
    if pause < 0:
        return opening_speaker(s, names, words)
    if s.lower[pause + 1] not in DETERMINERS and is_plain_name(s.tokens[pause + 1 : at]):
        return find_speaker(s.tokens[pause + 1 : at], names, words)
    verb = finite(s, pause + 1, at)
    if verb >= 0 and s.lower[pause + 1] not in RELATIVES:
        # "..., she left, worried that": the subject of the clause before
        return name_at(s, subject_end(s, verb), names, words)
    before = _phrase_before(s, pause)
    return find_speaker(before, names, words, initial=len(before) == pause)


def _phrase_before(s: Sentence, end: int) -> Sequence[str]:
    start = end
    while start > max(0, end - LONGEST_NAME) and s.lower[start - 1] not in (",", '"', ";", ":", *DASHES):
        start -= 1
    return s.tokens[start:end]
