"""Dictionaries: counts equal to quanteda's, exclusions, and what is refused."""

import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError
from framing.dictionary.dictionary import (
    check_frames,
    check_subframes,
    count,
    count_texts,
    entries,
    from_nested,
    locate,
    read,
)

FOUND = "doc first last key pattern entry set_aside negated"
COLUMNS = ["frame", "subframe", "pattern", "unless"]


def table(*rows):
    return pd.DataFrame(rows, columns=COLUMNS).assign(source="", note="")


def tokens(text):
    return text.split()


@pytest.mark.filterwarnings("ignore:nested dictionary:UserWarning")
@pytest.mark.parametrize(("level", "name"), [(1, "frames"), (2, "subframes")])
def test_counts_are_those_of_quanteda(lookup_cases, level, name):
    assert len(lookup_cases) == 420
    differing = []
    for case in lookup_cases:
        counted = count([case["tokens"]], from_nested(case["dictionary"]), level)
        if dict(zip(counted["key"], counted["n"], strict=True)) != case[name]:
            differing.append(case["id"])
    assert differing == []


def test_the_cases_of_quanteda_are_not_all_alike(lookup_cases):
    assert sum(sum(case["frames"].values()) for case in lookup_cases) > 420
    assert sum(sum(case["subframes"].values()) > sum(case["frames"].values()) for case in lookup_cases) > 40


def test_longest_first_then_leftmost_and_no_token_twice(same):
    dictionary = from_nested({"sea": {"wet": ["red line", "line of ships"], "dry": ["line*", "ships"]}})
    found = locate([tokens("The RED line of ships at line ships")], dictionary)
    same(
        found,
        FOUND,
        [
            (0, 2, 4, "sea", "line of ships", 1, False, False),
            (0, 6, 6, "sea", "line*", 2, False, False),
            (0, 7, 7, "sea", "ships", 3, False, False),
        ],
    )
    same(
        locate([tokens("The RED line of ships at line ships")], dictionary, level=2),
        FOUND,
        [
            (0, 2, 4, "sea.wet", "line of ships", 1, False, False),
            (0, 2, 2, "sea.dry", "line*", 2, False, False),
            (0, 4, 4, "sea.dry", "ships", 3, False, False),
            (0, 6, 6, "sea.dry", "line*", 2, False, False),
            (0, 7, 7, "sea.dry", "ships", 3, False, False),
        ],
    )


def test_leftmost_wins_among_equally_long():
    dictionary = from_nested({"sea": ["b c", "a b"]})
    assert locate([tokens("a b c")], dictionary).loc[0, ["first", "last"]].tolist() == [0, 1]


def test_case_is_ignored_on_both_sides():
    assert count([["TIDE", "tides"]], from_nested({"sea": ["Tide*"]}))["n"].tolist() == [2]


def test_a_phrase_does_not_reach_across_a_document_or_another_token():
    dictionary = from_nested({"sea": ["red line"]})
    assert len(locate([["red"], ["line"], ["red", ",", "line"]], dictionary)) == 0


def test_no_match_gives_an_empty_table_of_the_same_types():
    dictionary = from_nested({"sea": ["red line"]})
    empty, full = locate([["dry"], []], dictionary), locate([["red", "line"]], dictionary)
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize(
    ("text", "counted", "aside"),
    [
        ("escalation of costs", 1, 0),
        ("the price escalation and an escalation", 1, 1),
        ("PRICE Escalations", 0, 1),
        ("the escalator", 0, 1),
        ("price and escalation", 1, 0),
        ("escalation price escalation clause", 1, 1),
    ],
)
def test_unless_sets_aside_what_it_covers(text, counted, aside):
    dictionary = table(("escalation", "ladder", "escalat*", "price escalat* | escalator"))
    found = locate([tokens(text)], dictionary)
    assert [(~found["set_aside"]).sum(), found["set_aside"].sum()] == [counted, aside]
    assert count([tokens(text)], dictionary)["n"].tolist() == [counted]


