"""What the figures of scores share: which outlets and frames there is room for, and what they are called."""

import pandas as pd

from framing.figures import layout, wording
from framing.scored.study import named_outlets
from framing.study import Results

EVERYTHING, NOT_GIVEN = "all documents", "outlet not given"
# lines that a heading and its note may take, outlets beside all documents, and frames
_HEADING, _MOST_OUTLETS, _MOST_FRAMES = 4, 12, 20
# an interval may be drawn up to so many times the highest estimate
_REACH = 3


def with_all(results: Results, name: str) -> pd.DataFrame:
    """Return a table of all documents and, below, of the outlets with most documents for which there is room.

    `name` is "salience" or "sentiment". A further column label says what the rows are about.
    """
    tables = [results[name].assign(label=EVERYTHING)]
    if f"{name}_outlets" in results:
        own = results[f"{name}_outlets"]
        own = own[own["outlet"].isin(shown_outlets(results))]
        place = {outlet: number for number, outlet in enumerate(shown_outlets(results))}
        own = own.sort_values("outlet", key=lambda cells: cells.map(place), kind="stable")
        tables.append(own.assign(label=own["outlet"].replace("", NOT_GIVEN)))
    both = pd.concat(tables, ignore_index=True)
    return both[["label", *(column for column in both if column not in ("label", "outlet"))]]


def fit_frames(table: pd.DataFrame, results: Results, most: int = _MOST_FRAMES) -> pd.DataFrame:
    """Keep the rows of the frames with most hits, so many as there is room for."""
    hits = results["salience"].set_index("frame")["hits"].sort_values(ascending=False, kind="stable")
    return table[table["frame"].isin(hits.index[:most])].reset_index(drop=True)


def shown_outlets(results: Results) -> list[str]:
    """Return the outlets for which a figure has room, those with most documents first, "" last."""
    frames = min(len(results.study.definitions.frames), _MOST_FRAMES)
    room = int(layout.MOST_ROWS / (max(frames, _HEADING) + layout.GAP)) - 1
    every = named_outlets(results["aggregate"])
    unnamed = [""] if len(results.study.pieces) > len(every) else []
    return [*every, *unnamed][: max(1, min(room, _MOST_OUTLETS))]


def left_out(table: pd.DataFrame, results: Results) -> str:
    """Say which outlets and frames a figure leaves out, or nothing where it shows all."""
    said = []
    every, shown = len(results.study.pieces), len(shown_outlets(results))
    if "label" in table and f"{_of(table)}_outlets" in results and shown < every:
        said.append(f"the {wording.in_letters(shown)} of {every:,} outlets with most documents")
    if "frame" in table and (drawn := table["frame"].nunique()) < len(results.study.definitions.frames):
        frames = len(results.study.definitions.frames)
        said.append(f"the {wording.in_letters(drawn)} of {frames:,} frames with most hits")
    return f"Drawn are {wording.join(said)}; the tables hold all" if said else ""


def counted_documents(results: Results, name: str) -> str:
    """Say how many documents the figure of a table is about, and of how many outlets."""
    documents = int(results[name]["documents"].iloc[0])
    outlets = len(named_outlets(results["aggregate"]))
    of = f" of {wording.counted(outlets, 'outlet')}" if outlets else ""
    return f"{wording.counted(documents, 'document')}{of}"


def edge(table: pd.DataFrame, value: str = "rate") -> float:
    """Return where the axis ends: at the highest limit, or before it where a few documents have wide ones."""
    highest = float(table["high"].max())
    reach = _REACH * float(table[value].max())
    return min(highest, reach) if reach > 0 else highest


def cut_off(table: pd.DataFrame, value: str = "rate") -> str:
    """Say that intervals go on beyond the edge of a figure, where they do."""
    return (
        "An interval that reaches the edge goes on beyond it"
        if edge(table, value) < table["high"].max()
        else ""
    )


def _of(table: pd.DataFrame) -> str:
    return "sentiment" if "mean" in table else "salience"
