"""Scoring of large inputs: the same result from every format, after a kill, and on any number of workers."""

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest

from framing import cli, dictionary, paths
from framing.errors import FramingError
from framing.reading import blocks as inputs
from framing.reading import table_files
from framing.scale import origins, progress
from framing.scale import score as scale
from framing.text.normalise import normalise
from framing.text.tokens import is_word, words

FORMATS = ["jsonl", "csv", "parquet"]
KEYS = ["escalation", "deterrence"]
TABLE = dictionary.from_nested(
    {"escalation": ["escalat*", "red line*"], "deterrence": ["deter*", "red line"]}
).assign(unless=["", "thin red line", "", ""])
WORDS = [
    "red",
    "line",
    "lines",
    "thin",
    "Deter’s",
    "deterred,",
    "escalating.",
    "not",
    "naïve\u00a0war",
    "“U.S.”",
]


def texts_of(n, seed=1):
    draw = random.Random(seed)
    return [draw.choice(" \n").join(draw.choices(WORDS, k=draw.randrange(40))) for _ in range(n)]


def write(path, texts, first=0):
    names = [f"é{first + n}" for n in range(len(texts))]
    if path.suffix == ".jsonl":
        rows = [json.dumps({"doc_id": n, "x": 1, "text": t}) for n, t in zip(names, texts, strict=True)]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text", "doc_id"), *zip(texts, names, strict=True)])
    else:
        pytest.importorskip("pyarrow")
        pd.DataFrame({"text": texts, "doc_id": names}).to_parquet(path, index=False)
    return path


def results(out):
    read = {".csv": pd.read_csv, ".parquet": pd.read_parquet}
    parts = sorted(out.glob("part-*"))
    return pd.concat([read[part.suffix](part) for part in parts], ignore_index=True)


def contents(out):
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.name.startswith("part-")}


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(inputs, "BLOCK_BYTES", 2_000)
    monkeypatch.setattr(inputs, "MOST_ROWS", 30)


