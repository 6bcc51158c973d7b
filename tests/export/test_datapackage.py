"""datapackage.json: valid by the rules of the standard, and true of the files that it describes."""

import csv
import hashlib
import io
import json
import re

import pytest

from framing import paths
from framing.export.datapackage import about_study, datapackage, read_released, schema_name
from framing.tables.checked import as_csv
from framing.tables.schema import TABLES

CODEBOOK = (paths.CORPUS / "README.md").read_text(encoding="utf-8")
ABOUT = about_study((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
PARSED = {
    "integer": int,
    "number": float,
    "string": str,
    "boolean": {"True": True, "False": False}.__getitem__,
}
SMALL = b"frame,colour,n,share,apart\nwar,,1,.5,True\npeace,red,,2,False\n"


@pytest.fixture(scope="module")
def files(study_results):
    names = ("settings", "salience", "claims", "leave_one_out", "coverage", "multiverse")
    tables = {f"tables/{name}.csv": as_csv(study_results[name]).encode("utf-8") for name in names}
    return read_released() | tables


@pytest.fixture(scope="module")
def package(files):
    return json.loads(datapackage(files, CODEBOOK, ABOUT))


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_an_invented_table_is_described_so():
    made = json.loads(datapackage({"b/rates.csv": SMALL, "notes.txt": b"x"}))
    assert made["name"] == "framing-export" and "licenses" not in made
    (resource,) = made["resources"]
    assert (resource["name"], resource["path"], resource["bytes"]) == ("b-rates", "b/rates.csv", len(SMALL))
    assert resource["hash"] == f"sha256:{hashlib.sha256(SMALL).hexdigest()}"
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    assert types == {
        "frame": "string",
        "colour": "string",
        "n": "integer",
        "share": "number",
        "apart": "boolean",
    }


def test_the_package_has_what_the_standard_asks_for(package):
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch("[a-z0-9._-]+", package["name"])
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names) > 30
    for resource in package["resources"]:
        assert re.fullmatch("[a-z0-9._-]+", resource["name"])
        assert not re.match(r"[/~]|\.\.|.*/\.\./", resource["path"]) and "\\" not in resource["path"]
        assert resource["description"].endswith(".")


def test_resources_are_the_files_with_their_bytes(package, files):
    assert [resource["path"] for resource in package["resources"]] == sorted(files)
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (
            len(data),
            f"sha256:{hashlib.sha256(data).hexdigest()}",
        )


def test_every_cell_fits_its_field(package, files):
    for resource in package["resources"]:
        rows, schema = rows_of(files[resource["path"]]), resource["schema"]
        header = files[resource["path"]].decode("utf-8").partition("\n")[0].split(",")
        assert [field["name"] for field in schema["fields"]] == header
        for field in schema["fields"]:
            rules = field.get("constraints", {})
            for cell in (row[field["name"]] for row in rows):
                assert cell or not rules.get("required"), (resource["path"], field["name"])
                if cell:
                    PARSED[field["type"]](cell)
                    assert cell in rules.get("enum", [cell])
        keys = [tuple(row[name] for name in schema.get("primaryKey", header)) for row in rows]
        assert len(set(keys)) == len(keys) or "primaryKey" not in schema


def test_schemas_and_descriptions_are_those_of_the_study(package):
    found = {resource["path"]: resource for resource in package["resources"]}
    codings = found["corpus/codings.csv"]["schema"]
    assert codings["primaryKey"] == list(TABLES["codings"].key)
    assert {field["name"]: field["type"] for field in codings["fields"]}["sentence"] == "integer"
    voice = next(f for f in found["corpus/features/hits.csv"]["schema"]["fields"] if f["name"] == "voice")
    assert voice["constraints"]["enum"] == ["author", "reported", "quoted"]
    assert voice["description"].startswith("`author`, `reported`")
    assert found["tables/salience.csv"]["description"].startswith(
        "One row per piece x frame (x subframe): `hits`"
    )
    # numbers of pieces are names
    assert found["tables/salience.csv"]["schema"]["fields"][0] == {"name": "doc_id", "type": "string"}


def test_no_text_is_among_what_is_released():
    released = read_released()
    assert "corpus/features/hits.csv" in released
    assert not any("texts/" in path for path in released)
    assert set(released) == {
        path.relative_to(paths.ROOT).as_posix()
        for path in paths.CORPUS.rglob("*.csv")
        if "texts" not in path.parts
    }


def test_the_same_files_give_the_same_bytes_in_any_order(files):
    turned = dict(reversed(files.items()))
    assert datapackage(files, CODEBOOK, ABOUT) == datapackage(turned, CODEBOOK, ABOUT)


def test_names_of_files_lead_to_schemas():
    assert schema_name("corpus/dictionary_v1.csv") == "dictionary"
    assert schema_name("corpus/development/documents.csv") == "development_documents"
    assert schema_name("tables/positions.csv") == ""
