"""What captions and alternative texts share: numbers in words, and what intervals are."""

from collections.abc import Callable, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from framing.study import Methods, Results
from framing.tables.schema import ARTEFACT, DEPENDS, HOLDS, PIECE, RATE, VERDICTS

# below so many hits coverage is told apart: counts are too few to come near what is wanted
_FEW = 5
_MOST_LISTED = 20
_LETTERS = "no one two three four five six seven eight nine ten eleven twelve"


def listing(items: Sequence[str]) -> str:
    """List items, of many the first and how many more there are.

    >>> listing(["a", "b"]), listing(list("abcdefghijklmnopqrstuvwxyz"))[-15:]
    ('a; b', 't; and 6 others')
    """
    rest = len(items) - _MOST_LISTED
    return "; ".join([*items[:_MOST_LISTED], *([f"and {rest:,} others"] if rest > 0 else [])])


def row_noun(methods: Methods) -> str:
    """Return what the rows of a figure are: pieces, or groups of them.

    >>> row_noun(Methods()), row_noun(Methods(unit="piece"))
    ('piece', 'group')
    """
    return "group" if methods.unit == PIECE else "piece"


def permutation_test(methods: Methods) -> str:
    """Say how two pieces are told apart.

    >>> permutation_test(Methods(unit="sentence"))
    'a permutation of sentences (10,000 rearrangements, level 5 %, Holm within a frame)'
    """
    return (
        f"a permutation of {methods.unit}s ({methods.resamples:,} rearrangements, level {level(methods)}, "
        "Holm within a frame)"
    )


def welch_test(methods: Methods) -> str:
    """Say how the means of two pieces are told apart.

    >>> welch_test(Methods(coverage=0.9))
    "Welch's t over paragraphs (level 10 %, Holm within a score)"
    """
    return f"Welch's t over {methods.unit}s (level {level(methods)}, Holm within a score)"


def level(methods: Methods) -> str:
    """Write the level of the tests.

    >>> level(Methods(coverage=0.83))
    '17 %'
    """
    return f"{100 * (1 - methods.coverage):.4g} %"


