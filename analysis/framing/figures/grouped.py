"""What captions say of rows: pieces or groups of them, and frames for which there is no room."""

from collections.abc import Mapping

import pandas as pd

from framing.figures import layout
from framing.figures.wording import counted, in_letters, join, listing, row_noun
from framing.study import Results


def fit_frames(table: pd.DataFrame, results: Results, rows: int, gaps: int, each: float = 0) -> pd.DataFrame:
    """Keep of a figure's table the frames with most hits, as many as 230 mm have rows for.

    `rows` are all that would be drawn, alike many of each frame, `gaps` how many groups of them there are,
    and `each` how much room a frame takes beside its rows.
    """
    frames = table["frame"].nunique()
    if not frames or rows + gaps * layout.GAP + frames * each <= layout.MOST_ROWS:
        return table
    most = max(1, int((layout.MOST_ROWS - gaps * layout.GAP) / (rows / frames + each)))
    totals = (
        results["salience"]
        .groupby("frame", sort=False)["hits"]
        .sum()
        .sort_values(ascending=False, kind="stable")
    )
    return table[table["frame"].isin(totals.index[:most])].reset_index(drop=True)


def frames_left_out(table: pd.DataFrame, results: Results) -> str:
    """Say how many of the frames a figure draws where it has no room for all."""
    drawn, every = table["frame"].nunique(), len(results.study.definitions.main.frames)
    return f"Drawn are the {in_letters(drawn)} of {every} frames with most hits" if 0 < drawn < every else ""


def noun(results: Results) -> str:
    """Return what the rows of a figure are, as `row_noun` does."""
    return row_noun(results.methods)


def grouping(results: Results) -> str:
    """Say by what pieces are grouped, or nothing where they are not."""
    groups = results.study.groups
    if groups.empty:
        return ""
    column, n = groups["column"].iloc[0], groups["group"].nunique()
    if not column:
        what = "no column of pieces.csv puts them into groups"
        return (
            f"The {len(groups):,} pieces are too many to be drawn one by one, and {what}: they are one group."
        )
    by = "the month, or a longer time, of their date" if column == "date" else column
    return (
        f"The {len(groups):,} pieces are in {in_letters(n)} groups by {by}; a group's hits and words "
        "are those "
        "of its pieces together."
    )


def separated(pairs: pd.DataFrame, results: Results, names: Mapping[str, str], by: str, test: str) -> str:
    """Count the pairs of pieces, or groups, that a test tells apart, and list them or say that it tells none.

    `names` gives the printed name of every value of the column `by`; `test` says how the test is made.
    """
    of = row_noun(results.methods)
    if pairs.empty:
        return f"With one {of} there is no pair to compare"
    labels = results.study.pieces.set_index("doc_id")["label"]
    apart = pairs[pairs["distinguishable"]]
    n = len(pairs.drop_duplicates(["doc_id_a", "doc_id_b"]))
    differences = listing(
        [
            f"{labels[row['doc_id_a']]} {'above' if row['difference'] > 0 else 'below'} "
            f"{labels[row['doc_id_b']]} ({names[row[by]]})"
            for _, row in apart.iterrows()
        ]
    )
    found = f"{len(apart)} distinguishable: {differences}" if differences else "none distinguishable"
    return (
        f"Of {counted(len(pairs), 'difference')} between two {of}s ({counted(n, 'pair')}, by "
        f"{join(list(names.values()))}) {test} finds {found}; not distinguishable is not equal"
    )
