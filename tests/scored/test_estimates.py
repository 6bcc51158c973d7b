"""What sums over documents are enough for, held to what the documents themselves give."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing import FramingError
from framing.scored.estimates import (
    dispersion,
    ratio_error,
    salience,
    salience_pairs,
    sentiment,
    sentiment_pairs,
)
from framing.scored.study import read_scores
from framing.scored.sums import SUMS, added, read_aggregate, squares
from framing.stats.bootstrap import wilson
from framing.stats.intervals import Units, cluster_error, pooled_dispersion, rate_limits, welch
from framing.study import Bootstrap, Methods
from made_scores import corpus, rows, write


def aggregate_of(tmp_path, documents, keys=("peace", "war")):
    return read_aggregate(write(tmp_path / "_aggregate.csv", documents, keys))


def counts_of(documents, key, outlet=None):
    own = [d for d in documents if outlet in (None, d[0])]
    return np.array([[float(hits.get(key, 0))] for *_, hits, _ in own]), np.array([float(d[2]) for d in own])


def test_sums_are_those_that_can_be_counted_by_hand():
    documents = [("Bay", "2024-01", 10, {"war": 1}, [5, -2]), ("Bay", "2024-01", 20, {"war": 3}, [])]
    assert rows(documents, ["war"]) == [
        ["Bay", "2024-01", "compound", 1, "", 2, 3, 9, 6, 4],
        ["Bay", "2024-01", "war", 2, 2, 30, 4, 10, 70, 500],
    ]


def test_rates_and_errors_by_hand(tmp_path):
    # rate 4 / 30; residuals 1 - 4/3 and 3 - 8/3 are a third each way
    documents = [("Bay", "2024-01", 10, {"war": 1}, []), ("Bay", "2024-01", 20, {"war": 3}, [])]
    sums = added(aggregate_of(tmp_path, documents, ["war"]))
    assert squares(sums).tolist() == pytest.approx([2 / 9])
    assert ratio_error(sums).tolist() == pytest.approx([np.sqrt(2 / 9 * 2) / 30])
    row = salience(aggregate_of(tmp_path, documents, ["war"])).iloc[0]
    assert (row["rate"], row["share"], row["hits"], row["words"]) == (pytest.approx(1000 * 4 / 30), 1, 4, 30)
    # t of one degree of freedom is 12.7062, of the logarithm
    assert np.log(row["high"] / row["rate"]) == pytest.approx(12.7062 * np.sqrt(4 / 9) / 4, rel=1e-4)


@pytest.mark.parametrize("outlet", [None, "Bay", "Lake"])
@pytest.mark.parametrize("key", ["war", "peace"])
def test_limits_are_those_of_the_documents_one_by_one(tmp_path, outlet, key):
    documents = corpus()
    table = salience(aggregate_of(tmp_path, documents), "outlet" if outlet else "", 0.9)
    row = table[(table["frame"] == key) & (table.get("outlet", outlet) == outlet if outlet else True)].iloc[0]
    hits, words = counts_of(documents, key, outlet)
    low, high = rate_limits(Units(hits, words, np.ones(1), ""), Bootstrap(coverage=0.9, interval="log t"))
    assert (row["low"], row["high"]) == (pytest.approx(low[0] * 1000), pytest.approx(high[0] * 1000))
    found = int((hits > 0).sum())
    assert (row["share_low"], row["share_high"]) == pytest.approx(wilson(found, len(words), 0.9))


def test_limits_are_near_those_of_a_bootstrap_over_documents(tmp_path):
    generator = np.random.default_rng(5)
    documents = [
        (
            "Bay",
            "2024-01",
            int(words),
            {"war": int(generator.poisson(words / 80 * generator.gamma(2, 0.5)))},
            [],
        )
        for words in generator.integers(100, 900, 400)
    ]
    row = salience(aggregate_of(tmp_path, documents, ["war"])).iloc[0]
    units = Units(*counts_of(documents, "war"), np.ones(1), "")
    low, high = rate_limits(units, Bootstrap(resamples=4_000, interval="percentile"))
    assert [row["low"], row["high"]] == pytest.approx([low[0] * 1000, high[0] * 1000], rel=0.01)


def test_the_standard_error_is_that_of_the_documents(tmp_path):
    documents = corpus(each=9)
    sums = added(aggregate_of(tmp_path, documents))
    for key, error in zip(sums["key"], ratio_error(sums), strict=True):
        if key != "compound":
            assert error == pytest.approx(cluster_error(*counts_of(documents, key))[0])


def test_dispersion_is_pearsons_where_documents_are_of_one_length(tmp_path):
    hits = {"Bay": [4, 0, 0, 0], "Lake": [3, 1, 0, 2]}
    documents = [(outlet, "2024-01", 50, {"war": n}, []) for outlet, own in hits.items() for n in own]
    aggregate = aggregate_of(tmp_path, documents, ["war"])
    pieces = [(np.array(own, float)[:, None], np.full(4, 50.0)) for own in hits.values()]
    assert dispersion(added(aggregate, "outlet")).tolist() == pytest.approx([*pooled_dispersion(pieces)] * 2)


def test_without_a_hit_or_with_one_document_limits_are_poissons(tmp_path):
    documents = [
        ("Bay", "2024-01", 500, {}, []),
        ("Bay", "2024-02", 500, {}, []),
        ("Lake", "2024-01", 100, {"war": 2}, []),
    ]
    table = salience(aggregate_of(tmp_path, documents, ["war"]), "outlet").set_index("outlet")
    # Garwood's limits of 0 are 0 and 3.689, of 2 they are 0.2422 and 7.2247
    assert table.loc["Bay", ["low", "high"]].tolist() == pytest.approx([0, 3.689], abs=1e-3)
    assert table.loc["Lake", ["low", "high"]].tolist() == pytest.approx([2.422, 72.247], abs=1e-3)


def test_without_a_word_there_is_no_rate(tmp_path):
    documents = [("Bay", "", 0, {}, []), ("Bay", "", 0, {}, []), ("Lake", "", 10, {"war": 1}, [])]
    table = salience(aggregate_of(tmp_path, documents, ["war"]), "outlet")
    assert table.loc[table["outlet"] == "Bay", ["rate", "low", "high"]].isna().all(axis=None)


def test_mean_sentiment_by_hand(tmp_path):
    documents = [
        ("Bay", "", 9, {}, [1_000, 3_000]),
        ("Bay", "", 9, {}, [2_000, 6_000]),
        ("Lake", "", 9, {}, [10]),
    ]
    table = sentiment(aggregate_of(tmp_path, documents), "outlet").set_index("outlet")
    # residuals of 4,000 and 8,000 by two sentences each round 3,000
    reach = 12.7062 * np.sqrt(2 * 2_000**2 * 2) / 4 / 10_000
    assert table.loc["Bay"].tolist() == pytest.approx([2, 4, 0.3, 0.3 - reach, min(0.3 + reach, 1)], rel=1e-4)
    assert table.loc["Lake"].isna().tolist() == [False, False, False, True, True]


def test_differences_between_outlets(tmp_path):
    documents = [
        (o, "", 1_000, {"war": n + k % 2}, [n * 100 + k % 2])
        for o, n in (("Bay", 9), ("Lake", 2))
        for k in range(40)
    ]
    aggregate = aggregate_of(tmp_path, documents, ["war"])
    row = salience_pairs(aggregate, ["Bay", "Lake"], {"war": "War"}).iloc[0]
    errors = np.full(2, np.sqrt(10 * 40 / 39) / 40_000 * 1_000)
    assert row["difference"] == pytest.approx(7)
    assert row["p"] == pytest.approx(
        welch(np.array([9.5, 2.5]), errors, np.array([40.0, 40.0]), np.array([1.0, -1.0]), 0.95)[3]
    )
    assert (row["distinguishable"], row["finding"]) == (True, "War is more salient in Bay than in Lake")
    swapped = sentiment_pairs(aggregate, ["Bay", "Lake"])
    assert swapped["difference"].tolist() == pytest.approx([0.07])
    assert swapped["finding"].tolist() == ["Sentiment is higher in Bay than in Lake"]


def test_an_outlet_without_a_hit_is_not_told_apart_for_want_of_spread(tmp_path):
    documents = [("Bay", "", 100, {}, []), ("Bay", "", 100, {}, [])]
    documents += [("Lake", "", 100, {"war": k % 2}, []) for k in range(200)]
    row = salience_pairs(aggregate_of(tmp_path, documents, ["war"]), ["Bay", "Lake"], {"war": "War"}).iloc[0]
    assert not row["distinguishable"]
    assert row["finding"].startswith("Not distinguishable: War is less salient in Bay")


def test_any_partition_gives_the_same(tmp_path):
    documents = corpus(each=8)
    whole = read_scores(write(tmp_path / "a" / "_aggregate.csv", documents).parent)
    turned = read_scores(write(tmp_path / "b" / "_aggregate.csv", documents[::-1]).parent)
    assert all(whole[name].equals(turned[name]) for name in whole)


def test_sums_of_sums_are_exact_beyond_what_a_machine_word_holds():
    table = pd.DataFrame({"key": "war", **{name: [2**62, 2**62, 3] for name in SUMS}})
    assert added(table).loc[0, SUMS].tolist() == [2**63 + 3] * len(SUMS)
    # (total - units) is 1 in one of three documents, beside a count that drowns it in floating point
    big = 10**9
    values = [(big, big), (big, big), (big, big + 1)]
    t, u = ([v[i] for v in values] for i in (1, 0))
    products = [sum(a * b for a, b in zip(x, y, strict=True)) for x, y in ((t, t), (t, u), (u, u))]
    sums = pd.DataFrame([[3, 3, sum(u), sum(t), *products]], columns=SUMS, dtype=object)
    assert squares(sums).tolist() == pytest.approx([2 / 3], rel=1e-6)


@pytest.mark.parametrize(
    ("name", "place", "value", "said"),
    [
        ("month", 1, "2024-13", "row 3: month is '2024-13'"),
        ("documents", 0, "0", "row 2: a sum is too small"),
        ("with_hits", 1, "9", "row 3: with_hits is 9"),
        ("key", 0, "other", "has no row for some key"),
        ("units", 0, "x", "units is 'x'; it must be a whole number"),
    ],
)
def test_a_table_that_cannot_be_is_refused_by_row(tmp_path, name, place, value, said):
    documents = [("Bay", "2024-01", 10, {"war": 1}, []), ("Lake", "2024-01", 10, {"war": 1}, [])]
    path = write(tmp_path / "_aggregate.csv", documents)
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.loc[place, name] = value
    table.to_csv(path, index=False)
    with pytest.raises(FramingError) as error:
        read_aggregate(path)
    assert str(path) in str(error.value)
    assert said in str(error.value)


def test_coverage_is_that_of_the_methods(tmp_path):
    folder = write(tmp_path / "_aggregate.csv", corpus()).parent
    wide, narrow = (read_scores(folder, Methods(coverage=c))["salience"] for c in (0.95, 0.5))
    assert (wide["low"] < narrow["low"]).all()
    assert (wide["high"] > narrow["high"]).all()


@pytest.mark.parametrize(("documents", "rate"), [(2, 5), (30, 1), (30, 5), (200, 1)])
def test_intervals_cover_what_they_say_where_documents_differ(documents, rate):
    generator, outlets = np.random.default_rng(1), 2_000
    words = generator.integers(100, 1_200, (outlets, documents))
    hits = generator.poisson(words / 1_000 * rate * generator.gamma(2, 0.5, words.shape))
    products = [hits * hits, hits * words, words * words]
    sums = [(hits > 0).sum(axis=1), words.sum(axis=1), hits.sum(axis=1), *(p.sum(axis=1) for p in products)]
    table = pd.DataFrame(dict(zip(SUMS[1:], sums, strict=True))).assign(
        documents=documents, key="war", month=""
    )
    found = salience(table.assign(outlet=[f"{n:04d}" for n in range(outlets)]), "outlet")
    # three standard errors of a share of 2,000
    assert ((found["low"] <= rate) & (found["high"] >= rate)).mean() == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize("words", [0, 100])
def test_documents_that_do_not_differ_are_no_certainty(tmp_path, words):
    # one document with words and one without, or two alike
    again = 1 if words else 0
    documents = [
        (outlet, "2024-01", n, {"war": hits if n else 0}, [score] * (3 if n else 0))
        for outlet, hits, score in (("Bay", 3, 900), ("Lake", 4, -900))
        for n in (100, words)
    ]
    aggregate = aggregate_of(tmp_path, documents, ["war"])
    table = salience(aggregate, "outlet")
    hits = np.array([3, 4]) * (1 + again)
    garwood = stats.chi2.ppf([[0.025], [0.975]], [2 * hits, 2 * hits + 2]) / 2 / (100 + words) * 1000
    assert pytest.approx(garwood, rel=0.02) == table[["low", "high"]].to_numpy().T
    assert salience_pairs(aggregate, ["Bay", "Lake"], {"war": "War"})["p"].min() > 0.3
    of_sentences = sentiment(aggregate, "outlet")
    assert of_sentences["mean"].tolist() == [0.09, -0.09]
    assert of_sentences[["low", "high"]].isna().all(axis=None)
    assert sentiment_pairs(aggregate, ["Bay", "Lake"])["p"].isna().all()
