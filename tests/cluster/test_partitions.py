"""Blocks without texts, and one hash of all rows however the inputs are parted."""

import gzip
import json
import pickle
import random

import numpy as np
import pandas as pd
import pytest

from framing import dictionary
from framing.reading import blocks
from framing.reading.again import Reader, without_texts
from framing.reading.blocks import Documents, documents
from framing.reading.encodings import MOJIBAKE
from framing.reading.tables import open_table
from framing.scale import score as scale
from framing.scale.aggregate import AGGREGATE
from framing.scale.logical import logical_hash
from framing.scale.manifest import verify
from framing.scale.outputs import write_part

TABLE = dictionary.from_nested({"sea": ["tide*", "wave"], "sky": ["red line"]})
WORDS = ["tide", "tides", "wave", "red", "line", "lines", "and", "a", "the", "calm", "“naïve", "é"]


def rows_of(n, seed=5):
    draw = random.Random(seed)
    return [
        {
            "id": f"é{i}" if i % 9 else "",
            "outlet": draw.choice(["Post", "Gazette"]),
            "date": f"2024-{1 + i % 12:02d}-01" if i % 7 else "soon",
            "text": " ".join(draw.choices(WORDS, k=draw.randrange(30))),
        }
        for i in range(n)
    ]


def write(path, rows):
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" * (1 + n % 2) for n, row in enumerate(rows))
    if path.name.endswith(".jsonl.gz"):
        path.write_bytes(gzip.compress(lines.encode()))
    elif path.suffix == ".jsonl":
        path.write_text(lines, encoding="utf-8")
    elif path.suffix == ".json":
        path.write_text(json.dumps([*rows, {"id": "x", "text": 7}]), encoding="utf-8")
    elif path.suffix == ".csv":
        pd.DataFrame(rows).to_csv(path, index=False)
    else:
        pytest.importorskip("pyarrow")
        pd.DataFrame(rows).to_parquet(path, index=False)
    return path


KINDS = ["a.jsonl", "a.jsonl.gz", "a.json", "a.csv", "a.parquet"]


def seen(read: Documents):
    return (*read[:1], bytes(read.texts.data), *(list(part) for part in read[2:]))


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1_000)
    monkeypatch.setattr(blocks, "MOST_ROWS", 9)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", KINDS)
def test_blocks_without_texts_are_read_again_as_they_were_in_any_order(tmp_path, name):
    table = open_table(write(tmp_path / name, rows_of(60)))
    whole = list(blocks.blocks(table))
    assert len(whole) > 5
    sent = [pickle.dumps(without_texts(block, blocks.BLOCK_BYTES)) for block in whole]
    assert all(b"tide" not in data and b"wave" not in data for data in sent)
    order = list(range(len(whole)))
    for places in (order, order[::2], [4, 1, 1, 3, 0]):
        reader = Reader()
        for place in places:
            found = documents(reader.with_texts(pickle.loads(sent[place])))
            assert seen(found) == seen(documents(whole[place]))
        reader.close()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_files_that_are_mended_are_read_the_same_everywhere(tmp_path, ending):
    good = write(tmp_path / f"a.{ending}", rows_of(40))
    bad = tmp_path / f"b.{ending}"
    bad.write_bytes(good.read_bytes().decode("cp1252").encode())
    whole = [*blocks.blocks(open_table(bad, encoding=MOJIBAKE))]
    read = [documents(block) for block in whole]
    assert [id.replace("b-", "a-") for some in read for id in some.ids] == [
        id for block in blocks.blocks(open_table(good)) for id in documents(block).ids
    ]
    reader = Reader()
    for block, known in zip(whole, read, strict=True):
        sent = without_texts(block, blocks.BLOCK_BYTES)
        assert len(pickle.dumps(sent)) < 2_000
        assert seen(documents(reader.with_texts(sent))) == seen(known)


def test_the_hash_tells_apart_names_and_counts_that_are_cut_or_ordered_otherwise(tmp_path):
    rows = [(["ab", "c"], [1, 2]), (["a", "bc"], [1, 2]), (["c", "ab"], [2, 1]), (["ab", "c"], [2, 1])]
    found = set()
    for number, (ids, counts) in enumerate(rows):
        write_part(path := tmp_path / f"{number}.csv", {"doc_id": ids, "sea": np.array(counts)})
        found.add(logical_hash([path]))
    assert len(found) == 4


@pytest.mark.parametrize("sentiment", [pytest.param(False, marks=pytest.mark.long), True])
def test_one_hash_and_one_table_of_every_partition_format_and_form(tmp_path, monkeypatch, sentiment):
    rows = rows_of(50)
    # one way to call what has no name, whatever file it is in
    rows = [{**row, "id": row["id"] or f"n{n}"} for n, row in enumerate(rows)]
    sources = [write(tmp_path / name, rows) for name in ("a.jsonl", "a.csv", "a.parquet")]
    found = set()
    for place, size in enumerate((1, 2, 7, 50)):
        monkeypatch.setattr(blocks, "MOST_ROWS", size)
        monkeypatch.setattr(blocks, "BLOCK_BYTES", 100 * size)
        for source in sources:
            out = tmp_path / f"{source.suffix[1:]}-{size}"
            form = ("csv", "parquet")[place % 2]
            scale.score([source], TABLE, out, form=form, sentiment=sentiment)
            found.add((verify(out).rpartition(" ")[2], (out / AGGREGATE).read_bytes()))
    assert len(found) == 1
