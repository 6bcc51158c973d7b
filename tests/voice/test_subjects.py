"""The subject of a verb of saying on invented sentences; every one is asked for the verb `said`."""

import pytest

from framing.voice.grammar import sentence
from framing.voice.speakers import Names, Words
from framing.voice.subjects import UNRESOLVED, name_at, opening_speaker, subject_end, subject_start

WORDS = Words(
    titles=frozenset({"ms.", "mr."}),
    bodies=frozenset({"ministry"}),
    groups=frozenset({"officials", "voters"}),
)
NAMES = Names(frozenset({"Ada", "Lunt", "Orr", "Ostrany"}), frozenset({"nobody"}), {"Lunt": "Ada Lunt"})


def cut(text, hidden=()):
    tokens = text.split()
    return sentence(tokens, [place in hidden for place in range(len(tokens))])


def speaker(text):
    """Return the name in the subject of the first `said` of a text."""
    s = cut(text)
    return name_at(s, subject_end(s, s.lower.index("said")), NAMES, WORDS)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Ada Lunt said", 1),
        ("Ada Lunt has also often said", 1),
        ("There , she once said", 2),
        ("Lunt , too , said", 3),
        ("It said", 0),
        ("Then said", -1),
        ("said", -1),
    ],
)
def test_subject_end_passes_auxiliaries_and_adverbs(text, end):
    s = cut(text)
    assert subject_end(s, s.lower.index("said")) == end


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("the old mayor", "the old mayor"),
        ("Rents fell , the mayor", ", the mayor"),  # the comma bounds what stands before
        ("Rents fell ; the mayor", "the mayor"),
        ('" Rents fell " the mayor', "the mayor"),
        ("He left when the mayor", "the mayor"),
        ("He left but the mayor", "the mayor"),
        ("Rents rose the mayor", "the mayor"),
        ("Rents and prices , the mayor", ", the mayor"),
        ("a b c d e f g h i j k l m n", "b c d e f g h i j k l m n"),  # no name is longer
    ],
)
def test_subject_start_after_a_pause_a_conjunction_or_a_verb(text, subject):
    s = cut(text)
    end = len(s.tokens) - 1
    assert " ".join(s.tokens[subject_start(s, end) :]) == subject


def test_subject_start_of_what_ends_with_an_inserted_phrase():
    #         0     1    2 3  4     5 6    7
    s = cut("Rents fell , the mayor , Ada Lunt , said")
    assert subject_start(s, 8) == 2
    assert subject_start(cut("Lunt , said"), 1) == 1
    assert subject_start(cut(", Lunt , said"), 2) == 0
    assert subject_start(s, -1) == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lunt said", "Ada Lunt"),
        ("Mr. Orr has said", "Orr"),
        ("the ministry of Ostrany said", "ministry of Ostrany"),
        ("Rents fell , Orr said", "Orr"),
        ("Rents fell , and Orr said", "Orr"),
        ("voters said", ""),
        ("Critics said", ""),  # a capital that opens the sentence proves nothing
        ("The Critics said", "Critics"),
        ("said", ""),
        ("often said", ""),
    ],
)
def test_name_right_before_the_verb(text, name):
    assert speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ms. Lunt left when she said", "Ada Lunt"),
        ("Ms. Lunt left when they said", UNRESOLVED),
        ("Ms. Lunt met Mr. Orr when she said", UNRESOLVED),  # two may be meant
        ("Prices rose when he said", UNRESOLVED),
        ("I said", UNRESOLVED),
    ],
)
def test_pronoun_means_the_one_person_named_before_it(text, name):
    assert speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lunt , who said", "Ada Lunt"),
        ("voters met Orr who said", "Orr"),
        ("the ministry of Ostrany , who said", "ministry of Ostrany"),
        ("the ministry of Ostrany , which said", "Ostrany"),  # the last noun
        ("no friend of Orr who said", "Orr"),
        ("the friend of Orr who said", ""),
        ("It rained ; Orr , who said", "Orr"),
        ("Critics who said", ""),
        ("voters met Critics who said", "Critics"),
        ("who said", ""),
    ],
)
def test_relative_means_what_stands_before_it(text, name):
    assert speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lunt , the mayor , said", "Ada Lunt"),
        ("Ada Lunt — the mayor — said", "Ada Lunt"),
        ("the mayor , Ada Lunt , said", "Ada Lunt"),
        ("Ada Lunt , who had left , said", "Ada Lunt"),
        ("It rained , Orr left , said", "Orr"),  # the subject of the clause before
        ("Critics , who had left , said", ""),
        ("Ada Lunt , said", "Ada Lunt"),
        ("It rained — so Ada Lunt , said", ""),
    ],
)
def test_subject_that_an_insertion_parts_from_its_verb(text, name):
    assert speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Orr came and said", "Orr"),
        ("Rents fell and Orr left and said", "Orr"),
        ("Orr declined to have said", "Orr"),
        ("Orr , and said", "Orr"),  # no verb before: the subject that opens the sentence
        ("By then , Orr , and said", "Orr"),
        ("Came and said by", ""),
        ("Never had rents fallen and said by", ""),
    ],
)
def test_subject_of_the_verb_before(text, name):
    assert speaker(text) == name


def test_first_place_names_nobody():
    assert name_at(cut("Orr said"), -1, NAMES, WORDS) == ""
    assert name_at(cut(""), -1, NAMES, WORDS) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lunt will leave .", "Ada Lunt"),
        ("On Monday , Ada Lunt left .", "Ada Lunt"),
        ("While it rained , Orr left .", "Orr"),
        ("The ministry of Ostrany : no .", "ministry of Ostrany"),
        ("Nobody left Orr .", ""),
        ("While it rained .", ""),
        ("Voters left .", ""),  # a capital that opens a sentence proves nothing
        ("", ""),
        ("a b c d e f g h i j k Orr .", "Orr"),
        ("a b c d e f g h i j k l Orr .", ""),  # no name is longer
    ],
)
def test_opening_speaker(text, name):
    assert opening_speaker(cut(text), NAMES, WORDS) == name
