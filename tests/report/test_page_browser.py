"""The page as a reader has it: in Chromium, at a desk, on a phone, by keyboard and in print; and by axe."""

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

import scorer_cases
from chromium import browser
from framing import paths
from framing.report import evidence, write
from framing.results import analyse
from framing.study import Methods
from made_up import made_up

pytestmark = pytest.mark.long
REPORT = paths.ROOT / "analysis" / "framing" / "report"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = Path(tempfile.gettempdir()) / "framing-axe-core"


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def written(tmp_path_factory, shipped, specimen):
    """Return the page of the study, that of groups of pieces, and the one of evidence."""
    folder = tmp_path_factory.mktemp("pages")
    quick = Methods(resamples=300, word_resamples=50)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "DPI", 30)
        write.write_all(analyse(shipped, quick), folder / "study")
        write.write_all(made_up("class"), folder / "groups")
    own = evidence.write_private(specimen, analyse(specimen, quick), folder / "specimen")
    return {"study": folder / "study" / "index.html", "groups": folder / "groups" / "index.html", "own": own}


@pytest.fixture
def opened(chromium, written):
    """Return a function that opens a page; nothing but files may be asked for, and no script may fail."""
    asked, failed, views = [], [], []

    def open_page(name="study", view=DESK):
        page = chromium.new_page(viewport=view)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(written[name].as_uri())
        views.append(page)
        return page

    yield open_page
    for page in views:
        page.close()
    assert asked and [url for url in asked if not url.startswith("file:")] == []
    assert failed == []


@pytest.fixture(scope="module")
def axe():
    """Return the file of axe-core, got from npm and kept outside the repository; else skip."""
    file = AXE / "package" / "axe.min.js"
    if not file.is_file():
        if not shutil.which("npm"):
            pytest.skip("axe-core is not here, and neither is npm to get it")
        AXE.mkdir(exist_ok=True)
        command = ["npm", "pack", "axe-core@4.10.2", "--silent", "--pack-destination", str(AXE)]
        if subprocess.run(command, capture_output=True, cwd=AXE, timeout=120, check=False).returncode:
            pytest.skip("axe-core is not here, and npm cannot get it")
        with tarfile.open(next(AXE.glob("axe-core-*.tgz"))) as packed:
            packed.extractall(AXE, filter="data")
    return file


def test_the_scorer_agrees_with_python_here_too(opened, lookup_cases, specimen):
    page = opened()
    page.add_script_tag(path=Path(__file__).parent / "check_scorer.js")
    cases = scorer_cases.cases(lookup_cases) | {"studies": [scorer_cases.of_specimen(specimen)]}
    assert page.evaluate("cases => disagreements(cases, lexicon, lexiconClaims)", cases) == []


