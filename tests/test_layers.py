"""The layers of the package, read from its imports: who may import whom, and the picture in CONTRIBUTING.md.

`python tests/test_layers.py` draws the picture anew.
"""

import ast
import re
import sys

from framing import paths

PACKAGE = paths.ROOT / "analysis" / "framing"
CONTRIBUTING = paths.ROOT / "CONTRIBUTING.md"
# from the bottom up: each may import those before it, and nothing after it
ORDER = (
    *("errors", "paths", "files", "packaged", "threads", "tables"),
    *("methods", "study", "stats", "text", "lookup"),
    *("dictionary", "sentiment", "voice", "reading", "corpus", "scale", "coding", "robustness", "claims"),
    *("results", "figures", "export", "lab", "report", "notebooks", "classroom", "options", "cli"),
)
FIGURES_MAY_IMPORT = {"errors", "methods", "study", "tables", "figures"}
MARKS = ("<!-- made by tests/test_layers.py -->\n```\n", "```\n<!-- end -->")


def modules():
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def name_of(path):
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def imports(path):
    """Return the modules of the package that a module imports, also those within its functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("framing"):
            inner = node.module.removeprefix("framing").lstrip(".")
            for alias in node.names:
                whole = f"{inner}.{alias.name}".lstrip(".")
                is_module = (PACKAGE / f"{whole.replace('.', '/')}.py").exists()
                found.add(whole if is_module else inner)
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("framing") for alias in node.names), path
    return found


def layer(name):
    return name.split(".")[0]


def graph():
    return {name_of(path): imports(path) for path in modules()}


def picture():
    """Return every layer, from the top down, with the layers that it imports."""
    below = {name: set() for name in ORDER}
    for name, wanted in graph().items():
        below[layer(name)] |= {layer(other) for other in wanted} - {layer(name)}
    width = max(map(len, ORDER))
    lines = [
        f"{name:<{width}}  {' '.join(sorted(below[name], key=ORDER.index, reverse=True))}".rstrip()
        for name in reversed(ORDER)
    ]
    return "\n".join(lines) + "\n"


def test_layers_import_only_what_lies_below_them():
    assert {layer(name) for name in graph()} == set(ORDER)
    wrong = [
        f"{name} imports {other}"
        for name, wanted in graph().items()
        for other in wanted
        if ORDER.index(layer(other)) > ORDER.index(layer(name))
    ]
    assert wrong == []


def test_figures_know_only_studies_and_tables_and_are_known_only_to_what_is_shown():
    for name, wanted in graph().items():
        if layer(name) == "figures":
            assert {layer(other) for other in wanted} <= FIGURES_MAY_IMPORT, name
        elif layer(name) not in ("export", "lab", "report", "classroom", "cli"):
            assert "figures" not in {layer(other) for other in wanted}, name


def test_counting_in_files_is_known_only_to_the_command_line():
    assert {n for n, wanted in graph().items() if "scale" in map(layer, wanted)} <= {
        "cli",
        *(n for n in graph() if layer(n) == "scale"),
    }


def test_no_module_imports_itself_in_a_circle():
    left = graph()
    while left:
        free = [name for name, wanted in left.items() if not wanted & left.keys() - {name}]
        assert free, f"a circle among {sorted(left)}"
        left = {name: wanted for name, wanted in left.items() if name not in free}


def test_folders_load_nothing_by_themselves():
    for path in PACKAGE.rglob("*/__init__.py"):
        assert imports(path) == set(), path


def test_modules_and_functions_stay_small():
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in modules()]
    assert max(lengths) <= 300
    assert sorted(lengths)[len(lengths) // 2] <= 110


def test_the_picture_in_contributing_is_that_of_the_code():
    text = CONTRIBUTING.read_text(encoding="utf-8")
    assert text.split(MARKS[0])[1].split(MARKS[1])[0] == picture()


if __name__ == "__main__":
    text = CONTRIBUTING.read_text(encoding="utf-8")
    begin, end = map(re.escape, MARKS)
    drawn = re.sub(f"{begin}.*?{end}", lambda _: MARKS[0] + picture() + MARKS[1], text, flags=re.DOTALL)
    CONTRIBUTING.write_text(drawn, encoding="utf-8")
    sys.stdout.write(picture())
