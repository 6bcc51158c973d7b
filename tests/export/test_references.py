"""References as BibTeX: read back by a small parser; nothing lost, nothing added."""

import re

import pytest
import yaml

from framing import paths
from framing.errors import FramingError
from framing.export.references import bibliography, read_bibliography

CITATION = """
title: A study of 5 % & more
version: 2.0
date-released: 2031-05-06
authors: [{name: The makers}]
"""
LIST = """# References

- **Rain 1901 (a).** Rain, A. B., & Wet, C. (1901). *On Rain* (2nd ed.). Drop Press, D-7. (A note.)
- Rain, A. B. (1901). Fog, mist: A view. *Air & Water*, 7(1/2), 3-19.
- Dew, E., et al. (1950). Dew. *Proceedings of the Wet Meeting*, 9-11.
- **Office 1999.** Weather Office, note of 1 May on hail.
"""
WRITTEN = r"""@misc{framing,
  author = {{The makers}},
  title = {{A study of 5 \% \& more}},
  note = {Version 2.0},
  year = {2031},
}

@book{rain1901,
  author = {Rain, A. B. and Wet, C.},
  year = {1901},
  title = {{On Rain}},
  edition = {2nd},
  publisher = {Drop Press},
  note = {D-7},
}

@article{rain1901b,
  author = {Rain, A. B.},
  year = {1901},
  title = {{Fog, mist: A view}},
  journal = {Air \& Water},
  volume = {7},
  number = {1/2},
  pages = {3--19},
}

@inproceedings{dew1950,
  author = {Dew, E. and others},
  year = {1950},
  title = {{Dew}},
  booktitle = {Proceedings of the Wet Meeting},
  pages = {9--11},
}

@misc{office1999,
  author = {{Weather Office}},
  year = {1999},
  title = {{Note of 1 May on hail}},
}
"""


def parsed(text):
    """Return the kind and the fields of every entry by its key, braces balanced."""
    assert text.count("{") == text.count("}")
    entries = re.findall(r"^@(\w+)\{(\w+),\n(.*?)^\}$", text, re.MULTILINE | re.DOTALL)
    keys = [key for _, key, _ in entries]
    assert len(set(keys)) == len(keys)
    found = {
        key: (kind, dict(re.findall(r"^  ([a-z]+) = \{(.*)\},$", body, re.M))) for kind, key, body in entries
    }
    assert all(len(found[key][1]) == body.count("\n") for _, key, body in entries)
    return found


def test_an_invented_list_is_written_so():
    assert bibliography(LIST, CITATION) == WRITTEN


def test_every_reference_of_the_study_is_an_entry_with_author_year_and_title():
    items = re.findall("^- .*", (paths.CORPUS / "references.md").read_text(encoding="utf-8"), re.MULTILINE)
    found = parsed(read_bibliography())
    assert len(found) == len(items) + 1 > 40
    years = sorted(fields["year"] for key, (_, fields) in found.items() if key != "framing")
    assert years == sorted(re.search(r"\d{4}", item)[0] for item in items)
    assert all({"author", "title"} <= set(fields) for _, fields in found.values())
    assert {kind for kind, _ in found.values()} == {"article", "book", "inproceedings", "misc"}
    monroe = found["monroe2008"][1]
    assert monroe["author"] == "Monroe, B. L. and Colaresi, M. P. and Quinn, K. M."
    assert (monroe["volume"], monroe["number"], monroe["pages"]) == ("16", "4", "372--403")


def test_no_entry_holds_what_the_list_does_not():
    plain = " ".join(
        (paths.CORPUS / "references.md").read_text(encoding="utf-8").replace("*", "").split()
    ).lower()
    for key, (_, fields) in parsed(read_bibliography()).items():
        assert "doi" not in fields
        if key != "framing":
            title = fields["title"].strip("{}").replace("\\", "").lower()
            assert title in plain, key
            assert fields.get("pages", "").replace("--", "-") in plain, key


def test_sources_of_frames_and_patterns_are_entries():
    found = parsed(read_bibliography())
    for key in (
        "kahn1965",
        "schelling1966",
        "mazarr2018",
        "pej2009",
        "boydstun2014",
        "hutto2014",
        "nielsen2011",
    ):
        assert key in found
    assert found["framing"][1]["note"].startswith("Version ")


def test_what_the_citation_file_refers_to_is_in_the_list():
    cited = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    titles = {fields["title"].strip("{}") for _, fields in parsed(read_bibliography()).values()}
    assert {reference["title"] for reference in cited["references"]} <= titles
    assert {reference["type"] for reference in cited["references"]} <= {"article", "book", "conference-paper"}
    assert "repository-code" not in cited and "doi" not in cited


def test_a_reference_without_a_year_is_named_by_its_line():
    with pytest.raises(FramingError, match=r"^own\.md, line 2: a reference without a year; write authors"):
        bibliography("# R\n- Rain, A. *On Rain*.\n", CITATION, "own.md")
