"""Figures of the stress tests: what is drawn is what the table says."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from framing.figures import colours, leave_one_out, lexicons, multiverse, random_dictionaries
from framing.figures.look import style

LEFT_OUT = pd.DataFrame(
    [
        ("a", "A", "sea", "tide*", 40.0, 10.0, 1),
        ("b", "B", "sea", "tide*", 20.0, 20.0, 1),
        ("a", "A", "sea", "high $ water", 40.0, 30.0, 0),
        ("b", "B", "sea", "high $ water", 20.0, 0.0, 0),
        ("a", "A", "sky", "rain*", 0.0, 0.0, 0),
        ("b", "B", "sky", "rain*", 5.0, 0.0, 0),
    ],
    columns=["doc_id", "label", "frame", "pattern", "rate", "rate_without", "pairs_swapped"],
)
LEFT_OUT = LEFT_OUT.assign(change=LEFT_OUT["rate_without"] - LEFT_OUT["rate"])
NULL = pd.DataFrame(
    [
        ("sea", "rate", "A", 2, 40.0, 30.0, 10.0, 50.0, 0.75),
        ("sea", "range", "", 2, 20.0, 5.0, 1.0, 9.0, 1.0),
        ("sky", "rate", "A", 0, 0.0, np.nan, np.nan, np.nan, np.nan),
    ],
    columns=["frame", "measure", "label", "patterns", "real", "median", "low", "high", "percentile"],
)
UNIVERSE = pd.DataFrame(
    [
        (place, parts, unit, doc_id, frame, rank)
        for place, (parts, unit, ranks) in enumerate(
            [
                ("all", "words", (1, 2)),
                ("body", "words", (2, 1)),
                ("all", "sentences", (1.5, 1.5)),
                ("body", "sentences", (1, 0)),
            ],
            start=1,
        )
        for frame in ("sea", "sky")
        for doc_id, rank in zip("ab", ranks, strict=True)
    ],
    columns=["place", "parts", "unit", "doc_id", "frame", "rank"],
)
UNIVERSE = UNIVERSE.assign(specification=UNIVERSE["place"], label=UNIVERSE["doc_id"].str.upper())
UNIVERSE = UNIVERSE.assign(quotations="in", stance="all", patterns="all", dictionary="full", adjacent="out")
LEXICONS = pd.DataFrame(
    [
        ("VADER", "a", "A", -0.2, -0.4, 0.1, 0.4, 1),
        ("VADER", "b", "B", 0.2, 0.0, 0.4, 0.4, 2),
        ("AFINN", "a", "A", -1.0, -2.0, 0.0, 2.0, 1),
        ("AFINN", "b", "B", 1.0, 0.5, 2.0, 0.0, 2),
    ],
    columns=["lexicon", "doc_id", "label", "mean", "low", "high", "deviation", "rank"],
)
COLOURS = {"sea": "#0072B2", "sky": "#E69F00"}


def printed(table):
    return table.assign(frame_label=table["frame"].str.capitalize(), colour=table["frame"].map(COLOURS))


def drawn(function, table):
    with mpl.rc_context(style()):
        figure = Figure(figsize=(174 / 25.4, 4), layout="constrained")
        ax = figure.subplots()
        before = table.copy()
        assert function(table, ax) is ax
        figure.draw_without_rendering()
    pd.testing.assert_frame_equal(table, before)
    return ax


def marks(ax, marker):
    return [line for line in ax.lines if line.get_marker() == marker]


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_strokes_stand_at_the_rates_without_each_pattern():
    ax = drawn(leave_one_out.plot, printed(LEFT_OUT))
    strokes = [sorted(line.get_xdata()) for line in marks(ax, "|")]
    # piece by piece: sea and sky of a, then of b
    assert strokes == [[10.0, 30.0], [0.0], [0.0, 20.0], [0.0]]
    assert [line.get_xdata()[0] for line in marks(ax, "o")] == [40.0, 20.0]
    assert [line.get_xdata()[0] for line in marks(ax, "s")] == [0.0, 5.0]
    assert words(ax).count("none") == 1
    assert {"tide*", "40.0 to 10.0", "1 of 1", "high $ water", "20.0 to 0.0", "5.0 to 0.0"} <= set(words(ax))


def test_the_null_is_a_line_with_a_stroke_and_the_real_rate_a_marker():
    ax = drawn(random_dictionaries.plot, printed(NULL))
    assert [line.get_xdata()[0] for line in marks(ax, "o")] == [40.0, 20.0]
    assert [line.get_xdata()[0] for line in marks(ax, "s")] == [0.0]
    assert [line.get_xdata()[0] for line in marks(ax, "|")][:2] == [30.0, 5.0]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A", "highest − lowest", "A"]
    assert {"30.0  (10.0 to 50.0)", "75 %", "none", "2 patterns"} <= set(words(ax))


def test_cells_are_the_darker_the_higher_the_rank_and_white_without_a_hit():
    ax = drawn(multiverse.plot, printed(UNIVERSE))
    (cells,) = ax.collections
    shades = {}
    for cell, colour, row in zip(
        cells.get_paths(), cells.get_facecolor(), UNIVERSE.itertuples(), strict=True
    ):
        assert cell.get_extents().intervalx.tolist() == [row.place - 0.5, row.place + 0.5]
        shades.setdefault((row.frame, row.rank), tuple(colour[:3]))
    assert shades["sea", 0] == (1, 1, 1)
    light = {key: colours.lightness(to_hex(rgb)) for key, rgb in shades.items()}
    # a rank is as dark in one frame as in another, and 10 or more from the next
    for rank in (1, 1.5, 2, 0):
        assert light["sea", rank] == pytest.approx(light["sky", rank], abs=0.5)
    assert np.diff([light["sky", rank] for rank in (1, 1.5, 2)]).min() > 10
    assert light["sky", 0] - light["sky", 2] == pytest.approx(8, abs=0.5)
    levels = [label.get_text() for label in ax.get_yticklabels()][4:]
    assert levels == ["with headline and dek", "body alone", "per 1,000 words", "per 100 sentences"]
    assert [list(line.get_xdata()) for line in marks(ax, "s")] == [[1, 3], [2, 4], [1, 2], [3, 4]]


def test_every_level_has_a_name():
    from framing.tables.schema import CHOICES

    assert {name: tuple(named) for name, named in multiverse._LEVELS.items()} == CHOICES


def test_means_are_drawn_in_deviations_and_written_in_their_own_units():
    ax = drawn(lexicons.plot, LEXICONS)
    assert [line.get_xdata()[0] for line in marks(ax, "o")] == pytest.approx([-0.5, 0.5])
    # without any deviation nothing can be divided by it
    assert [line.get_xdata()[0] for line in marks(ax, "s")] == pytest.approx([-0.5, 1.0])
    assert "−1.00  (−2.00 to 0.00)" in words(ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["VADER", "AFINN"] * 2
