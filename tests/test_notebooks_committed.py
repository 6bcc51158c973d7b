"""The committed notebooks: what is in them is what the code makes from released features alone."""

import ast
import json
import re

import pytest

import framing as fr
from choices import DEFAULTS
from framing import paths
from framing.classroom.check import EXERCISES
from framing.figures.wording import in_letters
from framing.notebooks import execute

NOTEBOOKS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind="code"):
    read = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in read if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def prose(path):
    """Return all that is typed by hand to be read: the text cells, and the strings in the code."""
    trees = [ast.walk(ast.parse(source(cell))) for cell in cells(path)]
    strings = [n.value for tree in trees for n in tree if isinstance(n, ast.Constant)]
    return [*map(source, cells(path, "markdown")), *(text for text in strings if isinstance(text, str))]


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


def test_there_are_eight():
    assert [path.stem[:3] for path in NOTEBOOKS] == [f"0{n}_" for n in range(1, 9)]


# make study executes them too
@pytest.mark.long
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


@each_notebook
def test_it_goes_through_the_front_door(path):
    nodes = [node for cell in cells(path) for node in ast.walk(ast.parse(source(cell)))]
    imported = [ast.unparse(n) for n in nodes if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [line for line in imported if "framing" in line] == ["import framing as fr"]
    used = {n.attr for n in nodes if isinstance(n, ast.Attribute) and ast.unparse(n.value) == "fr"}
    assert {"open_study", "analyse"} <= used <= {*fr.__all__}
    first = source(cells(path)[0]).splitlines()
    assert {"import framing as fr", 'study = fr.open_study("..")', "results = fr.analyse(study)"} <= {*first}


@each_notebook
def test_no_prose_states_an_analytic_choice(path):
    assert [found[0] for text in prose(path) if (found := DEFAULTS.search(text))] == []


@each_notebook
def test_no_prose_names_a_piece_or_says_how_many_there_are(path, shipped):
    n = len(shipped.pieces)
    number = re.compile(
        rf"\b(all )?({n}|{in_letters(n)}) (\w+ )?pieces|\ball {in_letters(n)}\b", re.IGNORECASE
    )
    typed = "\n".join(prose(path))
    assert number.findall(typed) == []
    assert [label for label in shipped.pieces["label"] if label in typed] == []


@each_notebook
def test_what_it_invites_to_change_stands_in_a_cell(path):
    typed, code = ("\n".join(source(cell) for cell in cells(path, kind)) for kind in ("markdown", "code"))
    changed = re.findall(r"(?:[Cc]hange|Replace) `([^`]+)`", typed)
    assert changed
    assert [text for text in changed if text not in code] == []


@each_notebook
def test_it_ends_with_exercises_that_a_teacher_may_grade(path):
    every = json.loads(path.read_text(encoding="utf-8"))["cells"]
    marked = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in every if cell["metadata"]}
    asked = [exercise for exercise in EXERCISES if path.name.startswith(exercise[:2])]
    assert len(asked) in (2, 3)
    assert [*marked] == [f"{kind}-{exercise}" for exercise in asked for kind in ("task", "answer", "check")]
    for name, cell in marked.items():
        kind, exercise = name.split("-")
        keys = cell["metadata"]["nbgrader"]
        points = {"points": 1} if kind == "check" else {}
        assert keys == {
            "grade": kind == "check",
            "grade_id": name,
            "locked": kind != "answer",
            "schema_version": 3,
            "solution": kind == "answer",
            "task": False,
            **points,
        }
        if kind == "answer":
            assert source(cell).startswith(f"answer_{exercise} = None")
        if kind == "check":
            assert source(cell) == f'fr.check("{exercise}", answer_{exercise}, results, name=me)'
            assert cell["outputs"][0]["data"]["text/plain"] == [f"{exercise}: not answered yet."]
    assert every[-1] is marked[f"check-{asked[-1]}"]
