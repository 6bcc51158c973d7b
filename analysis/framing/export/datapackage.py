"""The tables of an export described for machines: datapackage.json (Data Package 2.0)."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from framing.paths import CORPUS, ROOT
from framing.tables.schema import INTEGER, NUMBER, TABLES, Table

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {INTEGER: "integer", NUMBER: "number"}
_CC_BY = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_WHOLE, _NUMBER = re.compile(r"[+-]?\d+"), re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def datapackage(
    files: Mapping[str, bytes], codebook: str = "", about: Mapping[str, Any] | None = None
) -> str:
    """Return datapackage.json for CSV files, by their paths from it: hash, size, and a schema of each.

    Types, keys and allowed values are those of `tables.schema` where a file has the columns of a table there,
    else what its cells show; descriptions are those of a codebook such as corpus/README.md. `about` is what
    `about_study` gives, nothing for other texts. Keys are sorted as the files are.

    >>> made = json.loads(datapackage({"tables/rates.csv": b"frame,rate\\nwar,1.5\\n"}))
    >>> made["resources"][0]["schema"]["fields"]
    [{'name': 'frame', 'type': 'string'}, {'name': 'rate', 'type': 'number'}]
    """
    described = {"name": "framing-export", **(about or {})}
    tables = [path for path in sorted(files) if path.endswith(".csv")]
    resources = [_resource(path, files[path], codebook) for path in tables]
    package = {"$schema": f"{_PROFILES}/datapackage.json", **described, "resources": resources}
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def about_study(citation: str) -> dict[str, Any]:
    """Return what a citation file (CFF) says of the study, and the licence of its tables."""
    cited = yaml.safe_load(citation)
    return {
        "name": "framing-study",
        "title": cited["title"],
        "description": " ".join(cited["abstract"].split()),
        "version": str(cited["version"]),
        "keywords": cited["keywords"],
        "contributors": [{"title": author["name"], "roles": ["creator"]} for author in cited["authors"]],
        "licenses": [_CC_BY],
    }


def read_released() -> dict[str, bytes]:
    """Return every table of the study that is released, by its path in the repository."""
    paths = sorted(path for path in CORPUS.rglob("*.csv") if "texts" not in path.relative_to(CORPUS).parts)
    # a checkout on Windows may end lines otherwise
    return {path.relative_to(ROOT).as_posix(): path.read_bytes().replace(b"\r\n", b"\n") for path in paths}


def schema_name(path: str) -> str:
    """Return the key of the table that a file is by its name, empty where there is none.

    >>> schema_name("data/development/hits.csv"), schema_name("features/hits_v1.csv"), schema_name("x.csv")
    ('development_hits', 'hits', '')
    """
    *folders, stem = path.removesuffix(".csv").split("/")
    plain = stem.removesuffix("_v1")
    named = (f"{folders[-1]}_{plain}" if folders else "", plain)
    return next((name for name in named if name in TABLES), "")


def _resource(path: str, data: bytes, codebook: str) -> dict[str, Any]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    header, cells = rows[0], rows[1:]
    name = schema_name(path)
    table = TABLES[name] if name and list(TABLES[name].columns) == header else None
    row, meanings = _described(path, codebook)
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, values, table, meanings) for column, values in _columns(header, cells)],
    }
    if table and table.key and all(row[header.index(column)] for row in cells for column in table.key):
        schema["primaryKey"] = list(table.key)
    described = {"description": row or f"One row per {table.row}." if table else row}
    return {
        "name": re.sub(r"[^a-z0-9._-]+", "-", path.removesuffix(".csv").lower()),
        "type": "table",
        "profile": "tabular-data-resource",
        "path": path,
        **{key: text for key, text in described.items() if text},
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[tuple[str, list[str]]]:
    return [(name, [row[place] for row in rows]) for place, name in enumerate(header)]


def _field(
    column: str, cells: Sequence[str], table: Table | None, meanings: Mapping[str, str]
) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column}
    field["type"] = _TYPES.get(table.columns[column], "string") if table else _type(cells)
    if field["type"] == "boolean":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    if column in meanings:
        field["description"] = meanings[column]
    constraints: dict[str, Any] = {}
    if table and column in table.required:
        constraints["required"] = True
    if table and column in table.allowed:
        constraints["enum"] = list(table.allowed[column])
    return field | ({"constraints": constraints} if constraints else {})


def _type(cells: Iterable[str]) -> str:
    """Return the type that all cells that are not empty have.

    >>> _type(["1", ""]), _type(["1", ".5"]), _type(["True"]), _type(["000", "001"]), _type([""])
    ('integer', 'number', 'boolean', 'string', 'string')
    """
    there = [cell for cell in cells if cell]
    # a number does not begin with a zero that says nothing; keys of pieces do
    if not there or any(re.fullmatch(r"0\d+", cell) for cell in there):
        return "string"
    if all(map(_WHOLE.fullmatch, there)):
        return "integer"
    if all(map(_NUMBER.fullmatch, there)):
        return "number"
    return "boolean" if set(there) <= {"True", "False"} else "string"


def _described(path: str, codebook: str) -> tuple[str, dict[str, str]]:
    """Return what the codebook says of a table, and of its columns."""
    for section in re.split(r"^## ", codebook, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        file = title.strip().strip("`")
        if file.endswith(".csv") and (path == file or path.endswith(f"/{file}")):
            rows = re.search(r"^(One row per .+?)(?:\n\n|\Z)", body, re.MULTILINE | re.DOTALL)
            columns = re.findall(r"^\| *`([^`]+)` *\| *[^|]+ *\| *(.+?) *\|$", body, re.MULTILINE)
            return " ".join(rows[1].split()) if rows else "", dict(columns)
    stem = path.removesuffix(".csv").rpartition("/")[2]
    results = codebook.partition("\n## Result tables\n")[2].partition("\n## ")[0]
    for names, unit, holds in re.findall(r"^\| (`[^|]+) \| ([^|]+) \| (.+?) \|$", results, re.MULTILINE):
        if f"`{stem}`" in names:
            return f"One row per {unit}: {holds}.", {}
    return "", {}
