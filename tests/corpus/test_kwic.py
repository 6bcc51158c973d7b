"""Keyword in context, on texts that can be counted by hand."""

import pytest

from framing import FramingError
from framing.corpus.corpora import read_corpus
from framing.corpus.kwic import COLUMNS, kwic

TEXTS = {
    "a": "# A red\n\nLine held? Mr. Orr drew a red line, or two red lines. He left.",
    "b": "No thin red line: red tape. Orr's tape-recorder ran on",
}
DICTIONARY = (
    "frame,subframe,pattern,unless\n"
    "border,lines,red line*,thin red line\n"
    "border,,red\n"
    "office,,tape*,\n"
    "office,lines,red tape,\n"
)


@pytest.fixture
def study(make_corpus):
    return read_corpus(make_corpus(tables={"dictionary": DICTIONARY.replace("red\n", "red,\n")}, **TEXTS))


def rows(table):
    assert list(table.columns) == COLUMNS
    return [tuple(row) for row in table.itertuples(index=False)]


def test_a_frame_shows_what_the_look_up_counts(study):
    # a line end stops no phrase; what is set aside is not shown, nor "red" within "red line"
    assert rows(kwic(study, "border", window=2)) == [
        ("a", 1, 1, 3, 4, "A", "red Line", "held?", "red line*", "border"),
        ("a", 2, 3, 11, 12, "drew a", "red line", ", or", "red line*", "border"),
        ("a", 2, 3, 16, 17, "or two", "red lines", ". He", "red line*", "border"),
        ("b", 1, 1, 3, 3, "No thin", "red", "line:", "red", "border"),
        ("b", 1, 1, 6, 6, "line:", "red", "tape.", "red", "border"),
    ]
    hits = study.features.hits
    assert len(kwic(study, "border")) == hits.loc[hits["frame"] == "border", "n"].sum()


def test_a_subframe_is_counted_on_its_own(study):
    assert rows(kwic(study, "office.lines", window=0)) == [
        ("b", 1, 1, 6, 7, "", "red tape", "", "red tape", "office")
    ]
    assert len(kwic(study, "border.lines")) == 3


def test_the_sentence_is_the_context(study):
    table = kwic(study, "Red  Line*", by="sentence")
    assert table[["pre", "keyword", "post"]].to_numpy().tolist() == [
        ["A", "red Line", "held?"],
        ["Mr. Orr drew a", "red line", ", or two red lines."],
        ["Mr. Orr drew a red line, or two", "red lines", "."],
    ]


def test_any_pattern_can_be_looked_for_and_a_list_holds_patterns_alone(study):
    assert rows(kwic(study, "orr*", window=1)) == [
        ("a", 2, 3, 8, 8, "Mr.", "Orr", "drew", "orr*", ""),
        ("b", 1, 2, 9, 9, ".", "Orr's", "tape-recorder", "orr*", ""),
    ]
    found = kwic(study, ["tape", "tape*", "tape-?ecorder"], window=0)
    # "tape*" counts for its frame; the other two are looked for beside it, under no frame
    assert found[["keyword", "pattern", "frame"]].to_numpy().tolist() == [
        ["tape", "tape*", "office"],
        ["tape", "tape", ""],
        ["tape-recorder", "tape*", "office"],
        ["tape-recorder", "tape-?ecorder", ""],
    ]
    assert kwic(study, ["border"]).empty
    assert list(kwic(study, "nothing").columns) == COLUMNS


def test_a_pattern_that_can_match_nothing_is_said(study):
    with pytest.warns(UserWarning, match=r"^kwic: '#tide' can match nothing: .* write '# tide'$"):
        assert kwic(study, "#tide").empty
    # as a terminal of another encoding hands it over
    with pytest.raises(FramingError, match="set that to UTF-8"):
        kwic(study, b"caf\xe9".decode("utf-8", "surrogateescape"))


def test_what_cannot_be_shown_is_refused_in_words(study, shipped):
    with pytest.raises(
        FramingError, match=r"only released features are here; import the texts first with `python"
    ):
        kwic(shipped, "escalation")
    for wrong in ("", " ", [], ["a", ""]):
        with pytest.raises(FramingError, match="no pattern to look for"):
            kwic(study, wrong)
    for wrong in ({"by": "word"}, {"window": -1}):
        with pytest.raises(FramingError, match="use 'tokens' with 0 or more, or 'sentence'"):
            kwic(study, "red", **wrong)
