"""A dictionary with other patterns."""

import pandas as pd
import pytest

import framing as fr


@pytest.fixture
def dictionary(sea):
    return sea.definitions.dictionary


def rows(table):
    return [tuple(row) for row in table[["frame", "pattern", "unless"]].itertuples(index=False)]


def test_patterns_are_taken_out_added_and_set_aside(dictionary):
    edited = fr.edit_dictionary(
        dictionary, "storm", out=["wind"], add=["Squall*"], unless={"gale*": "", "squall*": "squall line*"}
    )
    assert rows(edited) == [
        ("storm", "gale*", ""),
        ("storm", "high wind*", ""),
        ("calm", "still water", ""),
        ("calm", "lull*", ""),
        ("storm", "squall*", "squall line*"),
    ]


def test_nothing_changed_is_the_same_table(dictionary):
    pd.testing.assert_frame_equal(fr.edit_dictionary(dictionary, "storm"), dictionary)


def test_a_pattern_of_another_frame_stays():
    both = fr.from_nested({"storm": ["swell"], "calm": ["swell"]})
    edited = fr.edit_dictionary(both, "calm", out=["swell"])
    assert rows(edited) == [("storm", "swell", "")]
    assert rows(fr.edit_dictionary(both, "calm", unless={"swell": "swell head*"}))[0] == (
        "storm",
        "swell",
        "",
    )


def test_weights_stay_and_an_added_pattern_weighs_1(dictionary):
    edited = fr.edit_dictionary(dictionary.assign(weight=0.5), "storm", add=["squall"])
    assert edited["weight"].tolist() == [0.5] * 5 + [1.0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"out": ["lull*"]}, r"frame 'storm' has no pattern 'lull\*'"),
        ({"unless": {"squall": "x"}}, "frame 'storm' has no pattern 'squall'"),
        ({"add": ["wind"]}, "has the pattern 'wind' already"),
        ({"add": ["squall", "Squall"]}, "has the pattern 'squall' already"),
        ({"add": ["#tide"]}, "pattern '#tide' can match nothing"),
    ],
)
def test_what_cannot_be_is_refused(dictionary, change, message):
    with pytest.raises(fr.FramingError, match=message):
        fr.edit_dictionary(dictionary, "storm", **change)
