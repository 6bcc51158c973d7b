"""Lint: every kind of doubt with its line, in every format, and true of what the look-up counts."""

import re
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import FramingError, dictionary
from framing.dictionary.globs import includes
from framing.dictionary.lint import lint, write_findings

BAGS = pd.DataFrame(
    [
        ("a", "escalation", 3),
        ("a", "escalates", 1),
        ("b", "escalation", 2),
        ("b", "escalated", 4),
        ("b", "red", 1),
        ("b", "line", 1),
        ("b", ",", 9),
        ("b", "?", 2),
        ("b", "I", 1),
    ],
    columns=["doc_id", "token", "n"],
)


def findings(text, *args, **keywords) -> list[tuple]:
    table = lint(text, *args, **keywords)
    assert table.columns.tolist() == ["line", "kind", "pattern", "message"]
    assert table.dtypes.astype(str).tolist() == ["int64", "str", "str", "str"]
    return list(table.itertuples(index=False, name=None))


def csv(*patterns: str, header: str = "frame,subframe,pattern,unless") -> str:
    return "\n".join([header, *patterns]) + "\n"


def test_a_clean_file_gives_no_findings():
    assert (
        findings(csv("escalation,,escalat*,", "escalation,,red line,", "deterrence,,deter*,determin*")) == []
    )


def test_duplicates_name_both_lines_whatever_their_spelling():
    text = csv("a,,war,", "a,,don't,", "a,,War,", "a,,war,peace war", "a,x,war,", "a,,don\u2019t,")
    assert [finding for finding in findings(text) if finding[1] == "duplicate"] == [
        (4, "duplicate", "War", "stands on line 2 too, under the same name; remove one of the two"),
        (5, "duplicate", "war", "stands on line 2 too, under the same name; remove one of the two"),
        (7, "duplicate", "don’t", "stands on line 3 too, under the same name; remove one of the two"),
    ]


def test_swallowed_patterns_of_the_same_name():
    text = csv("a,x,escalat*,", "a,x,Escalation,", "a,x,escalat* war,", "a,x,escalat**,", "a,x,*ation talk,")
    text += csv("a,x,escalation talk,", "a,x,*,").split("\n", 1)[1]
    first, fifth, sixth, last = (
        "'escalat*' on line 2",
        "'escalat**' on line 5",
        "'*ation talk' on line 6",
        "'*' on line 8",
    )
    by = {2: last, 3: f"{first}, {fifth}, {last}", 5: f"{first}, {last}", 7: sixth}
    patterns = {2: "escalat*", 3: "Escalation", 5: "escalat**", 7: "escalation talk"}
    same = "of the same name: harmless, but not needed"
    assert findings(text) == [
        (line, "swallowed", pattern, f"all its matches are matches of {by[line]}, {same}")
        for line, pattern in patterns.items()
    ]


def test_of_many_that_swallow_or_share_a_few_are_named():
    text = csv(*(f"a,,t{'*' * n}de*," for n in range(1, 8)), "a,,tide,", *(f"f{n},,tide," for n in range(7)))
    named = ", ".join(f"'t{'*' * n}de*' on line {n + 1}" for n in range(1, 6))
    said = {(line, kind): message for line, kind, _, message in findings(text)}
    same = "of the same name: harmless, but not needed"
    assert said[9, "swallowed"] == f"all its matches are matches of {named} and more, {same}"
    assert said[16, "shared"].startswith("its matches count for 'a', 'f0', 'f1', 'f2', 'f3' and more too, as")


def test_patterns_that_count_for_two_names():
    text = csv(
        "a,x,escalat*,", "a,y,escalation,", "a,,escalating,", "b,,cold escalation,", "b,,war,", "c,,war,"
    )
    assert findings(text) == [
        (3, "shared", "escalation", "its matches count for 'a.x' too, as matches of 'escalat*' on line 2"),
        (4, "shared", "escalating", "its matches count for 'a.x' too, as matches of 'escalat*' on line 2"),
        (
            5,
            "shared",
            "cold escalation",
            "its matches count for 'a' too, as matches of 'escalat*' on line 2, 'escalation' on line 3",
        ),
        (7, "shared", "war", "its matches count for 'b' too, as matches of 'war' on line 6"),
    ]


