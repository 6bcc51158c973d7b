"""Running words: the tokens of pieces in order, with what a dictionary covers and what stands near that."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.annotate import piece_tokens
from framing.dictionary.dictionary import locate
from framing.lookup.vocabulary import Flags, glob
from framing.stats.keyness import log_odds
from framing.text.tokens import is_word, words

NEAR, MISSED = "near", "missed"


class Free(NamedTuple):
    """Tokens that hits of a frame cover, and the words and two-word phrases that its patterns do not match.

    Both tables have the columns of `running_words`, a phrase standing at its first word's place.
    """

    hit: Flags
    words: pd.DataFrame
    phrases: pd.DataFrame


def running_words(split: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens of sentences in order; `split` is the table that `split_sentences` makes.

    One row per token with columns piece (from 0), first (place in the piece), doc (row of `split`), place (in
    that sentence; below 0 the mark of a headline or dek), token (in lower case) and word (it is one).
    """
    tokens = piece_tokens(split, [words(text) for text in split["text"]])
    types = {token: is_word(token) for token in tokens["token"].unique()}
    word = tokens["token"].map(types) & (tokens["place"] >= 0)
    return tokens.assign(token=tokens["token"].str.lower(), word=word)


def covered(tokens: pd.DataFrame, dictionary: pd.DataFrame) -> Flags:
    """Tell which tokens a match of a dictionary covers that counts; `dictionary` is that of one frame."""
    pieces = tokens.groupby("piece")["token"].agg(list)
    found = locate(pieces, dictionary)
    found = found[~found["set_aside"]]
    begins = np.append(0, np.cumsum(pieces.map(len)))[found["doc"]]
    steps = np.zeros(len(tokens) + 1, dtype=np.int64)
    np.add.at(steps, begins + found["first"], 1)
    np.add.at(steps, begins + found["last"] + 1, -1)
    flags: Flags = steps.cumsum()[:-1] > 0
    return flags


def near(tokens: pd.DataFrame, flags: Flags, reach: int) -> Flags:
    """Tell which tokens stand at most `reach` tokens off a flagged one of their piece."""
    piece = tokens["piece"].to_numpy()
    found: Flags = flags.copy()
    for step in range(1, min(reach, len(tokens) - 1) + 1):
        same = piece[step:] == piece[:-step]
        found[step:] |= flags[:-step] & same
        found[:-step] |= flags[step:] & same
    return found


def free_words(tokens: pd.DataFrame, own: pd.DataFrame) -> Free:
    """Find what could be added to the patterns of a frame; `tokens` are those of `running_words`.

    Left out are function words (scikit-learn's list), phrases that begin or end with one or stand there once
    (as Justeson & Katz 1995 leave them out of terms), and words that hits cover or patterns match.
    """
    # scikit-learn takes seconds to load
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    hit = covered(tokens, own)
    types = tokens["token"].unique()
    known = {*types[matched(types, own["pattern"])]}
    content = tokens["word"] & ~hit & ~tokens["token"].isin(ENGLISH_STOP_WORDS)
    after = tokens[["token", "doc"]].shift(-1)
    follows = content & content.shift(-1, fill_value=False) & (tokens["doc"] == after["doc"])
    phrases = tokens.assign(token=tokens["token"] + " " + after["token"])[follows]
    phrases = phrases[phrases["token"].duplicated(keep=False)]
    pairs = phrases["token"].unique()
    # also such as `unless` sets aside, which no hit covers
    taken = phrases["token"].isin(pairs[matched(pairs, own["pattern"])])
    return Free(hit, tokens[content & ~tokens["token"].isin(known)], phrases[~taken])


def matched(types: Iterable[str], patterns: Iterable[str]) -> Flags:
    """Tell which words, or phrases, some pattern of as many words matches.

    >>> matched(["deter", "water", "red lines"], ["deter*", "red line*"]).tolist()
    [True, False, True]
    """
    globs: dict[int, list[list[re.Pattern[str]]]] = {}
    for pattern in patterns:
        parts = pattern.split(" ")
        globs.setdefault(len(parts), []).append([*map(glob, parts)])

    def is_matched(words: list[str]) -> bool:
        return any(
            all(one.fullmatch(word) for one, word in zip(own, words, strict=True))
            for own in globs.get(len(words), ())
        )

    return np.array([is_matched(words.split(" ")) for words in types], dtype=bool)


def candidates(
    tokens: pd.DataFrame, free: Free, missed: Flags, *, reach: int, prior: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rank the free words, and phrases, by the places where they stand; `missed` flags tokens.

    Two tables as `ranked` gives them.
    """
    close = near(tokens, free.hit, reach) & ~free.hit

    def places(table: pd.DataFrame) -> dict[str, Flags]:
        at = table.index.to_numpy()
        return {NEAR: close[at], MISSED: missed[at]}

    words_, phrases = (ranked(table, places(table), prior) for table in (free.words, free.phrases))
    return words_, phrases


def ranked(tokens: pd.DataFrame, places: Mapping[str, Flags], prior: float) -> pd.DataFrame:
    """Rank words by how much more often they stand in some places of the texts than elsewhere.

    `tokens` are words (or pairs of words) and `places` tells by name, of each, whether it stands there. The
    measure is z of the log-odds of `keyness.log_odds`. Words of the places called "missed" come first where
    they are more frequent there than elsewhere, then the others by z in the places called "near".
    One row per word with columns pattern, n, n_near, z_near, n_missed, z_missed (z empty where n is 0).
    """
    table = tokens["token"].value_counts().rename("n").rename_axis("pattern").reset_index()
    none = pd.DataFrame({"token": pd.Series(dtype=str), "n": 0, "z": 0.0})
    for name, flags in places.items():
        side = np.where(flags, name, "")
        bags = tokens.groupby([side, tokens["token"]]).size().rename("n").rename_axis(["doc_id", "token"])
        columns = ["pattern", f"n_{name}", f"z_{name}"]
        odds = log_odds(bags.reset_index(), prior) if flags.any() else None
        own = none if odds is None else odds.loc[odds["doc_id"] == name, ["token", "n", "z"]]
        table = table.merge(own.set_axis(columns, axis=1), on="pattern", how="left")
        table[f"n_{name}"] = table[f"n_{name}"].fillna(0).astype("int64")
    first = table[f"z_{MISSED}"].where(table[f"z_{MISSED}"] > 0)
    order = table.assign(first=first).sort_values(
        ["first", f"z_{NEAR}", "n", "pattern"], ascending=[False, False, False, True], ignore_index=True
    )
    listed = order["first"].notna() | (order[f"n_{NEAR}"] > 0)
    return order[listed].drop(columns="first").reset_index(drop=True)
