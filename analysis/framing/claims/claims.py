"""The claims of a study, each with its interval, test, readers, what choices keep it, and a verdict."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.claims.contrasts import contrasts
from framing.claims.estimates import about_cooccurrence, about_masking, about_order, about_sentiment
from framing.claims.evidence import CODES_ARM, DICTIONARY_ARM, EARLIER_ARM, Evidence, share_kept
from framing.claims.rates import Counted, about_rate, about_sentences, code_units, ratios, widened
from framing.claims.voices import about_stance, about_voice, readings
from framing.robustness.multiverse import specification_shares
from framing.stats.multiplicity import holm_within
from framing.stats.salience import count_units, limits_per_thousand
from framing.study import Methods, Study
from framing.tables.schema import (
    ARTEFACT,
    DEPENDS,
    HOLDS,
    NOT_DISTINGUISHABLE,
    PER,
    PER_SENTENCES,
    SUGGESTIVE,
)

_NONE = pd.DataFrame({"difference": []})
_NO_SPECIFICATION = pd.DataFrame({"claim": [], "specification": [], "difference": []})
_OTHERS = {
    "order": about_order,
    "sentiment": about_sentiment,
    "masking": about_masking,
    "together": about_cooccurrence,
}


def claims(
    study: Study,
    universes: Mapping[str, pd.DataFrame],
    ratios_seen: pd.DataFrame,
    methods: Methods = Methods(),
) -> pd.DataFrame:
    """Table of all claims that the study makes, in words, with what stands behind each.

    `universes` holds by arm ("dictionary", and "earlier" where there is an earlier version of it) the table
    that `multiverse` makes; `ratios_seen` is that of `power.smallest_ratios`.
    One row per claim with columns claim (id), measure, words, estimate, unit, low, high, chosen_from (pairs
    among which the widest was picked; interval and p are corrected for that, Bonferroni), found_by ("theory",
    or "looking" at these data), family (the claims it is adjusted with), counts (what is compared, in words;
    of claims on voice), p, p_holm (Holm 1979), p_words (of claims on voice: hits dropped on random words),
    readers, readers_agree, readers_turn (others who measured the same, and how many of them have the same, or
    the opposite, sign), by_reader, pieces_left_out, kept_without (of claims on groups: pieces left out in
    turn, and how often the sign stayed), specifications, kept, tied, share (of the specifications of the
    study's own dictionary that keep the sign), weakest, weakest_share (the level of a choice that keeps it
    least often), share_earlier, share_codes (of the specifications with the earlier dictionary, and of the
    coders), smallest_ratio (that could have been seen, of two pieces), verdict (see `verdict`) and finding
    (the words, as they may be quoted).
    """
    evidence = list(_evidence(study, universes, methods))
    table = pd.DataFrame([each.row() for each in evidence], columns=list(Evidence.COLUMNS))
    differences = [
        arm.assign(claim=each.contrast.claim, specification=range(1, len(arm) + 1))
        for each in evidence
        if len(arm := each.arms.get(DICTIONARY_ARM, _NONE))
    ]
    shares = specification_shares(pd.concat([_NO_SPECIFICATION, *differences]))
    table = table.assign(p_holm=holm_within(table)).merge(shares, on="claim", how="left")
    for arm in (EARLIER_ARM, CODES_ARM):
        table[f"share_{arm}"] = [share_kept(each.arms.get(arm, _NONE), each.estimate) for each in evidence]
    table["smallest_ratio"] = [_smallest(each, study, ratios_seen) for each in evidence]
    level = 1 - methods.coverage
    table["verdict"] = [verdict(row, level, methods.share_kept) for row in table.itertuples()]
    seen = [_seen(each, row) for each, row in zip(evidence, table.itertuples(), strict=True)]
    # without claims a column of texts is told from one of numbers by its type alone
    table["words"], seen = table["words"].astype(str), pd.Series(seen, dtype=str)
    quoted = table["verdict"].astype(str).str.capitalize() + ": " + table["words"] + seen
    return table.assign(finding=table["words"].where(table["verdict"] == HOLDS, quoted))


def verdict(row: Any, level: float = 0.05, share_kept: float = 0.95) -> str:
    """Return what may be said of a claim by its test, its readers and the specifications that keep it.

    `row` has the columns that are named here: a row of the table of claims, or one by hand.
    "artefact of wording": it is about rates of hits, `share_kept` of the specifications say it, and all
    coders, two or more, turn it round; p is no matter, as it asks of the words alone.
    "holds": p_holm is below the level, every reader of its measure agrees in sign, and so do `share_kept` of
    the specifications. "suggestive": the same with p uncorrected. "depends on choices": p is below the level,
    but readers or specifications differ. "not distinguishable": p is not. A claim without readers, or without
    specifications, is not judged by them.

    >>> from types import SimpleNamespace as Row
    >>> row = {"measure": "rate", "p": 0.01, "p_holm": 0.03, "readers": 2, "share": 0.98}
    >>> verdict(Row(**row, readers_agree=2, readers_turn=0))
    'holds'
    >>> verdict(Row(**row, readers_agree=0, readers_turn=2))
    'artefact of wording'
    """
    all_turn = row.measure == "rate" and row.readers_turn == row.readers > 1
    if all_turn and row.share >= share_kept:
        return ARTEFACT
    if not row.p < level:
        return NOT_DISTINGUISHABLE
    if row.readers_agree < row.readers or row.share < share_kept:
        return DEPENDS
    return HOLDS if row.p_holm < level else SUGGESTIVE


def _evidence(study: Study, universes: Mapping[str, pd.DataFrame], methods: Methods) -> Iterator[Evidence]:
    main, bootstrap = study.main, methods.bootstrap
    features, definitions = main.features, main.definitions
    frames = definitions.frames["frame"]
    coded = code_units(study.codings, features.sentences, frames, bootstrap.unit)
    counts = count_units(features, definitions, 1, bootstrap.unit)
    values = {"rate": ratios(counts, PER)}
    if coded:
        every = [ratios(pieces, PER_SENTENCES) for pieces in coded.values()]
        values["sentences"] = np.mean(every, axis=0)
    arms = {DICTIONARY_ARM: (study.features, study.definitions)}
    if study.earlier:
        arms[EARLIER_ARM] = (study.earlier.features, study.earlier.definitions)
    read = readings(main, arms, bootstrap.unit)
    order = features.sentences["doc_id"].unique()
    pieces = study.pieces.set_index("doc_id").reindex(order).reset_index()
    made = contrasts(values, study.definitions, pieces)
    limits = {
        pairs: limits_per_thousand(counts, widened(bootstrap, pairs))
        for pairs in {claim.chosen_from for claim in made if claim.measure == "rate"}
    }
    counted = Counted(counts, limits)
    for claim in made:
        if claim.measure == "rate":
            yield about_rate(claim, counted, coded, universes, bootstrap)
        elif claim.measure == "sentences":
            yield about_sentences(claim, coded, bootstrap)
        elif claim.measure == "voice":
            yield about_voice(claim, read, bootstrap)
        else:
            yield about_stance(claim, main, bootstrap)
    for row in definitions.claims.itertuples():
        if row.measure in _OTHERS:
            yield from _OTHERS[row.measure](row, main, coded, bootstrap)


def _seen(each: Evidence, row: Any) -> str:
    """Say which ratio could have been seen, of a claim about two pieces that they do not show."""
    claim = each.contrast
    if row.verdict != NOT_DISTINGUISHABLE or claim.measure != "rate" or not claim.of_two_pieces:
        return ""
    if np.isnan(row.smallest_ratio):
        return " (no ratio that was tried could have been seen)"
    return f" (a ratio of {row.smallest_ratio:g} could have been seen)"


def _smallest(each: Evidence, study: Study, seen: pd.DataFrame) -> float:
    """Return the smallest ratio that could have been seen, of a claim about the rates of two pieces."""
    claim = each.contrast
    if claim.measure != "rate" or not claim.of_two_pieces:
        return float("nan")
    doc_ids = study.features.sentences["doc_id"].unique()
    frame = study.main.definitions.frames["frame"].iloc[claim.column]
    pair = {doc_ids[claim.more[0]], doc_ids[claim.less[0]]}
    own = seen[(seen["frame"] == frame) & seen["doc_id_high"].isin(pair) & seen["doc_id_low"].isin(pair)]
    return float(own["smallest_corrected"].iloc[0]) if len(own) else float("nan")
