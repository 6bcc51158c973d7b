"""Figures of many pieces, many frames, long labels and letters that the usual font lacks."""

import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from PIL import Image

from framing.figures import fonts, grouped
from framing.figures.catalogue import FIGURES, alt_text, caption, find
from framing.figures.spec import captioned, draw
from framing.report import write
from framing.report.write import prints, write_all
from framing.results import analyse
from framing.study import Methods
from made_up import UNDATED, made_up

FEW = Methods(resamples=99, word_resamples=9, draws=20)

# corpora of hundreds of pieces
pytestmark = pytest.mark.long


def study_of(shape, outlets="", dates=""):
    study = made_up(shape).study
    doc_ids = study.pieces["doc_id"]
    outlet = [f"Paper {chr(65 + i % 3)}" if outlets else "" for i in range(len(doc_ids))]
    date = [f"2024-{1 + i % 4:02d}-10" if dates else "" for i in range(len(doc_ids))]
    return replace(study, pieces=study.pieces.assign(outlet=outlet, date=date))


@cache
def crowded(outlets):
    return analyse(study_of("class", outlets, "dated"), FEW)


def heights(outlets, specs):
    drawn = crowded(outlets).drawn
    return {spec.name: draw(spec, spec.table(drawn), drawn.methods).get_figheight() * 25.4 for spec in specs}


@pytest.mark.parametrize("key", ["fig1", "fig5", "fig15", "fig16"])
def test_no_figure_of_many_frames_is_higher_than_a_page(key):
    assert max(heights("by outlet", [find(key)]).values()) <= 230.01


@pytest.mark.long
@pytest.mark.parametrize("outlets", ["by outlet", ""])
def test_no_figure_is_higher_than_a_page(outlets):
    assert {name: mm for name, mm in heights(outlets, FIGURES).items() if mm > 230.01} == {}


def test_captions_name_groups_units_and_what_is_left_out():
    drawn = crowded("by outlet").drawn
    said = captioned(find("fig1"), find("fig1").table(drawn), drawn)
    assert "26 pieces are in three groups by outlet" in said
    assert "pieces are the units that might have been others" in said
    assert "dispersion of pieces pooled over groups" in said
    assert "Of 36 differences between two groups (3 pairs" in said
    said = captioned(find("fig11"), find("fig11").table(drawn), drawn)
    assert "two groups" in said and "two pieces" not in said


def test_frames_with_most_hits_are_drawn_where_there_is_no_room_for_all():
    hits = pd.DataFrame({"frame": ["a", "b", "c"], "hits": [5, 9, 9]})
    table = pd.DataFrame({"frame": ["a", "b", "c"] * 30})
    results = {"salience": hits}
    assert grouped.fit_frames(table.head(60), results, 60, 2)["frame"].nunique() == 3
    # 66 rows less 2 gaps of .7 hold two frames of 30
    assert set(grouped.fit_frames(table, results, 90, 2)["frame"]) == {"b", "c"}
    assert set(grouped.fit_frames(table, results, 180, 2)["frame"]) == {"b"}


def test_positions_leave_frames_out_where_their_rows_would_touch(monkeypatch):
    drawn, spec = crowded("by outlet").drawn, find("fig3")
    assert (spec.table(drawn)["kind"] == "mean").sum() == 36
    monkeypatch.setattr(grouped.layout, "MOST_ROWS", 20)
    table = spec.table(drawn)
    assert (table["kind"] == "mean").sum() == 15
    assert "Drawn are the five of 12 frames with most hits" in captioned(spec, table, drawn)


def test_without_a_column_the_distribution_is_drawn_with_its_extremes():
    results = crowded("")
    results = analyse(replace(results.study, pieces=results.study.pieces.assign(date="")), FEW)
    table = find("fig1").table(results.drawn)
    assert table.groupby("kind").size().to_dict() == {"group": 12, "piece": 12 * 26}
    (axes,) = draw(find("fig1"), table, results.drawn.methods).axes
    texts = " ".join(text.get_text() for text in axes.texts)
    rates = results["salience"]
    assert f"({rates['rate'].max():.1f})" in texts
    assert len(re.findall("highest: ", texts)) == 12
    assert "no column of pieces.csv puts them into groups" in caption("fig1", results)
    assert alt_text("fig1", results).count("all pieces") == 1


