"""Where the content of reporting words begins, and whose a noun of feeling or belief is."""

from framing.voice import grammar
from framing.voice.grammar import Sentence, finite, next_pause, word_set
from framing.voice.speakers import Names, find_owner

BEFORE, AFTER, BOTH = "before", "after", "both"
_THEIRS = grammar.POSSESSIVES - word_set("my our")
_NO_OWNER = grammar.PRONOUNS | grammar.DEMONSTRATIVES | word_set("who here how where let")
_NOT_BESIDE = grammar.DETERMINERS | grammar.PREPOSITIONS | grammar.COORDINATORS
# "as" beside these leads no view: "as early as", "as usual"
_NO_VIEW = word_set("early well soon long far much many usual such if though others")
_LONGEST_NOUN, _LONGEST_OBJECT, _LONGEST_OWNER = 4, 12, 4


def content_start(s: Sentence, last: int, side: str) -> int:
    """Return where the content of reporting words that end at `last` begins, by their side in reporting.csv.

    That is after the "of" of "accused X of", at the "that" behind an aside, else at the next token.

    >>> content_start(grammar.sentence("He said , after lunch , that rents fell .".split()), 1, "both")
    6
    >>> content_start(grammar.sentence("He accused the city of greed .".split()), 1, "of")
    5
    """
    start, stop = last + 1, min(s.end, last + 1 + grammar.REACH)
    if side not in (BEFORE, AFTER, BOTH):
        stop = min(next_pause(s, start, grammar.PAUSES - {","}), start + _LONGEST_OBJECT)
        return next((at + 1 for at in range(start, stop) if _leads(s, at, side)), start)
    comma = last if s.lower[last] == "," else next_pause(s, start)
    before = s.lower[start:comma]
    if comma >= stop or s.lower[comma] != "," or not (comma <= start or before[0] in grammar.ADVERBIALS):
        return start
    again = next_pause(s, comma + 1)
    aside = again + 1 < s.end and s.lower[again] == "," and s.lower[again + 1] in ("that", "whether")
    return again + 1 if aside and "that" not in before else start


def owner_end(s: Sentence, noun: int) -> int:
    """Return where the possessor of a noun ends, or -1; the author's own ("my", "our") is none.

    >>> owner_end(grammar.sentence("The city's deep fear of rats grew .".split()), 3)
    1
    """
    for at in range(noun - 1, max(-1, noun - _LONGEST_NOUN), -1):
        word = s.lower[at]
        if word in _THEIRS or word == "'" or (word.endswith("'s") and word[:-2] not in _NO_OWNER):
            return at
        if word in _NOT_BESIDE or not word[:1].isalnum():
            break
    return -1


def owner_name(s: Sentence, end: int, names: Names) -> str:
    """Return the name in a possessor that ends at a place, or nothing.

    >>> owner_name(grammar.sentence("Ada Lunt's fear grew .".split()), 1, Names(frozenset(), frozenset(), {}))
    'Ada Lunt'
    """
    return find_owner(s.tokens[max(0, end + 1 - _LONGEST_OWNER) : end + 1], names) if end >= 0 else ""


def _leads(s: Sentence, at: int, side: str) -> bool:
    """Tell the word that leads the content; the "as" of "as a threat grew" and "as well as" leads none."""
    if s.lower[at] != side or side != "as":
        return s.lower[at] == side
    verb = finite(s, at + 1, next_pause(s, at + 1))
    clause = verb >= 0 and grammar.COORDINATORS.isdisjoint(s.lower[at + 1 : verb])
    idle = not _NO_VIEW.isdisjoint(s.lower[at - 1 : at + 2]) or s.lower[at + 2 : at + 3] == ["matter"]
    return not (clause or idle or s.lower[at + 1] in grammar.PRONOUNS)
