"""Function words of English, which say little of what a piece is about."""

from functools import cache

import pandas as pd

# words of scikit-learn's list that carry content, after Nothman, Qin & Yurchak 2018 on such lists
_CONTENT = (
    "amount bill bottom call computer con cry describe detail empty fill find fire found front full interest "
    "mill mine move name part serious show side sincere system thick thin top un"
)
_LACKING = "did does doing having just let ought shall"
# of English running text function words make up nearly half, of other languages hardly any on this list
_LEAST_SHARE = 0.25


@cache
def function_words() -> frozenset[str]:
    """Return the function words of English: scikit-learn's list without those that carry content.

    >>> [word in function_words() for word in ("the", "would", "system", "missiles")]
    [True, True, False, False]
    """
    # it takes a second to load, and only one figure needs it
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset({*ENGLISH_STOP_WORDS, *_LACKING.split()}.difference(_CONTENT.split()))


def are_function_words(tokens: pd.Series, counts: pd.Series) -> pd.Series:
    """Say which words are function words of English: none where the text is not English.

    `counts` says how often every word is used; a text is taken as English where function words make up a
    quarter of it or more.

    >>> words = pd.Series(["the", "missiles", "die"])
    >>> are_function_words(words, pd.Series([5, 3, 0])).tolist()
    [True, False, False]
    >>> are_function_words(words, pd.Series([1, 9, 5])).tolist()
    [False, False, False]
    """
    known = function_words()
    # "it's" is "it"
    found = tokens.isin(known) | tokens.str.contains("n['’]t$") | tokens.str.split("['’]").str[0].isin(known)
    return found & (counts[found].sum() >= _LEAST_SHARE * counts.sum())
