"""Dictionaries of other programs in their own layout: what is read, with what weight, what is left out."""

import os
import warnings

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import FramingError, dictionary
from framing.dictionary import formats
from framing.dictionary.lint import lint
from made_files import spreadsheet

LC3 = "+WET WEATHER\nRain*\ndrizzle \n\n+DRY\ndust storm\n+NONE\n"
CAT = (
    "WEATHER\n\tWET\n\t\tRAIN* (1)\n\t\tDEW_POINT (0.5)\n\t@NEARBY [RAIN NEAR #WET /C 5]\n\tFOG (1)\n\tNONE\n"
    "SOIL\n   \tCLAY (1)\n"
)
YKD = """<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
  <cnode name="Weather" desc="of a coast">
    <cnode name="WET" desc="">
      <pnode name="rain*"/>
      <pnode name="dew &amp; fog" score="2.5"/>
    </cnode>
    <cnode name="NONE" desc=""/>
  </cnode>
</dictionary>
"""
LCD = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<dictionary style="Lexicoder" name="weather"><cnode name="wet"><pnode name=" rain "></pnode></cnode>
<cnode name="dry"><pnode name="dust storm"></pnode></cnode></dictionary>
"""
DICX = 'DicTerm,wet.light,dry,none\nRain*,X,,\ndew,x,,\n"sun, sand",,X,\nfog,,,\n'
WEIGHTED = "DicTerm,wet,dry\nrain,0.7,0.0\ndust,-0.25,1\n"
WIDE = "Term;Wet;Dry;Source;;\nRain;1;0;own;;\ndust;0;1;;;\n;;;;;\n"
LONG = "word\tCategory\tScore\nrain\twet\t2\ndust\tdry\t1\nsun\twet\t0\n"
INTENSITY = "word\temotion\temotion-intensity-score\nrain\twet\t0.7\ndust\tdry\t0.5\n"
AFFECT = "term\tscore\tAffectDimension\nrain\t0.7\twet\ndust\t0.5\tdry\n"
NO_HEADER = "rain\twet\t1\nrain\tdry\t0\ndust\tdry\t1\n"
EXCEL = "sep=;\r\nFrame;PATTERN;Unless;;\r\nwet;Rain*;rainbow | rain dance;;\r\ndry;dust;;;\r\n"


@pytest.mark.parametrize("ending", [None, ".txt"])
@pytest.mark.parametrize(
    "case",
    [
        (
            ".lc3",
            LC3,
            [("WET WEATHER", "", "rain*"), ("WET WEATHER", "", "drizzle"), ("DRY", "", "dust storm")],
            1,
        ),
        (
            ".cat",
            CAT,
            [
                ("WEATHER", "WET", "rain*"),
                ("WEATHER", "WET", "dew point", 0.5),
                ("WEATHER", "", "fog"),
                ("SOIL", "", "clay"),
            ],
            2,
        ),
        (".ykd", YKD, [("Weather", "WET", "rain*"), ("Weather", "WET", "dew & fog", 2.5)], 1),
        (".lcd", LCD, [("wet", "", "rain"), ("dry", "", "dust storm")], 0),
        (".dicx", DICX, [("wet.light", "", "rain*"), ("wet.light", "", "dew"), ("dry", "", "sun, sand")], 2),
        (".dicx", WEIGHTED, [("wet", "", "rain", 0.7), ("wet", "", "dust", -0.25), ("dry", "", "dust")], 0),
        (".csv", WIDE, [("Wet", "", "rain"), ("Dry", "", "dust")], 1),
        (".tsv", LONG, [("wet", "", "rain", 2), ("dry", "", "dust")], 0),
        (".txt", NO_HEADER, [("wet", "", "rain"), ("dry", "", "dust")], 0),
        (".txt", INTENSITY, [("wet", "", "rain", 0.7), ("dry", "", "dust", 0.5)], 0),
        (".txt", AFFECT, [("wet", "", "rain", 0.7), ("dry", "", "dust", 0.5)], 0),
        (".csv", EXCEL, [("wet", "", "rain*"), ("dry", "", "dust")], 0),
        (".csv", "\ufeff" + EXCEL.replace(";", "\t"), [("wet", "", "rain*"), ("dry", "", "dust")], 0),
        (
            ".json",
            '{"wet": {"light": ["dew", "fog"]}}',
            [("wet", "light", "dew"), ("wet", "light", "fog")],
            0,
        ),
    ],
)
def test_each_layout_is_told_by_its_content(tmp_path, case, ending):
    own, text, rows, left = case
    path = tmp_path / f"d{ending or own}"
    path.write_text(text, encoding="utf-8", newline="")
    read = formats.contents(path)
    found = [(row.frame, row.subframe, row.pattern, row.weight) for row in read.rows]
    assert found == [(*row[:3], row[3] if len(row) > 3 else 1) for row in rows]
    assert len(read.notes) == left
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = dictionary.read(path)
    assert ("weight" in table) == any(len(row) > 3 for row in rows)
    if text == EXCEL:
        assert table["unless"].tolist() == ["rainbow | rain dance", ""]


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".dic", "%\r1\twet\r2\tdry\r%\rrain\t1\rdust\t2\r"),
        (".lc3", "+wet\rrain\r+dry\rdust\r"),
        (".cat", "wet\r\train (1)\rdry\r\tdust (1)\r"),
        (".yml", "wet:\r  - rain\rdry:\r  - dust\r"),
        (".csv", "frame,pattern\rwet,rain\rdry,dust\r"),
        (
            ".ykd",
            '<dictionary>\r<cnode name="wet"><pnode name="rain"/></cnode>\r<cnode name="dry">\r'
            '<pnode name="dust"/></cnode></dictionary>',
        ),
    ],
)
def test_line_ends_of_old_macintosh_programs_are_line_ends(tmp_path, ending, text):
    path = tmp_path / f"d{ending}"
    path.write_bytes(text.encode())
    assert [(row.frame, row.pattern) for row in formats.contents(path).rows] == [
        ("wet", "rain"),
        ("dry", "dust"),
    ]


def test_what_other_programs_hold_and_is_not_read_is_named(tmp_path):
    path = tmp_path / "d.cat"
    path.write_text(CAT, encoding="utf-8")
    with pytest.warns(UserWarning) as said:
        dictionary.read(path)
    assert [str(one.message) for one in said] == [
        f"{path}: left out: '@NEARBY [RAIN NEAR #WET /C 5]' (line 5): is a rule, which only WordStat "
        "applies; 'WEATHER.NONE' (line 7): it has no words"
    ]
    path = tmp_path / "d.csv"
    path.write_text(WIDE + "#dew;1;0;own;;\n", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"'column Source' \(line 1\): .* can match nothing: '#dew'"):
        dictionary.read(path)


def test_a_spreadsheet_is_read_as_its_first_sheet(tmp_path):
    words = ((None, None, None), ("Word", "wet", "dry"), ("rain*", 1, None), ("dust", 0, 0.5))
    (tmp_path / "d.xlsx").write_bytes(spreadsheet(("Words", words), ("more", [("x",)])))
    read = formats.contents(tmp_path / "d.xlsx")
    assert [(row.line, row.frame, row.pattern, row.weight) for row in read.rows] == [
        (3, "wet", "rain*", 1),
        (4, "dry", "dust", 0.5),
    ]
    assert [note[1:3] for note in read.notes] == [("part", "sheet more")]


FAULTS = [
    (
        "d.dic",
        "%\nx\n1\ta\n%\nwar\npeace\n\t1\n",
        "line 2: not a category; write its number, a tab and its name | "
        "line 5: no word with a category; write a word, a tab and a number (so too lines 6, 7)",
    ),
    (
        "d.yml",
        "a: [no, 12, war]\nb:\n- y\n",
        "line 1: no is not text in YAML; put it in quotes (so too lines 1, 3)",
    ),
    (
        "d.csv",
        "frame,pattern\n,war\na,\na,peace,x\n",
        "row 4: 3 cells where the header has 2; put a cell that holds",
    ),
    ("d.csv", "frame,pattern\n,war\na,\n", "row 2: frame is empty; fill it or remove the row (so too row 3)"),
    (
        "d.csv",
        "word,term,wet\na,b,1\n",
        "row 1: columns 'word' and 'term' may each hold the words; rename one",
    ),
    ("d.csv", "Wet,Dry\nrain,dust\n", "where columns are lists of words, give every word a row"),
    ("d.csv", "word,topic,emotion\na,b,c\n", "columns 'topic' and 'emotion' may each hold the categories"),
    ("d.csv", "Word,Wet,wet\na,1,\n", "row 1: column 'wet' stands there twice; remove one of the two"),
    (
        "d.lc3",
        "rain\n+\n",
        "line 1: a word above the first category; begin with a line +NAME | line 2: a + without",
    ),
    ("d.cat", "RAIN (1)\n", "line 1: a word above the first category; begin with the category"),
    (
        "d.ykd",
        "<dictionary>\n<pnode name='a'/>\n</dictionary>",
        "line 2: 'a' is in no category; put it into a cnode",
    ),
    ("d.ykd", "<dictionary><cnode name='a'></dictionary>", "line 1: not XML (mismatched tag)"),
    ("d.ykd", "<?xml version='1.0'?>\n<!DOCTYPE d [<!ENTITY a 'b'>]><d/>", "line 2: a document type"),
    ("d.ykd", "<dictionary/>", "line 1: no categories in it"),
    ("d.ykd", "<d>" + "<cnode name='a'>" * 5000, "not XML"),
    ("d.dic", "%\n" + "9" * 5000 + "\ta\n9\n%\n", "line 3: not a category"),
]


@pytest.mark.parametrize(("name", "text", "message"), FAULTS)
def test_all_faults_are_told_at_once_by_line(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FramingError) as error:
        dictionary.read(path)
    assert message in str(error.value) and str(error.value).startswith(str(path))
    assert "\n" not in str(error.value) and len(str(error.value)) < 1000


def test_many_faults_make_a_short_message(tmp_path):
    path = tmp_path / "d.dic"
    path.write_text("%\n1\ta\n%\n" + "war\n" * 1000, encoding="utf-8")
    with pytest.raises(FramingError, match=r"so too lines 5, 6, 7, 8 and 995 more\)$"):
        dictionary.read(path)


def test_a_device_or_pipe_is_refused_before_it_is_opened(tmp_path):
    os.mkfifo(tmp_path / "d.csv")
    for path in (tmp_path / "d.csv", tmp_path, "/dev/zero"):
        with pytest.raises(FramingError, match="cannot be read, as it is not a file"):
            dictionary.read(path)


@pytest.mark.parametrize(
    "text",
    [
        "%\n1\ta\n%\n" + "1 " * 200_000,
        "%\n1\ta\n%\n" + "war\t" + "(" * 300_000,
        "%\n1\ta\n%\n" + "war\t" + "( " * 150_000,
        "%\n1\ta\n%\nwar\t" + "1" * 300_000,
        "%\n" + "".join(f"{n}\tc{n}\n" for n in range(20_000)) + "%\nwar\t1\n",
        '{"a":' * 100_000,
        "a: " + "{a: " * 100_000,
        "<dictionary>" + "<cnode name='a'>" * 100_000,
        "+a\n" * 100_000 + "war\n",
        "a\n" + "".join("\t" * n + "b\n" for n in range(1, 800)) + "c (1)\n",
        "word," + ",".join(f"c{n}" for n in range(20_000)) + "\nwar,1\n",
        "frame,pattern\n" + "".join(f'a,"{"[(" * 2000}"\n' for _ in range(50)),
        "frame,pattern\n" + "".join(f'a,"{mark}{"a" * 200_000}"\n' for mark in "[({<&#^"),
        "frame,pattern\na," + "; ".join(["war"] * 50_000) + "\n",
    ],
)
def test_long_and_deep_files_are_read_or_refused_in_no_time(tmp_path, text):
    path = tmp_path / "d.txt"
    path.write_text(text, encoding="utf-8")
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            dictionary.read(path)
        assert all(len(str(one.message)) < 5000 for one in said)
    except FramingError as error:
        assert len(str(error)) < 2000


MARKS = st.sampled_from([*"%+<>/\"'{}[]():;,\t\n @#&*?|_-=01xX.éß\u00a0\u200b😀", "war", "frame", "pattern"])
WORDS = st.sampled_from(
    [
        "%\n1\ta\n%\n",
        "frame,pattern\n",
        "word;wet\n",
        "+A\n",
        "A\n\tB (1)\n",
        "<dictionary>",
        "<cnode name='a'>",
    ]
)
TEXTS = st.lists(MARKS | WORDS, max_size=25).map("".join)
NAMES = st.sampled_from(
    ["d.csv", "d.yml", "d.dic", "d.cat", "d.lc3", "d.ykd", "d.dicx", "d.xlsx", "d.txt", "d"]
)


@given(
    name=NAMES, data=TEXTS.map(str.encode) | st.binary(max_size=60) | TEXTS.map(lambda t: t.encode("utf-16"))
)
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_a_dictionary_or_refused(tmp_path_factory, name, data):
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            table = dictionary.read(path)
        except FramingError as error:
            assert str(path) in str(error)
            with pytest.raises(FramingError):
                lint(path)
            return
        assert isinstance(table, pd.DataFrame) and (table["pattern"] != "").all()
        lint(path)
        dictionary.count_texts(["war, a"], table)


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3),
        st.dictionaries(
            st.text("xyz", min_size=1, max_size=4), st.sampled_from([1.0, 0.5, -2.0]), min_size=1
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(deadline=None, max_examples=60)
def test_every_layout_of_one_dictionary_is_the_same_dictionary(tmp_path_factory, frames):
    words = sorted({word for of_frame in frames.values() for word in of_frame})
    layouts = {
        "d.dicx": "DicTerm,"
        + ",".join(frames)
        + "\n"
        + "".join(
            word + "," + ",".join(str(of_frame.get(word, "")) for of_frame in frames.values()) + "\n"
            for word in words
        ),
        "d.tsv": "word\tcategory\tweight\n"
        + "".join(
            f"{word}\t{frame}\t{n}\n" for frame, of_frame in frames.items() for word, n in of_frame.items()
        ),
        "d.cat": "".join(
            f"{frame}\n" + "".join(f"\t{word} ({n})\n" for word, n in of_frame.items())
            for frame, of_frame in frames.items()
        ),
        "d.ykd": "<dictionary>"
        + "".join(
            f"<cnode name='{frame}'>"
            + "".join(f"<pnode name='{w}' score='{n}'/>" for w, n in of_frame.items())
            + "</cnode>"
            for frame, of_frame in frames.items()
        )
        + "</dictionary>",
    }
    expected = sorted((frame, word, n) for frame, of_frame in frames.items() for word, n in of_frame.items())
    for name, text in layouts.items():
        path = tmp_path_factory.getbasetemp() / name
        path.write_text(text, encoding="utf-8")
        found = formats.contents(path).rows
        assert sorted((row.frame, row.pattern, row.weight) for row in found) == expected, name
