"""The name in a noun phrase, and the names that a piece uses, on invented phrases."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.voice.speakers import (
    LONGEST_NAME,
    Names,
    Words,
    find_owner,
    find_speaker,
    is_plain_name,
    people,
    read_names,
    read_words,
)

WORDS = Words(
    titles=frozenset({"ms.", "mr.", "president", "secretary", "state"}),
    bodies=frozenset({"ministry", "council"}),
    groups=frozenset({"officials", "voters"}),
)
UNKNOWN = Names(frozenset(), frozenset(), {})
KNOWN = Names(capital=frozenset({"Orr"}), small=frozenset({"rain"}), full={"Lunt": "Ada Lunt"})


def test_read_words_by_kind():
    rows = [
        ("ms.", "title"),
        ("ministry", "body"),
        ("officials", "group"),
        ("so he claims", "comment"),
        ("letter", "document"),
        ("said", "verb"),
        ("mr.", "title"),
    ]
    assert read_words(pd.DataFrame(rows, columns=["pattern", "kind"])) == Words(
        titles=frozenset({"ms.", "mr."}),
        bodies=frozenset({"ministry"}),
        groups=frozenset({"officials"}),
        comments=frozenset({"so he claims"}),
        documents=frozenset({"letter"}),
    )
    assert read_words(pd.DataFrame(rows[5:6], columns=["pattern", "kind"])) == Words()


def test_read_names_of_a_piece():
    sentences = [
        "When Ada Lunt met President Karl Remer it rained .",
        "Lunt's friend Tom Vane and Ida Vane left ; Orr stayed .",
        "Rain fell : Nobody minded .",
    ]
    assert read_names(map(str.split, sentences), WORDS) == Names(
        # no word that opens a sentence, or that follows a colon, shows a name
        capital=frozenset({"Ada", "Lunt", "President", "Karl", "Remer", "Tom", "Vane", "Ida", "Orr"}),
        small=frozenset({"met", "it", "rained", "friend", "and", "left", "stayed", "fell", "minded"}),
        full={"Lunt": "Ada Lunt", "Remer": "Karl Remer"},
    )


def test_a_last_word_of_two_persons_gives_no_full_name():
    one, other = ["Ada", "Lunt", "left"], ["Karl", "Lunt's", "house"]
    assert read_names([one, one], WORDS).full == {"Lunt": "Ada Lunt"}
    assert read_names([one, other, one], WORDS).full == {}
    assert read_names([], WORDS) == UNKNOWN


def test_a_word_that_opens_a_sentence_belongs_to_no_name_where_it_stands_in_small_too():
    sentences = [["Talks", "Ada", "Lunt", "left"], ["the", "talks"]]
    assert read_names(sentences, WORDS).full == {"Lunt": "Ada Lunt"}
    assert read_names(sentences[:1], WORDS).full == {"Lunt": "Talks Ada Lunt"}


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("", ""),
        ("people", ""),
        ("Ada Lunt", "Ada Lunt"),
        ("Lunt", "Ada Lunt"),
        ("Ms. Lunt", "Ada Lunt"),
        ("President Karl Remer", "Karl Remer"),
        ("former president Karl Remer", "Karl Remer"),
        ("H . T . Vane", "H. T. Vane"),
        ("Ludwig van Berg", "Ludwig van Berg"),
        ("Amsel and Orr", "Amsel and Orr"),
        ("Secretary of State Ruth Amsel", "Ruth Amsel"),
        ("President of Ostrany", ""),
        ("Remer of Ostrany", "Remer"),
        ("Karl Remer of Ostrany", "Karl Remer"),
        ("the president Karl Remer of Ostrany", "Karl Remer"),
        ("the young Lunt", "Lunt"),  # another one than she of the full name
        ("Monday", ""),
    ],
)
def test_person(phrase, speaker):
    assert find_speaker(phrase.split(), KNOWN, WORDS) == speaker


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("the Kremlin", "Kremlin"),
        ("the Republic of Ostrany", "Republic of Ostrany"),
        ("the House of the Commons", "House of the Commons"),
        ("the House of all the Commons", "House"),
        ("the president Orr of Ostrany", "Orr"),
        ("the People's Republic of Ostrany", "People's Republic of Ostrany"),
        ("the ministry", "ministry"),
        ("the foreign ministry of Ostrany", "foreign ministry of Ostrany"),
        ("the ministry in Ostrany", "ministry"),
        ("a ministry", ""),
        ("a ministry of Ostrany", "ministry of Ostrany"),
        ("a Morden ministry", "Morden ministry"),
        ("his ministry", ""),
    ],
)
def test_body(phrase, speaker):
    assert find_speaker(phrase.split(), KNOWN, WORDS) == speaker


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("officials", ""),
        ("many officials", ""),
        ("U.S. officials", "U.S. officials"),
        ("two senior U.S. officials", "U.S. officials"),
        ("officials of Ostrany", "officials of Ostrany"),
        ("officials in Ostrany", ""),
        ("Ostrany's officials", "Ostrany's officials"),
        ("Ostrany's foreign ministry", "Ostrany's foreign ministry"),
        ("the council's ministry", ""),
        ("Ostrany's plan", ""),
        ("Ostrany's president Karl Remer", "Karl Remer"),
        ("the council's Tom Vane", "Tom Vane"),
        ("the voters ' Tom Vane", "Tom Vane"),
        ("Ostrany's Tom Vane", "Tom Vane"),
        ("the People's", ""),
    ],
)
def test_group_and_owner(phrase, speaker):
    assert find_speaker(phrase.split(), KNOWN, WORDS) == speaker


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("On Monday the ministry", "ministry"),
        ("in Morden City the ministry", "ministry"),
        ("after long talks Orr", "Orr"),
        ("after long talks the ministry", "ministry"),
        ("yesterday many U.S. officials", "U.S. officials"),
        ("On Monday", ""),
        ("In", ""),
    ],
)
def test_adverbial_before_a_noun_phrase_is_passed(phrase, speaker):
    assert find_speaker(phrase.split(), KNOWN, WORDS) == speaker


@pytest.mark.parametrize(
    ("phrase", "inside", "initial"),
    [
        ("Orr", "Orr", "Orr"),  # stands with a capital inside sentences
        ("Rain", "Rain", ""),  # stands without
        ("Vane", "Vane", "Vane"),  # stands nowhere
        ("Critics", "Critics", ""),  # may be a plural
        ("Council", "Council", ""),
        ("Mr. Rain", "Rain", "Rain"),
        ("Tom Rain", "Tom Rain", "Tom Rain"),
        ("The Kremlin", "The Kremlin", "Kremlin"),
    ],
)
def test_capital_that_opens_a_sentence_proves_nothing(phrase, inside, initial):
    assert find_speaker(phrase.split(), KNOWN, WORDS) == inside
    assert find_speaker(phrase.split(), KNOWN, WORDS, initial=True) == initial


def test_find_speaker_leaves_the_phrase_as_it_is():
    phrase = ["The", "Kremlin"]
    assert find_speaker(phrase, KNOWN, WORDS, initial=True) == "Kremlin"
    assert phrase == ["The", "Kremlin"]


@pytest.mark.parametrize(
    ("phrase", "owner"),
    [
        ("", ""),
        ("Ostrany", ""),
        ("Ostrany's", "Ostrany"),
        ("in Karl Remer's", "Karl Remer"),
        ("Lunt's", "Ada Lunt"),
        ("the ministry's", ""),
        ("But's", ""),
        ("Ostrany's long", ""),
    ],
)
def test_find_owner(phrase, owner):
    assert find_owner(phrase.split(), KNOWN) == owner


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("Ada Lunt", True),
        ("H . T . Vane", True),
        ("Amsel and Orr", True),
        ("", False),
        ("Ada Lunt left", False),
        ("Ada and", False),
        ("Orr . Vane", False),
        ("Ada Lunt , Orr", False),
        ("minister Ada", False),
        (" ".join(["Ada"] * LONGEST_NAME), True),
        (" ".join(["Ada"] * (LONGEST_NAME + 1)), False),
    ],
)
def test_is_plain_name(phrase, answer):
    assert is_plain_name(phrase.split()) is answer


def test_people_by_title_by_full_name_and_by_known_last_name():
    text = "Ada Lunt and the Kremlin met Mr. Orr , Vane and President Ruth Amsel in Ostrany"
    assert people(text.split(), KNOWN, WORDS) == {"Ada Lunt", "Orr", "Ruth Amsel"}
    assert people(["Lunt", "met", "Ms.", "Lunt"], KNOWN, WORDS) == {"Ada Lunt"}
    assert people(["Lunt", "met", "Ms.", "Lunt"], UNKNOWN, WORDS) == {"Lunt"}
    # a title alone names nobody
    assert people(["President"], KNOWN, WORDS) == set()


PHRASES = st.lists(
    st.sampled_from(
        ["the", "a", "Ada", "Lunt", "Lunt's", "'", "of", "and", ".", "H", "ministry", "officials", "Mr."]
    ),
    max_size=10,
)


@given(PHRASES, st.booleans())
def test_a_speaker_is_made_of_words_of_the_phrase(phrase, initial):
    found = find_speaker(phrase, UNKNOWN, WORDS, initial)
    assert set(found.replace(".", " .").split()) <= set(" ".join(phrase).replace(".", " .").split())


@given(PHRASES)
def test_what_a_preposition_leads_without_a_name_changes_nothing(phrase):
    assert find_speaker([*phrase, "in", "haste"], UNKNOWN, WORDS) == find_speaker(phrase, UNKNOWN, WORDS)
