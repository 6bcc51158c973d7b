"""The cells of the tables that are printed: labels for keys, numbers as they are rounded in print."""

from typing import Any

import pandas as pd

from framing.figures.spec import named
from framing.figures.wording import covered, decimal, row_noun, signed
from framing.study import Results

_WHOLE = "{:,}".format


def descriptives(results: Results) -> dict[str, Any]:
    """Return the printed columns of what each piece, or group, is made of."""
    about = results["descriptives"]
    counts = {name.capitalize(): about[name].map(_WHOLE) for name in ("paragraphs", "sentences", "words")}
    return {_noun(results): about["label"], **counts, "Distinct words": about["types"].map(_WHOLE)}


def salience(results: Results) -> dict[str, Any]:
    """Return the printed columns of rates, with interval, by piece and frame."""
    rates = named(results["salience"], results)
    return {
        _noun(results): rates["label"],
        "Frame": rates["frame_label"],
        "Hits": rates["hits"].map(_WHOLE),
        "Words": rates["words"].map(_WHOLE),
        "Rate": rates["rate"].map("{:.1f}".format),
        **_interval(rates, results, 1),
    }


def salience_pairs(results: Results) -> dict[str, Any]:
    """Return the printed columns of differences of rates, by frame and pair."""
    pairs = named(results["salience_pairs"], results)
    labels = results.study.pieces.set_index("doc_id")["label"]
    return {
        "Frame": pairs["frame_label"],
        _noun(results): pairs["doc_id_a"].map(labels),
        "less": pairs["doc_id_b"].map(labels),
        "Difference": pairs["difference"].map(signed),
        **_interval(pairs, results, 1),
        "p": pairs["p_holm"].map(_p),
        "Told apart": pairs["distinguishable"].map({True: "yes", False: "no"}),
    }


def sentiment(results: Results) -> dict[str, Any]:
    """Return the printed columns of mean scores, with interval, by piece and score."""
    means = named(results["sentiment"], results)
    return {
        _noun(results): means["label"],
        "Score": means["score"],
        "Sentences": means["sentences"].map(_WHOLE),
        "Mean": [signed(value, 2) for value in means["mean"]],
        **_interval(means, results, 2),
    }


def claims(results: Results) -> dict[str, Any]:
    """Return the printed columns of the claims with what stands behind each."""
    claims = results["claims"]
    rows = [(row, 2 if "VADER" in row.unit or "share" in row.unit else 1) for row in claims.itertuples()]
    return {
        "Claim": claims["words"],
        "Estimate": [signed(row.estimate, decimals) for row, decimals in rows],
        "Unit": claims["unit"],
        "Interval": [_range(row, decimals) for row, decimals in rows],
        "p": claims["p_holm"].map(_p),
        "Readers": [f"{row.readers_agree} of {row.readers}" if row.readers else "" for row, _ in rows],
        "Kept": [_kept(row) for row, _ in rows],
        "Verdict": claims["verdict"],
    }


def _interval(table: pd.DataFrame, results: Results, decimals: int) -> dict[str, list[str]]:
    return {f"{covered(results.methods)} interval": [_range(row, decimals) for row in table.itertuples()]}


def _range(row: Any, decimals: int) -> str:
    if pd.isna(row.low):
        return "none"
    return f"{signed(row.low, decimals)} to {signed(row.high, decimals)}"


def _p(value: float) -> str:
    """Write a p-value.

    >>> _p(0.0304), _p(0.0001), _p(1.0)
    ('0.03', '<0.001', '1.00')
    """
    return "<0.001" if value < 0.001 else decimal(value) if value >= 0.01 else f"{value:.3f}"


def _kept(claim: Any) -> str:
    """Say how many specifications keep the sign of a claim, and how many leave none."""
    if not claim.specifications > 0:
        return ""
    tied = f", {claim.tied:.0f} tied" if claim.tied else ""
    return f"{claim.kept:.0f}{tied} of {claim.specifications:.0f}"


def _noun(results: Results) -> str:
    return row_noun(results.methods).capitalize()
