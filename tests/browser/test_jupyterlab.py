"""JupyterLab as a reader has it: `make lab`, every notebook run to its end, the lexicon lab moved."""

import pytest

from browser.lab_driver import JupyterLab, chromium, command
from checkout import copy_study
from framing import paths

NOTEBOOKS = sorted(path.name for path in paths.NOTEBOOKS.glob("*.ipynb"))
LAB = "08_lexicon_lab.ipynb"
_SOURCE = ".jp-OutputArea .widget-html img"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Return JupyterLab on a copy of the study."""
    chromium()
    folder = tmp_path_factory.mktemp("lab")
    root = copy_study(folder / "study")
    with JupyterLab(root, folder) as started:
        yield started


def test_make_lab_asks_nothing_of_the_network_and_works_as_root():
    words, settings = command(paths.ROOT)
    assert words[2:5] == ["jupyter", "lab", "notebooks"]
    assert {"--allow-root", "--LabApp.news_url=None"} <= {*words}
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in words
    assert settings == {"JUPYTER_CONFIG_PATH": str(paths.ROOT / ".jupyter")}


@pytest.mark.long
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_notebook_runs_to_its_end(name, lab):
    lab.open(name)
    cells = [cell for cell in lab.run_all(name)["cells"] if cell["cell_type"] == "code"]
    errors = [o for cell in cells for o in cell["outputs"] if o["output_type"] == "error"]
    assert errors == []
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    # no dialogue asks about news or updates
    assert lab.page.locator(".jp-Dialog").all_inner_texts() == []
    assert lab.page.locator(".Toastify__toast").all_inner_texts() == []
    lab.shut_down()


@pytest.mark.long
def test_moving_the_lexicon_lab_moves_its_figure(lab):
    lab.open(LAB)
    lab.run_all(LAB)
    page = lab.page
    figure, patterns = page.locator(_SOURCE).first, page.locator(".widget-select-multiple select").first
    patterns.scroll_into_view_if_needed()
    before, said = figure.get_attribute("src"), figure.get_attribute("alt")
    assert said.endswith("none.")
    patterns.select_option(index=0)
    page.wait_for_function("([q, b]) => document.querySelector(q).src !== b", arg=[_SOURCE, before])
    assert figure.get_attribute("alt") != said
    page.get_by_role("button", name="Put all back").first.click()
    page.wait_for_function("([q, b]) => document.querySelector(q).src === b", arg=[_SOURCE, before])
    page.get_by_placeholder("one pattern a line").first.fill("two words")
    page.get_by_placeholder("one pattern a line").first.blur()
    page.get_by_text("Not changed.").first.wait_for()
    lab.shut_down()


@pytest.mark.long
def test_nothing_was_asked_of_the_network(lab):
    assert any("/lab/tree/" in url for url in lab.requests)
    assert lab.outside() == []
