"""What adding or taking out a pattern does to precision and recall against codes, sentence by sentence."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.lookup.vocabulary import Flags
from framing.stats.bootstrap import Floats
from framing.study import Study
from framing.tables.schema import GOLD

OUT = "take out"
_PLACE = ["doc_id", "sentence"]


@dataclass(frozen=True)
class Effects:
    """By sentence of a study whether it has a hit of a frame, its code (1, 0, or none), and the hits."""

    hit: Flags
    codes: Floats
    hits: pd.DataFrame

    @property
    def missed(self) -> Flags:
        """Tell which sentences were given the frame and have no hit."""
        flags: Flags = (self.codes == 1) & ~self.hit
        return flags

    @property
    def now(self) -> tuple[float, float]:
        """Return precision and recall as they are."""
        return precision_recall(self.hit, self.codes)

    def added(self, sentences: np.ndarray) -> dict[str, Any]:
        """Say what hits in these sentences (rows of the study's) would do."""
        after = self.hit.copy()
        after[sentences] = True
        return self._changed(after)

    def removals(self) -> pd.DataFrame:
        """List the patterns whose removal raises precision, the one with the highest F1 after it first.

        One row per pattern with columns change, pattern, n, sentences, coded, precision_after, recall_after.
        """
        rows = []
        n_patterns = self.hits.groupby("row")["pattern"].nunique()
        for pattern, own in self.hits.groupby("pattern", sort=True):
            after = self.hit.copy()
            alone = own["row"].unique()
            after[alone[n_patterns[alone].to_numpy() == 1]] = False
            row = {"change": OUT, "pattern": pattern, "n": int(own["n"].sum())}
            rows.append(row | self._changed(after))
        columns = ["change", "pattern", "n", "sentences", "coded", "precision_after", "recall_after"]
        table = pd.DataFrame(rows, columns=columns)
        raised = table[table["precision_after"] > self.now[0]]
        precision, recall = raised["precision_after"], raised["recall_after"]
        f1 = 2 * precision * recall / (precision + recall)
        order = raised.assign(f1=f1).sort_values(["f1", "n", "pattern"], ascending=[False, False, True])
        return order.drop(columns="f1").reset_index(drop=True)

    def _changed(self, after: Flags) -> dict[str, Any]:
        changed = after != self.hit
        precision, recall = precision_recall(after, self.codes)
        row = {"sentences": int(changed.sum()), "coded": int((self.codes[changed] == 1).sum())}
        return row | {"precision_after": precision, "recall_after": recall}


def effects_of(study: Study, frame: str, coder: str = "") -> Effects:
    """Gather what `Effects` holds from a study; `coder` names whose codes are taken.

    Without a name a sentence is coded where half of its coders gave the frame. Raises FramingError where no
    coder has that name.
    """
    places = pd.MultiIndex.from_frame(study.features.sentences[_PLACE])
    hits = study.features.hits
    own = hits[hits["frame"].eq(frame) & (hits["n"] > 0)]
    own = own.assign(row=places.get_indexer(pd.MultiIndex.from_frame(own[_PLACE])))
    hit = np.zeros(len(places), dtype=bool)
    hit[own["row"]] = True
    codings = study.codings[study.codings["frame"] == frame]
    named = sorted(set(study.codings["coder"]))
    if coder and coder not in named:
        raise FramingError(
            f"doctor: no coder {coder!r}; choose one of {', '.join(named) or 'none, without codes'}"
        )
    chosen = codings[codings["coder"] == coder] if coder else codings[codings["coder"] != GOLD]
    mean = chosen.groupby(_PLACE)["value"].mean().reindex(places).to_numpy(float)
    return Effects(hit, np.where(np.isnan(mean), np.nan, mean >= 0.5), own[["row", "pattern", "n"]])


def precision_recall(hit: Flags, codes: Floats) -> tuple[float, float]:
    """Return precision and recall of hits over the sentences that have a code; none where of none.

    >>> precision_recall(np.array([True, True, False]), np.array([1.0, 0.0, np.nan]))
    (0.5, 1.0)
    """
    both = float((hit & (codes == 1)).sum())
    of_hits, of_codes = float((hit & ~np.isnan(codes)).sum()), float((codes == 1).sum())
    return both / of_hits if of_hits else np.nan, both / of_codes if of_codes else np.nan
