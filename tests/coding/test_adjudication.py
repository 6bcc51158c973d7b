"""Where coders differ: listed by number, decided blind, and a gold coder that its file gives again."""

from types import SimpleNamespace

import pandas as pd
import pytest

from framing import FramingError
from framing.coding import adjudication
from framing.coding.sheets import GOLD, read_codings
from framing.tables.checked import read_table, write_table

SENTENCES = pd.DataFrame({"doc_id": ["a", "a", "b"], "sentence": [1, 2, 1], "n_words": [2, 3, 1]})
STUDY = SimpleNamespace(
    features=SimpleNamespace(sentences=SENTENCES),
    definitions=SimpleNamespace(frames=pd.DataFrame({"frame": ["war", "peace"]})),
)
COLUMNS = "doc_id sentence frame value"
NONE = pd.DataFrame(columns=COLUMNS.split())


def codings(*rows):
    """Each row is piece, sentence, frame, and the codes of amy, ben and cy, with a dash for none."""
    long = [
        (doc_id, sentence, coder, frame, int(code))
        for doc_id, sentence, frame, codes in rows
        for coder, code in zip(("amy", "ben", "cy"), codes, strict=False)
        if code != "-"
    ]
    return pd.DataFrame(long, columns=["doc_id", "sentence", "coder", "frame", "value"])


CODES = codings(
    ("a", 1, "war", "11"),
    ("a", 1, "peace", "10"),
    ("a", 2, "war", "000"),
    ("a", 2, "peace", "1-1"),
    ("b", 1, "war", "110"),
    ("b", 1, "peace", "0--"),
)


def decided(*rows):
    return pd.DataFrame(rows, columns=COLUMNS.split())


def test_disputed_is_what_two_coders_differ_on_and_nobody_decided(same):
    same(
        adjudication.disputed(CODES, NONE),
        "doc_id sentence frame",
        [("a", 1, "peace"), ("b", 1, "war")],
    )
    left = adjudication.disputed(CODES, decided(("b", 1, "war", 1)))
    assert left.to_numpy().tolist() == [["a", 1, "peace"]]
    with_gold = pd.concat([CODES, CODES[CODES["coder"] == "amy"].assign(coder=GOLD, value=0)])
    assert len(adjudication.disputed(with_gold, NONE)) == 2


def test_gold_is_what_is_agreed_and_decided_and_nothing_else(same):
    made = adjudication.gold(CODES, decided(("b", 1, "war", 0)))
    assert set(made["coder"]) == {GOLD}
    same(
        made[COLUMNS.split()],
        COLUMNS,
        [("a", 1, "war", 1), ("a", 2, "war", 0), ("a", 2, "peace", 1), ("b", 1, "war", 0)],
    )
    assert len(adjudication.gold(CODES, NONE)) == 0


def test_a_decision_goes_before_agreement_and_holds_where_one_coder_was():
    made = adjudication.gold(CODES, decided(("a", 1, "war", 0), ("b", 1, "peace", 1)))
    values = made.set_index(["doc_id", "sentence", "frame"])["value"]
    assert values["a", 1, "war"] == 0
    assert values["b", 1, "peace"] == 1


def test_gold_made_anew_from_its_own_codings_is_the_same():
    decisions = decided(("b", 1, "war", 0))
    derived = CODES[CODES["coder"] == "cy"]
    own = CODES[CODES["coder"] != "cy"]
    once = adjudication.with_gold(own, derived, decisions)
    pd.testing.assert_frame_equal(once, adjudication.with_gold(once, derived, decisions))
    assert once["coder"].value_counts()[GOLD] == 4
    assert GOLD not in set(adjudication.with_gold(once, derived, NONE)["coder"])


def test_a_sheet_hides_the_codes_and_keeps_its_numbers(specimen):
    units = specimen.features.sentences.head(6)[["doc_id", "sentence"]].assign(frame="escalation")
    sheet = adjudication.adjudication_sheet(units, specimen)
    assert list(sheet.columns) == ["item", "text", "frame", "decision"]
    assert (sheet["decision"] == "").all()
    fewer = adjudication.adjudication_sheet(units.head(3), specimen)
    assert fewer["item"].isin(sheet["item"]).all()
    read = adjudication.decisions_of(sheet.astype({"item": str}).assign(decision="1"), specimen)
    assert set(map(tuple, read[["doc_id", "sentence", "frame"]].to_numpy())) == set(
        map(tuple, units.to_numpy())
    )


def sheet(**changed):
    key = adjudication._key(STUDY, adjudication.SEED)
    own = key[(key["doc_id"] == "a") & (key["sentence"] == 2) & (key["frame"] == "war")]
    cells = {"item": str(own["item"].iloc[0]), "text": "It rained again.", "frame": "war", "decision": "1"}
    return pd.DataFrame([cells | changed])


