"""How well the rules for voice, speaker and stance agree with a hand check of the same hits."""

import numpy as np
import pandas as pd

from framing.bootstrap import wilson
from framing.errors import FramingError
from framing.schema import STANCES, VOICES
from framing.study import Features

KEY = ["doc_id", "sentence", "frame", "pattern", "occurrence"]
_ARTICLES = ("the ", "a ", "an ")


def number_hits(split: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """List the counted hits of frames one by one, so that a person can check each.

    `found` is as `annotate.find_hits` gives it. One row per hit with columns doc_id, sentence, frame,
    pattern, occurrence (from 1, in order within sentence x frame x pattern), voice, speaker, stance.
    """
    hits = found[(found["level"] == 1) & ~found["set_aside"]].sort_values(["doc", "first"], kind="stable")
    places = split.loc[hits["doc"], ["doc_id", "sentence"]].reset_index(drop=True)
    named = hits[["frame", "pattern", "voice", "speaker", "stance"]].reset_index(drop=True)
    table = pd.concat([places, named], axis=1)
    return table.assign(occurrence=table.groupby(KEY[:-1]).cumcount() + 1)[
        [*KEY, "voice", "speaker", "stance"]
    ]


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
        if table.duplicated(KEY).any():
            row = table[table.duplicated(KEY)].iloc[0]
            raise FramingError(
                f"{name}: the hit {_shown(row)} stands there twice; remove one of the two rows"
            )
    both = checked.merge(found, on=KEY, how="left", suffixes=("_checked", "_found"), indicator=True)
    if (both["_merge"] != "both").any():
        row = both[both["_merge"] != "both"].iloc[0]
        raise FramingError(
            f"checked: the hit {_shown(row)} was not found; check it against the dictionary of the features"
        )
    rows = []
    for measure, classes in (("voice", VOICES), ("stance", STANCES)):
        ours, theirs = both[f"{measure}_found"].to_numpy(), both[f"{measure}_checked"].to_numpy()
        for value in classes:
            counts = (
                (ours == value).sum(),
                (theirs == value).sum(),
                ((ours == value) & (ours == theirs)).sum(),
            )
            rows.append((measure, value, *_ratios(*counts, coverage=coverage)))
        rows.append(
            (measure, "all", *_ratios(len(both), len(both), (ours == theirs).sum(), coverage=coverage))
        )
    ours, theirs = (both[f"speaker_{side}"].map(_plain).to_numpy() for side in ("found", "checked"))
    named = ((ours != "").sum(), (theirs != "").sum(), ((ours != "") & (ours == theirs)).sum())
    rows.append(("speaker", "named", *_ratios(*named, coverage=coverage)))
    rows.append(("speaker", "all", *_ratios(len(both), len(both), (ours == theirs).sum(), coverage=coverage)))
    limits = ["precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high"]
    return pd.DataFrame(rows, columns=["measure", "value", "found", "checked", "both", *limits, "f1"])


def evaluate_features(features: Features, checked: pd.DataFrame, coverage: float = 0.95) -> pd.DataFrame:
    """Compare voice, speaker and stance of released features with a hand check; columns as in `evaluate`.

    Features do not say in which order hits of one pattern stand in a sentence: where these differ in voice,
    speaker or stance, they are taken in the order of the file. Hits that one of the two tables lacks, as
    after a change of the dictionary, are left out.
    """
    hits = features.hits[features.hits["n"] > 0]
    found = hits.loc[hits.index.repeat(hits["n"]), [*KEY[:-1], "voice", "speaker", "stance"]]
    found = found.reset_index(drop=True)
    found["occurrence"] = found.groupby(KEY[:-1]).cumcount() + 1
    there = pd.MultiIndex.from_frame(checked[KEY]).isin(pd.MultiIndex.from_frame(found[KEY]))
    return evaluate(found, checked[there], coverage)


def _ratios(found: int, checked: int, both: int, *, coverage: float) -> tuple[float, ...]:
    precision = both / found if found else np.nan
    recall = both / checked if checked else np.nan
    f1 = 2 * both / (found + checked) if found + checked else np.nan
    return (
        *(found, checked, both),
        *(precision, *wilson(both, found, coverage)),
        *(recall, *wilson(both, checked, coverage), f1),
    )


def _plain(speaker: str) -> str:
    plain = speaker.casefold().strip()
    return next((plain.removeprefix(article) for article in _ARTICLES if plain.startswith(article)), plain)


def _shown(row: pd.Series) -> str:
    return ", ".join(f"{column} {str(row[column])!r}" for column in KEY)