def test_the_path_of_a_dictionary_counts_as_its_table_and_needs_no_pandas(tmp_path):
    pytest.importorskip("pyarrow")
    source = write(tmp_path / "a.parquet", texts_of(40))
    (tmp_path / "d.csv").write_text("frame,pattern,unless\nsea,Deter’s,\nsky,red line*,thin red line\n")
    code = (
        "import sys; from pathlib import Path; from framing.scale import score as scale\n"
        "here = Path(sys.argv[1])\n"
        "scale.score([here / 'a.parquet'], here / 'd.csv', here / 'path')\n"
        "assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    scale.score([source], dictionary.read(tmp_path / "d.csv"), tmp_path / "table")
    assert contents(tmp_path / "path") == contents(tmp_path / "table")
    assert results(tmp_path / "path")[["sea", "sky"]].sum().gt(0).all()


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_format_gives_the_counts_of_the_texts(tmp_path, kind, form):
    pytest.importorskip("pyarrow")
    texts = texts_of(120)
    files = [write(tmp_path / f"a.{kind}", texts[:70]), write(tmp_path / f"b.{kind}", texts[70:], first=70)]
    summary = scale.score(files, TABLE, tmp_path / "out", form=form, detail=True)
    found = results(tmp_path / "out")
    assert summary.documents == 120
    assert summary.parts > 3
    assert found["doc_id"].tolist() == [f"é{n}" for n in range(120)]
    token_lists = [words(normalise(text)) for text in texts]
    assert found["n_words"].tolist() == [sum(map(is_word, tokens)) for tokens in token_lists]
    counts = dictionary.count(token_lists, TABLE, detail=True)
    for column, suffix in [("n", ""), ("n_set_aside", " set aside"), ("n_negated", " negated")]:
        wide = counts.pivot_table(index="doc", columns="key", values=column)[KEYS]
        assert found[[f"{key}{suffix}" for key in KEYS]].to_numpy().tolist() == wide.to_numpy().tolist()


@pytest.mark.usefixtures("small_blocks")
def test_two_workers_give_the_bytes_of_one(tmp_path):
    file = write(tmp_path / "a.jsonl", texts_of(200))
    scale.score([file], TABLE, tmp_path / "one", form="csv")
    scale.score([file], TABLE, tmp_path / "two", form="csv", workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("kind", FORMATS)
def test_a_rerun_makes_only_what_is_missing(tmp_path, kind):
    out, file = tmp_path / "out", write(tmp_path / f"a.{kind}", texts_of(200))
    whole = scale.score([file], TABLE, out, form="csv")
    before = contents(out)
    (out / "part-000001.csv").unlink()
    (out / "part-000003.csv").unlink()
    again = scale.score([file], TABLE, out, form="csv", workers=2)
    assert (again.made, again.parts) == (2, whole.parts)
    assert contents(out) == before
    assert scale.score([file], TABLE, out, form="csv").made == 0


def test_a_killed_run_goes_on_where_it_stopped(tmp_path):
    file = write(tmp_path / "a.jsonl", texts_of(4_000))
    script = tmp_path / "run.py"
    script.write_text(
        "import sys, time\nfrom pathlib import Path\nfrom framing import dictionary\n"
        "from framing.reading import blocks as inputs\n"
        "from framing.scale import score as scale, workers\n"
        "inputs.BLOCK_BYTES = 20_000\n"
        "slow = workers.documents\n"
        "workers.documents = lambda *given: (time.sleep(float(sys.argv[3])), slow(*given))[1]\n"
        "table = dictionary.from_nested({'f': ['deter*', 'red line']})\n"
        "scale.score([Path(sys.argv[1])], table, Path(sys.argv[2]), form='csv', workers=2)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(paths.ROOT / "analysis")}

    def start(out, wait):
        command = [sys.executable, str(script), str(file), str(out), wait]
        return subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)

    assert start(tmp_path / "whole", "0").wait() == 0
    killed = start(tmp_path / "killed", "0.2")
    while (
        killed.poll() is None
        and len(contents(tmp_path / "killed") if (tmp_path / "killed").is_dir() else ()) < 3
    ):
        time.sleep(0.02)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    kept = contents(tmp_path / "killed")
    assert 3 <= len(kept) < len(contents(tmp_path / "whole"))
    assert start(tmp_path / "killed", "0").wait() == 0
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")
    assert contents(tmp_path / "killed") | kept == contents(tmp_path / "killed")


def test_a_rerun_with_something_else_is_refused(tmp_path):
    out, file = tmp_path / "out", write(tmp_path / "a.jsonl", texts_of(5))
    scale.score([file], TABLE, out, form="csv")
    for changed in ({"level": 2, "detail": True}, {"text_column": "doc_id"}, {"sentiment": True}):
        with pytest.raises(FramingError, match=r"begun with other .*options.*--out"):
            scale.score([file], TABLE, out, form="csv", **changed)
    with pytest.raises(FramingError, match="begun with other dictionary"):
        scale.score([file], TABLE.head(2), out, form="csv")
    write(file, texts_of(6))
    with pytest.raises(FramingError, match="begun with other inputs"):
        scale.score([file], TABLE, out, form="csv")
    assert len(contents(out)) == 1


def test_a_rerun_by_other_rules_for_sentences_is_refused(tmp_path, monkeypatch):
    file = write(tmp_path / "a.jsonl", texts_of(5))
    scale.score([file], TABLE, tmp_path / "out", form="csv")
    monkeypatch.setattr(origins, "SPLIT_VERSION", origins.SPLIT_VERSION - 1)
    with pytest.raises(FramingError, match="begun with other rules"):
        scale.score([file], TABLE, tmp_path / "out", form="csv")


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("")
    with pytest.raises(FramingError, match="holds files of something else"):
        scale.score([write(tmp_path / "a.jsonl", ["x"])], TABLE, tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", '{"doc_id": 1, "text": "x"}\n{"doc_id": 2,\n', "a.jsonl, line 2: not JSON"),
        ("a.jsonl", "\n[1]\n", "a.jsonl, item 1: not a JSON object"),
        (
            "a.jsonl",
            '{"doc_id": 1}\n',
            "a.jsonl: no column is known to hold the text; .*--text-column.*'doc_id'",
        ),
        ("a.jsonl", b'{"doc_id": 1, "text": "\xff"}\n', "line 1: not JSON"),
        ("a.csv", "doc_id,txt\n1,x\n", "a.csv: no column is known to hold the text"),
        ("a.csv", "doc_id,text\n1,x\n2,x,y\n", "a.csv, line 3: 3 cells, not 2"),
        ("a.csv", 'doc_id,text\n1,"x\n', "a.csv, line 2: not CSV"),
        ("a.csv", b"doc_id,text\n1,\xff\xfe\xfd\xfc\n", "a.csv: not UTF-8"),
        ("a.parquet", "PAR", "a.parquet: not a Parquet file"),
        ("a.txt", "x", "a.txt: not a kind of file that is read here; use one of .jsonl"),
        (None, "", "there is no such file"),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_what_cannot_be_read_is_named_with_its_line(tmp_path, name, content, message, workers):
    path = tmp_path / (name or "none.csv")
    if name:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FramingError, match=message):
        scale.score([path], TABLE, tmp_path / "out", form="csv", workers=workers)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_row_loses_nothing_that_was_made_before(tmp_path, workers):
    file = write(tmp_path / "a.jsonl", texts_of(200))
    good = file.read_text(encoding="utf-8")
    file.write_text(good + "{\n", encoding="utf-8")
    with pytest.raises(FramingError, match="line 201: not JSON"):
        scale.score([file], TABLE, tmp_path / "out", form="csv", workers=workers)
    scale.score([write(tmp_path / "b.jsonl", texts_of(200))], TABLE, tmp_path / "good", form="csv")
    made, whole = contents(tmp_path / "out"), contents(tmp_path / "good")
    assert len(made) >= len(whole) - 1
    assert all(whole[name] == part for name, part in made.items())


def test_a_field_longer_than_the_limit_is_an_error_and_a_long_one_is_not(tmp_path, monkeypatch):
    limit = csv.field_size_limit()
    file = write(tmp_path / "a.csv", ["deter " * 50_000])
    scale.score([file], TABLE, tmp_path / "out", form="csv")
    assert results(tmp_path / "out")["deterrence"].tolist() == [50_000]
    monkeypatch.setattr(table_files, "LONGEST_FIELD", 1_000)
    with pytest.raises(FramingError, match=r"a\.csv, line 2: .*field larger than field limit"):
        scale.score([file], TABLE, tmp_path / "other", form="csv")
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"doc_id": ["a"], "text": [1]}, "column 'text' holds int64, not text"),
        ({"doc_id": ["a"], "words": ["x"]}, "no column is known to hold the text; .*'words'"),
    ],
)
def test_parquet_that_is_not_text_is_named(tmp_path, columns, message):
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    pd.DataFrame(columns).to_parquet(path, index=False)
    with pytest.raises(FramingError, match=message):
        scale.score([path], TABLE, tmp_path / "out")


