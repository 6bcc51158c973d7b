"""Stress tests of the rates, on three pieces whose hits can be counted by hand."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.corpus.annotate import annotate
from framing.robustness.leave_one_out import leave_one_term_out
from framing.robustness.lexicons import lexicon_agreement, lexicon_means
from framing.robustness.multiverse import (
    choices,
    keep,
    multiverse,
    ranked,
    specification_shares,
    specifications,
)
from framing.robustness.random_dictionaries import _random_rates, random_dictionaries
from framing.robustness.top_terms import top_terms
from framing.stats.keyness import document_term
from framing.stats.salience import salience
from framing.study import Bootstrap, Definitions, Features
from made_up import scores_of

# piece, paragraph, sentence, part, words, words quoted
SENTENCES = [
    ("a", 1, 1, "headline", 10, 0),
    ("a", 2, 2, "body", 40, 0),
    ("a", 2, 3, "body", 30, 10),
    ("a", 3, 4, "body", 20, 20),
    ("b", 1, 1, "body", 20, 0),
    ("b", 2, 2, "body", 30, 5),
    ("c", 1, 1, "dek", 50, 0),
    ("c", 2, 2, "body", 150, 0),
]
# piece, paragraph, sentence, frame, pattern, voice, stance, hits
HITS = [
    ("a", 1, 1, "sea", "tide*", "author", "asserted", 2),
    ("a", 2, 2, "sea", "high water", "author", "negated", 1),
    ("a", 2, 2, "sky", "rain*", "author", "asserted", 1),
    ("a", 2, 3, "sea", "tide*", "quoted", "asserted", 1),
    ("a", 3, 4, "sky", "rain*", "quoted", "contested", 1),
    ("b", 1, 1, "sea", "high water", "reported", "asserted", 1),
    ("b", 1, 1, "sea", "tide*", "author", "asserted", 0),
    ("b", 2, 2, "sky", "blue sky", "quoted", "contested", 1),
    ("c", 1, 1, "sea", "tide*", "author", "asserted", 1),
    ("c", 2, 2, "sea", "high water", "author", "contested", 3),
    ("c", 2, 2, "sky", "rain*", "author", "asserted", 2),
]
DICTIONARY = [
    ("sky", "rain*", "definition"),
    ("sky", "blue sky", "Orr 2020"),
    ("sea", "tide*", "Orr 2020"),
    ("sea", "high water", "definition"),
    ("land", "dry land", "Orr 2020"),
]
BASE = {
    "parts": "all",
    "quotations": "in",
    "stance": "all",
    "patterns": "all",
    "dictionary": "full",
    "unit": "words",
    "adjacent": "out",
}
SPECIFICATIONS = 2 * 2 * 3 * 2 * 2 * 2


def features_of(sentences, hits, bags=()):
    names = ["doc_id", "paragraph", "sentence", "part", "n_words", "n_words_quoted"]
    columns = ["doc_id", "paragraph", "sentence", "frame", "pattern", "voice", "stance", "n"]
    return Features(
        pd.DataFrame(sentences, columns=names),
        pd.DataFrame(hits, columns=columns).assign(subframe="", speaker="", n_subframe=0, n_unless=0),
        pd.DataFrame(bags, columns=["doc_id", "token", "n"]),
        pd.DataFrame(),
    )


def definitions_of(dictionary, frames):
    return Definitions(
        frames=pd.DataFrame({"frame": frames, "label": [frame.capitalize() for frame in frames]}),
        subframes=pd.DataFrame(),
        dictionary=pd.DataFrame(dictionary, columns=["frame", "pattern", "source"]).assign(subframe=""),
        masks=pd.DataFrame(),
    )


FEATURES = features_of(SENTENCES, HITS)
DEFINITIONS = definitions_of(DICTIONARY, ["sea", "sky", "land"])


def rates(table, **levels):
    chosen = table[np.logical_and.reduce([table[name] == level for name, level in (BASE | levels).items()])]
    return chosen[["doc_id", "frame", "hits", "size", "rate"]]


def test_each_pattern_left_out_in_turn(same):
    table = leave_one_term_out(FEATURES, DEFINITIONS)
    assert (table["becomes_distinguishable"] == "").all()
    same(
        table.drop(columns="becomes_distinguishable"),
        "frame pattern doc_id hits hits_pattern rate rate_without change pairs_swapped order_changes",
        [
            ("sea", "tide*", "a", 4, 3, 40.0, 10.0, -30.0, 2, True),
            ("sea", "tide*", "b", 1, 0, 20.0, 20.0, 0.0, 2, True),
            ("sea", "tide*", "c", 4, 1, 20.0, 15.0, -5.0, 2, True),
            ("sea", "high water", "a", 4, 1, 40.0, 30.0, -10.0, 0, False),
            ("sea", "high water", "b", 1, 1, 20.0, 0.0, -20.0, 0, False),
            ("sea", "high water", "c", 4, 3, 20.0, 5.0, -15.0, 0, False),
            ("sky", "rain*", "a", 2, 2, 20.0, 0.0, -20.0, 0, False),
            ("sky", "rain*", "b", 1, 0, 20.0, 20.0, 0.0, 0, False),
            ("sky", "rain*", "c", 2, 2, 10.0, 0.0, -10.0, 0, False),
            ("sky", "blue sky", "a", 2, 0, 20.0, 20.0, 0.0, 1, True),
            ("sky", "blue sky", "b", 1, 1, 20.0, 0.0, -20.0, 1, True),
            ("sky", "blue sky", "c", 2, 0, 10.0, 10.0, 0.0, 1, True),
        ],
    )


def test_pairs_that_can_be_told_apart_only_without_a_pattern():
    # a has the tide in ten paragraphs, b high water in as many and the tide once; c has both in all
    sentences = [(d, i, i, "body", 20, 0) for d in "abc" for i in range(1, 11)]
    at = {("a", "tide*"): range(1, 11), ("b", "high water"): range(1, 11), ("b", "tide*"): (1,)}
    at |= {("c", "tide*"): range(1, 11), ("c", "high water"): range(1, 11)}
    hits = [(d, i, i, "sea", p, "author", "asserted", 1) for (d, p), places in at.items() for i in places]
    table = leave_one_term_out(features_of(sentences, hits), DEFINITIONS, Bootstrap(2000))
    found = table.groupby("pattern")["becomes_distinguishable"].unique().map(list)
    # with both patterns c is told apart from a and b; without one of them a or b has next to nothing
    assert found.to_dict() == {"high water": ["a-b"], "tide*": ["a-b"]}
    counts = {"tide*": (10, 1, 10), "high water": (0, 10, 10)}
    rates = table.set_index(["pattern", "doc_id"])["rate_without"]
    for left_out, other in (("tide*", "high water"), ("high water", "tide*")):
        assert rates[left_out].tolist() == [n * 5 for n in counts[other]]
    # where nothing can be told apart, nothing becomes so
    alike = leave_one_term_out(features_of(sentences, hits), DEFINITIONS, Bootstrap(10))
    assert (alike["becomes_distinguishable"] == "").all()


def test_several_pairs_stand_with_a_bar_between_them():
    # the quay hides that a has no tide, b and c as much of it
    sentences = [(d, i, i, "body", 20, 0) for d in "abc" for i in range(1, 11)]
    hits = [("a", i, i, "sea", "quay", "author", "asserted", 1) for i in range(1, 11)]
    hits += [(d, i, i, "sea", "tide*", "author", "asserted", 1) for d in "bc" for i in range(1, 11)]
    definitions = definitions_of([("sea", "tide*", ""), ("sea", "quay", "")], ["sea"])
    table = leave_one_term_out(features_of(sentences, hits), definitions, Bootstrap(2000))
    found = table.groupby("pattern")["becomes_distinguishable"].unique().map(list)
    assert found.to_dict() == {"quay": ["a-b | a-c"], "tide*": ["a-b | a-c"]}


def test_a_pattern_that_hides_a_difference_is_left_out_of_its_own_frame_alone():
    # 40 hits of the wave in one paragraph of each piece hide that a alone has the tide
    sentences = [(d, i, i, "body", 20, 0) for d in "ab" for i in range(1, 11)]
    found = [("a", i, "sea", "tide*", 1) for i in range(1, 11)]
    found += [
        (d, 1, frame, p, n) for d in "ab" for frame, p, n in (("sea", "wave*", 40), ("sky", "rain*", 1))
    ]
    hits = [(d, i, i, frame, p, "author", "asserted", n) for d, i, frame, p, n in found]
    listed = [("sky", "rain*", ""), ("sea", "wave*", ""), ("sea", "tide*", "")]
    definitions = definitions_of(listed, ["sky", "sea"])
    table = leave_one_term_out(features_of(sentences, hits), definitions, Bootstrap(2000))
    assert table[["pattern", "becomes_distinguishable"]].to_numpy()[::2].tolist() == [
        ["rain*", ""],
        ["wave*", "a-b"],
        ["tide*", ""],
    ]


def test_what_the_patterns_carry_adds_up_to_the_rate(shipped):
    left_out = leave_one_term_out(shipped.features, shipped.definitions)
    lost = left_out.groupby(["doc_id", "frame"])["change"].sum()
    rate = salience(shipped.features, shipped.definitions, 1, Bootstrap(10)).set_index(["doc_id", "frame"])
    pd.testing.assert_series_equal(-lost, rate["rate"].reindex(lost.index), check_names=False)


def test_without_hits_there_is_nothing_to_leave_out():
    nothing = FEATURES._replace(hits=FEATURES.hits[:0])
    left_out = leave_one_term_out(nothing, DEFINITIONS)
    assert left_out.empty
    assert list(left_out) == list(leave_one_term_out(FEATURES, DEFINITIONS))
    assert top_terms(nothing, DEFINITIONS)["share"].isna().all()
    assert random_dictionaries(with_bags(nothing), DEFINITIONS, draws=10)["median"].isna().all()


def test_share_of_the_most_frequent_pattern(same):
    same(
        top_terms(FEATURES, DEFINITIONS, k=1),
        "frame doc_id hits patterns hits_top share top",
        [
            ("sea", "a", 4, 2, 3, 3 / 4, "tide* 3"),
            ("sea", "b", 1, 1, 1, 1.0, "high water 1"),
            ("sea", "c", 4, 2, 3, 3 / 4, "high water 3"),
            ("sea", "all", 9, 2, 5, 5 / 9, "high water 5"),
            ("sky", "a", 2, 1, 2, 1.0, "rain* 2"),
            ("sky", "b", 1, 1, 1, 1.0, "blue sky 1"),
            ("sky", "c", 2, 1, 2, 1.0, "rain* 2"),
            ("sky", "all", 5, 2, 4, 4 / 5, "rain* 4"),
            ("land", "a", 0, 0, 0, np.nan, ""),
            ("land", "b", 0, 0, 0, np.nan, ""),
            ("land", "c", 0, 0, 0, np.nan, ""),
            ("land", "all", 0, 0, 0, np.nan, ""),
        ],
    )


def test_of_patterns_with_as_many_hits_the_first_of_the_dictionary_is_taken():
    hits = FEATURES.hits.assign(n=1)
    tops = top_terms(FEATURES._replace(hits=hits), DEFINITIONS, k=1).set_index(["frame", "doc_id"])["top"]
    assert tops["sky", "all"] == "rain* 3"
    assert tops["sea", "c"] == "tide* 1"


def test_every_combination_is_there_once():
    listed = specifications(FEATURES, DEFINITIONS)
    assert len(listed) == SPECIFICATIONS
    assert not listed.drop(columns="specification").duplicated().any()
    assert listed.iloc[0].to_dict() == {"specification": 1} | BASE
    assert len(multiverse(FEATURES, DEFINITIONS)) == SPECIFICATIONS * 3 * 3


def test_the_first_specification_is_the_study(shipped, specimen):
    for study in (shipped, specimen):
        own = multiverse(study.features, study.definitions)
        own = own[own["specification"] == 1]
        table = salience(study.main.features, study.main.definitions, 1, Bootstrap(10))
        pd.testing.assert_frame_equal(
            own[["doc_id", "frame", "hits", "rate"]], table[["doc_id", "frame", "hits", "rate"]]
        )
        assert own["size"].tolist() == table["words"].tolist()


@pytest.mark.parametrize(
    ("levels", "sea", "sky", "size"),
    [
        ({"parts": "body"}, (2, 1, 3), (2, 1, 2), (90, 50, 150)),
        ({"quotations": "out"}, (3, 1, 4), (1, 0, 2), (70, 45, 200)),
        ({"quotations": "out", "unit": "sentences"}, (3, 1, 4), (1, 0, 2), (3, 2, 2)),
        ({"stance": "not negated"}, (3, 1, 4), (2, 1, 2), (100, 50, 200)),
        ({"stance": "asserted"}, (3, 1, 1), (1, 0, 2), (100, 50, 200)),
        ({"patterns": "phrases"}, (1, 1, 3), (0, 1, 0), (100, 50, 200)),
        ({"dictionary": "sourced"}, (3, 0, 1), (0, 1, 0), (100, 50, 200)),
        ({"unit": "sentences"}, (4, 1, 4), (2, 1, 2), (4, 2, 2)),
        (
            {"parts": "body", "quotations": "out", "stance": "not negated"},
            (0, 1, 3),
            (1, 0, 2),
            (60, 45, 150),
        ),
        ({"patterns": "phrases", "dictionary": "sourced"}, (0, 0, 0), (0, 1, 0), (100, 50, 200)),
    ],
)
def test_what_each_choice_counts(same, levels, sea, sky, size):
    per = 100 if levels.get("unit") == "sentences" else 1000
    same(
        rates(multiverse(FEATURES, DEFINITIONS), **levels),
        "doc_id frame hits size rate",
        [
            (doc_id, frame, hits[i], size[i], hits[i] / size[i] * per)
            for i, doc_id in enumerate("abc")
            for frame, hits in (("sea", sea), ("sky", sky), ("land", (0, 0, 0)))
        ],
    )


def test_leaving_out_never_adds_hits(shipped):
    table = multiverse(shipped.features, shipped.definitions)
    # an adjacent frame that is let in adds hits
    table = table[table["adjacent"] == "out"]
    own = table[table["specification"] == 1].set_index(["doc_id", "frame"])["hits"]
    assert (
        table["hits"].to_numpy() <= own.reindex(pd.MultiIndex.from_frame(table[["doc_id", "frame"]]))
    ).all()


def test_phrases_alone_count_as_a_dictionary_of_phrases_would(specimen):
    entries = specimen.definitions.dictionary
    phrases = entries[entries["pattern"].str.contains(" ")].reset_index(drop=True)
    anew = annotate(specimen.texts, replace(specimen.definitions, dictionary=phrases)).hits
    flags = keep(specimen.features, specimen.definitions)["patterns", "phrases"]
    kept = specimen.features.hits[flags.hits]
    keys = ["doc_id", "sentence", "pattern"]
    for column in ("n", "n_unless"):
        pd.testing.assert_series_equal(kept.groupby(keys)[column].sum(), anew.groupby(keys)[column].sum())


def test_a_choice_that_a_corpus_does_not_offer_is_left_out():
    bare = features_of([("a", 1, 1, "body", 9, 0)], [("a", 1, 1, "sea", "tide*", "author", "asserted", 1)])
    plain = definitions_of([("sea", "tide*", "")], ["sea"])
    # nor does one whose patterns are all phrases with a source
    for dictionary in (plain, definitions_of([("sea", "high water", "Orr 2020")], ["sea"])):
        offered = choices(bare, dictionary)
        assert [name for name, levels in offered.items() if len(levels) > 1] == ["unit"]
    assert multiverse(bare, plain)["rate"].tolist() == pytest.approx([1000 / 9, 100])


def test_a_piece_that_a_choice_empties_has_no_rate():
    sentences = [*SENTENCES, ("d", 1, 1, "headline", 8, 0)]
    table = multiverse(features_of(sentences, HITS), DEFINITIONS)
    emptied = table[(table["doc_id"] == "d") & (table["parts"] == "body")]
    assert emptied["rate"].isna().all() and len(emptied) == SPECIFICATIONS // 2 * 3


def test_ranks_follow_rates_and_the_study_comes_first():
    table = ranked(multiverse(FEATURES, DEFINITIONS))
    own = table[table["specification"] == 1].set_index(["frame", "doc_id"])["rank"]
    assert own.to_dict() == {
        ("sea", "a"): 1.0,
        ("sea", "b"): 2.5,
        ("sea", "c"): 2.5,
        ("sky", "a"): 1.5,
        ("sky", "b"): 1.5,
        ("sky", "c"): 3.0,
        ("land", "a"): 0.0,
        ("land", "b"): 0.0,
        ("land", "c"): 0.0,
    }
    assert set(table.loc[table["specification"] == 1, "place"]) == {1}
    order = table.drop_duplicates("specification").sort_values("place")
    assert order["place"].tolist() == list(range(1, SPECIFICATIONS + 1))
    assert order["agreement"].is_monotonic_decreasing


def test_agreement_is_the_rank_correlation(shipped):
    table = ranked(multiverse(shipped.features, shipped.definitions))
    own = table[table["specification"] == 1]
    for number in (2, 5, 9):
        other = table[table["specification"] == number]
        by_frame = [
            stats.spearmanr(own.loc[own["frame"] == f, "rate"], other.loc[other["frame"] == f, "rate"])[0]
            for f in shipped.main.definitions.frames["frame"]
        ]
        assert other["agreement"].iloc[0] == pytest.approx(np.nan_to_num(by_frame).mean())


def test_shares_count_signs_and_ties_and_name_the_weakest_level(same):
    values = {
        "kept": [2, 1, 3, 1],
        "turns": [2, 1, -3, 0],
        "tie": [0, 0, 1, -1],
        "rounding": [1, 1e-12, 1, 1],
    }
    table = pd.DataFrame(
        [
            (claim, number, parts, unit, value)
            for claim, listed in values.items()
            for (number, (parts, unit)), value in zip(
                enumerate(itertools.product(("all", "body"), ("words", "sentences")), start=1),
                listed,
                strict=True,
            )
        ],
        columns=["claim", "specification", "parts", "unit", "difference"],
    )
    same(
        specification_shares(table.sample(frac=1, random_state=1).sort_values("claim", kind="stable")),
        "claim specifications kept tied share weakest weakest_share",
        [
            ("kept", 4, 4, 0, 1.0, "", np.nan),
            ("rounding", 4, 3, 1, 0.75, "parts: all", 0.5),
            ("tie", 4, 2, 2, 0.5, "parts: body", 0.0),
            ("turns", 4, 2, 1, 0.5, "parts: body", 0.0),
        ],
    )


def with_bags(features, counts=None):
    counts = counts or {"one": (1, 1, 1), "two": (2, 2, 2), "six": (6, 0, 0)}
    rows = [(d, t, n) for t, ns in counts.items() for d, n in zip("abc", ns, strict=True) if n]
    return features._replace(bags=pd.DataFrame(rows, columns=["doc_id", "token", "n"]))


def test_words_that_all_lie_alike_leave_the_null_no_room(same):
    even = with_bags(FEATURES, {f"w{i}": (1 + i % 2,) * 3 for i in range(9)})
    table = random_dictionaries(even, DEFINITIONS, draws=50)
    # 9 hits of the sea: 3 in each piece, of 100, 50 and 200 words
    sea = table[table["frame"] == "sea"].drop(columns=["patterns", "frame"])
    spread = np.std([30, 60, 15])
    own = np.std([40, 20, 20])
    same(
        sea,
        "measure doc_id real median low high percentile beyond",
        [
            ("rate", "a", 40.0, 30.0, 30.0, 30.0, 1.0, True),
            ("rate", "b", 20.0, 60.0, 60.0, 60.0, 0.0, True),
            ("rate", "c", 20.0, 15.0, 15.0, 15.0, 1.0, True),
            ("range", "", 20.0, 45.0, 45.0, 45.0, 0.0, True),
            ("deviation", "", own, spread, spread, spread, 0.0, True),
        ],
    )
    assert table.groupby("frame", sort=False)["patterns"].first().tolist() == [2, 2, 0]


def test_no_word_is_drawn_twice():
    # three words and three patterns as frequent: every dictionary must hold all three
    hits = [(d, 1, 1, "sea", p, "author", "asserted", 2) for d, p in zip("abc", ("p", "q", "r"), strict=True)]
    features = with_bags(features_of(SENTENCES, hits), {"x": (2, 0, 0), "y": (0, 2, 0), "z": (0, 0, 2)})
    definitions = definitions_of([("sea", p, "") for p in "pqr"], ["sea"])
    table = random_dictionaries(features, definitions, draws=200)
    assert (table["low"] == table["high"]).all()
    assert table["median"].tolist()[:3] == [20.0, 40.0, 10.0]
    assert (table["percentile"] == 0.5).all() and not table["beyond"].any()


def test_totals_are_matched(shipped):
    words = shipped.features.sentences.groupby("doc_id")["n_words"].sum()
    drawn = _random_rates(
        document_term(shipped.features.bags), np.array([19, 9, 3, 1, 1]), 100, 25, np.random.default_rng(1)
    )
    assert drawn.shape == (100, len(words))
    assert drawn.sum(axis=1) == pytest.approx(33)


@pytest.mark.long
def test_percentiles_of_random_dictionaries_are_uniform():
    generator = np.random.default_rng(7)
    words, pieces = 300, list("abc")
    counts = generator.poisson([2, 1, 3], size=(words, 3))
    counts = counts[counts.sum(axis=1) > 0]
    bags = {f"w{i}": tuple(row) for i, row in enumerate(counts)}
    percentiles = []
    for _ in range(60):
        drawn = generator.choice(len(counts), size=5, replace=False)
        hits = [
            (d, 1, 1, "sea", f"w{i}", "author", "asserted", n)
            for i in drawn
            for d, n in zip(pieces, counts[i], strict=True)
        ]
        features = with_bags(features_of(SENTENCES, hits), bags)
        definitions = definitions_of([("sea", f"w{i}", "") for i in drawn], ["sea"])
        table = random_dictionaries(features, definitions, draws=150, seed=int(drawn[0]))
        percentiles.append(table.set_index(["measure", "doc_id"])["percentile"])
    found = pd.DataFrame(percentiles)
    for column in (("rate", "a"), ("range", "")):
        assert stats.kstest(found[column], "uniform").pvalue > 0.01
    assert 0.9 <= ((found["range", ""] > 0.025) & (found["range", ""] < 0.975)).mean() <= 0.99


# piece, paragraph, sentence, part, VADER as written and masked twice, TextBlob, AFINN
SCORED = [
    ("a", 1, 1, "body", -5000, -6000, -5000, 1000, -2),
    ("a", 2, 2, "body", -3000, -4000, -1000, 3000, -4),
    ("a", 3, 3, "body", -1000, -2000, -3000, -1000, 0),
    ("b", 1, 1, "body", 1000, 1000, 1000, 0, -6),
    ("b", 1, 2, "body", 3000, 1000, 1000, -2000, 0),
]


def scored(rows):
    sentences = pd.DataFrame(
        [row[:5] for row in rows], columns=["doc_id", "paragraph", "sentence", "part", "compound"]
    )
    return Features(sentences, pd.DataFrame(), pd.DataFrame(), scores_of(rows))


def test_means_by_every_lexicon(same):
    table = lexicon_means(scored(SCORED))
    same(
        table[["lexicon", "doc_id", "sentences", "mean", "rank"]],
        "lexicon doc_id sentences mean rank",
        [
            ("VADER", "a", 3, -0.3, 1),
            ("VADER", "b", 2, 0.2, 2),
            ("VADER, names masked", "a", 3, -0.4, 1),
            ("VADER, names masked", "b", 2, 0.1, 2),
            ("VADER, topic masked", "a", 3, -0.3, 1),
            ("VADER, topic masked", "b", 2, 0.1, 2),
            ("TextBlob", "a", 3, 0.1, 2),
            ("TextBlob", "b", 2, -0.1, 1),
            ("AFINN", "a", 3, -2.0, 2),
            ("AFINN", "b", 2, -3.0, 1),
        ],
    )
    # three paragraphs of a sentence each, -2, -4 and 0, have a standard error of 2 / sqrt(3)
    own = table.set_index(["lexicon", "doc_id"]).loc["AFINN"]
    expected = stats.t.interval(0.95, 2, loc=-2, scale=2 / np.sqrt(3))
    # errors are released with four decimals
    assert own.loc["a", ["low", "high"]].tolist() == pytest.approx(expected, abs=5e-4)
    # one paragraph cannot vary
    assert own.loc["b", ["low", "high"]].isna().all()
    assert own["deviation"].tolist() == pytest.approx([np.std([-2, -4, 0, -6, 0])] * 2, abs=1e-4)


def test_agreement_of_lexicons():
    table = lexicon_agreement(scored(SCORED)).set_index(["lexicon_a", "lexicon_b"])
    assert table["pairs"].tolist() == [1] * 10
    assert table.loc["VADER", "same_order"].to_dict() == {
        "VADER, names masked": 1,
        "VADER, topic masked": 1,
        "TextBlob": 0,
        "AFINN": 0,
    }
    assert table.loc[("VADER", "TextBlob"), "spearman_pieces"] == pytest.approx(-1)
    # in a the order of TextBlob's scores is 2, 3, 1 where VADER's is 1, 2, 3; in b the two are opposed
    expected = (3 * stats.spearmanr([1, 2, 3], [2, 3, 1])[0] + 2 * -1) / 5
    assert table.loc[("VADER", "TextBlob"), "spearman_sentences"] == pytest.approx(expected, abs=1e-4)
    # masked, b has one value alone, so that a tells
    assert table.loc[("VADER", "VADER, topic masked"), "spearman_sentences"] == pytest.approx(0.5)
    others = table[table.index.get_level_values("lexicon_a") != "VADER"]
    assert others["spearman_sentences"].isna().all()
