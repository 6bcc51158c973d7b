"""Patterns that can match nothing in whatever text, and what to write in their place."""

import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from framing.lookup.vocabulary import glob
from framing.text.normalise import normalise
from framing.text.tokens import TITLES, is_word, words

_WILDCARDS = re.compile(r"\*+|\?")
# what a wildcard may stand for, as far as it decides whether a token comes of it
_KEY = "\u20e3"
_SOME = ("", "a", "1", ".", "-", ".a", "a.", "-a", "a-", "1.", ".1", "'a", "a-a", _KEY)
_ONE = ("a", "1", ".", "-", "'", ",", _KEY)
_MOST_WILDCARDS = 3
_MOST_FORMS, _MOST_LETTERS = 8, 200
# letters that stand for * and ? while a pattern is cut as a text is
_STAR, _MARK = "\u01c0", "\u01c1"
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);", re.IGNORECASE)
_LIST = re.compile(r"\s*[,;|]\s*")
_REGEX = re.compile(
    r"\\\w|(?:^|\s)\^[\w(\[.]|[\w)\]*+]\$(?:\s|$)|\.[*+?{]|\[[^\]\[]+\]|[)\]][?*+{]|\(\?|\([^()|]*\|"
)
_ANYTHING = re.compile(r"(?:\[[^\[\]]*\]|\\[wSDW]|\.)(?:[*+]|\{[\d,]*\})")
_GROUP = re.compile(r"\((?:\?:)?([^()]*)\)(\??)|\[([^\W_]+)\](\??)|([^\W_])\?")


class Unmatchable(NamedTuple):
    """A pattern that can match nothing, why, and in words what to write instead."""

    pattern: str
    why: str
    instead: str


def cannot_match(patterns: Iterable[str]) -> list[Unmatchable]:
    """Return the patterns that match no text at all, each once, in their order.

    Texts are cut into words, numbers and marks (`text.tokens`), and each part of a pattern is set against one
    of these; so a pattern can match only where every part, with something in place of `*` and `?`, is such a
    token itself. That asks nothing of a corpus: what is not returned may still never be found.

    >>> for found in cannot_match(["war*", "AT&T", "red_line", "^escalat.*$", "war, bomb"]):
    ...     print(found.pattern, found.why, found.instead, sep=": ")
    AT&T: texts are cut at &: 'at & t'
    red_line: texts are cut at _: 'red line'
    ^escalat.*$: only * and ? are wildcards, and a regular expression is not read as one: 'escalat*'
    war, bomb: it is a list: 'war', 'bomb', each as a pattern of its own
    """
    found = {}
    for pattern in patterns:
        form = normalise(pattern)
        # a few capitals are two characters in lower case, but one token in a text
        if form and pattern not in found and not (_possible(form.lower()) or _possible(form)):
            why, instead = _advice(form)
            found[pattern] = Unmatchable(pattern, why, instead or "another form of it")
    return list(found.values())


def _possible(pattern: str) -> bool:
    return all(map(_is_token, pattern.split()))


@lru_cache(maxsize=100_000)
def _is_token(part: str) -> bool:
    """Tell whether a token can match one part of a pattern."""
    wildcards = _WILDCARDS.findall(part)
    plain = part.replace("*", "")
    if not plain.strip("?") or plain.replace("?", "").isalnum():
        return True
    if not wildcards:
        return words(part) == [part]
    if "." in part and any(glob(part).fullmatch(f"{title}.") for title in TITLES.split("|")):
        return True
    if not all(c.isascii() or c.isalnum() for c in plain):
        # beside marks such as emoji stand others of their kind, which cannot all be tried
        return True
    if len(plain) > 1 and not all(map(_joins, plain)):
        return False
    choices = [_ONE if wildcard == "?" else _SOME for wildcard in wildcards]
    # beyond a few wildcards nothing is said, as not all can be tried
    return len(wildcards) > _MOST_WILDCARDS or any(
        _is_filled(_WILDCARDS.split(part), filling) for filling in product(*choices)
    )


def _is_filled(stretches: Sequence[str], filling: Sequence[str]) -> bool:
    token = "".join(a + b for a, b in zip(stretches, [*filling, ""], strict=True))
    return words(token) == [token]


@lru_cache(maxsize=1000)
def _joins(mark: str) -> bool:
    """Tell whether a character can stand beside others in one token."""
    beside = (f"1{mark}1", f"a{mark}a", mark + _KEY)
    return mark == "?" or any(words(token) == [token] for token in beside)


def _advice(form: str) -> tuple[str, str]:
    """Return why a normalised pattern cannot match, and what to write instead."""
    bare = form.strip("'\" ")
    if _ENTITY.search(form):
        return "it holds an HTML entity", _written([_cut(html.unescape(form))])
    if len(listed := [part for part in _LIST.split(bare) if part]) > 1 and all(
        _possible(part.lower()) for part in map(_bare, listed)
    ):
        own, more = _written(map(_bare, listed[:_MOST_FORMS])), "..., " if len(listed) > _MOST_FORMS else ""
        return "it is a list", f"{own or 'them'}, {more}each as a pattern of its own"
    if _REGEX.search(form):
        why = "only * and ? are wildcards, and a regular expression is not read as one"
        return why, _written(_globs(form)) or "each form of the word, with * for its endings"
    if form[0] in "'\"" and form[-1] in "'\"" and _possible(bare.lower()):
        return "quotation marks are tokens of their own", _written([bare])
    tokens = _cut(form).split()
    marks = dict.fromkeys(t for t in tokens if not is_word(t) and t not in ("*", "?"))
    why = f"texts are cut at {' and '.join(list(marks)[:3])}" if marks else "no token of a text is like it"
    apart = " ".join(form.replace("_", " ").split())
    return why, _written([apart]) or _written([" ".join(tokens)])


def _written(patterns: Iterable[str]) -> str:
    """Return patterns as they are to be written; nothing where they are long, or one cannot match either."""
    forms = list(dict.fromkeys(pattern.lower() for pattern in patterns))
    if not forms or sum(map(len, forms)) > _MOST_LETTERS or not all(f and _possible(f) for f in forms):
        return ""
    return ", ".join(f"'{form}'" for form in forms)


def _bare(part: str) -> str:
    return part.strip("'\" ")


def _cut(form: str) -> str:
    """Return a pattern with blanks where texts are cut; a wildcard stays with the word that it stands in.

    >>> _cut("#war* talk?!")
    '# war* talk? !'
    """
    cut = words(form.replace("*", _STAR).replace("?", _MARK))
    return " ".join(cut).replace(_STAR, "*").replace(_MARK, "?")


def _globs(expression: str) -> list[str]:
    """Return the patterns that a simple regular expression stands for, or none where there are too many.

    >>> _globs("(bomb|attack)s?"), _globs(r"\\\\bwar\\\\w*")
    (['bombs', 'bomb', 'attacks', 'attack'], ['war*'])
    """
    bare = re.sub(r"\\b|[\^$]", "", re.sub(r"\\s[*+]?", " ", expression))
    waiting = [_ANYTHING.sub("*", bare).replace("\\", "")]
    done: list[str] = []
    while waiting and len(waiting) + len(done) <= _MOST_FORMS:
        form = waiting.pop(0)
        group = _GROUP.search(form)
        if group is None:
            done.append(" ".join(form.replace("**", "*").split()))
            continue
        inner, optional, several, also_optional, letter = group.groups()
        others = list(several or letter) if inner is None else inner.split("|")
        others += [""] if optional or also_optional or letter else []
        waiting = [form[: group.start()] + other + form[group.end() :] for other in others] + waiting
    return [] if waiting else done