def test_parquet_names_may_be_numbers_and_texts_may_be_categories(tmp_path):
    pytest.importorskip("pyarrow")
    table = pd.DataFrame({"n": [7, 8], "body": pd.Categorical(["deter", "deter"])})
    table.to_parquet(tmp_path / "a.parquet", index=False)
    columns = {"id_column": "n", "text_column": "body"}
    scale.score([tmp_path / "a.parquet"], TABLE, tmp_path / "out", **columns)
    found = results(tmp_path / "out")
    assert found[["doc_id", "deterrence"]].to_numpy().tolist() == [["7", 1], ["8", 1]]


def test_empty_inputs_and_odd_texts(tmp_path):
    empty = [write(tmp_path / f"empty.{kind}", []) for kind in ("jsonl", "csv")]
    odd = tmp_path / "odd.jsonl"
    odd.write_bytes(
        b'\xef\xbb\xbf{"doc_id": 3, "text": "\\ud800 deter\\u0000 deter"}\r\n\r\n{"doc_id": 4, "text": ""}'
    )
    nothing = scale.score(empty, TABLE, tmp_path / "none", form="csv")
    assert (nothing.documents, nothing.parts) == (0, 1)
    assert results(tmp_path / "none").columns.tolist() == ["doc_id", "n_words", *KEYS]
    assert [(row.kind, row.outcome) for row in nothing.report.rows[:2]] == [("file", "left out")] * 2
    assert nothing.report.lines[-1] == "0 rows seen: 0 documents read, 0 left out"
    scale.score([*empty, odd], TABLE, tmp_path / "out", form="csv")
    assert results(tmp_path / "out")[["doc_id", "n_words", "deterrence"]].to_numpy().tolist() == [
        [3, 2, 2],
        [4, 0, 0],
    ]


def test_a_frame_that_would_hide_a_column_is_refused(tmp_path):
    table = dictionary.from_nested({"n_words": ["a"]})
    with pytest.raises(FramingError, match="two columns 'n_words'"):
        scale.score([write(tmp_path / "a.jsonl", ["x"])], table, tmp_path / "out")
    table = dictionary.from_nested({"compound": ["a"]})
    with pytest.raises(FramingError, match="'compound' would be taken for sentiment; give that frame"):
        scale.score([tmp_path / "a.jsonl"], table, tmp_path / "out")


