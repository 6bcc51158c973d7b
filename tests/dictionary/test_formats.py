"""Dictionary files: every format read and written, what is lost said, what is unsafe refused."""

import warnings

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import FramingError, dictionary
from framing.dictionary import formats, quanteda_yaml
from framing.dictionary.contents import Row
from framing.text.normalise import normalise

COLUMNS = ["frame", "subframe", "pattern", "unless", "source", "note"]

CSV = """frame,subframe,pattern,unless,source,note
escalation,ladder,Escalat*,,Kahn,"a rung, or more"
escalation,ladder,red  line,,,
escalation,,don’t,,,
deterrence,threat.direct,deter*,determin* | deterior*,own,
"""
YAML = """escalation:
  ladder: [Escalat*, "red  line"]
  __: don’t
deterrence:
  threat:
    direct:
      - deter*
"""
LIWC = """%
02\tescalation
\t1\tladder
7\tdeterrence
\t120\tthreat.direct
%

Escalat*\t01
red  line\t1
don’t\t2
deter*\t120
"""
ROWS = [
    ("escalation", "ladder", "escalat*", "", "Kahn", "a rung, or more"),
    ("escalation", "ladder", "red line", "", "", ""),
    ("escalation", "", "don't", "", "", ""),
    ("deterrence", "threat.direct", "deter*", "determin* | deterior*", "own", ""),
]
PATTERNS_ONLY = [(*row[:3], "", "", "") for row in ROWS]
# LIWC lists the words of a category before those of the categories below it
LIWC_ROWS = [PATTERNS_ONLY[n] for n in (2, 0, 1, 3)]


def table(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str)


def written(path, text: str):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("d.csv", CSV, ROWS),
        ("d.txt", CSV, ROWS),
        ("d.yml", YAML, PATTERNS_ONLY),
        ("D.YAML", YAML, PATTERNS_ONLY),
        ("d.txt", YAML, PATTERNS_ONLY),
        ("d.dic", LIWC, LIWC_ROWS),
        ("d.txt", LIWC, LIWC_ROWS),
        ("d.csv", LIWC, LIWC_ROWS),
        ("d.dic", LIWC.replace("\n", "\r\n"), LIWC_ROWS),
        ("d.dic", "\ufeff" + LIWC, LIWC_ROWS),
    ],
)
def test_every_format_is_read_and_told_by_content_and_ending(tmp_path, name, text, rows):
    assert dictionary.read(written(tmp_path / name, text)).equals(table(rows))


def test_layout_of_2015_nests_categories_by_tabs_and_keeps_their_descriptions(tmp_path):
    text = (
        "%\n30\taffect (Affect)\n\t31\tposemo\n\t\t33\tjoy\n\t32 negemo\n40\tsocial\n%\n"
        "glad*\t30\t31\t33\ngrim\t\t30 32\nkind of\t40\nworld war 2 40\n"
    )
    assert dictionary.read(written(tmp_path / "d.dic", text))[COLUMNS[:3]].to_numpy().tolist() == [
        ["affect (Affect)", "", "glad*"],
        ["affect (Affect)", "", "grim"],
        ["affect (Affect)", "posemo", "glad*"],
        ["affect (Affect)", "posemo.joy", "glad*"],
        ["affect (Affect)", "negemo", "grim"],
        ["social", "", "kind of"],
        ["social", "", "world war 2"],
    ]


def test_quanteda_layouts_flat_nested_and_mixed(tmp_path):
    text = (
        "flat:\n- red line\n- 'no'\nsingle: war\nmixed:\n- peace\n- deep:\n    deeper: {deepest: [talk*]}\n"
    )
    assert dictionary.read(written(tmp_path / "d.yml", text))[COLUMNS[:3]].to_numpy().tolist() == [
        ["flat", "", "red line"],
        ["flat", "", "no"],
        ["single", "", "war"],
        ["mixed", "", "peace"],
        ["mixed", "deep.deeper.deepest", "talk*"],
    ]


