"""Blocks that travel without their texts, which are read again from the file where they arrive."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from framing.reading.blocks import Block, Documents, gather
from framing.reading.table_files import repaired
from framing.reading.table_rows import Row, Table, line_stretches, rows


class Place(NamedTuple):
    """Rows by the numbers of the first and the last; JSON lines by the first and the size of stretches.

    `mended` tells that the file is one that `repaired` mends.
    """

    first: int
    last: int
    size: int
    mended: bool


def without_texts(block: Block, size: int) -> Block:
    """Return a block that holds no text, only where its rows stand; `size` is that of stretches of lines.

    What holds none already stays as it is.
    """
    table = block.table
    mended = table.source.data is not None
    bare = table._replace(source=table.source._replace(data=None), doubts=(), left_out=())
    if isinstance(block.content, Documents):
        read = block.content
        both = (read.numbers, [number for number, _ in read.left_out])
        ends = [numbers[end] for numbers in both if numbers for end in (0, -1)]
        if not ends:
            return block._replace(table=bare)
        return Block(bare, block.reach, Place(min(ends), max(ends), 0, mended))
    first, held = block.content
    if isinstance(held, bytes):
        return Block(bare, block.reach, Place(first, 0, size, mended))
    return block._replace(table=bare._replace(names=()))


class Reader:
    """Reads the texts of blocks again; of a file that can only be read on it keeps the place it is at.

    So blocks of a file are best asked for in their order. One file is open at a time.
    """

    def __init__(self) -> None:
        self._at: tuple[Any, ...] = ()
        self._found: Iterator[Any] = iter(())
        self._reached = 0

    def with_texts(self, block: Block) -> Block:
        """Return a block with the texts that `without_texts` left behind.

        Raises FramingError as reading does, and where the file holds no such rows any more.
        """
        if not isinstance(block.content, Place):
            return block
        place = block.content
        at = (block.table.source, block.table.sheet, place.size)
        if at != self._at or place.first <= self._reached:
            self.close()
            self._found, self._at = _found(block.table, place), at
        self._reached = place.last or place.first
        if place.size:
            held = next((data for first, _, _, data in self._found if first == place.first), b"")
            return block._replace(content=(place.first, held))
        return block._replace(content=gather(self._rows(place), block.table))

    def close(self) -> None:
        """Close the file that is open; a reader of CSV sets back what holds for a whole process."""
        if close := getattr(self._found, "close", None):
            close()
        self._at, self._reached = (), 0

    def _rows(self, place: Place) -> Iterator[Row]:
        for row in self._found:
            if row.number >= place.first:
                yield row
            if row.number >= place.last:
                return


def _found(table: Table, place: Place) -> Iterator[Any]:
    if place.mended:
        table = table._replace(source=repaired(table.source))
    return line_stretches(table, place.size) if place.size else rows(table)
