"""Hard-wrapped lines: joined where the width shows them, left alone where lines mean something."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text.lines import rejoin_lines

PLAIN = (
    "the harbour was quiet and most of the boats had gone out before dawn because the wind was low "
    "while those who stayed mended their nets on the long grey quay near the old customs house"
)
PROSE = st.lists(st.sampled_from(PLAIN.split()), min_size=60, max_size=200).map(" ".join)
FERRY = (
    "The ferry to the northern isles sailed late on Monday because the crew had asked for more time "
    "to load the mail. Nobody on the quay complained, and the master of the port said that he would "
    "write to the owners about the timetable before the end of the month."
)
TIDE = (
    "A second ferry, which is older and slower, waits in the outer harbour until the tide turns and "
    "takes on whatever the first has left behind. It rarely sails full."
)


@pytest.mark.parametrize("width", [30, 34, 40, 60, 66, 72, 79, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_wrapped_paragraphs_are_joined(width, end):
    wrapped = "\n\n".join(textwrap.fill(text, width) for text in (FERRY, TIDE)).replace("\n", end)
    assert rejoin_lines(wrapped) == (f"{FERRY}\n\n{TIDE}", True)


@given(PROSE, st.integers(28, 90))
def test_what_was_wrapped_at_any_width_comes_back(prose, width):
    assert rejoin_lines(textwrap.fill(prose, width)) == (prose, True)


def test_lines_broken_by_hand_are_joined():
    text = (
        "The tide turned when a grey\nboat was seen off the point, and\nthe men on the quay put down\n"
        "their nets until the spring came.\n\nNobody was sure of what the boat\n"
        "at the mole would do when it was\nunloaded."
    )
    joined, changed = rejoin_lines(text)
    assert changed
    assert [len(part.split()) for part in joined.split("\n\n")] == [26, 16]


def test_headings_items_and_indented_paragraphs_stay_apart():
    text = "\n".join(
        [
            "HARBOUR NEWS",
            *textwrap.wrap(FERRY, 60),
            *textwrap.wrap(TIDE, 60, initial_indent="   "),
            "Two things are asked of the owners:",
            "- a timetable that the crew can keep",
            "- a second gangway",
        ]
    )
    assert rejoin_lines(text)[0].split("\n") == [
        "HARBOUR NEWS",
        FERRY,
        "   " + TIDE,
        "Two things are asked of the owners:",
        "- a timetable that the crew can keep",
        "- a second gangway",
    ]


def test_a_parted_word_is_joined_as_the_text_has_it_elsewhere():
    text = (
        "The customs house keeps a longhand list of ves-\nsels, and every one of the vessels pays a long-\n"
        "standing due that the owners of the boats call\na burden of the old days and pay all the same."
    )
    joined, _ = rejoin_lines(text)
    assert "list of vessels, and" in joined
    assert "a long-standing due" in joined


@pytest.mark.parametrize(
    "text",
    [
        FERRY + "\n\n" + TIDE,
        FERRY + "\n" + TIDE + "\n" + "It rained. " * 3,
        # verse, with capitals and without, in lines of much the same length
        "The harbour sleeps beneath the hill,\nThe nets are dry, the oars are still,\n"
        "And where the lantern used to burn\nThe gulls alone await return,\n"
        "Until the morning bell is rung\nAnd every mooring rope unstrung.",
        "boats\nthat went out\nin the grey of the morning\ncome home\n"
        "heavy with the small silver\nof the day",
        "the boats went out before the light\nand nobody stood by to wave\nwhile all along the harbour wall\n"
        "a row of lamps went out in turn\nuntil the quay was dark again\nand only rain was left to hear",
        # dialogue
        "“Has the ferry sailed?” he asked.\n“Not before the tide turns.”\n"
        "“And when is that?”\n“After nine, they say.”",
        # a list, and a table in columns of fixed width
        "bread\nsalted butter\na sack of onions\ntwo lengths of tarred rope\na lamp\noil for the lamp",
        "2024-01-01  ferry    120   4.50\n2024-01-02  ferry    118   4.50\n2024-01-03  ferry    121   4.75\n"
        "2024-01-04  ferry    119   4.75",
        # sentences, one a line
        "\n".join(["The ferry sailed at nine today.", "The crew had asked for more time."] * 4),
        "Two lines that are wrapped and\nshow no width.",
        "",
        "\n\n",
    ],
)
def test_lines_that_mean_something_stay(text):
    assert rejoin_lines(text) == (text, False)


def test_what_an_e_mail_quotes_is_joined_without_its_marks():
    wrapped = textwrap.fill(FERRY, 60)
    quoted = textwrap.indent(textwrap.fill(TIDE, 60), "> ")
    older = textwrap.indent(textwrap.fill(FERRY, 60), ">> ")
    joined, changed = rejoin_lines("\n".join([wrapped, "", quoted, older]))
    assert changed and [line for line in joined.split("\n") if line] == [FERRY, TIDE, FERRY]
    # alone too, and what merely begins so stays
    assert rejoin_lines(older) == ("\n" + FERRY, True)
    assert rejoin_lines("> 5 boats\n" * 5) == ("> 5 boats\n" * 5, False)


def test_a_script_without_capitals_is_joined_too():
    prose = " ".join(["नाव आज सुबह बहुत देर से चली क्योंकि हवा कम थी और लोग घाट पर खड़े थे"] * 6)
    assert rejoin_lines(textwrap.fill(prose, 50)) == (prose, True)


@given(st.text("aB c.\n-\r>", max_size=200))
def test_no_word_is_lost(text):
    joined, changed = rejoin_lines(text)
    marks = str.maketrans("", "", "->")
    assert "".join(joined.split()).translate(marks) == "".join(text.split()).translate(marks)
    assert changed or joined == text
