"""The ways to install and the commands that are told to a reader: they agree, and they exist."""

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from checkout import git, is_checkout
from framing import cli, paths

PROJECT = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# of the study alone, and of the tests with what reads files of other kinds
LOCKS = [
    (paths.ROOT / name).read_text(encoding="utf-8")
    for name in ("requirements.lock", "requirements-test.lock")
]
EXTRAS = [["dev"], ["dev", "corpora", "word", "browser", "cluster"]]
README = (paths.ROOT / "README.md").read_text(encoding="utf-8")
IGNORED = (paths.ROOT / ".gitignore").read_text(encoding="utf-8")
MAKEFILE = (paths.ROOT / "Makefile").read_text(encoding="utf-8")


def bounds(requirements):
    """Return the bounds of requirements by name; the order of several bounds is no matter."""
    parsed = [Requirement(text) for text in requirements]
    return {canonicalize_name(r.name): str(r.specifier) for r in parsed}


def conda_requirements():
    """Return the lines of the dependency list of environment.yml, those of its pip section too."""
    text = (paths.ROOT / "environment.yml").read_text(encoding="utf-8")
    section = re.split(r"^dependencies:$", text, flags=re.MULTILINE)[1]
    items = [line.strip().removeprefix("- ") for line in section.splitlines() if line.strip()]
    return [item for item in items if item not in ("pip", "pip:", "-e .")]


