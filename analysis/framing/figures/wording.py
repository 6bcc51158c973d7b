"""What captions and alternative texts share: numbers in words, and what intervals are."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.study import Methods, Results
from framing.tables.schema import DEPENDS, HOLDS, NOT_DISTINGUISHABLE

_LETTERS = (
    "no",
    *["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
)


def separated(pairs: pd.DataFrame, results: Results, names: Mapping[str, str], by: str) -> str:
    """Count the pairs of pieces whose difference has an interval without 0, and list them or say none is.

    `names` gives the printed name of every value of the column `by`.
    """
    if pairs.empty:
        return "With one piece there is no pair to compare"
    labels = results.study.pieces.set_index("doc_id")["label"]
    apart = pairs[pairs["distinguishable"]]
    n = len(pairs.drop_duplicates(["doc_id_a", "doc_id_b"]))
    if apart.empty:
        found = "for none: no two pieces are distinguishable"
    else:
        listed = [
            f"{labels[row['doc_id_a']]} {'above' if row['difference'] > 0 else 'below'} "
            f"{labels[row['doc_id_b']]} ({names[row[by]]})"
            for _, row in apart.iterrows()
        ]
        found = f"for {len(apart)}: {'; '.join(listed)}; no other two pieces are distinguishable"
    return (
        f"Of {counted(len(pairs), 'difference')} between two pieces ({counted(n, 'pair')}, by "
        f"{join(list(names.values()))}), the {covered(results.methods)} interval leaves out 0 {found} (not "
        "corrected for the number of comparisons)"
    )


def join(items: Sequence[str]) -> str:
    """Join items as a sentence does.

    >>> join(["a", "b", "c"]), join(["a"]), join([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def signed(number: float, decimals: int = 1) -> str:
    """Write a number with a true minus sign; one just off zero keeps a digit, since its sign is what counts.

    >>> signed(-2.04), signed(0), signed(-0.015), signed(0.0015, 2)
    ('−2.0', '0.0', '−0.01', '0.002')
    """
    text = f"{number + 0.0:.{decimals}f}"
    if abs(number) > 1e-9 and float(text) == 0:
        text = f"{number:.{decimals + 1}f}"
    return ("0." + "0" * decimals if float(text) == 0 else text).replace("-", "−")


def decimals(claim: Any) -> int:
    """Return with how many decimals the numbers of a claim are written."""
    return 2 if "VADER" in claim.unit else 1


def kept(claim: Any) -> str:
    """Say how many specifications keep the sign of a claim, and how many leave none."""
    tied = f", {claim.tied} tied" if claim.tied else ""
    return f"{claim.kept}{tied} of {claim.specifications}"


def in_letters(number: int) -> str:
    """Write a small whole number in letters.

    >>> in_letters(3), in_letters(30)
    ('three', '30')
    """
    return _LETTERS[number] if number < len(_LETTERS) else f"{number:,}"


def interval(methods: Methods, holding: str = "") -> str:
    """Say how the intervals of rates, means and shares are made; `holding` says what a unit must hold.

    >>> interval(Methods(coverage=0.8))
    '80 % percentile bootstrap over paragraphs, 10,000 resamples'
    """
    over = f"the {methods.unit}s that hold {holding}" if holding else f"{methods.unit}s"
    return f"{covered(methods)} percentile bootstrap over {over}, {methods.resamples:,} resamples"


def covered(methods: Methods) -> str:
    """Write the share that intervals cover.

    >>> covered(Methods(coverage=0.83))
    '83 %'
    """
    return f"{100 * methods.coverage:g} %"


def meaning_of_intervals(methods: Methods) -> str:
    return (
        f"An interval describes how much a piece's figure depends on which of its {methods.unit}s it happens "
        "to contain; the pieces are fixed cases, not a sample."
    )


def whole_percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def counted(n: int, noun: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "piece"), counted(1200, "pair")
    ('1 piece', '1,200 pairs')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def as_sentences(*parts: str) -> str:
    return " ".join(part.rstrip(".") + "." for part in parts)


def by_piece(table: pd.DataFrame) -> list[tuple[str, list[Any]]]:
    return [
        (group["label"].iloc[0], list(group.itertuples())) for _, group in table.groupby("doc_id", sort=False)
    ]


def ratio(value: float) -> str:
    return f"{value:.2f}" if pd.notna(value) else "none"


def agreement_with_check(results: Results, measure: str) -> str:
    """Say how far the rules for voice or stance agree with the hand check, class by class."""
    table = results["voice_evaluation"]
    table = table[table["measure"] == measure].set_index("value")
    every = table.loc["all"]
    if not every["checked"]:
        return f"No hit was read a second time, so how well the rules for {measure} do here is not known"
    classes = [
        f"{value} {ratio(row['precision'])} and {ratio(row['recall'])}"
        for value, row in table.drop(index="all").iterrows()
    ]
    return (
        f"Against a second reading of {counted(int(every['checked']), 'hit')} by one language model, the "
        f"rules give the same {measure} for {int(every['both'])} ({whole_percent(every['precision'])}, "
        f"{whole_percent(every['precision_low'])} to {whole_percent(every['precision_high'])}); precision "
        "and recall: " + ", ".join(classes)
    )


def claims_in_words(claims: pd.DataFrame) -> str:
    """Count the claims by verdict and quote those that hold.

    >>> table = pd.DataFrame({"verdict": ["holds", "not distinguishable"], "finding": ["A is above B", "x"]})
    >>> claims_in_words(table)
    'Of 2 claims, 1 holds (A is above B), 0 depend on choices and 1 is not distinguishable'
    """
    held, depends, none = (
        claims[claims["verdict"] == verdict]["finding"].tolist()
        for verdict in (HOLDS, DEPENDS, NOT_DISTINGUISHABLE)
    )
    return (
        f"Of {counted(len(claims), 'claim')}, {len(held)} {'holds' if len(held) == 1 else 'hold'}"
        + (f" ({'; '.join(held)})" if held else "")
        + f", {len(depends)} {'depends' if len(depends) == 1 else 'depend'} on choices"
        + (f" ({'; '.join(depends)})" if depends else "")
        + f" and {len(none)} {'is' if len(none) == 1 else 'are'} not distinguishable"
    )
