"""What a sentence reports: the stretches that are somebody's words or thoughts, and whose."""

from collections.abc import Sequence
from typing import NamedTuple

from framing.voice import grammar
from framing.voice.clauses import CLAUSE, COMMA, PHRASE, Span, end_of_aside, stretch_after, stretch_before
from framing.voice.content import AFTER, BEFORE, BOTH, content_start, owner_end, owner_name
from framing.voice.grammar import DASHES, QUOTE, Sentence, finite, next_pause, previous_pause, word_set
from framing.voice.speakers import LONGEST_NAME, Names, Words, find_speaker
from framing.voice.subjects import name_at, subject_end, subject_start, subject_word

_CONTENT = word_set("that whether if how why what")
_BE = word_set("is are was were be been being")
# as subjects these leave what follows with the author: "I think", "this suggests"
_AUTHOR = word_set("i we this these those what all")
# the participle is an adjective after these: "the promised answer"
_ADJECTIVAL = grammar.DETERMINERS - word_set(
    "this these those some few several both all another other many most each"
)
# what follows these is whom the speaker told, never an inverted subject
_ADDRESSING = word_set("told tell tells telling")
_PARENTHETIC = DASHES | {","}
# what leads the complement of a noun of feeling or belief, and the phrase that says whose it is
_COMPLEMENT = word_set("that whether of about over at in for with to against on")
_HELD_BY = word_set("from by among")


class Found(NamedTuple):
    """A pattern of reporting.csv at tokens first to last of a sentence."""

    first: int
    last: int
    pattern: str
    kind: str
    side: str


class Report(NamedTuple):
    """Reporting words at tokens first to last, the stretches (start, stop) they report, and who speaks."""

    first: int
    last: int
    spans: tuple[Span, ...]
    speaker: str


def reports(s: Sentence, found: Sequence[Found], names: Names, words: Words) -> list[Report]:
    """Apply the rules to the reporting words found in a sentence, but not to those inside a quotation.

    >>> s = grammar.sentence("Rents will fall , said Ms. Orr , once we build , but they rose .".split())
    >>> none, said = Names(frozenset(), frozenset(), {}), Found(4, 4, "said", "verb", "both")
    >>> reports(s, [said], none, Words(titles=frozenset({"ms."})))
    [Report(first=4, last=4, spans=((0, 3), (7, 11)), speaker='Orr')]
    """
    rules = {
        "noun": _noun,
        "feeling": _feeling,
        "adverb": _adverb,
        "phrase": _phrase,
        "verb": _verb,
        "adjective": _verb,
    }
    made = (rules[f.kind](s, f, names, words) for f in found if not s.hidden[f.first])
    return [report for report in made if report is not None]


def _feeling(s: Sentence, f: Found, names: Names, words: Words) -> Report | None:
    """Apply the rule of "the minister's fears of" and "fears among ministers of".

    A noun of feeling or belief reports its complement where the sentence says whose it is.
    """
    owner, start, speaker = owner_end(s, f.first), content_start(s, f.last, f.side), ""
    after = s.lower[start] if start < s.end else ""
    if after in _HELD_BY:
        stop = min(next_pause(s, start), start + LONGEST_NAME)
        complement = next((at for at in range(start + 2, stop) if s.lower[at] in _COMPLEMENT - _HELD_BY), -1)
        if complement >= 0 and finite(s, start, complement) < 0:
            speaker = find_speaker(s.tokens[start + 1 : complement], names, words)
            owner, start, after = start, complement, s.lower[complement]
    if owner < 0 or not {after, s.lower[f.last]} & _COMPLEMENT:
        return None
    closed_by = COMMA if "that" in (after, s.lower[f.last]) else PHRASE
    spans = stretch_after(s, start + (after == "that"), closed_by, words.comments)
    return Report(f.first, f.last, spans, speaker or owner_name(s, owner, names))