def test_months_have_a_band_each_and_a_study_without_them_no_figure():
    results = crowded("by outlet")
    months = results["months"]
    assert months.groupby("frame").size().unique().tolist() == [4]
    assert months.drop_duplicates("month")["pieces"].tolist() == [7, 7, 6, 6]
    assert months["hits"].sum() == results["salience"]["hits"].sum()
    assert (months["low"] <= months["rate"]).all() and (months["rate"] <= months["high"]).all()
    assert find("fig16").missing(made_up("usual")) != ""


def test_tables_of_groups_stand_beside_those_of_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(write, "DPI", 20)
    monkeypatch.setattr(write, "FIGURES", FIGURES[:1])
    said = []
    write_all(crowded("by outlet"), tmp_path / "a", say=said.append)
    write_all(crowded("by outlet"), tmp_path / "b")
    files = {name: sorted(p for p in (tmp_path / name).rglob("*") if p.is_file()) for name in "ab"}
    assert [p.read_bytes() for p in files["a"]] == [p.read_bytes() for p in files["b"]]
    rows = {
        name: len(pd.read_csv(tmp_path / "a" / "tables" / f"{name}.csv"))
        for name in ("salience", "groups/salience", "salience_pairs", "groups")
    }
    assert rows == {"salience": 26 * 12, "groups/salience": 36, "salience_pairs": 36, "groups": 26}
    assert any(re.fullmatch(r"table \d+ of \d+, \d+ s left", line) for line in said)


def test_a_label_that_no_font_draws_is_named_and_replaced():
    table = pd.DataFrame({"doc_id": ["a", "b"], "label": ["\U0001335a day", "Sample"], "n": [1, 2]})
    with pytest.warns(UserWarning, match="no installed font draws"):
        replaced = fonts.drawable(table)
    assert replaced["label"].tolist() == ["a", "Sample"]
    with pytest.warns(UserWarning, match="day"):
        assert fonts.drawable(table.drop(columns="doc_id"))["label"].tolist() == ["□ day", "Sample"]


def test_letters_of_another_font_are_drawn_by_it(monkeypatch):
    monkeypatch.setattr(fonts, "_letters", lambda path: frozenset("ab" if "DejaVuSans.ttf" in path else "c"))
    assert len(fonts.families(["abc"])) == 2
    assert fonts.families(["ab"]) == ["DejaVu Sans"] == fonts.families(["z"])


@pytest.mark.parametrize("label", ["The Gazette of Upper and Lower Harbour, Weekend Edition", "W" * 100_000])
def test_a_long_label_stays_on_the_canvas(label):
    results = made_up("usual")
    for key in ("fig1", "fig2", "fig6", "fig7", "fig7b", "fig15"):
        spec = find(key)
        table = spec.table(results)
        names = {name: label for name in table if str(name).startswith("label")}
        figure = draw(spec, table.assign(**names), results.methods)
        for text in figure.axes[0].texts:
            box = text.get_window_extent()
            assert box.x0 > -2 and box.x1 < figure.bbox.x1 + 2, (key, text.get_text()[:40])


def test_words_of_a_label_that_fits_in_two_lines_are_all_kept():
    results, spec = made_up("usual"), find("fig6")
    label = "Middle Reaches Review, Edition of Ford and Mill Counties"
    figure = draw(spec, spec.table(results).assign(label=label), results.methods)
    texts = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert all(word in texts for word in label.split()) and "…" not in texts


def test_a_png_has_no_alpha_and_its_size_in_print(tmp_path):
    results, spec = made_up("one"), UNDATED[0]
    path = tmp_path / "f.png"
    path.write_bytes(prints(spec, spec.table(results), 150)["png"])
    with Image.open(path) as image:
        assert image.mode == "RGB"
        assert image.info["dpi"][0] == pytest.approx(150, abs=0.1)
        assert image.width == int(174 / 25.4 * 150)
