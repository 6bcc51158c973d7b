"""The dictionary against coders: tables that can be counted by hand, and what they must not do."""

from dataclasses import replace
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from framing import FramingError, results
from framing.coding import sheets as coding
from framing.coding.validation import against_codes, dictionary_codes, length_check, pattern_precision
from framing.figures import validation as figure
from framing.figures.look import style
from framing.stats.bootstrap import wilson
from framing.study import Bootstrap, Features, Methods, Results
from framing.tables.checked import check, no_rows

FEW = Bootstrap(resamples=400)
FRAMES = pd.DataFrame(
    {"frame": ["war", "peace"], "label": ["War", "Peace"], "colour": ["#E69F00", "#0072B2"], "order": [1, 2]}
)


def features(lengths, hits):
    """Return features of sentences with these words, by piece, and (piece, sentence, frame, pattern, n)."""
    sentences = pd.DataFrame(
        [(doc_id, i, i, "body", n) for doc_id, ns in lengths.items() for i, n in enumerate(ns, start=1)],
        columns=["doc_id", "paragraph", "sentence", "part", "n_words"],
    ).assign(n_words_quoted=0, n_words_reported=0, compound=0)
    table = pd.DataFrame(hits, columns=["doc_id", "sentence", "frame", "pattern", "n"])
    table = table.assign(paragraph=table["sentence"], subframe="", n_subframe=1, n_unless=0)
    table = table.assign(voice="author", speaker="", stance="asserted")
    bags = pd.DataFrame({"doc_id": [], "token": [], "n": []})
    return Features(
        check(sentences, "sentences"), check(table, "hits"), check(bags, "bags"), no_rows("scores")
    )


def codes(coder="amy", **values):
    """Return codings by one coder: per frame the sentences (piece and number) and their values."""
    rows = [(d, s, coder, frame, v) for frame, given in values.items() for (d, s), v in given.items()]
    return check(pd.DataFrame(rows, columns=["doc_id", "sentence", "coder", "frame", "value"]), "codings")


# piece x: hit and coded, hit alone, coded alone, neither; piece y: both, neither
TOY = features(
    {"x": [4, 8, 6, 2], "y": [9, 3]},
    [
        ("x", 1, "war", "attack*", 2),
        ("x", 1, "war", "war", 1),
        ("x", 2, "war", "attack*", 1),
        ("x", 3, "war", "war crime*", 0),
        ("x", 3, "peace", "treat*", 1),
        ("y", 1, "war", "war", 1),
    ],
)
WAR = {("x", 1): 1, ("x", 2): 0, ("x", 3): 1, ("x", 4): 0, ("y", 1): 1, ("y", 2): 0}
CODED = codes(war=WAR, peace=dict.fromkeys(WAR, 0))


def test_the_dictionary_codes_a_sentence_with_a_match_that_counts(same):
    coded = dictionary_codes(TOY, FRAMES)
    assert set(coded["coder"]) == {"dictionary"}
    values = [1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0]
    places = [
        (d, s, frame) for d, n in (("x", 4), ("y", 2)) for s in range(1, n + 1) for frame in FRAMES["frame"]
    ]
    rows = [(*place, value) for place, value in zip(places, values, strict=True)]
    same(coded.drop(columns="coder"), "doc_id sentence frame value", rows)


def test_precision_recall_and_f1_can_be_counted(same):
    table = against_codes(TOY, CODED, FRAMES, FEW)
    war = table[table["frame"] == "war"][["doc_id", "sentences", "measure", "n", "of", "value"]]
    same(
        war,
        "doc_id sentences measure n of value",
        [
            ("all", 6, "precision", 2, 3, 2 / 3),
            ("all", 6, "recall", 2, 3, 2 / 3),
            ("all", 6, "F1", 4, 6, 2 / 3),
            ("x", 4, "precision", 1, 2, 1 / 2),
            ("x", 4, "recall", 1, 2, 1 / 2),
            ("x", 4, "F1", 2, 4, 1 / 2),
            ("y", 2, "precision", 1, 1, 1),
            ("y", 2, "recall", 1, 1, 1),
            ("y", 2, "F1", 2, 2, 1),
        ],
    )


def test_precision_and_recall_are_not_mixed_up():
    one = codes(war=dict(WAR) | {("x", 3): 0})
    table = against_codes(TOY, one, FRAMES, FEW)
    table = table[table["doc_id"] == "all"].set_index(["frame", "measure"])["value"]
    assert table["war", "precision"] == pytest.approx(2 / 3)
    assert table["war", "recall"] == 1
    assert table["war", "F1"] == pytest.approx(0.8)


