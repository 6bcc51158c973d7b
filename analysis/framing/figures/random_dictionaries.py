"""Figure 12: real rates among those of random dictionaries."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, layout, wording
from framing.figures.spec import FigureSpec, named, without_hits
from framing.study import Methods, Results

SPREAD_LABELS = {"range": "highest − lowest", "deviation": "standard deviation"}


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 12: real rates among those of random dictionaries.

    One row per frame x piece and frame x spread with the columns of `null.random_dictionaries` and names.
    """
    table = results["null"]
    return named(grouped.fit_frames(table, results, len(table), 0, each=1), results)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw real rates, and spreads between pieces, on the range that random dictionaries give."""
    headings = [f"{row.frame_label}\n{row.patterns} patterns" for row in table.itertuples()]
    y = layout.stack_rows(ax, table["frame"], headings, _measured(table))
    layout.draw_ranges(ax, y, table[["low", "median", "high"]])
    layout.draw_markers(ax, y, table.assign(marker=layout.markers(table["frame"])), "real")
    ax.set_xlim(0, (float(table[["real", "high"]].max().max()) or 1) * 1.02)
    label = "hits per 1,000 words; marker: the frame's patterns"
    marks = f"stroke and line: random words as frequent, median and {wording.covered(methods)} range"
    columns = {
        "real": table["real"].map("{:.1f}".format),
        "random": wording.estimates(table, "median"),
        "real above": ["" if pd.isna(p) else wording.whole_percent(p) for p in table["percentile"]],
    }
    return layout.finish(ax, f"{label}\n{marks}", y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 12 shows and which real values lie outside the random ones."""
    tested = table[table["percentile"].notna()].assign(measured=_measured)
    beyond = [f"{row.measured}, {row.frame_label}" for row in tested[tested["beyond"]].itertuples()]
    return wording.sentences(
        f"Rates of the frames, and their spread between {grouped.noun(results)}s, against "
        f"{results.methods.draws:,} random "
        "dictionaries with as many words as the frame has patterns with hits, each about as frequent as the "
        "pattern in all pieces together and its counts scaled to the pattern's",
        grouped.frames_left_out(table, results),
        f"Strokes and lines: median and {wording.covered(results.methods)} range of the random dictionaries",
        f"Of {wording.counted(len(tested), 'value')}, outside that range: {'; '.join(beyond) or 'none'}",
        "Inside the range, a frame's words are spread over the pieces as any words of their frequency may "
        "be; matched are frequencies, not topic, sense or phrases",
    )


def alt(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 12 to someone who cannot see it."""
    rows = [
        f"{row.frame_label}, {row.measured}: {row.real:.1f}"
        + (f", random {row.low:.1f} to {row.high:.1f}" if pd.notna(row.percentile) else "")
        for row in table.assign(measured=_measured).itertuples()
    ]
    return wording.sentences("Dot plot of real values on the range of random dictionaries", *rows)


def _measured(table: pd.DataFrame) -> pd.Series:
    """Return what every row measures: the rate in a piece, by its label, or a spread between pieces."""
    return table["label"].where(table["measure"] == "rate", table["measure"].map(SPREAD_LABELS))


FIGURE = FigureSpec(
    "fig12_null",
    "Against random dictionaries",
    table,
    plot,
    caption,
    alt,
    missing=without_hits,
)
