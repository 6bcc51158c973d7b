"""The committed notebooks: what is in them is what the code makes from released features alone."""

import json
import re

import pytest

from framing import paths
from framing.notebooks import execute

NOTEBOOKS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind="code"):
    read = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in read if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def shown(text):
    """Return the outputs of a notebook as readable strings, images as their data."""
    return [
        json.dumps(cell.get("outputs"), indent=1, ensure_ascii=False) for cell in json.loads(text)["cells"]
    ]


@pytest.fixture(scope="session")
def executed(clone, in_pairs):
    """Return every notebook, executed in a copy of the study without texts, by its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(clone / "analysis"))
        patch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        texts = in_pairs(*[lambda path=path: execute(clone / "notebooks" / path.name) for path in NOTEBOOKS])
    return {path.name: text for path, text in zip(NOTEBOOKS, texts, strict=True)}


def test_there_are_six():
    assert [path.stem[:3] for path in NOTEBOOKS] == ["01_", "02_", "03_", "04_", "05_", "06_"]


@each_notebook
def test_executing_it_anew_gives_the_same_bytes(path, executed):
    committed = path.read_text(encoding="utf-8")
    assert shown(executed[path.name]) == shown(committed)
    assert executed[path.name] == committed


@each_notebook
def test_it_was_executed_from_top_to_bottom_without_an_error(path):
    assert [cell["execution_count"] for cell in cells(path)] == list(range(1, len(cells(path)) + 1))
    kinds = {output["output_type"] for cell in cells(path) for output in cell["outputs"]}
    assert kinds
    assert "error" not in kinds
    streams = {o["name"] for cell in cells(path) for o in cell["outputs"] if o["output_type"] == "stream"}
    assert "stderr" not in streams


@each_notebook
def test_its_cells_are_short_and_neither_define_nor_save(path):
    for cell in cells(path):
        assert len(source(cell).splitlines()) <= 10, source(cell)
        assert not re.search(r"\bdef |\bclass |savefig|\.to_csv|\bopen\(|Path\(", source(cell)), source(cell)


@each_notebook
def test_it_has_more_prose_than_code(path):
    words = {
        kind: sum(len(source(cell).split()) for cell in cells(path, kind)) for kind in ("markdown", "code")
    }
    assert words["markdown"] > words["code"]


@each_notebook
def test_it_holds_no_home_path(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"/(?:home|Users|root|work|tmp)/|[A-Z]:\\\\", text)
    assert str(paths.ROOT) not in text


@each_notebook
def test_it_begins_with_a_question_and_invites_to_try(path):
    markdown = [source(cell) for cell in cells(path, "markdown")]
    assert re.match(r"# \d\. .*\?\n", markdown[0])
    assert "**Tables read.**" in markdown[0]
    assert "**Figures.**" in markdown[0]
    assert 2 <= len(re.findall(r"\bTry\b", "\n".join(markdown))) <= 6
