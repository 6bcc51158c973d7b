"""What every table of the study holds, and CSV text taken apart; pandas is not needed for it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError
from framing.files import as_written

if TYPE_CHECKING:
    import pandas as pd

TEXT, INTEGER, NUMBER = "text", "integer", "number"
PARTS = ("headline", "dek", "body")
AUTHOR, REPORTED, QUOTED = VOICES = ("author", "reported", "quoted")
ASSERTED, NEGATED, CONTESTED = STANCES = ("asserted", "negated", "contested")
# stands where a row is about all pieces, so no piece can have it for its doc_id
EVERY_PIECE = "all"
# what is resampled for the intervals of rates, and by what errors of means are taken
UNITS = ("paragraph", "sentence")
# the same of groups of pieces
PIECE = "piece"
# how the limits of a rate are found, the one that covers best first (stats/intervals.py)
INTERVALS = ("gamma mid-P", "gamma", "log t", "BCa", "percentile")
# what `stats/coverage.py` measures: of rates, of two pieces, of all pairs of pieces
RATE, ONE_PAIR, ANY_PAIR = "rate", "pair", "any pair"
# what claims are about
MEASURES = ("rate", "sentences", "voice", "asserted", "order", "sentiment", "masking", "together")
# a main frame is what headline, claims and agreement read; an adjacent one stands beside a main one
MAIN, ADJACENT = ROLES = ("main", "adjacent")
# other texts than the pieces: those a dictionary is written with, and those that are held back
CHECK = "check"
HALVES = ("develop", CHECK)
# parts two patterns, or two values of a column, in one cell
SEPARATOR = " | "
# the coder that the dictionary is where it is set against coders
DICTIONARY = "dictionary"
# the coder of what coders agree on and what was decided, made by `adjudication.gold` alone
GOLD = "gold"
# rates are hits per so many words, or per so many sentences
PER, PER_SENTENCES = 1000, 100
# scores of sentences are whole numbers, this many times the score
SCALE = 10_000
# kinds of what is set in a study
SETTINGS = METHOD, OF_TEXT, DEFINITIONS, PACKAGE = ("method", "text", "definitions", "package")
AS_WRITTEN = "as written"
# VADER's scores with phrases of masks.csv hidden, and the kind that each hides
MASKED = {"names masked": "name", "topic masked": "topic"}
SCORES = (AS_WRITTEN, *MASKED)
# the lexicons, with their score and its scale
LEXICONS = {
    "VADER": (AS_WRITTEN, SCALE),
    **{f"VADER, {score}": (score, SCALE) for score in MASKED},
    "TextBlob": ("TextBlob", SCALE),
    "AFINN": ("AFINN", 1),
}
# the result tables that compare pieces with each other: about groups where pieces are in groups
OF_GROUPS = (
    *("salience_pairs", "separation", "smallest_ratios", "sentiment_pairs", "keyness", "similarity"),
    *("similarity_map", "leave_one_out", "null", "multiverse", "lexicon_agreement", "claims", "months"),
)
# the choices in counting, of each the study's own level first
CHOICES: Mapping[str, tuple[str, ...]] = {
    "parts": ("all", "body"),
    "quotations": ("in", "out"),
    "stance": ("all", "not negated", "asserted"),
    "patterns": ("all", "phrases"),
    "dictionary": ("full", "sourced"),
    "adjacent": ("out", "in"),
    "unit": ("words", "sentences"),
}
# what led to a claim: expectation, or a look at these data
THEORY, LOOKING = "theory", "looking"
# what may be said of a claim
HOLDS, SUGGESTIVE, ARTEFACT = "holds", "suggestive", "artefact of wording"
DEPENDS, NOT_DISTINGUISHABLE = "depends on choices", "not distinguishable"
VERDICTS = (HOLDS, SUGGESTIVE, ARTEFACT, DEPENDS, NOT_DISTINGUISHABLE)
KINDS = (
    *("verb", "adjective", "noun", "feeling", "phrase", "adverb", "comment", "none"),
    *("document", "title", "body", "group"),
)


_PIECE_FACTS = ("outlet", "author", "date", "genre", "title", "url", "certainty")
# columns that allow but a few values, in whatever table they stand
CLOSED: Mapping[str, tuple[str, ...]] = {
    "part": PARTS,
    "voice": VOICES,
    "stance": STANCES,
    "reporting.kind": KINDS,
    # a table without the column holds names
    "masks.kind": tuple(MASKED.values()),
    "parts": CHOICES["parts"],
    "scores.score": tuple(score for score, _ in LEXICONS.values() if score != AS_WRITTEN),
    "cues.side": ("before", "after", "in"),
    "reporting.side": ("before", "after", "both", "of", "for", "as", "none"),
    "role": ROLES,
    "half": HALVES,
    "stratum": ("net", "random"),
    "claims.compare": ("frames", "pieces", "groups", "zero", "order", "chance"),
    "claims.measure": MEASURES,
    "found_by": (THEORY, LOOKING),
    "column": ("doc_id", *_PIECE_FACTS),
    "topic": ("texts", "rights", "dictionary", "coders", "readers", "elsewhere"),
    "settings.kind": SETTINGS,
    "outcome": ("read", "table", "unpacked", "left out", "doubt", "never found", "cannot match"),
}


@dataclass(frozen=True)
class Table:
    """What one table holds: its row unit, its key, its columns with their types, and what may be empty."""

    row: str
    key: tuple[str, ...]
    columns: Mapping[str, str]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _table(name: str, row: str, marked: str) -> Table:
    """Read the columns of a table with their marks.

    "*" before a name: part of the key. After it "#": a whole number; "~": a number, or none; "!": never
    empty; "?": may be absent.
    """
    columns, marks = marked.split(), "*#~!?"
    kinds = {c.strip(marks): INTEGER if "#" in c else NUMBER if "~" in c else TEXT for c in columns}
    closed = {column: CLOSED.get(f"{name}.{column}") or CLOSED.get(column) for column in kinds}
    key, required, optional = (tuple(c.strip(marks) for c in columns if mark in c) for mark in "*!?")
    allowed = {column: values for column, values in closed.items() if values}
    return Table(row, key, kinds, required, optional, allowed)


_TABLES = {
    "pieces": f"piece: *doc_id! label! {'? '.join(_PIECE_FACTS)}? n_paragraphs#? sha256_raw? sha256_text?",
    "frames": "frame: *frame! label! definition source colour! order# role? beside?",
    "subframes": "frame x subframe: *frame! *subframe! label! definition order#",
    "dictionary": "frame x subframe x pattern: *frame! *subframe? *pattern! unless? source? note?",
    "cues": "stance cue: *cue! *stance! *side! window# source? note?",
    "reporting": "pattern of reporting words: *pattern! *kind! side! source? note?",
    "masks": "phrase: *phrase! kind? reason",
    "claims": "claim of the study: *claim! compare! measure! frame column? higher lower higher_label "
    "lower_label family! source found_by! note",
    "paragraphs": "paragraph of a piece: *doc_id! *paragraph# part! n_words# fingerprint",
    "texts": "paragraph of a piece, with its text (in memory only): *doc_id! *paragraph# part! text!",
    "sentences": "sentence: *doc_id! paragraph# *sentence# part! n_words# n_words_quoted# n_words_reported# "
    "compound#",
    "scores": "piece x parts x score: *doc_id! *parts! *score! sentences# total# error_paragraph~ "
    "error_sentence~ change_error_paragraph~ change_error_sentence~ deviation~ with_vader~",
    "hits": "sentence x pattern x voice x speaker x stance: *doc_id! paragraph# *sentence# *frame! *subframe "
    "*pattern! *voice *speaker *stance n# n_subframe# n_unless#",
    "bags": "piece x token: *doc_id! *token! n#",
    "codings_subframes": "sentence x coder x subframe: *doc_id! *sentence# *coder! *frame! *subframe! value#",
    "codings": "sentence x coder x frame: *doc_id! *sentence# *coder! *frame! value#",
    "adjudicated": "sentence x frame: *doc_id! *sentence# *frame! value#",
    "hits_checked": "hit x reader: *doc_id! *sentence# *frame! *pattern! *occurrence# *reader! voice! "
    "speaker stance!",
    "made_from": "fact about how the released features were made: *name! value!",
    "settings": "setting of a study: *setting! kind! value meaning",
    "statements": "topic on which no table tells: *topic! statement!",
    "reading": "thing seen in a corpus, doubt, or pattern never found: source! kind! item! outcome! "
    "documents# words# encoding reason",
    "coverage": "measure x method x model x truth x piece: *measure! *method! *model! *truth# *doc_id! "
    "simulations# unit! nominal~ value~ below~ above~",
    "truth": "specimen piece x measure: *doc_id! *measure! value#",
    "development_documents": "text of another source than the pieces: *doc_id! half! source! date? speaker? "
    "title? change_of_government#",
    "development_hits": "version x hit in such a text, read: *half! *version# *doc_id! *sentence# *frame! "
    "*pattern! *occurrence# right#",
    "development_recall": "frame x sentence of such a text, read: *half! *doc_id! *sentence# *frame! "
    "stratum! weight~ value# found_v1# found_v2#",
    "development_voices": "hit in such a text x reader: *doc_id! *sentence# *frame! *pattern! *occurrence# "
    "*reader! voice! speaker stance!",
    "aggregate": "outlet x month x key of a folder of scores: *outlet *month *key! documents# with_hits~ "
    "units# total# total_squared# total_units# units_squared#",
    "planted": "planted frame expression: doc_id! paragraph# sentence# frame! subframe! expression! pattern! "
    "voice! stance! speaker",
}
TABLES: Mapping[str, Table] = {name: _table(name, *text.split(": ")) for name, text in _TABLES.items()}


def check_header(header: Iterable[str], name: str, source: str) -> None:
    """Check that a table has every column that it needs, and no other.

    Raises FramingError that names the source, the column and what to do.
    """
    schema, header = TABLES[name], list(header)
    there = ", ".join(repr(c[:40]) for c in header[:12]) + (" and more" if len(header) > 12 else "")
    missing = [c for c in schema.columns if c not in header and c not in schema.optional]
    extra = [str(c) for c in header if c not in schema.columns]
    if missing:
        raise FramingError(
            f"{source}: column {missing[0]!r} is missing; add it to the header row, which has {there}"
        )
    if extra:
        raise FramingError(f"{source}: column {extra[0][:40]!r} is not known; remove it or rename it")


def csv_rows(text: str, source: str, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV text, each with the line that it begins on, cells as before `files.harmless`.

    Raises FramingError where the text is not a CSV table.
    """
    reader, rows, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [], 1
    try:
        for row in reader:
            rows.append((line, [*map(as_written, row)]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FramingError(f"{source}: not a CSV table ({error}); save it as CSV in UTF-8") from None
    return rows


def cells(text: str, source: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header of a CSV text and its rows, each with the line that it begins on.

    Semicolons or tabs may stand for commas, and last columns without a name and a cell are dropped, as
    spreadsheets save them.
    Raises FramingError where the text is not a CSV table or a row is longer or shorter than the header.

    >>> cells('doc_id,n\\na,"1"\\n', "example")
    (['doc_id', 'n'], [(2, ['a', '1'])])
    """
    delimiter, named = _delimiter(text)
    rows = [(line, row) for line, row in csv_rows(text, source, delimiter) if row][named:]
    if not rows:
        raise FramingError(f"{source}: the file is empty; the first row must name the columns")
    named_columns = max((place for place, name in enumerate(rows[0][1], start=1) if name.strip()), default=0)
    if named_columns and not any(any(row[named_columns:]) for _, row in rows):
        rows = [(line, row[:named_columns] if len(row) > named_columns else row) for line, row in rows]
    header = rows[0][1]
    if len(set(header)) < len(header):
        twice = next(c for c in header if header.count(c) > 1)
        raise FramingError(f"{source}, row 1: column {twice!r} stands there twice; remove one of the two")
    for number, row in rows[1:]:
        if len(row) != len(header):
            what = f"{len(row)} cells where the header has {len(header)}"
            remedy = "put a cell that holds a comma into double quotes"
            raise FramingError.at(source, number, f"{what}; {remedy}", "row")
    return header, rows[1:]


def _delimiter(text: str) -> tuple[str, bool]:
    """Return what parts the cells, by the first line, and whether that line does no more than name it."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    if re.fullmatch(r"\ufeff?\"?sep=[,;\t]\"?\s*", first):
        return first.strip('\ufeff"\r\n ')[-1], True
    return max(",;\t", key=first.count), False


def rows_of(table: "pd.DataFrame", *columns: str) -> Iterator[tuple[Any, ...]]:
    """Go through the cells of some columns row by row; of texts ten times as fast as `itertuples`."""
    return zip(*(table[name].to_numpy().tolist() for name in columns), strict=True)
