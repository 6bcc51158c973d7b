"""Exercises of notebook 8: what another dictionary would find."""

from typing import Any

from framing.classroom.marking import Skip, Wrong, text
from framing.classroom.of_salience import first_frame
from framing.corpus.annotate import count_hits
from framing.corpus.corpora import read_specimen
from framing.study import Results

_MENDED = "deter*"


def pattern_that_reorders(answer: Any, results: Results) -> str:
    """Judge a pattern of the first frame that leaves the order of the pieces as it is when taken out."""
    frame, _ = first_frame(results)
    table = results["leave_one_out"]
    table = table[table["frame"] == frame]
    kept = table.groupby("pattern").agg(
        kept=("order_changes", lambda rows: not rows.any()), n=("hits_pattern", "sum")
    )
    if table["doc_id"].nunique() < 2 or not kept["kept"].any() or kept["kept"].all():
        raise Skip("Here no pattern of the frame, or every one, leaves the order as it is.")
    pattern = text(answer, "pattern").strip().casefold()
    if pattern not in kept.index:
        patterns = results.study.main.definitions.dictionary
        if pattern in set(patterns.loc[patterns["frame"] == frame, "pattern"]):
            raise Wrong("no hit", "This pattern has no hit, so leaving it out shows nothing.")
        raise Wrong("form", "The frame has no such pattern; write it as the table does.")
    if not kept.loc[pattern, "kept"]:
        raise Wrong("reorders", "Without this one two pieces change places: see `order_changes`.")
    return "The order does not hang on this pattern; on how many others does it?"


def exclusions_mended(answer: Any, _results: Results) -> str:
    """Judge what sets matches of `deter*` aside so that the specimen has its true hits of deterrence."""
    specimen = read_specimen()
    dictionary = specimen.definitions.dictionary
    row = dictionary["pattern"] == _MENDED
    parts = answer if isinstance(answer, (list, tuple, set, frozenset)) else [answer]
    given = " | ".join(part.strip() for one in parts for part in text(one, "pattern").split("|"))
    wanted = _hits(specimen, dictionary)
    unmended = _hits(specimen, dictionary.assign(unless=dictionary["unless"].mask(row, "")))
    found = _hits(specimen, dictionary.assign(unless=dictionary["unless"].mask(row, given)))
    if found == wanted:
        return "Whether a word is set aside can be read only in texts; those here do not hold all of them."
    if found == unmended:
        raise Wrong("nothing", "That sets no match aside in these texts.")
    if any(found.get(place, 0) < n for place, n in wanted.items()):
        raise Wrong("too much", "That sets aside hits that are meant, too.")
    raise Wrong("too little", "Some of the other words are set aside, not all.")


def _hits(specimen: Any, dictionary: Any) -> dict[Any, int]:
    """Return the hits of deterrence by sentence and pattern: as many may be other ones."""
    from dataclasses import replace

    hits = count_hits(specimen.texts, replace(specimen.definitions, dictionary=dictionary))
    own = hits[(hits["frame"] == "deterrence") & (hits["n"] > 0)]
    return {place: int(n) for place, n in own.groupby(["doc_id", "sentence", "pattern"])["n"].sum().items()}
