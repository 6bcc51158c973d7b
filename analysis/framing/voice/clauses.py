"""How far what somebody said reaches in a sentence: to the end of the clause."""

from itertools import islice

from framing.voice import grammar
from framing.voice.grammar import Sentence, finite, is_finite, is_mark, next_pause, previous_pause

CLAUSE, COMMA, PHRASE = "clause", "comma", "phrase"
_LEADS = grammar.COORDINATORS | grammar.CONTRASTS
_NO_MAIN_VERB_AFTER = grammar.COORDINATORS | grammar.RELATIVES | {"have", "has", "had", "be", "been"}
_HEADLINE_LIMITS = grammar.word_set("as after amid ahead while")
_NO_SUBJECT = grammar.word_set("that whether not to only rather also never")
# no noun phrase that is a subject holds one of these, nor begins with one of the second
_NOT_WITHIN_SUBJECT = grammar.PRONOUNS | grammar.SUBORDINATORS | {"what"}
_NOT_FIRST = grammar.PREPOSITIONS | grammar.RELATIVES | grammar.PAUSES
_LONG = 3
_COMMAS = frozenset(",")
_LONGEST_COMMENT = 3

Span = tuple[int, int]


def stretch_after(s: Sentence, start: int, closed_by: str, comments: frozenset[str]) -> tuple[Span, ...]:
    """Return the stretches (start, stop) from a place to the end of its clause.

    A semicolon, a lone dash, a new clause after a comma or a comment of the writer end it; an aside between
    two dashes belongs to it. `closed_by` COMMA ends it also at any comma or dash, and where a second finite
    verb shows that the main clause goes on; PHRASE at any of these and at the first finite verb.

    >>> s = grammar.sentence("He said prices — even rents — fell , but they rose .".split())
    >>> [" ".join(s.tokens[begin:stop]) for begin, stop in stretch_after(s, 2, CLAUSE, frozenset())]
    ['prices — even rents — fell']
    >>> s = grammar.sentence("The claim that food prices fell was false .".split())
    >>> [" ".join(s.tokens[begin:stop]) for begin, stop in stretch_after(s, 2, COMMA, frozenset())]
    ['that food prices fell']
    """
    stop = min(s.end, start + grammar.REACH)
    if closed_by != CLAUSE:
        stop = _verb_after(s, start, stop, 1 if closed_by == COMMA else 0)
    at = start
    while at < stop and not _ends(s, at, start, closed_by, comments):
        if is_mark(s, at, grammar.DASHES):
            again = next_pause(s, at + 1, grammar.DASHES)
            # a pair of dashes holds an aside, one alone gives the floor back to the writer
            if closed_by != CLAUSE or again >= stop or opens_clause(s, again):
                break
            at = again
        elif is_mark(s, at, _COMMAS) and closed_by != CLAUSE:
            # the comma before an aside, or the first token of all
            at = max(at, end_of_aside(s, at))
        at += 1
    return ((start, at),) if start < at else ()


def stretch_before(s: Sentence, stop: int) -> Span:
    """Return the stretch to a place from the semicolon, colon or lone dash before it, or from the beginning.

    >>> stretch_before(grammar.sentence("It rained : prices rose , he said .".split()), 5)
    (3, 5)
    >>> stretch_before(grammar.sentence("Prices — even rents — rose , he said .".split()), 6)
    (0, 6)
    """
    low = max(0, stop - grammar.REACH)
    pause = previous_pause(s, stop, grammar.PAUSES - {","})
    while pause >= low and s.lower[pause] in grammar.DASHES:
        opening = previous_pause(s, pause, grammar.PAUSES - {","})
        if opening < 0 or s.lower[opening] not in grammar.DASHES:
            break
        pause = previous_pause(s, opening, grammar.PAUSES - {","})
    return (pause + 1 if pause >= low else low), max(0, stop)


