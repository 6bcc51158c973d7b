"""A study of one's own: what `new` makes, which study a command is about, a stranger's path to the end."""

import argparse
import json
import re
import shutil

import pytest

import framing as fr
from checkout import contents, run_script
from framing import paths
from framing.classroom import passages
from framing.classroom.home import of_this_folder
from framing.classroom.new import make
from framing.notebooks import execute

CLASS = paths.ROOT / "tests" / "data" / "class"
NOTEBOOKS = sorted(path.name for path in paths.NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "a study"
    make(folder)
    return folder


def run():
    """Stand for the command of this name."""


def test_what_is_made(made):
    assert sorted(contents(made)) == sorted(
        [
            *("README.md", "dictionary.csv", "frames.csv", "study.toml", "texts/PUT_TEXTS_HERE.md"),
            *(f"notebooks/{name}" for name in NOTEBOOKS),
        ]
    )


def test_the_starter_dictionary_is_clean_and_its_frames_are_defined(made):
    assert fr.lint(made / "dictionary.csv").values.tolist() == []
    dictionary = fr.read_dictionary(made / "dictionary.csv")
    frames = fr.read_table(made / "frames.csv", "frames")
    assert {*dictionary["frame"]} == {*frames["frame"]}
    assert (frames["definition"] != "").all()
    assert (dictionary["source"] != "").all()


def test_the_notebooks_are_the_same_without_outputs(made):
    for name in NOTEBOOKS:
        ours, theirs = (
            json.loads((folder / name).read_text(encoding="utf-8"))["cells"]
            for folder in (made / "notebooks", paths.NOTEBOOKS)
        )
        assert [cell["source"] for cell in ours] == [cell["source"] for cell in theirs]
        assert {json.dumps(cell["outputs"]) for cell in ours if cell["cell_type"] == "code"} == {"[]"}


def test_the_readme_names_the_command_and_five_steps(made):
    text = (made / "README.md").read_text(encoding="utf-8")
    assert str(paths.ROOT / "analysis" / "pipeline.py") in text
    assert re.findall(r"^(\d)\. \*\*", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert "{" not in text


@pytest.mark.parametrize("held", ["a.txt", ".hidden"])
def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_is(tmp_path, held):
    (tmp_path / held).write_text("x", encoding="utf-8")
    with pytest.raises(
        fr.FramingError, match=f"the folder is not empty \\({re.escape(held)} is in it\\); name one"
    ):
        make(tmp_path)
    assert [*contents(tmp_path)] == [held]


def test_a_file_is_refused_and_an_empty_folder_is_not(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(fr.FramingError, match="cannot hold a study"):
        make(tmp_path / "file")
    (tmp_path / "empty").mkdir()
    make(tmp_path / "empty")
    assert (tmp_path / "empty" / "study.toml").exists()


def test_a_folder_lies_in_the_nearest_study_and_in_the_clone_in_none(made, tmp_path):
    assert paths.own_study(made) == made.resolve()
    assert paths.own_study(made / "notebooks") == made.resolve()
    assert paths.own_study(tmp_path) is None
    assert paths.own_study(made.parent) is None
    assert paths.own_study(paths.NOTEBOOKS) is None


def test_the_clone_is_no_part_of_a_study_around_it(made, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", (made / "clone").resolve())
    assert paths.own_study(made / "clone" / "corpus") is None
    assert paths.own_study(made) == made.resolve()


def test_a_command_is_about_the_study_of_the_folder_unless_it_names_another(made):
    told = argparse.Namespace(function=run, corpus=None, out=None, dictionary=None)
    meant = of_this_folder(told, made / "texts")
    assert (meant.corpus, meant.out, meant.dictionary) == (made.resolve(), made.resolve() / "figures", None)
    other = argparse.Namespace(function=run, corpus=paths.SPECIMEN, out=None)
    assert of_this_folder(other, made) is other
    assert of_this_folder(told, paths.ROOT) is told


def test_a_place_that_is_named_is_kept(made, tmp_path):
    told = argparse.Namespace(function=run, corpus=None, out=tmp_path)
    assert of_this_folder(told, made).out == tmp_path


def test_a_study_without_texts_says_where_they_go(made):
    with pytest.raises(fr.FramingError, match="no text in it"):
        fr.open_study(made)


def fill(folder):
    """Put the texts and the dictionary of a class into a study."""
    for path in (CLASS / "texts").iterdir():
        shutil.copy(path, folder / "texts")
    for name in ("dictionary.csv", "frames.csv"):
        shutil.copy(CLASS / name, folder)


def test_what_stands_beside_the_texts_is_not_read_and_not_complained_of(made, tmp_path, recwarn):
    folder = shutil.copytree(made, tmp_path / "filled")
    fill(folder)
    study = fr.open_study(folder)
    assert study.pieces["doc_id"].tolist() == ["bell", "drum", "fern", "gull", "iris", "jolt", "kite", "loom"]
    assert [str(warning.message) for warning in recwarn] == []
    assert fr.readable(study) is study
    assert "five" not in fr.told(study, "pieces")


def test_every_passage_is_there_for_both_and_asked_for():
    there = passages.passages()
    matters = {matter for matter, _ in there}
    assert {*there} == {(matter, which) for matter in matters for which in ("shipped", "own")}
    cells = [
        "".join(cell["source"])
        for path in paths.NOTEBOOKS.glob("*.ipynb")
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    ]
    assert {*re.findall(r'told\(\s*study,\s*"([^"]+)"', "\n".join(cells))} == matters


def test_a_figure_is_shown_or_why_there_is_none(make_corpus):
    study = fr.read_corpus(
        make_corpus(a="Nets were mended.", b="Lamps burned."), paths.CORPUS / "dictionary.csv"
    )
    results = fr.analyse(study, fr.Methods(resamples=100))
    assert fr.shown("stance", results) == "No figure: no pattern of the dictionary has a hit."
    assert len(fr.shown("salience", results).axes)


def test_an_unknown_passage_is_named(shipped):
    with pytest.raises(fr.FramingError, match="no passage 'weather'; choose one of "):
        fr.told(shipped, "weather")


def test_where_texts_are_imported_the_specimen_is_shown_nonetheless(shipped, specimen):
    from dataclasses import replace

    imported = replace(shipped, texts=specimen.texts)
    assert fr.readable(imported).pieces["doc_id"].tolist() == specimen.pieces["doc_id"].tolist()


@pytest.fixture(scope="module")
def stranger(clone, tmp_path_factory):
    """Return a study made, filled and run as its README says, and what each step said."""
    folder = tmp_path_factory.mktemp("stranger") / "mine"
    said = [run_script(clone, "new", folder, cwd=folder.parent)]
    fill(folder)
    before = contents(clone)
    steps = (["inspect"], ["lint", "dictionary.csv"], ["kwic", "rust*"], ["run"])
    said += [run_script(clone, *step, cwd=folder) for step in steps]
    assert contents(clone) == before
    return folder, said


@pytest.mark.long
def test_a_strangers_path_ends_in_figures(stranger):
    folder, said = stranger
    assert [step.returncode for step in said] == [0] * 5, [step.stderr for step in said]
    assert "8 documents read" in said[1].stdout
    assert "8 matches" in said[3].stdout
    made = contents(folder / "figures")
    assert "index.html" in made
    assert "fig1_salience.png" in made
    assert "tables/claims.csv" in made


@pytest.mark.long
def test_a_second_run_reads_the_same_texts_and_makes_the_same_bytes(stranger, clone):
    folder, _ = stranger
    before = contents(folder / "figures")
    again = run_script(clone, cwd=folder / "texts")
    assert again.returncode == 0, again.stderr
    assert again.stderr == ""
    after = contents(folder / "figures")
    assert [name for name in after if after[name] != before.get(name) and name != "reading.csv"] == []


WRONG_SHOWN = r"\bnan\b|NaN|\bNaT\b|five pieces|Empty DataFrame|Series\(\[\]|0 rows ×|ATACMS|Ukrain"
WRONG = rf"stderr|{WRONG_SHOWN}"
PICTURES = r'"image/png": "[^"]*"|base64,[^"\\]*'


def run_notebooks(folder, clone, in_pairs):
    """Run the notebooks of a study; return their cells with what they show, pictures left out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(clone / "analysis"))
        patch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        texts = in_pairs(*[lambda name=name: execute(folder / "notebooks" / name) for name in NOTEBOOKS])
    return [
        (
            name,
            cell,
            re.sub(PICTURES, "", json.dumps(cell.get("outputs", []), ensure_ascii=False)),
        )
        for name, text in zip(NOTEBOOKS, texts, strict=True)
        for cell in json.loads(text)["cells"]
    ]


@pytest.mark.long
def test_the_notebooks_of_a_class_run_and_say_nothing_of_other_pieces(stranger, clone, in_pairs):
    for name, cell, shown in run_notebooks(stranger[0], clone, in_pairs):
        assert not re.search(WRONG, shown), (name, cell["id"], shown[:2000])
        typed = "".join(cell["source"]) if cell["cell_type"] == "markdown" else ""
        assert not re.search(r"five pieces|ATACMS|Ukrain|Biden", typed), (name, typed)


# one text, texts in which the starter dictionary finds next to nothing, and more than a dozen
@pytest.mark.long
@pytest.mark.parametrize(("number", "own"), [(1, True), (6, False), (14, True)])
def test_the_notebooks_run_on_little_and_on_much(number, own, clone, in_pairs, tmp_path):
    make(folder := tmp_path / "study")
    for name in ("dictionary.csv", "frames.csv") if own else ():
        shutil.copy(CLASS / name, folder)
    lines = [
        line for path in sorted((CLASS / "texts").iterdir()) for line in path.read_text("utf-8").split("\n")
    ]
    for i in range(number):
        text = "\n".join(lines[2 * i : 2 * i + 9 + i % 3])
        (folder / "texts" / f"p{i:02d}.txt").write_text(text, encoding="utf-8")
    for name, cell, shown in run_notebooks(folder, clone, in_pairs):
        assert not re.search(WRONG_SHOWN, shown), (name, cell["id"], shown[:2000])