def test_rows_keep_the_line_and_what_stands_there():
    text = 'pattern,note,frame\n"Red\nLine ","two\nlines",escalation\n\nfur*,,anger\nfur*,,anger\n'
    assert formats.rows(text, "d.csv")[0].rows == [
        Row(2, "escalation", "", "Red\nLine ", note="two\nlines"),
        Row(6, "anger", "", "fur*"),
        Row(7, "anger", "", "fur*"),
    ]
    assert [row[:4] for row in formats.rows(YAML, "d.yml")[0].rows] == [
        (2, "escalation", "ladder", "Escalat*"),
        (2, "escalation", "ladder", "red  line"),
        (3, "escalation", "", "don’t"),
        (7, "deterrence", "threat.direct", "deter*"),
    ]
    assert [row[:4] for row in formats.rows(LIWC, "d.dic")[0].rows] == [
        (10, "escalation", "", "don’t"),
        (8, "escalation", "ladder", "Escalat*"),
        (9, "escalation", "ladder", "red  line"),
        (11, "deterrence", "threat.direct", "deter*"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "d.yml",
            'escalation:\n  ladder:\n    - escalat*\n    - red line\n  __:\n    - "don\'t"\n'
            "deterrence:\n  threat.direct:\n    - deter*\n".replace("threat.direct", '"threat.direct"'),
        ),
        (
            "d.dic",
            "%\n1\tescalation\n\t2\tladder\n3\tdeterrence\n\t4\tthreat.direct\n%\n"
            "don't\t1\nescalat*\t2\nred line\t2\ndeter*\t4\n",
        ),
    ],
)
def test_what_a_format_cannot_hold_is_said(tmp_path, name, expected):
    path = tmp_path / name
    with pytest.warns(UserWarning) as said:
        dictionary.write(table(ROWS).assign(weight=[1, 2, 1, 1]), path)
    kind = "YAML" if name == "d.yml" else "LIWC"
    order = "" if kind == "YAML" else ", the order of the rows"
    lost = f"unless (1 rows), source (2 rows), note (1 rows), weight (1 rows){order}"
    assert [str(warning.message) for warning in said] == [
        f"{path}: {kind} cannot hold {lost}; keep the CSV file too"
    ]
    assert path.read_text(encoding="utf-8") == expected
    assert dictionary.read(path).equals(table(PATTERNS_ONLY if kind == "YAML" else LIWC_ROWS))


def test_csv_holds_everything_and_says_nothing(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dictionary.write(table(ROWS), tmp_path / "d.csv")
        assert dictionary.read(tmp_path / "d.csv").equals(table(ROWS))
        weighted = table(ROWS).assign(weight=[1.0, 0.123456, -2.0, 1.0])
        dictionary.write(weighted, tmp_path / "d.csv")
        assert dictionary.read(tmp_path / "d.csv").equals(weighted)


@pytest.mark.parametrize("name", ["d.yml", "d.dic"])
def test_a_lost_order_is_said(tmp_path, name):
    mixed = table([(frame, "", pattern, "", "", "") for frame, pattern in ("ax", "by", "az")])
    with pytest.warns(UserWarning, match="cannot hold the order of the rows; keep the CSV file too"):
        dictionary.write(mixed, tmp_path / name)
    assert dictionary.read(tmp_path / name)["pattern"].tolist() == ["x", "z", "y"]


def test_a_carriage_return_in_csv_survives_or_is_refused(tmp_path):
    path = written(tmp_path / "d.csv", "old")
    try:
        dictionary.write(table([("a\rb", "", "war", "", "", "")]), path)
    except FramingError as error:
        # Python before 3.13 writes it without quotation marks
        assert "not written, as CSV cannot hold the dictionary" in str(error)
        assert path.read_text(encoding="utf-8") == "old"
    else:
        assert dictionary.read(path)["frame"].tolist() == ["a\rb"]


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("d.dic", ("a\tb", "", "war"), "not written, as LIWC would change 'a\\tb', 'war'; use plainer names"),
        ("d.dic", ("a", "", "hand <of> god"), "would lose 'hand <of> god 1' (line 4): has a condition"),
        ("d.dic", ("a", "", "war\tpeace"), "its category is not between the two lines %"),
        (
            "d.yml",
            ("a", "__", "war"),
            "not written, as YAML would change 'a', '__', 'war'; use plainer names",
        ),
        ("d.txt", ("a", "", "war"), "use one of .csv, .yml, .yaml, .dic"),
    ],
)
def test_what_would_not_survive_is_refused_and_the_old_file_stays(tmp_path, name, row, message):
    path = written(tmp_path / name, "old")
    with pytest.raises(FramingError) as error:
        dictionary.write(table([(*row, "", "", "")]), path)
    assert message in str(error.value) and str(path) in str(error.value)
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


NAMES = st.text("ab.é ", min_size=1, max_size=4) | st.sampled_from(
    ["no", "1.5", "*x", "a: b", "__", "%", "- a"]
)
CELLS = st.text("aB*?'’\"#:-.,|% \u00a0é😀\t\n12", min_size=1, max_size=8) | st.sampled_from(
    ["yes", "~", "1e3"]
)
TABLES = st.lists(
    st.tuples(
        NAMES,
        st.just("") | NAMES.filter(str.strip),
        CELLS,
        st.just("") | CELLS,
        st.just(""),
        st.just("") | CELLS,
    ),
    max_size=6,
    unique_by=lambda row: (row[0], row[1], normalise(row[2]).lower()),
).map(lambda rows: [row for row in rows if row[0].strip() and normalise(row[2])])


