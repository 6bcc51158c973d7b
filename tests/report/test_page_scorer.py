"""The scorer of the page, held to Python on one fixture: in node here, in a browser in test_page_browser."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import scorer_cases
from framing import paths

REPORT = paths.ROOT / "analysis" / "framing" / "report"
CHECK = Path(__file__).parent / "check_scorer.js"
NODE = pytest.mark.skipif(not shutil.which("node"), reason="node is not here; a browser runs the same cases")
_RUN = """
const [check, scorer, claims, cases] = process.argv.slice(1);
const read = JSON.parse(require("fs").readFileSync(cases, "utf-8"));
console.log(JSON.stringify(require(check)(read, require(scorer), require(claims))));
"""


@pytest.fixture(scope="module")
def cases(lookup_cases, specimen):
    return scorer_cases.cases(lookup_cases) | {"studies": [scorer_cases.of_specimen(specimen)]}


def disagreements(cases, folder):
    path = folder / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    scripts = [CHECK, REPORT / "lexicon_scorer.js", REPORT / "lexicon_claims.js", path]
    ran = subprocess.run(
        ["node", "-e", _RUN, *map(str, scripts)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return json.loads(ran.stdout)


def test_there_are_cases_of_every_kind(cases):
    assert len(cases["lookups"]) == 840
    assert len(cases["bags"]) > 350 and sum(case["n"] > 0 for case in cases["bags"]) > 200
    asides = [place[3] for case in cases["places"] for place in case["found"]]
    assert sum(asides) > 50 and len(asides) - sum(asides) > 300


@NODE
def test_the_scorer_of_the_page_finds_what_python_finds(cases, tmp_path):
    assert disagreements(cases, tmp_path) == []


@NODE
@pytest.mark.long
def test_so_it_does_of_studies_and_groups_with_patterns_out_and_words_in(shipped, specimen, cases, tmp_path):
    studies = [*scorer_cases.studies(shipped, specimen), *scorer_cases.added(specimen)]
    verdicts = {row["verdict"] for study in studies for row in study.get("claims", ())}
    assert verdicts >= {"not distinguishable", "artefact of wording", "depends on choices"}
    assert sum("most" in study for study in studies) > 15
    assert disagreements({kind: [] for kind in cases} | {"studies": studies}, tmp_path) == []


@NODE
def test_a_case_that_differs_is_told(cases, tmp_path):
    wrong = {kind: [] for kind in cases} | {"bags": [{"bag": [["war", 2]], "patterns": ["w*"], "n": 3}]}
    assert disagreements(wrong, tmp_path) == ["bag 0: 2 instead of 3"]
