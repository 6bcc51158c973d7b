"""How far what somebody said reaches in a sentence: to the end of the clause."""

from itertools import islice

from framing.voice import grammar
from framing.voice.grammar import Sentence, finite, is_finite, is_mark, next_pause, previous_pause

CLAUSE, COMMA = "clause", "comma"
_LEADS = grammar.COORDINATORS | grammar.CONTRASTS
_NO_MAIN_VERB_AFTER = grammar.COORDINATORS | grammar.RELATIVES | {"have", "has", "had", "be", "been"}
_HEADLINE_LIMITS = grammar.word_set("as after amid ahead while")
_NO_SUBJECT = grammar.word_set("that whether not to only rather also never")
_LONGEST_COMMENT = 3

Span = tuple[int, int]


def stretch_after(s: Sentence, start: int, closed_by: str, comments: frozenset[str]) -> tuple[Span, ...]:
    """Return the stretches (start, stop) from a place to the end of its clause.

    A semicolon, a dash, a new clause after a comma or a comment of the writer end it; an aside between two
    dashes is left out. `closed_by` COMMA ends it also at any comma, and where a second finite verb shows that
    the main clause goes on.

    >>> s = grammar.sentence("He said prices — even rents — fell , but they rose .".split())
    >>> [" ".join(s.tokens[begin:stop]) for begin, stop in stretch_after(s, 2, CLAUSE, frozenset())]
    ['prices', 'fell']
    >>> s = grammar.sentence("The claim that food prices fell was false .".split())
    >>> [" ".join(s.tokens[begin:stop]) for begin, stop in stretch_after(s, 2, COMMA, frozenset())]
    ['that food prices fell']
    """
    spans, begin, at = [], start, start
    stop = min(s.end, start + grammar.REACH)
    if closed_by == COMMA:
        stop = _second_verb(s, start, stop)
    while at < stop and not _ends(s, at, start, closed_by, comments):
        if is_mark(s, at, grammar.DASHES):
            again = next_pause(s, at + 1, grammar.DASHES)
            # a pair of dashes holds an aside, one alone gives the floor back to the writer
            if closed_by == COMMA or again >= stop:
                break
            spans.append((begin, at))
            begin, at = again + 1, again
        at += 1
    return tuple((first, end) for first, end in (*spans, (begin, at)) if first < end)


def stretch_before(s: Sentence, stop: int) -> Span:
    """Return the stretch to a place from the semicolon, colon or dash before it, or from the beginning.

    >>> stretch_before(grammar.sentence("It rained : prices rose , he said .".split()), 5)
    (3, 5)
    """
    pause = previous_pause(s, stop, grammar.PAUSES - {","})
    return (pause + 1 if pause >= 0 else max(0, stop - grammar.REACH)), max(0, stop)


def opens_clause(s: Sentence, comma: int) -> bool:
    """Tell whether a clause with a subject of its own begins after a comma, led by a conjunction.

    "..., but he left" does; "..., and that he left", "..., but not now" and "..., and the rest" do not.
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
    verb = finite(s, at + 1, next_pause(s, at + 1))
    would = verb >= 0 and s.lower[verb] == "would"
    if would and lead in grammar.COORDINATORS and word not in grammar.DEMONSTRATIVES:
        return False
    if word in grammar.PRONOUNS | grammar.DEMONSTRATIVES:
        return True
    # a plural in -s, a capital or a determiner shows a subject; a contrast promises one
    noun = word in grammar.DETERMINERS or grammar.is_capital(s.tokens[at + 1]) or word.endswith("s")
    return (noun or lead in grammar.CONTRASTS) and not word.endswith("ing") and verb > at + 1


def _ends(s: Sentence, at: int, start: int, closed_by: str, comments: frozenset[str]) -> bool:
    """Tell a token that ends what was said, whatever follows; dashes are seen to elsewhere."""
    if s.hidden[at]:
        return False
    if s.lower[at] == ",":
        return (closed_by == COMMA and at > start) or opens_clause(s, at) or _comments(s, at + 1, comments)
    return s.lower[at] == ";" or (s.headline and at > start and s.lower[at] in _HEADLINE_LIMITS)


def _second_verb(s: Sentence, start: int, stop: int) -> int:
    """Return where the second finite verb of the main clause stands, as far as it shows, or `stop`."""
    verbs = (at for at in range(start, stop) if not s.hidden[at] and is_finite(s, at))
    main = (at for at in verbs if _NO_MAIN_VERB_AFTER.isdisjoint(s.lower[max(start, at - 2) : at]))
    return next(islice(main, 1, None), stop)


def _comments(s: Sentence, start: int, comments: frozenset[str]) -> bool:
    return any(" ".join(s.lower[start : start + n]) in comments for n in range(1, _LONGEST_COMMENT + 1))
