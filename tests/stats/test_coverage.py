"""What intervals cover: exactly where it can be counted; of the five pieces the simulation and its file."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing import paths
from framing.stats import coverage
from framing.stats.coverage import HITS, MODELS, RATES, draw_hits, printed, simulate
from framing.stats.intervals import Units, contrast_limits, rate_limits
from framing.stats.salience import count_units
from framing.study import Bootstrap, Methods
from framing.tables.checked import as_csv, read_table
from framing.tables.schema import INTERVALS, TABLES

KEY = list(TABLES["coverage"].key)
SHORT, SIMULATIONS = Bootstrap(resamples=499, seed=1), 300
DRAWN = 1500
FEW_HITS, MORE_HITS = (2, 3, 4), (5, 8, 10, 15)


@pytest.fixture(scope="module")
def words(shipped):
    """Return the words of the paragraphs of the five pieces."""
    counts = count_units(shipped.features, shipped.definitions, 1, "paragraph")
    return {doc_id: words for doc_id, (_, words) in counts.items()}


@pytest.fixture(scope="module")
def short(words):
    """Return a simulation of the five pieces with other draws than those of the file, and fewer."""
    return simulate(words, SHORT, SIMULATIONS)


@pytest.fixture(scope="module")
def committed():
    return read_table(paths.FIGURES / "tables" / "coverage.csv", "coverage")


@pytest.mark.parametrize("dispersion", [1.0, 1.45, 3.0])
def test_drawn_hits_have_the_mean_and_the_variance_asked_for(dispersion):
    expected, n = np.array([0.3, 2.0, 0.0]), 100_000
    drawn = draw_hits(expected, dispersion, n, np.random.default_rng(1))
    assert drawn.shape == (3, n) and not drawn[2].any()
    for mean, hits in zip(expected[:2], drawn, strict=False):
        assert (hits == hits.astype(int)).all()
        assert hits.mean() == pytest.approx(mean, abs=4 * np.sqrt(dispersion * mean / n))
        assert hits.var() == pytest.approx(dispersion * mean, rel=0.05)
    assert abs(np.corrcoef(drawn[:2])[0, 1]) < 0.02


def limits_of_counts(n_words, kind):
    """Return the limits of the rates of a piece of one unit, for every count that is likely."""
    counts = np.arange(60.0)
    units = Units(counts[None], np.array([n_words]), np.ones(60), "")
    return counts / n_words, *rate_limits(units, Bootstrap(interval=kind))


@pytest.fixture(scope="module")
def one_unit_each():
    """Return a simulation of two pieces of one unit, whose dispersion is 1 since nothing tells it."""
    table = simulate({"a": np.array([500.0]), "b": np.array([750.0])}, Bootstrap(resamples=19), DRAWN)
    return table[table["model"] == "Poisson"].set_index(["measure", "method", "truth", "doc_id"])


def near(share):
    return pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / DRAWN) + 1 / DRAWN)


@pytest.mark.parametrize(("kind", "truth", "piece"), [*product(INTERVALS[:2], HITS, ("a", "b"))])
def test_coverage_of_a_count_is_the_exact_one(one_unit_each, kind, truth, piece):
    n_words = {"a": 500.0, "b": 750.0}[piece]
    _, low, high = limits_of_counts(n_words, kind)
    chance = stats.poisson.pmf(np.arange(60), truth)
    row = one_unit_each.loc[("rate", kind, truth, piece)]
    assert row["below"] == near(chance[high < truth / n_words].sum())
    assert row["above"] == near(chance[low > truth / n_words].sum())
    assert row["value"] == pytest.approx(1 - row["below"] - row["above"])


@pytest.mark.parametrize(("kind", "truth"), [*product(INTERVALS[:2], RATES)])
def test_how_often_limits_tell_two_equal_counts_apart_is_exact(one_unit_each, kind, truth):
    (a, b), chances = (500.0, 750.0), []
    sides = [limits_of_counts(n_words, kind) for n_words in (a, b)]
    rates, low, high = (np.stack(np.broadcast_arrays(x[:, None], y)) for x, y in zip(*sides, strict=True))
    low, high = contrast_limits(np.array([1.0, -1.0])[:, None, None], rates, low, high)
    chances = [stats.poisson.pmf(np.arange(60), truth * n_words / 1000) for n_words in (a, b)]
    exact = (np.outer(*chances) * ((low > 0) | (high < 0))).sum()
    assert one_unit_each.loc[("pair", kind, truth, "a b"), "value"] == near(exact)
    # one pair is any pair
    assert one_unit_each.loc[("any pair", kind, truth, "all"), "value"] == pytest.approx(
        one_unit_each.loc[("pair", kind, truth, "a b"), "value"]
    )


def test_two_units_cannot_be_told_apart_by_dealing_them(one_unit_each):
    assert (one_unit_each.xs("permutation", level="method")["value"] == 0).all()


def test_any_pair_is_told_apart_by_the_adjusted_p():
    # the least p is that of 2 deals of 70, below a level of 5 % by itself and above it times three pairs
    words = {doc_id: np.full(4, 10_000.0) for doc_id in "abc"}
    table = simulate(words, Bootstrap(resamples=499), 100)
    rows = table[table["method"] == "permutation"]
    assert rows.loc[rows["measure"] == "pair", "value"].mean() > 0.01
    assert (rows.loc[rows["measure"] == "any pair", "value"] == 0).all()


def test_hits_are_spread_over_units_by_their_words(monkeypatch):
    asked = []

    def drawing(expected, dispersion, *rest):
        asked.append((expected.tolist(), dispersion))
        return draw_hits(expected, dispersion, *rest)

    monkeypatch.setattr(coverage, "draw_hits", drawing)
    simulate({"a": np.array([20.0, 30.0]), "b": np.array([100.0])}, Bootstrap(resamples=9), 2)
    spread = MODELS.values()
    rates = [(e, d) for n, d in product(HITS, spread) for e in ([0.4 * n, 0.6 * n], [n])]
    pairs = [(e, d) for n, d in product(RATES, spread) for e in ([0.02 * n, 0.03 * n], [0.1 * n])]
    assert [d for _, d in asked] == [d for _, d in (*rates, *pairs)]
    for (found, _), (expected, _) in zip(asked, (*rates, *pairs), strict=True):
        assert found == pytest.approx(expected)


def test_one_piece_has_no_pairs_and_one_seed_one_table():
    alone = simulate({"a": np.full(5, 40.0)}, Bootstrap(resamples=50, coverage=0.8, unit="sentence"), 20)
    assert alone["measure"].unique().tolist() == ["rate"]
    assert set(alone) == set(TABLES["coverage"].columns)
    assert alone[["simulations", "unit", "nominal"]].drop_duplicates().to_numpy().tolist() == [
        [20, "sentence", 0.8]
    ]
    two = [simulate({"a": np.full(5, 40.0), "b": np.full(3, 9.0)}, SHORT, 20) for _ in range(2)]
    assert as_csv(two[0]) == as_csv(two[1])


def means(table, measure, truths):
    """Return the mean value over pieces, or pairs, by method, model and truth."""
    rows = table[(table["measure"] == measure) & table["truth"].isin(truths)]
    return rows.groupby(["method", "model", "truth"])["value"].mean()


def check_bounds(table, room=0.0):
    """Check what led to the kind of interval and of test that the study uses; `room` is that of chance."""
    rates = table[table["measure"] == "rate"]
    chosen = rates[(rates["method"] == Methods().interval) & rates["truth"].isin(MORE_HITS)]
    assert means(table, "rate", MORE_HITS)["gamma mid-P"].between(0.93 - room, 0.97 + room).all()
    assert chosen["value"].min() >= 0.9 - 2 * room
    assert (means(table, "rate", FEW_HITS)["gamma mid-P"] >= 0.93 - room).all()
    assert (means(table, "rate", MORE_HITS)["percentile"] < 0.93 + room).all()
    assert means(table, "rate", MORE_HITS)["percentile"].mean() < 0.92
    assert (means(table, "pair", RATES)["permutation"] < 0.07 + room).all()
    assert means(table, "any pair", RATES)["permutation"].mean() < 0.07 + room


def test_the_committed_simulation_is_whole(committed, words):
    rates = product(["rate"], INTERVALS, MODELS, HITS, words)
    pairs = product(
        ["pair"], (*INTERVALS, "permutation"), MODELS, RATES, map(" ".join, combinations(words, 2))
    )
    every = product(["any pair"], (*INTERVALS, "permutation"), MODELS, RATES, ["all"])
    assert {*committed[KEY].itertuples(index=False, name=None)} == {*rates, *pairs, *every}
    assert list(MODELS) == ["Poisson", "overdispersed"] and len(INTERVALS) == 5
    methods = Methods()
    said = committed[["unit", "nominal"]].drop_duplicates().to_numpy().tolist()
    assert said == [[methods.unit, methods.coverage]]
    assert (committed["simulations"] >= 2000).all()


def test_the_committed_simulation_shows_what_the_study_says_of_it(committed):
    check_bounds(committed)


def test_intervals_cover_and_tests_err_as_the_study_says(short):
    # the mean over five pieces of 300 simulations varies by less than 0.006, a piece by 0.0126
    check_bounds(short, room=0.02)


def test_the_committed_simulation_is_what_the_code_gives(committed, short):
    both = committed.merge(short, on=KEY, suffixes=("", "_short"), validate="one_to_one")
    assert len(both) == len(committed) == len(short)
    n, m = both["simulations"], both["simulations_short"]
    # one more on either side, so that a share of 0 or 1 varies too
    share = (both["value"] * n + both["value_short"] * m + 1) / (n + m + 2)
    errors = np.sqrt(share * (1 - share) * (1 / n + 1 / m))
    assert ((both["value"] - both["value_short"]).abs() / errors).max() < 4
    # the mean of 35 shares that each vary by 0.013
    apart = both[both["measure"] == "rate"].groupby(["method", "model"]).mean(numeric_only=True)
    for column in ("value", "below", "above"):
        assert (apart[column] - apart[f"{column}_short"]).abs().max() < 0.01, column


def test_what_is_printed_sums_the_table_up():
    rows = [
        ("rate", "gamma", "Poisson", 2, "a", 0.9, 0.02, 0.08),
        ("rate", "gamma", "Poisson", 2, "b", 0.95, 0.04, 0.01),
        ("pair", "gamma", "Poisson", 8, "a b", 0.0625, np.nan, np.nan),
    ]
    table = pd.DataFrame(rows, columns=[*KEY, "value", "below", "above"])
    text = printed(table)
    mean, least, misses, pairs = (part.split("\n") for part in text.split("\n\n"))
    assert mean[0].startswith("mean coverage") and mean[-1].split() == ["gamma", "Poisson", "0.925"]
    assert least[0].startswith("least coverage") and least[-1].split() == ["gamma", "Poisson", "0.9"]
    assert misses[-1].split() == ["gamma", "0.03", "0.045"]
    assert pairs[-1].split() == ["pair", "gamma", "Poisson", "0.062"]
    assert len(printed(table[:2]).split("\n\n")) == 3
