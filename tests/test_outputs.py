"""Every output that is committed, by its SHA-256: what a change of the code alone must leave as it is.

After a change that is meant to move an output, `python tests/test_outputs.py` writes the list anew.
"""

import csv
import hashlib
import json
import re
from html import unescape

from framing import paths

LIST = paths.ROOT / "tests" / "data" / "outputs.csv"


def page_text(html):
    """Return what a page says: without styles, tags and runs of blanks."""
    bare = re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def notebook_outputs(text):
    """Return the outputs of a notebook in their order, without the numbers of the cells."""
    outputs = [
        {key: value for key, value in output.items() if key != "execution_count"}
        for cell in json.loads(text)["cells"]
        for output in cell.get("outputs", [])
    ]
    return json.dumps(outputs, sort_keys=True)


def sums():
    """Return the SHA-256 of every output by its path: of the page its text, of notebooks their outputs."""
    found = {}
    for path in sorted([*paths.FIGURES.rglob("*"), *paths.NOTEBOOKS.glob("*.ipynb")]):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix == ".html":
                data = page_text(data.decode("utf-8")).encode("utf-8")
            if path.suffix == ".ipynb":
                data = notebook_outputs(data.decode("utf-8")).encode("utf-8")
            found[path.relative_to(paths.ROOT).as_posix()] = hashlib.sha256(data).hexdigest()
    return found


def test_every_output_is_as_listed():
    with LIST.open(encoding="utf-8", newline="") as file:
        listed = {row["path"]: row["sha256"] for row in csv.DictReader(file)}
    made = sums()
    assert len(listed) > 100
    assert sorted(made) == sorted(listed)
    assert [path for path in listed if made[path] != listed[path]] == []


def test_text_and_outputs_are_taken_out_of_their_files():
    assert page_text("<style>p {}</style><h1>A &amp; B</h1>\n <p>c</p>") == "A & B c"
    cells = [{"source": "x", "outputs": [{"execution_count": 3, "data": {"text/plain": "1"}}]}, {}]
    assert notebook_outputs(json.dumps({"cells": cells})) == '[{"data": {"text/plain": "1"}}]'


if __name__ == "__main__":
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("path", "sha256"), *sums().items()])
