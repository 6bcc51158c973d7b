"""Whether a frame expression is asserted, negated or contested, by cues near it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.dictionary import dictionary as dictionaries
from framing.tables.schema import ASSERTED, CONTESTED, NEGATED


def locate(
    token_lists: Sequence[Sequence[str]], dictionary: pd.DataFrame, level: int, cues: pd.DataFrame
) -> pd.DataFrame:
    """Find every match of a dictionary in tokenised documents, with its stance.

    One row per match with the columns of `dictionary.locate`, but stance (asserted, negated or contested) in
    place of negated. `cues` is as cues.csv. A cue holds for a match at most `window` tokens after it (side
    "before") or before it (side "after"), with no punctuation mark in between. Of cues that overlap the
    longest counts, so that "not only" may assert. Where both hold, negated counts, not contested.

    >>> cues = pd.DataFrame([["no", "negated", "before", 3]], columns=["cue", "stance", "side", "window"])
    >>> locate([["no", "war"]], dictionaries.from_nested({"f": ["war"]}), 1, cues)["stance"].tolist()
    ['negated']
    """
    found = dictionaries.locate(token_lists, dictionary, level, cues)
    # look-up knows cues that negate and cues that do not: those that contest take the place of the former
    turned = cues.assign(stance=cues["stance"].replace({NEGATED: CONTESTED, CONTESTED: NEGATED}))
    contested = dictionaries.locate(token_lists, dictionary, level, turned)["negated"]
    stance = np.select([found["negated"], contested], [NEGATED, CONTESTED], ASSERTED)
    return found.drop(columns="negated").assign(stance=pd.Series(stance, dtype=str))
