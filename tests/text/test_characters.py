"""The tables of characters, held to the Unicode database of this Python."""

import re
import unicodedata

from framing.text.characters import MARKS, replacements
from framing.text.normalise import normalise
from framing.text.tokens import words

CHARACTERS = list(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
# they stand within emoji, and nowhere else
KEPT = {"\u200d", *map(chr, range(0xE0020, 0xE0080))}
BLANK = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"


def test_every_mark_that_is_kept_belongs_to_the_letter_before_it():
    dropped = replacements()
    marks = [c for c in CHARACTERS if unicodedata.category(c)[0] == "M" and ord(c) not in dropped]
    assert [mark for mark in marks if words(f"a{mark}b") != [f"a{mark}b"]] == []


def test_what_goes_with_marks_is_letters_and_nothing_else():
    known = re.compile(f"[{MARKS}]")
    others = [c for c in CHARACTERS if known.match(c) and unicodedata.category(c)[0] in "PSZ"]
    assert others == []


def test_every_control_format_character_and_variation_selector_is_dropped():
    dropped = [c for c in CHARACTERS if unicodedata.category(c) in ("Cc", "Cf") and c not in BLANK]
    selectors = [c for c in CHARACTERS if "VARIATION SELECTOR" in unicodedata.name(c, "")]
    assert [c for c in (*dropped, *selectors) if normalise(f"a{c}b") != "ab"] == []
    assert set(dropped) - set(map(chr, replacements())) == KEPT


def test_what_stands_for_a_character_is_in_normal_form_and_parts_no_word():
    for character, form in replacements().items():
        assert normalise(f"a{form or ''}b") == f"a{form or ''}b"
        assert (form or "").isspace() == chr(character).isspace()
