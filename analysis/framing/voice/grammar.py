"""Closed classes of English words, and the tests of clauses that the rules for voice rest on."""

from collections.abc import Sequence
from typing import NamedTuple


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


PRONOUNS = word_set("he she they it i we you one there")
DEMONSTRATIVES = word_set("this that these those all what")
RELATIVES = word_set("who whom whose which that")
POSSESSIVES = word_set("his her their its my our your")
DETERMINERS = POSSESSIVES | word_set(
    "the a an this these those some any no every each many most several few both all another other such"
)
MODALS = word_set("will would can could may might must shall should cannot")
AUXILIARIES = MODALS | word_set("is are was were has have had does do did am")
# finite past forms that do not end in -ed, without those that are as often something else
PAST = word_set(
    "began became broke brought built came chose cut drew drove fell fled flew fought found gave got grew "
    "held kept knew led left lost made meant met paid ran rose said sat saw sent shook showed sold spoke "
    "spent stood struck swore thought threw told took turned understood went withdrew woke won wrote "
    "remains remain seems seem appears says say"
)
PREPOSITIONS = word_set(
    "about above after against along amid among around as at before behind below beneath beside between "
    "beyond by despite during for from in inside into like near of off on onto out outside over past per "
    "since through throughout to toward towards under until up upon via with within without"
)
SUBORDINATORS = word_set(
    "although though while whereas if unless because since when whenever once until till before after as "
    "despite even where wherever"
)
COORDINATORS = word_set("and or nor but yet so")
CONTRASTS = word_set("but yet so while whereas although though")
# words that may stand between a subject and its verb
BETWEEN = AUXILIARIES | word_set(
    "also then later once not never still now again again already always often once soon since even only "
    "just be been being himself herself themselves itself both twice long first further"
)
# words that open an adverbial after a verb of saying: "said on Monday"
ADVERBIALS = word_set(
    "on in at to during after before late earlier early last this yesterday today via by through from "
    "with when as later again recently privately publicly bluntly flatly here there monday tuesday "
    "wednesday thursday friday saturday sunday"
)
DASHES = word_set("— -")
PAUSES = DASHES | word_set(", ; :")
QUOTE = '"'
BOUNDS = PAUSES | {QUOTE}
_FINITE = AUXILIARIES | PAST
# a form in -ed after these is a participle: "the promised answer", "had been promised"
_BEFORE_PARTICIPLES = DETERMINERS | PREPOSITIONS | word_set("be been being")
# a rule looks no further than this many tokens, so that work grows with the text and not with its square
REACH = 100


class Sentence(NamedTuple):
    """A sentence as the rules see it: tokens, in lower case too, which a quotation hides, where it ends."""

    tokens: Sequence[str]
    lower: Sequence[str]
    hidden: Sequence[bool]
    end: int
    headline: bool = False


def sentence(tokens: Sequence[str], hidden: Sequence[bool] = (), headline: bool = False) -> Sentence:
    """Return the tokens of a sentence as the rules see them; its end is where only marks follow.

    >>> sentence(["He", "left", "."]).end
    2
    """
    lower = [token.lower() for token in tokens]
    end = max((place for place, token in enumerate(tokens, start=1) if token[:1].isalnum()), default=0)
    return Sentence(tokens, lower, hidden or [False] * len(tokens), end, headline)


def uncontracted(word: str) -> str:
    """Return the pronoun in a word in lower case that joins one with a verb, any other word as it is.

    >>> uncontracted("she'd"), uncontracted("moscow's")
    ('she', "moscow's")
    """
    pronoun = word.partition("'")[0]
    return pronoun if pronoun in PRONOUNS else word


def is_capital(token: str) -> bool:
    """Tell a word that begins with a capital letter.

    >>> is_capital("U.S."), is_capital("the"), is_capital("2024")
    (True, False, False)
    """
    return token[:1].isupper()


def is_adverb(word: str) -> bool:
    """Tell a word in lower case that may stand between a subject and its verb.

    >>> is_adverb("openly"), is_adverb("hasn't"), is_adverb("left")
    (True, True, False)
    """
    return word in BETWEEN or (word.endswith("ly") and len(word) > 4) or word.endswith("n't")


def before_adverbs(s: Sentence, at: int, stops: frozenset[str]) -> int:
    """Return where the last word before a place stands that is no adverb, or is one of `stops`; or -1.

    >>> before_adverbs(sentence("She was openly told .".split()), 3, frozenset())
    0
    """
    at -= 1
    while at >= 0 and is_adverb(s.lower[at]) and s.lower[at] not in stops:
        at -= 1
    return at


def is_mark(s: Sentence, at: int, marks: frozenset[str]) -> bool:
    """Tell one of some marks; inside a quotation none is seen but the quotation marks."""
    return s.lower[at] in marks and (s.lower[at] == QUOTE or not s.hidden[at])


def next_pause(s: Sentence, start: int, marks: frozenset[str] = BOUNDS) -> int:
    """Return where the next mark stands (comma, dash, colon, semicolon, quotation), or the sentence ends.

    >>> next_pause(sentence("He left , he said .".split()), 0)
    2
    """
    stop = min(s.end, start + REACH)
    return next((at for at in range(start, stop) if is_mark(s, at, marks)), max(start, stop))


def previous_pause(s: Sentence, stop: int, marks: frozenset[str] = BOUNDS) -> int:
    """Return where the last such mark before a place stands, or -1.

    >>> previous_pause(sentence("He left , he said .".split()), 4)
    2
    """
    places = range(min(stop, len(s.lower)) - 1, max(-1, stop - REACH), -1)
    return next((at for at in places if is_mark(s, at, marks)), -1)


def finite(s: Sentence, start: int, stop: int) -> int:
    """Return where the first finite verb between two places stands, or -1; those of relatives are passed.

    A list of auxiliaries and past forms and the ending -ed stand in for a tagger, so present forms of full
    verbs are missed.

    >>> finite(sentence("The man who left has called .".split()), 0, 6)
    4
    """
    relative = False
    for at in range(start, min(stop, len(s.lower))):
        if s.lower[at] in RELATIVES and at > start:
            relative = True
        elif is_finite(s, at):
            if not relative:
                return at
            relative = False
    return -1


def is_finite(s: Sentence, at: int) -> bool:
    """Tell a finite verb, as far as it shows: auxiliary, irregular past, or -ed not after a determiner."""
    word = s.lower[at]
    if word in _FINITE or word.endswith("n't"):
        return True
    return word.endswith("ed") and len(word) > 4 and at > 0 and s.lower[at - 1] not in _BEFORE_PARTICIPLES
