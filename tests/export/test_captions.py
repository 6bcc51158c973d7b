"""The captions of figures: short and full, plain and escaped."""

import pytest

from framing.export.captions import Caption, caption_of, captions, short_form
from framing.figures.spec import captioned
from made_up import UNDATED, made_up


def test_four_files_hold_a_caption_and_no_percent_sign_is_raw():
    files = captions([("fig1", Caption("5 % of it.", "A & B, 95 % of “it”."))])
    assert files == {
        "fig1.caption.txt": "A & B, 95 % of “it”.\n",
        "fig1.caption.tex": "A \\& B, 95~\\% of ``it''.%\n",
        "fig1.short.txt": "5 % of it.\n",
        "fig1.short.tex": "5~\\% of it.%\n",
    }


def test_long_captions_are_broken_into_lines_between_words():
    text = captions([("a", Caption("A.", "some words and " * 30))])["a.caption.tex"]
    assert max(map(len, text.splitlines())) <= 101
    assert " ".join(text.removesuffix("%\n").split()) == ("some words and " * 30).strip()


@pytest.mark.parametrize(
    ("caption", "short"),
    [
        ("Rates by piece: hits per 1,000 words. More.", "Rates by piece (2 pieces)."),
        ("Rates by piece. More: of it.", "Rates by piece (2 pieces)."),
        ("Rates at 0.5 of it: x", "Rates at 0.5 of it."),
        ("Rates of 3 pieces: hits.", "Rates of 3 pieces."),
        ("x" * 111, "Title (2 pieces)."),
        ("No end", "No end (2 pieces)."),
    ],
)
def test_the_short_form_is_one_sentence_that_says_of_how_much(caption, short):
    assert short_form(caption, "Title", "2 pieces") == short


def test_every_figure_has_both_forms():
    results = made_up("usual")
    words = results["salience"].drop_duplicates("doc_id")["words"].sum()
    for spec in UNDATED:
        table = spec.table(results)
        short, full = caption_of(spec, table, results)
        assert full == captioned(spec, table, results)
        assert short.endswith(".") and len(short) < 160 and "\n" not in short
        assert any(map(str.isdigit, short))
        assert f"{words:,} words" in short or "(5 pieces" not in short