def test_unless_must_cover_the_whole_match_and_holds_for_its_own_pattern_only(same):
    dictionary = table(
        ("sea", "wet", "red line*", "line* | red"),
        ("sea", "wet", "deter*", "deter* fire"),
        ("sea", "dry", "fire", ""),
        ("sky", "", "deter*", ""),
    )
    same(
        locate([tokens("red lines deter fire")], dictionary),
        FOUND,
        [
            (0, 0, 1, "sea", "red line*", 0, False, False),
            (0, 2, 2, "sea", "deter*", 1, True, False),
            (0, 2, 2, "sky", "deter*", 3, False, False),
            (0, 3, 3, "sea", "fire", 2, False, False),
        ],
    )


def test_count_keeps_zero_rows_in_the_order_of_the_dictionary(same):
    dictionary = from_nested({"sky": ["rain*"], "sea": {"wet": ["tide"], "dry": ["quay"]}})
    same(
        count([tokens("rain rains"), tokens("quay")], dictionary, 2),
        "doc key n",
        [
            (0, "sky", 2),
            (0, "sea.wet", 0),
            (0, "sea.dry", 0),
            (1, "sky", 0),
            (1, "sea.wet", 0),
            (1, "sea.dry", 1),
        ],
    )


@pytest.mark.parametrize("level", [0, 3, "1"])
def test_there_are_two_levels(level):
    with pytest.raises(FramingError, match="use 1 for frames or 2 for subframes"):
        count([["wet"]], from_nested({"sea": ["wet"]}), level)


