"""A study counted with another dictionary: in its texts, else as far as its released features allow."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.annotate import count_hits
from framing.dictionary.dictionary import check_frames, check_subframes
from framing.errors import FramingError
from framing.lookup.vocabulary import glob
from framing.study import Features, Study
from framing.tables.checked import check, is_among

_KEY = ["frame", "subframe", "pattern"]
AT_LEAST = (
    "patterns were taken out of counts, not of texts: words that they covered are not counted anew under "
    "shorter patterns of the frame, so rates are the least that they can be"
)
IN_BAGS = (
    "added words were counted in the bags of whole pieces: no paragraph is known, so intervals take the "
    "dispersion of the frame's other hits, and claims on its hits cannot be tested"
)


class Recounted(NamedTuple):
    """A study with its new hits; `added` are hits that only bags tell, and `notes` what that leaves open.

    `added` has one row per piece x frame with columns doc_id, frame, n.
    """

    study: Study
    added: pd.DataFrame
    notes: tuple[str, ...]


def recount(study: Study, dictionary: pd.DataFrame) -> Recounted:
    """Return a study as another dictionary counts it.

    Where the texts are there everything is counted anew. Where they are not, patterns may be taken out and
    single words added: their hits are those of the bags, of which one pattern of a frame counts each word
    once, and those that stand in phrases of the frame may be counted twice, as a note says.
    Raises FramingError where a frame or subframe is not defined, or what is changed needs the texts.

    >>> from framing import read_specimen
    >>> specimen = read_specimen()
    >>> recount(specimen, specimen.definitions.dictionary).notes
    ()
    """
    check_frames(dictionary, study.definitions.frames)
    check_subframes(dictionary, study.definitions.subframes)
    definitions = replace(study.definitions, dictionary=dictionary)
    if study.texts is not None:
        hits = count_hits(study.texts, definitions)
        features = study.features._replace(hits=hits)
        return Recounted(replace(study, definitions=definitions, features=features), _nothing(), ())
    before = check(study.definitions.dictionary.drop(columns="weight", errors="ignore"), "dictionary")
    after = check(dictionary.drop(columns="weight", errors="ignore"), "dictionary")
    _refuse_unless(before, after)
    gone, new = before[~is_among(before, after, _KEY)], after[~is_among(after, before, _KEY)]
    _refuse_phrases(new)
    hits = study.features.hits
    kept = hits[~is_among(hits, gone, _KEY)].reset_index(drop=True)
    features = study.features._replace(hits=kept)
    added, doubled = _in_bags(new, after[is_among(after, before, _KEY)], features)
    notes = [AT_LEAST] if len(gone) else []
    notes += [IN_BAGS] if len(new) else []
    if doubled:
        notes.append(f"{doubled} of the added hits may stand in phrases that are counted already")
    return Recounted(replace(study, definitions=definitions, features=features), added, tuple(notes))


def _refuse_unless(before: pd.DataFrame, after: pd.DataFrame) -> None:
    both = before.merge(after, on=_KEY, suffixes=("_before", "_after"))
    changed = both.loc[both["unless_before"] != both["unless_after"], "pattern"]
    if len(changed):
        what = f"what sets {changed.iloc[0]!r} aside cannot be changed without the texts"
        raise FramingError(f"dictionary: {what}, as no place of a match is released; leave `unless` as it is")


def _refuse_phrases(new: pd.DataFrame) -> None:
    for row in new.itertuples():
        reason = "no order of words is released" if " " in row.pattern else ""
        if row.unless:
            reason = "what sets a match aside needs the words around it"
        if reason:
            remedy = "add single words without `unless`, or import the texts"
            raise FramingError(
                f"dictionary: {row.pattern!r} cannot be added without the texts, as {reason}; {remedy}"
            )


def _in_bags(new: pd.DataFrame, kept: pd.DataFrame, features: Features) -> tuple[pd.DataFrame, int]:
    """Count new words in the bags, and how many of them phrases that are kept may hold already."""
    if new.empty:
        return _nothing(), 0
    bags, found, doubled = features.bags, [], 0
    types = pd.Series(bags["token"].unique())
    for frame, patterns in new.groupby("frame", sort=False)["pattern"]:
        own = kept.loc[kept["frame"] == frame, "pattern"]
        counted = types[_match(types, patterns) & ~_match(types, own[~own.str.contains(" ")])]
        here = bags[bags["token"].isin(counted)].groupby("doc_id", sort=False)["n"].sum()
        found.append(here.reset_index().assign(frame=frame))
        phrases = [p for p in own if " " in p and _match(counted, p.split(" ")).any()]
        within = features.hits[features.hits["frame"].eq(frame) & features.hits["pattern"].isin(phrases)]
        doubled += int(within["n"].sum())
    return pd.concat(found, ignore_index=True)[["doc_id", "frame", "n"]], doubled


def _match(types: pd.Series, patterns: "pd.Series | list[str]") -> np.ndarray:
    globs = [glob(pattern) for pattern in patterns]
    return np.array([any(one.fullmatch(word) for one in globs) for word in types], dtype=bool)


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [], "frame": [], "n": []}).astype({"doc_id": str, "frame": str, "n": int})
