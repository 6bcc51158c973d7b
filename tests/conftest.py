"""What several test modules share: the shipped data, copies of the checkout, and runs of the pipeline."""

import gc
import hashlib
import importlib.util
import json
import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from checkout import copy_study, run_script
from framing import paths
from framing.corpus.corpora import read_specimen, read_study
from framing.corpus.definitions import read_definitions
from framing.corpus.features import feature_files
from framing.corpus.texts import read_texts
from framing.files import write_text
from framing.tables.checked import as_csv, read_table

# the same examples in every run, and no folder of found ones
settings.register_profile("study", deadline=None, derandomize=True, database=None, max_examples=150)
settings.register_profile("fuzz", deadline=None, print_blob=True, max_examples=3_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "study"))


def pytest_configure():
    # a shell that starts tests in the background has them ignore interrupts, and so all that they start
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish(session):
    # what stays until the end is not looked through again and again, a twentieth of the time of all tests;
    # long tests leave sockets and processes behind, which are to be closed soon
    if session.config.option.markexpr == "not long":
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def pipeline():
    """Return the pipeline script as a module."""
    spec = importlib.util.spec_from_file_location(
        "pipeline_under_test", paths.ROOT / "analysis" / "pipeline.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def shipped():
    """Return the study as it is released, whether or not the texts are here."""
    return read_study(prefer_texts=False)


@pytest.fixture(scope="session")
def specimen():
    """Return the specimen pieces, annotated from their texts."""
    return read_specimen()


@pytest.fixture(scope="session")
def lookup_cases():
    """Return 420 token lists and dictionaries with the counts that quanteda 4.3.1 gave."""
    return json.loads((paths.ROOT / "tests" / "data" / "lookup_cases.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def private_texts():
    """Return the folder of the five raw files; skip where it is absent."""
    named = os.environ.get("FRAMING_TEXTS")
    folder = Path(named) if named else paths.ROOT.parent / "shared" / "texts"
    if not folder.is_dir():
        pytest.skip(f"the texts of the five pieces are not in {folder} (set FRAMING_TEXTS to their folder)")
    return folder


@pytest.fixture(scope="session")
def clone(tmp_path_factory):
    """Return a copy of the study made under umask 002: its files and folders are group-writable."""
    folder = tmp_path_factory.mktemp("umask") / "clone"
    before = os.umask(0o002)
    try:
        folder.mkdir()
        copy_study(folder)
    finally:
        os.umask(before)
    return folder


@pytest.fixture(scope="session")
def clone_with_texts(tmp_path_factory, private_texts):
    """Return a copy of the study into which the five pieces were imported, and what the import said."""
    folder = copy_study(tmp_path_factory.mktemp("imported") / "clone")
    return folder, run_script(folder, "import", private_texts, cwd=folder)


@pytest.fixture
def make_corpus(tmp_path):
    """Return a function that writes a folder of text files, and of tables given as CSV text."""

    def make(name="own", tables=None, **texts):
        folder = tmp_path / name
        folder.mkdir()
        for doc_id, text in texts.items():
            (folder / f"{doc_id}.txt").write_text(text, encoding="utf-8")
        for table, text in (tables or {}).items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def released(tmp_path):
    """Return a folder with the specimen as it would be released, texts beside it."""
    folder = tmp_path / "released"
    shutil.copytree(paths.CORPUS / "specimen" / "texts", folder / "texts")
    for name in ("dictionary", "frames", "subframes", "masks", "cues", "reporting"):
        shutil.copy(paths.CORPUS / f"{name}.csv", folder)
    pieces = read_table(paths.CORPUS / "specimen" / "pieces.csv", "pieces")
    sums = [
        hashlib.sha256((folder / "texts" / f"{doc_id}.txt").read_bytes()).hexdigest()
        for doc_id in pieces["doc_id"]
    ]
    write_text(folder / "pieces.csv", as_csv(pieces.assign(sha256_text=sums)))
    files = feature_files(read_texts(folder, pieces), read_definitions(folder))
    for name, text in files.items():
        write_text(folder / name, text)
    return folder


@pytest.fixture
def same():
    """Return a function that asserts that a table has exactly these columns and rows."""

    def compare(table, columns, rows, tolerance=1e-9):
        expected = pd.DataFrame(rows, columns=columns.split())
        pd.testing.assert_frame_equal(
            table.reset_index(drop=True),
            expected,
            check_dtype=False,
            check_exact=False,
            rtol=0,
            atol=tolerance,
        )

    return compare


@pytest.fixture(scope="session")
def in_pairs():
    """Return a function that calls functions two at a time, as many as the machine is asked to have cores."""

    def call(*functions):
        with ThreadPoolExecutor(max_workers=2) as pool:
            return [future.result() for future in [pool.submit(function) for function in functions]]

    return call


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest, so that two processes end at about the same time."""
    long = ["test_pipeline", "test_notebooks_committed", "test_figures", "test_methods", "test_report"]
    long += ["test_many", "test_sheets", "test_dictionary", "test_results", "test_claims"]
    order = {item: [n for n, name in enumerate(long) if f"{name}.py" in item.nodeid] for item in items}
    items.sort(key=lambda item: (order[item] or [len(long)])[0])
