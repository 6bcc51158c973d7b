"""The dictionary on other texts: counted by hand, and the shipped codes as they were given."""

import numpy as np
import pandas as pd
import pytest

from framing import FramingError, paths
from framing.coding.elsewhere import dictionary_elsewhere, pattern_elsewhere
from framing.stats.bootstrap import wilson
from framing.tables.checked import check, no_rows, read_table

FRAMES = pd.DataFrame({"frame": ["war", "peace"]})


def hits(*rows):
    """Return hits read: half, version, frame, pattern and one code per hit, each in a sentence of its own."""
    table = [
        (half, version, "a", sentence, frame, pattern, 1, right)
        for half, version, frame, pattern, codes in rows
        for sentence, right in enumerate(codes, start=1)
    ]
    columns = ["half", "version", "doc_id", "sentence", "frame", "pattern", "occurrence", "right"]
    return check(pd.DataFrame(table, columns=columns), "development_hits")


def sentences(*rows):
    """Return sentences read: half, frame, weight, code, and whether version 1 and 2 find them."""
    columns = ["half", "frame", "weight", "value", "found_v1", "found_v2"]
    table = pd.DataFrame(rows, columns=columns).assign(doc_id="a", stratum="net")
    return check(table.assign(sentence=range(1, len(table) + 1)), "development_recall")


READ = hits(
    ("check", 1, "war", "attack*", [1, 0]),
    ("check", 1, "war", "battle", [1, 1]),
    ("check", 2, "war", "attack*", [1]),
    ("develop", 1, "peace", "treat*", [0]),
)
# with the frame: weights 10, 10 and 20, of which version 1 finds 10 and version 2 finds 30
CODED = sentences(
    ("check", "war", 10, 1, 1, 1),
    ("check", "war", 10, 1, 0, 0),
    ("check", "war", 20, 1, 0, 1),
    ("check", "war", 500, 0, 1, 1),
    ("develop", "peace", 10, 0, 1, 1),
)


def test_hits_called_right_and_weighted_sentences_found_are_counted_by_half_version_and_frame():
    table = dictionary_elsewhere(READ, CODED, FRAMES)
    columns = ["half", "version", "frame", "measure", "n", "of", "value"]
    assert table[columns].to_numpy().tolist() == [
        ["develop", 1, "peace", "precision", 0, 1, 0],
        ["check", 1, "war", "precision", 3, 4, 0.75],
        ["check", 1, "war", "recall", 1, 3, 0.25],
        ["check", 2, "war", "precision", 1, 1, 1],
        ["check", 2, "war", "recall", 2, 3, 0.75],
    ]


def test_the_limits_of_precision_are_wilsons_and_so_are_those_of_recall_where_weights_are_equal():
    equal = sentences(*[("check", "war", 7, 1, int(i < 3), 0) for i in range(10)])
    table = dictionary_elsewhere(READ, equal, FRAMES, 0.9).set_index(["half", "version", "measure"])
    limits = table[["low", "high"]]
    assert limits.loc["check", 1, "precision"].tolist() == pytest.approx(wilson(3, 4, 0.9))
    assert limits.loc["check", 1, "recall"].tolist() == pytest.approx(wilson(3, 10, 0.9))
    assert limits.loc["check", 2, "recall"].tolist() == pytest.approx(wilson(0, 10, 0.9))


def test_unequal_weights_leave_fewer_effective_sentences():
    # 7 and six times 1: 13 ^ 2 / 55 = 3.07 sentences in effect, so limits are wider than those of 7
    coded = sentences(("check", "war", 7, 1, 1, 0), *[("check", "war", 1, 1, 0, 0)] * 6)
    row = dictionary_elsewhere(no_rows("development_hits"), coded, FRAMES).iloc[0]
    assert (row["n"], row["of"], row["value"]) == (1, 7, pytest.approx(7 / 13))
    square = 1.959964**2 / (13**2 / 55)
    middle = (7 / 13 + square / 2) / (1 + square)
    assert (row["low"] + row["high"]) / 2 == pytest.approx(middle, abs=1e-6)
    assert row["high"] - row["low"] > np.diff(wilson(4, 7, 0.95))[0]