def test_sentiment_is_the_mean_of_the_sentences(tmp_path):
    file = write(tmp_path / "a.jsonl", ["What a splendid truce. It rained.\n\nA horrible war.", ""])
    scale.score([file], TABLE, tmp_path / "out", form="csv", sentiment=True)
    from framing.sentiment.scorers import score

    compounds = score(["What a splendid truce.", "It rained.", "A horrible war."])["compound"]
    found = results(tmp_path / "out")["compound"]
    assert found[0] == pytest.approx(compounds.mean() / 10_000)
    assert pd.isna(found[1])


def test_progress_says_rate_and_time_left(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "PROGRESS_SECONDS", 0.0)
    lines = []
    scale.score(
        [write(tmp_path / "a.jsonl", texts_of(9))], TABLE, tmp_path / "out", form="csv", progress=lines.append
    )
    assert lines[-1].startswith("100 %, 9 documents, ")
    assert "minutes left" in lines[-1]


def test_nothing_is_printed_unless_progress_is_asked_for(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(progress, "PROGRESS_SECONDS", 0.0)
    scale.score([write(tmp_path / "a.jsonl", texts_of(9))], TABLE, tmp_path / "out", form="csv")
    assert capfd.readouterr() == ("", "")


def test_progress_never_passes_its_end(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(progress, "PROGRESS_SECONDS", 0.0)
    lines = []
    files = [write(tmp_path / f"a.{kind}", texts_of(3)) for kind in FORMATS]
    scale.score(files, TABLE, tmp_path / "out", form="csv", progress=lines.append)
    shares = [int(line.split(" %")[0]) for line in lines]
    assert shares == sorted(shares)
    assert shares[-1] == 100
    # a file that grows while it is read
    say = progress.reporter(100, lines.append)
    say(1, 150)
    assert lines[-1].startswith("100 %, 1 documents, ")
    assert lines[-1].endswith(", 0.0 minutes left")


def table_of(out):
    with (out / "_reading.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_read_and_left_out_makes_up_what_was_seen(tmp_path, workers):
    rows = [{"doc_id": n, "text": None if n % 7 == 0 else "a calm sea"} for n in range(100)]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "b.csv").write_text("doc_id,text\n3,the sea\n,\nx,\n", encoding="utf-8")
    done = scale.score([file, tmp_path / "b.csv"], TABLE, tmp_path / "out", form="csv", workers=workers)
    # 15 of 100 are null; b has one text, and one row whose text is empty
    lines = done.report.lines
    assert lines[1].startswith(f"2 files seen: 2 read ({file}, ")
    assert lines[2] == "87 documents read, 257 words"
    assert lines[-1] == "102 rows seen: 87 documents read, 15 left out"
    assert f"left out, 15 rows: {file}: 1, " in " ".join(lines)
    table = table_of(tmp_path / "out")
    assert [row["item"] for row in table if row["outcome"] == "left out"] == [
        str(n) for n in range(1, 101, 7)
    ]
    assert [row["documents"] for row in table if row["outcome"] == "read"] == ["85", "2"]
    said = " ".join(done.report.lines)
    assert "1 name stands twice or more often ('3')" in said
    assert "1 of its documents hold no word" in said
    again = scale.score([file, tmp_path / "b.csv"], TABLE, tmp_path / "out", form="csv", workers=workers)
    assert (again.made, again.report) == (0, done.report)


def test_patterns_never_found_are_named_and_zero_hits_said_with_the_dictionary(tmp_path):
    (tmp_path / "d.csv").write_text(
        "frame,pattern,unless\nsea,tide*,\nsky,cloud,\nsky,red line,red line of\n"
    )
    found = write(tmp_path / "a.jsonl", ["the tides", "a red line of ink"])
    lines = scale.score([found], tmp_path / "d.csv", tmp_path / "one", form="csv").report.lines
    # what is set aside was found
    assert lines[3:] == ["1 of 3 patterns never found: 'cloud'", "2 rows seen: 2 documents read, 0 left out"]
    none = write(tmp_path / "b.jsonl", ["calm"])
    lines = scale.score([none], tmp_path / "d.csv", tmp_path / "none", form="csv").report.lines
    assert lines[3] == "3 of 3 patterns never found: 'tide*', 'cloud', 'red line'"
    assert lines[4].startswith(f"no hit in any text of any pattern of {tmp_path / 'd.csv'}")
    assert [row["item"] for row in table_of(tmp_path / "none")][1:] == ["tide*", "cloud", "red line"]


def test_an_encoding_for_no_file_and_an_option_that_would_do_nothing_are_refused(tmp_path, capsys):
    source = write(tmp_path / "a.csv", ["wet"])
    with pytest.raises(FramingError, match=r"--encoding b\.csv=cp1251: there is no file 'b\.csv'"):
        scale.score([source], TABLE, tmp_path / "out", encoding=["b.csv=cp1251"])
    scale.score([source], TABLE, tmp_path / "out", encoding=["a.csv=cp1252"])
    with pytest.raises(SystemExit):
        cli.main({}, None, ["score", str(source), "--dictionary", "d", "--out", "o", "--drop-versions"])
    assert "unrecognized arguments: --drop-versions" in capsys.readouterr().err


def test_what_is_left_out_of_a_dictionary_stands_in_the_report(tmp_path):
    (tmp_path / "d.dic").write_text("%\n1\tsea\n%\ntide*\t1\ntide*\t1\nebb\t<of>1\n")
    with pytest.warns(UserWarning, match="left out: 'ebb <of>1' .* 'tide\\*'"):
        done = scale.score([write(tmp_path / "a.csv", ["tides"])], tmp_path / "d.dic", tmp_path / "out")
    rows = [row for row in table_of(tmp_path / "out") if row["source"] == "dictionary"]
    assert [(row["kind"], row["item"], row["outcome"]) for row in rows] == [
        ("code", "ebb <of>1", "left out"),
        ("pattern", "tide*", "left out"),
    ]
    assert "left out, 1 pattern: dictionary: tide*: repeated under the same name" in done.report.lines


def test_a_folder_is_read_where_it_is_asked_for_and_what_is_no_table_is_named(tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    write(folder / "b.csv", ["deter"])
    write(folder / "deep" / "a.jsonl", ["deters"], first=1)
    (folder / "notes.txt").write_text("It rained.")
    (folder / ".hidden.csv").write_text("doc_id,text\n1,wet\n")
    (folder / "other.csv").write_text("place,depth\nbay,3\n")
    os.mkfifo(folder / "pipe.csv")
    with pytest.raises(FramingError, match=r"in: a folder; name the tables in it, .*--folders .*'b\.csv'"):
        scale.score([folder], TABLE, tmp_path / "none")
    out = folder / "out"
    scale.score([folder], TABLE, out, form="csv", folders=True)
    assert results(out)[["doc_id", "deterrence"]].to_numpy().tolist() == [["é0", 1], ["é1", 1]]
    outcomes = [row["outcome"] for row in table_of(out) if row["kind"] == "file"]
    assert sorted(outcomes) == ["left out"] * 4 + ["read"] * 2
    reasons = {row["item"]: row["reason"] for row in table_of(out) if row["outcome"] == "left out"}
    assert reasons[".hidden.csv"] == "a hidden file"
    assert reasons["notes.txt"] == "not a table of a kind that is read here"
    assert reasons["other.csv"].startswith("no column is known to hold the text")
    assert reasons["pipe.csv"].startswith("not a file, but a folder, pipe or device")
    # what it wrote is no input of a second run
    assert scale.score([folder], TABLE, out, form="csv", folders=True).made == 0
    (tmp_path / "empty").mkdir()
    with pytest.raises(FramingError, match="empty: no table of documents in this folder"):
        scale.score([tmp_path / "empty"], TABLE, tmp_path / "none", folders=True)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("workers", [1, 2])
def test_matches_are_those_that_locate_finds_with_their_tokens(tmp_path, form, workers):
    pytest.importorskip("pyarrow")
    # matches that begin within what stands between two blanks too
    texts = [*texts_of(150, seed=4), '("red line"),deters', "war(deters);deterred", ""]
    options = {"form": form, "workers": workers, "matches": True}
    scale.score([write(tmp_path / "a.jsonl", texts)], TABLE, tmp_path / "out", **options)
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet}[form]
    found = pd.concat(map(read, sorted((tmp_path / "out" / "_matches").iterdir())), ignore_index=True)
    token_lists = [words(normalise(text)) for text in texts]
    expected = dictionary.locate(token_lists, TABLE)
    assert found["doc_id"].tolist() == [f"é{doc}" for doc in expected["doc"]]
    for column in ("first", "last", "key", "pattern", "set_aside"):
        assert found[column].tolist() == expected[column].tolist(), column
    spans = zip(expected["doc"], expected["first"], expected["last"], strict=True)
    assert found["tokens"].tolist() == [" ".join(token_lists[d][a : z + 1]) for d, a, z in spans]
    counted = found[found["set_aside"] == 0].groupby("key").size()
    assert counted[KEYS].tolist() == results(tmp_path / "out")[KEYS].sum().tolist()


def test_a_run_with_matches_makes_those_that_are_missing_with_their_part(tmp_path):
    file, out = write(tmp_path / "a.jsonl", texts_of(5)), tmp_path / "out"
    scale.score([file], TABLE, out, form="csv", matches=True)
    before = (out / "_matches" / "matches-000000.csv").read_bytes()
    (out / "part-000000.csv").unlink()
    (out / "_matches" / "matches-000000.csv").unlink()
    assert scale.score([file], TABLE, out, form="csv", matches=True).made == 1
    assert (out / "_matches" / "matches-000000.csv").read_bytes() == before
    with pytest.raises(FramingError, match="begun with other options"):
        scale.score([file], TABLE, out, form="csv")


def test_names_and_tokens_that_a_spreadsheet_would_run_are_made_harmless_in_csv(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"doc_id": "=1+1", "text": "deter"}\n{"doc_id": "-3", "text": "deter"}\n')
    scale.score([file, file], TABLE, tmp_path / "out", form="csv", matches=True)
    lines = (tmp_path / "out" / "part-000000.csv").read_text().split("\n")
    assert [line.split(",")[0] for line in lines[1:3]] == ["'=1+1", "-3"]
    assert (tmp_path / "out" / "_matches" / "matches-000000.csv").read_text().count("'=1+1") == 1
    assert any("'=1+1'" in row["reason"] for row in table_of(tmp_path / "out"))


def test_a_score_loads_neither_pandas_nor_what_draws(tmp_path):
    pytest.importorskip("pyarrow")
    source = write(tmp_path / "a.parquet", ["a red line", None])
    (tmp_path / "d.csv").write_text("frame,pattern\nsea,red line\n")
    code = (
        "import sys, pipeline\n"
        "assert pipeline.main(['score', *sys.argv[1:], '--matches']) == 0\n"
        "assert not {'pandas', 'matplotlib', 'scipy', 'nltk'} & {*sys.modules}"
    )
    environment = os.environ | {"PYTHONPATH": str(paths.ROOT / "analysis")}
    given = [source, "--dictionary", tmp_path / "d.csv", "--out", tmp_path / "out"]
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, given)],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    assert "2 rows seen: 1 documents read, 1 left out" in done.stdout