def join(items: Sequence[str]) -> str:
    """Join items as a sentence does.

    >>> join(["a", "b", "c"]), join(["a"]), join([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def estimate(value: float, low: float = nan, high: float = nan, decimals: int = 1, unit: str = "") -> str:
    """Write a value with its interval, as far as there are such.

    Where it reaches below zero, a number just off zero keeps a digit, as `signed` says.

    >>> estimate(9.96, 2.6, 17.4), estimate(62, unit=" %", decimals=0), estimate(nan)
    ('10.0 (2.6 to 17.4)', '62 %', 'none')
    >>> estimate(-0.12, -0.23, -0.0042, 2)
    '−0.12 (−0.23 to −0.004)'
    """
    if pd.isna(value):
        return "none"
    below = min(value, value if pd.isna(low) else low) < 0
    texts = [signed(number, decimals) if below else f"{number:.{decimals}f}" for number in (value, low, high)]
    limits = "" if pd.isna(low) else f" ({texts[1]} to {texts[2]})"
    return f"{texts[0]}{unit}{limits}"


def estimates(rows: pd.DataFrame, column: str, decimals: int = 1, unit: str = "") -> list[str]:
    """Write a column of values with their limits, low and high, as they stand beside the rows of a figure.

    >>> estimates(pd.DataFrame({"mean": [-0.12], "low": [-0.23], "high": [-0.0]}), "mean", 2)
    ['−0.12  (−0.23 to 0.00)']
    """
    numbers = rows[[column, "low", "high"]].to_numpy()
    texts = [estimate(value, low, high, decimals, unit) for value, low, high in numbers]
    return [text.replace(" (", "  (") for text in texts]


def signed(number: float, decimals: int = 1) -> str:
    """Write a number with a true minus sign; one just off zero keeps a digit, since its sign is what counts.

    >>> signed(-2.04), signed(0), signed(-0.015), signed(0.0015, 2)
    ('−2.0', '0.0', '−0.01', '0.002')
    """
    for places in range(decimals, decimals + 3):
        text = f"{number:.{places}f}"
        if float(text):
            return text.replace("-", "−")
    return f"{0:.{decimals}f}"


def in_letters(number: int) -> str:
    """Write a small whole number in letters.

    >>> in_letters(3), in_letters(30)
    ('three', '30')
    """
    letters = _LETTERS.split()
    return letters[number] if number < len(letters) else f"{number:,}"


def interval(methods: Methods, holding: str = "", kind: str = "percentile") -> str:
    """Say how intervals by resampling are made; `holding` says what a unit must hold.

    >>> interval(Methods(coverage=0.8))
    '80 % percentile bootstrap over paragraphs, 10,000 resamples'
    """
    over = f"the {methods.unit}s that hold {holding}" if holding else f"{methods.unit}s"
    return f"{covered(methods)} {kind} bootstrap over {over}, {methods.resamples:,} resamples"


def t_interval(methods: Methods) -> str:
    """Say how the intervals of means of sentences are made.

    >>> t_interval(Methods(coverage=0.8))
    '80 % t interval, error by paragraphs'
    """
    return f"{covered(methods)} t interval, error by {methods.unit}s"


def covered(methods: Methods) -> str:
    """Write the share that intervals cover.

    >>> covered(Methods(coverage=0.83))
    '83 %'
    """
    return f"{100 * methods.coverage:g} %"


def rate_interval(methods: Methods) -> str:
    """Say how the intervals of rates are made.

    >>> rate_interval(Methods(coverage=0.8))
    '80 % gamma mid-P interval, the dispersion of paragraphs pooled over pieces'
    """
    if methods.interval in ("percentile", "BCa"):
        return interval(methods, kind=methods.interval)
    if methods.interval == "log t":
        return f"{covered(methods)} t interval of the logarithm, its error over {methods.unit}s"
    spread = f"the dispersion of {methods.unit}s pooled over {row_noun(methods)}s"
    return f"{covered(methods)} {methods.interval} interval, {spread}"


def measured_coverage(results: Results) -> str:
    """Say what the intervals of rates cover in simulations by these methods, or that it was not simulated."""
    table, methods = results["coverage"], results.methods
    made = (table["unit"] == methods.unit) & np.isclose(table["nominal"], methods.coverage)
    rates = table[made & (table["measure"] == RATE) & (table["method"] == methods.interval)]
    if rates.empty:
        return "their coverage was not simulated here"
    few = rates["truth"] < _FEW
    many, scarce = (decimal(rates.loc[which, "value"].mean()) for which in (~few, few))
    return f"measured coverage {many}, and {scarce} with fewer than {in_letters(_FEW)} hits"


def decimal(share: float) -> str:
    """Write a share with two decimals, as figures and captions do everywhere.

    >>> decimal(0.95), decimal(1.0)
    ('0.95', '1.00')
    """
    return f"{share:.2f}"


def sampling_model(results: Results) -> str:
    """Say what might have been otherwise: the one sentence on what intervals and tests are about."""
    n, of = len(results.study.pieces), row_noun(results.methods)
    pieces = f"The {in_letters(n)} {of}s are" if n > 1 else f"The {of} is"
    return f"{pieces} fixed; {results.methods.unit}s are the units that might have been others."


def whole_percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def counted(n: int, noun: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "piece"), counted(1200, "pair")
    ('1 piece', '1,200 pairs')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def sentences(*parts: str) -> str:
    """Join parts that are not empty as sentences.

    >>> sentences("One piece", "", "Two hits.")
    'One piece. Two hits.'
    """
    return " ".join(part.rstrip(".") + "." for part in parts if part)


def listed(rows: pd.DataFrame, keys: list[str], say: Callable[[Any], str], sign: str = ", ") -> list[str]:
    """Say something of every row, the rows with the same keys together behind these keys.

    >>> listed(pd.DataFrame({"label": ["A", "A"], "n": [1, 2]}), ["label"], lambda row: str(row.n))
    ['A: 1, 2']
    """
    return [
        f"{', '.join(key)}: {sign.join(map(say, group.itertuples()))}"
        for key, group in rows.groupby(keys, sort=False)
    ]


def described(
    head: str, rows: pd.DataFrame, keys: list[str], say: Callable[[Any], str], sign: str = ", "
) -> str:
    """Say what is drawn and then, as `listed` does, what its rows are."""
    return sentences(head, *listed(rows, keys, say, sign))


def agreement_with_check(
    results: Results, measure: str, by_class: bool = True, name: str = "voice_evaluation"
) -> str:
    """Say how far the rules for voice or stance agree with each reader of the hits, class by class or not."""
    table = results[name]
    readers = table[table["measure"] == measure].groupby("reader", sort=False)
    said = (_agreement_with(reader, rows.set_index("value"), by_class) for reader, rows in readers)
    return sentences(*said)


def _agreement_with(reader: str, table: pd.DataFrame, by_class: bool) -> str:
    every = table.loc["all"]
    measure = every["measure"]
    if not every["checked"]:
        return f"No hit was read a second time, so how well the rules for {measure} do here is not known"
    classes = [
        f"{row.Index} {estimate(row.precision, decimals=2)} and {estimate(row.recall, decimals=2)}"
        for row in table.drop(index="all").itertuples()
    ]
    return (
        f"Of {counted(int(every['checked']), 'hit')} read by {reader}, a language model, the rules give "
        f"the same {measure} for {int(every['both'])} ({whole_percent(every['precision'])}, "
        f"{whole_percent(every['precision_low'])} to {whole_percent(every['precision_high'])})"
        f"{'; precision and recall: ' + ', '.join(classes) if by_class else ''}"
    )


def claims_in_words(claims: pd.DataFrame) -> str:
    """Count the claims by verdict and quote those that hold.

    >>> table = pd.DataFrame({"verdict": ["holds", "not distinguishable"], "words": ["A is above B", "x"]})
    >>> claims_in_words(table)
    'Of 2 claims, 1 holds (A is above B) and 1 is not distinguishable'
    """
    counts = []
    for verdict in VERDICTS:
        found = claims.loc[claims["verdict"] == verdict, "words"]
        if verdict == HOLDS or len(found):
            quoted = f" ({listing(list(found))})" if len(found) and verdict == HOLDS else ""
            counts.append(f"{len(found)} {_verb(verdict, len(found))}{quoted}")
    return f"Of {counted(len(claims), 'claim')}, {join(counts)}"


def found_of_voice(claim: Any) -> str:
    """Say what was found of one claim on voice: in words, counts, estimate, p-values and by whom else."""
    readers = f"; by readers: {claim.by_reader}" if claim.readers else ""
    return (
        f"{claim.finding}: {claim.counts}, {signed(claim.estimate, 2)} ({signed(claim.low, 2)} to "
        f"{signed(claim.high, 2)}; p {claim.p:.3f}, adjusted {claim.p_holm:.3f}{readers})"
    )


def _verb(verdict: str, n: int) -> str:
    """Put a verdict into the number of those that have it."""
    if verdict in (HOLDS, DEPENDS):
        first, _, rest = verdict.partition(" ")
        return f"{first if n == 1 else first[:-1]} {rest}".strip()
    if verdict == ARTEFACT:
        return f"is an {verdict}" if n == 1 else f"are {verdict.replace('artefact', 'artefacts')}"
    return f"{'is' if n == 1 else 'are'} {verdict}"
