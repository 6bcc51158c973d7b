"""How far what somebody said reaches in a sentence: to the end of the clause."""

from framing.grammar import (
    CONTRASTS,
    COORDINATORS,
    DASHES,
    DEMONSTRATIVES,
    DETERMINERS,
    PRONOUNS,
    REACH,
    RELATIVES,
    Sentence,
    finite,
    is_capital,
    is_finite,
    next_pause,
    word_set,
)

CLAUSE, COMMA = "clause", "comma"
_HEADLINE_LIMITS = word_set("as after amid ahead while")
_NO_SUBJECT = word_set("that whether not to only rather also never")
_LONGEST_COMMENT = 3

Span = tuple[int, int]


def stretch_after(s: Sentence, start: int, closed_by: str, comments: frozenset[str]) -> tuple[Span, ...]:
    """Return the stretches (start, stop) from a place to the end of its clause.

    A semicolon, a dash, a new clause after a comma or a comment of the writer end it; an aside between two
    dashes is left out. `closed_by` COMMA ends it also at any comma, and where a second finite verb shows that
    the main clause goes on.
    """
    spans, begin, verbs, at = [], start, 0, start
    stop = min(s.end, start + REACH)
    while at < stop:
        word = s.lower[at]
        if not s.hidden[at]:
            if word == ";" or (s.headline and at > start and word in _HEADLINE_LIMITS):
                break
            if word == "," and (opens_clause(s, at) or _comments(s, at, comments)):
                break
            if word == "," and closed_by == COMMA and at > start:
                break
            if word in DASHES:
                again = next((i for i in range(at + 1, stop) if s.lower[i] in DASHES and not s.hidden[i]), -1)
                if again < 0 or closed_by == COMMA:
                    break
                spans.append((begin, at))
                begin = at = again
            elif closed_by == COMMA and is_finite(s, at) and _is_main(s, at, start):
                verbs += 1
                if verbs > 1:
                    break
        at += 1
        begin += begin < at and s.lower[begin] in DASHES
    spans.append((begin, at))
    return tuple(span for span in spans if span[1] > span[0])


def stretch_before(s: Sentence, stop: int) -> Span:
    """Return the stretch to a place from the semicolon, colon or dash before it, or from the beginning."""
    for at in range(stop - 1, max(-1, stop - REACH), -1):
        if s.lower[at] in (";", ":", *DASHES) and not s.hidden[at]:
            return at + 1, stop
    return max(0, stop - REACH), max(0, stop)


def opens_clause(s: Sentence, comma: int) -> bool:
    """Tell whether a clause with a subject of its own begins after a comma, led by a conjunction.

    "..., but he left" does; "..., and that he left", "..., but not now" and "..., and the rest" do not.
    "would" after a plain coordinator goes on with what was said: "..., and it would not".
    """
    at = comma + 1
    while at < len(s.lower) and s.lower[at] == '"':
        at += 1
    if at + 1 >= s.end or s.lower[at] not in COORDINATORS | CONTRASTS or s.lower[at + 1] in _NO_SUBJECT:
        return False
    lead, word = s.lower[at], s.lower[at + 1]
    verb = finite(s, at + 1, next_pause(s, at + 1))
    if lead in COORDINATORS and verb >= 0 and s.lower[verb] == "would" and word not in DEMONSTRATIVES:
        return False
    if word in PRONOUNS or word in DEMONSTRATIVES:
        return True
    subject = word in DETERMINERS or is_capital(s.tokens[at + 1]) or word.endswith("s") or lead in CONTRASTS
    return subject and not word.endswith("ing") and verb > at + 1


def _comments(s: Sentence, comma: int, comments: frozenset[str]) -> bool:
    following = s.lower[comma + 1 : comma + 1 + _LONGEST_COMMENT]
    return any(" ".join(following[:n]) in comments for n in range(1, len(following) + 1))


def _is_main(s: Sentence, at: int, start: int) -> bool:
    """Tell a finite verb that no auxiliary, coordinator or relative leads."""
    lead = {*s.lower[max(start, at - 2) : at]}
    return at == start or not lead & (COORDINATORS | RELATIVES | {"have", "has", "had", "be", "been"})
