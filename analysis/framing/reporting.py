"""What a sentence reports: the stretches that are somebody's words or thoughts, and whose."""

from collections.abc import Sequence
from typing import NamedTuple

from framing.clauses import CLAUSE, COMMA, Span, stretch_after, stretch_before
from framing.grammar import (
    ADVERBIALS,
    COORDINATORS,
    DASHES,
    DETERMINERS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    Sentence,
    finite,
    is_adverb,
    is_finite,
    next_pause,
    previous_pause,
    word_set,
)
from framing.speakers import LONGEST_NAME, Names, Words, find_owner, find_speaker
from framing.subjects import name_at, subject_end, subject_start

_CONTENT = word_set("that whether if how why what")
_BE = word_set("is are was were be been being")
# as subjects these leave what follows with the author: "I think", "this suggests"
_AUTHOR = word_set("i we this these those what all")
# the participle is an adjective after these: "the promised answer"
_ADJECTIVAL = DETERMINERS - word_set(
    "this these those some few several both all another other many most each"
)
# what follows these is whom the speaker told, never an inverted subject
_ADDRESSING = word_set("told tell tells telling")
_BEFORE, _AFTER, _BOTH = "before", "after", "both"


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
    """Apply the rules to the reporting words found in a sentence, but not to those inside a quotation."""
    rules = {"noun": _noun, "adverb": _adverb, "phrase": _phrase, "verb": _verb, "adjective": _verb}
    made = (rules[f.kind](s, f, names, words) for f in found if not s.hidden[f.first])
    return [report for report in made if report is not None]


def _noun(s: Sentence, f: Found, names: Names, words: Words) -> Report | None:
    before = s.tokens[f.first - 1] if f.first else ""
    if before.lower() in PRONOUNS or before == "," or (before.endswith("s") and not before.endswith("'s")):
        # "critics fear that", ", warning that": a verb after all
        return _verb(s, f._replace(kind="verb"), names, words)
    if f.last + 1 < s.end and is_finite(s, f.last + 1):
        # "a statement that ran to three pages"
        return None
    spans = stretch_after(s, f.last + 1, COMMA, words.comments)
    return Report(f.first, f.last, spans, find_owner(s.tokens[max(0, f.first - 4) : f.first], names))


def _adverb(s: Sentence, f: Found, names: Names, words: Words) -> Report:
    spans = (stretch_before(s, f.first), *stretch_after(s, f.last + 1, CLAUSE, words.comments))
    return Report(f.first, f.last, spans, find_owner(s.tokens[f.first + 1 : f.last], names))


def _phrase(s: Sentence, f: Found, names: Names, words: Words) -> Report:
    if f.side == _AFTER:
        return Report(
            f.first,
            f.last,
            stretch_after(s, f.last + 1, CLAUSE, words.comments),
            _agent(s, f, names, words),
        )
    pause = next_pause(s, f.last + 1)
    speaker = find_speaker(s.tokens[f.last + 1 : min(pause, f.last + 1 + LONGEST_NAME)], names, words)
    start = f.first - 1 if f.first and s.lower[f.first - 1] == "," else f.first
    rest: tuple[Span, ...] = ()
    if pause < s.end and s.lower[pause] == "," and not (start and _leads_on(s, pause)):
        rest = stretch_after(s, pause, CLAUSE, words.comments)
    return Report(f.first, f.last, (stretch_before(s, start), *rest), speaker)


def _agent(s: Sentence, f: Found, names: Names, words: Words) -> str:
    """Return who holds the view in "seen by X as", or the subject of "X has described it as"."""
    if "by" in s.lower[f.first : f.last]:
        return find_speaker(s.tokens[s.lower.index("by", f.first) + 1 : f.last], names, words)
    return "" if _is_passive(s, f) else name_at(s, subject_end(s, f.first), names, words)


def _verb(s: Sentence, f: Found, names: Names, words: Words) -> Report | None:
    end = subject_end(s, f.first)
    if not _has_subject(s, f, end):
        return None
    role, inverted = _role(s, f)
    if inverted >= 0:
        speaker = find_speaker(s.tokens[f.last + 1 : min(inverted, f.last + 1 + LONGEST_NAME)], names, words)
    elif f.kind == "verb" and _is_passive(s, f):
        speaker = ""
    else:
        speaker = name_at(s, end, names, words)
    spans: tuple[Span, ...] = ()
    if role in (_BEFORE, _BOTH):
        spans += (stretch_before(s, subject_start(s, min(end, f.first - 1))),)
    if role == _BOTH:
        spans += stretch_after(s, next_pause(s, f.last + 1), CLAUSE, words.comments)
    if role == _AFTER:
        spans += stretch_after(s, f.last + 1, _closed_by(s, f, end), words.comments)
    return Report(f.first, f.last, spans, speaker)


