"""The check cells: every exercise answered rightly, wrongly in each kind of error, oddly, and not at all."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing import paths
from framing.classroom import of_dictionary, of_sentiment
from framing.classroom.check import EXERCISES
from framing.classroom.marking import OPEN, RIGHT, SKIPPED, WRONG
from framing.coding.voice_check import read_planted
from framing.tables.checked import no_rows

FRAME = {
    "frame": "harbour",
    "definition": "The harbour and its ships are the matter.",
    "patterns": {
        "ferr*": "ships",
        "airfield*": "planes",
        "harbour*": "place",
        "pier*": "place",
        "boat*": "ships",
    },
}
PATTERNS = FRAME["patterns"]
PLANTED = read_planted().query("doc_id == 's02'")
VOICES, STANCES = list(PLANTED["voice"]), list(PLANTED["stance"])
ALONE = ("escalation", "003", "004")
ONE_BAG = ["Ostrany fears Tarsenia now, again", "Again Tarsenia fears Ostrany now,"]
SCORED = [
    "The United States party met at the Peace Institute.",
    "The drones hit the port and nobody has been seen since.",
]

ANSWERED_RIGHTLY = [
    ("01a", 18),
    ("01a", " 18 "),
    ("01a", np.int64(18)),
    ("01b", {("001", "000"), ("004", "002")}),
    ("01b", [["002", "004"], ("000", "001")]),
    ("01b", [("Resp. Statecraft", "national interest"), ("002", "004")]),
    ("01c", ONE_BAG),
    ("01c", tuple(ONE_BAG)),
    ("02a", [-1, -1, 0, 1]),
    ("02a", np.array([-1.0, -1.0, 0.0, 1.0])),
    ("02a", pd.Series(["-1", "\u22121", "0", "1"])),
    ("02b", [0, 1] * 10),
    ("02c", SCORED),
    ("03a", 5),
    ("03b", "will pause"),
    ("03c", FRAME),
    ("04a", ["000", "003"]),
    ("04a", (" 000", "Am. Conservative")),
    ("04b", [2.46, 0.8]),
    ("04b", ("2,46", "0,80")),
    ("04b", np.array([2.457, 0.798])),
    ("04c", ({ALONE}, 1.5)),
    ("04c", [[("escalation", "004", "003")], "1,5"]),
    ("05a", "No"),
    ("05a", False),
    ("05a", np.False_),
    ("05b", "state"),
    ("05b", "Countries "),
    ("06a", list(zip(VOICES, STANCES, strict=True))),
    ("06a", [f"{voice}, {stance}" for voice, stance in zip(VOICES, STANCES, strict=True)]),
    ("06b", {"004"}),
    ("06b", "004"),
    ("06b", np.array(["004"])),
    ("06c", "The idea that the loan is an escalation belongs in a novel."),
    ("07a", [0.86, 0.92]),
    ("07a", ("86 %", "92%")),
    ("07b", "genre:transition"),
    ("07b", ["spread:transition"]),
    ("07c", (7.4, 2)),
    ("07c", ["7,4", "2"]),
    ("08a", "retaliat*"),
    ("08a", " Retaliat* "),
    ("08b", "determin* | deteriorat*"),
    ("08b", ["determin*", "deteriorat*"]),
]

ANSWERED_WRONGLY = [
    ("01a", 21, "marks"),
    ("01a", 20, "abbreviation"),
    ("01a", 17, "count"),
    ("01a", "eighteen", "form"),
    ("01a", True, "form"),
    ("01a", 18.5, "form"),
    ("01a", float("nan"), "form"),
    ("01a", [18], "form"),
    ("01b", {("001", "000")}, "missing"),
    ("01b", set(), "missing"),
    ("01b", {("001", "000"), ("002", "004"), ("003", "000")}, "too many"),
    ("01b", "000", "form"),
    ("01b", {("1", "0")}, "form"),
    ("01b", [(1, 0)], "form"),
    ("01b", {("000", "000")}, "form"),
    ("01c", ["Ostrany fears Tarsenia", "Tarsenia fears Ostrany"], "short"),
    ("01c", [ONE_BAG[0], ONE_BAG[0].upper()], "order"),
    ("01c", [ONE_BAG[0], "Again Tarsenia fears Ostrany too,"], "bag"),
    ("01c", ONE_BAG[0], "form"),
    ("01c", [ONE_BAG[0], 5], "form"),
    ("02a", [1, 1, 1, 1], "meaning"),
    ("02a", [1, -1, 0, 1], "surprise"),
    ("02a", [2, -1, 0, 1], "form"),
    ("02a", [-1, -1, 0], "form"),
    ("02a", {-1, 0, 1}, "form"),
    ("02b", [0, None] * 10, "missing"),
    ("02b", [0] * 20, "one code"),
    ("02b", [0] * 19, "form"),
    ("02c", ["Ministers met.", "The attack killed them."], "both"),
    ("02c", ["Ministers met.", SCORED[1]], "low"),
    ("02c", [SCORED[0], "The attack killed them."], "rated"),
    ("03a", 8, "added up"),
    ("03a", 4, "denied"),
    ("03a", 3, "phrases"),
    ("03a", 7, "count"),
    ("03b", "war", "misses"),
    ("03b", "before", "elsewhere"),
    ("03b", "a commander who knows that his own", "long"),
    ("03b", "pause-. !", "cannot match"),
    ("03b", ["will pause"], "form"),
    ("03b", " ", "form"),
    ("03c", "harbour", "form"),
    ("03c", {**FRAME, "patterns": ["ferr*"]}, "form"),
    ("03c", {**FRAME, "patterns": {"": "x"}}, "form"),
    ("03c", {**FRAME, "definition": "Ships."}, "definition"),
    ("03c", {**FRAME, "patterns": {"ferr*": "ships"}}, "few"),
    ("03c", {**FRAME, "patterns": dict.fromkeys(PATTERNS, " ")}, "reasons"),
    ("03c", {**FRAME, "patterns": {**PATTERNS, "pause-. !": "x"}}, "cannot match"),
    ("03c", {**FRAME, "patterns": {**PATTERNS, "boats": "x"}}, "doubtful"),
    ("03c", {**FRAME, "patterns": {f"xyz{letter}": "x" for letter in "abcde"}}, "no hit"),
    ("03c", {**FRAME, "patterns": {**PATTERNS, "retaliation": "x"}}, "overlap"),
    ("04a", ["003", "000"], "turned round"),
    ("04a", ["000", "000"], "rate"),
    ("04a", ["003", "003"], "hits"),
    ("04a", ["001", "002"], "both"),
    ("04a", ["000", {"003", "004"}], "rate"),
    ("04a", ["000", []], "rate"),
    ("04a", "000", "form"),
    ("04a", [0, 3], "form"),
    ("04b", [0.8, 2.46], "turned round"),
    ("04b", [0.00246, 0.0008], "per word"),
    ("04b", [0.25, 0.08], "per cent"),
    ("04b", [1, 2], "value"),
    ("04b", 2.46, "form"),
    ("04c", (set(), 1.5), "overlap"),
    ("04c", ({("escalation", "003", "002")}, 1.5), "too many"),
    ("04c", ({ALONE}, 0.05), "level"),
    ("04c", ({ALONE}, 3), "alarms"),
    ("04c", ({("escalation", "003", "003")}, 1.5), "form"),
    ("04c", ("003", 1.5), "form"),
    ("05a", "yes", "frequent"),
    ("05a", True, "frequent"),
    ("05a", 3, "form"),
    ("05b", "system", "first"),
    ("05b", "the", "log-odds"),
    ("05b", "pre-2014", "rare"),
    ("05b", "zebra", "unknown"),
    ("05b", 3, "form"),
    ("06a", [("author", "asserted")] * 15, "both"),
    ("06a", [("author", stance) for stance in STANCES], "voice"),
    ("06a", [(voice, "asserted") for voice in VOICES], "stance"),
    ("06a", [("narrator", "asserted")] * 15, "form"),
    ("06a", VOICES, "form"),
    ("06b", set(), "missing"),
    ("06b", {"004", "003"}, "too many"),
    ("06b", 4, "form"),
    ("06c", "The ferry is late.", "no hit"),
    ("06c", "Escalation breeds escalation.", "hits"),
    ("06c", 'An envoy said: "This is an escalation by the west."', "voice"),
    ("06c", "There is no escalation.", "stance"),
    ("06c", "It rained. This is an escalation.", "form"),
    ("07a", [0.92, 0.86], "turned round"),
    ("07a", [1, 0.92], "precision"),
    ("07a", [0.97, 0.92], "agreement"),
    ("07a", [0.86, 0.97], "agreement"),
    ("07a", [0.86, 0.5], "F1"),
    ("07a", [0.5, 0.92], "recall"),
    ("07b", "sentiment:001", "holds"),
    ("07b", "stance:all", "not tried"),
    ("07b", "top:all", "turns"),
    ("07b", {"genre:transition", "spread:transition"}, "one"),
    ("07b", "genre:weather", "form"),
    ("07c", (22.1, 1), "unchanged"),
    ("07c", (14.7, 1), "loss"),
    ("07c", (5, 2), "rate"),
    ("08a", "escalat*", "reorders"),
    ("08a", "nuclear winter", "form"),
    ("08b", "determin*", "too little"),
    ("08b", "deter*", "too much"),
    # as many hits are left as are meant, but the others
    ("08b", "deter | deterrence", "too much"),
    ("08b", "tide*", "nothing"),
    ("07c", (7.4, 1), "place"),
]


@pytest.fixture(scope="module")
def results(shipped):
    return fr.analyse(shipped, fr.Methods())


@pytest.fixture(scope="module")
def class_results():
    return fr.analyse(fr.read_corpus(paths.ROOT / "tests" / "data" / "class"))


@pytest.mark.parametrize(("exercise", "answer"), ANSWERED_RIGHTLY)
def test_a_right_answer_is_right_however_it_is_written(exercise, answer, results):
    verdict = fr.check(exercise, answer, results)
    assert (verdict.verdict, verdict.kind) == (RIGHT, ""), verdict
    assert verdict
    assert verdict.words


@pytest.mark.parametrize(("exercise", "answer", "kind"), ANSWERED_WRONGLY)
def test_a_wrong_answer_is_told_its_kind_of_error(exercise, answer, kind, results):
    verdict = fr.check(exercise, answer, results)
    assert (verdict.verdict, verdict.kind) == (WRONG, kind), verdict
    assert not verdict


def test_every_exercise_is_answered_rightly_and_wrongly_here():
    assert {exercise for exercise, _ in ANSWERED_RIGHTLY} == {*EXERCISES}
    assert {exercise for exercise, *_ in ANSWERED_WRONGLY} == {*EXERCISES}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_none_is_not_answered_yet(exercise, results):
    verdict = fr.check(exercise, None, results)
    assert (verdict.verdict, str(verdict)) == (OPEN, f"{exercise}: not answered yet.")
    assert not verdict


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize(
    "answer", ["", [], {}, object(), b"7", float("inf"), [[]], [None], [object()] * 2, -1]
)
def test_whatever_is_answered_there_is_a_verdict(exercise, answer, results):
    assert fr.check(exercise, answer, results).verdict == WRONG


@pytest.mark.parametrize(
    ("exercise", "value"),
    [
        ("01a", "18"),
        ("03a", "5"),
        ("04b", "2.4"),
        ("04c", "1.5"),
        ("05b", "state"),
        ("06b", "004"),
        ("07a", ".86"),
    ],
)
def test_no_verdict_on_a_wrong_answer_names_what_is_right(exercise, value, results):
    said = [fr.check(e, answer, results).words for e, answer, _ in ANSWERED_WRONGLY if e == exercise]
    assert said
    assert [words for words in said if value in words] == []


def test_an_unknown_exercise_is_named(results):
    with pytest.raises(fr.FramingError, match="no exercise '9z'; choose one of 01a, 01b"):
        fr.check("9z", 1, results)


def test_what_is_shown_in_the_notebooks_is_what_is_judged():
    def source(number):
        (path,) = paths.NOTEBOOKS.glob(f"{number}_*.ipynb")
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return "".join(line for cell in cells for line in cell["source"])

    assert " / ".join(of_sentiment.PREDICTED) in source("02")
    assert of_dictionary.PREDICTED in source("03")
    assert all(f"`{pattern}`" in source("03") for pattern in of_dictionary.PATTERNS)


# hits of money by piece, and words: bell 5 of 103, drum 2 of 89, fern 6 of 96, gull 4 of 88, iris 4 of 67
@pytest.mark.parametrize(
    ("exercise", "answer", "verdict"),
    [
        ("04a", ["fern", "fern"], RIGHT),
        ("04a", ["fern", "iris"], WRONG),
        ("04b", [1000 / 67, 1000 / 103], RIGHT),
        ("04c", (set(), 2.8), RIGHT),
        ("05b", "treasurer", SKIPPED),
        ("06b", {"drum", "jolt"}, RIGHT),
        ("06c", "A fare of four crowns belongs in a novel.", RIGHT),
        ("07a", [1, 1], SKIPPED),
        ("07c", (52.1, 2), RIGHT),
    ],
)
def test_on_other_texts_the_truth_is_that_of_these(exercise, answer, verdict, class_results):
    found = fr.check(exercise, answer, class_results)
    assert found.verdict == verdict, found


def test_where_there_is_nothing_to_answer_the_exercise_is_skipped(shipped):
    hits = shipped.features.hits[:0]
    without = fr.analyse(
        replace(shipped, features=shipped.features._replace(hits=hits), codings=no_rows("codings"))
    )
    for exercise in ("04a", "06b", "07a", "07c"):
        verdict = fr.check(exercise, "x", without)
        assert (verdict.verdict, verdict.words) == (
            SKIPPED,
            "The first frame has no hit, or there is one piece alone.",
        )


def test_ties_are_all_right(shipped):
    frame = shipped.definitions.frames["frame"][0]
    hits = shipped.features.hits
    # 000 has 12 hits of escalation and 002 has 10: two fewer make them equal
    places = hits.index[(hits["doc_id"] == "000") & (hits["frame"] == frame) & (hits["n"] == 1)][:2]
    tied = fr.analyse(replace(shipped, features=shipped.features._replace(hits=hits.drop(places))))
    for first in ("000", "002", {"000", "002"}):
        assert fr.check("04a", [first, "003"], tied), first
    assert fr.check("04a", [{"000", "001"}, "003"], tied).kind == "hits"
