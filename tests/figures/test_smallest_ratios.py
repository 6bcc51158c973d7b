"""Figure 15 on a table written by hand: a pair that could have been told apart, ties, and a rate of 0."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from framing.figures import smallest_ratios
from framing.figures.look import style
from framing.study import Definitions, Features, Methods, Results, Study

NONE = np.nan
# frame, higher, lower, ratio, smallest, smallest of all pairs
ROWS = [
    ("sea", "a", "b", 4.0, 3.0, 5.0),
    # equal rates; c has no hit of the sea
    ("sea", "a", "d", 1.0, 12.0, NONE),
    ("sea", "a", "c", NONE, 6.0, 40.0),
    ("sea", "b", "c", NONE, NONE, NONE),
    ("sky", "b", "a", 55.0, NONE, NONE),
    # of the land there is no hit
    ("land", "a", "b", NONE, NONE, NONE),
]
COLUMNS = ["frame", "doc_id_high", "doc_id_low", "ratio", "smallest", "smallest_corrected"]


def results_of(rows, methods=Methods(), doc_ids="abcd"):
    """Return results whose table of smallest ratios has these rows."""
    frames = pd.DataFrame(
        {"frame": ["sea", "sky", "land"], "label": ["Sea", "Sky", "Land"], "colour": "#0072B2"}
    )
    pieces = pd.DataFrame({"doc_id": list(doc_ids), "label": [f"Piece {d.upper()}" for d in doc_ids]})
    nothing = pd.DataFrame()
    definitions = Definitions(frames, pd.DataFrame({"frame": [], "subframe": []}), nothing, nothing)
    study = Study(pieces, definitions, Features(*[nothing] * len(Features._fields)), None)
    made = pd.DataFrame(rows, columns=COLUMNS).assign(rate=3.0, dispersion=1.0)
    return Results(study, methods, {"smallest_ratios": lambda _: made})


@pytest.fixture
def drawn():
    results = results_of(ROWS, Methods(power=0.71))
    table = smallest_ratios.table(results)
    with mpl.rc_context(style()):
        axes = smallest_ratios.plot(table, Figure(figsize=(6.85, 6)).subplots(), results.methods)
    return table, axes


def test_the_table_has_the_names_of_pieces_and_frames(drawn):
    table, _ = drawn
    assert table["label_high"].tolist() == ["Piece A"] * 3 + ["Piece B"] * 2 + ["Piece A"]
    assert table["label_low"].tolist() == [f"Piece {d}" for d in "BDCCAB"]
    assert table["frame_label"].tolist() == ["Sea"] * 4 + ["Sky", "Land"]


def test_lines_begin_at_the_smallest_ratio_and_circles_stand_at_the_observed(drawn):
    _, axes = drawn
    lines = [line.get_xdata() for line in axes.lines if line.get_marker() == "None" and len(line.get_xdata())]
    spans = [tuple(map(float, ends)) for ends in lines if max(ends) == 40]
    # where nothing is enough the line has no length
    assert spans == [(3, 40), (12, 40), (6, 40), (40, 40), (40, 40), (40, 40)]
    circles = [float(line.get_xdata()[0]) for line in axes.lines if line.get_marker() == "o"]
    # what is beyond the axis stands at its end; a ratio to 0 stands nowhere
    assert circles == pytest.approx([4, 1, NONE, NONE, 40, NONE], nan_ok=True)
    low, high = axes.get_xlim()
    assert low < 1 and high == 40
    assert "power 71 %" in axes.get_xlabel()


def test_numbers_stand_beside_the_pairs(drawn):
    _, axes = drawn
    texts = [text.get_text() for text in axes.texts]
    assert axes.get_yticklabels()[0].get_text() == "Piece A : Piece B"
    at = texts.index("ratio")
    assert texts[at : at + 7] == ["ratio", "4.0", "1.0", "none", "none", "55", "none"]
    at = texts.index("smallest")
    assert texts[at : at + 7] == ["smallest", "3.0", "12", "6.0", "none", "none", "none"]
    at = texts.index("for all pairs")
    assert texts[at : at + 7] == ["for all pairs", "5.0", "none", "40", "none", "none", "none"]


def test_the_caption_counts_what_could_have_been_seen():
    results = results_of(ROWS, Methods(power=0.71, unit="sentence", coverage=0.9))
    said = smallest_ratios.caption(smallest_ratios.table(results), results)
    assert "Smallest ratios: Sea 3 to 12 and none for 1 of 4 pairs; Sky none for 1 of 1 pair" in said
    assert "Land none for 1 of 1 pair." in said
    # 4 is above 3, and a ratio to 0 above 6
    assert "2 of 6 observed ratios reach theirs" in said
    assert "in 71 % of simulations (level 10 %, this comparison alone" in said
    assert "a permutation of sentences" in said and "the pieces' own sentences" in said
    assert "highest ratios" not in said


def test_the_alternative_text_names_every_pair():
    results = results_of(ROWS)
    said = smallest_ratios.alt(smallest_ratios.table(results), results)
    assert "Sea: Piece A to Piece B 4.0, from 3.0; Piece A to Piece D 1.0, from 12; " in said
    assert "Sky: Piece B to Piece A 55, from none." in said


def test_without_a_pair_there_is_no_figure_and_the_reason_is_said():
    results = results_of([], doc_ids="a")
    table = smallest_ratios.table(results)
    assert table.empty and "label_high" in table
    assert smallest_ratios.FIGURE.missing(results) == "with one piece there is no pair to compare"


def test_of_many_pairs_those_with_the_highest_ratios_are_drawn():
    # 120 pairs of two frames; of the sea the ratios rise, of the sky all are equal but one that is to 0
    doc_ids = [f"p{i:02d}" for i in range(61)]
    rows = [("sea", "p00", low, 1 + i / 10, 9.0, NONE) for i, low in enumerate(doc_ids[1:])]
    rows += [("sky", "p00", low, NONE if low == "p50" else 2.0, 9.0, NONE) for low in doc_ids[1:]]
    results = results_of(rows, doc_ids=doc_ids)
    table = smallest_ratios.table(results)
    sea, sky = (table.loc[table["frame"] == frame, "doc_id_low"].tolist() for frame in ("sea", "sky"))
    assert sea == doc_ids[29:]
    assert sky == [*doc_ids[1:32], "p50"]
    said = smallest_ratios.caption(table, results)
    assert "Of 120 pairs the 64 with the highest ratios of their frame are drawn" in said
    # counts are of all pairs: 1 to 6.9 does not reach 9, the one to 0 does
    assert "1 of 120 observed ratios reach theirs" in said


def test_long_names_are_cut():
    results = results_of(ROWS[:1])
    table = smallest_ratios.table(results).assign(label_low="The Gazette of Upper and Lower Harbour")
    axes = smallest_ratios.plot(table, Figure(figsize=(6.85, 2)).subplots())
    (label,) = [label.get_text() for label in axes.get_yticklabels()]
    assert label.startswith("Piece A : The Gazette") and label.endswith("…") and "Harbour" not in label
