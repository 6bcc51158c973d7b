"""The aggregate table of scoring: counted by hand, the same however the inputs are parted, and verified."""

import csv
import datetime
import json

import pandas as pd
import pytest

from framing import FramingError, dictionary
from framing.reading import blocks
from framing.scale import aggregate
from framing.scale import score as scale
from framing.scale.aggregate import AGGREGATE, COLUMNS
from framing.scale.manifest import verify

TABLE = dictionary.from_nested({"sea": ["tide*", "wave"], "sky": ["red line"]})
# outlet, date, text
ROWS = [
    ("Post", "2024-11-20", "the tide and a wave"),
    ("Gazette", "20. November 2024", "a red line"),
    ("Post", "20241103T08:00", "calm"),
    ("Post", "03/04/2024", "tides"),
    ("Post", None, "waves"),
    ("", "2023-01", "wave wave wave"),
]


def read(out):
    with (out / AGGREGATE).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == COLUMNS
    return rows


def write(path, rows, more=()):
    found = [{"id": f"d{n}", "Source": o, "pub_date": d, "text": t} for n, (o, d, t) in enumerate(rows)]
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in found))
    elif path.suffix == ".csv":
        pd.DataFrame(found).to_csv(path, index=False)
    else:
        pytest.importorskip("pyarrow")
        pd.DataFrame(found).astype(dict(more)).to_parquet(path, index=False)
    return path


BY_HAND = [
    ["", "2023-01", "sea", "1", "1", "3", "3", "9", "9", "9"],
    ["", "2023-01", "sky", "1", "0", "3", "0", "0", "0", "9"],
    ["Gazette", "2024-11", "sea", "1", "0", "3", "0", "0", "0", "9"],
    ["Gazette", "2024-11", "sky", "1", "1", "3", "1", "1", "3", "9"],
    ["Post", "", "sea", "2", "1", "2", "1", "1", "1", "2"],
    ["Post", "", "sky", "2", "0", "2", "0", "0", "0", "2"],
    ["Post", "2024-11", "sea", "2", "1", "6", "2", "4", "10", "26"],
    ["Post", "2024-11", "sky", "2", "0", "6", "0", "0", "0", "26"],
]


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("most", [1, 2, 4, 50])
def test_the_table_is_that_of_hand_in_every_format_and_partition(tmp_path, monkeypatch, kind, most):
    monkeypatch.setattr(blocks, "MOST_ROWS", most)
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 75 * most if kind == "jsonl" else 10_000)
    done = scale.score([write(tmp_path / f"a.{kind}", ROWS)], TABLE, tmp_path / "out", form="csv")
    assert done.parts > 1 or most > 5
    assert read(tmp_path / "out") == BY_HAND
    doubts = [line for line in done.report.lines if "no date that can be read" in line]
    assert len(doubts) == 1
    assert "row" in doubts[0]
    assert "and 1 more" in doubts[0]


def test_sentences_and_their_compounds_are_a_key_of_their_own(tmp_path):
    source = write(tmp_path / "a.jsonl", [("Post", "2024-11", "What a splendid truce. It rained.")])
    scale.score([source], TABLE, tmp_path / "out", sentiment=True)
    total = 5859
    row = ["Post", "2024-11", "compound", 1, "", 2, total, total**2, 2 * total, 4]
    assert list(map(str, row)) in read(tmp_path / "out")


def test_without_columns_of_outlet_and_date_all_is_one_group(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n1,tide\n2,a red line\n")
    scale.score([tmp_path / "a.csv"], TABLE, tmp_path / "out")
    assert [row[:5] for row in read(tmp_path / "out")] == [
        ["", "", "sea", "2", "1"],
        ["", "", "sky", "2", "1"],
    ]


def test_points_of_time_in_parquet_are_read_as_their_months(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    days = [datetime.date(2024, 2, 29), None]
    times = [datetime.datetime(2023, 12, 31, 23), datetime.datetime(2024, 1, 1)]
    for name, values, kind in [("a", days, pa.date32()), ("b", times, pa.timestamp("ns"))]:
        table = pa.table({"text": ["tide", "wave"], "date": pa.array(values, kind)})
        parquet.write_table(table, tmp_path / f"{name}.parquet")
    scale.score([tmp_path / "a.parquet", tmp_path / "b.parquet"], TABLE, tmp_path / "out")
    assert [row[1] for row in read(tmp_path / "out") if row[2] == "sea"] == [
        "",
        "2023-12",
        "2024-01",
        "2024-02",
    ]


@pytest.mark.parametrize("most", [1, 3])
def test_a_column_of_too_many_outlets_tells_none_apart_in_any_partition(tmp_path, monkeypatch, most):
    monkeypatch.setattr(aggregate, "MOST_OUTLETS", 2)
    monkeypatch.setattr(blocks, "MOST_ROWS", most)
    source = write(tmp_path / "a.csv", ROWS)
    done = scale.score([source], TABLE, tmp_path / "out")
    found = [row[:5] for row in read(tmp_path / "out") if row[2] == "sea"]
    months = [("", 2), ("2023-01", 1), ("2024-11", 3)]
    assert found == [["", month, "sea", str(documents), "1"] for month, documents in months]
    assert [line for line in done.report.lines if "so _aggregate.csv tells none apart" in line]


def test_what_is_changed_in_the_table_is_told_and_made_anew(tmp_path):
    source, out = write(tmp_path / "a.jsonl", ROWS), tmp_path / "out"
    scale.score([source], TABLE, out)
    before = (out / AGGREGATE).read_bytes()
    (out / AGGREGATE).write_bytes(before.replace(b"Gazette", b"Gazelle"))
    with pytest.raises(FramingError, match=r"_aggregate.csv: missing, or not as it was written"):
        verify(out)
    scale.score([source], TABLE, out)
    assert (out / AGGREGATE).read_bytes() == before
    assert verify(out)


def test_what_a_spreadsheet_would_run_or_no_file_can_hold_does_no_harm(tmp_path):
    source = write(tmp_path / "a.jsonl", [("=1+1", "2024-11-20", "tide"), ("\ud800", "2024-11-20", "tide")])
    scale.score([source], TABLE, tmp_path / "out")
    assert [row[0] for row in read(tmp_path / "out") if row[2] == "sea"] == ["'=1+1", "?"]
