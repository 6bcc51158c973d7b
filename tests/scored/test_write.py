"""From a folder of scores to figures, tables, page and notebook, and what is refused."""

import json

import pandas as pd
import pytest

import pipeline
from framing import FramingError
from framing.figures.spec import draw
from framing.scale.score import score
from framing.scored.figures import FIGURES
from framing.scored.rows import shown_outlets
from framing.scored.study import read_scores
from framing.scored.write import write_scored
from made_scores import corpus, write
from measured import faults


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a folder of scores and the folder that `run --scores` makes of it."""
    folder = tmp_path_factory.mktemp("scores")
    write(folder / "in" / "_aggregate.csv", corpus())
    assert pipeline.main(["run", "--scores", str(folder / "in"), "--out", str(folder / "out")]) == 0
    return folder / "in", folder / "out"


def test_the_folder_has_figures_tables_page_and_notebook(made):
    names = {path.relative_to(made[1]).as_posix() for path in made[1].rglob("*") if path.is_file()}
    of_figures = {
        f"{figure.name}.{kind}"
        for figure in FIGURES
        for kind in ("pdf", "svg", "png", "csv", "caption.txt", "alt.txt")
    }
    kinds = ("", "_outlets", "_months", "_pairs")
    tables = {f"tables/{name}{kind}.csv" for name in ("salience", "sentiment") for kind in kinds}
    assert names == of_figures | tables | {"tables/aggregate.csv", "index.html", "scores.ipynb"}


def test_the_page_says_what_it_holds_and_what_it_cannot(made):
    page = (made[1] / "index.html").read_text(encoding="utf-8")
    assert "36 documents of 2 outlets" in page
    assert "Not distinguishable: War is as salient in Bay as in Lake" in page
    assert "no sentence behind a mark" in page
    for figure in FIGURES:
        assert f'<img src="{figure.name}.svg" alt="Dot plot' in page or figure.key == "fig2"
    assert page.count("<img") == page.count(" alt=") == 4


def test_the_notebook_reads_the_table_beside_it_and_shows_the_same_numbers(made):
    cells = json.loads((made[1] / "scores.ipynb").read_text(encoding="utf-8"))["cells"]
    said = json.dumps([cell.get("outputs", []) for cell in cells])
    assert "Traceback" not in said
    assert said.count("image/png") == 2 * len(FIGURES)
    # 18 hits in 7,200 words
    assert "peace: 0.0025 per unit" in said
    assert str(made[0]) not in said


def test_what_is_copied_gives_the_same_tables_again(made):
    again, first = read_scores(made[1] / "tables" / "aggregate.csv"), read_scores(made[0])
    assert list(again) == list(first)
    assert all(again[name].equals(first[name]) for name in first)


def test_twice_the_same_bytes(made, tmp_path):
    results = read_scores(made[0])
    for path in write_scored(results, tmp_path, only="outlets"):
        assert path.read_bytes() == (made[1] / path.name).read_bytes()


def test_scores_of_texts_become_the_same_numbers(tmp_path):
    pytest.importorskip("framing.scale.aggregate", reason="score writes no sums yet")
    table = pd.DataFrame(
        [("a", "A harbour, a war.", "Bay", "2024-01-03"), ("b", "War and war.", "Lake", "2024-02-01")],
        columns=["doc_id", "text", "outlet", "date"],
    )
    table.to_csv(tmp_path / "texts.csv", index=False)
    (tmp_path / "d.csv").write_text("frame,pattern\nwar,war\n", encoding="utf-8")
    score([tmp_path / "texts.csv"], tmp_path / "d.csv", tmp_path / "scores")
    found = read_scores(tmp_path / "scores")["salience_outlets"].set_index("outlet")
    assert found[["hits", "words"]].to_numpy().tolist() == [[1, 4], [2, 3]]
    next((tmp_path / "scores").glob("part-*")).unlink()
    with pytest.raises(FramingError, match="missing, or not as it was written"):
        read_scores(tmp_path / "scores")


def one_line(capsys):
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    return said[0]


def test_an_unfinished_folder_is_refused_in_one_line(tmp_path, capsys):
    write(tmp_path / "in" / "_aggregate.csv", corpus())
    (tmp_path / "in" / "_run.json").write_text("{}", encoding="utf-8")
    assert pipeline.main(["run", "--scores", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 2
    assert "unfinished" in one_line(capsys)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scores", "{}/none", "--out", "{}/out"], "cannot be read"),
        (["--scores", "{}/empty", "--out", "{}/out"], "no _aggregate.csv in it"),
        (["--scores", "{}/in", "--out", "{}/in"], "holds the scores themselves"),
        (["--scores", "{}/in", "--out", "{}/out", "--dictionary", "d.csv"], "leave out --dictionary"),
        (["--scores", "{}/in", "--out", "{}/out", "--only", "fig9"], "choose one of fig1_outlets"),
        (["--scores", "{}/in", "--out", "{}/out", "--only", "fig4"], "fig4' cannot be made"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_in_one_line(tmp_path, capsys, arguments, said):
    write(tmp_path / "in" / "_aggregate.csv", corpus(sentiment=False))
    (tmp_path / "empty").mkdir()
    assert pipeline.main(["run", *(argument.format(tmp_path) for argument in arguments)]) == 2
    assert said in one_line(capsys)


def drawn(documents, tmp_path, keys=("peace", "war")):
    """Return by key what every figure of documents draws, having drawn it, and the captions."""
    results = read_scores(write(tmp_path / "_aggregate.csv", documents, keys))
    found = {}
    for figure in FIGURES:
        if not figure.missing(results):
            table = figure.table(results)
            plot = draw(figure, table, results.methods)
            assert plot.get_figheight() * 25.4 <= 231
            assert faults(plot) == []
            found[figure.key] = table, figure.caption(table, results), figure.alt(table, results)
    return results, found


@pytest.mark.long
def test_of_thousands_of_outlets_the_largest_are_drawn_and_that_is_said(tmp_path):
    documents = [
        (f"Outlet {n:04d}", "2024-01", 100, {"war": n % 2}, [10])
        for n in range(2_000)
        for _ in range(1 + (n >= 1_990))
    ]
    results, found = drawn(documents, tmp_path)
    assert shown_outlets(results) == [
        *(f"Outlet {n}" for n in range(1990, 2_000)),
        "Outlet 0000",
        "Outlet 0001",
    ]
    for key in ("fig1", "fig3", "fig4"):
        assert "Drawn are the twelve of 2,000 outlets with most documents" in found[key][1]
    assert "salience_pairs" not in results
    assert len(results["salience_outlets"]) == 4_000


def test_three_hundred_months_are_one_curve(tmp_path):
    documents = [
        ("", f"{1990 + n // 12}-{n % 12 + 1:02d}", 100, {"war": n % 5}, [])
        for n in range(300)
        for _ in range(3)
    ]
    results, found = drawn(documents, tmp_path, ["war"])
    assert sorted(found) == ["fig1", "fig2", "fig3"]
    assert len(found["fig2"][0]) == 300
    assert "900 documents of 300 months" in found["fig2"][1]
    assert "salience_outlets" not in results
    assert "of 1 outlet" not in found["fig1"][1]


@pytest.mark.parametrize(
    "documents",
    [
        [("", "", 10, {}, [])],
        [("Bay", "2024-01", 10, {"war": 1}, [100])],
        [("Bay", "", 0, {}, []), ("Lake", "", 3, {"war": 3}, [-5])],
        [("", "2024-01", 5, {"war": 2}, []), ("Bay", "2024-02", 5, {}, []), ("Bay", "2024-03", 0, {}, [])],
    ],
)
def test_few_documents_crash_nothing(tmp_path, documents):
    results, found = drawn(documents, tmp_path)
    assert {"fig1", "fig3"} <= set(found)
    assert all("nan" not in text.split() for _, *texts in found.values() for text in texts)
    assert all(len(results[name]) for name in results if not name.endswith("pairs"))


def test_documents_without_a_word_have_tables_and_no_figure_of_rates(tmp_path):
    results, found = drawn([("", "", 0, {}, [])] * 2, tmp_path)
    assert found == {}
    assert results["salience"]["rate"].isna().all()


def test_of_many_frames_those_with_most_hits_are_drawn(tmp_path):
    keys = [f"frame{n:02d}" for n in range(30)]
    documents = [("Bay", "2024-01", 500, {key: n for n, key in enumerate(keys)}, []) for _ in range(4)]
    _, found = drawn(documents, tmp_path, keys)
    assert found["fig1"][0]["frame"].nunique() == 20
    assert "the 20 of 30 frames with most hits" in found["fig1"][1]
    assert "frame09" not in set(found["fig1"][0]["frame"])


def test_wide_intervals_of_few_documents_leave_the_others_their_room(tmp_path):
    documents = [("Bay", "", 100, {"war": 4}, []), ("Bay", "", 900, {"war": 1}, [])]
    documents += [("Lake", "", 100, {"war": 1 + k % 2}, []) for k in range(50)]
    results, found = drawn(documents, tmp_path, ["war"])
    highest = results["salience_outlets"]["rate"].max()
    assert results["salience_outlets"]["high"].max() > 3 * highest
    ax = draw(FIGURES[0], found["fig1"][0], results.methods).axes[0]
    assert ax.get_xlim()[1] == pytest.approx(3 * highest * 1.02)
    assert "goes on beyond it" in found["fig1"][1]


@pytest.mark.long
def test_a_name_from_a_file_is_text_on_the_page(tmp_path):
    write(tmp_path / "in" / "_aggregate.csv", corpus(outlets=("<b>Bay</b>", "=1+1")))
    write_scored(read_scores(tmp_path / "in"), tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "<b>Bay" not in page
    assert "&lt;b&gt;Bay" in page
    assert "\n'=1+1," in (tmp_path / "out" / "tables" / "salience_outlets.csv").read_text(encoding="utf-8")


def test_in_the_folder_of_a_study_the_page_of_the_study_stays(tmp_path, monkeypatch):
    write(tmp_path / "in" / "_aggregate.csv", corpus(sentiment=False))
    assert pipeline.main(["new", str(tmp_path / "own")]) == 0
    monkeypatch.chdir(tmp_path / "own")
    assert pipeline.main(["run", "--scores", "../in", "--only", "outlets"]) == 0
    assert (tmp_path / "own" / "results" / "fig1_outlets.svg").is_file()
    assert not [*(tmp_path / "own").glob("figures/fig1*")]
