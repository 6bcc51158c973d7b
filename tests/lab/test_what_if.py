"""What another dictionary would change: counted by hand, and equal to counting from nothing."""

from dataclasses import replace

import pandas as pd
import pytest

import framing as fr
from framing.lab.recount import recount

FEW = fr.Methods(resamples=300, word_resamples=100)


def hits(rates, side="after"):
    return {(row.doc_id, row.frame): getattr(row, f"hits_{side}") for row in rates.itertuples()}


def changed(study, frame="storm", **change):
    dictionary = fr.edit_dictionary(study.definitions.dictionary, frame, **change)
    return fr.what_if(fr.analyse(study, FEW), dictionary, claims=False)


@pytest.mark.parametrize("texts", [True, False], ids=["texts", "features"])
def test_the_unchanged_dictionary_changes_nothing(texts, specimen, shipped):
    study = specimen if texts else shipped
    results = fr.analyse(study, FEW)
    found = fr.what_if(results, study.definitions.dictionary)
    assert (found.rates["change"] == 0).all()
    assert (found.claims["flips"] == "").all()
    assert len(found.claims) == len(results["claims"])
    assert found.notes == ()
    for name in ("words", "p_holm", "verdict"):
        pd.testing.assert_series_equal(
            found.claims[f"{name}_before"], found.claims[f"{name}_after"], check_names=False
        )


def test_counts_before_and_after_are_those_by_eye(sea):
    found = changed(sea, out=["gale*"], add=["swell"], unless={})
    assert hits(found.rates, "before") == {
        ("a", "storm"): 4, ("a", "calm"): 1, ("b", "storm"): 1, ("b", "calm"): 3,
    }  # fmt: skip
    # two gales go, two swells come
    assert hits(found.rates) == {("a", "storm"): 4, ("a", "calm"): 1, ("b", "storm"): 1, ("b", "calm"): 3}
    found = changed(sea, out=["gale*"])
    assert hits(found.rates)["a", "storm"] == 2
    row = found.rates.iloc[0]
    assert row["rate_after"] == pytest.approx(2 / row["words"] * 1000)
    assert row["change"] == pytest.approx(-2 / row["words"] * 1000)


def test_other_words_set_aside_count_anew(sea):
    assert hits(changed(sea, unless={"gale*": ""}).rates)["a", "storm"] == 5
    assert hits(changed(sea, unless={"gale*": "gale*"}).rates)["a", "storm"] == 2


@pytest.mark.parametrize(
    "frame",
    ["escalation", *(pytest.param(frame, marks=pytest.mark.long) for frame in ("deterrence", "transition"))],
)
def test_taking_a_pattern_out_is_counting_with_the_shorter_dictionary(frame, specimen):
    found = specimen.features.hits
    for pattern in found.loc[found["frame"] == frame, "pattern"].unique()[:4]:
        shorter = fr.edit_dictionary(specimen.definitions.dictionary, frame, out=[pattern])
        definitions = replace(specimen.definitions, dictionary=shorter)
        again = fr.annotate(specimen.texts, definitions)
        pd.testing.assert_frame_equal(recount(specimen, shorter).study.features.hits, again.hits)


def test_words_of_a_pattern_taken_out_go_to_shorter_ones_where_texts_are(sea):
    # "high winds" is no match of "wind", but one of "wind*"
    wider = fr.edit_dictionary(sea.definitions.dictionary, "storm", out=["wind"], add=["wind*"])
    definitions = replace(sea.definitions, dictionary=wider)
    sea = replace(sea, definitions=definitions, features=fr.annotate(sea.texts, definitions))
    assert hits(changed(sea, out=["high wind*"]).rates)["a", "storm"] == 4
    released = changed(replace(sea, texts=None), out=["high wind*"])
    assert hits(released.rates)["a", "storm"] == 3
    assert "the least that they can be" in released.notes[0]


def test_single_words_are_counted_in_bags(released_sea, sea):
    found = changed(released_sea, add=["swell"])
    assert hits(found.rates) == hits(changed(sea, add=["swell"]).rates)
    assert "the bags of whole pieces" in found.notes[0]
    row = found.rates.iloc[0]
    # limits are those of six hits over as many words, with the dispersion of the others
    assert row["low_after"] < row["rate_after"] < row["high_after"]
    assert row["low_after"] > row["low_before"]
    calm = found.rates[found.rates["frame"] == "calm"]
    assert (calm["low_after"] == calm["low_before"]).all()


