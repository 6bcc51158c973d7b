"""Blocks of Parquet: cut by real sizes, the same whoever reads them in whatever order."""

import io
import pickle
import random
from itertools import islice, pairwise
from types import SimpleNamespace

import pytest

from framing import FramingError
from framing.reading import appeared, pages
from framing.reading import blocks as cutting
from framing.reading.pages import Run, cut, runs
from framing.reading.tables import open_table

pa = pytest.importorskip("pyarrow")
from pyarrow import parquet as pq  # noqa: E402

WRITTEN = {
    "one row group": {},
    "small row groups": {"row_group_size": 7},
    "row groups": {"row_group_size": 150},
    "small pages": {"data_page_size": 500, "write_batch_size": 3},
    "pages of version 2": {"data_page_version": "2.0", "write_batch_size": 10, "data_page_size": 500},
    "no dictionary": {
        "use_dictionary": False,
        "compression": "gzip",
        "write_batch_size": 10,
        "data_page_size": 500,
    },
    "version 2, none": {
        "use_dictionary": False,
        "data_page_version": "2.0",
        "write_batch_size": 10,
        "data_page_size": 500,
    },
    "page index": {"write_page_index": True, "write_batch_size": 10, "data_page_size": 500},
}


def sorted_texts(n=400):
    """Texts of 1 to 40 words, the long ones at the end: the last tenth holds a third of all words."""
    return [f"{'rain ' * (1 + (place**3 * 39) // n**3)}{place}" for place in range(n)]


def a_file(tmp_path, texts, **how):
    path = tmp_path / "a.parquet"
    table = pa.table({"other": [1.5] * len(texts), "text": texts, "id": [f"n{n}" for n in range(len(texts))]})
    pq.write_table(table, path, **how)
    return path


def texts_of(found):
    bounds = found.texts.offsets.tolist()
    data = bytes(found.texts.data)
    return [data[start:stop].decode() for start, stop in pairwise(bounds)]


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(cutting, "BLOCK_BYTES", 3_000)


@pytest.mark.parametrize("how", WRITTEN.values(), ids=WRITTEN)
def test_blocks_hold_all_rows_in_order_whoever_reads_them(tmp_path, how):
    texts = sorted_texts()
    blocks = list(cutting.blocks(open_table(a_file(tmp_path, texts, **how))))
    assert len(blocks) > 5
    shuffled = random.Random(1).sample(range(len(blocks)), len(blocks))
    apart = {place: cutting.documents(pickle.loads(pickle.dumps(blocks[place]))) for place in shuffled}
    read = [apart[place] for place in range(len(blocks))]
    assert [text for found in read for text in texts_of(found)] == texts
    assert [name for found in read for name in found.ids] == [f"n{n}" for n in range(len(texts))]
    assert [number for found in read for number in found.numbers] == list(range(1, len(texts) + 1))
    assert blocks[-1].reach == (tmp_path / "a.parquet").stat().st_size


@pytest.mark.parametrize("how", ["small row groups", "no dictionary", "version 2, none"])
def test_blocks_are_alike_though_long_texts_come_together(tmp_path, how):
    blocks = list(cutting.blocks(open_table(a_file(tmp_path, sorted_texts(), **WRITTEN[how]))))
    sizes = [int(cutting.documents(block).texts.offsets[-1]) for block in blocks]
    assert max(sizes) < 1.4 * min(sizes)
    assert max(sizes) < 1.3 * 3_000


def test_no_text_is_in_a_block(tmp_path):
    blocks = list(cutting.blocks(open_table(a_file(tmp_path, sorted_texts()))))
    assert all(b"rain" not in pickle.dumps(block) for block in blocks)


def test_a_text_that_repeats_counts_each_time(tmp_path):
    texts = ["it rained all day " * 10] * 200
    blocks = list(cutting.blocks(open_table(a_file(tmp_path, texts))))
    # 36,800 bytes with the sizes, which Parquet keeps, in fourteen blocks of 14.3 texts
    assert [len(cutting.documents(block).ids) for block in blocks] == [
        *(14, 15, 14, 14, 14, 15, 14),
        *(14, 15, 14, 14, 14, 15, 14),
    ]


