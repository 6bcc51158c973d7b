"""Executing notebooks, on toy notebooks."""

import json

import nbformat
import pytest

from framing import FramingError
from framing.notebooks import execute, execute_all


def write_notebook(path, *cells):
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# What is 2 + 2?", id="question"),
            *[nbformat.v4.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(cells)],
        ],
        metadata={"language_info": {"name": "python", "version": "0.1"}, "author": "somebody"},
    )
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def executed(tmp_path_factory, in_pairs):
    """Return a toy notebook executed twice, as text."""
    folder = tmp_path_factory.mktemp("notebooks")
    (folder / "beside.txt").write_text("wet", encoding="utf-8")
    path = write_notebook(folder / "sum.ipynb", "print(2 + 2)", "open('beside.txt').read()", "x = 1")
    before = path.read_bytes()
    texts = in_pairs(lambda: execute(path), lambda: execute(path))
    assert path.read_bytes() == before
    return texts


def test_outputs_and_counts_are_in_the_notebook(executed):
    _, first, second, third = json.loads(executed[0])["cells"]
    assert first["outputs"] == [{"name": "stdout", "output_type": "stream", "text": ["4\n"]}]
    assert second["outputs"][0]["data"] == {"text/plain": ["'wet'"]}
    assert third["outputs"] == []
    assert [cell["execution_count"] for cell in (first, second, third)] == [1, 2, 3]


def test_twice_the_same_text(executed):
    assert executed[0] == executed[1]


def test_nothing_in_it_depends_on_the_machine(executed):
    notebook = json.loads(executed[0])
    assert notebook["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert [cell["metadata"] for cell in notebook["cells"]] == [{}, {}, {}, {}]
    assert executed[0].endswith("}\n")


@pytest.fixture(scope="module")
def after_failure(tmp_path_factory):
    """Return a folder with a good and a failing notebook after an attempt, what was in it, and the error."""
    folder = tmp_path_factory.mktemp("failing")
    write_notebook(folder / "a_bad.ipynb", "print(1)", "raise ValueError('high\\ntide')", "print(2)")
    write_notebook(folder / "b_good.ipynb", "print(3)")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(FramingError) as refused:
        execute_all(folder, progress=str)
    return folder, before, str(refused.value)


def test_a_failing_cell_is_named_in_one_line(after_failure):
    folder, _, message = after_failure
    assert message.startswith(f"{folder / 'a_bad.ipynb'}: a cell fails (ValueError: high tide)")
    assert message.endswith("; mend it and rerun")
    assert "\n" not in message


def test_a_failing_cell_leaves_its_notebook_as_it_was(after_failure):
    folder, before, _ = after_failure
    assert (folder / "a_bad.ipynb").read_bytes() == before["a_bad.ipynb"]
    assert sorted(path.name for path in folder.iterdir()) == ["a_bad.ipynb", "b_good.ipynb"]


def test_execute_all_writes_every_notebook_and_says_so(tmp_path):
    for name in ("b.ipynb", "a.ipynb"):
        write_notebook(tmp_path / name, f"print('{name}')")
    said = []
    execute_all(tmp_path, progress=said.append)
    assert said == ["executed a.ipynb", "executed b.ipynb"]
    for name in ("a.ipynb", "b.ipynb"):
        notebook = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        assert notebook["cells"][1]["outputs"][0]["text"] == [f"{name}\n"]


def test_what_is_no_notebook_is_refused(tmp_path):
    with pytest.raises(FramingError, match=r"no notebook in it; name a folder of \.ipynb files"):
        execute_all(tmp_path)
    for what in ("not a notebook", "[]", "3", '{"nbformat": 4, "cells": [3]}'):
        (tmp_path / "a.ipynb").write_text(what, encoding="utf-8")
        with pytest.raises(FramingError, match=r"a\.ipynb: not a notebook; save it from JupyterLab"):
            execute_all(tmp_path)
