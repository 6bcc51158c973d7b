"""How well the rules for voice, speaker and stance agree with a hand check of the same hits."""

import re

import pandas as pd

from framing.errors import FramingError
from framing.stats.bootstrap import wilson
from framing.study import Features
from framing.tables.checked import is_among
from framing.tables.schema import STANCES, VOICES

KEY = ["doc_id", "sentence", "frame", "pattern", "occurrence"]
_ARTICLE = re.compile("^(?:the|an?) ")


def number_hits(split: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """List the counted hits of frames one by one, so that a person can check each.

    `found` is as `annotate.find_hits` gives it. One row per hit with columns doc_id, sentence, frame,
    pattern, occurrence (from 1, in order within sentence x frame x pattern), voice, speaker, stance.
    """
    counted = found[(found["level"] == 1) & ~found["set_aside"]]
    hits = counted.sort_values(["doc", "first"], ignore_index=True, kind="stable")
    hits = hits.join(split[["doc_id", "sentence"]], on="doc")
    hits["occurrence"] = hits.groupby(KEY[:-1]).cumcount() + 1
    return hits[[*KEY, "voice", "speaker", "stance"]]


def evaluate(found: pd.DataFrame, checked: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Compare what the rules found with a hand check, class by class.

    Both tables have one row per hit, as `number_hits` gives them; hits that were not checked are left out.
    One row per measure (voice, stance, speaker) x class, and a class "all" that holds the agreement of the
    measure, with columns measure, value, found, checked, both, precision, precision_low, precision_high,
    recall, recall_low, recall_high, f1; intervals are Wilson's (1927) and take hits as independent. For
    speakers the class "named" counts names that agree but for case and article. A ratio is empty where
    nothing was to be divided by.
    Raises FramingError where a hit stands twice or a checked one was not found.
    """
    for name, table in (("found", found), ("checked", checked)):
        _refuse(table[table.duplicated(KEY)], name, "stands there twice; remove one of the two rows")
    both = checked.merge(found, on=KEY, how="left", suffixes=("_checked", "_found"), indicator=True)
    absent = both[both["_merge"] != "both"]
    _refuse(absent, "checked", "was not found; check it against the features' dictionary")
    rows = []
    for measure, classes in (("voice", VOICES), ("stance", STANCES), ("speaker", ("named",))):
        ours, theirs = both[f"{measure}_found"], both[f"{measure}_checked"]
        if measure == "speaker":
            ours, theirs = ours.map(_plain), theirs.map(_plain)
        for value in (*classes, "all"):
            mine, hand = _holds(ours, value), _holds(theirs, value)
            counts = {"found": mine.sum(), "checked": hand.sum(), "both": (mine & (ours == theirs)).sum()}
            rows.append({"measure": measure, "value": value} | counts)
    table = pd.DataFrame(rows)
    for ratio, of in (("precision", "found"), ("recall", "checked")):
        table[ratio] = table["both"] / table[of]
        cases = zip(table["both"], table[of], strict=True)
        table[[f"{ratio}_low", f"{ratio}_high"]] = [wilson(n, trials, coverage) for n, trials in cases]
    return table.assign(f1=2 * table["both"] / (table["found"] + table["checked"]))


def evaluate_features(features: Features, checked: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Compare voice, speaker and stance of released features with a hand check; columns as in `evaluate`.

    Features do not say in which order hits of one pattern stand in a sentence: where these differ in voice,
    speaker or stance, they are taken in the order of the file. Hits that one of the two tables lacks, as
    after a change of the dictionary, are left out.

    >>> from framing import read_specimen, read_table
    >>> from framing.paths import SPECIMEN
    >>> planted = read_table(SPECIMEN / "planted.csv", "planted").assign(occurrence=1)
    >>> checked = evaluate_features(read_specimen().features, planted.drop_duplicates(KEY))
    >>> checked["measure"].unique().tolist()
    ['voice', 'stance', 'speaker']
    """
    hits = features.hits[features.hits["n"] > 0]
    columns = [*KEY[:-1], "voice", "speaker", "stance"]
    found = hits.loc[hits.index.repeat(hits["n"]), columns].reset_index(drop=True)
    found["occurrence"] = found.groupby(KEY[:-1]).cumcount() + 1
    return evaluate(found, checked[is_among(checked, found, KEY)], coverage)


def _holds(given: pd.Series, value: str) -> pd.Series:
    """Tell which hits are of a class: "all" holds every one, and "named" those with a speaker."""
    if value == "all":
        return pd.Series(True, index=given.index)
    return given != "" if value == "named" else given == value


def _plain(speaker: str) -> str:
    return _ARTICLE.sub("", speaker.casefold().strip())


def _refuse(hits: pd.DataFrame, source: str, what: str) -> None:
    if len(hits):
        hit = ", ".join(f"{column} {str(hits[column].iloc[0])!r}" for column in KEY)
        raise FramingError(f"{source}: the hit {hit} {what}")
