"""The front door: what a notebook needs is there, loaded when asked for, typed, and shown by an example."""

import ast
import doctest
import subprocess
import sys

import pytest

import framing as fr
from framing import paths

STUB = (paths.ROOT / "analysis" / "framing" / "__init__.pyi").read_text(encoding="utf-8")


def test_every_name_leads_to_something_and_the_stub_says_where():
    offered, scope = ast.parse(STUB), {}
    exec(compile(offered, "stub", "exec"), scope)
    assert scope["__all__"] == fr.__all__
    for name in fr.__all__:
        assert getattr(fr, name) is scope[name]
        assert name in dir(fr)
    assert (paths.ROOT / "analysis" / "framing" / "py.typed").exists()


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'plots'"):
        fr.plots  # noqa: B018


@pytest.mark.parametrize("name", sorted(set(fr.__all__) - {"FramingError", "coding_widget"}))
def test_every_name_has_an_example(name):
    assert doctest.DocTestParser().get_examples(getattr(fr, name).__doc__)


def test_the_door_by_itself_loads_neither_pandas_nor_matplotlib():
    code = (
        "import sys, framing as fr; fr.Methods(); fr.words('a b'); fr.normalise('a')\n"
        "print({'pandas', 'matplotlib', 'nltk', 'scipy', 'sklearn'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_verbs_of_dictionaries_are_found_in_their_folder():
    from framing import dictionary
    from framing.dictionary import count, from_nested, locate, read, write

    assert [f.__name__ for f in (count, from_nested, locate, read, write)] == [
        "count",
        "from_nested",
        "locate",
        "read",
        "write",
    ]
    assert dictionary.read is read
    with pytest.raises(AttributeError):
        dictionary.nothing  # noqa: B018
