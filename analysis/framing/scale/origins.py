"""What a run is made from: inputs, dictionary, options, and whatever else the counts depend on."""

import hashlib
import sys
import unicodedata
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from framing.errors import FramingError
from framing.reading import blocks, table_rows
from framing.reading.files import Options
from framing.reading.table_rows import Table
from framing.scale.inputs import seen
from framing.scale.workers import Job
from framing.text.documents import SPLIT_VERSION
from framing.text.normalise import VERSION
from framing.text.tokens import PUNKT_SHA256

# inputs up to this size are read whole, of larger ones so many stretches, the first and the last among them
WHOLE = 16_000_000
STRETCH, STRETCHES = 65_536, 64
# raised where notes or matches are written otherwise
_OUTPUT_VERSION = 4
# the folders of the package on which a count depends
_ENGINE = ("dictionary", "lookup", "reading", "scale", "sentiment", "text")


def made_from(job: Job, tables: Sequence[Table], options: Options) -> dict[str, Any]:
    """Return all that the results of a run depend on, by what it is.

    Raises FramingError where an input is gone.
    """
    paths = [table.source.path for table in tables]
    chosen = [job.form, sorted(options.encodings.items()), options.text_column, options.id_column]
    return {
        "inputs": [fingerprint(path) for path in paths],
        "times": [path.stat().st_mtime_ns for path in paths if path.stat().st_size > WHOLE],
        "dictionary": hashlib.sha256(repr((job.entries, job.cues)).encode()).hexdigest(),
        "options": [*chosen, job.detail, job.sentiment, job.matches],
        "rules": [VERSION, SPLIT_VERSION, _OUTPUT_VERSION],
        "engine": engine(),
        "blocks": [blocks.BLOCK_BYTES, blocks.MOST_ROWS, table_rows.READ_BYTES],
        "lexicons": _lexicons(job.sentiment),
        "versions": versions(),
    }


def fingerprint(path: Path) -> list[Any]:
    """Return the name of a file, its size in bytes and the SHA-256 of its content, or of stretches of it.

    Raises FramingError where it is gone or cannot be read.
    """
    size, _ = seen(path)
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            if size <= WHOLE:
                digest = hashlib.file_digest(file, "sha256")
            else:
                for number in range(STRETCHES):
                    file.seek((size - STRETCH) * number // (STRETCHES - 1))
                    digest.update(file.read(STRETCH))
    except OSError as error:
        what = f"cannot be read ({error.strerror}); check the name and the folder"
        raise FramingError(f"{path}: {what}") from None
    return [path.name, size, digest.hexdigest()]


def engine() -> str:
    """Return the SHA-256 of all modules on which a count depends, with the data beside them."""
    package = Path(__file__).parent.parent
    files = [path for folder in _ENGINE for path in (package / folder).rglob("*")]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file() and path.parent.name != "__pycache__"):
        digest.update(f"{path.relative_to(package).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _lexicons(sentiment: bool) -> list[str]:
    if not sentiment:
        return [PUNKT_SHA256]
    # loaded only where it is used, as it takes as long as counting
    from framing.sentiment.scorers import LEXICON_SHA256

    return [PUNKT_SHA256, LEXICON_SHA256]


def versions() -> dict[str, str]:
    """Return the versions of all else on which a count depends, "" for what is missing."""
    found = {"python": ".".join(map(str, sys.version_info[:2])), "unicode": unicodedata.unidata_version}
    # NLTK splits sentences and gives the constants of VADER; spreadsheets are read by calamine
    for name in ("numpy", "pyarrow", "nltk", "python-calamine"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found
