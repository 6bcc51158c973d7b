"""Methods in sentences: what readers and coders found, and how far they agree."""

import re
from collections.abc import Sequence

import pandas as pd

from framing.export.methods_measures import frame_labels, told
from framing.figures.wording import counted, covered, decimal, in_letters, join, sentences, whole_percent
from framing.study import Results
from framing.tables.schema import CHECK, DICTIONARY, EVERY_PIECE, GOLD, STANCES, VOICES

# the names of coders and readers that are language models begin so
_MODEL = "machine-"


def voice(results: Results) -> str:
    """Say how voice and stance of hits were found, and how far readers of the hits found the same."""
    definitions = results.study.definitions
    return sentences(
        f"Rules assigned every hit a voice ({_or(VOICES)}) and a stance ({_or(STANCES)}), by "
        f"{len(definitions.reporting):,} words and phrases that report and {len(definitions.cues):,} cues of "
        "negation and doubt; they used no parser and no model",
        *(_read(results["voice_evaluation"], "hits") or ["No reader checked voice and stance"]),
        told(results, "readers"),
        *_read(results["voice_elsewhere"], "hits in other texts"),
    )


def coders(results: Results) -> str:
    """Say who coded sentences, how many, what they saw, and whether they are language models."""
    codings = results.study.codings
    table, decided = codings[codings["coder"] != GOLD], codings[codings["coder"] == GOLD]
    if table.empty:
        return "No coder checked the dictionary."
    names = sorted(set(table["coder"]))
    units = table.drop_duplicates(["coder", "doc_id", "sentence"]).groupby("coder").size()
    few, many = int(units.min()), int(units.max())
    spread = f"{few:,}" if few == many else f"{few:,} to {many:,}"
    of = counted(len(results.study.features.sentences), "sentence")
    gold = f"{counted(len(decided), 'code')} on which coders agreed or that were decided make the coder gold"
    return sentences(
        f"Sentences were coded by {join(names)}, {spread} of {of}{' each' if len(names) > 1 else ''}",
        _models(names),
        _passes(names),
        "The sheets for coding showed sentences shuffled and each alone, without the piece and without hits",
        told(results, "coders"),
        gold if len(decided) else "",
    )


def validity(results: Results) -> str:
    """Say how far the dictionary and the coders agree: precision, recall, F1, by piece, and with length."""
    table, labels = results["validation"], frame_labels(results)
    if table.empty:
        return ""
    said = []
    for frame, rows in table.groupby("frame", sort=False):
        measures = [_measured(str(name), of) for name, of in rows.groupby("measure", sort=False)]
        said.append(f"for {labels[frame]} {join(measures)}")
    lengths = results["validation_length"]
    lengths = lengths[lengths["unit"] == "sentence"]
    own = lengths["coder"] == DICTIONARY
    hits, codes = (_range(lengths.loc[which, "correlation"]) for which in (own, ~own))
    length = (
        f"The length of sentences correlated with their hits at {hits}, with their codes at {codes}, by frame"
    )
    return sentences(
        f"Against the codes, sentences with a hit had {'; '.join(said)} ({covered(results.methods)} "
        "bootstrap intervals over sentences)",
        length if lengths["correlation"].notna().any() else "",
    )


def agreement(results: Results) -> str:
    """Say how far coders agree with each other."""
    table, labels = results["agreement"], frame_labels(results)
    if results.study.codings.empty:
        return ""
    people = table[(table["coder_a"] != DICTIONARY) & (table["coder_b"] != DICTIONARY)]
    if people.empty:
        return "One coder coded, so that agreement between coders is not known."
    said = [
        f"{_range(rows['alpha'])} for {labels[frame]} (lowest limit {share(rows['alpha_low'].min())}; "
        f"{_range(rows['agreement'])} of the sentences agreed on)"
        for frame, rows in people.groupby("frame", sort=False)
    ]
    fine = results["agreement_subframes"]
    by_subframe = f"; by subframe it was {_range(fine['alpha'])}" if len(fine) else ""
    return sentences(f"Krippendorff's alpha between coders was {join(said)}{by_subframe}")


