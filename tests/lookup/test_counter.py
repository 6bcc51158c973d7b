"""Counter: counts and places in batches of texts and token lists, held to the plain reference."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference
from framing.errors import FramingError
from framing.lookup.chunks import Chunks, lay
from framing.lookup.counter import _MEANINGLESS, Counter
from framing.lookup.matching import Cue, Entry
from framing.text.normalise import normalise
from framing.text.tokens import is_word, words
from strategies import CUES, ROWS, TEXTS, TOKENS

ENTRIES = [
    Entry("sea", "tide*", ("tide table",), 0),
    Entry("sea", "ebb tide", (), 1),
    Entry("sky", "rain", (), 2),
]
PLACES = ["doc", "first", "last", "entry", "set_aside", "negated"]
TEXT = "Ebb tide! No rain; the tide table: tides, rain."
NOT = [Cue("no", True, False, 3)]


def entries_of(rows):
    return [Entry(frame, pattern, tuple(unless), n) for n, (frame, _, pattern, unless) in enumerate(rows)]


def cues_of(cues):
    """Return cues for the Counter, those that assert first, as they take precedence there by their place."""
    order = sorted(cues, key=lambda cue: cue[1] != "asserted")
    return [
        Cue(p, stance == "negated", side == "after", max(window, 0), side == "in")
        for p, stance, side, window in order
    ]


def of_reference(tokens, rows, cues):
    return reference.locate(tokens, [(frame, pattern, unless) for frame, _, pattern, unless in rows], cues)


def keys_of(parts):
    return np.concatenate([part.keys for part in parts])


def test_count_texts_gives_words_and_counts_of_every_key():
    counter = Counter(ENTRIES, NOT)
    assert counter.keys == ("sea", "sky")
    (counts,) = counter.count_texts([TEXT, "", "No tide."])
    assert counts.n_words.tolist() == [9, 0, 2]
    # counted, set aside, negated
    assert counts.keys.tolist() == [[[2, 1, 0], [2, 0, 1]], [[0, 0, 0]] * 2, [[1, 0, 1], [0, 0, 0]]]


def test_a_mark_stops_a_cue_in_raw_texts_and_a_match_set_aside_is_not_counted_as_negated():
    (counts,) = Counter(ENTRIES, NOT).count_texts(["No, tide.", "no tide table", "no tide no rain"])
    assert counts.keys.tolist() == [
        [[1, 0, 0], [0, 0, 0]],
        [[0, 1, 0], [0, 0, 0]],
        [[1, 0, 1], [1, 0, 1]],
    ]


def test_count_is_count_texts_of_one_batch_laid_end_to_end():
    counter = Counter(ENTRIES)
    for texts, n_words, sea in [([TEXT, "tide"], [9, 1], [2, 1]), ([], [], []), (["ebb  tide"], [2], [1])]:
        counts = counter.count(lay(texts))
        assert (counts.n_words.tolist(), counts.keys[:, 0, 0].tolist()) == (n_words, sea)


def test_count_tokens_takes_token_lists_as_they_are():
    (counts,) = Counter(ENTRIES).count_tokens([words(TEXT), [], ["ebb tide", "TIDES"]])
    assert counts.n_words.tolist() == [9, 0, 2]
    assert counts.keys[:, :, :2].tolist() == [[[2, 1], [2, 0]], [[0, 0], [0, 0]], [[1, 0], [0, 0]]]


def test_locate_gives_places_and_what_became_of_the_matches():
    (found,) = Counter(ENTRIES, NOT).locate([[], words(TEXT)])
    order = np.argsort(found["first"])
    # Ebb tide ! No rain ; the tide table : tides , rain .
    assert {name: column[order].tolist() for name, column in found.items()} == {
        "doc": [1] * 5,
        "first": [0, 4, 7, 10, 12],
        "last": [1, 4, 7, 10, 12],
        "entry": [1, 2, 0, 0, 2],
        "set_aside": [False, False, True, False, False],
        "negated": [False, True, False, False, False],
    }


@settings(max_examples=60)
@given(st.lists(st.lists(TOKENS, max_size=12), max_size=4), ROWS, CUES)
def test_locate_finds_what_the_reference_finds(token_lists, rows, cues):
    found = [
        [columns[name].tolist() for name in PLACES]
        for columns in Counter(entries_of(rows), cues_of(cues)).locate(token_lists)
    ]
    got = [match for columns in found for match in zip(*columns, strict=True)]
    assert sorted(got) == sorted(
        (doc, first, last, row, aside, negated)
        for doc, tokens in enumerate(token_lists)
        for first, last, _, row, aside, negated in of_reference(tokens, rows, cues)
    )


@settings(max_examples=60)
@given(st.lists(TEXTS, max_size=4), ROWS, CUES)
def test_count_texts_gives_the_counts_of_the_reference(texts, rows, cues):
    counter = Counter(entries_of(rows), cues_of(cues))
    (counts,) = counter.count_texts(texts)
    token_lists = [words(normalise(text)) for text in texts]
    assert counts.n_words.tolist() == [sum(map(is_word, tokens)) for tokens in token_lists]
    expected = np.zeros((len(texts), len(counter.keys), 3), int)
    for doc, tokens in enumerate(token_lists):
        for *_, key, _, aside, negated in of_reference(tokens, rows, cues):
            expected[doc, counter.keys.index(key)] += [not aside, aside, negated and not aside]
    assert counts.keys.tolist() == expected.tolist()


def test_a_counter_that_forgets_counts_on(monkeypatch):
    monkeypatch.setattr("framing.lookup.counter.REMEMBERED", 2)
    counter = Counter(ENTRIES)
    for text, n_words, sea, sky in [("x y tide", 3, 1, 0), ("rain z", 2, 0, 1), ("y rain tides", 3, 1, 1)]:
        counts = counter.count(lay([text]))
        assert (counts.n_words.tolist(), counts.keys[0, :, 0].tolist()) == ([n_words], [sea, sky])


def test_documents_are_numbered_through_all_batches(monkeypatch):
    monkeypatch.setattr("framing.lookup.counter.BATCH_TOKENS", 3)
    batches = list(Counter(ENTRIES).locate([["ebb", "tide"], [], ["x"], ["rain"], ["x", "tide", "rain"]]))
    assert len(batches) > 2
    found = [(d, f) for batch in batches for d, f in zip(batch["doc"], batch["first"], strict=True)]
    assert sorted(found) == [(0, 0), (3, 0), (4, 1), (4, 2)]


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXTS, max_size=8), ROWS)
def test_counts_do_not_depend_on_batches_or_on_what_is_remembered(texts, rows):
    entries = entries_of(rows)
    whole = keys_of(Counter(entries).count_texts(texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.lookup.counter.BATCH_CHARACTERS", 10)
        patch.setattr("framing.lookup.counter.BATCH_TOKENS", 5)
        patch.setattr("framing.lookup.counter.REMEMBERED", 6)
        for counter in [Counter(entries)] * 2:
            assert np.array_equal(keys_of(counter.count_texts(texts)), whole)
        token_lists = [words(normalise(text)) for text in texts]
        assert np.array_equal(keys_of(Counter(entries).count_tokens(token_lists)), whole)


def test_a_mark_after_a_word_is_a_token_unless_the_word_is_a_title():
    stems = ["mr", "Gen", "u", "u.s", "10", "tide", "don't", "é", "_", ".", ""]
    chunks = [stem + mark for stem in stems for mark in '.,;:?!)"(%' + "'"]
    texts = [chunk + end for chunk in chunks for end in ("", " ", "\n", " x")]
    patterns = sorted({word.lower() for text in texts for word in words(text)} - {"*", "?"})
    entries = [Entry(f"k{n}", pattern, (), n) for n, pattern in enumerate(patterns)]
    (counted,) = Counter(entries).count_texts(texts)
    (expected,) = Counter(entries).count_tokens([words(text) for text in texts])
    assert np.array_equal(counted.keys, expected.keys)
    assert counted.n_words.tolist() == expected.n_words.tolist()


def test_a_mark_that_parts_chunks_stays_a_token_of_later_texts():
    mark = chr(_MEANINGLESS[0])
    counter = Counter([Entry("f", f"{mark} a", (), 0)])
    texts = ["a. b.", f"{mark}a {mark} é{mark}a", f"{mark} a {mark}"]
    for text, n_words, n in zip(texts, [2, 3, 1], [0, 2, 1], strict=True):
        counts = counter.count(lay([text]))
        assert (counts.n_words.tolist(), counts.keys[:, 0, 0].tolist()) == ([n_words], [n])


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr("framing.lookup.counter.REMEMBERED", 1_000)
    begun = []
    monkeypatch.setattr("framing.lookup.counter.Chunks", lambda: begun.append(Chunks()) or begun[-1])
    counter = Counter([])
    for batch in range(20):
        counter.count(lay([" ".join(f"w{batch}x{n}" for n in range(300))]))
    assert len(begun) == 5
    assert max(map(len, begun)) <= 1_300


def test_number_of_words_is_that_of_tokens():
    texts = ["Mr. Orr's U.S. plan, 10,000 strong -- or not?", "", "\u00a0", "…"]
    (counts,) = Counter([]).count_texts(texts)
    assert counts.n_words.tolist() == [8, 0, 0, 0]


def test_a_text_in_place_of_a_list_is_refused_before_anything_is_counted():
    with pytest.raises(FramingError, match="'ebb tide' is one text, not a list of texts"):
        next(Counter(ENTRIES).count_texts("ebb tide"))
    for look_up in (Counter(ENTRIES).count_tokens, Counter(ENTRIES).locate):
        with pytest.raises(FramingError, match="document 1 is the text 'tide', not a list of tokens"):
            next(look_up(iter([["ebb"], "tide"])))


def test_what_becomes_a_mark_that_parts_chunks_is_a_token_of_its_own():
    texts = ["naïve ～～ ＾war｜ ｛war｝", "^war ~ | } { ⁂⁑⁕⁘⁙⁛ naïve", "x^ war~"]
    (counts,) = Counter([Entry("f", "war", (), 0), Entry("g", "~", (), 1)]).count_texts(texts)
    assert counts.n_words.tolist() == [3, 2, 2]
    assert counts.keys[:, :, 0].tolist() == [[2, 2], [1, 1], [1, 1]]


def test_chunks_learnt_in_several_pieces_are_counted_as_in_one(monkeypatch):
    texts = ["don't well-known naïve “war” 战争可能升级 é.", "战争可能升级 U.S.-made “war” don't"]
    entries = [Entry("f", "war", (), 0), Entry("g", "don't", (), 1)]
    (whole,) = [Counter(entries).count(lay(texts))]
    monkeypatch.setattr("framing.lookup.counter._PIECE", 7)
    pieces = Counter(entries).count(lay(texts))
    assert [a.tolist() for a in pieces] == [a.tolist() for a in whole]
    assert pieces.doubtful.tolist() == [0, 1]


def test_a_batch_that_fails_midway_leaves_nothing_half_learnt(monkeypatch):
    counter = Counter([Entry("sea", "sea", (), 0), Entry("tide", "tide", (), 1)])
    with monkeypatch.context() as patch:
        patch.setattr(counter, "_learn", lambda *_: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(MemoryError):
            counter.count(lay(["the sea"]))
    assert counter.count(lay(["a tide"])).keys[0, :, 0].tolist() == [0, 1]
    assert counter.count(lay(["the sea"])).keys[0, :, 0].tolist() == [1, 0]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1]])
def test_hits_of_long_documents_are_counted_once(order):
    texts = ["sea " * 140_000, "sea is blue " * 10, "war " * 140_000 + "sea"]
    hits = [140_000, 10, 1]
    counts = Counter([Entry("sea", "sea", (), 0)]).count(lay([texts[i] for i in order]))
    assert counts.keys[:, 0, 0].tolist() == [hits[i] for i in order]
