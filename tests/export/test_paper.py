"""What goes into a paper as a whole: which files, what they name, and that it compiles for every journal."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from framing import FramingError, paths
from framing.export.paper import Wishes, paper
from framing.export.presets import preset
from framing.export.replication import Run
from framing.files import write_bytes
from made_up import made_up
from papers import FACTS, JOURNALS, as_pdf, faults, tool

RUN = Run("python analysis/pipeline.py export", "3.12.4", "2 cores", 41.0, 300.0)


def export(results, journal="article", **wishes):
    return paper(results, Wishes(preset(journal), **wishes), lambda: RUN, shipped=False)


@pytest.fixture(scope="module")
def exported():
    return export(made_up("one"))


def test_every_figure_has_its_prints_captions_and_alternative_text(exported):
    stems = {re.sub(r"\..*", "", path) for path in exported if path.startswith("figures/")}
    assert len(stems) >= 10
    for stem in stems:
        kinds = {path.removeprefix(f"{stem}.") for path in exported if path.startswith(f"{stem}.")}
        texts = {f"{form}.{kind}" for form in ("caption", "short") for kind in ("txt", "tex")}
        assert kinds == {"pdf", "png", "alt.txt", *texts}, stem


def test_the_readme_and_the_description_name_files_that_are_there(exported):
    named = re.findall(r"`((?:figures|text|data)/[^`]+|\w+\.(?:bib|json))`", exported["README.md"].decode())
    assert len(named) > 60
    assert set(named) <= set(exported)
    described = json.loads(exported["datapackage.json"])["resources"]
    tables = {path: data for path, data in exported.items() if path.startswith("data/")}
    assert {resource["path"]: resource["bytes"] for resource in described} == {
        path: len(data) for path, data in tables.items()
    }


@pytest.mark.long
def test_twice_the_same_bytes(exported):
    again = export(made_up("one"))
    assert [path for path in exported if exported[path] != again[path]] == []


def test_without_the_library_for_word_the_rest_is_made_and_that_is_said(monkeypatch):
    def missing(*_):
        raise FramingError("python-docx is missing")

    monkeypatch.setattr("framing.export.paper.word_tables", missing)
    told = []
    files = paper(made_up("nothing"), Wishes(preset("article")), lambda: RUN, shipped=False, say=told.append)
    assert "tables_and_figures.docx" not in files and "tables/tables.html" in files
    assert "left out: tables_and_figures.docx; python-docx is missing" in told


def test_every_fact_of_a_preset_has_a_source_a_certainty_and_a_date():
    for fact in FACTS:
        assert all(fact.values()), fact
        assert fact["certainty"] in ("read", "quoted", "memory", "ours"), fact
    assert [name for name in JOURNALS if preset(name).label] == JOURNALS
    with pytest.raises(FramingError, match="no preset 'science'; choose one of elsevier, springer, nature"):
        preset("science")


@pytest.mark.long
@pytest.mark.parametrize("journal", JOURNALS)
def test_an_article_for_every_journal_compiles(journal, tmp_path):
    tool("pdflatex")
    for path, data in export(made_up("usual"), journal).items():
        write_bytes(tmp_path / path, data)
    command = ["pdflatex", "-interaction=nonstopmode", "article.tex"]
    for program in (command, ["bibtex", "article"], command, command):
        subprocess.run(program, cwd=tmp_path, capture_output=True, timeout=300, check=False)
    log = (tmp_path / "article.log").read_text(encoding="utf-8", errors="replace")
    assert faults(log) == []
    assert "Float too large" not in log and "undefined" not in log


@pytest.mark.long
def test_the_study_as_an_author_takes_it(shipped, tmp_path):
    from framing.results import analyse

    tool("pdflatex")
    files = paper(analyse(shipped), Wishes(preset("article")), lambda: RUN, shipped=True)
    for path, data in files.items():
        write_bytes(tmp_path / path, data)
    released = {path for path in files if path.startswith("corpus/")}
    assert released and all((paths.ROOT / path).read_bytes() == files[path] for path in released)
    for _ in range(2):
        subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "article.tex"],
            cwd=tmp_path,
            capture_output=True,
            timeout=300,
            check=False,
        )
    assert faults((tmp_path / "article.log").read_text(encoding="utf-8", errors="replace")) == []
    fonts = subprocess.run(
        [tool("pdffonts"), *_pdfs(tmp_path)[:1]], capture_output=True, text=True, check=True
    )
    assert {line.split()[1:3] == ["CID", "TrueType"] for line in fonts.stdout.splitlines()[2:]} == {True}
    pages = as_pdf(tmp_path, "tables_and_figures.docx")
    assert any("Table 1" in page for page in pages) and any("Figure 1" in page for page in pages)


def _pdfs(folder: Path) -> list[Path]:
    return sorted((folder / "figures").glob("*.pdf"))
