"""Whether a frame expression is asserted, negated or contested, by cues near it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from framing import dictionary as dictionaries
from framing.cues import in_precedence
from framing.schema import STANCES
from framing.tables import check
from framing.tokens import is_word

# where cues of several kinds hold, the first of these that is among them
_ORDER = ("negated", "contested", "asserted")


class Cue(NamedTuple):
    """A cue found at tokens first to last."""

    first: int
    last: int
    stance: str
    side: str
    window: int


def stances(token_lists: Sequence[Sequence[str]], located: pd.DataFrame, cues: pd.DataFrame) -> list[str]:
    """Return the stance of every located match: asserted, negated or contested.

    `located` has columns doc (position in `token_lists`), first and last (tokens), `cues` is as cues.csv. A
    cue holds for a match at most `window` tokens after it (side "before") or before it (side "after"), with
    no punctuation mark in between. Of cues that overlap the longest counts, so that "not only" may assert.
    A match without cue is asserted.

    >>> cues = pd.DataFrame([["no", "negated", "before", 3]], columns=["cue", "stance", "side", "window"])
    >>> stances([["no", "war"]], pd.DataFrame({"doc": [0], "first": [1], "last": [1]}), cues)
    ['negated']
    """
    docs = sorted(set(located["doc"]))
    at = {doc: i for i, doc in enumerate(docs)}
    found = _find([token_lists[doc] for doc in docs], cues)
    result = []
    for doc, first, last in zip(located["doc"], located["first"], located["last"], strict=True):
        tokens = token_lists[doc]
        holding = {cue.stance for cue in found[at[doc]] if _holds(cue, first, last, tokens)}
        result.append(next((stance for stance in _ORDER if stance in holding), STANCES[0]))
    return result


def _find(token_lists: Sequence[Sequence[str]], cues: pd.DataFrame) -> dict[int, list[Cue]]:
    rows = in_precedence(cues)
    patterns = check(pd.DataFrame({"frame": rows["side"], "pattern": rows["cue"]}), "dictionary", "cues")
    facts = list(rows[["stance", "side", "window"]].itertuples(index=False, name=None))
    found = defaultdict(list)
    for match in dictionaries.locate(token_lists, patterns, level=1).itertuples():
        found[match.doc].append(Cue(match.first, match.last, *facts[match.entry]))
    return found


def _holds(cue: Cue, first: int, last: int, tokens: Sequence[str]) -> bool:
    if cue.side == "before":
        # a cue may run into the match: "no * of" round "no retaliation of"
        near = cue.first < first <= cue.last + max(cue.window, 0)
        return near and all(map(is_word, tokens[cue.last + 1 : first]))
    return last < cue.first <= last + cue.window and all(map(is_word, tokens[last + 1 : cue.first]))