def _noun(s: Sentence, f: Found, names: Names, words: Words) -> Report | None:
    before = s.tokens[f.first - 1] if f.first else ""
    plural = before.endswith("s") and not before.endswith("'s") and before.lower() not in grammar.DETERMINERS
    if before.lower() in grammar.PRONOUNS | grammar.AUXILIARIES or before == "," or plural:
        # "critics fear that", "I would hope that", ", warning that": a verb after all
        return _verb(s, f._replace(kind="verb"), names, words)
    start = content_start(s, f.last, f.side)
    # "a statement that ran to three pages"
    ran = start < s.end and grammar.is_finite(s, start)
    if ran or (s.lower[f.last] == "," and start == f.last + 1):
        return None
    spans = stretch_after(s, start, COMMA, words.comments)
    return Report(f.first, f.last, spans, owner_name(s, owner_end(s, f.first), names))


def _adverb(s: Sentence, f: Found, names: Names, words: Words) -> Report:
    spans = (stretch_before(s, f.first), *stretch_after(s, f.last + 1, CLAUSE, words.comments))
    return Report(f.first, f.last, spans, owner_name(s, f.last - 1 if f.last > f.first else -1, names))


def _phrase(s: Sentence, f: Found, names: Names, words: Words) -> Report:
    if f.side == AFTER:
        spans = stretch_after(s, f.last + 1, CLAUSE, words.comments)
        return Report(f.first, f.last, spans, _agent(s, f, names, words))
    pause = next_pause(s, f.last + 1)
    speaker = find_speaker(s.tokens[f.last + 1 : pause][:LONGEST_NAME], names, words)
    # the comma before "according to" belongs to neither side
    start = f.first - 1 if f.first and s.lower[f.first - 1] == "," else f.first
    spans = (stretch_before(s, start),)
    if pause < s.end and s.lower[pause] == "," and not (start and _leads_on(s, pause)):
        spans += stretch_after(s, pause, CLAUSE, words.comments)
    return Report(f.first, f.last, spans, speaker)


def _agent(s: Sentence, f: Found, names: Names, words: Words) -> str:
    """Return who holds the view in "seen by X as", or the subject of "X has described it as"."""
    if "by" in s.lower[f.first : f.last]:
        return find_speaker(s.tokens[s.lower.index("by", f.first) + 1 : f.last], names, words)
    return "" if _is_passive(s, f) else name_at(s, subject_end(s, f.first), names, words)


def _verb(s: Sentence, f: Found, names: Names, words: Words) -> Report | None:
    if s.lower[f.last] in _COMPLEMENT and owner_end(s, f.first) == f.first - 1 >= 0:
        # "his warning of": a noun after all
        return _feeling(s, f, names, words)
    end, start = subject_end(s, f.first), content_start(s, f.last, f.side)
    missing = s.lower[f.last] == "," or f.side == "as"
    if (missing and start == f.last + 1) or not _has_subject(s, f, end):
        return None
    role, inverted = _role(s, f)
    passive = f.kind == "verb" and _is_passive(s, f)
    parenthetic = end < 0 or s.lower[end] == "as" or (end > 0 and s.lower[end - 1] == ",")
    if passive and role in (BEFORE, BOTH) and not parenthetic:
        # "It will be answered", but ", it was said"
        return None
    if inverted >= 0:
        speaker = find_speaker(s.tokens[f.last + 1 : inverted][:LONGEST_NAME], names, words)
    else:
        speaker = "" if passive else name_at(s, end, names, words)
    # without content the verb still tells who speaks in a quotation beside it
    spans: tuple[Span, ...] = ()
    if role == AFTER:
        spans = stretch_after(s, start, _closed_by(s, f, end), words.comments)
    elif role:
        spans = (stretch_before(s, subject_start(s, end)),)
    if role == BOTH:
        spans += stretch_after(s, next_pause(s, f.last + 1), CLAUSE, words.comments)
    return Report(f.first, f.last, spans, speaker)


def _has_subject(s: Sentence, f: Found, end: int) -> bool:
    """Tell whether somebody other than the author is the subject, as far as can be seen."""
    before = s.lower[f.first - 1] if f.first else ""
    who = subject_word(s, end)
    if who in _AUTHOR or (who == "that" and (end == 0 or s.lower[end - 1] in (",", "and", "but"))):
        return False
    after = s.lower[f.last + 1] if f.last + 1 < s.end else ""
    # "Say so", "and say plainly", "To say that", ", say,"
    bare = before in ("", "and", "or") or (before == "to" and f.first == 1)
    noun = f.side == "as" and before in grammar.PREPOSITIONS - {"to", "by"}
    if (f.pattern == "say" and (bare or before == after == ",")) or noun:
        return False
    # "There is reason to doubt", "It is hard to believe", "Whatever he says,", "first reported by X"
    begin = previous_pause(s, f.first) + 1
    opening = s.lower[begin]
    nobody = before == "to" and (opening == "there" or (opening == "it" and s.lower[begin + 1] in _BE))
    any_case = opening in ("whatever", "however", "whichever", "whoever")
    passive = f.side in (BEFORE, BOTH) and after == "by"
    return not (nobody or any_case or passive or before in _ADJECTIVAL)