def test_a_decision_is_read_without_its_text(same):
    same(adjudication.decisions_of(sheet(), STUDY), COLUMNS, [("a", 2, "war", 1)])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"decision": ""}, "sheet, row 2: decision is empty; write 0 or 1, or remove the row"),
        ({"decision": "yes"}, "sheet, row 2: decision is 'yes'; write 0 or 1"),
        ({"frame": "peace"}, r"sheet, row 2: frame is 'peace' and item \d is of 'war'; restore the row"),
        ({"item": "7"}, "sheet, row 2: item is '7'; it must be a whole number from 1 to 6"),
        ({"text": "It rained."}, r"sheet, row 2: the text has 2 words and item \d must have 3"),
    ],
)
def test_a_wrong_sheet_is_refused_with_row_and_remedy(changed, message):
    with pytest.raises(FramingError, match=message):
        adjudication.decisions_of(sheet(**changed), STUDY)


def test_new_decisions_replace_those_on_the_same_sentence_and_frame(same):
    old = decided(("a", 1, "war", 0), ("b", 1, "war", 0))
    new = decided(("a", 1, "war", 1), ("a", 1, "peace", 1))
    same(
        adjudication.merge_decisions(old, new),
        COLUMNS,
        [("a", 1, "peace", 1), ("a", 1, "war", 1), ("b", 1, "war", 0)],
    )


def test_decisions_on_what_is_not_there_are_refused(tmp_path):
    for row, message in (
        ("a,9,war,1", "has no sentence 9"),
        ("a,1,joy,1", "'joy'"),
        ("a,1,war,2", "value is 2"),
    ):
        (tmp_path / "adjudicated.csv").write_text("doc_id,sentence,frame,value\n" + row, encoding="utf-8")
        with pytest.raises(FramingError, match=rf"adjudicated.csv, row 2: .*{message}"):
            adjudication.read_decisions(tmp_path, SENTENCES, ["war", "peace"])


def test_disputes_are_listed_decided_and_made_gold(pipeline, make_corpus, capsys):
    frames = ("escalation", "deterrence", "transition", "adjacent")
    amy, ben = (1, 0, 0, 0), (1, 1, 0, 0)
    rows = [
        f"one,1,{coder},{frame},{value}"
        for coder, codes in (("amy", amy), ("ben", ben))
        for frame, value in zip(frames, codes, strict=True)
    ]
    header = "doc_id,sentence,coder,frame,value"
    folder = make_corpus(one="It rained on the quay.", tables={"codings": "\n".join([header, *rows])})
    own = ["--corpus", str(folder)]
    assert pipeline.main(["disputed", *own]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[:2] == ["one 1: deterrence", "1 disputed codes in 1 sentences; 0 are decided"]
    assert "rained" not in said
    path = folder / "coding" / "adjudication.csv"
    waiting = path.read_text(encoding="utf-8")
    assert waiting.splitlines()[1].endswith(",It rained on the quay.,deterrence,")
    assert pipeline.main(["import-decisions", str(path), *own]) == 2
    assert "adjudication.csv, row 2: decision is empty" in capsys.readouterr().err
    assert not (folder / "adjudicated.csv").exists()
    path.write_text(waiting.rstrip("\n") + "1\n", encoding="utf-8")
    assert pipeline.main(["import-decisions", str(path), *own]) == 0
    assert (folder / "adjudicated.csv").read_text(encoding="utf-8").splitlines()[1:] == ["one,1,deterrence,1"]
    made = read_codings(folder)
    assert made.loc[made["coder"] == GOLD, "value"].tolist() == [1, 1, 0, 0]
    assert pipeline.main(["disputed", *own]) == 0
    said = capsys.readouterr().out
    assert "0 disputed codes in 0 sentences; 1 are decided" in said
    assert "is there already and was left as it is" in said


def test_a_new_coder_changes_gold(pipeline, make_corpus):
    rows = ["one,1,amy,escalation,1", "one,1,ben,escalation,1"]
    tables = {"codings": "\n".join(["doc_id,sentence,coder,frame,value", *rows])}
    folder = make_corpus(
        one="It rained.", tables={**tables, "adjudicated": "doc_id,sentence,frame,value\none,1,adjacent,0"}
    )
    sheet = pd.DataFrame(
        [{"item": "1", "escalation": "0", "deterrence": "0", "transition": "0", "adjacent": "0"}]
    )
    write_table(sheet, folder / "cy.csv")
    assert pipeline.main(["import-codes", str(folder / "cy.csv"), "--corpus", str(folder)]) == 0
    made = read_table(folder / "codings.csv", "codings")
    assert made.loc[made["coder"] == GOLD, ["frame", "value"]].to_numpy().tolist() == [["adjacent", 0]]
