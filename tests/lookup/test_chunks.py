"""Chunks: texts cut at spaces and line ends, and every distinct chunk told from every other."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lookup import chunks
from framing.lookup.chunks import Chunks, lay
from strategies import TEXTS


def encoded(text):
    return text.encode("utf-8", "surrogatepass")


def cut(text):
    """Return what stands up to each space and line end and after the last, in bytes."""
    return re.findall(rb"[^ \n]*[ \n]|[^ \n]+", encoded(text))


def new_of(split):
    """Return the new chunks of a split as bytes."""
    raw = split.data.tobytes()
    return [raw[start : start + size] for start, size in zip(split.starts, split.sizes, strict=True)]


@settings(max_examples=50)
@given(st.lists(TEXTS, max_size=5))
def test_lay_puts_texts_end_to_end(texts):
    data, offsets = lay(texts)
    assert data == b"".join(map(encoded, texts))
    assert [data[a:b] for a, b in pairwise(offsets)] == [encoded(t) for t in texts]
    assert offsets[0] == 0


def test_split_numbers_chunks_from_one_and_tells_the_new_ones():
    known = Chunks()
    split = known.split(lay(["red red line", "", "a\n line"]))
    assert sorted(new_of(split)) == [b" ", b"a\n", b"line", b"red "]
    names = [new_of(split)[number - 1] for number in split.numbers]
    assert names == [b"red ", b"red ", b"line", b"a\n", b" ", b"line"]
    assert split.bounds.tolist() == [0, 3, 3, 6]
    again = known.split(lay(["line red", "a\n"]))
    assert sorted(new_of(again)) == [b"line ", b"red"]
    assert sorted(again.numbers[:2].tolist()) == [5, 6]
    assert again.numbers[2] == split.numbers[3]
    assert (again.bounds.tolist(), len(known)) == ([0, 2, 3], 6)


def test_split_of_nothing():
    for texts in ([], [""], ["", ""]):
        split = Chunks().split(lay(texts))
        assert (split.numbers.tolist(), split.bounds.tolist()) == ([], [0] * (len(texts) + 1))
        assert new_of(split) == []


@settings(max_examples=100)
@given(st.lists(st.lists(TEXTS, max_size=4), max_size=4))
def test_a_chunk_keeps_its_number_and_no_other_chunk_has_it(batches):
    known, name_of = Chunks(), []
    for texts in batches:
        split = known.split(lay(texts))
        name_of += new_of(split)
        named = [name_of[number - 1] for number in split.numbers]
        assert [named[a:b] for a, b in pairwise(split.bounds)] == [cut(text) for text in texts]
    assert len(set(name_of)) == len(name_of)


@settings(max_examples=30)
@given(st.lists(TEXTS, max_size=6))
def test_split_gives_the_same_whatever_the_size_of_a_block(texts):
    whole = Chunks().split(lay(texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_BLOCK", 3)
        known = Chunks()
        small, again = known.split(lay(texts)), known.split(lay(texts))
    name_of = new_of(small)
    assert [name_of[number - 1] for number in small.numbers] == [
        new_of(whole)[number - 1] for number in whole.numbers
    ]
    assert again.numbers.tolist() == small.numbers.tolist()
    assert len(new_of(again)) == 0


def test_chunks_that_differ_in_bytes_of_zero_are_different():
    texts = ["a", "a\0", "a\0\0", "\0", "\0\0 ", "", "a" * 15, "a" * 15 + "\0", "a" * 16]
    split = Chunks().split(lay(texts))
    assert len(new_of(split)) == len(texts) - 1
    new = new_of(split)
    assert b"".join(new[number - 1] for number in split.numbers) == "".join(texts).encode()


def test_chunks_that_differ_in_one_byte_are_different():
    texts = [
        "a" * place + letter + "a" * (size - place - 1)
        for size in range(1, 20)
        for place in range(size)
        for letter in "bc"
    ]
    split = Chunks().split(lay(texts))
    assert len(set(split.numbers.tolist())) == len(texts) == 380


def test_long_chunks_weigh_more_than_short_ones():
    short, long = Chunks(), Chunks()
    short.split(lay(["a b c"]))
    long.split(lay(["a" * 64_000]))
    assert len(short) == 3
    assert len(long) == 1_001


def test_many_chunks_of_every_length():
    texts = [f"{'x' * (n % 20)}{n} " * 2 for n in range(200_000)]
    split = Chunks().split(lay(texts))
    new = new_of(split)
    pieces = [new[number - 1] for number in split.numbers]
    assert b"".join(pieces).decode() == "".join(texts)
    assert len(new_of(split)) == 200_000
