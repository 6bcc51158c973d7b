"""Look-up, held to the plain reference on what Hypothesis thinks of."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference
from framing import dictionary, paths
from framing.dictionary.dictionary import entries
from framing.errors import FramingError
from framing.lookup import matching
from framing.lookup.vocabulary import glob
from framing.tables.checked import check, read_table
from framing.text.normalise import normalise
from framing.text.tokens import words
from strategies import CUES, ROWS, TEXTS, TOKENS


def table_of(rows):
    columns = ["frame", "subframe", "pattern", "unless"]
    cells = [(*row[:3], " | ".join(row[3])) for row in rows]
    return check(pd.DataFrame(cells, columns=columns, dtype=str), "dictionary")


def cues_of(cues):
    columns = ["cue", "stance", "side", "window"]
    return check(pd.DataFrame(cues, columns=columns), "cues")


def expected(token_lists, rows, cues, level):
    named = [(frame if level == 1 or not sub else f"{frame}.{sub}", p, u) for frame, sub, p, u in rows]
    return [
        (doc, first, last, key, named[row][1], row, aside, negated)
        for doc, tokens in enumerate(token_lists)
        for first, last, key, row, aside, negated in reference.locate(tokens, named, cues)
    ]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(TOKENS, max_size=12), max_size=4), ROWS, CUES, st.sampled_from([1, 2]))
def test_matches_are_those_of_the_reference(token_lists, rows, cues, level):
    table = table_of(rows)
    found = dictionary.locate(token_lists, table, level, cues_of(cues))
    order = ["doc", "first", "entry", "set_aside"]
    plain = pd.DataFrame(expected(token_lists, rows, cues, level), columns=found.columns)
    plain = plain.astype(found.dtypes).sort_values(order, ignore_index=True)
    pd.testing.assert_frame_equal(found.sort_values(order, ignore_index=True), plain)

    counts = dictionary.count(token_lists, table, level, cues_of(cues), detail=True)
    assert list(counts.columns) == ["doc", "key", "n", "n_set_aside", "n_negated"]
    keys = {entry.key for entry in entries(table, level)}
    assert len(counts) == len(token_lists) * len(keys)
    for row in counts.itertuples():
        own = plain[(plain["doc"] == row.doc) & (plain["key"] == row.key)]
        counted = own[~own["set_aside"]]
        assert (row.n, row.n_set_aside) == (len(counted), len(own) - len(counted))
        assert row.n_negated == counted["negated"].sum()


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXTS, max_size=5), ROWS, CUES, st.sampled_from([1, 2]))
def test_raw_texts_count_like_their_tokens(texts, rows, cues, level):
    table, token_lists = table_of(rows), [words(normalise(text)) for text in texts]
    fast = dictionary.count_texts(texts, table, level, cues_of(cues), detail=True)
    plain = dictionary.count(token_lists, table, level, cues_of(cues), detail=True)
    pd.testing.assert_frame_equal(fast, plain)


@pytest.mark.parametrize(
    ("pattern", "documents", "counts"),
    [
        ("*", [["a", "b"], [], ["c"]], [2, 0, 1]),
        ("* *", [["a", "b", "c"], ["d"]], [1, 0]),
        ("a *", [["b", "a"], ["b"], ["a", "b"]], [0, 0, 1]),
        ("* a", [["b"], ["a", "b"], ["b", "a"]], [0, 0, 1]),
        ("a * * b", [["a", "x", "y", "b"], ["a", "x", "b"], ["a"], ["x", "y", "b"]], [1, 0, 0, 0]),
        ("a b c", [["a", "b"], ["c"], []], [0, 0, 0]),
        ("a a", [["a"] * 5, ["a"]], [2, 0]),
        (", !", [[",", "!"], [","], ["!"]], [1, 0, 0]),
        ("?", [["a", "ab", "", ","]], [2]),
        ("[a]", [["[a]", "a"]], [1]),
    ],
)
def test_odd_patterns_stay_within_their_document(pattern, documents, counts):
    found = dictionary.count(documents, dictionary.from_nested({"f": [pattern]}))
    assert found["n"].tolist() == counts


def test_negation_stops_at_its_window_and_at_punctuation():
    table = dictionary.from_nested({"f": ["deter*"]})
    cues = cues_of(
        [
            ("not", "negated", "before", 3),
            ("rather than", "negated", "before", 3),
            ("not only", "asserted", "before", 0),
            ("unlikely", "negated", "after", 2),
        ]
    )
    for text, negated in [
        ("not deter", True),
        ("not at all deter", True),
        ("not at all to deter", False),
        ("no, not, deter", False),
        ("rather than deter", True),
        ("rather, than deter", False),
        ("deter not", False),
        ("not. deter", False),
        ("not only deter", False),
        ("deter is unlikely", True),
        ("deter is now unlikely", False),
        ("deter, unlikely", False),
        ("unlikely deter", False),
    ]:
        found = dictionary.locate([words(text)], table, cues=cues)
        assert found["negated"].tolist() == [negated], text


def test_negation_by_the_cues_of_the_study_is_that_of_the_reference():
    cues = read_table(paths.CORPUS / "cues.csv", "cues")
    table = dictionary.read(paths.CORPUS / "dictionary.csv")
    texts = [
        path.read_text(encoding="utf-8") for path in sorted((paths.SPECIMEN / "texts").glob("*.txt"))[:2]
    ]
    token_lists = [
        words(sentence) for text in texts for sentence in re.split(r"(?<=[.?!])\s", normalise(text))
    ]
    found = dictionary.locate(token_lists, table, cues=cues)
    rows = [
        (row.frame, row.subframe, row.pattern, [p for p in row.unless.split(" | ") if p])
        for row in table.itertuples()
    ]
    by_reference = expected(token_lists, rows, list(cues.iloc[:, :4].itertuples(index=False, name=None)), 1)
    assert sorted(map(tuple, found.astype(object).to_numpy())) == sorted(by_reference)
    assert found["negated"].any()


def test_negation_does_not_reach_into_the_next_document():
    table = dictionary.from_nested({"f": ["deter*"]})
    assert not dictionary.locate(
        [["not"], ["deter"]], table, cues=cues_of([("not", "negated", "before", 3)])
    )["negated"].any()


def test_cues_of_the_study_are_a_cue_table():
    cues = read_table(paths.CORPUS / "cues.csv", "cues")
    table = dictionary.from_nested({"f": ["escalat*"]})
    counts = dictionary.count_texts(
        ["It doesn’t escalate. Unlikely to escalate; escalating!"], table, cues=cues, detail=True
    )
    assert counts[["n", "n_negated"]].to_numpy().tolist() == [[3, 2]]


def test_a_set_aside_match_is_reported_and_not_counted():
    table = table_of([("f", "", "guinea", ["guinea bissau"])])
    counts = dictionary.count([["guinea", "bissau", "guinea"]], table, detail=True)
    assert counts[["n", "n_set_aside"]].to_numpy().tolist() == [[1, 1]]


def test_another_level_is_refused():
    with pytest.raises(FramingError, match="use 1 for frames or 2 for subframes"):
        dictionary.count([["a"]], dictionary.from_nested({"f": ["a"]}), level=3)


def test_a_glob_full_of_stars_takes_no_longer_than_the_token_is_long():
    assert not glob("*a" * 30 + "*b").fullmatch("a" * 20_000)
    assert glob("*a" * 30 + "*").fullmatch("a" * 20_000)


def test_a_chain_of_overlaps_is_resolved_longest_first_then_leftmost():
    table = dictionary.from_nested({"f": ["a b", "b c d", "d e", "e"]})
    found = dictionary.locate([list("abcde")], table)
    assert found["pattern"].tolist() == ["b c d", "e"]
    repeated = dictionary.locate([["ha"] * 100_001], dictionary.from_nested({"f": ["ha ha"]}))
    assert repeated["first"].tolist() == list(range(0, 100_000, 2))


def test_spans_of_any_overlap_are_chosen_as_one_after_another_would_be():
    rng = np.random.default_rng(1)
    for _ in range(200):
        begin = np.sort(rng.integers(0, 30, 25))
        end = begin + rng.integers(0, 6, 25)
        taken, kept = set(), []
        for place in sorted(range(25), key=lambda n: (begin[n] - end[n], begin[n])):
            own = set(range(begin[place], end[place] + 1))
            if not own & taken:
                taken |= own
                kept.append(place)
        assert matching._longest_first(begin, end).tolist() == sorted(kept)
