"""What is said to match nothing matches nothing, and what is said to be written instead can match."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import dictionary
from framing.dictionary.unmatchable import cannot_match
from framing.text.normalise import normalise
from framing.text.tokens import words


@pytest.mark.parametrize(
    ("pattern", "why", "instead", "text", "n"),
    [
        ("AT&T", "texts are cut at &", "'at & t'", "AT&T sold it.", 1),
        ("#HoldFire", "texts are cut at #", "'# holdfire'", "They wrote #holdfire again.", 1),
        ("@Envoy*", "texts are cut at @", "'@ envoy*'", "So said @Envoy_Orr twice.", 1),
        ("12%", "texts are cut at %", "'12 %'", "Up 12% since.", 1),
        (":-(", "texts are cut at : and - and (", "': - ('", "Rain again :-(", 1),
        ("<3", "texts are cut at <", "'< 3'", "We <3 peace.", 1),
        ("cease_fire*", "texts are cut at _", "'cease fire*'", "Two cease fires held.", 1),
        ("@red_line", "texts are cut at @ and _", "'@ red _ line'", "Ask @red_line first.", 1),
        ("example.org", "texts are cut at .", "'example . org'", "See https://example.org/a there.", 1),
        ("sea/land", "texts are cut at /", "'sea / land'", "By sea/land routes.", 1),
        ("“cease fire”", "quotation marks are tokens of their own", "'cease fire'", "A cease fire.", 1),
        ("R&amp;D", "it holds an HTML entity", "'r & d'", "More R&D money.", 1),
        ("^arm(s|ed)$", "a regular expression is not read as one", "'arms', 'armed'", "Armed with arms.", 2),
        (r"\bcanno?ns?\b", "a regular expression", "'cannons', 'cannon'", "Two cannons and a cannon.", 2),
        ("shell.*", "a regular expression", "'shell*'", "Shells and shelling.", 2),
        ("truce; pact,deal", "it is a list", "'truce', 'pact', 'deal', each", "A truce, a pact.", 2),
    ],
)
def test_what_cannot_match_is_named_with_what_can(pattern, why, instead, text, n):
    (found,) = cannot_match(["truce*", pattern, pattern])
    assert found.pattern == pattern and why in found.why and found.instead.startswith(instead)
    given = dictionary.from_nested({"k": [normalise(pattern)]})
    assert dictionary.count_texts([text, pattern], given)["n"].tolist() == [0, 0]
    forms = dictionary.from_nested({"k": re.findall("'([^']*)'", found.instead)})
    assert dictionary.count_texts([text], forms)["n"].tolist() == [n]


def test_where_nothing_can_be_advised_another_form_is_asked_for():
    assert {found.pattern: found.instead for found in cannot_match(["&nbsp;", '""'])} == {
        "&nbsp;": "another form of it",
        '""': "another form of it",
    }


def test_what_can_match_is_not_named():
    fine = [
        "war",
        "red line*",
        " Hold ",
        "long-range",
        "10,000",
        "U.S.",
        "e.g*",
        "mr.",
        "d*.",
        "don’t",
        "*'s",
    ]
    assert cannot_match([*fine, "?", "*", "%", "*-*", "*.5", "İzmir", "w?r", "# war", ""]) == []


TEXTS = st.text("ab1.,'-:/#@&_%(é İ", max_size=12) | st.text(max_size=8)


@given(TEXTS, st.data())
@settings(deadline=None, max_examples=200)
def test_no_pattern_that_matches_a_token_is_named(text, data):
    for token in words(normalise(text)):
        place = data.draw(st.integers(0, len(token) - 1))
        end = data.draw(st.integers(place, len(token)))
        globs = [token, f"{token[:place]}*{token[end:]}", f"{token[:place]}?{token[place + 1 :]}"]
        assert cannot_match(globs) == []


@given(st.text("ab1.,'-:/#@&_%()[]|^$\\+;!?* ", min_size=1, max_size=12))
@settings(deadline=None, max_examples=300)
def test_what_is_named_matches_no_text_that_holds_it_and_its_forms_can_match(pattern):
    for found in cannot_match([pattern]):
        plain = normalise(pattern).lower()
        texts = [pattern, *(pattern.replace("*", x).replace("?", x or "a") for x in ("", "a", "1", "."))]
        given = dictionary.from_nested({"k": [plain]})
        assert dictionary.count_texts(texts, given)["n"].sum() == 0
        assert cannot_match(re.findall("'([^']+)'", found.instead)) == []