@pytest.mark.parametrize("name", ["d.csv", "d.yml", "d.dic"])
@given(rows=TABLES)
@settings(deadline=None, max_examples=40)
def test_a_round_trip_loses_nothing_or_is_refused(tmp_path_factory, name, rows):
    path = tmp_path_factory.getbasetemp() / f"round_{name}"
    path.unlink(missing_ok=True)
    forms = [(f, s, normalise(p).lower(), normalise(u).lower(), *rest) for f, s, p, u, *rest in rows]
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            dictionary.write(table(rows), path)
    except FramingError as error:
        assert not path.exists() and "\n" not in str(error)
        # CSV holds everything, and YAML every name but its own
        assert name != "d.csv" and (name != "d.yml" or "__" in {cell for row in rows for cell in row[:2]})
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        back = list(dictionary.read(path).itertuples(index=False, name=None))
    read = formats.contents(path)
    assert ([row[1:-1] for row in read.rows], read.notes) == (back, [])
    if name == "d.csv":
        assert (back, said) == (forms, [])
        return
    assert sorted(row[:3] for row in back) == sorted(row[:3] for row in forms)
    lost = "".join(str(warning.message) for warning in said)
    assert ("unless" in lost, "note" in lost) == (any(row[3] for row in rows), any(row[5] for row in rows))
    assert ("order" in lost) == ([row[:3] for row in back] != [row[:3] for row in forms])


DEEP = "".join(f"{'  ' * depth}n{depth}:\n" for depth in range(10))


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _each_parser(request, monkeypatch):
    monkeypatch.setattr(quanteda_yaml, "_PARSER", getattr(yaml, request.param))


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a:\n- war\n- no\n", 3, "no is not text in YAML; put it in quotes"),
        ("a:\n- 2024\n", 2, "2024 is not text in YAML; put it in quotes"),
        ("a:\n- 2024-11-17\n", 2, "put it in quotes"),
        ("a:\n- ~\n", 2, "~ is not text in YAML; put it in quotes"),
        ("a:\n- y\n", 2, "y is not text in YAML; put it in quotes"),
        ("a:\n- war\nno:\n- war\n", 3, "no is not text in YAML; put it in quotes"),
        ("a:\n- war\nb:\nc: [x1]\n", 3, "no text where a name or pattern belongs; fill or remove it"),
        ("a:\n- war\n-\n", 3, "no text where a name or pattern belongs; fill or remove it"),
        ("a:\n- ' '\n", 2, "no text where a name or pattern belongs; fill or remove it"),
        ("a:\n- war\nb: [x1]\na:\n- peace\n", 4, "'a' stands there twice, first on line 1; join the two"),
        ("a:\n- *war\n", 2, "*war is an alias in YAML"),
        ("a:\n- *war*\n", 2, 'put patterns that hold marks into quotes, as in "*war*"'),
        ("a: &w\n- war\nb: *w\n", 1, "&w is an anchor in YAML"),
        ("a:\n- !!python/object:os.system war\n", 2, "tag:yaml.org,2002:python/object:os.system is a tag"),
        ("a:\n- !war\n", 2, "!war is a tag in YAML"),
        ("a: {<<: {b: c}}\n", 1, "<< is not text in YAML"),
        ("? [a]\n: [war]\n", 1, "a list stands for a name; put it in quotes"),
        ("a:\n- war: [x1\n", 3, "not YAML"),
        ("a:\n\t- war\n", 2, "indent with spaces"),
        ("- war\n- peace\n", 1, "no names of frames; begin each frame with its name and a colon"),
        ("# nothing\n", 1, "no names of frames; begin each frame with its name and a colon"),
        ("a: [war]\n---\nb: [war]\n", 3, "a second document begins; remove the --- line"),
        ("a:\n- w\x07ar\n", 2, "control character '\\x07'; remove it"),
        (DEEP + "  " * 10 + "- war\n", 11, "more than 10 levels; flatten the names"),
        ("a: " + "[" * 100_000, 1, "more than 10 levels; flatten the names"),
        ("a:\n" + "- war\n" * 900_000, 833_334, "more than 5 MB; split the dictionary into several files"),
        ("a:\n  war: 2\n", 2, "'war': 2 gives a word a weight; write the words of a frame as a list"),
        ("a:\n- war: 2.5\n", 2, "in a table with the columns frame, pattern, weight"),
        ("a:\n- '\u200b'\n", 2, "pattern is empty; fill it or remove the line"),
    ],
)
def test_unsafe_or_doubtful_yaml_is_refused_with_its_line(tmp_path, text, line, message):
    path = written(tmp_path / "d.yml", text)
    with pytest.raises(FramingError) as error:
        dictionary.read(path)
    assert message in str(error.value)
    assert str(error.value).startswith(f"{path}, line {line}: ") and "\n" not in str(error.value)


