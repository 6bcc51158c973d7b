"""The options of the commands, by the name of the command."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def _path(metavar: str, meaning: str, **more: Any) -> dict[str, Any]:
    return {"type": Path, "metavar": metavar, "help": meaning, **more}


def _value(default: float | str, meaning: str) -> dict[str, Any]:
    metavar = "NAME" if isinstance(default, str) else "N"
    return {"type": type(default), "default": default, "metavar": metavar, "help": f"{meaning} ({default})"}


def _flag(meaning: str) -> dict[str, Any]:
    return {"action": "store_true", "help": meaning}


_FILES = {
    "--encoding": {"action": "append", "metavar": "NAME=ENCODING"}
    | {"help": "the encoding of a file that is not UTF-8, or without NAME= of all; may be repeated"},
    "--text-column": {"metavar": "NAME", "help": "the column of your tables that holds the texts"},
    "--id-column": {"metavar": "NAME", "help": "the column of your tables that names the documents"},
}
_OWN = {
    "--corpus": _path("PATH", "a folder of your own texts in files of any kind, or one file"),
    "--dictionary": _path("FILE", "a dictionary of your own"),
    **_FILES,
    "--drop-versions": _flag("leave out documents most of which stands in a longer one"),
}
_RUN = {
    "--group-by": {"metavar": "COLUMN", "default": "", "help": "a column that puts pieces into groups"},
    "--only": {"metavar": "FIGURE", "help": "make one figure, such as fig3"},
    "--scores": _path("FOLDER", "what `score` has left: figures from its sums, without reading a text"),
    **_OWN,
    "--out": _path("FOLDER", "where to write"),
}
_EXPORT = {
    "--journal": {
        "required": True,
        "metavar": "NAME",
        "help": "whose figures, such as nature or plos; an unknown name lists all",
    },
    "--to": _path("FOLDER", "where to write", required=True),
    "--grey": _flag("figures in greys, for print without colour"),
    "--tiff": _flag("figures as TIFF (LZW) too"),
    "--width": {"type": float, "metavar": "MM", "help": "a width in the place of the journal's"},
    "--group-by": _RUN["--group-by"],
    **_OWN,
}
_IMPORT = {
    "path": _path("PATH", "a text file, or a folder of them", nargs="+"),
    "--partial": _flag("write pieces that lack paragraphs too"),
}
_COVERAGE = {
    **_OWN,
    "--simulations": _value(2000, "draws of every piece"),
    "--out": _path("FILE", "a CSV file to write; the study's own is figures/tables/coverage.csv"),
}
_SAMPLE_SIZE = {
    "rate_a": {"type": float, "metavar": "RATE_A", "help": "hits per 1,000 words in one text"},
    "rate_b": {"type": float, "metavar": "RATE_B", "help": "and in the other"},
    "--dispersion": _value(1.0, "variance of a paragraph's hits in multiples of their mean"),
    "--power": _value(0.8, "probability of telling them apart"),
    "--coverage": _value(0.95, "1 less the level of the test"),
    "--comparisons": _value(1, "comparisons made together"),
    "--paragraph": _value(45.0, "words of a paragraph"),
}
_OTHER = {"--corpus": _path("FOLDER", "another corpus")}
_CODED = {**_OTHER, "--dictionary": _path("FILE", "a dictionary whose frames are coded")}
_FILLED = {"file": _path("FILE", "a filled sheet", nargs="+")}
_LINT = {
    "file": _path("FILE", "a dictionary, in any of the formats that are read"),
    "--corpus": _path("FOLDER", "a folder of texts to match it against"),
    "--max-types": _value(25, "word types a wildcard may match"),
    "--out": _path("FILE", "a CSV file to write, which holds all findings"),
}
_KWIC = {
    "pattern": {
        "nargs": "+",
        "metavar": "PATTERN",
        "help": "a frame, or patterns such as 'red line*'; with --to, tables of documents or folders of them",
    },
    "--to": _path("FILE", "a CSV file to write of tables of any size"),
    "--frame": {"metavar": "NAME", "help": "with --to: one frame, or frame.subframe"},
    "--folders": _flag("with --to: read the tables in folders too"),
    "--workers": _value(1, "with --to: processes"),
    "--window": _value(5, "tokens at either side"),
    "--by": {"choices": ("tokens", "sentence"), "default": "tokens", "help": "what the context is"},
    **_OWN,
    "--out": _path("FILE", "a CSV file to write; it holds the texts"),
}
_SCORE = {
    "input": _path("INPUT", "tables of documents in any format, or folders of them", nargs="*"),
    "--dictionary": _path("FILE", "what is counted"),
    "--out": _path("FOLDER", "where to write"),
    "--verify": _path("FOLDER", "read results again, and inputs, and say whether they are whole"),
    **_FILES,
    "--folders": _flag("read the tables in folders too"),
    "--level": {"type": int, "choices": (1, 2), "default": 1, "help": "1 frames, 2 subframes"},
    "--workers": _value(1, "processes"),
    "--scheduler": {
        "metavar": "ADDRESS",
        "help": "a Dask cluster: tcp://HOST:PORT, or local for --workers here",
    },
    "--sentiment": _flag("mean VADER compound of the sentences too"),
    "--detail": _flag("matches set aside and negated too"),
    "--matches": _flag("one row per match with its place too, in FOLDER/_matches"),
}
OPTIONS: Mapping[str, Mapping[str, dict[str, Any]]] = {
    "run": _RUN,
    "inspect": {**_OWN, "--out": _path("FOLDER", "where to write the report as a table")},
    "report": {"--private": _flag("the sentences behind every mark, beside the texts"), **_OWN},
    "import": _IMPORT,
    "verify": _OTHER,
    "features": _OTHER,
    "coding-sheet": {
        "--coder": _value("coder-1", "names the sheet"),
        "--subframes": _flag("a column per subframe"),
        **_CODED,
    },
    "import-codes": {**_FILLED, **_CODED},
    "hit-sheet": {"--reader": _value("reader-1", "names the sheet"), **_OTHER},
    "import-hits": {**_FILLED, **_OTHER},
    "disputed": _CODED,
    "import-decisions": {"file": _path("FILE", "a filled adjudication sheet"), **_CODED},
    "notebooks": {"--folder": _path("FOLDER", "another folder of notebooks")},
    "new": {"folder": _path("FOLDER", "a folder that is empty or not there yet")},
    "merge-answers": {
        "folder": _path("FOLDER", "the answers.csv of students, in folders or under other names"),
        "--out": _path("FILE", "the CSV file to write", required=True),
    },
    "lint": _LINT,
    "kwic": _KWIC,
    "sample-size": _SAMPLE_SIZE,
    "export": _EXPORT,
    "score": _SCORE,
    "coverage": _COVERAGE,
}
