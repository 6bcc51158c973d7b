"""Methods in sentences: other choices that were tried, claims and their verdicts, software."""

from framing.export.methods_checks import share
from framing.export.methods_measures import number
from framing.figures.wording import counted, covered, in_letters, join, row_noun, sentences, whole_percent
from framing.study import Results
from framing.tables.schema import (
    ARTEFACT,
    CHOICES,
    DEPENDS,
    HOLDS,
    NOT_DISTINGUISHABLE,
    SUGGESTIVE,
    THEORY,
    VERDICTS,
)

_SOFTWARE = ("framing", "numpy", "pandas", "scipy", "scikit-learn", "nltk", "matplotlib")
_CHOICES = {
    "parts": "parts of a piece",
    "quotations": "quotations in or out",
    "stance": "stances",
    "patterns": "all patterns or phrases alone",
    "dictionary": "patterns by their source",
    "adjacent": "adjacent frames in or out",
    "unit": "words or sentences as the unit of length",
}
_ARTEFACT = "the specifications kept a sign that all coders turned round"


def robustness(results: Results) -> str:
    """Say which other choices were tried: specifications, patterns left out, random dictionaries."""
    return sentences(_specifications(results), _left_out(results), _random(results))


def claims(results: Results) -> str:
    """Say what claims there are, how they are corrected, what a verdict needs, and how many have which."""
    table, methods = results["claims"], results.methods
    if table.empty:
        return "No claim was looked into."
    expected, chosen = int((table["found_by"] == THEORY).sum()), int(table["chosen_from"].max())
    n = table.loc[table["family"] != "", "family"].nunique()
    within = f"{in_letters(n)} famil{'y' if n == 1 else 'ies'}"
    level, kept = f"{1 - methods.coverage:.4g}", whole_percent(methods.share_kept)
    counts = [(verdict, int((table["verdict"] == verdict).sum())) for verdict in VERDICTS]
    verdicts = join([f'"{verdict}" for {number}' for verdict, number in counts if number])
    picked = (
        f"Where a pair was picked from several (at most {chosen}), its interval and p were corrected for "
        "that (Bonferroni)"
    )
    return sentences(
        f"The study looked into {counted(len(table), 'claim')}, {expected} expected beforehand and the "
        "others found by looking at these data",
        picked if chosen > 1 else "",
        f"The p-values were adjusted within {within} (Holm 1979)",
        f'The verdict was "{HOLDS}" where the adjusted p lay below {level}, every reader had the same sign, '
        f'and so had {kept} or more of the specifications; "{SUGGESTIVE}" where p did so unadjusted; '
        f'"{DEPENDS}" where p lay below it, but readers or specifications differed; "{ARTEFACT}" where '
        f'{_ARTEFACT}; else "{NOT_DISTINGUISHABLE}"',
        f"It was {verdicts}",
    )


def software(results: Results, python: str = "") -> str:
    """Say what ran; `python` is the version of Python, which only the run knows."""
    versions = results["settings"].set_index("setting")["value"]
    packages = join([f"{name} {versions[name]}" for name in _SOFTWARE])
    return sentences(f"The analysis ran in {f'Python {python}' if python else 'Python'} with {packages}")


def _specifications(results: Results) -> str:
    """Say which choices were combined, and how far the order of the pieces is the same."""
    table, of = results["multiverse"], row_noun(results.drawn.methods)
    every = table.drop_duplicates("specification")
    varied = [_CHOICES[name] for name in CHOICES if every[name].nunique() > 1]
    said = f"Rates were counted again in {counted(len(every), 'specification')} that combine {join(varied)}"
    if table["doc_id"].nunique() < 2 or not table["hits"].any():
        return said
    low, middle = share(every["agreement"].min()), share(every["agreement"].median())
    order = (
        f"the mean rank correlation of the order of the {of}s with the study's own was {middle} in the median"
    )
    return f"{said}; {order} and {low} at the least"


def _left_out(results: Results) -> str:
    patterns = results["leave_one_out"].drop_duplicates(["frame", "pattern"])
    if patterns.empty:
        return "No pattern had a hit"
    swapped = int((patterns["pairs_swapped"] > 0).sum())
    return sentences(
        f"Each of {counted(len(patterns), 'pattern')} with hits was left out in turn, which reversed the "
        f"order of a pair for {swapped}",
        f"The {number(results.methods.top, 'pattern')} of a frame with the most hits were set against all "
        "its hits",
    )


def _random(results: Results) -> str:
    methods, null = results.methods, results["null"]
    rates = null[(null["measure"] == "rate") & null["median"].notna()]
    if rates.empty:
        return ""
    beyond = int(rates["beyond"].eq(True).sum())
    return (
        f"Against {methods.draws:,} random dictionaries of words about as frequent (each drawn from "
        f"{methods.pool} or more), {beyond} of {counted(len(rates), 'rate')} lay outside the "
        f"{covered(methods)} range"
    )
