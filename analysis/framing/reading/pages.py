"""How the bytes of a Parquet column are spread over its rows, told by the headers of its pages.

The metadata of a file tell the size of a column in a whole row group alone; where long texts come together,
a cut by their mean leaves one block with several times what the others hold.
"""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

# kinds of values in Thrift's compact protocol, in which headers of pages are written
_FLAGS, _BYTE, _NUMBERS, _BINARY, _STRUCT = (1, 2), 3, (4, 5, 6), 8, 12
# fields of a header of a page, and of the parts of it for plain pages, dictionaries and pages of version 2
_LENGTH, _STORED, _PLAIN, _DICTIONARY, _SECOND = 2, 3, 5, 7, 8
_VALUES, _ENCODING, _SECOND_ENCODING = 1, 2, 4
_NUMBERED = (2, 8)
_DEEPEST = 5


class Run(NamedTuple):
    """Rows that follow one another in a row group, and how many bytes they have together."""

    group: int
    rows: int
    size: float


class Stretch(NamedTuple):
    """Rows that follow one another in a file: the row group of the first, how many stand before it in that,
    how many they are, and what share of all bytes stands up to their end.
    """

    group: int
    skipped: int
    rows: int
    reach: float


def runs(file: BinaryIO, metadata: Any, column: str) -> list[Run]:
    """Return the rows of a Parquet file in runs, of which each is a page of a column of texts.

    Where the headers of pages cannot be read, a row group is one run. `metadata` are those of pyarrow.
    """
    found = []
    for group in range(metadata.num_row_groups):
        about = metadata.row_group(group)
        fields = [about.column(number) for number in range(about.num_columns)]
        own = next(field for field in fields if field.path_in_schema == column)
        try:
            pages = [Run(group, rows, size) for rows, size in _pages(file, own)]
        except (ValueError, LookupError, TypeError, OSError, OverflowError, ZeroDivisionError):
            pages = []
        if sum(page.rows for page in pages) != about.num_rows:
            pages = [Run(group, about.num_rows, own.total_uncompressed_size)]
        found += pages
    return found


def cut(found: Sequence[Run], most_bytes: int, most_rows: int) -> Iterator[Stretch]:
    """Cut runs into stretches that are all alike and have about so many bytes at most, and so many rows.

    >>> [stretch[:3] for stretch in cut([Run(0, 4, 8), Run(1, 4, 16)], 12, 100)]
    [(0, 0, 5), (1, 1, 3)]
    """
    total = sum(run.size for run in found)
    # as many of one size as make an even number, so that two processes have as much to do
    size = total / (2 * -(-total // (2 * most_bytes))) if total > most_bytes else most_bytes
    first, rows, held, goal, group, at = (0, 0), 0, 0.0, float(size), -1, 0
    for run in found:
        group, at, left = run.group, at if run.group == group else 0, run.rows
        mean = run.size / run.rows if run.rows else 0.0
        while left:
            first = first if rows else (group, at)
            fits = round((goal - held) / mean) if mean else left
            taken = max(min(left, fits, most_rows - rows), 1)
            rows, held, at, left = rows + taken, held + taken * mean, at + taken, left - taken
            if held + mean / 2 >= goal or rows >= most_rows:
                yield Stretch(*first, rows, held / max(total, 1))
                rows, goal = 0, size + (goal if abs(held - goal) <= mean else held)
    if rows:
        yield Stretch(*first, rows, 1.0)


def _pages(file: BinaryIO, column: Any) -> Iterator[tuple[int, float]]:
    """Yield for every page of a column its values and their size.

    Of a page that holds the numbers of texts in a dictionary, every value counts as the mean of that.
    """
    place, left, mean = column.data_page_offset, column.num_values, 0.0
    if column.has_dictionary_page and column.dictionary_page_offset:
        place = min(place, column.dictionary_page_offset)
    while left > 0:
        file.seek(place)
        header = _struct(file)
        if header[_STORED] < 0 or header.get(_LENGTH, 0) < 0:
            raise ValueError("no header of a page")
        place = file.tell() + header[_STORED]
        if dictionary := header.get(_DICTIONARY):
            mean = header[_LENGTH] / max(dictionary[_VALUES], 1)
        elif page := header.get(_PLAIN) or header.get(_SECOND):
            numbered = page[_ENCODING if _PLAIN in header else _SECOND_ENCODING] in _NUMBERED
            values = page[_VALUES]
            if values < 0:
                raise ValueError("no header of a page")
            left -= values
            yield values, values * mean if numbered else header[_LENGTH]


def _struct(file: BinaryIO, depth: int = 0) -> dict[int, Any]:
    """Read a structure: numbers and structures by the number of their field."""
    found: dict[int, Any] = {}
    field = 0
    while head := file.read(1)[0]:
        step, kind = head >> 4, head & 15
        field = field + step if step else _number(file)
        if kind == _STRUCT and depth < _DEEPEST:
            found[field] = _struct(file, depth + 1)
        elif kind in _NUMBERS:
            found[field] = _number(file)
        elif kind == _BINARY:
            file.seek(_varint(file), 1)
        elif kind == _BYTE:
            file.seek(1, 1)
        elif kind not in _FLAGS:
            raise ValueError("no header of a page")
    return found


def _number(file: BinaryIO) -> int:
    coded = _varint(file)
    return (coded >> 1) ^ -(coded & 1)


def _varint(file: BinaryIO) -> int:
    found = shift = 0
    while shift < 64:
        byte = file.read(1)[0]
        found |= (byte & 127) << shift
        if byte < 128:
            return found
        shift += 7
    raise ValueError("no number")
