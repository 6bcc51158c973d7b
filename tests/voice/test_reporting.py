"""What reporting words report and whose words it is, on invented sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.voice.grammar import sentence
from framing.voice.reporting import Found, Report, reports
from framing.voice.speakers import Names, Words
from framing.voice.subjects import UNRESOLVED

WORDS = Words(
    titles=frozenset({"ms.", "mr."}),
    bodies=frozenset({"ministry"}),
    groups=frozenset({"officials"}),
    comments=frozenset({"which is wrong"}),
)
NAMES = Names(frozenset({"Ada", "Lunt", "Orr", "Ostrany"}), frozenset({"critics"}), {"Lunt": "Ada Lunt"})


def found(tokens, pattern, kind, side):
    words = pattern.split()
    first = next(i for i in range(len(tokens)) if [t.lower() for t in tokens[i : i + len(words)]] == words)
    return Found(first, first + len(words) - 1, pattern, kind, side)


def reported(text, pattern, side="both", kind="verb", hidden=()):
    """Return the words of each stretch that a pattern reports, and who speaks; None where it reports nothing.

    The text has blanks between its tokens.
    """
    tokens = text.split()
    s = sentence(tokens, [place in hidden for place in range(len(tokens))])
    made = reports(s, [found(tokens, pattern, kind, side)], NAMES, WORDS)
    if not made:
        return None
    (report,) = made
    return [" ".join(tokens[start:stop]) for start, stop in report.spans if start < stop], report.speaker


def test_whole_reports_in_the_order_in_which_they_were_found():
    s = sentence(["Orr", "said", "rents", "fell", ",", "warned", "Ms.", "Lunt", "."])
    said, warned = Found(1, 1, "said", "verb", "after"), Found(5, 5, "warned", "verb", "both")
    assert reports(s, [said, warned], NAMES, WORDS) == [
        Report(first=1, last=1, spans=((2, 8),), speaker="Orr"),
        Report(first=5, last=5, spans=((0, 4),), speaker="Ada Lunt"),
    ]
    assert reports(s, [], NAMES, WORDS) == []


def test_reporting_words_within_a_quotation_report_nothing():
    text = 'He left : " Orr said so " .'
    assert reported(text, "said", "after") == (["so"], "Orr")
    assert reported(text, "said", "after", hidden=range(3, 8)) is None


@pytest.mark.parametrize(
    ("text", "stretches", "speaker"),
    [
        ("Orr said rents fell .", ["rents fell"], "Orr"),
        ("Orr said that rents fell , which is wrong .", ["that rents fell"], "Orr"),
        ("Orr said rents fell , but prices rose .", ["rents fell"], "Orr"),
        ("Mr. Orr has often said : rents fell .", [": rents fell"], "Orr"),
        ("Orr , the mayor , said rents fell .", ["rents fell"], "Orr"),
        ("Ada Lunt left when she said rents fell .", ["rents fell"], "Ada Lunt"),
        ("Prices rose ; she said rents fell .", ["rents fell"], UNRESOLVED),
        ("Critics said rents fell .", ["rents fell"], ""),
        ("Orr , who said rents fell , left .", ["rents fell"], "Orr"),  # a lesser clause ends at its comma
        ("Orr who said rents fell , left .", ["rents fell"], "Orr"),
        ("Who said rents fell , again ?", ["rents fell , again"], ""),
        ("While Orr said rents fell , prices rose .", ["rents fell"], "Orr"),
        ("It was said that rents fell .", ["that rents fell"], ""),  # nobody speaks in a passive
    ],
)
def test_verb_whose_content_follows(text, stretches, speaker):
    assert reported(text, "said", "after") == (stretches, speaker)


@pytest.mark.parametrize(
    ("text", "stretches", "speaker"),
    [
        ("Rents fell , Orr said .", ["Rents fell"], "Orr"),
        ("It rained ; rents fell , Orr said .", ["rents fell"], "Orr"),
        ("Rents fell , said Orr .", ["Rents fell"], "Orr"),
        ("Rents fell , said Ms. Lunt , who left .", ["Rents fell"], "Ada Lunt"),
        ("Rents fell , said Ms. Lunt , the mayor .", ["Rents fell"], "Ada Lunt"),
        ("Rents will fall , said Orr , once it rains .", ["Rents will fall", ", once it rains"], "Orr"),
        ("Rents , Orr said , will fall .", ["Rents", ", will fall"], "Orr"),
        ("Rents , Orr said , fell .", ["Rents", ", fell"], "Orr"),
        ("Rents fell , Orr said , on Friday .", ["Rents fell", ", on Friday"], "Orr"),
        ("Rents fell , Orr said on Monday .", ["Rents fell"], "Orr"),
        ("Rents fell before , Orr said on Monday .", ["Rents fell before"], "Orr"),
        ("Is it over , Orr said on Monday .", ["Is it over"], "Orr"),
        ("Rents fell , Orr said on Monday , at last .", ["Rents fell", ", at last"], "Orr"),
        ("In short , Orr said on Monday , prices rose .", ["In short", ", prices rose"], "Orr"),
        # an adverbial before, a conjunction, or an object after the verb: nothing before it is content
        ("In short , Orr said on Monday ; prices rose .", ["on Monday"], "Orr"),
        ("Rents fell , and Orr said on Monday .", ["on Monday"], "Orr"),
        ("Rents fell , when Orr said on Monday .", ["on Monday"], "Orr"),
        ("Rents fell , Orr said nothing good .", ["nothing good"], "Orr"),
        ("Rents fell , and Orr said on Monday that prices rose .", ["on Monday that prices rose"], "Orr"),
        ("On Friday , Orr said on air that rents fell .", ["on air that rents fell"], "Orr"),
        ("Orr said , on Friday , that rents fell .", ["that rents fell"], "Orr"),
        ("Orr said on Friday , after lunch , that rents fell .", ["that rents fell"], "Orr"),
        ("Orr said rents fell .", ["rents fell"], "Orr"),
    ],
)
def test_verb_whose_content_stands_on_either_side(text, stretches, speaker):
    assert reported(text, "said", "both") == (stretches, speaker)


@pytest.mark.parametrize(
    ("text", "stretches", "speaker"),
    [
        ('" Rents will soon fall , " Orr said .', ['" Rents will soon fall , "'], "Orr"),
        ('" Rents will soon fall , " said Orr .', ['" Rents will soon fall , "'], "Orr"),
        ('Orr said " rents will soon fall " .', ['" rents will soon fall'], "Orr"),
        ('Orr said , " rents will soon fall " .', [', " rents will soon fall'], "Orr"),
        ('It rained when Orr said , " rents will soon fall " .', [', " rents will soon fall'], "Orr"),
        ('" No more rents here " Orr said on Monday .', ['" No more rents here "'], "Orr"),
        (
            'Rents fell , Orr said on Monday " they will soon rise " .',
            ['on Monday " they will soon rise'],
            "Orr",
        ),
        (
            '" Rents , " Orr said , " will soon fall " .',
            ['" Rents , "', ', " will soon fall'],
            "Orr",
        ),
    ],
)
def test_verb_beside_a_quotation(text, stretches, speaker):
    tokens = text.split()
    marks = [place for place, token in enumerate(tokens) if token == '"']
    hidden = {p for first, last in zip(marks[::2], marks[1::2], strict=True) for p in range(first, last + 1)}
    # the comma before a closing mark belongs to the sentence round it
    seen = {last - 1 for last in marks[1::2] if tokens[last - 1] == ","}
    assert reported(text, "said", "both", hidden=hidden - seen) == (stretches, speaker)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("Rents fell , Orr added .", ["Rents fell"]),
        ("Orr added milk .", []),  # without content after it the verb reports nothing there
        ("Orr added that rents fell .", ["that rents fell"]),
        ("Orr added on Monday that rents fell .", ["on Monday that rents fell"]),
        ("Orr added on Monday .", []),
    ],
)
def test_verb_whose_content_stands_before_unless_a_conjunction_follows(text, stretches):
    assert reported(text, "added", "before") == (stretches, "Orr")


def test_whom_one_tells_is_no_subject_after_the_verb():
    assert reported("Rents fell , told Orr .", "told") == (["Rents fell"], "")
    assert reported("Rents fell , Lunt told Orr .", "told") == (["Rents fell"], "Ada Lunt")


@pytest.mark.parametrize(
    "text",
    [
        "I said rents fell .",
        "These said rents fell .",
        "That said , rents fell .",
        "Rents fell and that said a lot .",
        "The said house fell .",
        "There is little to said here .",
        "It is hard to said that .",
        "Whatever she said , rents fell .",
        "Rents fell , as was said by Orr .",
        "I would like to said that rents fell .",
        "I've said that rents fell .",
        "Rents will be said .",
    ],
)
def test_verb_without_another_subject_than_the_author_reports_nothing(text):
    assert reported(text, "said") is None


@pytest.mark.parametrize(
    ("text", "reports_something"),
    [
        ("Say rents fall .", False),
        ("To say so hurts .", False),
        ("Prices and rents , say , fall .", False),
        ("Stop and say that rents fell .", False),
        ("Officials say rents fell .", True),
        ("Orr came to say rents fell .", True),
    ],
)
def test_say_in_set_phrases(text, reports_something):
    assert (reported(text, "say", "after") is not None) is reports_something


def test_by_after_a_verb_with_content_on_its_right_only_does_not_make_it_passive():
    assert reported("Orr said by noon rents fell .", "said", "after") == (["by noon rents fell"], "Orr")
    assert reported("Orr said by noon rents fell .", "said", "both") is None


def test_adjective_has_its_subject_before_it_even_after_be():
    assert reported("Orr was confident that rents fell .", "confident", "after", "adjective") == (
        ["that rents fell"],
        "Orr",
    )
    assert reported("Orr was alarmed that rents fell .", "alarmed", "after", "adjective")[1] == "Orr"
    assert reported("Orr was alarmed that rents fell .", "alarmed", "after", "verb")[1] == ""


@pytest.mark.parametrize(
    ("text", "pattern", "result"),
    [
        ("Orr's warning that rents fell , again .", "warning", (["that rents fell"], "Orr")),
        ("The deep fear that rents fell .", "fear", (["that rents fell"], "")),
        ("The warning was loud .", "warning", None),
        ("They fear that rents fell .", "fear", (["that rents fell"], UNRESOLVED)),
        ("Critics fear that rents fell , and soon .", "fear", (["that rents fell , and soon"], "")),
        ("Orr left , warning that rents fell .", "warning", (["that rents fell"], "Orr")),
        ("His warning that rents fell .", "warning", (["that rents fell"], "")),
        ("I would fear that rents fell .", "fear", None),
        ("Orr's warning , on Friday , that rents fell .", "warning ,", (["that rents fell"], "Orr")),
        ("Orr's warning , on Friday .", "warning ,", None),
    ],
)
def test_noun_or_a_verb_that_looks_like_one(text, pattern, result):
    assert reported(text, pattern, "after", "noun") == result


@pytest.mark.parametrize(
    ("text", "pattern", "result"),
    [
        ("Orr's deep fear of rents drove him out .", "fear", (["of rents"], "Orr")),
        ("Their fear that rents fell had gone .", "fear", (["rents fell"], "")),
        ("The envoys ' fear of rents , again .", "fear", (["of rents"], "")),
        ("Fear among officials of high rents grew .", "fear", (["of high rents"], "")),
        ("A fear in Ostrany of rents grew .", "fear", None),  # a place has no feelings
        ("The fear of rents grew .", "fear", None),
        ("My fear of rents grew .", "fear", None),
        ("It's fear of rents .", "fear", None),
        ("Orr's fear was great .", "fear", None),
    ],
)
def test_noun_of_feeling_needs_a_possessor_and_a_complement(text, pattern, result):
    assert reported(text, pattern, "after", "feeling") == result


@pytest.mark.parametrize(
    ("text", "pattern", "side", "result"),
    [
        ("Orr accused the city of greed .", "accused", "of", (["greed"], "Orr")),
        ("Orr accused the city .", "accused", "of", (["the city"], "Orr")),
        ("Orr blames the city for high rents .", "blames", "for", (["high rents"], "Orr")),
        ("Orr saw it as greed .", "saw", "as", (["greed"], "Orr")),
        ("Orr saw it as rents fell .", "saw", "as", None),
        ("Orr saw it as well as rents .", "saw", "as", None),
        ("Orr saw rents .", "saw", "as", None),
        ("In Ostrany , in view of rents , it was taken as greed .", "view", "as", None),
    ],
)
def test_verb_whose_object_is_the_writers(text, pattern, side, result):
    assert reported(text, pattern, side) == result


def test_aside_before_the_verb_closes_what_it_reports():
    text = "Orr , afraid that rents had fallen , left ."
    assert reported(text, "afraid that", "after", "adjective") == (["rents had fallen"], "Orr")
    assert reported("Asked whether rents fell , he left .", "asked whether", "after")[0] == ["rents fell"]


def test_adverb_reports_both_sides_up_to_the_clause():
    assert reported(
        "It rained ; rents allegedly fell , but prices rose .", "allegedly", "both", "adverb"
    ) == (
        ["rents", "fell"],
        "",
    )
    assert reported("Rents , in Ostrany's view , fell .", "in ostrany's view", "both", "adverb") == (
        ["Rents ,", ", fell"],
        "Ostrany",
    )


@pytest.mark.parametrize(
    ("text", "stretches", "speaker"),
    [
        ("Rents fell , according to Ms. Lunt .", ["Rents fell"], "Ada Lunt"),
        ("Rents fell according to Orr , and prices rose .", ["Rents fell"], "Orr"),
        ("According to the ministry , rents fell .", [", rents fell"], "ministry"),
        ("Rents , according to Orr , fell .", ["Rents", ", fell"], "Orr"),
        ("Rents fell , according to Orr , who left .", ["Rents fell"], "Orr"),
        ("Rents fell , according to officials .", ["Rents fell"], ""),
    ],
)
def test_phrase_that_names_the_speaker(text, stretches, speaker):
    assert reported(text, "according to", "both", "phrase") == (stretches, speaker)


@pytest.mark.parametrize(
    ("text", "pattern", "speaker"),
    [
        ("It is seen by Karl Remer as bad .", "seen by karl remer as", "Karl Remer"),
        ("Orr has described it as bad .", "described it as", "Orr"),
        ("It was described there as bad .", "described there as", ""),
    ],
)
def test_phrase_whose_content_follows(text, pattern, speaker):
    assert reported(text, pattern, "after", "phrase") == (["bad"], speaker)


TOKENS = st.lists(
    st.sampled_from(
        ["Orr", "rents", "fell", "said", "to", "that", "and", "he", "on", "by", ",", ";", ":", "—", '"', "."]
    ),
    min_size=1,
    max_size=20,
)


@given(
    TOKENS,
    st.integers(0, 19),
    st.sampled_from(["verb", "adjective", "noun", "phrase", "adverb"]),
    st.sampled_from(["before", "after", "both"]),
)
def test_reported_stretches_lie_in_the_sentence_and_spare_the_reporting_words(tokens, at, kind, side):
    at = min(at, len(tokens) - 1)
    for report in reports(sentence(tokens), [Found(at, at, "said", kind, side)], NAMES, WORDS):
        assert (report.first, report.last) == (at, at)
        places = [place for start, stop in report.spans for place in range(start, stop)]
        assert places == sorted(set(places))
        assert set(places) <= set(range(len(tokens))) - {at}