def opens_clause(s: Sentence, comma: int) -> bool:
    """Tell whether a clause with a subject of its own begins after a comma, led by a conjunction.

    "..., but he left" does; "..., and that he left", "..., but not now" and "..., and the rest" do not. A
    subject may be long ("..., and old rents in the city rose") or have an aside before its verb.
    "would" after a plain coordinator goes on with what was said: "..., and it would not".

    >>> opens_clause(grammar.sentence("He said rents fell , but they rose .".split()), 4)
    True
    """
    at = comma + 1
    while at < len(s.lower) and s.lower[at] == grammar.QUOTE:
        at += 1
    if at + 1 >= s.end or s.lower[at] not in _LEADS or s.lower[at + 1] in _NO_SUBJECT:
        return False
    lead, word = s.lower[at], s.lower[at + 1]
    verb = _verb_of_subject(s, at + 1)
    would = verb >= 0 and s.lower[verb] == "would"
    if would and lead in grammar.COORDINATORS and word not in grammar.DEMONSTRATIVES:
        return False
    if word in grammar.PRONOUNS | grammar.DEMONSTRATIVES:
        return True
    # a plural in -s, a capital or a determiner shows a subject, as does length; a contrast promises one
    noun = word in grammar.DETERMINERS or grammar.is_capital(s.tokens[at + 1]) or word.endswith("s")
    shown = noun or lead in grammar.CONTRASTS or _is_long_subject(s, at + 1, verb)
    return shown and not word.endswith("ing") and verb > at + 1


def _verb_of_subject(s: Sentence, start: int) -> int:
    """Return where the finite verb of a subject stands, behind an aside between two marks or not, or -1."""
    pause = next_pause(s, start)
    verb = finite(s, start, pause)
    again = end_of_aside(s, pause) if verb < 0 else -1
    return again + 1 if again >= 0 else verb


def end_of_aside(s: Sentence, mark: int) -> int:
    """Return the second of two like marks that part subject and verb, or -1.

    >>> end_of_aside(grammar.sentence("Rents , even old ones , rose .".split()), 1)
    5
    """
    again = next_pause(s, mark + 1)
    alike = again + 1 < s.end and s.lower[mark] == s.lower[again]
    return again if alike and is_finite(s, again + 1) else -1


def _is_long_subject(s: Sentence, start: int, verb: int) -> bool:
    """Tell a noun phrase of three words or more before a verb, by what no such phrase holds."""
    first = s.lower[start]
    if verb < start + _LONG or first in _NOT_FIRST or grammar.is_adverb(first):
        return False
    return _NOT_WITHIN_SUBJECT.isdisjoint(s.lower[start:verb])


def _ends(s: Sentence, at: int, start: int, closed_by: str, comments: frozenset[str]) -> bool:
    """Tell a token that ends what was said, whatever follows; dashes are seen to elsewhere."""
    if s.hidden[at]:
        return False
    if s.lower[at] == ",":
        closes = closed_by != CLAUSE and at > start and (finite(s, start, at) >= 0 or end_of_aside(s, at) < 0)
        return closes or opens_clause(s, at) or _comments(s, at + 1, comments)
    return s.lower[at] == ";" or (s.headline and at > start and s.lower[at] in _HEADLINE_LIMITS)


def _verb_after(s: Sentence, start: int, stop: int, passed: int) -> int:
    """Return where the next finite verb of the main clause stands, so many passed, or `stop`."""
    verbs = (at for at in range(start, stop) if not s.hidden[at] and is_finite(s, at))
    main = (at for at in verbs if _NO_MAIN_VERB_AFTER.isdisjoint(s.lower[max(start, at - 2) : at]))
    return next(islice(main, passed, None), stop)


def _comments(s: Sentence, start: int, comments: frozenset[str]) -> bool:
    return any(" ".join(s.lower[start : start + n]) in comments for n in range(1, _LONGEST_COMMENT + 1))
