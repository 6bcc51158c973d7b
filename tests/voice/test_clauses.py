"""How far reported content reaches: the words that each stretch holds, on invented sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.voice.clauses import CLAUSE, COMMA, PHRASE, opens_clause, stretch_after, stretch_before
from framing.voice.grammar import sentence

NONE = frozenset()


def held(text, start, closed_by=CLAUSE, comments=NONE, *, hidden=(), headline=False):
    """Return the words of each stretch after a place of a sentence given with blanks between its tokens."""
    tokens = text.split()
    s = sentence(tokens, [place in hidden for place in range(len(tokens))], headline)
    return [" ".join(tokens[begin:stop]) for begin, stop in stretch_after(s, start, closed_by, comments)]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("He said rents fell .", ["rents fell"]),
        ("He said .", []),
        ("He said rents , wages and prices fell .", ["rents , wages and prices fell"]),
        ("He said rents fell ; prices rose .", ["rents fell"]),
        ("He said rents fell — prices rose .", ["rents fell"]),
        # an aside between two dashes belongs to its clause
        ("He said rents — old ones — fell .", ["rents — old ones — fell"]),
        (
            "He said rents — old ones — fell - by half - again .",
            ["rents — old ones — fell - by half - again"],
        ),
        ("He said — as ever — rents fell .", ["— as ever — rents fell"]),
        ("He said rents fell — by half — but they rose .", ["rents fell"]),
        ("He said rents fell , and old wages in the city rose .", ["rents fell"]),
        ("He said rents fell , but prices rose .", ["rents fell"]),
        ("He said rents fell , but not now .", ["rents fell , but not now"]),
        ("He said rents had to fall or prices rose .", ["rents had to fall or prices rose"]),
    ],
)
def test_stretch_after_to_the_end_of_the_clause(text, stretches):
    assert held(text, 2) == stretches


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("fears that rents fell , again .", ["that rents fell"]),
        ("fears , that rents fell .", [", that rents fell"]),  # a comma at once is passed
        ("fears that rents — old ones — fell .", ["that rents"]),
        ("fears that food prices fell had gone .", ["that food prices fell"]),
        (
            "fears that prices fell had gone .",
            ["that prices fell had gone"],
        ),  # a relative leads the first verb
        ("fears that rents , even old ones , had gone .", ["that rents , even old ones , had gone"]),
        ("fears that rents fell , even old ones , had gone .", ["that rents fell"]),
        ("fears that old rents fell and rose again .", ["that old rents fell and rose again"]),
        ("fears that old rents fell and prices have fled .", ["that old rents fell and prices have fled"]),
        ("fears of war were loud ; all left .", ["of war were loud"]),
    ],
)
def test_stretch_after_closed_by_any_comma_or_second_verb(text, stretches):
    assert held(text, 1, COMMA) == stretches


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("fears of high rents drove them out .", ["of high rents"]),
        ("fears of rents that rose again drove them out .", ["of rents that rose again"]),
        ("fears of high rents , again .", ["of high rents"]),
        ("fears of high rents — again .", ["of high rents"]),
    ],
)
def test_stretch_after_of_a_phrase_ends_at_the_first_verb(text, stretches):
    assert held(text, 1, PHRASE) == stretches


def test_a_comment_of_the_writer_ends_a_stretch():
    comments = frozenset({"which is wrong", "wrongly"})
    assert held("He said rents fell , which is wrong .", 2, CLAUSE, comments) == ["rents fell"]
    assert held("He said rents fell , wrongly .", 2, CLAUSE, comments) == ["rents fell"]
    assert held("He said rents fell , which is odd .", 2, CLAUSE, comments) == ["rents fell , which is odd"]
    # a comment stands right after a comma
    assert held("He said rents fell wrongly .", 2, CLAUSE, comments) == ["rents fell wrongly"]


def test_a_headline_ends_at_its_adverbial_and_running_text_does_not():
    text = "Orr says rents fall as council meets"
    assert held(text, 2, headline=True) == ["rents fall"]
    assert held(text, 2) == ["rents fall as council meets"]
    assert held("Orr says as rents fall", 2, headline=True) == ["as rents fall"]


def test_marks_within_a_quotation_end_nothing():
    text = 'He said that " rents ; prices , but they rose — all " fell ; so'
    quotation = range(3, 14)
    assert held(text, 2, hidden=quotation) == ['that " rents ; prices , but they rose — all " fell']
    assert held(text, 2, COMMA, hidden=quotation) == ['that " rents ; prices , but they rose — all " fell']


def test_a_stretch_reaches_a_hundred_tokens_at_most():
    assert held("He said " + "so " * 150, 2) == [" ".join(["so"] * 100)]
    assert held("He said so — " + "so " * 96 + "— so so", 2) == [" ".join(["so —", *["so"] * 96, "— so"])]
    # a dash beyond closes no aside
    assert held("He said so — " + "so " * 98 + "— so so", 2) == ["so"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rents fell , he said", "Rents fell ,"),
        ("So : rents fell , he said", "rents fell ,"),
        ("It rained ; rents fell , he said", "rents fell ,"),
        ("It rained — rents fell , he said", "rents fell ,"),
        ("So : it — rents - fell , he said", "it — rents - fell ,"),
        ("It rained — so — rents fell — hard , he said", "so — rents fell — hard ,"),
        ("; he said", ""),
    ],
)
def test_stretch_before_from_the_last_strong_mark(text, words):
    tokens = text.split()
    start, stop = stretch_before(sentence(tokens), len(tokens) - 2)
    assert " ".join(tokens[start:stop]) == words
    assert stop == len(tokens) - 2


def test_stretch_before_sees_no_hidden_mark_and_a_hundred_tokens():
    text = '" It rained : rents fell " , he said'
    assert stretch_before(sentence(text.split(), [True] * 7 + [False] * 3), 8) == (0, 8)
    assert stretch_before(sentence([":", *["so"] * 150]), 130) == (30, 130)
    assert stretch_before(sentence(["so"]), 0) == (0, 0)
    assert stretch_before(sentence(["so"]), -1) == (0, 0)


@pytest.mark.parametrize(
    ("after", "answer"),
    [
        ("but he left", True),
        ("and this helped", True),
        ("and the mayor left", True),
        ("and Orr left", True),
        ("and prices rose", True),
        ('" but he left', True),  # a closing mark may follow the comma
        ("so rain had come", True),  # a contrast promises a subject
        ("and rain had come", False),  # nothing shows one
        ("and the rest", False),
        ("and that he left", False),
        ("but not now", False),
        ("but rising rents hurt", False),
        ("and left", False),
        ("and says rents fell", False),  # the verb comes first
        ("he left", False),
        ("and it would fall", False),  # goes on with what was said
        ("and this would fall", True),
        ("while it would fall", True),
        ("and the mayor , too , left", True),  # an aside may part subject and verb
        ("and the mayor , too , he left", False),
        ("and old rents in the city rose", True),  # length shows a subject
        ("and rents rooms once they rose", True),
        ("and rent rooms once they rose", False),
        ("and at the quay rents rose", False),
        ("and slowly in the city rose", False),
        ("but", False),
        ("", False),
    ],
)
def test_opens_clause(after, answer):
    assert opens_clause(sentence(["Rents", "fell", ",", *after.split(), "."]), 2) is answer


@pytest.mark.parametrize("last", ["", '"', "but", '" but'])
def test_no_clause_opens_where_the_sentence_breaks_off(last):
    assert not opens_clause(sentence(["Rents", "fell", ",", *last.split()]), 2)


TOKENS = st.lists(
    st.sampled_from(["rents", "fell", "had", "that", "and", "but", "they", ",", ";", "—", "-", '"', "."]),
    max_size=25,
)


@given(TOKENS, st.integers(0, 25), st.sampled_from([CLAUSE, COMMA]), st.booleans())
def test_stretches_are_in_order_apart_and_hold_no_limit(tokens, start, closed_by, headline):
    s = sentence(tokens, headline=headline)
    places = [place for span in stretch_after(s, start, closed_by, NONE) for place in range(*span)]
    assert places == sorted(set(places))
    assert set(places) <= set(range(start, s.end))
    held_marks = [s.lower[place] for place in places if s.lower[place] in (";", "—", "-")]
    assert ";" not in held_marks and len(held_marks) % 2 == 0
    assert closed_by == CLAUSE or not held_marks


@given(TOKENS, st.integers(0, 25))
def test_a_comma_closes_no_later_than_a_clause(tokens, start):
    s = sentence(tokens)
    ends = [max((stop for _, stop in stretch_after(s, start, by, NONE)), default=0) for by in (COMMA, CLAUSE)]
    assert ends == sorted(ends)