def test_a_pattern_is_measured_from_thirty_hits_on():
    read = hits(
        ("check", 2, "war", "battle", [1] * 20 + [0] * 10),
        ("check", 2, "war", "attack*", [1] * 29),
        # those of another version or half do not count towards it
        ("check", 1, "war", "attack*", [1]),
        ("develop", 2, "war", "attack*", [0]),
    )
    table = pattern_elsewhere(read, FRAMES)
    assert table[["half", "version", "pattern", "n", "of", "measured"]].to_numpy().tolist() == [
        ["develop", 2, "attack*", 0, 1, False],
        ["check", 1, "attack*", 1, 1, False],
        ["check", 2, "attack*", 29, 29, False],
        ["check", 2, "battle", 20, 30, True],
    ]
    assert table["value"].dropna().tolist() == [pytest.approx(2 / 3)]
    assert table[["low", "high"]].iloc[3].tolist() == pytest.approx(wilson(20, 30, 0.95))
    assert table[["low", "high"]].iloc[:3].isna().all(axis=None)


def test_without_codes_there_are_no_rows_and_all_columns():
    none, read = no_rows("development_recall"), no_rows("development_hits")
    assert list(dictionary_elsewhere(read, none, FRAMES))[:4] == ["half", "version", "frame", "measure"]
    assert dictionary_elsewhere(read, none, FRAMES).empty
    assert pattern_elsewhere(read, FRAMES).empty


@pytest.mark.parametrize(
    ("read", "coded", "message"),
    [
        (READ.assign(right=2), CODED, r"development/hits\.csv, row 2: right is 2; it must be 0 or 1"),
        (READ, CODED.assign(found_v2=3), r"development/recall\.csv, row 2: found_v2 is 3; it must be 0 or 1"),
        (
            READ,
            CODED.assign(weight=[1, 0, 1, 1, 1]),
            r"recall\.csv, row 3: weight is 0.*; it must be above 0",
        ),
        (READ, CODED.assign(frame="odd"), r"recall\.csv, row 2: frame 'odd' is not defined; add it"),
    ],
)
def test_codes_that_cannot_be_are_named_by_file_and_row(read, coded, message):
    with pytest.raises(FramingError, match=message):
        dictionary_elsewhere(read, coded, FRAMES)


def test_the_shipped_codes_of_the_check_half_give_the_counts_of_their_readers(shipped):
    table = pd.DataFrame(
        dictionary_elsewhere(shipped.development_hits, shipped.development_recall, shipped.definitions.frames)
    ).query("half == 'check' and measure == 'precision'")
    counted = {(r.version, r.frame): (r.n, r.of) for r in table.itertuples()}
    assert counted == {
        (1, "escalation"): (39, 60),
        (1, "deterrence"): (49, 60),
        (1, "adjacent"): (24, 29),
        (1, "transition"): (37, 50),
        (2, "escalation"): (47, 60),
        (2, "deterrence"): (49, 60),
        (2, "adjacent"): (51, 60),
        (2, "transition"): (52, 60),
    }


def test_every_code_is_of_a_document_of_its_half_and_of_a_pattern_of_its_version(shipped):
    documents = read_table(paths.CORPUS / "development" / "documents.csv", "development_documents")
    half = documents.set_index("doc_id")["half"]
    for table in (shipped.development_hits, shipped.development_recall):
        assert (table["doc_id"].map(half) == table["half"]).all()
    patterns = {1: shipped.definitions.earlier, 2: shipped.definitions.dictionary}
    for version, rows in shipped.development_hits.groupby("version"):
        known = set(zip(patterns[version]["frame"], patterns[version]["pattern"], strict=True))
        assert {*zip(rows["frame"], rows["pattern"], strict=True)} <= known


def test_a_sentence_with_a_hit_that_was_read_is_one_that_the_version_finds(shipped):
    place = ["half", "doc_id", "sentence", "frame"]
    for version, rows in shipped.development_hits.groupby("version"):
        both = shipped.development_recall.merge(rows[place].drop_duplicates())
        assert len(both) and (both[f"found_v{version}"] == 1).all()


def test_sentences_read_are_half_from_the_net_and_half_at_random(shipped):
    sizes = shipped.development_recall.groupby(["half", "frame", "stratum"]).size()
    assert sizes.tolist() == [75] * (2 * 4 * 2)
