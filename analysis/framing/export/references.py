"""References as BibTeX, from the list of references and the citation file, with nothing added."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from framing.errors import FramingError
from framing.export.names import letters
from framing.files import read_text
from framing.paths import CORPUS, ROOT

_DATED = re.compile(r"(?P<authors>.+?) \((?P<year>\d{4})\)\. (?P<rest>.+)")
_BOOK = re.compile(
    r"\*(?P<title>.+?)\*(?: \((?P<edition>.+?) ed\.\))?\. (?P<publisher>[^,.]+)(?:, (?P<note>[^.]+))?\."
)
_ARTICLE = re.compile(
    r"(?P<title>.+[.?]) \*(?P<journal>.+?)\*"
    r"(?:, (?P<volume>\d+)(?:\((?P<number>[\d/]+)\))?)?(?:, (?P<pages>[\d-]+))?\."
)
_OTHER = re.compile(r"(?P<title>.+?)\. (?P<howpublished>.+)\.")
_SPECIAL = re.compile(r"[&%$#_]")
# these appear in the proceedings of a meeting
_MEETINGS = ("Proceedings", "ICWSM")


def read_bibliography() -> str:
    """Return the references of the study, and the study itself, as BibTeX.

    Raises FramingError where a line of corpus/references.md is not in its form.
    """
    path = CORPUS / "references.md"
    return bibliography(read_text(path), read_text(ROOT / "CITATION.cff"), str(path))


def bibliography(references: str, citation: str, source: str = "references.md") -> str:
    """Return as BibTeX what a citation file (CFF) cites, and every reference in a list of such.

    A reference is an item of a Markdown list in the style of APA 7, with a key in bold before it where tables
    name it by that. Raises FramingError that names source and line where an item has no year.

    >>> text = "- Holm, S. (1979). A simple procedure. *Scandinavian Journal of Statistics*, 6(2), 65-70."
    >>> print(bibliography(text, "title: T\\nversion: 1\\nauthors: [{name: A & B}]").split("\\n\\n")[1])
    @article{holm1979,
      author = {Holm, S.},
      year = {1979},
      title = {{A simple procedure}},
      journal = {Scandinavian Journal of Statistics},
      volume = {6},
      number = {2},
      pages = {65--70},
    }
    <BLANKLINE>
    """
    entries, seen = [_study(citation)], dict[str, int]()
    for line, text in _items(references):
        kind, key, fields = _entry(text, line, source)
        seen[key] = seen.get(key, 0) + 1
        entries.append(_written(kind, key + (letters(seen[key]).lower() if seen[key] > 1 else ""), fields))
    return "\n".join(entries)


def _items(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("- "):
            yield number, line.removeprefix("- ").strip()


def _entry(item: str, line: int, source: str) -> tuple[str, str, dict[str, str]]:
    """Return the kind, the key and the fields of a reference."""
    named = re.match(r"\*\*(.+?)\.\*\* ", item)
    text = item[named.end() :] if named else item
    # what stands between brackets at the end is a note of the study's own
    text = re.sub(r" \([^()]*\)$", "", text)
    if found := _DATED.fullmatch(text):
        kind, rest = _published(found["rest"])
        fields = {"author": _authors(found["authors"]), "year": found["year"], **rest}
        return kind, _key(named[1] if named else f"{found['authors'].split(',')[0]} {found['year']}"), fields
    year = re.search(r"\d{4}", named[1] if named else "")
    if not named or not year:
        remedy = "write authors, year in brackets, title and where it appeared"
        raise FramingError.at(source, line, f"a reference without a year; {remedy}")
    author, _, title = text.rstrip(".").partition(", ")
    title = title[:1].upper() + title[1:]
    return "misc", _key(named[1]), {"author": f"{{{author}}}", "year": year[0], "title": title}


def _published(rest: str) -> tuple[str, dict[str, str]]:
    """Return the kind of a reference, and its fields but for author and year, from what follows the year."""
    if found := _BOOK.fullmatch(rest):
        return "book", _filled(found)
    if found := _ARTICLE.fullmatch(rest):
        fields = _filled(found)
        if fields["journal"].startswith(_MEETINGS):
            return "inproceedings", {"booktitle" if k == "journal" else k: v for k, v in fields.items()}
        return "article", fields
    found = _OTHER.fullmatch(rest)
    return "misc", _filled(found) if found else {"title": rest.rstrip(".")}


def _filled(found: re.Match[str]) -> dict[str, str]:
    fields = {name: value for name, value in found.groupdict().items() if value}
    if "pages" in fields:
        fields["pages"] = fields["pages"].replace("-", "--")
    fields["title"] = fields["title"].removesuffix(".")
    return fields


def _authors(text: str) -> str:
    """Write authors as BibTeX does; who has no initials is a body.

    >>> _authors("Kiss, T., & Strunk, J."), _authors("Benoit, K., et al."), _authors("Research Office")
    ('Kiss, T. and Strunk, J.', 'Benoit, K. and others', '{Research Office}')
    """
    if not re.search(r"\b[A-Z]\.", text):
        return f"{{{text}}}"
    people = re.split(r"(?<=\.), (?:& )?", text.replace("et al.", "others"))
    return " and ".join(people)


def _key(text: str) -> str:
    year = re.search(r"\d{4}", text)
    name = re.split(r"[^\w]+(?:et|\d)|&", text)[0]
    return "".join(re.findall("[a-z]", name.lower())) + (year[0] if year else "")


def _study(citation: str) -> str:
    cited: dict[str, Any] = yaml.safe_load(citation)
    names = [
        f"{{{author['name']}}}" if "name" in author else f"{author['family-names']}, {author['given-names']}"
        for author in cited["authors"]
    ]
    year = str(cited.get("date-released", ""))[:4]
    note = f"Version {cited['version']}"
    fields = {"author": " and ".join(names), "title": cited["title"], "note": note}
    return _written("misc", "framing", fields | ({"year": year} if year else {}))


def _written(kind: str, key: str, fields: dict[str, str]) -> str:
    safe = {name: _SPECIAL.sub(r"\\\g<0>", value) for name, value in fields.items()}
    # double braces keep capitals as they are
    safe["title"] = f"{{{safe['title']}}}"
    return "\n".join(
        [f"@{kind}{{{key},", *(f"  {name} = {{{value}}}," for name, value in safe.items()), "}", ""]
    )