def test_phrases_within_phrases_and_with_wildcards_in_them():
    text = csv("a,,low tide,", "b,,low tide,", "b,,a very low tide mark,", "c,,* tide,", "d,,lo* ti?e mark,")
    shares = {line: re.findall(r"'(\w)'", message) for line, _, _, message in findings(text)}
    # a pattern of the same name is not shared with it
    assert shares == {2: ["c"], 3: ["a", "c"], 4: ["a", "c", "d"]}


def test_what_is_set_aside_is_neither_swallowed_nor_shared():
    text = csv(
        "a,,deter*,determin* | deterrence theory",
        "a,,deterrent,",
        "a,,determined,",
        "a,,deterrence,",
        "b,,determine,",
        "b,,deterrence,",
        "b,,deterrence theory,",
    )
    harmless = ", of the same name: harmless, but not needed"
    assert findings(text) == [
        (3, "swallowed", "deterrent", f"all its matches are matches of 'deter*' on line 2{harmless}"),
        (
            7,
            "shared",
            "deterrence",
            "its matches count for 'a' too, as matches of 'deter*' on line 2, 'deterrence' on line 5",
        ),
        (
            8,
            "shared",
            "deterrence theory",
            "its matches count for 'a' too, as matches of 'deterrence' on line 5",
        ),
    ]


def test_stray_blanks_look_alikes_and_quotes():
    text = csv(
        " a,x ,war ,",
        " a,x ,red  line,peace\u00a0war | cold\twar",
        " a,x ,ti\u200bmes,",
        "b,,\u0435sc\u03b1lat*,",
        "b,,α-test мир,",
        "b,,don’t,“so”",
        "b,,cease fire,a|b | c",
    )
    once = "; write a plain space or none"
    assert findings(text) == [
        (2, "space", "war ", "frame ' a': blank at the beginning or end; remove it"),
        (2, "space", "war ", "pattern 'war ': blank at the beginning or end; remove it"),
        (2, "space", "war ", "subframe 'x ': blank at the beginning or end; remove it"),
        (3, "space", "red  line", "pattern 'red  line': two blanks in a row; leave one"),
        (3, "space", "red  line", f"unless 'cold\\twar': tab (U+0009){once}"),
        (3, "space", "red  line", f"unless 'peace\\xa0war': no-break space (U+00A0){once}"),
        (4, "space", "ti\u200bmes", f"pattern 'ti\\u200bmes': zero width space (U+200B){once}"),
        *(
            (5, "look-alike", "\u0435sc\u03b1lat*", f"pattern '\u0435sc\u03b1lat*': {what}; type it anew")
            for what in (
                "'\u03b1' is greek small letter alpha (U+03B1)",
                "'\u0435' is cyrillic small letter ie (U+0435)",
            )
        ),
        (7, "quotes", "don’t", "pattern 'don’t': ’ is read as ' here, but not by other programs; write '"),
        (7, "quotes", "don’t", "unless '“so”': “ is read as \" here, but not by other programs; write \""),
        (7, "quotes", "don’t", "unless '“so”': ” is read as \" here, but not by other programs; write \""),
        (
            7,
            "unmatchable",
            "don’t",
            "unless '“so”' can match nothing: quotation marks are tokens of their own; write 'so'",
        ),
        (
            8,
            "space",
            "cease fire",
            "unless 'a|b': a bar separates two patterns only with a blank on both sides",
        ),
        (
            8,
            "unmatchable",
            "cease fire",
            "unless 'a|b' can match nothing: it is a list; write 'a', 'b', each as a pattern of its own",
        ),
    ]


def test_a_few_of_a_kind_are_told_and_all_are_written(tmp_path):
    path, out = tmp_path / "d.csv", tmp_path / "found.csv"
    path.write_text(csv(*(f"a,,#tide{n}," for n in range(3)), "a,,escalat*,", "a,,escalation,"))
    told = write_findings(path, BAGS, max_types=25, out=out, most=2)
    assert [line.removeprefix(str(path)).split(": ")[:2] for line in told[:3]] == [
        [":2", "unmatchable"],
        [":3", "unmatchable"],
        [":6", "swallowed"],
    ]
    assert told[3:] == ["1 more of kind unmatchable, which --out FILE writes", "4 findings"]
    assert len(out.read_text().splitlines()) == 5


