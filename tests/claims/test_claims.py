"""Claims, on pieces whose hits and specifications can be counted by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from framing.claims.claims import claims, verdict
from framing.claims.contrasts import contrasts, in_words
from framing.claims.estimates import about_cooccurrence, about_rates, about_sentiment
from framing.robustness.multiverse import multiverse
from framing.stats.cooccurrence import cooccurrence
from framing.stats.multiplicity import holm
from framing.stats.permutation import PAIR, between_frames, between_pieces
from framing.stats.salience import compare_pairs, count_units, salience
from framing.stats.sentiment import mean_sentiment
from framing.study import Bootstrap, Definitions, Features
from framing.tables.checked import check
from made_up import scores_of

B = Bootstrap(resamples=2000)
COMPARISONS = pd.DataFrame(
    {
        "comparison": ["genre", "timing", "absent"],
        "frame": ["", "sky", ""],
        "column": ["genre", "outlet", "genre"],
        "higher": ["opinion | brief", "The Post", "poem"],
        "lower": ["report", "", "report"],
        "higher_label": ["views", "The {Post}", "poems"],
        "lower_label": ["reports", "the others", "reports"],
        "source": ["", "Orr 2020", ""],
        "note": "",
    }
)
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
    comparisons=check(COMPARISONS, "comparisons"),
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
        pd.DataFrame([row[:6] for row in sentences], columns=names).assign(n_words_quoted=0),
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
    ("sentiment:a", "Mean VADER score of A is below zero", -0.2, 1, 10, 10, 0, ""),
    ("sentiment:b", "Mean VADER score of B is below zero", -0.1, 1, 5, 3, 0, "lexicon: VADER, topic masked"),
    ("sentiment:c", "Mean VADER score of C is above zero", 0.1, 1, 5, 4, 1, "lexicon: TextBlob"),
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


def table_of(features=FEATURES, definitions=DEFINITIONS, pieces=PIECES, bootstrap=B):
    return claims(features, definitions, pieces, bootstrap)


def test_the_whole_table(same):
    same(
        table_of()[
            ["claim", "words", "estimate", "chosen_from", "specifications", "kept", "tied", "weakest"]
        ],
        "claim words estimate chosen_from specifications kept tied weakest",
        EXPECTED,
    )


def test_estimates_lie_within_their_limits_and_shares_are_of_the_specifications(shipped):
    table = claims(shipped.features, shipped.definitions, shipped.pieces, B)
    assert (table["low"] <= table["estimate"]).all() and (table["estimate"] <= table["high"]).all()
    assert (table["share"] * table["specifications"]).to_numpy() == pytest.approx(table["kept"])
    assert table["claim"].is_unique
    for row in table.itertuples():
        assert row.verdict == verdict(row.p_holm < 0.05, row.share)
        assert row.finding == row.words or row.finding == f"{row.verdict.capitalize()}: {row.words}"
        assert (row.finding == row.words) == (row.verdict == "holds")


@pytest.mark.parametrize(
    ("told_apart", "share", "expected"),
    [
        (True, 0.95, "holds"),
        (True, 1, "holds"),
        (True, 0.949, "depends on choices"),
        (True, 0, "depends on choices"),
        (False, 1, "not distinguishable"),
        (False, 0, "not distinguishable"),
    ],
)
def test_verdicts(told_apart, share, expected):
    assert verdict(told_apart, share) == expected
    assert verdict(told_apart, share, 0.5) == (expected if share != 0.949 else "holds")


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
    plain, words = replace(DEFINITIONS, comparisons=COMPARISONS[:0]), "Sea is more salient in A than in B"

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
    assert (few["p"], few["verdict"]) == (1 / 31, "not distinguishable")
    assert few["low"] > 0 and kept["low"] == few["low"]


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
    (timing,) = [c for c in contrasts(rates, DEFINITIONS, PIECES) if c.claim == "timing:sky"]
    assert timing.weights.tolist() == [[0, 1], [0, -1], [0, 0]]
    assert timing.expected_by == "Orr 2020"


def test_weights_of_every_contrast_cancel():
    rates = np.random.default_rng(3).random((3, 2))
    made = contrasts(rates, DEFINITIONS, PIECES)
    assert len(made) == 4 + 2 + 2 + 1
    for contrast in made:
        assert contrast.weights.sum() == pytest.approx(0)
        assert np.abs(contrast.weights).sum() == pytest.approx(2)


def test_the_order_of_the_pieces_table_changes_nothing():
    pd.testing.assert_frame_equal(table_of(pieces=PIECES.iloc[::-1]), table_of())


def test_one_piece_or_one_frame_gives_the_claims_that_are_left():
    sentences = [row for row in SENTENCES if row[0] == "a"]
    hits = [row for row in HITS if row[0] == "a"]
    alone = claims(features_of(sentences, hits), DEFINITIONS, PIECES[:1], B)
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
        comparisons=DEFINITIONS.comparisons[:0],
    )
    left = claims(features_of(SENTENCES, [row for row in HITS if row[3] == "sea"]), single, PIECES, B)
    assert left["claim"].tolist() == [
        "spread:sea",
        "sentiment:a",
        "sentiment:b",
        "sentiment:c",
        "masking:name",
        "masking:topic",
    ]


def test_cooccurrence_counts_as_its_own_table_does(specimen, shipped):
    for study in (shipped, specimen):
        made = about_cooccurrence(study.features, study.definitions, 0.95)
        own = made.differences[made.differences["specification"] == 1]
        table = cooccurrence(study.features, study.definitions.frames)
        pooled = table[table["doc_id"] == "all"]
        assert own["difference"].to_numpy() == pytest.approx(pooled["both"] - pooled["expected"])
        assert made.claims["estimate"].to_numpy() == pytest.approx(own["difference"])


def test_where_the_body_leaves_nothing_of_a_piece_masking_is_not_kept():
    only_headline = [(*row[:3], "headline", *row[4:]) if row[0] == "c" else row for row in SENTENCES]
    for sentences, changes in ((SENTENCES, [-0.1 / 9, 0]), (only_headline, [-0.1 / 9, np.nan])):
        made = about_sentiment(features_of(sentences, HITS), PIECES, B).differences
        masking = made[made["claim"] == "masking:name"]
        assert masking[["specification", "parts"]].to_numpy().tolist() == [[1, "all"], [2, "body"]]
        assert masking["difference"].tolist() == pytest.approx(changes, nan_ok=True)


def test_claims_about_sentiment_have_the_limits_and_p_values_of_students_and_welchs_t():
    made = about_sentiment(FEATURES, PIECES, B).claims.set_index("claim")
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


def test_the_first_specification_gives_the_estimate(specimen):
    universe = multiverse(specimen.features, specimen.definitions)
    made = about_rates(specimen.features, specimen.definitions, specimen.pieces, B, universe)
    own = made.differences[made.differences["specification"] == 1].set_index("claim")["difference"]
    assert made.claims.set_index("claim")["estimate"].to_dict() == pytest.approx(own.to_dict())
    assert len(made.differences) == len(made.claims) * universe["specification"].nunique()


def test_braces_in_a_label_stay_as_they_are(specimen):
    pieces = specimen.pieces.assign(label=["{more} " + label + " {" for label in specimen.pieces["label"]])
    frames = specimen.definitions.frames.assign(label=["{}", "}{", "{0}"])
    words = table_of(specimen.features, replace(specimen.definitions, frames=frames), pieces)["words"]
    assert words.str.startswith("Mean VADER score of {more} ").sum() == len(pieces)
    assert words.str.startswith("Sentences with both {} and }{ are ").sum() == 1


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
    table = claims(shipped.features, shipped.definitions, shipped.pieces, B).set_index("claim")
    assert table.loc["timing:transition", "words"].endswith(
        ("as AllSides 2024 expects", "other than AllSides 2024 expects")
    )
    assert "National Interest, Am. Conservative" in table.loc["timing:transition", "words"]
    assert table.index.str.startswith("genre:").sum() == 3
