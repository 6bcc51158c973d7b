"""Numbers for running text: names of letters, each once; the numbers are those of the tables."""

import json
import re

import pytest

from framing.export.names import camel, letters, parts_of, unique
from framing.export.numbers import as_json, macros, numbers
from made_up import CORPORA, long_where_large, made_up

MACRO = re.compile(r"\\newcommand\{\\(\w+)\}\{(.*)\} % (.+)")


def defined(text):
    return [MACRO.fullmatch(line).groups() for line in text.splitlines() if not line.startswith("%")]


def test_the_numbers_of_two_texts_are_those_that_can_be_counted(own_results):
    found = {name: number.value for name, number in numbers(own_results).items()}
    counted = {
        "FramingPieces": 2,
        "FramingParagraphs": 6,
        "FramingSentences": 8,
        "FramingWordsDam": 19,
        "FramingHitsWater": 3,
        "FramingHitsDamWater": 2,
        "FramingHitsHillHeat": 2,
        "FramingSalienceDamHeat": 0.0,
        "FramingSalienceDamHeatLow": 0.0,
        "FramingClaims": 0,
        "FramingSettingSeed": "7",
    }
    assert {name: found[name] for name in counted} == counted
    assert found["FramingSalienceDamWater"] == pytest.approx(2 / 19 * 1000, abs=5e-5)


def test_the_numbers_of_the_study_are_those_of_its_tables(study_results):
    found = numbers(study_results)
    rates = study_results["salience"].set_index(["doc_id", "frame"]).loc[("000", "escalation")]
    said = [found[f"FramingSalienceNationalInterestEscalation{side}"] for side in ("", "Low", "High")]
    assert [n.value for n in said] == [round(rates[c], 4) for c in ("rate", "low", "high")]
    assert [n.text for n in said] == [f"{rates[c]:.1f}" for c in ("rate", "low", "high")]
    claims = study_results["claims"].set_index("claim")
    claim = claims.loc["genre:transition"]
    assert found["FramingClaimGenreTransitionPolitics"].value == round(claim["estimate"], 4)
    assert found["FramingClaimGenreTransitionPoliticsPHolm"].value == round(claim["p_holm"], 4)
    assert found["FramingClaimGenreTransitionPoliticsVerdict"].text == claim["verdict"]
    assert (
        found["FramingClaims"].value
        == len(claims)
        == sum(number.value for name, number in found.items() if re.fullmatch("FramingClaims[A-Z].*", name))
    )
    alpha = study_results["agreement"].query("coder_a == 'machine-1' and coder_b == 'machine-3a'").iloc[1]
    assert found["FramingAlphaDeterrenceMachineOneMachineThreeA"].value == round(alpha["alpha"], 4)
    recall = study_results["validation"].query("measure == 'recall' and doc_id == 'all'").iloc[0]
    assert found["FramingRecallEscalationMachineOne"].value == round(recall["value"], 4)
    assert found["FramingRecallEscalationMachineOneN"].value == recall["n"]
    mean = study_results["sentiment"].query("doc_id == '001' and score == 'as written'").iloc[0]
    assert found["FramingSentimentRespStatecraftAsWritten"].value == round(mean["mean"], 4)


@pytest.mark.parametrize("shape", long_where_large([*CORPORA, "class"]))
def test_names_are_letters_and_stand_once_and_json_says_the_same(shape):
    results = made_up(shape)
    made, said = defined(macros(results)), json.loads(as_json(results))
    names = [name for name, _, _ in made]
    assert len(names) > 20
    assert all(re.fullmatch("Framing[A-Za-z]+", name) for name in names)
    assert len(set(names)) == len(names)
    assert list(said) == sorted(names)
    plain = {
        name: text.replace(r"\ensuremath{-}", "−").replace(r"\ensuremath{<}", "<") for name, text, _ in made
    }
    assert plain == {name: number["text"] for name, number in said.items()}
    # what LaTeX would take for an end of the definition
    assert not any(re.search(r"(?<!\\)[%&$#_]|[−<>]", text) for _, text, _ in made)


def test_the_same_results_give_the_same_names_in_the_order_of_the_tables(study_results):
    assert macros(study_results) == macros(study_results)
    names = [name for name, _, _ in defined(macros(study_results))]
    assert names[:3] == ["FramingPieces", "FramingParagraphs", "FramingSentences"]
    assert names.index("FramingSalienceNationalInterestEscalation") < names.index("FramingClaims")


def test_numbers_below_zero_and_not_defined_are_written_so(study_results):
    found, made = numbers(study_results), dict(row[:2] for row in defined(macros(study_results)))
    below = found["FramingSentimentRespStatecraftAsWritten"]
    assert below.value < 0 and below.text.startswith("−0.")
    assert made["FramingSentimentRespStatecraftAsWritten"] == rf"\ensuremath{{-}}{below.text[1:]}"
    none = [number for number in numbers(made_up("nothing")).values() if number.value is None]
    assert none and {number.text for number in none} == {"none"}


def test_words_become_letters():
    assert camel("machine-3a") == "MachineThreeA"
    assert camel("Ärzte & Söhne 24") == "ArzteAndSohneTwoFour"
    assert [letters(n) for n in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    assert parts_of({"a": "North", "b": "North!", "c": "北"}, "Piece") == {
        "a": "NorthA",
        "b": "NorthB",
        "c": "PieceC",
    }
    assert unique(["A", "A", "AB", "A"]) == ["A", "AC", "AB", "AD"]