def test_what_can_match_nothing_and_what_a_format_leaves_out(tmp_path):
    assert findings(csv("a,,tide,", "a,,#tide,")) == [
        (3, "unmatchable", "#tide", "pattern '#tide' can match nothing: texts are cut at #; write '# tide'")
    ]
    path = tmp_path / "d.cat"
    path.write_text("SEA\n\tTIDE (1)\n\t@WET [TIDE NEAR SALT]\n")
    assert findings(path) == [
        (3, "left out", "@WET [TIDE NEAR SALT]", "is a rule, which only WordStat applies")
    ]


def test_patterns_beside_the_words_of_a_corpus():
    text = csv(
        "a,,escalat*,", "b,,esc* line,", "c,,warhead,", "d,,red army,", "e,,red/line,", "f,,*,", "g,,?,"
    )
    words = "escalation, escalated, escalates"
    assert [finding for finding in findings(text, BAGS, max_types=2) if finding[1] != "shared"] == [
        (2, "wide", "escalat*", f"'escalat*' matches 3 word types, over 2: {words}"),
        (3, "wide", "esc* line", f"'esc*' matches 3 word types, over 2: {words}"),
        (4, "never", "warhead", "no token of the corpus matches 'warhead'"),
        (5, "never", "red army", "no token of the corpus matches 'army'"),
        (
            6,
            "unmatchable",
            "red/line",
            "pattern 'red/line' can match nothing: texts are cut at /; write 'red / line'",
        ),
        (7, "wide", "*", f"'*' matches 6 word types, over 2: {words}, i, line, red"),
    ]


def test_a_mark_in_the_corpus_is_no_wildcard():
    bags = pd.DataFrame({"doc_id": "a", "token": ["*", "f**k"], "n": 1})
    text = csv("a,,?,", "b,,f??k,", "c,,fork,")
    assert [(line, kind) for line, kind, *_ in findings(text, bags) if kind == "never"] == [(4, "never")]


def test_of_many_types_ten_are_shown_and_the_limit_itself_is_no_finding():
    def bags(n_types: int) -> pd.DataFrame:
        return pd.DataFrame({"doc_id": "a", "token": [f"w{i:02}" for i in range(n_types)], "n": 1})

    shown = ", ".join(f"w{i:02}" for i in range(10))
    assert findings(csv("a,,w*,"), bags(25)) == []
    assert findings(csv("a,,w*,"), bags(26)) == [
        (2, "wide", "w*", f"'w*' matches 26 word types, over 25: {shown} and 16 more")
    ]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("d.csv", 'frame,pattern,note\na,war,"two\nlines"\na,wa?,\nb, cold  war,\n', (2, 4, 5)),
        ("d.yml", "a:\n- war\n- wa?\nb:\n  ' cold  war'\n", (2, 3, 5)),
        ("d.dic", "%\n1\ta\n2\tb\n%\nwar\t1\n\nwa?\t1\n cold  war\t2\n", (5, 7, 8)),
    ],
)
def test_lines_are_those_of_the_file_in_every_format(tmp_path, name, text, lines):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    war, wide, cold = lines
    harmless = ", of the same name: harmless, but not needed"
    expected = [
        (war, "swallowed", "war", f"all its matches are matches of 'wa?' on line {wide}{harmless}"),
        (
            cold,
            "shared",
            " cold  war",
            f"its matches count for 'a' too, as matches of 'war' on line {war}, 'wa?' on line {wide}",
        ),
        (cold, "space", " cold  war", "pattern ' cold  war': blank at the beginning or end; remove it"),
        (cold, "space", " cold  war", "pattern ' cold  war': two blanks in a row; leave one"),
    ]
    assert findings(path) == findings(str(path)) == findings(text) == expected


def test_a_word_of_two_liwc_categories_is_spelt_once():
    text = "%\n1\ta\n2\tb\n%\n war\t1\t2\n"
    assert [finding[1] for finding in findings(text)] == ["shared", "space"]


