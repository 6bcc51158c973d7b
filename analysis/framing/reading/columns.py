"""Which columns of a table hold the texts, the names and what else is known of documents."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from framing.errors import FramingError
from framing.reading.documents import META, Doubt

# the names that a column may have, compared without case, blanks and marks; the first found is taken
TEXT_NAMES = (
    *("text", "body", "content", "article", "fulltext", "articletext", "articlebody", "bodytext", "maintext"),
    *("textbody", "story", "transcript", "speech", "message", "tweet", "post", "comment", "abstract"),
    *("inhalt", "volltext", "artikel", "artikeltext", "texte", "contenu", "corps", "texto", "contenido"),
)
ID_NAMES = (
    *("docid", "id", "documentid", "articleid", "textid", "uid", "uuid", "identifier", "key", "name"),
    *("filename", "file", "accessionnumber", "an"),
)
TITLE_NAMES = ("title", "headline", "heading", "titel", "überschrift", "titre", "titulo", "título")
META_NAMES: Mapping[str, Sequence[str]] = {
    "outlet": ("outlet", "source", "publication", "newspaper", "publisher", "medium", "quelle", "zeitung"),
    "date": ("date", "pubdate", "publicationdate", "published", "publishedat", "datum", "fecha"),
    "author": ("author", "authors", "byline", "autor", "auteur"),
    "section": ("section", "rubrik", "rubrique", "sección"),
    "length": ("length", "wordcount"),
    "language": ("language", "lang", "sprache", "langue"),
    "genre": ("genre", "type"),
    "url": ("url", "link", "weburl"),
}
_MOST_LISTED, _MOST_LETTERS = 12, 40


class Columns(NamedTuple):
    """The columns that hold the text and the name of a document; without the latter its row names it."""

    text: str
    id: str | None


def choose(
    names: Sequence[str], source: object, text: str | None = None, id: str | None = None
) -> tuple[Columns, list[Doubt]]:
    """Choose the columns of texts and names from those that a table has, and say where two could be meant.

    `text` and `id` name them where they are called otherwise.
    Raises FramingError that names the source and the columns there are, where one is missing or stands there
    twice.

    >>> choose(["ID", "Body", "content"], "a.csv")[0]
    Columns(text='Body', id='ID')
    >>> choose(["Body", "content"], "a.csv")[1][0].message
    "columns 'Body', 'content' may hold the text; 'Body' is read, name another with --text-column"
    """
    for name, n in Counter(names).items():
        if name and n > 1:
            remedy = "remove or rename one of the two"
            raise FramingError(f"{source}: column {short(name)} stands there twice; {remedy}")
    doubts: list[Doubt] = []
    chosen_text, doubt = _chosen(names, text, TEXT_NAMES, source, "hold the text, --text-column")
    doubts += doubt
    if chosen_text is None:
        what = "no column is known to hold the text; name it with --text-column"
        raise FramingError(f"{source}: {what} (there are {listed(names)})")
    others = [name for name in names if name != chosen_text]
    chosen_id, doubt = _chosen(others, id, ID_NAMES, source, "name the documents, --id-column")
    doubts += doubt
    if chosen_id is None:
        remedy = "name the column that does with --id-column"
        doubts.append(Doubt(str(source), f"no column names the documents, so file and row do; {remedy}"))
    return Columns(chosen_text, chosen_id), doubts


def column_of(names: Sequence[str], meant: str, columns: Columns) -> str | None:
    """Return the column that holds an item of META, such as the outlet; one that bears its name comes first.

    >>> column_of(["text", "Source", "Pub_Date"], "outlet", Columns("text", None))
    'Source'
    """
    others = [name for name in names if name not in columns]
    known = [name for name in others if plain(name) in META_NAMES[meant]]
    return meant if meant in others else next(iter(known), None)


def listed(names: Sequence[str]) -> str:
    """Return names for a message: the first dozen, each cut to 40 letters, and how many there are more.

    >>> listed(["a", "b"]), listed([])
    ("'a', 'b'", 'none')
    """
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return (", ".join(map(short, names[:_MOST_LISTED])) or "none") + more


def short(name: object) -> str:
    """Return what is shown of a name or value in a message: 40 letters at most, marks of control escaped.

    >>> short("tide"), short("t" * 50)
    ("'tide'", "'tttttttttttttttttttttttttttttttttttttttt...'")
    """
    text = name if isinstance(name, str) else str(name)[: _MOST_LETTERS + 1]
    return repr(text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}...")


def title_and_meta(row: Mapping[str, Any], columns: Columns) -> tuple[str, dict[str, str]]:
    """Return the title of a document and what else its row says, by the names of META or of its column.

    >>> title_and_meta({"text": "wet", "Headline": "Tide", "Byline": "A. B.", "n": 3}, Columns("text", None))
    ('Tide', {'author': 'A. B.', 'n': '3'})
    """
    title = ""
    meta: dict[str, str] = {}
    for name, value in row.items():
        if name in columns or not name or value is None or value == "":
            continue
        meant = (meta_name for meta_name in META if plain(name) in META_NAMES[meta_name])
        # a column that bears such a name itself keeps it
        free = (meta_name for meta_name in meant if meta_name not in {*meta, *row} - {name})
        known = next(free, name)
        if plain(name) in TITLE_NAMES and not title:
            title = str(value)
        else:
            meta[known] = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return title, meta


def plain(name: str) -> str:
    """Return the name of a column without case, blanks and marks.

    >>> plain(" Full_Text ")
    'fulltext'
    """
    return re.sub(r"[\W_]+", "", name.casefold())


def _chosen(
    names: Sequence[str], named: str | None, known: Sequence[str], source: object, words: str
) -> tuple[str | None, list[Doubt]]:
    what, option = words.split(", ")
    if named is not None:
        found = [name for name in names if name == named] or [n for n in names if plain(n) == plain(named)]
        if len(found) != 1:
            fault = "is there in several forms" if found else "is missing"
            what = f"column {short(named)} {fault}; name one that is there with {option}"
            raise FramingError(f"{source}: {what} (there are {listed(names)})")
        return found[0], []
    found = sorted((name for name in names if plain(name) in known), key=lambda n: known.index(plain(n)))
    if len(found) < 2:
        return (found[0] if found else None), []
    told = f"{short(found[0])} is read, name another with {option}"
    return found[0], [Doubt(str(source), f"columns {listed(found)} may {what}; {told}")]
