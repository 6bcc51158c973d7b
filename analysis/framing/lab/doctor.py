"""A dictionary doctor: words that a frame may lack, patterns that it may do without, and what either does."""

import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus.annotate import split_sentences
from framing.corpus.kwic import kwic
from framing.errors import FramingError
from framing.lab.edit import edit_dictionary
from framing.lab.effects import OUT, Effects, effects_of
from framing.lab.running import candidates, free_words, running_words
from framing.lab.what_if import OTHER, VERDICT, what_if
from framing.study import Results
from framing.tables.schema import SEPARATOR

WORD, PHRASE = "add a word", "add a phrase"
# tokens at either side of a hit that count as near; measured by tests/benchmarks/doctor.py
REACH = 10
_COLUMNS = [
    *("change", "rank", "pattern", "n", "n_near", "z_near", "n_missed", "z_missed", "sentences", "coded"),
    *("precision", "recall", "precision_after", "recall_after", "claims", "context"),
]


def doctor(
    results: Results,
    frame: str,
    *,
    coder: str = "",
    listed: int = 20,
    tested: int = 0,
    reach: int = REACH,
    window: int = 6,
    examples: int = 2,
) -> pd.DataFrame:
    """List changes of a frame's patterns that are worth a look, and what each would do.

    Words, and two-word phrases that stand there twice, function words left out, are ranked by the log-odds of
    standing in sentences that were coded with the frame and have no hit of it, where there are codes, then by
    those of standing at most `reach` tokens off a hit. Patterns are named whose removal raises precision, by
    F1 after it. `coder` names whose codes are taken, else a sentence is coded where half of its coders gave
    the frame. So many of each are listed. Of so many (`tested`) of each it is worked out which claims would
    get another verdict, which takes seconds each. Without texts only patterns to take out are listed. A
    candidate is a hint: whether the frame's definition asks for it is to be read in its context.
    One row per change with columns change ("add a word", "add a phrase", "take out"), rank (from 1, in each
    kind), pattern, n (how often it stands in the texts, apart from hits; of a pattern its hits), n_near,
    z_near (near hits), n_missed, z_missed (in coded sentences without a hit), sentences (that would get or
    lose their only hit), coded (those of them that have codes and were given the frame), precision, recall,
    precision_after, recall_after (over coded sentences), claims (whose verdict would flip, or that would be
    others, parted by " | "; empty where there is none or it was not tested) and context (so many examples,
    with `window` tokens at either side). Cells that cannot be known are empty.
    Monroe, Colaresi & Quinn 2008 for the log-odds.
    Raises FramingError where there is no such frame or coder, or neither texts nor codes.

    >>> from framing import analyse, read_specimen
    >>> doctor(analyse(read_specimen()), "escalation", listed=3)["rank"].tolist()
    [1, 2, 3, 1, 2, 3]
    """
    study = results.study
    if frame not in set(study.definitions.frames["frame"]):
        named = ", ".join(study.definitions.frames["frame"])
        raise FramingError(f"doctor: no frame {frame!r}; choose one of {named}")
    effects = effects_of(study, frame, coder)
    if study.texts is None and np.isnan(effects.codes).all():
        what = "neither texts nor codes are here"
        raise FramingError(f"doctor: {what}; import the texts, or code sentences of them (`coding-sheet`)")
    tables = [*_additions(results, frame, effects, listed, reach), effects.removals().head(listed)]
    table = pd.concat([t.assign(rank=range(1, len(t) + 1)) for t in tables], ignore_index=True)
    claims = [_turned(results, frame, row) if row.rank <= tested else "" for row in table.itertuples()]
    context = _contexts(results, table, window, examples)
    table = table.assign(
        precision=effects.now[0], recall=effects.now[1], claims=claims, context=context
    ).reindex(columns=_COLUMNS)
    return table.astype(dict.fromkeys(("n", "n_near", "n_missed", "sentences", "coded"), "Int64"))


def _additions(
    results: Results, frame: str, effects: Effects, listed: int, reach: int
) -> Iterator[pd.DataFrame]:
    study = results.study
    if study.texts is None:
        return
    tokens = running_words(split_sentences(study.texts))
    dictionary = study.definitions.dictionary
    free = free_words(tokens, dictionary[dictionary["frame"] == frame].reset_index(drop=True))
    missed = effects.missed[tokens["doc"].to_numpy()]
    both = candidates(tokens, free, missed, reach=reach, prior=results.methods.prior)
    for change, table, places in zip((WORD, PHRASE), both, (free.words, free.phrases), strict=True):
        head = table.head(listed)
        where = places[places["token"].isin(head["pattern"])].groupby("token")["doc"].unique()
        rows = [effects.added(where[pattern]) for pattern in head["pattern"]]
        yield pd.concat([head, pd.DataFrame(rows, index=head.index)], axis=1).assign(change=change)


def _turned(results: Results, frame: str, row: Any) -> str:
    """Name the claims that get another verdict by one change."""
    out, add = ([row.pattern], []) if row.change == OUT else ([], [row.pattern])
    dictionary = edit_dictionary(results.study.definitions.dictionary, frame, out=out, add=add)
    claims = what_if(results, dictionary).claims
    return SEPARATOR.join(claims.loc[claims["flips"].isin([VERDICT, OTHER]), "claim"])


def _contexts(results: Results, table: pd.DataFrame, window: int, examples: int) -> list[str]:
    study = results.study
    if study.texts is None or not examples:
        return [""] * len(table)
    said: dict[tuple[str, str], str] = {}
    for change, patterns in table.groupby("change", sort=False)["pattern"]:
        waiting = list(patterns)
        # phrases that overlap hide each other, so that they are looked up in turns
        while waiting and len(found := _lines(results, waiting, window)):
            for pattern, lines in found.groupby("pattern"):
                said[str(change), str(pattern)] = " / ".join(lines["line"].head(examples))
            waiting = [pattern for pattern in waiting if (change, pattern) not in said]
    return [said.get((row.change, row.pattern), "") for row in table.itertuples()]


def _lines(results: Results, patterns: Iterable[str], window: int) -> pd.DataFrame:
    with warnings.catch_warnings():
        # a word of the texts can be one that no pattern may be; its context is then empty
        warnings.simplefilter("ignore")
        found = kwic(results.study, list(patterns), window=window)
    return found.assign(line=found["pre"] + " [" + found["keyword"] + "] " + found["post"])
