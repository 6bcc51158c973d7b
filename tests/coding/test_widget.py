"""The coding widget, driven without a browser: ticks are saved at once and it resumes where it stopped."""

import ipywidgets as widgets
import pandas as pd
import pytest

from framing import FramingError, files
from framing.coding import widget as coding_widget

FRAMES = pd.DataFrame(
    {"frame": ["war", "peace"], "label": ["War <1>", "Peace"], "definition": ["Any war.", "Any peace."]}
)
SHEET = "item,text,war,peace,notes\n1,a < b.,,,hm\n2,It rained.,,,\n3,It poured.,,,\n"


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "amy.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def parts(widget):
    sentence, boxes, buttons, status, _ = widget.children
    return sentence, *boxes.children, *buttons.children, status


def cells(path):
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [(row[2], row[3]) for row in rows]


def test_one_sentence_is_shown_with_a_box_per_frame(sheet):
    widget = coding_widget.coding_widget(sheet, FRAMES)
    sentence, war, peace, back, forward, status = parts(widget)
    assert isinstance(widget, widgets.VBox)
    assert "a &lt; b." in sentence.value
    assert [box.description for box in (war, peace)] == ["War <1>", "Peace"]
    assert (war.value, peace.value, back.disabled, forward.disabled) == (False, False, True, False)
    assert status.value == "Sentence 1 of 3; 3 to be coded"
    assert sheet.read_text(encoding="utf-8") == SHEET


def test_a_tick_is_saved_at_once_and_next_fills_the_rest_with_0(sheet):
    sentence, war, _peace, _back, forward, status = parts(coding_widget.coding_widget(sheet, FRAMES))
    war.value = True
    assert cells(sheet) == [("1", ""), ("", ""), ("", "")]
    forward.click()
    assert cells(sheet) == [("1", "0"), ("", ""), ("", "")]
    assert "It rained." in sentence.value
    assert war.value is False
    assert status.value == "Sentence 2 of 3; 2 to be coded"
    assert ",hm\n" in sheet.read_text(encoding="utf-8")


def test_back_shows_what_was_ticked_and_codes_nothing(sheet):
    sentence, war, peace, back, forward, _status = parts(coding_widget.coding_widget(sheet, FRAMES))
    peace.value = True
    forward.click()
    back.click()
    assert "a &lt; b." in sentence.value
    assert (war.value, peace.value, back.disabled) == (False, True, True)
    assert cells(sheet) == [("0", "1"), ("", ""), ("", "")]
    peace.value = False
    assert cells(sheet)[0] == ("0", "0")
    back.click()
    assert "a &lt; b." in sentence.value


def test_it_resumes_at_the_first_sentence_that_waits(sheet):
    parts(coding_widget.coding_widget(sheet, FRAMES))[4].click()
    sentence, war, *_ = parts(coding_widget.coding_widget(sheet, FRAMES))
    assert "It rained." in sentence.value
    war.value = True
    sentence, war, _peace, _back, forward, status = parts(coding_widget.coding_widget(sheet, FRAMES))
    assert "It rained." in sentence.value
    assert war.value is True
    forward.click()
    forward.click()
    assert status.value == "Sentence 3 of 3; all are coded"
    forward.click()
    assert cells(sheet) == [("0", "0"), ("1", "0"), ("0", "0")]
    sentence, *_, status = parts(coding_widget.coding_widget(sheet, FRAMES))
    assert "It poured." in sentence.value
    assert status.value == "Sentence 3 of 3; all are coded"


def test_what_was_written_elsewhere_stays(sheet):
    *_, forward, _status = parts(coding_widget.coding_widget(sheet, FRAMES))
    sheet.write_text(SHEET.replace("It poured.,,", "It poured.,1,1"), encoding="utf-8")
    forward.click()
    assert cells(sheet) == [("0", "0"), ("", ""), ("1", "1")]


def test_a_file_that_has_gone_is_said_and_nothing_moves_on(sheet):
    sentence, *_, forward, status = parts(coding_widget.coding_widget(sheet, FRAMES))
    sheet.unlink()
    forward.click()
    assert status.value.startswith("<b>Not saved.</b>")
    assert "cannot be read" in status.value
    assert "a &lt; b." in sentence.value


def test_a_write_that_fails_leaves_the_old_file_whole(sheet, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    *_, forward, status = parts(coding_widget.coding_widget(sheet, FRAMES))
    monkeypatch.setattr(files.Path, "replace", full)
    forward.click()
    assert "No space left on device" in status.value
    assert sheet.read_text(encoding="utf-8") == SHEET
    assert [path.name for path in sheet.parent.iterdir()] == ["amy.csv"]


@pytest.mark.parametrize("text", ["item,text,war,peace\n", "item,war,peace\n1,,\n"])
def test_a_sheet_without_sentences_is_refused(text, sheet):
    sheet.write_text(text, encoding="utf-8")
    with pytest.raises(FramingError, match="no sentences in it; make it with"):
        coding_widget.coding_widget(sheet, FRAMES)


def test_a_sheet_for_other_frames_is_refused(sheet):
    with pytest.raises(FramingError, match="0 columns are called 'escalation'"):
        coding_widget.coding_widget(sheet)
