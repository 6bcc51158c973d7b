"""VADER's rules as NLTK applies them, with what depends on a word alone worked out once per distinct word."""

import math
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# a full memo is emptied and learnt anew, and longer words are never kept: 11 MB for news, 63 MB at worst
MEMO_WORDS = 100_000
MEMO_LENGTH = 40

Polarity = tuple[int, int, int, int]
Scorer = Callable[[str], Polarity]

_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_SO = ("so", "this")
_LINKS = frozenset({"at", "but", "kind", "least", "never", "of", "so", "this", "very"})


@dataclass(slots=True)
class Word:
    """What the rules need to know of one word, whatever stands around it.

    `idle` are those that change nothing of a word after them.
    """

    form: str = ""
    lower: str = ""
    upper: bool = False
    valued: bool = False
    value: float | None = None
    boost: float = 0.0
    negates: bool = False
    phrase: bool = False
    idle: bool = True


def scorer(lexicon: Mapping[str, float], constants: Any) -> Scorer:
    """Return a function that scores one sentence as NLTK's VADER does (Hutto & Gilbert 2014).

    It returns neg, neu and pos times 1,000 and compound times 10,000, as whole numbers. `constants` is NLTK's
    VaderConstants or an object with the same word lists and weights.
    """
    memo = _Memo(lexicon, constants)

    def score(sentence: str) -> Polarity:
        words = [*_BEFORE, *filter(None, map(memo.__getitem__, sentence.split())), *_AFTER]
        n_words = len(words) - len(_BEFORE) - len(_AFTER)
        hits = [i for i, word in enumerate(words) if word.value is not None]
        if not hits:
            return 0, 1000 if n_words else 0, 0, 0
        some_capitals = 0 < sum([word.upper for word in words]) < n_words
        # a repeated word counts as where it stands first: NLTK finds its neighbours by that place
        known: dict[str, float] = {}
        valences = []
        for i in hits:
            form = words[i].form
            if form not in known:
                known[form] = _valence(words, i, some_capitals, constants)
            valences.append(known[form])
        if "but" in sentence.lower():
            valences = _weighed_by_but(valences, hits, words)
        return _polarity(valences, n_words, _emphasis(sentence))

    return score


class _Memo(dict[str, Word | None]):
    """The words met so far, by the chunk between blanks that they stand in; None for one to leave out."""

    def __init__(self, lexicon: Mapping[str, float], constants: Any):
        super().__init__()
        self._lexicon, self._constants = lexicon, constants
        phrases = [phrase.split() for phrase in (*constants.SPECIAL_CASE_IDIOMS, *constants.BOOSTER_DICT)]
        # the longest word of a phrase is the rarest to meet by chance
        self._phrase_words = {max(phrase, key=len) for phrase in phrases if len(phrase) > 1}
        self._roles = {*lexicon, *constants.BOOSTER_DICT, *constants.NEGATE, *_LINKS}.union(*phrases)

    def __missing__(self, chunk: str) -> Word | None:
        word = self._word(chunk)
        if len(chunk) <= MEMO_LENGTH:
            if len(self) >= MEMO_WORDS:
                self.clear()
            self[chunk] = word
        return word

    def _word(self, chunk: str) -> Word | None:
        if len(chunk) < 2:
            return None
        form = _bare(chunk, self._constants.PUNC_LIST)
        lower, upper = form.lower(), form.isupper()
        negates = lower in self._constants.NEGATE or "n't" in lower
        if lower not in self._roles and not negates:
            return _SHOUTED if upper else _PLAIN
        boosts, valued = self._constants.BOOSTER_DICT, lower in self._lexicon
        # what boosts other words is never scored itself
        value = None if lower in boosts else self._lexicon.get(lower)
        boost, phrase = boosts.get(lower, 0.0), form in self._phrase_words
        idle = (valued or not (boost or negates)) and lower not in _LINKS
        return Word(form, lower, upper, valued, value, boost, negates, phrase, idle)


_PLAIN, _SHOUTED = Word(), Word(upper=True)
# beyond the ends stands a word that no rule reads: what is in the lexicon modifies nothing
_EDGE = Word(valued=True)
_BEFORE, _AFTER = [_EDGE] * 3, [_EDGE] * 2


