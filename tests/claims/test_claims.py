"""Claims, on pieces whose hits and specifications can be counted by hand."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.claims.claims import claims, verdict
from framing.claims.contrasts import contrasts, in_words
from framing.claims.estimates import about_cooccurrence, about_masking
from framing.claims.evidence import Evidence, share_kept
from framing.claims.rates import code_units
from framing.claims.voices import read_by
from framing.results import analyse
from framing.robustness.multiverse import multiverse
from framing.stats.cooccurrence import cooccurrence
from framing.stats.multiplicity import holm
from framing.stats.permutation import PAIR, between_frames, between_pieces
from framing.stats.salience import compare_pairs, count_units, salience
from framing.stats.sentiment import mean_sentiment
from framing.study import Bootstrap, Definitions, Features, Methods, Study
from framing.tables.checked import check
from made_up import scores_of

B = Bootstrap(resamples=2000)


class Judged(NamedTuple):
    """What a verdict is read from."""

    p: float
    p_holm: float
    readers: int
    readers_agree: int
    readers_turn: int
    share: float
    measure: str = "rate"


GROUPS = [
    "claim",
    "compare",
    "measure",
    "frame",
    "column",
    "higher",
    "lower",
    "higher_label",
    "lower_label",
    "source",
]
CLAIMS = pd.DataFrame(
    [
        ("top", "frames", "rate", *[""] * 7),
        ("spread", "pieces", "rate", *[""] * 7),
        ("genre", "groups", "rate", "", "genre", "opinion | brief", "report", "views", "reports", ""),
        ("timing", "groups", "rate", "sky", "outlet", "The Post", "", "The {Post}", "the others", "Orr 2020"),
        ("absent", "groups", "rate", "", "genre", "poem", "report", "poems", "reports", ""),
        ("sentiment", "zero", "sentiment", *[""] * 7),
        ("masking", "zero", "masking", *[""] * 7),
        ("together", "chance", "together", *[""] * 7),
    ],
    columns=GROUPS,
).assign(family=lambda rows: rows["claim"], found_by="looking", note="")
DEFINITIONS = Definitions(
    frames=pd.DataFrame({"frame": ["sea", "sky"], "label": ["Sea", "Sky"]}),
    subframes=pd.DataFrame(),
    dictionary=pd.DataFrame(
        {
            "frame": ["sea", "sea", "sky"],
            "subframe": "",
            "pattern": ["tide*", "high water", "blue sky"],
            "source": "definition",
        }
    ),
    masks=pd.DataFrame(),
    claims=check(CLAIMS, "claims"),
)
PIECES = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c"],
        "label": ["A", "B", "C"],
        "genre": ["opinion", "report", "brief"],
        "outlet": ["The Post", "The Mail", ""],
    }
)
# piece, paragraph, sentence, part, words, VADER as written, names masked, topic masked, TextBlob, AFINN
SENTENCES = [
    ("a", 1, 1, "headline", 20, 1000, 0, 2000, -500, -1),
    ("a", 2, 2, "body", 40, -3000, -3000, -2000, -500, -1),
    ("a", 3, 3, "body", 40, -4000, -4000, -3000, -500, -1),
    ("b", 1, 1, "body", 25, -1000, -1000, 0, 4000, 0),
    ("b", 2, 2, "body", 25, -1000, -1000, 1000, 4000, -2),
    ("c", 1, 1, "body", 50, 2000, 2000, 3000, 0, 3),
    ("c", 2, 2, "body", 50, 0, 0, 1000, 0, 1),
]
HITS = [
    ("a", 1, 1, "sea", "tide*", "author", "asserted", 1),
    ("a", 2, 2, "sea", "tide*", "author", "negated", 2),
    ("a", 2, 2, "sky", "blue sky", "author", "asserted", 1),
    ("b", 1, 1, "sea", "high water", "author", "asserted", 1),
    ("b", 2, 2, "sky", "blue sky", "author", "asserted", 2),
    ("c", 1, 1, "sea", "high water", "author", "asserted", 1),
    ("c", 1, 1, "sky", "blue sky", "author", "asserted", 1),
]


def features_of(sentences, hits):
    names = ["doc_id", "paragraph", "sentence", "part", "n_words", "compound"]
    columns = ["doc_id", "paragraph", "sentence", "frame", "pattern", "voice", "stance", "n"]
    return Features(
        pd.DataFrame([row[:6] for row in sentences], columns=names).assign(
            n_words_quoted=0, n_words_reported=0
        ),
        pd.DataFrame(hits, columns=columns).assign(subframe="", speaker="", n_subframe=0, n_unless=0),
        pd.DataFrame(),
        scores_of([(*row[:4], *row[5:]) for row in sentences]),
    )


FEATURES = features_of(SENTENCES, HITS)
# rates per 1,000 words: a 30 and 10, b 20 and 40, c 10 and 10
EXPECTED = [
    ("top:a", "Sea is more salient than Sky in A", 20.0, 1, 16, 4, 2, "stance: not negated"),
    ("top:b", "Sky is more salient than Sea in B", 20.0, 1, 16, 16, 0, ""),
    ("top:c", "Sea is as salient as Sky in C", 0.0, 1, 16, 16, 16, ""),
    (
        "top:all",
        "Sea is as salient as Sky in the mean of all pieces",
        0.0,
        1,
        16,
        2,
        2,
        "stance: not negated",
    ),
    ("spread:sea", "Sea is more salient in A than in C", 20.0, 3, 16, 4, 1, "stance: not negated"),
    ("spread:sky", "Sky is more salient in B than in A", 30.0, 3, 16, 16, 0, ""),
    ("genre:sea", "Sea is as salient in views (A, C) as in reports (B)", 0.0, 1, 16, 1, 1, "parts: body"),
    ("genre:sky", "Sky is less salient in views (A, C) than in reports (B)", -30.0, 1, 16, 16, 0, ""),
    (
        "timing:sky",
        "Sky is less salient in The {Post} (A) than in the others (B), other than Orr 2020 expects",
        -30.0,
        1,
        16,
        16,
        0,
        "",
    ),
    (
        "sentiment:a",
        "Mean VADER score of A is below zero, words of the topic counted",
        -0.2,
        1,
        10,
        10,
        0,
        "",
    ),
    (
        "sentiment:b",
        "Mean VADER score of B is below zero, words of the topic counted",
        -0.1,
        1,
        5,
        3,
        0,
        "lexicon: VADER, topic masked",
    ),
    (
        "sentiment:c",
        "Mean VADER score of C is above zero, words of the topic counted",
        0.1,
        1,
        5,
        4,
        1,
        "lexicon: TextBlob",
    ),
    (
        "masking:name",
        "Masking the names of masks.csv lowers the mean VADER score",
        -0.1 / 9,
        1,
        2,
        1,
        1,
        "parts: body",
    ),
    # every sentence has .1 more but one of b, which has .2 more
    (
        "masking:topic",
        "Masking the topic words of masks.csv raises the mean VADER score",
        (0.1 + 0.15 + 0.1) / 3,
        1,
        2,
        2,
        0,
        "",
    ),
    # 2 of 3, 1 of 2 and 1 of 2 sentences hold the sea, 1 in each piece the sky; 1, 0 and 1 hold both
    (
        "together:sea+sky",
        "Sentences with both Sea and Sky are more frequent than chance gives",
        2 - (2 / 3 + 1 / 2 + 1 / 2),
        1,
        8,
        2,
        5,
        "stance: not negated",
    ),
]


NONE_SEEN = pd.DataFrame(columns=["frame", "doc_id_high", "doc_id_low", "smallest_corrected"])


def study_of(features=FEATURES, definitions=DEFINITIONS, pieces=PIECES, **tables):
    return Study(pieces, definitions, features, None, **tables)


def table_of(features=FEATURES, definitions=DEFINITIONS, pieces=PIECES, bootstrap=B, seen=NONE_SEEN):
    return claims_of(study_of(features, definitions, pieces), bootstrap, seen)


def claims_of(study, bootstrap=B, seen=NONE_SEEN):
    """Return the claims of a study, with its own multiverse and that of its earlier dictionary."""
    universes = {"dictionary": multiverse(study.features, study.definitions)}
    if study.earlier:
        universes["earlier"] = multiverse(study.earlier.features, study.earlier.definitions)
    return claims(study, universes, seen, Methods(resamples=bootstrap.resamples, coverage=bootstrap.coverage))


def test_the_whole_table(same):
    same(
        table_of()[
            ["claim", "words", "estimate", "chosen_from", "specifications", "kept", "tied", "weakest"]
        ],
        "claim words estimate chosen_from specifications kept tied weakest",
        EXPECTED,
    )


def test_every_verdict_and_share_of_the_study_follows_from_its_row(shipped):
    table = claims_of(shipped, B._replace(resamples=99))
    own = table[table["specifications"].notna()]
    assert (own["share"] * own["specifications"]).to_numpy() == pytest.approx(own["kept"])
    limited = table[table["low"].notna()]
    assert (limited["low"] <= limited["estimate"]).all() and (limited["estimate"] <= limited["high"]).all()
    assert table["claim"].is_unique
    for row in table.itertuples():
        assert row.verdict == verdict(row, 1 - B.coverage)
        quoted = f"{row.verdict.capitalize()}: {row.words}"
        assert row.finding in (row.words, quoted) or row.finding.startswith(f"{quoted} (")
        assert (row.finding == row.words) == (row.verdict == "holds")
        assert row.readers_agree + row.readers_turn <= row.readers


# p, p_holm, readers, of whom agree, of whom turn, share
@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((0.01, 0.049, 2, 2, 0, 0.95), "holds"),
        ((0.01, 0.049, 0, 0, 0, 0.95), "holds"),
        # order has no specifications
        ((0.01, 0.049, 2, 2, 0, np.nan), "holds"),
        ((0.01, 0.05, 2, 2, 0, 0.95), "suggestive"),
        ((0.049, 0.4, 2, 2, 0, 1), "suggestive"),
        ((0.01, 0.01, 2, 1, 0, 1), "depends on choices"),
        ((0.01, 0.01, 2, 1, 1, 1), "depends on choices"),
        ((0.01, 0.01, 2, 2, 0, 0.949), "depends on choices"),
        ((0.01, 0.4, 2, 2, 0, 0.949), "depends on choices"),
        ((0.05, 0.05, 2, 2, 0, 1), "not distinguishable"),
        ((0.05, 0.05, 2, 1, 1, 0.2), "not distinguishable"),
        ((np.nan, np.nan, 0, 0, 0, 1), "not distinguishable"),
        ((0.01, 0.01, 2, 0, 2, 1), "artefact of wording"),
        ((0.4, 1, 2, 0, 2, 0.95), "artefact of wording"),
        # the dictionary does not say it whatever is chosen
        ((0.4, 1, 2, 0, 2, 0.949), "not distinguishable"),
        ((0.01, 0.01, 2, 0, 2, 0.949), "depends on choices"),
        # one coder may err
        ((0.4, 1, 1, 0, 1, 1), "not distinguishable"),
        ((0.01, 0.01, 1, 0, 1, 1), "depends on choices"),
    ],
)
def test_verdicts(row, expected):
    assert verdict(Judged(*row)) == expected


def test_level_and_share_of_a_verdict_can_be_chosen():
    row = Judged(p=0.02, p_holm=0.03, readers=0, readers_agree=0, readers_turn=0, share=0.8)
    assert [verdict(row), verdict(row, share_kept=0.8)] == ["depends on choices", "holds"]
    assert [verdict(row, level, 0.8) for level in (0.03, 0.02)] == ["suggestive", "not distinguishable"]


@pytest.mark.parametrize("measure", ["sentences", "voice", "asserted", "order"])
def test_only_what_the_dictionary_says_by_rates_can_be_an_artefact_of_its_wording(measure):
    row = Judged(p=0.01, p_holm=0.01, readers=2, readers_agree=0, readers_turn=2, share=1)
    assert verdict(row) == "artefact of wording"
    assert verdict(row._replace(measure=measure)) == "depends on choices"


def test_claims_of_one_kind_are_adjusted_together():
    table = table_of()
    about_rates = table[table["unit"] == "hits per 1,000 words"]
    expected = ["top"] * 4 + ["spread"] * 2 + ["genre"] * 2 + ["timing"]
    assert about_rates["family"].tolist() == expected
    assert table.loc[table["claim"] == "together:sea+sky", "family"].tolist() == ["together"]
    for _, rows in table.groupby("family"):
        assert rows["p_holm"].tolist() == pytest.approx(holm(rows["p"].to_numpy()).tolist(), nan_ok=True)
    for claim in ("top:c", "genre:sea"):
        assert about_rates.loc[about_rates["claim"] == claim, "p"].tolist() == [1]


def test_p_is_that_of_the_test_of_the_contrast():
    table, counts = table_of().set_index("claim"), count_units(FEATURES, DEFINITIONS, 1, "paragraph")
    a, b, c = counts.values()
    # frames swapped within the units of a: 1 and 2 of sea, 1 of sky
    assert table.loc["top:a", "p"] == between_frames(np.array([[1.0], [1.0], [0.0]]), "top:a", B)[0]
    # the pair of a and c was picked among three
    sea = between_pieces([(hits[:, :1], words) for hits, words in (a, c)], PAIR, "spread:sea", B)[0]
    assert table.loc["spread:sea", ["chosen_from", "p"]].tolist() == [3, min(1, 3 * sea)]
    # views are a and c, each a half, and reports b
    groups = [(hits[:, 1:], words) for hits, words in (a, b, c)]
    sky = between_pieces(groups, np.array([0.5, -1, 0.5]), "genre:sky", B)[0]
    assert table.loc["genre:sky", "p"] == sky < 1
    pooled = cooccurrence(FEATURES, DEFINITIONS.frames).set_index("doc_id")
    assert table.loc["together:sea+sky", "p"] == pooled.loc["all", "p"]


def far_apart(stance="asserted", doc_ids="ab"):
    """Return features in which a alone has the sea, in 12 units; all have the sky once, b twice."""
    sentences = [(d, i, i, "body", 20, 0, 0, 0, 0, 0) for d in doc_ids for i in range(1, 13)]
    hits = [("a", i, i, "sea", "high water", "author", stance, 1 + i % 2) for i in range(1, 13)]
    hits += [(d, 1, 1, "sky", "blue sky", "author", "asserted", 1) for d in (*doc_ids, "b")]
    return features_of(sentences, hits)


def test_the_adjusted_p_and_the_specifications_give_the_verdict():
    plain, words = replace(DEFINITIONS, claims=DEFINITIONS.claims[1:2]), "Sea is more salient in A than in B"

    def spread(features, pieces, bootstrap=B):
        return table_of(features, plain, pieces, bootstrap).set_index("claim").loc["spread:sea"]

    # no deal of 2,000 has all of the sea in one piece: one in 2,001 is the least p
    kept = spread(far_apart(), PIECES[:2])
    # it is adjusted for that of the sky
    assert (kept["p"], kept["p_holm"]) == (1 / 2001, 2 / 2001)
    assert (kept["verdict"], kept["finding"]) == ("holds", words)
    # a specification that leaves out what is negated has none of it
    negated = spread(far_apart("negated"), PIECES[:2])
    assert (negated["p"], negated["verdict"]) == (1 / 2001, "depends on choices")
    assert negated["finding"] == f"Depends on choices: {words}"
    # of three pairs the widest was picked
    chosen = spread(far_apart(doc_ids="abc"), PIECES)
    assert (chosen["chosen_from"], chosen["p"]) == (3, 3 / 2001)
    # of 30 rearrangements the least p is one in 31, below 5 % until it is adjusted; the interval is no matter
    few = spread(far_apart(), PIECES[:2], B._replace(resamples=30))
    assert (few["p"], few["p_holm"], few["verdict"]) == (1 / 31, 2 / 31, "suggestive")
    assert few["finding"] == f"Suggestive: {words}"
    assert few["low"] > 0 and kept["low"] == few["low"]
    # nor is the least p of 15, one in 16, below it
    fewer = spread(far_apart(), PIECES[:2], B._replace(resamples=15))
    assert (fewer["p"], fewer["verdict"]) == (1 / 16, "not distinguishable")


def test_a_plain_difference_has_the_limits_of_the_pairs():
    pairs = compare_pairs(FEATURES, DEFINITIONS, B._replace(coverage=1 - 0.05 / 3)).set_index(
        ["frame", "doc_id_a", "doc_id_b"]
    )
    table = table_of().set_index("claim")
    assert table.loc["spread:sea", ["low", "high"]].tolist() == pytest.approx(
        pairs.loc[("sea", "a", "c"), ["low", "high"]].tolist()
    )
    low, high = pairs.loc[("sky", "a", "b"), ["low", "high"]]
    assert table.loc["spread:sky", ["low", "high"]].tolist() == pytest.approx([-high, -low])


def test_choosing_the_widest_pair_widens_the_interval():
    wide = table_of().set_index("claim").loc["spread:sea"]
    pairs = compare_pairs(FEATURES, DEFINITIONS, B).set_index(["frame", "doc_id_a", "doc_id_b"])
    narrow = pairs.loc[("sea", "a", "c")]
    assert wide["low"] < narrow["low"] and wide["high"] >= narrow["high"]


def test_a_frame_without_a_hit_is_not_taken_for_none():
    hits = [row for row in HITS if not (row[0] == "c" and row[3] == "sea")]
    table = table_of(features_of(SENTENCES, hits)).set_index("claim")
    own = table.loc["top:c"]
    rates = salience(features_of(SENTENCES, hits), DEFINITIONS, 1, B).set_index(["doc_id", "frame"])
    sky, sea = rates.loc[("c", "sky")], rates.loc[("c", "sea")]
    assert own["estimate"] == 10
    # below, what may have been missed of the sea counts too; nothing can lie above its 0
    assert own["low"] == pytest.approx(10 - np.hypot(10 - sky["low"], sea["high"]))
    assert own["high"] == pytest.approx(sky["high"])
    missed_where_subtracted = table.loc["spread:sea"]
    assert missed_where_subtracted["low"] < 0


def test_both_groups_must_have_pieces():
    table = table_of(pieces=PIECES.assign(genre="opinion", outlet=""))
    assert not table["claim"].str.startswith(("genre", "timing", "absent")).any()


def test_a_piece_of_unknown_outlet_is_in_no_group():
    rates = np.array([[1.0, 2], [3, 4], [5, 6]])
    (timing,) = [c for c in contrasts({"rate": rates}, DEFINITIONS, PIECES) if c.claim == "timing:sky"]
    assert timing.weights.tolist() == [[0, 1], [0, -1], [0, 0]]
    assert (timing.more, timing.less, timing.column) == ((0,), (1,), 1)
    assert (timing.expected_by, timing.family, timing.found_by) == ("Orr 2020", "timing", "looking")


def test_claims_on_a_measure_that_nobody_took_are_left_out():
    rows = [
        ("rates", "pieces", "rate", *[""] * 7),
        ("codes", "pieces", "sentences", *[""] * 7),
        ("two", "groups", "sentences", "sky", "genre", "opinion", "report", "", "", ""),
        ("voice", "groups", "voice", "", "genre", "opinion", "report", "", "", ""),
        ("stance", "groups", "asserted", "all", "genre", "opinion", "report", "", "", ""),
    ]
    table = pd.DataFrame(rows, columns=GROUPS).assign(family="one", found_by="theory", note="")
    definitions = replace(DEFINITIONS, claims=check(table, "claims"))
    rates = np.array([[1.0, 2], [3, 4], [5, 9]])
    made = contrasts({"rate": rates, "sentences": -rates}, definitions, PIECES)
    assert [(c.claim, c.more, c.less, c.column) for c in made] == [
        ("rates:sea", (2,), (0,), 0),
        ("rates:sky", (2,), (0,), 1),
        ("codes:sea", (0,), (2,), 0),
        ("codes:sky", (0,), (2,), 1),
        ("two:sky", (0,), (1,), 1),
        ("voice:sea", (0,), (1,), 0),
        ("voice:sky", (0,), (1,), 1),
        ("voice:all", (0,), (1,), -1),
        ("stance:all", (0,), (1,), -1),
    ]
    left = contrasts({"rate": rates}, definitions, PIECES)
    assert {c.measure for c in left} == {"rate", "voice", "asserted"}


def test_weights_of_every_contrast_cancel():
    rates = np.random.default_rng(3).random((3, 2))
    made = contrasts({"rate": rates}, DEFINITIONS, PIECES)
    assert len(made) == 4 + 2 + 2 + 1
    for contrast in made:
        assert contrast.weights.sum() == pytest.approx(0)
        assert np.abs(contrast.weights).sum() == pytest.approx(2)


def test_the_order_of_the_pieces_table_changes_nothing():
    pd.testing.assert_frame_equal(table_of(pieces=PIECES.iloc[::-1]), table_of())


def test_one_piece_or_one_frame_gives_the_claims_that_are_left():
    sentences = [row for row in SENTENCES if row[0] == "a"]
    hits = [row for row in HITS if row[0] == "a"]
    alone = table_of(features_of(sentences, hits), pieces=PIECES[:1])
    assert alone["claim"].tolist() == [
        "top:a",
        "sentiment:a",
        "masking:name",
        "masking:topic",
        "together:sea+sky",
    ]
    single = replace(
        DEFINITIONS,
        frames=DEFINITIONS.frames[:1],
        dictionary=DEFINITIONS.dictionary[:2],
        claims=DEFINITIONS.claims[~DEFINITIONS.claims["compare"].eq("groups")],
    )
    left = table_of(features_of(SENTENCES, [row for row in HITS if row[3] == "sea"]), single)
    assert left["claim"].tolist() == [
        "spread:sea",
        "sentiment:a",
        "sentiment:b",
        "sentiment:c",
        "masking:name",
        "masking:topic",
    ]


def test_cooccurrence_counts_as_its_own_table_does(specimen, shipped):
    for study in (shipped.main, specimen.main):
        (row,) = (r for r in DEFINITIONS.claims.itertuples() if r.measure == "together")
        made = list(about_cooccurrence(row, study, {}, B))
        pooled = cooccurrence(study.features, study.definitions.frames).query("doc_id == 'all'")
        expected = (pooled["both"] - pooled["expected"]).tolist()
        assert len(made) == 3
        assert [each.estimate for each in made] == pytest.approx(expected)
        own = [each.arms["dictionary"].query("specification == 1")["difference"].item() for each in made]
        assert own == pytest.approx(expected)


def test_where_the_body_leaves_nothing_of_a_piece_masking_is_not_kept():
    (row,) = (r for r in DEFINITIONS.claims.itertuples() if r.measure == "masking")
    only_headline = [(*row[:3], "headline", *row[4:]) if row[0] == "c" else row for row in SENTENCES]
    for sentences, changes in ((SENTENCES, [-0.1 / 9, 0]), (only_headline, [-0.1 / 9, np.nan])):
        names, _ = about_masking(row, study_of(features_of(sentences, HITS)), {}, B)
        masking = names.arms["dictionary"]
        assert masking[["specification", "parts"]].to_numpy().tolist() == [[1, "all"], [2, "body"]]
        assert masking["difference"].tolist() == pytest.approx(changes, nan_ok=True)


def test_claims_about_sentiment_have_the_limits_and_p_values_of_students_and_welchs_t():
    made = table_of().set_index("claim").loc["sentiment:a":"masking:topic"]
    own = mean_sentiment(FEATURES, B).set_index(["doc_id", "score"])
    for doc_id in "abc":
        row = made.loc[f"sentiment:{doc_id}"]
        assert row[["low", "high"]].tolist() == pytest.approx(
            own.loc[(doc_id, "as written"), ["low", "high"]].tolist()
        )
    # paragraphs of a have one sentence each
    assert made.loc["sentiment:a", "p"] == pytest.approx(stats.ttest_1samp([0.1, -0.3, -0.4], 0).pvalue)
    # both sentences of b have -.1, so nothing is left to chance
    assert made.loc["sentiment:b", ["low", "high", "p"]].tolist() == pytest.approx([-0.1, -0.1, 0])
    # of the topic words only b's two changes differ, .1 and .2: an error of .05 on one degree of freedom
    expected = stats.t.interval(0.95, 1, loc=0.35 / 3, scale=0.05 / 3)
    assert made.loc["masking:topic", ["low", "high"]].tolist() == pytest.approx(expected)
    assert made["family"].tolist() == ["sentiment"] * 3 + ["masking"] * 2


def test_a_claim_about_rates_is_the_contrast_of_the_rates_of_the_study(specimen):
    rates = salience(specimen.main.features, specimen.main.definitions, 1, B)
    by_piece = rates.pivot_table(index="doc_id", columns="frame", values="rate")
    table = claims_of(replace(specimen, definitions=replace(specimen.definitions, claims=DEFINITIONS.claims)))
    spread = table[table["family"] == "spread"].set_index("claim")["estimate"]
    assert spread.index.tolist() == ["spread:escalation", "spread:deterrence", "spread:transition"]
    for claim, estimate in spread.items():
        column = by_piece[claim.removeprefix("spread:")]
        assert estimate == pytest.approx(column.max() - column.min())


def test_braces_in_a_label_stay_as_they_are(specimen):
    pieces = specimen.pieces.assign(label=["{more} " + label + " {" for label in specimen.pieces["label"]])
    frames = specimen.main.definitions.frames.assign(label=["{}", "}{", "{0}"])
    definitions = replace(specimen.main.definitions, frames=frames, claims=DEFINITIONS.claims)
    words = table_of(specimen.main.features, definitions, pieces)["words"]
    assert words.str.startswith("Mean VADER score of {more} ").sum() == len(pieces)
    assert words.str.startswith("Sentences with both {} and }{ are ").sum() == 1
    assert words.str.startswith("{} is more salient in {more} ").sum() == 1


@pytest.mark.parametrize(
    ("estimate", "by", "expected"),
    [
        (1, "", "more than"),
        (0, "", "as as"),
        (-1, "", "less than"),
        (1e-12, "", "as as"),
        (1, "Orr", "more than, as Orr expects"),
        (0, "Orr", "as as, other than Orr expects"),
    ],
)
def test_words_follow_the_sign(estimate, by, expected):
    assert in_words("{more} {than}", estimate, by) == expected


def test_the_study_states_whose_expectation_it_checks(shipped):
    table = claims_of(shipped, B._replace(resamples=99)).set_index("claim")
    for claim in ("timing:transition", "timing-codes:transition"):
        assert table.loc[claim, "words"].endswith(
            ("as AllSides 2024 expects", "other than AllSides 2024 expects")
        )
        assert "National Interest, Am. Conservative" in table.loc[claim, "words"]
    assert table.index.str.startswith("genre:").sum() == 3
    assert table.loc["timing:transition", "found_by"] == "theory"
    assert (table.loc[table["measure"] == "voice", "found_by"] == "looking").all()
    assert set(table.loc[table["measure"] == "voice", "family"]) == {"voice"}


def test_the_smallest_ratio_is_that_of_the_two_pieces_compared():
    seen = pd.DataFrame(
        [("sky", "a", "c", 9.0), ("sea", "a", "b", 5.0), ("sea", "a", "c", 7.0), ("sky", "a", "b", 4.0)],
        columns=["frame", "doc_id_high", "doc_id_low", "smallest_corrected"],
    )
    smallest = table_of(seen=seen).set_index("claim")["smallest_ratio"].dropna()
    # spread of the sky is b against a, timing of the sky a against b; the groups of genre are no two pieces
    assert smallest.to_dict() == {"spread:sea": 7, "spread:sky": 4, "timing:sky": 4}
    findings = table_of(seen=seen[:1]).set_index("claim")["finding"]
    words = "Not distinguishable: Sea is more salient in A than in C"
    assert findings["spread:sea"] == f"{words} (no ratio that was tried could have been seen)"
    assert table_of(seen=seen).set_index("claim").loc["spread:sea", "finding"] == (
        f"{words} (a ratio of 7 could have been seen)"
    )
    assert not findings[findings.index.str.startswith("top")].str.contains("ratio").any()


def test_readers_are_counted_by_the_sign_of_what_they_read():
    claim = contrasts({"rate": np.array([[3.0, 2], [1, 1]])}, DEFINITIONS, PIECES[:2])[0]

    def counts(estimate, *read):
        readers = {f"r{i}": value for i, value in enumerate(read)}
        row = Evidence(claim, estimate, "", 0, 0, 0.5, readers=readers).row()
        return row["readers"], row["readers_agree"], row["readers_turn"]

    assert counts(2.0, 0.1, -0.1, 5.0) == (3, 2, 1)
    assert counts(-2.0, 0.1, -0.1, 5.0) == (3, 1, 2)
    # nobody agrees with, or turns round, what is no difference; nor does one who sees none
    assert counts(0.0, 0.1, -0.1, 0.0) == (3, 0, 0)
    assert counts(2.0, 0.0, np.nan) == (2, 0, 0)
    assert counts(2.0) == (0, 0, 0)
    row = Evidence(claim, 2.0, "", 0, 0, 0.5, readers={"x": 0.125, "y": -3}).row()
    assert row["by_reader"] == "x +0.12; y -3.00"


def test_pieces_left_out_are_counted_and_how_many_keep_the_sign():
    claim = contrasts({"rate": np.array([[3.0, 2], [1, 1]])}, DEFINITIONS, PIECES[:2])[0]
    row = Evidence(claim, 2.0, "", 0, 0, 0.5, without=(1.0, -1.0, 0.0, 0.5)).row()
    assert (row["pieces_left_out"], row["kept_without"]) == (4, 2)


def test_the_share_of_an_arm_is_that_of_its_own_specifications():
    differences = pd.DataFrame({"difference": [1.0, 2.0, -1.0, 0.0, np.nan]})
    assert [share_kept(differences, sign) for sign in (3.0, -3.0, 0.0)] == [0.4, 0.2, 0.2]
    assert np.isnan(share_kept(differences[:0], 1.0))


def test_an_earlier_dictionary_is_an_arm_of_its_own():
    # the earlier dictionary finds the sea once in a, five times in c, and nothing of the sky
    earlier = features_of(
        SENTENCES,
        [
            ("a", 1, 1, "sea", "tide*", "author", "asserted", 1),
            ("c", 1, 1, "sea", "tide*", "author", "asserted", 5),
        ],
    ).hits
    definitions = replace(DEFINITIONS, earlier=DEFINITIONS.dictionary)
    table = table_of(FEATURES._replace(earlier=earlier), definitions).set_index("claim")
    alone = table_of().set_index("claim")
    kept = ["estimate", "p", "specifications", "kept", "share", "verdict"]
    pd.testing.assert_frame_equal(table[kept], alone[kept])
    assert alone["share_earlier"].isna().all()
    assert table.loc["spread:sea", "share_earlier"] == 0
    # all specifications lack the sky, in b as elsewhere: none keeps b above a
    assert table.loc["spread:sky", "share_earlier"] == 0
    assert table.loc["top:b", "share_earlier"] == 0
    assert table.loc["sentiment:a":, "share_earlier"].isna().all()


def test_gold_is_no_reader_as_it_is_made_from_the_others():
    keys = FEATURES.sentences[["doc_id", "sentence"]]
    codings = pd.concat(
        [
            keys.assign(coder=coder, frame=frame, value=value)
            for coder, value in (("ann", 1), ("gold", 0))
            for frame in ("sea", "sky")
        ]
    )
    coded = code_units(codings, FEATURES.sentences, DEFINITIONS.frames["frame"], "paragraph")
    assert list(coded) == ["ann"]
    assert coded["ann"]["b"][0].tolist() == [[1, 1], [1, 1]]


def test_stance_is_compared_for_a_frame_as_for_all():
    row = ("stance", "groups", "asserted", "", "genre", "opinion", "report", "", "", "")
    table = pd.DataFrame([row], columns=GROUPS).assign(family="stance", found_by="theory", note="")
    stances = table_of(definitions=replace(DEFINITIONS, claims=check(table, "claims"))).set_index("claim")
    # asserted in a: 1 of 3 hits of the sea, 1 of 1 of the sky; in b 1 of 1 and 2 of 2
    assert stances["estimate"].to_dict() == pytest.approx(
        {"stance:sea": 1 / 3 - 1, "stance:sky": 0, "stance:all": 2 / 4 - 1}
    )


def test_a_study_without_claims_has_a_table_without_rows(specimen):
    definitions = replace(specimen.definitions, claims=specimen.definitions.claims[:0])
    methods = Methods(resamples=50)
    universes = {"dictionary": multiverse(specimen.features, definitions)}
    ratios = pd.DataFrame(columns=["frame", "doc_id_high", "doc_id_low", "smallest_corrected"])
    made = claims(replace(specimen, definitions=definitions), universes, ratios, methods)
    assert made.empty
    assert {"claim", "verdict", "finding"} <= set(made)


def test_claims_on_voice_are_made_of_groups_whose_hits_were_read(shipped):
    sides = replace(shipped, pieces=shipped.pieces.assign(side=["a", "b", "b", "c", "a"]))
    results = analyse(sides, Methods(resamples=50, group_by="side"))
    assert len(results["claims"]) > 10
    by_reader = read_by(results.drawn.study.main.features, results.drawn.study.main.checked)
    assert {*by_reader} == {*shipped.checked["reader"]}
    # pieces, in the order of their groups, are the units
    order = ["000", "004", "001", "002", "003"]
    for reader, own in by_reader.items():
        checked = shipped.main.checked
        counts = checked[checked["reader"] == reader]["doc_id"].value_counts().reindex(order, fill_value=0)
        assert own.hits["piece"].value_counts().reindex(range(1, 6), fill_value=0).tolist() == counts.tolist()
