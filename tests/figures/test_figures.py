"""Figures: what is drawn is what the table says, and every text can be read."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from framing.figures import cooccurrence
from framing.figures.catalogue import find
from framing.figures.spec import draw
from framing.report.page import page
from framing.report.write import describe
from made_up import CORPORA, UNDATED, figures_of, long_where_large, made_up
from measured import faults, shown_texts

SHAPES = long_where_large(CORPORA, ("many", "unnamed"))


@pytest.fixture(scope="module", params=SHAPES)
def drawn(request) -> dict[str, tuple[pd.DataFrame, Figure]]:
    return figures_of(request.param)


@pytest.fixture(scope="module")
def usual() -> dict[str, tuple[pd.DataFrame, Axes]]:
    return {key: (table, figure.axes[0]) for key, (table, figure) in figures_of("usual").items()}


def points(ax: Axes) -> list[tuple[float, float]]:
    return [
        (float(x), float(y))
        for line in ax.lines
        if line.get_marker() not in ("None", "|")
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def level_lines(ax: Axes) -> set[tuple[float, float]]:
    """Return the ends of every horizontal line that is not a marker."""
    return {
        tuple(np.round(line.get_xdata(), 9))
        for line in ax.lines
        if line.get_marker() == "None" and len(set(line.get_ydata())) == 1
    }


def test_no_text_leaves_the_figure_or_meets_another(drawn):
    assert {key: found for key, (_, figure) in drawn.items() if (found := faults(figure))} == {}


def test_no_title_no_transparency_eight_points_and_thin_lines(drawn):
    for _, figure in drawn.values():
        (ax,) = figure.axes
        assert ax.get_title() == ""
        assert all(artist.get_alpha() is None for artist in ax.get_children())
        assert {text.get_fontsize() for text in shown_texts(figure)} == {8}
        assert all(0.5 <= line.get_linewidth() <= 1 for line in ax.lines)


def test_text_of_a_corpus_is_never_read_as_mathematics(drawn):
    for _, figure in drawn.values():
        assert not [t for t in shown_texts(figure) if "$" in t.get_text() and t.get_parse_math()]


def test_salience_has_a_marker_and_an_interval_per_row(usual):
    table, ax = usual["fig1"]
    assert [x for x, _ in points(ax)] == pytest.approx(table["rate"].tolist())
    assert {tuple(np.round(p, 9)) for p in zip(table["low"], table["high"], strict=True)} <= level_lines(ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == table["frame_label"].tolist()
    texts = [text.get_text() for text in ax.texts]
    assert all(text in texts for text in table["hits"].astype(str))
    strokes = [line.get_xdata().tolist() for line in ax.lines if line.get_marker() == "|"]
    assert strokes == [(table["hits_author"] / table["words"] * 1000).tolist()]
    marked = [line for line in ax.lines if line.get_marker() not in ("None", "|")]
    hollow = [to_hex(line.get_markerfacecolor()) == "#ffffff" for line in marked]
    assert hollow == (table["hits"] == 0).tolist()
    colours = [to_hex(line.get_markerfacecolor()).upper() for line in marked]
    wanted = table["colour"].where(table["hits"] > 0, "#FFFFFF")
    assert colours == wanted.tolist()
    assert len({line.get_marker() for line in marked}) == table["frame"].nunique()


def test_rows_go_down_the_page(usual):
    _, ax = usual["fig1"]
    heights = [y for _, y in points(ax)]
    assert heights == sorted(heights) and ax.yaxis_inverted()


def test_subframes_have_a_cell_each_with_its_count_and_shade(usual):
    table, ax = usual["fig2"]
    cells = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_width() == 1][: len(table)]
    texts = [text.get_text() for text in ax.texts if text.get_ha() == "center"][: len(table)]
    assert texts == table["hits"].astype(str).tolist()
    shades = [1 - cell.get_facecolor()[0] for cell in cells]
    assert shades == pytest.approx((0.85 * table["rate"] / table["rate"].max()).tolist(), abs=0.003)


def test_text_on_a_cell_can_be_read(usual):
    for key in ("fig2", "fig7"):
        _, ax = usual[key]
        cells = [p for p in ax.patches if p.get_facecolor()[0] == p.get_facecolor()[1]]
        for text in ax.texts:
            under = [
                c for c in cells if c.get_bbox().contains(*text.get_position()) and not hasattr(text, "xyann")
            ]
            for cell in under:
                a, b = (luminance(c) for c in (cell.get_facecolor(), mpl.colors.to_rgba(text.get_color())))
                assert (max(a, b) + 0.05) / (min(a, b) + 0.05) >= 4.5


def luminance(rgba: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgba[:3]]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def test_positions_draw_every_hit_and_mean(usual):
    table, ax = usual["fig3"]
    hits = table[table["kind"] == "sentence"]
    assert sorted(x for x, _ in points(ax)) == pytest.approx(
        sorted(np.repeat(hits["position"] * 100, hits["n"]))
    )
    assert len(set(points(ax))) == hits["n"].sum(), "hits in one sentence hide each other"
    means = table[(table["kind"] == "mean") & table["low"].notna()]
    wanted = {
        tuple(np.round((a * 100, b * 100), 9)) for a, b in zip(means["low"], means["high"], strict=True)
    }
    assert wanted <= level_lines(ax)
    strokes = [float(line.get_xdata()[0]) for line in ax.lines if line.get_marker() == "|"]
    assert np.nansum(strokes) == pytest.approx(
        np.nansum(table.loc[table["kind"] == "mean", "position"] * 100)
    )


def test_sentiment_draws_every_sentence_and_mean(usual):
    table, ax = usual["fig4"]
    cloud = max(ax.lines, key=lambda line: len(line.get_xdata()))
    sentences, means = (table[table["kind"] == kind] for kind in ("sentence", "mean"))
    assert np.array_equal(cloud.get_xdata(), sentences["compound"])
    assert len(set(zip(cloud.get_xdata(), cloud.get_ydata(), strict=True))) == len(sentences)
    assert {tuple(np.round(p, 9)) for p in zip(means["low"], means["high"], strict=True)} <= level_lines(ax)
    lanes = ax.get_yticks()
    assert np.abs(np.subtract.outer(cloud.get_ydata(), lanes)).min(axis=1).max() <= 0.3


def test_cooccurrence_draws_counts_on_their_chance(usual):
    table, ax = usual["fig5"]
    assert [x for x, _ in points(ax)] == table["both"].tolist()
    assert [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "|"] == table[
        "expected"
    ].tolist()
    assert set(zip(table["chance_low"], table["chance_high"], strict=True)) <= level_lines(ax)


def test_keyness_hollows_words_that_are_not_sure(usual):
    table, ax = usual["fig6"]
    assert [x for x, _ in points(ax)] == table["log_odds"].tolist()
    marked = [line for line in ax.lines if line.get_marker() == "o"]
    hollow = [to_hex(line.get_markerfacecolor()) == "#ffffff" for line in marked]
    assert hollow == (~table["sure"]).tolist() and 0 < sum(hollow) < len(table)
    assert [label.get_text() for label in ax.get_yticklabels()] == table["token"].tolist()
    for value, label in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True):
        assert label.get_text() in (f"×{np.exp(value):g}", f"÷{np.exp(-value):g}")


def test_similarity_writes_every_cosine_with_its_interval(usual):
    table = usual["fig7"][0]
    # shorter names leave room for the intervals
    table = table.assign(**{name: table[name].str[:7] for name in ("label_a", "label_b")})
    (ax,) = draw(find("fig7"), table).axes
    texts = [text.get_text() for text in ax.texts]
    for row in table.itertuples():
        assert f"{row.cosine:.2f}\n{row.low:.2f}–{row.high:.2f}" in texts
    assert {*table["label_a"], *table["label_b"]} <= {text.replace("\n", " ") for text in texts}


def test_map_places_pieces_and_states_its_fit(usual):
    table, ax = usual["fig7b"]
    assert points(ax) == list(zip(table["x"], table["y"], strict=True))
    assert f"{table['fit'].iloc[0] * 100:.0f} %" in ax.get_xlabel()
    assert ax.get_aspect() == 1 and not len(ax.get_xticks()) and not len(ax.get_yticks())
    (bar,) = level_lines(ax)
    assert f"{bar[1] - bar[0]:g}" in [text.get_text() for text in ax.texts]


def test_plots_change_neither_table_nor_settings(usual):
    before = dict(mpl.rcParams)
    for spec in UNDATED:
        table = usual[spec.key][0]
        kept = table.copy()
        ax = Figure(layout="constrained").subplots()
        assert spec.plot(table, ax) is ax
        pd.testing.assert_frame_equal(table, kept)
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("shape", SHAPES)
def test_other_corpora_are_drawn_and_described(shape):
    tables = made_up(shape)
    described = [describe(s, s.table(tables), tables) for s in UNDATED if not s.missing(tables)]
    for figure in described:
        assert figure.caption.endswith(".")
        assert figure.alt.endswith(".")
    assert page(tables, described).startswith("<!DOCTYPE html>")


@pytest.mark.long
def test_height_grows_with_the_pieces():
    heights = {
        shape: {key: figure.get_figheight() for key, (_, figure) in figures_of(shape).items()}
        for shape in ("usual", "many")
    }
    assert all(heights["many"][key] > height for key, height in heights["usual"].items())


def test_cooccurrence_of_many_frames_keeps_to_all_pieces():
    tables = made_up("many")
    table = cooccurrence.table(tables)
    assert set(table["doc_id"]) == {"all"} and len(table) == 28
