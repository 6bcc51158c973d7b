"""Result files: the same table as Parquet and as CSV, with a type for every column."""

import csv
import os
import subprocess
import sys

import numpy as np
import pytest

from framing import FramingError
from framing.scale.outputs import CSV, PARQUET, part, read_ids, read_part, write_part

COLUMNS = {
    "doc_id": ["é1", "", "half \ud800"],
    "n_words": np.array([3, 0, 2], np.int64),
    # every second number of a table, as one key's counts are
    "sea": np.array([[2, 9], [0, 9], [1, 9]])[:, 0],
    "compound": [0.25, None, -1.0],
}


def test_csv_is_one_line_per_document(tmp_path):
    write_part(part(tmp_path, 0, CSV), COLUMNS)
    lines = (tmp_path / "part-000000.csv").read_bytes().decode("utf-8")
    assert lines == "doc_id,n_words,sea,compound\né1,3,2,0.25\n,0,0,\nhalf ?,2,1,-1.0\n"


def test_parquet_has_a_type_for_every_column(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write_part(part(tmp_path, 12, PARQUET), COLUMNS)
    table = parquet.read_table(tmp_path / "part-000012.parquet")
    assert [str(kind) for kind in table.schema.types] == ["string", "int32", "int32", "double"]
    assert table.to_pydict() == {
        "doc_id": ["é1", "", "half ?"],
        "n_words": [3, 0, 2],
        "sea": [2, 0, 1],
        "compound": [0.25, None, -1.0],
    }


@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are UTF-8 there")
def test_names_are_read_again_in_a_folder_whose_name_is_not_utf_8(tmp_path):
    pytest.importorskip("pyarrow.parquet")
    path = part(tmp_path / os.fsdecode(b"caf\xe9"), 0, PARQUET)
    path.parent.mkdir()
    write_part(path, COLUMNS)
    assert read_ids(path) == ["é1", "", "half ?"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted as Linux shows them")
def test_result_files_are_written_and_read_by_one_thread(tmp_path):
    pytest.importorskip("pyarrow")
    script = """
import os, sys
from pathlib import Path
import numpy, pyarrow.parquet
from framing.scale.outputs import read_ids, read_part, write_part
before = len(os.listdir("/proc/self/task"))
path = Path(sys.argv[1])
write_part(path, {"doc_id": ["1", "2"], "n_words": numpy.array([3, 0])})
print(read_ids(path), read_part(path)["n_words"].sum(), len(os.listdir("/proc/self/task")) - before)
"""
    made = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "part-0.parquet"], capture_output=True, check=False
    )
    assert made.stdout.split(b"\n")[0] == b"['1', '2'] 3 0", made.stderr.decode()


def test_a_name_of_any_length_is_read_again(tmp_path):
    before = csv.field_size_limit()
    write_part(tmp_path / "part-0.csv", {"doc_id": ["x" * 200_000, "2"], "n_words": np.array([3, 0])})
    assert [len(name) for name in read_ids(tmp_path / "part-0.csv")] == [200_000, 1]
    assert read_part(tmp_path / "part-0.csv")["n_words"].tolist() == [3, 0]
    assert csv.field_size_limit() == before


def test_without_pyarrow_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(FramingError, match=r"part-0\.parquet, Parquet, needs pyarrow"):
        read_ids(tmp_path / "part-0.parquet")
