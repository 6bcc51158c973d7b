"""The lexicon lab, driven without a browser: what is changed is counted, drawn, and shown in context."""

import json

import nbformat
import pytest

import framing as fr
from framing.lab.changes import Change, apply
from framing.notebooks import execute

FEW = fr.Methods(resamples=300, word_resamples=100)


class Driver:
    """The parts of a lab by what they are."""

    def __init__(self, box):
        self.box = box
        named = {part.description: part for part in box.children if getattr(part, "description", "")}
        self.frame, self.out, self.add = (named[name] for name in ("Frame", "Take out", "Add"))
        self.pattern, self.unless = named.get("Pattern"), named.get("unless")
        buttons, self.status, self.figure, self.claims, self.lines = box.children[-5:]
        self.test, self.back = buttons.children


@pytest.fixture
def lab(sea):
    return Driver(fr.lab_widget(fr.analyse(sea, FEW), "storm"))


@pytest.fixture
def released_lab(released_sea):
    return Driver(fr.lab_widget(fr.analyse(released_sea, FEW), "storm"))


def test_it_begins_with_the_study_itself(lab):
    assert lab.frame.options == (("Storm", "storm"), ("Calm", "calm"))
    assert [label for label, _ in lab.out.options] == [
        "gale* (2 hits)",
        "wind (2 hits)",
        "high wind* (1 hit)",
    ]
    assert "The study's own dictionary" in lab.status.value.replace("&#x27;", "'")
    assert 'alt="Hits per 1,000 words that change: none."' in lab.figure.value
    assert (lab.pattern.value, lab.unless.value) == ("gale*", "gale warning*")
    assert lab.lines.value == lab.claims.value == ""


def test_taking_a_pattern_out_moves_the_figure_and_shows_the_hits_that_go(lab):
    before = lab.figure.value
    lab.out.value = ("gale*",)
    assert lab.figure.value != before
    assert "a, Storm" in lab.figure.value
    assert lab.lines.value.count("<td>gone</td>") == 2
    assert "<b>gales</b>" in lab.lines.value
    assert "Storm: without gale*" in lab.status.value
    lab.out.value = ()
    assert lab.figure.value == before


def test_adding_a_pattern_shows_the_hits_that_come(lab):
    lab.add.value = "swell\n big  sea \n"
    assert lab.lines.value.count("<td>new</td>") == 2
    assert "with swell, big sea" in lab.status.value


def test_what_sets_a_pattern_aside_can_be_changed(lab):
    lab.pattern.value = "gale*"
    assert lab.unless.value == "gale warning*"
    assert lab.lines.value == ""
    lab.unless.value = ""
    assert lab.lines.value.count("<td>new</td>") == 1
    lab.pattern.value = "wind"
    assert lab.unless.value == ""
    lab.pattern.value = "gale*"
    assert lab.unless.value == ""


def test_changes_of_another_frame_stay_and_all_can_be_put_back(lab):
    before = lab.figure.value
    lab.out.value = ("wind",)
    lab.frame.value = "calm"
    assert lab.out.value == ()
    lab.add.value = "harbour"
    assert "Storm: without wind; Calm: with harbour" in lab.status.value
    lab.frame.value = "storm"
    assert lab.out.value == ("wind",)
    lab.back.click()
    assert (lab.out.value, lab.add.value, lab.figure.value) == ((), "", before)


def test_claims_are_worked_out_on_demand(lab):
    lab.out.value = ("gale*", "wind", "high wind*")
    assert lab.claims.value == ""
    lab.test.click()
    assert "Claims that flip" in lab.claims.value or "No verdict" in lab.claims.value
    assert "cannot be made" in lab.claims.value
    lab.out.value = ("wind",)
    assert lab.claims.value == ""


def test_what_cannot_be_is_said_and_the_figure_stays(lab):
    before = lab.figure.value
    lab.add.value = "wind"
    assert "<b>Not changed.</b>" in lab.status.value
    assert lab.figure.value == before


def test_without_texts_it_counts_and_says_what_needs_them(released_lab):
    assert released_lab.unless is None
    before = released_lab.figure.value
    released_lab.out.value = ("gale*",)
    assert released_lab.figure.value != before
    assert "Hits in context need the texts" in released_lab.lines.value
    released_lab.add.value = "big swell"
    assert "no order of words is released" in released_lab.status.value
    released_lab.add.value = "swell"
    assert "bags of whole pieces" in released_lab.status.value


def test_without_a_browser_it_shows_figure_and_words(lab):
    shown = lab.box._repr_mimebundle_()
    assert {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"} == {*shown}
    assert lab.figure.value in shown["text/html"]


def test_markup_in_words_is_no_markup(lab):
    lab.add.value = "<b>swell"
    assert "<b>swell" not in lab.status.value


def test_another_frame_is_refused(sea):
    with pytest.raises(fr.FramingError, match="no frame 'fog'; choose one of storm, calm"):
        fr.lab_widget(fr.analyse(sea, FEW), "fog")


def test_a_pattern_taken_out_is_set_aside_by_nothing(sea):
    change = Change(out=("gale*",), unless=(("gale*", ""),))
    assert apply(sea.definitions.dictionary, {"storm": change})["pattern"].tolist()[:2] == [
        "high wind*",
        "wind",
    ]


def test_patterns_that_are_only_looked_at_stay_as_they_are(lab):
    lab.pattern.value = "gale*"
    lab.out.value = ("wind",)
    lab.unless.value = "gale warning* | gale force"
    lab.unless.value = "gale warning*"
    assert lab.status.value == "<p>Storm: without wind</p>"
    assert lab.lines.value.count("<td>gone</td>") == 2
    assert lab.lines.value.count("<td>new</td>") == 0


def test_an_executed_notebook_holds_no_name_of_a_widget(tmp_path):
    source = "import ipywidgets\nipywidgets.HTML('wet')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="one")])
    (tmp_path / "a.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    first, second = execute(tmp_path / "a.ipynb"), execute(tmp_path / "a.ipynb")
    assert first == second
    assert [*json.loads(first)["cells"][0]["outputs"][0]["data"]] == ["text/plain"]