def test_where_there_is_nothing_to_divide_by_the_value_is_missing():
    table = against_codes(TOY, CODED, FRAMES, FEW)
    peace = table[(table["frame"] == "peace") & (table["doc_id"] == "all")].set_index("measure")
    assert peace.loc["recall", ["value", "low", "high"]].isna().all()
    assert peace.loc["precision", ["n", "of", "value", "low"]].tolist() == [0, 1, 0, 0]
    assert peace.loc["precision", "high"] == pytest.approx(wilson(0, 1, 0.95)[1])
    j = wilson(0, 1, 0.95)[1]
    assert peace.loc["F1", "high"] == pytest.approx(2 * j / (1 + j))


def test_only_sentences_that_a_coder_coded_count():
    part = codes(war={("x", 1): 1, ("x", 2): 0})
    table = against_codes(TOY, part, FRAMES, FEW)
    table = table[table["doc_id"] == "all"].set_index(["frame", "measure"])
    assert table.loc[("war", "precision"), ["sentences", "n", "of"]].tolist() == [2, 1, 2]
    assert table.loc[("peace", "precision"), ["sentences", "n", "of"]].tolist() == [0, 0, 0]
    assert table.loc["peace", ["value", "low", "high"]].isna().all(axis=None)


def test_every_coder_is_compared_and_none_gives_an_empty_table():
    two = pd.concat([codes("zoe", war=WAR), codes("amy", war=WAR)])
    table = against_codes(TOY, two, FRAMES, FEW)
    assert table["coder"].drop_duplicates().tolist() == ["amy", "zoe"]
    a, z = (table[table["coder"] == c].drop(columns="coder").reset_index(drop=True) for c in ("amy", "zoe"))
    pd.testing.assert_frame_equal(a, z)
    nobody = CODED.iloc[:0]
    assert len(against_codes(TOY, nobody, FRAMES, FEW)) == 0
    assert len(pattern_precision(TOY, nobody)) == 0
    assert len(length_check(TOY, nobody, FRAMES, FEW)) == 0


def test_the_precision_of_patterns_can_be_counted(same):
    table = pattern_precision(TOY, CODED)
    same(
        table.drop(columns=["low", "high"]),
        "coder frame subframe pattern sentences coded precision",
        [
            ("amy", "peace", "", "treat*", 1, 0, 0),
            ("amy", "war", "", "attack*", 2, 1, 1 / 2),
            ("amy", "war", "", "war", 2, 2, 1),
        ],
    )
    assert table[["low", "high"]].iloc[1].tolist() == pytest.approx([0.094531, 0.905469], abs=1e-6)


def test_the_correlation_with_length_is_that_of_numpy():
    table = length_check(TOY, CODED, FRAMES, FEW).set_index(["unit", "coder", "frame"])
    lengths = [4, 8, 6, 2, 9, 3]
    hit, coded = [1, 1, 0, 0, 1, 0], [1, 0, 1, 0, 1, 0]
    assert table.loc[("sentence", "dictionary", "war"), "correlation"] == pytest.approx(
        np.corrcoef(lengths, hit)[0, 1]
    )
    row = table.loc[("sentence", "amy", "war")]
    assert row["correlation"] == pytest.approx(np.corrcoef(lengths, coded)[0, 1])
    assert row["n"] == 6
    assert row["low"] < row["correlation"] < row["high"]
    assert table.loc[("sentence", "amy", "peace"), ["correlation", "low", "high"]].isna().all()


def test_the_correlation_over_pieces_counts_every_hit():
    three = features(
        {"x": [5, 5], "y": [10, 20], "z": [1]},
        [("x", 1, "war", "war", 1), ("y", 1, "war", "war", 5), ("y", 2, "war", "war", 1)],
    )
    coded = codes(war={("x", 1): 1, ("x", 2): 1, ("y", 1): 1, ("y", 2): 1, ("z", 1): 0})
    table = length_check(three, coded, FRAMES, FEW).set_index(["unit", "coder", "frame"])
    hits, people = table.loc[("piece", "dictionary", "war")], table.loc[("piece", "amy", "war")]
    assert hits["correlation"] == pytest.approx(np.corrcoef([10, 30, 1], [1, 6, 0])[0, 1])
    assert people["correlation"] == pytest.approx(np.corrcoef([10, 30, 1], [2, 2, 0])[0, 1])
    assert hits["n"] == 3


