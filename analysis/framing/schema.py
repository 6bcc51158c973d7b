"""What every table of the study holds, and CSV text taken apart; pandas is not needed for it."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from framing.errors import FramingError

TEXT, INTEGER, NUMBER = "text", "integer", "number"
PARTS = ("headline", "dek", "body")
VOICES = ("author", "reported", "quoted")
STANCES = ("asserted", "negated", "contested")
# stands where a row is about all pieces, so no piece can have it for its doc_id
EVERY_PIECE = "all"
# what is resampled for the intervals of rates and means
UNITS = ("paragraph", "sentence")
KINDS = (
    "verb",
    "adjective",
    "noun",
    "phrase",
    "adverb",
    "comment",
    "none",
    "document",
    "title",
    "body",
    "group",
)


@dataclass(frozen=True)
class Table:
    """What one table holds: its row unit, its key, its columns with their types, and what may be empty."""

    row: str
    key: tuple[str, ...]
    columns: Mapping[str, str]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _columns(text: str = "", integer: str = "") -> dict[str, str]:
    kinds = {TEXT: text, INTEGER: integer}
    return {name: kind for kind, names in kinds.items() for name in names.split()}


_PIECE_FACTS = ("outlet", "author", "date", "genre", "title", "url", "certainty")
_FINGERPRINTS = ("n_paragraphs", "sha256_raw", "sha256_text")

TABLES: Mapping[str, Table] = {
    "pieces": Table(
        "piece",
        ("doc_id",),
        _columns("doc_id label")
        | dict.fromkeys(_PIECE_FACTS, TEXT)
        | _columns(integer="n_paragraphs")
        | _columns("sha256_raw sha256_text"),
        required=("doc_id", "label"),
        optional=(*_PIECE_FACTS, *_FINGERPRINTS),
    ),
    "frames": Table(
        "frame",
        ("frame",),
        _columns("frame label definition source colour", "order"),
        required=("frame", "label", "colour"),
    ),
    "subframes": Table(
        "frame x subframe",
        ("frame", "subframe"),
        _columns("frame subframe label definition", "order"),
        required=("frame", "subframe", "label"),
    ),
    "dictionary": Table(
        "frame x subframe x pattern",
        ("frame", "subframe", "pattern"),
        _columns("frame subframe pattern unless source note"),
        required=("frame", "pattern"),
        optional=("subframe", "unless", "source", "note"),
    ),
    "cues": Table(
        "stance cue",
        ("cue", "stance", "side"),
        _columns("cue stance side", "window") | _columns("source note"),
        required=("cue", "stance", "side"),
        optional=("source", "note"),
        allowed={"stance": STANCES, "side": ("before", "after")},
    ),
    "reporting": Table(
        "pattern of reporting words",
        ("pattern", "kind"),
        _columns("pattern kind side source note"),
        required=("pattern", "kind", "side"),
        optional=("source", "note"),
        allowed={"kind": KINDS, "side": ("before", "after", "both", "none")},
    ),
    "masks": Table("phrase", ("phrase",), _columns("phrase reason"), required=("phrase",)),
    "comparisons": Table(
        "comparison of two groups of pieces",
        ("comparison",),
        _columns("comparison frame column higher lower higher_label lower_label source note"),
        required=("comparison", "column", "higher", "higher_label", "lower_label"),
        allowed={"column": ("doc_id", *_PIECE_FACTS)},
    ),
    "paragraphs": Table(
        "paragraph of a piece",
        ("doc_id", "paragraph"),
        _columns("doc_id", "paragraph") | _columns("part", "n_words") | _columns("sha256"),
        required=("doc_id", "part"),
        allowed={"part": PARTS},
    ),
    "texts": Table(
        "paragraph of a piece, with its text (in memory only)",
        ("doc_id", "paragraph"),
        _columns("doc_id", "paragraph") | _columns("part text"),
        required=("doc_id", "part", "text"),
        allowed={"part": PARTS},
    ),
    "sentences": Table(
        "sentence",
        ("doc_id", "sentence"),
        _columns("doc_id", "paragraph sentence")
        | _columns("part", "n_words n_words_quoted neg neu pos compound compound_masked textblob afinn"),
        required=("doc_id", "part"),
        allowed={"part": PARTS},
    ),
    "hits": Table(
        "sentence x pattern x voice x speaker x stance",
        ("doc_id", "sentence", "frame", "subframe", "pattern", "voice", "speaker", "stance"),
        _columns("doc_id", "paragraph sentence")
        | _columns("frame subframe pattern voice speaker stance", "n n_subframe n_unless"),
        required=("doc_id", "frame", "pattern"),
        allowed={"voice": VOICES, "stance": STANCES},
    ),
    "bags": Table(
        "piece x token",
        ("doc_id", "token"),
        _columns("doc_id token", "n"),
        required=("doc_id", "token"),
    ),
    "codings": Table(
        "sentence x coder x frame",
        ("doc_id", "sentence", "coder", "frame"),
        _columns("doc_id", "sentence") | _columns("coder frame", "value"),
        required=("doc_id", "coder", "frame"),
    ),
    "hits_checked": Table(
        "hit checked by hand",
        ("doc_id", "sentence", "frame", "pattern", "occurrence"),
        _columns("doc_id", "sentence")
        | _columns("frame pattern", "occurrence")
        | _columns("voice speaker stance"),
        required=("doc_id", "frame", "pattern", "voice", "stance"),
        allowed={"voice": VOICES, "stance": STANCES},
    ),
    "made_from": Table(
        "fact about how the released features were made",
        ("name",),
        _columns("name value"),
        required=("name", "value"),
    ),
    "truth": Table(
        "specimen piece x measure",
        ("doc_id", "measure"),
        _columns("doc_id measure", "value"),
        required=("doc_id", "measure"),
    ),
    "planted": Table(
        "planted frame expression",
        (),
        _columns("doc_id", "paragraph sentence")
        | _columns("frame subframe expression pattern voice stance speaker"),
        required=("doc_id", "frame", "subframe", "expression", "pattern", "voice", "stance"),
        allowed={
            "voice": VOICES,
            "stance": STANCES,
        },
    ),
}


def check_header(header: Iterable[str], name: str, source: str) -> None:
    """Check that a table has every column that it needs, and no other.

    Raises FramingError that names the source, the column and what to do.
    """
    schema, header = TABLES[name], list(header)
    missing = [c for c in schema.columns if c not in header and c not in schema.optional]
    extra = [str(c) for c in header if c not in schema.columns]
    if missing:
        raise FramingError(f"{source}: column {missing[0]!r} is missing; add it to the header row")
    if extra:
        raise FramingError(f"{source}: column {extra[0]!r} is not known; remove it or rename it")


def cells(text: str, source: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header of a CSV text and its rows, each with the line that it begins on.

    Raises FramingError where the text is not a CSV table or a row is longer or shorter than the header.

    >>> cells('doc_id,n\\na,"1"\\n', "example")
    (['doc_id', 'n'], [(2, ['a', '1'])])
    """
    reader, rows, line = csv.reader(io.StringIO(text, newline=""), strict=True), [], 1
    try:
        for row in reader:
            if row:
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FramingError(f"{source}: not a CSV table ({error}); save it as CSV in UTF-8") from None
    if not rows:
        raise FramingError(f"{source}: the file is empty; the first row must name the columns")
    header = rows[0][1]
    if len(set(header)) < len(header):
        twice = next(c for c in header if header.count(c) > 1)
        raise FramingError(f"{source}, row 1: column {twice!r} stands there twice; remove one of the two")
    for number, row in rows[1:]:
        if len(row) != len(header):
            raise FramingError(
                f"{source}, row {number}: {len(row)} cells where the header has {len(header)}; "
                "put a cell that holds a comma into double quotes"
            )
    return header, rows[1:]
