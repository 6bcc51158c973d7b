"""How well the rules for voice, speaker and stance agree with a hand check of the same hits."""

import re
from collections.abc import Container

import pandas as pd

from framing.errors import FramingError
from framing.paths import SPECIMEN
from framing.stats.bootstrap import wilson
from framing.study import Features
from framing.tables.checked import is_among, read_table
from framing.tables.schema import STANCES, VOICES

KEY = ["doc_id", "sentence", "frame", "pattern", "occurrence"]
_ARTICLE = re.compile("^(?:the|an?) ")
_SUFFIXES = ("jr", "jr.", "sr", "sr.")
# who planted the expressions of the specimen, beside the readers of hits_checked.csv
PLANTED = "planted"
# the rules, where they stand among readers
RULES = "rules"


def read_planted() -> pd.DataFrame:
    """Read the frame expressions planted in the specimen pieces, numbered as hits that were checked.

    One row per expression with the columns of the table planted, occurrence (from 1, in order within
    sentence x frame x pattern) and reader, which is `PLANTED`.

    >>> read_planted()["voice"].value_counts().to_dict()
    {'author': 24, 'reported': 20, 'quoted': 13}
    """
    planted = read_table(SPECIMEN / "planted.csv", "planted")
    return numbered(planted).assign(reader=PLANTED)


def numbered(hits: pd.DataFrame) -> pd.DataFrame:
    """Number the hits of a pattern within their sentence, from 1, in the order of the rows."""
    return hits.assign(occurrence=hits.groupby(KEY[:-1]).cumcount() + 1)


def evaluate(
    found: pd.DataFrame, checked: pd.DataFrame, reporting: pd.DataFrame, coverage: float = 0.95
) -> pd.DataFrame:
    """Compare what the rules found with one reader's check, class by class.

    Both tables have one row per hit, as hits_checked.csv has; hits that were not checked are left out.
    One row per measure (voice, stance, speaker) x class, and a class "all" that holds the agreement of the
    measure, with columns measure, value, found, checked, both, precision, precision_low, precision_high,
    recall, recall_low, recall_high, f1; intervals are Wilson's (1927) and take hits as independent. For
    speakers the class "named" counts hits that have a speaker; speakers agree by their `plain_name`, for
    which `reporting` has the words. A ratio is empty where nothing was to be divided by.
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
            bodies = frozenset(reporting.loc[reporting["kind"].isin(["body", "group"]), "pattern"])
            ours, theirs = ([plain_name(name, bodies) for name in given] for given in (ours, theirs))
            ours, theirs = pd.Series(ours, dtype=str), pd.Series(theirs, dtype=str)
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


def evaluate_features(
    features: Features, checked: pd.DataFrame, reporting: pd.DataFrame, coverage: float = 0.95
) -> pd.DataFrame:
    """Compare voice, speaker and stance of released features with the check of every reader.

    One row per reader (empty where nobody read) x measure x class, with columns reader and those of
    `evaluate`. Features do not say in which order hits of one pattern stand in a sentence: where these
    differ in voice, speaker or stance, they are taken in the order of the file. Hits that one of the two
    tables lacks, as after a change of the dictionary, are left out.

    >>> from framing import read_specimen
    >>> specimen = read_specimen()
    >>> table = evaluate_features(specimen.features, read_planted(), specimen.definitions.reporting)
    >>> table["measure"].unique().tolist()
    ['voice', 'stance', 'speaker']
    """
    hits = features.hits[features.hits["n"] > 0]
    columns = [*KEY[:-1], "voice", "speaker", "stance"]
    found = numbered(hits.loc[hits.index.repeat(hits["n"]), columns].reset_index(drop=True))
    return _by_reader(found, checked[is_among(checked, found, KEY)], reporting, coverage)


def evaluate_elsewhere(voices: pd.DataFrame, reporting: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Compare what the rules found in other texts with the check of every reader there.

    `voices` is the table development_voices, where the reader `RULES` is the rules. One row per reader x
    measure x class with the columns of `evaluate_features`.
    """
    by_rules = voices["reader"] == RULES
    found = voices[by_rules].drop(columns="reader")
    return _by_reader(found, voices[~by_rules], reporting, coverage)


def _by_reader(
    found: pd.DataFrame, checked: pd.DataFrame, reporting: pd.DataFrame, coverage: float
) -> pd.DataFrame:
    readers = checked["reader"].unique()
    tables = [
        evaluate(found, checked[checked["reader"] == reader], reporting, coverage).assign(reader=reader)
        for reader in readers
    ]
    tables = tables or [evaluate(found, checked, reporting, coverage).assign(reader="")]
    table = pd.concat(tables, ignore_index=True)
    return table[["reader", *table.columns.drop("reader")]]


def plain_name(speaker: str, bodies: Container[str]) -> str:
    """Return what speakers are compared by, in lower case: a person's last name, a body's without article.

    A name with one of the words `bodies` in it is a body's or a group's; every other is taken for a person's.

    >>> plain_name("Ada Lunt", {"ministry"}), plain_name("the Foreign Ministry", {"ministry"})
    ('lunt', 'foreign ministry')
    """
    name = _ARTICLE.sub("", speaker.casefold().strip())
    words = name.split()
    if not words or any(word in bodies for word in words):
        return name
    return " ".join(words[-2:] if words[-1] in _SUFFIXES else words[-1:])


def _holds(given: pd.Series, value: str) -> pd.Series:
    """Tell which hits are of a class: "all" holds every one, and "named" those with a speaker."""
    if value == "all":
        return pd.Series(True, index=given.index)
    return given != "" if value == "named" else given == value


def _refuse(hits: pd.DataFrame, source: str, what: str) -> None:
    if len(hits):
        hit = ", ".join(f"{column} {str(hits[column].iloc[0])!r}" for column in KEY)
        raise FramingError(f"{source}: the hit {hit} {what}")
