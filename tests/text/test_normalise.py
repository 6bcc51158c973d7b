"""normalise: one form, reached in one step."""

import random
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framing.text.characters import replacements
from framing.text.normalise import normalise

ODD = (
    "‘’‚‛ʼ′`´＇“”„‟«»″＂‐‑‒−﹣－–―—…\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
    "\r\n\u0085\u2028\u2029\v\f\t \u00a0\u2009\u202f\u3000\x1c-'\".,#eE\u0301\u0327\u1fef\u1ffdaÅ1"
)

REPLACED = set(ODD) - set("-'\".,#—\n eE1a\u0301\u0327Å")
# replaced in some places or in none
MORE = "ﬁﬃſＷｗ﹒𝐓ﺍ‹›ʻ\x00\x07\x7f\u034f\u202e\ufe0f\u180e❤👩🚀🏽🇺\U000e0067\U000e007f🏴क्िשְָ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the ‘grey’ ferry’s ‚late‛ ʼtwas 6′ `so´ ＇it＇", "the 'grey' ferry's 'late' 'twas 6' 'so' 'it'"),
        ("“one” „two‟ «three» 6″ ＂four＂", '"one" "two" "three" 6" "four"'),
        ("long‐range non‑stop 3‒4 −5 a﹣b a－b", "long-range non-stop 3-4 -5 a-b a-b"),
        ("wet – cold ― dark — late", "wet — cold — dark — late"),
        ("wet -- cold--dark", "wet — cold—dark"),
        ("wet --- cold", "wet --- cold"),
        ("wait…", "wait..."),
        ("so\u00adft\u200b wa\u2060rm\ufeff \u200eo\u200fr\u200c \u200dnot", "soft warm or not"),
        ("a\u00a0b\u2009c\u202fd\u3000e\tf  g", "a b c d e f g"),
        (
            "one\r\ntwo\rthree\u2028four\u2029five\u0085six\vseven\feight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("one \n\t two\n \nthree", "one\ntwo\n\nthree"),
        ("  \n one\n\n", "one"),
        ("cafe\u0301", "caf\u00e9"),
        ("e\u200d\u0301", "\u00e9"),
        ("oﬃcial ﬂags, ﬆill ĳs, Conſtitution", "official flags, still ijs, Constitution"),
        ("Ｔｉｄｅ　ｔａｂｌｅ，１２ ％", "Tide table,12 %"),
        ("ﺍﻟﻤﻴﻨﺎﺀ", "الميناء"),
        ("𝐓𝐢𝐝𝐞 𝚝𝚊𝚋𝚕𝚎", "Tide table"),
        ("ﾎﾟｰﾄ", "ポート"),
        ("‹ferry› ʻahu ⸺ so", "'ferry' 'ahu — so"),
        (
            "wa\u0007rm\x7f \x80\x9fso\u034fft \u202aup\u202c \u2066in\u2069 \u180e\U000e0001\U000e0061out",
            "warm soft up in out",
        ),
        # emoji lose what only says how to draw them, and keep what makes two of them one
        ("❤\ufe0f ❤\ufe0e ☎\ufe0f", "❤ ❤ ☎"),
        ("👩\u200d🚀 ❤\ufe0f\u200d🔥 👩🏽\u200d🚒", "👩\u200d🚀 ❤\u200d🔥 👩🏽\u200d🚒"),
        ("👩\u200d\u200b\u200d🚀 👩\u200d \u200d🚀 a\u200d🚀\u200db", "👩\u200d🚀 👩 🚀 a🚀b"),
        (
            "🏴\U000e0067\U000e0062\U000e007f 🏴\U000e0067 a\U000e0067\U000e007f",
            "🏴\U000e0067\U000e0062\U000e007f 🏴 a",
        ),
        # marks belong to their letter, but not without end
        ("शांति שָׁלוֹם الحَرْبُ", "शांति שָׁלוֹם الحَرْبُ"),
        ("q" + "\u0301" * 200, "q" + "\u0301" * 30),
        ("\ufeff", ""),
        ("", ""),
    ],
)
def test_examples(text, expected):
    assert normalise(text) == expected


@given(st.one_of(st.text(ODD + MORE), st.text()))
@example("-\u200b-")
@example("e\u200d\u0301-\u00ad-")
@example("\r\u200b\n")
def test_twice_is_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(ODD + MORE))
def test_form(text):
    result = normalise(text)
    assert result == unicodedata.normalize("NFC", result)
    assert not set(result) & REPLACED
    assert "  " not in result
    assert " \n" not in result
    assert "\n " not in result
    assert result == result.strip()


@given(st.text("aBc D.,\n", max_size=40))
def test_plain_text_keeps_its_letters(text):
    assert normalise(text).split() == text.split()


def test_characters_are_replaced_in_whatever_order(monkeypatch):
    table = replacements()
    # so that none is replaced twice
    assert not {ord(character) for form in table.values() if form for character in form} & table.keys()
    draw = random.Random(1)
    texts = ["".join(draw.choices([*map(chr, table), *"a b\n-é"], k=20)) for _ in range(300)]
    one_by_one = [normalise(text) for text in texts]
    monkeypatch.setattr("framing.text.normalise._MANY", -1)
    assert [normalise(text) for text in texts] == one_by_one