def _is_passive(s: Sentence, f: Found) -> bool:
    at = grammar.before_adverbs(s, f.first, _BE)
    # a participle that nothing leads ("Asked about rents, ...") is passive too
    finished = s.lower[f.first].endswith(("ed", "said", "told", "seen", "thought"))
    return finished and (at < 0 or s.lower[at] in _BE)


def _role(s: Sentence, f: Found) -> tuple[str, int]:
    """Tell where the content of a verb stands, and where an inverted subject ("said Ms. Orr") ends, or -1."""
    start = f.last + 1
    pause = next_pause(s, start)
    mark = s.lower[pause] if pause < len(s.lower) else ""
    if f.side not in (BEFORE, BOTH) or mark == ":":
        return AFTER, -1
    goes_on = pause + 1 < s.end and mark in _PARENTHETIC
    before = previous_pause(s, f.first)
    closes = before >= 0 and s.lower[before] in _PARENTHETIC | {QUOTE}
    if pause == start:
        return _role_of_bare(s, pause, mark, goes_on=goes_on, closes=closes), -1
    after = s.lower[start:pause]
    adverbial = after[0] in grammar.ADVERBIALS
    if closes and _CONTENT.isdisjoint(after) and finite(s, start, pause) < 0:
        role = BOTH if goes_on and _resumes(s, pause) else BEFORE
        no_subject = adverbial or f.pattern in _ADDRESSING
        # what stands between the verb and the next mark is its subject: ", said Ms. Orr,"
        if before == f.first - 1 and not no_subject:
            return role, pause
        # "Rents fell, he said on Monday": the words before are content only where they can be a clause
        led = _leads_on(s, before) or not grammar.SUBORDINATORS.isdisjoint(s.lower[before + 1 : f.first])
        said = finite(s, max(0, before - grammar.REACH), before) >= 0 or s.lower[before] == QUOTE or goes_on
        if no_subject and not led and said and mark != QUOTE:
            return role, -1
    leads = after[0] in _CONTENT or (adverbial and "that" in after)
    return (AFTER if leads or f.side != BEFORE else ""), -1


def _role_of_bare(s: Sentence, pause: int, mark: str, *, goes_on: bool, closes: bool) -> str:
    """Tell where the content stands of a verb that a mark or the end of the sentence follows."""
    if mark == QUOTE:
        return AFTER
    if not goes_on:
        return BEFORE
    if s.lower[pause + 1] == QUOTE:
        return BOTH if closes else AFTER
    # "He said, on Monday, that rents fell"
    inserted = next_pause(s, pause + 1)
    return AFTER if inserted + 1 < s.end and s.lower[inserted + 1] == "that" else BOTH


def _resumes(s: Sentence, pause: int) -> bool:
    """Tell whether what was said goes on after the words that name the speaker."""
    following = s.lower[pause + 1]
    return following not in grammar.RELATIVES | grammar.DETERMINERS and not following.endswith("ing")


def _leads_on(s: Sentence, pause: int) -> bool:
    return s.lower[pause + 1] in grammar.COORDINATORS | grammar.RELATIVES


def _closed_by(s: Sentence, f: Found, end: int) -> str:
    """Say what ends the content of a verb: a new clause, or any comma where its own is a lesser clause."""
    if end < 0:
        # "Asked whether rents fell, she left"
        return COMMA
    if end and s.lower[end] in ("who", "which", "whom"):
        return COMMA
    if s.lower[end] == "," and end_of_aside(s, end) >= 0:
        # "Orr, afraid that rents had fallen, left"
        return COMMA
    # "While he said that rents fell, prices rose": the comma hands back to the main clause
    pause = previous_pause(s, f.first)
    return COMMA if pause + 1 < f.first and s.lower[pause + 1] in grammar.SUBORDINATORS else CLAUSE
