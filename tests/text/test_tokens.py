"""Paragraphs, sentences and words, and that nothing is lost between them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framing import FramingError
from framing.packaged import read_checked
from framing.text.normalise import normalise
from framing.text.tokens import (
    PUNKT_MODULE,
    PUNKT_SHA256,
    is_word,
    paragraphs,
    sentence_spans,
    sentences,
    word_spans,
    words,
)

TEXTS = st.one_of(
    st.text("aBé19.,:/'-—\"?!()_$ ", max_size=60),
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "Mr.",
                "U.S.",
                "—",
                "- no",
                '"',
                "Why?",
                "It",
                "rained.",
                "10,000",
                "p.m.",
                "...",
                "The",
                "end.",
                "’",
            ]
        ),
        max_size=15,
    ).map(" ".join),
).map(normalise)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ukraine's long-range plan", ["ukraine's", "long-range", "plan"]),
        ("The U.S. and the U.K.-led talks", ["The", "U.S.", "and", "the", "U.K.-led", "talks"]),
        ("U.S.'s e.g. p.m., i.e.", ["U.S.'s", "e.g.", "p.m.", ",", "i.e."]),
        ("10,000 at 3.5 by 12:30 on 17/11", ["10,000", "at", "3.5", "by", "12:30", "on", "17/11"]),
        ("10, 000 and 3.", ["10", ",", "000", "and", "3", "."]),
        (
            "Mr. Orr met Dr. Tesk vs. St. Ives.",
            ["Mr.", "Orr", "met", "Dr.", "Tesk", "vs.", "St.", "Ives", "."],
        ),
        ("best. west.", ["best", ".", "west", "."]),
        ("wet—cold, and/or dark", ["wet", "—", "cold", ",", "and", "/", "or", "dark"]),
        ('"No," he said.', ['"', "No", ",", '"', "he", "said", "."]),
        (
            "the ministers' 'plan' -- dogs'",
            ["the", "ministers", "'", "'", "plan", "'", "-", "-", "dogs", "'"],
        ),
        ("$5m 20% #one a_b", ["$", "5m", "20", "%", "#", "one", "a", "_", "b"]),
        ("lame-duck's chancellor-elect", ["lame-duck's", "chancellor-elect"]),
        ("end.Start", ["end", ".", "Start"]),
        ("café naïve", ["café", "naïve"]),
        ("...", [".", ".", "."]),
        ("", []),
        # letters keep their marks, whether or not one character stands for both
        ("शांति की नाव", ["शांति", "की", "नाव"]),
        ("שָׁלוֹם עַל הַמַּיִם, צה״ל", ["שָׁלוֹם", "עַל", "הַמַּיִם", ",", "צה״ל"]),
        ("الحَرْبُ وَالسَّلامُ؟", ["الحَرْبُ", "وَالسَّلامُ", "؟"]),
        ("போர் ஓய்ந்தது.", ["போர்", "ஓய்ந்தது", "."]),
        ("Ọ̀rọ̀ pọ̀-ọ́n", ["Ọ̀rọ̀", "pọ̀-ọ́n"]),
        ("a.b̀. ọ̀. col·legi a.b.…", ["a", ".", "b̀", ".", "ọ̀", ".", "col·legi", "a.b.", "…"]),
        ("\u0301a \u0301", ["\u0301", "a", "\u0301"]),
        # an emoji is one token, however many characters draw it
        ("👩\u200d🚀👍🏽 🇺🇦🇫🇷🇺", ["👩\u200d🚀", "👍🏽", "🇺🇦", "🇫🇷", "🇺"]),
        ("1\u20e3#\u20e3 ❤\u200d🔥!", ["1\u20e3", "#\u20e3", "❤\u200d🔥", "!"]),
        ("🏴\U000e0067\U000e0062\U000e007f🏴", ["🏴\U000e0067\U000e0062\U000e007f", "🏴"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_word_spans_point_into_the_text():
    assert word_spans("Wet, U.S. quay") == [(0, 3), (3, 4), (5, 9), (10, 14)]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        *(
            ("quay", True),
            ("10,000", True),
            ("U.S.", True),
            ("é", True),
            ("शांति", True),
            ("①", True),
            ("21", True),
        ),
        *(("—", False), ("_", False), ("'", False), ("\u0301", False), ("👍🏽", False), ("1\u20e3", False)),
    ],
)
def test_is_word(token, expected):
    assert is_word(token) is expected


@given(TEXTS)
def test_words_and_gaps_give_the_text_back(text):
    rebuilt, end = "", 0
    for start, stop in word_spans(text):
        assert start >= end
        assert stop > start
        assert text[end:start].strip() == ""
        rebuilt += text[end:start] + text[start:stop]
        end = stop
    assert text[end:].strip() == ""
    assert rebuilt + text[end:] == text
    assert [text[start:stop] for start, stop in word_spans(text)] == words(text)


@given(TEXTS)
@example("U. S.")
@example("Mr. 5")
@example("10, 000")
def test_no_rule_looks_across_white_space(text):
    assert [word for chunk in text.split() for word in words(chunk)] == words(text)


@given(TEXTS)
def test_no_token_holds_white_space(text):
    assert all(token and token == "".join(token.split()) for token in words(text))


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Orr met Dr. Tesk. It rained.", ["Mr. Orr met Dr. Tesk.", "It rained."]),
        ("The U.S. envoy came at 3 p.m. on foot.", ["The U.S. envoy came at 3 p.m. on foot."]),
        ("Why now? Because it can! So be it.", ["Why now?", "Because it can!", "So be it."]),
        ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
        ('"It rained." — A guard at the gate. He left.', ['"It rained." — A guard at the gate.', "He left."]),
        ("It rained. - A guard said so. He left.", ["It rained. - A guard said so.", "He left."]),
        ('"No ferry sails. None." She left.', ['"No ferry sails.', 'None."', "She left."]),
        ("No stop at the end", ["No stop at the end"]),
        ("", []),
    ],
)
def test_sentences(paragraph, expected):
    assert sentences(paragraph) == expected


@pytest.mark.parametrize("longest", [60, 150, 400])
def test_where_a_long_paragraph_is_cut_changes_nothing(monkeypatch, specimen, longest):
    paragraphs = [" ".join(part["text"]) for _, part in specimen.texts.groupby("doc_id")]
    whole = [sentence_spans(paragraph) for paragraph in paragraphs]
    monkeypatch.setattr("framing.text.tokens.LONGEST_STRETCH", longest)
    assert [sentence_spans(paragraph) for paragraph in paragraphs] == whole


@pytest.mark.parametrize("unit", [".!? ", "!", "a!", "— ", '"'])
def test_a_paragraph_of_marks_is_cut_by_length_alone(monkeypatch, unit):
    monkeypatch.setattr("framing.text.tokens.LONGEST_STRETCH", 50)
    paragraph = (unit * 200).strip()
    found = sentence_spans(paragraph)
    assert "".join(paragraph[a:b] for a, b in found).replace(" ", "") == paragraph.replace(" ", "")
    assert len(found) == 1


@given(TEXTS.map(lambda text: text.replace("\n", " ").strip()))
def test_sentences_cover_the_paragraph_in_order(paragraph):
    end = 0
    for start, stop in sentence_spans(paragraph):
        assert end <= start < stop
        assert paragraph[end:start].strip() == ""
        end = stop
    assert paragraph[end:].strip() == ""


@given(TEXTS.map(lambda text: text.replace("\n", " ").strip()))
def test_every_sentence_but_the_first_holds_a_word(paragraph):
    for sentence in sentences(paragraph)[1:]:
        assert any(map(is_word, words(sentence)))
        assert not sentence.startswith("—")


@given(TEXTS)
def test_splitting_into_sentences_cuts_no_word(text):
    for paragraph in paragraphs(text):
        assert [word for sentence in sentences(paragraph) for word in words(sentence)] == words(paragraph)


def test_paragraphs():
    assert paragraphs("One.\nTwo.\n\n\nThree.") == ["One.", "Two.", "Three."]
    assert paragraphs("") == []


def test_installed_tables_are_the_known_ones():
    assert read_checked(PUNKT_MODULE, "english.py", PUNKT_SHA256).name == "english.py"


@pytest.mark.parametrize(
    ("module", "name", "message"),
    [
        (
            PUNKT_MODULE,
            "english.py",
            "not the version this study was made with; reinstall from requirements.lock",
        ),
        (PUNKT_MODULE, "no_such.py", "not the version this study was made with"),
        ("no_such_package", "tables.py", "no_such_package is not installed; run `make study` once"),
        ("no_such_package.inner.tables", "tables.py", "no_such_package.inner.tables is not installed"),
    ],
)
def test_other_or_missing_tables_are_refused(module, name, message):
    with pytest.raises(FramingError, match=message):
        read_checked(module, name, "0" * 64)
