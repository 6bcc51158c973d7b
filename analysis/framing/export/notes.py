"""The notes under printed tables: what an interval is, what p is adjusted for, what a verdict means."""

from framing.figures import wording
from framing.study import Results
from framing.tables.schema import ARTEFACT, DEPENDS, HOLDS, NOT_DISTINGUISHABLE, SUGGESTIVE

_MASKED = "Masked scores leave out the phrases of masks.csv, names or words of the topic."


def of_salience(results: Results) -> list[str]:
    """Return the notes on rates: what they and their intervals are."""
    return [
        "Rate: hits per 1,000 words.",
        f"Interval: {wording.rate_interval(results.methods)}.",
        wording.sampling_model(results),
    ]


def of_pairs(results: Results) -> list[str]:
    """Return the notes on differences of rates: intervals, test, adjustment, and what "no" means."""
    noun, methods = wording.row_noun(results.methods), results.methods
    return [
        f"Difference: hits per 1,000 words of the {noun} named first less those of the second.",
        f"Interval: from the limits of both rates ({wording.rate_interval(methods)}), not adjusted for the "
        "number of pairs.",
        f"p: {wording.permutation_test(methods)}.",
        f"Told apart: p is below {wording.level(methods)}; not to be told apart is not to be equal.",
    ]


def of_sentiment(results: Results) -> list[str]:
    """Return the notes on sentiment: the score and its implementation, intervals and masks."""
    return [
        "VADER compound score, from −1 to 1, in NLTK's implementation; its zero is not neutrality.",
        f"Interval: {wording.t_interval(results.methods)}.",
        _MASKED,
    ]


def of_claims(results: Results) -> list[str]:
    """Return the notes on claims: intervals, adjustment of p, readers, specifications, and the verdicts."""
    noun, level = wording.row_noun(results.methods), wording.level(results.methods)
    share = f"{100 * results.methods.share_kept:g} % or more of the specifications"
    verdicts = {
        HOLDS: f"p is below {level}, every reader agrees, and so do {share}",
        SUGGESTIVE: "the same with p not adjusted",
        DEPENDS: f"p, not adjusted, is below {level}, but readers or specifications differ",
        ARTEFACT: "the specifications agree, but all coders who read the sentences turn the sign round",
        NOT_DISTINGUISHABLE: f"p, not adjusted, is not below {level}",
    }
    return [
        f"Interval: {wording.covered(results.methods)}, each claim for itself; of claims on the {noun} with "
        "most of a frame against the one with least, widened for the pairs it was picked from.",
        "p: adjusted within the claims of a family (Holm).",
        "Readers: how many of those who measured the same agree in sign.",
        "Kept: how many specifications of how to count keep the sign.",
        f"Verdicts: {'; '.join(f'{verdict}, {meaning}' for verdict, meaning in verdicts.items())}.",
    ]