def test_ten_levels_are_read(tmp_path):
    text = DEEP.replace("n9:\n", "n9: war\n")
    assert dictionary.read(written(tmp_path / "d.yml", text))["subframe"].tolist() == [
        "n1.n2.n3.n4.n5.n6.n7.n8.n9"
    ]


def test_liwc_with_blanks_in_place_of_tabs_keeps_every_category_of_a_word(tmp_path):
    path = written(tmp_path / "d.dic", "%\n1 wet\n12 dry\n%\nrain* 1\nred tide 1 12\nroute 66 12\n99 1\n")
    assert dictionary.read(path)[["frame", "pattern"]].to_numpy().tolist() == [
        ["wet", "rain*"],
        ["wet", "red tide"],
        ["wet", "99"],
        ["dry", "red tide"],
        ["dry", "route 66"],
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("1\ta\n%\nwar\t1\n", 1, "not a LIWC dictionary"),
        ("%\n1\ta\nwar\t1\n", 1, "not a LIWC dictionary"),
        ("%\none\ta\n%\nwar\t1\n", 2, "not a category; write its number, a tab and its name"),
        ("%\n1\ta\n01\tb\n%\nwar\t1\n", 3, "number 1 or name 'b' stands there twice"),
        ("%\n1\ta\n2\ta\n%\nwar\t1\n", 3, "number 2 or name 'a' stands there twice"),
        ("%\n1\ta\n%\nwar\n", 4, "no word with a category; write a word, a tab and a number"),
        ("%\n1\ta\n%\n\t1\n", 4, "no word with a category; write a word, a tab and a number"),
    ],
)
def test_doubtful_liwc_is_refused_with_its_line(tmp_path, text, line, message):
    path = written(tmp_path / "d.dic", text)
    with pytest.raises(FramingError) as error:
        dictionary.read(path)
    assert message in str(error.value)
    assert str(error.value).startswith(f"{path}, line {line}: ") and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("d.yml", "a: []\nb: [war]\n", "d.yml: left out: 'a' (line 1): it has no patterns"),
        ("d.dic", "%\n1\ta\n2\tb\n%\nwar\t2\n", "d.dic: left out: 'a' (line 2): it has no words"),
        ("d.yml", "b: [War, war]\n", "d.yml: left out: 'war' (line 1): repeated under the same name"),
        ("d.csv", "frame,pattern\nb,war\nb,WAR\n", "d.csv: left out: 'WAR' (line 3): repeated under the"),
        (
            "d.dic",
            "%\n1\tb\n%\nwar\t1\t7\nkind\t<of>1/2\nlike <of>\t1\nWar\t(02 134)125/464\t1\n",
            "d.dic: left out: 'war 7' (line 4): its category is not between the two lines %; add it there; "
            "'kind <of>1/2' (line 5), 'like <of> 1' (line 6), 'War (02 134)125/464' (line 7): has a "
            "condition on the words beside it, which only LIWC knows; 'War' (line 7): repeated under",
        ),
    ],
)
def test_what_is_left_out_is_told_in_one_warning(tmp_path, name, text, message):
    with pytest.warns(UserWarning) as said:
        read = dictionary.read(written(tmp_path / name, text))
    assert len(said) == 1 and str(said[0].message).removeprefix(f"{tmp_path}/").startswith(message)
    assert read.equals(table([("b", "", "war", "", "", "")]))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("d.txt", "war\npeace\n", "d.txt: not a dictionary; save it as CSV"),
        ("d.csv", "frame,colour\na,war\n", "column 'pattern' is missing"),
        ("d.csv", "frame,pattern\na,war\na,\n", "row 3: pattern is empty; fill it or remove the row"),
        ("no_such.csv", None, "no_such.csv: the dictionary cannot be read, as there is no such file"),
        ("d.dic", b"PK\x03\x04 word/document.xml", "not a spreadsheet that can be read"),
    ],
)
def test_what_is_no_dictionary_is_refused(tmp_path, name, text, message):
    if text is not None:
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(FramingError) as error:
        dictionary.read(tmp_path / name)
    assert message in str(error.value)
