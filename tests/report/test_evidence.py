"""The page of sentences: what it marks, and that it is written only where git ignores it."""

import re
import shutil
import subprocess

import pytest

from framing import paths
from framing.errors import FramingError
from framing.report import evidence
from framing.results import analyse
from framing.study import Methods


@pytest.fixture(scope="module")
def results(specimen):
    return analyse(specimen, Methods(resamples=50))


def repository(folder, ignored):
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    (folder / ".gitignore").write_text(ignored, encoding="utf-8")
    return folder / "corpus" / "texts"


def test_every_hit_is_marked_in_its_sentence(results, tmp_path):
    path = evidence.write_private(results.study, results, tmp_path / "texts")
    assert path == tmp_path / "texts" / "report" / "evidence.html"
    html = path.read_text(encoding="utf-8")
    assert html.count("<mark") == results["salience"]["hits"].sum() == 57
    assert '<mark title="wider war">wider war</mark> have been exaggerated' in html
    ids = re.findall(r'<section id="([^"]+)"', html)
    assert len(ids) == len(results["salience"]) == len(set(ids))
    # each is reached from a mark of the figure and from a row
    assert sorted(re.findall(r'href="#(p[^"]+)"', html)) == sorted(ids * 2)


def test_a_hit_that_runs_into_the_next_sentence_is_marked_to_the_end_of_its_own():
    assert evidence.stretches("It was a red", [("It was a", "red Line", "red line*")]) == [
        ("It was a", ""),
        (" red", "red line*"),
    ]


def test_the_same_word_is_marked_where_it_is_a_hit():
    found = evidence.stretches("War on war.", [("War on", "war", "war")])
    assert found == [("War on ", ""), ("war", "war"), (".", "")]


def test_it_is_written_where_git_ignores_it(results, tmp_path):
    texts = repository(tmp_path / "study", "/corpus/texts/\n")
    assert evidence.write_private(results.study, results, texts).is_file()
    left = subprocess.run(
        ["git", "status", "--short"], cwd=tmp_path / "study", capture_output=True, text=True, check=True
    )
    assert "evidence" not in left.stdout and "corpus" not in left.stdout


@pytest.mark.parametrize(
    "ignored", ["", "/corpus/texts/*.txt\n", "*\n!*.html\n!corpus/\n!texts/\n!report/\n"]
)
def test_it_is_refused_where_git_would_take_it_up(results, tmp_path, ignored):
    texts = repository(tmp_path / "study", ignored)
    with pytest.raises(FramingError, match="git does not ignore this file.*gitignore"):
        evidence.write_private(results.study, results, texts)
    assert not texts.exists()


def test_it_is_refused_where_the_file_is_in_the_repository_already(results, tmp_path):
    texts = repository(tmp_path / "study", "/corpus/texts/\n")
    page = evidence.write_private(results.study, results, texts)
    subprocess.run(["git", "add", "--force", str(page)], cwd=tmp_path / "study", check=True)
    with pytest.raises(FramingError, match="git does not ignore"):
        evidence.write_private(results.study, results, texts)


def test_it_is_refused_where_git_cannot_be_asked(results, tmp_path, monkeypatch):
    texts = repository(tmp_path / "study", "/corpus/texts/\n")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(FramingError, match="git is not here"):
        evidence.write_private(results.study, results, texts)


def test_without_texts_there_is_nothing_to_show(shipped, results, tmp_path):
    with pytest.raises(FramingError, match="shows the texts.*import the texts first"):
        evidence.write_private(shipped, results, tmp_path)


def test_the_folder_of_the_study_is_ignored():
    evidence.check_ignored(paths.CORPUS / "texts" / "report" / "evidence.html")
    with pytest.raises(FramingError, match="does not ignore"):
        evidence.check_ignored(paths.FIGURES / "evidence.html")


def test_the_command_asks_for_its_option_and_does_not_read_its_own_page(pipeline, tmp_path, capsys):
    folder = tmp_path / "own"
    shutil.copytree(paths.SPECIMEN, folder)
    assert pipeline.main(["report", "--corpus", str(folder)]) == 2
    assert "add --private" in capsys.readouterr().err
    for _ in range(2):
        assert pipeline.main(["report", "--private", "--corpus", str(folder)]) == 0
        said = capsys.readouterr().out
        assert "5 pieces, 110 sentences" in said and "do not publish it" in said
