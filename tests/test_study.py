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