def test_a_score_that_is_length_is_found_out():
    lengths = list(range(1, 101))
    long = {("x", i): int(i > 50) for i in lengths}
    shuffled = {("x", i): int((i * 37) % 101 > 50) for i in lengths}
    for coded, least, most in ((long, 0.8, 1), (shuffled, -0.2, 0.2)):
        row = length_check(features({"x": lengths}, []), codes(war=coded), FRAMES, FEW)
        row = row[(row["unit"] == "sentence") & (row["coder"] == "amy")].iloc[0]
        assert least < row["correlation"] < most
        assert (row["low"] > 0) == (coded is long)


def test_results_do_not_depend_on_the_order_of_rows():
    mixed = CODED.iloc[::-1]
    columns = ["coder", "frame", "doc_id", "measure"]
    pd.testing.assert_frame_equal(
        against_codes(TOY, CODED, FRAMES, FEW).sort_values(columns, ignore_index=True),
        against_codes(TOY, mixed, FRAMES, FEW).sort_values(columns, ignore_index=True),
    )


def test_the_shipped_codings_give_tables_within_bounds(shipped):
    codings, frames = coding.read_codings(), shipped.main.definitions.frames
    table = against_codes(shipped.features, codings, frames, FEW)
    defined = table[table["of"] > 0]
    # two coders by frame
    assert len(table) == 2 * len(frames) * (len(shipped.pieces) + 1) * 3
    assert ((defined["low"] <= defined["value"]) & (defined["value"] <= defined["high"])).all()
    assert ((defined["low"] >= 0) & (defined["high"] <= 1)).all()
    keys = ["coder", "frame", "measure"]
    whole = table[(table["doc_id"] == "all") & (table["measure"] != "F1")].groupby(keys)
    pieces = table[(table["doc_id"] != "all") & (table["measure"] != "F1")].groupby(keys)
    pd.testing.assert_frame_equal(whole[["n", "of"]].sum(), pieces[["n", "of"]].sum())


def test_the_study_is_validated_in_one_call(shipped):
    names = ("agreement", "confusion", "validation", "validation_patterns", "validation_length")
    tables = results.analyse(shipped)
    lengths = {name: len(tables[name]) for name in names if name != "validation_patterns"}
    # four coders and the dictionary are ten pairs; three main frames, five pieces and all of them
    assert lengths == {"agreement": 30, "confusion": 180, "validation": 216, "validation_length": 30}
    assert tables["agreement"]["sentences"].tolist() == [len(shipped.features.sentences)] * 30
    uncoded = results.analyse(replace(shipped, codings=shipped.codings.iloc[:0]))
    assert [len(uncoded[name]) for name in names] == [0] * 5
    with pytest.raises(FramingError, match="has no sentence 999"):
        results.analyse(replace(shipped, codings=shipped.codings.assign(sentence=999)))


def shown(codings):
    study = SimpleNamespace(definitions=SimpleNamespace(frames=FRAMES))
    made = against_codes(TOY, codings, FRAMES, FEW)
    return figure.table(Results(study, Methods(), {"validation": lambda _: made}))


def test_the_figure_shows_every_value_on_its_interval():
    table = shown(CODED)
    assert table["frame_label"].tolist() == ["War"] * 3 + ["Peace"] * 3
    with mpl.rc_context(style()):
        ax = figure.plot(table, Figure(figsize=(174 / 25.4, 3)).subplots())
    texts = [text.get_text() for text in ax.texts]
    assert texts.count("2 of 3") == 2
    assert "0 of 0" in texts
    assert "none" in texts
    assert [label.get_text() for label in ax.get_yticklabels()] == ["precision", "recall", "F1"] * 2
    points = [line for line in ax.lines if len(line.get_xdata()) == 1]
    assert [line.get_xdata()[0] for line in points] == pytest.approx([2 / 3, 2 / 3, 2 / 3, 0, 0])
    assert [line.get_markerfacecolor() for line in points] == ["#E69F00"] * 3 + ["#0072B2"] * 2


def test_without_codes_there_is_no_figure_and_the_reason_is_said():
    made = against_codes(TOY, CODED.iloc[:0], FRAMES, FEW)
    results = Results(None, Methods(), {"validation": lambda _: made})
    assert figure.FIGURE.missing(results) == "no sentence has been coded (codings.csv)"