def test_without_headers_of_pages_a_row_group_is_one_run(tmp_path):
    path = a_file(tmp_path, sorted_texts(), row_group_size=150)
    metadata = pq.ParquetFile(path).metadata
    assert [(run.group, run.rows) for run in runs(io.BytesIO(bytes(10_000)), metadata, "text")] == [
        (0, 150),
        (1, 150),
        (2, 100),
    ]
    with path.open("rb") as file:
        assert sum(run.rows for run in runs(file, metadata, "text")) == 400


def test_a_stretch_has_so_many_rows_at_most_and_one_at_least():
    assert [s[:3] for s in cut([Run(0, 5, 0.0)], 100, 2)] == [(0, 0, 2), (0, 2, 2), (0, 4, 1)]
    assert [s[:3] for s in cut([Run(0, 2, 900.0)], 100, 10)] == [(0, 0, 1), (0, 1, 1)]
    assert list(cut([], 100, 10)) == []


def test_a_file_that_changes_is_read_anew(tmp_path):
    first = list(cutting.blocks(open_table(a_file(tmp_path, sorted_texts()))))
    cutting.documents(first[0])
    second = list(cutting.blocks(open_table(a_file(tmp_path, ["snow"] * 3))))
    assert texts_of(cutting.documents(second[0])) == ["snow"] * 3


def test_categories_are_read_across_row_groups(tmp_path):
    texts = sorted_texts(100)
    column = pa.array(texts).dictionary_encode()
    pq.write_table(pa.table({"text": column}), tmp_path / "a.parquet", row_group_size=9)
    blocks = list(cutting.blocks(open_table(tmp_path / "a.parquet")))
    assert [text for block in blocks for text in texts_of(cutting.documents(block))] == texts


def test_texts_and_words_that_cannot_be_are_left_out_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(cutting, "LONGEST_TEXT", 300)
    monkeypatch.setattr(cutting, "LONGEST_WORD", 50)
    texts = ["rain", "rain " * 61, "a\t" + "x" * 51 + "\nb", "x" * 50, "snow"]
    (block,) = cutting.blocks(open_table(a_file(tmp_path, texts)))
    found = cutting.documents(block)
    assert (found.ids, texts_of(found)) == (["n0", "n3", "n4"], ["rain", "x" * 50, "snow"])
    assert list(found.numbers) == [1, 4, 5]
    (long, longer) = found.left_out
    assert long == (2, "a text of 0 MB, longer than any document; cut it into documents of at most 0 MB")
    assert longer[0] == 3
    assert longer[1].startswith("a word of 51 bytes")


def test_a_damaged_header_of_a_page_ends():
    # a dictionary page whose stored size leads back to its own header
    header = bytes.fromhex("15041500151515" + "4c15020000")
    column = SimpleNamespace(
        num_values=5, data_page_offset=0, has_dictionary_page=False, dictionary_page_offset=None
    )
    with pytest.raises(ValueError, match="no header of a page"):
        list(islice(pages._pages(io.BytesIO(header), column), 10))


@pytest.mark.parametrize("column", ["date", "id"])
def test_a_point_of_time_that_cannot_be_read_is_named(tmp_path, column):
    kind = {"date": pa.timestamp("us", "Mars/X"), "id": pa.timestamp("s")}[column]
    cells = {"id": ["1"], "date": ["2024-01-01"], "text": ["the sea"]}
    cells[column] = pa.array([10**12 if column == "id" else 10**15], pa.int64()).cast(kind)
    pq.write_table(pa.table(cells), tmp_path / "a.parquet")
    with pytest.raises(FramingError, match=rf"a\.parquet: column '{column}' of timestamp.* cannot be read"):
        [cutting.documents(block) for block in cutting.blocks(open_table(tmp_path / "a.parquet"))]


def test_outlets_and_months_are_such_as_a_table_can_hold():
    assert appeared.outlets(["A\0B", "A B"]) == ["A B", "A B"]
    assert [appeared.month(date) for date in ("٢٠٢٤-01-01", "2024-01-01")] == ["2024-01", "2024-01"]