def elsewhere(results: Results) -> str:
    """Say how the dictionary did in other texts that were held back."""
    table, labels = results["dictionary_elsewhere"], frame_labels(results)
    table = table[(table["half"] == CHECK) & table["frame"].isin([*labels]) & (table["of"] > 0)]
    if table.empty:
        return "The dictionary was not tried on other texts."
    newest = table[table["version"] == table["version"].max()]
    right, found = (newest[newest["measure"] == name] for name in ("precision", "recall"))
    shown = [f"{row.n} of {row.of} for {labels[row.frame]}" for row in right.itertuples()]
    recalled = [
        f"{row.n} of {row.of} for {labels[row.frame]} ({share(row.value)} weighted)"
        for row in found.itertuples()
    ]
    return sentences(
        "In other texts, held back while the dictionary was written, readers judged hits right in "
        f"{join(shown)}; of the sentences with the frame the dictionary found {join(recalled)}",
        told(results, "elsewhere"),
    )


def share(value: float) -> str:
    """Write a share or a correlation without the zero before the point.

    >>> share(-0.123), share(0.5), share(float("nan"))
    ('−0.12', '0.50', 'none')
    """
    if pd.isna(value):
        return "none"
    text = decimal(abs(value))
    return f"−{text}" if value < 0 and text != ".00" else text


def _read(table: pd.DataFrame, what: str) -> list[str]:
    """Say of every reader of hits how far the rules agree, by class."""
    said = []
    for reader, rows in table[table["checked"] > 0].groupby("reader", sort=False):
        same = []
        for measure in ("voice", "stance"):
            of = rows[rows["measure"] == measure].set_index("value")
            classes = of.drop(index=EVERY_PIECE, errors="ignore").itertuples()
            by_class = ", ".join(
                f"{row.Index} {share(row.precision)} and {share(row.recall)}" for row in classes
            )
            whole = whole_percent(of["precision"].get(EVERY_PIECE))
            same.append(f"the same {measure} for {whole} (precision and recall: {by_class})")
        model = ", a language model" if str(reader).startswith(_MODEL) else ""
        n = int(rows["checked"].max())
        said.append(f"Of {n:,} {what} read by {reader}{model}, the rules gave {join(same)}")
    return said


def _measured(measure: str, rows: pd.DataFrame) -> str:
    """Say a measure over coders, the counts and limits of the lowest, and by piece."""
    known = rows[rows["value"].notna()]
    whole, pieces = (known[(known["doc_id"] == EVERY_PIECE) == every] for every in (True, False))
    if whole.empty:
        return f"no {measure}, as there was nothing to divide by"
    low = whole.loc[whole["value"].idxmin()]
    counts = "" if measure == "F1" else f"{low['n']} of {low['of']}, "
    limits = f"{'' if len(whole) == 1 else 'lowest '}{counts}{share(low['low'])} to {share(low['high'])}"
    by_piece = f"; by piece {_range(pieces['value'])}" if len(pieces) else ""
    return f"{measure} {_range(whole['value'])} ({limits}{by_piece})"


def _models(names: Sequence[str]) -> str:
    """Say which coders are language models."""
    models = [name for name in names if name.startswith(_MODEL)]
    be = "is a language model" if len(models) == 1 else "are language models"
    if len(models) < len(names):
        return f"Of these {join(models)} {be}" if models else ""
    who = (
        f"All {in_letters(len(models))}" if len(models) > 2 else "Both" if len(models) == 2 else "This coder"
    )
    return f"{who} {be}; no person coded"


def _passes(names: Sequence[str]) -> str:
    """Name the coders that a last letter alone tells apart: one model that read more than once."""
    readers: dict[str, list[str]] = {}
    for name in names:
        if found := re.fullmatch(rf"({_MODEL}\d+)[a-z]", name):
            readers.setdefault(found[1], []).append(name)
    return "; ".join(
        f"{join(all_of)} are readings by one model" for all_of in readers.values() if len(all_of) > 1
    )


def _range(values: pd.Series) -> str:
    found = values.dropna()
    low, high = (share(value) for value in (found.min(), found.max()))
    return low if low == high else f"{low} to {high}"


def _or(items: Sequence[str]) -> str:
    return f"{', '.join(items[:-1])} or {items[-1]}"
