"""The subject of a verb of saying: where it stands, and the name in it."""

from collections.abc import Callable

from framing.voice import grammar
from framing.voice.grammar import BOUNDS, REACH, Sentence, finite, is_finite, next_pause, previous_pause
from framing.voice.speakers import LONGEST_NAME, Names, Words, find_speaker, is_plain_name, people

# a pronoun that its sentence does not resolve; never seen in a table
UNRESOLVED = "?"
_VERB_BEFORE = frozenset(("and", "to", "then", "by"))
_CONJUNCTIONS = grammar.COORDINATORS | grammar.SUBORDINATORS
_BEFORE_SUBJECT = BOUNDS | grammar.SUBORDINATORS | {"that", "but", "which", "who"}


def subject_end(s: Sentence, verb: int) -> int:
    """Return where the subject before a verb ends, or -1; auxiliaries and adverbs are passed.

    >>> subject_end(grammar.sentence("Ada Lunt has often said so .".split()), 4)
    1
    """
    return grammar.before_adverbs(s, verb, grammar.PRONOUNS)


def subject_start(s: Sentence, end: int) -> int:
    """Return where the subject that ends at a place begins: after the last pause, conjunction or verb.

    Where a pause comes first the place of a comma is returned, so that it bounds what stands before.

    >>> subject_start(grammar.sentence("Rents fell while the city said so .".split()), 4)
    3
    """
    at = end
    if at >= 0 and s.lower[at] == ",":
        inner = previous_pause(s, at)
        at = inner - 1 if inner >= 0 else at
    low = max(0, at - LONGEST_NAME)
    start = _after_last(low, at + 1, lambda i: s.lower[i] in _BEFORE_SUBJECT or is_finite(s, i))
    return start - 1 if start > low and s.lower[start - 1] == "," else start


def subject_word(s: Sentence, end: int) -> str:
    """Return the last word of the subject that ends at a place; of "to say" it is that of the verb before.

    >>> subject_word(grammar.sentence("I would like to say so .".split()), 3)
    'i'
    """
    if end > 0 and s.lower[end] == "to":
        verb = next((at for at in range(end, max(-1, end - REACH), -1) if is_finite(s, at)), -1)
        end = subject_end(s, verb) if verb > 0 else end
    return grammar.uncontracted(s.lower[end]) if end >= 0 else ""


def name_at(s: Sentence, end: int, names: Names, words: Words) -> str:
    """Return the name in the subject that ends at a place; a pronoun left open gives UNRESOLVED."""
    word = grammar.uncontracted(s.lower[end]) if end >= 0 else ""
    if not word:
        return ""
    if word in grammar.PRONOUNS:
        known = people(s.tokens[max(0, end - REACH) : end], names, words)
        return known.pop() if word in ("he", "she") and len(known) == 1 else UNRESOLVED
    if word in grammar.RELATIVES:
        return _antecedent(s, end, names, words)
    if word == "," or word in grammar.DASHES:
        return _before_insertion(s, end, names, words)
    if word in _VERB_BEFORE or is_finite(s, end):
        return _subject_of_verb_before(s, end, names, words)
    start = subject_start(s, end)
    while start <= end and (s.lower[start] == "," or s.lower[start] in _CONJUNCTIONS):
        start += 1
    return find_speaker(s.tokens[start : end + 1], names, words, initial=start == 0)


def opening_speaker(s: Sentence, names: Names, words: Words) -> str:
    """Return the name in the subject with which a sentence begins, after an adverbial or not, or nothing."""
    start = 0
    if s.lower and s.lower[0] in grammar.PREPOSITIONS | grammar.SUBORDINATORS:
        start = next_pause(s, 0) + 1
    stop = next_pause(s, start)
    verb = finite(s, start, stop)
    stop = min(verb if verb >= 0 else stop, start + LONGEST_NAME)
    return find_speaker(s.tokens[start:stop], names, words, initial=start == 0)


def _subject_of_verb_before(s: Sentence, at: int, names: Names, words: Words) -> str:
    """Return the subject of the finite verb that goes before: "She came and said", "He declined to say"."""
    verb = next((i for i in range(at, max(-1, at - REACH), -1) if is_finite(s, i)), -1)
    subject = subject_end(s, verb)
    if verb < 0 or (subject >= 0 and s.lower[subject] in _VERB_BEFORE):
        return opening_speaker(s, names, words)
    return name_at(s, subject, names, words)


def _antecedent(s: Sentence, relative: int, names: Names, words: Words) -> str:
    """Return the name before a relative pronoun: for "who" of the whole phrase, else of its last noun."""
    end = relative - 1 if relative and s.lower[relative - 1] == "," else relative
    start = _after_last(_phrase_start(s, end), end, lambda i: is_finite(s, i))
    if s.lower[relative] != "who" or s.lower[start] == "no":
        start = _after_last(start, end, lambda i: s.lower[i] in grammar.PREPOSITIONS)
    return find_speaker(s.tokens[start:end], names, words, initial=start == 0)


def _before_insertion(s: Sentence, at: int, names: Names, words: Words) -> str:
    """Return the subject that a pair of commas or dashes parts from its verb."""
    pause = previous_pause(s, at, frozenset(",") if s.lower[at] == "," else grammar.DASHES)
    if pause < 0:
        return opening_speaker(s, names, words)
    first, inserted = s.lower[pause + 1], s.tokens[pause + 1 : at]
    if first not in grammar.DETERMINERS and is_plain_name(inserted):
        return find_speaker(inserted, names, words)
    verb = finite(s, pause + 1, at)
    if verb >= 0 and first not in grammar.RELATIVES:
        # "..., she left, worried that": the subject of the clause before
        return name_at(s, subject_end(s, verb), names, words)
    start = _phrase_start(s, pause)
    return find_speaker(s.tokens[start:pause], names, words, initial=start == 0)


def _phrase_start(s: Sentence, end: int) -> int:
    return _after_last(max(0, end - LONGEST_NAME), end, lambda i: s.lower[i] in BOUNDS)


def _after_last(start: int, stop: int, test: Callable[[int], bool]) -> int:
    """Return the place after the last one between two that passes a test, or the first of them."""
    return next((i + 1 for i in range(stop - 1, start - 1, -1) if test(i)), start)
