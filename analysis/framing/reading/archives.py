"""Packed files: what a gzip or a ZIP holds, within bounds and without writing any of it."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from framing.reading.documents import NotRead

LARGEST = 100_000_000
LARGEST_IN_ALL = 1_000_000_000
MOST_FILES = 50_000
TOO_LARGE = "more than 100 MB; cut it into several, or count it with `score`"


def unpack(data: bytes) -> bytes:
    """Return what a gzip file holds.

    Raises NotRead where it is damaged or holds more than 100 MB.

    >>> import gzip
    >>> unpack(gzip.compress(b"It rained."))
    b'It rained.'
    """
    found, rest = b"", data
    try:
        while rest:
            unpacker = zlib.decompressobj(wbits=31)
            found += unpacker.decompress(rest, LARGEST + 1 - len(found))
            if len(found) > LARGEST or unpacker.unconsumed_tail:
                raise NotRead(TOO_LARGE)
            if not unpacker.eof:
                raise NotRead("a gzip file that ends too early; get or save it anew")
            # another may follow; what is padded with zeros ends there
            rest = unpacker.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise NotRead(f"a gzip file that is damaged ({error}); get or save it anew") from None
    return found


def members(data: bytes) -> Iterator[tuple[str, bytes | NotRead]]:
    """Return every file of a ZIP, by name in order, with its content or the reason for leaving it out.

    Raises NotRead where the ZIP is damaged as a whole.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise NotRead(f"a ZIP that is damaged ({error}); get or save it anew") from None
    with archive:
        inside = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda i: i.filename)
        if len(inside) > MOST_FILES:
            raise NotRead(f"a ZIP of more than {MOST_FILES:,} files; unpack it")
        left = LARGEST_IN_ALL
        for info in inside:
            found = _member(archive, info, min(LARGEST, left))
            left -= len(found) if isinstance(found, bytes) else 0
            yield info.filename, found


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | NotRead:
    if info.flag_bits & 1:
        return NotRead("locked with a password; unpack it first")
    try:
        with archive.open(info) as file:
            found = file.read(most + 1)
    # any layer of a damaged archive may fail
    except Exception as error:
        return NotRead(f"damaged within the ZIP ({str(error)[:80]}); get or save it anew")
    return NotRead(TOO_LARGE) if len(found) > most else found
