"""Inputs in stores of fsspec: what a file on a disk gives, or one line."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from framing import FramingError, dictionary
from framing.reading.stores import Stored, located
from framing.scale import score as scale
from framing.scale.manifest import verify

TABLE = dictionary.from_nested({"sea": ["tide*"], "sky": ["red line"]})
ROWS = [{"id": f"d{n}", "outlet": "Post", "text": "a red line, and the tide " * (n % 5)} for n in range(60)]


def contents_of(kind):
    lines = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    if kind == "jsonl":
        return lines
    if kind == "jsonl.gz":
        return gzip.compress(lines, mtime=0)
    if kind == "csv":
        return "\n".join(["id;outlet;text", *(";".join(row.values()) for row in ROWS)]).encode()
    pd, _ = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    return pd.DataFrame(ROWS).to_parquet(None, index=False)


@pytest.fixture
def memory():
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    yield store
    store.store.clear()


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "csv", "parquet"])
def test_a_file_in_memory_counts_as_on_a_disk(tmp_path, memory, kind):
    data = contents_of(kind)
    memory.pipe(f"/tides/a.{kind}", data)
    (tmp_path / f"a.{kind}").write_bytes(data)
    address = f"memory://tides/a.{kind}"
    assert scale.score([address], TABLE, tmp_path / "store").documents == 60
    scale.score([tmp_path / f"a.{kind}"], TABLE, tmp_path / "disk")
    for name in ("_manifest.json", "_aggregate.csv", "part-000000.parquet"):
        stored, on_disk = ((tmp_path / where / name).read_bytes() for where in ("store", "disk"))
        # the reports name the inputs by their path
        assert stored == on_disk or name == "_manifest.json"
    assert "60 documents" in verify(tmp_path / "store", [Path(address)])
    assert scale.score([Path(address)], TABLE, tmp_path / "store").made == 0
    memory.pipe(f"/tides/a.{kind}", data + b"\n")
    with pytest.raises(FramingError, match=f"memory://tides/a.{kind}: not the input of"):
        verify(tmp_path / "store", [address])


@pytest.mark.parametrize(
    "workers", [{"workers": 2}, {"workers": 2, "scheduler": "local"}], ids=["pool", "dask"]
)
def test_other_processes_read_from_a_store_themselves(tmp_path, workers):
    pytest.importorskip("distributed")
    (tmp_path / "a.parquet").write_bytes(contents_of("parquet"))
    address = f"file://{tmp_path}/a.parquet"
    assert isinstance(located(address), Stored)
    assert scale.score([address], TABLE, tmp_path / "out", **workers).documents == 60


def test_what_is_not_there_and_stores_that_are_not_known_are_told(tmp_path, memory, monkeypatch):
    memory.mkdir("/tides/more")
    for address, said in {
        "memory://tides/none.csv": r"^memory://tides/none.csv: there is no such file",
        "memory://tides/more": r"^memory://tides/more: not a file, but a folder",
        "nowhere://a.csv": r"^nowhere://a.csv: this store cannot be read \(Protocol not known",
    }.items():
        with pytest.raises(FramingError, match=said):
            scale.score([address], TABLE, tmp_path / "out")
    with pytest.raises(FramingError, match=r"memory://out: results are written to a disk; give a folder"):
        scale.score([tmp_path / "a.csv"], TABLE, "memory://out")
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(FramingError, match=r"pip install '.\[cluster\]'"):
        scale.score(["memory://tides/a.csv"], TABLE, tmp_path / "out")