@pytest.mark.parametrize(("encoding", "shown"), [("cp1252", r"\u043c\u0438\u0440*"), ("utf-8", "мир*")])
def test_a_console_of_another_encoding_shows_escapes(tmp_path, encoding, shown):
    (tmp_path / "d.csv").write_text("frame,pattern\nмир,мир*\n", encoding="utf-8")
    given = [
        write(tmp_path / "a.csv", ["calm"]),
        "--dictionary",
        tmp_path / "d.csv",
        "--out",
        tmp_path / "out",
    ]
    script = paths.ROOT / "analysis" / "pipeline.py"
    environment = os.environ | {"PYTHONPATH": str(script.parent), "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, script, "score", *given], check=False, env=environment, capture_output=True
    )
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0)
    assert f"1 of 1 patterns never found: '{shown}'" in done.stdout.decode(encoding)


def test_what_is_wrong_with_an_input_is_one_line_however_long_the_input(tmp_path, capsys):
    import pipeline

    (tmp_path / "d.csv").write_text("frame,pattern\nsea,tide\n")
    for name, content in {
        "wide.csv": ",".join(f"{'c' * 99}{n}" for n in range(50_000)) + "\n",
        "deep.jsonl": '{"text":' * 50_000,
        "long.jsonl": '{"text": "' + "\\x" * 1_000_000,
    }.items():
        (tmp_path / name).write_text(content)
        given = ["score", tmp_path / name, "--dictionary", tmp_path / "d.csv", "--out", tmp_path / "out"]
        assert pipeline.main(map(str, given)) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"error: {tmp_path / name}")
        assert said.count("\n") == 1
        assert len(said) < 4_100
        assert not (tmp_path / "out").exists()
