"""The types that travel: choices that are checked, and results that nobody can put others in the place of."""

import dataclasses

import pandas as pd
import pytest

from framing.errors import FramingError
from framing.study import Methods, Results


@pytest.fixture
def results():
    made = []
    makers = {
        "one": lambda _: made.append("one") or pd.DataFrame({"n": [1, 2]}),
        "two": lambda r: made.append("two") or r["one"] + 1,
    }
    return Results(None, Methods(), makers), made


def test_tables_are_made_when_asked_for_once_and_from_each_other(results):
    tables, made = results
    assert list(tables) == ["one", "two"] and len(tables) == 2 and made == []
    assert tables["two"]["n"].tolist() == [2, 3]
    assert tables["one"]["n"].tolist() == [1, 2]
    assert made == ["two", "one"]


def test_a_table_cannot_be_put_in_anothers_place_nor_changed_in_place(results):
    tables, _ = results
    with pytest.raises(TypeError, match="read-only.*change Methods and call analyse again"):
        tables["one"] = pd.DataFrame()
    with pytest.raises(TypeError):
        del tables["one"]
    got = tables["one"]
    got.loc[0, "n"] = 9
    got["m"] = 0
    assert tables["one"].to_dict("list") == {"n": [1, 2]}
    assert tables["two"]["n"].tolist() == [2, 3]


def test_an_unknown_table_is_a_key_error(results):
    with pytest.raises(KeyError, match="three"):
        results[0]["three"]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"coverage": 95}, r"coverage is 95; it must lie between 0 and 1, such as 0.95"),
        ({"coverage": 1.0}, "coverage is 1.0"),
        ({"share_kept": "0.9"}, "share_kept is '0.9'"),
        ({"resamples": 0}, "resamples is 0; it must be a whole number from 1"),
        ({"resamples": 10.5}, "resamples is 10.5"),
        ({"draws": True}, "draws is True"),
        ({"seed": -1}, "seed is -1; it must be a whole number from 0"),
        ({"prior": 0}, "prior is 0; it must be a number above 0"),
        ({"unit": "word"}, "unit is 'word'; it must be one of paragraph, sentence"),
        ({"interval": "t"}, "interval is 't'; it must be one of gamma mid-P, gamma, log t, BCa, percentile"),
        ({"power": 1}, "power is 1; it must lie between 0 and 1"),
    ],
)
def test_impossible_choices_are_refused_by_name(choice, message):
    with pytest.raises(FramingError, match=message):
        Methods(**choice)


def test_choices_are_frozen_and_reach_the_bootstraps():
    methods = Methods(coverage=0.8, resamples=30, word_resamples=7, seed=1, unit="sentence", interval="BCa")
    with pytest.raises(dataclasses.FrozenInstanceError):
        methods.coverage = 0.9
    assert methods.bootstrap == (30, 0.8, 1, "sentence", "BCa")
    assert methods.word_bootstrap == (7, 0.8, 1, "sentence", "BCa")


def test_the_study_of_the_main_frames_has_no_trace_of_an_adjacent_one(shipped):
    main, adjacent = shipped.main, "adjacent"
    assert shipped.definitions.frames["frame"].tolist() == [
        "escalation",
        "deterrence",
        "transition",
        adjacent,
    ]
    definitions, features = main.definitions, main.features
    assert definitions.frames["frame"].tolist() == ["escalation", "deterrence", "transition"]
    whole = (definitions.subframes, definitions.dictionary, features.hits, main.codings, main.checked)
    for table in (*whole, definitions.earlier, features.earlier):
        assert set(table["frame"]) == {"escalation", "deterrence", "transition"}
    # what does not hang on a frame stays
    assert features.sentences is shipped.features.sentences and features.bags is shipped.features.bags
    # and so does the order of rows
    own = shipped.features.hits
    pd.testing.assert_frame_equal(features.hits, own[own["frame"] != adjacent].reset_index(drop=True))


def test_the_earlier_study_has_the_earlier_dictionary_and_its_hits(shipped):
    earlier = shipped.earlier
    assert earlier.definitions.dictionary is shipped.definitions.earlier
    assert earlier.features.hits is shipped.features.earlier
    assert earlier.earlier is None
    assert not earlier.definitions.dictionary.equals(shipped.definitions.dictionary)
    for lacking in (
        dataclasses.replace(shipped, features=shipped.features._replace(earlier=None)),
        dataclasses.replace(shipped, definitions=dataclasses.replace(shipped.definitions, earlier=None)),
    ):
        assert lacking.earlier is None
