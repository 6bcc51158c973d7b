"""The types that travel: what a study is made of, how it is analysed, and what comes of it; no logic."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from framing.methods import Bootstrap, Methods
from framing.tables.checked import no_rows
from framing.tables.schema import MAIN
from framing.threads import one_thread

__all__ = ["Bootstrap", "Definitions", "Features", "Maker", "Methods", "Results", "Study"]


class Features(NamedTuple):
    """What is released about texts: a row per sentence, kind of hit in it, piece x token, piece x score.

    `earlier` are the hits of an earlier version of the dictionary, where there is one.
    """

    sentences: pd.DataFrame
    hits: pd.DataFrame
    bags: pd.DataFrame
    scores: pd.DataFrame
    earlier: pd.DataFrame | None = None


@dataclass(frozen=True)
class Definitions:
    """What is counted and compared: the definitions of a study.

    Frames, subframes, dictionary, phrases masked in sentiment, cues for stance, words that report, the claims
    that are looked into, and an earlier version of the dictionary, where there is one.
    """

    frames: pd.DataFrame
    subframes: pd.DataFrame
    dictionary: pd.DataFrame
    masks: pd.DataFrame
    cues: pd.DataFrame = field(default_factory=lambda: no_rows("cues"))
    reporting: pd.DataFrame = field(default_factory=lambda: no_rows("reporting"))
    claims: pd.DataFrame = field(default_factory=lambda: no_rows("claims"))
    earlier: pd.DataFrame | None = None

    @cached_property
    def main(self) -> "Definitions":
        """Return the definitions of the main frames alone: what headline, claims and agreement read."""
        frames = self.frames[self.frames["role"] == MAIN] if "role" in self.frames else self.frames
        kept = {"frames": frames.reset_index(drop=True)}
        for name in ("subframes", "dictionary", "earlier"):
            table = getattr(self, name)
            if table is not None and len(table):
                kept[name] = table[table["frame"].isin(frames["frame"])].reset_index(drop=True)
        return replace(self, **kept)


@dataclass(frozen=True)
class Study:
    """A corpus with its features; `texts` is None where only released features are there.

    `codings` are coders' codes, `checked` the hits checked by hand, and `coverage` what the intervals cover
    in simulations of its pieces; `subframe_codings` are codes by subframe, whose frames are among `codings`
    too. `development_hits` and `development_recall` are what readers said of the dictionary's hits, and of
    its frames, in other texts, `development_voices` whose voice readers and rules found there. `reading` is
    what was read and left out of a corpus of one's own; `statements` say of a corpus what no table tells.
    All nine may have no rows.
    `groups` has a row per piece with the columns doc_id, column and group where what the study calls pieces
    are groups of pieces, else none.
    """

    pieces: pd.DataFrame
    definitions: Definitions
    features: Features
    texts: pd.DataFrame | None
    codings: pd.DataFrame = field(default_factory=lambda: no_rows("codings"))
    checked: pd.DataFrame = field(default_factory=lambda: no_rows("hits_checked"))
    coverage: pd.DataFrame = field(default_factory=lambda: no_rows("coverage"))
    subframe_codings: pd.DataFrame = field(default_factory=lambda: no_rows("codings_subframes"))
    development_hits: pd.DataFrame = field(default_factory=lambda: no_rows("development_hits"))
    development_recall: pd.DataFrame = field(default_factory=lambda: no_rows("development_recall"))
    development_voices: pd.DataFrame = field(default_factory=lambda: no_rows("development_voices"))
    reading: pd.DataFrame = field(default_factory=lambda: no_rows("reading"))
    statements: pd.DataFrame = field(default_factory=lambda: no_rows("statements"))
    groups: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["doc_id", "column", "group"]))

    @cached_property
    def main(self) -> "Study":
        """Return the study of the main frames alone: their definitions, hits, codes and checked hits."""
        definitions = self.definitions.main

        def own(table: pd.DataFrame) -> pd.DataFrame:
            return table[table["frame"].isin(definitions.frames["frame"])].reset_index(drop=True)

        earlier = None if self.features.earlier is None else own(self.features.earlier)
        features = self.features._replace(hits=own(self.features.hits), earlier=earlier)
        tables = {"codings": own(self.codings), "checked": own(self.checked)}
        return replace(self, definitions=definitions, features=features, **tables)

    @property
    def earlier(self) -> "Study | None":
        """Return the study as an earlier version of its dictionary counts it, where there is one."""
        if self.features.earlier is None or self.definitions.earlier is None:
            return None
        definitions = replace(self.definitions, dictionary=self.definitions.earlier, earlier=None)
        features = self.features._replace(hits=self.features.earlier, earlier=None)
        return replace(self, definitions=definitions, features=features)

    @property
    def source(self) -> str:
        """Say what the features were read or made from."""
        return "released features" if self.texts is None else "texts"


class Results(Mapping[str, pd.DataFrame]):
    """The result tables of a study by name, each made when it is first asked for, with study and methods.

    Nothing can be put in a table's place, and a table that is changed leaves the one kept here as it was: to
    have other results, call `analyse` with other `Methods`. `drawn` are the results that figures show: of
    groups of pieces where there are such, else these; `pieces` are, of groups, those of their pieces.
    """

    def __init__(
        self, study: Study, methods: Methods, makers: "Mapping[str, Maker]", groups: "Results | None" = None
    ):
        self.study, self.methods = study, methods
        self._makers, self._made = dict(makers), dict[str, pd.DataFrame]()
        self.drawn, self.pieces = groups or self, self
        if groups:
            groups.pieces = self

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            with one_thread():
                self._made[name] = self._makers[name](self)
        # pandas copies a column only once it is written to
        return self._made[name].copy(deep=False)

    def __setitem__(self, name: str, table: object = None) -> None:
        raise TypeError(f"result tables are read-only ({name!r}); change Methods and call analyse again")

    __delitem__ = __setitem__

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


Maker = Callable[[Results], pd.DataFrame]
