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

from framing import dictionary, paths
from framing.errors import FramingError
from framing.reading import blocks as inputs
from framing.scale import progress
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
    (out / ".part-000003.csv.half").write_text("half")
    again = scale.score([file], TABLE, out, form="csv", workers=2)
    assert (again.made, again.parts) == (2, whole.parts)
    assert contents(out) == before
    assert not list(out.glob(".part-*"))
    assert scale.score([file], TABLE, out, form="csv").made == 0


def test_a_killed_run_goes_on_where_it_stopped(tmp_path):
    file = write(tmp_path / "a.jsonl", texts_of(4_000))
    script = tmp_path / "run.py"
    script.write_text(
        "import sys, time\nfrom pathlib import Path\nfrom framing import dictionary\n"
        "from framing.reading import blocks as inputs\nfrom framing.scale import score as scale\n"
        "inputs.BLOCK_BYTES = 20_000\n"
        "slow = scale.documents\n"
        "scale.documents = lambda *given: (time.sleep(float(sys.argv[3])), slow(*given))[1]\n"
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
    monkeypatch.setattr(scale, "SPLIT_VERSION", scale.SPLIT_VERSION - 1)
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
        ("a.jsonl", "\n[1]\n", "a.jsonl, line 2: not a JSON object"),
        ("a.jsonl", '{"text": "x"}\n', "line 1: column 'doc_id' is missing; .*--id-column.*'text'"),
        ("a.jsonl", '{"doc_id": 1, "text": null}\n', "line 1: text is None, not text"),
        ("a.jsonl", '{"doc_id": 1.5, "text": ""}\n', "line 1: doc_id is 1.5; it must be"),
        ("a.jsonl", b'{"doc_id": 1, "text": "\xff"}\n', "line 1: not JSON"),
        ("a.csv", "doc_id,txt\n1,x\n", "line 1: column 'text' is missing"),
        ("a.csv", "doc_id,text\n1,x\n2,x,y\n", "a.csv, line 3: 3 cells, not 2"),
        ("a.csv", 'doc_id,text\n1,"x\n', "a.csv, line 2: not CSV"),
        ("a.csv", b"doc_id,text\n1,\xff\n", "a.csv, line 1: not CSV in UTF-8|a.csv, line 2"),
        ("a.csv", "", "column 'doc_id' is missing"),
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
    monkeypatch.setattr(inputs, "LONGEST_FIELD", 1_000)
    with pytest.raises(FramingError, match=r"a\.csv, line 2: .*field larger than field limit"):
        scale.score([file], TABLE, tmp_path / "other", form="csv")
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"doc_id": ["a", "b"], "text": ["x", None]}, "row 2: text is null"),
        ({"doc_id": ["a", None], "text": ["x", "y"]}, "row 2: doc_id is null"),
        ({"doc_id": ["a"], "text": [1]}, "column 'text' holds int64, not text"),
        ({"doc_id": ["a"], "body": ["x"]}, "column 'text' is missing; .*'body'"),
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
    assert scale.score(empty, TABLE, tmp_path / "none", form="csv").documents == 0
    scale.score([*empty, odd], TABLE, tmp_path / "out", form="csv")
    assert results(tmp_path / "out")[["doc_id", "n_words", "deterrence"]].to_numpy().tolist() == [
        [3, 2, 2],
        [4, 0, 0],
    ]


def test_a_frame_that_would_hide_a_column_is_refused(tmp_path):
    table = dictionary.from_nested({"n_words": ["a"]})
    with pytest.raises(FramingError, match="two columns 'n_words'"):
        scale.score([write(tmp_path / "a.jsonl", ["x"])], table, tmp_path / "out")


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