def _bare(chunk: str, marks: Sequence[str]) -> str:
    if chunk.isalnum():
        return chunk
    # only one mark at only one end comes off: a word in quotes or brackets keeps them and is not found
    bare = chunk.translate(_NO_PUNCTUATION)
    before, _, after = chunk.partition(bare) if len(bare) > 1 else ("", "", "")
    marked = (not after and before in marks) or (not before and after in marks)
    return bare if marked else chunk


def _valence(words: Sequence[Word], i: int, some_capitals: bool, constants: Any) -> float:
    far, middle, near, word, after, last = around = words[i - 3 : i + 3]
    if word.lower == "kind" and after.lower == "of":
        return 0.0
    valence = word.value or 0.0
    if some_capitals and word.upper:
        valence += constants.C_INCR if valence > 0 else -constants.C_INCR
    idle = near.idle and middle.idle and far.idle
    if not idle:
        valence = _modified(valence, (far, middle, near), some_capitals, constants)
    if not far.valued and (
        far.phrase or middle.phrase or near.phrase or word.phrase or after.phrase or last.phrase
    ):
        valence = _with_idioms(valence, [other.form for other in around], constants)
    if not idle and near.lower == "least" and not near.valued and middle.lower not in ("at", "very"):
        valence *= constants.N_SCALAR
    return valence


def _modified(valence: float, before: Sequence[Word], some_capitals: bool, constants: Any) -> float:
    far, middle, near = before
    # NLTK asks for "never" two words back, but not three back where "so" stands next to the word
    doubled = 1.5 if near.form in _SO and middle.form == "never" else None
    trebled = 1.25 if near.form in _SO or (middle.form in _SO and far.form == "never") else None
    for other, weight, instead in ((near, 1.0, None), (middle, 0.95, doubled), (far, 0.9, trebled)):
        if other.valued:
            continue
        if other.boost:
            valence += _boost(other, valence, some_capitals, constants) * weight
        if instead:
            valence *= instead
        elif other.negates:
            valence *= constants.N_SCALAR
    return valence


def _boost(word: Word, valence: float, some_capitals: bool, constants: Any) -> float:
    boost = -word.boost if valence < 0 else word.boost
    if some_capitals and word.upper:
        boost += constants.C_INCR if valence > 0 else -constants.C_INCR
    return boost


def _with_idioms(valence: float, forms: Sequence[str], constants: Any) -> float:
    # forms: three words before, the word itself, two after
    idioms, pairs = constants.SPECIAL_CASE_IDIOMS, [f"{a} {b}" for a, b in pairwise(forms)]
    triples = [f"{pair} {form}" for pair, form in zip(pairs, forms[2:], strict=False)]
    backward = (pairs[2], triples[1], pairs[1], triples[0], pairs[0])
    valence = next((idioms[phrase] for phrase in backward if phrase in idioms), valence)
    for phrase in (pairs[3], triples[3]):
        valence = idioms.get(phrase, valence)
    if pairs[0] in constants.BOOSTER_DICT or pairs[1] in constants.BOOSTER_DICT:
        valence += constants.B_DECR
    return valence


def _weighed_by_but(valences: Sequence[float], hits: Sequence[int], words: Sequence[Word]) -> list[float]:
    but = next((i for i, word in enumerate(words) if word.lower == "but"), None)
    if but is None:
        return list(valences)
    weights = (0.5 if i < but else 1.0 if i == but else 1.5 for i in hits)
    return [valence * weight for valence, weight in zip(valences, weights, strict=True)]


def _emphasis(sentence: str) -> float:
    questions = sentence.count("?")
    asked = 0.0 if questions < 2 else questions * 0.18 if questions < 4 else 0.96
    return min(sentence.count("!"), 4) * 0.292 + asked


def _polarity(valences: Sequence[float], n_words: int, emphasis: float) -> Polarity:
    total = float(sum(valences))
    total += math.copysign(emphasis, total) if total else 0.0
    compound = total / math.sqrt(total * total + 15)
    positive = negative = 0.0
    # one more for every word, since a neutral one counts 1
    for valence in valences:
        if valence > 0:
            positive += valence + 1
        elif valence < 0:
            negative += 1 - valence
    neutral = n_words - len(valences) + valences.count(0)
    if positive > negative:
        positive += emphasis
    elif positive < negative:
        negative += emphasis
    whole = positive + negative + neutral
    neg, neu, pos = [round(round(part / whole, 3) * 1000) for part in (negative, neutral, positive)]
    return neg, neu, pos, round(round(compound, 4) * 10000)