GLOBS = st.lists(
    st.lists(st.sampled_from(["a", "b", "a*", "?", "*"]), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=4,
    unique=True,
)


@given(GLOBS, st.lists(st.sampled_from(["a", "b", "ab", "ba"]), max_size=8))
def test_kept_matches_share_no_token_and_every_token_matched_is_taken_or_beaten(patterns, text):
    found = locate([text], from_nested({"sea": patterns}))
    taken = [place for row in found.itertuples() for place in range(row.first, row.last + 1)]
    assert len(taken) == len(set(taken))
    single = locate([text], from_nested({f"p{i}": [pattern] for i, pattern in enumerate(patterns)}))
    for row in single.itertuples():
        span = set(range(row.first, row.last + 1))
        rivals = [r for r in found.itertuples() if span & set(range(r.first, r.last + 1))]
        assert any(r.last - r.first >= row.last - row.first for r in rivals)


@given(GLOBS, st.lists(st.sampled_from(["a", "b", "ab", "ba"]), max_size=8))
def test_the_order_of_the_patterns_does_not_change_the_counts(patterns, text):
    forwards = count([text], from_nested({"sea": patterns}))["n"].tolist()
    assert count([text], from_nested({"sea": patterns[::-1]}))["n"].tolist() == forwards


def test_from_nested_names_frames_and_subframes(same):
    nested = {"sea": {"wet": {"salt": ["Brine"], "sweet": ["lake", "tarn"]}, "dry": []}, "sky": ["rain*"]}
    same(
        from_nested(nested)[["frame", "subframe", "pattern"]],
        "frame subframe pattern",
        [
            ("sea", "wet.salt", "brine"),
            ("sea", "wet.sweet", "lake"),
            ("sea", "wet.sweet", "tarn"),
            ("sky", "", "rain*"),
        ],
    )


@pytest.mark.parametrize(
    ("nested", "message"),
    [
        ({"sea": ["tide", ""]}, "nested dictionary, row 3: pattern is empty; fill it or remove the row"),
        (
            {"sea": ["tide", "quay", "tide"]},
            "row 4: frame 'sea', subframe '', pattern 'tide' stands there twice",
        ),
        ({"": ["tide"]}, "nested dictionary, row 2: frame is empty"),
        ({"sea": ["Tide", "tide"]}, "row 3: frame 'sea', subframe '', pattern 'tide' stands there twice"),
        ({"sea": {"dry": ["don’t", "don't"]}}, 'row 3: .*pattern "don\'t" stands there twice'),
        ({"sea": ["tide", "\u200b"]}, "nested dictionary, row 3: pattern is empty"),
        ({"sea": "tide"}, r"nested dictionary: 'sea' holds 'tide' in place of .*; write a list of texts"),
        ({"sea": {"wet": "tide"}}, r"nested dictionary: 'sea\.wet' holds 'tide' in place of"),
        ({"sea": {"wet": None}}, r"nested dictionary: 'sea\.wet' holds None in place of"),
        ({"sea": {"wet": ["tide", 3]}}, r"nested dictionary: 'sea\.wet' holds \['tide', 3\] in place of"),
    ],
)
def test_from_nested_refuses(nested, message):
    with pytest.raises(FramingError, match=message):
        from_nested(nested)


def test_from_nested_gives_the_patterns_that_a_file_gives(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("frame,subframe,pattern\nsea,wet,The  Sailor's*\nsky,,Rain\n", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nested = from_nested({"sea": {"wet": ["The  Sailor's*"]}, "sky": ["Rain"]})
    pd.testing.assert_frame_equal(nested, read(path))


def test_from_nested_warns_of_a_pattern_that_no_normalised_text_holds():
    with pytest.warns(UserWarning) as said:
        dictionary = from_nested({"sea": ["Sailor’s", "tide"], "sky": ["rain–bow"]})
    assert [str(warning.message) for warning in said] == [
        "nested dictionary: pattern 'sailor’s' never matches in normalised texts; "
        'write "sailor\'s" for them',
        "nested dictionary: pattern 'rain–bow' never matches in normalised texts; write 'rain—bow' for them",
    ]
    assert count([["the", "sailor’s"], ["sailor's"]], dictionary)["n"].tolist() == [1, 0, 0, 0]


@pytest.mark.parametrize("look_up", [count, locate])
@pytest.mark.parametrize(
    ("token_lists", "message"),
    [
        ("red line", "document 0 is the text 'red line', not a list of tokens"),
        ("", "document 0 is the text ''"),
        (["red line"], r"document 0 is .*; pass a list of lists such as \[framing\.words\(text\)\]"),
        ([["red", "line"], "red"], "document 1 is the text 'red', not a list of tokens"),
    ],
)
def test_a_text_in_place_of_a_list_of_tokens_is_refused(look_up, token_lists, message):
    with pytest.raises(FramingError, match=message):
        look_up(token_lists, from_nested({"sea": ["red line"]}))


def test_one_text_in_place_of_a_list_of_texts_is_refused():
    with pytest.raises(FramingError, match=r"'red line' is one text, .*; pass a list such as \[text\]"):
        count_texts("red line", from_nested({"sea": ["red line"]}))


def test_entries_split_unless_at_its_bars():
    (entry,) = entries(table(("sea", "wet", "tide", "ebb tide | tide table*")), 2)
    assert (entry.key, entry.pattern, entry.unless, entry.row) == (
        "sea.wet",
        "tide",
        ("ebb tide", "tide table*"),
        0,
    )


def test_read_brings_patterns_into_the_form_of_the_texts(tmp_path, same):
    path = tmp_path / "mine.csv"
    path.write_text("frame,pattern,unless\nsea,The  Sailor’s*,SAILOR’S  knot | Sea – bed\n", encoding="utf-8")
    same(
        read(path),
        "frame subframe pattern unless source note",
        [("sea", "", "the sailor's*", "sailor's knot | sea — bed", "", "")],
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("frame,pattern\nsea,tide\nsea,\n", r"mine\.csv, row 3: pattern is empty; fill it or remove the row"),
        ("frame,pattern\nsea,\u00ad\n", r"mine\.csv, row 2: pattern is empty"),
        (
            "frame,pattern,unless\nsea,Tide,\nsea,tide,low tide\n",
            r"mine\.csv, row 3: pattern 'tide' stands there twice with another `unless` or weight, first",
        ),
        ("frame,pattern\n,tide\n", r"mine\.csv, row 2: frame is empty"),
        ("frame,colour\nsea,\n", r"mine\.csv, row 1: column 'pattern' is missing"),
        (
            "frame,pattern,colour\nsea,tide,\n",
            r"mine\.csv, row 1: column 'colour' is not known; remove it or",
        ),
        ("frame,pattern,weight\nsea,tide,much\n", r"mine\.csv, row 2: weight is 'much'; it must be a number"),
    ],
)
def test_read_refuses(tmp_path, text, message):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FramingError, match=message):
        read(path)


def test_an_undefined_frame_is_refused_with_the_frames_there_are():
    dictionary = table(("sea", "", "tide", ""), ("sky", "", "rain", ""))
    frames = pd.DataFrame({"frame": ["sea", "land"]})
    with pytest.raises(FramingError) as refused:
        check_frames(dictionary, frames, "mine.csv")
    assert str(refused.value) == (
        "mine.csv, row 3: frame 'sky' is not defined; use one of sea, land or add it to frames.csv"
    )
    check_frames(dictionary, pd.DataFrame({"frame": ["sky", "sea"]}))


def test_an_undefined_subframe_is_refused_by_its_row():
    dictionary = table(("sea", "wet", "tide", ""), ("sky", "wet", "rain", ""), ("sky", "", "snow", ""))
    subframes = pd.DataFrame({"frame": ["sea"], "subframe": ["wet"]})
    with pytest.raises(FramingError) as refused:
        check_subframes(dictionary, subframes, "mine.csv")
    assert str(refused.value) == (
        "mine.csv, row 3: subframe 'wet' of frame 'sky' is not defined; add it to subframes.csv"
    )
    check_subframes(dictionary, pd.DataFrame({"frame": ["sky", "sea"], "subframe": ["wet", "wet"]}))


def test_look_up_changes_nothing_in_what_it_is_given():
    dictionary = table(("sea", "wet", "tide", "ebb tide"))
    lists, before = [["Ebb", "Tide"]], dictionary.copy()
    count(lists, dictionary)
    locate(lists, dictionary)
    assert lists == [["Ebb", "Tide"]]
    pd.testing.assert_frame_equal(dictionary, before)


def test_a_weighted_count_adds_the_weights_of_the_matches_that_count(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "frame,pattern,unless,weight\nsea,tide*,neap tide,0.5\nsea,high tide,,-2\nsky,rain,,3\n",
        encoding="utf-8",
    )
    # of the first text: one tide in its own right, one within the longer phrase, one set aside
    texts = ["The tides, a high tide, a neap tide.", "Rain, rain.", "Calm."]
    counted = count_texts(texts, read(path), weighted=True)
    assert counted["n"].tolist() == [2, 0, 0, 2, 0, 0]
    assert counted["weighted"].tolist() == [-1.5, 0, 0, 6, 0, 0]
    unweighted = from_nested({"sea": ["tide*"]})
    assert count((tokens(text) for text in ["tide tides", "ebb"]), unweighted, weighted=True)[
        "weighted"
    ].tolist() == [2, 0]


def test_a_weight_that_is_no_number_is_refused():
    with pytest.raises(FramingError, match="row 2: weight is 'much'; it must be a number, or empty"):
        count([["tide"]], table(("sea", "", "tide", "")).assign(weight="much"), weighted=True)


def test_names_that_make_one_key_are_refused_where_they_would_be_counted_as_one():
    dictionary = table(("sea.wet", "", "tide", ""), ("sea", "wet", "ebb", ""))
    assert [entry.key for entry in entries(dictionary)] == ["sea.wet", "sea"]
    with pytest.raises(FramingError, match="frames 'sea.wet' and 'sea' both have a key 'sea.wet'; rename"):
        entries(dictionary, 2)