def locked(lock):
    """Return every pinned requirement of a lock with its hashes."""
    blocks = re.split(r"\n(?=\S)", lock.strip())
    return [
        (Requirement(re.split(r" \\\n", block)[0]), re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
        for block in blocks
    ]


def commands():
    """Return the commands that README.md names in code blocks and between backticks."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL))
    return [" ".join(command.split()) for command in [*lines, *inline] if command]


PIPELINE = [command for command in commands() if re.match(r"\S*python\S* analysis/pipeline\.py", command)]
MAKE = [command for command in commands() if re.match(r"make( |$)", command)]


def test_conda_and_pip_install_the_same_direct_dependencies():
    wanted = sum((PROJECT["optional-dependencies"][extra] for extra in EXTRAS[1]), PROJECT["dependencies"])
    assert bounds(conda_requirements()) == bounds([*wanted, f"python{PROJECT['requires-python']}"])
    assert len(conda_requirements()) == len(wanted) + 1


def test_binder_installs_what_is_locked():
    folder = paths.ROOT / ".binder"
    named = (folder / "requirements.txt").read_text(encoding="utf-8").split()
    assert named[0] == "-r"
    assert (folder / named[1]).resolve() == paths.ROOT / "requirements.lock"
    version = (folder / "runtime.txt").read_text(encoding="utf-8").strip().replace("-", "==")
    assert SpecifierSet(PROJECT["requires-python"]).contains(version.partition("==")[2])
    build = (folder / "postBuild").read_text(encoding="utf-8")
    assert "--no-deps --no-build-isolation -e ." in build
    copied = re.search(r"^cp (\S+) ", build, re.MULTILINE)[1]
    assert (paths.ROOT / copied).is_file()
    assert (folder / "postBuild").stat().st_mode & 0o100


def test_conda_installs_the_study_itself():
    text = (paths.ROOT / "environment.yml").read_text(encoding="utf-8")
    assert re.search(r"^ {2}- pip:\n( {6}- .*\n)* {6}- -e \.$", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=["study", "test"])
def test_the_lock_pins_everything_with_hashes_and_holds_no_address(lock):
    pinned = locked(lock)
    assert len(pinned) > 50
    for requirement, hashes in pinned:
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), requirement
        assert hashes, requirement
    assert not re.search(r"https?:|://|--(extra-)?index|--find-links|@ ", lock)


@pytest.mark.parametrize(("lock", "extras"), list(zip(LOCKS, EXTRAS, strict=True)), ids=["study", "test"])
def test_the_lock_holds_every_direct_dependency_within_its_bounds(lock, extras):
    versions = {canonicalize_name(r.name): str(r.specifier).removeprefix("==") for r, _ in locked(lock)}
    wanted = sum((PROJECT["optional-dependencies"][extra] for extra in extras), PROJECT["dependencies"])
    for requirement in map(Requirement, wanted):
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), requirement


def test_what_the_study_installs_is_the_same_in_both_locks():
    study, test = ({str(r) for r, _ in locked(lock)} for lock in LOCKS)
    assert study < test
    assert not {name for name in map(str, study) if name.startswith(("trafilatura", "pypdf", "lxml"))}


def test_every_package_that_the_study_imports_is_a_direct_dependency():
    modules = set()
    for path in (paths.ROOT / "analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            modules |= {name.partition(".")[0] for name in names}
    # nbclient gives and takes the notebooks of nbformat, jinja2 the strings of markupsafe
    foreign = modules - sys.stdlib_module_names - {"framing", "nbformat", "markupsafe"}
    distributions = packages_distributions()
    declared = {*bounds(PROJECT["dependencies"]), *bounds(PROJECT["optional-dependencies"]["corpora"])}
    assert {"scipy", "sklearn", "pandas"} <= foreign
    assert {canonicalize_name(name) for module in foreign for name in distributions[module]} <= declared


def test_scipy_and_scikit_learn_are_loaded_only_where_they_are_needed():
    loaded = "import sys, framing.results, framing.report; print({'scipy', 'sklearn'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


def test_readme_names_the_commands_that_a_new_reader_needs():
    assert {"make study", "make test", "make lab"} <= set(commands())
    named = {re.sub(r".*pipeline\.py ?", "", command).split(" ")[0] for command in PIPELINE}
    assert {"", "import", "verify", "features", "run"} <= named


@pytest.mark.parametrize("command", sorted({*MAKE, "make study", "make test", "make lab"}))
def test_make_targets_exist(command):
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert set(command.split()[1:]) <= targets
    assert set(command.split()[1:]) <= set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())


@pytest.mark.parametrize("command", sorted(set(PIPELINE)))
def test_pipeline_commands_are_understood(command, pipeline):
    given = shlex.split(command)[2:]
    if not given or given[0].startswith("--"):
        given = ["run", *given]
    # an unknown command or option ends in SystemExit
    assert callable(
        cli.parser({name: getattr(pipeline, name) for name in ("run", "export", "report", "coverage")}, None)
        .parse_args(given)
        .function
    )


@pytest.mark.parametrize("command", re.findall(r"(?:python|bash|sh) (\S+\.(?:py|sh))", MAKEFILE))
def test_scripts_that_make_runs_exist(command):
    assert (paths.ROOT / command).is_file()


def named_paths():
    named = [word.lstrip("(").rstrip(".,;:)") for command in commands() for word in command.split()]
    links = re.findall(r"\]\(([^)#\s]+)\)", README)
    looks = re.compile(r"(?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|csv|md|cff|toml|lock|yml)")
    ours = [n for n in named if looks.fullmatch(n) and not n.startswith((".venv/", "http"))]
    return sorted({*ours, *(link for link in links if not link.startswith("http"))})


@pytest.mark.parametrize("name", named_paths())
def test_files_that_readme_names_exist(name):
    beside = [paths.ROOT, paths.CORPUS]
    made_later = [line for line in IGNORED.split() if line.startswith("/")]
    assert f"/{name}".startswith(tuple(made_later)) or any((folder / name).exists() for folder in beside)


def test_readme_names_files_at_all():
    assert len(named_paths()) > 10


def test_ci_lints_checks_types_and_tests():
    script = (paths.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^make (\w+)$", script, re.MULTILINE) == ["lint", "test"]
    assert "set -euo pipefail" in script
    assert (paths.ROOT / ".ci" / "run").stat().st_mode & 0o100
    lint = MAKEFILE.split("\nlint:")[1].split("\n\n")[0]
    for tool in ("ruff format --check", "ruff check", "mypy"):
        assert tool in lint


def test_texts_and_results_are_ignored_by_git():
    if not is_checkout():
        pytest.skip("not a git checkout, so nothing is ignored")
    for name in ("corpus/texts/000.txt", "results/fig1_salience.csv", ".venv/bin/python"):
        assert git("check-ignore", "-q", name).returncode == 0, name
    assert git("ls-files", "corpus/texts").stdout == ""
