"""What another dictionary would change: rates with their intervals, and the verdicts on claims."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.lab.recount import recount
from framing.results import analyse
from framing.stats.intervals import Units, rate_limits
from framing.stats.salience import frame_dispersion
from framing.study import Results
from framing.tables.schema import NOT_DISTINGUISHABLE, PER

# measures of claims that are counted from hits of the dictionary
_OF_HITS = ("rate", "voice", "asserted", "order", "together")
VERDICT, OTHER, WORDING, NEEDS = "verdict", "other claim", "wording", "needs paragraphs"
_SIDES = ("before", "after")
_CLAIM_COLUMNS = ["claim", *(f"{name}_{side}" for name in ("words", "p_holm", "verdict") for side in _SIDES)]


class WhatIf(NamedTuple):
    """Rates and claims before and after, what the released features leave open, and the results after."""

    rates: pd.DataFrame
    claims: pd.DataFrame
    notes: tuple[str, ...]
    results: Results


def what_if(results: Results, dictionary: pd.DataFrame, *, claims: bool = True) -> WhatIf:
    """Say what would be found with another dictionary, by the same methods.

    `results` are those of the study with its own dictionary, as `analyse` gives them. Without texts only
    patterns may be taken out and single words added, as `lab.recount` says; `notes` say what that leaves
    open. `rates` has one row per piece (or group of pieces) x main frame with columns doc_id, frame, words,
    hits_before, rate_before, low_before, high_before, the same after, and change (of the rate, which is hits
    per 1,000 words). `claims`, without rows where they are not asked for, has one row per
    claim with columns claim, words_before, words_after, p_holm_before, p_holm_after, verdict_before,
    verdict_after (empty where a claim cannot be made or tested) and flips: "verdict" where that is another,
    "other claim" where sign or what is compared is, "wording" where that is so of two claims that are not
    distinguishable, "needs paragraphs" where added words were counted in
    bags, else empty.
    Raises FramingError where the dictionary is wrong, or what is changed needs the texts.

    >>> from framing import analyse, edit_dictionary, read_specimen
    >>> results = analyse(read_specimen())
    >>> shorter = edit_dictionary(results.study.definitions.dictionary, "escalation", out=["escalat*"])
    >>> what_if(results, shorter, claims=False).rates["change"].round(1).tolist()[:3]
    [-3.0, 0.0, 0.0]
    """
    counted = recount(results.study, dictionary)
    after = analyse(counted.study, results.methods)
    rates = compare_rates(results, after, counted.added)
    flips = pd.DataFrame(columns=[*_CLAIM_COLUMNS, "flips"])
    if claims:
        flips = compare_claims(results, after, {*counted.added["frame"]})
    return WhatIf(rates, flips, counted.notes, after)


def compare_rates(before: Results, after: Results, added: pd.DataFrame) -> pd.DataFrame:
    """Set the rates of two dictionaries side by side; rows and columns are those of `what_if`.

    `added` has the hits that only bags tell, one row per piece x frame.
    """
    keys, measured = ["doc_id", "frame", "words"], ["hits", "rate", "low", "high"]
    old, new = (results.drawn["salience"][[*keys, *measured]] for results in (before, after))
    if len(added):
        new = _with_bags(new, after.drawn, added)
    table = old.merge(new, on=keys, suffixes=("_before", "_after"))
    sides = [f"{name}_{side}" for side in _SIDES for name in measured]
    return table[[*keys, *sides]].assign(change=table["rate_after"] - table["rate_before"])


def compare_claims(before: Results, after: Results, in_bags: set[str]) -> pd.DataFrame:
    """Set the claims of two dictionaries side by side; rows and columns are those of `what_if`.

    `in_bags` are the frames with hits that only bags tell.
    """
    kept = ["claim", "measure", "words", "p_holm", "verdict"]
    old, new = (results["claims"][kept] for results in (before, after))
    both = old.merge(new, on="claim", how="outer", suffixes=("_before", "_after"))
    order = {claim: place for place, claim in enumerate(dict.fromkeys([*old["claim"], *new["claim"]]))}
    both = both.sort_values("claim", key=lambda cells: cells.map(order), ignore_index=True)
    texts = [f"{name}_{side}" for name in ("measure", "words", "verdict") for side in _SIDES]
    both[texts] = both[texts].fillna("")
    frames = {*after.study.definitions.frames["frame"]}
    measures = both["measure_before"].where(both["measure_before"] != "", both["measure_after"])
    resting = [_rests_on(claim, in_bags, frames) for claim in both["claim"]]
    unknown = measures.isin(_OF_HITS) & np.array(resting, dtype=bool)
    verdict, words = (both[f"{name}_before"] != both[f"{name}_after"] for name in ("verdict", "words"))
    said = words & (both["verdict_after"] != NOT_DISTINGUISHABLE)
    flips = np.select([unknown, verdict, said, words], [NEEDS, VERDICT, OTHER, WORDING], "")
    # what the hits without the added ones say of such a claim would mislead
    both.loc[unknown, ["words_after", "verdict_after"]] = ""
    both.loc[unknown, "p_holm_after"] = np.nan
    return both[_CLAIM_COLUMNS].assign(flips=pd.array(flips, dtype=str))


def _with_bags(table: pd.DataFrame, drawn: Results, added: pd.DataFrame) -> pd.DataFrame:
    """Add hits of which no paragraph is known, and make the limits of their rates from totals alone."""
    group = drawn.study.groups.set_index("doc_id")["group"]
    places = added["doc_id"].map(group) if len(group) else added["doc_id"]
    more = added.groupby([places.rename("doc_id"), "frame"])["n"].sum()
    keys = pd.MultiIndex.from_frame(table[["doc_id", "frame"]])
    hits = table["hits"] + more.reindex(keys).fillna(0).to_numpy(int)
    main, bootstrap = drawn.study.main, drawn.methods.bootstrap
    spread = frame_dispersion(main.features, main.definitions, bootstrap.unit)[table["frame"]].to_numpy()
    limits = [
        rate_limits(Units(np.array([[n]]), np.array([words]), np.array([own]), ""), bootstrap)
        for n, words, own in zip(hits.astype(float), table["words"].astype(float), spread, strict=True)
    ]
    low, high = np.array(limits).reshape(-1, 2).T * PER
    known = (hits == table["hits"]).to_numpy()
    own = {"low": np.where(known, table["low"], low), "high": np.where(known, table["high"], high)}
    return table.assign(hits=hits, rate=hits / table["words"] * PER, **own)


def _rests_on(claim: str, in_bags: set[str], frames: set[str]) -> bool:
    """Tell whether a claim is about one of some frames; one that names no frame is about all.

    >>> [_rests_on(claim, {"sea"}, {"sea", "sky"}) for claim in ("spread:sea", "spread:sky", "top:s01")]
    [True, False, True]
    """
    named = {*claim.partition(":")[2].split("+")}
    return bool(named & in_bags) if named <= frames else bool(in_bags)
