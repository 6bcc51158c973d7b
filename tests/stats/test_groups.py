"""Pieces in groups: who is in which, what is added up, and tests on groups, by hand and by enumeration."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from framing import analyse, read_specimen
from framing.errors import FramingError
from framing.stats import bootstrap, permutation
from framing.stats.groups import columns_that_group, group_pieces, group_study, months
from framing.stats.permutation import _order_variance, along_pieces, between_frames, between_pieces
from framing.stats.power import MOST_UNITS, Setting, _by_formula, _smallest
from framing.stats.salience import salience
from framing.stats.sentiment import mean_sentiment
from framing.study import Bootstrap, Methods


def pieces_of(n, **columns):
    return pd.DataFrame({"doc_id": [f"p{i:02d}" for i in range(n)], "label": "", **columns})


@pytest.fixture(scope="module")
def specimen():
    study = read_specimen()
    outlets = ["North", "South", "North", "South", "North"]
    return replace(study, pieces=study.pieces.assign(outlet=outlets, date=["2024-03-01"] * 5, group="x"))


@pytest.fixture(scope="module")
def grouped(specimen):
    return group_study(specimen, group_pieces(specimen.pieces, "outlet"))


def test_a_dozen_pieces_are_not_grouped_and_one_more_is():
    assert group_pieces(pieces_of(12, outlet=["a", "b"] * 6)).empty
    table = group_pieces(pieces_of(13, outlet=["a"] * 5 + ["b"] * 8))
    assert table.groupby("group", sort=False).size().to_dict() == {"b": 8, "a": 5}
    assert set(table["column"]) == {"outlet"}


def test_a_column_that_names_every_piece_does_not_serve():
    pieces = pieces_of(14, outlet=[f"o{i}" for i in range(14)], genre="news", topic=["x", "y"] * 7)
    assert columns_that_group(pieces) == ["topic"]
    assert set(group_pieces(pieces)["column"]) == {"topic"}
    alone = group_pieces(pieces.drop(columns="topic"))
    assert set(alone["group"]) == {"all pieces"} and set(alone["column"]) == {""}


def test_of_many_values_those_with_most_pieces_stay():
    # value k has k pieces: of 15 the 11 largest are k = 5 to 15
    values = [f"v{k:02d}" for k in range(1, 16) for _ in range(k)]
    sizes = group_pieces(pieces_of(len(values), desk=values)).groupby("group", sort=False).size()
    assert sizes.to_dict() == {**{f"v{k:02d}": k for k in range(15, 4, -1)}, "4 others (desk)": 1 + 2 + 3 + 4}


def test_dates_are_months_then_quarters_then_years():
    def groups(dates):
        # two pieces a day, as single ones would make no groups
        return list(group_pieces(pieces_of(2 * len(dates), date=2 * dates), "date")["group"].unique())

    year = [f"2024-{m:02d}-17" for m in range(1, 13)]
    assert groups(year) == [f"2024-{m:02d}" for m in range(1, 13)]
    assert groups([*year, "2025-02"]) == ["2024 Q1", "2024 Q2", "2024 Q3", "2024 Q4", "2025 Q1"]
    assert groups([f"{y}-{m}-01" for y in range(2018, 2023) for m in ("01", "07", "10")]) == [
        *("2018", "2019", "2020", "2021", "2022")
    ]
    assert groups(["2024-03", "2024-05", "some day"]) == ["2024-03", "2024-05", "not given"]


def test_a_time_series_needs_three_months():
    assert months(pieces_of(4, date=["2024-01-02", "2024-01-03", "2024-02-01", ""])).empty
    assert len(months(pieces_of(4, date=["2024-01-02", "2024-03-03", "2024-02-01", ""]))) == 3


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("colour", "no column 'colour'"),
        ("genre", "column 'genre' has one value"),
        ("outlet", "column 'outlet' has another value in every piece"),
    ],
)
def test_a_column_that_cannot_be_used_is_named(by, said):
    with pytest.raises(FramingError, match=said):
        group_pieces(pieces_of(3, genre="news", outlet=["a", "b", "c"]), by)


def test_groups_add_up_their_pieces(specimen, grouped):
    assert grouped.pieces["label"].tolist() == ["North (3)", "South (2)"]
    assert grouped.pieces["date"].tolist() == ["2024-03-01"] * 2
    single = salience(specimen.features, specimen.definitions)
    together = salience(grouped.features, grouped.definitions, bootstrap=Bootstrap(unit="piece"))
    outlet = single["doc_id"].map(specimen.pieces.set_index("doc_id")["outlet"])
    sums = single.groupby([outlet, "frame"], sort=False)[["hits", "words"]].sum()
    assert together.set_index(["doc_id", "frame"])[["hits", "words"]].equals(
        sums.loc[together.set_index(["doc_id", "frame"]).index]
    )
    for table in (grouped.features.sentences, grouped.features.hits):
        assert not table[["paragraph", "sentence", "piece"]].isna().any(axis=None)
    assert not grouped.features.sentences.duplicated(["doc_id", "sentence"]).any()
    bags = grouped.features.bags.groupby("doc_id")["n"].sum()
    assert bags.to_dict() == together.drop_duplicates("doc_id").set_index("doc_id")["words"].to_dict()


def test_the_mean_of_a_group_is_that_of_its_sentences(specimen, grouped):
    single = mean_sentiment(specimen.features)
    together = mean_sentiment(grouped.features, Bootstrap(unit="piece"))
    outlet = single["doc_id"].map(specimen.pieces.set_index("doc_id")["outlet"])
    totals = (single["mean"] * single["sentences"]).groupby([outlet, single["score"]]).sum()
    n = single["sentences"].groupby([outlet, single["score"]]).sum()
    for row in together.itertuples():
        key = (row.doc_id, row.score)
        assert row.mean == pytest.approx(totals[key] / n[key], abs=1e-4)
        assert row.low < row.mean < row.high


def test_tables_of_pieces_stay_whole_and_pairs_are_of_groups(specimen):
    results = analyse(specimen, Methods(group_by="outlet", resamples=99, word_resamples=20, draws=50))
    assert len(results["salience"]) == 5 * 3 and len(results.drawn["salience"]) == 2 * 3
    assert len(results["salience_pairs"]) == 3
    assert set(results["salience_pairs"]["doc_id_a"]) == {"North"}
    assert len(results["groups"]) == 5
    assert results.drawn.pieces is results and results.drawn.methods.unit == "piece"
    assert "months" not in results


def test_without_groups_pieces_are_no_unit(specimen):
    with pytest.raises(FramingError, match="unit 'piece' is that of groups"):
        analyse(specimen, Methods(unit="piece"))


def test_the_variance_of_a_place_is_that_over_all_orders():
    weights, words = np.array([[0.5], [0.2], [0.0], [0.3]]), np.array([3.0, 1.0, 4.0, 2.0])
    sums = []
    for order in permutations(range(4)):
        before = np.empty(4)
        before[list(order)] = np.concatenate([[0], words[list(order)].cumsum()[:-1]])
        sums.append(float((before @ weights)[0]) / words.sum())
    assert _order_variance(weights, words)[0] == pytest.approx(np.var(sums))


def test_many_pieces_are_tested_as_few_are():
    generator, one = np.random.default_rng(3), Bootstrap(resamples=20_000)
    pieces = []
    for _ in range(13):
        weights = generator.dirichlet(np.linspace(1.6, 1, 8))
        pieces.append((weights[:, None], generator.integers(20, 60, 8).astype(float)))
    normal = along_pieces(pieces, "a", one)[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(permutation, "MOST_ORDERED", 99)
        assert along_pieces(pieces, "a", one)[0] == pytest.approx(normal, abs=0.02)


def test_blocks_change_no_draw(monkeypatch):
    generator = np.random.default_rng(1)
    hits, words = generator.poisson(1, (130, 2)).astype(float), generator.integers(20, 60, 130).astype(float)
    few = Bootstrap(resamples=500)

    def drawn():
        pair = [(hits[:60], words[:60]), (hits[60:], words[60:])]
        yield bootstrap.draw_ratios(hits, words, "a", few)
        yield between_pieces(pair, permutation.PAIR, "a", few._replace(resamples=9_000))
        yield between_frames(hits - 1, "a", few)
        yield along_pieces([(hits, words)], "a", few)

    whole = list(drawn())
    asked = []

    def in_sevens(rows, columns, *_):
        asked.append(columns)
        return [min(7, rows - begun) for begun in range(0, rows, 7)]

    for module in (bootstrap, permutation):
        monkeypatch.setattr(module, "blocks", in_sevens)
    for one, other in zip(whole, drawn(), strict=True):
        assert np.array_equal(one, other)
    assert len(asked) == 4


def test_two_of_many_units_are_told_apart_as_the_simulation_says():
    words = np.full(MOST_UNITS, 60.0)
    at, levels = Setting(words, words, 0.004, 1.3, "a b"), np.array([0.05, 0.01])
    simulated = _smallest(at, 0.8, levels, Bootstrap())
    assert _by_formula(at, 0.8, levels, Bootstrap()) == pytest.approx(simulated, rel=0.2)