def test_a_word_that_a_pattern_counts_is_not_counted_twice(released_sea):
    assert hits(changed(released_sea, add=["gales"]).rates)["a", "storm"] == 4
    # taken out and added in another spelling it is; the one of "gale warning" too, which bags cannot tell
    assert hits(changed(released_sea, out=["gale*"], add=["gale?", "gale"]).rates)["a", "storm"] == 5


def test_words_that_may_stand_in_phrases_are_said(released_sea):
    found = changed(released_sea, add=["winds"])
    assert hits(found.rates)["a", "storm"] == 5
    assert found.notes[-1] == "1 of the added hits may stand in phrases that are counted already"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"add": ["big swell"]}, "no order of words is released"),
        ({"add": ["swell"], "unless": {"swell": "big swell"}}, "needs the words around it"),
        ({"unless": {"gale*": ""}}, "no place of a match is released"),
    ],
)
def test_what_needs_texts_is_refused_with_the_reason(change, reason, released_sea):
    with pytest.raises(fr.FramingError, match=reason):
        changed(released_sea, **change)


def test_another_frame_is_refused(sea):
    other = fr.from_nested({"fog": ["fog"]})
    with pytest.raises(fr.FramingError, match="frame 'fog' is not defined"):
        fr.what_if(fr.analyse(sea, FEW), other)


@pytest.fixture
def one_sided(make_corpus):
    """Return a corpus in which one piece says storm in every paragraph, the other fog; both say rain."""
    texts = {"a": "The storm and the rain came.\n" * 12, "b": "The fog and the rain came.\n" * 12}
    dictionary = "frame,pattern\nweather,storm\nweather,hail\n"
    return fr.read_corpus(make_corpus("sides", {"dictionary": dictionary}, **texts))


def test_a_claim_flips_where_its_pattern_is_replaced(one_sided):
    results = fr.analyse(one_sided, FEW)
    dictionary = fr.edit_dictionary(one_sided.definitions.dictionary, "weather", out=["storm"], add=["fog"])
    claims = fr.what_if(results, dictionary).claims.set_index("claim")
    spread = claims.loc["spread:weather"]
    assert spread["verdict_before"] == spread["verdict_after"] == "holds"
    assert spread["flips"] == "other claim"
    assert "in a than in b" in spread["words_before"]
    assert "in b than in a" in spread["words_after"]


def test_a_claim_that_can_no_longer_be_made_flips(one_sided):
    results = fr.analyse(one_sided, FEW)
    dictionary = fr.edit_dictionary(one_sided.definitions.dictionary, "weather", out=["storm"])
    spread = fr.what_if(results, dictionary).claims.set_index("claim").loc["spread:weather"]
    assert (spread["verdict_before"], spread["verdict_after"]) == ("holds", "")
    assert spread["flips"] == "verdict"


def test_claims_that_rest_on_bags_wait_for_paragraphs(one_sided):
    released = replace(one_sided, texts=None)
    dictionary = fr.edit_dictionary(released.definitions.dictionary, "weather", add=["rain"])
    claims = fr.what_if(fr.analyse(released, FEW), dictionary).claims.set_index("claim")
    assert claims.loc["spread:weather", "flips"] == "needs paragraphs"
    assert claims.loc["spread:weather", "verdict_after"] == ""
    assert claims.loc["masking:name", "flips"] == ""


def test_groups_of_pieces_are_compared_where_there_are_such(make_corpus):
    texts = {f"p{i:02d}": f"A gale came to p{i}.\nA lull came after {i} days.\n" for i in range(14)}
    pieces = "doc_id,label,genre\n" + "".join(
        f"p{i:02d},P{i},{'news' if i < 9 else 'view'}\n" for i in range(14)
    )
    dictionary = "frame,pattern\nstorm,gale*\ncalm,lull*\n"
    study = fr.read_corpus(make_corpus("many", {"dictionary": dictionary, "pieces": pieces}, **texts))
    found = changed(replace(study, texts=None), add=["came"])
    storm = found.rates[found.rates["frame"] == "storm"].set_index("doc_id")
    assert storm["hits_before"].to_dict() == {"news": 9, "view": 5}
    assert storm["hits_after"].to_dict() == {"news": 27, "view": 15}