def _has_subject(s: Sentence, f: Found, end: int) -> bool:
    """Tell whether somebody other than the author is the subject, as far as can be seen."""
    before = s.lower[f.first - 1] if f.first else ""
    who = s.lower[end] if end >= 0 else ""
    if who in _AUTHOR or (who == "that" and (end == 0 or s.lower[end - 1] in (",", "and", "but"))):
        return False
    # "Say so", ", say,", "and say plainly", "To say that"
    example = before == "," and f.last + 1 < s.end and s.lower[f.last + 1] == ","
    if f.pattern == "say" and (example or before in ("", "and", "or") or (before == "to" and f.first == 1)):
        return False
    begin = previous_pause(s, f.first) + 1
    # "There is reason to doubt", "It is hard to believe", "Whatever he says,", "first reported by X"
    nobody = before == "to" and (
        s.lower[begin] == "there" or (s.lower[begin] == "it" and s.lower[begin + 1] in _BE)
    )
    any_case = s.lower[begin] in ("whatever", "however", "whichever", "whoever")
    passive = f.side != _AFTER and f.last + 1 < s.end and s.lower[f.last + 1] == "by"
    return not (nobody or any_case or passive or before in _ADJECTIVAL)


def _is_passive(s: Sentence, f: Found) -> bool:
    at = f.first - 1
    while at >= 0 and is_adverb(s.lower[at]) and s.lower[at] not in _BE:
        at -= 1
    finished = s.lower[f.first].endswith(("ed", "said", "told", "seen", "thought"))
    return finished and (at < 0 or s.lower[at] in _BE)


def _role(s: Sentence, f: Found) -> tuple[str, int]:
    """Tell where the content of a verb stands, and where an inverted subject ("said Ms. Orr") ends, or -1."""
    start = f.last + 1
    pause = next_pause(s, start)
    mark = s.lower[pause] if pause < len(s.lower) else ""
    if f.side == _AFTER or mark == ":":
        return _AFTER, -1
    goes_on = pause + 1 < s.end and mark in (",", *DASHES)
    before = previous_pause(s, f.first)
    closes = before >= 0 and s.lower[before] in (",", '"', *DASHES)
    if pause == start:
        return _role_of_bare(s, pause, mark, goes_on=goes_on, closes=closes), -1
    after = s.lower[start:pause]
    if closes and not _CONTENT & set(after) and finite(s, start, pause) < 0:
        role = _BOTH if goes_on and _resumes(s, pause) else _BEFORE
        adverbial = after[0] in ADVERBIALS or f.pattern in _ADDRESSING
        if before == f.first - 1 and not adverbial:
            return role, pause
        led = SUBORDINATORS & set(s.lower[before + 1 : f.first]) or _leads_on(s, before)
        said = finite(s, 0, before) >= 0 or s.lower[before] == '"' or goes_on
        if adverbial and not led and said and mark != '"':
            return role, -1
    narrow = f.side == _BEFORE and after[0] not in _CONTENT
    return ("" if narrow and not (after[0] in ADVERBIALS and "that" in after) else _AFTER), -1


def _role_of_bare(s: Sentence, pause: int, mark: str, *, goes_on: bool, closes: bool) -> str:
    """Tell where the content stands of a verb that a mark or the end of the sentence follows."""
    if mark == '"':
        return _AFTER
    if not goes_on:
        return _BEFORE
    if s.lower[pause + 1] == '"':
        return _BOTH if closes else _AFTER
    inserted = next_pause(s, pause + 1)
    return _AFTER if inserted + 1 < s.end and s.lower[inserted + 1] == "that" else _BOTH


def _resumes(s: Sentence, pause: int) -> bool:
    """Tell whether what was said goes on after the words that name the speaker."""
    following = s.lower[pause + 1]
    return not (following in RELATIVES or following in DETERMINERS or following.endswith("ing"))


def _leads_on(s: Sentence, pause: int) -> bool:
    return s.lower[pause + 1] in COORDINATORS or s.lower[pause + 1] in RELATIVES


def _closed_by(s: Sentence, f: Found, end: int) -> str:
    """Say what ends the content of a verb: a new clause, or any comma where its own is a lesser clause."""
    if end > 0 and s.lower[end] in ("who", "which", "whom"):
        return COMMA
    pause = previous_pause(s, f.first)
    return COMMA if pause + 1 < f.first and s.lower[pause + 1] in SUBORDINATORS else CLAUSE