@pytest.mark.parametrize("name", ["study", "groups", "own"])
@pytest.mark.parametrize("view", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(opened, axe, name, view):
    page = opened(name, view)
    page.add_script_tag(path=axe)
    if name == "study":
        page.get_by_label("Add a word").fill("war")
        page.keyboard.press("Enter")
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    told = [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found["violations"]]
    assert told == []


@pytest.mark.parametrize("name", ["study", "groups", "own"])
@pytest.mark.parametrize("view", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_runs_off_the_side(opened, name, view):
    page = opened(name, view)
    assert page.evaluate("document.documentElement.scrollWidth") <= view["width"]
    # all cells of the claims stand within the screen
    sides = page.evaluate(
        "[...document.querySelectorAll('table.claims tbody *')].map(cell => cell.getBoundingClientRect())"
        ".filter(box => box.width).map(box => [box.left, box.right])"
    )
    assert name == "own" or len(sides) > 100
    assert all(left >= 0 and right <= view["width"] for left, right in sides)


def test_the_claims_are_whole_in_print(opened, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    page = opened()
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    ran = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    )
    heads = [line for line in ran.stdout.splitlines() if line.split()[:2] == ["Claim", "Estimate"]]
    assert heads and heads[0].split() == [
        *("Claim", "Estimate", "Unit", "Interval", "p", "Readers", "Kept", "Verdict"),
    ]
    # the table runs over pages, each with its heads
    assert len(heads) > 1 and "Lexicon lab" not in ran.stdout.split("Figure 2.")[2]


def rates(page):
    rows = page.locator("#lab-rates tr").all()
    return {row.locator("th").inner_text(): float(row.locator("td").nth(2).inner_text()) for row in rows}


def marks(page):
    return page.eval_on_selector_all("#lab-figure circle.mark", "all => all.map(c => c.getAttribute('cx'))")


def test_the_lab_starts_as_the_study_and_moves_with_what_is_taken_out(opened, shipped):
    page = opened()
    salience = analyse(shipped)["salience"]
    own = salience[salience["frame"] == "escalation"]
    labels = shipped.pieces.set_index("doc_id")["label"]
    wanted = {labels[row.doc_id]: round(row.rate, 1) for row in own.itertuples()}
    assert rates(page) == pytest.approx(wanted, abs=0.051)
    before = marks(page)
    page.get_by_label(re.compile(r"^escalat\* \(")).uncheck()
    assert marks(page) != before
    hits = shipped.features.hits
    left = hits[(hits["frame"] == "escalation") & (hits["pattern"] != "escalat*")]
    words = shipped.features.sentences.groupby("doc_id")["n_words"].sum()
    without = left.groupby("doc_id")["n"].sum().reindex(words.index, fill_value=0) / words * 1000
    assert rates(page) == pytest.approx({labels[i]: rate for i, rate in without.items()}, abs=0.051)
    page.wait_for_function("document.getElementById('lab-turned').textContent.startsWith('Of 13 claims')")
    page.get_by_role("button", name="Reset").click()
    assert marks(page) == before
    assert "as in the study" in page.locator("#lab-told").inner_text()


def test_the_lab_is_worked_by_keyboard_alone_and_says_what_happens(opened):
    page = opened(view=PHONE)
    page.get_by_label("Frame", exact=True).focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#lab-told").inner_text().startswith("Deterrence")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    before = marks(page)
    page.keyboard.press("Space")
    assert marks(page) != before and "in the study. Per 1,000 words" in page.locator("#lab-told").inner_text()
    page.get_by_label("Add a word").focus()
    page.keyboard.type("Warn*")
    page.keyboard.press("Enter")
    told = page.locator("#lab-told").inner_text()
    assert told.startswith("warn* is added: ")
    page.wait_for_function("document.getElementById('lab-turned').textContent.includes('cannot be judged')")
    assert "needs paragraphs" in page.locator("#lab-claims").inner_text()
    page.get_by_role("button", name="Remove warn*").focus()
    page.keyboard.press("Enter")
    assert "is taken out again" in page.locator("#lab-told").inner_text()
    assert page.evaluate("document.activeElement.id") == "lab-word"


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("a * quiet war", "it is a phrase, and what is released"),
        ("war,", "only words are released"),
        ("*", "would match any word"),
        ("escalat*", "is counted already"),
        ("", "Write a word first"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_the_reason(opened, word, reason):
    page = opened()
    before = marks(page)
    page.get_by_label("Add a word").fill(word)
    page.get_by_role("button", name="Add", exact=True).click()
    assert reason in page.locator("#lab-told").inner_text()
    assert marks(page) == before and page.locator("#lab-added li").count() == 0


def test_a_sentence_is_looked_up_with_the_lexicon_as_edited(opened):
    page = opened()
    page.get_by_label("A sentence of your own").fill("The envoy fears that it will escalate past a red line.")
    hits = page.locator("#lab-hits")
    assert 'Escalation: "escalate" (escalat*)' in hits.inner_text()
    assert 'Deterrence: "red line" (red line*)' in hits.inner_text()


def test_a_mark_of_the_evidence_leads_to_its_sentences(opened):
    page = opened("own")
    page.get_by_role("link", name=re.compile("Corvale Courier, Escalation: 6 hits")).click()
    assert page.evaluate("document.querySelector(':target').querySelectorAll('mark').length") == 6
    assert json.dumps(page.url).endswith('#p0-f0"')