def test_what_cannot_be_read_is_refused_with_its_line(tmp_path):
    with pytest.raises(FramingError, match=r"dictionary, line 2: no is not text in YAML"):
        lint("a:\n- no\n")
    with pytest.raises(FramingError, match=r"dictionary, row 3: pattern is empty; fill it"):
        lint(csv("a,,war,", "a,,,"))
    (tmp_path / "d.csv").write_text("frame,colour\na,war\n")
    with pytest.raises(FramingError, match="column 'pattern' is missing, and no other is known"):
        lint(tmp_path / "d.csv")
    with pytest.raises(FramingError, match="not a dictionary; save it as CSV"):
        lint("war\npeace\n")
    with pytest.raises(FramingError, match="cannot be read"):
        lint(Path("no_such_file.csv"))


def test_a_hundred_times_the_patterns_take_about_a_hundred_times_as_many_steps(monkeypatch):
    steps = 0

    def counted(wide, narrow):
        nonlocal steps
        steps += 1
        return includes(wide, narrow)

    def taken(n: int) -> int:
        nonlocal steps
        steps = 0
        kinds = ("tide{}", "salt{}*", "*{}wet", "*{}ebb*", "red s{}*", "sea m{}", "* calm{}")
        lint(csv(*(f"f{i % 7},,{kinds[i % 7].format(f'{i:05}')}," for i in range(n))))
        return steps

    monkeypatch.setattr("framing.dictionary.overlaps.includes", counted)
    assert taken(7000) < 15 * taken(700)


TOKENS = st.text("ab*?", min_size=1, max_size=3)
PATTERNS = st.lists(TOKENS, min_size=1, max_size=3).map(" ".join)
UNLESS = st.just("") | PATTERNS
ROWS = st.lists(
    st.tuples(st.sampled_from("xy"), st.sampled_from(["", "s"]), PATTERNS, UNLESS),
    min_size=2,
    max_size=6,
    unique_by=lambda row: row[:3],
)
DOCUMENTS = [list(tokens) for n in range(1, 4) for tokens in product(["a", "b", "ab"], repeat=n)]


@given(ROWS)
@settings(deadline=None, max_examples=40)
def test_without_a_swallowed_pattern_the_counts_are_the_same(rows):
    text = csv(*(",".join(row) for row in rows))
    table = pd.DataFrame(rows, columns=["frame", "subframe", "pattern", "unless"])
    table = table.assign(source="", note="")
    swallowed = [line - 2 for line, kind, *_ in findings(text) if kind == "swallowed"]
    for row, level in product(swallowed, (1, 2)):
        both = (dictionary.count(DOCUMENTS, t, level) for t in (table, table.drop(index=row)))
        with_it, without = (counts.set_index(["doc", "key"])["n"].to_dict() for counts in both)
        assert with_it == without


@given(ROWS)
@settings(deadline=None, max_examples=40)
def test_a_shared_pattern_counts_for_both_names(rows):
    table = pd.DataFrame(rows, columns=["frame", "subframe", "pattern", "unless"]).assign(source="", note="")
    table["unless"] = ""
    text = csv(*(",".join((*row[:3], "")) for row in rows))
    for line, kind, _, message in findings(text):
        if kind == "shared":
            for other in map(int, re.findall(r"on line (\d+)", message)):
                narrow, wide = (dictionary.count(DOCUMENTS, table.iloc[[n - 2]])["n"] for n in (line, other))
                assert (wide[narrow > 0] > 0).all()


@given(ROWS)
@settings(deadline=None, max_examples=100)
def test_every_pair_that_overlaps_is_reported_once(rows):
    def holds(wide: str, narrow: str) -> bool:
        a, b = wide.split(), narrow.split()
        return any(all(map(includes, a, b[start:])) for start in range(len(b) - len(a) + 1))

    expected = {
        (narrow + 2, wide + 2)
        for wide, narrow in product(range(len(rows)), repeat=2)
        if wide != narrow
        and holds(rows[wide][2], rows[narrow][2])
        and (narrow > wide or not holds(rows[narrow][2], rows[wide][2]))
        and (rows[wide][:2] != rows[narrow][:2] or len(rows[wide][2].split()) == len(rows[narrow][2].split()))
    }
    found = findings(csv(*(",".join((*row[:3], "")) for row in rows)))
    pairs = [(line, int(n)) for line, _, _, message in found for n in re.findall(r"on line (\d+)", message)]
    assert sorted(pairs) == sorted(expected)
